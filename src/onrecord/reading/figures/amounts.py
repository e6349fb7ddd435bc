"""Amounts: a number with the words that bound it and the unit that it has; and which numbers are none."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from onrecord.reading.figures.numbers import Form, Number, numbers_in
from onrecord.records import Bound, FigureKind
from onrecord.vocabulary.quantities import quantities


class Amount(NamedTuple):
    """A number with its bound and unit; `[start, end)` of the text given holds all of them."""

    start: int
    end: int
    number: Number
    low: float | None
    high: float | None
    bound: Bound
    form: Form
    unit: str | None = None
    kind: FigureKind | None = None
    """What its unit tells: `money`, `share`, `distance` or `other`; None where things are counted."""
    compound: bool = False
    """Whether a hyphen ties it to what it counts ("a 40-member council")."""
    another: bool = False
    """Whether it counts more of what was counted before ("another five")."""


class _Patterns(NamedTuple):
    bound: re.Pattern[str]
    behind: re.Pattern[str]
    sign: re.Pattern[str]
    money: re.Pattern[str]
    share: re.Pattern[str]
    measure: re.Pattern[str]
    time: re.Pattern[str]
    label: re.Pattern[str]
    month: re.Pattern[str]
    dated: re.Pattern[str]


def _any(words: Iterable[str], blank: str = r"\s+") -> str:
    return "|".join(re.escape(w).replace(r"\ ", blank) for w in sorted(words, key=lambda w: (-len(w), w)))


_LOOK_BACK = 48
"""Characters before a number in which its bound is looked for."""


@functools.cache
def _patterns() -> _Patterns:
    words = quantities()
    bounds = _any(words.bounds)
    signs = _any(words.money_signs, r"\s*")
    codes = "|".join(sorted(words.money_codes))
    measures = _any(words.measures).replace(r"\-", r"[\s-]+")
    months = "|".join(sorted(words.months))
    return _Patterns(
        bound=re.compile(
            rf"(?:^|(?<=[^\w-]))(?P<bound>{bounds})"
            rf"(?P<filler>(?:\s+(?:another|an\s+additional|a|some|about|an\s+estimated|additional|other))*)\s*$"
        ),
        behind=re.compile(rf"(?P<sign>\+)(?!\w)|(?:,?\s+|-)(?P<bound>{_any(words.bounds_behind)})\b(?!\s+(?:than|\d))"),
        sign=re.compile(rf"(?<![a-z])(?P<sign>{signs})\s?$|\b(?P<code>{codes})\s?$"),
        money=re.compile(
            rf"[\s-]*(?:(?P<word>{_any(words.money_words)})|(?P<code>{codes}))(?![\w])(?!\s*(?:area|zone))"
        ),
        share=re.compile(rf"[\s-]*(?:{_any(words.shares)})(?![\w])(?P<point>[\s-]+points?\b)?|\s*%"),
        measure=re.compile(rf"[\s-]*(?P<unit>{measures})(?![\w²³])"),
        time=re.compile(rf"(?:[\s-]+(?:\w+(?:-\w+)?[\s-]+)?|)(?:{_any(words.times)})(?![\w])"),
        label=re.compile(rf"(?:^|[^\w-])(?:{_any(words.labels)})[\s-]*(?:\w\s)?\(?$"),
        dated=re.compile(rf"\b(?:{months})\.?,?(?:\s+\d{{1,2}},?)?\s+$"),
        month=re.compile(
            rf"\b(?:{months})\.?,?\s*$|\b(?:{months})\.?\s+(?:\d{{1,2}},?\s+){{0,3}}\d{{1,2}}(?:,|,?\s+(?:and|or|to)|-)?\s*$"
        ),
    )


def amounts_in(
    text: str, plain: str, is_dated: Callable[[int, int], bool] = lambda start, end: False
) -> Iterator[Amount]:
    """Give what may be a figure, in order. `plain` is the text in lower case, as long as `text`.

    `is_dated` tells whether a number at `[start, end)` belongs to a date.
    """
    return _with_shared_units(plain, _amounts(text, plain, is_dated))


_NEXT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")


def _with_shared_units(plain: str, amounts: Iterator[Amount]) -> Iterator[Amount]:
    """Give a bare number in a list the unit that stands only behind the last: "10, 20 and 30 percent"."""
    waiting: list[Amount] = []
    for amount in amounts:
        if waiting and not (_NEXT.fullmatch(plain, waiting[-1].end, amount.start) and len(waiting) < 12):
            yield from waiting
            waiting = []
        if amount.unit is None and amount.form in ("numeral", "word") and not amount.compound:
            waiting.append(amount)
            continue
        shared = (
            amount.unit is not None
            and plain[amount.start : amount.number.start].strip() == ""
            and amount.form != "fraction"
        )
        yield from (w._replace(unit=amount.unit, kind=amount.kind) if shared else w for w in waiting)
        waiting = []
        yield amount
    yield from waiting


def _amounts(text: str, plain: str, is_dated: Callable[[int, int], bool]) -> Iterator[Amount]:
    taken = 0
    money: Amount | None = None
    for number in numbers_in(plain, is_dated):
        if number.start < taken or not _stands_alone(plain, number):
            continue
        amount = _with_bound(plain, _with_unit(text, plain, number), taken)
        if amount is None:
            continue
        if money is not None:
            amount = _as_money(plain, money, amount)
        if amount.kind == "money":
            money = amount
        taken = amount.end
        yield amount


_CONVERTED = re.compile(r"\s*[(\[]\s*(?:or\s+)?$|,?\s+or\s+$")
_AGAINST = re.compile(r"(?:from|to|against|vs\.?|versus|and|or|than|with)\s+(?:\w+\s+)?$")


def _as_money(plain: str, money: Amount, amount: Amount) -> Amount:
    """Read an amount in the light of the money before it: the same in another currency, or without its own."""
    gap = plain[money.end : amount.start]
    if amount.kind == "money":
        if len(gap) < 8 and amount.bound == "exactly" and _CONVERTED.fullmatch(gap):
            low = None if money.low is None else amount.low
            return amount._replace(bound=money.bound, low=low, high=None if money.high is None else amount.high)
        return amount
    if amount.unit is None and amount.number.scale >= 1_000_000 and len(gap) < 160 and "." not in gap.rstrip(".")[:-1]:
        behind = plain[amount.end : amount.end + 8]
        if _AGAINST.search(plain[max(0, amount.start - 24) : amount.start]) and re.match(
            r"\s*[,.;)]|\s+(?:in|a|the|from|to|for|last|at)\b|\s*$", behind
        ):
            return amount._replace(unit=money.unit, kind="money")
    return amount


def _stands_alone(plain: str, number: Number) -> bool:
    """Tell a number from a piece of a name, a date, a score, a version or an address."""
    start, end = number.start, number.end
    before, behind = plain[max(0, start - 2) : start], plain[end : end + 3]
    if number.form != "numeral":
        return not before.endswith("'") and not (before[-1:] == "-" and before[:1].isalnum() and number.form != "vague")
    first = plain[start : start + 2]
    if before[-1:].isalnum() or before[-1:] in ("_", "#", "@", "+"):
        return False
    if re.search(r"(?:\b[a-z]|\d)-\s$", plain[max(0, start - 4) : start]):
        return False  # "T- 72"
    if before[-1:] in "-/.:,–" and before[-1:] and before[:1].isalnum():
        return False  # "F-16", "1.2.3", "10/12", "3:45"
    if re.match(r"[/:–-]\d|\.\d|,\d", behind) or re.match(r"(?:st|nd|rd|th|s|'s)\b", behind):
        return False  # "24/7", "18:20", "2-1", "40th", "1980s"
    if first[0] == "0" and len(first) > 1 and first[1].isdigit():
        return False  # "0914", "007"
    if before == "0 " or (before.endswith("(") and re.match(r"\.[a-z]{1,2}\)", plain[end : end + 4])):
        return False  # a tally in a page's furniture, a share's code
    if re.match(r" \d", behind) or re.fullmatch(r"\d{3}-\d{4}", plain[start:end]):
        return False  # "+44 20 7946 0000", "555-1234"
    at = re.match(r"[a-z]+", plain[end : end + 24])
    if at is not None:
        # "3.5bn" and "12km" are read with the number; "4G", "7th", "2nd" are names or ordinals.
        return at[0] in quantities().measures or at[0] in quantities().money_codes
    return not (behind[:1] == "_" or re.match(r"-[a-z]?\d", behind))


def _with_unit(text: str, plain: str, number: Number) -> Amount | None:
    """Give the amount with its unit; None where it is a length of time, an age, a date or a name."""
    patterns = _patterns()
    start, end = number.start, number.end
    bare = Amount(start, end, number, number.low, number.high, "exactly", number.form)
    before = plain[max(0, start - 16) : start]
    sign = patterns.sign.search(before)
    if sign is not None and number.form != "fraction":
        code = quantities().money_signs.get(re.sub(r"\s", "", sign["sign"] or "")) or sign[0].strip().upper()
        if sign["code"] is None or text[start - len(sign[0]) : start].strip().isupper():
            begun = start - len(sign[0])
            return bare._replace(start=begun, unit=code, kind="money", end=_behind_money(plain, end, code))
    share = patterns.share.match(plain, end)
    if share is not None:
        return bare._replace(end=share.end(), unit="point" if share["point"] else "%", kind="share")
    money = patterns.money.match(plain, end)
    if money is not None:
        code = money["code"]
        if code is None or text[money.start("code") : money.end("code")].isupper():
            unit = quantities().money_words[re.sub(r"\s+", " ", money["word"])] if code is None else code.upper()
            cents = unit == "USX"
            low, high = (number.low / 100, number.high / 100) if cents else (number.low, number.high)
            return bare._replace(end=money.end(), unit="USD" if cents else unit, kind="money", low=low, high=high)
    within = plain[start:end]
    first = re.search(r"[$€£¥₹]|\d\s*(%)", within)
    if number.range and first is not None and first[0] in "$€£¥₹":
        return bare._replace(unit=quantities().money_signs[first[0]], kind="money")
    if _TIME_RANGE.match(plain, end) or (number.range is False and _SINGLE.fullmatch(text[start:end]) and sign is None):
        return None
    if not number.range and plain[end - 1] == "m" and plain[end - 2].isdigit() and not _MILLION.match(plain, end):
        # "the 100m race": a metre, where no people and no other plural follow
        metres = number.low / 1_000_000
        return bare._replace(unit="m", kind="distance", low=metres, high=metres)
    time = patterns.time.match(plain, end)
    if time is not None and not re.match(
        r"\s+(?:seconds?|quarters?)\s+(?!after|before|later|of|to)", plain[end : end + 18]
    ):
        return None
    measure = patterns.measure.match(plain, end)
    if measure is not None and number.low > 1 and _NO_UNIT.match(plain, measure.start("unit")):
        measure = None  # "three barrel bombs"
    if measure is not None and not (
        measure["unit"] in ("in", "m", "t", "g") and plain[end : end + 1] in " -" and measure["unit"] != "m"
    ):
        kind, symbol = quantities().measures[re.sub(r"[\s-]+", "-", measure["unit"])]
        return bare._replace(end=measure.end(), unit=symbol, kind=kind)
    if number.form == "fraction":
        return bare._replace(unit="%", kind="share") if _is_share(plain, number) else None
    if number.form == "numeral":
        label = patterns.label.search(plain[max(0, start - 24) : start])
        if label is not None:
            return None
        if _is_day(plain, number) or _is_year(plain, number) or _is_clock(plain, number):
            return None
    return bare._replace(compound=plain[end : end + 1] == "-")


def _behind_money(plain: str, end: int, code: str) -> int:
    """Give where the amount ends when its currency stands on both sides ("$3 million dollars")."""
    money = _patterns().money.match(plain, end)
    if money is not None and money["word"] and quantities().money_words[re.sub(r"\s+", " ", money["word"])] == code:
        return money.end()
    return end


_MILLION = re.compile(r"\s+(?:\w+\s+)?(?:people|[a-z]{3,}s)\b|\s+(?:of|more)\b")
_SINGLE = re.compile(r"[\d.,]+[BTKM]")
"""A numeral with one capital letter: a name ("4B"), not a scale."""
_TIME_RANGE = re.compile(
    r"\s*(?:to|or|-|and)\s*[\w.,]+[\s-]+(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b"
)
_NO_UNIT = re.compile(r"(?:barrel|foot|mile|yard|point|gallon|pound|knot|degree|acre)\s+(?!of\b)[a-z]{3,}s\b")
_HALF_NOT = re.compile(
    r"[\s-]+(?:an?\s+)?(?:past|brothers?|sisters?|time|century|centuries|way|hour|day|year|month|mast|staff|decade|life|truths?|hearted|finals?"
    r"|minute|second|hourly|baked|lap|marathon|pints?|back|season|term|price|century's)\b"
)
_HALF_BEFORE = re.compile(
    r"\b(?:first|second|other|latter|former|opening|better|early|next|last|this|that)(?:[\s-]+\w+)?[\s-]+$"
)
_PART_BEHIND = re.compile(
    r"\s+(?:of\b(?!\s+(?:an?\s+)?(?:percentage\s+point|point|percent|hour|century|centuries|year|decade|day|minute|mile|final))|more\b|less\b|fewer\b|larger\b|higher\b|lower\b|cent\b"
    r"|in\b|to\b|by\b|from\b|on\b|since\b|as\b|were\b|are\b|was\b|is\b|have\b|had\b|said\b)|\s*[.,;:)\"”]|\s*$"
)


def _is_share(plain: str, number: Number) -> bool:
    """Tell a fraction that shares something ("a third of the seats") from an ordinal or a part of a match or an hour."""
    before, behind = plain[max(0, number.start - 24) : number.start], plain[number.end : number.end + 24]
    words = plain[number.start : number.end]
    if before.endswith(" and ") and words in ("a half", "a third", "a quarter") and not re.match(r"\s+of\b", behind):
        return False  # "an hour and a half"
    if re.search(r"\s(?:in|of)\s", words):
        return True  # "one in five"
    if "half" in words:
        if before.endswith(("-", "'", "a ", "an ")) and words == "half" and not re.match(r"\s+of\b", behind):
            return False
        return not _HALF_NOT.match(behind) and not _HALF_BEFORE.search(before)
    if re.search(r"\b(?:in|for|the)\s+$", before) and not re.match(r"\s+of\b", behind):
        return False
    return bool(_PART_BEHIND.match(behind)) and not _HALF_BEFORE.search(before)


def _is_day(plain: str, number: Number) -> bool:
    """Tell the day of a month, or the clock, where nobody has found the date."""
    if number.low > 31:
        year = re.fullmatch(r"(?:1[5-9]|20)\d\d", plain[number.start : number.end])
        return (
            year is not None and _patterns().dated.search(plain[max(0, number.start - 20) : number.start]) is not None
        )
    if _patterns().month.search(plain[max(0, number.start - 32) : number.start]):
        return True
    return (
        number.low <= 31
        and re.match(
            rf"[\s,-]+(?:{'|'.join(sorted(quantities().months - {'may', 'march', 'sun'}))})\b|\s+may,?\s+(?:\d{{4}}|\d{{1,2}}\b)|\s+march\s+\d{{4}}",
            plain[number.end : number.end + 24],
        )
        is not None
    )


_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|from|before|after|during|late|early|mid|year|through|fiscal|circa|due|of)[\s-]+$"
)


_PLURAL = re.compile(
    r"\s+(?:people|(?!(?:its|his|this|was|has|as|is|us|plus|across|versus|always|perhaps)\b)[a-z]{3,}s)\b"
)


def _is_year(plain: str, number: Number) -> bool:
    """Tell a year, where nobody has found the date: four digits without a comma that count no plural."""
    if not (1700 <= number.low <= 2040 and re.fullmatch(r"\d{4}", plain[number.start : number.end])):
        return False
    if _PLURAL.match(plain, number.end):
        return bool(_BEFORE_YEAR.search(plain[max(0, number.start - 16) : number.start]))
    return number.low >= 1900 or bool(
        _BEFORE_YEAR.search(plain[max(0, number.start - 16) : number.start])
        or re.match(r"\s*[).,;:]|\s*$|\s*[-/–]\d", plain[number.end : number.end + 8])
    )


def _is_clock(plain: str, number: Number) -> bool:
    """Tell the hour of a day in four digits: "at 0914", "at 1514"."""
    if not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", plain[number.start : number.end]):
        return False
    if re.match(r"\s+(?:hours?|hrs|gmt|utc|local)\b", plain[number.end : number.end + 8]):
        return True
    return bool(re.search(r"\bat\s+$", plain[max(0, number.start - 4) : number.start]))


def _with_bound(plain: str, amount: Amount | None, taken: int) -> Amount | None:
    """Give the amount with the words that bound it, before and behind."""
    if amount is None:
        return None
    patterns = _patterns()
    begin = max(taken, amount.start - _LOOK_BACK)
    before = plain[begin : amount.start]
    found = patterns.bound.search(before)
    start, bound = amount.start, amount.bound
    another = bool(re.search(r"\b(?:another|additional)\s+$", before))
    if found is not None:
        bound = quantities().bounds[re.sub(r"\s+", " ", found["bound"])]
        start = begin + found.start("bound")
    end = amount.end
    behind = patterns.behind.match(plain, end)
    if behind is not None:
        said = "at least" if behind["sign"] else re.sub(r"\s+", " ", behind["bound"])
        bound = quantities().bounds_behind.get(said, "at_least")
        end = behind.end()
    low, high = amount.low, amount.high
    if bound in ("at_least", "more_than"):
        high = None
    elif bound in ("at_most", "fewer_than"):
        low = None
    return amount._replace(start=start, end=end, bound=bound, low=low, high=high, another=another)
