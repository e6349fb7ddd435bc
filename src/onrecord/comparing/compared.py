"""An article as it is compared: its text, and who carried it, where and when."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.comparing.align import stretches
from onrecord.comparing.fingerprints import WINDOW, WORDS, Fingerprint, fingerprints_of, runs
from onrecord.comparing.words import Keys, Words, words_of
from onrecord.records import Reading, Span, Spans


@dataclass(frozen=True)
class Compared:
    """One side of a comparison. What nobody knows is None. Its words are cut once, when they are first asked for."""

    id: str
    text: str
    outlet: str | None = None
    address: str | None = None
    time: str | None = None
    """When this text stood so: when it was captured or last changed, else its own date; ISO 8601, as exact as it is known."""

    @classmethod
    def of(cls, reading: Reading) -> Compared:
        """Take from a reading what comparing needs. Standard input is no address."""
        article, capture = reading.article, reading.capture
        return cls(
            id=article.id,
            text=article.text,
            outlet=article.outlet,
            address=article.url or (None if capture.uri.startswith("-") else capture.uri),
            time=capture.fetched_at or article.updated or article.published,
        )

    @functools.cached_property
    def words(self) -> Words:
        """The words of the text."""
        return words_of(self.text)

    @functools.cached_property
    def numbers(self) -> Keys:
        """The number of each run of `WORDS` words; some of them are its fingerprints."""
        return runs(self.words.keys)

    @functools.cached_property
    def fingerprints(self) -> tuple[Fingerprint, ...]:
        """Its fingerprints, each hash once."""
        return fingerprints_of(self.words, self.numbers)

    def stock(self, hashes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Tell of each word whether it stands in what the outlet prints under many articles.

        `hashes` are fingerprints; between two of them that lie as close as fingerprints do, all is stock.
        """
        held = np.zeros(len(self.words), dtype=bool)
        at = np.flatnonzero(np.isin(self.numbers, hashes)).tolist()
        for start, following in itertools.zip_longest(at, at[1:], fillvalue=len(held) + WINDOW):
            held[start : following if following - start <= WINDOW else start + WORDS] = True
        return held

    def stock_spans(self, hashes: Collection[int]) -> Spans:
        """Tell where in the text that is."""
        if not hashes:
            return ()
        held = self.stock(np.fromiter(hashes, dtype=np.int64, count=len(hashes)))
        return tuple(
            Span(int(self.words.starts[start]), int(self.words.ends[end - 1])) for start, end in stretches(held)
        )
