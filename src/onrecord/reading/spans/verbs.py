"""Statements that a verb introduces: "A said that X", "X, A said", "adding that X", "A denied X", "A urged B to X"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from onrecord.reading.spans.context import Attribution, BlockContext
from onrecord.reading.spans.grammar import (
    SUBJECTS,
    Speaker,
    child,
    children,
    cue_tokens,
    is_negated,
    is_passive,
    is_verb,
    lemma_of,
    noun_phrase,
    runs,
)
from onrecord.records import Rule, Span, Spans, subtract, tidy
from onrecord.vocabulary.words import authority, cues

if TYPE_CHECKING:
    from spacy.tokens import Token


# A content of one of these words says nothing by itself.
_POINTERS = frozenset(
    """
    to it him her them that this so what which who me us you those these he she they as such
    """.split()
)


class VerbRule(Rule):
    """Base of the rules that start from one verb. `match` gives an attribution or None; the first match wins."""

    confidence = 0.8

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Give the attribution this verb makes, or None where the rule does not apply."""
        raise NotImplementedError


def source_spans(context: BlockContext, speaker: Speaker | None, verb: Token | None = None) -> Spans:
    """Give the stretch that names the speaker; empty where nobody is named."""
    if speaker is None or speaker.token.dep_ == "expl" or speaker.token.tag_ == "EX":
        return ()
    if speaker.token.pos_ in ("VERB", "AUX"):
        return ()
    tokens = noun_phrase(speaker.token)
    name = trailing_name(tokens[-1].i, verb) if verb is not None else []
    return (context.span(tokens), context.span(name)) if name else (context.span(tokens),)


def trailing_name(last: int, verb: Token) -> list[Token]:
    """Give the name that stands between commas before the verb: "The company that runs it, Gash Storage, confirmed".

    `last` is the number of the last token of the noun phrase, before the relative clause.
    """
    doc = verb.doc
    first = verb.i - 1
    while first > last and doc[first].dep_ in ("aux", "auxpass", "neg"):
        first -= 1
    if first <= last + 2 or doc[first].text != ",":
        return []
    end = first
    while first - 1 > last and doc[first - 1].pos_ == "PROPN":
        first -= 1
    between = doc[last + 1 : first]
    if (
        first == end
        or first - 1 <= last
        or doc[first - 1].text != ","
        or not any(t.tag_ in ("WDT", "WP") for t in between)
    ):
        return []
    return list(doc[first:end])


def build(
    rule: type[VerbRule],
    context: BlockContext,
    verb: Token,
    speaker: Speaker | None,
    content: set[int],
    *,
    particle: Token | None = None,
    confidence: float | None = None,
) -> Attribution | None:
    """Make an attribution whose content is the tokens `content`, cut clear of its cue and source.

    A quotation that the content touches belongs to it whole: quotation marks end where the page says, a parse may not.
    """
    cue = cue_tokens(verb, particle)
    cue_span = context.span(cue)
    source = source_spans(context, speaker, verb)
    spans = [context.tokens_span(first, last) for first, last in runs(content)]
    whole: list[Span] = []
    inside = context.quoted(verb)
    for number, quotation in enumerate(context.quotations):
        if number == inside or not any(span.overlaps(quotation.span) for span in spans):
            continue
        if quotation.span.overlaps(cue_span):
            continue
        whole.append(quotation.span)
        context.used_quotations.add(number)
    spans = list(tidy([*spans, *whole]))
    if inside is not None:
        # A cue inside a quotation speaks of what stands inside it too.
        inner = context.quotations[inside].inner
        spans = [Span(max(s.start, inner.start), min(s.end, inner.end)) for s in spans if s.overlaps(inner)]
    holes = [cue_span]
    if speaker is not None and speaker.how in ("own", "agent", "relative"):
        holes.extend(source)
    kept = context.content_spans(subtract(spans, holes))
    if len(kept) == 1 and kept[0].of(context.text).lower() in _POINTERS:
        return None
    # Islands of a word or two that are left beside the content are crumbs of the attribution ("… , he … , …").
    if len(kept) > 1:
        longest = max(len(span) for span in kept)
        kept = tuple(s for s in kept if len(s) >= 12 or len(s) == longest or '"' in s.of(context.text))
    if not kept:
        return None
    return Attribution(
        rule.code, context.number, source, (cue_span,), kept, confidence or rule.confidence, lemma=lemma_of(verb)
    )


