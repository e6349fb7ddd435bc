"""What two voices have in common and what parts them, in numbers that a person can read."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from itertools import pairwise

from onrecord.comparing.claims.figures import Match, compare, days_apart, may_agree, overlap, standing
from onrecord.comparing.claims.vectors import cosine
from onrecord.comparing.claims.voice import Counted, Voice
from onrecord.records import BEFALLING
from onrecord.vocabulary.stories import usual_words

RARE = 0.004
"""The share of articles that a word is taken to stand in that is not among the usual ones."""
FEW = 3
"""From this count on that two contents give the same is telling."""
DAYS = 30
"""Days apart after which it makes no further difference."""

FEATURES = (
    "words of the fuller",
    "words of the shorter",
    "shared weight",
    "neighbours",
    "words own",
    "shorter",
    "vectors",
    "names shared",
    "names own",
    "place same",
    "place own",
    "counts same",
    "counts apart",
    "numbers shared",
    "numbers apart",
    "days apart",
    "dates apart",
    "same source",
    "turned",
    "acts same",
    "acts apart",
)
"""The names of the features, in the order of `Pair.values`."""


@functools.lru_cache(maxsize=1 << 16)
def weight(stem: str) -> float:
    """Give how much a stem tells: 0 for a word of every article, 1 for a rare one."""
    return math.log(usual_words().get(stem, RARE)) / math.log(RARE)


@dataclass(frozen=True, eq=False)
class Pair:
    """Two voices and what they share."""

    one: Voice
    other: Voice
    shared: tuple[str, ...]
    """Stems in both, the weightiest first."""
    matches: tuple[Match, ...]
    values: dict[str, float]
    """By the names of `FEATURES`."""


def cover(one: Voice, other: Voice, without: frozenset[str] = frozenset()) -> tuple[float, float]:
    """Give how much of each voice's words stands in the other, by weight, of 1; stems of `without` set aside."""
    mine, yours = one.terms - without, other.terms - without
    shared = sum(map(weight, sorted(mine & yours)))
    return _share(shared, sum(map(weight, sorted(mine)))), _share(shared, sum(map(weight, sorted(yours))))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def pair_of(one: Voice, other: Voice) -> Pair:
    """Measure two voices. Linear in their words."""
    shared = sorted(one.terms & other.terms, key=lambda stem: (-weight(stem), stem))
    whole = [sum(map(weight, sorted(voice.terms))) for voice in (one, other)]
    common = sum(map(weight, shared))
    matches = compare(one, other)
    here, there = one.names, other.names
    numbers = one.numbers & other.numbers
    near = cosine(one.vector, other.vector)
    apart = days_apart(one.day, other.day)
    counts_same, counts_apart = _counts(one, other)
    values = {
        "words of the fuller": _share(common, max(whole)),
        "words of the shorter": _share(common, min(whole)),
        "shared weight": math.log1p(common),
        "neighbours": _neighbours(one, other),
        "words own": math.log1p(min(whole) - common),
        "shorter": math.log1p(min(whole)),
        "vectors": 0.0 if near is None else near,
        "names shared": math.log1p(_sum(here & there)),
        "names own": math.log1p(min(_sum(here - other.terms), _sum(there - one.terms))),
        "place same": float(any(standing(a, b) == "same" and not a.is_wide for a in one.places for b in other.places)),
        "place own": float(_place_of_own(one, other) and _place_of_own(other, one)),
        "counts same": float(counts_same),
        "counts apart": float(counts_apart),
        "numbers shared": float(bool(numbers)),
        "numbers apart": float(bool(one.numbers and other.numbers) and not numbers),
        "days apart": 0.5 if apart is None else math.log1p(min(apart, DAYS)) / math.log1p(DAYS),
        "dates apart": float(
            bool(one.days and other.days) and not any(overlap(a, b) for a in one.days for b in other.days)
        ),
        "same source": float(one.source is not None and one.source == other.source),
        "turned": float(bool(one.turned) != bool(other.turned)),
        "acts same": float(one.act is not None and one.act == other.act),
        "acts apart": float(one.act != other.act),
    }
    return Pair(one, other, tuple(shared), matches, values)


def _sum(stems: frozenset[str]) -> float:
    return sum(map(weight, sorted(stems)))


def _counts(one: Voice, other: Voice) -> tuple[bool, bool]:
    """Tell whether two voices give one count of what befell people, and whether what they count differs throughout.

    Of each kind ("killed") the largest count is taken: the others are often parts of it.
    """
    here, there = _largest(one), _largest(other)
    pairs = [(here[kind], there[kind]) for kind in sorted(here.keys() & there.keys())]
    same = any(a.low == b.low is not None and a.high == b.high and (a.low or 0) >= FEW for a, b in pairs)
    return same, bool(pairs) and not any(may_agree(a, b) for a, b in pairs)


def _largest(voice: Voice) -> dict[str, Counted]:
    found: dict[str, Counted] = {}
    for figure in voice.figures:
        if figure.kind in BEFALLING and not figure.vague and not figure.part:
            held = found.get(figure.kind)
            if held is None or (figure.low or figure.high or 0) > (held.low or held.high or 0):
                found[figure.kind] = figure
    return found


def _place_of_own(one: Voice, other: Voice) -> bool:
    """Tell whether one names a place that is none of the other's, nor a part of them."""
    return any(
        not a.is_wide and all(standing(a, b) not in ("same", "within") or b.is_wide for b in other.places)
        for a in one.places
    )


def is_wish(voice: Voice) -> bool:
    """Tell whether a statement says what someone wants, not what is so."""
    return voice.stance == "demands"


def _neighbours(one: Voice, other: Voice) -> float:
    """Give how many of the pairs of neighbouring words two voices have in common (Dice's coefficient)."""
    here = {(a.stem, b.stem) for a, b in pairwise(one.words)}
    there = {(a.stem, b.stem) for a, b in pairwise(other.words)}
    return 2 * len(here & there) / (len(here) + len(there)) if here or there else 0.0
