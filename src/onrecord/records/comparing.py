"""What comparing gives: how two articles are the same text, and what a later version of one says otherwise."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from onrecord.records.span import Span, Spans

LikenessKind = Literal["reprint", "trim", "retop", "version", "shared", "stock"]
LIKENESS_KINDS: tuple[LikenessKind, ...] = get_args(LikenessKind)
ChangeKind = Literal["added", "dropped", "reworded", "changed"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A run of words that stands in two articles, the same but for case, accents, space and typography."""

    here: Span
    """Where it stands in the text of `article`."""
    there: Span
    """Where it stands in the text of `other`."""
    words: int
    stock: bool = False
    """Whether one outlet prints it under many articles: then it tells nothing of these two."""

    def turned(self) -> Passage:
        """Give the same passage seen from the other article."""
        return Passage(here=self.there, there=self.here, words=self.words, stock=self.stock)


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles that share text, how much of it, and where. Who copied from whom it does not say."""

    article: str
    other: str
    kind: LikenessKind
    """`reprint`: the same text, or lightly edited; `trim`: all of one stands in the other, which has more; `retop`: the
    same text under a new opening; `version`: the same outlet's text of another time; `shared`: texts of their own with
    a passage in common; `stock`: nothing in common but what an outlet prints under many articles."""
    share: float
    """How much of the article stands in the other, of 1: words in passages, stock set aside."""
    other_share: float
    """How much of the other stands in the article."""
    passages: tuple[Passage, ...]
    """In the order of the article; no word is in two."""
    made_by: str

    def turned(self) -> Likeness:
        """Give the same likeness seen from the other article."""
        return Likeness(
            article=self.other,
            other=self.article,
            kind=self.kind,
            share=self.other_share,
            other_share=self.share,
            passages=tuple(sorted((p.turned() for p in self.passages), key=lambda p: p.here)),
            made_by=self.made_by,
        )


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one version says: a record of its reading, by id, with its characters."""

    id: str
    spans: Spans
    """Of a statement its content, of a figure the number with its bound and unit."""
    text: str
    source: str | None = None
    """Who says so, of a statement; None where nobody is told."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a later version says otherwise."""

    what: Literal["statement", "figure"]
    kind: ChangeKind
    """Of a statement: `added`, `dropped` or `reworded`; of a figure `changed`."""
    old: Side | None
    """None where it was added."""
    new: Side | None
    """None where it was dropped."""
    made_by: str


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What a later version of an article says otherwise, in its order; what was dropped comes where it stood."""

    old: str
    new: str
    kept: int
    """Statements that stand unchanged."""
    changes: tuple[Change, ...]
