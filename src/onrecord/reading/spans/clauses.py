"""Statements reported as a clause: "A said that X", "X, A said", "…, adding that X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.spans.build import VerbRule, build
from onrecord.reading.spans.context import Attribution, BlockContext
from onrecord.reading.spans.extent import (
    goes_on_reporting,
    is_contrast,
    later_cue,
    to_sentence_end,
    without_contrast,
    without_main_clause,
)
from onrecord.reading.spans.grammar import (
    SUBJECTS,
    Speaker,
    child,
    children,
    cue_tokens,
    is_passive,
    is_verb,
    lemma_of,
)
from onrecord.records import Span, subtract
from onrecord.vocabulary.words import cues

if TYPE_CHECKING:
    from spacy.tokens import Token


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
        content = {t.i for t in clause.subtree if t.i > verb.i}
        stop = later_cue(verb, min(content))
        content |= cls._tail(verb, clause)
        if not any(c.dep_ in SUBJECTS for c in clause.children) and clause.tag_ in ("VBD", "VBP", "VBZ", "MD"):
            # The clause's subject was read as the one spoken to: "told Reuters the talks were over".
            content |= set(range(cls._behind_listener(verb), clause.i))
        # "Said -5 degrees was forecast": the parse hangs the number on the cue.
        before = verb.doc[min(content) - 1]
        if (
            before.i > verb.i
            and before.text.lstrip("-−+$€£¥")[:1].isdigit()
            and before.ent_type_ not in ("DATE", "TIME")
        ):
            content.add(before.i)
        # One run of tokens: no hole that punctuation leaves.
        content = set(range(min(content), max(content) + 1))
        if stop is not None:
            content = {i for i in content if i < stop}
        if not content:
            return None
        content = to_sentence_end(context, verb, content, stop)
        content = without_contrast(verb, without_main_clause(verb, speaker, content))
        content = cls._from_mark(verb, clause, content)
        sure = cls.confidence if lemma in words.speech else 0.6
        return build(cls, context, verb, speaker, content, confidence=sure)

    @staticmethod
    def _tail(verb: Token, clause: Token) -> set[int]:
        """Give what hangs on the cue behind the clause (", after …", ", with …"): it reads as part of what is said.

        A coordinated clause with a subject of its own, another verb of saying, and another's contrasting words do not.
        """
        speech = cues().speech
        tail: set[int] = set()
        for part in children(verb, "advcl", "prep", "npadvmod", "advmod", "conj", "ccomp", "dep"):
            if part.i <= clause.i:
                continue
            has_subject = any(c.dep_ in SUBJECTS for c in part.children)
            if part.dep_ == "conj" and ((has_subject and part.tag_ != "VBG") or lemma_of(part) in speech):
                continue
            if part.dep_ == "advcl" and is_contrast(part):
                continue
            if part.dep_ == "ccomp" or not (part.tag_ == "VBG" and lemma_of(part) in speech):
                tail |= {t.i for t in part.subtree if t.i > verb.i}
        return tail

    @staticmethod
    def _from_mark(verb: Token, clause: Token, content: set[int]) -> set[int]:
        """Let the content begin at its "that" where only the cue's own words stand before it."""
        mark = next(
            (c for c in children(clause, "mark") if c.lower_ in ("that", "if", "whether") and c.i > verb.i), None
        )
        if mark is None or mark.i - min(content) > 8:
            return content
        own = {t.i for t in verb.subtree}
        return {i for i in content if i >= mark.i} if own.issuperset(range(min(content), mark.i)) else content

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
            own = {t.i for c in verb.children if c != later and c.dep_ not in ("advcl", "prep") for t in c.subtree} | {
                verb.i
            }
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
        elif verb.dep_ in ("parataxis", "ccomp", "advcl", "dep", "conj") and verb.head != verb and is_verb(verb.head):
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
        return Attribution(cls.code, context.number, (context.span(tokens),), (cue,), content, 0.8)

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
        stop = next((t.i for t in rest if goes_on_reporting(t)), None)
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
        return build(cls, context, verb, speaker, content)
