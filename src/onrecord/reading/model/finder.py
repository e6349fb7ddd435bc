"""The trained model behind the seam: ranges of word pieces become spans of the article."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from onrecord.reading.analysis import Analysis
from onrecord.reading.found import Found, Look, Name
from onrecord.reading.model.beside import beside
from onrecord.reading.model.decode import Decoded, decode, names
from onrecord.reading.model.network import Network, describe
from onrecord.reading.model.pieces import Pieces, windows
from onrecord.reading.quotations import Quotation, quotations_of_blocks
from onrecord.reading.spans import RuleFinder
from onrecord.records import Span, Spans

WEIGHTS = Path(__file__).parent / "weights"
"""One folder a model."""

_UNREAD = {"credit", "byline"}
"""Kinds of blocks that hold no statement."""
_LOOSE = " \t\n\u00a0,;:-–—"
_CLOSERS = ".!?…"
_JOINTS = "-‑’'"


@functools.cache
def network(name: str) -> Network:
    """Load a model once a process."""
    return Network(WEIGHTS / name)


class ModelFinder:
    """Finds attributions, and names, with a trained network."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rules = RuleFinder()
        self.made_by = f"{describe(WEIGHTS / name).version} {self.rules.made_by}"

    def look(self, text: str, blocks: Sequence[tuple[str, Span]]) -> Look:
        """Run the network over the blocks that can hold a statement."""
        return look(text, [span for kind, span in blocks if kind not in _UNREAD], network(self.name))

    def find(self, analysis: Analysis) -> list[Found]:
        """Give the attributions of the article, in text order: the network's, settled with the surer rules' beside."""
        return beside(analysis.text, analysis.look.found, self.rules.find(analysis))


def look(text: str, blocks: list[Span], net: Network) -> Look:
    """Find the names and attributions in the blocks of a text."""
    pieces = net.pieces(text, blocks)
    ranges = windows(pieces)
    answers = net.answers(pieces, ranges)
    quoted = [q for block in quotations_of_blocks(text, blocks) for q in block]
    said = decode(pieces, ranges, answers, net.scorer, net.description.settings)
    found = (_found(text, pieces, one, quoted, net.description.version) for one in said)
    called = (
        Name(Span(int(pieces.starts[first]), int(pieces.ends[last - 1])), kind)
        for first, last, kind in names(pieces, ranges, answers)
    )
    return Look(tuple(called), tuple(one for one in found if one is not None))


def _found(text: str, pieces: Pieces, one: Decoded, quoted: list[Quotation], version: str) -> Found | None:
    cue = _spans(text, pieces, [one.cue])
    source = _spans(text, pieces, one.source)
    content = _whole_quotations(text, _spans(text, pieces, one.content), (*cue, *source), quoted)
    if not content or not cue:
        return None
    return Found(source, cue, content, version, round(one.confidence, 4))


def _inside_word(text: str, at: int) -> bool:
    """Tell whether a place is inside a word: between two letters, or at the hyphen or apostrophe of "al-Dawudi"."""
    before, after = text[at - 1], text[at]
    if before.isalnum():
        return after.isalnum() or (after in _JOINTS and text[at + 1 : at + 2].isalnum())
    return before in _JOINTS and after.isalnum() and at > 1 and text[at - 2].isalnum()


def _spans(text: str, pieces: Pieces, ranges: list[tuple[int, int]]) -> Spans:
    """Give ranges of pieces as spans of whole words, without blanks and marks at their edges."""
    found = []
    for first, last in ranges:
        start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
        while start > 0 and _inside_word(text, start):
            start -= 1
        while end < len(text) and _inside_word(text, end):
            end += 1
        if end - start > 1:
            while start < end and text[start] in _LOOSE:
                start += 1
            while start < end and text[end - 1] in _LOOSE:
                end -= 1
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def _whole_quotations(text: str, content: Spans, others: Spans, quoted: list[Quotation]) -> Spans:
    """Snap content to the quotation marks it nearly reaches, and leave a sentence's last stop outside."""
    found = []
    for span in content:
        start, end = span.start, span.end
        for q in quoted:
            if q.span.end <= start or q.span.start >= end:
                continue
            shared = min(end, q.inner.end) - max(start, q.inner.start)
            clear = not any(q.span.overlaps(other) for other in others)
            if clear and shared >= 0.6 * (q.inner.end - q.inner.start):
                start, end = min(start, q.span.start), max(end, q.span.end)
        inside = any(q.span.start < end <= q.span.end for q in quoted)
        while end > start + 1 and not inside and text[end - 1] in _CLOSERS:
            end -= 1
        found.append(Span(start, end))
    merged: list[Span] = []
    for span in sorted(found):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
