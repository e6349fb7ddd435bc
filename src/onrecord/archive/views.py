"""What is asked across articles that takes more than one capability: who speaks in a story, what somebody said, who is
quoted with whom."""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from onrecord.archive import claims, identities, ids, likenesses, lists, stories
from onrecord.archive.interface import (
    Elsewhere,
    Filter,
    Listing,
    Network,
    NetworkLink,
    NetworkNode,
    SpeakerRow,
    SpokenRow,
    StatementRow,
    StoryArticleRow,
    StoryRow,
)
from onrecord.archive.words import fold
from onrecord.records import Claim, Identity, Likeness, Statement, Story

LOOKED_AT = 5_000
"""Articles that a network is made from, at most: the latest added."""
AGENCIES = 12
"""Agencies of a network, at most."""
LINKS = 400
"""Links of a network, at most: the heaviest."""

_PRINTS = ", ".join(f"'{kind}'" for kind in likenesses.ONE_TEXT)
_DAY = "coalesce(k.day, a.published)"
"""The day of an article `a`, with the row `k` of `claim_articles` beside it."""


# Stories


def number_of_story(db: sqlite3.Connection, story_id: str) -> int | None:
    """Give the number of a story; of one that was put into another, that one's. None where there is none."""
    number = ids.number_of("story", story_id)
    if number is None or stories.story(db, number) is not None:
        return number
    anchor = ids.anchor_of(db, "story", number)
    belonging = stories.of_article(db, anchor) if anchor else None
    return ids.number_of("story", belonging.story) if belonging else None


def story_row(db: sqlite3.Connection, story: Story) -> StoryRow:
    """Give a story with its outlets and claims counted."""
    number = ids.number_of("story", story.id)
    outlets, unknown = db.execute(
        """SELECT count(DISTINCT nullif(a.outlet_folded, '')), total(a.outlet_folded = '')
        FROM story_articles m JOIN articles a ON a.number = m.article WHERE m.story = ?""",
        [number],
    ).fetchone()
    found = db.execute(
        """SELECT count(*), total(contested > 0), total(denied > 0) FROM claims WHERE number IN (
            SELECT w.claim FROM story_articles m JOIN wordings w ON w.article = m.article WHERE m.story = ?)""",
        [number],
    ).fetchone()
    made, contested, denied = (int(count) for count in found)
    return StoryRow(
        story=story, outlets=outlets, unknown_outlets=int(unknown), claims=made, contested=contested, denied=denied
    )


def story_articles(db: sqlite3.Connection, number: int, limit: int | None, offset: int) -> Listing[StoryArticleRow]:
    """List the articles of a story in the order of their days, with what each is to one that was added before it."""
    members = stories.members(db, number)
    rows = []
    for member in members[offset : None if limit is None else offset + limit]:
        found = lists.articles_numbered(db, [member.article])
        if found:
            rows.append(
                StoryArticleRow(
                    article=found[0],
                    day=date.fromordinal(member.day).isoformat() if member.day else None,
                    belonging=member.belonging,
                    print_of=_print_of(db, member.article),
                    prints=_prints(db, member.article),
                )
            )
    return Listing(tuple(rows), len(members), offset)


def _print_of(db: sqlite3.Connection, article: int) -> Likeness | None:
    row = db.execute(
        f"SELECT json FROM likenesses WHERE other = ? AND kind IN ({_PRINTS}) ORDER BY article LIMIT 1", [article]
    ).fetchone()
    return msgspec.json.decode(row[0], type=Likeness).turned() if row else None


def _prints(db: sqlite3.Connection, article: int) -> int:
    (count,) = db.execute(
        f"""SELECT (SELECT count(*) FROM likenesses WHERE article = ?1 AND kind IN ({_PRINTS}))
            + (SELECT count(*) FROM likenesses WHERE other = ?1 AND kind IN ({_PRINTS}))""",
        [article],
    ).fetchone()
    return int(count)


def speakers(db: sqlite3.Connection, number: int, limit: int | None, offset: int) -> Listing[SpeakerRow]:
    """List who speaks in the articles of a story, who says most first."""
    tables = "story_articles s JOIN identity_members m ON m.article = s.article AND m.statements > 0"
    (total,) = db.execute(f"SELECT count(DISTINCT m.identity) FROM {tables} WHERE s.story = ?", [number]).fetchone()
    rows = db.execute(
        f"""SELECT i.json, said.statements, said.articles FROM (
            SELECT m.identity, sum(m.statements) AS statements, count(DISTINCT m.article) AS articles
            FROM {tables} WHERE s.story = ? GROUP BY m.identity
        ) AS said JOIN identities i ON i.place = said.identity
        ORDER BY said.statements DESC, said.articles DESC, i.place LIMIT ? OFFSET ?""",
        [number, -1 if limit is None else limit, offset],
    )
    found = tuple(
        SpeakerRow(identity=msgspec.json.decode(json, type=Identity), statements=statements, articles=articles)
        for json, statements, articles in rows
    )
    return Listing(found, total, offset)


