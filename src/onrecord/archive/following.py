"""What the archive tells across articles: the part of its interface that comparing fills."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager

from onrecord.archive import ids, likenesses, lists
from onrecord.archive.interface import LikenessRow, Listing, VersionRow
from onrecord.archive.readings import number_of_article
from onrecord.records import LIKENESS_KINDS, LikenessKind

FAMILY = 2_000
"""Articles of one text that are listed at most."""


class Following:
    """The lists across articles; see `interface.Archive`."""

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _readable(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def waiting(self) -> int:
        """Count the articles that are not compared with the others yet."""
        with self._reading() as db:
            return ids.waiting(db)

    def likenesses(
        self,
        article_id: str,
        *,
        kinds: tuple[LikenessKind, ...] = LIKENESS_KINDS,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[LikenessRow]:
        """List what other articles are to this one, kind by kind, the most of it first."""
        with self._reading() as db, self._readable():
            number = number_of_article(db, article_id)
            if number is None:
                return Listing((), 0, offset)
            return likenesses.listing(db, number, kinds, limit, offset)

    def versions(self, article_id: str) -> Listing[VersionRow]:
        """List the versions of an article, itself among them, the earliest first as far as times tell."""
        with self._reading() as db:
            number = number_of_article(db, article_id)
            if number is None:
                return Listing((), 0)
            family = likenesses.family(db, number, FAMILY, kinds=("version",))
            rows = [
                VersionRow(article=row, time=time)
                for member, time in zip(family, likenesses.times(db, family), strict=True)
                for row in lists.articles_numbered(db, [member])
            ]
        rows.sort(key=lambda row: row.time or "9")  # stable: in the order added where times do not tell
        return Listing(tuple(rows), len(rows))
