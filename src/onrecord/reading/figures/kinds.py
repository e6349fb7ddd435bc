"""What befell those whom a number counts, or what they are: killed, injured, missing, a force, a population."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.figures.amounts import Amount
from onrecord.reading.figures.counting import Counted, token_at
from onrecord.reading.spans.grammar import lemma_of
from onrecord.records import FigureKind
from onrecord.vocabulary.quantities import quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Told(NamedTuple):
    """The kind of a figure and how it is known."""

    kind: FigureKind
    how: str
    """`verb`, `word` (at the noun, or the noun itself), `toll`, `population` or `force`."""
    own: bool = False
    """Whether words of the figure's own phrase tell it ("the 40 people killed"), not the verb of the clause."""


@functools.cache
def _verbs() -> dict[str, FigureKind]:
    return {verb: kind for kind, words in quantities().befalling.items() for verb in words.did}


@functools.cache
def _forms() -> dict[str, str]:
    """Give each form that such a verb takes to the verb, for headlines, where the lemmatiser sees names."""
    found: dict[str, str] = {}
    for verb in _verbs():
        stem = verb.removesuffix("e")
        for form in (
            verb,
            verb + "s",
            verb + "es",
            stem + "ed",
            stem + "ing",
            verb + verb[-1] + "ed",
            verb + verb[-1] + "ing",
        ):
            found.setdefault(form, verb)
    return found


@functools.cache
def _fates() -> dict[str, FigureKind]:
    return {verb: kind for kind, words in quantities().befalling.items() for verb in words.was}


@functools.cache
def _states() -> dict[str, FigureKind]:
    return {word: kind for kind, words in quantities().befalling.items() for word in words.were}


@functools.cache
def _nouns() -> dict[str, FigureKind]:
    return {word: kind for kind, words in quantities().befalling.items() for word in words.nouns}


@functools.cache
def _tolls() -> tuple[tuple[FigureKind, re.Pattern[str]], ...]:
    found = []
    for kind, words in quantities().befalling.items():
        phrases = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(words.tolls, key=len, reverse=True))
        states = "|".join(sorted(words.were))
        found.append(
            (
                kind,
                re.compile(
                    rf"\b(?:(?:{phrases})\b|number\s+of\s+(?:\w+\s+){{1,4}}?(?:{states})\b)"
                    rf"[^.;:?!]{{0,90}}?\b(?:to|at|of|is|was|now|about|around|hit|hits|reached|reaches|exceeds|exceeded|passed|passes|topped|tops|crossed|crosses|surpassed|surpasses|stands|stood|include|includes|included|be|as|:)\W*$"
                ),
            )
        )
    return tuple(found)


@functools.cache
def _among() -> tuple[tuple[FigureKind, re.Pattern[str]], ...]:
    """ "Among the injured are two girls"."""
    return tuple(
        (
            kind,
            re.compile(
                rf"\b(?:among\s+)?(?:the|those)\s+(?:{'|'.join(sorted(words.were))})\s+"
                rf"(?:are|were|is|was|include|included|includes|including)\s+(?:also\s+)?$"
            ),
        )
        for kind, words in quantities().befalling.items()
    )


@functools.cache
def _population() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in quantities().population_before)
    return re.compile(rf"\b(?:(?:{phrases})|population\b[^.;:]{{0,40}}?\b(?:to|of|at|is|was|from|reached|exceeds))\s*$")


@functools.cache
def _phrases() -> tuple[tuple[FigureKind, re.Pattern[str]], ...]:
    links = "|".join(sorted(quantities().grammar.links))
    return tuple(
        (
            kind,
            re.compile(
                rf"\s*(?:(?:{links}|who|not|\w+ly)\s+){{0,5}}"
                rf"(?:{'|'.join(re.escape(p) for p in words.phrases)}"
                rf"|among\s+(?:the\s+|those\s+)?(?:[\w,]+\s+){{0,2}}?(?:{'|'.join(sorted(words.were))}))\b"
            ),
        )
        for kind, words in quantities().befalling.items()
    )


