"""How values are put in words on a page. Unknown is a value: it is said, never left blank and never made up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.records import Source, Status

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_EDTF_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")

SILENCES = {
    "declined": "declined to comment",
    "no_response": "did not respond",
    "could_not_verify": "could not verify",
    "not_reached": "could not be reached",
    "withheld": "withheld",
}


def date(edtf: str | None) -> str:
    """Put an EDTF date in words: "14 December 2024"; one that is not plain stands as it is ("XXXX-12-09")."""
    if not edtf:
        return "date unknown"
    found = _EDTF_DAY.fullmatch(edtf)
    if not found or not 1 <= int(found[2]) <= len(MONTHS):
        return edtf
    year, month, day, clock, zone = found.groups()
    words = f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day else f"{MONTHS[int(month) - 1]} {year}"
    if clock:
        words += f", {clock}" + {None: "", "Z": " UTC", "+00:00": " UTC"}.get(zone, f" {zone}")
    return words


def count(number: int, one: str, many: str | None = None) -> str:
    """Put a number with its noun: "1 statement", "1,234 statements"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def status(value: Status | None, source: Source | None = None) -> str:
    """Put an authority in a badge's words: "anonymous ×4" where the text says how many."""
    if value is None:
        return "status unknown"
    if source is not None and source.count is not None and source.count > 1:
        return f"{value} ×{source.count}"
    return value


def capacities(name: str, given: Iterable[str | None]) -> tuple[str, ...]:
    """Give roles and affiliations as far as the name, or one before them, does not say them already."""
    known = name.casefold()
    found: list[str] = []
    for capacity in given:
        if capacity and capacity.casefold() not in known:
            found.append(capacity)
            known += "\n" + capacity.casefold()
    return tuple(found)


def silence(kind: str) -> str:
    """Put the kind of a silence in words."""
    return SILENCES.get(kind, kind.replace("_", " "))


def basis(value: str | None) -> str:
    """Say where a field of an article comes from; "" where nobody recorded it."""
    return {"json-ld": "JSON-LD", "opengraph": "OpenGraph", "time": "the page’s <time>", "meta": "a <meta> tag"}.get(
        value or "", value or ""
    )
