"""A capital that stands for its government ("Moscow denied", "talks with Tehran"): a body, not a place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.vocabulary.toponyms import toponyms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ALIGNED = frozenset(
    "backed aligned led appointed installed sponsored supported funded brokered allied friendly".split()
)
_PARTNERS = frozenset("with between by from against on of to for".split())
_LOCAL = frozenset("in at near outside inside around from".split())


def for_government(doc: Doc, first: int, last: int) -> bool:
    """Tell whether the words of a capital's name stand for the government that sits there."""
    words = toponyms()
    behind = doc[last : last + 3]
    if len(behind) > 1 and behind[0].text == "-" and behind[1].lower_ in _ALIGNED:
        return True
    token = _head(doc[last - 1])
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX"):
        verb = token.head
        return verb.lemma_.lower() in words.government_verbs and not _is_modified(token)
    if token.dep_ == "poss":
        owned = token.head
        return owned.lemma_.lower() in words.government_nouns or any(
            c.dep_ in ("amod", "compound") and c.lower_ in words.government_nouns for c in owned.children
        )
    if token.dep_ == "pobj" and token.head.lower_ in _PARTNERS:
        governor = token.head.head
        return governor.lemma_.lower() in words.government_with
    if token.dep_ in ("dobj", "dative") and token.head.pos_ == "VERB":
        return token.head.lemma_.lower() in _ADDRESSED
    return False


_ADDRESSED = frozenset(
    "accuse urge blame press pressure warn condemn criticise criticize court embarrass anger infuriate thank".split()
)


def _head(token: Token) -> Token:
    """Give the first of a list: what is said of "London and Paris" is said of both."""
    for _ in range(4):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _is_modified(token: Token) -> bool:
    """Tell whether words say that the town itself is meant ("the city of Moscow", "eastern Damascus")."""
    return any(c.dep_ in ("amod", "det", "prep") for c in token.children)
