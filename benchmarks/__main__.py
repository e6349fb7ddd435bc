"""Every benchmark, one after the other: `make bench`. Each prints the tables that `docs/benchmarks.md` holds."""

import subprocess
import sys

ALL = (
    "pages",
    "singles",
    "attribution",
    "reading",
    "coreference",
    "misses",
    "gazetteer",
    "geoparsing",
    "temporal",
    "figures",
    "archive",
    "corpus",
    "reprints",
    "reprints_scale",
    "names",
    "identities",
    "stories",
    "claims",
    "denials",
    "origins",
)


def main() -> int:
    """Run each in a process of its own, so that one's memory is not another's; 1 where one fails."""
    failed = 0
    for name in ALL:
        print(f"## {name}\n", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
        print(flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
