"""What two statements are to each other: they say the same, cannot both be true, or neither.

First a small trained model says how likely it is that both are about the same thing, from what their words, names,
numbers, places, days and vectors have in common. Then rules look for what keeps them from being true together. Neither
says which of the two is right.
"""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple

import msgspec

from onrecord.comparing.claims.features import FEATURES, Pair, cover, is_wish, pair_of
from onrecord.comparing.claims.figures import days_apart, overlap
from onrecord.comparing.claims.opposing import Clash, negated, opposed, other_doer, other_number, parted
from onrecord.comparing.claims.tolls import counted_before
from onrecord.comparing.claims.voice import Counted, Voice
from onrecord.records import BEFALLING, Cited, Evidence, Rule

WEIGHTS = Path(__file__).parent / "weights" / "pairs.json"
SHOWN = 6
"""Shared words that an evidence names."""
LITTLE = 1.2
"""Below this weight of shared words (as `shared weight`, a logarithm) two contents that share no name, place or number must
be of one day to say the same: "heavy clashes in the area" may be said of any; …"""
SOME_DAYS = 0.3
"""… above it they may be a day apart (as `days apart`): "the attack damaged houses and shops" is said of another next week."""
FAR = 1.5
"""Two counts of which one is more than so many times the other do not say the same."""
NEXT = 2
"""Days between two articles up to which a toll that both give may well be one."""
WEEK = 7
"""Days up to which …"""
SMALL, LARGE = 10, 30
"""… a count from `SMALL` on is not given twice by chance; further apart one from `LARGE` on. Not where both name one day."""
_YEARS = range(1900, 2100)
WEIGHTY = 0.15
"""What a feature must add to the score, or take from it, to be told."""


class Related(NamedTuple):
    """What two statements are to each other."""

    relation: Literal["same", "contests"] | None
    score: float
    """How sure, 0 to 1; of None how likely they would be about the same thing."""
    evidence: tuple[Evidence, ...]
    made_by: str
    """The rule that decided; of None the model."""


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression over `FEATURES`; what is not named weighs nothing."""

    bias: float
    weights: dict[str, float]

    def chance(self, values: dict[str, float]) -> float:
        """Give the probability that two contents are about the same thing."""
        total = self.bias + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `weights/pairs.json` holds."""

    version: str
    with_vectors: Weights
    without_vectors: Weights
    same: float
    """From this probability on two statements say the same."""
    contests: float
    """From this one on they contest each other, where a rule says why."""

    def chance(self, pair: Pair) -> float:
        """Give the probability that two voices are about the same thing."""
        return self.weights(pair).chance(pair.values)

    def weights(self, pair: Pair) -> Weights:
        """Give the weights that count for a pair."""
        have = pair.one.vector is not None and pair.other.vector is not None
        return self.with_vectors if have else self.without_vectors


@functools.cache
def model() -> Model:
    """Give the trained model; loaded once."""
    found = msgspec.json.decode(WEIGHTS.read_bytes(), type=Model)
    unknown = {name for one in (found.with_vectors, found.without_vectors) for name in one.weights} - set(FEATURES)
    if unknown:
        raise ValueError(f"weights/pairs.json weighs {sorted(unknown)}, which nothing measures: train it anew")
    return found


class RelationRule(Rule):
    """Base of the rules that say what two statements are to each other."""

    draws = "claims"
    relation: ClassVar[Literal["same", "contests"]]


class OtherNumber(RelationRule):
    """Two statements count the same thing at the same place and time, and no number is both counts.

    Bounds are respected: "at least 12" and 15 can both be true, 8 and "more than 10" cannot. "About" has a slack of
    fifteen in a hundred, a round number of five, "nearly" none upwards. A later article with a higher count brings the
    count up to date, and so does a source that counts again, or one after another that counted "earlier"; none contests. Parts are not held against wholes, nor
    "15 others" against 15; and where one count is more than three times the other they are taken to count two things.
    What else the contents say must be alike, and where each names somebody or something of its own nothing is said.

    Examples:
        2024-12-03 · Harbour Post · Samer Hallak: 12 sailors were killed when the ferry sank off Tartus on Monday
            # 12 sailors | killed | sailor | exactly | 12
            @ Tartus SY
        2024-12-03 · Delta Wire · the coast guard: 15 sailors were killed when the ferry went down off Tartus
            # 15 sailors | killed | sailor | exactly | 15
            @ Tartus SY
        === CL01 contests · “12 sailors” and “15 sailors”: no number is both

        2024-12-03 · Harbour Post · Samer Hallak: at least 12 sailors were killed when the ferry sank off Tartus on Monday
            # at least 12 sailors | killed | sailor | at_least | 12
            @ Tartus SY
        2024-12-03 · Delta Wire · the coast guard: 15 sailors were killed when the ferry sank off Tartus on Monday
            # 15 sailors | killed | sailor | exactly | 15
            @ Tartus SY
        === CL06 same · both have “ferry”, “sailors”, “sank”, “Tartus”, “killed”

        2024-12-02 · Harbour Post · Samer Hallak: 12 sailors were killed when the ferry sank off Tartus
            # 12 sailors | killed | sailor | exactly | 12
            @ Tartus SY
        2024-12-03 · Delta Wire · the coast guard: 15 sailors were killed when the ferry sank off Tartus
            # 15 sailors | killed | sailor | exactly | 15
            @ Tartus SY
        === nothing

        2024-12-03 · Harbour Post · Samer Hallak: 12 sailors were killed when the ferry sank off Tartus
            # 12 sailors | killed | sailor | exactly | 12
            @ Tartus SY
        2024-12-03 · Delta Wire · the coast guard: 15 sailors were killed when the ferry sank off Latakia
            # 15 sailors | killed | sailor | exactly | 15
            @ Latakia SY
        === nothing

    Limits: two attacks of one day in one town, told in like words, are taken for one. Counts of the dead that name no
    place and share few words ("five people died in the attack") are mostly let pass. What two articles of the same day
    counted in the morning and in the evening is contested.
    """

    code = "CL01"
    title = "another number"
    relation = "contests"


