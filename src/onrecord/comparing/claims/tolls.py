"""Tolls of one story: two counts of the dead (the injured, the missing …) that cannot both be right, in whatever words.

"17 people had been killed" says too little to be held against other statements by its words. Inside one story, of one
day and place, its number says enough. Everything here lets a pair pass rather than contest it.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.comparing.claims.features import weight
from onrecord.comparing.claims.figures import FRESH, days_apart, may_agree, one_thing, overlap, standing
from onrecord.comparing.claims.voice import Counted, Days, Voice, Where, stem
from onrecord.records import BEFALLING
from onrecord.vocabulary.tolls import toll_words
from onrecord.vocabulary.toponyms import toponyms
from onrecord.vocabulary.words import authority

FAR = 3.0
"""Two tolls of which one is more than so many times the other are taken to count two things."""
NEAR = FRESH
"""Days between two articles whose texts name one day for their tolls."""
NEXT = 2
"""Days between two articles of one story within which the same toll is of one event."""
BY_CHANCE = 10
"""A count from which on two articles of one story do not give the same of two events."""
LATE = 14
"""Days after the day that one text names for its toll within which another toll of the same article may be of it."""
NAMED = 0.7
"""What the names must weigh that each of two statements has for itself, before they are taken to tell of two events."""
BEFORE, BEHIND = 24, 32
"""Characters before a number, and behind it, whose words may make it another thing than a toll ("two of the wounded")."""


class Rivals(NamedTuple):
    """Two tolls that cannot both be right."""

    one: Counted
    other: Counted
    words: str
    """Why, for people."""


def tells_toll(voice: Voice) -> frozenset[str]:
    """Give the kinds ("killed") of which a statement asserts a toll of its own."""
    return frozenset(_tolls(voice)) if _asserts(voice) else frozenset()


def _asserts(voice: Voice) -> bool:
    return voice.stance in ("asserts", "confirms") and voice.source is not None


def rival_tolls(one: Voice, other: Voice) -> Rivals | None:
    """Tell whether two statements of one story give tolls that cannot both be right; None for no, and where it is unsure.

    That both are of one story is the caller's to know, and that their sources are two by their identities; here the
    names of the sources alone are held against each other.
    """
    if tells_toll(one).isdisjoint(tells_toll(other)) or _one_claimant(one.source or "", other.source or ""):
        return None
    if any(counted_before(voice) for voice in (one, other)):
        return None
    events, others = (_events(word.stem for word in voice.words) for voice in (one, other))
    if (events and others and events != others) or _names_apart(one, other):
        return None
    here, there = _tolls(one), _tolls(other)
    for kind in sorted(here.keys() & there.keys()):
        figure, against = here[kind], there[kind]
        if (
            not one_thing(figure, against)
            or may_agree(figure, against)
            or _far(figure, against)
            or not _one_place(one, figure, other, against)
            or not _one_time(one, figure, other, against)
        ):
            continue
        return Rivals(figure, against, f"“{figure.text}” and “{against.text}”: no number is both")
    return None


def same_toll(one: Voice, other: Voice) -> Rivals | None:
    """Give the toll that two statements of one story both give, one that is not given twice by chance; None for none.

    That both are of one story is the caller's to know.
    """
    apart = days_apart(one.day, other.day)
    if apart is None or apart > NEXT or not (_asserts(one) and _asserts(other)):
        return None
    events, others = (_events(word.stem for word in voice.words) for voice in (one, other))
    if (events and others and events.isdisjoint(others)) or _names_apart(one, other):
        return None
    here, there = _tolls(one, same=True), _tolls(other, same=True)
    for kind in sorted(here.keys() & there.keys()):
        figure, against = here[kind], there[kind]
        days = _days(one, figure), _days(other, against)
        if (
            (figure.low or 0) >= BY_CHANCE
            and figure.low == against.low
            and one_thing(figure, against)
            and may_agree(figure, against)
            and not (days[0] and days[1] and not overlap(days[0], days[1]))
            and not _places_apart(one, figure, other, against)
            and not (_is_presupposed(one, figure) or _is_presupposed(other, against))
        ):
            return Rivals(figure, against, f"both articles are of one story, and both give “{figure.text}”")
    return None


def _is_presupposed(voice: Voice, figure: Counted) -> bool:
    """Tell whether a statement takes a toll for known and tells something else: "31 sailors were among the 120 killed"."""
    at = _place_in_text(voice, figure)
    return at is not None and _PRESUPPOSED.search(voice.text, max(0, at[0] - BEFORE - 8), at[0]) is not None


def _places_apart(one: Voice, figure: Counted, other: Voice, against: Counted) -> bool:
    """Tell whether two tolls name towns, or smaller, of which none is the other's, or in it."""
    here, there = _narrow(one, figure), _narrow(other, against)
    if not here or not there:
        return False
    return not any(standing(a, b) in ("same", "within") for a in here for b in there)


