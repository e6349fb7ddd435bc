"""Fingerprints: a few numbers of a text by which any other text that shares a stretch with it is found.

Each run of `WORDS` words gives a 64-bit number; of every `WINDOW` neighbouring numbers the least is kept (winnowing:
Schleimer, Wilkerson and Aiken, SIGMOD 2003). Two texts that share a run of `SURE` words therefore share a fingerprint,
wherever the run stands and whatever is around it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from onrecord.comparing.words import Keys, Places, Words, words_of

WORDS = 7
"""Words in the run that a fingerprint is made of."""
WINDOW = 7
"""Neighbouring runs of which one is kept: about 2 of every `WINDOW + 1` are."""
SURE = WORDS + WINDOW - 1
"""A shared run of so many words always shares a fingerprint."""

# An odd number, so that multiplying by it loses nothing modulo 2**64; the constants of splitmix64 spread the bits.
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))


class Fingerprint(NamedTuple):
    """One fingerprint of a text."""

    hash: int
    """64 bits, signed: what SQL engines call BIGINT."""
    position: int
    """Where its first word begins in the text, in code points."""


def fingerprints(text: str) -> tuple[Fingerprint, ...]:
    """Give the fingerprints of a text, each hash once, where it first stands; none for fewer than `WORDS` words."""
    words = words_of(text)
    return fingerprints_of(words, runs(words.keys))


def fingerprints_of(words: Words, numbers: Keys) -> tuple[Fingerprint, ...]:
    """Give the fingerprints of words that are cut already, `numbers` being those of their runs."""
    kept, at = winnowed(numbers)
    return tuple(map(Fingerprint, kept.tolist(), words.starts[at].tolist()))


def runs(keys: Keys, length: int = WORDS) -> Keys:
    """Give the number of every run of `length` words.

    A polynomial in the keys modulo 2**64, mixed by splitmix64: no random seed, so it is the same everywhere.
    """
    count = len(keys) - length + 1
    if count < 1:
        return np.empty(0, dtype=np.int64)
    unsigned = keys.view(np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        total = total * _BASE + unsigned[offset : offset + count]
    total = (total ^ (total >> _SHIFTS[0])) * _MIX[0]
    total = (total ^ (total >> _SHIFTS[1])) * _MIX[1]
    return (total ^ (total >> _SHIFTS[2])).view(np.int64)


def winnowed(numbers: Keys, window: int = WINDOW) -> tuple[Keys, Places]:
    """Keep the least of every `window` neighbouring numbers, the last where several are; each once, at its first place.

    Fewer numbers than that are one window: a text of a single sentence has a fingerprint too.
    """
    if not len(numbers):
        return numbers, np.empty(0, dtype=np.int64)
    window = min(window, len(numbers))
    windows = np.lib.stride_tricks.sliding_window_view(numbers, window)
    last_least = window - 1 - np.argmin(windows[:, ::-1], axis=1)
    at = np.unique(last_least + np.arange(len(windows)))
    kept, first = np.unique(numbers[at], return_index=True)
    order = np.argsort(first)
    return kept[order], at[first[order]].astype(np.int64)
