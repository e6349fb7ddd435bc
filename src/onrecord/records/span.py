"""Spans: half-open `[start, end)` stretches of a text, in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Half-open stretch `[start, end)` of a text, in code points. In JSON: `[start, end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or negative: give 0 <= start < end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Give the same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]
"""A possibly discontinuous stretch: sorted, disjoint, never touching where `tidy` made it."""


def tidy(spans: Iterable[Span]) -> Spans:
    """Sort spans and merge those that overlap or touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> Spans:
    """Give what is left of `spans` when every character of `holes` is taken out."""
    left = list(tidy(spans))
    for hole in holes:
        rest: list[Span] = []
        for span in left:
            if not span.overlaps(hole):
                rest.append(span)
                continue
            if span.start < hole.start:
                rest.append(Span(span.start, hole.start))
            if hole.end < span.end:
                rest.append(Span(hole.end, span.end))
        left = rest
    return tuple(left)


def trim(text: str, span: Span, strip: str = " \t\r\n\u00a0,;:") -> Span | None:
    """Take the characters of `strip` off both ends; None when nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return Span(start, end) if start < end else None


def quote(text: str, spans: Iterable[Span]) -> str:
    """Give the characters under `spans`, stretches parted by ` … `."""
    return " … ".join(span.of(text) for span in spans)
