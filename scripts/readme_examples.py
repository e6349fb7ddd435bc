"""Run the commands of README.md's `console` blocks and write what they print; with `--check`, compare.

The commands run one after the other in a fresh archive, in the repository's root: the first block adds the samples.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n\$ (onrecord [^\n]+)\n.*?^```$", flags=re.DOTALL | re.MULTILINE)


def rewritten(page: str) -> str:
    """Give the page with each block's output as the command prints it now."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "ONRECORD_ARCHIVE": str(Path(folder) / "project.onrecord"),
            "PYTHONUNBUFFERED": "1",  # so that both streams stand in the order they were written
        }

        def run(block: re.Match[str]) -> str:
            command = [sys.executable, "-m", *shlex.split(block[1])]
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                check=True,
            )
            lines = "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())
            return f"```console\n$ {block[1]}\n{lines}\n```"

        return BLOCK.sub(run, page)


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    page = TARGET.read_text("utf-8")
    new = rewritten(page)
    if "--check" in arguments:
        if new == page:
            return 0
        print(f"{TARGET.name} is out of step with the commands: run scripts/readme_examples.py", file=sys.stderr)
        return 1
    TARGET.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
