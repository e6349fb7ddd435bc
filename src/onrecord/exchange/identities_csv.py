"""Identities as CSV: one person or body a line, with every name it goes by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.archive.interface import IdentityRow
from onrecord.exchange.cells import write_cells

HEADER = (
    "id",
    "kind",
    "name",
    "aliases",
    "roles",
    "affiliations",
    "wikidata",
    "articles",
    "statements",
    "first",
    "last",
)


def write(rows: Iterable[IdentityRow], stream: BinaryIO) -> int:
    """Write one line an identity and give the number of lines without the header."""
    lines = (
        (
            row.identity.id,
            row.identity.kind,
            row.identity.name,
            "; ".join(row.identity.aliases),
            "; ".join(row.identity.roles),
            "; ".join(row.identity.affiliations),
            row.identity.wikidata,
            row.articles,
            row.statements,
            row.first,
            row.last,
        )
        for row in rows
    )
    return write_cells(HEADER, lines, stream)
