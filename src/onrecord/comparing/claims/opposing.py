"""What keeps two voices about one thing from being true together: a negation, an opposite, another doer."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from onrecord.comparing.claims.features import Pair, cover
from onrecord.comparing.claims.figures import Match, overlap, standing
from onrecord.comparing.claims.voice import Voice, stem
from onrecord.records import BEFALLING
from onrecord.vocabulary.opposites import opposites

ROUND_ABOUT = 3
"""Words on either side of an opposite among which one must stand in both contents."""
COVERED = 0.6
"""How much of the shorter content must stand in the other before one word may decide, by weight, the word set aside."""
COVERED_FULLER = 0.4
"""How much of the fuller one must."""
SUBJECT = 5
"""Words within which the word before a negation must stand beside the other's word."""
FAR_OFF = 3.0
"""How many times the one count may be the other before they are taken to count two things."""
SWAPPED = 2
"""Words of the longest run that may stand in a name's place."""
SPELT = 3
"""Letters in which two spellings of a name agree."""
TELLING = 5
"""A count that two events would hardly share begins here."""
MODAL_NEAR = 30
"""Characters before a verb within which "will" or "could" belongs to it."""
ALIKE = 0.25
"""Pairs of neighbouring words in common, of 1, that two contents need before an opposite may decide."""
COVERED_LEAST = 0.25
"""How much of it must where the place is the same, and people are counted whom something befell."""
ONE_DAY = 0.25
"""`days apart` of one day, and a little."""
OWN = 0.5
"""Above it (as `names own`) each names somebody or something that the other does not: they may be of two things."""
NEARLY_THE_SAME = 0.7
"""Pairs of neighbouring words in common, of 1, from which on two contents are the same but for a word or two."""
DOER_NEAR = 30
"""Characters between a doer and what is done, or between "by" and its doer."""


class Clash(NamedTuple):
    """One reason why two contents cannot both be true."""

    words: str
    """For people."""
    here: tuple[int, int]
    """Where it stands in the content of the first."""
    there: tuple[int, int]


def negated(pair: Pair) -> Clash | None:
    """Find what one says of somebody or something and the other turns round: "the ferry sailed", "had not sailed".

    What stands before the negation must stand beside the same word in the other, and a third word in both. Conditions
    and questions turn nothing round.
    """
    if len(pair.one.turned) == len(pair.other.turned) or pair.values["names own"] > OWN or _asks(pair):
        return None
    turning, plain = pair.one, pair.other
    if len(turning.turned) < len(plain.turned):
        turning, plain = plain, turning
    if pair.values["neighbours"] >= NEARLY_THE_SAME:
        return _one_negation_more(pair, turning, plain)
    if plain.turned:
        return None
    for start, end in turning.turned:
        after = next((word for word in turning.words if start < word.start < end), None)
        before = next((word for word in reversed(turning.words) if word.end <= start), None)
        if after is None or before is None or _STOP.search(turning.text, before.end, start):
            continue
        if not _BETWEEN.fullmatch(turning.text, start, after.start) or _CONDITION.search(turning.text, start):
            continue
        of_whom = {word.stem for word in turning.words if word.name and word.end <= start}
        modal = _MODAL.search(turning.text, max(0, start - 8), after.start) is not None
        if not of_whom <= plain.terms:
            continue
        for i, rival in enumerate(plain.words):
            beside = {word.stem for word in plain.words[max(0, i - SUBJECT) : i + SUBJECT + 1]}
            if rival.stem != after.stem or before.stem not in beside:
                continue
            others = frozenset((before.stem, after.stem))
            if modal != bool(_MODAL.search(plain.text, max(0, rival.start - MODAL_NEAR), rival.start)):
                continue
            if len(set(pair.shared) - others) < 1 or _opposites_of(after.stem) & plain.terms:
                continue
            spots = ((start, after.end), (rival.start, rival.end))
            words = f"“{turning.text[start : after.end]}” against “{plain.text[rival.start : rival.end]}”"
            return Clash(words, *(spots if turning is pair.one else reversed(spots)))
    return None


