"""The first and last day of an EDTF expression (ISO 8601-2), for lists in the order of time."""

from __future__ import annotations

import calendar
import re

_POINT = re.compile(
    r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T[\d:.,]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?[?~%]?"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_SEASONS |= {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}
"""Seasons of the northern hemisphere by their meteorological months; from 33 quarters, thirds and halves of a year."""


def days_of(edtf: str | None) -> tuple[str | None, str | None]:
    """Give the first and the last day (`YYYY-MM-DD`) an expression may mean; None for an end that is open or unknown.

    `2011/..` has a first day only, `XXXX-12-09` neither. Qualifiers (`~`, `?`, `%`) do not widen it.
    """
    if not edtf:
        return None, None
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        return _days(first)[0], _days(last)[1]
    return _days(edtf)


def _days(point: str) -> tuple[str | None, str | None]:
    found = _POINT.fullmatch(point)
    if not found:
        return None, None
    year, month, day = found.groups()
    first_year, last_year = year.replace("X", "0"), year.replace("X", "9")
    if first_year == "0000":
        return None, None  # no calendar of ours has it
    if month is None or month == "XX" or first_year != last_year:
        return f"{first_year}-01-01", f"{last_year}-12-31"
    number = int(month)
    if number in _SEASONS:
        start, end = _SEASONS[number]
        last_of = int(year) + (end < start)
        return f"{year}-{start:02}-01", f"{last_of:04}-{end:02}-{calendar.monthrange(last_of, end)[1]:02}"
    if not 1 <= number <= 12:
        return None, None
    length = calendar.monthrange(int(year), number)[1]
    if day is None or day == "XX":
        return f"{year}-{month}-01", f"{year}-{month}-{length:02}"
    if not 1 <= int(day) <= length:
        return None, None
    return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
