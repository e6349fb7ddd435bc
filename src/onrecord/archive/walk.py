"""What the walk through comparing asks that takes more than one capability."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from onrecord.archive.ids import id_of, number_of
from onrecord.records import Identity


def houses_of(db: sqlite3.Connection, article: int) -> dict[str, str]:
    """Give the body that other articles say each person of an article belongs to, by the record; the most frequent."""
    rows = db.execute(
        """SELECT m.record, i.json FROM identity_members m JOIN identities i ON i.place = m.identity
        WHERE m.article = ? AND i.kind = 'person' ORDER BY m.record""",
        [article],
    )
    known = ((record, msgspec.json.decode(json, type=Identity)) for record, json in rows)
    return {record: identity.affiliations[0] for record, identity in known if identity.affiliations}


def named_in_article(db: sqlite3.Connection, article: int) -> dict[str, tuple[str, str]]:
    """Give the identity of each source and name of an article that has one: its id and name, by record."""
    rows = db.execute(
        """SELECT m.record, i.number, i.name FROM identity_members m JOIN identities i ON i.place = m.identity
        WHERE m.article = ? ORDER BY m.record""",
        [article],
    )
    return {record: (id_of("identity", number), name) for record, number, name in rows}


def claims_of_articles(db: sqlite3.Connection, articles: Iterable[int]) -> list[str]:
    """Give the claims that statements of these articles make, each once, in the order of their numbers."""
    found: set[int] = set()
    for article in articles:
        found.update(claim for (claim,) in db.execute("SELECT claim FROM wordings WHERE article = ?", [article]))
    return [id_of("claim", number) for number in sorted(found)]


def articles_of_places(db: sqlite3.Connection, identities: Iterable[int]) -> list[int]:
    """Give the articles in which any of these identities, by their places, speaks; by their numbers."""
    found: set[int] = set()
    for place in identities:
        rows = db.execute("SELECT article FROM identity_members WHERE identity = ? AND statements > 0", [place])
        found.update(article for (article,) in rows)
    return sorted(found)


def places_of(db: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    """Give the places of identities by their ids."""
    rows = (
        db.execute("SELECT place FROM identities WHERE number = ?", [number_of("identity", id_)]).fetchone()
        for id_ in ids
    )
    return [row[0] for row in rows if row is not None]
