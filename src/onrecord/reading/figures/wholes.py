"""Parts and wholes: which figure is part of which, and whether parts that are all given add up."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from onrecord.reading.figures.counting import token_at
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.rules import Count
from onrecord.vocabulary.quantities import quantities

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_THEM = re.compile(r"\s+of\s+(?:whom|them|which|these|those)\b")
_OF_A_NUMBER = re.compile(
    r"(?:\s+\w+)?\s+of\s+(?:the\s+|its\s+|their\s+|all\s+|those\s+|these\s+|his\s+|her\s+)*(?:\w+'s?\s+)?(?:\w+ed\s+)?$"
)
_AMONG = re.compile(
    r"^[^.;:!?,]{0,60}\b(?:are|were|was|is)\s+(?:also\s+)?among\s+(?:the|those|these|at\s+least|some|about)\s+$"
)
_OPENS = re.compile(r"(?:\s-+|-{2,}|:|\()\s*(?:all\s+)?$")
_LISTED = re.compile(
    r"^(?![^.;]*(?:--|\s-\s))[^.;:!?()]*?(?:,\s*(?:and\s+|as\s+well\s+as\s+)?|\s+(?:and|plus|as\s+well\s+as)\s+)(?:another\s+)?$"
)


@functools.cache
def _including() -> re.Pattern[str]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(quantities().including, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b(?P<rest>[^.;:!?]*)$")


def link(drafts: list[Draft], plain: str) -> None:
    """Link the parts among the figures of one block to their wholes; drafts are in the order of the text."""
    opened: dict[int, Draft] = {}  # the whole of the list that the figure before stands in
    exhaustive: dict[int, Draft] = {}
    for number, draft in enumerate(drafts):
        start = draft.amount.start
        before = drafts[number - 1] if number else None
        gap = plain[before.amount.end : start] if before is not None else plain[:start]
        whole: Draft | None = None
        if before is not None and before.sentence == draft.sentence:
            if (
                _counts(draft)
                and (opens := _including().search(gap))
                and only_nouns(draft, before.amount.end + opens.start("rest"))
            ):
                whole = _larger(drafts, number)
                if whole is not None:
                    opened[id(draft)] = whole
            elif _counts(draft) and _counts(before) and _OPENS.search(gap) and len(gap) < 120:
                if _might_hold(before, draft) and _is_list(drafts, number, plain):
                    whole = before
                    opened[id(draft)] = exhaustive[id(draft)] = whole
            elif (
                id(before) in opened
                and _counts(draft)
                and not _shares_next(drafts, number, plain)
                and _LISTED.match(gap)
                and only_nouns(draft, before.amount.end)
                and not _begins_clause(draft, opened[id(before)])
            ):
                whole = opened[id(before)]
                if not _might_hold(whole, draft):
                    whole = None
                else:
                    opened[id(draft)] = whole
                    if id(before) in exhaustive:
                        exhaustive[id(draft)] = whole
            elif (
                _AMONG.search(gap)
                and _counts(before)
                and _counts(draft)
                and _might_hold(draft, before)
                and not before.whole
            ):
                before.is_part_of(draft)
            elif _share_of(before, draft, plain) and not before.whole:
                before.is_part_of(draft)
                # What befell twelve "of the 40 prisoners" did not befall the forty.
                if not draft.own and draft.kind in ("killed", "injured", "missing", "detained", "displaced"):
                    draft.kind, draft.rule = draft.noun_kind, Count
        if whole is None and _OF_THEM.match(plain, draft.amount.end):
            whole = _larger(drafts, number)
        if whole is not None and draft.whole is None and whole is not draft:
            draft.is_part_of(whole)
    for whole in {id(w): w for w in exhaustive.values()}.values():
        parts = [p for p in whole.parts if id(p) in exhaustive]
        whole.adds_up = _adds_up(whole, parts)


def _counts(draft: Draft) -> bool:
    return draft.amount.unit in (None, "%") and not draft.amount.compound


def _value(draft: Draft) -> float | None:
    """Give the value of a count; of a share, that share of what it is part of. None where it is not exact."""
    amount = draft.amount
    if amount.unit == "%":
        above = _value(draft.whole) if draft.whole is not None else None
        return (
            above * amount.low / 100
            if above is not None and amount.low is not None and amount.bound == "exactly"
            else None
        )
    if amount.form == "vague" and amount.number.low != amount.number.high:
        return None
    return amount.low if amount.low == amount.high and amount.bound == "exactly" else None


def _most(draft: Draft) -> float | None:
    amount = draft.amount
    if amount.unit == "%":
        whole = _most(draft.whole) if draft.whole is not None else None
        return whole * amount.number.high / 100 if whole is not None else None
    return amount.high


def _might_hold(whole: Draft, part: Draft) -> bool:
    """Tell whether the part is not larger than the whole may be."""
    most = _most(whole)
    least = part.amount.number.low
    if part.amount.unit == "%":
        return True
    return most is None or least <= most


def _larger(drafts: list[Draft], number: int) -> Draft | None:
    """Give the nearest count before it that might hold it: in its sentence, or in the one before."""
    draft = drafts[number]
    sentences = sorted({d.sentence for d in drafts[:number]} | {draft.sentence})
    near = sentences[max(0, sentences.index(draft.sentence) - 1)]
    for other in reversed(drafts[:number]):
        if other.sentence < near:
            return None
        if (
            other.whole is not None
            and other.sentence == draft.sentence
            and other.amount.unit is None
            and draft.amount.unit is None
        ):
            continue  # a part of the same list
        if _counts(other) and other.amount.unit is None and _might_hold(other, draft):
            return other
    return None


def only_nouns(draft: Draft, start: int) -> bool:
    """Tell whether only nouns stand between `start` and the figure: no other clause has begun."""
    doc = draft.block.doc
    token = token_at(doc, start)
    while token is not None and token.idx < draft.amount.start:
        if token.pos_ == "AUX" or (
            token.pos_ == "VERB" and token.tag_ in ("VBD", "VBP", "VBZ", "VB") and token.dep_ not in ("amod", "acl")
        ):
            return False
        if token.i + 1 >= len(doc):
            break
        token = token.nbor()
    return True


def _begins_clause(draft: Draft, whole: Draft) -> bool:
    """Tell a count with a verb of its own ("… three boys, and dozens of houses burned"): it ends the list of parts."""
    top = _top(draft)
    return top.dep_ in ("nsubj", "nsubjpass") and top.head.i > top.i and top.head != _top(whole).head


def _top(draft: Draft) -> Token:
    """Give the head of the whole phrase: "dozens" of "dozens of houses"."""
    token = token_at(draft.block.doc, max(draft.amount.number.start, draft.amount.number.end - 1))
    assert token is not None
    while token.dep_ in ("nummod", "quantmod", "compound", "amod", "advmod", "npadvmod") and token.head != token:
        token = token.head
    return token


def _is_list(drafts: list[Draft], number: int, plain: str) -> bool:
    """Tell whether figures behind a colon, a dash or a bracket are a list of parts and nothing else."""
    count = 1
    at = drafts[number]
    for other in drafts[number + 1 :]:
        gap = plain[at.amount.end : other.amount.start]
        if (
            other.sentence != at.sentence
            or not _counts(other)
            or not _LISTED.match(gap)
            or not only_nouns(other, at.amount.end)
        ):
            break
        at, count = other, count + 1
    rest = plain[at.end : at.end + 2].strip()
    return count > 1 and (rest[:1] in ("", ".", ",", ")", "-", ";", '"'))


def _share_of(part: Draft, whole: Draft, plain: str) -> bool:
    """Tell "12 of the 40 prisoners" and "30 percent of the 200"."""
    if not _counts(part) or not _counts(whole) or whole.amount.unit == "%":
        return False
    gap = plain[part.amount.end : whole.amount.start]
    if len(gap) > 40 or not _OF_A_NUMBER.fullmatch(gap):
        return False
    return (_might_hold(whole, part) and part.amount.form != "vague") or part.amount.unit == "%"


def _shares_next(drafts: list[Draft], number: int, plain: str) -> bool:
    return number + 1 < len(drafts) and _share_of(drafts[number], drafts[number + 1], plain)


def _adds_up(whole: Draft, parts: list[Draft]) -> bool | None:
    """Tell whether parts that are all given make the whole; None where one of them is not exact."""
    values = [_value(part) for part in parts]
    total = _value(whole)
    if total is None or len(values) < 2 or any(v is None for v in values):
        return None
    return abs(sum(v for v in values if v is not None) - total) < 1e-6
