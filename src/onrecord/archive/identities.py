"""Identities: the people and bodies of all articles, who belongs to which, and what people corrected.

How names are compared is not this room's: the records of what is known of an identity (`profile`) and of a member as it
is compared (`named`) are handed in by `Making`, and kept as JSON.
"""

# ruff: noqa: S608 - only the constants of this room are put into SQL; values are always parameters

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from onrecord.archive.ids import (
    Correction,
    anchor_of,
    correct,
    corrections,
    id_of,
    number_for,
    number_of,
)
from onrecord.archive.interface import BesideRow, IdentityRow, Listing, MemberRow
from onrecord.archive.words import fold
from onrecord.records import ArchiveError, Identity, IdentityKind, Member, to_json

TABLES: tuple[str, ...] = (
    # `place` is the order in which identities began, which comparing goes by; `number` is the one in their ids, which
    # outlives comparing everything anew. `folded` has a name a line, with a line end before and behind each.
    """CREATE TABLE identities (
        place INTEGER PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        articles INTEGER NOT NULL,
        statements INTEGER NOT NULL,
        first TEXT,
        last TEXT,
        wikidata TEXT,
        json TEXT NOT NULL,
        profile TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX identities_in_order ON identities (statements DESC, articles DESC, place)",
    """CREATE TABLE identity_keys (
        key TEXT NOT NULL,
        identity INTEGER NOT NULL,
        PRIMARY KEY (key, identity)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX identity_keys_of ON identity_keys (identity)",
    """CREATE TABLE identity_members (
        article INTEGER NOT NULL,
        record TEXT NOT NULL,
        identity INTEGER NOT NULL,
        folded TEXT NOT NULL,
        statements INTEGER NOT NULL,
        json TEXT NOT NULL,
        named TEXT NOT NULL,
        PRIMARY KEY (article, record)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX identity_members_of ON identity_members (identity, article, statements)",
)
WIPE = ("identities", "identity_keys", "identity_members")

CROWDED = 64
"""Identities read for one key, at most."""
CANDIDATES = 48
"""Identities weighed for one member, at most."""
TIED = 64
"""Members by which a merge holds two identities together."""
BESIDE = 2000
"""Articles of an identity, the latest, in which others are looked for."""

_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")


class Making(NamedTuple):
    """What comparing hands in: the classes of its records, and what makes a profile and the keys of members."""

    profile: Any
    """The class of profiles, a `msgspec.Struct`: `of(members)`, `and_other(profile)`, `identity(id, wikidata)`."""
    named: Any
    """The class of members as they are compared."""
    keys_held: Callable[[Any], Sequence[str]]
    """The keys under which a member's identity is found."""
    as_member: Callable[[Any, str, Any], Member]
    """The record of a decision about a member."""


class Refused(msgspec.Struct, frozen=True):
    """A row of a table of Wikidata ids that was not taken, and why."""

    name: str
    wikidata: str
    reason: str


class Bonds:
    """What people said: which members are one, which are not, and what Wikidata calls them. All by anchors."""

    def __init__(self, said: Iterable[Correction]) -> None:
        self.wikidata: dict[str, str] = {}
        links: list[tuple[str, str]] = []
        walls: list[tuple[frozenset[str], frozenset[str]]] = []
        for correction in said:
            data = correction.data
            if correction.what == "merge":
                anchors: list[str] = [*data["one"], *data["other"]]
                links += [(anchors[0], anchor) for anchor in anchors[1:]]
                # The last word counts: what was told apart before is one now.
                group = _component(links, anchors[0])
                walls = [(a, b) for a, b in walls if not (a & group and b & group)]
            elif correction.what == "split":
                kept, moved = frozenset(data["kept"]), frozenset(data["moved"])
                links = [(a, b) for a, b in links if not ((a in kept and b in moved) or (a in moved and b in kept))]
                for side in (data["kept"], data["moved"]):
                    links += [(side[0], anchor) for anchor in side[1:]]
                walls.append((kept, moved))
            elif correction.what == "wikidata":
                self.wikidata.update(dict.fromkeys(data["anchors"], data["wikidata"]))
        self.groups: list[list[str]] = []
        self.group_of: dict[str, int] = {}
        self._gather(links)
        self.walls: dict[int, set[int]] = {}
        for one, other in walls:
            mine, theirs = ({self._number(anchor) for anchor in side} for side in (one, other))
            for a in mine:
                self.walls.setdefault(a, set()).update(theirs - {a})
            for b in theirs:
                self.walls.setdefault(b, set()).update(mine - {b})

    def _gather(self, links: list[tuple[str, str]]) -> None:
        beside: dict[str, list[str]] = {}
        for one, other in links:
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
        for anchor in sorted(beside):
            if anchor in self.group_of:
                continue
            self.group_of[anchor] = len(self.groups)
            group, at = [anchor], 0
            while at < len(group):
                for other in beside[group[at]]:
                    if other not in self.group_of:
                        self.group_of[other] = len(self.groups)
                        group.append(other)
                at += 1
            self.groups.append(group)

    def _number(self, anchor: str) -> int:
        if anchor not in self.group_of:
            self.group_of[anchor] = len(self.groups)
            self.groups.append([anchor])
        return self.group_of[anchor]


def _component(links: list[tuple[str, str]], anchor: str) -> frozenset[str]:
    found = {anchor}
    grown = True
    while grown:
        grown = False
        for one, other in links:
            if (one in found) != (other in found):
                found |= {one, other}
                grown = True
    return frozenset(found)


class Shelf:
    """The identities of an archive, as comparing places the members of one article. Inside a transaction of the writer.

    Args:
        db: the connection.
        making: comparing's side.
        article: the number of the article whose members are placed.
        bonds: what people said, where it is read already.
    """

    def __init__(self, db: sqlite3.Connection, making: Making, article: int, bonds: Bonds | None = None) -> None:
        self._db = db
        self._making = making
        self._article = article
        self._bonds = bonds if bonds is not None else Bonds(corrections(db, "identity"))
        self._profiles: dict[int, Any] = {}

    def candidates(self, keys: Sequence[str]) -> Sequence[int]:
        """Give the identities that are found under these keys: those with most of them first, the oldest of these."""
        shared: Counter[int] = Counter()
        for key in keys:
            rows = self._db.execute(
                "SELECT identity FROM identity_keys WHERE key = ? ORDER BY identity LIMIT ?", [key, CROWDED]
            )
            shared.update(place for (place,) in rows)
        return sorted(shared, key=lambda place: (-shared[place], place))[:CANDIDATES]

    def profile(self, number: int) -> Any:
        """Give what is known of an identity."""
        if number not in self._profiles:
            row = self._db.execute("SELECT profile FROM identities WHERE place = ?", [number]).fetchone()
            self._profiles[number] = (
                msgspec.json.decode(row[0], type=self._making.profile) if row else self._making.profile()
            )
        return self._profiles[number]

    def together(self, anchor: str) -> Sequence[int]:
        """Give the identity that a person has said this member belongs to, where one of its members is placed."""
        group = self._bonds.group_of.get(anchor)
        return () if group is None else self._placed(group)

    def apart(self, anchor: str) -> Collection[int]:
        """Give the identities that a person has said this member is not."""
        group = self._bonds.group_of.get(anchor)
        walls = self._bonds.walls.get(group, set()) if group is not None else set()
        return frozenset(place for other in walls for place in self._placed(other))

    def may_unite(self, one: int, other: int) -> bool:
        """Tell whether nobody has said that these are two."""
        for group, walls in self._bonds.walls.items():
            if one in self._placed(group) and any(other in self._placed(wall) for wall in walls):
                return False
        return True

    def _placed(self, group: int) -> tuple[int, ...]:
        for anchor in self._bonds.groups[group]:
            place = place_of_anchor(self._db, anchor)
            if place is not None:
                return (place,)
        return ()

    def begin(self, anchor: str) -> int:
        """Begin an identity, or give the one that begins with this anchor already."""
        return _begin(self._db, self._making, anchor)

    def unite(self, kept: int, gone: int, profile: Any) -> None:
        """Give all members and keys of one identity to another."""
        self._profiles.pop(gone, None)
        self._profiles[kept] = _unite(self._db, kept, gone, profile)

    def put(self, number: int, profile: Any, member: Any, keys: Sequence[str], decision: Any) -> Member:
        """Put a member into an identity, which is now known so and found under these keys as well."""
        db = self._db
        self._profiles[number] = profile
        wikidata = self._bonds.wikidata.get(member.anchor)
        id_ = _write(db, number, profile, wikidata)
        db.executemany("INSERT OR IGNORE INTO identity_keys (key, identity) VALUES (?, ?)", [(k, number) for k in keys])
        made = self._making.as_member(member, id_, decision)
        db.execute(
            """INSERT INTO identity_members (article, record, identity, folded, statements, json, named)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            [
                self._article,
                member.record,
                number,
                fold(member.name),
                member.statements,
                to_json(made).decode(),
                to_json(member).decode(),
            ],
        )
        return made


def place_of_anchor(db: sqlite3.Connection, anchor: str) -> int | None:
    """Give the identity, by its place, of the member that an anchor names; None where none is placed."""
    article, _, folded = anchor.partition("\t")
    row = db.execute(
        """SELECT m.identity FROM articles a JOIN identity_members m ON m.article = a.number
        WHERE a.id = ? AND m.folded = ? ORDER BY m.record LIMIT 1""",
        [article, folded],
    ).fetchone()
    return row[0] if row else None


def _begin(db: sqlite3.Connection, making: Making, anchor: str) -> int:
    number = number_for(db, "identity", anchor)
    row = db.execute("SELECT place FROM identities WHERE number = ?", [number]).fetchone()
    if row is not None:
        return int(row[0])
    (place,) = db.execute("SELECT coalesce(max(place), 0) + 1 FROM identities").fetchone()
    profile = making.profile()
    db.execute(
        """INSERT INTO identities (place, number, kind, name, folded, articles, statements, json, profile)
        VALUES (?, ?, 'unknown', '', '', 0, 0, ?, ?)""",
        [place, number, to_json(profile.identity(id_of("identity", number), None)).decode(), to_json(profile).decode()],
    )
    return int(place)


def _write(db: sqlite3.Connection, place: int, profile: Any, wikidata: str | None = None) -> str:
    """Write what is known of an identity, and give its id."""
    number, known = db.execute("SELECT number, wikidata FROM identities WHERE place = ?", [place]).fetchone()
    wikidata = wikidata or known
    id_ = id_of("identity", number)
    identity: Identity = profile.identity(id_, wikidata)
    names = dict.fromkeys(fold(name) for name in (identity.name, *identity.aliases))
    db.execute(
        """UPDATE identities SET kind = ?, name = ?, folded = ?, articles = ?, statements = ?, first = ?, last = ?,
        wikidata = ?, json = ?, profile = ? WHERE place = ?""",
        [
            identity.kind,
            identity.name,
            "\n" + "".join(f"{name}\n" for name in names),
            profile.articles,
            profile.statements,
            profile.first,
            profile.last,
            wikidata,
            to_json(identity).decode(),
            to_json(profile).decode(),
            place,
        ],
    )
    return id_


def _unite(db: sqlite3.Connection, kept: int, gone: int, profile: Any) -> Any:
    """Give all of one identity to another; give what is known of it then, with its articles counted."""
    (wikidata,) = db.execute("SELECT wikidata FROM identities WHERE place = ?", [gone]).fetchone()
    db.execute("UPDATE identity_members SET identity = ? WHERE identity = ?", [kept, gone])
    db.execute("UPDATE OR IGNORE identity_keys SET identity = ? WHERE identity = ?", [kept, gone])
    db.execute("DELETE FROM identity_keys WHERE identity = ?", [gone])
    db.execute("DELETE FROM identities WHERE place = ?", [gone])
    (known,) = db.execute("SELECT wikidata FROM identities WHERE place = ?", [kept]).fetchone()
    # Two profiles do not know all the articles that they have in common.
    articles, statements = db.execute(
        "SELECT count(DISTINCT article), coalesce(sum(statements), 0) FROM identity_members WHERE identity = ?", [kept]
    ).fetchone()
    profile = msgspec.structs.replace(profile, articles=articles, statements=statements)
    _write(db, kept, profile, known or wikidata)
    return profile


# --- what commands and the desk ask


def listing(
    db: sqlite3.Connection,
    *,
    name: str | None = None,
    kind: IdentityKind | None = None,
    outlet: str | None = None,
    min_articles: int = 1,
    limit: int | None = 50,
    offset: int = 0,
) -> Listing[IdentityRow]:
    """List identities, those with most statements first, then those in most articles.

    Args:
        db: the connection.
        name: a part of one of its names; case and diacritics do not count.
        kind: `person`, `organisation`, `outlet`, `document` …
        outlet: a part of the name of an outlet that names it.
        min_articles: how many articles name it at least.
        limit: rows, at most; None for all.
        offset: rows to leave out before.
    """
    conditions = ["i.articles >= ?"]
    bound: list[Any] = [min_articles]
    if name and name.strip():
        conditions.append("instr(i.folded, ?)")
        bound.append(fold(name))
    if kind is not None:
        conditions.append("i.kind = ?")
        bound.append(kind)
    if outlet and outlet.strip():
        conditions.append(
            """EXISTS (SELECT 1 FROM identity_members m JOIN articles a ON a.number = m.article
            WHERE m.identity = i.place AND instr(a.outlet_folded, ?))"""
        )
        bound.append(fold(outlet))
    where = " AND ".join(conditions)
    (total,) = db.execute(f"SELECT count(*) FROM identities i WHERE {where}", bound).fetchone()
    rows = db.execute(
        f"""SELECT {_ROW} FROM identities i WHERE {where}
        ORDER BY i.statements DESC, i.articles DESC, i.place LIMIT ? OFFSET ?""",
        [*bound, -1 if limit is None else limit, offset],
    )
    return Listing(tuple(_row(row) for row in rows), total, offset)


_ROW = "i.json, i.articles, i.statements, i.first, i.last, i.number"


def _row(row: Sequence[Any]) -> IdentityRow:
    json, articles, statements, first, last = row[:5]
    return IdentityRow(
        identity=msgspec.json.decode(json, type=Identity),
        articles=articles,
        statements=statements,
        first=first,
        last=last,
    )


def one(db: sqlite3.Connection, id_: str) -> IdentityRow | None:
    """Give an identity by its id (`i12`); None where there is none. One that was united with another is that other."""
    row = db.execute(f"SELECT {_ROW} FROM identities i WHERE i.place = ?", [_place(db, id_)]).fetchone()
    return _row(row) if row else None


def members(db: sqlite3.Connection, id_: str, *, limit: int | None = 50, offset: int = 0) -> Listing[MemberRow]:
    """List the members of an identity with why they belong there, in the order of their articles."""
    place = _place(db, id_)
    if place is None:
        return Listing((), 0, offset)
    (total,) = db.execute("SELECT count(*) FROM identity_members WHERE identity = ?", [place]).fetchone()
    rows = db.execute(
        """SELECT m.json, a.title, a.outlet, a.published, m.statements
        FROM identity_members m JOIN articles a ON a.number = m.article WHERE m.identity = ?
        ORDER BY m.article, m.record LIMIT ? OFFSET ?""",
        [place, -1 if limit is None else limit, offset],
    ).fetchall()
    id_ = _id(db, place)
    found = tuple(
        MemberRow(
            member=_member(json, id_), article_title=title, outlet=outlet, published=published, statements=statements
        )
        for json, title, outlet, published, statements in rows
    )
    return Listing(found, total, offset)


def _member(json: str, id_: str) -> Member:
    # An identity that was united with another has given it members which were written under its own id.
    return msgspec.structs.replace(msgspec.json.decode(json, type=Member), identity=id_)


def of_record(db: sqlite3.Connection, article: int, record: str) -> IdentityRow | None:
    """Give the identity of a source or a name of an article; None where it has none."""
    row = db.execute(
        f"""SELECT {_ROW} FROM identity_members m JOIN identities i ON i.place = m.identity
        WHERE m.article = ? AND m.record = ?""",
        [article, record],
    ).fetchone()
    return _row(row) if row else None


def of_article(db: sqlite3.Connection, article: int) -> dict[str, str]:
    """Give the id of the identity of each source and name of an article that has one, by record."""
    rows = db.execute(
        """SELECT m.record, i.number FROM identity_members m JOIN identities i ON i.place = m.identity
        WHERE m.article = ? ORDER BY m.record""",
        [article],
    )
    return {record: id_of("identity", number) for record, number in rows}


def beside(
    db: sqlite3.Connection, id_: str, *, limit: int | None = 50, speaking: bool = False
) -> tuple[BesideRow, ...]:
    """Give what an identity is named beside, the most frequent first; `speaking`: counting only those that speak too.

    Where more than `BESIDE` articles name it, the latest of them count.
    """
    place = _place(db, id_)
    if place is None:
        return ()
    spoke = "AND o.statements > 0" if speaking else ""
    mine = "AND statements > 0" if speaking else ""
    rows = db.execute(
        f"""SELECT i.json, count(DISTINCT o.article) AS both FROM (
            SELECT DISTINCT article FROM identity_members WHERE identity = ?1 {mine} ORDER BY article DESC LIMIT ?2
        ) AS here
        JOIN identity_members o ON o.article = here.article AND o.identity != ?1 {spoke}
        JOIN identities i ON i.place = o.identity
        GROUP BY i.place ORDER BY both DESC, i.place LIMIT ?3""",
        [place, BESIDE, -1 if limit is None else limit],
    )
    return tuple(BesideRow(identity=msgspec.json.decode(json, type=Identity), articles=both) for json, both in rows)


# --- what people correct


def merge(db: sqlite3.Connection, making: Making, one_id: str, other_id: str) -> str:
    """Make one identity of two, for good; give its id, which is that of the one that began first.

    Raises ArchiveError where one of them is none, or both are the same.
    """
    first, second = _must_place(db, one_id), _must_place(db, other_id)
    if first == second:
        raise ArchiveError(f"{one_id} and {other_id} are one identity: name two")
    kept, gone = sorted((first, second))
    correct(db, "identity", "merge", {"one": _anchors(db, kept), "other": _anchors(db, gone)})
    profile = _profile(db, making, kept).and_other(_profile(db, making, gone))
    _unite(db, kept, gone, profile)
    return _id(db, kept)


def split(db: sqlite3.Connection, making: Making, id_: str, records: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Take members out of an identity into one of their own, for good; give the ids of what stays and what went.

    The member that the identity began with keeps its id, on whichever side it is.

    Args:
        db: the connection, inside a transaction.
        making: comparing's side.
        id_: the identity.
        records: the members to take out: id of the article, and of the source or name in it.

    Raises:
        ArchiveError: where the identity is none, a record is none of its members, none or all of them are named, or a
            name stands on both sides in one article, where nothing would tell its bearers apart after a re-reading.
    """
    place = _must_place(db, id_)
    rows = db.execute(
        """SELECT a.id, m.record, m.article, m.folded, m.named FROM identity_members m
        JOIN articles a ON a.number = m.article WHERE m.identity = ? ORDER BY m.article, m.record""",
        [place],
    ).fetchall()
    wanted = set(records)
    unknown = sorted(wanted - {(article, record) for article, record, *_ in rows})
    if unknown:
        raise ArchiveError(f"{unknown[0][0]} {unknown[0][1]} is no member of {id_}: take them from its list")
    moved = [row for row in rows if (row[0], row[1]) in wanted]
    kept = [row for row in rows if (row[0], row[1]) not in wanted]
    if not moved or not kept:
        raise ArchiveError(f"{id_} would be left whole: name some of its {len(rows)} members, not none and not all")
    sides = [list(dict.fromkeys(f"{article}\t{folded}" for article, _, _, folded, _ in side)) for side in (kept, moved)]
    both = set(sides[0]) & set(sides[1])
    if both:
        article, _, name = min(both).partition("\t")
        raise ArchiveError(f"{article} has “{name}” on both sides: take all of it or none")
    correct(db, "identity", "split", {"kept": sides[0], "moved": sides[1]})
    if _anchor(db, place) in sides[1]:
        # What the identity began with goes on under its id.
        kept, moved, sides = moved, kept, [sides[1], sides[0]]
    new = _begin(db, making, sides[1][0])
    for at, side in ((place, kept), (new, moved)):
        named = [msgspec.json.decode(row[4], type=making.named) for row in side]
        db.execute("DELETE FROM identity_keys WHERE identity = ?", [at])
        db.executemany(
            "INSERT OR IGNORE INTO identity_keys (key, identity) VALUES (?, ?)",
            [(key, at) for member in named for key in making.keys_held(member)],
        )
        db.executemany(
            "UPDATE identity_members SET identity = ? WHERE article = ? AND record = ?",
            [(at, row[2], row[1]) for row in side],
        )
        _write(db, at, making.profile.of(named))
    stays, went = _id(db, place), _id(db, new)
    return (stays, went) if (kept[0][0], kept[0][1]) not in wanted else (went, stays)


def wikidata(db: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> tuple[int, tuple[Refused, ...]]:
    """Take Wikidata ids from a table that the user gives: a name or an identity's id, and a Q id; for good.

    Gives how many rows were taken, and those that were refused with the reason: no such identity, a name of several, or
    an id that is none.
    """
    taken = 0
    refused: list[Refused] = []
    for name, value in rows:
        name, value = name.strip(), value.strip()
        places = _named(db, name)
        if not _WIKIDATA.fullmatch(value):
            refused.append(Refused(name, value, "no Wikidata id: Q and digits"))
        elif not places:
            refused.append(Refused(name, value, "no identity of this name or id"))
        elif len(places) > 1:
            ids = ", ".join(_id(db, place) for place in places[:5])
            refused.append(Refused(name, value, f"a name of {len(places)} identities ({ids}): give the id"))
        else:
            correct(db, "identity", "wikidata", {"anchors": _anchors(db, places[0]), "wikidata": value})
            _call(db, places[0], value)
            taken += 1
    return taken, tuple(refused)


def _call(db: sqlite3.Connection, place: int, value: str) -> None:
    (json,) = db.execute("SELECT json FROM identities WHERE place = ?", [place]).fetchone()
    identity = msgspec.structs.replace(msgspec.json.decode(json, type=Identity), wikidata=value)
    db.execute(
        "UPDATE identities SET wikidata = ?, json = ? WHERE place = ?", [value, to_json(identity).decode(), place]
    )


def _named(db: sqlite3.Connection, name: str) -> list[int]:
    """Give the identities of an id or of a whole name."""
    if not name:
        return []
    place = _place(db, name)
    if place is not None:
        return [place]
    rows = db.execute("SELECT place FROM identities WHERE instr(folded, ?) ORDER BY place", [f"\n{fold(name)}\n"])
    return [place for (place,) in rows]


def _place(db: sqlite3.Connection, id_: str) -> int | None:
    """Give an identity by its id; where it was united with another, that one."""
    number = number_of("identity", id_)
    if number is None:
        return None
    row = db.execute("SELECT place FROM identities WHERE number = ?", [number]).fetchone()
    if row is not None:
        return int(row[0])
    anchor = anchor_of(db, "identity", number)
    return place_of_anchor(db, anchor) if anchor is not None else None


def _must_place(db: sqlite3.Connection, id_: str) -> int:
    place = _place(db, id_)
    if place is None:
        raise ArchiveError(f"{id_} is no identity: take its id from the list of identities")
    return place


def _id(db: sqlite3.Connection, place: int) -> str:
    (number,) = db.execute("SELECT number FROM identities WHERE place = ?", [place]).fetchone()
    return id_of("identity", number)


def _anchor(db: sqlite3.Connection, place: int) -> str:
    """Give what an identity began with."""
    (number,) = db.execute("SELECT number FROM identities WHERE place = ?", [place]).fetchone()
    anchor = anchor_of(db, "identity", number)
    if anchor is None:
        raise ArchiveError(f"{id_of('identity', number)} has no beginning: compare everything anew")
    return anchor


def _anchors(db: sqlite3.Connection, place: int) -> list[str]:
    """Give what an identity began with and its next members: should one not be read again, the others still stand."""
    rows = db.execute(
        """SELECT a.id, m.folded FROM identity_members m JOIN articles a ON a.number = m.article
        WHERE m.identity = ? ORDER BY m.article, m.record LIMIT ?""",
        [place, TIED],
    )
    return list(dict.fromkeys((_anchor(db, place), *(f"{article}\t{folded}" for article, folded in rows))))


def _profile(db: sqlite3.Connection, making: Making, place: int) -> Any:
    (json,) = db.execute("SELECT profile FROM identities WHERE place = ?", [place]).fetchone()
    return msgspec.json.decode(json, type=making.profile)
