"""Stretches between two dates, stretches open at one end, and dates that are rough."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from msgspec.structs import replace

from onrecord.reading.dates.days import Weekday, day_number
from onrecord.reading.dates.edtf import bounds, day_edtf, is_edtf, moved
from onrecord.reading.dates.offsets import CountedOffset
from onrecord.reading.dates.rule import DateRule, Piece, Scene, Told
from onrecord.reading.dates.times import place_clock
from onrecord.reading.dates.wording import DAY, MONTH, MONTHS, WEEKDAYS, YEAR, _, either, month_of
from onrecord.reading.dates.years import with_year
from onrecord.vocabulary.calendar import calendar

_WORDS = calendar()


def _directly_before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words)}\s{{1,9}}$", re.IGNORECASE)


_DASH = r"\s?[-‐‑–—]\s?"
_TO = rf"(?:{_DASH}|{_}(?:to|through|until|till){_})"


class Range(DateRule):
    """From one date to another: "from 3 to 5 December", "Dec. 3-5", "2011-2014", "between May and July", "Monday to Friday".

    Examples:
        The truce held from 3 to 5 December 2023, the talks went on from May 2022 until June 2023.
                       -------------------------                                                     d1 2023-12-03/2023-12-05 · date · stated
                                                                    -----------------------------    d2 2022-05/2023-06 · date · stated
        He was governor between 2011 and 2014.
                        ---------------------                                                        d3 2011/2014 · date · stated

    Limits: "Between" and "from" join two dates that stand beside the joining word; with words in between they stay two.
        "Moved from Friday to Sunday" names two days.
    """

    code = "DA17"
    title = "from one date to another"
    begins = frozenset({"from", "between", "the", "#", *MONTHS, *WEEKDAYS})
    forms = (
        rf"(?P<lead>(?:from|between){_})?(?:the{_})?(?P<month>{MONTH}){_}(?:the{_})?(?P<first>{DAY.replace('(?![.,:]', '(?![.:]')})(?P<join>{_TO}|{_}and{_})(?:the{_})?(?P<last>{DAY})(?!{_}{MONTH})(?:,?{_}(?P<year>{YEAR}))?",
        rf"(?P<lead>(?:from|between){_})?(?:the{_})?(?P<first>{DAY})(?P<join>{_TO}|{_}and{_})(?:the{_})?(?P<last>{DAY})(?:{_}of)?{_}(?P<month>{MONTH})(?:,?{_}(?P<year>{YEAR}))?",
        rf"(?P<lead>(?:from|between){_})?(?P<one>(?:1[5-9]|20)\d\d){_DASH}(?P<two>(?:(?:1[5-9]|20)\d\d|\d\d))(?![\d.,%/-]\d|\d|[-‐‑]\w|%)",
    )

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give the stretch."""
        parts = found.groupdict()
        if parts.get("one"):
            one, two = found["one"], found["two"]
            two = one[:2] + two if len(two) == 2 else two
            if not int(one) < int(two) <= int(one) + 400:
                return None
            return Told(f"{one}/{two}", "range")
        month = month_of(found["month"])
        if found["join"].strip().lower() == "and" and "between" not in (found["lead"] or "").lower():
            return None
        if not scene.is_capital(found.start("month")) and found["month"].lower() in ("may", "march", "mar", "sat"):
            return None
        first, last = day_number(found["first"]), day_number(found["last"])
        if first >= last:
            return None

        def of(year: int | None) -> str | None:
            start, end = day_edtf(year, month, first), day_edtf(year, month, last)
            return f"{start}/{end}" if start and end else None

        if found["year"]:
            edtf = of(int(found["year"]))
            return Told(edtf, "range") if edtf else None
        return with_year(scene, found.start(), found.end(), "range", of)


class OpenRange(DateRule):
    """Open at one end: "since 2011", "from 1 May on", "until Friday".

    Examples:
        The crossing has been shut since 2011; the fair stays open until 20 December.
                                   ----------                                           d1 2011/.. · date · stated
                                                                   -----------------    d2 ../2024-12-20 · date · published

    Limits: "Until" and "since" before an event, not a date, are not read; "before" and "after" are no ends of a stretch.
    """

    code = "DA18"
    title = "since and until"
    since: ClassVar[re.Pattern[str]] = _directly_before(_WORDS.beside.since)
    until: ClassVar[re.Pattern[str]] = _directly_before(_WORDS.beside.until)
    onward: ClassVar[re.Pattern[str]] = re.compile(
        r"\s{1,9}(?:onwards?|on)(?=[\s,.;)]|$)(?!\s{1,9}(?:the|a|an|its|his|her|\w+day)\b)", re.IGNORECASE
    )


