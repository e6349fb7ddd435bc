"""The words by which a name is told to be a body's, a person's or neither. A data file with its provenance."""

from __future__ import annotations

from functools import cache

import msgspec

from onrecord.vocabulary.pages import Provenance, load


class _Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bodies: str
    neither: str
    furniture: str


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bodies: str
    things: str
    thing_first: str
    place_first: str
    firm_roles: str
    only_bodies: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provenance: Provenance
    known: _Known
    words: _Words


class Naming(msgspec.Struct, frozen=True):
    """Names and words inside names, by what they tell of whom a name is."""

    bodies: frozenset[str]
    """Whole names of bodies that are often taken for something else, as written."""
    neither: frozenset[str]
    """Whole names that are neither a person's nor a body's, as written."""
    body_words: frozenset[str]
    """Words inside a name that make it a body's, lower case."""
    things: frozenset[str]
    """Last words of names of laws, documents, events, prizes, works and buildings, lower case."""
    thing_first: frozenset[str]
    """First words of names of things, lower case."""
    place_first: frozenset[str]
    """First words of names of places that language models take for people's, lower case."""
    firm_roles: frozenset[str]
    """What a firm may be to something as well as a person, lower case: "the owner of the warehouse"."""
    only_bodies: frozenset[str]
    """Last words of bodies that nobody has for his own as a president has his regime, lower case."""
    furniture: frozenset[str]
    """Words that pages put beside names, as written."""


@cache
def naming() -> Naming:
    """Give the words. Raises VocabularyError where the file breaks its schema."""
    file = load("names", _File)
    return Naming(
        bodies=_names(file.known.bodies),
        neither=_names(file.known.neither),
        body_words=frozenset(file.words.bodies.split()),
        things=frozenset(file.words.things.split()),
        thing_first=frozenset(file.words.thing_first.split()),
        place_first=frozenset(file.words.place_first.split()),
        firm_roles=frozenset(file.words.firm_roles.split()),
        only_bodies=frozenset(file.words.only_bodies.split()),
        furniture=frozenset(file.known.furniture.split()),
    )


def _names(written: str) -> frozenset[str]:
    return frozenset(name.strip() for name in written.split("|") if name.strip())
