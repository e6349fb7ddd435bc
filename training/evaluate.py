"""How well a model finds spans, by the shared scorer; and the settings of its decoding that do best.

    python -m training.evaluate FOLDER --eval FOLDER [--gold polnear|open|both] [--tune --write]

Settings are tuned on articles that the training did not see; figures to be shown come from others.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from benchmarks.attribution import load_scorer, pairs
from benchmarks.labelled import labelled
from benchmarks.reading import paired, words

from onrecord.reading.analysis import split_blocks
from onrecord.reading.model.decode import Answers, Settings, decode
from onrecord.reading.model.finder import _found
from onrecord.reading.model.network import Network
from onrecord.reading.model.pieces import Pieces, windows
from onrecord.reading.quotations import quotations_of_blocks
from training.labels import documents, parted

Prepared = tuple[dict[str, Any], Pieces, list[tuple[int, int]], list[Answers]]


def prepare(net: Network, gold: list[dict[str, Any]]) -> list[Prepared]:
    """Run the network once over every article."""
    found = []
    for document in gold:
        pieces = net.pieces(document["text"], split_blocks(document["text"]))
        ranges = windows(pieces)
        found.append((document, pieces, ranges, net.answers(pieces, ranges)))
    return found


def predictions(net: Network, prepared: list[Prepared], settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """The statements of every article, as the scorer takes them."""
    found = {}
    for document, pieces, ranges, answers in prepared:
        text = document["text"]
        quoted = [q for block in quotations_of_blocks(text, split_blocks(text)) for q in block]
        rows = []
        for one in decode(pieces, ranges, answers, net.scorer, settings):
            spans = _found(text, pieces, one, quoted, "")
            if spans is not None:
                rows.append({"source": pairs(spans.source), "cue": pairs(spans.cue), "content": pairs(spans.content)})
        found[document["doc_id"]] = rows
    return found


def calibrated(net: Network, prepared: list[Prepared], settings: Settings) -> Settings:
    """Fit the weights of confidence: logistic regression of "a person marked it too" on the evidence.

    Right is what the scorer calls a content match: IoU of words >= 0.5, one to one. A little ridge keeps the weights
    of evidence that says the same apart (Newton's method; Platt 1999 for the idea).
    """
    open_wide = msgspec.structs.replace(settings, cue=0.15, statement=0.0, calibration=())
    rows, right = [], []
    for document, pieces, ranges, answers in prepared:
        text = document["text"]
        found = decode(pieces, ranges, answers, net.scorer, open_wide)
        gold = [words(text, g["content"]) for g in document["attributions"]]
        given = []
        for one in found:
            spans = [(int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in one.content]
            given.append(words(text, spans))
        hits = {j for _, j in paired(gold, given)}
        rows += [one.evidence.features() for one in found]
        right += [float(j in hits) for j in range(len(found))]
    x, y = np.array(rows), np.array(right)
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + 0.5 * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + 0.5 * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    print("calibration on", len(y), "statements,", f"{y.mean():.2f} right:", np.round(weights, 3).tolist(), flush=True)
    return msgspec.structs.replace(settings, calibration=tuple(round(float(w), 4) for w in weights))


def figures(result: dict[str, Any]) -> str:
    """One line of the scorer's result."""
    whole = result["attributions"]
    content = {key: f"{100 * value:.1f}" for key, value in whole["content"].items() if key in ("p", "r", "f1")}
    line = [f"content {content['f1']} (P {content['p']} R {content['r']})"]
    line.append(f"e2e {100 * whole['end2end']['f1']:.1f} source {100 * whole['source-acc']:.1f}")
    for key in ("direct", "mixed", "indirect"):
        by = result["by_kind"]
        line.append(f"{key} {100 * by[f'content/{key}']['f1']:.1f}/{100 * by[f'end2end/{key}']['f1']:.1f}")
    for key in ("speech", "other"):
        by = result["by_cue"]
        line.append(f"{key} {100 * by[f'content/{key}']['f1']:.1f}/{100 * by[f'end2end/{key}']['f1']:.1f}")
    return " · ".join(line)


def main() -> None:
    """Score, and tune where asked."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--eval", type=Path, required=True, help="the shared evaluation folder")
    ap.add_argument("--gold", choices=("polnear", "open", "both"), default="polnear")
    ap.add_argument("--articles", type=int, default=10**6)
    ap.add_argument("--tune", action="store_true", help="tune and calibrate on the kept-back part of the gold")
    ap.add_argument("--write", action="store_true", help="write what was found into the model's description")
    a = ap.parse_args()
    scorer = load_scorer()
    gold: list[dict[str, Any]] = []
    if a.gold != "open":
        gold += documents(a.eval / f"attribution/polnear-{'train' if a.tune else 'dev'}.jsonl.gz")
        gold = parted(gold)[1] if a.tune else gold[: a.articles]
    if a.gold != "polnear":
        own = labelled(a.eval, "train")
        gold += parted(own)[1] if a.tune else labelled(a.eval, "test")
    net = Network(a.folder)
    prepared = prepare(net, gold)
    settings = net.description.settings
    print(figures(scorer.score(gold, predictions(net, prepared, settings))), flush=True)
    if not a.tune:
        return
    values = {
        "nobody": (0.0, 0.2, 0.4, 0.7),
        "cue": (0.1, 0.15, 0.2, 0.25, 0.3, 0.35),
        "statement": (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
        "change": (0.25, 0.5, 0.75, 1.0, 1.5),
        "trust": (0.3, 0.45, 0.6, 0.75),
        "source": (0.03, 0.1, 0.2),
    }
    settings = calibrated(net, prepared, settings)
    best = -1.0
    for _, name in itertools.product(range(2), values):
        tried = []
        for value in values[name]:
            candidate = msgspec.structs.replace(settings, **{name: value})
            whole = scorer.score(gold, predictions(net, prepared, candidate))["attributions"]
            tried.append((whole["content"]["f1"] + whole["end2end"]["f1"], value))
        score, value = max(tried)
        if score > best:
            best, settings = score, msgspec.structs.replace(settings, **{name: value})
        print(name, value, " ".join(f"{v}:{50 * s:.2f}" for s, v in tried), flush=True)
    print(figures(scorer.score(gold, predictions(net, prepared, settings))))
    print(json.dumps(msgspec.to_builtins(settings)))
    if a.write:
        described = msgspec.structs.replace(net.description, settings=settings)
        (a.folder / "model.json").write_bytes(msgspec.json.format(msgspec.json.encode(described), indent=1) + b"\n")


if __name__ == "__main__":
    main()
