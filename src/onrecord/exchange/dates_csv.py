"""Dates as CSV: one expression a line, as EDTF and as its first and last day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.archive.interface import DateRow
from onrecord.exchange.cells import claimant_of, spans_cell, write_cells

HEADER = (
    "article_id",
    "title",
    "outlet",
    "published",
    "id",
    "text",
    "kind",
    "edtf",
    "first",
    "last",
    "duration",
    "anchor",
    "basis",
    "confidence",
    "statement",
    "claimant",
    "made_by",
    "uri",
    "spans",
)


def write(rows: Iterable[DateRow], stream: BinaryIO) -> int:
    """Write one line a date and give the number of lines without the header."""
    lines = (
        (
            row.article_id,
            row.article_title,
            row.outlet,
            row.published,
            row.date.id,
            row.date.text,
            row.date.kind,
            row.date.edtf,
            row.first,
            row.last,
            row.date.duration,
            row.date.anchor,
            row.date.basis,
            row.date.confidence,
            row.date.statement,
            claimant_of(row.statement),
            row.date.made_by,
            row.uri,
            spans_cell(row.date.spans),
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
