"""Stories: a new article joins one, or starts one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from onrecord.across.fresh import Memory
from onrecord.archive import ids, stories
from onrecord.comparing.stories import (
    Decision,
    Gathered,
    decide,
    gather,
    profile,
    sought,
    story_of,
    weigh,
)

BY_HAND = "by hand"
PRINTS = ("reprint", "trim", "retop", "version")
"""The kinds of likeness by which two articles are prints of one text."""


def follow(db: sqlite3.Connection, memory: Memory, number: int, prints: Sequence[int]) -> int:
    """Put the article into a story; give the story's number. `prints` are the articles that are one text with it."""
    reading = memory.reading(number)
    article = reading.article
    one = profile(reading)
    vector = weigh(one, stories.counts(db, one.terms, article.outlet))
    hand = stories.hand_of(db, article.id)
    held = stories.holding(db, prints) if prints else []
    wanted = [hand.story] if hand.story is not None else []
    states = stories.candidates(db, sought(vector), one.day, [*held, *wanted])
    known = {
        story: msgspec.json.decode(state, type=Gathered) for story, state in states.items() if story not in hand.apart
    }
    if hand.story is not None:
        decision = Decision(hand.story, 1.0, (), BY_HAND)
    elif hand.starts:
        decision = Decision(None, 1.0, (), BY_HAND)
    else:
        decision = decide(one, vector, known, [story for story in held if story in known])
    story = stories.start(db, article.id) if decision.story is None else decision.story
    gathered = gather(known.get(story), one, vector, counts=not prints)
    _keep(db, story, gathered, anchor=number if decision.story is None else None)
    stories.join(
        db,
        number,
        article.id,
        story,
        one.day,
        score=decision.score,
        shared=decision.shared,
        made_by=decision.made_by,
    )
    if not prints:
        before = known.get(story)
        stories.count(db, one.terms, article.outlet, before.terms if before is not None else None)
    return story


def merge(db: sqlite3.Connection, memory: Memory, numbers: Sequence[int]) -> int:
    """Make one story of several because a person says so; give its number."""
    story = stories.merge(db, numbers)
    _gather_anew(db, memory, story)
    return story


def split(db: sqlite3.Connection, memory: Memory, number: int, articles: Sequence[str]) -> tuple[int, int]:
    """Take articles out of a story because a person says so; give the numbers of what stays and what went."""
    kept, gone = stories.split(db, number, articles)
    for story in (kept, gone):
        _gather_anew(db, memory, story)
    return kept, gone


def _keep(db: sqlite3.Connection, story: int, gathered: Gathered, *, anchor: int | None) -> None:
    record = story_of(ids.id_of("story", story), gathered)
    stories.keep(db, story, record, msgspec.json.encode(gathered), gathered.indexed, gathered.last, anchor=anchor)


def _gather_anew(db: sqlite3.Connection, memory: Memory, story: int) -> None:
    """Work out what is known of a story from its articles, in the order they were added."""
    members = sorted(member.article for member in stories.members(db, story))
    gathered: Gathered | None = None
    for number in members:
        reading = memory.reading(number)
        one = profile(reading)
        vector = weigh(one, stories.counts(db, one.terms, reading.article.outlet))
        gathered = gather(gathered, one, vector)
    if gathered is not None:
        _keep(db, story, gathered, anchor=members[0])
