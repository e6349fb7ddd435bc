"""What the article page shows, made from one reading: rows of text with the records that belong beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.desk import wording
from onrecord.desk.article_ledger import ArticleLedger, LayerMark, capture_query, layer_marks, layer_signs, ledger_of
from onrecord.desk.segments import Mark, Piece, blocks, covers, cut
from onrecord.records import Article, Reading, Silence, Source, Span, Statement, tidy

LONGEST = 400_000
"""Characters of one article that a page shows; beyond it the page says so and points at the JSON."""


class StatementCard(NamedTuple):
    """A statement as the margin lists it."""

    statement: Statement
    number: str
    source: Source | None
    again: bool
    """True where a card above speaks of the same source already: what is long is cut short here."""
    words: str | None
    """The source's words in the text ("he"), where the speaker's name does not stand in them."""
    capacities: tuple[str, ...]
    """Role and affiliation, as far as the name, or the role, does not say them already."""
    in_capture: str
    """Query of the capture page that marks the statement's characters; "" where it stands nowhere."""

    @property
    def id(self) -> str:
        """The anchor: `#s3`."""
        return self.statement.id


class SilenceCard(NamedTuple):
    """A silence as the margin lists it."""

    silence: Silence
    id: str
    number: str
    in_capture: str


class Row(NamedTuple):
    """A block of text and what stands beside it."""

    kind: str
    """`headline`, `heading`, `caption`, `credit`, `byline`, `teaser` or `paragraph`."""
    after_gap: bool
    pieces: tuple[Piece, ...]
    cards: tuple[StatementCard | SilenceCard, ...]


class ArticleView(NamedTuple):
    """An article, laid out."""

    headline: Row | None
    """The headline where it stands in the text: it is the page's own heading then."""
    rows: tuple[Row, ...]
    starts: dict[int, tuple[StatementCard | SilenceCard | LayerMark, ...]]
    """Position in the text to the records whose number or sign is printed there."""
    shown: int
    """Characters shown; fewer than the article's where it was cut."""
    ledger: ArticleLedger
    asked_at: int | None = None
    """Where the characters begin that were asked for."""


def lay_out(reading: Reading, asked: Sequence[Span] = ()) -> ArticleView:
    """Lay an article out: every character of its text that is shown stands in one row, every record beside one.

    The characters `asked` for are marked.
    """
    text = reading.article.text[:LONGEST]
    lines = blocks(text)
    first = [line.span.start for line in lines]

    # What lies on each line is gathered once, so that a long article costs no more per line than a short one.
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    asked_marks = [Mark(span, "asked") for span in asked]
    for mark in (*_marks(reading), *asked_marks):
        index = max(0, bisect_right(first, mark.span.start) - 1)
        while index < len(lines) and first[index] < mark.span.end:
            marks[index].append(mark)
            index += 1
    beside: defaultdict[int, list[StatementCard | SilenceCard]] = defaultdict(list)
    starts: defaultdict[int, list[StatementCard | SilenceCard | LayerMark]] = defaultdict(list)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for position, card in sorted(_cards(reading), key=lambda entry: entry[0]):
        if position < len(text):
            index = max(0, bisect_right(first, position) - 1)
            beside[index].append(card)
            starts[position].append(card)
            places[index].append(position)
    in_text: set[str] = set()
    for position, sign in sorted(layer_signs(reading), key=lambda entry: entry[0]):
        index = max(0, bisect_right(first, position) - 1)
        if lines and lines[index].span.start <= position < lines[index].span.end:
            starts[position].append(sign)
            places[index].append(position)
            in_text.add(sign.id)

    rows = [
        Row(
            kind=_kind(reading.article, line.span),
            after_gap=line.after_gap,
            pieces=tuple(cut(text, marks[index], line.span, also_at=places[index])),
            cards=tuple(beside[index]),
        )
        for index, line in enumerate(lines)
    ]
    held = (piece.start for row in rows for piece in row.pieces if any(mark.role == "asked" for mark in piece.marks))
    headline = next((row for row in rows if row.kind == "headline"), None)
    return ArticleView(
        headline=headline,
        rows=tuple(row for row in rows if row is not headline),
        starts={position: tuple(there) for position, there in starts.items()},
        shown=len(text),
        ledger=ledger_of(reading, in_text),
        asked_at=next(held, None),
    )


def number_of(statement_id: str) -> str:
    """Give the short number printed in the text: "3" for `s3`, any other id as it is."""
    return statement_id[1:] if statement_id[:1] == "s" and statement_id[1:].isdigit() else statement_id


def _cards(reading: Reading) -> Iterator[tuple[int, StatementCard | SilenceCard]]:
    """Give every record with the position in the text where its number is printed."""
    sources = {source.id: source for source in reading.sources}
    offset_map = reading.article.offset_map
    met: set[str | None] = set()
    for statement in reading.statements:
        said = statement.source
        spans = tidy((*said.spans, *statement.cue.spans, *statement.content.spans))
        name = (said.name or "").casefold()
        source = sources.get(said.id) if said.id else None
        first = (statement.content.spans or spans or (Span(0, 1),))[0]
        yield (
            first.start,
            StatementCard(
                statement=statement,
                number=number_of(statement.id),
                source=source,
                again=said.id is not None and said.id in met,
                words=said.text if name and said.text and name not in said.text.casefold() else None,
                capacities=wording.capacities(source.name, (source.role, source.affiliation)) if source else (),
                in_capture=capture_query(offset_map, spans),
            ),
        )
        met.add(said.id)
    for index, silence in enumerate(reading.silences, start=1):
        spans = tidy((*silence.spans, *silence.source_spans))
        first = (silence.spans or spans or (Span(0, 1),))[0]
        card = SilenceCard(silence, f"silence-{index}", f"∅{index}", capture_query(offset_map, spans))
        yield first.start, card


def _marks(reading: Reading) -> Iterator[Mark]:
    article = reading.article
    for statement in reading.statements:
        yield from (Mark(span, "content", statement.id) for span in statement.content.spans)
        if statement.parent:
            yield from (Mark(span, "nested") for span in statement.content.spans)
        yield from (Mark(span, "cue", statement.id) for span in statement.cue.spans)
        yield from (Mark(span, "source", statement.id) for span in statement.source.spans)
        if statement.relay:
            yield from (Mark(span, "relay", statement.id) for span in statement.relay.spans)
    for index, silence in enumerate(reading.silences, start=1):
        yield from (Mark(span, "silence", f"silence-{index}") for span in silence.spans)
        yield from (Mark(span, "source", f"silence-{index}") for span in silence.source_spans)
    yield from layer_marks(reading)
    yield from (Mark(span, "credit") for span in article.credits)
    yield from (Mark(span, "byline") for span in article.bylines)
    yield from (Mark(span, "dateline") for span in article.datelines)
    yield from (Mark(span, "teaser") for span in article.teasers)


def _kind(article: Article, block: Span) -> str:
    if article.headings and article.title and covers(article.headings[:1], block):
        first = article.headings[0].of(article.text)
        return "headline" if first.split() == article.title.split() else "heading"
    for kind, spans in (
        ("heading", article.headings),
        ("caption", article.captions),
        ("credit", article.credits),
        ("byline", article.bylines),
        ("teaser", article.teasers),
    ):
        if covers(spans, block):
            return kind
    return "paragraph"
