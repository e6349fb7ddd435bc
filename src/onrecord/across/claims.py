"""Claims: what a new article's statements say the same as, contest and deny; and on how many origins that rests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from onrecord.across.fresh import Memory
from onrecord.archive import claims, likenesses
from onrecord.archive.walk import claims_of_articles, named_in_article
from onrecord.comparing.claims import (
    ACCUSES,
    DENIES,
    WORDINGS,
    Met,
    Placed,
    Voice,
    denials,
    index_terms,
    looked_up,
    marks_of,
    place,
)
from onrecord.comparing.claims.gather import single
from onrecord.comparing.claims.relate import relate
from onrecord.comparing.claims.tolls import tells_toll
from onrecord.comparing.origins import origins
from onrecord.records import Opposition, Spans

STOCK = 0.5
"""A statement of which more than this part is what its outlet prints under many articles makes no claim."""


def follow(db: sqlite3.Connection, memory: Memory, number: int, stock: Spans = ()) -> None:
    """Hold every statement of the article against those that share its words, and keep what comes of it.

    Tolls are also held against those of the article's story, which it must have by now.

    Args:
        db: the archive, inside a transaction.
        memory: the articles looked at lately.
        number: the article's.
        stock: what its outlet prints under many articles: no statement there makes a claim.
    """
    voices = memory.voices(number)
    denied = memory.denials(number)
    idle = {voice.statement for voice in voices if _is_stock(voice.spans, stock)}
    terms = [
        () if voice.statement in idle else index_terms(voice, denies=voice.statement in denied) for voice in voices
    ]
    day = next((voice.day for voice in voices), None)
    marks = [() if voice.statement in idle else marks_of(voice, denies=voice.statement in denied) for voice in voices]
    claims.index(db, number, day, enumerate((*one, *mark) for one, mark in zip(terms, marks, strict=True)))
    touched: set[str] = set()
    story = claims.story_of(db, number)
    people = _People(db)
    denials_there = claims.marked_in_story(db, number, DENIES)
    accused_there = claims.marked_in_story(db, number, ACCUSES) if denied else []
    parents = {one.id: one.parent for one in memory.reading(number).statements}
    for position, voice in enumerate(voices):
        if voice.statement in idle:
            continue
        found = set(_sharing(db, number, position, day, terms[position], story if voice.statement in denied else None))
        if kinds := tells_toll(voice):
            found.update(claims.tolls_of_story(db, number, kinds))
        # "Denied any involvement" shares no word with what accuses.
        found.update(accused_there if voice.statement in denied else denials_there)
        mets = [
            _met(db, memory, article, place_, people, together=claims.story_of(db, article) == story)
            for article, place_ in sorted(found)
            if (article, place_) < (number, position) and not (article == number and voices[place_].statement in idle)
        ]
        if not mets:
            continue
        placed = place(
            voice,
            mets,
            relate,
            denial=denied.get(voice.statement),
            parent=parents.get(voice.statement),
            who=people.who(memory, number, position),
        )
        touched |= _keep(db, placed)
    # Last, for what is denied here may have joined a claim by now.
    touched |= _inside(db, memory, number)
    for claim in sorted(touched):
        count_origins(db, memory, claim)


def _is_stock(spans: Spans, stock: Spans) -> bool:
    """Tell whether most of a statement's content is what its outlet prints under many articles."""
    held = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for span in spans for other in stock)
    return held > STOCK * sum(map(len, spans))


def _sharing(
    db: sqlite3.Connection, number: int, position: int, day: str | None, terms: tuple[str, ...], story: int | None
) -> Iterator[tuple[int, int]]:
    """Give the statements that share terms with one; those of `story` that share a single one as well."""
    held, total = claims.frequencies(db, terms)
    weights = looked_up(terms, held, total)
    if weights:
        for near in claims.candidates(db, number, position, day, weights, story=story):
            yield near.article, near.position


class _People:
    """Who speaks in each statement, over all articles: looked up once an article."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._named: dict[int, dict[str, tuple[str, str]]] = {}

    def who(self, memory: Memory, article: int, position: int) -> str | None:
        """Give the identity of a statement's source; None where it has none."""
        if article not in self._named:
            self._named[article] = named_in_article(self._db, article)
        record = memory.reading(article).statements[position].source.id
        named = self._named[article].get(record or "")
        return named[0] if named else None


def _met(
    db: sqlite3.Connection, memory: Memory, article: int, position: int, people: _People, *, together: bool
) -> Met:
    voice = memory.voices(article)[position]
    claim = claims.claim_of(db, article, voice.statement)
    wordings = claims.some_wordings(db, claim, WORDINGS) if claim is not None else []
    return Met(
        voice=voice,
        claim=claim,
        wordings=tuple(_voice(memory, other, statement) for other, statement in wordings),
        denial=memory.denials(article).get(voice.statement),
        parent=memory.reading(article).statements[position].parent,
        who=people.who(memory, article, position),
        together=together,
    )


def _voice(memory: Memory, article: int, statement: str) -> Voice:
    return next(voice for voice in memory.voices(article) if voice.statement == statement)


def _keep(db: sqlite3.Connection, placed: Placed) -> set[str]:
    """Keep what became of a statement; give the claims it touched."""
    touched = set()
    if placed.started:
        touched.add(claims.start(db, placed.started))
    if placed.claim is not None and placed.unites:
        claims.unite(db, placed.claim, placed.unites)
        touched.add(placed.claim)
    if placed.claim is not None and placed.joined:
        claims.join(db, placed.claim, placed.joined)
        touched.add(placed.claim)
    if placed.again is not None and placed.repeats is not None:
        claims.say_again(db, placed.repeats, placed.again)
    touched.update(claims.single(db, wording) for wording in placed.alone)
    claims.oppose(db, placed.oppositions)
    return touched


def _inside(db: sqlite3.Connection, memory: Memory, number: int) -> set[str]:
    """Keep what the article's own denials point at; give the claims that there are because of it."""
    found: tuple[Opposition, ...] = denials(memory.reading(number))
    touched = set()
    for opposition in found:
        if opposition.other is not None:
            voice = _voice(memory, number, opposition.other)
            touched.add(claims.single(db, single(voice, opposition)))
    claims.oppose(db, found)
    return touched


def count_origins(db: sqlite3.Connection, memory: Memory, claim: str) -> None:
    """Count the independent origins of a claim, from all its wordings."""
    statements = claims.statements_of(db, claim)
    carried = [memory.carried(article)[statement] for article, statement in statements]
    articles = sorted({article for article, _ in statements})
    claims.keep_origins(db, claim, origins(carried, likenesses.among(db, articles)))


def recount(db: sqlite3.Connection, memory: Memory, articles: Iterable[int]) -> None:
    """Count the origins of every claim that statements of these articles make: who is who there has changed."""
    memory.forget_carried()
    for claim in claims_of_articles(db, articles):
        count_origins(db, memory, claim)
