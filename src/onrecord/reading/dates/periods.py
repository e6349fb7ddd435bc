"""Stretches of the calendar: months, seasons, quarters, years, decades, centuries, and "last week"."""

from __future__ import annotations

import re

from onrecord.reading.dates.edtf import (
    Now,
    century_from,
    day_from,
    decade_from,
    month_from,
    now_of,
    quarter_from,
    week_from,
    weekend_from,
    year_from,
)
from onrecord.reading.dates.rule import DateRule, Piece, Scene, Told, named
from onrecord.reading.dates.wording import (
    EDGE,
    HYPHEN,
    MONTH,
    MONTHS,
    ORDINAL,
    SEASON,
    SHORT_YEAR,
    SPELLED,
    YEAR,
    _,
    either,
    month_of,
    short_year,
    spelled_year,
)
from onrecord.reading.dates.years import nearest, with_year
from onrecord.vocabulary.calendar import calendar

_WORDS = calendar()
EDGE_WORDS = frozenset(
    {
        "early",
        "late",
        "mid",
        "middle",
        "later",
        "earlier",
        "the",
        "start",
        "beginning",
        "end",
        "rest",
        "close",
        "turn",
        "course",
        "very",
        "latter",
    }
)
_SHIFT = {"last": -1, "past": -1, "this": 0, "current": 0, "present": 0, "next": 1, "coming": 1, "upcoming": 1}
_FROM = {
    "day": day_from,
    "week": week_from,
    "weekend": weekend_from,
    "month": month_from,
    "quarter": quarter_from,
    "year": year_from,
    "decade": decade_from,
    "century": century_from,
}


def unit_from(now: Now, unit: str, count: int) -> str | None:
    """Give the unit of the calendar so many units on."""
    if unit == "fortnight":
        return None
    return _FROM[unit](now, count) if unit in _FROM else None


