"""When two names can be one person's or one body's, and how much that counts. Pure functions over forms."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from onrecord.comparing.identities.forms import Form, bone, sound, surnames
from onrecord.vocabulary.identities import identity_names, identity_weights
from onrecord.vocabulary.words import first_names


class Match(NamedTuple):
    """How two names agree: by which reason of `identity_weights.toml`, and what that counts."""

    reason: str
    weight: float


EXACT = frozenset({"same", "spelt", "body", "words", "public"})
"""Reasons that need nothing beside them."""
ALONE = frozenset({"bare", "both_bare", "generic"})
"""Reasons that are of a name which could be anybody's."""


@functools.lru_cache(maxsize=1 << 16)
def match(one: Form, other: Form) -> Match | None:
    """Give how two names agree; None where nothing says that they could be one's. The order does not matter."""
    if one.human != other.human:
        return None
    found = _people(one, other) if one.human else _bodies(one, other)
    if found is None:
        return None
    reason, plus = found
    return Match(reason, identity_weights().name[reason] + plus)


def _people(one: Form, other: Form) -> tuple[str, float] | None:
    if not one.parts or not other.parts:
        return None
    if one.plain == other.plain and not one.bare:
        return "same", 0.0
    if one.group is not None and one.group == other.group:
        return "public", 0.0
    if one.bare and other.bare:
        return ("both_bare", 0.0) if one.sounds == other.sounds else None
    if one.bare or other.bare:
        alone, full = (one, other) if one.bare else (other, one)
        return ("bare", 0.0) if _is_surname(alone, full) else None
    if one.sounds == other.sounds or "".join(one.sounds) == "".join(other.sounds):
        return "spelt", 0.0
    if len(one.parts) == len(other.parts):
        if one.plain == other.plain + "s" or other.plain == one.plain + "s":
            return "possessive", 0.0
        return _part_by_part(one, other)
    return _a_part_more(*((one, other) if len(one.parts) < len(other.parts) else (other, one)))


def _is_surname(alone: Form, full: Form) -> bool:
    return alone.sounds[0] in surnames(full) or full.tail[-len(alone.tail) :] == alone.tail


def _part_by_part(one: Form, other: Form) -> tuple[str, float] | None:
    levels = [_level(one, i, other, i) for i in range(len(one.parts))]
    if all(levels):
        if "initial" in levels:
            return ("initial", 0.0) if levels[-1] == "same" else None
        unlike = [level for level in levels if level in ("near", "nearly")]
        if len(unlike) > 1:
            return ("near_both", 0.0) if unlike == ["near"] * len(levels) == ["near", "near"] else None
        if not unlike and "given" not in levels:
            return "spelt", 0.0
        return (unlike[0] if unlike else "given"), 0.0
    if sorted(one.sounds) == sorted(other.sounds):
        return "swapped", 0.0
    return ("other", 0.0) if levels[-1] == "same" else None


def _a_part_more(short: Form, long: Form) -> tuple[str, float] | None:
    at = 0
    places: list[int] = []
    for i in range(len(short.parts)):
        while at < len(long.parts) and _level(short, i, long, at) not in ("same", "given"):
            at += 1
        if at == len(long.parts):
            break
        places.append(at)
        at += 1
    last_same = short.sounds[-1] == long.sounds[-1]
    if len(places) < len(short.parts):
        return ("other", 0.0) if last_same and _level(short, 0, long, 0) is None else None
    if last_same and places[0] == 0:
        return "fuller", 0.0
    return "longer", 0.0


def _level(one: Form, i: int, other: Form, j: int) -> str | None:
    """Give how two parts of names agree: `same`, `given`, `near`, `nearly`, `initial`; None where they do not."""
    mine, theirs = one.sounds[i], other.sounds[j]
    if mine == theirs or "al" + mine == theirs or "al" + theirs == mine:
        # "Alkaila" is "al-Kaila".
        return "same"
    part, counterpart = one.parts[i], other.parts[j]
    if len(part) == 1 or len(counterpart) == 1:
        return "initial" if part[0] == counterpart[0] else None
    groups = identity_names().given
    group, other_group = groups.get(part), groups.get(counterpart)
    if group is not None and group == other_group:
        return "given"
    if (group is not None and other_group is not None) or (_is_given(part) and _is_given(counterpart)):
        return None
    if min(len(mine), len(theirs)) < 4 or not (mine + theirs).isalpha():
        return None
    distance = Levenshtein.distance(mine, theirs, score_cutoff=2)
    if mine[0] != theirs[0]:
        # "Ehsan" and "Ihsan": a first vowel is one like the others.
        vowels = mine[0] in "aiu" and theirs[0] in "aiu"
        return "near" if vowels and distance <= 1 and bone(mine)[1:] == bone(theirs)[1:] else None
    if bone(mine) == bone(theirs) and (distance <= 1 or (distance == 2 and len(mine) > 6)):
        return "near"
    return "nearly" if distance <= 1 else None


