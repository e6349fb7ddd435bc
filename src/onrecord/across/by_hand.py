"""What people correct: identities and stories that are one, or are not. It outlives every comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.across import claims, identities, stories
from onrecord.across.fresh import Memory
from onrecord.across.walk import store_of
from onrecord.archive import identities as kept_identities
from onrecord.archive.identities import Refused
from onrecord.archive.ids import id_of, number_of
from onrecord.archive.interface import Archive
from onrecord.archive.walk import articles_of_places, places_of
from onrecord.records import ArchiveError


def merge_identities(archive: Archive, one: str, other: str) -> str:
    """Make one identity of two; give its id. The origins of what they said are counted anew.

    Raises ArchiveError where one of them is none, or both are the same.
    """
    with store_of(archive).writing() as db:
        kept = identities.merge(db, one, other)
        claims.recount(db, Memory(db), articles_of_places(db, places_of(db, [kept])))
    return kept


def split_identity(archive: Archive, id_: str, records: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Take members (article id, source or name) out of an identity; give the ids of what stays and what went.

    Raises ArchiveError where they are no members of it, or all of them, or where nothing tells the two apart.
    """
    with store_of(archive).writing() as db:
        both = identities.split(db, id_, records)
        claims.recount(db, Memory(db), articles_of_places(db, places_of(db, both)))
    return both


def take_wikidata(archive: Archive, rows: Iterable[tuple[str, str]]) -> tuple[int, tuple[Refused, ...]]:
    """Take Wikidata ids from a table: a name or an identity's id, and a Q id. Gives how many, and what was refused."""
    with store_of(archive).writing() as db:
        return kept_identities.wikidata(db, rows)


def merge_stories(archive: Archive, ids: Sequence[str]) -> str:
    """Make one story of several; give its id, that of the one that began first.

    Raises ArchiveError where there are not two stories of these ids.
    """
    with store_of(archive).writing() as db:
        try:
            return id_of("story", stories.merge(db, [_story(id_) for id_ in ids]))
        except ValueError as error:
            raise ArchiveError(str(error)) from None


def split_story(archive: Archive, id_: str, articles: Sequence[str]) -> tuple[str, str]:
    """Take articles out of a story into one of their own; give the ids of what stays and what went.

    Raises ArchiveError where an article is not in it, or none would be left.
    """
    with store_of(archive).writing() as db:
        try:
            kept, gone = stories.split(db, Memory(db), _story(id_), articles)
        except ValueError as error:
            raise ArchiveError(str(error)) from None
    return id_of("story", kept), id_of("story", gone)


def _story(id_: str) -> int:
    number = number_of("story", id_)
    if number is None:
        raise ArchiveError(f"{id_} is no id of a story: `onrecord stories` lists them")
    return number
