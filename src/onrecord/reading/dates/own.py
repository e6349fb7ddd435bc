"""The article's own date: from its metadata, or, where there is none, from the text where it follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from onrecord.reading.dates.edtf import Now, day_edtf, days_in, now_of
from onrecord.reading.dates.rule import DateRule, Piece
from onrecord.reading.dates.wording import either
from onrecord.records import Anchor, Article, Span
from onrecord.vocabulary.calendar import calendar

_WORDS = calendar()
_FIRST_BLOCKS = 8
_LEAD = re.compile(
    rf"(?:[\s(\[|,:•·-]|{either(_WORDS.own_date.leads)}(?![a-z])|on(?![a-z])|at(?![a-z]))*", re.IGNORECASE
)
_AGENCY = either(_WORDS.own_date.agencies)
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z.'’-]+(?:[ ,/]+(?:[A-Z][A-Za-z.'’-]*))*)?[ ,]*(?:\(?{_AGENCY}\)?)?[ ,:/–—-]*(?:on )?", re.IGNORECASE
)
_CAPITALS = re.compile(r"\s*[A-Z][A-Z.'’-]{2,}")
_BEHIND_DATELINE = re.compile(rf"\s*(?:,|\(?{_AGENCY}\)?)?\s*(?:[-–—―:]|\(|/)", re.IGNORECASE)
_CLOCK_BEHIND = re.compile(
    r"[\s,|@at-]*(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*\(?[A-Z]{0,4}\)?)?[\s.)\]|]*", re.IGNORECASE
)
_TODAY = re.compile(r"(?:today|tonight)\s*[,(]?\s*(?:is\s+)?(?:on\s+)?$", re.IGNORECASE)
_ANNIVERSARY = re.compile("|".join(map(re.escape, _WORDS.own_date.anniversaries)), re.IGNORECASE)


class PublishedDate(DateRule):
    """The article's own date as its page gives it: what "Friday" and "last month" are reckoned from.

    Never the date of the capture. A time and its offset are left off; a date known in part anchors what that part allows.

    Examples:
        published 2024-12-10
        The court sat on Monday.
                         ------    d1 2024-12-09 · date · published

        published 2024
        Rents rose last year, and again on Monday.
                   ---------                         d1 2023 · date · published
                                           ------    d2 date · unanchored

    Limits: A page that gives the date of its last change as its date shifts what is reckoned from it.
    """

    code = "DA20"
    title = "the article's date, from its page"


class DatedLine(DateRule):
    """The article's own date, from a dateline, a byline or a line of its own, where the page gives none.

    A day whose year is not said takes it from a full date of the text close to it, unless the text speaks of
    anniversaries; with no such date the year stays unknown.

    Examples:
        published unknown
        BEIRUT, 14 December 2024 (AFP) — The harbour reopened on Friday.
                ----------------                                           d1 2024-12-14 · date · stated
                                                                 ------    d2 2024-12-13 · date · published

        published unknown
        TRIPOLI, Dec. 14 — The harbour reopened yesterday.
                 -------                                     d1 XXXX-12-14 · date · unanchored
                                                ---------    d2 XXXX-12-13 · date · published

        published unknown
        Saturday, 14 December
        ---------------------                                                      d1 2024-12-14 · date · published
        The harbour reopened on Thursday. It had been closed on 2 December 2024.
                                --------                                           d2 2024-12-12 · date · published
                                                                ---------------    d3 2024-12-02 · date · stated

    Limits: A story about old events that says no newer year may be dated by them.
    """

    code = "DA21"
    title = "the article's date, from a dateline"


class SaidToday(DateRule):
    """The article's own date where the text says of a date that it is today.

    Examples:
        published unknown
        Today, 14 December 2024, the harbour reopened. It was closed on Monday.
        -----                                                                     d1 2024-12-14 · date · published
               ----------------                                                   d2 2024-12-14 · date · stated
                                                                        ------    d3 2024-12-09 · date · published

    Limits: In a speech or an old document that is quoted, today is another day; a date in quotation marks does not count.
    """

    code = "DA22"
    title = "the article's date, said to be today"
    _quoted: ClassVar[str] = '"“”‘«'


def given(article: Article) -> tuple[Now, Anchor] | None:
    """Give the article's date as its page gives it."""
    now = now_of(article.published)
    if now is None:
        return None
    basis = article.basis.get("published", "given")
    return now, Anchor(edtf=now.edtf, basis=basis, made_by=PublishedDate.code)