def clause_tokens(verb: Token, clause: Token, *, beside: set[int]) -> set[int]:
    """Give the tokens of the reported clause, without the cue's own dependents that the parse mixed in."""
    return {t.i for t in clause.subtree} - beside


def own_tokens(verb: Token, *but: Token) -> set[int]:
    """Give the tokens that belong to the cue itself: subject, addressee, adverbs, time; not the clauses in `but`."""
    skip = {t.i for clause in but for t in clause.subtree}
    return {t.i for t in verb.subtree} - skip


def later_cue(verb: Token, after: int) -> int | None:
    """Give where a second participle with a cue of its own begins (", adding that"), which ends the content."""
    for token in verb.subtree:
        if token.i > after and _goes_on_reporting(token):
            return token.i - 2 if token.nbor(-1).lower_ == "and" and token.nbor(-2).text == "," else token.i - 1
    return None


def _to_heading_end(context: BlockContext) -> None:
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


_NO_REPORT = frozenset(["oppose", "support", "defend", "endorse", "back", "view", "favor", "favour", "call:on"])


def _goes_on_reporting(token: Token) -> bool:
    """Tell whether the token is a participle of reporting behind a comma: ", adding that", ", and rejecting any"."""
    if token.tag_ != "VBG" or token.i < 2 or lemma_of(token) not in _reporting():
        return False
    before = token.nbor(-1)
    if before.text not in (",", '"', "-") and not (before.lower_ == "and" and token.nbor(-2).text == ","):
        return False
    return any(c.dep_ in ("ccomp", "dobj", "xcomp", "prep", "oprd") and c.i > token.i for c in token.children)


@functools.cache
def _reporting() -> frozenset[str]:
    """Give the verbs whose participle goes on reporting."""
    words = cues()
    with_preposition = {entry.partition(":")[0] for entry in words.with_preposition}
    return (words.speech | words.with_object | with_preposition) - _NO_REPORT


