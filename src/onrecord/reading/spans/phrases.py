"""Statements without a verb of their own: "according to", headlines, transcript turns, "the claim that"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from onrecord.reading.spans.context import Attribution, BlockContext
from onrecord.reading.spans.grammar import child, lemma_of, noun_phrase, runs, speaker_of
from onrecord.records import Rule, Span, Spans, subtract
from onrecord.vocabulary.words import authority, cues

if TYPE_CHECKING:
    from spacy.tokens import Token


@functools.cache
def _according() -> re.Pattern[str]:
    """Give the vocabulary's phrases that name a source before or after the content, as one pattern."""
    phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in cues().according)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


class According(Rule):
    """ "According to A, X", "X, according to A", and in brackets "(according to documented figures)".

    The content is the rest of the sentence; in brackets it is the sentence around them.

    Examples:
        According to the port authority, two berths are out of use.
        ^^^^^^^^^^^^ ==================  ~~~~~~~~~~~~~~~~~~~~~~~~~    s1 the port authority · named · indirect

        Fewer than 300 people remain, according to relief agency estimates.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ^^^^^^^^^^^^ =======================    s1 relief agency estimates · document · indirect

    Limits: in a sentence of several coordinated clauses all of them are taken as content.
    """

    code = "ST10"
    title = "according to"

    _OWN = re.compile(
        r"\baccording\s+to\s+(?:his|her|its|their|the)\s+(?:own\s+)?(?:plan|schedule|law|need|age|size|rule)", re.I
    )

    @classmethod
    def find(cls, context: BlockContext) -> None:
        """Add an attribution for every such phrase in the block."""
        doc = context.block.doc
        text = context.text
        for phrase in _according().finditer(text, context.block.span.start, context.block.span.end):
            if cls._OWN.match(text, phrase.start()):
                continue
            cue = Span(phrase.start(), phrase.end())
            last = next((t for t in doc if context.block.offset(t) + len(t) == phrase.end()), None)
            if last is None or last.i + 1 >= len(doc):
                continue
            noun = child(last, "pobj")
            if noun is None:
                noun = next((t for t in doc[last.i + 1 : last.i + 9] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
            if noun is None:
                continue
            tokens = [t for t in noun_phrase(noun) if t.i > last.i]
            if not tokens:
                continue
            source = context.span(tokens)
            # What hangs behind the source ("journalists reporting from the ground") is not said by it.
            rest = context.span([t for t in noun.subtree if t.i > last.i])
            sentence = last.sent
            start, end = context.block.span.start + sentence.start_char, context.block.span.start + sentence.end_char
            bracket = cls._bracket(text, cue, start, end)
            if bracket is not None:
                whole = Span(start, max(end, bracket.end))
                content = cls._clause_before(context, bracket) or context.content_spans(subtract([whole], [bracket]))
            else:
                before = text[start : cue.start].strip(" ,\u00a0")
                whole = Span(start, end)
                content = context.content_spans(subtract([whole], [cue, source, rest]))
                clause = cls._clause(context, last, cue) if before else None
                if clause is not None:
                    content = clause
            content = tuple(s for s in content if len(s) > 3)
            content = _with_quotations(context, content, (cue, source))
            if not content:
                continue
            context.add(Attribution(cls.code, context.number, (source,), (cue,), content, 0.87))

    @staticmethod
    def _bracket(text: str, cue: Span, start: int, end: int) -> Span | None:
        opened = text.rfind("(", start, cue.start)
        if opened < 0 or ")" in text[opened : cue.start]:
            return None
        closed = text.find(")", cue.end)
        return Span(opened, closed + 1) if closed >= 0 else None

    @staticmethod
    def _clause_before(context: BlockContext, bracket: Span) -> tuple[Span, ...] | None:
        """Give the clause that the bracket closes: the nearest verb before it that has a subject of its own."""
        before = [t for t in context.block.doc if context.block.offset(t) < bracket.start]
        for token in reversed(before):
            if token.pos_ in ("VERB", "AUX") and token.dep_ in ("relcl", "advcl", "ccomp", "conj"):
                subject = child(token, "nsubj", "nsubjpass")
                if subject is None:
                    continue
                start = context.block.offset(subject.left_edge)
                if start < bracket.start:
                    return context.content_spans([Span(start, bracket.start)])
            if token.is_sent_start:
                return None
        return None

    @staticmethod
    def _clause(context: BlockContext, last: Token, cue: Span) -> tuple[Span, ...] | None:
        """Give the clause the phrase hangs on, where the sentence holds more than one subject and verb before it."""
        first = last.head if last.lower_ == "to" else last
        verb = first.head
        reported = verb.dep_ == "ccomp" and lemma_of(verb.head) in cues().speech
        coordinated = verb.dep_ == "conj" and any(c.dep_ == "nsubj" for c in verb.children)
        if verb.pos_ in ("VERB", "AUX") and (reported or coordinated):
            tokens = {t.i for t in verb.subtree} - {t.i for t in first.subtree}
            spans = [context.tokens_span(a, b) for a, b in runs(tokens)]
            return context.content_spans(subtract(spans, [cue])) or None
        return None


def _with_quotations(context: BlockContext, content: tuple[Span, ...], holes: tuple[Span, ...]) -> tuple[Span, ...]:
    """Let a quotation that the content touches belong to it whole."""
    spans = list(content)
    for quotation in context.quotations:
        if any(s.overlaps(quotation.span) for s in spans) and not any(h.overlaps(quotation.span) for h in holes):
            spans.append(quotation.span)
    return context.content_spans(subtract(spans, holes))


class Headline(Rule):
    """A headline that attributes: "…, Sources Say", "Minister: …", "… - Report".

    Headlines drop articles and verbs, so no parse is asked; the shape decides. Where a number or a clause stands behind
    the cue, that is what is said, and not the clause before the comma.

    Examples:
        Port to Reopen within Weeks, Officials Say
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~  ========= ^^^   s1 Officials · anonymous · indirect

        Ministry counts 12 dead, union says 15
                                 ===== ^^^^ ~~   s1 union · named · indirect

    Limits: only in headings. "Place: …" and "Interview: …" look like a speaker before a colon and are told apart by
    the words before the colon being a person, an office or a body.
    """

    code = "ST11"
    title = "headline attribution"

    _SAY = re.compile(
        r"^(?P<content>.+?),\s+(?P<source>[^,:]{2,60}?)\s+(?P<cue>says?|said|reports?|warns?|tells?\s+[A-Z]\w+|shows?|finds?|suggests?|claims?|insists?|adds?)\s*[.]?$",
        re.IGNORECASE,
    )
    _COLON = re.compile(r"^(?P<source>[^:,“\"]{2,60}?)(?P<cue>:)\s+(?P<content>.{8,})$")
    _AFTER = re.compile(r"^(?P<content>.{12,}?)(?P<cue>\s[-–—:|]\s|:\s)(?P<source>[^-–—:|“\"]{2,40})$")
    _PLACES = frozenset(
        "camp city town village valley strait straits bridge port district river road street square airport hospital school "
        "border crossing base island bay lake mountain mountains desert province coast gaza talks war crisis interview".split()
    )
    _WHO = frozenset(
        """
        sources source official officials report reports study poll witness witnesses police minister president
        analyst analysts expert experts ministry army spokesman spokeswoman spokesperson un survey agency
        monitor media residents premier chief leader envoy ambassador lawyer lawyers family families
        """.split()
    )

    @classmethod
    def find(cls, context: BlockContext) -> None:
        """Add an attribution where the heading has one of the shapes."""
        if context.block.kind != "heading" or context.attributions:
            return
        start = context.block.span.start
        heading = context.block.span.of(context.text)
        match = cls._SAY.match(heading)
        if match is None:
            match = cls._COLON.match(heading)
            if match is not None and not cls._speaks(context, match["source"], start + match.start("source")):
                match = None
        if match is None:
            match = cls._AFTER.match(heading)
            if match is not None and not cls._speaks(context, match["source"], start + match.start("source")):
                match = None
        if match is None:
            return

        def span(group: str) -> Span:
            at, end = match.span(group)
            raw = match[group]
            lead = len(raw) - len(raw.lstrip())
            return Span(start + at + lead, start + end - (len(raw) - len(raw.rstrip())))

        content = context.content_spans([span("content")])
        if content:
            context.add(Attribution(cls.code, context.number, (span("source"),), (span("cue"),), content, 0.82))

    @classmethod
    def _speaks(cls, context: BlockContext, words: str, at: int) -> bool:
        parts = words.lower().split()
        if not parts or len(parts) > 6:
            return False
        if parts[-1] in cls._WHO or parts[0] in cls._WHO:
            return True
        if parts[-1] in cls._PLACES or words in authority().countries | authority().metonyms:
            return False  # "Yarmouk Camp: …" says where, not who
        named = [t for t in context.block.doc if at <= context.block.offset(t) < at + len(words) and t.is_alpha]
        return bool(named) and all(t.ent_type_ == "PERSON" for t in named[-2:])


class Turn(Rule):
    """A turn in a transcript or an interview: "HADDAD: …", "Q: …", "Rana Haddad: …" at the start of a paragraph.

    Examples:
        HADDAD: We will not sign before the cranes are inspected.
        ======^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 HADDAD · named · direct

    Limits: at least two paragraphs of the article must have the shape, or the name must stand in capitals.
    """

    code = "ST12"
    title = "transcript turn"

    _TURN = re.compile(
        r"^(?P<source>(?:[A-Z][A-Z.'’-]+(?:\s+[A-Z][A-Z.'’-]+){0,4}|(?:[A-Z][\w.'’-]+\s+){1,3}[A-Z][\w'’-]+|[QA]))"
        r"(?:\s+\([^)]{2,50}\))?(?P<cue>:)\s+(?P<content>\S.{3,})$",
        re.DOTALL,
    )
    _NOT = frozenset(
        """
        NOTE UPDATE UPDATED CORRECTION EDITOR BREAKING WATCH READ MORE PHOTO VIDEO SOURCE Q CLARIFICATION
        """.split()
    )

    @classmethod
    def find(cls, blocks: list[BlockContext]) -> None:
        """Add an attribution for every turn of a transcript."""
        turns = [
            (context, match)
            for context in blocks
            if context.block.kind == "paragraph" and (match := cls._TURN.match(context.block.span.of(context.text)))
        ]
        if len(turns) < 2 and not any(m["source"].isupper() and len(m["source"]) > 2 for _, m in turns):
            return
        for context, match in turns:
            if match["source"].split()[0] in cls._NOT or match["source"] == "Q":
                continue
            if len(turns) < 2 and not match["source"].isupper():
                continue
            start = context.block.span.start
            source, cue, content = (
                Span(start + match.start(g), start + match.end(g)) for g in ("source", "cue", "content")
            )
            spans = context.content_spans([content])
            if not spans:
                continue
            attribution = Attribution(cls.code, context.number, (source,), (cue,), spans, 0.85)
            context.add(attribution)
            context.is_turn = True
            for number in range(len(context.quotations)):
                context.by_quotation.setdefault(number, attribution)


# Nouns that report somebody's words even where the text does not say whose.
_HEARSAY = frozenset("claim allegation accusation report rumor rumour testimony complaint charge".split())


class NounCue(Rule):
    """A noun that reports: "the claim that X", "his warning that Y".

    The source is who the noun belongs to; where nobody is named the source is empty.

    Examples:
        Nobody believed Barakat’s claim that the tanks were empty.
                        =======   ^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Barakat · named · indirect

    Limits: a noun with a clause after it is taken for a report whether or not anybody said it.
    """

    code = "ST13"
    title = "noun cue"

    @classmethod
    def find(cls, context: BlockContext) -> None:
        """Add an attribution for every noun of saying with a clause of its own."""
        for token in context.block.doc:
            if token.pos_ != "NOUN" or lemma_of(token) not in cues().nouns:
                continue
            clause = next(
                (
                    c
                    for c in token.children
                    if c.dep_ in ("acl", "ccomp")
                    and c.i > token.i
                    and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
                ),
                None,
            )
            if clause is None:
                continue
            owner = child(token, "poss")
            if owner is None:
                preposition = next(
                    (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")), None
                )
                owner = child(preposition, "pobj") if preposition is not None else None
            if owner is None and token.dep_ in ("dobj", "pobj"):
                verb = token.head if token.dep_ == "dobj" else token.head.head
                speaker = speaker_of(verb) if verb.pos_ in ("VERB", "AUX") else None
                if speaker is not None and lemma_of(verb) in (
                    "make",
                    "issue",
                    "repeat",
                    "express",
                    "voice",
                    "release",
                    "have",
                ):
                    owner = speaker.token
            source: Spans = ()
            if owner is not None:
                tokens = [t for t in noun_phrase(owner) if t.tag_ != "POS"]
                source = (context.span(tokens),) if tokens else ()
            if not source and lemma_of(token) not in _HEARSAY:
                continue  # a fear or a hope that nobody has
            content = context.content_spans([context.span([t for t in clause.subtree if t.i > token.i])])
            if content:
                context.add(Attribution(cls.code, context.number, source, (context.span([token]),), content, 0.5))
