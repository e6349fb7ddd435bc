"""What the capture page shows: the page's source as captured, and what became of each stretch of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.desk.segments import Mark, Piece, cut
from onrecord.records import Article, Furniture, Span

WINDOW = 100_000
"""Characters of a capture on one page; the page says which ones it shows and links to those before and after."""
LEAD = 2_000
"""Characters shown before a stretch that was asked for, when the capture is longer than a window."""


class CaptureView(NamedTuple):
    """A window on a capture."""

    pieces: tuple[Piece, ...]
    window: Span
    length: int
    """Characters of the whole decoded capture."""
    before: int | None
    """Where the window before starts; None at the beginning."""
    after: int | None
    """Where the window after starts; None at the end."""


def look_at(
    text: str,
    articles: Sequence[Article],
    furniture: Iterable[Furniture],
    *,
    asked: Sequence[Span] = (),
    offset: int | None = None,
) -> CaptureView | None:
    """Mark in a decoded capture what each article took, what was set aside and what was asked for.

    `offset` is the window's first character; without it the window holds the first stretch of `asked`. None where
    the capture is empty or the window would start behind its end.
    """
    if offset is None:
        first = min((span.start for span in asked), default=0)
        offset = max(0, first - LEAD) if len(text) > WINDOW else 0
    if not 0 <= offset < len(text):
        return None
    window = Span(offset, min(len(text), offset + WINDOW))
    marks = [Mark(span, "asked", "asked") for span in asked]
    for number, article in enumerate(articles, start=1):
        marks += [Mark(span, "taken", f"article-{number}") for span in _taken(article, text)]
    marks += [Mark(piece.capture, "aside", f"aside-{piece.kind}") for piece in furniture]
    return CaptureView(
        pieces=tuple(cut(text, marks, window)),
        window=window,
        length=len(text),
        before=max(0, offset - WINDOW) if offset else None,
        after=window.end if window.end < len(text) else None,
    )


def _taken(article: Article, text: str) -> list[Span]:
    """Give where an article stands in the capture; stretches parted by white space alone are shown as one."""
    found: list[Span] = []
    for run in article.offset_map:
        start, end = run.capture_start, run.capture_start + run.capture_length
        if found and start >= found[-1].end and not text[found[-1].end : start].strip():
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found