def kind_of(doc: Doc, plain: str, amount: Amount, counted: Counted | None) -> Told | None:
    """Give what a count is a count of; None where nothing tells."""
    number = token_at(doc, max(amount.number.start, amount.number.end - 1))
    assert number is not None
    head = counted.head if counted is not None and counted.head.i > number.i else None
    if amount.compound:
        return None
    if amount.unit not in (None, "%"):
        return None
    noun = head.lower_ if head is not None else ""
    if counted is not None and head is not None:
        for token in doc[counted.first.i : head.i]:
            state = _states().get(token.lower_)
            if state is not None and (token.dep_ == "amod" or token.head == head):
                return Told(state, "word", own=True)
    if _nouns().get(noun) in ("killed", "injured"):
        return Told(_nouns()[noun], "word")
    behind = token_at(doc, amount.end)
    if behind is not None and behind.lower_ in _states() and behind.i + 1 < len(doc) and behind.nbor().like_num:
        return Told(_states()[behind.lower_], "word", own=True)  # "Two Killed Three Injured": a headline's list
    if head is None and behind is not None and behind.lower_ in _states() and not _leads_on(behind):
        return Told(_states()[behind.lower_], "word", own=True)
    end = amount.end if head is None else head.idx + len(head)
    far = end if counted is None or head is None else max(end, counted.last.idx + len(counted.last))
    for found in (_by_verb(head or number, noun), _by_words(doc, amount, head), _by_phrase(plain, end, far)):
        if found is not None:
            return found
    before = plain[max(0, amount.start - 140) : amount.start]
    if not noun or noun in quantities().people:
        for kind, toll in _tolls():
            if toll.search(before):
                return Told(kind, "toll")
    for kind, among in _among():
        if among.search(before):
            return Told(kind, "verb")
    if noun in _nouns() and not is_freed(head):
        return Told(_nouns()[noun], "word")
    armed = noun in quantities().armed | quantities().arms or (head is not None and _is_armour(head))
    if armed and not _population().search(before[-40:]):
        return Told("force", "force")
    if counted is not None and counted.head.i < number.i and counted.head.lemma_.lower() in quantities().places:
        return Told("population", "population")
    if head is not None and _is_population(doc, amount, noun):
        return Told("population", "population")
    if _population().search(before[-40:]) or noun in quantities().residents or _resides(head or number):
        return Told("population", "population")
    return None


def kind_of_noun(counted: Counted | None) -> FigureKind:
    """Give the kind that the counted noun alone tells."""
    noun = counted.head.lower_ if counted is not None else ""
    kind = _nouns().get(noun)
    if kind is not None:
        return kind
    return (
        "force"
        if noun in quantities().armed | quantities().arms
        else "population"
        if noun in quantities().residents
        else "other"
    )


def is_freed(head: Token | None) -> bool:
    """Tell hostages that were let go: they are held no more."""
    if head is None:
        return False
    freeing = ("free", "release", "rescue", "return", "exchange", "swap", "liberate")
    if head.dep_ == "pobj" or (head.dep_ == "pobj" and head.head.lower_ == "of"):
        of = head.head if head.head.lower_ == "of" else head
        while of.head.pos_ in ("NOUN", "ADP") and of.head != of and of.head.lower_ not in quantities().grammar.freedom:
            of = of.head
        if of.head.lower_ in quantities().grammar.freedom:
            return True
    verbs = [head.head] if head.dep_ in ("nsubjpass", "dobj", "nsubj") else []
    verbs += [c for c in head.children if c.dep_ in ("acl", "relcl")]
    return any(lemma_of(verb) in freeing for verb in verbs)


def _is_population(doc: Doc, amount: Amount, noun: str) -> bool:
    """Tell the people of a place: "an enclave of 2.3 million people", "its 2.3 million people"."""
    first = token_at(doc, amount.start)
    if first is None or first.i < 2 or noun not in ("people", "inhabitants", "residents", "souls", "persons"):
        return False
    before = first.nbor(-1)
    if before.lower_ == "of":
        return first.nbor(-2).lemma_.lower() in quantities().places
    return amount.number.low >= 1000 and (before.tag_ in ("PRP$", "POS"))


def _is_armour(head: Token) -> bool:
    return head.lower_ in ("vehicles", "vehicle", "carriers", "cars", "units") and any(
        c.lower_ in ("armoured", "armored", "military", "army", "fighting", "combat") for c in head.lefts
    )


def _leads_on(token: Token) -> bool:
    """Tell whether the word modifies a noun behind it ("12 dead soldiers")."""
    return token.dep_ == "amod" and token.head.i > token.i


def is_living(token: Token) -> bool:
    """Tell a noun for people, as far as the words and the names tell."""
    return _is_living(token.lower_, token)


def _is_living(noun: str, token: Token) -> bool:
    words = quantities()
    if (
        not noun
        or noun in words.people
        or noun in _nouns()
        or noun in words.armed
        or token.lemma_.lower() in words.people
    ):
        return True
    return token.ent_type_ in ("NORP", "PERSON") or (token.pos_ == "PROPN" and noun.endswith("s"))


