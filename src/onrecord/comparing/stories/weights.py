"""How much each term of an article tells: little where many articles have it, here, at its outlet, or in news at large."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from onrecord.comparing.stories.profile import WORD, Profile
from onrecord.comparing.stories.words import words
from onrecord.vocabulary.stories import usual_words

PRIOR = 400
"""As many stories as what is known of news at large counts for: an archive of twenty knows nothing of its own."""
OUTLET_PRIOR = 30
"""As many articles of an outlet as the archive counts for there."""
RARE = 0.002
"""The share of articles that hold a word of which nothing is known."""
SOUGHT = 20
"""Terms of an article that stories are looked up by, those that tell most."""
USUAL_LEFT, RARE_LEFT = 0.3, 0.9
"""What months leave of what two articles share in a usual term, and in a rare one."""
USUAL_AT, RARE_AT = 2.0, 6.0
"""From where to where a term goes from usual to rare: minus the logarithm of the share of articles that hold it."""

Vector = dict[str, float]
"""Terms with weights; the squares of the weights of an article add up to 1."""


class Weighed(NamedTuple):
    """The terms of an article as this archive sees them."""

    weights: Vector
    lasting: Vector
    """Of each term the part that time does not take: the same rare name months later is mostly the same matter, the
    same usual words are not."""


class Counts(Protocol):
    """How usual terms are in the archive; prints of one text count once."""

    @property
    def stories(self) -> int:
        """Stories in the archive."""

    @property
    def of(self) -> Mapping[str, int]:
        """How many of them hold a term: what many articles of one matter say is not usual for that."""

    @property
    def outlet_articles(self) -> int:
        """Articles of the outlet."""

    @property
    def outlet_of(self) -> Mapping[str, int]:
        """How many of those hold a term."""


@functools.lru_cache(maxsize=1 << 16)
def usual(term: str) -> float:
    """Give the share of articles that hold a term in news at large; of a name, that of its rarest word."""
    kind, rest = term[: len(WORD)], term[len(WORD) :]
    known = usual_words()
    if kind == WORD:
        return max(known.get(rest, 0.0), RARE)
    return max(min((known.get(stem, 0.0) for stem, _, _ in words(rest)), default=0.0), RARE)


def weigh(profile: Profile, counts: Counts) -> Weighed:
    """Give the article's terms, each weighed by how much it tells: the less, the more usual it is.

    How usual is the share of the archive's stories that hold it or, where larger, of its outlet's articles: a word that
    stands in everything an outlet prints tells nothing of a matter.
    """
    weights: Vector = {}
    lasting: Vector = {}
    for term, times in profile.terms.items():
        share = (counts.of.get(term, 0) + PRIOR * usual(term)) / (counts.stories + PRIOR)
        if counts.outlet_articles:
            at_outlet = counts.outlet_of.get(term, 0) + OUTLET_PRIOR * share
            share = max(share, at_outlet / (counts.outlet_articles + OUTLET_PRIOR))
        if share < 1.0:
            tells = -math.log(share)
            weights[term] = times * tells
            rare = min(1.0, max(0.0, (tells - USUAL_AT) / (RARE_AT - USUAL_AT)))
            lasting[term] = USUAL_LEFT + (RARE_LEFT - USUAL_LEFT) * rare
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return Weighed({term: round(weight / length, 5) for term, weight in weights.items()}, lasting)


def sought(weighed: Weighed) -> list[tuple[str, float]]:
    """Give the terms that stories are looked up by, the heaviest first."""
    return sorted(weighed.weights.items(), key=lambda item: (-item[1], item[0]))[:SOUGHT]
