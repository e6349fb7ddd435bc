"""What a number counts: the noun phrase behind it, by the parse where that agrees with the words, else by the words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.figures.amounts import Amount
from onrecord.vocabulary.quantities import quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 30
"""Tokens a counted phrase has at most."""


class Counted(NamedTuple):
    """What is counted: the first and last token of its phrase, and its head."""

    first: Token
    last: Token
    head: Token


def token_at(doc: Doc, at: int) -> Token | None:
    """Give the token that holds the character `at`, or the next behind it; None at the end."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        token = doc[middle]
        if token.idx + len(token) <= at:
            low = middle + 1
        else:
            high = middle
    return doc[low] if low < len(doc) else None


def counted_by(doc: Doc, amount: Amount) -> Counted | None:
    """Give what `amount` counts or is the amount of; None where the text does not say."""
    number = token_at(doc, max(amount.number.start, amount.number.end - 1))
    behind = token_at(doc, amount.end)
    if number is None:
        return None
    if behind is None or behind.idx < amount.end:
        return _before(number, amount)
    if amount.compound:
        return _compound(behind)
    if amount.kind == "money":
        return _worth(behind, amount) or _before(number, amount)
    if amount.unit is not None or amount.form == "fraction":
        return _measured(behind, amount) or (_before(number, amount) if amount.kind != "share" else None)
    return _phrase(behind, number) or _before(number, amount)


def _compound(behind: Token) -> Counted | None:
    """Give "member" of "a 40-member council"."""
    noun = behind.nbor() if behind.text == "-" and behind.i + 1 < len(behind.doc) else behind
    if noun.lower_ in ("strong", "odd", "plus") and noun.i + 1 < len(noun.doc):
        return _noun_phrase(noun.nbor(), None)  # "a 2,000-strong garrison"
    return Counted(noun, noun, noun) if noun.is_alpha and not noun.is_space else None


def _worth(behind: Token, amount: Amount) -> Counted | None:
    """Give what money is the amount of, where it stands behind: "$3 million in aid", "a $5 million reward"."""
    if behind.text in (")", "]") and behind.i + 1 < len(behind.doc):
        behind = behind.nbor()  # "1 billion euros ($1.1bn) in aid"
    elif behind.text in ("(", "["):
        close = next((t for t in behind.doc[behind.i + 1 : behind.i + 10] if t.text in (")", "]")), None)
        if (
            close is None
            or close.i + 1 >= len(behind.doc)
            or not any(c.isdigit() for t in behind.doc[behind.i : close.i] for c in t.text)
        ):
            return None
        behind = close.nbor()
    if behind.lower_ in ("in", "of", "worth") and behind.i + 1 < len(behind.doc):
        if behind.lower_ == "worth":
            behind = behind.nbor()
            if behind.lower_ != "of" or behind.i + 1 >= len(behind.doc):
                return None
        found = _noun_phrase(behind.nbor(), None)
        return found if found is not None and found.head.pos_ == "NOUN" and not _is_time(found.head) else None
    return _noun_phrase(behind, None) if behind.pos_ in ("NOUN", "ADJ") and not _is_time(behind) else None


def _measured(behind: Token, amount: Amount) -> Counted | None:
    """Give what a share or a measure is of: "30 percent of voters", "5 million barrels of oil"."""
    if behind.lower_ == "of" and behind.i + 1 < len(behind.doc):
        found = _noun_phrase(behind.nbor(), None, many=amount.kind == "share")
        # "within 12 miles of Sur" measures no town
        return None if amount.kind == "distance" and found is not None and found.head.pos_ == "PROPN" else found
    if amount.form == "fraction" and (behind.lower_ in quantities().grammar.determiners or behind.tag_ == "NNS"):
        return _noun_phrase(behind, None)
    if (
        amount.kind != "share"
        and behind.pos_ in ("NOUN", "ADJ", "PROPN")
        and behind.head.i >= behind.i
        and not _is_time(behind)
    ):
        return _noun_phrase(behind, None)
    return None


def _phrase(behind: Token, number: Token) -> Counted | None:
    """Give the noun phrase that a count stands before."""
    at = behind
    if at.lower_ in quantities().grammar.more and at.i + 1 < len(at.doc):
        at = at.nbor()
        if at.lower_ == "than":
            return None
    if at.lower_ == "of" and at.i + 1 < len(at.doc):
        at = at.nbor()
    return _noun_phrase(at, number)


