"""Silences as CSV: one source that did not answer a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.archive.interface import SilenceRow
from onrecord.exchange.cells import spans_cell, write_cells

HEADER = ("article_id", "title", "outlet", "published", "source", "kind", "text", "made_by", "uri", "spans")


def write(rows: Iterable[SilenceRow], stream: BinaryIO) -> int:
    """Write one line a silence and give the number of lines without the header."""
    lines = (
        (
            row.article_id,
            row.article_title,
            row.outlet,
            row.published,
            row.silence.source,
            row.silence.kind,
            row.silence.text,
            row.silence.made_by,
            row.uri,
            spans_cell(row.silence.spans),
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
