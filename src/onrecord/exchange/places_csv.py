"""Places as CSV: one mention a line, with its coordinates and who makes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.archive.interface import PlaceRow
from onrecord.exchange.cells import claimant_of, spans_cell, write_cells

HEADER = (
    "article_id",
    "title",
    "outlet",
    "published",
    "id",
    "text",
    "name",
    "geonames_id",
    "lat",
    "lon",
    "country",
    "admin",
    "precision",
    "confidence",
    "statement",
    "claimant",
    "made_by",
    "uri",
    "spans",
)


def write(rows: Iterable[PlaceRow], stream: BinaryIO) -> int:
    """Write one line a place and give the number of lines without the header."""
    lines = (
        (
            row.article_id,
            row.article_title,
            row.outlet,
            row.published,
            row.place.id,
            row.place.text,
            row.place.name,
            row.place.geonames_id,
            row.place.lat,
            row.place.lon,
            row.place.country,
            row.place.admin,
            row.place.precision,
            row.place.confidence,
            row.place.statement,
            claimant_of(row.statement),
            row.place.made_by,
            row.uri,
            spans_cell(row.place.spans),
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
