"""The verb rules in their order, and which verbs they are tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.spans.build import VerbRule
from onrecord.reading.spans.clauses import ClauseAfter, ClauseAround, ClauseElsewhere, SecondParticiple
from onrecord.reading.spans.context import BlockContext
from onrecord.reading.spans.extent import goes_on_reporting, to_heading_end
from onrecord.reading.spans.grammar import Speaker, child, is_negated, is_verb, lemma_of
from onrecord.reading.spans.objects import Infinitive, Object, Perceived, Unnamed
from onrecord.vocabulary.words import cues

if TYPE_CHECKING:
    from spacy.tokens import Token


VERB_RULES: tuple[type[VerbRule], ...] = (
    Unnamed,
    SecondParticiple,
    Perceived,
    ClauseAfter,
    ClauseAround,
    Infinitive,
    Object,
    ClauseElsewhere,
)


def verb_attributions(context: BlockContext) -> None:
    """Try the verb rules on every verb of the block, in order; the first that matches makes the attribution."""
    words = cues()
    for token in context.block.doc:
        if token.i in context.by_verb or not is_verb(token):
            continue
        lemma = lemma_of(token)
        if lemma == "accord":
            continue
        if is_negated(token) and lemma in words.speech and not denies_by_negation(token):
            # "did not say whether", "would not comment": a silence, not a statement.
            continue
        if lemma in words.attitude and lemma not in words.speech and is_negated(token):
            continue
        if _is_infinitive(token) or _in_free_relative(token):
            continue
        speaker = _main_speaker(context, token) or context.speaker(token)
        if speaker is not None and _is_nobody(speaker.token):
            continue
        if context.speaks_itself(token) and not _quotes_another(token, speaker):
            continue
        for rule in VERB_RULES:
            attribution = rule.match(context, token, speaker)
            if attribution is not None:
                context.add(attribution)
                context.by_verb[token.i] = attribution
                break
    if context.block.kind == "heading":
        to_heading_end(context)


_NOBODY = frozenset("one both each anyone everyone nobody someone anybody everybody nothing something".split())
_GOES_ON = frozenset(["go", "continue", "appear", "seem", "rush", "come", "begin", "start", "proceed", "say"])


def _is_nobody(token: Token) -> bool:
    """Tell whether the subject means everybody or nobody ("one must remember that"), so that no one speaks."""
    return token.lower_ in _NOBODY and child(token, "prep") is None


def _is_infinitive(verb: Token) -> bool:
    """Tell whether the verb is only meant to be done ("sought to highlight"), so that nothing was said yet."""
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    return not (verb.dep_ == "xcomp" and lemma_of(verb.head) in _GOES_ON)


def _in_free_relative(verb: Token) -> bool:
    """Tell whether "what" is the verb's object ("what he called a mistake"): that names a thing and reports no clause."""
    return any(
        c.lower_ == "what" and c.dep_ in ("dobj", "pobj", "nsubj", "attr") and c.i < verb.i for c in verb.children
    )


def _main_speaker(context: BlockContext, verb: Token) -> Speaker | None:
    """Give the speaker of the sentence's main cue for a participle behind a comma (", adding that …").

    The parse hangs such a participle on the nearest clause ("Iran had invested, saying …"); in reported speech it goes
    on for the one who reports.
    """
    if not goes_on_reporting(verb) or child(verb, "nsubj") is not None:
        return None
    for token in verb.sent:
        if token.i >= verb.i:
            return None
        attribution = context.by_verb.get(token.i)
        if attribution is None or not attribution.source or attribution.rule == Infinitive.code:
            continue
        speaker = context.speaker(token)
        if speaker is not None and token.tag_ != "VBG" and not context.speaks_itself(token):
            return Speaker(speaker.token, "participle")
    return None


def _quotes_another(verb: Token, speaker: Speaker | None) -> bool:
    """Tell whether words inside a quotation report somebody else's words, not the speaker's own thinking."""
    lemma = lemma_of(verb)
    if speaker is None or speaker.token.lower_ in ("i", "we", "you", "it", "who", "that", "this"):
        return False
    if verb.tag_ == "VB" or speaker.how != "own":
        return False
    return lemma in cues().speech and any(c.dep_ == "ccomp" for c in verb.children)


def denies_by_negation(verb: Token) -> bool:
    """Tell whether a negated verb still reports words: "did not deny", "never said that", "did not rule out"."""
    if any(c.lower_ == "never" for c in verb.children):
        return True
    if lemma_of(verb) in cues().attitude or lemma_of(verb) in ("deny", "rule", "confirm", "want"):
        return lemma_of(verb) != "confirm"
    clause = child(verb, "ccomp")
    return clause is not None and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
