"""The words that figures need: numbers, bounds, units, and what befell those who are counted. Loaded once, checked."""

from __future__ import annotations

import functools

import msgspec

from onrecord.records import Bound, FigureKind, VocabularyError
from onrecord.vocabulary.words import _load, _set

_FILE = "quantities.toml"


class _Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str
    months: str


class _Money(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signs: dict[str, str]
    codes: _Words
    words: dict[str, str]
    of_countries: dict[str, dict[str, str]]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str


class _KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    did: str
    was: str
    were: str
    nouns: str
    tolls: str
    phrases: str


class _Population(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nouns: str
    lives: str
    houses: str
    places: str
    before: str


class _Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nouns: str


class _Force(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: str
    arms: str


class _Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: str
    compounds: str
    one: str


class _Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    including: str


class _GrammarWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    more: str
    determiners: str
    kept: str
    collective: str
    bounding: str
    groups: str
    believing: str
    being: str
    living_object: str
    taking_lives: str
    links: str
    skipped: str
    freedom: str
    anybody: str


class _QuantityFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    numbers: dict[str, int]
    scales: dict[str, int]
    attached: dict[str, int]
    vague: dict[str, tuple[int, int]]
    fractions: dict[str, float]
    bounds: dict[Bound, str]
    bounds_behind: dict[Bound, str]
    measures: dict[FigureKind, dict[str, str]]
    times: _Times
    money: _Money
    shares: _Words
    kinds: dict[FigureKind, _KindWords]
    population: _Population
    force: _Force
    people: _Nouns
    streets: _Words
    fleeing: _Words
    labels: _Labels
    parts: _Parts
    grammar: _GrammarWords


class Befalling(msgspec.Struct, frozen=True):
    """The words by which it is known that a thing befell those who are counted."""

    did: frozenset[str]
    """Verbs whose object, or passive subject, it befell: "killed 12"."""
    was: frozenset[str]
    """Verbs whose own subject it befell: "12 died"."""
    were: frozenset[str]
    """Words for it at the noun: "12 dead", "three wounded children"."""
    nouns: frozenset[str]
    """Nouns that count it: "12 deaths"."""
    tolls: tuple[str, ...]
    """What a bare number behind it tells of: "the death toll rose to 45"."""
    phrases: tuple[str, ...]
    """What says it in several words behind the noun: "were taken hostage"."""


class Grammar(msgspec.Struct, frozen=True):
    """Small words by their part in a phrase that counts; what each list is for stands in the file."""

    more: frozenset[str]
    determiners: frozenset[str]
    kept: frozenset[str]
    collective: frozenset[str]
    bounding: frozenset[str]
    groups: frozenset[str]
    believing: frozenset[str]
    being: frozenset[str]
    living_object: frozenset[str]
    taking_lives: frozenset[str]
    links: frozenset[str]
    skipped: frozenset[str]
    freedom: frozenset[str]
    anybody: frozenset[str]
    """Nouns that tell of those something befell no more than that."""


class Quantities(msgspec.Struct, frozen=True):
    """All words of figures."""

    numbers: dict[str, int]
    scales: dict[str, int]
    attached: dict[str, int]
    """Scales that stand at a numeral without a blank: "3.5bn"."""
    vague: dict[str, tuple[int, int]]
    """Vague quantities: the least and the most each is taken to mean."""
    fractions: dict[str, float]
    """Fractions in per cent, words parted by one blank."""
    bounds: dict[str, Bound]
    """Words before a number to the bound they set."""
    bounds_behind: dict[str, Bound]
    """Words behind a number to the bound they set."""
    measures: dict[str, tuple[FigureKind, str]]
    """A unit's word to the kind of figure and the unit's symbol; words of two have a hyphen."""
    times: frozenset[str]
    months: frozenset[str]
    money_signs: dict[str, str]
    money_codes: frozenset[str]
    money_words: dict[str, str]
    money_of_countries: dict[str, dict[str, str]]
    """The currencies (ISO 4217) that share a bare word, by country (ISO 3166-1): `pound` to `SY` to `SYP`."""
    shares: frozenset[str]
    befalling: dict[FigureKind, Befalling]
    residents: frozenset[str]
    lives: frozenset[str]
    houses: frozenset[str]
    places: frozenset[str]
    """What a number of inhabitants is of: "a town of 5,000"."""
    population_before: tuple[str, ...]
    armed: frozenset[str]
    """Those who bear arms."""
    arms: frozenset[str]
    streets: frozenset[str]
    fleeing: frozenset[str]
    """Those who are not driven from home where they flee."""
    people: frozenset[str]
    labels: frozenset[str]
    """Words that a number behind them belongs to as a name: "Article 51"."""
    compounds: frozenset[str]
    """Words that make a hyphened compound no measure: "one-way"."""
    one: frozenset[str]
    """Words before which "one" counts nothing."""
    including: tuple[str, ...]
    """Words that open the parts of a whole."""
    grammar: Grammar


def _phrases(words: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in words.split("|") if part.strip())


def _inverted(table: dict[Bound, str]) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for bound, words in table.items():
        for phrase in _phrases(words):
            if phrase in found:
                raise VocabularyError(f"vocabulary/data/{_FILE}: {phrase!r} stands for two bounds: keep one")
            found[phrase] = bound
    return found


@functools.cache
def quantities() -> Quantities:
    """Give the words of figures. Raises VocabularyError where the file breaks its schema."""
    file = _load(_FILE, _QuantityFile)
    for word, (low, high) in file.vague.items():
        if low > high:
            raise VocabularyError(f"vocabulary/data/{_FILE}: {word!r} runs from {low} to {high}: turn them round")
    measures: dict[str, tuple[FigureKind, str]] = {}
    for kind, units in file.measures.items():
        for symbol, words in units.items():
            for word in words.split():
                if word in measures:
                    raise VocabularyError(f"vocabulary/data/{_FILE}: {word!r} measures two things: keep one")
                measures[word] = (kind, symbol)
    return Quantities(
        numbers=file.numbers,
        scales=file.scales,
        attached=file.attached,
        vague=file.vague,
        fractions=file.fractions,
        bounds=_inverted(file.bounds),
        bounds_behind=_inverted(file.bounds_behind),
        measures=measures,
        times=_set(file.times.words),
        months=_set(file.times.months),
        money_signs={sign: code for code, signs in file.money.signs.items() for sign in signs.split()},
        money_codes=_set(file.money.codes.words),
        money_words={word: code for code, words in file.money.words.items() for word in _phrases(words)},
        money_of_countries=file.money.of_countries,
        shares=frozenset(_phrases(file.shares.words)),
        befalling={
            kind: Befalling(
                _set(w.did), _set(w.was), _set(w.were), _set(w.nouns), _phrases(w.tolls), _phrases(w.phrases)
            )
            for kind, w in file.kinds.items()
        },
        residents=_set(file.population.nouns),
        lives=_set(file.population.lives),
        houses=_set(file.population.houses),
        places=_set(file.population.places),
        population_before=_phrases(file.population.before),
        armed=_set(file.force.people),
        arms=_set(file.force.arms),
        streets=_set(file.streets.words),
        fleeing=_set(file.fleeing.words),
        people=_set(file.people.nouns),
        labels=_set(file.labels.before),
        compounds=_set(file.labels.compounds),
        one=_set(file.labels.one),
        including=_phrases(file.parts.including),
        grammar=Grammar(**{name: _set(words) for name, words in msgspec.structs.asdict(file.grammar).items()}),
    )