class Month(DateRule):
    """A month, with or without its year: "in March", "December 2024", "late November", "last June", "the end of May".

    Which part of it is meant stays in the words; the EDTF is the whole month.

    Examples:
        The dam was finished in March 2019; in October it was opened, and in January it will be full.
                                ----------                                                              d1 2019-03 · date · stated
                                               -------                                                  d2 2019-10 · date · text
                                                                             -------                    d3 2025-01 · date · published

        published unknown
        Ms May visited the valley in early September.
                                     ---------------    d1 XXXX-09 · date · unanchored

    Limits: A month that is a first name or a verb (May, March, April, June, August) needs a preposition or a year beside it.
    """

    code = "DA05"
    title = "month"
    begins = frozenset({*MONTHS, *EDGE_WORDS, "last", "next", "this", "past"})
    forms = (
        rf"(?P<edge>{EDGE})?(?P<the>the{_})?(?:(?P<pointer>this{_}past|this{_}coming|last|this|next|past){_})?"
        rf"(?P<month>{MONTH})(?:(?:,?{_}(?:of{_})?|-)(?:(?P<year>{YEAR})|(?P<short>{SHORT_YEAR})|(?P<spelled>(?:nineteen|twenty|two{_}thousand)(?:[\s-]{{1,9}}[a-z]+){{1,3}})"
        rf"|(?:the{_})?(?P<pointed>last|this|next|that|same|previous|following){_}year(?![a-z])))?",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the month."""
        name = found["month"].lower().rstrip(".")
        month = month_of(name)
        end = found.end()
        year: int | None = None
        if found["spelled"]:
            year, end = _year_in_words(found["spelled"], found.start("spelled"))
            end = end if year is not None else found.end("month")
        elif found["year"]:
            year = int(found["year"])
        elif found["short"]:
            year = short_year(found["short"][-2:])
        if year is None and not found["pointed"] and not _stands_alone(found, scene, name):
            return None
        start = (
            found.end("the") if found["the"] and not found["edge"] and not named(found, "pointer") else found.start()
        )
        if year is not None:
            return Told(f"{year:04}-{month:02}", "month", start=start, end=end)
        now = scene.now
        pointer = named(found, "pointer")
        pointed = named(found, "pointed")
        if pointed in ("last", "this", "next"):
            if now is None or now.year is None:
                return Told(f"XXXX-{month:02}", "month", basis="unanchored")
            return Told(f"{now.year + _SHIFT[pointed]:04}-{month:02}", "month", basis="published")
        if pointed:
            origin = scene.reference(("year", "month", "day", "season", "quarter"))
            if origin is None or not (origin.edtf or "")[:4].isdigit():
                return Told(f"XXXX-{month:02}", "month", basis="unanchored")
            shift = {"previous": -1, "following": 1}.get(pointed, 0)
            return Told(f"{int((origin.edtf or '')[:4]) + shift:04}-{month:02}", "month", basis="text", origin=origin)
        if pointer and now is not None and now.year is not None and now.month is not None:
            if pointer == "this":
                # "this September" is of this year, before or to come.
                return Told(f"{now.year:04}-{month:02}", "month", basis="published")
            if pointer in ("next", "this coming"):
                return Told(f"{now.year + (month <= now.month):04}-{month:02}", "month", basis="published")
            return Told(f"{now.year - (month >= now.month):04}-{month:02}", "month", basis="published")
        told = with_year(
            scene,
            found.start(),
            found.end("month"),
            "month",
            lambda year: f"XXXX-{month:02}" if year is None else f"{year:04}-{month:02}",
        )
        return told._replace(start=start, end=end) if told is not None else None


_AND_MONTH = re.compile(rf"{_}(?:and|or|to){_}(?={MONTH})", re.IGNORECASE)


def _year_in_words(words: str, start: int) -> tuple[int | None, int]:
    """Give the year that the first of some words say, as many as can, and where they end."""
    ends = [word.end() for word in re.finditer(r"[^\s-]+", words)]
    for end in reversed(ends):
        year = spelled_year(words[:end])
        if year is not None:
            return year, start + end
    return None, start


def _stands_alone(found: re.Match[str], scene: Scene, name: str) -> bool:
    """Tell whether a month's name without a year is the month."""
    at = found.start("month")
    if name not in _WORDS.names.doubtful_months:
        if scene.is_capital(at):
            return (
                len(name) > 4
                or name in ("june", "july")
                or scene.word_before(found.start()).lower() in _WORDS.prepositions.time
            )
        return name not in ("sep", "dec", "oct", "nov", "feb", "jul", "jun", "apr", "sept")
    if not scene.is_capital(at):
        return False
    before = scene.word_before(found.start())
    behind = scene.word_behind(found.end())
    if _AND_MONTH.match(scene.text, found.end(), scene.ceiling):
        return True
    if behind.lower() in _WORDS.titles.verbs or name in scene.surnames:
        return False
    if not scene.capitals and behind[:1].isupper() and behind.lower() not in MONTHS and not found["edge"]:
        return before.lower() in ("in", "since", "until", "during") and not named(found, "pointer")
    if found["edge"] or named(found, "pointer"):
        return not (found["edge"] is None and scene.capitals and before.lower() == "the")
    if name in ("jan", "mar") and not found["month"].endswith("."):
        return False
    return before.lower() in _WORDS.prepositions.time or (before[-1:] in "-‐–—" and before[:-1].lower() in MONTHS)


class Year(DateRule):
    """A year: "in 2011", "the 2018 siege", "early 2020", "'98", "nineteen ninety-seven".

    Examples:
        The siege of 2018 was longer than the one in '98.
                     ----                                     d1 2018 · date · stated
                                                     ---      d2 1998 · date · stated
        The plant, built in late 1997, employs 2000 people.
                            ---------                         d3 1997 · date · stated

    Limits: A number such as 1995 in front of a plural noun without "in" or "the" is taken for a count.
    """

    code = "DA06"
    title = "year"
    begins = frozenset({*EDGE_WORDS, "#", "'", "nineteen", "two", "twenty", "year"})
    forms = (
        rf"(?P<edge>{EDGE})?(?:the{_})?(?:year{_})?(?P<year>{YEAR})(?!-\d)",
        rf"(?P<edge>{EDGE})?(?P<short>{SHORT_YEAR})",
        rf"(?P<edge>{EDGE})?(?:the{_}year{_})?(?P<spelled>{SPELLED})(?![a-z])",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the year."""
        parts = found.groupdict()
        named = "year" in found[0].lower()
        if parts.get("spelled"):
            year = spelled_year(found["spelled"])
            before = scene.word_before(found.start()).lower()
            if year is not None and year < 2000 and found["spelled"].lower().startswith(("nineteen", "eighteen")):
                return Told(f"{year:04}", "year")
            if year is None or (year < 2010 and year >= 2000 and not named and before not in ("in", "since", "year")):
                return None
            return Told(f"{year:04}", "year") if named or found["edge"] or before in _WORDS.prepositions.time else None
        if parts.get("short"):
            before = scene.word_before(found.start()).lower()
            if (
                not found["edge"]
                and before not in _WORDS.prepositions.time
                and before not in ("the", "-", "summer", "winter", "fall")
            ):
                return None
            return Told(f"{short_year(found['short'][-2:]):04}", "year")
        return cls._of_digits(found, scene, named)

    @classmethod
    def _of_digits(cls, found: re.Match[str], scene: Scene, named: bool) -> Told | None:
        year = int(found["year"])
        at = found.start("year")
        before = scene.word_before(found.start()).lower().lstrip("(\"'“‘[")
        behind = scene.word_behind(found.end())
        start = found.start()
        if not found["edge"] and not named and at > found.start():
            start, before = at, "the"  # "the 2018 siege": the year alone is the expression
        told = Told(f"{year:04}", "year", start=start)
        if named or found["edge"]:
            return told
        if behind.lower() in _WORDS.counted.nouns or re.match(
            r"[-‐‑]\s?[a-z]{2,}", scene.text[found.end() : found.end() + 4]
        ):
            return None
        if before in _WORDS.beside.before_number:
            return None
        if before.endswith("-"):
            return told  # "pre-1967"
        if not 1700 <= year <= 2070:
            return told if before == "in" and not behind[:1].islower() else None
        if before in _WORDS.beside.before_year:
            counted = year % 100 == 0 and behind.endswith("s") and behind.islower()
            counted = counted and before in _WORDS.beside.before_year_or_count
            return None if counted else told
        if year < 1850 and before not in ("the", "from", "to", "and", "between", "(", ""):
            return None
        plural = (
            behind.islower() and behind.endswith("s") and not behind.endswith(("ss", "is", "us")) and len(behind) > 3
        )
        if plural and (before != "the" or year % 100 == 0) and behind not in ("was", "has"):
            return None
        if (
            year % 100 == 0
            and behind.islower()
            and not before.endswith(("'s", "’s"))
            and before not in _WORDS.beside.determiners
        ):
            return None
        if (
            scene.text[max(0, at - 1) : at] in ("/", "-", "–")
            and before != "the"
            and not before.endswith(("-", "–", "/"))
        ):
            return None
        return told


class Decade(DateRule):
    """A decade or a century: "the 1990s", "the mid-'80s", "the nineties", "the 19th century".

    Examples:
        The harbour was built in the 1950s, the mosque in the 12th century, the mall in the late nineties.
                                 ---------                                                                   d1 195X · date · stated
                                                          ----------------                                   d2 11XX · date · stated
                                                                                        -----------------    d3 199X · date · stated

    Limits: "the twenties" is that of the last hundred years; somebody "in his twenties" is told by the pronoun alone.
        The 1900s may be ten years or a hundred: a hundred is read.
    """

    code = "DA07"
    title = "decade or century"
    begins = frozenset({*EDGE_WORDS, *_WORDS.decades, *_WORDS.ordinals, "#", "'"})
    forms = (
        rf"(?:the{_})?(?P<edge>{EDGE})?(?:the{_})?(?P<digits>1[0-9]\d0|20\d0)['’]?s(?![a-z])",
        rf"(?:the{_})?(?P<edge>{EDGE})?(?:the{_})?['’‘](?P<short>\d0)['’]?s(?![a-z])",
        rf"(?:the{_})(?P<edge>{EDGE})?(?P<word>{either(_WORDS.decades)})(?![a-z])",
        rf"(?:the{_})?(?P<edge>{EDGE})?(?:the{_})?(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL}){HYPHEN}century(?![a-z])(?P<bc>{_}b\.?c\.?)?",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the decade or century."""
        parts = found.groupdict()
        if parts.get("digits"):
            first = int(found["digits"])
            return Told(f"{first // 100}XX", "century") if first % 100 == 0 else Told(f"{first // 10}X", "decade")
        if parts.get("short"):
            if scene.word_before(found.start()).lower() in ("his", "her", "their"):
                return None
            return Told(f"{short_year(found['short']) // 10}X", "decade")
        if parts.get("word"):
            return Told(f"{short_year(str(_WORDS.decades[found['word'].lower()])) // 10}X", "decade")
        digits = re.match(r"\d+", found["ordinal"])
        number = int(digits[0]) if digits else _WORDS.ordinals[found["ordinal"].lower()]
        if found["bc"]:
            return Told(None, "century", basis="stated")
        return Told(f"{number - 1:02}XX", "century") if 1 <= number <= 30 else None


class SeasonOfYear(DateRule):
    """A season: "last summer", "the spring of 2011", "winter 2023", "in autumn".

    Examples:
        The harvest failed in the summer of 2021 and again last summer.
                              ------------------                          d1 2021-22 · date · stated
                                                           -----------    d2 2024-22 · date · published

    Limits: Winter counts to the year it begins in, or to the one the text names; "fall" alone is no season, and which
        half of the globe is meant is not asked.
    """

    code = "DA08"
    title = "season"
    begins = frozenset(
        {*_WORDS.seasons, *EDGE_WORDS, "last", "next", "this", "past", "coming", "midsummer", "midwinter"}
    )
    forms = (
        rf"(?P<edge>{EDGE})?(?P<the>the{_})?(?:(?P<pointer>last|next|this{_}past|this|past|coming|previous|following|same){_})?(?P<season>{SEASON})"
        rf"(?:,?{_}(?:of{_})?(?:(?P<year>{YEAR})|(?P<short>{SHORT_YEAR})|(?P<pointed>last|this|next|that){_}year(?![a-z])))?",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the season."""
        code = _WORDS.seasons[found["season"].lower()]
        if found["year"] or found["short"]:
            year = int(found["year"]) if found["year"] else short_year(found["short"][-2:])
            return Told(f"{year:04}-{code}", "season")
        now = scene.now
        pointer = named(found, "pointer")
        if found["pointed"]:
            if now is None or now.year is None:
                return Told(f"XXXX-{code}", "season", basis="unanchored")
            return Told(f"{now.year + _SHIFT.get(found['pointed'].lower(), 0):04}-{code}", "season", basis="published")
        before = scene.word_before(found.start()).lower()
        if not pointer:
            alone = before in _WORDS.beside.before_season
            if (
                found["season"].lower() in ("fall", "spring")
                and not (alone and (found["the"] or before == "in"))
                and not found["edge"]
            ):
                return None
            if not (alone or found["edge"]) or scene.word_behind(found.end()).lower() in ("water", "of", "forward"):
                return None
        if pointer in ("previous", "following", "same"):
            origin = scene.reference()
            if origin is not None and (origin.edtf or "")[:4].isdigit():
                return Told(
                    f"{int((origin.edtf or '')[:4]):04}-{code}", "season", basis="text", origin=origin, confidence=0.6
                )
        if now is None or now.year is None:
            return Told(f"XXXX-{code}", "season", basis="unanchored")
        if now.month is None:
            return Told(f"{now.year:04}-{code}", "season", basis="published", confidence=0.6)
        current = now.year * 4 + (now.month - 3) // 3  # seasons from March on; January is of the winter before
        season = now.year * 4 + code - 21
        if pointer in ("last", "past", "this past"):
            year = now.year - (season >= current)
        elif pointer in ("next", "coming"):
            year = now.year + (season <= current)
        elif pointer == "this":
            year = now.year - (1 if code == 24 and now.month < 3 else 0)
        else:
            return with_year(
                scene, found.start(), found.end(), "season", lambda y: f"{'XXXX' if y is None else y}-{code}"
            )
        return Told(f"{year:04}-{code}", "season", basis="published")


_OF_A_GAME = re.compile(
    r"\s{1,9}of\s{1,9}(?!(?:the\s{1,9}|its\s{1,9}|their\s{1,9}|this\s{1,9}|last\s{1,9})?(?:fiscal|financial|year|\d))",
    re.IGNORECASE,
)
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}


class Quarter(DateRule):
    """A quarter or half of a year, and a fiscal year: "the third quarter", "Q3 2024", "the first half of 2023", "fiscal 2024".

    Examples:
        Sales fell in the third quarter and rose in the first half of 2023.
                      -----------------                                       d1 2024-35 · date · published
                                                    ----------------------    d2 2023-40 · date · stated
        The port expects a loss in fiscal 2025.
                                   -----------                                d3 2025~ · date · stated

    Limits: The quarters are those of the calendar year: a company may count otherwise. When a fiscal year begins is
        unknown, so it is about that year (`2025~`).
    """

    code = "DA09"
    title = "quarter, half or fiscal year"
    begins = frozenset(
        {*_QUARTERS, *EDGE_WORDS, "q", "fiscal", "financial", "fy", "this", "next", "last", "its", "their", "#", "year"}
    )
    forms = (
        rf"(?P<edge>{EDGE})?(?:(?:the|its|their|this|last|next){_})?(?:(?P<before>{YEAR})(?:['’]s)?{_}|(?P<pointed>(?:this|last|next){_}year)['’]s{_})?(?P<fiscal>fiscal[\s-])?"
        rf"(?P<number>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]{{1,9}}(?P<unit>quarters?|half)(?![a-z])(?:['’]s)?"
        rf"(?:,?{_}(?:of{_})?(?:fiscal{_})?(?:(?P<year>{YEAR})|(?P<behind>(?:this|last|next|the){_}year)(?![a-z])))?",
        rf"(?P<q>q[1-4])(?:,?{_}(?:of{_})?(?P<year>{YEAR}))?(?![a-z\d])",
        rf"(?:the{_})?(?P<fiscal>fiscal|financial|fy)(?:{_}year)?{_}?(?P<year>{YEAR}|\d\d(?![\d%]))(?:[-/]\d{{2,4}})?",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the quarter, half or year."""
        told = cls._told(found, scene)
        lead = re.match(r"(?:its|their)\s+|the\s+(?=[a-z\d]+-)", found[0], re.IGNORECASE)
        return told._replace(start=found.start() + lead.end()) if told is not None and lead else told

    @classmethod
    def _told(cls, found: re.Match[str], scene: Scene) -> Told | None:
        parts = found.groupdict()
        if parts.get("fiscal") and "number" not in parts:
            digits = found["year"]
            year = int(digits) if len(digits) == 4 else short_year(digits)
            return Told(f"{year:04}~", "year")
        if parts.get("q"):
            number, half = int(found["q"][1]), False
            if not scene.is_capital(found.start()):
                return None
        else:
            number, half = _QUARTERS[found["number"].lower()], found["unit"].lower() == "half"
            if found["unit"].lower() == "quarters":
                return None
        code = (39 if half else 32) + number
        if half and number > 2:
            return None
        if _OF_A_GAME.match(scene.text, found.end(), scene.ceiling):
            return None
        year_said = parts.get("year") or parts.get("before")
        unit = "half" if half else "quarter"
        if year_said:
            return Told(f"{int(year_said):04}-{code}", unit)
        pointed = " ".join((parts.get("pointed") or parts.get("behind") or "").lower().split())
        now = scene.now
        if half and not pointed:
            return None
        if pointed and pointed != "the year":
            if now is None or now.year is None:
                return Told(None, unit, basis="unanchored")
            return Told(f"{now.year + _SHIFT[pointed.split()[0]]:04}-{code}", unit, basis="published")
        if now is None or now.year is None:
            origin = _year_of_text(scene)
            if origin is None:
                return Told(None, unit, basis="unanchored")
            return Told(f"{int((origin.edtf or '')[:4]):04}-{code}", unit, basis="text", origin=origin)
        tense = scene.tense(found.start(), found.end())
        # A quarter that was just over is still to be reported ("is to report its third quarter"): nearness counts.
        edtf = nearest(scene, tense, [f"{now.year + shift:04}-{code}" for shift in (0, -1, 1)], weight=6)
        return Told(edtf, unit, basis="published")


def _year_of_text(scene: Scene) -> Piece | None:
    last = scene.last_point
    known = last is not None and last.block == scene.block and (last.edtf or "")[:4].isdigit()
    return last if known else None


class NearUnit(DateRule):
    """A week, month or year as seen from the article: "last week", "this year", "next month", "the weekend", "year-end".

    A week is an interval from Monday to Sunday, a weekend one of Saturday and Sunday.

    Examples:
        The road reopened last week; work goes on this month and ends early next year.
                          ---------                                                      d1 2024-12-02/2024-12-08 · date · published
                                                  ----------                             d2 2024-12 · date · published
                                                                      ---------------    d3 2025 · date · published

        published 2024-12-10
        Thousands fled over the weekend.
                            -----------    d1 2024-12-07/2024-12-08 · date · published

    Limits: The weekend is Saturday and Sunday everywhere. "The year" and "the month" alone are taken for the article's
        where no other date stands before them.
    """

    code = "DA10"
    title = "last week, this month, next year"
    begins = frozenset({*EDGE_WORDS, *_SHIFT, "its", "their", "his", "year", "month", "latest"})
    _UNIT_WORD = r"(?P<unit>weekend|week|month|year|decade|century|quarter(?![-‐‑\s]?final|back))"
    forms = (
        rf"(?P<edge>{EDGE})?(?:(?:the|its|their|his|our){_})?(?P<pointer>last|this{_}past|this{_}coming|this|next|current|coming|upcoming)"
        rf"(?:{_}(?P<kind>fiscal|calendar|financial|full|whole|entire|academic|school))?{_}{_UNIT_WORD}(?![a-z])(?!['’]s{_}(?:first|second|third|fourth)[\s-]quarter)",
        rf"(?P<edge>{EDGE})?the{_}(?:(?P<kind>fiscal|full|whole|entire|latest){_})?(?P<unit>weekend|week|month|year|quarter|period)(?![a-z])(?!{_}(?:before|after|earlier|later|ago))(?![-‐‑])",
        rf"(?P<edge>the{_})?(?P<ending>year|month)(?:['’]s)?[-‐‑\s]{{1,2}}end(?![a-z])",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the stretch."""
        parts = found.groupdict()
        now = scene.now
        if parts.get("ending"):
            if now is None or now.year is None:
                return Told(None, "day", basis="unanchored")
            if found["ending"].lower() == "year":
                return Told(f"{now.year:04}-12-31", "day", basis="published")
            return Told(month_from(now, 0), "month", basis="published")
        unit = found["unit"].lower()
        if not named(found, "pointer"):
            return _the_unit(found, scene, unit)
        if unit == "decade" and named(found, "pointer") in ("last", "next", "coming"):
            return None  # "the last decade" is ten years up to now: a length
        pointer = named(found, "pointer").split()[-1]
        shift = _SHIFT[pointer]
        if unit == "weekend" and now is not None and now.known_weekday is not None:
            past = scene.tense(found.start(), found.end()) != "future"
            if pointer in ("this", "current"):
                shift = (
                    -1 if past and now.known_weekday < 5 and scene.tense(found.start(), found.end()) == "past" else 0
                )
            elif shift < 0 and now.known_weekday >= 5:
                shift = -1
        if now is None:
            return Told(None, unit, basis="unanchored")
        edtf = unit_from(now, unit, shift)
        if (
            edtf is not None
            and parts.get("kind")
            and found["kind"].lower() in ("fiscal", "financial", "academic", "school")
        ):
            edtf += "~"
        return Told(edtf, unit, basis="published" if edtf else "unanchored")


def _the_unit(found: re.Match[str], scene: Scene, unit: str) -> Told | None:
    """Read "the year", "the quarter", "the weekend": of the date before, or the article's."""
    kind = named(found, "kind")
    before = scene.word_before(found.start()).lower()
    behind = scene.word_behind(found.end()).lower()
    telling = before in _WORDS.beside.before_unit
    if unit == "period" and kind != "latest":
        return None
    if unit in ("week", "month", "year") and not (telling or kind or found["edge"]):
        return None
    if before == "of" and not kind and not found["edge"]:
        of = scene.words_before(found.start(), 2)
        if of[0] not in _WORDS.parts_of_stretch.words:
            return None  # "Player of the Year", "days of the week"
    if unit in ("year", "month", "week") and behind in ("ended", "ending", "to", "through"):
        return Told(None, "none", kind="duration", duration={"year": "P1Y", "month": "P1M", "week": "P1W"}[unit])
    if behind in ("of", "that", "when", "to", "old", "and") or (unit == "year" and behind[:4].isdigit()):
        return None
    if unit in ("quarter", "period"):
        origin = scene.last_own_quarter
        if origin is not None:
            return Told(origin.edtf, "quarter", basis="text", origin=origin)
        if not kind and before != "for" and behind not in ("ended", "ending"):
            return None  # a quarter of a town
        if scene.now is None:
            return Told(None, "quarter", basis="unanchored")
        if kind == "latest":
            return Told(quarter_from(scene.now, -1), "quarter", basis="published", confidence=0.7)
        return Told(f"{scene.now.year:04}-XX" if scene.now.year else None, "quarter", basis="published", confidence=0.5)
    origin = scene.reference(("day", "month", "year", "week", "weekend", "quarter", "time"))
    if origin is not None and origin.block == scene.block and origin.basis != "published" and unit in ("month", "year"):
        base = now_of((origin.edtf or "")[:10])
        edtf = unit_from(base, unit, 0) if base is not None else None
        if edtf is not None:
            return Told(edtf, unit, basis="text", origin=origin)
    if scene.now is None:
        return Told(None, unit, basis="unanchored")
    shift = 0
    if unit == "weekend" and scene.now.known_weekday is not None and scene.now.known_weekday < 5:
        shift = 0 if scene.tense(found.start(), found.end()) == "future" else -1
    edtf = unit_from(scene.now, unit, shift)
    if edtf is not None and kind == "fiscal":
        edtf += "~"
    return Told(edtf, unit, basis="published" if edtf else "unanchored", confidence=0.7)


PERIOD_RULES: tuple[type[DateRule], ...] = (Month, Quarter, SeasonOfYear, Decade, Year, NearUnit)
