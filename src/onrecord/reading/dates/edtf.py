"""EDTF (ISO 8601-2) and lengths of ISO 8601: a checker for what we write, and reckoning with it.

Level 0 and 1, and of level 2 what we use: unspecified digits anywhere (`XXXX-12-09`), quarters and halves of a year
(`2024-33` to `2024-36`, `2024-40`, `2024-41`).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.vocabulary.calendar import calendar as words_of_the_calendar

_DATE = re.compile(r"([\dX]{4})(?:-(\d\d|\dX|XX)(?:-([0-3]\d|[0-3]X|XX))?)?[~?%]?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?")
_PUBLISHED = re.compile(
    r"\s*([\dX]{4})(?:-?(0[1-9]|1[0-2]|XX)(?:-?([0-2]\d|3[01]|XX)(?!\d))?)?(?:[T\s].*)?[~?%]?\s*", re.DOTALL
)


def is_edtf(text: str) -> bool:
    """Tell whether `text` is a date, a time or an interval of EDTF, with days that the calendar has."""
    if "/" in text:
        first, _, last = text.partition("/")
        ends = [end for end in (first, last) if end not in ("", "..")]
        if not ends or "/" in last or not all(is_edtf(end) for end in ends):
            return False
        known = [bounds(end) for end in ends]
        if len(known) == 2 and known[0] is not None and known[1] is not None:
            return known[0][0] <= known[1][0]
        return True
    if "T" in text:
        return bool(_TIME.fullmatch(text)) and is_edtf(text[:10])
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = found.groups()
    if month is not None and month.isdigit() and day is None:
        return 1 <= int(month) <= 12 or 21 <= int(month) <= 41
    if month is not None and month not in ("XX", "0X", "1X") and not 1 <= int(month if month.isdigit() else 0) <= 12:
        return False
    if day is None or not day.isdigit():
        return day is None or day in ("XX", "0X", "1X", "2X", "3X")
    if day == "00":
        return False
    if month is None or not month.isdigit():
        return int(day) <= 31
    return int(day) <= days_in(int(year) if year.isdigit() else 2000, int(month))


def days_in(year: int, month: int) -> int:
    """Give how many days a month has."""
    return calendar.monthrange(year, month)[1] if 1 <= year <= 9999 else 31


def day_edtf(year: int | None, month: int, day: int) -> str | None:
    """Give a day as EDTF, `XXXX-12-09` where the year is unknown; None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= days_in(2000 if year is None else year, month):
        return None
    return f"{'XXXX' if year is None else f'{year:04}'}-{month:02}-{day:02}"


def bounds(edtf: str) -> tuple[date, date] | None:
    """Give the first and the last day of a stretch; None where an end is open or a digit unknown.

    Decades and centuries have ends; a season is its three months, and winter begins in the year it is named for.
    """
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if first in ("", "..") or last in ("", ".."):
            return None
        one, two = bounds(first), bounds(last)
        return (one[0], two[1]) if one is not None and two is not None else None
    text = edtf.rstrip("~?%")[:10]
    try:
        if re.fullmatch(r"\d{2}(?:\d\d|\dX|XX)", text):
            return date(max(1, int(text.replace("X", "0"))), 1, 1), date(int(text.replace("X", "9")), 12, 31)
        if "X" in text:
            return None
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 3:
            day = date(parts[0], parts[1], parts[2])
            return day, day
        year, month = parts
        if month <= 12:
            return date(year, month, 1), date(year, month, days_in(year, month))
        if 21 <= month <= 24:
            return months(year, 3 * (month - 20), 3)
        if 33 <= month <= 36:
            return months(year, 3 * (month - 33) + 1, 3)
        if 40 <= month <= 41:
            return months(year, 6 * (month - 40) + 1, 6)
    except (ValueError, OverflowError):
        pass
    return None


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """Give the first and last day of `count` months from `month` of `year` on."""
    total = year * 12 + month - 2 + count
    last_year, last_month = total // 12, total % 12 + 1
    return date(year, month, 1), date(last_year, last_month, days_in(last_year, last_month))


class Now(NamedTuple):
    """The day that expressions are reckoned from, as far as it is known: any part may be missing."""

    year: int | None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """Monday is 0; known of a full date, or where the text says it."""

    @property
    def edtf(self) -> str:
        """The day as EDTF."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        if self.month is None:
            return year
        return f"{year}-{self.month:02}" if self.day is None else f"{year}-{self.month:02}-{self.day:02}"

    @property
    def date(self) -> date | None:
        """The day, where all of it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def known_weekday(self) -> int | None:
        """The weekday, where it is known."""
        day = self.date
        return self.weekday if day is None else day.weekday()


def now_of(published: str | None) -> Now | None:
    """Read a publication date, whole or partial, with or without a time; None where it tells no part of a day."""
    found = _PUBLISHED.fullmatch(published[:60]) if published else None
    if not found:
        return None
    year = int(found[1]) if found[1].isdigit() else None
    if year is not None and not 1000 <= year <= 9000:
        return None
    month = int(found[2]) if found[2] and found[2] != "XX" else None
    day = int(found[3]) if month is not None and found[3] and found[3] not in ("XX", "00") else None
    if month is not None and day is not None and day_edtf(year, month, day) is None:
        day = None
    return Now(year, month, day) if year is not None or month is not None else None


