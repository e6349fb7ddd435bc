"""Where a reported clause ends: at a participle that goes on reporting, at another's words, or with the sentence."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from onrecord.reading.spans.context import BlockContext
from onrecord.reading.spans.grammar import SUBJECTS, Speaker, is_verb, lemma_of
from onrecord.records import Span
from onrecord.vocabulary.words import cues

if TYPE_CHECKING:
    from spacy.tokens import Token


# Participles that say what somebody does rather than says: "…, supporting the ban".
_NO_REPORT = frozenset("oppose support defend endorse back view favor favour".split())


def goes_on_reporting(token: Token) -> bool:
    """Tell whether the token is a participle of reporting behind a comma: ", adding that", ", and rejecting any"."""
    if token.tag_ != "VBG" or token.i < 2 or lemma_of(token) not in _reporting():
        return False
    before = token.nbor(-1)
    if before.lower_ == "and" and token.nbor(-2).text == ",":
        # ", and adding that" goes on; in "the need for aid, and rejecting any measure" the list goes on.
        if lemma_of(token.head) not in _reporting():
            return False
    elif before.text not in (",", '"', "-"):
        return False
    return any(c.dep_ in ("ccomp", "dobj", "xcomp", "prep", "oprd") and c.i > token.i for c in token.children)


@functools.cache
def _reporting() -> frozenset[str]:
    """Give the verbs whose participle goes on reporting."""
    words = cues()
    with_preposition = {entry.partition(":")[0] for entry in words.with_preposition}
    return (words.speech | words.with_object | with_preposition) - _NO_REPORT


def later_cue(verb: Token, after: int) -> int | None:
    """Give where a second participle with a cue of its own begins (", adding that"), which ends the content."""
    for token in verb.subtree:
        if token.i > after and goes_on_reporting(token):
            return token.i - 2 if token.nbor(-1).lower_ == "and" and token.nbor(-2).text == "," else token.i - 1
    return None


def is_contrast(clause: Token) -> bool:
    """Tell whether an adverbial clause sets somebody else's words against these (", while Israel responded …")."""
    marked = any(c.lower_ in ("while", "whereas", "although", "though") for c in clause.children)
    return marked and any(c.dep_ in SUBJECTS for c in clause.children) and lemma_of(clause) in cues().speech


def without_contrast(verb: Token, content: set[int]) -> set[int]:
    """Cut the content before ", while B said …" where this cue is the last one before it."""
    for i in sorted(content):
        token = verb.doc[i]
        if token.lower_ not in ("while", "whereas") or not is_contrast(token.head):
            continue
        between = verb.doc[verb.i + 1 : i]
        if any(
            is_verb(t) and lemma_of(t) in cues().speech and any(c.dep_ == "nsubj" for c in t.children) for t in between
        ):
            return content
        return {k for k in content if k < i}
    return content


def without_main_clause(verb: Token, speaker: Speaker | None, content: set[int]) -> set[int]:
    """Cut the content of an attribution in a relative clause ("which mediators say will …, comes") at the clause's end."""
    if speaker is None or speaker.how != "own":
        return content
    low = speaker.token.left_edge.i
    if low == 0 or verb.doc[low - 1].tag_ not in ("WDT", "WP"):
        return content
    for i in sorted(content):
        token = verb.doc[i]
        if token.text == "," and i + 1 < len(verb.doc) and verb.doc[i + 1].tag_ in ("VBZ", "VBD", "VBP", "MD"):
            return {k for k in content if k < i}
    return content


def to_sentence_end(context: BlockContext, verb: Token, content: set[int], stop: int | None) -> set[int]:
    """Let the content run to the sentence's end where nothing but its own words is left there.

    The parse often ends a clause at a comma too early. What is left belongs to the content unless it holds a verb of
    saying, a verb that shares the cue's subject, or an attribution ("according to").
    """
    if not content or stop is not None or context.speaks_itself(verb):
        return content
    last = max(content)
    doc = verb.doc
    rest = [t for t in verb.sent if t.i > last]
    if not any(t.is_alpha for t in rest) or (rest[0].text not in (",", "-", "(") and rest[0].dep_ != "cc"):
        return content
    words = cues().speech
    for token in rest:
        if token.lower_ == "according" or (is_verb(token) and lemma_of(token) in words):
            return content
        if token.dep_ == "conj" and token.head == verb:
            return content
        if context.quoted(token) is not None:
            return content
    if rest[0].text != "," or rest[1].tag_ in ("VBG", "VBN", "CC", "IN", "WDT", "WP"):
        return content
    return content | {t.i for t in rest if t.i < len(doc) and not (t.is_punct and t.i == rest[-1].i)}


def to_heading_end(context: BlockContext) -> None:
    """Let what a headline reports run to its end: headlines drop the words that a parse holds on to."""
    end = context.block.span.end
    for attribution in context.attributions:
        last = attribution.content[-1]
        behind = context.text[last.end : end]
        if last.start < attribution.cue[-1].end or not any(c.isalnum() for c in behind):
            continue
        if any(other.cue[0].start >= last.end for other in context.attributions) or behind.lstrip()[:1] in ",;:-–—|":
            continue
        attribution.content = context.content_spans([*attribution.content[:-1], Span(last.start, end)])
