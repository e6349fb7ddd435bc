"""Cut a text into the pieces a page shows, where marks overlap, nest and have holes.

A character may be content of one statement and source of another. So a text is cut at every boundary of every mark,
and each piece knows all the marks that lie over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.records import Span


class Mark(NamedTuple):
    """One stretch with a meaning: `role` is what it is, `of` the record it belongs to ("" for none)."""

    span: Span
    role: str
    of: str = ""


class Piece(NamedTuple):
    """Characters `[start, start + len(text))` that lie under the same marks."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def end(self) -> int:
        """The code point after the last one."""
        return self.start + len(self.text)

    @property
    def classes(self) -> str:
        """The roles as CSS classes; `source-start` and `source-end` where the box of a mark opens and closes."""
        names = dict.fromkeys(mark.role for mark in self.marks)
        for mark in self.marks:
            if mark.span.start == self.start:
                names[f"{mark.role}-start"] = None
            if mark.span.end == self.end:
                names[f"{mark.role}-end"] = None
        return " ".join(names)

    @property
    def of(self) -> str:
        """The records the piece belongs to, parted by spaces, the narrowest first."""
        return " ".join(dict.fromkeys(mark.of for mark in self.marks if mark.of))


class Block(NamedTuple):
    """A line of the text that is not blank."""

    span: Span
    after_gap: bool
    """True where a blank line, or the start of the text, stands before it."""


_LINE = re.compile(r"[^\n]+")


def blocks(text: str) -> list[Block]:
    """Cut a text into its lines that are not blank."""
    found: list[Block] = []
    last = 0
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        gap = text[last : line.start()].count("\n") != 1
        found.append(Block(Span(line.start(), line.end()), gap or not found))
        last = line.end()
    return found


def cut(text: str, marks: Iterable[Mark], within: Span, *, also_at: Iterable[int] = ()) -> list[Piece]:
    """Cut `text[within]` at every boundary of `marks`, and at the positions `also_at`.

    Together the pieces give every character once, in order.
    """
    over = [mark for mark in marks if mark.span.overlaps(within)]
    edges = {within.start, within.end}
    for position in (*also_at, *(edge for mark in over for edge in (mark.span.start, mark.span.end))):
        if within.start < position < within.end:
            edges.add(position)
    over.sort(key=lambda mark: (mark.span.start, mark.span.end))
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    upcoming = 0
    for start, end in pairwise(sorted(edges)):
        while upcoming < len(over) and over[upcoming].span.start <= start:
            open_marks.append(over[upcoming])
            upcoming += 1
        open_marks = [mark for mark in open_marks if mark.span.end > start]
        narrowest_first = sorted(open_marks, key=lambda mark: (len(mark.span), mark.span, mark.role, mark.of))
        pieces.append(Piece(start, text[start:end], tuple(narrowest_first)))
    return pieces


def covers(spans: Sequence[Span], block: Span) -> bool:
    """Tell whether one of `spans` holds more than half of `block`: a caption may end before its credit does."""
    shared = (min(span.end, block.end) - max(span.start, block.start) for span in spans)
    return any(2 * length > len(block) for length in shared)
