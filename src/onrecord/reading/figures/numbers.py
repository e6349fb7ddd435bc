"""Numbers in a text: numerals and words, vague quantities, fractions and ranges, with the values they stand for.

Only the number itself is found here, without what bounds, measures or counts it. Every pattern is matched once from
left to right, so a long text costs no more per word than a short one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from onrecord.vocabulary.quantities import quantities

Form = Literal["numeral", "word", "vague", "fraction"]


class Number(NamedTuple):
    """A number as it stands: `[start, end)` of the text given, and the least and the most it may be."""

    start: int
    end: int
    low: float
    high: float
    form: Form
    range: bool = False
    """Whether it is two numbers that bound one ("10 to 15")."""
    scale: float = 1
    """The largest scale word in it ("million"), which the lower end of a range shares."""


def _any(words: Iterable[str]) -> str:
    """Give a pattern for any of `words`, the longest first; blanks and hyphens in them are each either."""
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(words, key=lambda w: (-len(w), w)))


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    part: re.Pattern[str]
    joint: re.Pattern[str]


_TENS = ("twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety")
_POWERS = ("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions")


@functools.cache
def _patterns() -> _Patterns:
    words = quantities()
    units = [w for w, value in words.numbers.items() if 0 < value < 10]
    small = rf"(?:{'|'.join(_TENS)})(?:[\s-]?(?:{_any(units)}))?|{_any(words.numbers)}"
    scale = _any(words.scales)
    numeral = r"\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|\d+(?:\.\d+)?"
    # "3.5bn", "45m": a scale without a blank, and nothing behind it that would make it another word.
    attached = rf"(?:(?:{_any(words.attached)})(?![\w-]))?"
    scales = rf"(?:[\s-]+(?:{scale})\b)*"
    item = rf"(?:(?:{numeral}){attached}|\b(?:{small})\b){scales}"
    behind_scale = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))"
    more = rf"(?:{behind_scale}(?:\s+and)?\s+(?:{numeral}|(?:{small})\b){scales})*"
    fractions = _any(words.fractions)
    times = _any(words.times)
    of_scale = rf"(?:\s+of)?(?:\s+an?)?[\s-]+(?P<whole>{scale})\b{scales}"
    number = (
        rf"(?P<ratio>\b(?P<share>{small}|\d{{1,2}})\s+(?P<of>in|out\s+of)(?:\s+every)?\s+(?P<among>{small}|\d{{1,3}})\b(?![,.]?\d|[\s-]*(?:{times})\b))"
        rf"|(?P<part>\b(?:{fractions}){of_scale})"
        rf"|(?P<fraction>\b(?:{fractions})\b)"
        rf"|(?P<few>\b(?:(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?(?=\s+(?:{scale})\b)|a\s+couple|several|many)"
        rf"(?P<fewscale>(?:[\s-]+(?:{scale})\b)+)|\b(?:a\s+few|a\s+couple|several)\b)"
        rf"|(?P<power>\b(?:(?:several|many|multiple|low|high|mid)\s+)?(?:{'|'.join(_POWERS)})\b"
        rf"(?:\s+(?:(?:and|upon)\s+\w+\s+)?of\s+(?:{'|'.join(_POWERS)}|thousand|million|hundred)\b)*)"
        rf"|(?P<mixed>(?:(?:{numeral})|\b(?:{small}))\s+and\s+(?:{fractions})\b{scales})"
        rf"|(?P<cardinal>(?:\ban?\s+)?\b(?:{scale})\b{scales}{more}|{item}{more})"
    )
    part = rf"(?P<numeral>{numeral})(?P<attached>[a-z]+)?|(?P<scale>\b(?:{scale})\b)|(?P<word>\b(?:{small})\b)"
    joint = r"\s*(?:-|–)\s*|\s+(?:to|or|and)\s+"
    return _Patterns(re.compile(number), re.compile(part), re.compile(joint))


def numbers_in(text: str, is_dated: Callable[[int, int], bool] = lambda start, end: False) -> Iterator[Number]:
    """Give the numbers of a lower-case text in order; two that bound one amount are one number.

    `is_dated` tells whether a number at `[start, end)` belongs to a date: such a one is left out.
    """
    waiting: Number | None = None
    for match in _matches(text):
        number = _read(match)
        if is_dated(number.start, number.end):
            continue
        if waiting is not None:
            joined = _join(text, waiting, number)
            if joined is not None:
                yield joined
                waiting = None
                continue
            yield waiting
        waiting = number
    if waiting is not None:
        yield waiting


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Give the numbers as they match; "two in 12" that is no ratio is two numbers."""
    pattern = _patterns().number
    at = 0
    while (match := pattern.search(text, at)) is not None:
        if match["ratio"] and not _is_ratio(match):
            single = pattern.search(text, match.start(), match.end("share"))
            match = single if single is not None else match
        yield match
        at = max(match.end(), at + 1)


