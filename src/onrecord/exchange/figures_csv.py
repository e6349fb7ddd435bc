"""Figures as CSV: the ledger, one figure a line, with who claims it, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.archive.interface import FigureRow
from onrecord.exchange.cells import claimant_of, spans_cell, write_cells

HEADER = (
    "article_id",
    "title",
    "outlet",
    "published",
    "id",
    "text",
    "low",
    "high",
    "bound",
    "basis",
    "unit",
    "counted",
    "head",
    "kind",
    "place",
    "country",
    "date",
    "statement",
    "claimant",
    "status",
    "relay",
    "part_of",
    "parts_add_up",
    "confidence",
    "made_by",
    "uri",
    "spans",
    "counted_spans",
)


def write(rows: Iterable[FigureRow], stream: BinaryIO) -> int:
    """Write one line a figure and give the number of lines without the header."""
    lines = (
        (
            row.article_id,
            row.article_title,
            row.outlet,
            row.published,
            row.figure.id,
            row.figure.text,
            row.figure.low,
            row.figure.high,
            row.figure.bound,
            row.figure.basis,
            row.figure.unit,
            row.figure.counted,
            row.figure.head,
            row.figure.kind,
            (row.place.name or row.place.text) if row.place else None,
            row.place.country if row.place else None,
            (row.date.edtf or row.date.text) if row.date else None,
            row.figure.statement,
            claimant_of(row.statement),
            row.statement.source.status if row.statement else None,
            row.statement.relay.name if row.statement and row.statement.relay else None,
            row.figure.part_of,
            None if row.figure.parts_add_up is None else str(row.figure.parts_add_up).lower(),
            row.figure.confidence,
            row.figure.made_by,
            row.uri,
            spans_cell(row.figure.spans),
            spans_cell(row.figure.counted_spans),
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
