"""What the index tables hold of an article and its reading. The store writes these rows; verify makes them again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeAlias

from onrecord.archive.words import fold
from onrecord.records import (
    BEFALLING,
    Article,
    Date,
    Figure,
    Place,
    Reading,
    Silence,
    Span,
    Statement,
    days_of,
    quote,
    tidy,
    to_json,
)

Row: TypeAlias = tuple[str | int | float | bytes | None, ...]

ARTICLES_OF_A_CAPTURE = 1 << 24
"""Article numbers are the capture's number times this, plus the place on the page."""

CAPTURE_COLUMNS = (
    "number, sha256, uri, media_type, encoding, declared_encoding, encoding_basis, fetched_at, modified_at, size, "
    "made_by, articles"
)
ARTICLE_COLUMNS = (
    "id, title, text, outlet, outlet_folded, byline, published, language, words, statements, sources, silences"
)
SOURCE_COLUMNS = "position, id, name, folded, kind, status, role, affiliation, statements, silences"
STATEMENT_COLUMNS = "position, id, source, source_folded, status, form, stance, relay_folded, confidence, text, json"
SILENCE_COLUMNS = "position, source_folded, status, text, json"
_LEDGER_COLUMNS = "position, id, statement, source_folded, status, form, stance, relay_folded, confidence, folded, json"
PLACE_COLUMNS = f"{_LEDGER_COLUMNS}, name_folded, country, precision, lat, lon"
DATE_COLUMNS = f"{_LEDGER_COLUMNS}, kind, edtf, first, last"
FIGURE_COLUMNS = f"{_LEDGER_COLUMNS}, kind, thing, unit, low, high, place, place_folded, place_country, first, last"


def article_row(article: Article, reading: Reading | None) -> Row:
    """Give the columns of an article that lists and search need."""
    return (
        article.id,
        article.title,
        article.text,
        article.outlet,
        fold(article.outlet or ""),
        article.byline,
        article.published,
        article.language,
        len(article.text.split()),
        len(reading.statements) if reading else 0,
        len(reading.sources) if reading else 0,
        len(reading.silences) if reading else 0,
    )


def source_rows(reading: Reading) -> list[Row]:
    """Give one row for each source, with how often it speaks and is silent."""
    speaks = Counter(statement.source.id for statement in reading.statements)
    silent = Counter(silence.source_id for silence in reading.silences)
    return [
        (
            position,
            source.id,
            source.name,
            fold(source.name),
            source.kind,
            source.status,
            source.role,
            source.affiliation,
            speaks[source.id],
            silent[source.id],
        )
        for position, source in enumerate(reading.sources)
    ]


def statement_rows(reading: Reading) -> list[Row]:
    """Give one row for each statement."""
    return [
        (
            position,
            statement.id,
            statement.source.id,
            fold(statement.source.name or statement.source.text),
            statement.source.status,
            statement.form,
            statement.stance,
            fold(statement.relay.name) if statement.relay else "",
            float(statement.confidence),
            words_of(statement, reading.article.text),
            to_json(statement).decode(),
        )
        for position, statement in enumerate(reading.statements)
    ]


def silence_rows(reading: Reading) -> list[Row]:
    """Give one row for each silence."""
    status_of = {source.id: source.status for source in reading.sources}
    return [
        (
            position,
            fold(silence.source or ""),
            status_of.get(silence.source_id or ""),
            words_of(silence, reading.article.text),
            to_json(silence).decode(),
        )
        for position, silence in enumerate(reading.silences)
    ]


def _ledger_rows(records: Sequence[Place | Date | Figure], reading: Reading, said: list[str]) -> list[Row]:
    """Give the columns that every ledger has: the record, and the statement that claims it; `said` are its words."""
    statements = {statement.id: statement for statement in reading.statements}
    rows: list[Row] = []
    for position, (record, words) in enumerate(zip(records, said, strict=True)):
        claim = statements.get(record.statement or "")
        rows.append(
            (
                position,
                record.id,
                record.statement,
                fold(claim.source.name or claim.source.text) if claim else "",
                claim.source.status if claim else None,
                claim.form if claim else None,
                claim.stance if claim else None,
                fold(claim.relay.name) if claim and claim.relay else "",
                float(record.confidence),
                fold(words),
                to_json(record).decode(),
            )
        )
    return rows


def place_rows(reading: Reading) -> list[Row]:
    """Give one row for each place."""
    said = [f"{place.text} {place.name or ''}" for place in reading.places]
    return [
        (
            *row,
            fold(place.name or place.text),
            place.country,
            place.precision,
            _real(place.lat),
            _real(place.lon),
        )
        for row, place in zip(_ledger_rows(reading.places, reading, said), reading.places, strict=True)
    ]


def date_rows(reading: Reading) -> list[Row]:
    """Give one row for each date, with its first and last day."""
    said = [date.text for date in reading.dates]
    return [
        (*row, date.kind, date.edtf, *days_of(date.edtf))
        for row, date in zip(_ledger_rows(reading.dates, reading, said), reading.dates, strict=True)
    ]


def figure_rows(reading: Reading) -> list[Row]:
    """Give one row for each figure, with its place and its days: those of its own, else of its article."""
    said = [f"{figure.text} {figure.counted or ''} {figure.thing or ''}" for figure in reading.figures]
    places = {place.id: place for place in reading.places}
    dates = {date.id: date.edtf for date in reading.dates}
    of_article = reading.anchor.edtf if reading.anchor else reading.article.published
    rows: list[Row] = []
    for row, figure in zip(_ledger_rows(reading.figures, reading, said), reading.figures, strict=True):
        place = places.get(figure.place or "")
        if place is None and reading.setting is not None and figure.kind in BEFALLING:
            place = places.get(reading.setting.place)
        days = days_of(dates.get(figure.date or ""))
        name = (place.name or place.text) if place else None
        rows.append(
            (
                *row,
                figure.kind,
                fold(figure.thing or figure.head or ""),
                figure.unit,
                _real(figure.low),
                # "Hundreds" may be up to 999: that is how the word is read, and no number anybody gave.
                None if figure.basis == "vague" else _real(figure.high),
                name,
                fold(name or ""),
                place.country if place else None,
                *(days if days != (None, None) else days_of(of_article)),
            )
        )
    return rows


def _real(number: float | None) -> float | None:
    return None if number is None else float(number)


INDEX_ROWS: tuple[tuple[str, str, Callable[[Reading], list[Row]]], ...] = (
    ("sources", SOURCE_COLUMNS, source_rows),
    ("statements", STATEMENT_COLUMNS, statement_rows),
    ("silences", SILENCE_COLUMNS, silence_rows),
    ("places", PLACE_COLUMNS, place_rows),
    ("dates", DATE_COLUMNS, date_rows),
    ("figures", FIGURE_COLUMNS, figure_rows),
)
"""Every table whose rows repeat what a reading says: its columns, and what gives them."""


def words_of(record: Statement | Silence, text: str) -> str:
    """Give the characters of a record, in the order of the text; stretches parted by words become ` … `."""
    if isinstance(record, Silence):
        spans = [*record.spans, *record.source_spans]
    else:
        relay = record.relay.spans if record.relay else ()
        spans = [*record.source.spans, *record.cue.spans, *record.content.spans, *relay]
    joined: list[Span] = []
    for span in tidy(spans):
        if joined and not any(char.isalnum() for char in text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return quote(text, joined)
