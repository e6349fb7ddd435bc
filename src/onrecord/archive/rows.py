"""What the index tables hold of an article and its reading. The store writes these rows; verify makes them again."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from onrecord.archive.words import fold
from onrecord.records import Article, Reading, Silence, Span, Statement, quote, tidy, to_json

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
