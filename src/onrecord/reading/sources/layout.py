"""Where things stand in an article: blocks, sentences with their subjects, quotations."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.quotations import Quotation, quotations_of_blocks
from onrecord.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


class Layout:
    """The blocks, sentences and quotations of one article, found by character."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self.blocks = analysis.blocks
        self._block_starts = [b.span.start for b in analysis.blocks]
        self._quotations = quotations_of_blocks(self.text, [b.span for b in analysis.blocks])
        self.sentences: list[Span] = []
        self.subjects: list[tuple[Span, Span] | None] = []
        """For each sentence the subject of its main verb as (head, phrase), where it may be somebody."""
        for block in analysis.blocks:
            for sentence in block.doc.sents:
                start = block.span.start
                self.sentences.append(Span(start + sentence.start_char, start + sentence.end_char))
                self.subjects.append(_subject(block, sentence.root))
        self._sentence_starts = [s.start for s in self.sentences]

    def block_at(self, offset: int) -> tuple[int, Block]:
        """Give the block in which a character stands."""
        number = max(0, bisect_right(self._block_starts, offset) - 1)
        return number, self.blocks[number]

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence in which a character stands."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def quotation_at(self, offset: int) -> Quotation | None:
        """Give the quotation in which a character stands."""
        number, _ = self.block_at(offset)
        return next((q for q in self._quotations[number] if q.span.start <= offset < q.span.end), None)


def _subject(block: Block, root: Token) -> tuple[Span, Span] | None:
    """Give the subject of a sentence's main verb as (head, phrase) spans, where it may be somebody."""
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    tokens = list(subject.subtree)
    cut = [
        t
        for t in tokens
        if t.i < subject.i
        or t == subject
        or t.dep_ in ("appos", "flat", "compound")
        or (t.head == subject and t.dep_ not in ("relcl", "prep"))
    ]
    return (
        Span(block.offset(subject), block.offset(subject) + len(subject)),
        block.spans_of(cut),
    )
