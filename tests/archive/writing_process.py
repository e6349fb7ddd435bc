"""Adds invented pages to an archive until it is killed; prints the number of each page once it is kept."""

from __future__ import annotations

import sys
from pathlib import Path

from invented_pages import MADE_BY, PROBLEM, page

from onrecord.archive import open_archive


def main() -> None:
    """Write to the archive `argv[1]` from page `argv[2]` on, up to and without `argv[3]`."""
    with open_archive(Path(sys.argv[1])) as archive:
        for number in range(int(sys.argv[2]), int(sys.argv[3])):
            archive.add(*page(number), made_by=MADE_BY, problems=[PROBLEM])
            print(number, flush=True)


if __name__ == "__main__":
    main()
