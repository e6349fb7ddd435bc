"""Pieces of patterns, made from the words of the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.vocabulary.calendar import calendar, month_numbers, unit_names, weekday_numbers

_WORDS = calendar()


def either(words: Iterable[str]) -> str:
    """Give a pattern for one of the words, the longest first; a blank in one is any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,9}").replace("'", "['’]") for word in ordered) + ")"


_ = r"\s{1,9}"
"""White space between words; bounded, so that no page can make matching slow."""
HYPHEN = r"(?:\s{1,9}|\s?[-‐‑]\s?)"

MONTH = (
    "(?:"
    + "|".join("|".join([names[0], *(f"{short}\\.?" for short in names[1:])]) for names in _WORDS.names.months)
    + r")(?![a-z])"
)
WEEKDAY = (
    "(?:"
    + "|".join("|".join([names[0], *(f"{short}\\.?" for short in names[1:])]) for names in _WORDS.names.weekdays)
    + r")(?![a-z])"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\da-z])(?![.,:]\d)(?!\s?%)"
YEAR = r"(?:1[0-9]|20)\d\d(?![\da-z%])(?!,\d{3})(?!\.\d)"
SHORT_YEAR = r"['’‘`]\d\d(?![\da-z])"

NUMBER_WORD = either(_WORDS.numbers)
SPELLED = rf"{NUMBER_WORD}(?:(?:\s{{1,9}}and\s{{1,9}}|[-‐‑]|\s{{1,9}}){NUMBER_WORD}){{0,4}}"
NUMBER = rf"(?:\d{{1,4}}(?:,\d{{3}}|\.\d{{1,2}})?(?:\s\d/\d)?(?![\d%])|{SPELLED}(?![a-z]))"
VAGUE = either(_WORDS.vague_counts.words)
UNIT = either(unit_names()) + r"(?![a-z])"
LONG_UNIT = (
    either(n for n, u in unit_names().items() if u in ("day", "week", "month", "year", "decade", "century"))
    + r"(?![a-z])"
)

BEFORE = either(_WORDS.pointers.before)
HERE = either(_WORDS.pointers.here)
AFTER = either(_WORDS.pointers.after)
SAME = either(_WORDS.pointers.same)
POINTER = either((*_WORDS.pointers.before, *_WORDS.pointers.here, *_WORDS.pointers.after))

SEASON = either(_WORDS.seasons) + r"(?![a-z])"
PART = either(form for forms in _WORDS.parts_of_day.values() for form in forms) + r"(?![a-z])"
ORDINAL = either(_WORDS.ordinals)
ABOUT = either(_WORDS.rough.about)
BOUND = either(_WORDS.rough.bounds)
EDGE = (
    r"(?:(?:early|late|mid|middle|later|earlier)(?:\s{1,9}in|\s{1,9}of)?(?:\s{1,9}the)?(?:\s{1,9}|\s?[-‐‑]\s?)"
    r"|(?:the\s{1,9})?(?:very\s{1,9})?(?:start|beginning|end|middle|rest|close|turn|course|latter\s{1,9}part|early\s{1,9}part)"
    r"\s{1,9}of(?:\s{1,9}the)?\s{1,9})"
)
"""What says which part of a stretch is meant: "early", "the end of"."""

MONTHS = month_numbers()
WEEKDAYS = weekday_numbers()
UNITS = unit_names()

_NUMBER_PART = re.compile(r"[a-z]+|\d[\d,.]*")


def month_of(name: str) -> int:
    """Give a month's number by any of its names."""
    return MONTHS[name.lower().rstrip(".")]


def weekday_of(name: str) -> int:
    """Give a weekday's number, Monday being 0."""
    return WEEKDAYS[name.lower().rstrip(".")]


def number_of(words: str) -> float | None:
    """Give the number that digits or words say ("twenty-four", "a hundred", "2 1/2"); None where they say none."""
    text = " ".join(words.lower().split())
    fraction = re.fullmatch(r"(\d+) (\d)/(\d)", text)
    if fraction:
        return int(fraction[1]) + int(fraction[2]) / max(1, int(fraction[3]))
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    total = current = 0
    told = False
    for word in _NUMBER_PART.findall(text):
        if word in ("a", "an", "and"):
            told = told or word != "and"
            current = current or (1 if word != "and" else 0)
            continue
        value = _WORDS.numbers.get(word)
        if value is None:
            return None
        told = True
        if value == 100 or (value == 12 and current):
            current = max(1, current) * value
        elif value == 1000:
            total, current = total + max(1, current) * 1000, 0
        else:
            current += value
    return float(total + current) if told else None


def spelled_year(words: str) -> int | None:
    """Give the year that words say: "nineteen ninety-seven", "two thousand", "two thousand and eight"."""
    parts = [w for w in re.findall(r"[a-z]+", words.lower()) if w != "and"]
    values = [_WORDS.numbers.get(part, -1) for part in parts]
    if -1 in values or len(values) < 2:
        return None
    if values[0] in range(11, 21) and values[1] in range(10, 100) and values[1] != 100:
        tail = values[1:]
        if len(tail) == 1 or (len(tail) == 2 and tail[0] % 10 == 0 and tail[0] >= 20 and tail[1] < 10):
            return 100 * values[0] + sum(tail)
        return None
    if values[0] == 2 and values[1] == 1000 and sum(values[2:]) < 100:
        return 2000 + sum(values[2:])
    return None


def short_year(digits: str) -> int:
    """Give the year of two digits: '98 is 1998, '24 is 2024; the century turns at 40."""
    year = int(digits)
    return 1900 + year if year >= 40 else 2000 + year
