"""Statements reported without a clause: an infinitive, an object, something seen, a passive that names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.spans.build import VerbRule, build
from onrecord.reading.spans.context import Attribution, BlockContext
from onrecord.reading.spans.extent import later_cue
from onrecord.reading.spans.grammar import Speaker, child, children, is_negated, is_passive, lemma_of, noun_phrase
from onrecord.vocabulary.words import agencies, authority, cues

if TYPE_CHECKING:
    from spacy.tokens import Token


class Infinitive(VerbRule):
    """A verb that reports with an infinitive: a pledge, a demand, an expectation.

    Examples:
        The union urged both sides to return to the table.
        ========= ^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 The union · named · indirect · demands

    Limits: "wants", "plans" and their like report an attitude, seldom words that were said; the cue tells.
    """

    code = "ST03"
    title = "infinitive after the cue"
    confidence = 0.66

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a verb with an infinitive that is what is pledged, urged or expected."""
        lemma = lemma_of(verb)
        if lemma not in cues().with_infinitive:
            return None
        clause = child(verb, "xcomp", "ccomp")
        if clause is None or clause.i < verb.i:
            return None
        passive = is_passive(verb)
        if speaker is None and not passive:
            return None
        if passive and lemma not in ("expect", "urge", "order", "instruct", "tell", "ask", "advise", "require"):
            return None
        content = {t.i for t in clause.subtree if t.i > verb.i}
        particle = next(
            (c for c in children(verb, "prep") if c.lower_ in ("on", "for") and verb.i < c.i < clause.i), None
        )
        if lemma == "call":
            if particle is None:
                return None
            content |= {t.i for t in particle.subtree if t != particle}
        for thing in children(verb, "dobj", "dative"):
            if verb.i < thing.i < clause.i:
                content |= {t.i for t in thing.subtree}
        if passive and (subject := child(verb, "nsubjpass")) is not None:
            content |= {t.i for t in subject.subtree}
        stop = later_cue(verb, verb.i)
        if stop is not None:
            content = {i for i in content if i < stop}
        return build(cls, context, verb, speaker, content, particle=particle) if content else None


class Object(VerbRule):
    """A verb of saying whose object is what was said or what it was about: "denied any knowledge", "stressed the need".

    Examples:
        The family denied any knowledge of the shipment.
        ========== ^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 The family · collective · indirect · denies

        Salim Barakat called for an inquiry.
        ============= ^^^^^^^^^^ ~~~~~~~~~~    s1 Salim Barakat · named · indirect · demands

    Limits: the object of "rejected", "backed" or "mentioned" is a topic rather than words; direct quotations inside it
    are kept as they stand.
    """

    code = "ST04"
    title = "object of the cue"
    confidence = 0.62

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a verb with an object, or with a preposition that belongs to it."""
        lemma = lemma_of(verb)
        words = cues()
        if speaker is None:
            return None
        particle: Token | None = None
        content: set[int] = set()
        for preposition in children(verb, "prep", "prt"):
            if preposition.i < verb.i:
                continue
            if f"{lemma}:{preposition.lower_}" in words.with_preposition and any(
                c.dep_ in ("pobj", "pcomp") for c in preposition.children
            ):
                content = {t.i for t in preposition.subtree} - {preposition.i}
                particle = preposition
                break
        thing = child(verb, "dobj")
        small = child(verb, "ccomp")
        if lemma == "call" and thing is None and small is not None and small.i > verb.i:
            content = {t.i for t in small.subtree}  # "called the plan reckless"
        if not content and lemma in words.with_object and thing is not None and thing.i > verb.i:
            if lemma == "call" and child(verb, "oprd", "xcomp", "ccomp", "dative", "attr") is None:
                return None
            content = {t.i for t in thing.subtree}
            # "accused them of …", "praised her for …", "described it as …"
        gerund = child(verb, "xcomp")
        if (
            not content
            and lemma in words.with_object
            and gerund is not None
            and gerund.tag_ == "VBG"
            and gerund.i > verb.i
        ):
            content = {t.i for t in gerund.subtree if t.i > verb.i}
        if not content:
            return None
        low = min(content)
        for rest in children(verb, "prep", "oprd", "xcomp", "advcl", "agent", "dative"):
            if rest == particle or rest.i < low:
                continue
            if rest.dep_ == "prep" and rest.lower_ not in ("for", "of", "as", "over", "against", "that", "to", "from"):
                continue
            if rest.dep_ == "advcl" and (rest.tag_ == "VBG" or child(rest, "mark") is not None):
                continue
            content |= {t.i for t in rest.subtree}
        stop = later_cue(verb, verb.i)
        if stop is not None:
            content = {i for i in content if i < stop}
        return build(cls, context, verb, speaker, content, particle=particle) if content else None


class Perceived(VerbRule):
    """The outlet's own eyes, or a witness's: "Reuters saw soldiers walking", and imagery that shows.

    Only an outlet, its journalist or an image can stand as the subject: then the content is an observation.

    Examples:
        A Harbour Post reporter saw two trucks leaving the base.
        ======================= ^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Harbour Post · observation · indirect

        Satellite imagery taken on May 3 shows three vessels at the pier.
        ================================ ^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Satellite imagery · observation · indirect

    Limits: an outlet that no vocabulary file knows is not recognised as one that sees.
    """

    code = "ST05"
    title = "observation"
    confidence = 0.8

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a verb of seeing with an outlet as subject, or of showing with a document or image."""
        lemma = lemma_of(verb)
        words = cues()
        if speaker is None or speaker.how not in ("own", "shared") or is_negated(verb):
            return None
        noun = speaker.token
        head = noun.lemma_.lower()
        name = context.span(noun_phrase(noun)).of(context.text)
        known = authority()
        content: set[int] = set()
        if (lemma in words.perceiving and is_outlet(name)) or (
            lemma in words.showing and (head in known.documents or head in known.observations)
        ):
            content = _complement(verb)
        return build(cls, context, verb, speaker, content) if content else None


def _complement(verb: Token) -> set[int]:
    found: set[int] = set()
    for c in verb.children:
        if c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "dobj", "attr", "oprd", "advcl", "prep", "dep"):
            found |= {t.i for t in c.subtree}
    return found


def is_outlet(name: str) -> bool:
    """Tell whether the words name an outlet or its journalist."""
    bare = name.removeprefix("The ").removeprefix("the ")
    if bare in agencies() or name in agencies():
        return True
    last = bare.rsplit(" ", 1)[-1].lower().removesuffix("s")
    return last in ("reporter", "journalist", "correspondent", "photographer") and len(bare.split()) > 1


class Unnamed(VerbRule):
    """A passive that names nobody: "it is believed that", "was reported to have", "is expected to".

    Examples:
        It is believed that the crew left in March.
           ^^^^^^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 (nobody) · unknown · indirect

    Limits: who believes it is not told, so no source is given; the statement counts for nobody.
    """

    code = "ST06"
    title = "passive without a source"
    confidence = 0.5

    _UNNAMED = frozenset("say believe think report expect allege rumor rumour know claim fear estimate accuse".split())

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a passive verb of saying or thinking without an agent."""
        lemma = lemma_of(verb)
        if speaker is not None or not is_passive(verb):
            return None
        if lemma not in cls._UNNAMED:
            return None
        clause = child(verb, "ccomp", "xcomp")
        if clause is None or clause.i < verb.i:
            return None
        content = {t.i for t in clause.subtree}
        subject = child(verb, "nsubjpass")
        if subject is not None and subject.lower_ not in ("it", "who", "which", "that"):
            content |= {t.i for t in subject.subtree}
        return build(cls, context, verb, None, content)