@functools.cache
def _given_sounds() -> frozenset[str]:
    return frozenset(sound(name) for name in (*first_names(), *identity_names().given, *identity_names().common))


def _is_given(part: str) -> bool:
    return sound(part) in _given_sounds()


def _bodies(one: Form, other: Form) -> tuple[str, float] | None:
    if not one.words or not other.words:
        return None
    same_group = one.group is not None and one.group == other.group
    if one.plain == other.plain and not (one.bare and same_group):
        return _same_body(one) if not same_group else ("body", 0.0)
    if same_group:
        return "public", 0.0
    if one.countries and other.countries and one.countries != other.countries:
        return None
    if _numbers(one) != _numbers(other):
        return None
    if one.words == other.words:
        return ("generic" if one.bare else "words"), 0.0
    if _is_state(one) or _is_state(other):
        return _letters(one, other)
    if one.core == other.core and (one.core == one.words or other.core == other.words):
        return ("generic" if one.bare else "ending"), 0.0
    if one.letters or other.letters:
        return _letters(one, other)
    if one.group is not None and other.group is not None:
        return None
    if len(one.words) == len(other.words) and _sounds(one) == _sounds(other):
        return ("generic" if one.bare else "words"), 0.0
    return _shortened(*((one, other) if len(one.words) < len(other.words) else (other, one)))


def _same_body(form: Form) -> tuple[str, float]:
    if form.bare:
        return "generic", 0.0
    if form.letters and len(form.letters) <= 3 and not form.countries:
        return "letters", 0.0 if len(form.letters) == 3 else -1.0
    return "body", 0.0


def _letters(one: Form, other: Form) -> tuple[str, float] | None:
    if one.letters and other.letters:
        return None
    letters, full = (one.letters, other) if one.letters else (other.letters, one)
    if letters is None or letters not in full.initials or len(letters) < 3:
        return None
    return "abbreviation", 0.5 * (len(letters) - 3)


def _shortened(short: Form, long: Form) -> tuple[str, float] | None:
    """Tell whether one name is the other without what stands behind its "of" or "for", or without its country.

    A word that stands before is another matter: the Free Syrian Army is not the Syrian army.
    """
    mine, theirs = frozenset(short.words), frozenset(long.words)
    more = theirs - mine
    if not mine < theirs:
        return None
    known = identity_names()
    own = [word for word in mine if word not in known.generic and not word.isupper()]
    if short.bare:
        behind = theirs - long.front
        return ("generic", 0.0) if more <= behind | long.countries else None
    if own and more <= long.countries:
        return "short", 0.0
    if more <= theirs - long.front:
        # "The European Council" may be short for a council on something; where it has no word of its own it is anybody's.
        return ("short" if own else "generic"), 0.0
    return None


def is_akin(name: Form, other: Form) -> bool:
    """Tell whether one article can call the bearer of a name so for short: it shares a part, or is made of its letters."""
    if match(name, other) is not None:
        return True
    if name.human:
        return bool(set(name.sounds) & set(other.sounds))
    known = identity_names()
    own = {word for word in name.words if word not in known.generic and not word.isupper()}
    letters = (name.letters in other.initials) or (other.letters in name.initials)
    return letters or bool(own & set(other.words))


def _is_state(form: Form) -> bool:
    return all(word.isupper() for word in form.words)


def _numbers(form: Form) -> frozenset[str]:
    return frozenset(word for word in form.words if word[:1].isdigit())


@functools.lru_cache(maxsize=1 << 14)
def _sounds(form: Form) -> tuple[str, ...]:
    return tuple(sorted(word if word.isupper() else sound(word) for word in form.words))


def habit(count: int) -> float:
    """Give what it counts that so many articles themselves call somebody by a short name."""
    return min(2.5, 0.6 * math.log2(1 + count))
