"""The walk of new articles through comparing: likenesses, identities, stories, claims; each article in its turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from onrecord.across import claims, identities, likenesses, stories
from onrecord.across.fresh import Memory
from onrecord.archive import ids
from onrecord.archive.identities import Bonds
from onrecord.archive.schema import EMPTIED
from onrecord.archive.stories import redo_hands
from onrecord.comparing import Compared as Side

if TYPE_CHECKING:
    from onrecord.archive.interface import Archive
    from onrecord.archive.store import SqliteArchive

MADE_BY = "onrecord.comparing/2"
"""The version of comparing: with another one everything is compared anew."""

TOGETHER = 32
"""Articles in one transaction: a run that is killed loses no more, and those are compared by the next."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What `compare` did."""

    articles: int = 0
    """Articles compared in this run."""
    anew: bool = False
    """Whether everything was compared from the beginning."""


def compare(archive: Archive, *, each: Callable[[], None] | None = None) -> Comparison:
    """Compare every article that is not compared yet, in the order added.

    Where a reading changed that was compared before, or where another version of Onrecord compared, everything is
    compared anew; ids and what people corrected stay. A run that is stopped or killed is gone on with by the next.

    Args:
        archive: the archive, open for writing.
        each: called after each article.
    """
    done = 0
    store = store_of(archive)
    with store.writing() as db:
        anew = ids.is_stale(db, MADE_BY)
        if anew:
            _forget(db)
            ids.start_anew(db)
            redo_hands(db)
        to_do = ids.waiting(db)
    memory: Memory | None = None
    while done < to_do:
        with store.writing() as db:
            memory = memory or Memory(db)
            bonds = Bonds(ids.corrections(db, "identity"))
            for _ in range(TOGETHER):
                number = ids.next_waiting(db)
                if number is None:
                    to_do = done
                    break
                _follow(db, memory, number, bonds)
                done += 1
                if each is not None:
                    each()
    return Comparison(articles=done, anew=anew)


def to_compare(archive: Archive) -> int:
    """Count the articles that `compare` would compare now."""
    with store_of(archive).writing() as db:
        return ids.count(db) if ids.is_stale(db, MADE_BY) else ids.waiting(db)


def store_of(archive: Archive) -> SqliteArchive:
    """Give the archive as what it is. Raises TypeError where it is another store, which this walk cannot go through."""
    from onrecord.archive.store import SqliteArchive

    if not isinstance(archive, SqliteArchive):
        raise TypeError(f"{archive!r} is no archive of a file: open one with open_archive")
    return archive


def _forget(db: sqlite3.Connection) -> None:
    """Empty every table that comparing fills."""
    for table in EMPTIED:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of tables are constants


def _follow(db: sqlite3.Connection, memory: Memory, number: int, bonds: Bonds) -> None:
    """Take one article through comparing."""
    reading = memory.reading(number)
    side = Side.of(reading)
    ids.note_compared(
        db,
        number,
        outlet=side.outlet,
        address=side.address or reading.article.id,
        time=side.time,
        made_by=MADE_BY,
    )
    found, stock = likenesses.follow(db, memory, number)
    changed = identities.follow(db, memory, number, bonds)
    prints = [earlier for earlier, likeness in found if stories.is_print(likeness)]
    stories.follow(db, number, reading, prints, stock)
    claims.follow(db, memory, number, stock)
    if changed:
        claims.recount(db, memory, changed)
