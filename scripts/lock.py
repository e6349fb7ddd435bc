"""Write requirements.lock and requirements-dev.lock: every pin with hashes, no registry address.

`uv.lock` and `pylock.toml` hold registry addresses, so neither is used; uv itself is asked for only here.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
]


def compile_lock(target: str, *arguments: str) -> None:
    """Resolve pyproject.toml into the file `target`."""
    command = ["uv", "pip", "compile", *OPTIONS, *arguments, "pyproject.toml", "-o", target]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> int:
    """Lock the run-time set first; the development set may only add to it."""
    # The build backend is part of the run-time set: an editable install without build isolation needs it.
    build = ROOT / ".build-requirements.in"
    build.write_text("hatchling\neditables\n", encoding="utf-8")
    try:
        compile_lock("requirements.lock", str(build.name))
        compile_lock("requirements-dev.lock", "--all-extras", "-c", "requirements.lock")
    finally:
        build.unlink()
    for name in ("requirements.lock", "requirements-dev.lock"):
        if "://" in (ROOT / name).read_text(encoding="utf-8"):
            print(f"{name} holds an address: remove it before committing", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
