"""The sentence a record stands in, with the record marked, for lists over many articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.archive.interface import Archive
from onrecord.records import Span

REACH = 180
"""Characters shown before and after a record at most."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|St|No|vs|[A-Z]\.[A-Z]))\.$")

Snippet = tuple[tuple[str, bool], ...]
"""Pieces of text in order; True where a piece is the record's own characters."""


def around(text: str, spans: Sequence[Span]) -> Snippet:
    """Give the sentence that holds the first of `spans`, cut with "…" where it is long; the spans in it are marked."""
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    if not inside:
        return ()
    first = inside[0]
    least, most = max(0, first.start - REACH), min(len(text), first.end + REACH)
    start, is_cut = _start(text, least, first.start)
    end, is_cut_short = _end(text, first.end, most)
    pieces: list[tuple[str, bool]] = [("… ", False)] if is_cut else []
    at = start
    for span in inside:
        if at <= span.start and span.end <= end:
            pieces += [(text[at : span.start], False), (span.of(text), True)]
            at = span.end
    pieces.append((text[at:end], False))
    if is_cut_short:
        pieces.append((" …", False))
    return tuple((piece, is_marked) for piece, is_marked in pieces if piece)


def _start(text: str, least: int, position: int) -> tuple[int, bool]:
    """Give where the sentence begins, and whether it is cut there."""
    line = text.rfind("\n", least, position) + 1
    found = line or least
    for end in _SENTENCE_END.finditer(text, found, position):
        if not _ABBREVIATION.search(text, max(found, end.start() - 5), end.start() + 1):
            found = end.end()
    if found > least or least == 0 or text[least - 1] == "\n":
        return found, False
    space = text.find(" ", least, position)
    return (space + 1 if space >= 0 else least), True


def _end(text: str, position: int, most: int) -> tuple[int, bool]:
    """Give where the sentence ends, and whether it is cut there."""
    line = text.find("\n", position, most)
    until = most if line < 0 else line
    for end in _SENTENCE_END.finditer(text, position, min(len(text), until + 2)):
        if not _ABBREVIATION.search(text, max(0, end.start() - 5), end.start() + 1):
            return min(until, end.start() + len(end.group().rstrip())), False
    if until < most or most == len(text) or text[most] == "\n":
        return until, False
    space = text.rfind(" ", position, most)
    return (space if space > position else most), True


class Texts:
    """The texts of the articles that one page quotes, each read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept: dict[str, str] = {}

    def around(self, article_id: str, spans: Sequence[Span]) -> Snippet:
        """Give the sentence in an article that holds these characters."""
        if article_id not in self._kept:
            article = self._archive.article(article_id)
            self._kept[article_id] = article.text if article else ""
        return around(self._kept[article_id], spans)
