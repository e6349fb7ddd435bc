"""The words by which a denial is known, and by which it is found what it denies. Loaded once, checked."""

from __future__ import annotations

import functools

import msgspec

from onrecord.vocabulary.pages import Provenance, load


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    denying: str
    rejecting: str
    sayings: str
    counts: str
    guilt: str
    goods: str
    false: str
    phrases: str
    accusing: str
    accused: str
    speaking_for: str
    state: str
    opposed: str
    titles: str
    general: str
    selves: str
    open: str
    negating: str
    being: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provenance: Provenance
    denials: _Words
    seats: dict[str, str]


class DenialWords(msgspec.Struct, frozen=True):
    """Words of `denials.toml`, as they stand there; stems are made where they are compared."""

    denying: frozenset[str]
    """Verbs that reject a claim whatever follows."""
    rejecting: frozenset[str]
    """Verbs that reject offers and pleas as well."""
    sayings: frozenset[str]
    counts: frozenset[str]
    """Nouns for a number that somebody gave."""
    guilt: frozenset[str]
    goods: frozenset[str]
    """What may be kept from someone ("denied him entry")."""
    false: frozenset[str]
    phrases: tuple[str, ...]
    """Phrases that call something untrue ("no truth")."""
    accusing: frozenset[str]
    accused: frozenset[str]
    speaking_for: frozenset[str]
    state: frozenset[str]
    opposed: frozenset[str]
    titles: frozenset[str]
    general: frozenset[str]
    selves: frozenset[str]
    open: frozenset[str]
    negating: frozenset[str]
    being: frozenset[str]
    seats: dict[str, str]
    """A seat of a government or a people's adjective to the word for the country."""


@functools.cache
def denial_words() -> DenialWords:
    """Give the words. Raises VocabularyError where the file breaks its schema."""
    file = load("denials", _File)
    words = msgspec.structs.asdict(file.denials)
    phrases = tuple(words.pop("phrases").split("|"))
    sets = {name: frozenset(listed.split()) for name, listed in words.items()}
    seats = {seat: country for country, listed in file.seats.items() for seat in listed.split()}
    return DenialWords(**sets, phrases=phrases, seats=seats)