def day_from(now: Now, days: int) -> str | None:
    """Give the day so many days on; of `XXXX-12-09` too, where every year gives the same."""
    whole = now.date
    if whole is not None:
        return _moved(whole, days)
    if now.month is None or now.day is None:
        return None
    found = set()
    for year in (2000, 2001):  # a leap year and another
        if now.day > days_in(year, now.month):
            continue
        moved = _moved(date(year, now.month, now.day), days)
        found.add(moved[4:] if moved else None)
    tail = found.pop() if len(found) == 1 else None
    return f"XXXX{tail}" if tail else None


def _moved(day: date, days: int) -> str | None:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def week_from(now: Now, weeks: int) -> str | None:
    """Give the week (Monday to Sunday) so many weeks on, as an interval of days."""
    return _stretch(now, -1, weeks, 6)


def weekend_from(now: Now, weeks: int) -> str | None:
    """Give the Saturday and Sunday of the week so many weeks on."""
    return _stretch(now, 4, weeks, 1)


def _stretch(now: Now, first: int, weeks: int, length: int) -> str | None:
    weekday = now.known_weekday
    if weekday is None:
        return None
    start = day_from(now, 1 + first - weekday + 7 * weeks)
    end = day_from(now, 1 + first - weekday + 7 * weeks + length)
    return f"{start}/{end}" if start and end else None


def month_from(now: Now, count: int) -> str | None:
    """Give the month so many months on."""
    if now.month is None:
        return None
    if now.year is None:
        return f"XXXX-{(now.month - 1 + count) % 12 + 1:02}"
    total = now.year * 12 + now.month - 1 + count
    return f"{total // 12:04}-{total % 12 + 1:02}" if 12 <= total < 120000 else None


def year_from(now: Now, count: int) -> str | None:
    """Give the year so many years on."""
    return f"{now.year + count:04}" if now.year is not None and 0 < now.year + count < 10000 else None


def quarter_from(now: Now, count: int) -> str | None:
    """Give the quarter of the calendar year so many quarters on (`2024-33` to `2024-36`)."""
    if now.year is None or now.month is None:
        return None
    total = now.year * 4 + (now.month - 1) // 3 + count
    return f"{total // 4:04}-{33 + total % 4}" if 4 <= total < 40000 else None


def decade_from(now: Now, count: int) -> str | None:
    """Give the decade so many decades on (`202X`)."""
    return f"{now.year // 10 + count:03}X" if now.year is not None and 0 <= now.year // 10 + count < 1000 else None


def century_from(now: Now, count: int) -> str | None:
    """Give the century so many centuries on (`20XX`)."""
    return f"{now.year // 100 + count:02}XX" if now.year is not None and 0 <= now.year // 100 + count < 100 else None


def moved(edtf: str, unit: str, count: int) -> str | None:
    """Give what stands `count` units after a day, month, year, quarter or season: no finer than both say.

    Two weeks after a day is a day; a year after a month is a month; a month after a day is a month; a week after a
    month is unknown.
    """
    text = edtf.rstrip("~?%").partition("/")[0][:10]
    now = now_of(text) if re.fullmatch(r"[\dX]{4}(?:-\d\d){0,2}", text) else None
    part = re.fullmatch(r"(\d{4})-(2[1-4]|3[3-6]|4[01])", text)
    if part and unit == "year":
        return f"{int(part[1]) + count:04}-{part[2]}" if 0 < int(part[1]) + count < 9000 else None
    if now is None or part:
        return None
    if unit in ("day", "week", "fortnight"):
        return day_from(now, count * {"day": 1, "week": 7, "fortnight": 14}[unit]) if now.day is not None else None
    if unit in ("month", "quarter"):
        return month_from(now, count * (3 if unit == "quarter" else 1))
    if unit in ("year", "decade", "century"):
        years = count * {"year": 1, "decade": 10, "century": 100}[unit]
        return month_from(now, 12 * years) if now.month and not now.day and now.year else year_from(now, years)
    return None


def iso_length(count: float | None, unit: str) -> str | None:
    """Give a length as ISO 8601: `P2W`, `PT36H`, `P2Y6M`; `PXD` for an unknown number; None for one too long to write."""
    code = words_of_the_calendar().units[unit]
    if unit == "weekend":
        code, count = "D", 2 * count if count is not None else None
    time = code.startswith("T")
    code = code.lstrip("T")
    factor, letter = int(code[:-1] or 1), code[-1]
    if count is None:
        return f"P{'T' if time else ''}X{letter}"
    total = count * factor
    if total > 1_000_000:
        return None
    if total == int(total):
        return f"P{'T' if time else ''}{int(total)}{letter}"
    if letter == "Y" and not time:
        return "P" + (f"{int(total)}Y" if total >= 1 else "") + f"{round((total - int(total)) * 12)}M"
    if letter == "H":
        return "PT" + (f"{int(total)}H" if total >= 1 else "") + f"{round((total - int(total)) * 60)}M"
    smaller = {"D": ("TH", 24), "W": ("D", 7), "M": ("D", 30)}.get(letter if not time else "")
    if smaller is None:
        return f"P{'T' if time else ''}{total:g}{letter}"
    return f"P{'T' if smaller[0] == 'TH' else ''}{round(total * smaller[1])}{smaller[0][-1]}"


def easter(year: int) -> date:
    """Give Easter Sunday of the western churches (Gauss's rule in the form of Meeus and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)
