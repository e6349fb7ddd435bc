"""Plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.intake.page import Origin, read_page
from onrecord.records import Capture, Problem

_FILE_TYPE = re.compile(r"\.[A-Za-z][A-Za-z0-9_+-]{0,9}")
"""What a suffix looks like; in `report.12 May` and `v1.2` the dot begins none."""


class Text:
    """A page saved as text. It says nothing of its encoding but by a byte order mark."""

    suffixes = frozenset({".txt"})

    def sniff(self, head: bytes, suffix: str) -> bool:
        """Take what has no suffix; `.md`, `.css` or `.py` says that it is text of another kind."""
        return not _FILE_TYPE.fullmatch(suffix)

    def read(self, file: BinaryIO, origin: Origin) -> Iterator[Capture | Problem]:
        """Read the file as one page."""
        yield read_page(file, origin, media_type="text/plain", declared=lambda data: None)
