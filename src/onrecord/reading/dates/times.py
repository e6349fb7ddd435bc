"""Times of day, and words that say when without a place on the calendar."""

from __future__ import annotations

import re

from onrecord.reading.dates.rule import DateRule, Piece, Scene, Told
from onrecord.reading.dates.wording import PART, _, either
from onrecord.vocabulary.calendar import calendar

_WORDS = calendar()
_ZONE = rf"(?:{_}?\(?(?P<zone>GMT|UTC|[ECMP][SD]?T|BST|CET|CEST|EET|EEST|IST|MSK|local{_}time|(?:eastern|central|pacific|mountain){_}(?:standard{_}|daylight{_})?time)\)?(?![a-z]))?"
_BESIDE = r"(?:\s?\((?:\d{3,4}|\d{1,2}[:.]\d\d)\s?(?:GMT|UTC)\))?"
"""The same time once more for readers elsewhere: "9:40 a.m. (0640 GMT)"."""
_SAYS_CLOCK = re.compile(r"clock|hour|hrs$", re.IGNORECASE)
_HOURS = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}


class ClockTime(DateRule):
    """A time of day: "3 p.m. on Friday", "at 14:30", "1400 GMT", "noon", "the morning of 12 December".

    It is placed on the day beside it, or on the last day that its paragraph names; without one it has no place. EDTF
    writes times to the second: `T15:00:00` for "3 p.m.".

    Examples:
        The vote is due at 3 p.m. on Friday; the polls opened on Tuesday at 07:30.
                           ----------------                                          d1 2024-12-20T15:00:00 · time · published
                                                                 ----------------    d2 2024-12-10T07:30:00 · time · published
        Shells fell at midnight.
                       --------                                                      d3 time · unanchored

    Limits: The time is that of the place the text speaks of; only GMT and UTC are kept as an offset (`Z`).
    """

    code = "DA15"
    title = "time of day"
    begins = frozenset(
        {
            "#",
            *_HOURS,
            *_WORDS.clock,
            "half",
            "about",
            "around",
            "the",
            "in",
            "early",
            "late",
            *(w for f in _WORDS.parts_of_day.values() for w in f),
        }
    )
    forms = (
        rf"(?P<hour>\d{{1,2}}|{either(_HOURS)})(?:[:.](?P<minute>[0-5]\d))?(?:[:.](?P<second>[0-5]\d))?\s{{0,3}}(?P<half>[ap])(?:\.m\.?|m(?![a-z])){_ZONE}{_BESIDE}",
        rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:-])(?:{_}?h(?:ou)?rs?(?![a-z]))?{_ZONE}{_BESIDE}",
        rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){_}?(?P<zone>GMT|UTC|hours|hrs|[ECMP][SD]T)(?![a-z])",
        rf"(?P<hour>\d{{1,2}}|{either(_HOURS)}){_}o['’]clock(?:{_}in{_}the{_}(?P<half>morning|afternoon|evening))?",
        rf"(?P<hour>\d{{1,2}}|{either(_HOURS)}){_}in{_}the{_}(?P<half>morning|afternoon|evening)(?![a-z])",
        rf"(?P<clock>{either(_WORDS.clock)})(?![a-z-])",
        rf"the{_}(?:very{_})?(?:early|late|small|wee){_}(?:(?P<part>morning|afternoon|evening|night){_})?(?P<hours>hours)(?:{_}of)?(?![a-z])",
        rf"(?:(?:early|late){_}(?:in{_}|on{_})?)?the{_}(?:(?:early|late){_})?(?P<part>{PART})(?P<of>{_}of(?={_}))?(?![a-z])",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the time, still without its day."""
        parts = found.groupdict()
        if parts.get("hours"):
            return Told(None, "clock", kind="time", basis="unanchored", part=(found["part"] or "morning").lower())
        if parts.get("part"):
            before = scene.word_before(found.start()).lower()
            if not found["of"] and before not in _WORDS.beside.before_part_of_day:
                return None
            if found[0].lower().endswith("s") or (
                not found["of"] and re.match(r"\s{1,9}of\b", scene.text[found.end() : found.end() + 12])
            ):
                return None
            part = next(name for name, forms in _WORDS.parts_of_day.items() if found["part"].lower() in forms)
            return Told(None, "clock", kind="time", basis="unanchored", part=part)
        if parts.get("clock"):
            return Told(
                None, "clock", kind="time", basis="unanchored", part=_WORDS.clock[found["clock"].lower()] + ":00"
            )
        said = found["hour"].lower()
        hour = int(said) if said.isdigit() else _WORDS.numbers[said]
        minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
        half = (parts.get("half") or "").lower()
        if half:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half in ("p", "afternoon", "evening") else 0)
        elif hour > 23:
            return None
        zone = (parts.get("zone") or "").upper()
        if not half and not zone and not _SAYS_CLOCK.search(found[0]):
            before = scene.word_before(found.start()).lower()
            if before not in _WORDS.beside.before_clock:
                return None
        clock = f"{hour:02}:{minute:02}:{second:02}" + ("Z" if zone in ("GMT", "UTC") else "")
        return Told(None, "clock", kind="time", basis="unanchored", part=clock)


def place_clock(piece: Piece, day: Piece | None) -> None:
    """Put a time of day on a day: of that day's date where it has one."""
    if day is None or day.edtf is None or not re.fullmatch(r"[\dX]{4}-\d\d-\d\d", day.edtf[:10]) or "/" in day.edtf:
        return
    piece.basis = day.basis
    piece.origin = day.origin
    date = day.edtf[:10]
    clock = piece.part if piece.part and piece.part[0].isdigit() else None
    piece.edtf = f"{date}T{clock}" if clock and date[:4].isdigit() else date


