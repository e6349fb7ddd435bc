"""Days: of the calendar, of the week, as seen from the article, and those with a name."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.reading.dates.edtf import day_edtf, day_from, easter, week_from
from onrecord.reading.dates.rule import DateRule, Scene, Told, named
from onrecord.reading.dates.wording import (
    AFTER,
    BEFORE,
    DAY,
    HERE,
    MONTH,
    MONTHS,
    ORDINAL,
    PART,
    SAME,
    SHORT_YEAR,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    _,
    either,
    month_of,
    short_year,
    weekday_of,
)
from onrecord.reading.dates.years import nearest, with_year
from onrecord.vocabulary.calendar import calendar

_WORDS = calendar()
_DAY_NUMBER = rf"(?P<day>{DAY}|{ORDINAL}(?![a-z]))"
_YEAR = rf"(?:(?:,?{_}|,)(?:(?P<year>{YEAR})|(?P<short>{SHORT_YEAR})|(?:of{_})?(?P<pointed>last|this|next){_}year(?![a-z])))?"
_LISTED = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\da-z%/:-])(?!\.\d)(?!,\d)"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY})(?:,{_}|{_}|,))?"
_PART = rf"(?:,?{_}(?:early{_}|late{_})?(?P<part>{PART}))?"
_EDGE = rf"(?:(?:early|late|later|earlier)(?:{_}on)?{_})?"
_ORDERED = dict(_WORDS.ordinals.items())


_BEFORE_DAY = re.compile(r"the\s+(?=[a-z]{3}|\d{1,2}\s)(?!\w+\s+of\b)(?!\w*(?:st|nd|rd|th)\b)", re.IGNORECASE)


def part_of(found: re.Match[str]) -> str | None:
    """Give the part of the day that a match names."""
    word = named(found, "part")
    return next((part for part, forms in _WORDS.parts_of_day.items() if word in forms), None)


def day_number(words: str) -> int:
    """Give the day of the month that digits or an ordinal say."""
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else _ORDERED[words.lower()]


class CalendarDay(DateRule):
    """A day of a month: "14 December 2024", "Dec. 14", "Saturday, December 14", "2024-12-14".

    Without a year it is that of a date before it in the paragraph that says one; else the nearest to the article's own
    date, on the side the tense tells; without the article's date the year stays unknown.

    Examples:
        The bridge at Jisr was opened on 9 December 2011 and closed on 12 December.
                                         ---------------                              d1 2011-12-09 · date · stated
                                                                       -----------    d2 2011-12-12 · date · text
        The mayor resigned on Dec. 3, and the council will meet again on Jan. 8.
                              ------                                                  d3 2024-12-03 · date · published
                                                                         ------       d4 2025-01-08 · date · published

        published unknown
        The school in Tyre reopened on 9 December.
                                       ----------    d1 XXXX-12-09 · date · unanchored

        The lease was signed on 04/05/2023, the receipt on 2023-05-17.
                                ----------                               d1 2023-XX-XX · date · stated
                                                           ----------    d2 2023-05-17 · date · stated

    Limits: A date in digits is read only where one order makes sense: 04/05/2023 is unknown in day and month.
        A year that the paragraph does not say is a guess where tense misleads ("the decision of 2 January").
    """

    code = "DA01"
    title = "day of a month"
    begins = frozenset({*MONTHS, *WEEKDAYS, *_WORDS.ordinals, "the", "early", "late", "later", "earlier", "#"})
    forms = (
        rf"{_EDGE}{_WEEKDAY}(?:the{_})?{_DAY_NUMBER}(?:(?:{_}of)?{_}|-)(?P<month>{MONTH})(?:-(?=\d{{4}})(?P<dashed>{YEAR}))?{_YEAR}{_PART}",
        rf"{_EDGE}(?P<the>the{_})?{_WEEKDAY}(?P<month>{MONTH})(?:{_}(?:the{_})?)?{_DAY_NUMBER}(?!{_}(?:percent|million|billion)){_YEAR}{_PART}"
        rf"(?:(?=(?:,{_}{_LISTED}){{0,4}},?{_}(?:and|or){_}{_LISTED},?{_}(?P<listed>{YEAR})))?",
        r"(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])",
        r"(?P<one>\d{1,2})(?P<sign>[/.])(?P<two>\d{1,2})(?P=sign)(?P<three>(?:19|20)\d\d|\d\d)(?![\d/%])(?!\.\d)",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the day."""
        parts = found.groupdict()
        if parts.get("iso"):
            year, month, day = (int(part) for part in found["iso"].split("-"))
            edtf = day_edtf(year, month, day)
            return Told(edtf, "day") if edtf else None
        if parts.get("one"):
            return _in_digits(found)
        told = cls._of_month(found, scene)
        lead = _BEFORE_DAY.match(found[0])
        if told is not None and lead:
            told = told._replace(start=found.start() + lead.end())  # "the Dec. 3 vote": the day alone
        return told

    @classmethod
    def _of_month(cls, found: re.Match[str], scene: Scene) -> Told | None:
        parts = found.groupdict()
        name = found["month"].lower().rstrip(".")
        if name in _WORDS.names.doubtful_months and not _is_month(found, scene):
            return None
        month, day = month_of(name), day_number(found["day"])
        part = part_of(found)
        if (
            found["day"].isdigit()
            and found.end() == found.end("day")
            and scene.word_behind(found.end()).lower() in _WORDS.counted.nouns
        ):
            return None  # "in February 25 people …"
        stated = (
            found["year"]
            or parts.get("dashed")
            or parts.get("listed")
            or (str(short_year(found["short"][-2:])) if found["short"] else None)
        )
        if stated:
            edtf = day_edtf(int(stated), month, day)
            if edtf is None:
                return Told(None, "none", confidence=0.5)  # the calendar has no such day
            return Told(edtf, "time" if part else "day", kind="time" if part else "date", part=part)
        if found["pointed"]:
            if scene.now is None or scene.now.year is None:
                edtf, basis = day_edtf(None, month, day), "unanchored"
            else:
                shift = {"last": -1, "this": 0, "next": 1}[found["pointed"].lower()]
                edtf, basis = day_edtf(scene.now.year + shift, month, day), "published"
            return Told(edtf, "day", basis="published" if basis == "published" else "unanchored") if edtf else None
        if found["weekday"]:
            return _with_weekday(found, scene, month, day)
        told = with_year(scene, found.start(), found.end(), "day", lambda year: day_edtf(year, month, day))
        return told._replace(kind="time", unit="time", part=part) if told and part else told


