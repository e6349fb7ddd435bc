"""Statements as CSV: one statement a line, with what its article says of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from onrecord.archive.interface import Archive, StatementRow
from onrecord.exchange.cells import Cell, spans_cell, write_cells
from onrecord.records import Source

HEADER = (
    "article_id",
    "title",
    "outlet",
    "published",
    "statement",
    "source",
    "status",
    "role",
    "count",
    "cue",
    "content",
    "form",
    "stance",
    "relay",
    "parent",
    "made_by",
    "confidence",
    "uri",
    "source_spans",
    "cue_spans",
    "content_spans",
)

Attributed = tuple[StatementRow, Source | None]
"""A statement and the record of who stands behind it; None where its source is not resolved."""


def with_sources(archive: Archive, rows: Iterable[StatementRow]) -> Iterator[Attributed]:
    """Join each statement with the record of its source, which knows role and count.

    Rows come in article order, so one reading at a time is held.
    """
    article_id = None
    sources: dict[str, Source] = {}
    for row in rows:
        if row.article_id != article_id:
            article_id = row.article_id
            reading = archive.reading(article_id)
            sources = {source.id: source for source in reading.sources} if reading else {}
        yield row, sources.get(row.statement.source.id or "")


def write(rows: Iterable[Attributed], stream: BinaryIO) -> int:
    """Write one line a statement and give the number of lines without the header."""
    return write_cells(HEADER, (_line(row, source) for row, source in rows), stream)


def _line(row: StatementRow, source: Source | None) -> tuple[Cell, ...]:
    statement = row.statement
    return (
        row.article_id,
        row.article_title,
        row.outlet,
        row.published,
        statement.id,
        statement.source.name or statement.source.text,
        statement.source.status,
        source.role if source else None,
        source.count if source else None,
        statement.cue.text,
        statement.content.text,
        statement.form,
        statement.stance,
        statement.relay.name if statement.relay else None,
        statement.parent,
        statement.made_by,
        statement.confidence,
        row.uri,
        spans_cell(statement.source.spans),
        spans_cell(statement.cue.spans),
        spans_cell(statement.content.spans),
    )