def _one_negation_more(pair: Pair, turning: Voice, plain: Voice) -> Clash | None:
    """Find the negation that one of two contents has more, which are the same nearly word for word."""
    if len(turning.turned) != len(plain.turned) + 1:
        return None
    for start, end in turning.turned:
        after = next((word for word in turning.words if start < word.start < end), None)
        rival = next((word for word in plain.words if after and word.stem == after.stem), None)
        if after is None or rival is None or any(first < rival.start < last for first, last in plain.turned):
            continue
        spots = ((start, after.end), (rival.start, rival.end))
        words = f"“{turning.text[start : after.end]}” against “{plain.text[rival.start : rival.end]}”"
        return Clash(words, *(spots if turning is pair.one else reversed(spots)))
    return None


_MODAL = re.compile(r"\b(?:will|would|wo|ca|can|cannot|could|should|shall|may|might|must)(?:n['’ʼ]t)?\b", re.IGNORECASE)
_STOP = re.compile(r"[,;:.!?—–…]|\band\b|\bbut\b")
_CONDITION = re.compile(r"\b(?:until|unless|if|before|without|because|yet)\b")
_ASKS = re.compile(r"^\W*(?:why|how|what|whether|when|where|who|if)\b|\?\W*$|\bwhether\b|\bif\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:(?:did|do|does|is|are|was|were|has|have|had|will|would|could|can|should|ca|wo)?(?:n['’ʼ]t|not)|cannot|never"
    r"|failed to|fails to|refused to|refuses to|declined to|declines to|no longer|there (?:is|are|was|were) no)"
    r"(?:\s+(?:be|been|being|have|had|yet|ever|also|even|\w+ly))*\s+",
    re.IGNORECASE,
)
_ANY_NEGATION = re.compile(r"\b(?:no|not|never|none|nor|without|cannot)\b|n['’ʼ]t\b", re.IGNORECASE)


def _asks(pair: Pair) -> bool:
    return any(_ASKS.search(voice.text) for voice in (pair.one, pair.other))


def _much_the_same(pair: Pair, without: frozenset[str]) -> bool:
    shares = cover(pair.one, pair.other, without)
    return max(shares) >= COVERED and min(shares) >= COVERED_FULLER and len(set(pair.shared) - without) >= 2


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for left, right in opposites().pairs:
        for here, there in ((left, right), (right, left)):
            for word in here:
                found.setdefault(stem(word), set()).update(map(stem, there))
    return {word: frozenset(others) - {word, ""} for word, others in found.items() if word}


def _opposites_of(word: str) -> frozenset[str]:
    return _table().get(word, frozenset())


def opposed(pair: Pair) -> Clash | None:
    """Find a word of one whose opposite the other has in its place, all else being much the same."""
    one, other = pair.one, pair.other
    if pair.values["names own"] > OWN or pair.values["neighbours"] < ALIKE or _asks(pair):
        return None
    if _ANY_NEGATION.search(one.text) or _ANY_NEGATION.search(other.text):
        return None
    for i, word in enumerate(one.words):
        against = _opposites_of(word.stem) - one.terms
        if not against or word.stem in other.terms:
            continue
        for j, rival in enumerate(other.words):
            if rival.stem not in against or not _same_company(one, i, other, j):
                continue
            if _much_the_same(pair, frozenset((word.stem, rival.stem))):
                words = f"“{one.text[word.start : word.end]}” against “{other.text[rival.start : rival.end]}”"
                return Clash(words, (word.start, word.end), (rival.start, rival.end))
    return None


