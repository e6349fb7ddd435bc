"""The versions of an article, and what each says otherwise than the one before."""

from __future__ import annotations

import itertools

import msgspec

from onrecord.archive.interface import Archive, VersionRow
from onrecord.comparing import difference
from onrecord.records import Difference


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version of an article, and what it says otherwise than the version before it."""

    row: VersionRow
    difference: Difference | None
    """None for the first, and where one of the two has no reading."""


def versions(archive: Archive, article_id: str) -> tuple[Version, ...]:
    """Give the versions of an article, the earliest first; the article alone where it has no other."""
    rows = archive.versions(article_id).rows
    readings = [archive.reading(row.article.id) for row in rows]
    differences = [
        difference(old, new) if old is not None and new is not None else None
        for old, new in itertools.pairwise(readings)
    ]
    return tuple(
        Version(row=row, difference=what) for row, what in zip(rows, [None, *differences][: len(rows)], strict=True)
    )