def _is_ratio(match: re.Match[str]) -> bool:
    """Tell "one in five" and "nine out of 10" from two numbers."""
    share, among = _cardinal(match["share"])[0], _cardinal(match["among"])[0]
    if not 0 < share < among:
        return False
    return match["of"] != "in" or (share == 1 and among <= 20) or among in (10, 100)


def _read(match: re.Match[str]) -> Number:
    words = quantities()
    kind = match.lastgroup
    start, end = match.span()
    text = re.sub(r"[\s-]+", " ", match[0])
    if match["ratio"]:
        value = round(100 * _cardinal(match["share"])[0] / _cardinal(match["among"])[0], 2)
        return Number(start, end, value, value, "fraction")
    if match["part"]:
        share = words.fractions[text[: _fraction_length(text)]] / 100
        scale = _product(text[_fraction_length(text) :])
        value = round(share * scale)
        return Number(start, end, value, value, "word", scale=scale)
    if match["fraction"]:
        value = words.fractions[text]
        return Number(start, end, value, value, "fraction")
    if match["few"]:
        name = "a couple" if "couple" in text else "several" if "several" in text or "many" in text else "a few"
        low, high = words.vague[name]
        scale = _product(match["fewscale"] or "")
        return Number(start, end, low * scale, high * scale, "vague", scale=scale)
    if match["power"]:
        parts = [w if w in _POWERS else w + "s" for w in text.split() if w in _POWERS or w + "s" in _POWERS]
        known = words.vague.get(" of ".join(parts))
        if known is None:
            # "thousands of millions": the first tells how many of the second.
            low, high = words.vague[parts[0]]
            for part in parts[1:]:
                scale = words.scales.get(part.rstrip("s"), 10)
                low, high = low * scale, high * scale
            known = (low, high)
        return Number(start, end, *known, "vague")
    if match["mixed"]:
        first, _, rest = text.partition(" and ")
        at = _fraction_length(rest)
        scale = _product(rest[at:])
        value = (_cardinal(first)[0] + words.fractions[rest[:at]] / 100) * scale
        return Number(start, end, value, value, "word", scale=scale)
    assert kind is not None
    value, scale = _cardinal(match[0])
    vague = text in words.vague or text == "dozen"
    form: Form = "vague" if vague else "numeral" if match[0][0].isdigit() else "word"
    return Number(start, end, value, value, form, scale=scale)


def _fraction_length(text: str) -> int:
    """Give how much of `text` its fraction takes."""
    return max(len(name) for name in quantities().fractions if text.startswith(name))


def _product(text: str) -> float:
    value = 1
    for word in re.findall(r"[a-z]+", text):
        value *= quantities().scales.get(word, 1)
    return value


