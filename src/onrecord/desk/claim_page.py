"""One claim: its wordings, the independent origins behind them, and what contests or denies it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from onrecord.archive.interface import Archive, Listing
from onrecord.desk.narrowing import PAGE_LENGTH, Narrowing
from onrecord.records import Link, Origin, Said, Wording

if TYPE_CHECKING:
    from onrecord.archive.interface import ClaimOpposition, ClaimPage, ClaimWording

ORIGINS = 40
"""Origins that the page unfolds; it says how many there are."""
STATEMENTS = 12
"""Statements of one origin, and links between them, that are listed below it."""
DOUBTS = 40
"""Pairs of origins that may be one that are listed."""
OPPOSED = 100
"""Statements against a claim that are listed."""


class OriginEntry(NamedTuple):
    """An origin with the statements that go back to it."""

    number: int
    origin: Origin
    wordings: tuple[ClaimWording, ...]
    """The first of them; `total` says how many there are."""
    total: int
    links: tuple[Link, ...]
    """Why they are one."""


class Doubt(NamedTuple):
    """Two origins that may be one."""

    one: OriginEntry
    other: OriginEntry
    link: Link


class ClaimView(NamedTuple):
    """What the page of a claim shows."""

    page: ClaimPage
    listing: Listing[ClaimWording]
    origin_of: dict[tuple[str, str], int]
    """The number of the origin of each wording."""
    origins: tuple[OriginEntry, ...]
    all_origins: int
    doubts: tuple[Doubt, ...]
    all_doubts: int
    contested: tuple[ClaimOpposition, ...]
    denied: tuple[ClaimOpposition, ...]
    denies: tuple[ClaimOpposition, ...]
    """What wordings of this claim deny."""
    left_out: int
    """Oppositions that are not listed."""
    words_of: dict[tuple[str, str], str]
    """The words of each wording, by article and statement."""
    identities: dict[tuple[str, str], str]
    """The identity of who says each wording of this page, by article and statement."""


def look_at_claim(archive: Archive, page: ClaimPage, asked: Narrowing) -> ClaimView:
    """Gather one page of a claim."""
    shown = page.wordings[asked.offset : asked.offset + PAGE_LENGTH]
    by_statement = {_key(one.wording): one for one in page.wordings}
    origin_of = {
        (said.article, said.statement): number
        for number, origin in enumerate(page.origins.origins if page.origins else (), start=1)
        for said in origin.statements
    }
    entries = tuple(_entries(page, by_statement, origin_of))
    doubts = tuple(_doubts(page, entries, origin_of))
    unfolded = [doubt for doubt in doubts if max(doubt.one.number, doubt.other.number) <= ORIGINS]
    identities: dict[tuple[str, str], str] = {}
    of_article: dict[str, dict[str, str]] = {}
    for one in shown:
        article = one.wording.article
        if article not in of_article:
            of_article[article] = archive.identities_of(article)
        identity = of_article[article].get(one.source_id or "")
        if identity is not None:
            identities[_key(one.wording)] = identity
    listed = page.oppositions[:OPPOSED]
    return ClaimView(
        page=page,
        listing=Listing(shown, len(page.wordings), asked.offset),
        origin_of=origin_of,
        origins=entries[:ORIGINS],
        all_origins=len(entries),
        doubts=tuple(unfolded[:DOUBTS]),
        all_doubts=len(doubts),
        contested=tuple(one for one in listed if one.opposition.relation == "contests"),
        denied=tuple(one for one in listed if one.opposition.relation == "denies" and not one.turned),
        denies=tuple(one for one in listed if one.opposition.relation == "denies" and one.turned),
        left_out=len(page.oppositions) - len(listed),
        words_of={key: one.wording.text for key, one in by_statement.items()},
        identities=identities,
    )


def _key(wording: Wording) -> tuple[str, str]:
    return wording.article, wording.statement


def _entries(
    page: ClaimPage, by_statement: dict[tuple[str, str], ClaimWording], origin_of: dict[tuple[str, str], int]
) -> Iterable[OriginEntry]:
    if page.origins is None:
        return
    links: dict[int, list[Link]] = {}
    for link in page.origins.links:
        if link.sure:
            number = origin_of.get(_said(link.one))
            if number is not None:
                links.setdefault(number, []).append(link)
    for number, origin in enumerate(page.origins.origins, start=1):
        found = [by_statement[_said(said)] for said in origin.statements if _said(said) in by_statement]
        yield OriginEntry(
            number=number,
            origin=origin,
            wordings=tuple(found[:STATEMENTS]),
            total=len(origin.statements),
            links=tuple(links.get(number, ())[:STATEMENTS]),
        )


def _doubts(
    page: ClaimPage, entries: tuple[OriginEntry, ...], origin_of: dict[tuple[str, str], int]
) -> Iterable[Doubt]:
    by_number = {entry.number: entry for entry in entries}
    for link in page.origins.links if page.origins else ():
        one, other = (by_number.get(origin_of.get(_said(said), 0)) for said in (link.one, link.other))
        if not link.sure and one is not None and other is not None and one is not other:
            yield Doubt(one, other, link)


def _said(said: Said) -> tuple[str, str]:
    return said.article, said.statement