class Negated(RelationRule):
    """One statement says of somebody or something what the other says is not so.

    The word that is turned round stands in both, the word before the negation stands beside it, and more is shared; or
    the contents are the same nearly word for word, and one has a negation more. Questions, conditions and what "could"
    or "will" be against what is are left alone.

    Examples:
        2024-12-03 · Harbour Post · Samer Hallak: the port had carried out the repairs to the Arwad jetty in March
        2024-12-03 · Delta Wire · Rana Azar: the port had not carried out any repairs to the Arwad jetty
        === CL02 contests · “not carried” against “carried”

        2024-12-03 · Harbour Post · Samer Hallak: the ferry sails to Arwad on Friday
        2024-12-03 · Delta Wire · Rana Azar: it is unclear whether the ferry sails to Arwad on Friday, and it has not been painted
        === nothing

    Limits: a negation in other words ("there is no truth in it", "a fabrication") is for denials to find. Whether both
    speak of the same time is known by the days of their articles alone.
    """

    code = "CL02"
    title = "negated"
    relation = "contests"


class Opposite(RelationRule):
    """One statement has the opposite of a word in that word's place, and all else is much the same.

    Opposites are listed in `vocabulary/data/opposites.toml`. The two words must have neighbours in common on both
    sides, and there may be no negation in either content.

    Examples:
        2024-12-03 · Harbour Post · Samer Hallak: the council of Baniyas approved the new harbour fee on Sunday evening
        2024-12-03 · Delta Wire · Rana Azar: the council of Baniyas rejected the new harbour fee on Sunday
        === CL03 contests · “approved” against “rejected”

        2024-12-03 · Harbour Post · Samer Hallak: the council of Baniyas approved the harbour fee
        2024-12-03 · Delta Wire · Rana Azar: the council of Baniyas approved the harbour fee that the mayor had rejected in spring
        === CL06 same · both have “Baniyas”, “harbour”, “fee”, “approved”, “council”

    Limits: a word that is not listed has no opposite. In the 217,000 pairs of two archives that were read through it
    found nothing: people who disagree rarely use each other's words.
    """

    code = "CL03"
    title = "the opposite"
    relation = "contests"


class OtherDoer(RelationRule):
    """Two statements lay one act at the door of two sides.

    Which words stand for a side is listed in `vocabulary/data/opposites.toml`, and which sides do not exclude each
    other. That it is one act must be sure: one day, one place, and one count or nearly the same words.

    Examples:
        2024-12-03 · Harbour Post · a resident: Turkish jets bombed the grain silo at Jableh, killing 14 people
            # 14 people | killed | people | exactly | 14
            @ Jableh SY
        2024-12-03 · Delta Wire · the governor: the grain silo at Jableh was bombed by Russian jets and 14 people were killed
            # 14 people | killed | people | exactly | 14
            @ Jableh SY
        === CL04 contests · “Turkish” did it against “Russian” did it

        2024-12-03 · Harbour Post · a resident: Turkish jets bombed a grain silo at Jableh
            @ Jableh SY
        2024-12-03 · Delta Wire · the governor: Russian jets bombed a bridge at Jableh
            @ Jableh SY
        === nothing

    Limits: sides that are not listed are not known; the list is of wars that were in the news. Two sides that share no
    name in the list are taken to exclude each other, though they may have acted together.
    """

    code = "CL04"
    title = "another doer"
    relation = "contests"


