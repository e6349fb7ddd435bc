"""Which story an article belongs to, decided by the terms they share and the days between. Rules are asked in their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from onrecord.comparing.stories.gather import Gathered
from onrecord.comparing.stories.profile import WORD, Profile
from onrecord.comparing.stories.weights import Vector, Weighed
from onrecord.records import Rule

ALIKE = 0.22
"""From this nearness on an article belongs to a story."""
EVEN = 0.7
"""How far a story of articles that differ is to be judged by their mean (1) or one by one (0)."""
NEAR = 1
"""Days between an article and a story that count as none."""
HALVED = 20
"""Days after which half of what time takes is taken."""
LATE = 0.4
"""From this nearness on an article belongs to a story that ended months before …"""
MONTHS = 180
"""… which is so many days."""
WEEK = 7
"""Days from which on an article takes a story up again."""
FEW = 3
"""Words that an article must share with a story at least: two may meet by chance in a short one."""
SHARED = 5
"""Words that are shown for an article and its story."""


@dataclass(frozen=True)
class Measured:
    """An article and a story beside each other: what the rules look at."""

    story: int
    nearness: float
    """How near they are, 0 to 1: what they share, less what the days between take."""
    days: int | None
    """Days between the article and the story's nearest end, 0 within it; None where either has no day."""
    words: int
    """Words they share, names and places aside."""
    is_print: bool
    """Whether the story holds another print of the text."""

    @property
    def is_near(self) -> bool:
        """Tell whether they are near enough to be of one matter."""
        least = LATE if self.days is not None and self.days > MONTHS else ALIKE
        return self.nearness >= least and self.words >= FEW


@dataclass(frozen=True)
class Decision:
    """What becomes of an article."""

    story: int | None
    """The story it joins; None where it starts one."""
    score: float
    shared: tuple[str, ...]
    made_by: str


class BelongingRule(Rule):
    """Base of the rules that say which story an article belongs to."""

    draws = "stories"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether the article belongs to the story by this rule."""
        raise NotImplementedError


class PrintOfOne(BelongingRule):
    """An article that is another print of a text belongs to that text's story, and tells nothing new of it.

    However often a text is printed, it counts once in what the story is about.

    Examples:
        --- 2024-12-02 · Harbour Post
        Arwad ferry sails again
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port, its captain said.
        --- 2024-12-03 · Delta Wire · print of 1
        Boat is back
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port, its captain said.
        === 1 st1 SO05 1.00
        === 2 st1 SO01 1.00
        === st1 2024-12-02 to 2024-12-03 · ferry, Tartus, Arwad, sailed

    Limits: it knows of prints what the comparison of texts found. A round-up that holds several texts whole is no print.
    """

    code = "SO01"
    title = "another print"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether the story holds another print."""
        return pair.is_print


class SameMatter(BelongingRule):
    """An article shares enough of what it is about with a story of the same week.

    Each word, name and place counts by how rarely it stands in other articles: of the archive, of the outlet, and of
    news at large. The headline and the opening count more than the rest, numbers and words with a capital more than
    others. Of the stories near enough the nearest is taken.

    Examples:
        --- 2024-12-02
        Arwad ferry sails again
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. Captain Samer Hallak said the
        storm had damaged the jetty of the island.
        --- 2024-12-02
        Aleppo bakers protest
        Bakers in Aleppo closed their shops on Monday in protest at the price of flour, which rose by a third.
        --- 2024-12-04
        Islanders of Arwad without bread
        The jetty of Arwad, damaged by the storm, keeps the ferry from landing flour, captain Samer Hallak said in Tartus.
        === 1 st1 SO05 1.00
        === 2 st2 SO05 1.00
        === 3 st1 SO02 0.72 Arwad, Hallak, Samer, Tartus, ferry
        === st1 2024-12-02 to 2024-12-04 · Arwad, Samer Hallak, Tartus
        === st2 2024-12-02 to 2024-12-02 · Bakers, Aleppo, protest, flour

    Limits: two events of one kind, in one place, in one week, told in the same words (two shellings of one town) are one
    story to it. An article that tells of many things joins the one it tells most of, or none. Words are compared as they
    are written: a story told in two languages is two.
    """

    code = "SO02"
    title = "the same matter"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether they are near enough, in days too."""
        return pair.days is not None and pair.days <= WEEK and pair.is_near


class TakenUpAgain(BelongingRule):
    """An article takes a story up again more than a week after its last: it must be the more alike, the later it is.

    Time takes most from what usual words tell, and little from rare names: the same usual words months later are mostly
    of another matter. After half a year they must be nearly twice as alike as on the day itself.

    Examples:
        --- 2024-12-02
        Arwad ferry stopped
        Captain Samer Hallak stopped the ferry between Tartus and Arwad after a storm damaged the jetty of the island.
        --- 2025-02-10
        Arwad jetty mended
        The jetty of Arwad, which a storm damaged in December, is mended; the ferry sailed, captain Samer Hallak said.
        --- 2025-02-11
        Storm in Tartus
        A storm broke windows in Tartus.
        === 1 st1 SO05 1.00
        === 2 st1 SO03 0.63 Arwad, Hallak, Samer, ferry, jetty
        === 3 st2 SO05 1.00
        === st1 2024-12-02 to 2025-02-10 · Samer Hallak, ferry, Arwad
        === st2 2025-02-11 to 2025-02-11 · storm broke windows, Tartus

    Limits: an anniversary, or a trial months later in few words of its own, starts a story.
    """

    code = "SO03"
    title = "taken up again"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether they are near enough though weeks lie between."""
        return pair.days is not None and pair.days > WEEK and pair.is_near


