"""The words by which two tolls are held against each other. Loaded once, checked."""

from __future__ import annotations

import functools

import msgspec

from onrecord.vocabulary.pages import Provenance, load


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    events: str
    bodies: str
    beyond: str
    elsewhere: str
    before: str
    guess: str
    handled: str
    of_these: str
    anybody: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provenance: Provenance
    tolls: _Words


class TollWords(msgspec.Struct, frozen=True):
    """Words of `tolls.toml`, as they stand there; stems are made where they are compared."""

    events: tuple[tuple[str, ...], ...]
    """What killed or hurt people; the words of one event together."""
    bodies: frozenset[str]
    """Words of events that stand in names of bodies too."""
    beyond: frozenset[str]
    """What makes a number more than one event's toll."""
    elsewhere: frozenset[str]
    """What tells of another event than the one before."""
    before: frozenset[str]
    """What a source counted before others did."""
    guess: frozenset[str]
    """What makes it no toll but a guess."""
    handled: frozenset[str]
    """What makes it the least that a toll can be."""
    of_these: tuple[str, ...]
    """Phrases behind a number that make it a part of another."""
    anybody: frozenset[str]
    """What does not tell who a source is."""


@functools.cache
def toll_words() -> TollWords:
    """Give the words. Raises VocabularyError where the file breaks its schema."""
    words = load("tolls", _File).tolls
    return TollWords(
        events=tuple(tuple(group.split()) for group in words.events.split("/") if group.split()),
        bodies=frozenset(words.bodies.split()),
        beyond=frozenset(words.beyond.split()),
        elsewhere=frozenset(words.elsewhere.split()),
        before=frozenset(words.before.split()),
        guess=frozenset(words.guess.split()),
        handled=frozenset(words.handled.split()),
        of_these=tuple(phrase.strip() for phrase in words.of_these.split("|")),
        anybody=frozenset(words.anybody.split()),
    )
