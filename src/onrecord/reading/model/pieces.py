"""An article as the encoder takes it: word pieces with offsets, their features, and windows of whole sentences.

Training and reading share this file: what the model sees when it reads is what it saw when it learnt.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.analysis import in_capitals
from onrecord.reading.quotations import quotations_of_blocks
from onrecord.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Numbers = NDArray[np.int64]

CLS, SEP, MASK = 101, 102, 103
BREAK = 1
"""The piece that stands for a paragraph break ([unused0] of the vocabulary)."""

WINDOW = 318
"""Pieces a window, without the two that frame it."""
OVERLAP = 36
"""Pieces that neighbouring windows share, at least."""

FEATURES = 12
"""Letter case (lower, capital, all capitals, none) for each of: outside quotation marks, inside, on a mark."""

NAMES = tuple(
    "PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL".split()
)
"""The kinds of names (OntoNotes 5); begin and inside of each follow 0, no name."""

_SHORTENED = "".join(
    rf"(?<!\b{word}\.)"
    for word in "Mr Ms Mrs Dr Prof Gen Col Maj Capt Lt Sgt Sen Rep Gov Rev Hon St Jan Feb Mar Apr Jun Jul Aug Sep Sept "
    "Oct Nov Dec No vs".split()
)
"""A stop behind one of these ends no sentence, nor behind a single capital."""
_SENTENCE_END = re.compile(rf"(?<=[.!?]){_SHORTENED}(?<!\b[A-Z]\.)[\"”’)\]]*\s+(?=[\"“‘(]?[A-Z0-9])")
_STEPS = np.array([0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192])
DISTANCES = 2 * len(_STEPS) + 1
"""Buckets of the signed distance between two pieces."""
PLACES = 15
"""Buckets of how two pieces stand to each other: by sentence (-2 … 2) and by paragraph (before, same, after)."""


class Pieces(NamedTuple):
    """The word pieces of one article, in order; all arrays have one row a piece."""

    ids: Numbers
    starts: Numbers
    """Where a piece begins in the article's text; a break begins and ends where its paragraph begins."""
    ends: Numbers
    features: Numbers
    sentences: Numbers
    """The number of the sentence, counted through the article."""
    blocks: Numbers
    """The number of the block, counted through the article."""

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of pieces that share a character with [start, end)."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        while first < last and self.ids[first] == BREAK:
            first += 1
        return first, max(first, last)


def cut(text: str, blocks: list[Span], tokenizer: Tokenizer) -> Pieces:
    """Cut an article into pieces. `blocks` are its paragraphs in order; nothing between them is seen."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    features: list[int] = []
    sentences: list[int] = []
    numbers: list[int] = []
    quoted = quotations_of_blocks(text, blocks)
    sentence = 0
    encoded = tokenizer.encode_batch([block.of(text) for block in blocks], add_special_tokens=False)
    for number, (block, pieces, quotations) in enumerate(zip(blocks, encoded, quoted, strict=True)):
        shouted = in_capitals(block.of(text))
        if ids:
            ids.append(BREAK)
            starts.append(block.start)
            ends.append(block.start)
            features.append(3)
            sentences.append(sentence)
            numbers.append(number)
        bounds = [m.end() for m in _SENTENCE_END.finditer(text, block.start, block.end)]
        bounds.append(block.end + 1)
        inside = [(q.span.start, q.inner.start, q.inner.end, q.span.end) for q in quotations]
        at = 0
        for piece, (low, high) in zip(pieces.ids, pieces.offsets, strict=True):
            if high <= low:
                continue
            start, end = block.start + low, block.start + high
            while start >= bounds[0]:
                bounds.pop(0)
                sentence += 1
            while at < len(inside) and inside[at][3] <= start:
                at += 1
            mark = 0
            if at < len(inside) and inside[at][0] <= start:
                mark = 1 if inside[at][1] <= start < inside[at][2] else 2
            ids.append(piece)
            starts.append(start)
            ends.append(end)
            features.append((0 if shouted else _case(text[start:end])) + 4 * mark)
            sentences.append(sentence)
            numbers.append(number)
        sentence += 1
    return Pieces(*(np.array(x, dtype=np.int64) for x in (ids, starts, ends, features, sentences, numbers)))


def _case(word: str) -> int:
    if len(word) > 1 and word.isupper():
        return 2
    if word[:1].isupper():
        return 1
    return 0 if word[:1].islower() else 3


def windows(
    pieces: Pieces, size: int = WINDOW, overlap: int = OVERLAP, first: int | None = None
) -> list[tuple[int, int]]:
    """Cut the pieces into half-open ranges of at most `size`, whole sentences where they fit, sharing `overlap`.

    `first` shortens the first window; training uses it to cut differently in every round.
    """
    length = len(pieces)
    if not length:
        return []
    bounds = [0, *(np.flatnonzero(np.diff(pieces.sentences)) + 1).tolist(), length]
    found = []
    start, limit = 0, first or size
    while True:
        end = bounds[bisect_right(bounds, start + limit) - 1]
        if end <= start:
            end = min(length, start + limit)  # one sentence longer than the window
        found.append((start, end))
        limit = size
        if end >= length:
            return found
        back = bounds[bisect_right(bounds, end - overlap) - 1] if overlap else end
        start = back if start < back < end else max(start + 1, end - overlap)


def relations(pieces: Pieces, cues: Numbers, start: int, end: int) -> tuple[Numbers, Numbers]:
    """How the pieces of [start, end) stand to each of `cues` (indices of pieces): two (cues, end - start) arrays.

    The first holds the bucket of the signed distance (below `DISTANCES`), the second that of sentence and paragraph
    (below `PLACES`).
    """
    at = np.arange(start, end)[None, :]
    away = at - cues[:, None]
    steps = np.searchsorted(_STEPS, np.abs(away), side="right") - 1
    distance = np.where(away < 0, len(_STEPS) - steps, len(_STEPS) + steps)
    sentence = np.clip(pieces.sentences[start:end][None, :] - pieces.sentences[cues][:, None], -2, 2) + 2
    block = np.clip(pieces.blocks[start:end][None, :] - pieces.blocks[cues][:, None], -1, 1) + 1
    return distance, sentence * 3 + block


def framed(pieces: Pieces, start: int, end: int) -> tuple[Numbers, Numbers]:
    """The ids and features of a window between [CLS] and [SEP], each of length end - start + 2."""
    ids = np.concatenate([[CLS], pieces.ids[start:end], [SEP]])
    features = np.concatenate([[3], pieces.features[start:end], [3]])
    return ids, features
