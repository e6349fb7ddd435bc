"""A figure while it is being made out: an amount where it stands, what it counts, its kind, its whole."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from onrecord.reading.analysis import Block
from onrecord.reading.figures.amounts import Amount
from onrecord.reading.figures.counting import Counted, token_at
from onrecord.records import FigureKind, Rule, Span


@dataclass
class Draft:
    """One figure before it is a record; offsets of `amount` are of the block's own text."""

    block: Block
    text: str
    """The block's own text."""
    amount: Amount
    counted: Counted | None
    kind: FigureKind
    rule: type[Rule]
    own: bool = False
    """Whether the words of its own phrase tell the kind ("the 40 people *killed*"), not the verb of the clause."""
    whole: Draft | None = None
    parts: list[Draft] = field(default_factory=list)
    adds_up: bool | None = None
    confidence: float = 0.9

    noun_kind: FigureKind = "other"
    """The kind that the noun alone tells ("prisoners")."""

    @property
    def span(self) -> Span:
        """Where the number stands in the article's text, with its bound and unit."""
        return Span(self.block.span.start + self.amount.start, self.block.span.start + self.amount.end)

    @property
    def counted_span(self) -> Span | None:
        """Where what is counted stands in the article's text."""
        if self.counted is None:
            return None
        return self.block.spans_of([self.counted.first, self.counted.last])

    @property
    def end(self) -> int:
        """Where the figure and what it counts end in the block's text."""
        end = self.amount.end
        if self.counted is not None and self.counted.head.idx >= self.amount.start:
            end = max(end, self.counted.last.idx + len(self.counted.last))
        return end

    @property
    def head_end(self) -> int:
        """Where the figure and the noun it counts end in the block's text."""
        end = self.amount.end
        if self.counted is not None and self.counted.head.idx >= self.amount.start:
            end = max(end, self.counted.head.idx + len(self.counted.head))
        return end

    @functools.cached_property
    def bounds(self) -> tuple[int, int]:
        """Where the sentence it stands in begins and ends in the block's text."""
        token = token_at(self.block.doc, self.amount.number.start)
        if token is None:
            return self.amount.start, self.amount.end
        sentence = token.sent
        return sentence.start_char, max(sentence.end_char, sentence.start_char + 1)

    @property
    def sentence(self) -> int:
        """A number for the sentence it stands in, unique in the block."""
        return self.bounds[0]

    def is_part_of(self, whole: Draft) -> None:
        """Link it to its whole, unless that would close a circle."""
        at: Draft | None = whole
        while at is not None:
            if at is self:
                return
            at = at.whole
        self.whole = whole
        whole.parts.append(self)