class SameWords(RelationRule):
    """Two contents have the same telling words in the same order, four or more, and the same numbers.

    Case, typography, endings of words and small words do not count.

    Examples:
        2024-12-03 · Harbour Post · Samer Hallak: The ferry to Arwad had been repaired in 9 days, and sails again
        2024-12-05 · Delta Wire · Rana Azar: “the ferry to Arwad has been repaired in 9 days and sails again”
        === CL05 same · both have “Arwad”, “ferry”, “repaired”, “sails”

    Limits: a set phrase that is said every month ("the situation remains under control in all districts") is the same
    claim each time.
    """

    code = "CL05"
    title = "the same words"
    relation = "same"


class SameMeaning(RelationRule):
    """Two contents are likely about the same thing, and nothing keeps them from saying the same; details may be added.

    A small trained model (`weights/pairs.json`, see the model card) weighs words, names, numbers, counts, days and what
    the sources do with it. Two contents with a number each of its own, with a name in another's place, or of which one
    asks what the other says, are never called the same; nor are two small tolls (below 10, after a week below 30) of articles more
    than two days apart, unless both name one day.

    Examples:
        2024-12-03 · Harbour Post · Samer Hallak: the nine-day closure of the Arwad ferry had cost the fishermen of Tartus 40,000 dollars
        2024-12-03 · Delta Wire · Rana Azar: fishermen in Tartus had lost 40,000 dollars because the ferry to Arwad was closed
        === CL06 same · both have “Arwad”, “ferry”, “fishermen”, “Tartus”, “dollars”

        2024-12-03 · Harbour Post · the coast guard: shells had hit the Marina district of Tartus, wounding people and damaging houses
        2024-12-06 · Harbour Post · the coast guard: shells had hit the Old Gate district of Tartus, wounding people and damaging houses
        === nothing

        2024-12-03 · Harbour Post · the coast guard: shells had hit the Marina district of Tartus, killing three people
            # three people | killed | people | exactly | 3
        2024-12-09 · Harbour Post · the coast guard: three people were killed in Tartus as shells hit the Old Gate district
            # three people | killed | people | exactly | 3
        === nothing

        2024-12-03 · Harbour Post · Samer Hallak (demands): the ferry company must pay the fishermen of Arwad
        2024-12-03 · Delta Wire · Rana Azar: the ferry company has paid the fishermen of Arwad
        === nothing

    Limits: of pairs that a careful reader calls the same it finds fewer than half: the others share too few words.
    A content that is a mere phrase ("the attack on the port") may be the same as another though one source condemns
    what the other tells.
    """

    code = "CL06"
    title = "the same in other words"
    relation = "same"


RELATION_RULES: tuple[type[RelationRule], ...] = (OtherNumber, Negated, Opposite, OtherDoer, SameWords, SameMeaning)


def relate(one: Voice, other: Voice) -> Related:
    """Tell what two statements are to each other, with the evidence. The same for both orders, evidence aside.

    Statements that reject something are compared with each other only: what they reject is for denials to find.
    """
    if (one.stance == "denies") != (other.stance == "denies") or is_wish(one) != is_wish(other):
        return Related(None, 0.0, (), model().version)
    pair = pair_of(one, other)
    if not pair.shared and pair.values["vectors"] < 0.5:
        return Related(None, 0.0, (), model().version)
    chance = model().chance(pair)
    if not is_wish(one):
        clash = _clash(pair, chance)
        if clash is not None:
            return clash
    if _same_words(pair):
        return Related("same", 1.0, (_words(pair, SameWords.code),), SameWords.code)
    relation: Literal["same"] | None = "same" if chance >= model().same else None
    if relation is not None and (_parts(pair) or _too_little(pair) or _by_chance(pair)):
        relation = None
    evidence = _evidence(pair) if relation else ()
    return Related(relation, round(chance, 4), evidence, SameMeaning.code if relation else model().version)


def _parts(pair: Pair) -> bool:
    """Tell whether something keeps two contents from saying the same, though they need not contest each other."""
    if any(match.verdict == "contest" for match in pair.matches) or parted(pair):
        return True
    if any(_is_far(match.one, match.other) for match in pair.matches):
        return True
    return negated(pair) is not None or opposed(pair) is not None


def _is_far(one: Counted, other: Counted) -> bool:
    """Tell whether two counts, though both may be true, tell of another size: "at least 640" and "at least 1,300"."""
    if one.vague or other.vague:
        return False
    first, second = (count.low if count.low is not None else count.high for count in (one, other))
    return first is not None and second is not None and max(first, second) > FAR * max(1.0, min(first, second))


def _too_little(pair: Pair) -> bool:
    """Tell whether two contents of different days share no name, place or number, and only what could be said of many."""
    values = pair.values
    if values["names shared"] or values["place same"] or values["numbers shared"]:
        return False
    return values["days apart"] > (0 if values["shared weight"] < LITTLE else SOME_DAYS)


