"""From what the network says of every piece to statements: which cues, whose, and what was said.

One cue is asked at a time, in the window in which it stands most nearly in the middle. The answer for each piece
(nobody's, its source's, its content's) goes through a Viterbi search with a price on every change of role, so that
spans come out whole. Statements that claim the same words are settled between them, unless one stands inside the other.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.reading.model.pieces import BREAK, NAMES, Numbers, Pieces, relations

Scores = NDArray[np.float32]

CUE_BEGINS, CUE_GOES_ON = 3, 4
NOBODY, SOURCE, CONTENT = 0, 1, 2
_NEVER = 30.0
"""Nats: more than this one cue's claim is never ahead of nobody's."""
_STRETCH = 512
"""Pieces: statements are settled with those that touch the same stretches of the article."""


class Answers(NamedTuple):
    """What the network said of one window of n pieces."""

    tags: Scores
    """(n, 7) logits: outside; begin and inside of source, cue, content."""
    piece: Scores
    """(n, width): every piece as the scorer sees it."""
    cue: Scores
    """(n, width): every piece as a cue."""
    names: Scores
    """(n, 37) logits: no name; begin and inside of each kind of name."""


class Scorer(NamedTuple):
    """The small part of the network that is computed here: roles of pieces for a cue."""

    distance: Scores
    """(DISTANCES, width)"""
    place: Scores
    """(PLACES, width)"""
    weight: Scores
    """(width, 3)"""
    bias: Scores
    """(3,)"""

    def roles(self, answers: Answers, cues: Numbers, distance: Numbers, place: Numbers) -> Scores:
        """Give (cues, n, 3) log-probabilities; `cues` are indices into the window."""
        hidden = answers.piece[None] + answers.cue[cues][:, None] + self.distance[distance] + self.place[place]
        np.maximum(hidden, 0, out=hidden)
        return log_softmax((hidden @ self.weight + self.bias).astype(np.float32))


class Settings(msgspec.Struct, frozen=True):
    """What decoding is tuned by; found on held-out articles and kept with the model."""

    cue: float = 0.25
    """A cue is asked about where the tagger sees one with this probability."""
    change: float = 0.5
    """The price of a change of role from one piece to the next, in nats."""
    trust: float = 0.6
    """How much the tagger's spans, shared out among the cues, weigh beside what the scorer says of each cue alone."""
    nobody: float = 0.0
    """Taken from the score of "nobody's": above 0, more pieces find an owner."""
    source: float = 0.15
    """A cue without a source takes the likeliest piece of its window from this probability on."""
    statement: float = 0.35
    """A statement below this confidence is dropped."""
    calibration: tuple[float, ...] = ()
    """Weights of a logistic regression over `Evidence`, the constant first; without them confidence is a product."""


class Evidence(NamedTuple):
    """What speaks for a statement; probabilities unless said otherwise."""

    cue: float
    """That the cue is one."""
    content: float
    """Of its content: the mean over the pieces, by the scorer."""
    weakest: float
    """Of its content where it is least sure: the tenth percentile."""
    tagged: float
    """Of its content by the tagger."""
    source: float
    """Of its source; a half where there is none."""
    length: float
    """The logarithm of the number of pieces of content."""

    def confidence(self, weights: tuple[float, ...]) -> float:
        """Weigh the evidence. With no weights: the cue's probability times the content's."""
        if not weights:
            return self.cue * self.content
        return float(1 / (1 + np.exp(-np.dot(weights, self.features()))))

    def features(self) -> NDArray[np.float64]:
        """A constant, the log-odds of the probabilities, the length."""
        odds = np.clip(np.array(self[:5]), 0.001, 0.999)
        return np.concatenate([[1.0], np.log(odds / (1 - odds)), [self.length]])


class Decoded(NamedTuple):
    """One statement as ranges of pieces."""

    source: list[tuple[int, int]]
    cue: tuple[int, int]
    content: list[tuple[int, int]]
    evidence: Evidence
    confidence: float
    """The probability that a person would mark it too."""


