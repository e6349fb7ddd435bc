"""Sources as CSV: one name with one status a line; several roles or affiliations in a cell are parted by `; `."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.archive.interface import SourceRow
from onrecord.exchange.cells import write_cells

HEADER = ("name", "kind", "status", "statements", "articles", "silences", "roles", "affiliations")


def write(rows: Iterable[SourceRow], stream: BinaryIO) -> int:
    """Write one line a source and give the number of lines without the header."""
    lines = (
        (
            row.name,
            row.kind,
            row.status,
            row.statements,
            row.articles,
            row.silences,
            "; ".join(row.roles),
            "; ".join(row.affiliations),
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
