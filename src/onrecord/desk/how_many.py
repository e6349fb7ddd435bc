"""The figures page: a table for each counted thing and place, claimant beside claimant, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from onrecord.archive.interface import Archive, FigureRow, Ledger, Listing
from onrecord.desk import ledger_words
from onrecord.desk.narrowing import Narrowing, address

TABLES = 10
"""Tables on one page."""
MOST_ROWS = 40
"""Figures of one table that the page shows; it says how many there are."""


class Strip(NamedTuple):
    """Where a figure lies on the scale of its table, in percent of it."""

    start: float
    width: float
    is_open_below: bool
    """No lower end is given."""
    is_open_above: bool


class TableRow(NamedTuple):
    """A figure of a table."""

    row: FigureRow
    depth: int
    """1 for a part that stands under its whole."""
    strip: Strip | None
    part_of_another: bool
    """It is part of a figure that stands in no row above."""
    also: int = 0
    """Articles in which the same claimant gives the same figure for that day, where these are one row."""


class DayRows(NamedTuple):
    """The figures of one day."""

    title: str
    rows: tuple[TableRow, ...]

    @property
    def is_of_articles(self) -> bool:
        """No figure here has a date of its own: the day is that of their articles."""
        return all(entry.row.date is None for entry in self.rows)


class FigureTable(NamedTuple):
    """Figures of one thing at one place."""

    ledger: Ledger
    title: str
    where: str
    of_one_thing: bool
    """False where the text does not say what these count."""
    days: tuple[DayRows, ...]
    shown: int
    scale: tuple[float, float] | None
    """Its ends; None where the figures are not of one thing, so that no scale holds them."""
    all_at: str
    """The address of the flat list of these, and of figures whose names hold these names."""


def tables(archive: Archive, asked: Narrowing, *, once: bool = False) -> Listing[FigureTable]:
    """Give one page of tables; what most claim comes first. With `once`, what is reprinted is one row."""
    offset = (asked.page - 1) * TABLES
    ledgers = archive.ledgers(asked.filter(), limit=TABLES, offset=offset)
    made = tuple(_table(archive, ledger, asked, once=once) for ledger in ledgers.rows)
    return Listing(made, ledgers.total, offset)


def _table(archive: Archive, ledger: Ledger, asked: Narrowing, *, once: bool) -> FigureTable:
    rows = archive.figures(asked.filter(), limit=MOST_ROWS, by_day=True, of=ledger).rows
    scale = _scale(rows) if is_of_one_thing(ledger) else None
    ordered = _parts_under_wholes(rows)
    days = tuple(
        DayRows(title or "day unknown", tuple(_once(laid_out) if once else laid_out))
        for (_, title), of_day in groupby(ordered, key=lambda entry: entry[2])
        for laid_out in [tuple(_laid_out(list(of_day), scale))]
    )
    inside = ledger_words.country(ledger.country) if ledger.country else ""
    where = ", ".join(dict.fromkeys(ledger_words.short(part) for part in (ledger.place, inside) if part))
    return FigureTable(
        ledger=ledger,
        title=title_of(ledger),
        where=where or "no place told",
        of_one_thing=is_of_one_thing(ledger),
        days=days,
        shown=len(rows),
        scale=scale,
        all_at=address(
            "/figures/list",
            **{
                **asked.asked(),
                "kind": ledger.kind,
                "counted": ledger.thing,
                "place": ledger.place,
                "country": ledger.country,
            },
        ),
    )


def title_of(ledger: Ledger) -> str:
    """Name what a table counts: "boat", "money in USD"."""
    kind = ledger_words.KINDS.get(ledger.kind, ledger.kind)
    name = ledger.thing or (kind if ledger.kind != "other" else "not told what")
    return ledger_words.short(f"{name}, in {ledger.unit}" if ledger.unit else name)


def is_of_one_thing(ledger: Ledger) -> bool:
    """Tell whether a table's figures can be laid beside each other: they say what they count or measure."""
    return bool(ledger.thing or ledger.unit or ledger.kind != "other")


