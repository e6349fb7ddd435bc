"""Which year, month or week is meant where the text does not say: by tense, by the dates beside it, or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.reading.dates.edtf import bounds
from onrecord.reading.dates.rule import Piece, Scene, Told
from onrecord.vocabulary.calendar import calendar

_SURELY_WRONG, _WRONG_SIDE, _OTHER_YEAR = 100, 10, 2
"""A date on the side that the tense does not tell must be so many times nearer, and one of another year than the
article's too: writers leave out the year of the current one. Where a sentence opens with a date, the tense is sure."""
_WORDS = calendar()
_NAMED = "DA04"
_DATED = ("day", "month", "year", "season", "quarter", "time")


def with_year(scene: Scene, start: int, end: int, unit: str, of: Callable[[int | None], str | None]) -> Told | None:
    """Give what a date without a year says: `of` gives it for a year, and for None with the year unknown."""
    tense = scene.tense(start, end, beside=False) if not _is_attribute(scene, start, end) else None
    origin = context_year(scene, start, unit) if tense != "future" else None
    if origin is not None:
        edtf = of(int((origin.edtf or "")[:4]))
        if edtf is not None:
            return Told(edtf, unit, basis="text", origin=origin, yearless=True)
    if scene.now is None or scene.now.year is None:
        edtf = of(None)
        return Told(edtf, unit, basis="unanchored", yearless=True) if edtf is not None else None
    opens = len(scene.text[scene.sentence_start(start) : start].split()) <= 2
    years = [of(scene.now.year + shift) for shift in (0, -1, 1, -2, 2, -3, 3, -4, 4)]
    edtf = nearest(scene, tense, years, weight=_SURELY_WRONG if opens else _WRONG_SIDE)
    return Told(edtf, unit, basis="published", yearless=True) if edtf is not None else None


def _is_attribute(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a date stands before what it is of ("the March 5 fire"): the verb around it is of another time."""
    before = scene.word_before(start).lower()
    behind = scene.word_behind(end)
    if not before and scene.text[start : start + 4].lower() == "the ":
        before = "the"
    return (before == "the" or scene.text[start : start + 4].lower() == "the ") and behind.islower()


def nearest(scene: Scene, tense: str | None, candidates: list[str | None], *, weight: int = 10) -> str | None:
    """Give the candidate nearest to the article's date on the side the tense tells; the first where none can be told."""
    known = [(edtf, stretch) for edtf in candidates if edtf is not None and (stretch := bounds(edtf)) is not None]
    now = scene.now
    if now is None or not known:
        return next((edtf for edtf in candidates if edtf is not None), None)
    today = now.date
    if today is None:
        year = now.year
        same = [edtf for edtf, stretch in known if stretch[0].year == year]
        if now.month is None or year is None:
            return same[0] if same else None
        today = date(year, now.month, 15)
    day = today

    def cost(entry: tuple[str, tuple[date, date]]) -> float:
        stretch = entry[1]
        wrong = (tense == "past" and stretch[0] > day) or (tense == "future" and stretch[1] < day)
        against = weight if wrong else 1
        return _distance(stretch, day) * against * (1 if stretch[0].year == day.year else _OTHER_YEAR)

    return min(known, key=cost)[0]


def _distance(stretch: tuple[date, date], today: date) -> int:
    if stretch[0] <= today <= stretch[1]:
        return 0
    return min(abs((stretch[0] - today).days), abs((stretch[1] - today).days))


def context_year(scene: Scene, start: int, unit: str) -> Piece | None:
    """Give the date whose year a date without one takes over: the last before it in the paragraph, if it says its year.

    Out of another sentence only a date as fine: "In 1980 it was founded. In May …" may be any May.
    """
    piece = scene.last_point
    if piece is None or piece.edtf is None or piece.block != scene.block or piece.unit not in _DATED:
        return None
    if not piece.edtf[:4].isdigit() or "/" in piece.edtf or piece.basis == "published" or piece.made_by == _NAMED:
        return None
    if scene.word_before(piece.start).lower() in (*_WORDS.beside.since, *_WORDS.beside.until):
        return None  # "since 2011" goes on
    if piece.unit != unit and piece.start < scene.sentence_start(start):
        return None
    if piece.basis == "text" and not piece.yearless:
        return None
    to_come = scene.now is not None and scene.now.year is not None and int(piece.edtf[:4]) > scene.now.year
    return None if to_come else piece