def _noun_phrase(at: Token, number: Token | None, *, many: bool = False) -> Counted | None:
    """Give the noun phrase that begins at `at`: the words tell how far it may reach, the parse where its head is.

    `number` is the count that stands before it, if one does; `many` says that a plural is meant without one.
    """
    doc = at.doc
    limit = min(len(doc), at.i + _LONGEST)
    i = at.i
    if any(t.pos_ == "NUM" for t in doc[i : i + 4]):
        while i < limit and doc[i].lower_ in quantities().grammar.bounding:
            i += 1  # "three of more than 100 captives"
    while i < limit and (
        doc[i].lower_ in quantities().grammar.determiners
        or doc[i].pos_ == "NUM"
        or (doc[i].lower_ in ("some", "other") and doc[i].pos_ == "DET")
    ):
        i += 1  # "12 of the 40 prisoners"
    first = i
    nouns: list[Token] = []
    while i < limit:
        token = doc[i]
        if i + 2 < limit and doc[i + 1].text == "-" and not token.whitespace_ and not doc[i + 1].whitespace_:
            # "drive-by shootings", "US-led forces": what stands before a hyphen modifies, and so does what is
            # behind it unless the phrase ends there.
            ends = i + 3 >= limit or (doc[i + 3].pos_ not in ("NOUN", "PROPN", "ADJ") and doc[i + 3].text != "-")
            i += 2
            if not ends:
                i += 1
            continue
        if token.pos_ in ("NOUN", "PROPN") and not (token.lower_ in _harm() and not _leads(token)):
            nouns.append(token)
        elif token.pos_ == "NUM" and i > first and doc[i - 1].tag_ == "POS":
            nouns, first = [], i + 1  # "of the city's 2 million people"
        elif not (_modifies(token, first) or (token.pos_ == "NUM" and first == i)):
            break
        elif token.pos_ == "NUM" and first == i:
            first = i + 1
        i += 1
    if not nouns:
        far = _by_parse(at, number)
        if far is None:
            return None
        nouns = [far]
    head = _head_of(nouns, number)
    if many and head is not None and len(nouns) > 1:
        head = _plural(head, nouns)
    if head is None or _is_time(head):
        return None
    last = _reach(head)
    return Counted(doc[first], last, head)


def _by_parse(at: Token, number: Token | None) -> Token | None:
    """Give the noun that the parse names where the words break off: "hundreds of young, mostly Shia recruits"."""
    if number is None:
        return None
    noun = number.head
    if at.i > 0 and at.nbor(-1).lower_ == "of":
        noun = next((c for c in at.nbor(-1).children if c.dep_ == "pobj"), number)
    elif number.dep_ != "nummod":
        return None
    if not at.i < noun.i <= at.i + 8 or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    between = noun.doc[at.i : noun.i]
    return noun if all(t.pos_ in ("ADJ", "ADV", "PUNCT", "CCONJ", "PROPN", "NOUN", "VERB") for t in between) else None


@functools.cache
def _harm() -> frozenset[str]:
    """Words that tell what befell those who are counted, and are no count of their own ("12 dead")."""
    return frozenset(word for kind in quantities().befalling.values() for word in kind.were)


def _leads(token: Token) -> bool:
    """Tell whether a noun stands directly behind, which the token then modifies."""
    return token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "PROPN", "ADJ")


def _modifies(token: Token, first: int) -> bool:
    """Tell whether a token may stand between a number and the noun it counts."""
    if token.pos_ == "ADJ" or token.tag_ in ("HYPH", "POS", "AFX"):
        return True
    if token.text in ('"', "'", "-", "/"):
        return (token.i + 1 < len(token.doc) and not token.whitespace_) or token.text in ('"', "'")
    if token.tag_ in ("VBN", "VBG", "VBD"):
        # "12 wounded soldiers", "15 young, displaced Syrians"; not "12 people killed soldiers".
        return token.dep_ == "amod" or (
            token.i == first and token.head.i > token.i and token.dep_ in ("amod", "compound")
        )
    if token.pos_ == "ADV" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
        return True
    if token.pos_ == "ADV":
        return (
            token.head.i > token.i
            and token.head.pos_ in ("ADJ", "VERB", "ADV")
            and token.dep_ == "advmod"
            and token.head.dep_ == "amod"
        )
    if token.lower_ in ("and", "or", ","):
        return (
            token.head.pos_ == "ADJ"
            and token.head.dep_ == "amod"
            and token.i + 1 < len(token.doc)
            and token.nbor().pos_ in ("ADJ", "VERB")
        )
    if token.pos_ == "NUM" or token.tag_ == "JJR":
        return token.dep_ in ("nummod", "compound") and token.head.i > token.i and token.i > first
    return False


