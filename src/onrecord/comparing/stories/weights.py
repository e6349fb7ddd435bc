"""How much each term of an article tells: little where many articles have it, here, at its outlet, or in news at large."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import Protocol

from onrecord.comparing.stories.profile import WORD, Profile
from onrecord.comparing.stories.words import words
from onrecord.vocabulary.stories import usual_words

PRIOR = 400
"""As many articles as what is known of news at large counts for: an archive of twenty knows nothing of its own."""
OUTLET_PRIOR = 30
"""As many articles of an outlet as the archive counts for there."""
RARE = 0.002
"""The share of articles that hold a word of which nothing is known."""
SOUGHT = 25
"""Terms of an article that stories are looked up by, those that tell most."""

Vector = dict[str, float]
"""Terms with weights; the squares of the weights of an article add up to 1."""


class Counts(Protocol):
    """In how many articles of the archive terms stand; reprints counted once."""

    @property
    def articles(self) -> int:
        """Articles counted."""

    @property
    def of(self) -> Mapping[str, int]:
        """How many of them hold a term."""

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


def weigh(profile: Profile, counts: Counts) -> Vector:
    """Give the article's terms, each weighed by how much it tells: the less, the more articles have it.

    The share of articles with a term is that of the archive or, where larger, that of its outlet: a word that stands
    in everything an outlet prints tells nothing of a matter.
    """
    weights: Vector = {}
    for term, times in profile.terms.items():
        share = (counts.of.get(term, 0) + PRIOR * usual(term)) / (counts.articles + PRIOR)
        if counts.outlet_articles:
            at_outlet = counts.outlet_of.get(term, 0) + OUTLET_PRIOR * share
            share = max(share, at_outlet / (counts.outlet_articles + OUTLET_PRIOR))
        if share < 1.0:
            weights[term] = -times * math.log(share)
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: round(weight / length, 5) for term, weight in weights.items()} if length else {}


def sought(vector: Vector) -> list[tuple[str, float]]:
    """Give the terms that stories are looked up by, the heaviest first."""
    return sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:SOUGHT]