class _Words(NamedTuple):
    events: dict[str, int]
    bodies: frozenset[str]
    beyond: frozenset[str]
    elsewhere: frozenset[str]
    before: frozenset[str]
    anybody: frozenset[str]
    guess: frozenset[str]
    handled: frozenset[str]
    of_these: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    known = toll_words()
    phrases = "|".join(sorted(map(re.escape, known.of_these), key=lambda one: (-len(one), one)))
    return _Words(
        events={
            found: number
            for number, group in enumerate(known.events)
            for word in group
            if (found := stem(word) or word)
        },
        bodies=frozenset(map(stem, sorted(known.bodies))),
        beyond=known.beyond,
        elsewhere=known.elsewhere,
        before=known.before,
        anybody=known.anybody | frozenset(filter(None, map(stem, sorted(known.anybody)))),
        guess=known.guess,
        handled=known.handled,
        of_these=re.compile(rf"\s*(?:\w+\s+)?(?:{phrases})\b(?!\s+than)", re.IGNORECASE),
    )


_WORD = re.compile(r"[^\W\d_]+")
_PRESUPPOSED = re.compile(r"\bamong (?:the|those) (?:\w+ ){0,3}$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:including|among them|of whom|of them|other|another|further|additional|besides)\s+$", re.IGNORECASE
)


def _tolls(voice: Voice, *, same: bool = False) -> dict[str, Counted]:
    """Give the one toll of each kind that a statement gives: the first of its whole figures, where none is larger.

    Where it is asked whether two give the `same`, what goes beyond one event is let pass: the number answers for that.

    Of those whom somebody has handled ("15 bodies reached the morgue") there may be more elsewhere: it is the least.
    """
    found: dict[str, Counted] = {}
    spoiled = set()
    for figure in voice.figures:
        if figure.kind not in BEFALLING or figure.part or figure.unit is not None:
            continue
        if figure.rest:  # "and three more died": the first is not all
            spoiled.add(figure.kind)
            continue
        if figure.vague or (figure.low is None and figure.high is None) or _is_part(voice, figure):
            continue
        if figure.low is not None and not _words().handled.isdisjoint(_around(voice, figure)):
            figure = dataclasses.replace(figure, high=None)
        first = found.setdefault(figure.kind, figure)
        if first is not figure and (figure.low or figure.high or 0) >= (first.low or first.high or 0):
            spoiled.add(figure.kind)
    barring = _words().elsewhere if same else _words().beyond
    if not found or not barring.isdisjoint(match[0].lower() for match in _WORD.finditer(voice.text)):
        return {}
    return {kind: figure for kind, figure in found.items() if kind not in spoiled}


def _is_part(voice: Voice, figure: Counted) -> bool:
    """Tell whether the words around a number make it a part of another, or turn it round."""
    at = _place_in_text(voice, figure)
    if at is None or not _words().guess.isdisjoint(_around(voice, figure)):
        return True
    start, end = at
    turned = any(begin <= start < stop for begin, stop in voice.turned)
    before = voice.text[max(0, start - BEFORE) : start]
    behind = voice.text[end : end + BEHIND]
    return turned or _words().of_these.match(behind) is not None or _BEFORE.search(before) is not None


def _around(voice: Voice, figure: Counted) -> list[str]:
    """Give the words near a figure's number, lower case."""
    at = _place_in_text(voice, figure)
    if at is None:
        return []
    near = voice.text[max(0, at[0] - BEFORE) : at[1] + BEHIND]
    return [match[0].lower() for match in _WORD.finditer(near)]


def _place_in_text(voice: Voice, figure: Counted) -> tuple[int, int] | None:
    """Give where a figure's number stands in the text of a voice; None where it stands in another's."""
    at = 0
    for span in voice.spans:
        first, last = figure.spans[0], figure.spans[-1]
        if span.start <= first.start < span.end:
            return at + first.start - span.start, at + min(last.end, span.end) - span.start
        at += len(span) + 3
    return None