def articles_of_story(db: sqlite3.Connection, number: int) -> tuple[int, ...]:
    """Give the numbers of a story's articles."""
    rows = db.execute("SELECT article FROM story_articles WHERE story = ? ORDER BY article", [number])
    return tuple(article for (article,) in rows)


# One article


def elsewhere(db: sqlite3.Connection, article: int, article_id: str) -> Elsewhere:
    """Give what an article is to all others, likenesses aside."""
    belonging = stories.of_article(db, article_id)
    number = ids.number_of("story", belonging.story) if belonging else None
    return Elsewhere(
        belonging=belonging,
        story=stories.story(db, number) if number is not None else None,
        claims=claims.claims_of_article(db, article),
        oppositions=claims.oppositions_of_article(db, article),
        identities=identities.of_article(db, article),
    )


# One identity


def spoken(
    db: sqlite3.Connection, identity_id: str, filter_: Filter, limit: int | None, offset: int, *, disputed: bool
) -> Listing[SpokenRow]:
    """List what somebody said in all articles, by day, those without a day last; `disputed` alone, or all."""
    place = _place(db, identity_id)
    conditions, values = ["m.identity = ?"], [place]  # type: tuple[list[str], list[Any]]
    _add_days(conditions, values, filter_)
    inside = lists.of_article(filter_, "a")
    conditions += inside.conditions
    values += inside.values
    if disputed:
        conditions.append(
            """(EXISTS (SELECT 1 FROM oppositions o WHERE o.other_article = s.article AND o.other = s.id)
            OR EXISTS (SELECT 1 FROM oppositions o
                WHERE o.article = s.article AND o.statement = s.id AND o.relation = 'contests'))"""
        )
    tables = f"""identity_members m JOIN statements s ON s.article = m.article AND s.source = m.record
        JOIN articles a ON a.number = m.article LEFT JOIN claim_articles k ON k.article = m.article
        WHERE {" AND ".join(conditions)}"""
    (total,) = db.execute(f"SELECT count(*) FROM {tables}", values).fetchone()
    rows = db.execute(
        f"""SELECT s.json, s.article, s.id, chosen.day, a.id, a.title, a.outlet, a.published, c.uri FROM (
            SELECT s.number, {_DAY} AS day, s.article, s.position FROM {tables}
            ORDER BY 2 IS NULL, 2, 3, 4 LIMIT ? OFFSET ?
        ) AS chosen JOIN statements s ON s.number = chosen.number JOIN articles a ON a.number = s.article
        JOIN captures c ON c.number = a.capture
        ORDER BY chosen.day IS NULL, chosen.day, chosen.article, chosen.position""",
        [*values, -1 if limit is None else limit, offset],
    ).fetchall()
    disputes = claims.disputes_of_source(db, [(article, statement) for _, article, statement, *_ in rows])
    made: dict[int, dict[str, Claim]] = {}
    found = []
    for json, article, statement, day, id_, title, outlet, published, uri in rows:
        if article not in made:
            made[article] = claims.claims_of_article(db, article)
        contested, denied = disputes.get((article, statement), (0, 0))
        found.append(
            SpokenRow(
                row=StatementRow(
                    statement=msgspec.json.decode(json, type=Statement),
                    article_id=id_,
                    article_title=title,
                    outlet=outlet,
                    published=published,
                    uri=uri,
                ),
                day=day,
                claim=made[article].get(statement),
                contested=contested,
                denied=denied,
            )
        )
    return Listing(tuple(found), total, offset)


def _place(db: sqlite3.Connection, identity_id: str) -> int | None:
    row = identities.one(db, identity_id)
    if row is None:
        return None
    found = db.execute(
        "SELECT place FROM identities WHERE number = ?", [ids.number_of("identity", row.identity.id)]
    ).fetchone()
    return int(found[0])


def _add_days(conditions: list[str], values: list[Any], filter_: Filter) -> None:
    for sign, day in ((">=", filter_.since), ("<=", filter_.until)):
        if day:
            conditions.append(f"{_DAY} {sign} ?")
            # A day holds all its hours.
            values.append(day if sign == ">=" else f"{day}~")


# The network