class ClauseAfter(VerbRule):
    """A verb of saying, then what was said as a clause.

    The clause runs from its first word ("that", "whether", "how" or none) to its end; time and place between the cue
    and the clause ("said on Monday that …") and the one spoken to ("told reporters") belong to neither. A second
    participle (", adding that …") ends it. Thought and showing count as ST01 too when the verb takes a clause; what
    was only thought is marked by its stance and cue.

    Examples:
        The ministry said on Monday that the bridge was closed.
        ============ ^^^^           ~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 The ministry · named · indirect

        Rana Haddad told reporters the port would open in May.
        =========== ^^^^           ~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Rana Haddad · named · indirect

    Limits: a clause without "that" whose first word the parser reads as the verb's object is found too short; a
    sentence of several coordinated verbs may give its last clause to the wrong one.
    """

    code = "ST01"
    title = "clause after the cue"
    confidence = 0.88

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a verb of saying, showing or thinking with a clause behind it."""
        lemma = lemma_of(verb)
        words = cues()
        if lemma not in words.speech and lemma not in words.attitude and lemma not in words.showing:
            return None
        if speaker is not None and speaker.how == "own" and ClauseAround.is_set_off(verb, speaker):
            return None
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
        if clause is None:
            return None
        if lemma in words.attitude and lemma not in words.speech and speaker is None and not is_passive(verb):
            return None
        content = clause_tokens(verb, clause, beside=set())
        first = min((i for i in content if i > verb.i), default=clause.i)
        content = {i for i in content if i > verb.i}
        # What hangs on the cue after the clause (", after …", ", with …") reads as part of what is said.
        tail = [
            c
            for c in verb.children
            if c.i > clause.i and c.dep_ in ("advcl", "prep", "npadvmod", "advmod", "conj", "ccomp", "dep")
        ]
        end = max(content)
        for dependent in tail:
            if (
                dependent.dep_ == "conj"
                and any(c.dep_ in SUBJECTS for c in dependent.children)
                and dependent.tag_ != "VBG"
            ):
                continue
            if dependent.dep_ == "conj" and lemma_of(dependent) in words.speech:
                continue
            if dependent.dep_ == "advcl" and _is_contrast(dependent):
                continue
            if dependent.dep_ == "ccomp" or not (dependent.tag_ == "VBG" and lemma_of(dependent) in words.speech):
                content |= {t.i for t in dependent.subtree if t.i > verb.i}
        stop = later_cue(verb, first)
        if stop is not None:
            content = {i for i in content if i < stop}
        if not any(c.dep_ in SUBJECTS for c in clause.children) and clause.tag_ in ("VBD", "VBP", "VBZ", "MD"):
            # The clause's subject was read as the one spoken to: "told Reuters the talks were over".
            content |= set(range(cls._behind_listener(verb), clause.i))
        if not content:
            return None
        # Close the holes that punctuation leaves.
        content = set(range(min(content), max(content) + 1)) if max(content) - min(content) < end + 400 else content
        if stop is not None:
            content = {i for i in content if i < stop}
        content = _to_sentence_end(context, verb, content, stop)
        content = _without_contrast(verb, _without_main_clause(verb, speaker, content))
        mark = next(
            (c for c in clause.children if c.dep_ == "mark" and c.lower_ in ("that", "if", "whether") and c.i > verb.i),
            None,
        )
        if (
            mark is not None
            and mark.i - min(content) <= 8
            and all(i in own_tokens(verb) for i in range(min(content), mark.i))
        ):
            content = {i for i in content if i >= mark.i}
        sure = cls.confidence if lemma in words.speech else 0.6
        return build(cls, context, verb, speaker, content, confidence=sure)

    @staticmethod
    def _behind_listener(verb: Token) -> int:
        """Give the number of the first token behind the one spoken to: a name, or a noun with what is before it."""
        at = verb.i + 1
        doc = verb.doc
        while at < len(doc) and doc[at].pos_ in ("DET", "ADJ") and doc[at].tag_ != "PRP":
            at += 1
        if at < len(doc) and doc[at].pos_ == "PROPN":
            while at < len(doc) and doc[at].pos_ == "PROPN":
                at += 1
            return at
        return at + 1


class SecondParticiple(ClauseAfter):
    """A participle that goes on reporting for the same source: "…, adding that X", "…, saying Y".

    It is a statement of its own, with the source of the verb it hangs on.

    Examples:
        The mayor said the pumps had failed, adding that repairs would take a week.
        ========= ^^^^ ~~~~~~~~~~~~~~~~~~~~                                           s1 The mayor · named · indirect
        =========                            ^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s2 The mayor · named · indirect

    Limits: a participle after a verb that is no cue ("He left, saying …") takes that verb's subject.
    """

    code = "ST07"
    title = "second participle"
    confidence = 0.85

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a participle of a verb of saying that shares its subject with the verb before it."""
        if verb.tag_ != "VBG" or speaker is None or speaker.how not in ("participle", "shared", "modified"):
            return None
        return super().match(context, verb, speaker)


# Verbs of thought and showing that stand beside what they report: "…, she believes", "…, the footage showed".
_IN_PASSING = frozenset("think believe feel hope expect fear suspect show indicate find reveal suggest".split())


