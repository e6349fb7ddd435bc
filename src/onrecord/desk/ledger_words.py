"""How places, dates and figures are put in words. What is not known is said; no number is rounded."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite

from onrecord.desk.wording import MONTHS, date
from onrecord.records import Anchor, Date, DateKind, Figure, OnrecordError, Place

PRECISIONS = {
    "point": "a point",
    "settlement": "a settlement",
    "district": "a district",
    "region": "a region",
    "country": "a country",
    "area": "an area larger than a country, or across borders",
}
KINDS = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "detained": "detained",
    "displaced": "displaced",
    "population": "population",
    "force": "forces",
    "money": "money",
    "distance": "distance",
    "share": "share",
    "other": "other",
}
DATE_KINDS: dict[DateKind, tuple[str, str]] = {
    "date": ("date", "dates"),
    "time": ("time", "times"),
    "duration": ("length of time", "lengths of time"),
    "set": ("repetition", "repetitions"),
}
"""One and many of them."""

LONGEST = 160
"""Characters of a name or of counted words that are shown."""

_POINT = re.compile(r"([\dX]{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(T.*)?([?~%]?)")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PARTS = {33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter"}
_PARTS |= {40: "first half", 41: "second half"}
_SURE = {"?": "perhaps ", "~": "about ", "%": "perhaps about ", "": ""}
_LENGTH = re.compile(r"(R\d*/)?P((?:[\dX.,]+[YMWD])*)(?:T((?:[\dX.,]+[HMS])+))?")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK = {"H": "hour", "M": "minute", "S": "second"}


def when(edtf: str | None) -> str:
    """Put EDTF in words: "about 1950", "9 December, year unknown", "from 2011 on"; what has none stands as it is."""
    if not edtf:
        return "not on the calendar"
    if "/" not in edtf:
        return _point(edtf)
    first, last = edtf.split("/", 1)
    if last == "..":
        return f"from {_point(first)} on"
    if first == "..":
        return f"up to {_point(last)}"
    return f"{_point(first) if first else 'an unknown day'} to {_point(last) if last else 'an unknown day'}"


def _point(edtf: str) -> str:
    found = _POINT.fullmatch(edtf)
    if not found:
        return edtf
    year, month, day, clock, sure = found.groups()
    if clock:
        return date(edtf)
    number = int(month) if month and month != "XX" else None
    if year == "XXXX":
        if month == "XX":
            return edtf
        of_year = ", year unknown"
    elif "X" in year:
        if month:
            return edtf
        return _SURE[sure] + (
            f"the {year[:3]}0s" if year[3] == "X" and year[2] != "X" else f"{year[:2]}00 to {year[:2]}99"
        )
    else:
        of_year = f" {year}"
    if number is None:
        words = f"some time in{of_year}" if month else year
        return _SURE[sure] + ("year unknown" if year == "XXXX" and not month else words)
    if number in _SEASONS:
        return f"{_SURE[sure]}{_SEASONS[number]}{of_year}"
    if number in _PARTS:
        return f"{_SURE[sure]}{_PARTS[number]}{of_year}"
    if not 1 <= number <= len(MONTHS):
        return edtf
    name = MONTHS[number - 1]
    if day == "XX":
        return f"{_SURE[sure]}a day in {name}{of_year}"
    return f"{_SURE[sure]}{int(day)} {name}{of_year}" if day else f"{_SURE[sure]}{name}{of_year}"


def length(duration: str | None, *, repeated: bool = False) -> str:
    """Put a length of time in words: "2 weeks", "some days"; of a repetition, "every 2 weeks"."""
    found = _LENGTH.fullmatch(duration or "")
    if not found or not (found[2] or found[3]):
        return duration or "length unknown"
    parts = []
    for text, units in ((found[2] or "", _UNITS), (found[3] or "", _CLOCK)):
        for amount, unit in re.findall(r"([\dX.,]+)([A-Z])", text):
            name = units[unit]
            if "X" in amount:
                parts.append(f"some {name}s")
            else:
                parts.append(f"{amount} {name}" if amount == "1" else f"{amount} {name}s")
    words = " and ".join(parts)
    if not (repeated or found[1]):
        return words
    return f"every {words.removeprefix('1 ') if len(parts) == 1 else words}"


def dated(record: Date) -> str:
    """Put a date in words, whatever its kind."""
    if record.kind in ("duration", "set") and record.duration:
        words = length(record.duration, repeated=record.kind == "set")
        return f"{words}, {when(record.edtf)}" if record.edtf else words
    return when(record.edtf)


def basis(record: Date) -> str:
    """Say what a date was reckoned from."""
    if record.basis == "stated":
        return "as the text states it"
    if record.basis == "published":
        return f"reckoned from the article's own date, {when(record.anchor)}"
    if record.basis == "text":
        return f"reckoned from another date of the text, {when(record.anchor)}"
    return "nothing to reckon it from"


def own_date(anchor: Anchor | None) -> str | None:
    """Say when an article is of and why that is thought, where its page does not say it."""
    if anchor is None:
        return None
    return f"{when(anchor.edtf)}, as its text lets it follow" if anchor.basis == "text" else when(anchor.edtf)


def number(value: float) -> str:
    """Write a number as a person would: "1,234", "3.5"."""
    if not isfinite(value) or abs(value) >= 1e15:
        return f"{value:g}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0").rstrip(".")


def amount(figure: Figure) -> str:
    """Put a figure's value in words with its bound: "at least 12", "24 to 99 (dozens)", "about 3,000,000 USD"."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return f"number unknown (“{short(figure.text)}”)" if figure.text else "number unknown"
    if low is not None and high is not None and low != high:
        value = f"{number(low)} to {number(high)}"
    else:
        value = number(low if low is not None else high or 0)
    is_range = low is not None and high is not None and low != high
    if figure.bound != "exactly" and not (is_range and figure.basis == "vague" and figure.bound == "about"):
        value = f"{figure.bound.replace('_', ' ')} {value}"
    elif high is None:
        value += " or more"
    elif low is None:
        value = f"up to {value}"
    if figure.unit:
        value += f" {short(figure.unit)}"
    return f"{value} ({short(figure.text)})" if figure.basis == "vague" and figure.text else value