def _cardinal(text: str) -> tuple[float, float]:
    """Give the value of a number in words or numerals, and its largest scale."""
    words = quantities()
    total: float = 0
    current: float = 0
    largest: float = 1
    for part in _patterns().part.finditer(text):
        if part["numeral"]:
            value = float(part["numeral"].replace(",", ""))
            scale = words.attached.get(part["attached"] or "", 1)
            largest = max(largest, scale)
            current += value * scale
        elif part["word"]:
            current += sum(words.numbers[w] for w in _words(part["word"]))
        else:
            scale = words.scales[part["scale"]]
            largest = max(largest, scale)
            if scale == 100 or scale == 12:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0
    value = total + current
    # 2.3 million is 2,300,000, whatever the machine's binary fractions say.
    return (round(value, 6), largest)


def _words(text: str) -> list[str]:
    """Cut "twenty-five" or "twentyfive" into its words."""
    found = []
    for word in re.findall(r"[a-z]+", text):
        tens = next((t for t in _TENS if word.startswith(t) and word != t), None)
        found += [tens, word[len(tens) :]] if tens else [word]
    return found


_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:(?:about|some|around|roughly|an\s+estimated)\s+)?(?:[^\w\s]|us)*$")
_RANGING = re.compile(
    r"\b(?:ranging|ranged|ranges|range|estimated?|estimates|vary|varied|anywhere|somewhere)\s+(?:\w+\s+)?$"
)


def _join(text: str, one: Number, other: Number) -> Number | None:
    """Give the amount that two numbers bound; None where they are two."""
    if one.form == "fraction" or other.form == "fraction" or one.range:
        return None
    gap = text[one.end : other.start]
    # What stands between may hold the unit of the first: "$3m to $5m", "10% to 15%", "five percent to ten percent".
    plain = re.fullmatch(
        r"(?P<unit>\s*(?:%|percent|per\s+cent|pct|[a-z]{1,3})?)(?P<joint>\s*-\s*|\s+(?:to|or|and)\s+)(?P<sign>[a-z.]{0,4}[$€£¥₹]\s?)?",
        gap,
    )
    if plain is None or len(gap) > 24:
        return None
    joint = plain["joint"].strip()
    unit = plain["unit"].strip()
    if unit and unit not in quantities().shares and unit not in quantities().measures:
        return None
    if unit in quantities().shares and not re.match(
        r"\s*(?:%|percent|per\s+cent|pct)", text[other.end : other.end + 10]
    ):
        return None  # "rose 2 percent to 30"
    if bool(plain["sign"]) and not re.search(r"[$€£¥₹]\s?$", text[max(0, one.start - 2) : one.start]):
        return None
    before = text[max(0, one.start - 40) : one.start]
    opened = _BETWEEN.search(before)
    opening = opened[0].split()[0] if opened else ""
    low, high = one.low, other.high
    if one.scale == 1 and other.scale > 1 and one.low < 1000 and one.low * other.scale <= other.high:
        low = one.low * other.scale
    if not low < high:
        return None
    if joint == "and":
        if opening != "between":
            return None
    elif joint == "to":
        if opening == "from" and not _RANGING.search(before[: opened.start()] if opened else ""):
            return None  # "rose from 10 to 15" tells two
    elif joint == "or":
        if one.form != other.form or high > 3 * low + 3:
            return None
    elif joint == "-":
        if one.form == "numeral" and other.form == "numeral" and _years(text[one.start : other.end]):
            return None
        if re.match(r"[-/.:]\d", text[other.end : other.end + 2]) or re.search(r"\d[-/.:]$", before):
            return None
    start = one.start
    if opening == "between" and opened is not None:
        start = one.start - (len(before) - opened.start())
    form: Form = "vague" if "vague" in (one.form, other.form) else other.form
    return Number(start, other.end, low, high, form, range=True, scale=other.scale)


def _years(text: str) -> bool:
    """Tell a span of years: "2014-15", "1914-1918"."""
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d\s*-\s*(?:\d\d|(?:1[5-9]|20)\d\d)", text))