class Rough(DateRule):
    """A date said to be rough or unsure: "around 2015", "about a year ago", "circa 1850", "possibly in 1998".

    Rough is `~` in EDTF, unsure is `?`.

    Examples:
        The wall was built around 1850 and repaired possibly in 1998.
                           -----------                                  d1 1850~ · date · stated
                                                    ----------------    d2 1998? · date · stated

    Limits: Only the word directly before the date counts.
    """

    code = "DA19"
    title = "around a date"
    about: ClassVar[re.Pattern[str]] = _directly_before(_WORDS.beside.about)
    unsure: ClassVar[re.Pattern[str]] = _directly_before(_WORDS.beside.unsure)


_POINTS = ("day", "month", "year", "time", "season", "decade", "century", "quarter")
_BETWEEN = re.compile(
    r"\s{0,9}[-‐‑–—]\s{0,9}|\s{1,9}(?:to|through|until|till|and)\s{1,9}(?:the\s{1,9})?(?:in\s{1,9})?", re.IGNORECASE
)
_MOVING = re.compile(rf"{either(_WORDS.beside.moving)}\w*\b[^.]{{0,28}}$", re.IGNORECASE)
_PLAIN_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_LASTING = _WORDS.beside.before_bare_length | {"within"}
_UNIT_OF = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_FROM_A_DATE = re.compile(r"\s{1,9}(before|prior\s{1,9}to|after|following)\s{1,9}(?:the\s{1,9})?", re.IGNORECASE)
_FROM = re.compile(r"from(?:\s{1,9}the)?\s{1,9}$", re.IGNORECASE)
_FROM_BETWEEN = re.compile(r"between(?:\s{1,9}the)?\s{1,9}$", re.IGNORECASE)
_DAY_THEN_CLOCK = re.compile(
    r",?\s{1,9}(?:at\s{1,9}|around\s{1,9}|about\s{1,9}|at\s{1,9}(?:around|about)\s{1,9})?", re.IGNORECASE
)
_CLOCK_THEN_DAY = re.compile(r",?\s{1,9}(?:on\s{1,9})?(?:the\s{1,9})?", re.IGNORECASE)


def join(scene: Scene, pieces: list[Piece]) -> list[Piece]:
    """Join the expressions of one block that say one thing: day and time, two ends of a stretch, "since" and its date."""
    return [_opened(scene, piece) for piece in _ranged(scene, _counted(scene, _timed(scene, pieces)))]