def counted(figure: Figure) -> str:
    """Say what a figure counts, in the words of the text."""
    return short(figure.counted or figure.head or "") or ("" if figure.unit else "what is counted is not told")


def degrees(place: Place) -> str | None:
    """Write where a place is: "36.2021° N, 37.1343° E"; None where that is not known."""
    if place.lat is None or place.lon is None:
        return None
    return position(place.lat, place.lon)


def position(lat: float, lon: float) -> str:
    """Write coordinates with four decimals: 11 m."""
    return f"{abs(lat):.4f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.4f}° {'E' if lon >= 0 else 'W'}"


@lru_cache(maxsize=512)
def country(code: str | None) -> str:
    """Name a country by its code: "Syria"; the code itself where the gazetteer does not know it."""
    if not code:
        return "in no one country"
    from onrecord.vocabulary.gazetteer import gazetteer

    try:
        entry = gazetteer().country(code)
    except (OnrecordError, OSError, LookupError, ValueError):
        return code  # names are a comfort; the page must not fail for want of one
    return entry.name if entry else code


def short(text: str) -> str:
    """Cut what is longer than any name: a page may say anything."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def where(place: Place) -> str:
    """Say in a few words where a place is: "Aleppo, Syria"; one that is not known stands as the text has it."""
    if place.name is None:
        return short(place.text)
    if place.precision == "country" or not place.country:
        return short(place.name)
    inside = [part for part in (place.admin, country(place.country)) if part and part != place.name]
    return ", ".join(short(part) for part in (place.name, *inside))


def place_line(place: Place) -> str:
    """Say all that a record says of a place, for a tooltip."""
    if place.name is None:
        return f"Place: {where(place)}\nunknown: not in the gazetteer"
    return "\n".join(
        line
        for line in (
            f"Place: {where(place)}",
            f"known as {PRECISIONS[place.precision]}" if place.precision else "precision unknown",
            degrees(place) or "coordinates unknown",
            f"confidence {place.confidence:.0%}",
        )
        if line
    )


def date_line(record: Date) -> str:
    """Say all that a record says of a date, for a tooltip."""
    edtf = f"EDTF {record.edtf}" if record.edtf else ""
    name = {"duration": "Length of time", "set": "Repetition", "time": "Time"}.get(record.kind, "Date")
    lines = [f"{name}: {dated(record)}", edtf]
    if record.kind in ("date", "time"):
        lines.append(basis(record))
    return "\n".join(line for line in lines if line)


def figure_line(figure: Figure, place: Place | None, of: Date | None, claimant: str, whole: Figure | None) -> str:
    """Say all that a record says of a figure, for a tooltip."""
    lines = [f"Figure: {amount(figure)}", f"of: {counted(figure)}" if counted(figure) else ""]
    lines.append(f"kind: {KINDS[figure.kind]}" if figure.kind != "other" else "")
    lines.append(f"where: {where(place)}" if place else "")
    lines.append(f"when: {dated(of)}" if of else "")
    lines.append(f"claimed by: {claimant}")
    lines.append(f"part of: {amount(whole)} {counted(whole)}" if whole else "")
    return "\n".join(line for line in lines if line)
