"""Claims: what a new article's statements say the same as, contest and deny; and on how many origins that rests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.across.fresh import Memory
from onrecord.archive import claims, likenesses
from onrecord.archive.walk import claims_of_articles
from onrecord.comparing.claims import (
    WORDINGS,
    Met,
    Placed,
    Voice,
    denials,
    index_terms,
    looked_up,
    place,
)
from onrecord.comparing.claims.gather import single
from onrecord.comparing.claims.relate import relate
from onrecord.comparing.origins import origins
from onrecord.records import Opposition


def follow(db: sqlite3.Connection, memory: Memory, number: int) -> None:
    """Hold every statement of the article against those that share its words, and keep what comes of it."""
    voices = memory.voices(number)
    denied = memory.denials(number)
    terms = [index_terms(voice, denies=voice.statement in denied) for voice in voices]
    day = next((voice.day for voice in voices), None)
    claims.index(db, number, day, enumerate(terms))
    touched: set[str] = set()
    parents = {one.id: one.parent for one in memory.reading(number).statements}
    for position, voice in enumerate(voices):
        held, total = claims.frequencies(db, terms[position])
        weights = looked_up(terms[position], held, total)
        if not weights:
            continue
        near = claims.candidates(db, number, position, day, weights)
        mets = [_met(db, memory, one.article, one.position) for one in near if _is_before(one, number, position)]
        placed = place(voice, mets, relate, denial=denied.get(voice.statement), parent=parents.get(voice.statement))
        touched |= _keep(db, placed)
    # Last, for what is denied here may have joined a claim by now.
    touched |= _inside(db, memory, number)
    for claim in sorted(touched):
        count_origins(db, memory, claim)


def _is_before(near: claims.Near, number: int, position: int) -> bool:
    return (near.article, near.position) < (number, position)


def _met(db: sqlite3.Connection, memory: Memory, article: int, position: int) -> Met:
    voice = memory.voices(article)[position]
    claim = claims.claim_of(db, article, voice.statement)
    wordings = claims.some_wordings(db, claim, WORDINGS) if claim is not None else []
    return Met(
        voice=voice,
        claim=claim,
        wordings=tuple(_voice(memory, other, statement) for other, statement in wordings),
        denial=memory.denials(article).get(voice.statement),
        parent=memory.reading(article).statements[position].parent,
    )


def _voice(memory: Memory, article: int, statement: str) -> Voice:
    return next(voice for voice in memory.voices(article) if voice.statement == statement)


def _keep(db: sqlite3.Connection, placed: Placed) -> set[str]:
    """Keep what became of a statement; give the claims it touched."""
    touched = set()
    if placed.started:
        touched.add(claims.start(db, placed.started))
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
