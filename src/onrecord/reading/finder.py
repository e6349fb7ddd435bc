"""The seam between finding spans and all that follows.

A `SpanFinder` says where sources, cues and contents stand and which belong together. Everything after it (who a source
is, on what authority, through whom, inside which statement, with what stance) works from these spans alone, so that
the rules of `onrecord.reading.spans` and a trained model are exchangeable.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from onrecord.records import Span, Spans

if TYPE_CHECKING:
    from onrecord.reading.analysis import Analysis


class Found(NamedTuple):
    """One attribution as spans of the article's text; the source may be empty, content never is."""

    source: Spans
    cue: Spans
    content: Spans
    made_by: str
    """The code of the rule, or the version of the model, that found it."""
    confidence: float
    weak: bool = False
    """True where a rule went by a cue that often is none: then only somebody who can speak may be its source."""


class Name(NamedTuple):
    """A name in the article's text, with its kind (OntoNotes: PERSON, ORG, GPE, …)."""

    span: Span
    kind: str


class Look(NamedTuple):
    """What a finder says of an article before the language pass, so that the pass can leave it out."""

    names: tuple[Name, ...] | None = None
    """The article's names; None leaves them to the language pass."""
    found: tuple[Found, ...] = ()
    """What was found so far."""


class SpanFinder(Protocol):
    """Finds attributions in an article: a look at its text first, the rest with the parse at hand."""

    @property
    def made_by(self) -> str:
        """Its version: goes into `onrecord.reading.made_by`."""
        ...

    def look(self, text: str, blocks: Sequence[tuple[str, Span]]) -> Look:
        """Look at the blocks (kind and span) before the language pass; the result comes back in `analysis.look`."""
        ...

    def find(self, analysis: Analysis) -> list[Found]:
        """Give the attributions of the article, in text order."""
        ...
