"""The words that reading needs: cues, authority words, agencies. Loaded once, checked against their schema."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TypeVar

import msgspec

from onrecord.records import VocabularyError

T = TypeVar("T")


class _CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    speech: str
    showing: str
    attitude: str
    with_object: str
    with_preposition: str
    with_infinitive: str
    denies: str
    confirms: str
    demands: str
    expects: str
    nouns: str
    according: list[str]
    perceiving: str
    supposes: str
    trusting: str
    fearing: str
    light: str
    due: str
    able: str
    acts: dict[str, str]


class _AuthorityFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    offices: str
    collectives: str
    sources: str
    bodies: str
    documents: str
    compound_bodies: list[str]
    not_people: str
    observations: str
    anonymity_phrases: list[str]
    reason_markers: list[str]
    metonyms: str
    countries: str
    titles: str
    masculine: str
    feminine: str


class _BodyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    firms: str
    kinds: dict[str, str]
    stands_for: dict[str, str]


class _FirstNameFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    masculine: str
    feminine: str


class _AgencyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agency: list[list[str]]
    outlet: list[list[str]]
    broadcaster: list[list[str]]
    words: str
    sure: str
    ambiguous: str
    before: str
    unnamed: str


class _SilenceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    no_response: list[str]
    declined: list[str]
    withheld: list[str]
    unnamed: list[str]
    could_not_verify: list[str]
    not_reached: list[str]


class Cues(msgspec.Struct, frozen=True):
    """Cue words by what they take and what they do. Verbs are lemmas; `verb:preposition` where one belongs to it."""

    speech: frozenset[str]
    showing: frozenset[str]
    attitude: frozenset[str]
    with_object: frozenset[str]
    with_preposition: frozenset[str]
    with_infinitive: frozenset[str]
    denies: frozenset[str]
    confirms: frozenset[str]
    demands: frozenset[str]
    expects: frozenset[str]
    nouns: frozenset[str]
    according: tuple[str, ...]
    perceiving: frozenset[str]
    supposes: frozenset[str]
    trusting: frozenset[str]
    fearing: frozenset[str]
    light: frozenset[str]
    due: frozenset[str]
    able: frozenset[str]
    acts: dict[str, str]


class Authority(msgspec.Struct, frozen=True):
    """Words that tell who or what stands behind a statement."""

    offices: frozenset[str]
    collectives: frozenset[str]
    sources: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    compound_bodies: tuple[str, ...]
    not_people: frozenset[str]
    observations: frozenset[str]
    anonymity_phrases: tuple[str, ...]
    reason_markers: tuple[str, ...]
    metonyms: frozenset[str]
    countries: frozenset[str]
    titles: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]


class Bodies(msgspec.Struct, frozen=True):
    """Words that tell what kind of body a name or a noun is of."""

    firms: frozenset[str]
    """Words that end a firm's full name."""
    kinds: dict[str, str]
    """A noun for a body to its kind: `firm` to `company`."""
    stands_for: dict[str, frozenset[str]]
    """A definite noun to the kinds of bodies it can stand for."""


class Agency(msgspec.Struct, frozen=True):
    """A body that relays: its usual name and its kind (`agency`, `outlet` or `broadcaster`)."""

    name: str
    kind: str


def _load(name: str, schema: type[T]) -> T:
    data = resources.files("onrecord.vocabulary").joinpath("data", name).read_bytes()
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8")), schema)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise VocabularyError(f"vocabulary/data/{name}: {error}: mend the file to its schema") from error


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@functools.cache
def cues() -> Cues:
    """Give the cue words. Raises VocabularyError where the file breaks its schema."""
    file = msgspec.structs.asdict(_load("cues.toml", _CueFile))
    return msgspec.convert({k: _set(v) if isinstance(v, str) else v for k, v in file.items()}, Cues)