def _by_verb(head: Token, noun: str) -> Told | None:
    """Follow the noun, or the number that stands for one, to the verb that tells what befell it."""
    living = _is_living(noun, head)
    for at in _chain(head):
        for verb in (c for c in at.children if c.dep_ in ("acl", "relcl") and c.i > at.i):
            if verb.i < head.i and not living:
                continue  # "26 people injured and 1,700 trees felled"
            kind = _befell(verb, at, living=living, relative=True)
            if kind is not None:
                return Told(kind, "verb", own=True)
        kind = _befell(at.head, at, living=living) if at.head != at else None
        if kind is not None:
            return Told(kind, "verb")
    return None


def _chain(head: Token) -> Iterator[Token]:
    """Give the noun and those that stand for it further up: "three *children*" of "eight *civilians* including …"."""
    at = head
    for _ in range(6):
        yield at
        above = at.head
        if above == at:
            return
        if at.dep_ in ("conj", "appos", "nummod", "quantmod", "nmod", "compound") and above.pos_ in (
            "NOUN",
            "PROPN",
            "NUM",
            "PRON",
            "ADJ",
        ):
            at = above
        elif (
            at.dep_ in ("pobj", "pcomp")
            and above.lower_ in ("including", "of", "among", "like")
            and above.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON")
        ):
            if above.lower_ == "of" and above.head.lower_ in quantities().people:
                return
            at = above.head
        elif at.dep_ in ("pobj", "pcomp") and above.lower_ == "including" and above.head.pos_ in ("VERB", "AUX"):
            subject = next((c for c in above.head.children if c.dep_ in ("nsubjpass", "nsubj", "dobj")), None)
            if subject is None or subject == at:
                return
            at = subject
        else:
            return


