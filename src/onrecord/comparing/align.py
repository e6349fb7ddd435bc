"""Passages: the runs of words that two texts share, with their places on both sides."""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.comparing.fingerprints import runs
from onrecord.comparing.words import Keys, Places, Words, words_of
from onrecord.records import Passage

SEED = 5
"""The shortest shared run, in words, that is looked for: shorter ones are the language's, not the writer's."""
PLACES = 64
"""Pairs of places of one run that are tried; where there are more, its nth here meets its nth there."""


class Shared(NamedTuple):
    """One shared run in words: where it begins in either text, and how many words it has."""

    here: int
    there: int
    length: int


def align(one: str, other: str) -> tuple[Passage, ...]:
    """Give the passages two texts share, in the order of the first.

    Each word stands in one passage at most on either side; the longest run is taken first, so that a paragraph that was
    moved is found where it went. With the texts changed over, the same passages come with their sides changed over.
    """
    here, there = words_of(one), words_of(other)
    return tuple(passage(here, there, run) for run in shared_runs(here.keys, there.keys))


def passage(here: Words, there: Words, run: Shared, *, stock: bool = False) -> Passage:
    """Give a shared run as a record, in characters."""
    return Passage(
        here=here.span(run.here, run.here + run.length),
        there=there.span(run.there, run.there + run.length),
        words=run.length,
        stock=stock,
    )


def shared_runs(here: Keys, there: Keys) -> tuple[Shared, ...]:
    """Give the runs of at least `SEED` words that stand in both, in the order of the first."""
    if (len(here), here.tobytes()) > (len(there), there.tobytes()):
        # Where two runs compete and are as long, the order of the texts must not settle it.
        return tuple(sorted(Shared(run.there, run.here, run.length) for run in shared_runs(there, here)))
    free_here, free_there = np.ones(len(here), dtype=bool), np.ones(len(there), dtype=bool)
    waiting = [(-length, first, second) for first, second, length in _maximal(here, there)]
    heapq.heapify(waiting)
    taken: list[Shared] = []
    while waiting:
        negative, first, second = heapq.heappop(waiting)
        length = -negative
        one, other = slice(first, first + length), slice(second, second + length)
        free = free_here[one] & free_there[other]
        if not free.all():
            for start, end in stretches(free):
                if end - start >= SEED:
                    heapq.heappush(waiting, (start - end, first + start, second + start))
        elif np.array_equal(here[one], there[other]):  # a hash is not the words
            taken.append(Shared(first, second, length))
            free_here[one] = free_there[other] = False
    return tuple(sorted(taken))


def _maximal(here: Keys, there: Keys) -> list[tuple[int, int, int]]:
    """Give the shared runs that cannot be made longer: where in the first, where in the second, how many words."""
    first, second = _seeds(runs(here, SEED), runs(there, SEED))
    if not len(first):
        return []
    diagonal = second - first
    order = np.lexsort((first, diagonal))
    first, diagonal = first[order], diagonal[order]
    begins = np.flatnonzero(np.r_[True, (np.diff(diagonal) != 0) | (np.diff(first) != 1)])
    lengths = np.diff(np.r_[begins, len(first)]) + SEED - 1
    starts = first[begins]
    return list(zip(starts.tolist(), (starts + diagonal[begins]).tolist(), lengths.tolist(), strict=True))


def _seeds(here: Keys, there: Keys) -> tuple[Places, Places]:
    """Pair the places of equal numbers; at most `PLACES` pairs of one number but one for each place of it."""
    order_here, order_there = np.argsort(here, kind="stable"), np.argsort(there, kind="stable")
    numbers, first_here, count_here = np.unique(here[order_here], return_index=True, return_counts=True)
    others, first_there, count_there = np.unique(there[order_there], return_index=True, return_counts=True)
    _, a, b = np.intersect1d(numbers, others, assume_unique=True, return_indices=True)
    first_here, count_here, first_there, count_there = first_here[a], count_here[a], first_there[b], count_there[b]
    every = count_here * count_there <= PLACES
    pairs = np.where(every, count_here * count_there, np.minimum(count_here, count_there))
    group = np.repeat(np.arange(len(pairs)), pairs)
    nth = np.arange(len(group)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    nth_here = np.where(every[group], nth // count_there[group], nth)
    nth_there = np.where(every[group], nth % count_there[group], nth)
    return order_here[first_here[group] + nth_here], order_there[first_there[group] + nth_there]


def stretches(free: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Give the stretches of True as half-open pairs."""
    edges = np.flatnonzero(np.diff(np.r_[False, free, False].astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
