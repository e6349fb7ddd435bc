"""Whether two figures can both be true: by arithmetic, bounds respected, for the same thing at one place and time.

Where it is not known that two figures count one thing, they are not held against each other: most pairs of figures are
silent about each other, and saying nothing is right for them.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from onrecord.comparing.claims.voice import Counted, Days, Voice, Where
from onrecord.records import BEFALLING

NEAR_KM = 15.0
"""Kilometres up to which two places may be called one by different people: a suburb and its city."""
ABOUT = 0.15
"""How far off a figure may be that is given as "about", and how far below one that is given as "nearly", of 1."""
ROUND = 0.05
"""How far off a round figure may be (three digits or more, the last two of them noughts), of 1."""
FRESH = 3
"""Days within which two articles without a date of their own in the text tell of one event."""

_ANYBODY = frozenset(("person", "victim", "bodi", "casualti", "lif"))

Verdict = Literal["agree", "contest", "update"]
"""`agree`: one number can satisfy both; `contest`: none can; `update`: a later, higher count of the same."""
Standing = Literal["same", "within", "apart", "unknown"]


class Match(NamedTuple):
    """Two figures that count one thing, and what arithmetic says of them."""

    one: Counted
    other: Counted
    verdict: Verdict
    words: str
    """Why, for people."""
    exact: bool
    """Whether both give the same number, or both exact numbers that differ."""


def standing(one: Where | None, other: Where | None) -> Standing:
    """Tell how two places stand to each other; `within` where one is a part of the other."""
    if one is None or other is None:
        return "unknown"
    if one == other or (one.geonames_id is not None and one.geonames_id == other.geonames_id):
        return "same"
    if one.name == other.name and (one.country == other.country or None in (one.country, other.country)):
        return "same"
    wide, narrow = (one, other) if one.is_wide else (other, one)
    if wide.is_wide:
        if narrow.is_wide:
            return "apart" if wide.precision == narrow.precision == "country" else "unknown"
        if wide.country is None or narrow.country is None:
            return "unknown"
        return "within" if wide.country == narrow.country else "apart"
    if one.country and other.country and one.country != other.country:
        return "apart"
    for larger, smaller in ((one, other), (other, one)):
        if larger.precision == "region" and smaller.admin is not None and larger.name in (smaller.admin, smaller.name):
            return "within"
    if None in (one.lat, one.lon, other.lat, other.lon):
        return "unknown"
    return "within" if _kilometres(one, other) <= NEAR_KM else "apart"


def _kilometres(one: Where, other: Where) -> float:
    assert one.lat is not None
    assert one.lon is not None
    assert other.lat is not None
    assert other.lon is not None
    high, low = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(one.lon - other.lon) * math.cos((high + low) / 2)
    return 6371.0 * math.hypot(high - low, east)


def days_apart(one: str | None, other: str | None) -> int | None:
    """Give how many days lie between two days; None where one is unknown."""
    if one is None or other is None:
        return None
    return abs(_ordinal(one) - _ordinal(other))


def _ordinal(day: str) -> int:
    """Number a day so that neighbours differ by about one, whatever the calendar says: for distances alone."""
    year, month, date = int(day[:4]), int(day[5:7]), int(day[8:10])
    starts = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) and month > 2
    before = (year - 1) * 365 + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    return before + starts[min(max(month, 1), 12) - 1] + date + leap


def overlap(one: Days, other: Days) -> bool:
    """Tell whether two stretches of days share one."""
    return one[0] <= other[1] and other[0] <= one[1]


def compare(one: Voice, other: Voice) -> tuple[Match, ...]:
    """Hold the figures of two voices against each other; only those that surely count one thing are in the answer.

    Of a thing that one side counts twice ("12 in Homs and 5 in Hama") nothing is said unless the places tell.
    """
    settled = {(a.kind, a.low, a.high) for a in one.figures} & {(b.kind, b.low, b.high) for b in other.figures}
    found = []
    for figure in one.figures:
        rivals = [against for against in other.figures if may_be_one(one, figure, other, against)]
        if len(rivals) != 1:
            continue
        back = [first for first in one.figures if may_be_one(one, first, other, rivals[0])]
        if len(back) != 1:
            continue
        match = _judged(one, figure, other, rivals[0])
        # A number that both give, whatever they say it counts, is not held against a third.
        held = ((side.kind, side.low, side.high) in settled for side in (figure, rivals[0]))
        if match.verdict != "contest" or not any(held):
            found.append(match)
    return tuple(found)


def may_be_one(one: Voice, figure: Counted, other: Voice, against: Counted) -> bool:
    """Tell whether two figures count the same thing, as far as kind, unit, thing, place and time can tell."""
    if figure.kind != against.kind or figure.unit != against.unit:
        return False
    if figure.part != against.part or figure.rest != against.rest:
        return False
    if (figure.low is None and figure.high is None) or (against.low is None and against.high is None):
        return False
    if (figure.unit is None or figure.kind == "other") and not one_thing(figure, against):
        return False
    return _where(one, figure, other, against) in ("same", "unknown") and _when(one, figure, other, against)


def one_thing(figure: Counted, against: Counted) -> bool:
    """Tell whether two figures count the same thing, as far as the words for it can tell."""
    same = figure.thing == against.thing and figure.thing is not None
    if not same and figure.kind in BEFALLING:
        same = {figure.thing, against.thing} <= _ANYBODY | {None}
    # "Turkish soldiers" are not "Syrian soldiers"; "soldiers" alone may be either.
    return same and not (figure.marks and against.marks and not figure.marks & against.marks)


def _where(one: Voice, figure: Counted, other: Voice, against: Counted) -> Standing:
    """Tell how the places of two figures stand to each other: their own, else those their statements name.

    Where neither names one they are of where their articles are set.
    """
    here = [figure.place] if figure.place is not None else list(one.places)
    there = [against.place] if against.place is not None else list(other.places)
    if not here and not there:
        return standing(one.setting, other.setting)
    here = here or ([one.setting] if one.setting else [])
    there = there or ([other.setting] if other.setting else [])
    found = {standing(a, b) for a in here for b in there}
    narrow = {standing(a, b) for a in here for b in there if not a.is_wide and not b.is_wide}
    if "same" in (narrow or found):
        return "same"
    return "apart" if "apart" in found else "within" if "within" in found else "unknown"


def _when(one: Voice, figure: Counted, other: Voice, against: Counted) -> bool:
    """Tell whether two figures may be of one time."""
    here = figure.days or (one.days[0] if len(one.days) == 1 else None)
    there = against.days or (other.days[0] if len(other.days) == 1 else None)
    if here and there:
        return overlap(here, there)
    apart = days_apart(one.day, other.day)
    if apart is not None and apart > FRESH:
        return False
    for days, voice in ((here, other), (there, one)):
        # One names its day, the other was printed then or within the days that follow.
        if (
            days
            and voice.day
            and not -1 <= _ordinal(voice.day) - _ordinal(days[1]) <= FRESH
            and not (days[0] <= voice.day <= days[1])
        ):
            return False
    return True


def _range(figure: Counted) -> tuple[float, float]:
    """Give the least and the most a figure may mean."""
    low = figure.low if figure.low is not None else -math.inf
    high = figure.high if figure.high is not None else math.inf
    slack = 0.0
    if figure.bound == "nearly" and figure.high is not None:
        return figure.high * (1 - ABOUT), figure.high
    if figure.bound == "about":
        slack = ABOUT
    elif figure.bound == "exactly" and low == high and low >= 100 and low % 100 == 0:
        slack = ROUND
    if slack:
        low, high = low - abs(low) * slack, high + abs(high) * slack
    return low, high


def may_agree(figure: Counted, against: Counted) -> bool:
    """Tell whether one number can be what both figures say, if they count one thing."""
    (low, high), (least, most) = _range(figure), _range(against)
    return low <= most and least <= high


def _judged(one: Voice, figure: Counted, other: Voice, against: Counted) -> Match:
    shown = f"“{figure.text}” and “{against.text}”"
    if may_agree(figure, against):
        same = (figure.low, figure.high) == (against.low, against.high)
        return Match(figure, against, "agree", f"{shown}: {'the same' if same else 'both can be true'}", same)
    exact = figure.bound == against.bound == "exactly" and not figure.vague and not against.vague
    if figure.vague or against.vague:
        return Match(figure, against, "update", f"{shown}: too vague to be held against each other", False)
    if one.source is not None and one.source == other.source:
        return Match(figure, against, "update", f"{shown}: the same source counts again", False)
    apart = days_apart(one.day, other.day)
    if apart:
        earlier, later = (figure, against) if (one.day or "") < (other.day or "") else (against, figure)
        if _range(later)[0] >= _range(earlier)[1]:
            return Match(figure, against, "update", f"{shown}: the later count is higher", False)
    elif one.day is None or other.day is None:
        return Match(figure, against, "update", f"{shown}: it is not known which is the later count", False)
    return Match(figure, against, "contest", f"{shown}: no number is both", exact)
