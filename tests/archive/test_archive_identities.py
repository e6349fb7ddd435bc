"""Identities in the archive: kept as comparing decides them, found by name, corrected by people for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

import pytest

from onrecord.archive import identities, ids, schema
from onrecord.archive.identities import Bonds, Making, Shelf
from onrecord.archive.ids import Correction
from onrecord.comparing.identities import Named, Profile, Register, as_member, keys, keys_held, place
from onrecord.comparing.identities.keys import CANDIDATES, CROWDED
from onrecord.records import ArchiveError, Member

MAKING = Making(profile=Profile, named=Named, keys_held=keys_held, as_member=as_member)

ARTICLES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("a-1", "Harbour Post", "2024-12-02", ("Samer Hallak", "Rana Yaziji", "Tartus Port Authority")),
    ("b-1", "Delta Wire", "2024-12-03", ("Sameer Hallaq", "Rana Yaziji", "TPA = Tartus Port Authority")),
    ("c-1", "Delta Wire", "2024-12-04", ("Ghassan Hallak", "Abu Rana")),
    ("d-1", "Harbour Post", "2024-12-05", ("Samer Hallak", "Mona Barakat")),
)
BODIES = ("Tartus Port Authority", "TPA")


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "identities" not in known:
        for statement in identities.TABLES:
            connection.execute(statement)
    for number, (article, outlet, day, _) in enumerate(ARTICLES, 1):
        put_article(connection, number, article, outlet, day)
    yield connection
    connection.close()


def put_article(db: sqlite3.Connection, number: int, article: str, outlet: str, day: str) -> None:
    db.execute(
        """INSERT INTO articles (number, capture, id, title, text, outlet, outlet_folded, published, words, statements,
        sources, silences, json, digest) VALUES (?, 1, ?, ?, '', ?, lower(?), ?, 0, 0, 0, 0, x'', '')""",
        [number, article, f"Title of {article}", outlet, outlet, day],
    )


def named(article: str, outlet: str, day: str, names: tuple[str, ...]) -> list[Named]:
    found = []
    for number, text in enumerate(names, 1):
        name, *aliases = text.split(" = ")
        found.append(
            Named(
                article=article,
                record=f"n{number}",
                name=name,
                kind="organisation" if name in BODIES else "person",
                aliases=tuple(aliases),
                outlet=outlet,
                day=day,
                statements=number % 2,
            )
        )
    return found


def compare(db: sqlite3.Connection) -> list[tuple[Member, ...]]:
    """Everything anew, as the walk does it."""
    for table in identities.WIPE:
        db.execute(f"DELETE FROM {table}")
    return [place(named(*article), Shelf(db, MAKING, number)) for number, article in enumerate(ARTICLES, 1)]


def everything(db: sqlite3.Connection) -> list[object]:
    return [db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in identities.WIPE]


def id_of(db: sqlite3.Connection, number: int, record: str) -> str:
    row = identities.of_record(db, number, record)
    assert row is not None
    return row.identity.id


def test_the_archive_places_as_memory_does(db: sqlite3.Connection) -> None:
    compare(db)
    register = Register()
    for article in ARTICLES:
        register.add(named(*article))
    rows = identities.listing(db, limit=None).rows
    assert sorted(row.identity.name for row in rows) == sorted(one.name for one in register.identities())
    assert {(row.articles, row.identity.name) for row in rows} >= {(3, "Samer Hallak"), (1, "Ghassan Hallak")}


def test_comparing_anew_gives_the_same_ids_and_the_same_rows(db: sqlite3.Connection) -> None:
    compare(db)
    before = everything(db)
    compare(db)
    assert everything(db) == before


def test_a_row_tells_names_kinds_counts_and_days(db: sqlite3.Connection) -> None:
    compare(db)
    (row,) = identities.listing(db, name="hallaq").rows
    assert row.identity.name == "Samer Hallak"
    assert row.identity.aliases == ("Sameer Hallaq",)
    assert row.identity.kind == "person"
    assert (row.articles, row.statements, row.first, row.last) == (3, 3, "2024-12-02", "2024-12-05")
    assert identities.one(db, row.identity.id) == row
    assert identities.of_article(db, 1)["n1"] == row.identity.id


@pytest.mark.parametrize(
    ("narrowed", "names"),
    [
        ({"name": "HALLAK"}, {"Samer Hallak", "Ghassan Hallak"}),
        ({"name": "tpa"}, {"Tartus Port Authority"}),
        ({"kind": "organisation"}, {"Tartus Port Authority"}),
        ({"outlet": "harbour"}, {"Samer Hallak", "Rana Yaziji", "Tartus Port Authority", "Mona Barakat"}),
        ({"min_articles": 3}, {"Samer Hallak"}),
        ({"name": "nobody"}, set()),
        (
            {"name": "\n"},
            {"Samer Hallak", "Rana Yaziji", "Tartus Port Authority", "Mona Barakat", "Ghassan Hallak", "Abu Rana"},
        ),
    ],
)
def test_lists_are_narrowed_and_give_their_total(
    db: sqlite3.Connection, narrowed: dict[str, object], names: set[str]
) -> None:
    compare(db)
    found = identities.listing(db, **narrowed)  # type: ignore[arg-type]
    assert {row.identity.name for row in found.rows} == names
    assert found.total == len(names)
    assert len(identities.listing(db, limit=1, **narrowed).rows) == min(1, len(names))  # type: ignore[arg-type]


def test_members_come_with_why_they_belong(db: sqlite3.Connection) -> None:
    compare(db)
    samer = id_of(db, 1, "n1")
    found = identities.members(db, samer)
    assert found.total == 3
    assert [(row.member.article, row.member.made_by, row.outlet) for row in found.rows] == [
        ("a-1", "ID15", "Harbour Post"),
        ("b-1", "ID02", "Delta Wire"),
        ("d-1", "ID01", "Harbour Post"),
    ]
    assert found.rows[0].member.evidence == ()
    assert "Sameer Hallaq" in found.rows[1].member.evidence[0].text


def test_who_stands_beside_whom(db: sqlite3.Connection) -> None:
    compare(db)
    beside = identities.beside(db, id_of(db, 1, "n1"))
    assert [(row.identity.name, row.articles) for row in beside[:2]] == [
        ("Tartus Port Authority", 2),
        ("Rana Yaziji", 2),
    ]
    speaking = identities.beside(db, id_of(db, 1, "n1"), speaking=True)
    assert {row.identity.name for row in speaking} == {"Tartus Port Authority"}


def test_a_merge_outlives_comparing_anew(db: sqlite3.Connection) -> None:
    compare(db)
    samer, ghassan = id_of(db, 1, "n1"), id_of(db, 3, "n1")
    assert samer != ghassan
    assert identities.merge(db, MAKING, ghassan, samer) == samer
    merged = identities.one(db, samer)
    assert merged is not None
    assert (merged.articles, merged.identity.aliases) == (4, ("Ghassan Hallak", "Sameer Hallaq"))
    assert identities.one(db, ghassan) == merged, "the id of what was merged leads to what it is part of"
    for _ in range(2):
        answers = compare(db)
        assert id_of(db, 3, "n1") == samer
        assert (answers[2][0].made_by, answers[2][0].score) == ("by hand", 1.0)
        assert identities.one(db, samer) == merged


def test_a_merge_holds_where_the_first_article_is_read_otherwise(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare(db)
    identities.merge(db, MAKING, id_of(db, 1, "n1"), id_of(db, 3, "n1"))
    article, outlet, day, _ = ARTICLES[0]
    monkeypatch.setattr(f"{__name__}.ARTICLES", ((article, outlet, day, ("Port of Tartus",)), *ARTICLES[1:]))
    compare(db)
    assert id_of(db, 2, "n1") == id_of(db, 3, "n1") == id_of(db, 4, "n1")


def test_a_split_outlives_comparing_anew(db: sqlite3.Connection) -> None:
    compare(db)
    samer = id_of(db, 1, "n1")
    stays, went = identities.split(db, MAKING, samer, [("d-1", "n1")])
    assert stays == samer != went
    for _ in range(2):
        assert (id_of(db, 1, "n1"), id_of(db, 2, "n1"), id_of(db, 4, "n1")) == (stays, stays, went)
        row = identities.one(db, went)
        assert row is not None
        assert (row.articles, row.first, row.identity.name) == (1, "2024-12-05", "Samer Hallak")
        compare(db)


def test_what_the_identity_began_with_keeps_its_id(db: sqlite3.Connection) -> None:
    compare(db)
    samer = id_of(db, 1, "n1")
    stays, went = identities.split(db, MAKING, samer, [("a-1", "n1")])
    assert (stays, went) == (id_of(db, 2, "n1"), id_of(db, 1, "n1"))
    assert went == samer
    compare(db)
    assert (stays, went) == (id_of(db, 2, "n1"), id_of(db, 1, "n1"))
    assert id_of(db, 4, "n1") == stays


def test_the_last_word_counts(db: sqlite3.Connection) -> None:
    compare(db)
    samer = id_of(db, 1, "n1")
    _, went = identities.split(db, MAKING, samer, [("d-1", "n1")])
    identities.merge(db, MAKING, samer, went)
    compare(db)
    assert id_of(db, 4, "n1") == samer
    identities.split(db, MAKING, samer, [("d-1", "n1")])
    compare(db)
    assert id_of(db, 4, "n1") != samer


def test_a_split_of_what_was_merged_gives_the_old_id_back(db: sqlite3.Connection) -> None:
    compare(db)
    samer, ghassan = id_of(db, 1, "n1"), id_of(db, 3, "n1")
    identities.merge(db, MAKING, samer, ghassan)
    assert identities.split(db, MAKING, samer, [("c-1", "n1")]) == (samer, ghassan)
    compare(db)
    assert (id_of(db, 1, "n1"), id_of(db, 3, "n1")) == (samer, ghassan)


def test_wrong_corrections_are_refused_with_a_reason(db: sqlite3.Connection) -> None:
    compare(db)
    samer = id_of(db, 1, "n1")
    for wrong in ("i999", "st1", "", "i-1", "ix"):
        with pytest.raises(ArchiveError, match="no identity"):
            identities.merge(db, MAKING, samer, wrong)
    with pytest.raises(ArchiveError, match="one identity"):
        identities.merge(db, MAKING, samer, samer)
    with pytest.raises(ArchiveError, match="no member"):
        identities.split(db, MAKING, samer, [("c-1", "n1")])
    with pytest.raises(ArchiveError, match="not none and not all"):
        identities.split(db, MAKING, samer, [])
    with pytest.raises(ArchiveError, match="not none and not all"):
        identities.split(db, MAKING, samer, [("a-1", "n1"), ("b-1", "n1"), ("d-1", "n1")])
    assert ids.corrections(db, "identity") == ()
    assert identities.members(db, "i999").total == 0
    assert identities.beside(db, "i999") == ()
    assert identities.one(db, "i999") is None
    assert identities.of_record(db, 1, "n99") is None


def test_wikidata_ids_come_from_a_table_alone_and_stay(db: sqlite3.Connection) -> None:
    compare(db)
    ghassan = id_of(db, 3, "n1")
    put_article(db, 9, "z-1", "Delta Wire", "2030-01-01")
    twin = named("z-1", "Delta Wire", "2030-01-01", ("Ghassan Hallak",))
    identities.split(db, MAKING, id_of(db, 1, "n1"), [("d-1", "n1")])
    taken, refused = identities.wikidata(
        db,
        [
            ("ghassan hallak", "Q42"),
            (ghassan, "Q43"),
            ("Samer Hallak", "Q44"),
            ("Nobody", "Q45"),
            ("Mona Barakat", "42"),
            ("", "Q1"),
        ],
    )
    assert taken == 2
    assert [(row.name, row.reason.split(":")[0]) for row in refused] == [
        ("Samer Hallak", f"a name of 2 identities ({id_of(db, 1, 'n1')}, {id_of(db, 4, 'n1')})"),
        ("Nobody", "no identity of this name or id"),
        ("Mona Barakat", "no Wikidata id"),
        ("", "no identity of this name or id"),
    ]
    for _ in range(2):
        row = identities.one(db, ghassan)
        assert row is not None
        assert row.identity.wikidata == "Q43"
        compare(db)
    place(twin, Shelf(db, MAKING, 9))
    row = identities.one(db, ghassan)
    assert row is not None
    assert (row.articles, row.identity.wikidata) == (2, "Q43")


def test_lookups_are_bounded_and_indexed(db: sqlite3.Connection) -> None:
    firsts = [
        f"{one}{other}ra".title()
        for one in ("ba", "du", "fa", "ki", "lu", "ma", "nu", "ri")
        for other in ("bu", "da", "fi", "ka", "lo", "mi", "nu", "ta")
    ]
    for number, first in enumerate(firsts, 10):
        put_article(db, number, f"x{number}-1", "Delta Wire", "2024-12-09")
        place(named(f"x{number}-1", "Delta Wire", "2024-12-09", (f"{first} Crowd",)), Shelf(db, MAKING, number))
    (crowd,) = named("y-1", "Delta Wire", "2024-12-09", ("Crowd",))
    assert len(Shelf(db, MAKING, 1).candidates(keys(crowd))) == CANDIDATES
    assert (identities.CANDIDATES, identities.CROWDED) == (CANDIDATES, CROWDED)
    for query in (
        "SELECT identity FROM identity_keys WHERE key = 'x' ORDER BY identity LIMIT 64",
        "SELECT record FROM identity_members WHERE identity = 1 ORDER BY article",
        "SELECT identity FROM articles a JOIN identity_members m ON m.article = a.number WHERE a.id = 'x'",
    ):
        plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert "SCAN" not in plan, plan


def said(*steps: tuple[str, Mapping[str, object]]) -> Bonds:
    return Bonds(Correction(number, "identity", what, data) for number, (what, data) in enumerate(steps, 1))


def test_what_people_said_is_taken_in_order() -> None:
    merged = ("merge", {"one": ["a"], "other": ["b"]})
    split = ("split", {"kept": ["a"], "moved": ["b", "c"]})
    bonds = said(merged)
    assert bonds.group_of["a"] == bonds.group_of["b"]
    bonds = said(merged, split)
    assert bonds.group_of["a"] != bonds.group_of["b"] == bonds.group_of["c"]
    assert bonds.walls[bonds.group_of["a"]] == {bonds.group_of["b"]}
    bonds = said(merged, split, ("merge", {"one": ["c"], "other": ["a"]}))
    assert bonds.group_of["a"] == bonds.group_of["b"] == bonds.group_of["c"]
    assert not any(bonds.walls.values())
    assert not said().group_of
