"""Silences: a source asked and not answering, or an outlet that could not verify."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.quotations import quotations_of_blocks
from onrecord.reading.spans.build import trailing_name
from onrecord.reading.spans.grammar import lemma_of
from onrecord.records import Rule, SilenceKind, Span
from onrecord.vocabulary.words import authority, cues, silences

if TYPE_CHECKING:
    from spacy.tokens import Token


class Silent(NamedTuple):
    """A silence as spans: who (empty where nobody is named) and the clause that says so."""

    kind: SilenceKind
    source: Span | None
    span: Span
    cue: Span
    made_by: str


class SilenceRule(Rule):
    """Base of the silence rules; `kind` says which patterns of the vocabulary are its own."""

    kind: ClassVar[SilenceKind]
    words: ClassVar[str] = ""
    """Its patterns in the vocabulary, where they are not those of its kind."""


class CouldNotVerify(SilenceRule):
    """The outlet, or somebody it asks, could not check what is claimed.

    Examples:
        Reuters was unable to verify the claim.
        =======-------------------------------    silence · Reuters · could_not_verify

        The harbour office has not been able to confirm the number.
        ==================----------------------------------------    silence · The harbour office · could_not_verify

    Limits: what could not be verified is not pointed at; it stands in the words of the silence.
    """

    code = "SI01"
    title = "could not verify"
    kind = "could_not_verify"


class NotReached(SilenceRule):
    """Somebody could not be reached.

    Examples:
        Mr Saad could not be reached for comment.
        =======---------------------------------    silence · Saad · not_reached

        Calls to the mayor of Batroun went unanswered.
        ---------====================----------------    silence · the mayor of Batroun · not_reached

    Limits: a line that was cut in an accident ("the village could not be reached") reads the same.
    """

    code = "SI02"
    title = "not reached"
    kind = "not_reached"


class NoResponse(SilenceRule):
    """Asked and not answering.

    Examples:
        The transport ministry did not respond to a request for comment.
        ======================-----------------------------------------    silence · The transport ministry · no_response

    Limits: "did not respond" to treatment or fire is excluded by its words only where they are known.
    """

    code = "SI03"
    title = "no response"
    kind = "no_response"


class Declined(SilenceRule):
    """Asked and refusing to answer.

    Examples:
        The company declined to comment.
        ===========--------------------    silence · The company · declined

        The governor would not explain why the gate was shut.
        ============----------------------------------------    silence · The governor · declined

    Limits: "declined to be named" and "declined to give details" keep something back: they are `withheld`.
    """

    code = "SI04"
    title = "declined"
    kind = "declined"


class Withheld(SilenceRule):
    """Something was said, and something kept back: "without elaborating", "did not say when", "gave no details".

    Examples:
        “They are close,” Nadia Khoury said without elaborating.
        ~~~~~~~~~~~~~~~~~ ============ ^^^^                        s1 Nadia Khoury · named · direct
                          ============      -------------------    silence · Nadia Khoury · withheld

        The port authority did not say which ship was meant.
        ==================---------------------------------    silence · The port authority · withheld

        The names of the bidders were not released.
            --------------------------------------    silence · (nobody) · withheld

    Limits: what was kept back is not told; one who did not know it is taken for one who kept it back.
    """

    code = "SI05"
    title = "withheld"
    kind = "withheld"


class Unnamed(SilenceRule):
    """A name is kept back: "on condition of anonymity", "who asked not to be named", "who was not named".

    The source is who is kept unnamed; nobody where another keeps the name ("whose name was withheld"). The statement's
    own authority says the same, with the reason; here it stands with the other silences.

    Examples:
        “The runway is too short,” a pilot told reporters in Aleppo on condition of anonymity.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~ ======= ^^^^                                                  s1 a pilot · anonymous · direct
                                   =======                          -------------------------    silence · a pilot · withheld

        The driver, who was not named, was treated in Sidon.
                    -----------------                          silence · (nobody) · withheld

    Limits: words of anonymity in a sentence about others ("he was promised anonymity") are known by few patterns.
    """

    code = "SI06"
    title = "name withheld"
    kind = "withheld"
    words = "unnamed"


SILENCE_RULES: tuple[type[SilenceRule], ...] = (CouldNotVerify, NotReached, NoResponse, Declined, Withheld, Unnamed)
_RULE_OF = {rule.words or rule.kind: rule for rule in SILENCE_RULES}
_SPOKE = "said|says|told|added|confirmed|denied|described|warned|reported"
_ASKING = frozenset({"attempt", "call", "effort", "email", "e-mail", "message", "question", "request"})
_LINES = frozenset({"home", "house", "line", "number", "phone", "request", "telephone"})
_FROM = re.compile(r"\b(?:from|by|with)\s*$|\bfrom$", re.IGNORECASE)


def find_silences(analysis: Analysis) -> list[Silent]:
    """Give the silences of the article in text order; at most one for each clause."""
    found: list[Silent] = []
    text = analysis.text
    quotations = quotations_of_blocks(text, [b.span for b in analysis.blocks])
    for number, block in enumerate(analysis.blocks):
        if block.kind in ("byline", "credit", "teaser"):
            continue
        taken: list[Span] = []
        for kind, pattern in silences():
            for match in pattern.finditer(text, block.span.start, block.span.end):
                cue = Span(match.start(), match.end())
                if any(cue.overlaps(t) for t in taken):
                    continue
                if any(q.span.start < cue.start < q.span.end for q in quotations[number]):
                    continue  # somebody speaks of another's silence
                silent = _silence(block, text, _RULE_OF[kind], cue)
                taken.append(silent.cue)
                found.append(silent)
    return sorted(found, key=lambda s: s.span)


def _silence(block: Block, text: str, rule: type[SilenceRule], cue: Span) -> Silent:
    tokens = [t for t in block.doc if cue.start <= block.offset(t) < cue.end]
    verb = next((t for t in tokens if t.pos_ == "VERB"), tokens[0] if tokens else None)
    source: Span | None = None
    end = cue.end
    if verb is not None:
        words = cue.of(text)
        # "It was not possible to verify": nobody is named.
        subject = None if "possible" in words else _speaker_before(tokens[0]) if _hangs(rule, words) else None
        if subject is None and "possible" not in words:
            subject = _asked(_subject(verb))
        if rule.kind == "withheld" and subject is not None and subject.dep_ == "nsubjpass":
            subject = None  # "the name was not released", "whose name was withheld": another keeps it back
        if _FROM.search(words):
            behind = [t for t in block.doc if block.offset(t) >= cue.end][:1]
            noun = behind[0] if behind else None
            while noun is not None and noun.head != noun and noun.dep_ in ("det", "compound", "amod", "poss", "nmod"):
                noun = noun.head
            subject = noun
        while subject is not None and subject.dep_ == "appos" and subject.head != subject:
            subject = subject.head  # "Rania Haddad, a nurse who asked …"
        if subject is not None:
            kept = [t for t in subject.subtree if t.dep_ not in ("relcl",)]
            kept = [
                t
                for t in kept
                if not any(
                    a.dep_ == "relcl" and a.i > subject.i for a in (t, *t.ancestors) if a in kept or a.i > subject.i
                )
            ]
            near = [
                t
                for t in kept
                if t.i <= subject.i
                or t.dep_ in ("appos", "prep", "pobj", "compound", "punct", "det", "amod", "case", "poss")
            ]
            while near and near[-1].is_punct:
                near.pop()
            while near and (near[0].is_punct or near[0].dep_ == "cc"):
                near.pop(0)
            if near:
                run = [near[0]]
                for token in near[1:]:
                    if token.i == run[-1].i + 1:
                        run.append(token)
                    elif token.i <= subject.i:
                        run = [token]
                source = block.spans_of(run)
                name = trailing_name(run[-1].i, verb)
                if name:
                    source = block.spans_of(name)
        end = _reason_end(text, block, cue) if rule is Unnamed else max(end, _clause_end(block, verb, cue))
    start = min(cue.start, source.start) if source is not None else cue.start
    if rule is Unnamed or cue.of(text).lower().startswith("without"):
        start = cue.start  # the words before it are what was said, not what was kept back
    return Silent(rule.kind, source, Span(start, end), cue, rule.code)


def _reason_end(text: str, block: Block, cue: Span) -> int:
    """Give where the reason ends that follows words of anonymity; the end of `cue` where none follows."""
    markers = "|".join(map(re.escape, sorted(authority().reason_markers, key=len, reverse=True)))
    reason = re.compile(rf"\s+(?:{markers})\b[^,;.”\"()]*?(?=[,;.”\"()]|$|\s+(?:{_SPOKE})\b)", re.IGNORECASE)
    found = reason.match(text, cue.end, block.span.end)
    return found.end() if found else cue.end


def _hangs(rule: type[SilenceRule], words: str) -> bool:
    """Tell whether the cue is a phrase that hangs on what was said before it: "without elaborating"."""
    return words.lower().startswith("without") or (rule is Unnamed and words.lower().startswith(("on ", "under ")))


def _speaker_before(cue: Token) -> Token | None:
    """Give the subject of the verb of speech that stands close before `cue`; the parse may hang the cue elsewhere."""
    speech = cues().speech
    for token in reversed(list(cue.doc[max(cue.sent.start, cue.i - 10) : cue.i])):
        if token.pos_ == "VERB":
            return next((c for c in token.children if c.dep_ == "nsubj"), None) if lemma_of(token) in speech else None
    return None


def _asked(subject: Token | None) -> Token | None:
    """Give who was asked where requests went unanswered: "calls to the mayor"; nobody where only a place is told."""
    if subject is None or subject.lemma_.lower() not in _ASKING:
        return subject
    for preposition in (c for c in subject.children if c.lower_ == "to"):
        whom = next((c for c in preposition.children if c.dep_ == "pobj"), None)
        if whom is not None and whom.lemma_.lower() not in _LINES:
            return whom
    return None


def _subject(verb: Token) -> Token | None:
    at = verb
    for _ in range(6):
        subject = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.lower_ in ("who", "which") and at.dep_ == "relcl":
            return at.head
        if subject is not None:
            return subject if subject.dep_ != "expl" else None
        if at.head == at:
            return None
        at = at.head
        if at.pos_ not in ("VERB", "AUX", "ADJ", "ADP", "NOUN", "SCONJ"):
            return None
    return None


def _clause_end(block: Block, verb: Token, cue: Span) -> int:
    """Give where the clause of the cue ends: before a coordinated clause, a quotation mark or the sentence's end."""
    end = cue.end
    sentence_end = block.span.start + verb.sent.end_char
    stop = None
    for token in verb.sent:
        at = block.offset(token)
        if at < cue.end:
            continue
        if token.text in ('"', ";", "(") or (
            token.text == ","
            and token.i + 1 < len(token.doc)
            and token.nbor(1).pos_ in ("CCONJ", "SCONJ", "PRON", "VERB")
        ):
            stop = at
            break
        if token.dep_ == "cc" and any(
            c.dep_ == "conj" and any(s.dep_ == "nsubj" for s in c.children) for c in token.head.children
        ):
            stop = at
            break
    end = max(end, stop if stop is not None else sentence_end)
    while end > cue.end and block.doc.text[end - block.span.start - 1] in ' .,;:!?"':
        end -= 1
    return end
