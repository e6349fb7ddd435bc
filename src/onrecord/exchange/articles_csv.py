"""Articles as CSV: one article a line, with how much was read from it; `words` counts those of its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from onrecord.archive.interface import ArticleRow
from onrecord.exchange.cells import write_cells

HEADER = ArticleRow.__struct_fields__


def write(rows: Iterable[ArticleRow], stream: BinaryIO) -> int:
    """Write one line an article, every field of `ArticleRow`, and give the number of lines without the header."""
    return write_cells(HEADER, (msgspec.structs.astuple(row) for row in rows), stream)
