"""The ledger of one article: its places, dates and figures as the page lists them, and as its text marks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from onrecord.desk import ledger_words as words
from onrecord.desk.segments import Mark
from onrecord.records import Date, Figure, Place, Reading, Run, Span, Statement, capture_spans, tidy

MARKED_IN_CAPTURE = 60
"""Stretches that one link into a capture marks; an address has to stay one."""


class LayerMark(NamedTuple):
    """A sign in the text that a place, a date or a figure begins here."""

    id: str
    """The anchor: `#p1`."""
    layer: str
    """`place`, `date` or `figure`."""
    says: str
    """What the record says, in lines."""


class PlaceEntry(NamedTuple):
    """One place of the article with all its mentions."""

    place: Place
    mentions: tuple[Place, ...]
    confidences: tuple[float, ...]
    """The lowest and the highest; one where they are the same."""
    rules: tuple[str, ...]
    in_capture: str

    @property
    def of(self) -> str:
        """The ids of all mentions."""
        return " ".join(place.id for place in self.mentions)


class DateEntry(NamedTuple):
    """A date of the article."""

    date: Date
    in_capture: str


class FigureEntry(NamedTuple):
    """A figure of the article with its parts."""

    figure: Figure
    place: Place | None
    date: Date | None
    statement: Statement | None
    parts: tuple[FigureEntry, ...]
    in_capture: str


class ArticleLedger(NamedTuple):
    """The places, dates and figures of an article."""

    places: tuple[PlaceEntry, ...]
    dates: tuple[DateEntry, ...]
    figures: tuple[FigureEntry, ...]
    mentions: int
    """How often a place is mentioned."""
    amounts: int
    """How many figures there are, parts and all."""
    in_text: Container[str]
    """The ids whose sign stands in the text that is shown."""

    def __bool__(self) -> bool:
        return bool(self.places or self.dates or self.figures)


def layer_marks(reading: Reading) -> Iterator[Mark]:
    """Give the stretches of the text that are places, dates or figures."""
    for place in reading.places:
        yield from (Mark(span, "place", place.id) for span in place.spans)
    for date in reading.dates:
        yield from (Mark(span, "date", date.id) for span in date.spans)
    for figure in reading.figures:
        yield from (Mark(span, "figure", figure.id) for span in figure.spans)
        yield from (Mark(span, "counted", figure.id) for span in figure.counted_spans)


def layer_signs(reading: Reading) -> Iterator[tuple[int, LayerMark]]:
    """Give the signs that stand in the text, each with its position."""
    places = {place.id: place for place in reading.places}
    dates = {date.id: date for date in reading.dates}
    figures = {figure.id: figure for figure in reading.figures}
    statements = {statement.id: statement for statement in reading.statements}
    for place in reading.places:
        if place.spans:
            yield place.spans[0].start, LayerMark(place.id, "place", words.place_line(place))
    for date in reading.dates:
        if date.spans:
            yield date.spans[0].start, LayerMark(date.id, "date", words.date_line(date))
    for figure in reading.figures:
        if figure.spans:
            line = words.figure_line(
                figure,
                places.get(figure.place or ""),
                dates.get(figure.date or ""),
                claimant(statements.get(figure.statement or "")),
                figures.get(figure.part_of or ""),
            )
            yield figure.spans[0].start, LayerMark(figure.id, "figure", line)


def claimant(statement: Statement | None) -> str:
    """Say who claims something."""
    if statement is None:
        return "the outlet, in its own voice"
    name = statement.source.name or statement.source.text or "a source the text does not name"
    return f"{name}, via {statement.relay.name}" if statement.relay else name


def ledger_of(reading: Reading, in_text: Container[str]) -> ArticleLedger:
    """List an article's places, dates and figures; `in_text` are those whose sign stands in the text shown."""
    runs = reading.article.offset_map
    return ArticleLedger(
        places=tuple(_places(reading)),
        dates=tuple(DateEntry(date, capture_query(runs, date.spans)) for date in reading.dates),
        figures=_figures(reading),
        mentions=len(reading.places),
        amounts=len(reading.figures),
        in_text=in_text,
    )


def capture_query(offset_map: tuple[Run, ...], spans: tuple[Span, ...]) -> str:
    """Give the query of the capture page that marks where `spans` of the article stand: `from=10&to=20`, repeated."""
    found = tidy(piece for span in spans for piece in capture_spans(offset_map, span))
    return urlencode([pair for span in found for pair in (("from", span.start), ("to", span.end))])


def _places(reading: Reading) -> Iterator[PlaceEntry]:
    """Give the places in the order of their first mentions; what is unknown is one place for each way to write it."""
    groups: defaultdict[object, list[Place]] = defaultdict(list)
    for place in reading.places:
        where = (place.name, place.country, place.precision, place.lat, place.lon)
        groups[(*where, None if place.name else place.text)].append(place)
    for mentions in groups.values():
        spans = islice((span for place in mentions for span in place.spans), MARKED_IN_CAPTURE)
        sure = sorted({place.confidence for place in mentions})
        yield PlaceEntry(
            place=mentions[0],
            mentions=tuple(mentions),
            confidences=(sure[0], sure[-1]) if len(sure) > 1 else tuple(sure),
            rules=tuple(dict.fromkeys(place.made_by for place in mentions if place.made_by)),
            in_capture=capture_query(reading.article.offset_map, tuple(spans)),
        )


def _figures(reading: Reading) -> tuple[FigureEntry, ...]:
    """Give the figures in the order of the text, each part under its whole; none is left out, whatever they say."""
    places = {place.id: place for place in reading.places}
    dates = {date.id: date for date in reading.dates}
    statements = {statement.id: statement for statement in reading.statements}
    known = {figure.id for figure in reading.figures}
    parts: defaultdict[str, list[Figure]] = defaultdict(list)
    tops: list[Figure] = []
    for figure in reading.figures:
        if figure.part_of in known and figure.part_of != figure.id:
            parts[figure.part_of].append(figure)
        else:
            tops.append(figure)
    shown: set[str] = set()

    def entry(figure: Figure, depth: int) -> FigureEntry:
        shown.add(figure.id)
        below = [part for part in parts[figure.id] if depth < 8 and part.id not in shown]
        return FigureEntry(
            figure=figure,
            place=places.get(figure.place or ""),
            date=dates.get(figure.date or ""),
            statement=statements.get(figure.statement or ""),
            parts=tuple(entry(part, depth + 1) for part in below),
            in_capture=capture_query(reading.article.offset_map, figure.spans),
        )

    listed = [entry(figure, 0) for figure in tops]
    # Figures that are parts of each other in a ring have no top: they stand on their own.
    listed += [entry(figure, 8) for figure in reading.figures if figure.id not in shown]
    return tuple(listed)
