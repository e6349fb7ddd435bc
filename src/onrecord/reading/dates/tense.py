"""Whether what stands around an expression is told as past or as to come: the words of its sentence tell it."""

from __future__ import annotations

import re
from functools import cache

from onrecord.vocabulary.calendar import calendar

_LOOK = 240
_END = re.compile(r";(?=\s)|[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_NEXT_WORD = re.compile(r"\s{1,9}([A-Za-z]+)")
_OPENING = re.compile(
    r"([,;:—–]|\b(?:and|but|while))\s+(?:and\s+|but\s+)?(?:(?:in|on|by|at|from|during|since)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:—–]|\b(?:and|but|while)\b")
_LAST_WORD = re.compile(r"(\S+)$")


def sentence_start(text: str, at: int, floor: int) -> int:
    """Give where the sentence begins that `at` stands in, looking back a limited way and not before `floor`."""
    lowest = max(floor, at - _LOOK)
    window = text[lowest:at]
    start = lowest
    for end in _END.finditer(window):
        before = _LAST_WORD.search(window, 0, end.start())
        word = before[1].lower().lstrip("(\"'“‘[") if before else ""
        if text[lowest + end.start()] == "." and (word in _abbreviations() or len(word) == 1):
            continue
        start = lowest + end.end()
    return start


def sentence_end(text: str, at: int, ceiling: int) -> int:
    """Give where the sentence ends that `at` stands in, looking on a limited way and not behind `ceiling`."""
    highest = min(ceiling, at + _LOOK)
    for end in _END.finditer(text, at, highest):
        before = _LAST_WORD.search(text[max(at, end.start() - 20) : end.start()])
        word = before[1].lower() if before else ""
        if text[end.start()] == "." and (word in _abbreviations() or len(word) == 1):
            continue
        return end.start()
    return highest


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(calendar().abbreviations.words)


def tense_at(text: str, start: int, end: int, floor: int, ceiling: int, *, beside: bool = True) -> str | None:
    """Give `past` or `future` for what stands at an expression, None where no word of its sentence tells.

    The nearest telling word before it decides; where there is none, the first behind it. With `beside`, "by" and
    "until" directly before it are enough.
    """
    next_word = _NEXT_WORD.match(text, end, ceiling)
    if next_word:  # "the council on Sunday voted …": the verb stands directly behind
        word = next_word[1].lower()
        if word in ("will", "would", "may", "could") or (
            _tells(word, "") == "past" and word not in ("had", "after", "following", "since", "late")
        ):
            return "future" if word in ("will", "would", "may", "could") else "past"
    before = _words(text, sentence_start(text, start, floor), start)
    words = calendar().tense
    if beside and before and before[-1] in words.future_beside:
        # "Nine deaths had been registered by Friday noon"; but "they had until Friday".
        return "past" if "had" in before[-8:-2] and before[-2] != "had" else "future"
    opening = _OPENING.search(text, max(floor, start - 60), start)
    if opening and opening[1] and before:  # "…, and in January it will be full": the clause begins with the date
        clause = _CLAUSE_END.search(text, end, sentence_end(text, end, ceiling))
        told = _first_told(_words(text, end, clause.start() if clause else sentence_end(text, end, ceiling)))
        if told is not None:
            return told
    for at in range(len(before) - 1, -1, -1):
        if before[at] in words.past_but_before_to and "to" in before[at + 1 : at + 6]:
            if before[at + 1] == "to" and before[-1] in ("on", "in", "at"):
                return "future"  # "agreed to meet on Friday"
            continue
        told = _tells(before[at], before[at - 1] if at else "")
        if told is not None:
            return told
    return _first_told(_words(text, end, sentence_end(text, end, ceiling)))


def _first_told(words: list[str]) -> str | None:
    may = calendar().tense.may
    for at, word in enumerate(words):
        told = _tells(word, words[at - 1] if at else "")
        if told is not None and word not in may:
            return told
    return None


def _words(text: str, start: int, end: int) -> list[str]:
    """Give the words of a stretch, lower case; the month of May is no "may"."""
    return [m[0].lower().replace("’", "'") if m[0] != "May" else "" for m in _WORD.finditer(text, start, end)]


def _tells(word: str, previous: str) -> str | None:
    words = calendar().tense
    if word in words.future_behind_be and previous in words.present_be:
        return "future"
    if word in words.future or word.endswith("'ll"):
        return "future"
    if previous in words.present_be and previous != "'s":
        return None  # "is held", "to be held": what stands further off decides
    if word in words.past:
        return "past"
    if word.endswith("ed") and len(word) > 3 and word not in words.never_past:
        return "past"
    return None
