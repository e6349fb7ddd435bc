"""The words of the calendar: months, units, holidays, and what tells past from future. One data file, checked."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from onrecord.vocabulary.pages import Provenance, load

_NAMED_DAY = re.compile(r"\d\d-\d\d~?|\d{1,2}/[1-7]/[1-5]|(?:easter|thanksgiving)[+-]\d+|\?")
_UNIT = re.compile(r"T?\d*[SMHDWY]|WE")


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    doubtful_months: frozenset[str]
    doubtful_weekdays: frozenset[str]


class _Pointers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    here: tuple[str, ...]
    after: tuple[str, ...]
    same: tuple[str, ...]


class _Rough(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: tuple[str, ...]
    bounds: tuple[str, ...]


class _Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    present: tuple[str, ...]
    past: tuple[str, ...]
    future: tuple[str, ...]
    not_before: dict[str, tuple[str, ...]]
    not_behind: dict[str, tuple[str, ...]]


class _Sets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    each: tuple[str, ...]
    adverbs: dict[str, str]
    times: tuple[str, ...]


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day that stands for what happened on it, where one of the words `behind` follows it."""

    month: int
    day: int
    year: int
    behind: frozenset[str]


class _Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]
    before_weekday: frozenset[str]
    verbs: frozenset[str]


class _Prepositions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    time: frozenset[str]


class _Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nouns: frozenset[str]


class _Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before_length: frozenset[str]
    before_short_length: frozenset[str]
    before_repetition: frozenset[str]
    before_bare_length: frozenset[str]
    before_bare_length_of: frozenset[str]
    before_season: frozenset[str]
    before_unit: frozenset[str]
    before_part_of_day: frozenset[str]
    before_clock: frozenset[str]
    before_possessive_to_come: frozenset[str]
    before_plural_weekday: frozenset[str]
    before_year: frozenset[str]
    before_number: frozenset[str]
    determiners: frozenset[str]
    before_year_or_count: frozenset[str]
    behind_nouns: frozenset[str]
    since: tuple[str, ...]
    until: tuple[str, ...]
    about: tuple[str, ...]
    unsure: tuple[str, ...]
    moving: tuple[str, ...]


class _Tense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    past: frozenset[str]
    future: frozenset[str]
    may: frozenset[str]
    future_beside: frozenset[str]
    past_but_before_to: frozenset[str]
    future_behind_be: frozenset[str]
    present_be: frozenset[str]
    never_past: frozenset[str]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _OwnDate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: tuple[str, ...]
    agencies: tuple[str, ...]
    anniversaries: tuple[str, ...]


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`calendar.toml`."""

    provenance: Provenance
    names: _Names
    seasons: dict[str, int]
    units: dict[str, str]
    unit_plurals: dict[str, str]
    numbers: dict[str, int]
    vague_counts: _Words
    ordinals: dict[str, int]
    decades: dict[str, int]
    parts_of_day: dict[str, tuple[str, ...]]
    clock: dict[str, str]
    deictic: dict[str, int]
    pointers: _Pointers
    rough: _Rough
    parts_of_stretch: _Words
    vague: _Vague
    sets: _Sets
    named_days: dict[str, str]
    events: tuple[Event, ...]
    titles: _Titles
    prepositions: _Prepositions
    counted: _Counted
    beside: _Beside
    tense: _Tense
    abbreviations: _Words
    own_date: _OwnDate

    def __post_init__(self) -> None:
        if len(self.names.months) != 12 or len(self.names.weekdays) != 7:
            raise ValueError("a year has 12 months and a week 7 days")
        for name, day in self.named_days.items():
            if not _NAMED_DAY.fullmatch(day):
                ways = "give MM-DD, month/weekday/number, easter+N, thanksgiving+N or ?"
                raise ValueError(f"named day {name!r}: {day!r} is no day: {ways}")
        for name, unit in self.units.items():
            if not _UNIT.fullmatch(unit):
                raise ValueError(f"unit {name!r}: {unit!r} is no unit of ISO 8601")


@cache
def calendar() -> Calendar:
    """Give the words of the calendar."""
    return load("calendar", Calendar)


@cache
def month_numbers() -> dict[str, int]:
    """Give each month's number by its name and abbreviations."""
    return {name: n for n, names in enumerate(calendar().names.months, 1) for name in names}


@cache
def weekday_numbers() -> dict[str, int]:
    """Give each weekday's number (Monday is 0) by its name and abbreviations."""
    return {name: n for n, names in enumerate(calendar().names.weekdays) for name in names}


@cache
def unit_names() -> dict[str, str]:
    """Give each unit's singular by all its forms."""
    words = calendar()
    forms = {name: name for name in words.units}
    forms |= {name + "s": name for name in words.units if name + "s" not in words.unit_plurals}
    return forms | words.unit_plurals
