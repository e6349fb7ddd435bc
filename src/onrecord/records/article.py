"""What pages gives: one story inside a capture, its text traceable to the capture's characters."""

from __future__ import annotations

import msgspec

from onrecord.records.span import Span


class Run(msgspec.Struct, frozen=True, array_like=True):
    """A run of an article's text that stands in the decoded capture, both in code points.

    `[text_start, text_length, capture_start, capture_length]`. The lengths are equal where the characters are the
    same; `&amp;` is a run of 1 and 5. Characters of the text in no run are white space that Onrecord put there.
    """

    text_start: int
    text_length: int
    capture_start: int
    capture_length: int


class Furniture(msgspec.Struct, frozen=True):
    """A stretch of the page that belongs to no article: set aside, not lost."""

    kind: str
    """`navigation`, `teaser`, `advertisement`, `share`, `comment`, `boilerplate`, `marker`, `repeat` or `other`."""
    text: str
    capture: Span
    """Where it stands in the decoded capture."""
    made_by: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One story inside a capture. Spans count code points of `text`."""

    id: str
    title: str | None
    text: str
    language: str | None = None
    """ISO 639-1 code; None where too little text tells."""
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    """EDTF date (ISO 8601-2) of the article itself, never of the capture; None where the page does not tell."""
    updated: str | None = None
    """When the page says it was last changed, ISO 8601, as exact as it says so; None where it does not."""
    dateline: str | None = None
    """The dateline as printed ("BEIRUT (AFP)"); its place and agency are read later."""
    url: str | None = None
    """The address the page gives for itself (canonical link, OpenGraph, "saved from")."""
    basis: dict[str, str] = {}
    """Where each field above comes from: field name to `json-ld`, `opengraph`, `meta`, `time`, `byline`, `text` …"""
    offset_map: tuple[Run, ...] = ()
    headings: tuple[Span, ...] = ()
    """The headline first where it stands in the text, then sub-headings."""
    captions: tuple[Span, ...] = ()
    credits: tuple[Span, ...] = ()
    """Photo and agency credits, inside captions or on their own."""
    bylines: tuple[Span, ...] = ()
    datelines: tuple[Span, ...] = ()
    teasers: tuple[Span, ...] = ()
    """ "Read more" lines that stand inside the article's text."""

    def __repr__(self) -> str:
        return f"<Article {self.id} {self.title!r} {len(self.text)} characters>"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A capture taken apart: its articles in page order and the furniture around them."""

    capture_sha256: str
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()


def capture_spans(offset_map: tuple[Run, ...], span: Span) -> tuple[Span, ...]:
    """Give where the characters of `span` stand in the decoded capture, touching stretches merged.

    White space that Onrecord put between two blocks stands nowhere and gives nothing. A character that is a
    reference in the capture (`&amp;`) gives the whole reference.
    """
    found: list[Span] = []
    for run in offset_map:
        start = max(span.start, run.text_start)
        end = min(span.end, run.text_start + run.text_length)
        if start >= end:
            continue
        if run.text_length == run.capture_length:
            offset = run.capture_start - run.text_start
            piece = Span(start + offset, end + offset)
        else:
            piece = Span(run.capture_start, run.capture_start + run.capture_length)
        if found and found[-1].end == piece.start:
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return tuple(found)
