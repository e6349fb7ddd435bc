"""What the rules share while they read one article: its blocks, its quotations, and what is taken already."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.found import Found
from onrecord.reading.quotations import Quotation, quotations_of_blocks
from onrecord.reading.spans.grammar import Speaker, is_passive, lemma_of, speaker_of
from onrecord.records import Span, Spans, subtract, tidy, trim
from onrecord.vocabulary.words import cues

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass
class Attribution:
    """An attribution in the making; a later rule may add a quotation to its content."""

    rule: str
    block: int
    source: Spans
    cue: Spans
    content: Spans
    confidence: float

    def found(self) -> Found:
        """Give it as what the seam takes."""
        return Found(self.source, self.cue, self.content, self.rule, self.confidence, weak=self.confidence < 0.7)


class BlockContext:
    """One block under the rules. Offsets are the article's, token numbers the block's."""

    def __init__(
        self, text: str, number: int, block: Block, quotations: list[Quotation], credits: tuple[Span, ...] = ()
    ) -> None:
        self.text = text
        self.number = number
        self.block = block
        self.quotations = quotations
        self.credits = credits
        self.by_verb: dict[int, Attribution] = {}
        self.by_quotation: dict[int, Attribution] = {}
        self.attributions: list[Attribution] = []
        self.is_turn = False
        self._starts = [q.span.start for q in quotations]

    def span(self, tokens: Iterable[Token]) -> Span:
        """Give the stretch from the first to the last of `tokens`."""
        return self.block.spans_of(list(tokens))

    def tokens_span(self, first: int, last: int) -> Span:
        """Give the stretch of the tokens `first` to `last`, both included."""
        doc = self.block.doc
        return Span(self.block.offset(doc[first]), self.block.offset(doc[last]) + len(doc[last]))

    def quotation_at(self, offset: int) -> int | None:
        """Give the number of the quotation in which the character stands, marks included."""
        k = bisect_right(self._starts, offset) - 1
        if k >= 0 and offset < self.quotations[k].span.end:
            return k
        return None

    def quoted(self, token: Token) -> int | None:
        """Give the number of the quotation in which the token stands."""
        return self.quotation_at(self.block.offset(token))

    def speaker(self, verb: Token) -> Speaker | None:
        """Give who speaks with `verb`. A subject inside a quotation cannot speak with a verb outside it.

        Where the parse says so it has run over a quotation mark; then the nearest name outside is taken.
        """
        speaker = speaker_of(verb)
        inside = self.quoted(verb)
        if speaker is not None and self.quoted(speaker.token) == inside:
            return speaker
        if inside is not None:
            return None
        if speaker is None and not is_passive(verb) and verb.tag_ in ("VBD", "VBZ", "VBP"):
            leading = self._leading_noun(verb)
            if leading is not None:
                return Speaker(leading, "own")
        if is_passive(verb) or (speaker is None and (verb.tag_ == "VBG" or not self.quotations)):
            return None
        doc = verb.doc
        # Right behind an inverted verb ("said Hana Darwish"), or right before it.
        for near, step in ((verb.i + 1, 1), (verb.i - 1, -1)):
            at = near
            while 0 <= at < len(doc) and abs(at - verb.i) <= 6:
                token = doc[at]
                if self.quoted(token) is not None or token.text in (".", "?", "!", ";", ":"):
                    break
                if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"):
                    break
                if token.pos_ in ("PROPN", "PRON", "NOUN"):
                    head = token
                    while (
                        head.head != head
                        and head.dep_ in ("compound", "amod", "poss", "nmod")
                        and head.head.pos_ in ("PROPN", "NOUN")
                    ):
                        head = head.head
                    if self.quoted(head) is None:
                        return Speaker(head, "own")
                elif token.pos_ not in ("DET", "ADJ", "ADV", "PUNCT", "AUX", "NUM"):
                    break
                at += step
        return None

    def _leading_noun(self, verb: Token) -> Token | None:
        """Give the noun a sentence begins with, where the parse lost it as the verb's subject on the way."""
        sentence = verb.sent
        if lemma_of(verb) not in cues().speech or verb.i - sentence.start < 3:
            return None
        for token in verb.doc[sentence.start : verb.i]:
            if self.quoted(token) is not None or token.text == ",":
                return None
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("nsubj", "nsubjpass", "ROOT", "dep"):
                return token if token.left_edge.i == sentence.start and token.head != verb else None
            if token.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "PRON"):
                return None
        return None

    def speaks_itself(self, token: Token) -> bool:
        """Tell whether the token stands in words that somebody speaks: a quotation or a transcript turn."""
        return self.is_turn or self.quoted(token) is not None

    def content_spans(self, spans: Iterable[Span]) -> Spans:
        """Trim stretches of blanks and stray punctuation; marks of quotations that are whole stay."""
        kept: list[Span] = []
        for span in subtract(spans, self.credits):
            trimmed = trim(self.text, span)
            if trimmed is not None:
                trimmed = self._with_sign(trimmed)
            if trimmed is not None and self._ends_with_full_stop(trimmed):
                trimmed = Span(trimmed.start, trimmed.end - 1)
            if trimmed is not None and any(c.isalnum() for c in trimmed.of(self.text)):
                kept.append(trimmed)
        joined: list[Span] = []
        for span in tidy(kept):
            # Two stretches that only a comma or a bracket parts are one.
            if joined and not any(c.isalnum() for c in self.text[joined[-1].end : span.start]):
                joined[-1] = Span(joined[-1].start, span.end)
            else:
                joined.append(span)
        return tuple(joined)

    def _with_sign(self, span: Span) -> Span:
        """Take in the sign of a number that the content begins with ("-5 degrees", "$3 million")."""
        at = span.start
        if at > self.block.span.start and self.text[at].isdigit() and self.text[at - 1] in "-−+$€£¥":
            before = self.text[at - 2] if at >= 2 else " "
            if before.isspace() or before in '“"(':
                return Span(at - 1, span.end)
        return span

    def _ends_with_full_stop(self, span: Span) -> bool:
        """Tell whether the last character ends the sentence and not an abbreviation or a quotation."""
        end = self.text[max(span.start, span.end - 2) : span.end]
        return (
            len(end) == 2
            and end[1] == "."
            and (end[0].islower() or end[0].isdigit() or end[0] in ")’")
            and len(span) > 2
        )

    def add(self, attribution: Attribution) -> None:
        """Keep an attribution."""
        self.attributions.append(attribution)


class ArticleContext:
    """All blocks of an article under the rules."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        found = quotations_of_blocks(analysis.text, [b.span for b in analysis.blocks])
        self.blocks = [
            BlockContext(analysis.text, i, block, quotations, analysis.article.credits)
            for i, (block, quotations) in enumerate(zip(analysis.blocks, found, strict=True))
        ]