def _scale(rows: Iterable[FigureRow]) -> tuple[float, float] | None:
    """Give the ends of the scale: from 0, or from the least where that is below 0, to the most."""
    ends = [end for row in rows for end in (row.figure.low, row.figure.high) if end is not None]
    if not ends:
        return None
    least, most = min(0.0, *ends), max(0.0, *ends)
    return (least, most) if most > least else None


Day = tuple[str | None, str | None]
"""The first day something may be of, and its date in words."""
Ordered = tuple[FigureRow, int, Day]
"""A row, its depth, and the day it stands under."""


def _day_of(row: FigureRow) -> Day:
    if row.date and row.date.edtf:
        return row.first, ledger_words.when(row.date.edtf)
    return row.first, ledger_words.when(row.first) if row.first else None


def _parts_under_wholes(rows: Sequence[FigureRow]) -> list[Ordered]:
    """Order rows so that a part follows its whole and stands under the whole's day."""
    present = {(row.article_id, row.figure.id) for row in rows}
    parts: defaultdict[tuple[str, str | None], list[FigureRow]] = defaultdict(list)
    tops: list[FigureRow] = []
    for row in rows:
        whole = (row.article_id, row.figure.part_of)
        is_part = whole in present and row.figure.part_of != row.figure.id
        (parts[whole] if is_part else tops).append(row)
    found: list[Ordered] = []
    seen: set[tuple[str, str]] = set()

    def put(row: FigureRow, depth: int, day: Day) -> None:
        key = (row.article_id, row.figure.id)
        if key in seen:
            return
        seen.add(key)
        found.append((row, min(depth, 3), day))
        for part in parts[key] if depth < 20 else ():
            put(part, depth + 1, day)

    for row in (*tops, *rows):  # rows again: parts of each other in a ring have no top
        put(row, 0, _day_of(row))
    # Stable, so parts stay under their wholes.
    found.sort(key=lambda entry: (entry[2][0] is None, entry[2][0] or "", entry[2][1] or ""))
    return found


def _laid_out(of_day: list[Ordered], scale: tuple[float, float] | None) -> Iterable[TableRow]:
    for row, depth, _ in of_day:
        yield TableRow(
            row=row,
            depth=depth,
            strip=strip_of(row.figure.low, row.figure.high, scale),
            part_of_another=bool(row.figure.part_of) and depth == 0,
        )


def _once(rows: Sequence[TableRow]) -> list[TableRow]:
    """Make one row of those in which one claimant gives one figure, in several articles; wholes and parts stay."""
    found: list[TableRow] = []
    place: dict[object, int] = {}
    articles: defaultdict[object, set[str]] = defaultdict(set)
    for entry in rows:
        figure, said = entry.row.figure, entry.row.statement
        key: object = (figure.low, figure.high, figure.bound, figure.unit, figure.thing, entry.depth)
        key = (key, said and (said.source.name or said.source.text), said and said.relay and said.relay.name)
        if entry.depth or entry.part_of_another or key not in place:
            place.setdefault(key, len(found))
            articles[key].add(entry.row.article_id)
            found.append(entry)
        elif entry.row.article_id not in articles[key]:
            articles[key].add(entry.row.article_id)
            found[place[key]] = found[place[key]]._replace(also=found[place[key]].also + 1)
    return found


def strip_of(low: float | None, high: float | None, scale: tuple[float, float] | None) -> Strip | None:
    """Lay a figure on a scale; an end that is not given reaches to the scale's own."""
    if scale is None or (low is None and high is None):
        return None
    least, most = scale
    start = least if low is None else low
    end = most if high is None else high
    start, end = min(start, end), max(start, end)
    percent = 100 / (most - least)
    return Strip(
        start=round((start - least) * percent, 2),
        width=round((end - start) * percent, 2),
        is_open_below=low is None,
        is_open_above=high is None,
    )
