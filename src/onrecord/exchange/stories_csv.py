"""Stories as CSV: one a line, with what stands for and against in it counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.archive.interface import StoryRow
from onrecord.exchange.cells import write_cells

HEADER = (
    "id",
    "name",
    "first",
    "last",
    "articles",
    "outlets",
    "articles_without_outlet",
    "claims",
    "contested",
    "denied",
    "terms",
    "summary",
    "summary_article",
)


def write(rows: Iterable[StoryRow], stream: BinaryIO) -> int:
    """Write one line a story and give the number of lines without the header."""
    lines = (
        (
            row.story.id,
            row.story.name,
            row.story.first,
            row.story.last,
            row.story.articles,
            row.outlets,
            row.unknown_outlets,
            row.claims,
            row.contested,
            row.denied,
            "; ".join(row.story.terms),
            row.story.summary.text if row.story.summary else None,
            row.story.summary.article if row.story.summary else None,
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