class ClauseAround(VerbRule):
    """The attribution stands behind or inside what is said: "X, A said", "X, said A, Y".

    Everything of the reported sentence but the attribution is content, so it may be in two stretches.

    Examples:
        The bridge was closed on Monday, the ministry said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============ ^^^^    s1 the ministry · named · indirect

    Limits: where the parser cuts the sentence before the attribution, only the nearer half is found.
    """

    code = "ST02"
    title = "attribution after or inside the content"
    confidence = 0.88

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a cue that follows its content or stands inside it."""
        lemma = lemma_of(verb)
        words = cues()
        if lemma not in words.speech and lemma not in _IN_PASSING:
            return None
        if speaker is None or cls._is_far(speaker, verb):
            return cls._with_unparsed_source(context, verb)
        if speaker.how != "own":
            return None
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
        own: set[int]
        if clause is None and cls.is_set_off(verb, speaker) and (later := child(verb, "ccomp")) is not None:
            # "If it rained, he said, the road would go": the sentence around the attribution is the content.
            own = {
                t.i for c in verb.children if c is not later and c.dep_ not in ("advcl", "prep") for t in c.subtree
            } | {verb.i}
            content = {t.i for t in verb.sent if not t.is_space} - own
            if verb.sent[-1].is_punct:
                content.discard(verb.sent[-1].i)
        elif clause is not None:
            own = {t.i for c in verb.children if c.dep_ != "ccomp" for t in c.subtree} | {verb.i}
            content = {t.i for t in clause.subtree} - own
            # The clause is cut where the attribution begins; what the parse hangs behind the cue may belong to it.
            low = min(speaker.token.left_edge.i, verb.i)
            head_part = {i for i in content if i < low}
            tail_part = {i for i in content if i > verb.i}
            if head_part:
                content = set(range(min(head_part), low)) | tail_part
        elif (
            verb.dep_ in ("parataxis", "ccomp", "advcl", "dep", "conj") and verb.head is not verb and is_verb(verb.head)
        ):
            head = verb.head
            if verb.dep_ != "parataxis" and not cls.is_set_off(verb, speaker):
                return None
            low = min(speaker.token.left_edge.i, verb.i)
            # A condition before the attribution ("If it rained, he said, …") belongs to what is said.
            before = {t.i for c in verb.children if c.dep_ in ("advcl", "prep") and c.i < low for t in c.subtree}
            own = {t.i for t in verb.subtree} - before
            content = {t.i for t in head.subtree} - own
            if head.dep_ not in ("ROOT", "ccomp", "conj", "parataxis"):
                return None
        else:
            return None
        if not content:
            return None
        sure = cls.confidence if lemma in words.speech else 0.6
        made = build(cls, context, verb, speaker, content, confidence=sure)
        return cls._with_whole_source(context, made, verb) if made is not None else None

    @staticmethod
    def _is_far(speaker: Speaker, verb: Token) -> bool:
        """Tell whether the subject is that of another verb on the way: "Half had none, a manager of the works said"."""
        if speaker.how != "own" or speaker.token.i > verb.i:
            return False
        between = verb.doc[speaker.token.i + 1 : verb.i]
        own = {t.i for t in speaker.token.subtree}
        comma = any(t.text == "," and t.i not in own for t in between)
        return comma and any(t.tag_ in ("VBD", "VBZ", "VBP") and t.i not in own and t.dep_ != "relcl" for t in between)

    @classmethod
    def _with_unparsed_source(cls, context: BlockContext, verb: Token) -> Attribution | None:
        """Match "X, an officer posted at the base said." where the parse gives the verb no subject.

        The stretch between the last comma and the verb is the source, if it is a noun phrase with no verb of its own.
        """
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or context.speaks_itself(verb):
            return None
        comma = next((i for i in range(verb.i - 1, verb.sent.start, -1) if verb.doc[i].text == ","), None)
        if comma is None or verb.i - comma > 16:
            return None
        tokens = list(verb.doc[comma + 1 : verb.i])
        if not tokens or tokens[0].pos_ not in ("DET", "PROPN", "NOUN", "ADJ", "NUM"):
            return None
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "CC") or context.quoted(t) is not None for t in tokens):
            return None
        behind = [t for t in verb.sent if t.i > verb.i]
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in behind):
            return None
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
        first = clause.left_edge.i if clause is not None else verb.sent.start
        content = context.content_spans([context.tokens_span(first, comma - 1)])
        if not content:
            return None
        cue = context.span(cue_tokens(verb))
        return Attribution(
            cls.code, context.number, (context.span(tokens),), (cue,), content, 0.8, lemma=lemma_of(verb)
        )

    @staticmethod
    def _with_whole_source(context: BlockContext, made: Attribution, verb: Token) -> Attribution:
        """Give back to the source what the parse left with the content: ", an officer posted at | the base said"."""
        if not made.source or not made.content or made.source[0].start > context.block.offset(verb):
            return made
        last = max((s for s in made.content if s.end <= made.source[0].start), default=None)
        between = context.text[last.end : made.source[0].start] if last is not None else ","
        if last is None or between.strip():
            return made
        comma = max(context.text.rfind(", ", last.start, last.end), context.text.rfind(" - ", last.start, last.end))
        if comma < 0 or context.quotation_at(comma) is not None or context.quotation_at(last.end - 1) is not None:
            return made
        start = next((i for i in range(comma + 1, last.end) if context.text[i].isalnum()), None)
        if start is None:
            return made
        moved = [t for t in context.block.doc if start <= context.block.offset(t) < last.end]
        if (
            not moved
            or moved[0].pos_ not in ("DET", "PROPN", "NOUN", "ADJ", "NUM")
            or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in moved)
        ):
            return made
        made.source = (Span(start, made.source[0].end),)
        made.content = context.content_spans(subtract(made.content, made.source))
        return made

    @staticmethod
    def is_set_off(verb: Token, speaker: Speaker) -> bool:
        """Tell whether commas set the attribution off ("…, he said, …")."""
        doc = verb.doc
        low, high = min(speaker.token.left_edge.i, verb.i), max(speaker.token.right_edge.i, verb.i)
        before = low > 0 and doc[low - 1].text in (",", '"', "''", "-", ";")
        behind = high + 1 >= len(doc) or doc[high + 1].text in (",", ".", ";", "-")
        return before and behind and low > verb.sent.start


class ClauseElsewhere(VerbRule):
    """A verb of saying whose clause the parse hangs elsewhere: "said during a visit on Monday that X".

    From "that" to the end of the sentence, or, for "said" and "added" alone, the rest of the sentence.

    Examples:
        The envoy said in remarks that villagers expected the talks to bring back the water.
        ========= ^^^^            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 The envoy · anonymous · indirect
                                       ========= ^^^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s2 villagers · collective · indirect · expects · inside s1

    Limits: in a long sentence the content may take in a clause that is the writer's own.
    """

    code = "ST14"
    title = "clause hung elsewhere"
    confidence = 0.75

    _SAYS = frozenset(
        """
        say tell add announce report stress warn note explain insist argue claim state declare affirm
        """.split()
    )

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a finite verb of saying with the rest of its sentence."""
        if child(verb, "ccomp") is not None or (
            child(verb, "dobj") is not None and lemma_of(verb) not in ("say", "add")
        ):
            return None
        if speaker is None or lemma_of(verb) not in cls._SAYS or verb.tag_ in ("VBG", "VB") or is_passive(verb):
            return None
        if speaker.how not in ("own", "shared", "relative") or speaker.token.i > verb.i:
            return None
        rest = [t for t in verb.sent if t.i > verb.i]
        stop = next((t.i for t in rest if _goes_on_reporting(t)), None)
        if stop is not None:
            rest = [t for t in rest if t.i < stop]
        while rest and rest[-1].is_punct:
            rest.pop()
        that = next((t for t in rest if t.lower_ == "that" and t.tag_ in ("IN", "WDT", "DT")), None)
        if that is not None and not any(is_verb(t) and lemma_of(t) in cues().speech for t in rest if t.i < that.i):
            content = {t.i for t in rest if t.i >= that.i}
        elif (
            lemma_of(verb) in ("say", "add") and rest and rest[0].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
        ):
            content = {t.i for t in rest}
        else:
            return None
        tokens = [t for t in rest if t.i in content]
        if len(tokens) < 4 or not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens):
            return None
        return build(
            cls,
            context,
            verb,
            speaker,
            content,
        )


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
            content |= {t.i for t in particle.subtree if t is not particle}
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
            if rest is particle or rest.i < low:
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
    from onrecord.vocabulary.words import agencies

    bare = name.removeprefix("The ").removeprefix("the ")
    if bare in agencies() or name in agencies():
        return True
    last = bare.rsplit(" ", 1)[-1].lower()
    return last in (
        "reporter",
        "journalist",
        "correspondent",
        "reporters",
        "journalists",
        "photographer",
        "correspondents",
    ) and (len(bare.split()) > 1)


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

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Match a passive verb of saying or thinking without an agent."""
        lemma = lemma_of(verb)
        if speaker is not None or not is_passive(verb):
            return None
        if lemma not in (
            "say",
            "believe",
            "think",
            "report",
            "expect",
            "allege",
            "rumor",
            "rumour",
            "know",
            "claim",
            "fear",
            "estimate",
            "accuse",
        ):
            return None
        clause = child(verb, "ccomp", "xcomp")
        if clause is None or clause.i < verb.i:
            return None
        content = {t.i for t in clause.subtree}
        subject = child(verb, "nsubjpass")
        if subject is not None and subject.lower_ not in ("it", *("who", "which", "that")):
            content |= {t.i for t in subject.subtree}
        return build(cls, context, verb, None, content)


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
        if is_negated(token) and lemma in words.speech and not _denies_by_negation(token):
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
        _to_heading_end(context)


def _is_contrast(clause: Token) -> bool:
    """Tell whether an adverbial clause sets somebody else's words against these (", while Israel responded …")."""
    marked = any(c.lower_ in ("while", "whereas", "although", "though") for c in clause.children)
    return marked and any(c.dep_ in SUBJECTS for c in clause.children) and lemma_of(clause) in cues().speech