def _head_of(nouns: list[Token], number: Token | None) -> Token | None:
    """Give the head of a run of nouns: what the number hangs on if that is there, else the last of the first run."""
    if number is not None:
        above = number
        for _ in range(4):
            above = above.head
            if above in nouns:
                return _plural(above, nouns)
            if above.pos_ not in ("NUM", "NOUN", "ADP", "PROPN"):
                break
    # The parser hangs a name of the day on the noun before it; nouns that hang on one behind them belong to that.
    head = nouns[0]
    inside = {token.i for token in nouns}
    while head.head.i > head.i and head.head.i in inside:
        head = head.head
    if head.dep_ in ("compound", "nmod", "amod", "poss") and head.head.i > head.i:
        later = [n for n in nouns if n.i > head.i]
        head = later[-1] if later else head
    return head if number is None else _plural(head, nouns)


def _plural(head: Token, nouns: list[Token]) -> Token:
    """Give the plural before a word that was taken for the head but is a verb ("200 tents leak")."""
    last = nouns[-1]
    run = last.i - head.i == len(nouns) - nouns.index(head) - 1
    if run and head != last and head.tag_ in ("NN", "NNP") and last.tag_ == "NNS":
        return last  # "28.8 million U.S. airbag inflators", whatever the parse says
    before = head.nbor(-1) if head.i > 0 else head
    if (
        head.tag_ == "NN"
        and before in nouns
        and before.tag_ == "NNS"
        and head.lower_ not in quantities().grammar.collective
    ):
        return before
    return head


def _reach(head: Token) -> Token:
    """Give the last token of the phrase of `head`: with what tells which ones are counted, not where or when."""
    last = head
    for child in head.rights:
        if child.left_edge.i != last.i + 1:
            break
        if (
            (child.dep_ == "prep" and child.lower_ in quantities().grammar.kept)
            or child.dep_ == "relcl"
            or (child.dep_ == "acl" and child.lower_ not in _harm())
        ):
            pass
        else:
            break
        edge = child.right_edge
        stop = next(
            (
                t
                for t in head.doc[child.left_edge.i : edge.i + 1]
                if t.text in (",", ";", "(", ":", '"')
                or t.lower_ == "including"
                or (child.dep_ == "prep" and t.pos_ == "NUM")
            ),
            None,
        )
        if stop is not None and stop.pos_ == "NUM":
            break
        if stop is not None:
            return stop.nbor(-1) if stop.i > last.i + 1 else last
        if edge.i - head.i > _LONGEST:
            break
        last = edge
    return last


def _before(number: Token, amount: Amount) -> Counted | None:
    """Give what an amount is said to be of before it: "a profit of $3 million", "a force of 400"."""
    first = token_at(number.doc, amount.start)
    if first is None or first.i < 2:
        return None
    preposition, noun = first.nbor(-1), first.nbor(-2)
    if (
        amount.unit is None
        and noun.lower_ not in quantities().grammar.groups
        and noun.lower_ not in quantities().places
    ):
        return None
    if (
        preposition.lower_ != "of"
        or noun.pos_ != "NOUN"
        or noun.lower_ in ("total", "average", "record", "maximum", "minimum", "number")
    ):
        return None
    return Counted(noun, noun, noun)


def _is_time(token: Token) -> bool:
    return token.lower_ in quantities().times or (token.ent_type_ in ("DATE", "TIME") and token.pos_ == "PROPN")


_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people", "lives": "life"}


def singular(token: Token) -> str:
    """Give a noun in lower case and singular; names of peoples, which the lemmatiser leaves alone, lose their plural s."""
    lemma = token.lemma_.lower()
    if token.pos_ != "PROPN" and lemma != token.lower_:
        return lemma
    for plural, single in _IRREGULAR.items():
        if lemma.endswith(plural):
            return lemma[: -len(plural)] + single
    if token.tag_ in ("NNS", "NNPS") or (token.pos_ == "PROPN" and token.ent_type_ not in ("ORG", "GPE", "PERSON")):
        if lemma.endswith("ies") and len(lemma) > 4:
            return lemma[:-3] + "y"
        if lemma.endswith(("sses", "shes", "ches", "xes")):
            return lemma[:-2]
        if lemma.endswith("s") and (not lemma.endswith(("ss", "us", "is")) or token.tag_ == "NNPS"):
            return lemma[:-1]
    return lemma