def _same_company(one: Voice, i: int, other: Voice, j: int) -> bool:
    """Tell whether two words have neighbours in common, on both sides where both have some."""
    for here, there in (
        (one.words[max(0, i - ROUND_ABOUT) : i], other.words[max(0, j - ROUND_ABOUT) : j]),
        (one.words[i + 1 : i + ROUND_ABOUT + 1], other.words[j + 1 : j + ROUND_ABOUT + 1]),
    ):
        if bool(here) != bool(there) or (here and not {w.stem for w in here} & {w.stem for w in there}):
            return False
    return True


def parted(pair: Pair) -> bool:
    """Tell whether two contents differ in what cannot be told in other words, though they need not contest each other.

    Each has a number that is not the other's and that no bound explains, and no count is the same; or a name stands in another's place; or one
    turns something round, and they are nearly word for word the same; or one asks what the other says.
    """
    explained = {
        number
        for match in pair.matches
        if match.verdict == "agree"
        for figure in (match.one, match.other)
        for number in (figure.low, figure.high)
        if number is not None
    }
    mine = pair.one.numbers - pair.other.numbers - explained
    yours = pair.other.numbers - pair.one.numbers - explained
    negation = bool(pair.one.turned) != bool(pair.other.turned) and pair.values["neighbours"] >= NEARLY_THE_SAME
    asked = bool(_ASKS.search(pair.one.text)) != bool(_ASKS.search(pair.other.text))
    settled = any(match.verdict == "agree" and match.exact and _telling(match) for match in pair.matches)
    return bool(mine and yours and not settled) or negation or asked or _swapped(pair.one, pair.other)


def _swapped(one: Voice, other: Voice) -> bool:
    """Tell whether a name of one stands where another name stands in the other: between the same two words.

    Longer runs are details, and two spellings of a name begin alike.
    """
    here, there = _spots(one, other), _spots(other, one)
    return any(
        not {word[:SPELT] for word in here[spot]} & {word[:SPELT] for word in there[spot]}
        for spot in sorted(here.keys() & there.keys())
    )


def _spots(voice: Voice, other: Voice) -> dict[tuple[str, str], list[str]]:
    """Give the short runs of words that the other has not and that hold a name, by the words around them."""
    found: dict[tuple[str, str], list[str]] = {}
    run: list[str] = []
    before, named = "", False
    for word in voice.words:
        if word.stem in other.terms:
            if named and len(run) <= SWAPPED:
                found.setdefault((before, word.stem), run)
            before, run, named = word.stem, [], False
        else:
            run = [*run[-SWAPPED:], word.stem]
            named = named or word.name
    if named and before and len(run) <= SWAPPED:
        found.setdefault((before, ""), run)
    return found


class Doer(NamedTuple):
    """Who did it, as a content says."""

    side: str
    start: int
    end: int
    """Of the words for the doer, in the content."""


def other_number(pair: Pair) -> Match | None:
    """Find a count that two contents give differently, of what is surely one thing."""
    if pair.values["names own"] > OWN or pair.values["place own"] or pair.values["dates apart"]:
        return None
    agreed = any(match.verdict == "agree" and (match.exact or _telling(match)) for match in pair.matches)
    share = min(cover(pair.one, pair.other))
    dated = any(overlap(a, b) for a in pair.one.days for b in pair.other.days)
    if pair.values["days apart"] > ONE_DAY and not dated:
        return None
    for match in pair.matches:
        if match.verdict != "contest" or (match.one.rest and not agreed) or _far_off(match):
            continue
        if agreed or share >= (COVERED_FULLER if match.one.kind in BEFALLING else COVERED):
            return match
        if match.one.kind in BEFALLING and pair.values["place same"] and share >= COVERED_LEAST:
            return match
    return None


