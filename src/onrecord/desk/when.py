"""The timeline: how many dates fall where, and what is said to have been when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from onrecord.archive.interface import Archive, DateRow, Listing
from onrecord.desk import ledger_words
from onrecord.desk.narrowing import PAGE_LENGTH, Narrowing, address
from onrecord.desk.wording import MONTHS, count
from onrecord.records import DATE_KINDS, DateKind

MOST_BARS = 130
"""Bars drawn; with more months than that they are of years, decades or centuries."""
_MONTHS_OF = {"month": 1, "year": 12, "decade": 120, "century": 1200}


class Bar(NamedTuple):
    """One bar of the timeline."""

    label: str
    """ "December 2024"."""
    tick: str
    """What stands below it: the year where it begins; "" for most."""
    number: int
    height: float
    """Of the tallest, in percent."""
    address: str | None
    """The timeline narrowed to it; None where nothing is."""


class Bars(NamedTuple):
    """The bars of a timeline, without gaps: a stretch in which nothing is has bars of height 0."""

    unit: str
    """`month`, `year`, `decade` or `century`."""
    bars: tuple[Bar, ...]
    most: int


class DayGroup(NamedTuple):
    """Dates that begin on the same day, or that have none."""

    title: str
    rows: tuple[DateRow, ...]


class Timeline(NamedTuple):
    """What the timeline page shows."""

    bars: Bars
    listing: Listing[DateRow]
    days: tuple[DayGroup, ...]
    kinds: tuple[tuple[DateKind, int], ...]
    """How many there are of each kind."""


def look_at_time(archive: Archive, asked: Narrowing) -> Timeline:
    """Give the bars and one page of the dates below them."""
    listing = archive.dates(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset, by_day=True)
    of_kind = asked.model_copy(update={"kind": None})
    kinds = []
    for kind in DATE_KINDS:
        kinds.append((kind, archive.dates(of_kind.model_copy(update={"kind": kind}).filter(), limit=0).total))
    return Timeline(
        bars=bars_of(archive.months(asked.filter()), asked),
        listing=listing,
        days=tuple(by_day(listing.rows)),
        kinds=tuple(kinds),
    )


def by_day(rows: Iterable[DateRow]) -> list[DayGroup]:
    """Group dates by the day they begin on; those without one by what they are, at the end."""
    groups = []
    loose: dict[str, list[DateRow]] = {}
    for first, of_day in groupby(rows, key=lambda row: row.first):
        if first is None:
            for row in of_day:
                loose.setdefault(_without_a_day(row), []).append(row)
            continue
        # Of what begins on one day the longest stretch is first, and each has its own words: March is not 1 March.
        titles: dict[str, list[DateRow]] = {}
        for row in sorted(of_day, key=lambda row: row.last or "9999", reverse=True):
            titles.setdefault(ledger_words.when(row.date.edtf), []).append(row)
        groups += [DayGroup(title, tuple(found)) for title, found in titles.items()]
    return groups + [DayGroup(title, tuple(found)) for title, found in sorted(loose.items())]


def _without_a_day(row: DateRow) -> str:
    if row.date.kind == "duration":
        return "Lengths of time"
    if row.date.kind == "set":
        return "Repetitions"
    return "Before a day, with an open start" if row.last else "Dates with no place on the calendar"


def bars_of(months: Sequence[tuple[str, int]], asked: Narrowing) -> Bars:
    """Cut the months into at most `MOST_BARS` bars of one unit."""
    numbered = [(int(month[:4]) * 12 + int(month[5:7]) - 1, number) for month, number in months]
    if not numbered:
        return Bars("month", (), 0)
    reach = {unit: (numbered[0][0] // width, numbered[-1][0] // width) for unit, width in _MONTHS_OF.items()}
    unit = next((unit for unit, (first, last) in reach.items() if last - first < MOST_BARS), "century")
    width, (first, last) = _MONTHS_OF[unit], reach[unit]
    sums: dict[int, int] = {}
    for month, number in numbered:
        sums[month // width] = sums.get(month // width, 0) + number
    most = max(sums.values())
    length = last - first + 1
    bars: list[Bar] = []
    for place in range(first, last + 1):
        number = sums.get(place, 0)
        since, until = place * width, (place + 1) * width - 1
        label = _label(unit, since)
        bars.append(
            Bar(
                label=f"{label}: {count(number, 'date')}",
                tick=_tick(unit, since, place - first, length),
                number=number,
                height=100 * number / most,
                address=_narrowed(asked, since, until) if number else None,
            )
        )
    return Bars(unit, tuple(bars), most)


def _narrowed(asked: Narrowing, first_month: int, last_month: int) -> str:
    since, until = _month(first_month), _month(last_month)
    given = {**asked.asked(), "since": since, "until": until}
    # Days of the calendar: the form takes months, but what it gives back are days.
    return address("/timeline", **Narrowing.model_validate(given).asked())


def _month(number: int) -> str:
    return f"{max(1, number // 12):04}-{number % 12 + 1:02}" if number >= 12 else "0001-01"


def _label(unit: str, month: int) -> str:
    year = month // 12
    if unit == "month":
        return f"{MONTHS[month % 12]} {year}"
    return {"year": f"{year}", "decade": f"{year}s", "century": f"{year} to {year + 99}"}[unit]


def _tick(unit: str, month: int, place: int, length: int) -> str:
    year = month // 12
    if unit == "month":
        if length <= 24:
            return MONTHS[month % 12][:3] + (f"\n{year}" if month % 12 == 0 or place == 0 else "")
        return str(year) if month % 12 == 0 else ""
    each = {"year": 1 if length <= 20 else 10, "decade": 50 if length > 12 else 10, "century": 100}[unit]
    return str(year) if year % each == 0 else ""
