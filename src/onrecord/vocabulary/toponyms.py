"""The words by which a mention of a place is known: peoples' adjectives, kinds of places, words around names."""

from __future__ import annotations

from functools import cache

import msgspec

from onrecord.vocabulary.pages import Provenance, load


class _Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    settlement: str
    division: str
    nature: str
    facility: str
    country: str


class _Heads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    place: str
    facility: str
    road: str
    body: str
    body_first: str


class _People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    titles: str
    persons: str
    relations: str


class _Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    where: str
    whence: str
    places_of: str
    directions: str


class _Government(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: str
    nouns: str
    with_: str = msgspec.field(name="with")
    seats: str


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: str


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provenance: Provenance
    demonyms: dict[str, str]
    kinds: _Kinds
    heads: _Heads
    people: _People
    before: _Before
    government: _Government
    never: _Names
    common: _Words


class PlaceWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`place_weights.toml`: what each feature by name counts, learnt by `benchmarks.geoparsing --fit`."""

    provenance: Provenance
    tagging: dict[str, float]
    resolving: dict[str, float]


class Toponyms(msgspec.Struct, frozen=True):
    """Words around and inside names of places."""

    demonyms: dict[str, str | None]
    """A people's adjective or noun, as written, to its country; None where it tells of no one country."""
    kinds: dict[str, str]
    """A noun for a kind of place, lower case, to `settlement`, `division`, `nature`, `facility` or `country`."""
    place_heads: frozenset[str]
    facility_heads: frozenset[str]
    road_heads: frozenset[str]
    body_heads: frozenset[str]
    body_first: frozenset[str]
    """Words that open the name of a body: "Air Zimbabwe"."""
    titles: frozenset[str]
    persons: frozenset[str]
    """Titles behind which the name of a person always stands."""
    relations: frozenset[str]
    where: frozenset[str]
    whence: frozenset[str]
    places_of: frozenset[str]
    """What stands before "of" and the name of a place: "the mayor of X"."""
    directions: frozenset[str]
    government_verbs: frozenset[str]
    government_nouns: frozenset[str]
    government_with: frozenset[str]
    seats: frozenset[str]
    never: frozenset[str]
    common: frozenset[str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def toponyms() -> Toponyms:
    """Give the words. Raises VocabularyError where the file breaks its schema."""
    file = load("toponyms", _File)
    demonyms = {word: code or None for code, words in file.demonyms.items() for word in words.split("|")}
    kinds = {word: kind for kind, words in msgspec.structs.asdict(file.kinds).items() for word in words.split()}
    return Toponyms(
        demonyms=demonyms,
        kinds=kinds,
        place_heads=_set(file.heads.place),
        facility_heads=_set(file.heads.facility),
        road_heads=_set(file.heads.road),
        body_heads=_set(file.heads.body),
        body_first=_set(file.heads.body_first),
        titles=_set(file.people.titles),
        persons=_set(file.people.persons),
        relations=_set(file.people.relations),
        where=_set(file.before.where),
        whence=_set(file.before.whence),
        places_of=_set(file.before.places_of),
        directions=_set(file.before.directions),
        government_verbs=_set(file.government.verbs),
        government_nouns=_set(file.government.nouns),
        government_with=_set(file.government.with_),
        seats=_set(file.government.seats),
        never=frozenset(file.never.names.split("|")),
        common=_set(file.common.words),
    )


@cache
def place_weights() -> PlaceWeights:
    """Give the weights of what speaks for and against a mention and a place. Raises VocabularyError."""
    return load("place_weights", PlaceWeights)


@cache
def outlet_country(domain: str) -> str | None:
    """Give the country of an outlet's address, by its ending ("example.co.uk"); None where that tells of none."""
    last = domain.rpartition(".")[2].upper()
    if last == "UK":
        return "GB"
    return last if len(last) == 2 and last.isalpha() and last not in _NO_COUNTRY else None


_NO_COUNTRY = frozenset(("CO", "TV", "ME", "IO", "FM", "AI", "LY", "EU", "CC", "GG", "TO", "WS", "NU"))
"""Endings that are a country's and used by all the world."""