def other_doer(pair: Pair) -> Clash | None:
    """Find one act that two contents lay at the door of two sides.

    That it is one act must be sure: the same place and the same number of those it befell, or nearly the same words.
    """
    if not _one_act(pair):
        return None
    here, there = doers(pair.one), doers(pair.other)
    sides, others = {doer.side for doer in here}, {doer.side for doer in there}
    if not sides or not others or sides & others:
        return None
    if any(frozenset((a, b)) in opposites().overlapping for a in sides for b in others):
        return None
    one, other = here[0], there[0]
    words = f"“{pair.one.text[one.start : one.end]}” did it against “{pair.other.text[other.start : other.end]}” did it"
    return Clash(words, (one.start, one.end), (other.start, other.end))


def _one_act(pair: Pair) -> bool:
    if pair.values["dates apart"] or pair.values["days apart"] > 0.4:
        return False
    same_place = any(standing(a, b) == "same" and not a.is_wide for a in pair.one.places for b in pair.other.places)
    counted = any(match.verdict == "agree" and match.exact and _telling(match) for match in pair.matches)
    shares = cover(pair.one, pair.other)
    return (same_place and counted) or (max(shares) >= 0.75 and min(shares) >= 0.5 and same_place)


def _far_off(match: Match) -> bool:
    """Tell whether two counts lie so far from each other that they are more likely of two things."""
    most = [side.high or side.low or 0.0 for side in (match.one, match.other)]
    return max(most) > FAR_OFF * min(most)


def _telling(match: Match) -> bool:
    """Tell whether a number is one that two acts would hardly share."""
    sides = (match.one, match.other)
    return all(side.low is not None and side.low >= TELLING and not side.vague for side in sides)


@functools.cache
def _doing() -> tuple[re.Pattern[str], dict[str, str], frozenset[str], re.Pattern[str], re.Pattern[str]]:
    known = opposites()
    sides = {word: name for name, words in known.sides for word in words}
    pattern = "|".join(re.escape(word) for word in sorted(sides, key=lambda word: (-len(word), word)))
    before = "|".join(re.escape(word) for word in sorted(known.before, key=lambda word: (-len(word), word)))
    behind = "|".join(re.escape(word) for word in sorted(known.behind, key=lambda word: (-len(word), word)))
    return (
        re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])"),
        sides,
        frozenset(filter(None, map(stem, sorted(known.acts)))),
        re.compile(rf"\b(?:{before})\s+(?:the\s+|a\s+|an\s+|suspected\s+)*$"),
        re.compile(rf"\s*(?:[\w'’-]+\s+){{0,2}}?(?:{behind})\b"),
    )


_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?$")
_OBJECT = re.compile(r"\s+(?!in\b|by\b|when\b|during\b|on\b|at\b|near\b|after\b|while\b|,|\.|;)\S")


def doers(voice: Voice) -> list[Doer]:
    """Give who a content says did what it tells of; nobody where it is not told plainly."""
    pattern, sides, acts, before, behind = _doing()
    low = voice.text.lower()
    if len(low) != len(voice.text):
        return []
    deeds = [word for word in voice.words if word.stem in acts]
    if not deeds:
        return []
    found = []
    for match in pattern.finditer(low):
        start, end = match.span()
        told = behind.match(low, end) is not None
        if not told and before.search(low, max(0, start - 40), start):
            told = any(deed.end <= start and start - deed.end <= 2 * DOER_NEAR for deed in deeds)
        if not told:
            told = any(_done_by(low, end, deed.start, deed.end) for deed in deeds)
        if told:
            found.append(Doer(sides[match[0]], start, end))
    return found


def _done_by(low: str, end: int, start: int, stop: int) -> bool:
    """Tell whether the doer that ends at `end` does the deed at [start, stop): "Delta jets bombed a bridge"."""
    if not 0 < start - end <= DOER_NEAR or re.search(r"[,;:.]|\b(?:and|or|in|of|by|to|from|on)\b", low[end:start]):
        return False
    if _PASSIVE.search(low, end, start):
        return False
    deed = low[start:stop]
    return not deed.endswith(("ed", "hit", "struck", "shot")) or _OBJECT.match(low, stop) is not None
