"""The words by which names of people and bodies are compared across articles, public aliases, and their weights."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from onrecord.records import VocabularyError
from onrecord.vocabulary.pages import Provenance, load


class _People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    articles: str
    particles: str
    kunyas: str
    suffixes: str
    common: str
    never: str


class _Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: tuple[str, ...]


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    between: tuple[str, ...]


class _Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    openings: str
    endings: tuple[str, ...]
    empty: str
    generic: str
    spelling: dict[str, str]


class _NamesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provenance: Provenance
    people: _People
    given: _Given
    told: _Told
    bodies: _Bodies
    countries: dict[str, str]


class _Aliases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: tuple[tuple[str, ...], ...]
    bodies: tuple[tuple[str, ...], ...]


class PublicAliases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`identity_aliases.toml`: the names that one person or body is publicly known by, the usual one first."""

    provenance: Provenance
    aliases: _Aliases


class IdentityNames(msgspec.Struct, frozen=True):
    """`identity_names.toml`, ready for use; all words folded."""

    articles: frozenset[str]
    """The Arabic article before a name."""
    particles: frozenset[str]
    """Small words inside a person's name."""
    kunyas: frozenset[str]
    """"Father of" and "mother of" before a name."""
    suffixes: frozenset[str]
    common: frozenset[str]
    """Given names that serve as last names too."""
    never: frozenset[str]
    """Words that are no name of a person."""
    given: dict[str, int]
    """A given name to the number of its group."""
    told: re.Pattern[str]
    """What stands between two names of one: "…, formerly known as …"."""
    openings: frozenset[str]
    """Words before a body's name that are no part of it."""
    endings: tuple[tuple[str, ...], ...]
    """Words behind a body's name that only say what it is; the longest first."""
    empty: frozenset[str]
    generic: frozenset[str]
    """Words that many bodies have."""
    spelling: dict[str, str]
    countries: dict[tuple[str, ...], str]
    """The words of a country's name to its ISO 3166-1 alpha-2 code."""


class Weights(msgspec.Struct, frozen=True):
    """`identity_weights.toml`: logarithms of odds by the name of the reason, and the thresholds."""

    join: float
    margin: float
    alive: int
    name: dict[str, float]
    context: dict[str, float]


class _Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    join: float
    margin: float
    alive: int


class IdentityWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of `identity_weights.toml`."""

    provenance: Provenance
    decision: _Decision
    name: dict[str, float]
    context: dict[str, float]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SOME = r"(?:[^\W\d_][\w'’-]*\s+){0,3}[^\W\d_][\w'’-]*"


@cache
def identity_names() -> IdentityNames:
    """Give the words. Raises VocabularyError where the file breaks its schema."""
    file = load("identity_names", _NamesFile)
    given: dict[str, int] = {}
    for number, group in enumerate(file.given.groups):
        for name in group.split():
            if name in given:
                raise VocabularyError(f"vocabulary/data/identity_names.toml: {name!r} stands in two groups: keep one")
            given[name] = number
    between = sorted(file.told.between, key=lambda words: (-len(words), words))
    countries = {tuple(name.split()): code for code, names in file.countries.items() for name in names.split("|")}
    return IdentityNames(
        articles=_set(file.people.articles),
        particles=_set(file.people.particles),
        kunyas=_set(file.people.kunyas),
        suffixes=_set(file.people.suffixes),
        common=_set(file.people.common),
        never=_set(file.people.never),
        given=given,
        told=re.compile(
            r"[\s,(–-]+(?:the\s)?(?:"
            + "|".join(re.escape(words).replace(r"\*", _SOME).replace(r"\ ", r"\s+") for words in between)
            + r")[\s,:“\"'(]+",
            re.IGNORECASE,
        ),
        openings=_set(file.bodies.openings),
        endings=tuple(sorted((tuple(words.split()) for words in file.bodies.endings), key=lambda words: -len(words))),
        empty=_set(file.bodies.empty),
        generic=_set(file.bodies.generic),
        spelling=file.bodies.spelling,
        countries=countries,
    )


@cache
def public_aliases() -> PublicAliases:
    """Give the public aliases as the file has them. Raises VocabularyError where it breaks its schema."""
    return load("identity_aliases", PublicAliases)


@cache
def identity_weights() -> Weights:
    """Give what each reason counts. Raises VocabularyError where the file breaks its schema."""
    file = load("identity_weights", IdentityWeights)
    return Weights(
        join=file.decision.join,
        margin=file.decision.margin,
        alive=file.decision.alive,
        name=file.name,
        context=file.context,
    )