def follows(
    text: str, blocks: Sequence[tuple[str, Span]], pieces: Sequence[Piece], article: Article
) -> tuple[Now, Anchor] | None:
    """Give the article's date where it follows from its text."""
    dated = [p for p in pieces if p.unit in ("day", "time") and p.kind in ("date", "time") and _is_day(p.edtf)]
    lines = {span.start for span in (*article.bylines, *article.datelines)}
    for piece in dated:
        if piece.block >= _FIRST_BLOCKS:
            break
        if piece.basis not in ("stated", "unanchored"):
            continue
        kind, span = blocks[piece.block]
        before, behind = text[span.start : piece.start], text[piece.end : min(span.end, piece.end + 60)]
        if not (
            _is_line(before, behind, len(span))
            or _is_dateline(before, behind)
            or kind == "byline"
            or span.start in lines
        ):
            continue
        return _with_year(text, piece, dated)
    for piece in dated:
        span = blocks[piece.block][1]
        before = text[max(span.start, piece.start - 20) : piece.start]
        if _TODAY.search(before) and not any(q in before for q in SaidToday._quoted) and piece.basis == "stated":
            now = now_of((piece.edtf or "")[:10])
            if now is not None:
                return now, Anchor(
                    edtf=now.edtf, basis="text", spans=(Span(piece.start, piece.end),), made_by=SaidToday.code
                )
    return None


def _is_day(edtf: str | None) -> bool:
    return bool(edtf and re.match(r"[\dX]{4}-\d\d-\d\d", edtf) and "/" not in edtf)


def _is_line(before: str, behind: str, length: int) -> bool:
    """Tell whether a block is a date, with or without "Published" and a time."""
    return length <= 120 and bool(_LEAD.fullmatch(before)) and bool(_CLOCK_BEHIND.fullmatch(behind))


def _is_dateline(before: str, behind: str) -> bool:
    """Tell whether a date stands between a place in capitals and the dash the text begins behind."""
    return (
        len(before) <= 60
        and bool(_CAPITALS.match(before))
        and bool(_DATELINE.fullmatch(before.strip() + " "))
        and bool(_BEHIND_DATELINE.match(behind))
    )


def _with_year(text: str, piece: Piece, dated: Sequence[Piece]) -> tuple[Now, Anchor] | None:
    stamp = (piece.edtf or "")[:10]
    spans = [Span(piece.start, piece.end)]
    weekday = next(
        (
            n
            for n, names in enumerate(_WORDS.names.weekdays)
            if re.match(rf"{names[0]}\b", text[piece.start : piece.start + 12], re.IGNORECASE)
        ),
        None,
    )
    if not stamp[:4].isdigit():
        month, day = int(stamp[5:7]), int(stamp[8:10])
        full = [p for p in dated if p.basis == "stated" and (p.edtf or "")[:4].isdigit() and p is not piece]
        latest = max(full, key=lambda p: (p.edtf or "", -p.start), default=None)
        if latest is not None and not _ANNIVERSARY.search(text):
            near = date.fromisoformat((latest.edtf or "")[:10])
            for year in (near.year, near.year + 1):
                if day > days_in(year, month):
                    continue
                own = date(year, month, day)
                if 0 <= (own - near).days <= 45 and weekday in (None, own.weekday()):
                    stamp = day_edtf(year, month, day) or stamp
                    spans.append(Span(latest.start, latest.end))
                    break
    now = now_of(stamp)
    if now is None:
        return None
    if now.year is None and weekday is not None:
        now = now._replace(weekday=weekday)
    return now, Anchor(edtf=now.edtf, basis="text", spans=tuple(sorted(spans)), made_by=DatedLine.code)


OWN_RULES: tuple[type[DateRule], ...] = (PublishedDate, DatedLine, SaidToday)