@functools.cache
def authority() -> Authority:
    """Give the authority words. Raises VocabularyError where the file breaks its schema."""
    file = _load("authority.toml", _AuthorityFile)
    fields: dict[str, object] = {}
    for name, value in msgspec.structs.asdict(file).items():
        if name in ("metonyms", "countries"):
            fields[name] = frozenset(part.strip() for part in value.split("|"))
        else:
            fields[name] = tuple(value) if isinstance(value, list) else _set(value)
    return msgspec.convert(fields, Authority)


@functools.cache
def bodies() -> Bodies:
    """Give the words for kinds of bodies. Raises VocabularyError where the file breaks its schema."""
    file = _load("bodies.toml", _BodyFile)
    kinds: dict[str, str] = {}
    for kind, words in file.kinds.items():
        for word in words.split():
            if word in kinds:
                raise VocabularyError(f"vocabulary/data/bodies.toml: {word!r} stands twice: keep one")
            kinds[word] = kind
    stands_for = {noun: _set(words) for noun, words in file.stands_for.items()}
    return Bodies(firms=_set(file.firms), kinds=kinds, stands_for=stands_for)


@functools.cache
def first_names() -> dict[str, str]:
    """Give first names that are nearly always a man's (`m`) or a woman's (`f`), folded. Raises VocabularyError."""
    file = _load("first_names.toml", _FirstNameFile)
    found: dict[str, str] = {}
    for gender, names in (("m", file.masculine), ("f", file.feminine)):
        for name in names.split():
            if name in found:
                raise VocabularyError(f"vocabulary/data/first_names.toml: {name!r} stands twice: keep one")
            found[name] = gender
    return found


@functools.cache
def agencies() -> dict[str, Agency]:
    """Give every name an agency or outlet goes by, to what it is. Raises VocabularyError on a bad file."""
    file = _load("agencies.toml", _AgencyFile)
    found: dict[str, Agency] = {}
    for kind in ("agency", "outlet", "broadcaster"):
        for names in getattr(file, kind):
            for name in names:
                if name in found:
                    raise VocabularyError(f"vocabulary/data/agencies.toml: {name!r} stands twice: keep one")
                found[name] = Agency(names[0], kind)
    return found


@functools.cache
def outlet_words() -> frozenset[str]:
    """Give the words by which an outlet that is not listed is known as one."""
    return _set(_load("agencies.toml", _AgencyFile).words)


class OutletWords(msgspec.Struct, frozen=True):
    """Words about outlets: `sure` in a name make it one's, `ambiguous` names mean others too, `before` stand before it,
    and `unnamed` are outlets without a name ("state television")."""

    sure: frozenset[str]
    ambiguous: frozenset[str]
    before: frozenset[str]
    unnamed: frozenset[str]


@functools.cache
def words_of_outlets() -> OutletWords:
    """Give the words by which an outlet is known where nobody tells it anything. Raises VocabularyError."""
    file = _load("agencies.toml", _AgencyFile)
    return OutletWords(_set(file.sure), _set(file.ambiguous), _set(file.before), _set(file.unnamed))


@functools.cache
def silences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give (kind of silence, pattern) in the order they are tried. Raises VocabularyError on a bad pattern.

    `unnamed` stands beside the kinds: it is what is `withheld` where that is a name.
    """
    file = _load("silences.toml", _SilenceFile)
    adverbs = r"(?: \w+ly| yet| also| still| so far| been)*"
    found: list[tuple[str, re.Pattern[str]]] = []
    for kind in ("could_not_verify", "not_reached", "no_response", "unnamed", "withheld", "declined"):
        for pattern in getattr(file, kind):
            # `_` before a blank: optional adverbs; `_(`: optional adverb and the blank before the group.
            expanded = pattern.replace("_(", r"(?:\w+ly )?(").replace("_ ", adverbs + " ").replace("'", "['’]")
            try:
                found.append((kind, re.compile(r"\b" + expanded.replace(" ", r"\s+"), re.IGNORECASE)))
            except re.error as error:
                raise VocabularyError(f"vocabulary/data/silences.toml: {pattern!r}: {error}: mend it") from error
    return tuple(found)
