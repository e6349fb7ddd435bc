"""The lists: each a page of rows and the total, in an order that does not change.

Every function takes a connection inside a transaction, so rows and total are of the same state. SQL is put together
from the constants here alone; what a person typed goes in as parameters.
"""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import re
import secrets
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from onrecord.archive.ids import number_of
from onrecord.archive.interface import (
    ArticleRow,
    DateRow,
    FigureRow,
    Filter,
    Hit,
    Ledger,
    Listing,
    PlaceRow,
    SilenceRow,
    SourceRow,
    Spot,
    StatementRow,
)
from onrecord.archive.packing import unpack
from onrecord.archive.words import fold, match_query, pieces_of
from onrecord.records import Date, Figure, Place, Problem, Silence, Statement

UNKNOWN = "unknown"
"""The precision by which places without coordinates are asked for."""

SNIPPET_WORDS = 32
TITLE_WEIGHT = 4.0
"""How much more a word counts in a title than in a text."""

Value: TypeAlias = str | int | float


class Where(NamedTuple):
    """Conditions and the parameters in them."""

    conditions: list[str]
    values: list[Value]

    def add(self, condition: str, *values: Value) -> None:
        """Add a condition."""
        self.conditions.append(condition)
        self.values.extend(values)

    def words(self, index: str, key: str, words: str | None) -> None:
        """Narrow to rows whose `index` holds the words; where there are none to look for, to no row."""
        if words is None or not words.strip():
            return
        query = match_query(words)
        if query is None:
            self.add("0")
        else:
            self.add(f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", query)

    def sql(self) -> str:
        """Give them as SQL; "1" where there are none."""
        return " AND ".join(self.conditions) or "1"


def of_article(filter_: Filter, article: str) -> Where:
    """Give the conditions on an article's own columns."""
    where = Where([], [])
    if filter_.article is not None:
        where.add(f"{article}.id = ?", filter_.article)
    if filter_.outlet:
        where.add(f"instr({article}.outlet_folded, ?)", fold(filter_.outlet))
    if filter_.story is not None:
        number = number_of("story", filter_.story)
        where.add(
            f"{article}.number IN (SELECT m.article FROM story_articles m WHERE m.story = ?)",
            -1 if number is None else number,
        )
    return where


def _of_statement(filter_: Filter) -> Where:
    """Give the conditions on the columns of a statement `s` that no source and no article has."""
    where = Where([], [])
    for column, value in (("stance", filter_.stance), ("form", filter_.form)):
        if value is not None:
            where.add(f"s.{column} = ?", value)
    if filter_.relay:
        where.add("instr(s.relay_folded, ?)", fold(filter_.relay))
    if filter_.min_confidence is not None:
        where.add("s.confidence >= ?", filter_.min_confidence)
    return where


def _of_place(filter_: Filter, table: str, name: str, country: str) -> Where:
    """Give the conditions on a place, whose name and country stand in these columns of `table`."""
    where = Where([], [])
    if filter_.place:
        where.add(f"instr({table}.{name}, ?)", fold(filter_.place))
    if filter_.country:
        where.add(f"{table}.{country} = ?", filter_.country.upper())
    return where


def _of_ledger(filter_: Filter) -> Where:
    """Give the conditions on a row `s` of a ledger: who claims it, and the words in it."""
    where = _all(_of_source(filter_, "s", "source_folded"), _of_statement(filter_))
    for word in pieces_of(filter_.words or ""):
        where.add("instr(s.folded, ?)", fold(word))
    return where


def _of_days(filter_: Filter) -> Where:
    """Give the conditions on the days of a row `s`; one whose days are unknown meets none."""
    where = Where([], [])
    if filter_.since:
        where.add("coalesce(s.last, s.first) >= ?", filter_.since)
    if filter_.until:
        where.add("coalesce(s.first, s.last) <= ?", filter_.until)
    return where


def _of_source(filter_: Filter, table: str, folded: str) -> Where:
    """Give the conditions on who speaks."""
    where = Where([], [])
    if filter_.source:
        where.add(f"instr({table}.{folded}, ?)", fold(filter_.source))
    if filter_.status is not None:
        where.add(f"{table}.status = ?", filter_.status)
    return where


def _all(*wheres: Where) -> Where:
    return Where(
        [condition for where in wheres for condition in where.conditions],
        [value for where in wheres for value in where.values],
    )


def _count(db: sqlite3.Connection, tables: str, where: Where) -> int:
    (total,) = db.execute(f"SELECT count(*) FROM {tables} WHERE {where.sql()}", where.values).fetchone()
    return int(total)


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit


def articles(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int) -> Listing[ArticleRow]:
    """List articles; a condition on statements keeps those that hold one which meets all of them."""
    where = of_article(filter_, "a")
    where.words("articles_words", "a.number", filter_.words)
    inside = _all(_of_source(filter_, "s", "source_folded"), _of_statement(filter_))
    if inside.conditions:
        where.add(f"EXISTS (SELECT 1 FROM statements s WHERE s.article = a.number AND {inside.sql()})", *inside.values)
    rows = db.execute(
        f"{_ARTICLES} WHERE {where.sql()} ORDER BY a.number LIMIT ? OFFSET ?", [*where.values, _limit(limit), offset]
    )
    return Listing(tuple(map(_article, rows)), _count(db, "articles a", where), offset)


_ARTICLES = """SELECT a.id, a.title, a.outlet, a.byline, a.published, a.language, c.uri, c.sha256, a.words,
    a.statements, a.sources, a.silences FROM articles a JOIN captures c ON c.number = a.capture"""


def _article(row: tuple[Any, ...]) -> ArticleRow:
    return ArticleRow(**dict(zip(ArticleRow.__struct_fields__, row, strict=True)))


def articles_numbered(db: sqlite3.Connection, numbers: Sequence[int]) -> list[ArticleRow]:
    """Give the articles with these numbers, in their order; one that is gone is left out."""
    rows = (db.execute(f"{_ARTICLES} WHERE a.number = ?", [number]).fetchone() for number in numbers)
    return [_article(row) for row in rows if row is not None]


def statements(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int) -> Listing[StatementRow]:
    """List statements in article order."""
    where = _all(_of_source(filter_, "s", "source_folded"), _of_statement(filter_))
    where.words("statements_words", "s.number", filter_.words)
    there = _of_place(filter_, "p", "name_folded", "country")
    if there.conditions:
        inside = f"SELECT 1 FROM places p WHERE p.article = s.article AND p.statement = s.id AND {there.sql()}"
        where.add(f"EXISTS ({inside})", *there.values)
    rows, total = _in_article_order(db, "statements", where, filter_, limit, offset)
    found = tuple(
        StatementRow(
            statement=msgspec.json.decode(json, type=Statement),
            article_id=article,
            article_title=title,
            outlet=outlet,
            published=published,
            uri=uri,
        )
        for json, article, title, outlet, published, uri in rows
    )
    return Listing(found, total, offset)


def silences(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int) -> Listing[SilenceRow]:
    """List silences in article order. None has a stance, form, relay or confidence: asked for one, there is none."""
    where = _of_source(filter_, "s", "source_folded")
    where.words("silences_words", "s.number", filter_.words)
    if _of_statement(filter_).conditions:
        where.add("0")
    rows, total = _in_article_order(db, "silences", where, filter_, limit, offset)
    found = tuple(
        SilenceRow(
            silence=msgspec.json.decode(json, type=Silence),
            article_id=article,
            article_title=title,
            outlet=outlet,
            published=published,
            uri=uri,
        )
        for json, article, title, outlet, published, uri in rows
    )
    return Listing(found, total, offset)


def _in_article_order(
    db: sqlite3.Connection, table: str, where: Where, filter_: Filter, limit: int | None, offset: int
) -> tuple[list[tuple[str, ...]], int]:
    _within(where, filter_)
    # The rows are chosen in the narrow index first; the wide ones are read for these alone.
    rows = db.execute(
        f"""SELECT s.json, a.id, a.title, a.outlet, a.published, c.uri
        FROM (SELECT s.number FROM {table} s WHERE {where.sql()} ORDER BY s.article, s.position LIMIT ? OFFSET ?) chosen
        JOIN {table} s ON s.number = chosen.number JOIN articles a ON a.number = s.article
        JOIN captures c ON c.number = a.capture ORDER BY s.article, s.position""",
        [*where.values, _limit(limit), offset],
    ).fetchall()
    return rows, _count(db, f"{table} s", where)


def places(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int) -> Listing[PlaceRow]:
    """List mentions of places in article order."""
    rows, total = _ledger(db, "places", _of_places(filter_), filter_, limit, offset)
    found = tuple(PlaceRow(place=msgspec.json.decode(json, type=Place), **about) for json, about, _ in rows)
    return Listing(found, total, offset)


def _of_places(filter_: Filter) -> Where:
    where = _all(_of_ledger(filter_), _of_place(filter_, "s", "name_folded", "country"))
    if filter_.precision == UNKNOWN:
        where.add("s.lat IS NULL")
    elif filter_.precision:
        where.add("s.precision = ?", filter_.precision)
    return where


def dates(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int, *, by_day: bool) -> Listing[DateRow]:
    """List dates in article order, or by day."""
    rows, total = _ledger(db, "dates", _of_dates(filter_), filter_, limit, offset, ", s.first, s.last", by_day=by_day)
    found = tuple(
        DateRow(date=msgspec.json.decode(json, type=Date), first=first, last=last, **about)
        for json, about, (first, last) in rows
    )
    return Listing(found, total, offset)


def _of_dates(filter_: Filter) -> Where:
    where = _all(_of_ledger(filter_), _of_days(filter_))
    if filter_.kind:
        where.add("s.kind = ?", filter_.kind)
    return where


def figures(
    db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int, *, by_day: bool, of: Ledger | None
) -> Listing[FigureRow]:
    """List figures in article order, or by the day they are of; with `of` those of that ledger alone."""
    where = _of_figures(filter_)
    if of is not None:
        where.add("s.kind = ? AND s.thing = ? AND s.place_folded = ?", of.kind, of.thing, fold(of.place or ""))
        for column, value in (("unit", of.unit), ("place_country", of.country)):
            where.add(f"s.{column} IS NULL") if value is None else where.add(f"s.{column} = ?", value)
    beside = """, s.first, s.place,
        (SELECT p.json FROM places p WHERE p.article = s.article AND p.id = json_extract(s.json, '$.place')),
        (SELECT d.json FROM dates d WHERE d.article = s.article AND d.id = json_extract(s.json, '$.date'))"""
    rows, total = _ledger(db, "figures", where, filter_, limit, offset, beside, by_day=by_day)
    found = tuple(
        FigureRow(
            figure=msgspec.json.decode(json, type=Figure),
            place=None if place is None else msgspec.json.decode(place, type=Place),
            date=None if date is None else msgspec.json.decode(date, type=Date),
            first=first,
            setting=listed_at if place is None else None,
            **about,
        )
        for json, about, (first, listed_at, place, date) in rows
    )
    return Listing(found, total, offset)


def _of_figures(filter_: Filter) -> Where:
    where = _all(_of_ledger(filter_), _of_days(filter_), _of_place(filter_, "s", "place_folded", "place_country"))
    if filter_.kind:
        where.add("s.kind = ?", filter_.kind)
    if filter_.counted:
        where.add("(instr(s.thing, ?) OR instr(s.folded, ?))", *[fold(filter_.counted)] * 2)
    return where


def _ledger(
    db: sqlite3.Connection,
    table: str,
    where: Where,
    filter_: Filter,
    limit: int | None,
    offset: int,
    beside: str = "",
    *,
    by_day: bool = False,
) -> tuple[list[tuple[str, dict[str, Any], tuple[Any, ...]]], int]:
    """Give rows of a ledger as (its record's JSON, what is said of its article and statement, the columns `beside`)."""
    _within(where, filter_)
    order = "s.first IS NULL, s.first, s.article, s.position" if by_day else "s.article, s.position"
    rows = db.execute(
        f"""SELECT s.json, t.json, a.id, a.title, a.outlet, a.published, c.uri{beside}
        FROM (SELECT s.article, s.position FROM {table} s WHERE {where.sql()} ORDER BY {order} LIMIT ? OFFSET ?) chosen
        JOIN {table} s ON s.article = chosen.article AND s.position = chosen.position
        JOIN articles a ON a.number = s.article JOIN captures c ON c.number = a.capture
        LEFT JOIN statements t ON t.article = s.article AND t.id = s.statement
        ORDER BY {order}""",
        [*where.values, _limit(limit), offset],
    ).fetchall()
    found = []
    for json, claim, article, title, outlet, published, uri, *columns in rows:
        about = {
            "statement": None if claim is None else msgspec.json.decode(claim, type=Statement),
            "article_id": article,
            "article_title": title,
            "outlet": outlet,
            "published": published,
            "uri": uri,
        }
        found.append((json, about, tuple(columns)))
    return found, _count(db, f"{table} s", where)


def spots(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int) -> Listing[Spot]:
    """List the places on the map, the most often mentioned first; what is nowhere on it is left out."""
    where = _of_places(filter_)
    where.add("s.lat IS NOT NULL")
    _within(where, filter_)
    groups = f"FROM places s WHERE {where.sql()} GROUP BY s.name_folded, s.country, s.precision, s.lat, s.lon"
    rows = db.execute(
        f"""SELECT min(json_extract(s.json, '$.name')), s.country, s.precision, s.lat, s.lon, count(*) AS mentions,
            count(DISTINCT CASE WHEN s.statement IS NOT NULL THEN s.article || ' ' || s.statement END),
            count(DISTINCT s.article) {groups}
        ORDER BY mentions DESC, s.name_folded, s.lat, s.lon LIMIT ? OFFSET ?""",
        [*where.values, _limit(limit), offset],
    )
    names = ("name", "country", "precision", "lat", "lon", "mentions", "statements", "articles")
    found = tuple(Spot(**dict(zip(names, row, strict=True))) for row in rows)
    (total,) = db.execute(f"SELECT count(*) FROM (SELECT 1 {groups})", where.values).fetchone()
    return Listing(found, total, offset)


def ledgers(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int) -> Listing[Ledger]:
    """List what figures count; what most claim most often first."""
    where = _of_figures(filter_)
    _within(where, filter_)
    groups = f"FROM figures s WHERE {where.sql()} GROUP BY s.kind, s.thing, s.unit, s.place_folded, s.place_country"
    rows = db.execute(
        f"""SELECT s.kind, s.thing, s.unit, min(s.place), s.place_country, count(*) AS figures,
            count(DISTINCT s.article),
            count(DISTINCT CASE WHEN s.statement IS NULL THEN s.article ELSE s.source_folded END) AS claimants,
            min(coalesce(s.low, s.high)), max(coalesce(s.high, s.low)), min(s.first), max(s.last) {groups}
        ORDER BY s.kind = 'other' AND s.thing = '' AND s.unit IS NULL, claimants DESC, figures DESC, s.kind, s.thing,
            s.unit, s.place_folded, s.place_country
        LIMIT ? OFFSET ?""",
        [*where.values, _limit(limit), offset],
    )
    names = Ledger.__struct_fields__
    found = tuple(Ledger(**dict(zip(names, row, strict=True))) for row in rows)
    (total,) = db.execute(f"SELECT count(*) FROM (SELECT 1 {groups})", where.values).fetchone()
    return Listing(found, total, offset)


def months(db: sqlite3.Connection, filter_: Filter) -> tuple[tuple[str, int], ...]:
    """Count the dates by the month they begin in."""
    where = _of_dates(filter_)
    where.add("s.first IS NOT NULL")
    _within(where, filter_)
    rows = db.execute(
        f"SELECT substr(s.first, 1, 7), count(*) FROM dates s WHERE {where.sql()} GROUP BY 1 ORDER BY 1", where.values
    )
    return tuple((month, number) for month, number in rows)


def _within(where: Where, filter_: Filter) -> None:
    """Narrow rows `s` to those of the articles asked for."""
    inside = of_article(filter_, "b")
    if inside.conditions:
        where.add(f"s.article IN (SELECT b.number FROM articles b WHERE {inside.sql()})", *inside.values)


def sources(db: sqlite3.Connection, filter_: Filter, limit: int | None, offset: int) -> Listing[SourceRow]:
    """List sources by name and status, who speaks most first.

    With a condition on statements, a source is listed for those that meet it, and only they are counted.
    """
    where = _of_source(filter_, "x", "folded")
    inside = of_article(filter_, "b")
    if inside.conditions:
        where.add(f"x.article IN (SELECT b.number FROM articles b WHERE {inside.sql()})", *inside.values)
    spoken = _of_statement(filter_)
    spoken.words("statements_words", "s.number", filter_.words)
    tables, count, values = "sources x", "x.statements", where.values
    if spoken.conditions:
        tables = f"""(SELECT s.article, s.source, count(*) AS statements FROM statements s
            WHERE {spoken.sql()} GROUP BY s.article, s.source) said
            JOIN sources x ON x.article = said.article AND x.id = said.source"""
        count, values = "said.statements", [*spoken.values, *where.values]
    groups = f"FROM {tables} WHERE {where.sql()}"
    rows = db.execute(
        f"""SELECT x.folded, x.status, sum({count}) AS spoke, count(DISTINCT x.article), sum(x.silences)
        {groups} GROUP BY x.folded, x.status ORDER BY spoke DESC, x.folded, x.status LIMIT ? OFFSET ?""",
        [*values, _limit(limit), offset],
    ).fetchall()
    (total,) = db.execute(
        f"SELECT count(*) FROM (SELECT 1 {groups} GROUP BY x.folded, x.status)",
        values,
    ).fetchone()

    query = f"""SELECT x.name, x.kind, x.role, x.affiliation, count(*) {groups} AND x.folded = ? AND x.status = ?
        GROUP BY 1, 2, 3, 4"""
    found: list[SourceRow] = []
    for folded, status, spoke, in_articles, silent in rows:
        said_of = db.execute(query, [*values, folded, status]).fetchall()
        names, kinds, roles, affiliations = (_most_frequent_first(said_of, column) for column in range(4))
        found.append(
            SourceRow(
                name=names[0],
                kind=kinds[0],
                status=status,
                statements=spoke,
                articles=in_articles,
                silences=silent,
                roles=roles,
                affiliations=affiliations,
            )
        )
    return Listing(tuple(found), total, offset)


def _most_frequent_first(rows: list[tuple[str | int | None, ...]], column: int) -> tuple[str, ...]:
    """Give the values of a column by how often its rows count, and then by name; the count is the last column."""
    counts: Counter[str] = Counter()
    for row in rows:
        value, count = row[column], row[-1]
        if isinstance(value, str) and isinstance(count, int):
            counts[value] += count
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def search(db: sqlite3.Connection, words: str, limit: int | None, offset: int) -> Listing[Hit]:
    """Find words in articles and statements, by BM25, best first."""
    query = match_query(words)
    if query is None:
        return Listing((), 0, offset)
    (total,) = db.execute(
        """SELECT (SELECT count(*) FROM articles_words WHERE articles_words MATCH ?1)
            + (SELECT count(*) FROM statements_words WHERE statements_words MATCH ?1)""",
        [query],
    ).fetchone()
    best = db.execute(
        """SELECT 'articles', rowid, bm25(articles_words, ?2, 1.0) AS score FROM articles_words
            WHERE articles_words MATCH ?1
        UNION ALL SELECT 'statements', rowid, bm25(statements_words) FROM statements_words
            WHERE statements_words MATCH ?1
        ORDER BY score, 1, rowid LIMIT ?3 OFFSET ?4""",
        [query, TITLE_WEIGHT, _limit(limit), offset],
    ).fetchall()
    return Listing(tuple(_hit(db, table, number, query) for table, number, _ in best), total, offset)


def _hit(db: sqlite3.Connection, table: str, number: int, query: str) -> Hit:
    # The marks cannot be guessed by who wrote the page, so no text can pass for a match.
    opening, closing = f"\x02{secrets.token_hex(8)}\x02", f"\x03{secrets.token_hex(8)}\x03"
    (marked,) = db.execute(
        f"""SELECT snippet({table}_words, -1, ?, ?, '…', {SNIPPET_WORDS}) FROM {table}_words
        WHERE {table}_words MATCH ? AND rowid = ?""",
        [opening, closing, query, number],
    ).fetchone()
    is_statement = table == "statements"
    statement, article = (
        db.execute("SELECT id, article FROM statements WHERE number = ?", [number]).fetchone()
        if is_statement
        else (None, number)
    )
    article_id, title, outlet, published = db.execute(
        "SELECT id, title, outlet, published FROM articles WHERE number = ?", [article]
    ).fetchone()
    return Hit(
        article_id=article_id,
        article_title=title,
        outlet=outlet,
        published=published,
        statement_id=statement,
        snippet=_pieces(marked, opening, closing),
    )


def _pieces(marked: str, opening: str, closing: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    is_match = False
    for part in re.split(f"({opening}|{closing})", marked):
        if part in (opening, closing):
            is_match = part == opening
        elif part:
            pieces.append((part, is_match))
    return tuple(pieces)


def problems(db: sqlite3.Connection, limit: int | None, offset: int) -> Listing[Problem]:
    """List problems, oldest first, with the bytes that were kept."""
    rows = db.execute(
        "SELECT uri, stage, reason, error, sha256, data FROM problems ORDER BY number LIMIT ? OFFSET ?",
        [_limit(limit), offset],
    )
    found = tuple(
        Problem(
            uri=uri,
            stage=stage,
            reason=reason,
            error=error,
            sha256=sha256,
            data=None if data is None else unpack(data),
        )
        for uri, stage, reason, error, sha256, data in rows
    )
    return Listing(found, _count(db, "problems", Where([], [])), offset)
