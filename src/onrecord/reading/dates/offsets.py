"""Dates so far from another: "two weeks ago", "a day earlier", "the next day", "that year"."""

from __future__ import annotations

import re

from onrecord.reading.dates.edtf import Now, day_from, iso_length, month_from, moved, now_of, week_from, year_from
from onrecord.reading.dates.periods import unit_from
from onrecord.reading.dates.rule import DateRule, Piece, Scene, Told, named
from onrecord.reading.dates.wording import (
    ABOUT,
    BOUND,
    EDGE,
    HYPHEN,
    NUMBER,
    PART,
    UNIT,
    UNITS,
    VAGUE,
    _,
    number_of,
)
from onrecord.vocabulary.calendar import calendar

_WORDS = calendar()
NUMBER_BEGINS = frozenset(
    {*_WORDS.numbers, "a", "an", "#", "half"} | {word.split()[0] for word in _WORDS.vague_counts.words}
)
ROUGH_BEGINS = frozenset(word.split()[0] for word in (*_WORDS.rough.about, *_WORDS.rough.bounds))
COUNT = rf"(?:(?P<number>{NUMBER}(?:[\s-]{{1,9}}and[\s-]{{1,9}}a[\s-]{{1,9}}half)?|an?{_}(?:hundred|dozen|thousand)|an?(?![a-z])|half{_}an?)|(?P<vague>{VAGUE}))"
_DATED = ("day", "time", "month", "year", "season", "quarter")
_FINE_ENOUGH = {
    "day": ("day", "time"),
    "week": ("day", "time"),
    "fortnight": ("day", "time"),
    "weekend": ("day", "time"),
    "month": ("day", "time", "month"),
}
"""What an expression of a unit can be reckoned from: a week after a year is nowhere."""
_LATER = frozenset({"later", "after", "hence", "afterwards", "afterward", "on", "thereafter"})


def told_count(found: re.Match[str]) -> float | None:
    """Give how many units a match says; None for an unknown number."""
    number = named(found, "number")
    if not number:
        return 2 if re.match(r"(?:a\s+)?couple", named(found, "vague")) else None
    whole, _and, half = number.replace("-", " ").partition(" and a half")
    if _and and not half:
        value = number_of(whole)
        return None if value is None else value + 0.5
    if number.startswith("half"):
        return 0.5
    if number in ("a", "an"):
        return 1
    return number_of(number)


def rough(found: re.Match[str]) -> bool:
    """Tell whether a match says that it is rough: "about", "nearly", "more than", "or so"."""
    return bool(named(found, "so")) or named(found, "rough") not in ("", "exactly", "just", "only")


def before_now(now: Now, unit: str, count: int) -> tuple[str | None, str]:
    """Give the day, week, month or year so many units from the article's date, with its fineness."""
    if unit == "day":
        return day_from(now, count), "day"
    if unit in ("week", "fortnight"):
        return week_from(now, count * (2 if unit == "fortnight" else 1)), "week"
    if unit in ("month", "quarter"):
        return month_from(now, count * (3 if unit == "quarter" else 1)), "month"
    if unit in ("year", "decade", "century"):
        return year_from(now, count * {"year": 1, "decade": 10, "century": 100}[unit]), "year"
    return None, "none"


