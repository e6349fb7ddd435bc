"""The seam between finding spans and all that follows.

A `SpanFinder` says where sources, cues and contents stand and which belong together. Everything after it (who a source
is, on what authority, through whom, inside which statement, with what stance) works from these spans alone, so that
the rules of `onrecord.reading.spans` and a trained model are exchangeable.
"""

from __future__ import annotations

from typing import Protocol

from onrecord.reading.analysis import Analysis
from onrecord.reading.found import Found, Looker


class SpanFinder(Looker, Protocol):
    """Finds attributions in an article: a look at its text first, the rest with the parse at hand."""

    @property
    def made_by(self) -> str:
        """Its version: goes into `onrecord.reading.made_by`."""
        ...

    def find(self, analysis: Analysis) -> list[Found]:
        """Give the attributions of the article, in text order."""
        ...
