"""What a span finder finds: attributions and names, as spans of the article's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from onrecord.records import Span, Spans


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


class Looker(Protocol):
    """Whoever looks at an article before the language pass."""

    def look(self, text: str, blocks: Sequence[tuple[str, Span]]) -> Look:
        """Look at the blocks (kind and span) before the language pass; the result comes back in `analysis.look`."""
        ...
