"""Two texts beside each other: what two articles share, and what a later version says otherwise."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from onrecord.across import Version, versions
from onrecord.archive.interface import Archive
from onrecord.desk.article_page import LONGEST
from onrecord.desk.segments import Mark, Piece, blocks, cut
from onrecord.records import Article, Change, Likeness, Passage, Span

MOST_WORDS = 600
"""Words of a statement that are compared one by one; of longer ones both sides are shown whole."""
_WORD = re.compile(r"\s*\S+|\s+$")

Pieces = tuple[tuple[str, bool], ...]
"""Pieces of text in order; True where a piece stands on this side alone."""


class ChangeView(NamedTuple):
    """A change with the words marked that are on one side only."""

    change: Change
    old: Pieces
    new: Pieces


class VersionView(NamedTuple):
    """A version, and what it says otherwise than the one before."""

    version: Version
    changes: tuple[ChangeView, ...]


class SideRow(NamedTuple):
    """A line of one of two texts."""

    after_gap: bool
    pieces: tuple[Piece, ...]


class TextSide(NamedTuple):
    """One of two texts, with the passages that both have marked."""

    article: Article
    rows: tuple[SideRow, ...]
    starts: dict[int, tuple[int, ...]]
    """Position in the text to the numbers of the passages that begin there."""
    shown: int


def look_at_versions(archive: Archive, article_id: str) -> tuple[VersionView, ...]:
    """Give the versions of an article, the earliest first, with what each says otherwise."""
    return tuple(
        VersionView(
            version=version,
            changes=tuple(view_of(change) for change in (version.difference.changes if version.difference else ())),
        )
        for version in versions(archive, article_id)
    )


def view_of(change: Change) -> ChangeView:
    """Mark the words of a change that stand on one side only."""
    old = change.old.text if change.old else ""
    new = change.new.text if change.new else ""
    if change.old is None or change.new is None:
        return ChangeView(change, ((old, False),) if old else (), ((new, False),) if new else ())
    return ChangeView(change, *words_apart(old, new))


def words_apart(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Mark in two texts the words that only one of them has; together the pieces are the texts again."""
    one, other = (_WORD.findall(text) for text in (old, new))
    if max(len(one), len(other)) > MOST_WORDS:
        return ((old, True),), ((new, True),)
    matcher = SequenceMatcher(
        None, [word.strip().casefold() for word in one], [word.strip().casefold() for word in other], autojunk=False
    )
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for does, i, j, k, end in matcher.get_opcodes():
        for words, pieces in ((one[i:j], left), (other[k:end], right)):
            if words:
                text = "".join(words)
                start = len(text) - len(text.lstrip())
                if does != "equal" and start:
                    pieces.append((text[:start], False))  # the space before a word is on both sides
                    text = text[start:]
                if text:
                    pieces.append((text, does != "equal"))
    return tuple(left), tuple(right)


def sides(one: Article, other: Article, likeness: Likeness) -> tuple[TextSide, TextSide]:
    """Lay two articles beside each other; each passage has the same number on both sides."""
    return (
        _side(one, [(number, passage.here, passage.stock) for number, passage in _numbered(likeness)]),
        _side(other, [(number, passage.there, passage.stock) for number, passage in _numbered(likeness)]),
    )


def on_both(one: TextSide, other: TextSide) -> frozenset[int]:
    """Give the numbers of the passages that are shown on both sides."""
    shown = [{number for numbers in side.starts.values() for number in numbers} for side in (one, other)]
    return frozenset(shown[0] & shown[1])


def _numbered(likeness: Likeness) -> list[tuple[int, Passage]]:
    return list(enumerate(likeness.passages, start=1))


def _side(article: Article, passages: list[tuple[int, Span, bool]]) -> TextSide:
    text = article.text[:LONGEST]
    marks = sorted(
        (Mark(span, "stock" if stock else "passage", f"q{number}") for number, span, stock in passages),
        key=lambda mark: mark.span,
    )
    rows = []
    starts: dict[int, tuple[int, ...]] = {}
    met: set[str] = set()
    first = 0
    for line in blocks(text):
        while first < len(marks) and marks[first].span.end <= line.span.start:
            first += 1
        over = []
        for mark in marks[first:]:
            if mark.span.start >= line.span.end:
                break
            over.append(mark)
        pieces = tuple(cut(text, over, line.span))
        for piece in pieces:
            new = [mark.of for mark in piece.marks if mark.of not in met]
            if new:
                met.update(new)
                starts[piece.start] = tuple(sorted(int(of[1:]) for of in new))
        rows.append(SideRow(line.after_gap, pieces))
    return TextSide(article=article, rows=tuple(rows), starts=starts, shown=len(text))
