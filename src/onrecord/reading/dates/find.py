"""The walk over an article's text: every word that may begin a date is tried by the rules that begin with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.reading.dates.days import DAY_RULES
from onrecord.reading.dates.edtf import Now
from onrecord.reading.dates.lengths import LENGTH_RULES
from onrecord.reading.dates.offsets import OFFSET_RULES
from onrecord.reading.dates.own import OWN_RULES, follows, given
from onrecord.reading.dates.periods import PERIOD_RULES
from onrecord.reading.dates.ranges import RANGE_RULES, join
from onrecord.reading.dates.rule import DateRule, Piece, Scene, Told
from onrecord.reading.dates.times import TIME_RULES
from onrecord.reading.ledger import Claims
from onrecord.records import Anchor, Article, Date, Rule, Span
from onrecord.vocabulary.calendar import calendar, month_numbers, unit_names, weekday_numbers

_RULES: tuple[type[DateRule], ...] = (
    *DAY_RULES,
    *RANGE_RULES[:1],
    *OFFSET_RULES,
    *PERIOD_RULES,
    *LENGTH_RULES,
    *TIME_RULES,
)
"""In this order a tie between two rules for the same characters goes to the first."""

DATE_RULES: tuple[type[Rule], ...] = tuple(sorted((*_RULES, *RANGE_RULES[1:], *OWN_RULES), key=lambda rule: rule.code))

_SKIPPED = frozenset({"teaser", "credit"})
_WORD = re.compile(r"[a-z]+|['’‘`]\d|\d+", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![a-z])(?:pre|post|mid|early|late)$", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+")
_EVERYDAY = frozenset(
    {
        "the",
        "for",
        "not",
        "too",
        "this",
        "these",
        "most",
        "more",
        "long",
        "some",
        "just",
        "right",
        "all",
        "day",
        "year",
        "new",
    }
)
_REACH = 7
"""So many words behind "the", "at least" or "from" may stand before the word of time."""


@cache
def _beginnings() -> dict[str, tuple[tuple[type[DateRule], re.Pattern[str]], ...]]:
    by_word: dict[str, list[tuple[type[DateRule], re.Pattern[str]]]] = {}
    for rule in _RULES:
        for word in rule.begins:
            by_word.setdefault(word, []).extend((rule, pattern) for pattern in rule.patterns())
    return {word: tuple(tried) for word, tried in by_word.items()}


@cache
def _core() -> frozenset[str]:
    """Give the words without one of which, or a number, nothing is a date: "the" is tried only where one follows."""
    words = calendar()
    phrases = (*words.vague.present, *words.vague.past, *words.vague.future, *words.named_days)
    core = {word for phrase in phrases for word in _LETTERS.findall(phrase) if len(word) > 2} - _EVERYDAY
    core |= {*month_numbers(), *weekday_numbers(), *unit_names(), *words.seasons, *words.decades, *words.clock}
    core |= {form for forms in words.parts_of_day.values() for form in forms} | {*words.deictic, *words.numbers}
    core |= {"half", "overnight", "fiscal", "financial", "fy", "q", *words.sets.adverbs, *words.sets.times, "oclock"}
    core |= {f"{name}s" for name in weekday_numbers()} | {
        "weekdays",
        "weekends",
        "midsummer",
        "midwinter",
        "clock",
        "period",
    }
    return frozenset(core)


@cache
def _titles() -> re.Pattern[str]:
    names = sorted(calendar().titles.names, key=lambda name: (-len(name), name))
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s{1,9}") for name in names) + r")(?!\w)"
    )


def find_dates(
    article: Article, blocks: Sequence[tuple[str, Span]], claims: Claims
) -> tuple[Anchor | None, tuple[Date, ...]]:
    """Give the article's own date as far as it is known, and its date expressions in the order of its text.

    `blocks` are the article's blocks (kind and span): no expression runs over the end of one.
    """
    own = given(article)
    pieces = _scan(article.text, blocks, own[0] if own else None)
    if own is None and pieces:
        own = follows(article.text, blocks, pieces, article)
        if own is not None:
            pieces = _scan(article.text, blocks, own[0])
    return (own[1] if own else None), _records(article.text, pieces, own[0] if own else None, claims)


def _scan(text: str, blocks: Sequence[tuple[str, Span]], now: Now | None) -> list[Piece]:
    scene = Scene(text, now)
    found: list[Piece] = []
    for number, (kind, span) in enumerate(blocks):
        if kind in _SKIPPED:
            continue
        scene.enter(number, kind, span.start, span.end)
        first = len(scene.pieces)
        _scan_block(scene)
        found.extend(join(scene, scene.pieces[first:]))
    return found


def _scan_block(scene: Scene) -> None:
    text, beginnings = scene.text, _beginnings()
    taken = scene.floor
    held: list[tuple[int, int]] | None = None
    core = _core()
    words = [(word.start(), _key(word[0])) for word in _WORD.finditer(text, scene.floor, scene.ceiling)]
    telling = -1  # the number of the next word of time
    for number, (at, key) in enumerate(words):
        tried = beginnings.get(key)
        if tried is None or at < taken:
            continue
        if key not in core and key not in "#'":
            while telling <= number or (telling < len(words) and not _tells_time(words[telling][1], core)):
                telling = max(telling, number) + 1
            if telling > number + _REACH:
                continue
        if at > scene.floor and _inside(text, at, key):
            continue
        best: tuple[int, Told, type[DateRule]] | None = None
        for rule, pattern in tried:
            match = pattern.match(text, at, scene.ceiling)
            if match is None or (best is not None and match.end() <= best[0]):
                continue
            told = rule.tell(match, scene)
            if told is not None:
                end = told.end if told.end is not None else match.end()
                if best is None or end > best[0]:
                    best = (end, told, rule)
        if best is None:
            continue
        end, told, rule = best
        start = told.start if told.start is not None else at
        if held is None:
            held = [m.span() for m in _titles().finditer(text, scene.floor, scene.ceiling)]
        if any(low < end and start < high for low, high in held):
            continue
        taken = end
        scene.add(
            Piece(
                start,
                end,
                told.edtf,
                told.unit,
                told.kind,
                told.duration,
                told.basis,
                told.origin,
                rule.code,
                told.confidence,
                told.yearless,
                told.part,
                scene.block,
            )
        )


def _key(word: str) -> str:
    """Give what the rules know a word by: `#` for digits, `'` for a year of two digits, else its small letters."""
    return "#" if word[0].isdigit() else word.lower() if word[0].isalpha() else "'"


def _tells_time(key: str, core: frozenset[str]) -> bool:
    return key in core or key in ("#", "'")


def _inside(text: str, at: int, key: str) -> bool:
    """Tell whether a word is a part of a longer one, of a number or a sum ("$2011", "A320", "3.14")."""
    before = text[at - 1]
    if before.isalnum() or before in "_@":
        return True
    if key == "#":
        if before in "$£€#&+*":
            return True
        if before in "-‐‑–" and _PREFIX.search(text, max(0, at - 6), at - 1):
            return False  # "pre-1967", "post-2003"
        return before in "-/.,:‐‑–" and at > 1 and text[at - 2].isalnum() and (text[at - 2].isdigit() or before in "-.")
    return key != "'" and before in "'’" and at > 1 and text[at - 2].isalnum()


def _records(text: str, pieces: Sequence[Piece], now: Now | None, claims: Claims) -> tuple[Date, ...]:
    ordered = sorted(pieces, key=lambda p: (p.start, -p.end))
    kept: list[Piece] = []
    for piece in ordered:
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    starts = [piece.start for piece in kept]
    dates = []
    for number, piece in enumerate(kept, 1):
        span = Span(piece.start, piece.end)
        origin = piece.origin
        # The date it was reckoned from may have become a part of a longer one.
        at = bisect_right(starts, origin.start) if origin is not None else 0
        reckoned = piece.basis in ("published", "text")
        dates.append(
            Date(
                id=f"d{number}",
                spans=(span,),
                text=span.of(text),
                kind=piece.kind,
                edtf=piece.edtf,
                duration=piece.duration,
                anchor=(origin.edtf if origin is not None else now.edtf if now is not None else None)
                if reckoned
                else None,
                basis=piece.basis,
                anchor_id=f"d{at}" if piece.basis == "text" and at else None,
                statement=claims.of(span),
                made_by=piece.made_by,
                confidence=piece.confidence,
            )
        )
    return tuple(dates)