class CountedOffset(DateRule):
    """So many units before or after: "two weeks ago", "a day earlier", "three months later", "10 days from now".

    "Ago" and "from now" are reckoned from the article's date; "later" and "earlier" from the last date of the text. The
    result is as fine as its unit: a week for weeks, a month for months, a year for years.

    Examples:
        The clinic was hit two weeks ago, and about three years ago it had burnt down.
                           -------------                                                 d1 2024-11-25/2024-12-01 · date · published
                                              ---------------------                      d2 2021~ · date · published

        The town fell on 3 May 2015. Two weeks later the museum was empty, and a year later it reopened.
                         ----------                                                                        d1 2015-05-03 · date · stated
                                     ---------------                                                       d2 2015-05-17 · date · text
                                                                               ------------                d3 2016 · date · text

        The fair closes two days before Christmas 2024.
                        ------------------------------    d1 2024-12-23 · date · stated

    Limits: Hours and minutes are not placed. "A year earlier" without a date before it is reckoned from the article's.
    """

    code = "DA11"
    title = "two weeks ago, a day later"
    begins = NUMBER_BEGINS | ROUGH_BEGINS | frozenset(UNITS) | {"the", "long"}
    forms = (
        rf"(?:(?P<rough>{ABOUT}|{BOUND}){_}(?:exactly{_})?)?{COUNT}{HYPHEN}(?:or{_}so{_}|or{_}more{_}|full{_}|short{_})?(?P<unit>{UNIT})(?P<so>{_}or{_}(?:so|more))?{_}"
        rf"(?P<side>ago|earlier|later|from{_}now|hence|previously|on(?=\s?,)|before(?=\s?[.,;)”\"]|$)|after(?=\s?[.,;)”\"]|$)|afterwards?|thereafter|from{_}today)(?![a-z])(?:{_}(?:this|to){_}day)?",
        rf"(?P<many>long{_})?(?P<unit>years|months|weeks|days|decades|centuries|hours){_}(?P<side>ago|later|earlier)(?![a-z])",
        rf"(?:the{_})?(?P<unit>year|month|week)[-‐‑](?P<side>ago|earlier)(?:{_}(?P<noun>period|quarter|month|week))?(?![a-z])",
        rf"(?:the{_})(?P<unit>year|month|week|day){_}(?P<side>earlier|before)(?=\s?[.,;)]|{_}(?:period|quarter|it|he|she|they|the)|$)(?P<noun>{_}(?:period|quarter))?",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the date."""
        unit = UNITS[found["unit"].lower()]
        side = named(found, "side")
        single = not named(found, "number") and not named(found, "vague") and "many" not in found.re.groupindex
        count = 1.0 if single else told_count(found)
        sign = 1 if side in _LATER or side.startswith("from") else -1
        from_now = side in ("ago", "hence") or side.startswith("from")
        if count is None:
            return Told(None, "none", basis="stated", duration=iso_length(None, unit))
        if unit in ("second", "minute", "hour"):
            return Told(None, "none", kind="duration", duration=iso_length(count, unit), basis="unanchored")
        if count != int(count) and unit in ("year", "decade"):
            return cls._fraction(scene, unit, count * sign, from_now)
        steps = round(count) * sign
        quarters = (
            scene.reference(("quarter", "half"), anywhere=True) if unit == "year" and count == 1 and sign < 0 else None
        )
        if quarters is not None and not rough(found):
            back = _year_before(quarters, scene)
            if back is not None:
                return back
        if not from_now:
            origin = _origin(scene, unit)
            if origin is not None:
                edtf = moved(origin.edtf or "", unit, steps)
                fine = _unit_of(edtf) if edtf else "none"
                return Told(_about(edtf, rough(found)), fine, basis="text" if edtf else "unanchored", origin=origin)
            if side not in ("earlier", "previously", "before"):
                return Told(None, "none", basis="unanchored")
        if scene.now is None:
            return Told(None, "none", basis="unanchored")
        edtf, fine = before_now(scene.now, unit, steps)
        confidence = 1.0 if from_now else 0.6
        basis_known = edtf is not None
        is_rough = rough(found) or (count >= 100 and count % 100 == 0)
        return Told(
            _about(edtf, is_rough), fine, basis="published" if basis_known else "unanchored", confidence=confidence
        )

    @classmethod
    def _fraction(cls, scene: Scene, unit: str, count: float, from_now: bool) -> Told:
        months_ = round(count * (12 if unit == "year" else 120))
        if not from_now or scene.now is None:
            return Told(None, "none", basis="unanchored")
        edtf = month_from(scene.now, months_)
        return Told(_about(edtf, True), "month", basis="published" if edtf else "unanchored")


def _about(edtf: str | None, is_rough: bool) -> str | None:
    return f"{edtf}~" if edtf is not None and is_rough and "/" not in edtf and not edtf.endswith("~") else edtf


def _unit_of(edtf: str) -> str:
    text = edtf.rstrip("~")
    return "day" if len(text) == 10 else "month" if len(text) == 7 else "year" if len(text) == 4 else "none"


def _origin(scene: Scene, unit: str) -> Piece | None:
    """Give the date that "later" and "earlier" are reckoned from."""
    return scene.reference(_FINE_ENOUGH.get(unit, _DATED))


def _year_before(quarter: Piece, scene: Scene) -> Told | None:
    """Give the same quarter a year before, where the article compares quarters: "up from 40 a year ago"."""
    last = scene.reference(("quarter", "half", "year", "month"), anywhere=True)
    if last is None or last.unit not in ("quarter", "half"):
        return None
    while quarter.origin is not None and quarter.origin.unit == quarter.unit and quarter.made_by == "DA11":
        quarter = quarter.origin
    edtf = moved(quarter.edtf or "", "year", -1)
    return Told(edtf, quarter.unit, basis="text", origin=quarter) if edtf else None


class FromTheText(DateRule):
    """What is reckoned from a date of the text: "the next day", "that year", "the same month", "the previous week".

    Examples:
        The post office closed on 30 April 2012. The next day the bank closed too; that year nobody stayed.
                                  -------------                                                               d1 2012-04-30 · date · stated
                                                 ------------                                                 d2 2012-05-01 · date · text
                                                                                   ---------                  d3 2012 · date · text

        The convoy left on Thursday and arrived the following day.
                           --------                                  d1 2024-12-12 · date · published
                                                -----------------    d2 2024-12-13 · date · text

    Limits: The last date before it is taken; where the text goes back and forth it may be another. Without a date
        before it nothing is placed.
    """

    code = "DA12"
    title = "the next day, that year"
    begins = frozenset(
        {
            "the",
            "that",
            "on",
            *_WORDS.pointers.same,
            "previous",
            "following",
            "next",
            *EDGE.lower().split(),
            "early",
            "late",
            "later",
            "earlier",
        }
    )
    forms = (
        rf"(?P<edge>{EDGE})?(?P<the>the{_})?(?P<pointer>very{_}next|next|following|previous|preceding|prior|same|very{_}same|that{_}same|that){_}"
        rf"(?P<unit>day|week|weekend|month|year|quarter|decade|morning|afternoon|evening|night|century)(?![a-z])(?:{_}(?P<part>{PART}))?",
        rf"the{_}(?P<unit>day|week|month|year|night){_}(?P<side>before|after)(?=\s?[.,;:)”\"]|\s*$)",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the date."""
        unit = found["unit"].lower()
        word = (named(found, "pointer") or named(found, "side")).split()[-1]
        begins_with_the = (
            not named(found, "pointer") or found["the"] is not None or named(found, "pointer").startswith("that")
        )
        if not begins_with_the and (word == "same" or unit not in ("day", "morning", "night")):
            return None  # "next year" is seen from the article
        steps = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "prior": -1, "before": -1}.get(
            word, 0
        )
        part = named(found, "part") or None
        if unit in _WORDS.parts_of_day:
            part, unit = unit, "day"
        kind = "time" if part else "date"
        origin = scene.reference(_FINE_ENOUGH.get(unit, _DATED))
        is_far = origin is None or origin.block != scene.block or origin.basis == "published"
        if word == "next" and is_far and not part and unit != "day" and scene.now is not None:
            edtf = unit_from(scene.now, unit, 1)  # "over the next year": the article's own
            return Told(edtf, unit, basis="published" if edtf else "unanchored", confidence=0.7)
        if origin is None and steps < 0 and unit in ("month", "year", "week") and scene.now is not None:
            edtf = unit_from(scene.now, unit, steps)  # "up from the previous month": the one before the article's
            return Told(edtf, unit, basis="published" if edtf else "unanchored", confidence=0.5)
        if origin is None:
            return Told(None, unit, kind=kind, basis="unanchored", part=part)  # type: ignore[arg-type]
        if unit == "quarter" and origin.unit != "quarter":
            return Told(None, unit, basis="unanchored")
        base = now_of((origin.edtf or "").partition("/")[0][:10].rstrip("~?%"))
        edtf = None
        if unit == "quarter":
            edtf = origin.edtf if steps == 0 else None
        elif base is not None and re.fullmatch(
            r"[\dX]{4}(-(0\d|1[0-2]))?(-\d\d)?(T.*)?[~?]?", (origin.edtf or "").partition("/")[0]
        ):
            edtf = unit_from(base, unit, steps)
        fineness = "time" if part else unit
        if edtf is None:
            return Told(None, fineness, kind=kind, basis="unanchored", part=part)  # type: ignore[arg-type]
        return Told(edtf, fineness, kind=kind, basis="text", origin=origin, part=part)  # type: ignore[arg-type]


OFFSET_RULES: tuple[type[DateRule], ...] = (CountedOffset, FromTheText)
