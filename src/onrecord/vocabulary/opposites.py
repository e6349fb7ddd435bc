"""The words by which two statements are held against each other: opposites, negations, words of one meaning, who acts.

Loaded once, checked against their schema.
"""

from __future__ import annotations

import functools

import msgspec

from onrecord.records import VocabularyError
from onrecord.vocabulary.words import _load, _set

_FILE = "opposites.toml"


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str


class _Negation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    near: str
    phrases: str
    no_turn: str


class _Opposites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pairs: str


class _Alike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str
    phrases: str


class _Actors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sides: str
    overlapping: str
    acts: str
    before: str
    behind: str


class _OppositesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    negation: _Negation
    reporting: _Words
    opposites: _Opposites
    alike: _Alike
    forms: _Words
    actors: _Actors


class Opposites(msgspec.Struct, frozen=True):
    """The words of one file, as they stand there; stems are made where they are compared."""

    negators: frozenset[str]
    """Words that turn round what follows, apostrophes left out: `not`, `doesnt`."""
    negating: tuple[str, ...]
    """Phrases that do: `failed to`."""
    no_turn: tuple[str, ...]
    """Phrases with a negator that turn nothing round: `not only`."""
    reporting: frozenset[str]
    """Cue verbs that do no more than report."""
    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """The two sides of each pair of opposites."""
    alike: tuple[tuple[str, ...], ...]
    """Words that news uses for one thing; the first stands for all."""
    phrases: tuple[tuple[str, str], ...]
    """Several words that are one, and that one; the longest first."""
    forms: dict[str, str]
    """A form that no rule of endings explains, to its word."""
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    """Who acts: a name for a side and the words it goes by."""
    overlapping: frozenset[frozenset[str]]
    """Pairs of sides of which neither excludes the other."""
    acts: frozenset[str]
    """Acts that have one doer."""
    before: tuple[str, ...]
    """What stands right before the doer: `by`."""
    behind: tuple[str, ...]
    """What stands right behind the doer: `was responsible for`."""


def _phrases(words: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in words.split("|") if part.strip())


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _halves(line: str, sign: str) -> tuple[str, str]:
    left, found, right = line.partition(sign)
    if not (found and left.strip() and right.strip()):
        raise VocabularyError(f"vocabulary/data/{_FILE}: {line!r} needs words on both sides of {sign!r}")
    return left.strip(), right.strip()


@functools.cache
def opposites() -> Opposites:
    """Give the words. Raises VocabularyError where the file breaks its schema."""
    file = _load(_FILE, _OppositesFile)
    pairs = []
    for line in _lines(file.opposites.pairs):
        left, right = _halves(line, "/")
        if _set(left) & _set(right):
            raise VocabularyError(f"vocabulary/data/{_FILE}: {line!r} has a word on both sides")
        pairs.append((_set(left), _set(right)))
    sides = tuple((name, _phrases(words)) for name, words in (_halves(line, ":") for line in _lines(file.actors.sides)))
    names = {name for name, _ in sides}
    overlapping = frozenset(frozenset(line.split()) for line in _lines(file.actors.overlapping))
    if unknown := sorted({name for pair in overlapping for name in pair} - names):
        raise VocabularyError(f"vocabulary/data/{_FILE}: no side is called {', '.join(unknown)}")
    phrases = [_halves(line, "=") for line in _lines(file.alike.phrases)]
    return Opposites(
        negators=_set(file.negation.near),
        negating=_phrases(file.negation.phrases),
        no_turn=_phrases(file.negation.no_turn),
        reporting=_set(file.reporting.words),
        pairs=tuple(pairs),
        alike=tuple(tuple(line.split()) for line in _lines(file.alike.words) if len(line.split()) > 1),
        phrases=tuple(sorted(phrases, key=lambda pair: (-len(pair[0]), pair))),
        forms=dict(_halves(line, " ") for line in _lines(file.forms.words)),
        sides=sides,
        overlapping=overlapping,
        acts=_set(file.actors.acts),
        before=_phrases(file.actors.before),
        behind=_phrases(file.actors.behind),
    )
