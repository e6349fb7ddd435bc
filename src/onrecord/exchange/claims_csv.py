"""Claims as CSV: one a line, with its independent origins, contests and denials counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.exchange.cells import write_cells
from onrecord.records import Claim

HEADER = (
    "id",
    "text",
    "article_id",
    "statement",
    "first",
    "last",
    "statements",
    "articles",
    "origins_low",
    "origins_high",
    "contested",
    "denied",
)


def write(rows: Iterable[Claim], stream: BinaryIO) -> int:
    """Write one line a claim and give the number of lines without the header."""
    lines = (
        (
            row.id,
            row.text,
            row.article,
            row.statement,
            row.first,
            row.last,
            row.statements,
            row.articles,
            row.origins_low,
            row.origins_high,
            row.contested,
            row.denied,
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