def counted_before(voice: Voice) -> bool:
    """Tell whether a source counted before others did: "earlier in the day a hospital said"."""
    said = (match[0].lower() for match in _WORD.finditer(voice.source or ""))
    return not _words().before.isdisjoint(said)


def _one_claimant(one: str, other: str) -> bool:
    """Tell whether two names may be one source's: the words of one stand in the other; or one tells nobody.

    A source that is called like an event ("the blast") is none.
    """
    here, there = _telling(one), _telling(other)
    return here <= there or there <= here or bool(_events((here | there) - _words().bodies))


def _telling(name: str) -> frozenset[str]:
    stems = (stem(match[0]) for match in _WORD.finditer(name) if match[0].lower() not in _words().anybody)
    telling = frozenset(filter(None, stems)) - _words().anybody
    bare = telling - _countries()
    return bare if len(bare) > 1 else telling  # the Syrian army is not the Russian army


@functools.cache
def _countries() -> frozenset[str]:
    """Give the stems of peoples' adjectives and countries: "Syria Civil Defence" is "the Civil Defence" there."""
    peoples = (word for word, code in toponyms().demonyms.items() if code)
    return frozenset(filter(None, map(stem, (*peoples, *authority().countries))))


def _events(stems: Iterable[str]) -> frozenset[int]:
    """Give what words say did it, as numbers of the words' groups."""
    known = _words().events
    return frozenset(known[found] for found in stems if found in known)


def _names_apart(one: Voice, other: Voice) -> bool:
    """Tell whether each names somebody or somewhere that the other does not: they may tell of two events."""
    own = (one.names - other.terms, other.names - one.terms)
    return min(sum(map(weight, sorted(names))) for names in own) >= NAMED


def _far(figure: Counted, against: Counted) -> bool:
    most = sorted((side.low if side.low is not None else side.high) or 0.0 for side in (figure, against))
    return most[1] > FAR * most[0]


def _one_place(one: Voice, figure: Counted, other: Voice, against: Counted) -> bool:
    """Tell whether two tolls are of one place: named by both, or named by neither and both articles set there."""
    here, there = _narrow(one, figure), _narrow(other, against)
    if here is None or there is None:
        return False
    if not here and not there and one.article == other.article:
        return True
    settings = [[voice.scene] if voice.scene is not None else [] for voice in (one, other)]
    named = bool(here and there)
    here, there = here or settings[0], there or settings[1]
    if not here or not there:
        return False
    allowed = ("same",) if named else ("same", "within")
    few, many = sorted((here, there), key=len)
    return all(any(standing(place, against) in allowed for against in many) for place in few)


def _narrow(voice: Voice, figure: Counted) -> list[Where] | None:
    """Give the places of a toll, towns and smaller; none where none is named, None where only a larger one is."""
    named = [figure.place] if figure.place is not None and not _is_large(figure.place) else list(voice.places)
    narrow = [place for place in named if not _is_large(place)]
    return None if named and not narrow else narrow


def _is_large(place: Where) -> bool:
    return place.is_wide or place.precision == "region"


def _one_time(one: Voice, figure: Counted, other: Voice, against: Counted) -> bool:
    """Tell whether two tolls are of one time: one article or day; or of one day that both name, and the later is lower."""
    here, there = _days(one, figure), _days(other, against)
    if here and there and not overlap(here, there):
        return False
    known = here or there
    silent = other if here else one
    if (
        known
        and not (here and there)
        and not _is_told_of(known, silent, LATE if one.article == other.article else NEAR)
    ):
        return False
    if one.article == other.article:
        return True
    apart = days_apart(one.day, other.day)
    if apart is None:
        return False
    if apart == 0:
        return True
    if not (here and there) or apart > NEAR:
        return False
    earlier, later = (figure, against) if (one.day or "") < (other.day or "") else (against, figure)
    return later.high is not None and later.high < (earlier.low or 0)


def _days(voice: Voice, figure: Counted) -> Days | None:
    return figure.days or (voice.days[0] if len(voice.days) == 1 else None)


def _is_told_of(days: Days, voice: Voice, late: int) -> bool:
    """Tell whether a statement that names no day may tell of these: its article came then, or `late` days after at most."""
    if voice.day is None:
        return False
    apart = days_apart(days[1], voice.day)
    return days[0] <= voice.day <= days[1] or (days[1] <= voice.day and apart is not None and apart <= late)
