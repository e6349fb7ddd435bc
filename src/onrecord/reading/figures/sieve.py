"""Which numbers are no figures: names, ages, the pronoun "one", and words that only look like a quantity."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from onrecord.reading.figures.amounts import Amount
from onrecord.reading.figures.counting import Counted, token_at
from onrecord.reading.figures.kinds import Told
from onrecord.vocabulary.quantities import quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "EVENT", "FAC", "LAW", "PRODUCT"})
_AGED = re.compile(
    r"\b(?:aged?(?:\s+(?:of|between|from|at|about|around))?|turned|turning|aging|ages)\s+(?:\w+,?\s+(?:and|to|or)\s+|(?:\d+,\s+)+(?:and\s+)?)?$"
)
_AGE_BEHIND = re.compile(r"\s*(?:,(?!\s*\d)|\)|\.(?:\s|$)|;|$|-\s)")
_ELDEST = re.compile(r"\b(?:eldest|youngest|oldest|older|younger)\b[^.;]{0,30}$")
_SCORES = re.compile(
    r"\s+(?:of|more|others?|were|are|have|had|killed|dead|injured|wounded|missing|arrested|detained|displaced)\b"
)
_SAID = frozenset({"million", "thousand", "hundred", "billion", "trillion"})
_TIMES = re.compile(r"[\s-]+(?:more\s+|other\s+)?times?\b")
_CRICKET = re.compile(r"\s+not\s+out\b|\s+for\s+(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b)")
_WICKETS = re.compile(r"\b\d+\s+for\s+$")
_ONE_BEFORE = frozenset(
    {"no", "any", "this", "that", "each", "every", "which", "the", "some", "not", "such", "another"}
)
_LIST_NUMBER = re.compile(r"\s*[.)\]](?:\s|$)")


@functools.cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(quantities().labels)))})\s+$")


def is_figure(doc: Doc, plain: str, amount: Amount, counted: Counted | None, told: Told | None) -> bool:
    """Tell whether an amount counts or measures something."""
    if amount.kind in ("money", "share") and amount.form != "fraction":
        return True
    number = amount.number
    first, last = token_at(doc, number.start), token_at(doc, number.end - 1)
    if first is None or last is None:
        return False
    before, behind = plain[max(0, number.start - 40) : number.start], plain[number.end : number.end + 24]
    words = plain[number.start : number.end]
    if amount.unit is not None:
        return True
    if _TIMES.match(behind):
        return False  # how often is no count of things
    if words == "one":
        return _one_counts(first, amount, counted, told, behind)
    if amount.compound:
        return counted is not None and counted.head.lower_ not in quantities().compounds
    if number.form == "vague":
        return _vague_counts(words, behind, before, counted, told)
    if words in _SAID:
        return False
    if number.range and "-" in words and number.form == "numeral" and counted is None and told is None:
        return False  # "22-25, 25-23", "737-900"
    if words == "zero" and counted is None:
        return False
    if counted is not None and counted.head.pos_ == "PROPN" and counted.head.lower_ in quantities().streets:
        return number.form != "numeral"  # "14 Palm Street"
    if counted is None or counted.head.i < first.i:
        if (
            number.form == "numeral"
            and _LIST_NUMBER.match(behind)
            and (not before.strip() or before.rstrip()[-1] in ".;:!?")
        ):
            return False
        if before.endswith("(") and behind.startswith(")") and told is None:
            return False
        if _CRICKET.match(behind) or _WICKETS.search(before) or (number.form == "word" and _label().search(before)):
            return False
        if number.low <= 115 and _is_age(first, before, behind, told):
            return False
    if _AGED.search(before) and number.low <= 115:
        return False
    return not _is_name(first, last, amount, counted, told)


def _is_age(first: Token, before: str, behind: str, told: Told | None) -> bool:
    """Tell a bare number behind a name ("Sami Haddad, 27, said") or behind "she was"."""
    doc = first.doc
    if first.i >= 2 and before.rstrip().endswith((",", "(")) and _AGE_BEHIND.match(behind):
        name = doc[first.i - 2]
        if name.text == "*" and first.i >= 3:
            name = doc[first.i - 3]  # a name that was changed
        named = name.ent_type_ == "PERSON" or (name.pos_ == "PROPN" and name.ent_type_ not in ("GPE", "LOC"))
        if named and (told is None or re.match(r"\s*[,)]", behind)):
            return True
        if told is None and (name.pos_ == "PROPN" or (name.pos_ == "NOUN" and name.lower_ in quantities().people)):
            return True
    if told is not None:
        return False
    if _ELDEST.search(before):
        return True
    if first.i >= 2 and doc[first.i - 1].lower_ in ("was", "is", "'s", "am", "'m"):
        who = doc[first.i - 2]
        return who.lower_ in ("i", "he", "she") or who.ent_type_ == "PERSON" or who.pos_ == "PROPN"
    return False


def _is_name(first: Token, last: Token, amount: Amount, counted: Counted | None, told: Told | None) -> bool:
    """Tell a number that belongs to a name: "Apollo 11", "the Group of Seven"."""
    if told is not None and told.how in ("verb", "word", "toll"):
        return False
    doc = first.doc
    if first.ent_type_ in _NAMES and first.ent_iob_ == "I" and doc[first.i - 1].lower_ not in ("least", "than"):
        return True
    if amount.bound != "exactly" or counted is not None or first.i == 0:
        return False
    name = doc[first.i - 1]
    return (
        name.pos_ == "PROPN"
        and bool(name.whitespace_)
        and not name.is_sent_start
        and (first.head == name or name.head == first)
    )


def _one_counts(one: Token, amount: Amount, counted: Counted | None, told: Told | None, behind: str) -> bool:
    """Tell "one" that counts from the pronoun and from ways of speaking."""
    if re.match(r"\s+of\b", behind) or re.match(r"-(?!\w+\s)", behind):
        return False
    if amount.bound != "exactly":
        return True
    words = quantities()
    following = one.nbor().lower_ if one.i + 1 < len(one.doc) else ""
    leading = one.nbor(-1).lower_ if one.i > 0 else ""
    if (
        following in words.one
        or (leading in _ONE_BEFORE and counted is None)
        or leading in ("no", "any", "this", "every")
    ):
        return False
    if amount.compound:
        return counted is not None and counted.head.lower_ not in words.compounds
    if counted is not None and counted.head.i > one.i:
        return one.dep_ in ("nummod", "compound", "amod", "det") or told is not None
    return told is not None and told.how in ("verb", "word", "toll")


def _vague_counts(words: str, behind: str, before: str, counted: Counted | None, told: Told | None) -> bool:
    """Tell a vague quantity from a word that only looks like one: "the couple", "he scores"."""
    if "scores" in words and " of " not in words:
        return bool(_SCORES.match(behind))
    if words == "tens":
        return bool(re.match(r"\s+of\b", behind))
    if "couple" in words:
        return bool(re.match(r"\s+(?:of\b|more\b)", behind)) or len(words.split()) > 2
    return True