def _befell(verb: Token, noun: Token, *, living: bool, relative: bool = False) -> FigureKind | None:
    """Give what `verb` says befell `noun`; `living` where the one counted is known to be somebody."""
    lemma = lemma_of(verb)
    if verb.pos_ == "ADP" and noun.dep_ == "pobj" and verb.lower_ == "of":
        # "the killing of 12 men", "the arrest of 30 people"
        above = verb.head
        kind = _nouns().get(above.lower_)
        return kind if kind is not None and above.i < noun.i else None
    did = _verbs().get(lemma)
    if did is None and verb.tag_ in ("VBN", "VBD"):
        did = _states().get(verb.lower_)
    if did is not None and not (lemma in quantities().grammar.living_object or living):
        did = None
    if did is None and verb.tag_ == "VBN":
        # "were shot and killed"
        second = (c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN" and not any(_subjects(c)))
        did = next(
            (
                _verbs()[lemma_of(c)]
                for c in second
                if lemma_of(c) in quantities().grammar.living_object & _verbs().keys()
            ),
            None,
        )
    if relative:
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if did is not None and (
            (verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"))
            or (subject is not None and subject.dep_ == "nsubjpass" and subject.lower_ in ("who", "that", "which"))
        ):
            return did
        if subject is not None and subject.lower_ in ("who", "that", "which") and subject.dep_ == "nsubj":
            return _fate(verb, lemma, noun)
        return None
    if noun.dep_ == "nsubjpass":
        return did or _complement(verb) or _fates().get(lemma)
    if noun.dep_ in ("dobj", "obj"):
        if did is not None:
            return did
        if noun.lower_ in ("life", "lives") and lemma in quantities().grammar.taking_lives | {"kill"}:
            return "killed"
        if lemma in ("force", "compel", "cause", "prompt", "order", "oblige", "lead"):
            driven = next(
                (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl", "acl") and c.i > noun.i), None
            )
            return "displaced" if driven is not None and _fates().get(lemma_of(driven)) == "displaced" else None
        return _complement(verb) if lemma in ("leave", "see", "find", "declare", "pronounce", "shoot") else None
    if noun.dep_ == "nsubj":
        if verb.tag_ == "VBN" and did is not None and not any(c.dep_ == "dobj" for c in verb.children):
            return did  # "12 people killed, 30 wounded"
        if verb.lower_ in _states() and verb.pos_ in ("ADJ", "NOUN"):
            return _states()[verb.lower_]
        return _fate(verb, lemma, noun)
    if noun.dep_ == "attr" and did is None:
        return None
    return None


def _subjects(verb: Token) -> Iterator[Token]:
    return (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))


def _fate(verb: Token, lemma: str, noun: Token) -> FigureKind | None:
    kind = _fates().get(lemma)
    if kind == "displaced" and noun.lower_ in quantities().armed | quantities().fleeing:
        return None
    if kind is not None:
        return kind
    if lemma in quantities().grammar.taking_lives and any(
        c.dep_ == "dobj" and c.lower_ in ("life", "lives") for c in verb.children
    ):
        return "killed"
    return (
        _complement(verb)
        if lemma in quantities().grammar.being or lemma in quantities().grammar.believing or verb.dep_ == "aux"
        else None
    )


def _complement(verb: Token) -> FigureKind | None:
    """Give the state that a verb says somebody is in: "were dead", "are believed to have died", "left 12 dead"."""
    waiting = [
        c
        for c in verb.children
        if c.dep_ in ("acomp", "attr", "oprd", "xcomp", "ccomp", "advmod", "advcl") and c.i > verb.i
    ][:4]
    for token in waiting:
        if token.lower_ in _states():
            return _states()[token.lower_]
        if token.dep_ in ("xcomp", "ccomp", "oprd") and not any(
            c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON" for c in token.children
        ):
            lemma = lemma_of(token)
            kind = _fates().get(lemma)
            if (
                kind is None
                and lemma in _verbs()
                and (token.tag_ == "VBN" or any(c.dep_ == "auxpass" for c in token.children))
            ):
                kind = _verbs()[lemma]
            if kind is not None:
                return kind
    return None


def _by_words(doc: Doc, amount: Amount, head: Token | None) -> Told | None:
    """Read what stands right behind or before, where the parse is of no help: headlines and broken sentences."""
    number = token_at(doc, max(amount.number.start, amount.number.end - 1))
    assert number is not None
    last = head if head is not None else number
    noun = last.lower_ if head is not None else ""
    joined = False
    for i in range(last.i + 1, min(len(doc), last.i + 7)):
        word = doc[i]
        if head is not None and joined is False and word.lower_ in ("and", "or") and i + 1 < len(doc):
            joined = doc[i + 1].tag_ in ("NNS", "NNPS", "NNP")  # "250 Israelis and foreigners kidnapped"
            if joined:
                continue
            break
        if joined and word.tag_ in ("NNS", "NNPS", "NNP") and doc[i - 1].lower_ in ("and", "or"):
            continue
        if word.lower_ in _states() or (word.lower_ in ("died", "perished", "dies", "die")):
            kind = _states().get(word.lower_, "killed")
            if _is_living(noun, last) and not (
                word.tag_ == "VBD" and any(c.dep_ == "dobj" and c.pos_ != "NUM" for c in word.children)
            ):
                return Told(kind, "verb", own=i == last.i + 1)
            break
        if word.lower_ not in quantities().grammar.links:
            break
    first = token_at(doc, amount.start)
    assert first is not None
    for i in range(first.i - 1, max(-1, first.i - 4), -1):
        word = doc[i]
        lemma = _forms().get(word.lower_, "")
        if (
            lemma in _verbs()
            and word.pos_ in ("VERB", "NOUN", "PROPN", "AUX", "ADJ")
            and not word.lower_.endswith(("er", "ers"))
        ):
            if (lemma in quantities().grammar.living_object or _is_living(noun, last)) and not any(
                c.dep_ == "auxpass" for c in word.children
            ):
                return Told(_verbs()[lemma], "verb")
            break
        if word.lower_ == "dead" and i > 0 and lemma_of(doc[i - 1]) in ("shoot", "leave", "find", "shot"):
            return Told("killed", "verb")  # "shot dead at least five men"
        if word.lower_ not in quantities().grammar.skipped and word.pos_ != "ADV":
            break
    return None


def _by_phrase(plain: str, end: int, far: int) -> Told | None:
    """Read what several words behind the noun say: "12 people were taken hostage"."""
    for kind, pattern in _phrases():
        if pattern.match(plain, end) or (far > end and pattern.match(plain, far)):
            return Told(kind, "verb")
    return None


def _resides(head: Token) -> bool:
    """Tell whether those counted live somewhere, or a place houses them."""
    words = quantities()
    verb = head.head
    if head.dep_ in ("nsubj",) and lemma_of(verb) in words.lives:
        return True
    if head.dep_ == "dobj" and lemma_of(verb) in words.houses:
        return True
    return any(c.dep_ in ("acl", "relcl") and lemma_of(c) in words.lives for c in head.children)
