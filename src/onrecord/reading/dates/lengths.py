"""Lengths of time and repetitions: "two weeks", "the past three months", "every Friday", "twice a day"."""

from __future__ import annotations

import re

from onrecord.reading.dates.edtf import day_from, iso_length, month_from, year_from
from onrecord.reading.dates.offsets import COUNT, NUMBER_BEGINS, ROUGH_BEGINS, told_count
from onrecord.reading.dates.periods import EDGE_WORDS
from onrecord.reading.dates.rule import DateRule, Scene, Told, named
from onrecord.reading.dates.wording import (
    ABOUT,
    BOUND,
    HYPHEN,
    LONG_UNIT,
    MONTH,
    NUMBER,
    PART,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    _,
    either,
    number_of,
)
from onrecord.vocabulary.calendar import calendar

_WORDS = calendar()
_DETERMINER = re.compile(r"(?:the|an?|his|her|its|their)\s+(?=\S+-)", re.IGNORECASE)
_LOOSE = re.compile(r"(?:within|over|only|just|under|exactly)\s+(?=.)", re.IGNORECASE)
_LIMIT = {"day": 400, "week": 200, "month": 400, "year": 400}


class Length(DateRule):
    """A length of time: "two weeks", "a three-day visit", "nearly 40 years", "the past three months", "several days".

    Where it leads up to the article's date or on from it ("the past three months"), its stretch of the calendar is given
    too, no finer than its unit.

    Examples:
        Talks went on for three days after a two-week pause.
                          ----------                                              d1 P3D · duration · stated
                                             --------                             d2 P2W · duration · stated
        In the past six months nobody was paid; repairs may take several years.
           -------------------                                                    d3 2024-06/2024-12 · P6M · duration · published
                                                                 -------------    d4 PXY · duration · stated

    Limits: Ages are left out ("a 24-year-old man"). A unit without a number ("for years") is read only behind "for",
        "in" and "within".
    """

    code = "DA13"
    title = "length of time"
    begins = NUMBER_BEGINS | ROUGH_BEGINS | EDGE_WORDS | frozenset(UNITS) | {
        "last", "past", "next", "first", "final", "coming", "previous", "recent", "following", "another", "his", "her", "its", "their", "all", "entire", "whole",
    }  # fmt: skip
    forms = (
        rf"(?:(?P<rough>{ABOUT}|{BOUND}){_}){{0,2}}(?:(?:the|his|her|its|their){_})?(?P<pointer>last|past|next|coming|first|final|previous|preceding|following|initial|opening|closing)?(?:(?<=[a-z]){_})?"
        rf"(?:{COUNT})(?P<more>{_}(?:more|full|straight|consecutive|whole|long|trading|business|working|calendar|or{_}so|or{_}more|additional|successive|entire|further)){{0,2}}{HYPHEN}(?P<unit>{UNIT})(?P<long>[-‐‑\s](?:long|period|span)(?![a-z]))?(?P<so>{_}or{_}(?:so|more|two)(?![a-z]))?",
        rf"(?:(?P<rough>{ABOUT}|{BOUND}){_})?(?P<number>{NUMBER}){_}(?:to|or){_}(?P<upto>{NUMBER}){HYPHEN}(?P<unit>{UNIT})",
        rf"(?P<number>{NUMBER})\s?[-–—]\s?(?P<upto>\d{{1,3}}){HYPHEN}(?P<unit>{UNIT})",
        rf"(?:the{_})?(?P<pointer>past|coming|recent|last|previous|next|first|early|final){_}(?P<unit>(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries))(?![a-z])",
        rf"(?:the{_})?(?P<pointer>last|next|coming){_}(?P<unit>decade)(?P<single>)(?![a-z])",
        rf"(?:the{_})?(?P<pointer>past){_}(?P<unit>day|week|month|year|decade|century|hour|quarter|weekend)(?P<single>)(?![a-z])",
        r"(?P<unit>days|weeks|months|years|decades|hours|minutes|centuries)(?P<long>[-‐‑]long)?(?P<bare>)(?![a-z-])",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the length."""
        parts = found.groupdict()
        unit = UNITS[found["unit"].lower()]
        end = found.end()
        if _is_age(scene, end, unit) or scene.word_before(found.start()).lower() == "aged":
            return None
        pointer = named(found, "pointer")
        single = parts.get("single") is not None
        count = 1.0 if single else told_count(found)
        number = named(found, "number")
        if parts.get("bare") is not None and not found["long"]:
            before = scene.word_before(found.start()).lower()
            of = before == "of" and scene.words_before(found.start(), 2)[0] in _WORDS.beside.before_bare_length_of
            if not of and before not in _WORDS.beside.before_bare_length:
                return None
        if unit == "second" and number in ("a", "an", "one", "", "two"):
            return None  # "for a second"
        if unit in ("second", "minute", "hour") and number == "a" and not pointer:
            short = scene.word_before(found.start()).lower() in _WORDS.beside.before_short_length
            return _length(count, unit) if short else None
        if unit == "quarter" and found["unit"].lower() == "quarters" and not parts.get("more") and not pointer:
            return None  # "three-quarters of the grain"
        one = number in ("a", "one") or bool(number and not pointer and "-" not in found[0])
        if unit == "quarter" and (count is None or one):
            return None
        if (
            number in ("a", "an")
            and not pointer
            and not (named(found, "rough") or named(found, "so") or parts.get("long") or parts.get("more"))
        ):
            return _one(found, scene, unit)
        if (
            number == "one"
            and unit == "day"
            and scene.word_before(found.start()).lower() in ("", ".")
            and not named(found, "rough")
        ):
            return None  # "One day, he …"
        if parts.get("upto"):
            return Told(None, "none", kind="duration", duration=iso_length(None, unit))
        told = _length(count, unit)
        if told is None:
            return None
        lead = _DETERMINER.match(found[0]) if "-" in found[0] and not pointer else _LOOSE.match(found[0])
        if lead is not None:
            told = told._replace(start=found.start() + lead.end())
        if scene.word_before(found.start()).lower() in ("every", "each", "per", "as"):
            return None
        if pointer in ("past", "last", "next", "coming", "previous") and count is not None and scene.now is not None:
            edtf = _stretch(scene, unit, int(count), pointer)
            if edtf is not None:
                return told._replace(edtf=edtf, basis="published", unit="none")
        return told


def _length(count: float | None, unit: str) -> Told | None:
    duration = iso_length(count, unit)
    return Told(None, "none", kind="duration", duration=duration) if duration else None


def _one(found: re.Match[str], scene: Scene, unit: str) -> Told | None:
    """Read "a week": a length behind "for" and its like, a repetition behind a number or "times"."""
    before = scene.word_before(found.start()).lower()
    if (
        scene.word_behind(found.end()).lower() in ("ago", "earlier", "later", "from")
        or scene.text[found.end() : found.end() + 1] == "-"
    ):
        return None
    if before in _WORDS.beside.before_repetition or re.search(r"\d", before):
        return Told(None, "none", kind="set", duration=iso_length(1, unit))
    if before in _WORDS.beside.before_length or scene.word_behind(found.end()).lower() in ("before", "after"):
        return _length(1, unit)
    return None


def _is_age(scene: Scene, end: int, unit: str) -> bool:
    """Tell whether a length is an age: "24-year-old", "37 years old", "6 months of age"."""
    behind = scene.text[end : min(scene.ceiling, end + 16)].lower()
    return bool(re.match(r"[-‐‑\s]{1,3}olds?(?![a-z])|\s{1,9}of\s{1,9}age|\s{1,9}(?:younger|older)", behind))


def _stretch(scene: Scene, unit: str, count: int, pointer: str) -> str | None:
    """Give the stretch of the calendar up to the article's date, or on from it."""
    now = scene.now
    if now is None or not 0 < count <= _LIMIT.get(unit, 0):
        return None
    sign = 1 if pointer in ("next", "coming") else -1
    if unit in ("day", "week"):
        ends = (day_from(now, 0), day_from(now, sign * count * (7 if unit == "week" else 1)))
    elif unit == "month":
        ends = (month_from(now, 0), month_from(now, sign * count))
    else:
        ends = (year_from(now, 0), year_from(now, sign * count))
    if ends[0] is None or ends[1] is None or "X" in ends[0]:
        return None
    return "/".join(sorted((ends[0], ends[1])))


class Repeated(DateRule):
    """What is repeated: "every Friday", "daily", "twice a week", "each month", "on Sundays", "Tuesday nights".

    Nothing is placed on the calendar; the duration is the time after which it comes again.

    Examples:
        Buses leave every Friday, the ferry twice a week, and bread is baked daily.
                    ------------                                                      d1 P1W · set · stated
                                            ------------                              d2 P1W · set · stated
                                                                             -----    d3 P1D · set · stated
        The court sits on Mondays.
                          -------                                                     d4 P1W · set · stated

    Limits: How often within that time ("twice") stays in the words. "Daily" in the name of a newspaper is left out only
        where it is known or has a capital inside a sentence.
    """

    code = "DA14"
    title = "repetition"
    begins = frozenset(
        {
            *_WORDS.sets.each,
            *_WORDS.sets.adverbs,
            *_WORDS.sets.times,
            *(w + "s" for w in WEEKDAYS),
            *WEEKDAYS,
            "#",
            *_WORDS.numbers,
            "several",
            "many",
            "weekdays",
            "weekends",
        }
    )
    forms = (
        rf"(?P<each>every|each)(?:{_}of)?(?:{_}(?:single|the))?(?:{_}(?P<other>other|second|third|past|last|next|few))?(?:{_}(?P<number>{NUMBER}))?{_}(?:(?P<weekday>{WEEKDAY})(?:{_}{PART})?|(?P<unit>{UNIT})|(?P<part>{PART})|(?P<month>{MONTH}))(?![a-z])",
        rf"(?P<adverb>{either(_WORDS.sets.adverbs)})(?![a-z-])",
        rf"(?:(?P<often>once|twice|thrice)|(?P<count>{NUMBER}|several|many){_}times){_}(?P<a>a|an|per|every|each){_}(?P<unit>{UNIT})(?![a-z])",
        rf"(?P<plural>{either(name for names in _WORDS.names.weekdays for name in names[:1])})s(?![a-z])(?:{_}{PART})?",
        rf"(?P<plural>{either(name for names in _WORDS.names.weekdays for name in names[:1])}){_}(?:mornings|afternoons|evenings|nights)(?![a-z])",
        rf"(?P<per>per){_}(?P<unit>{LONG_UNIT})(?![a-z])",
        r"(?P<days>weekdays|weekends)(?![a-z])",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give after what time it comes again."""
        parts = found.groupdict()
        if parts.get("adverb"):
            word = found["adverb"].lower()
            at = found.start()
            if (
                scene.is_capital(at)
                and (scene.word_before(at) or scene.word_behind(found.end())[:1].isupper())
                and not scene.capitals
            ):
                return None
            if (
                word in ("weekly", "monthly", "daily", "hourly")
                and scene.word_before(at).lower() in ("the",)
                and scene.word_behind(found.end()) == ""
            ):
                return None
            return Told(None, "none", kind="set", duration=_WORDS.sets.adverbs[word])
        if parts.get("plural"):
            return Told(None, "none", kind="set", duration="P1W")
        if parts.get("days"):
            repeated = scene.word_before(found.start()).lower() in _WORDS.beside.before_plural_weekday
            return Told(None, "none", kind="set", duration="P1W") if repeated else None
        if parts.get("each"):
            if parts.get("weekday"):
                return Told(None, "none", kind="set", duration="P2W" if named(found, "other") == "other" else "P1W")
            if parts.get("month"):
                return (
                    Told(None, "none", kind="set", duration="P1Y") if scene.is_capital(found.start("month")) else None
                )
            if parts.get("part"):
                return Told(None, "none", kind="set", duration="P1D")
            other = named(found, "other")
            if other in ("past", "last", "next"):
                duration = iso_length(
                    number_of(named(found, "number")) if named(found, "number") else 1, UNITS[found["unit"].lower()]
                )
                return Told(None, "none", kind="duration", duration=duration) if duration else None
            count = {"other": 2.0, "second": 2.0, "third": 3.0}.get(other, 1.0)
            number = number_of(named(found, "number")) if named(found, "number") else None if other == "few" else count
            duration = iso_length(number, UNITS[found["unit"].lower()])
            return Told(None, "none", kind="set", duration=duration) if duration else None
        if parts.get("per"):
            return Told(None, "none", kind="set", duration=iso_length(1, UNITS[found["unit"].lower()]))
        return Told(None, "none", kind="set", duration=iso_length(1, UNITS[found["unit"].lower()]))


LENGTH_RULES: tuple[type[DateRule], ...] = (Length, Repeated)
