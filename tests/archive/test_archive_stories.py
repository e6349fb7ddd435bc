"""The tables of stories: what is found, how much is looked at, and that nothing is left behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from onrecord.archive import ids, schema, stories
from onrecord.records import Story

DAY = 739_000


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for step in schema.STEPS:
        for statement in step:
            connection.execute(statement)
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'stories'").fetchone():
        for statement in stories.TABLES:
            connection.execute(statement)
    yield connection
    connection.close()


def put(db: sqlite3.Connection, number: int, *terms: str, day: int | None = DAY, weight: float = 0.5) -> None:
    """Keep a story that begins with the article of the same number."""
    db.execute(
        """INSERT OR IGNORE INTO articles (number, capture, id, text, outlet_folded, words, statements, sources, silences,
        json, digest) VALUES (?, 1, ?, '', '', 0, 0, 0, 0, x'', '')""",
        [number, f"a{number}"],
    )
    record = Story(id=f"st{number}", name=" ".join(terms), summary=None, first=None, last=None, articles=1, terms=terms)
    indexed = [(term, weight) for term in terms]
    stories.keep(db, number, record, f"state {number}".encode(), indexed, day, anchor=number)
    if not db.execute("SELECT 1 FROM story_articles WHERE article = ?", [number]).fetchone():
        stories.join(db, number, f"a{number}", number, day, score=1.0, shared=(), made_by="SO05")


def test_stories_that_share_most_come_first_and_others_not_at_all(db: sqlite3.Connection) -> None:
    put(db, 1, "ferry")
    put(db, 2, "ferry", "arwad")
    put(db, 3, "flour")
    found = stories.candidates(db, [("ferry", 0.5), ("arwad", 0.4)], DAY)
    assert found == {1: b"state 1", 2: b"state 2"}
    assert stories.candidates(db, [("ferry", 0.5)], DAY, also=[3]).keys() == {1, 2, 3}
    assert stories.candidates(db, [], DAY) == {}


@pytest.mark.parametrize("day", [DAY + 150, None])
def test_a_usual_term_costs_no_more_than_a_rare_one(db: sqlite3.Connection, day: int | None) -> None:
    for number in range(1, 302):
        put(db, number, "war", day=DAY + number if number < 301 else None)
    found = stories.candidates(db, [("war", 0.5)], day)
    assert len(found) == stories.CANDIDATES
    steps = db.execute("EXPLAIN QUERY PLAN SELECT story FROM story_terms WHERE term = 'war' AND day >= 3 ORDER BY day")
    assert all("SCAN" not in step[3] for step in steps)


def test_an_article_without_a_day_finds_and_is_found(db: sqlite3.Connection) -> None:
    put(db, 1, "ferry", day=None)
    put(db, 2, "ferry", day=DAY)
    for day in (None, DAY, DAY + 400, DAY - 400):
        assert stories.candidates(db, [("ferry", 1.0)], day).keys() == {1, 2}


def test_the_index_follows_a_story(db: sqlite3.Connection) -> None:
    put(db, 1, "ferry", "storm", "flour")
    put(db, 1, "ferry", "flour", "bread", day=DAY + 3)
    rows = db.execute("SELECT term, day, story FROM story_terms ORDER BY term").fetchall()
    assert rows == [("bread", DAY + 3, 1), ("ferry", DAY + 3, 1), ("flour", DAY + 3, 1)]
    put(db, 1, "ferry", day=DAY + 3, weight=0.9)
    assert db.execute("SELECT term, day, weight FROM story_terms").fetchall() == [("ferry", DAY + 3, 0.9)]


def test_terms_are_counted_by_story_and_by_article_of_an_outlet(db: sqlite3.Connection) -> None:
    for number, (story, known) in enumerate([(1, None), (1, {"ferry"}), (2, None)]):
        at = stories.counts(db, ["ferry"], "Côte Post").outlet_articles
        stories.count(
            db, story, ["ferry", "storm"], known, article_id=f"a{number}", outlet="COTE Post", outlet_articles=at
        )
    counts = stories.counts(db, ["ferry", "storm", "flour"], "Côte Post")
    assert counts == stories.Counts(2, {"ferry": 2, "storm": 3}, 3, {"ferry": 3, "storm": 3})
    assert stories.counts(db, ["ferry"], None) == stories.Counts(2, {"ferry": 2}, 0, {})


def test_a_story_that_is_merged_away_leaves_nothing_in_the_index(db: sqlite3.Connection) -> None:
    for number in (1, 2, 3):
        put(db, number, f"term{number}")
        assert stories.start(db, f"a{number}") == number
    assert stories.merge(db, [3, 1]) == 1
    assert stories.story(db, 3) is None
    assert [term for (term,) in db.execute("SELECT term FROM story_terms ORDER BY term")] == ["term1", "term2"]
    assert [member.article for member in stories.members(db, 1)] == [1, 3]
    (correction,) = ids.corrections(db, "story")
    assert (correction.what, correction.data) == ("merge", {"stories": [["a1"], ["a3"]]})
    moved = stories.of_article(db, "a3")
    assert moved is not None
    assert (moved.story, moved.made_by) == ("st1", "by hand")


def test_a_split_says_what_an_article_must_not_join(db: sqlite3.Connection) -> None:
    for number in (1, 2):
        put(db, number, "ferry")
        stories.start(db, f"a{number}")
    stories.merge(db, [1, 2])
    assert stories.split(db, 1, ["a2"]) == (1, 2)
    db.execute("DELETE FROM story_articles WHERE article = 2")
    assert stories.hand_of(db, "a2") == stories.Hand(None, starts=True, apart=frozenset({1}))
    assert stories.hand_of(db, "a1") == stories.Hand(1, starts=False, apart=frozenset())
    assert stories.hand_of(db, "new") == stories.Hand()


def test_nothing_is_told_of_what_is_not_there(db: sqlite3.Connection) -> None:
    assert stories.story(db, 7) is None
    assert stories.state(db, 7) is None
    assert stories.members(db, 7) == ()
    assert stories.of_article(db, "nobody") is None
    assert stories.holding(db, []) == []
    assert stories.listing(db) == stories.listing(db, order="largest")
