"""Stories as the archive keeps them: their articles, an index of their terms, what people corrected, and lists.

What is known of a story is kept as bytes that comparing made and reads again; this room does not look into them. Every
function takes a connection inside a transaction. Articles go by their number here, stories by theirs.
"""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from onrecord.archive import ids
from onrecord.archive.interface import Listing
from onrecord.archive.words import fold, pieces_of
from onrecord.records import Belonging, Story, to_json

TABLES: tuple[str, ...] = (
    # `anchor` is the article that began the story. `state` is what comparing knows of it; `day` and `indexed` repeat
    # what `story_terms` holds of it: its last day (0 for unknown), its terms and their weights.
    """CREATE TABLE stories (
        number INTEGER PRIMARY KEY,
        anchor INTEGER NOT NULL,
        first TEXT,
        last TEXT,
        articles INTEGER NOT NULL,
        folded TEXT NOT NULL,
        json TEXT NOT NULL,
        state BLOB NOT NULL,
        day INTEGER NOT NULL,
        indexed TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX stories_by_day ON stories (last, number)",
    "CREATE INDEX stories_by_size ON stories (articles, number)",
    # `hand` is the group of articles that a person put it into; most are in none.
    """CREATE TABLE story_articles (
        article INTEGER PRIMARY KEY,
        story INTEGER NOT NULL,
        day INTEGER,
        hand INTEGER,
        score REAL NOT NULL,
        shared TEXT NOT NULL,
        made_by TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX story_articles_of ON story_articles (story, day, article)",
    "CREATE INDEX story_articles_by_hand ON story_articles (hand, story) WHERE hand IS NOT NULL",
    """CREATE TABLE story_terms (
        term TEXT NOT NULL,
        day INTEGER NOT NULL,
        story INTEGER NOT NULL,
        weight REAL NOT NULL,
        PRIMARY KEY (term, day, story)
    ) STRICT, WITHOUT ROWID""",
    # In how many articles of an outlet a term stands; where `outlet` is empty, in how many stories. The row of the
    # empty term counts them all.
    """CREATE TABLE story_counts (
        term TEXT NOT NULL,
        outlet TEXT NOT NULL,
        many INTEGER NOT NULL,
        PRIMARY KEY (term, outlet)
    ) STRICT, WITHOUT ROWID""",
    # What follows from the corrections: groups of articles that are of one story, and groups that are not.
    "CREATE TABLE story_hands (article TEXT PRIMARY KEY, hand INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE story_apart (
        one INTEGER NOT NULL,
        other INTEGER NOT NULL,
        PRIMARY KEY (one, other)
    ) STRICT, WITHOUT ROWID""",
)
WIPE = ("stories", "story_articles", "story_terms", "story_counts")
"""What is emptied when everything is compared anew. The hands stay, as corrections do."""

BY_HAND = "by hand"
NEAREST = 20
"""Stories that are looked at for a term before an article's day, and as many after."""
CLOSE = 0.15
"""How much the weight of a term in a story may change, as a part of it, before the index is told."""
CANDIDATES = 12
"""Stories that are handed on for an article."""
ALL_STORIES = 4_000
"""Stories up to which the terms of all are counted; of later ones those of every `EVERY`th."""
ALL_ARTICLES = 200
"""Articles of an outlet up to which the terms of all are counted; then those of about every `EVERY`th."""
EVERY = 8
_ALL = ""

Order = Literal["latest", "largest"]


class Counts(NamedTuple):
    """In how many stories terms stand, and in how many articles of an outlet; prints of one text counted once."""

    stories: int
    of: Mapping[str, int]
    outlet_articles: int
    outlet_of: Mapping[str, int]


class Hand(NamedTuple):
    """What people's corrections say of an article."""

    story: int | None = None
    """The story it must join."""
    starts: bool = False
    """Whether it must start one: the first to come of those a person put together."""
    apart: frozenset[int] = frozenset()
    """Stories it must not join."""


class Member(NamedTuple):
    """An article of a story."""

    article: int
    day: int | None
    """As `date.toordinal` counts."""
    belonging: Belonging


# Following an article


def counts(db: sqlite3.Connection, terms: Iterable[str], outlet: str | None) -> Counts:
    """Count the stories that hold each term, and the articles of the outlet."""
    outlet = fold(outlet or "")
    wanted = ["", *terms]
    marks = ", ".join("?" * len(wanted))
    of: dict[str, int] = {}
    outlet_of: dict[str, int] = {}
    for term, where, many in db.execute(
        f"SELECT term, outlet, many FROM story_counts WHERE term IN ({marks}) AND outlet IN ('', ?)",
        [*wanted, outlet],
    ):
        (of if where == _ALL else outlet_of)[term] = many
    return Counts(of.pop("", 0), of, outlet_of.pop("", 0), outlet_of)


def count(
    db: sqlite3.Connection,
    story: int,
    terms: Iterable[str],
    known: Container[str] | None,
    *,
    article_id: str,
    outlet: str | None,
    outlet_articles: int,
) -> None:
    """Add an article to the counts. Not for a print of a text that is counted already.

    Where there are many, every eighth story and every eighth article of an outlet is counted: shares are what counts.

    Args:
        db: the archive.
        story: the story it is in.
        terms: of the article.
        known: the terms that its story had before; None where it starts one.
        article_id: its id.
        outlet: its outlet.
        outlet_articles: articles of that outlet which are counted, as `counts` gave it.
    """
    outlet = fold(outlet or "")
    rows: list[tuple[str, str]] = []
    # The empty term counts stories and articles.
    if story <= ALL_STORIES or story % EVERY == 0:
        rows += [(term, _ALL) for term in (["", *terms] if known is None else terms) if not known or term not in known]
    if outlet and (outlet_articles < ALL_ARTICLES or zlib.crc32(article_id.encode()) % EVERY == 0):
        rows += [(term, outlet) for term in ["", *terms]]
    db.executemany(
        """INSERT INTO story_counts (term, outlet, many) VALUES (?, ?, 1)
        ON CONFLICT (term, outlet) DO UPDATE SET many = many + 1""",
        sorted(rows),
    )


def candidates(
    db: sqlite3.Connection, terms: Sequence[tuple[str, float]], day: int | None, also: Iterable[int] = ()
) -> dict[int, bytes]:
    """Give the stories that share most of these terms, by number, with what is known of each; and those of `also`.

    Of each term the stories nearest in days are looked at, `NEAREST` on either side of `day` and without one, however
    many there are. With no day, the latest.
    """
    near: dict[int, float] = defaultdict(float)
    if day is None:
        query = f"""SELECT * FROM (SELECT story, weight FROM story_terms WHERE term = ?1
            ORDER BY day DESC, story DESC LIMIT {2 * NEAREST})"""
    else:
        query = f"""SELECT * FROM (SELECT story, weight FROM story_terms WHERE term = ?1 AND day >= ?2
                ORDER BY day, story LIMIT {NEAREST})
            UNION ALL SELECT * FROM (SELECT story, weight FROM story_terms WHERE term = ?1 AND day < ?2 AND day > 0
                ORDER BY day DESC, story DESC LIMIT {NEAREST})
            UNION ALL SELECT * FROM (SELECT story, weight FROM story_terms WHERE term = ?1 AND day = 0
                ORDER BY story DESC LIMIT {NEAREST})"""
    for term, weight in terms:
        for story, of_story in db.execute(query, [term] if day is None else [term, day]):
            near[story] += weight * of_story
    nearest = sorted(near, key=lambda story: (-round(near[story], 6), story))[:CANDIDATES]
    wanted = sorted({*nearest, *also})
    marks = ", ".join("?" * len(wanted))
    return dict(db.execute(f"SELECT number, state FROM stories WHERE number IN ({marks}) ORDER BY number", wanted))


def holding(db: sqlite3.Connection, articles: Sequence[int]) -> list[int]:
    """Give the stories that hold any of these articles."""
    marks = ", ".join("?" * len(articles))
    rows = db.execute(
        f"SELECT DISTINCT story FROM story_articles WHERE article IN ({marks}) ORDER BY story", list(articles)
    )
    return [story for (story,) in rows]


def hand_of(db: sqlite3.Connection, article_id: str) -> Hand:
    """Give what corrections say of an article that is to join a story."""
    row = db.execute("SELECT hand FROM story_hands WHERE article = ?", [article_id]).fetchone()
    if row is None:
        return Hand()
    found = db.execute("SELECT min(story) FROM story_articles WHERE hand = ?", row).fetchone()
    apart = db.execute(
        "SELECT DISTINCT story FROM story_articles WHERE hand IN (SELECT other FROM story_apart WHERE one = ?)", row
    )
    return Hand(found[0], found[0] is None, frozenset(story for (story,) in apart))


def start(db: sqlite3.Connection, article_id: str) -> int:
    """Give the number of the story that begins with this article: the one it had before, else the next."""
    return ids.number_for(db, "story", article_id)


def keep(
    db: sqlite3.Connection,
    number: int,
    record: Story,
    state: bytes,
    indexed: Sequence[tuple[str, float]],
    day: int | None,
    *,
    anchor: int | None = None,
) -> None:
    """Keep a story as it is now.

    Args:
        db: the archive.
        number: of the story.
        record: what lists show of it.
        state: what comparing knows of it.
        indexed: the terms it is found by, and their weights.
        day: its last day, as `date.toordinal` counts.
        anchor: the number of the article that begins it; of a story that is there already it may be left out.
    """
    at = day or 0
    now = {term: round(float(weight), 3) for term, weight in indexed}
    before = db.execute("SELECT anchor, day, indexed FROM stories WHERE number = ?", [number]).fetchone()
    was: dict[str, float] = {}
    if before is not None:
        anchor = before[0] if anchor is None else anchor
        was = msgspec.json.decode(before[2], type=dict[str, float])
        db.executemany(
            "DELETE FROM story_terms WHERE term = ? AND day = ? AND story = ?",
            [(term, before[1], number) for term in was if before[1] != at or term not in now],
        )
        if before[1] != at:
            was = {}
    # What weighs nearly the same need not be written: the index only finds, the decision looks at the story itself.
    for term, weight in was.items():
        if term in now and abs(now[term] - weight) <= CLOSE * weight:
            now[term] = weight
    db.executemany(
        "INSERT OR REPLACE INTO story_terms (term, day, story, weight) VALUES (?, ?, ?, ?)",
        [(term, at, number, weight) for term, weight in sorted(now.items()) if was.get(term) != weight],
    )
    folded = fold(" ".join((record.name, *record.terms, record.summary.text if record.summary else "")))
    db.execute(
        """INSERT OR REPLACE INTO stories
        (number, anchor, first, last, articles, folded, json, state, day, indexed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            number,
            anchor,
            record.first,
            record.last,
            record.articles,
            folded,
            to_json(record).decode(),
            state,
            at,
            msgspec.json.encode(now).decode(),
        ],
    )


def join(
    db: sqlite3.Connection,
    article: int,
    article_id: str,
    number: int,
    day: int | None,
    *,
    score: float,
    shared: tuple[str, ...],
    made_by: str,
) -> None:
    """Note that an article belongs to a story."""
    hand = db.execute("SELECT hand FROM story_hands WHERE article = ?", [article_id]).fetchone()
    db.execute(
        "INSERT OR REPLACE INTO story_articles VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            article,
            number,
            day,
            hand[0] if hand else None,
            float(score),
            msgspec.json.encode(shared).decode(),
            made_by,
        ],
    )


def _unite(db: sqlite3.Connection, one: int, other: int) -> int:
    """Put the articles of two stories into one; give the number that stays: that of the story that began first."""
    rows = db.execute("SELECT number FROM stories WHERE number IN (?, ?) ORDER BY anchor", [one, other])
    (kept,), (gone,) = rows.fetchall()
    db.execute("UPDATE story_articles SET story = ?, score = 1.0, made_by = ? WHERE story = ?", [kept, BY_HAND, gone])
    _forget(db, gone)
    return int(kept)


def _forget(db: sqlite3.Connection, number: int) -> None:
    (day, indexed) = db.execute("SELECT day, indexed FROM stories WHERE number = ?", [number]).fetchone()
    db.executemany(
        "DELETE FROM story_terms WHERE term = ? AND day = ? AND story = ?",
        [(term, day, number) for term in msgspec.json.decode(indexed, type=dict[str, float])],
    )
    db.execute("DELETE FROM stories WHERE number = ?", [number])


# Corrections


def merge(db: sqlite3.Connection, numbers: Sequence[int]) -> int:
    """Make one story of several, because a person says so; give its number, that of the one that began first.

    The correction is kept. What is known of the story is to be kept anew with `keep`. Raises ValueError where there
    are not two stories of these numbers.
    """
    wanted = sorted(set(numbers))
    known = [number for number in wanted if state(db, number) is not None]
    if known != wanted or len(known) < 2:
        raise ValueError(f"cannot merge {_named(numbers)}: give the ids of two stories or more")
    ids.correct(db, "story", "merge", {"stories": [_article_ids(db, number) for number in known]})
    kept = known[0]
    for other in known[1:]:
        kept = _unite(db, kept, other)
    redo_hands(db)
    return kept


def split(db: sqlite3.Connection, number: int, article_ids: Sequence[str]) -> tuple[int, int]:
    """Take articles out of a story, because a person says so; give the story's number and that of their own story.

    The part with the article that began the story keeps its number: it may be either. The correction is kept. What is
    known of both is to be kept anew with `keep`; the new one's anchor is its first article. Raises ValueError where an
    article is not in the story, or none would be left.
    """
    of_story = _article_ids(db, number)
    taken = [article for article in of_story if article in set(article_ids)]
    left = [article for article in of_story if article not in set(article_ids)]
    if not taken or not left or len(taken) != len(set(article_ids)):
        raise ValueError(
            f"cannot split {_named([number])}: give ids of articles that are in it, and leave at least one of its "
            f"{len(of_story)}"
        )
    ids.correct(db, "story", "split", {"stories": [left, taken]})
    anchor = db.execute(
        "SELECT a.id FROM stories s JOIN articles a ON a.number = s.anchor WHERE s.number = ?", [number]
    ).fetchone()
    moved = left if anchor is not None and anchor[0] in taken else taken
    new = start(db, moved[0])
    db.executemany(
        """UPDATE story_articles SET story = ?, score = 1.0, made_by = ?
        WHERE article = (SELECT number FROM articles WHERE id = ?)""",
        [(new, BY_HAND, article) for article in moved],
    )
    redo_hands(db)
    return (number, new) if moved is taken else (new, number)


def redo_hands(db: sqlite3.Connection) -> None:
    """Work out again, from the corrections, which articles a person put together and which apart.

    A merge or a split says of the articles that were there at that time that they are as they then were; what comes
    later may join either part. A later correction counts more than an earlier one.
    """
    hand_of_article: dict[str, int] = {}
    apart: set[tuple[int, int]] = set()
    last = 0
    for correction in ids.corrections(db, "story"):
        parts: list[list[str]] = correction.data["stories"]
        if correction.what == "merge":
            last += 1
            articles = [article for part in parts for article in part]
            old = {hand_of_article[article] for article in articles if article in hand_of_article}
            hand_of_article.update(dict.fromkeys(articles, last))
            apart |= {
                pair
                for one, other in apart
                if one in old and other not in old
                for pair in ((last, other), (other, last))
            }
        elif correction.what == "split":
            new: list[int] = []
            for part in parts:
                last += 1
                old = {hand_of_article[article] for article in part if article in hand_of_article}
                hand_of_article.update(dict.fromkeys(part, last))
                apart |= {pair for one, other in apart if one in old for pair in ((last, other), (other, last))}
                apart |= {pair for other in new for pair in ((last, other), (other, last))}
                new.append(last)
    living = set(hand_of_article.values())
    db.execute("DELETE FROM story_hands")
    db.execute("DELETE FROM story_apart")
    db.executemany("INSERT INTO story_hands VALUES (?, ?)", sorted(hand_of_article.items()))
    db.executemany(
        "INSERT INTO story_apart VALUES (?, ?)",
        sorted((one, other) for one, other in apart if one in living and other in living and one != other),
    )
    db.execute("UPDATE story_articles SET hand = NULL WHERE hand IS NOT NULL")
    db.execute(
        """UPDATE story_articles SET hand = h.hand
        FROM story_hands h JOIN articles a ON a.id = h.article WHERE story_articles.article = a.number"""
    )


def _article_ids(db: sqlite3.Connection, number: int) -> list[str]:
    rows = db.execute(
        """SELECT a.id FROM story_articles m JOIN articles a ON a.number = m.article
        WHERE m.story = ? ORDER BY m.article""",
        [number],
    )
    return [article for (article,) in rows]


def _named(numbers: Iterable[int]) -> str:
    return ", ".join(ids.id_of("story", number) for number in numbers) or "nothing"


# Lists


def state(db: sqlite3.Connection, number: int) -> bytes | None:
    """Give what comparing knows of a story; None where there is none of this number."""
    row = db.execute("SELECT state FROM stories WHERE number = ?", [number]).fetchone()
    return row[0] if row else None


def story(db: sqlite3.Connection, number: int) -> Story | None:
    """Give a story."""
    row = db.execute("SELECT json FROM stories WHERE number = ?", [number]).fetchone()
    return msgspec.json.decode(row[0], type=Story) if row else None


def members(db: sqlite3.Connection, number: int) -> tuple[Member, ...]:
    """Give the articles of a story in the order of their days, those without one last."""
    rows = db.execute(
        """SELECT m.article, m.day, a.id, m.story, m.score, m.shared, m.made_by
        FROM story_articles m JOIN articles a ON a.number = m.article
        WHERE m.story = ? ORDER BY m.day IS NULL, m.day, m.article""",
        [number],
    )
    return tuple(Member(article, day, _belonging(*columns)) for article, day, *columns in rows)


def of_article(db: sqlite3.Connection, article_id: str) -> Belonging | None:
    """Give the story an article belongs to, and why; None where it is not compared yet."""
    row = db.execute(
        """SELECT a.id, m.story, m.score, m.shared, m.made_by
        FROM articles a JOIN story_articles m ON m.article = a.number WHERE a.id = ?""",
        [article_id],
    ).fetchone()
    return _belonging(*row) if row else None


def listing(
    db: sqlite3.Connection,
    *,
    words: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    least: int = 1,
    order: Order = "latest",
    limit: int | None = 50,
    offset: int = 0,
) -> Listing[Story]:
    """List stories: the latest first, or with `order="largest"` the largest.

    Args:
        db: the archive.
        words: words or `"…"` phrases in their names, terms and summaries, all of them.
        outlet: an outlet, or part of its name, that has an article in them.
        since: with an article of this day or later, `YYYY-MM-DD`.
        until: with an article of this day or earlier.
        least: articles at least.
        order: `day` or `size`.
        limit: rows at most; None for all.
        offset: rows to leave out before.
    """
    conditions = ["s.articles >= ?"]
    values: list[Any] = [least]
    for piece in pieces_of(words or ""):
        conditions.append("instr(s.folded, ?)")
        values.append(fold(piece))
    if words and words.strip() and not pieces_of(words):
        conditions.append("0")
    if outlet:
        conditions.append(
            """EXISTS (SELECT 1 FROM story_articles m JOIN articles a ON a.number = m.article
            WHERE m.story = s.number AND instr(a.outlet_folded, ?))"""
        )
        values.append(fold(outlet))
    if since:
        conditions.append("s.last >= ?")
        values.append(since)
    if until:
        conditions.append("s.first <= ?")
        values.append(until)
    where = " AND ".join(conditions)
    by = "s.articles DESC, s.number" if order == "largest" else "s.last DESC, s.number DESC"
    rows = db.execute(
        f"SELECT s.json FROM stories s WHERE {where} ORDER BY {by} LIMIT ? OFFSET ?",
        [*values, -1 if limit is None else limit, offset],
    ).fetchall()
    (total,) = db.execute(f"SELECT count(*) FROM stories s WHERE {where}", values).fetchone()
    return Listing(tuple(msgspec.json.decode(json, type=Story) for (json,) in rows), total, offset)


def _belonging(article: str, number: int, score: float, shared: str, made_by: str) -> Belonging:
    return Belonging(
        article=article,
        story=ids.id_of("story", number),
        score=score,
        shared=msgspec.json.decode(shared, type=tuple[str, ...]),
        made_by=made_by,
    )
