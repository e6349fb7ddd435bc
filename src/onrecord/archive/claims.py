"""Claims: the index of what statements speak of, and what was decided: claims, their wordings, what opposes what."""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from onrecord.archive.ids import id_of, number_for, number_of
from onrecord.archive.interface import ClaimOpposition, ClaimPage, ClaimWording, Listing
from onrecord.archive.words import fold, match_query
from onrecord.records import Claim, Opposition, Origins, Said, Wording, to_json

TABLES: tuple[str, ...] = (
    # What statements speak of. `day` is that of the article as a number, 0 for unknown, so that of each term those
    # nearest in time are read, and no more, however many there are.
    """CREATE TABLE claim_terms (
        term TEXT NOT NULL,
        day INTEGER NOT NULL,
        article INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (term, day, article, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE claim_frequencies (
        term TEXT PRIMARY KEY,
        statements INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # The day of each article in the index, and how many of its statements are there.
    """CREATE TABLE claim_articles (
        article INTEGER PRIMARY KEY,
        day TEXT,
        statements INTEGER NOT NULL
    ) STRICT""",
    # One row with the number of all statements in the index.
    "CREATE TABLE claim_totals (statements INTEGER NOT NULL) STRICT",
    """CREATE TABLE claims (
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL,
        statement TEXT NOT NULL,
        text TEXT NOT NULL,
        first TEXT,
        last TEXT,
        statements INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        origins_low INTEGER NOT NULL,
        origins_high INTEGER NOT NULL,
        contested INTEGER NOT NULL,
        denied INTEGER NOT NULL,
        origins TEXT
    ) STRICT""",
    "CREATE INDEX claims_by_dispute ON claims (contested DESC, denied DESC, origins_high DESC, number)",
    "CREATE INDEX claims_by_support ON claims (origins_low DESC, origins_high DESC, statements DESC, number)",
    "CREATE INDEX claims_by_day ON claims (last DESC, number)",
    # A statement makes one claim at most. The columns before `json` are for lists and search.
    """CREATE TABLE wordings (
        article INTEGER NOT NULL,
        statement TEXT NOT NULL,
        claim INTEGER NOT NULL,
        place INTEGER NOT NULL,
        day TEXT,
        source_folded TEXT NOT NULL,
        outlet_folded TEXT NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (article, statement)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX wordings_of_claim ON wordings (claim, place, article, statement, day, source_folded, outlet_folded)",
    # `other` is '' where a denial points at words that nobody is given for.
    """CREATE TABLE oppositions (
        article INTEGER NOT NULL,
        statement TEXT NOT NULL,
        relation TEXT NOT NULL,
        other_article INTEGER NOT NULL,
        other TEXT NOT NULL,
        score REAL NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (article, statement, relation, other_article, other)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX oppositions_turned ON oppositions (other_article, other, relation, article, statement)",
)
WIPE = (
    "claim_terms",
    "claim_frequencies",
    "claim_articles",
    "claim_totals",
    "claims",
    "wordings",
    "oppositions",
)
"""The tables that are emptied before everything is compared anew; ids stay, by their anchors."""

BEFORE = 48
"""Statements of a term that are read, of those before a day and on it …"""
AFTER = 16
"""… of those after it …"""
UNDATED = 16
"""… and of those of no known day; of all, those last added."""
WINDOW = 45
"""Days before and after a statement's article within which another may be of the same claim."""
CANDIDATES = 24
"""Candidates of one statement: those that share most."""
SHARE = 2
"""Terms that a candidate shares at least."""
STORY_ARTICLES = 64
"""Articles of a story whose tolls are read for a new one …"""
STORY_DAYS = 3
"""… within so many days of it; those nearest first."""

EARLY = 8
"""Wordings among which the one is chosen that stands for the others."""
PARTED = " … "
"""What parts the stretches of a content that does not stand in one piece."""

ClaimSort = Literal["contested", "supported", "latest"]

_ORDERS: dict[ClaimSort, str] = {
    "contested": "c.contested DESC, c.denied DESC, c.origins_high DESC, c.number",
    "supported": "c.origins_low DESC, c.origins_high DESC, c.statements DESC, c.number",
    "latest": "c.last DESC, c.number",
}
_COLUMNS = (
    "c.number, c.text, c.article, c.statement, c.first, c.last, c.statements, c.articles, c.origins_low, "
    "c.origins_high, c.contested, c.denied"
)


class Near(NamedTuple):
    """A statement that shares terms with another: a candidate."""

    article: int
    position: int
    weight: float
    """The weights of the terms shared, added up."""


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of claims is narrowed to; None leaves a field open. A claim is in it for any of its wordings."""

    words: str | None = None
    """Full-text words in a wording, its source or its cue; `"…"` for a phrase."""
    source: str | None = None
    """Of whoever says it: a name, or part of one; case and diacritics do not count."""
    outlet: str | None = None
    """The same, of the outlet."""
    articles: tuple[int, ...] | None = None
    """Numbers of articles, such as those of a story."""
    contested: bool = False
    """Only claims that something contests."""
    denied: bool = False
    """Only claims that somebody denies; with `contested`, both."""
    min_origins: int | None = None
    """At least so many independent origins, counted at the lower end."""
    since: str | None = None
    """Last seen on this day or after it, `YYYY-MM-DD`."""
    until: str | None = None
    """First seen on this day or before it."""


# The index.


def index(
    db: sqlite3.Connection, article: int, day: str | None, statements: Iterable[tuple[int, Sequence[str]]]
) -> None:
    """Put the statements of an article into the index, as (position, terms); an article is put in once.

    `day` is the article's, `YYYY-MM-DD`; None for unknown. Statements without terms are left out.
    """
    number = _day(day)
    rows = [(position, tuple(dict.fromkeys(terms))) for position, terms in statements if terms]
    db.execute("INSERT INTO claim_articles (article, day, statements) VALUES (?, ?, ?)", [article, day, len(rows)])
    db.executemany(
        "INSERT INTO claim_terms (term, day, article, position) VALUES (?, ?, ?, ?)",
        ((term, number, article, position) for position, terms in rows for term in terms),
    )
    db.executemany(
        """INSERT INTO claim_frequencies (term, statements) VALUES (?, 1)
        ON CONFLICT (term) DO UPDATE SET statements = statements + 1""",
        ((term,) for _, terms in rows for term in terms),
    )
    if db.execute("UPDATE claim_totals SET statements = statements + ?", [len(rows)]).rowcount == 0:
        db.execute("INSERT INTO claim_totals VALUES (?)", [len(rows)])


def frequencies(db: sqlite3.Connection, terms: Iterable[str]) -> tuple[dict[str, int], int]:
    """Give how many statements of the index hold each term, and how many the index holds."""
    held = {}
    for term in dict.fromkeys(terms):
        row = db.execute("SELECT statements FROM claim_frequencies WHERE term = ?", [term]).fetchone()
        if row is not None:
            held[term] = int(row[0])
    total = db.execute("SELECT statements FROM claim_totals").fetchone()
    return held, int(total[0]) if total else 0


def candidates(
    db: sqlite3.Connection,
    article: int,
    position: int,
    day: str | None,
    weights: Mapping[str, float],
    *,
    story: int | None = None,
    limit: int = CANDIDATES,
) -> list[Near]:
    """Give the statements that share most with one: in the order added.

    Inside `story` one shared term is enough. Of each term a bounded number is read, those nearest in time, so the work
    does not grow with the archive. The statement itself is not among them; those of its own article before it are.
    """
    number = _day(day)
    found: dict[tuple[int, int], tuple[float, int]] = {}
    for term, weight in weights.items():
        for holder in _holders(db, term, number):
            if holder != (article, position):
                sum_, count = found.get(holder, (0.0, 0))
                found[holder] = (sum_ + weight, count + 1)
    enough = min(SHARE, len(weights))
    inside: dict[int, bool] = {}

    def is_inside(holder: int) -> bool:
        if holder not in inside:
            inside[holder] = story_of(db, holder) == story
        return inside[holder]

    near = [
        Near(*holder, sum_)
        for holder, (sum_, count) in found.items()
        if count >= enough or (story is not None and is_inside(holder[0]))
    ]
    near.sort(key=lambda one: (-one.weight, one.article, one.position))
    return sorted(near[:limit], key=lambda one: (one.article, one.position))


def story_of(db: sqlite3.Connection, article: int) -> int | None:
    """Give the number of the story that an article belongs to; None where it has none yet."""
    row = db.execute("SELECT story FROM story_articles WHERE article = ?", [article]).fetchone()
    return None if row is None else int(row[0])


def tolls_of_story(
    db: sqlite3.Connection, article: int, kinds: Iterable[str], *, limit: int = CANDIDATES
) -> list[tuple[int, int]]:
    """Give the statements of an article's story with a figure of any of these kinds: as (article, position), in order.

    Those of the article itself are among them, then those of the articles nearest in days, `STORY_DAYS` apart at most;
    an article without a day has its own alone. What is read is bounded, however large the story is.
    """
    wanted = sorted(set(kinds))
    marks = ", ".join("?" * len(wanted))
    found: list[tuple[int, int]] = []
    for one in (article, *_near_in_story(db, article)):
        if len(found) >= limit:
            break
        found += db.execute(
            f"""SELECT DISTINCT f.article, s.position FROM figures f
            JOIN statements s ON s.article = f.article AND s.id = f.statement
            WHERE f.article = ? AND f.kind IN ({marks}) ORDER BY s.position LIMIT ?""",
            [one, *wanted, limit - len(found)],
        ).fetchall()
    return sorted(found)


def marked_in_story(
    db: sqlite3.Connection, article: int, mark: str, *, limit: int = CANDIDATES
) -> list[tuple[int, int]]:
    """Give the statements that the index has under a mark, in the other articles of a story: as (article, position).

    Of the articles nearest in days to `article`, as in `tolls_of_story`.
    """
    found: list[tuple[int, int]] = []
    for one in _near_in_story(db, article):
        if len(found) >= limit:
            break
        row = db.execute("SELECT day FROM claim_articles WHERE article = ?", [one]).fetchone()
        found += db.execute(
            """SELECT article, position FROM claim_terms
            WHERE term = ? AND day = ? AND article = ? ORDER BY position LIMIT ?""",
            [mark, _day(row[0] if row else None), one, limit - len(found)],
        ).fetchall()
    return sorted(found)


def _near_in_story(db: sqlite3.Connection, article: int) -> list[int]:
    """Give the other articles of a story within `STORY_DAYS`, the nearest first; none where the day is not known."""
    row = db.execute("SELECT story, day FROM story_articles WHERE article = ?", [article]).fetchone()
    if row is None or not row[1]:
        return []
    story, day = row
    near = db.execute(
        """SELECT article, abs(day - ?1) AS apart FROM (
                SELECT * FROM (SELECT article, day FROM story_articles
                    WHERE story = ?2 AND day BETWEEN ?1 - ?3 AND ?1 ORDER BY day DESC, article DESC LIMIT ?4)
                UNION ALL SELECT * FROM (SELECT article, day FROM story_articles
                    WHERE story = ?2 AND day BETWEEN ?1 + 1 AND ?1 + ?3 ORDER BY day, article LIMIT ?4))
            WHERE article != ?5 ORDER BY apart, article DESC LIMIT ?4""",
        [day, story, STORY_DAYS, STORY_ARTICLES, article],
    )
    return [one for one, _ in near]


def _holders(db: sqlite3.Connection, term: str, day: int) -> list[tuple[int, int]]:
    parts: list[tuple[str, list[str | int]]] = []
    if day:
        parts.append(
            (
                "day BETWEEN ? AND ? ORDER BY day DESC, article DESC, position DESC LIMIT ?",
                [term, max(1, day - WINDOW), day, BEFORE],
            )
        )
        parts.append(
            ("day BETWEEN ? AND ? ORDER BY day, article, position LIMIT ?", [term, day + 1, day + WINDOW, AFTER])
        )
    else:
        parts.append(("day > ? ORDER BY day DESC, article DESC, position DESC LIMIT ?", [term, 0, BEFORE]))
    parts.append(("day = ? ORDER BY article DESC, position DESC LIMIT ?", [term, 0, UNDATED]))
    found: list[tuple[int, int]] = []
    for condition, values in parts:
        rows = db.execute(f"SELECT article, position FROM claim_terms WHERE term = ? AND {condition}", values)
        found += [(article, position) for article, position in rows]
    return found


def _day(day: str | None) -> int:
    """Give a day as a number; 0 for unknown."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return 0


# What was decided.


def claim_of(db: sqlite3.Connection, article: int, statement: str) -> str | None:
    """Give the id of the claim that a statement makes; None where it makes none."""
    row = db.execute("SELECT claim FROM wordings WHERE article = ? AND statement = ?", [article, statement]).fetchone()
    return id_of("claim", row[0]) if row else None


def some_wordings(db: sqlite3.Connection, claim: str, limit: int) -> list[tuple[int, str]]:
    """Give the first wording of a claim and the latest, `limit` at most, as (article's number, statement)."""
    number = number_of("claim", claim)
    query = "SELECT article, statement FROM wordings WHERE claim = ? ORDER BY place"
    first = db.execute(f"{query} LIMIT 1", [number]).fetchall()
    latest = db.execute(f"{query} DESC LIMIT ?", [number, max(0, limit - 1)]).fetchall()
    return list(dict.fromkeys([*first, *reversed(latest)]))[:limit]


def start(db: sqlite3.Connection, wordings: Sequence[Wording]) -> str:
    """Start a claim with its wordings, the first in front; give its id. A claim that began with that one has it back.

    Raises ValueError where an article or a statement is not in the archive, or makes a claim with others already.
    """
    first = wordings[0]
    _leave_alone(db, _number(db, first.article), first.statement)
    number = number_for(db, "claim", f"{first.article}\t{first.text}")
    if db.execute("SELECT 1 FROM claims WHERE number = ?", [number]).fetchone():
        # The same source said the same words twice in that article, and both came to stand for claims.
        number = number_for(db, "claim", f"{first.article}\t{first.text}\t{first.statement}")
    db.execute(
        """INSERT INTO claims (number, article, statement, text, statements, articles, origins_low, origins_high,
            contested, denied) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0)""",
        [number, first.article, first.statement, first.text],
    )
    claim = id_of("claim", number)
    join(db, claim, wordings)
    return claim


def join(db: sqlite3.Connection, claim: str, wordings: Sequence[Wording]) -> None:
    """Add wordings to a claim. One that stood alone in a claim, because it is opposed, leaves that one.

    Raises ValueError as `start` does.
    """
    number = number_of("claim", claim)
    (place,) = db.execute("SELECT coalesce(max(place), 0) FROM wordings WHERE claim = ?", [number]).fetchone()
    for wording in wordings:
        row = db.execute(
            """SELECT a.number, coalesce(k.day, a.published), s.source_folded, a.outlet_folded
            FROM articles a JOIN statements s ON s.article = a.number AND s.id = ?
            LEFT JOIN claim_articles k ON k.article = a.number WHERE a.id = ?""",
            [wording.statement, wording.article],
        ).fetchone()
        if row is None:
            raise ValueError(f"the archive has no statement {wording.statement} of {wording.article}")
        place += 1
        article, day, source, outlet = row
        _leave_alone(db, article, wording.statement)
        try:
            db.execute(
                """INSERT INTO wordings (article, statement, claim, place, day, source_folded, outlet_folded, json)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                [article, wording.statement, number, place, day, source, outlet, to_json(wording).decode()],
            )
        except sqlite3.IntegrityError:
            raise ValueError(f"{wording.statement} of {wording.article} makes a claim with others already") from None
    recount(db, claim)


def unite(db: sqlite3.Connection, claim: str, gone: Iterable[str]) -> None:
    """Give all wordings of other claims to one; the others are gone then. Claims that are not there are passed over."""
    number = number_of("claim", claim)
    for other in gone:
        taken = number_of("claim", other)
        (place,) = db.execute("SELECT coalesce(max(place), 0) FROM wordings WHERE claim = ?", [number]).fetchone()
        db.execute("UPDATE wordings SET claim = ?, place = place + ? WHERE claim = ?", [number, place, taken])
        db.execute("DELETE FROM claims WHERE number = ?", [taken])
    recount(db, claim)


def _leave_alone(db: sqlite3.Connection, article: int, statement: str) -> None:
    """Take a statement out of the claim of which it is the only wording; that claim is gone then."""
    row = db.execute(
        """SELECT claim FROM wordings w WHERE article = ? AND statement = ?
        AND NOT EXISTS (SELECT 1 FROM wordings o WHERE o.claim = w.claim AND (o.article, o.statement) != (?, ?))""",
        [article, statement, article, statement],
    ).fetchone()
    if row is not None:
        db.execute("DELETE FROM wordings WHERE article = ? AND statement = ?", [article, statement])
        db.execute("DELETE FROM claims WHERE number = ?", [row[0]])


def single(db: sqlite3.Connection, wording: Wording) -> str:
    """Give the claim that a statement makes, started with it alone where there is none."""
    row = db.execute(
        """SELECT w.claim FROM articles a JOIN wordings w ON w.article = a.number AND w.statement = ?
        WHERE a.id = ?""",
        [wording.statement, wording.article],
    ).fetchone()
    return id_of("claim", row[0]) if row else start(db, [wording])


def say_again(db: sqlite3.Connection, said: Said, evidence: msgspec.Struct) -> None:
    """Add evidence to a wording: its source says so again. Nothing where the statement makes no claim."""
    row = db.execute(
        """SELECT w.article, w.json FROM articles a JOIN wordings w ON w.article = a.number AND w.statement = ?
        WHERE a.id = ?""",
        [said.statement, said.article],
    ).fetchone()
    if row is None:
        return
    article, json = row
    wording = msgspec.json.decode(json, type=Wording)
    more = msgspec.structs.replace(wording, evidence=(*wording.evidence, evidence))
    db.execute(
        "UPDATE wordings SET json = ? WHERE article = ? AND statement = ?",
        [to_json(more).decode(), article, said.statement],
    )


def oppose(db: sqlite3.Connection, oppositions: Iterable[Opposition]) -> None:
    """Keep what opposes what; of the same twice the surer. Claims on both sides are counted anew.

    Raises ValueError where an article is not in the archive.
    """
    touched: set[int] = set()
    for one in oppositions:
        article, other_article = (_number(db, id_) for id_ in (one.article, one.other_article))
        db.execute(
            """INSERT INTO oppositions (article, statement, relation, other_article, other, score, json)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET score = excluded.score, json = excluded.json
            WHERE excluded.score > oppositions.score""",
            [article, one.statement, one.relation, other_article, one.other or "", one.score, to_json(one).decode()],
        )
        for number, statement in ((article, one.statement), (other_article, one.other or "")):
            row = db.execute(
                "SELECT claim FROM wordings WHERE article = ? AND statement = ?", [number, statement]
            ).fetchone()
            if row is not None:
                touched.add(row[0])
    for number in sorted(touched):
        recount(db, id_of("claim", number))


def recount(db: sqlite3.Connection, claim: str) -> None:
    """Count a claim's statements, articles, days and what opposes it, from what is kept.

    The first of its early wordings that stands in one piece stands for the others; else the first.
    """
    number = number_of("claim", claim)
    early = db.execute(
        """SELECT a.id, w.statement, json_extract(w.json, '$.text') AS text FROM wordings w
        JOIN articles a ON a.number = w.article WHERE w.claim = ? ORDER BY w.place LIMIT ?""",
        [number, EARLY],
    ).fetchall()
    if early:
        shown = next((one for one in early if PARTED not in one[2]), early[0])
        db.execute("UPDATE claims SET article = ?, statement = ?, text = ? WHERE number = ?", [*shown, number])
    statements, articles, first, last = db.execute(
        "SELECT count(*), count(DISTINCT article), min(day), max(day) FROM wordings WHERE claim = ?", [number]
    ).fetchone()
    contested, denied = (
        db.execute(f"SELECT count(*) FROM ({_AGAINST[relation]})", {"claim": number}).fetchone()[0]
        for relation in ("contests", "denies")
    )
    db.execute(
        """UPDATE claims SET statements = ?, articles = ?, first = ?, last = ?, contested = ?, denied = ?
        WHERE number = ?""",
        [statements, articles, first, last, contested, denied, number],
    )


# Contests hold both ways; a denial counts for what it denies. One of its own wordings does not count against a claim.
_CONTESTED = """
SELECT o.article AS article, o.statement AS statement FROM wordings w
JOIN oppositions o ON o.other_article = w.article AND o.other = w.statement AND o.relation = 'contests'
WHERE w.claim = :claim
UNION SELECT o.other_article, o.other FROM wordings w
JOIN oppositions o ON o.article = w.article AND o.statement = w.statement AND o.relation = 'contests'
WHERE w.claim = :claim
EXCEPT SELECT article, statement FROM wordings WHERE claim = :claim
"""
_DENIED = """
SELECT o.article AS article, o.statement AS statement FROM wordings w
JOIN oppositions o ON o.other_article = w.article AND o.other = w.statement AND o.relation = 'denies'
WHERE w.claim = :claim
"""
_AGAINST = {"contests": _CONTESTED, "denies": f"SELECT DISTINCT article, statement FROM ({_DENIED})"}


def keep_origins(db: sqlite3.Connection, claim: str, origins: Origins) -> None:
    """Keep the independent origins of a claim."""
    db.execute(
        "UPDATE claims SET origins_low = ?, origins_high = ?, origins = ? WHERE number = ?",
        [origins.low, origins.high, to_json(origins).decode(), number_of("claim", claim)],
    )


def statements_of(db: sqlite3.Connection, claim: str) -> tuple[tuple[int, str], ...]:
    """Give all statements that make a claim, as (article's number, statement), in the order they came to it."""
    query = "SELECT article, statement FROM wordings WHERE claim = ? ORDER BY place"
    return tuple(db.execute(query, [number_of("claim", claim)]).fetchall())


def _number(db: sqlite3.Connection, article_id: str) -> int:
    row = db.execute("SELECT number FROM articles WHERE id = ?", [article_id]).fetchone()
    if row is None:
        raise ValueError(f"the archive has no article {article_id}")
    return int(row[0])


# Lists.


def claims(
    db: sqlite3.Connection,
    filter_: ClaimFilter,
    limit: int | None,
    offset: int = 0,
    *,
    sort: ClaimSort = "contested",
) -> Listing[Claim]:
    """List claims: the most contested first, or the most supported, or those last seen."""
    conditions, values = ["1"], []  # type: tuple[list[str], list[str | int]]
    inside, within = [], []  # type: tuple[list[str], list[str | int]]
    if filter_.words is not None and filter_.words.strip():
        query = match_query(filter_.words)
        if query is None:
            return Listing((), 0, offset)
        conditions.append(
            """c.number IN (SELECT w.claim FROM statements_words f JOIN statements s ON s.number = f.rowid
            JOIN wordings w ON w.article = s.article AND w.statement = s.id WHERE statements_words MATCH ?)"""
        )
        values.append(query)
    for column, name in (("source_folded", filter_.source), ("outlet_folded", filter_.outlet)):
        if name is not None and name.strip():
            inside.append(f"instr(w.{column}, ?)")
            within.append(fold(name))
    if filter_.articles is not None:
        db.execute("CREATE TEMP TABLE IF NOT EXISTS claims_within (article INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM claims_within")
        db.executemany("INSERT OR IGNORE INTO claims_within VALUES (?)", [(one,) for one in filter_.articles])
        inside.append("w.article IN (SELECT article FROM claims_within)")
    if inside:
        conditions.append(f"c.number IN (SELECT w.claim FROM wordings w WHERE {' AND '.join(inside)})")
        values += within
    if filter_.contested:
        conditions.append("c.contested > 0")
    if filter_.denied:
        conditions.append("c.denied > 0")
    if filter_.min_origins is not None:
        conditions.append("c.origins_low >= ?")
        values.append(filter_.min_origins)
    if filter_.since:
        conditions.append("c.last >= ?")
        values.append(filter_.since)
    if filter_.until:
        conditions.append("c.first <= ?")
        values.append(filter_.until)
    where = " AND ".join(conditions)
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM claims c WHERE {where} ORDER BY {_ORDERS[sort]} LIMIT ? OFFSET ?",
        [*values, -1 if limit is None else limit, offset],
    ).fetchall()
    (total,) = db.execute(f"SELECT count(*) FROM claims c WHERE {where}", values).fetchone()
    return Listing(tuple(_claim(row) for row in rows), total, offset)


def _claim(row: Sequence[str | int | None]) -> Claim:
    number, *columns = row
    names = Claim.__struct_fields__[1:]
    return Claim(id=id_of("claim", int(number or 0)), **dict(zip(names, columns, strict=True)))  # type: ignore[arg-type]


def claim(db: sqlite3.Connection, id_: str) -> ClaimPage | None:
    """Give everything about a claim; None where there is none of this id."""
    number = number_of("claim", id_)
    row = db.execute(f"SELECT {_COLUMNS}, c.origins FROM claims c WHERE c.number = ?", [number]).fetchone()
    if row is None:
        return None
    *columns, origins = row
    return ClaimPage(
        claim=_claim(columns),
        wordings=_wordings(db, number),
        origins=None if origins is None else msgspec.json.decode(origins, type=Origins),
        oppositions=_oppositions(db, number),
    )


def _wordings(db: sqlite3.Connection, number: int | None) -> tuple[ClaimWording, ...]:
    rows = db.execute(
        """SELECT w.json, json_extract(s.json, '$.source.name'), s.source, s.status, s.stance, a.outlet, a.title, w.day
        FROM wordings w JOIN statements s ON s.article = w.article AND s.id = w.statement
        JOIN articles a ON a.number = w.article
        WHERE w.claim = ? ORDER BY w.day IS NULL, w.day, w.article, s.position""",
        [number],
    )
    return tuple(
        ClaimWording(
            wording=msgspec.json.decode(json, type=Wording),
            source=source,
            source_id=source_id,
            status=status,
            stance=stance,
            outlet=outlet,
            article_title=title,
            day=day,
        )
        for json, source, source_id, status, stance, outlet, title, day in rows
    )


def _oppositions(db: sqlite3.Connection, number: int | None) -> tuple[ClaimOpposition, ...]:
    """Give what stands against a claim, contests before denials, the surest first."""
    rows = db.execute(
        """SELECT o.json, 0, o.article, o.statement, o.relation, o.score FROM wordings w
        JOIN oppositions o ON o.other_article = w.article AND o.other = w.statement WHERE w.claim = :claim
        UNION ALL SELECT o.json, 1, o.other_article, o.other, o.relation, o.score FROM wordings w
        JOIN oppositions o ON o.article = w.article AND o.statement = w.statement WHERE w.claim = :claim
        ORDER BY 5, 6 DESC, 3, 4, 2""",
        {"claim": number},
    ).fetchall()
    found: dict[tuple[int, str, str, int], ClaimOpposition] = {}
    for json, turned, article, statement, relation, _ in rows:
        # A contest holds both ways, so the other statement is shown once; a denial points one way.
        key = (article, statement, relation, turned if relation == "denies" else 0)
        if key not in found and not _is_of(db, number, article, statement):
            found[key] = _seen(db, json, bool(turned), article, statement)
    return tuple(found.values())


def _is_of(db: sqlite3.Connection, claim: int | None, article: int, statement: str) -> bool:
    row = db.execute("SELECT claim FROM wordings WHERE article = ? AND statement = ?", [article, statement]).fetchone()
    return row is not None and row[0] == claim


def _seen(db: sqlite3.Connection, json: str, turned: bool, article: int, statement: str) -> ClaimOpposition:
    opposition = msgspec.json.decode(json, type=Opposition)
    row = db.execute(
        """SELECT json_extract(s.json, '$.content.text'), json_extract(s.json, '$.source.name'), a.outlet, a.title,
            coalesce(k.day, a.published)
        FROM articles a LEFT JOIN statements s ON s.article = a.number AND s.id = ?
        LEFT JOIN claim_articles k ON k.article = a.number WHERE a.number = ?""",
        [statement, article],
    ).fetchone()
    text, source, outlet, title, day = row or (None, None, None, None, None)
    return ClaimOpposition(
        opposition=opposition,
        turned=turned,
        text=text or (opposition.target.text if opposition.target else ""),
        claim=claim_of(db, article, statement),
        source=source,
        outlet=outlet,
        article_title=title,
        day=day,
    )


def claims_of_article(db: sqlite3.Connection, article: int) -> dict[str, Claim]:
    """Give the claims that an article's statements make, by statement, in the article's order."""
    rows = db.execute(
        f"""SELECT w.statement, {_COLUMNS} FROM wordings w JOIN claims c ON c.number = w.claim
        LEFT JOIN statements s ON s.article = w.article AND s.id = w.statement
        WHERE w.article = ? ORDER BY s.position, w.statement""",
        [article],
    )
    return {statement: _claim(columns) for statement, *columns in rows}


def oppositions_of_article(db: sqlite3.Connection, article: int) -> tuple[tuple[Opposition, bool], ...]:
    """Give what an article's statements oppose, and what opposes them (True); denials inside the article come once."""
    rows = db.execute(
        """SELECT json, 0, article AS met, statement AS of FROM oppositions WHERE article = ?1
        UNION ALL SELECT json, 1, article, other FROM oppositions WHERE other_article = ?1 AND article != ?1
        ORDER BY 2, met, of, json""",
        [article],
    )
    return tuple((msgspec.json.decode(json, type=Opposition), bool(turned)) for json, turned, _, _ in rows)


def disputes_of_source(
    db: sqlite3.Connection, said: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], tuple[int, int]]:
    """Give, of statements as (article's number, statement), how many others contest and deny each."""
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for article, statement in said:
        contested, denied = db.execute(
            """SELECT
                (SELECT count(*) FROM (
                    SELECT article, statement FROM oppositions
                    WHERE other_article = ?1 AND other = ?2 AND relation = 'contests'
                    UNION SELECT other_article, other FROM oppositions
                    WHERE article = ?1 AND statement = ?2 AND relation = 'contests')),
                (SELECT count(*) FROM oppositions WHERE other_article = ?1 AND other = ?2 AND relation = 'denies')""",
            [article, statement],
        ).fetchone()
        if contested or denied:
            found[article, statement] = (contested, denied)
    return found


def totals(db: sqlite3.Connection) -> tuple[int, int, int]:
    """Count the claims, those that are contested, and those that are denied."""
    row = db.execute("SELECT count(*), total(contested > 0), total(denied > 0) FROM claims").fetchone()
    return int(row[0]), int(row[1]), int(row[2])
