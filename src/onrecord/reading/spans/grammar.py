"""Small questions asked of a spaCy parse: whose verb is it, where does its clause end, what is the cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from onrecord.vocabulary.words import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
_LEMMA = {"hop": "hope", "fell": "fall", "retweete": "retweet", "warne": "warn", "vowe": "vow", "stresse": "stress"}


def lemma_of(token: Token) -> str:
    """Give the token's lemma in lower case, the model's known slips mended."""
    lemma = token.lemma_.lower()
    return _LEMMA.get(lemma, lemma)


def is_verb(token: Token) -> bool:
    """Tell whether the token is used as a verb; cue words that the tagger slips on in odd places count."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.lower_ in ("says", "said", "adds", "added") and token.pos_ != "ADJ"


def child(token: Token, *labels: str) -> Token | None:
    """Give the first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def children(token: Token, *labels: str) -> Iterator[Token]:
    """Give the children with one of the labels, in text order."""
    return (c for c in token.children if c.dep_ in labels)


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is passive: its subject is spoken to or spoken of, it does not speak."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if verb.tag_ == "VBN" and any(c.lower_ == "it" and c.dep_ == "nsubj" for c in verb.children):
        # "It is believed that": the model takes the empty subject for a speaker.
        return any(c.lemma_ == "be" for c in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and child(verb, "agent") is not None


class Speaker(NamedTuple):
    """The noun that speaks and how it was reached."""

    token: Token
    how: str
    """`own`, `agent`, `shared` (coordinated verb), `participle`, `modified` (acl) or `relative`."""


def speaker_of(verb: Token) -> Speaker | None:
    """Give who speaks with this verb, following coordination and participles to the subject they share."""
    if is_passive(verb):
        if lemma_of(verb) == "quote" and (subject := child(verb, "nsubjpass")):
            return Speaker(subject, "own")
        agent = child(verb, "agent")
        noun = child(agent, "pobj") if agent is not None else None
        return Speaker(noun, "agent") if noun is not None else None
    at: Token = verb
    how = "own"
    for _ in range(8):
        subject = next((c for c in at.children if c.dep_ in ("nsubj", "csubj")), None)
        if subject is not None and subject.ent_type_ in ("DATE", "TIME"):
            return None  # "missing since Jan. 30 denied": no date speaks
        if subject is None and at != verb:
            subject = child(at, "nsubjpass")
        if subject is not None:
            if subject.lower_ in RELATIVE and at.dep_ == "relcl" and subject.lower_ != "that":
                return Speaker(subject, "relative")
            return Speaker(subject, how)
        if at.dep_ == "conj":
            how = "shared" if how == "own" else how
        elif at.dep_ in ("advcl", "xcomp", "pcomp", "dep"):
            # "Asked whether …": the participle's subject would be the one who is asked.
            if at.tag_ == "VBN" and at == verb and at.dep_ == "advcl":
                return None
            how = "participle"
        elif at.dep_ == "acl" and (at == verb or at.tag_ != "VB"):
            return Speaker(at.head, "modified") if at.tag_ != "VBN" else None
        elif at.dep_ == "acl":
            # "Its refusal to withdraw … by arguing": whoever refuses argues.
            how = "participle"
        elif (at.dep_ in ("prep", "dobj", "pobj") and at.head != at and at != verb) or (
            at.dep_ == "prep" and at.head != at
        ):
            how = "participle"
        else:
            return None
        at = at.head
    return None


_CIRCUMSTANCES = frozenset("in on during after before since amid at".split())


def noun_phrase(token: Token) -> list[Token]:
    """Give the noun phrase of a speaker: its subtree without relative clauses and participles that say what it did.

    Appositions stay ("Nabih Awada, a member of the committee"): they say who speaks.
    """
    dropped: set[int] = set()
    for node in token.subtree:
        reports = node.dep_ == "acl" and node.tag_ in ("VBG", "VBN", "VB") and lemma_of(node) in cues().speech
        when = (
            node.dep_ == "prep"
            and node.head == token
            and any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in node.children)
        )
        # "Blinken in a phone call": where a person with a name speaks is no part of who speaks.
        when = when or (node.dep_ == "prep" and node.head.ent_type_ == "PERSON" and node.lower_ in _CIRCUMSTANCES)
        if node.i > token.i and (when or reports or node.dep_ in ("relcl", "advcl", "parataxis")):
            dropped.update(t.i for t in node.subtree)
    kept = [t for t in token.subtree if t.i not in dropped]
    # One run around the head: what was cut out must not leave islands behind it.
    run = [token.i]
    indices = {t.i for t in kept}
    while run[0] - 1 in indices:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in indices:
        run.append(run[-1] + 1)
    tokens = [token.doc[i] for i in run]
    while len(tokens) > 1 and (tokens[-1].is_punct and tokens[-1].text not in (")", "]")):
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].dep_ == "cc" or tokens[0].is_space):
        tokens.pop(0)
    return tokens


def cue_tokens(verb: Token, particle: Token | None = None) -> list[Token]:
    """Give the cue: the verb with its auxiliaries, negation and particle, as one run."""
    parts = [verb]
    parts += [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and 0 < verb.i - c.i <= 3]
    parts += [c for c in verb.children if c.dep_ == "prt" and 0 < c.i - verb.i <= 2]
    if particle is not None and 0 < particle.i - verb.i <= 2:
        parts.append(particle)
    low, high = min(t.i for t in parts), max(t.i for t in parts)
    return [verb.doc[i] for i in range(low, high + 1)]


def is_negated(verb: Token) -> bool:
    """Tell whether the verb is negated ("did not say")."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "not", "n't") for c in verb.children)


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Give sorted token numbers as inclusive runs."""
    found: list[tuple[int, int]] = []
    for i in sorted(set(indices)):
        if found and i == found[-1][1] + 1:
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return found