def _by_chance(pair: Pair) -> bool:
    """Tell whether two tolls of different days may agree by chance: shells kill three in one street, and next week in another."""
    one, other = pair.one, pair.other
    apart = days_apart(one.day, other.day)
    if apart is None or apart <= NEXT or any(overlap(a, b) for a in one.days for b in other.days):
        return False
    tolls = [[figure for figure in voice.figures if figure.kind in BEFALLING] for voice in (one, other)]
    if not all(tolls):
        return False
    here, there = ({number for figure in side for number in (figure.low, figure.high) if number} for side in tolls)
    printed = {number for number in one.numbers & other.numbers if number not in _YEARS}
    return max((here & there) | printed, default=0.0) < (SMALL if apart <= WEEK else LARGE)


def _clash(pair: Pair, chance: float) -> Related | None:
    # That the numbers differ speaks against one thing; here it is what is asked, and must not count twice.
    alike = model().weights(pair).chance({**pair.values, **dict.fromkeys(("counts apart", "numbers apart"), 0.0)})
    dated = counted_before(pair.one) or counted_before(pair.other)
    match = other_number(pair) if alike >= model().contests and not dated else None
    if match is not None:
        chance = alike
        here, there = match.one, match.other
        cited = (_cited(pair.one, here.shown, here.text), _cited(pair.other, there.shown, there.text))
        found = Evidence(made_by=OtherNumber.code, text=match.words, cited=cited)
        return Related("contests", round(chance, 4), (found, *_evidence(pair)), OtherNumber.code)
    if chance < model().contests:
        return None
    for rule, find in ((Negated, negated), (Opposite, opposed), (OtherDoer, other_doer)):
        clash = find(pair)
        if clash is not None:
            found = Evidence(made_by=rule.code, text=clash.words, cited=_spots(pair, clash))
            return Related("contests", round(chance, 4), (found, *_evidence(pair)), rule.code)
    return None


def _spots(pair: Pair, clash: Clash) -> tuple[Cited, ...]:
    return tuple(
        _cited(voice, voice.place(start, end), voice.text[start:end])
        for voice, (start, end) in ((pair.one, clash.here), (pair.other, clash.there))
    )


def _cited(voice: Voice, spans: tuple[object, ...], text: str) -> Cited:
    return Cited(article=voice.article, spans=spans, text=text)  # type: ignore[arg-type]


def _same_words(pair: Pair) -> bool:
    """Tell whether two contents have the same telling words in the same order, and the same numbers."""
    one, other = pair.one, pair.other
    if len(one.words) < 4 or one.numbers != other.numbers or len(one.turned) != len(other.turned):
        return False
    return [word.stem for word in one.words] == [word.stem for word in other.words]


def _words(pair: Pair, code: str) -> Evidence:
    shown = list(pair.shared[:SHOWN])
    here = [pair.one.cited(stem) for stem in shown]
    named = ", ".join(f"“{text}”" for _, text in here)
    more = f" and {len(pair.shared) - SHOWN} more" if len(pair.shared) > SHOWN else ""
    cited = tuple(one for one in (pair.one.quoted(shown), pair.other.quoted(shown)) if one.spans)
    return Evidence(made_by=code, text=f"both have {named}{more}", cited=cited)


_TOLD = {
    "vectors": "sentence vectors {value:.2f} alike",
    "names own": "each names somebody or something that the other does not",
    "place same": "the same place",
    "place own": "each names a place that the other does not",
    "counts same": "the same count",
    "counts apart": "other counts",
    "numbers shared": "a number in common",
    "numbers apart": "no number in common",
    "dates apart": "different days",
    "same source": "the same source",
    "acts same": "their sources do the same with it",
    "acts apart": "their sources do different things with it",
}
"""What a feature is called where it is told as evidence."""


def _evidence(pair: Pair) -> tuple[Evidence, ...]:
    """Give what speaks for two contents' being about one thing, and against it, with weights in log-odds."""
    weights = model().weights(pair).weights
    found = []
    words = sum(
        weights.get(name, 0.0) * pair.values[name]
        for name in ("words of the fuller", "words of the shorter", "shared weight", "neighbours", "names shared")
    )
    if pair.shared:
        found.append(msgspec.structs.replace(_words(pair, SameMeaning.code), weight=round(words, 2)))
    for name, text in _TOLD.items():
        weight = weights.get(name, 0.0) * pair.values[name]
        if abs(weight) >= WEIGHTY:
            told = text.format(value=pair.values[name])
            found.append(Evidence(made_by=SameMeaning.code, text=told, weight=round(weight, 2)))
    return tuple(found)


__all__ = ["RELATION_RULES", "Model", "Related", "cover", "model", "relate"]