def _without_contrast(verb: Token, content: set[int]) -> set[int]:
    """Cut the content before ", while B said …" where this cue is the last one before it."""
    for i in sorted(content):
        token = verb.doc[i]
        if token.lower_ not in ("while", "whereas") or not _is_contrast(token.head):
            continue
        between = verb.doc[verb.i + 1 : i]
        if any(
            is_verb(t) and lemma_of(t) in cues().speech and any(c.dep_ == "nsubj" for c in t.children) for t in between
        ):
            return content
        return {k for k in content if k < i}
    return content


def _without_main_clause(verb: Token, speaker: Speaker | None, content: set[int]) -> set[int]:
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


def _to_sentence_end(context: BlockContext, verb: Token, content: set[int], stop: int | None) -> set[int]:
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
        if token.dep_ == "conj" and token.head is verb:
            return content
        if context.quoted(token) is not None:
            return content
    if rest[0].text != "," or rest[1].tag_ in ("VBG", "VBN", "CC", "IN", "WDT", "WP"):
        return content
    return content | {t.i for t in rest if t.i < len(doc) and not (t.is_punct and t.i == rest[-1].i)}


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
    if not _goes_on_reporting(verb) or child(verb, "nsubj") is not None:
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


def _denies_by_negation(verb: Token) -> bool:
    """Tell whether a negated verb still reports words: "did not deny", "never said that", "did not rule out"."""
    if any(c.lower_ == "never" for c in verb.children):
        return True
    if lemma_of(verb) in cues().attitude or lemma_of(verb) in ("deny", "rule", "confirm", "want"):
        return lemma_of(verb) != "confirm"
    clause = child(verb, "ccomp")
    return clause is not None and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
