"""Which story a new article belongs to, and what people correct of stories."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Sequence

import msgspec

from onrecord.across.fresh import Memory
from onrecord.archive import ids
from onrecord.archive import stories as kept
from onrecord.comparing.stories import (
    Decision,
    Gathered,
    Profile,
    Weighed,
    decide,
    gather,
    profile,
    sought,
    story_of,
    together,
    weigh,
)
from onrecord.records import Belonging, Likeness, Reading, Spans

PRINTS = ("reprint", "retop", "version")
"""The kinds of likeness by which two articles are prints of one text."""
WHOLE = 0.9
"""From this share on all of a trim stands in the other."""


@functools.lru_cache(maxsize=512)
def gathered_of(state: bytes) -> Gathered:
    """Give what is known of a story from its bytes; articles that come after each other meet the same stories."""
    return msgspec.json.decode(state, type=Gathered)


def is_print(likeness: Likeness) -> bool:
    """Tell whether a new article is another print of an earlier one (`likeness` seen from that).

    A trim is; a page that holds the earlier text whole among others is a round-up, and none.
    """
    return likeness.kind in PRINTS or (likeness.kind == "trim" and likeness.other_share >= WHOLE)


def follow(
    db: sqlite3.Connection, number: int, reading: Reading, prints: Sequence[int] = (), stock: Spans = ()
) -> Belonging:
    """Put an article into the story it belongs to, or let it start one.

    Args:
        db: the archive, inside a transaction.
        number: the article's.
        reading: what was read from it.
        prints: numbers of articles before it that are one text with it.
        stock: what its outlet prints under many articles.
    """
    article = reading.article
    one = profile(reading, stock)
    counts = kept.counts(db, one.terms, article.outlet)
    weighed = weigh(one, counts)
    hand = kept.hand_of(db, article.id)
    of_prints = kept.holding(db, prints) if prints else []
    also = of_prints if hand.story is None else [*of_prints, hand.story]
    known = {
        story: gathered_of(state)
        for story, state in kept.candidates(db, sought(weighed), one.day, also).items()
        if story not in hand.apart
    }
    if hand.story is not None:
        decision = Decision(hand.story, 1.0, (), kept.BY_HAND)
    elif hand.starts:
        decision = decide(one, weighed, {})
    else:
        decision = decide(one, weighed, known, of_prints)
    story = kept.start(db, article.id) if decision.story is None else decision.story
    is_print = story in of_prints
    gathered = gather(known.get(story), one, weighed, counts=not is_print)
    _keep(db, story, gathered, anchor=number if decision.story is None else None)
    kept.join(
        db,
        number,
        article.id,
        story,
        one.day,
        score=decision.score,
        shared=decision.shared,
        made_by=decision.made_by,
    )
    if not is_print:
        before = known.get(story)
        kept.count(
            db,
            story,
            one.terms,
            before.terms if before else None,
            article_id=article.id,
            outlet=article.outlet,
            outlet_articles=counts.outlet_articles,
        )
    return Belonging(
        article=article.id,
        story=ids.id_of("story", story),
        score=decision.score,
        shared=decision.shared,
        made_by=decision.made_by,
    )


def merge(db: sqlite3.Connection, stories: Sequence[int]) -> int:
    """Make one story of several, because a person says so; give its number. Raises ValueError for fewer than two."""
    states = [gathered_of(state) for n in sorted(set(stories)) if (state := kept.state(db, n))]
    number = kept.merge(db, stories)
    one = states[0]
    for other in states[1:]:
        one = together(one, other)
    _keep(db, number, one)
    return number


def split(db: sqlite3.Connection, memory: Memory, story: int, article_ids: Sequence[str]) -> tuple[int, int]:
    """Take articles out of a story, because a person says so; give the number of what is left, and of theirs.

    Raises ValueError where an article is not in it.
    """
    left, taken = kept.split(db, story, article_ids)
    for number in (left, taken):
        gathered = None
        articles = sorted(member.article for member in kept.members(db, number))
        for article in articles:
            gathered = gather(gathered, *_weighed(db, memory.reading(article)))
        if gathered is not None:
            _keep(db, number, gathered, anchor=None if number == story else articles[0])
    return left, taken


def _weighed(db: sqlite3.Connection, reading: Reading, stock: Spans = ()) -> tuple[Profile, Weighed]:
    one = profile(reading, stock)
    return one, weigh(one, kept.counts(db, one.terms, reading.article.outlet))


def _keep(db: sqlite3.Connection, number: int, story: Gathered, anchor: int | None = None) -> None:
    kept.keep(
        db,
        number,
        story_of(ids.id_of("story", number), story),
        msgspec.json.encode(story),
        story.indexed,
        story.last,
        anchor=anchor,
    )
