"""Families: the articles that are one text, in whatever print, trim or version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from onrecord.comparing.decide import NEARLY_ALL
from onrecord.records import Likeness


def families(likenesses: Iterable[Likeness]) -> tuple[tuple[str, ...], ...]:
    """Group articles that are one text, through whatever chain of prints; each group and all groups sorted.

    Passages in common make no family. A page that holds several texts whole, which have nothing to do with each other,
    belongs to the family of none of them: a daily round-up does not make one story of ten.
    """
    prints: list[tuple[str, str]] = []
    holds: dict[str, set[str]] = defaultdict(set)
    for likeness in likenesses:
        if likeness.kind == "trim":
            short, long = likeness.article, likeness.other
            if likeness.share < NEARLY_ALL:
                short, long = long, short
            holds[long].add(short)
        elif likeness.kind in ("reprint", "retop", "version"):
            prints.append((likeness.article, likeness.other))
    parent: dict[str, str] = {}

    def root(article: str) -> str:
        parent.setdefault(article, article)
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first

    for one, other in prints:
        join(one, other)
    # Two trims of one print share little where they kept different parts of it, so they are looked at before they are
    # joined: a page is a round-up where the texts it holds are of several families without it.
    whole = {long: {root(short) for short in held} - {root(long)} for long, held in holds.items()}
    for long, held in sorted(whole.items()):
        if len(held) == 1:
            join(long, next(iter(held)))
    groups: dict[str, list[str]] = defaultdict(list)
    for article in parent:
        groups[root(article)].append(article)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1))
