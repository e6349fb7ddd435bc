"""Dates as pages print them, turned into EDTF (ISO 8601-2) days."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"

_MONTH_FIRST = rf"{_MONTH.format('m1')}\s+{_DAY.format('d1')},?\s+{_YEAR.format('y1')}"
_DAY_FIRST = rf"{_DAY.format('d2')}[\s-]+(?:of\s+)?{_MONTH.format('m2')},?[\s-]+{_YEAR.format('y2')}"
_ISO = rf"{_YEAR.format('y3')}[-/.](?P<m3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})"
_SLASHED = rf"(?P<a4>\d{{1,2}})[/.-](?P<b4>\d{{1,2}})[/.-]{_YEAR.format('y4')}"
DAY = re.compile(rf"(?:{_WEEKDAY})?(?:{_MONTH_FIRST}|{_DAY_FIRST}|{_ISO}|{_SLASHED})", re.IGNORECASE)

_CLOCK = r"(?:(?:at|[-–—|,@·])?\s*\(?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)?\)?)"
_LEAD = r"(?:(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified|update)|created|date|modified|issued)(?:\s+(?:on|at|date))?\s*:?\s*(?:on\s+)?)"
_ONE = rf"{_LEAD}?(?:{_CLOCK}\s*[-–—|,]?\s*)?{DAY.pattern}(?:\s*{_CLOCK})?"
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ONE)
LINE = re.compile(rf"\(?\s*{_UNNAMED}(?:\s*[-–—|,;/•·]?\s*\(?{_UNNAMED}\)?)?\s*\)?\.?", re.IGNORECASE)
_TIME = r"\d{1,2}(?:[:.]\d{2}){1,2}"
_ENTRY = re.compile(
    rf"(?:(?:updated?|posted)\s*(?:at)?:?\s*)?(?:{_UNNAMED}|(?:{_TIME}\s*[ap]\.?m\.?|{_TIME})(?:\s*\(?[A-Z]{{2,5}}\)?)?"
    r"|\d{1,2}\s*(?:s|m|h|d|secs?|mins?|minutes?|hrs?|hours?|days?)\s+ago)(?:\s+update)?:?",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?:last\s+)?(?:updated?|modified)\b[^|]*?$", re.IGNORECASE)
_STAMP = re.compile(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T ].*)?\s*", re.DOTALL)
_YEAR_MONTH = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)\s*")


def is_date_line(text: str) -> bool:
    """Tell whether a line is a date, with or without "Published", a weekday and a time of day, and nothing else."""
    return len(text) <= 120 and bool(LINE.fullmatch(text.strip()))


def is_time_of_entry(text: str) -> bool:
    """Tell whether a line is a time of day, with or without its date, or "1 hour ago", and nothing else."""
    line = text.strip()
    timed = bool(re.search(r"\d[:.]\d{2}|\bago\b", line))
    return timed and len(line) <= 60 and bool(_ENTRY.fullmatch(line))


def first_published(text: str) -> str | None:
    """Give the day a date line prints as EDTF; of two, the one not said to be an update. None where it tells none."""
    found = list(DAY.finditer(text))
    if not found:
        return None
    for one in found:
        if not _UPDATED.search(text, 0, one.start()) or len(found) == 1:
            return _edtf(one)
    return _edtf(found[0])


def from_stamp(stamp: str) -> str | None:
    """Give the day of a machine-readable stamp (`2024-12-14T10:00:00Z`, `20241214`) as it stands there, or of a printed date."""
    exact = _STAMP.fullmatch(stamp[:60])
    if exact:
        return _checked(int(exact[1]), int(exact[2]), int(exact[3]))
    month = _YEAR_MONTH.fullmatch(stamp[:60])
    if month and 1 <= int(month[2]) <= 12:
        return f"{month[1]}-{month[2]}"
    return first_published(stamp[:120])


def exact_stamp(stamp: str) -> str | None:
    """Give a machine-readable stamp as ISO 8601, with its time of day and offset where it has them; else None."""
    try:
        moment = datetime.fromisoformat(stamp.strip()[:40])
    except ValueError:
        return from_stamp(stamp) if _STAMP.fullmatch(stamp[:60]) else None
    return moment.isoformat() if "T" in stamp or " " in stamp.strip() else moment.date().isoformat()


def month_and_day(month: str, day: str) -> str | None:
    """Give a day whose year is not told: `XXXX-02-26`."""
    number = _month(month)
    return f"XXXX-{number:02}-{int(day):02}" if number and _checked(2000, number, int(day)) else None


def _edtf(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    if parts["y1"]:
        return _checked(int(parts["y1"]), _month(parts["m1"]), int(parts["d1"]))
    if parts["y2"]:
        return _checked(int(parts["y2"]), _month(parts["m2"]), int(parts["d2"]))
    if parts["y3"]:
        return _checked(int(parts["y3"]), int(parts["m3"]), int(parts["d3"]))
    year, one, two = int(parts["y4"]), int(parts["a4"]), int(parts["b4"])
    if one > 12 or one == two:
        return _checked(year, two, one)
    if two > 12:
        return _checked(year, one, two)
    return str(year)  # 04/05/2024 is a day in April or in May: only the year is told


def _month(name: str) -> int:
    return next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3])), 0)


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