class Vague(DateRule):
    """Words that say when without a place on the calendar: "now", "recently", "soon", "in the future".

    Examples:
        The mill is now closed; it was recently sold and will soon be rebuilt.
                    ---                                                          d1 date · stated
                                       --------                                  d2 date · stated
                                                              ----               d3 date · stated

    Limits: They are found so that nothing is left out; they tell past, present or future and no more.
    """

    code = "DA16"
    title = "now, recently, soon"
    begins = frozenset(
        word.split()[0] for words in (_WORDS.vague.present, _WORDS.vague.past, _WORDS.vague.future) for word in words
    )
    forms = (rf"(?P<word>{either((*_WORDS.vague.present, *_WORDS.vague.past, *_WORDS.vague.future))})(?![\w-])",)

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give that it is a date without a place."""
        word = " ".join(found["word"].lower().split())
        behind = scene.word_behind(found.end()).lower()
        before = scene.word_before(found.start()).lower()
        if behind in _WORDS.vague.not_before.get(word, ()) or before in _WORDS.vague.not_behind.get(word, ()):
            return None
        if word in ("the past", "the future") and behind and behind not in _WORDS.beside.behind_nouns:
            return None
        start = found.start()
        if word == "in the past":
            if behind and behind not in _WORDS.beside.behind_nouns:
                return None
            start = found.start() + re.match(r"in\s+", found[0], re.IGNORECASE).end()  # type: ignore[union-attr]
        if word == "this time" and before not in ("at", "by"):
            return None
        if word in ("current", "recent") and scene.is_capital(found.start()) and before:
            return None
        return Told(None, "none", basis="stated", start=start)


def vague_direction(text: str) -> str | None:
    """Give `past`, `present` or `future` for words of `Vague`; None for others."""
    word = " ".join(text.lower().split())
    vague = _WORDS.vague
    for direction, words in (("present", vague.present), ("past", vague.past), ("future", vague.future)):
        if word in words:
            return direction
    return None


TIME_RULES: tuple[type[DateRule], ...] = (ClockTime, Vague)