class ListedDay(DateRule):
    """A day that shares its month with others of a list: "3, 4 and 5 December", "Dec. 3 and 5".

    Examples:
        Shots were heard on 3, 4 and 5 December; guards stood there on Nov. 28 and 30.
                            -                                                            d1 2024-12-03 · date · published
                               -                                                         d2 2024-12-04 · date · published
                                     ----------                                          d3 2024-12-05 · date · published
                                                                       -------           d4 2024-11-28 · date · published
                                                                                   --    d5 2024-11-30 · date · published

    Limits: Behind a month, a day of a list is read only where a sign, a preposition or the end follows it: "Dec. 3 and
        4 people" names one day.
    """

    code = "DA23"
    title = "day in a list"
    begins = frozenset({"#", "the"})
    forms = (
        rf"(?:the{_})?(?P<day>{_LISTED})(?=(?:,{_}(?:the{_})?{_LISTED}){{0,4}},?{_}(?:and|or){_}(?:the{_})?{_LISTED}{_}(?:of{_})?"
        rf"(?P<month>{MONTH})(?:,?{_}(?P<year>{YEAR}))?)",
        rf"(?P<next>{_LISTED})(?:,?{_}(?P<year>{YEAR}))?(?=\s?[.,;:)]|\s*$|{_}(?:and|or|in|at|on|to|by|for|with|that|as|when|after|before)(?![a-z]))",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the day."""
        if named(found, "next"):
            return cls._behind_another(found, scene)
        month, day = month_of(found["month"]), day_number(found["day"])
        if not scene.is_capital(found.start("month")):
            return None
        if found["year"]:
            edtf = day_edtf(int(found["year"]), month, day)
            return Told(edtf, "day") if edtf else None
        return with_year(scene, found.start(), found.end(), "day", lambda year: day_edtf(year, month, day))

    @classmethod
    def _behind_another(cls, found: re.Match[str], scene: Scene) -> Told | None:
        last = scene.pieces[-1] if scene.pieces else None
        if last is None or last.block != scene.block or last.made_by not in (CalendarDay.code, cls.code):
            return None
        gap = scene.text[last.end : found.start()]
        listed = last.made_by == cls.code or scene.text[last.start].isalpha()
        if (
            last.unit != "day"
            or not last.edtf
            or not listed
            or not re.fullmatch(r",?\s{1,9}(?:(?:and|or)\s{1,9})?", gap)
        ):
            return None
        if gap.strip() == "," and not re.match(
            r"(?:,\s{1,9}\d{1,2})*,?\s{1,9}(?:and|or)\s", scene.text[found.end() : found.end() + 40]
        ):
            return None  # "on Dec. 3, 12, he said"
        year, month, day = last.edtf[:4], int(last.edtf[5:7]), day_number(found["next"])
        if day <= int(last.edtf[8:10]):
            return None
        edtf = day_edtf(int(year) if year.isdigit() else None, month, day)
        # It says as much of its year as the day before it.
        told = Told(edtf, "day", basis=last.basis, origin=last.origin, yearless=last.yearless)
        return told if edtf else None


def _is_month(found: re.Match[str], scene: Scene) -> bool:
    """Tell "May 4" from "may 4" and from "12 may die"."""
    at = found.start("month")
    if not scene.is_capital(at):
        return False
    if found["year"] or found.start("day") > at:
        return True
    if not scene.capitals:
        return True
    return scene.word_before(found.start()).lower() in _WORDS.prepositions.time or not scene.word_behind(found.end())


def _in_digits(found: re.Match[str]) -> Told | None:
    """Read 14/12/2024; where both orders make sense, day and month are unknown."""
    one, two, three = int(found["one"]), int(found["two"]), found["three"]
    if found["sign"] == "." and len(three) == 2:
        return None  # 10.12.14 is a version or an address as well
    year = int(three) if len(three) == 4 else short_year(three)
    if found["sign"] == ".":  # with full stops the day stands first wherever that is written
        edtf = day_edtf(year, two, one)
        return Told(edtf, "day") if edtf else None
    orders = {edtf for edtf in (day_edtf(year, one, two), day_edtf(year, two, one)) if edtf is not None}
    if not orders:
        return None
    return Told(orders.pop() if len(orders) == 1 else f"{year}-XX-XX", "day")


def _with_weekday(found: re.Match[str], scene: Scene, month: int, day: int) -> Told | None:
    """Take the year in which the day is that weekday: the nearest on the side of the tense."""
    weekday = weekday_of(found["weekday"])
    part = part_of(found)

    def of(year: int | None) -> str | None:
        edtf = day_edtf(year, month, day)
        return edtf if year is None or edtf is None or date.fromisoformat(edtf).weekday() == weekday else None

    told = with_year(scene, found.start(), found.end(), "day", of)
    if told is None:  # no year near has that day on that weekday: the page errs in one of them
        told = with_year(scene, found.start(), found.end(), "day", lambda year: day_edtf(year, month, day))
        told = told._replace(confidence=0.5) if told else None
    return told._replace(kind="time", unit="time", part=part) if told and part else told


class Weekday(DateRule):
    """A day of the week, from the article's date: "Friday" in Friday's article is that Friday.

    The past is meant where no word of the sentence points to what is to come. Without the article's date a weekday is
    the dated one of the same name where the text has it, and stays a weekday otherwise.

    Examples:
        Officials met in Aleppo on Friday and will meet in Hama on Monday.
                                   ------                                       d1 2024-12-13 · date · published
                                                                   ------       d2 2024-12-16 · date · published
        The strike began late Saturday, and next Friday the port should open.
                         -------------                                          d3 2024-12-14 · date · published
                                            -----------                         d4 2024-12-20 · date · published

        published unknown
        The pass was closed on Friday.
                               ------    d1 date · unanchored

        published unknown
        The pass was closed on Friday, 13 December 2024. By Friday noon it was empty.
                               ------------------------                                 d1 2024-12-13 · date · stated
                                                            -----------                 d2 2024-12-13T12:00:00 · time · text

    Limits: "last Friday" on a Saturday is the day before; some mean the week before. The tense of a word of another
        clause may mislead.
    """

    code = "DA02"
    title = "weekday"
    begins = frozenset(
        {*WEEKDAYS, "the", "early", "late", "later", "earlier", *_WORDS.pointers.before, *_WORDS.pointers.here}
        | {*_WORDS.pointers.after, *_WORDS.pointers.same}
    )
    forms = (
        rf"{_EDGE}(?:(?:the{_})?(?P<pointer>(?:this{_}coming|this{_}past|{BEFORE}|{HERE}|{AFTER}|{SAME})){_})?"
        rf"(?P<weekday>{WEEKDAY}){_PART}(?:{_}(?:of{_})?(?P<week>last|this|next){_}week(?![a-z]))?",
        rf"(?P<week>last|this|next){_}week{_}(?:on{_})?(?P<weekday>{WEEKDAY}){_PART}",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the day."""
        name = found["weekday"].lower()
        at = found.start("weekday")
        if name.rstrip(".") in _WORDS.names.doubtful_weekdays:
            return None
        if named(found, "part").endswith("s"):
            return None  # "Monday nights": a repetition
        if scene.word_before(at).lower() in _WORDS.titles.before_weekday and scene.is_capital(at):
            return None
        part = part_of(found)
        told = cls._told(found, scene, weekday_of(name))
        if told is not None and part:
            return told._replace(kind="time", unit="time", part=part)
        return told

    @classmethod
    def _told(cls, found: re.Match[str], scene: Scene, weekday: int) -> Told | None:
        pointer = named(found, "pointer")
        if pointer in _WORDS.pointers.same:
            origin = scene.last_on(weekday)
            if origin is not None:
                return Told(origin.edtf, "day", basis="text", origin=origin)
            origin = scene.reference(("day", "time"))
            whole = origin is not None and origin.basis != "published" and _whole_day(origin.edtf)
            if origin is not None and whole:
                moved = whole + timedelta(days=(weekday - whole.weekday()) % 7)
                return Told(moved.isoformat(), "day", basis="text", origin=origin)
        if pointer in ("following", "previous", "preceding"):
            origin = scene.reference(("day", "time"))
            day = _whole_day(origin.edtf) if origin is not None else None
            if origin is not None and day is not None:
                back = (day.weekday() - weekday) % 7 or 7
                shift = (weekday - day.weekday()) % 7 or 7
                moved = day + timedelta(days=shift if pointer == "following" else -back)
                return Told(moved.isoformat(), "day", basis="text", origin=origin)
        now = scene.now
        if now is None or now.known_weekday is None:
            origin = scene.last_on(weekday)
            if origin is not None and not pointer and not found["week"]:
                return Told(origin.edtf, "day", basis="text", origin=origin)
            return Told(None, "day", basis="unanchored")
        today = now.known_weekday
        if found["week"]:
            week = week_from(now, {"last": -1, "this": 0, "next": 1}[found["week"].lower()])
            days = (weekday - today) + 7 * {"last": -1, "this": 0, "next": 1}[found["week"].lower()]
            return Told(day_from(now, days) if week else None, "day", basis="published")
        back, ahead = -((today - weekday) % 7), (weekday - today) % 7
        if pointer in _WORDS.pointers.before or pointer == "this past":
            days = back or -7
        elif pointer in _WORDS.pointers.after or pointer == "this coming":
            days = ahead or 7
        elif _to_come(found, scene):
            days = ahead
        elif pointer in _WORDS.pointers.here:
            days = ahead if scene.tense(found.start(), found.end()) != "past" else back
        else:
            days = back
        return Told(day_from(now, days), "day", basis="published")


def _to_come(found: re.Match[str], scene: Scene) -> bool:
    """Tell whether a weekday is one to come; "Friday's vote" is so only behind "for", "in" or "ahead of"."""
    possessive = scene.text[found.end() : found.end() + 2] in ("'s", "’s")
    if possessive and scene.word_before(found.start()).lower() not in _WORDS.beside.before_possessive_to_come:
        return False
    return scene.tense(found.start(), found.end()) == "future"


def _whole_day(edtf: str | None) -> date | None:
    return date.fromisoformat(edtf[:10]) if edtf and re.match(r"\d{4}-\d\d-\d\d(?!/)", edtf) else None


class NearDay(DateRule):
    """A day as seen from the article: "yesterday", "today", "tomorrow morning", "tonight", "last night".

    Examples:
        The ferry sank yesterday; divers searched last night and will go on this morning.
                       ---------                                                            d1 2024-12-13 · date · published
                                                  ----------                                d2 2024-12-13 · time · published
                                                                            ------------    d3 2024-12-14 · time · published

    Limits: "today" for these times in general is read as the day. In a quotation of another day it is that day's.
    """

    code = "DA03"
    title = "yesterday, today, tomorrow"
    begins = frozenset({*_WORDS.deictic, "last", "this", "early", "late", "later", "earlier", "the", "overnight"})
    forms = (
        rf"(?P<beside>the{_}day{_}(?:before|after){_})?{_EDGE}(?P<word>{either(_WORDS.deictic)}){_PART}(?![a-z])",
        rf"{_EDGE}(?P<word>last){_}(?P<part>night|evening)(?![a-z])",
        rf"{_EDGE}(?P<word>this){_}(?P<part>morning|afternoon|evening)(?![a-z])",
        r"(?P<word>overnight)(?![a-z-])",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the day."""
        word = found["word"].lower()
        if word == "overnight":
            if scene.now is None:
                return Told(None, "time", kind="time", basis="unanchored", part="night")
            days = (day_from(scene.now, -1), day_from(scene.now, 0))
            edtf = "/".join(filter(None, days)) if all(days) else None
            return Told(edtf, "time", kind="time", basis="published" if edtf else "unanchored", part="night")
        shift = {"last": -1, "this": 0}.get(word)
        if shift is None:
            shift = _WORDS.deictic[word]
        beside = named(found, "beside")
        shift += -1 if "before" in beside else 1 if beside else 0
        part = "night" if word == "tonight" else part_of(found)
        unit = "time" if part else "day"
        if scene.now is None:
            return Told(None, unit, kind="time" if part else "date", basis="unanchored", part=part)
        edtf = day_from(scene.now, shift)
        return Told(edtf, unit, kind="time" if part else "date", basis="published" if edtf else "unanchored", part=part)


class NamedDay(DateRule):
    """A day that has a name, and a day that stands for what happened on it: "New Year's Eve", "the Sept. 11 attacks".

    Examples:
        Shops in Erbil closed on Good Friday. The market burnt down on Christmas Day 2019.
                                 -----------                                                 d1 2024-03-29 · date · published
                                                                       ------------------    d2 2019-12-25 · date · stated
        He left the city after the September 11 attacks.
                                   ------------                                              d3 2001-09-11 · date · stated

        Prices rose during Ramadan.
                           -------    d1 date · unanchored

    Limits: Feasts that follow the moon, and national days, are known by name alone: their day is unknown.
    """

    code = "DA04"
    title = "day with a name"
    begins = frozenset(
        {re.split(r"[\s'.-]", name)[0] for name in _WORDS.named_days} | {*MONTHS, "last", "next", "this", "#", "the"}
    )
    forms = (
        rf"(?:(?P<pointer>last|next|this){_})?(?P<name>{either(_WORDS.named_days)})(?![a-z])(?:,?{_}(?:of{_})?(?P<year>{YEAR}))?",
        rf"(?P<the>the{_})?(?P<month>{MONTH}){_}{_DAY_NUMBER}(?={_}[a-z])",
        rf"(?P<the>the{_})?{_DAY_NUMBER}{_}(?:of{_})?(?P<month>{MONTH})(?={_}[a-z])",
        r"(?P<nine>9/11)(?![/\d])",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the day."""
        parts = found.groupdict()
        if parts.get("nine"):
            return Told("2001-09-11", "day")
        if parts.get("month"):
            behind = scene.word_behind(found.end()).lower()
            for event in _WORDS.events:
                if behind in event.behind and (event.month, event.day) == (
                    month_of(found["month"]),
                    day_number(found["day"]),
                ):
                    start = found.end("the") if parts.get("the") else None
                    return Told(day_edtf(event.year, event.month, event.day), "day", start=start)
            return None
        if not scene.is_capital(found.start("name")):
            return None
        key = " ".join(found["name"].lower().replace("’", "'").split())
        day = _WORDS.named_days[key]
        if day == "?":
            year = found["year"]
            return Told(year, "year", confidence=0.8) if year else Told(None, "day", basis="unanchored")
        unit = "day"
        if found["year"]:
            return Told(named_day(day, int(found["year"])), unit)
        pointer = named(found, "pointer")
        if pointer in ("last", "next") and scene.now is not None and scene.now.date is not None:
            years = [named_day(day, scene.now.year + shift) for shift in (-1, 0, 1) if scene.now.year is not None]
            other = [edtf for edtf in years if edtf and edtf[:10] != scene.now.edtf]
            return Told(nearest(scene, "past" if pointer == "last" else "future", list(other)), unit, basis="published")
        return with_year(scene, found.start(), found.end(), unit, lambda year: named_day(day, year))


def named_day(day: str, year: int | None) -> str | None:
    """Give a named day in a year; in an unknown one only where it is the same each year."""
    fixed = re.fullmatch(r"(\d\d)-(\d\d)(~?)", day)
    if fixed:
        edtf = day_edtf(year, int(fixed[1]), int(fixed[2]))
        return edtf + fixed[3] if edtf else None
    if year is None or not 1583 <= year <= 9000:
        return None
    moving = re.fullmatch(r"(easter|thanksgiving)([+-]\d+)", day)
    if moving:
        base = easter(year) if moving[1] == "easter" else _nth_weekday(year, 11, 3, 4)
        return (base + timedelta(days=int(moving[2]))).isoformat()
    month, weekday, number = (int(part) for part in day.split("/"))
    return _nth_weekday(year, month, weekday - 1, number).isoformat()


def _nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    return day if day.month == month else day - timedelta(days=7)


DAY_RULES: tuple[type[DateRule], ...] = (NamedDay, CalendarDay, ListedDay, Weekday, NearDay)