def network(db: sqlite3.Connection, filter_: Filter, most: int) -> Network:
    """Tell who is quoted with whom, and through which agency; reprints count once.

    Of the articles that meet the filter the `LOOKED_AT` added last are looked at. Nodes are the `most` that speak in
    most articles, and the `AGENCIES` through which most statements came.
    """
    total = _choose(db, filter_)
    (looked_at,) = db.execute("SELECT count(*) FROM network_articles").fetchone()
    (people,) = db.execute(
        """SELECT count(DISTINCT m.identity) FROM network_articles n
        JOIN identity_members m ON m.article = n.article AND m.statements > 0"""
    ).fetchone()
    speaking = db.execute(
        """SELECT i.place, i.json, said.statements, said.articles FROM (
            SELECT m.identity, sum(m.statements) AS statements, count(*) AS articles FROM (
                SELECT m.identity, m.article, sum(m.statements) AS statements FROM network_articles n
                JOIN identity_members m ON m.article = n.article AND m.statements > 0 GROUP BY m.identity, m.article
            ) AS m GROUP BY m.identity
        ) AS said JOIN identities i ON i.place = said.identity
        ORDER BY said.articles DESC, said.statements DESC, i.place LIMIT ?""",
        [most],
    ).fetchall()
    nodes: list[NetworkNode] = []
    at: dict[int, int] = {}
    named: dict[str, int] = {}
    for place, json, statements, articles in speaking:
        identity = msgspec.json.decode(json, type=Identity)
        at[place] = len(nodes)
        for name in (identity.name, *identity.aliases):
            named.setdefault(fold(name), len(nodes))
        nodes.append(NetworkNode(name=identity.name, identity=identity, statements=statements, articles=articles))
    _fill(db, "network_people", sorted(at))
    weights: dict[tuple[int, int, bool], int] = {}
    for one, other, articles in db.execute(
        """WITH here (article, identity) AS MATERIALIZED (
            SELECT DISTINCT n.article, m.identity FROM network_articles n
            JOIN identity_members m ON m.article = n.article AND m.statements > 0
            WHERE m.identity IN (SELECT number FROM network_people) ORDER BY 1, 2)
        SELECT x.identity, y.identity, count(*) FROM here x JOIN here y
        ON y.article = x.article AND y.identity > x.identity GROUP BY 1, 2"""
    ):
        weights[at[one], at[other], False] = articles
    agencies = db.execute(
        """SELECT s.relay_folded, min(json_extract(s.json, '$.relay.name')), count(*), count(DISTINCT s.article)
        FROM network_articles n JOIN statements s ON s.article = n.article WHERE s.relay_folded != ''
        GROUP BY 1 ORDER BY 4 DESC, 3 DESC, 1""",
    ).fetchall()
    of_agency: dict[str, int] = {}
    for folded, name, statements, articles in agencies[:AGENCIES]:
        if folded in named:
            place = named[folded]
            nodes[place] = msgspec.structs.replace(nodes[place], relayed=statements)
        else:
            place = len(nodes)
            nodes.append(NetworkNode(name=name or folded, relayed=statements, statements=0, articles=articles))
        of_agency[folded] = place
    for folded, place in of_agency.items():
        for identity, articles in db.execute(
            """SELECT m.identity, count(DISTINCT s.article) FROM network_articles n
            JOIN statements s ON s.article = n.article AND s.relay_folded = ?
            JOIN identity_members m ON m.article = s.article AND m.record = s.source
            WHERE m.identity IN (SELECT number FROM network_people) GROUP BY 1 ORDER BY 1""",
            [folded],
        ):
            if at[identity] != place:
                weights[place, at[identity], True] = articles
    links = [
        NetworkLink(one=one, other=other, relay=relay, articles=articles)
        for (one, other, relay), articles in weights.items()
    ]
    links.sort(key=lambda link: (-link.articles, not link.relay, link.one, link.other))
    return Network(
        nodes=tuple(nodes),
        links=tuple(links[:LINKS]),
        all_links=len(links),
        speakers=people,
        agencies=len(agencies),
        articles=total,
        looked_at=looked_at,
    )


def _choose(db: sqlite3.Connection, filter_: Filter) -> int:
    """Put the articles that meet a filter into `network_articles`, of one text one; give how many meet it."""
    where = lists.of_article(filter_, "a")
    where.words("articles_words", "a.number", filter_.words)
    conditions, values = [*where.conditions], [*where.values]
    _add_days(conditions, values, filter_)
    tables = f"""articles a LEFT JOIN claim_articles k ON k.article = a.number
        WHERE {" AND ".join(conditions) or "1"}"""
    (total,) = db.execute(f"SELECT count(*) FROM {tables}", values).fetchone()
    latest = db.execute(f"SELECT a.number FROM {tables} ORDER BY a.number DESC LIMIT ?", [*values, LOOKED_AT])
    _fill(db, "network_all", [number for (number,) in latest])
    kept = db.execute(
        f"""SELECT number FROM network_all n WHERE NOT EXISTS (
            SELECT 1 FROM likenesses l WHERE l.other = n.number AND l.kind IN ({_PRINTS})
            AND +l.article IN (SELECT number FROM network_all)) ORDER BY number"""
    ).fetchall()
    db.execute("CREATE TEMP TABLE IF NOT EXISTS network_articles (article INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM network_articles")
    db.executemany("INSERT INTO network_articles VALUES (?)", kept)
    return int(total)


def _fill(db: sqlite3.Connection, table: str, numbers: Iterable[int]) -> None:
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (number INTEGER PRIMARY KEY)")
    db.execute(f"DELETE FROM {table}")
    db.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?)", [(number,) for number in numbers])


def identities_named(db: sqlite3.Connection, name: str, limit: int) -> Sequence[Identity]:
    """Give the identities that go by this very name, who says most first; case and diacritics do not count."""
    rows = db.execute(
        "SELECT json FROM identities WHERE instr(folded, ?) ORDER BY statements DESC, place LIMIT ?",
        [f"\n{fold(name)}\n", limit],
    )
    return [msgspec.json.decode(json, type=Identity) for (json,) in rows]
