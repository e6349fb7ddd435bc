"""Train a model from nothing but the shared evaluation folder: every step, each resumable, with a log of each.

    python -m training both|open [--eval FOLDER] [--work FOLDER]

`both` learns from PolNeAR's training part and our open set, `open` from our open set and openly licensed text alone.
A step whose result is there is passed over; delete the result to do it again. On two cores `both` takes about two and
a half hours, `open` half an hour; a GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training.base import fetch

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/onrecord/reading/model/weights"
NAMES = {"both": "attribution", "open": "attribution-open"}
VERSIONS = {"both": "attribution-2", "open": "attribution-open-1"}


def step(log: Path, result: Path, module: str, *arguments: str) -> None:
    """Run one step in a process of its own, unless its result is there; its words go to the log and the screen."""
    if result.exists():
        print(f"{module}: {result} is there")
        return
    with log.open("a", encoding="utf-8") as out:
        command = [sys.executable, "-u", "-m", module, *arguments]
        print(" ".join(command[2:]), file=out, flush=True)
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                print(line, end="")
                print(line, end="", file=out, flush=True)
    if process.returncode:
        raise SystemExit(f"{module} ended with {process.returncode}: see {log}")


def main() -> None:
    """Run the steps."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("what", choices=tuple(NAMES))
    ap.add_argument("--eval", type=Path, default=ROOT.parent / "shared/eval")
    ap.add_argument("--work", type=Path, default=ROOT / ".training")
    a = ap.parse_args()
    if not a.eval.exists():
        raise SystemExit(f"training: {a.eval} is not there: name the evaluation folder with --eval")
    base = fetch(a.work / "base")
    shared, out = ["--base", str(base), "--eval", str(a.eval)], a.work / a.what
    out.mkdir(parents=True, exist_ok=True)
    log = out / "log.txt"
    corpora = ["--corpora", a.what]
    adapted, names = out / "adapted.pt", out / "names.jsonl.gz"
    minutes = "40" if a.what == "both" else "6"
    step(log, adapted, "training.adapt", *shared, *corpora, "--minutes", minutes, "--out", str(adapted))
    step(log, names, "training.silver", "--eval", str(a.eval), *corpora, "--out", str(names))
    learn = ["--polnear", "--open", "1", "--rounds", "8"]
    if a.what == "open":
        learn = ["--open", "1", "--rounds", "12", "--others", "20"]
    start = ["--start", str(adapted), "--names", str(names), "--out", str(out)]
    step(log, out / "network.pt", "training.fit", *shared, *start, *learn)
    folder = WEIGHTS / NAMES[a.what]
    export = ["--base", str(base), "--out", str(folder), "--version", VERSIONS[a.what]]
    step(log, folder / "encoder.onnx", "training.export", str(out / "network.pt"), *export)
    tuned = out / "tuned.txt"
    step(log, tuned, "training.evaluate", str(folder), "--eval", str(a.eval), "--gold", a.what, "--tune", "--write")
    tuned.write_text((folder / "model.json").read_text("utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
