"""The index of comparing in an SQLite file, as small as it can be: what the benchmarks and tests of reprints run on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from onrecord.comparing import CANDIDATES, KEEP, STOCK, Compared, decide
from onrecord.records import Likeness

TABLES = """
CREATE TABLE fingerprints (hash INTEGER, article INTEGER, position INTEGER, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE TABLE compared (article INTEGER PRIMARY KEY, outlet TEXT, address TEXT);
CREATE TEMP TABLE fresh (hash INTEGER, article INTEGER, position INTEGER);
"""


class Index:
    """Articles by number, their fingerprints, and the pairs among them that are worth comparing."""

    def __init__(self, path: Path | None = None) -> None:
        self.connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        self.connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + TABLES)

    def add(self, articles: Iterable[tuple[int, Compared]]) -> list[tuple[int, int, int]]:
        """Add articles under their numbers; give the pairs to decide: earlier, later, fingerprints shared."""
        run = self.connection.execute
        run("BEGIN")
        run("DELETE FROM fresh")
        for number, article in articles:
            run(
                "INSERT INTO compared VALUES (?, ?, ?)",
                (number, article.outlet, article.address or f"article:{number}"),
            )
            self.connection.executemany(
                "INSERT INTO fresh VALUES (?, ?, ?)",
                [(print_.hash, number, print_.position) for print_ in article.fingerprints],
            )
        run(f"INSERT INTO fingerprints {KEEP}")
        pairs: list[tuple[int, int, int]] = run(CANDIDATES).fetchall()
        run("COMMIT")
        return sorted(pairs)

    def stock(self) -> frozenset[int]:
        """Give the fingerprints of the articles that were added last which are an outlet's stock."""
        return frozenset(row[0] for row in self.connection.execute(STOCK))


def decided(
    articles: dict[int, Compared], pairs: Iterable[tuple[int, int, int]], stock: frozenset[int]
) -> dict[tuple[int, int], Likeness]:
    """Decide the pairs; those that share nothing worth showing are left out."""
    found = {}
    for earlier, later, _ in pairs:
        likeness = decide(articles[earlier], articles[later], stock)
        if likeness is not None and likeness.kind != "stock":
            found[earlier, later] = likeness
    return found
