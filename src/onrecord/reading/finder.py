"""The seam between finding spans and all that follows.

A `SpanFinder` says where sources, cues and contents stand and which belong together. Everything after it (who a source
is, on what authority, through whom, inside which statement, with what stance) works from these spans alone, so that
the rules of `onrecord.reading.spans` and a trained model are exchangeable.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from onrecord.reading.analysis import Analysis
from onrecord.records import Spans


class Found(NamedTuple):
    """One attribution as spans of the article's text; the source may be empty, content never is."""

    source: Spans
    cue: Spans
    content: Spans
    made_by: str
    """The code of the rule, or the version of the model, that found it."""
    confidence: float


class SpanFinder(Protocol):
    """Finds attributions in an analysed article."""

    made_by: str
    """Its version: goes into `onrecord.reading.MADE_BY`."""

    def find(self, analysis: Analysis) -> list[Found]:
        """Give the attributions of the article, in text order."""
        ...