def _timed(scene: Scene, pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    near: Piece | None = None  # the last day of the paragraph
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        behind = pieces[at + 1] if at + 1 < len(pieces) else None
        if behind is not None:
            gap = scene.text[piece.end : behind.start]
            clock, day = (piece, behind) if piece.unit == "clock" else (behind, piece)
            fits = _CLOCK_THEN_DAY if piece.unit == "clock" else _DAY_THEN_CLOCK
            if clock.unit == "clock" and day.unit in ("day", "time") and day.unit != "clock" and fits.fullmatch(gap):
                timed = Piece(
                    piece.start,
                    behind.end,
                    None,
                    "time",
                    "time",
                    part=clock.part,
                    made_by=clock.made_by,
                    block=piece.block,
                )
                timed.basis, timed.confidence = "unanchored", day.confidence
                place_clock(timed, day)
                joined.append(timed)
                near = timed if timed.edtf else near
                at += 2
                continue
        if piece.unit == "clock":
            piece.unit = "time"
            if near is not None:
                place_clock(piece, near)
                piece.origin = near
                piece.basis = "text" if piece.edtf else "unanchored"
                piece.confidence = 0.7
        if piece.unit in ("day", "time") and piece.edtf:
            near = piece
        joined.append(piece)
        at += 1
    return joined


def _counted(scene: Scene, pieces: list[Piece]) -> list[Piece]:
    """Join "two days" and "before Christmas": a date so far from the one it names."""
    joined: list[Piece] = []
    for piece in pieces:
        length = joined[-1] if joined else None
        count = (
            _PLAIN_LENGTH.fullmatch(length.duration or "") if length is not None and length.kind == "duration" else None
        )
        gap = _FROM_A_DATE.fullmatch(scene.text[length.end : piece.start]) if length is not None and count else None
        edtf = None
        lasting = length is not None and scene.word_before(length.start).lower() in _LASTING
        if gap and count and not lasting and piece.kind == "date" and piece.unit == "day" and piece.edtf:
            sign = -1 if gap[1].lower() in ("before", "prior to") else 1
            edtf = moved(piece.edtf, _UNIT_OF[count[2]], sign * int(count[1]))
        if edtf is None or length is None:
            joined.append(piece)
        else:
            joined[-1] = replace(piece, start=length.start, edtf=edtf, unit="range", made_by=CountedOffset.code)
    return joined


def _ranged(scene: Scene, pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        stretch = _range_of(scene, last, piece) if last is not None else None
        if stretch is not None:
            joined[-1] = stretch
        else:
            joined.append(piece)
    return joined


def _range_of(scene: Scene, first: Piece, last: Piece) -> Piece | None:
    gap = scene.text[first.end : last.start]
    if first.unit not in _POINTS or last.unit not in _POINTS or not _BETWEEN.fullmatch(gap):
        return None
    if first.kind not in ("date", "time") or last.kind not in ("date", "time") or not first.edtf or not last.edtf:
        return None
    before = scene.text[max(scene.floor, first.start - 30) : first.start]
    lead = (_FROM_BETWEEN if gap.strip().lower() == "and" else _FROM).search(before)
    word = gap.strip().lower()
    if (lead is None and word == "and") or (word.startswith("to") and _is_moved(before)):
        return None
    if "/" in first.edtf or "/" in last.edtf or "T" in first.edtf or "T" in last.edtf:
        return None
    start, end = first.edtf, last.edtf
    if first.yearless and last.edtf[:4].isdigit() and not last.yearless and first.edtf[:4] != last.edtf[:4]:
        start = last.edtf[:4] + start[4:]  # "from 3 May to 5 June 2020"
        if start > end:
            start = f"{int(end[:4]) - 1:04}{start[4:]}"
    elif last.yearless and not first.yearless and first.edtf[:4].isdigit():
        end = first.edtf[:4] + end[4:]
    if first.made_by == last.made_by == Weekday.code and start > end:
        # "from Thursday to Monday": the week between them lies behind or ahead as the sentence does.
        if scene.tense(first.start, last.end) == "past":
            start = (date.fromisoformat(start) - timedelta(days=7)).isoformat()
        else:
            end = (date.fromisoformat(end) + timedelta(days=7)).isoformat()
    known = bounds(start), bounds(end)
    in_order = known[0] is not None and known[1] is not None and known[0][0] <= known[1][0]
    if not in_order and not (start[:4] == end[:4] == "XXXX" and start <= end):
        return None
    edtf = f"{start}/{end}"
    if start == end or not is_edtf(edtf):
        return None
    reckoned = [end for end in (first, last) if end.basis != "stated" and end.origin is not first]
    if first.yearless and last.basis == "stated":
        reckoned = []  # the year of the last holds for both
    by = reckoned[0] if reckoned else None
    return Piece(
        lead.start() + max(scene.floor, first.start - 30) if lead else first.start,
        last.end,
        edtf,
        "range",
        basis=by.basis if by is not None else "stated",
        origin=by.origin if by is not None else None,
        made_by=Range.code,
        confidence=min(first.confidence, last.confidence),
        block=first.block,
    )


def _is_moved(before: str) -> bool:
    """Tell whether "to" moves a date ("postponed the vote Friday to Monday"): a verb of moving stands close before."""
    return bool(_MOVING.search(before))


def _opened(scene: Scene, piece: Piece) -> Piece:
    if piece.kind not in ("date", "time") or piece.edtf is None or "/" in piece.edtf or piece.unit == "range":
        return piece
    low = max(scene.floor, piece.start - 30)
    before = scene.text[low : piece.start]
    for pattern, sign in ((Rough.about, "~"), (Rough.unsure, "?")):
        lead = pattern.search(before)
        if lead and "T" not in piece.edtf and piece.edtf[-1] not in "~?%":
            return replace(piece, start=low + lead.start(), edtf=piece.edtf + sign, made_by=Rough.code)
    since = OpenRange.since.search(before)
    until = OpenRange.until.search(before)
    lead = since or until
    if lead:
        opened = f"{piece.edtf}/.." if since else f"../{piece.edtf}"
        if is_edtf(opened):
            return replace(piece, start=low + lead.start(), edtf=opened, made_by=OpenRange.code, unit="range")
        return piece
    lead = _FROM.search(before)
    onward = OpenRange.onward.match(scene.text, piece.end, scene.ceiling) if lead else None
    if lead and onward and is_edtf(f"{piece.edtf}/.."):
        start, edtf = low + lead.start(), f"{piece.edtf}/.."
        return replace(piece, start=start, end=onward.end(), edtf=edtf, made_by=OpenRange.code, unit="range")
    return piece


RANGE_RULES: tuple[type[DateRule], ...] = (Range, OpenRange, Rough)
