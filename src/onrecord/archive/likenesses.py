"""Which articles are one text, or share passages: the index of fingerprints, and what was decided of each pair."""

# ruff: noqa: S608 - only the constants of comparing and of this room are put into SQL; values are always parameters

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from onrecord.archive.interface import LikenessRow, Listing
from onrecord.records import Likeness, LikenessKind, to_json

TABLES: tuple[str, ...] = (
    """CREATE TABLE fingerprints (
        hash INTEGER NOT NULL,
        article INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (hash, article)
    ) STRICT, WITHOUT ROWID""",
    # What outlets were seen to print under many articles: known ones need no second look at the pairs they made.
    "CREATE TABLE stock (hash INTEGER PRIMARY KEY) STRICT",
    """CREATE TABLE likenesses (
        article INTEGER NOT NULL,
        other INTEGER NOT NULL,
        kind TEXT NOT NULL,
        share REAL NOT NULL,
        other_share REAL NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (article, other)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX likenesses_turned ON likenesses (other, article, kind)",
)
WIPE = ("fingerprints", "stock", "likenesses")

ONE_TEXT: tuple[LikenessKind, ...] = ("reprint", "trim", "retop", "version")
"""The kinds by which two articles are one text."""


class Joins(NamedTuple):
    """The joins of comparing, as SQL text."""

    keep: str
    candidates: str
    stock: str


def candidates(
    db: sqlite3.Connection, joins: Joins, article: int, prints: Iterable[tuple[int, int]]
) -> tuple[list[int], frozenset[int]]:
    """Put an article's fingerprints into the index; give the articles to compare it with, and its outlet's stock.

    `compared` must hold the article already. `prints` are hashes and positions.
    """
    db.execute("CREATE TEMP TABLE IF NOT EXISTS fresh (hash INTEGER, article INTEGER, position INTEGER)")
    db.execute("DELETE FROM fresh")
    db.executemany("INSERT INTO fresh VALUES (?, ?, ?)", [(hash_, article, at) for hash_, at in prints])
    db.execute(f"INSERT INTO fingerprints {joins.keep}")
    pairs = db.execute(joins.candidates).fetchall()
    stock = frozenset(hash_ for (hash_,) in db.execute(joins.stock))
    return sorted(earlier for earlier, _, _ in pairs), stock


def newly_stock(db: sqlite3.Connection, stock: frozenset[int]) -> list[tuple[int, int]]:
    """Note stock, and give the pairs that were decided before any of it was known to be stock."""
    new = [hash_ for hash_ in sorted(stock) if db.execute("INSERT OR IGNORE INTO stock VALUES (?)", [hash_]).rowcount]
    pairs: set[tuple[int, int]] = set()
    for hash_ in new:
        pairs.update(
            db.execute(
                """SELECT l.article, l.other FROM fingerprints f
                JOIN likenesses l ON l.article = f.article
                JOIN fingerprints g ON g.hash = f.hash AND g.article = l.other WHERE f.hash = ?""",
                [hash_],
            )
        )
    return sorted(pairs)


def stock_of(db: sqlite3.Connection, articles: Sequence[int]) -> frozenset[int]:
    """Give the stock that any of these articles holds."""
    marks = ", ".join("?" * len(articles))
    rows = db.execute(
        f"""SELECT s.hash FROM stock s
        WHERE EXISTS (SELECT 1 FROM fingerprints f WHERE f.hash = s.hash AND f.article IN ({marks}))""",
        articles,
    )
    return frozenset(hash_ for (hash_,) in rows)


def keep(db: sqlite3.Connection, article: int, other: int, likeness: Likeness | None) -> None:
    """Keep what two articles are to each other; None for nothing (any more)."""
    db.execute("DELETE FROM likenesses WHERE article = ? AND other = ?", [article, other])
    if likeness is not None:
        db.execute(
            "INSERT INTO likenesses (article, other, kind, share, other_share, json) VALUES (?, ?, ?, ?, ?, ?)",
            [article, other, likeness.kind, likeness.share, likeness.other_share, to_json(likeness).decode()],
        )


def of_article(db: sqlite3.Connection, article: int) -> tuple[Likeness, ...]:
    """Give the likenesses of an article, each seen from it, in the order the others were added."""
    rows = db.execute(
        """SELECT other AS met, 0, json FROM likenesses WHERE article = ?1
        UNION ALL SELECT article, 1, json FROM likenesses WHERE other = ?1 ORDER BY met""",
        [article],
    )
    found = []
    for _, turned, json in rows:
        likeness = msgspec.json.decode(json, type=Likeness)
        found.append(likeness.turned() if turned else likeness)
    return tuple(found)


def among(db: sqlite3.Connection, articles: Sequence[int]) -> tuple[Likeness, ...]:
    """Give the likenesses that these articles have with each other; what is nothing but stock is left out."""
    if len(articles) < 2:
        return ()
    db.execute("CREATE TEMP TABLE IF NOT EXISTS these (article INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM these")
    db.executemany("INSERT OR IGNORE INTO these VALUES (?)", [(article,) for article in articles])
    rows = db.execute(
        """SELECT l.json FROM these t JOIN likenesses l ON l.article = t.article
        WHERE l.other IN (SELECT article FROM these) AND l.kind != 'stock' ORDER BY l.article, l.other"""
    ).fetchall()
    return tuple(msgspec.json.decode(json, type=Likeness) for (json,) in rows)


def family(db: sqlite3.Connection, article: int, limit: int, *, kinds: Sequence[LikenessKind] = ONE_TEXT) -> list[int]:
    """Give the articles that are one text with this one, through whatever chain of prints; itself among them."""
    wanted = ", ".join(f"'{kind}'" for kind in kinds)
    rows = db.execute(
        f"""WITH RECURSIVE family (article) AS (
            VALUES (?1)
            UNION SELECT l.other FROM family f JOIN likenesses l ON l.article = f.article WHERE l.kind IN ({wanted})
            UNION SELECT l.article FROM family f JOIN likenesses l ON l.other = f.article WHERE l.kind IN ({wanted})
            LIMIT ?2
        ) SELECT article FROM family ORDER BY article""",
        [article, limit],
    )
    return [number for (number,) in rows]


def listing(
    db: sqlite3.Connection,
    article: int,
    kinds: Sequence[LikenessKind],
    limit: int | None,
    offset: int,
) -> Listing[LikenessRow]:
    """List what other articles are to this one: the most of it first."""
    wanted = [likeness for likeness in of_article(db, article) if likeness.kind in kinds]
    wanted.sort(key=lambda likeness: (kinds.index(likeness.kind), -max(likeness.share, likeness.other_share)))
    page = wanted[offset : None if limit is None else offset + limit]
    rows = []
    for likeness in page:
        found = db.execute(
            """SELECT a.id, a.title, a.outlet, a.published, c.uri FROM articles a
            JOIN captures c ON c.number = a.capture WHERE a.id = ?""",
            [likeness.other],
        ).fetchone()
        if found is not None:
            rows.append(
                LikenessRow(
                    likeness=likeness,
                    article_id=found[0],
                    article_title=found[1],
                    outlet=found[2],
                    published=found[3],
                    uri=found[4],
                )
            )
    return Listing(tuple(rows), len(wanted), offset)


def times(db: sqlite3.Connection, articles: Sequence[int]) -> list[str | None]:
    """Give when each article stood so: of its capture, else its own date."""
    return [
        row[0] if row else None
        for article in articles
        for row in [db.execute("SELECT time FROM compared WHERE article = ?", [article]).fetchone()]
    ]