class NoDay(BelongingRule):
    """An article or a story whose day nobody knows: what they share decides alone.

    Examples:
        --- ?
        Arwad ferry stopped
        Captain Samer Hallak stopped the ferry between Tartus and Arwad after a storm damaged the jetty of the island.
        --- 2025-02-10
        Arwad jetty mended
        The jetty of Arwad, which a storm damaged in December, is mended; the ferry sailed, captain Samer Hallak said.
        === 1 st1 SO05 1.00
        === 2 st1 SO04 0.77 Arwad, Hallak, Samer, ferry, jetty
        === st1 2025-02-10 to 2025-02-10 · Samer Hallak, ferry, Arwad

    Limits: what happens every year (an election, a flood) is one story where nobody knows the years.
    """

    code = "SO04"
    title = "no day known"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether they are near enough, without a day."""
        return pair.days is None and pair.is_near


class NewStory(BelongingRule):
    """An article that is near to no story starts one; its id stays as others join.

    Examples:
        --- 2024-12-02
        Arwad ferry sails again
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port.
        --- 2024-12-02
        Tartus pupils learn to swim
        Two hundred pupils of Tartus begin swimming lessons on Monday in a pool that a bank paid for.
        === 1 st1 SO05 1.00
        === 2 st2 SO05 1.00
        === st1 2024-12-02 to 2024-12-02 · ferry, Tartus, Arwad, sailed
        === st2 2024-12-02 to 2024-12-02 · pupils, Tartus, swimming lessons

    Limits: an article of a few words says too little to belong anywhere.
    """

    code = "SO05"
    title = "a new story"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell that no story is meant."""
        return False


BELONGING_RULES: tuple[type[BelongingRule], ...] = (PrintOfOne, SameMatter, TakenUpAgain, NoDay, NewStory)


def decide(
    profile: Profile, weighed: Weighed, candidates: Mapping[int, Gathered], prints: Collection[int] = ()
) -> Decision:
    """Say which story an article belongs to.

    Args:
        profile: the article.
        weighed: its terms, weighed.
        candidates: stories by their numbers.
        prints: those of them that hold another print of the text.
    """
    measured = sorted(
        (measure(number, profile, weighed, story, number in prints) for number, story in candidates.items()),
        key=lambda pair: (-pair.is_print, -pair.nearness, pair.story),
    )
    for pair in measured:
        for rule in BELONGING_RULES:
            if rule.holds(pair):
                score = 1.0 if pair.is_print else pair.nearness
                shared = () if pair.is_print else shared_words(profile, weighed.weights, candidates[pair.story])
                return Decision(pair.story, score, shared, rule.code)
    return Decision(None, 1.0, (), NewStory.code)


def measure(number: int, profile: Profile, weighed: Weighed, story: Gathered, is_print: bool = False) -> Measured:
    """Lay an article beside a story."""
    days = None
    if profile.day is not None and story.first is not None and story.last is not None:
        days = max(0, profile.day - story.last, story.first - profile.day)
    fresh = freshness(days)
    shared = [term for term in weighed.weights if term in story.terms]
    likeness = 0.0
    for term in shared:
        left = weighed.lasting[term]
        likeness += weighed.weights[term] * story.terms[term] * (left + (1.0 - left) * fresh)
    nearness = likeness / max(1, story.texts) / (story.length**EVEN or 1.0)
    words = sum(term.startswith(WORD) for term in shared)
    return Measured(number, round(min(1.0, nearness), 4), days, words, is_print)


def freshness(days: int | None) -> float:
    """Give how little so many days have taken: 1 for none or unknown, half of it after `HALVED` days, 0 in the end."""
    return 1.0 if days is None else 0.5 ** (max(0, days - NEAR) / HALVED)


def shared_words(profile: Profile, vector: Vector, story: Gathered) -> tuple[str, ...]:
    """Give the words and names that speak most for the article's being of the story, as they stand in the article."""
    told = sorted((-weight * story.terms[term], term) for term, weight in vector.items() if term in story.terms)
    forms: dict[str, str] = {}
    for _, term in told:
        form = profile.forms[term]
        forms.setdefault(form.casefold(), form)
        if len(forms) == SHARED:
            break
    return tuple(forms.values())
