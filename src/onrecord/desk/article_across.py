"""What the article page says of other articles: its story, its prints, what stands with or against each statement."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from onrecord.archive.interface import Archive, Elsewhere, LikenessRow, Listing
from onrecord.desk.across_words import OPPOSED
from onrecord.desk.article_page import number_of
from onrecord.desk.narrowing import statement_address, text_address
from onrecord.records import Claim, Likeness, Opposition, Reading

LIKE = 8
"""Likenesses that the article page lists."""
POINTED = 3
"""Statements of other articles that one card leads to; it says how many there are."""
LOOKED_UP = 24
"""Other articles whose outlets one page names; the rest go unnamed."""


class Pointer(NamedTuple):
    """Where a denial or a contest leads."""

    words: str
    """What is there, in words: "statement 5"."""
    href: str | None
    """None where it points at nothing that could be shown."""
    is_quoted: bool
    """Whether the words are of the article itself."""
    made_by: str


class Opposed(NamedTuple):
    """What a statement does to others, or they to it."""

    does: str
    """ "denies", "denied by" or "contested by"."""
    pointers: tuple[Pointer, ...]
    total: int


class StatementAcross(NamedTuple):
    """What the card of a statement says of other statements."""

    claim: Claim | None
    opposed: tuple[Opposed, ...]
    identity: str | None
    """Who its source is over all articles."""


class ArticleAcross(NamedTuple):
    """What an article page says of other articles."""

    elsewhere: Elsewhere
    likenesses: Listing[LikenessRow]
    statements: dict[str, StatementAcross]
    waiting: int


def look_elsewhere(archive: Archive, reading: Reading) -> ArticleAcross:
    """Gather what is to be said of an article beside others."""
    elsewhere = archive.elsewhere(reading.article.id)
    pointers = _pointers(archive, reading, elsewhere)
    statements = {}
    for statement in reading.statements:
        claim = elsewhere.claims.get(statement.id)
        identity = elsewhere.identities.get(statement.source.id or "")
        opposed = tuple(
            Opposed(does, tuple(found[:POINTED]), len(found))
            for does, found in sorted(pointers.get(statement.id, {}).items())
        )
        if claim is not None or opposed or identity is not None:
            statements[statement.id] = StatementAcross(claim, opposed, identity)
    return ArticleAcross(
        elsewhere=elsewhere,
        likenesses=archive.likenesses(reading.article.id, limit=LIKE),
        statements=statements,
        waiting=archive.waiting(),
    )


def likeness_of(archive: Archive, article_id: str, other: str) -> Likeness | None:
    """Give what two articles are to each other, seen from the first; None for nothing."""
    rows = archive.likenesses(article_id, limit=None).rows
    return next((row.likeness for row in rows if row.article_id == other), None)


def _pointers(archive: Archive, reading: Reading, elsewhere: Elsewhere) -> dict[str, dict[str, list[Pointer]]]:
    """Give, of each statement, what it does and what is done to it, with where that is."""
    here = reading.article.id
    known = {statement.id for statement in reading.statements}
    outlets: dict[str, str] = {}

    def outlet_of(article_id: str) -> str:
        if article_id not in outlets:
            article = archive.article(article_id) if len(outlets) < LOOKED_UP else None
            outlets[article_id] = (article.outlet if article else None) or "another article"
        return outlets[article_id]

    found: defaultdict[str, dict[str, list[Pointer]]] = defaultdict(dict)

    def put(statement: str, does: str, pointer: Pointer) -> None:
        found[statement].setdefault(does, []).append(pointer)

    for opposition, turned in elsewhere.oppositions:
        does, done = OPPOSED[opposition.relation]
        if turned:
            if opposition.other in known:
                there = statement_address(opposition.article, opposition.statement)
                words = f"a statement in {outlet_of(opposition.article)}"
                put(opposition.other, done, Pointer(words, there, False, opposition.made_by))
        elif opposition.statement in known:
            put(opposition.statement, does, _target(opposition, here, known, outlet_of(opposition.other_article)))
            if opposition.other_article == here and opposition.other in known:
                number = f"statement {number_of(opposition.statement)}"
                put(opposition.other, done, Pointer(number, f"#{opposition.statement}", False, opposition.made_by))
    return found


def _target(opposition: Opposition, here: str, known: set[str], outlet: str) -> Pointer:
    article, other, target = opposition.other_article, opposition.other, opposition.target
    if article == here and other in known:
        return Pointer(f"statement {number_of(other)}", f"#{other}", False, opposition.made_by)
    if article != here and other:
        return Pointer(f"a statement in {outlet}", statement_address(article, other), False, opposition.made_by)
    if target is not None:
        return Pointer(target.text, text_address(target.article, target.spans), True, opposition.made_by)
    return Pointer("what it does not say", None, False, opposition.made_by)
