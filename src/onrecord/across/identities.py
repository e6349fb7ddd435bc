"""Who is who: everybody whom a new article names finds an identity, or begins one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.across.fresh import Memory
from onrecord.archive import identities
from onrecord.archive.walk import articles_of_places
from onrecord.comparing.identities import Named, Profile, as_member, keys_held, named_in, place

MAKING = identities.Making(profile=Profile, named=Named, keys_held=keys_held, as_member=as_member)


class _Shelf(identities.Shelf):
    """The archive's identities; remembers which turned out to be one."""

    def __init__(self, db: sqlite3.Connection, number: int, bonds: identities.Bonds) -> None:
        super().__init__(db, MAKING, number, bonds)
        self.united: set[int] = set()

    def unite(self, kept: int, gone: int, profile: Profile) -> None:
        """Give all members and keys of one identity to another."""
        super().unite(kept, gone, profile)
        self.united.discard(gone)
        self.united.add(kept)


def follow(db: sqlite3.Connection, memory: Memory, number: int, bonds: identities.Bonds) -> list[int]:
    """Place everybody whom the article names; give the articles of those who turned out to be one person or body."""
    shelf = _Shelf(db, number, bonds)
    place(named_in(memory.reading(number)), shelf)
    return articles_of_places(db, shelf.united)


def merge(db: sqlite3.Connection, one: str, other: str) -> str:
    """Make one identity of two because a person says so; give its id."""
    return identities.merge(db, MAKING, one, other)


def split(db: sqlite3.Connection, id_: str, records: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Take members out of an identity because a person says so; give the ids of what stays and what went."""
    return identities.split(db, MAKING, id_, records)