def log_softmax(x: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    x = x - x.max(-1, keepdims=True)
    return np.asarray(x - np.log(np.exp(x).sum(-1, keepdims=True)), dtype=np.float32)


def owners(length: int, windows: list[tuple[int, int]]) -> Numbers:
    """For each piece, the window in which it stands farthest from an edge that is not the article's."""
    best = np.full(length, -1, np.int64)
    owner = np.zeros(length, np.int64)
    for number, (start, end) in enumerate(windows):
        at = np.arange(start, end)
        room = np.minimum(at - start if start else length, end - 1 - at if end < length else length)
        better = room > best[start:end]
        best[start:end] = np.where(better, room, best[start:end])
        owner[start:end] = np.where(better, number, owner[start:end])
    return owner


def smooth(scores: Scores, price: float) -> Numbers:
    """The best path through (n, k) log-probabilities when each change of state costs `price`."""
    # Plain lists: for three states a step in them takes a fifth of the time that arrays would.
    rows = scores.tolist()
    states = range(scores.shape[1])
    best = rows[0]
    back: list[list[int]] = []
    for row in rows[1:]:
        highest = max(best)
        top = best.index(highest)
        least = highest - price
        back.append([state if best[state] >= least else top for state in states])
        best = [max(best[state], least) + row[state] for state in states]
    at = best.index(max(best))
    path = [at]
    for step in reversed(back):
        at = step[at]
        path.append(at)
    return np.array(path[::-1], dtype=np.int64)


def runs(which: NDArray[np.bool_], offset: int = 0) -> list[tuple[int, int]]:
    """The half-open ranges over which `which` is true, moved by `offset`."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], which, [False]]).astype(np.int8)))
    return [(int(a) + offset, int(b) + offset) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def names(pieces: Pieces, windows: list[tuple[int, int]], answers: list[Answers]) -> list[tuple[int, int, str]]:
    """Give the names of an article as (first piece, behind the last, kind)."""
    if not windows:
        return []
    logits = _merged(len(pieces), windows, [one.names for one in answers])
    best = logits.argmax(-1)
    best[pieces.ids == BREAK] = 0
    found: list[tuple[int, int, str]] = []
    for at, label in enumerate(best.tolist()):
        if not label:
            continue
        kind, inside = NAMES[(label - 1) // 2], label % 2 == 0
        glued = at > 0 and pieces.starts[at] == pieces.ends[at - 1] and bool(found) and found[-1][1] == at
        if glued or (inside and found and found[-1][1] == at and found[-1][2] == kind):
            found[-1] = (found[-1][0], at + 1, found[-1][2])
        else:
            found.append((at, at + 1, kind))
    return found


def _merged(length: int, windows: list[tuple[int, int]], arrays: list[Scores]) -> Scores:
    """One row a piece, from the window that owns it."""
    owner = owners(length, windows)
    merged = np.zeros((length, arrays[0].shape[1]), np.float32)
    for number, (start, end) in enumerate(windows):
        mine = owner[start:end] == number
        merged[start:end][mine] = arrays[number][mine]
    return merged


def decode(
    pieces: Pieces, windows: list[tuple[int, int]], answers: list[Answers], scorer: Scorer, settings: Settings
) -> list[Decoded]:
    """Give the statements of an article, in the order of their cues."""
    if not windows:
        return []
    owner = owners(len(pieces), windows)
    chances = np.exp(log_softmax(_merged(len(pieces), windows, [one.tags for one in answers])))
    tagged = np.stack([chances[:, 1] + chances[:, 2], chances[:, 5] + chances[:, 6]], axis=1)
    of_window: dict[int, list[Cue]] = {}
    for cue in _cues(pieces, chances, settings.cue):
        of_window.setdefault(int(owner[cue.anchor]), []).append(cue)
    asked = [
        _asked(pieces, windows[number], cues, answers[number], scorer) for number, cues in sorted(of_window.items())
    ]
    claimed = np.zeros((len(pieces), 2))
    for one in asked:
        claimed[one.start : one.end] += one.claims.sum(0)
    found: list[Decoded] = []
    for one in asked:
        for cue, likely in zip(one.cues, _shares(one, claimed, tagged, settings.trust), strict=True):
            said = _statement(pieces, cue, likely, one.start, tagged, settings)
            if said is not None and said.confidence >= settings.statement:
                found.append(said)
    return _settled(sorted(found, key=lambda one: one.cue))


class Cue(NamedTuple):
    """A stretch of pieces that may be a cue."""

    first: int
    last: int
    """Behind the last piece."""
    anchor: int
    """The piece that looks most like a cue; it is the one that the scorer is asked about."""
    chance: float
    """The probability that the anchor is of a cue."""


class Asked(NamedTuple):
    """What the scorer said of the cues of one window of n pieces."""

    start: int
    end: int
    cues: list[Cue]
    roles: Scores
    """(cues, n, 3) log-probabilities, each cue by itself."""
    claims: NDArray[np.float64]
    """(cues, n, 2): how strongly each cue claims a piece as its source and as its content."""


def _asked(pieces: Pieces, window: tuple[int, int], cues: list[Cue], answers: Answers, scorer: Scorer) -> Asked:
    start, end = window
    anchors = np.array([cue.anchor for cue in cues])
    roles = scorer.roles(answers, anchors - start, *relations(pieces, anchors, start, end))
    ahead = np.clip(roles[:, :, 1:] - roles[:, :, :1], -_NEVER, _NEVER).astype(np.float64)
    chance = np.array([cue.chance for cue in cues])
    return Asked(start, end, cues, roles, np.exp(ahead) * chance[:, None, None])


def _shares(one: Asked, claimed: NDArray[np.float64], tagged: Scores, trust: float) -> Scores:
    """What belongs to which cue, if it is one: (cues, n, 3) probabilities.

    Two views are weighed: the scorer's of each cue by itself, which lets statements stand inside one another, and the
    tagger's, whose sources and contents (`tagged`, (pieces, 2)) the cues share out among them by how strongly each
    claims them (`claimed`, (pieces, 2), is what all claim together) and how likely each is to be a cue.
    """
    won = one.claims / claimed[one.start : one.end]
    owned = (1 - trust) * np.exp(one.roles[:, :, 1:]) + trust * won * tagged[one.start : one.end]
    return np.concatenate([1 - owned.sum(-1, keepdims=True), owned], axis=-1).astype(np.float32)


def _cues(pieces: Pieces, chances: Scores, least: float) -> list[Cue]:
    """Stretches that may be a cue: each around a piece that looks more like one than the pieces beside it.

    Where a cue begins is what annotators agree on least ("has also repeatedly said"), so the probability of a beginning
    is often split among several words; what counts is that a piece is of a cue at all. A second cue in a stretch begins
    where the tagger is readier to begin one than to go on.
    """
    begins = chances[:, CUE_BEGINS]
    likely = begins + chances[:, CUE_GOES_ON]
    held = (likely >= least) & (pieces.ids != BREAK)
    found: list[Cue] = []
    for start, end in runs(held):
        edges = [start]
        for at in range(start + 1, end):
            glued = pieces.starts[at] == pieces.ends[at - 1]
            anew = begins[at] >= 0.3 and begins[at] > chances[at, CUE_GOES_ON] and not glued
            if anew and begins[edges[-1] : at].max() >= 0.3:
                edges.append(at)
        for low, high in itertools.pairwise([*edges, end]):
            anchor = low + int(likely[low:high].argmax())
            chance = float(likely[anchor])
            first, last = anchor, anchor + 1
            while first > low and likely[first - 1] >= 0.5 * chance:
                first -= 1
            while last < high and likely[last] >= 0.5 * chance:
                last += 1
            # A word is never cut in two.
            while last < len(pieces) and pieces.starts[last] == pieces.ends[last - 1] and chances[last, 0] < 0.9:
                last += 1
            found.append(Cue(first, last, anchor, chance))
    return found


def _statement(
    pieces: Pieces, cue: Cue, likely: Scores, offset: int, tagged: Scores, settings: Settings
) -> Decoded | None:
    """One cue's source and content, from the (n, 3) probabilities of its window, which begins at `offset`.

    `tagged` (pieces, 2) is the tagger's view of sources and contents. Only the stretch in which anything is likely to
    be the cue's is looked at.
    """
    near = np.flatnonzero(likely[:, NOBODY] < 0.9)
    if not len(near):
        return None
    start = min(cue.first, int(near[0]) + offset)
    end = min(max(cue.last, int(near[-1]) + 1 + offset), offset + len(likely))
    start = max(start, offset)
    likely = likely[start - offset : end - offset].copy()
    likely[max(cue.first - start, 0) : cue.last - start] = (1.0, 0.0, 0.0)
    roles = np.log(np.maximum(likely, 1e-6))
    roles[:, NOBODY] -= settings.nobody
    roles[pieces.ids[start:end] == BREAK] = 0.0
    path = smooth(roles, settings.change)
    path[pieces.ids[start:end] == BREAK] = NOBODY
    content = runs(path == CONTENT, start)
    if not content:
        return None
    sources = runs(path == SOURCE, start)
    if not sources:
        best = int(likely[:, SOURCE].argmax())
        if likely[best, SOURCE] >= settings.source and path[best] == NOBODY and pieces.ids[start + best] != BREAK:
            around = runs((likely[:, SOURCE] >= settings.source / 2) & (path == NOBODY), start)
            sources = [run for run in around if run[0] <= start + best < run[1]]
    mean = {run: float(likely[run[0] - start : run[1] - start, SOURCE].mean()) for run in sources}
    sources = [max(sources, key=lambda run: mean[run] * min(run[1] - run[0], 4))] if sources else []
    said = np.concatenate([likely[a - start : b - start, CONTENT] for a, b in content])
    seen = np.concatenate([tagged[a:b, 1] for a, b in content])
    evidence = Evidence(
        cue=cue.chance,
        content=float(said.mean()),
        weakest=float(np.quantile(said, 0.1)),
        tagged=float(seen.mean()),
        source=mean[sources[0]] if sources else 0.5,
        length=float(np.log(len(said))),
    )
    return Decoded(sources, (cue.first, cue.last), content, evidence, evidence.confidence(settings.calibration))


def _settled(found: list[Decoded]) -> list[Decoded]:
    """Give words that two statements claim to the likelier one, unless one stands inside the other."""
    kept: list[Decoded] = []
    nearby: dict[int, list[Decoded]] = {}
    for one in sorted(found, key=lambda s: -s.confidence):
        stretches = {at for a, b in (one.cue, *one.content) for at in range(a // _STRETCH, (b - 1) // _STRETCH + 1)}
        content = one.content
        for other in {id(s): s for at in sorted(stretches) for s in nearby.get(at, ())}.values():
            if _within(one.cue, other.content) or _within(other.cue, one.content):
                continue
            content = [part for run in content for part in _without(run, other.content)]
        size = sum(b - a for a, b in content)
        if size and size * 2 >= sum(b - a for a, b in one.content):
            one = one._replace(content=content)
            kept.append(one)
            for at in stretches:
                nearby.setdefault(at, []).append(one)
    return sorted(kept, key=lambda s: s.cue)


def _within(cue: tuple[int, int], content: list[tuple[int, int]]) -> bool:
    return any(a <= cue[0] and cue[1] <= b for a, b in content)


def _without(run: tuple[int, int], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    parts = [run]
    for low, high in others:
        parts = [(a, b) for s, e in parts for a, b in ((s, min(e, low)), (max(s, high), e)) if a < b]
    return parts
