"""Claims in the archive: the index that finds candidates, and what was decided, in lists and one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_pages import MADE_BY, page

from onrecord.archive import claims, open_archive
from onrecord.archive.claims import ClaimFilter
from onrecord.records import Cited, Evidence, Opposition, Origin, Origins, Said, Span, Wording

PAGES = (
    page(1, speaker="Zoë Haddad", stories=1),
    page(2, speaker="Anton Vella", stories=1),
    page(3, speaker="Lina Odeh", said="no boat may leave", stories=1),
)
A, B, C = (made.page.articles[0].id for made in PAGES)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Three articles: two by engineers who say the same of a bridge, one of boats; nothing is compared yet."""
    path = tmp_path / "claims.onrecord"
    with open_archive(path) as archive:
        for made in PAGES:
            archive.add(*made, made_by=MADE_BY)
    connection = sqlite3.connect(path)
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for statement in claims.TABLES if "claims" not in known else ():
        connection.execute(statement)
    for table in claims.WIPE:
        connection.execute(f"DELETE FROM {table}")
    yield connection
    connection.close()


def wording(article: str, statement: str = "s1", text: str = "the bridge will reopen", score: float = 1.0) -> Wording:
    return Wording(article=article, statement=statement, text=text, score=score, made_by="CL40")


def opposition(one: str, other: str | None, relation: str = "denies", *, at: str = A, by: str = B) -> Opposition:
    return Opposition(
        relation=relation,  # type: ignore[arg-type]
        article=by,
        statement=one,
        other_article=at,
        other=other,
        target=Cited(article=at, spans=(Span(0, 6),), text="Bridge"),
        score=0.9,
        made_by="CL20",
    )


def test_index_finds_what_shares_two_rare_words(db: sqlite3.Connection) -> None:
    claims.index(db, 1, "2025-01-01", [(0, ("bridge", "reopen", "may")), (1, ("boat", "wait"))])
    claims.index(db, 2, "2025-01-03", [(0, ("bridge", "reopen")), (1, ()), (2, ("bridge", "fall"))])
    assert claims.frequencies(db, ("bridge", "fall", "goat")) == ({"bridge": 3, "fall": 1}, 4)
    near = claims.candidates(db, 2, 0, "2025-01-03", {"bridge": 1.0, "reopen": 2.0})
    assert near == [(1, 0, 3.0)]
    assert claims.candidates(db, 2, 0, "2025-01-03", {}) == []


def test_what_is_months_away_is_no_candidate_but_an_unknown_day_may_be_any(db: sqlite3.Connection) -> None:
    claims.index(db, 1, "2024-01-01", [(0, ("bridge", "reopen"))])
    claims.index(db, 2, None, [(0, ("bridge", "reopen"))])
    claims.index(db, 3, "2025-01-01", [(0, ("bridge", "reopen"))])
    weights = {"bridge": 1.0, "reopen": 1.0}
    assert [one.article for one in claims.candidates(db, 3, 0, "2025-01-01", weights)] == [2]
    assert [one.article for one in claims.candidates(db, 2, 0, None, weights)] == [1, 3]
    assert [one.article for one in claims.candidates(db, 2, 0, "not a day", weights)] == [1, 3]


def test_a_usual_word_costs_no_more_in_a_large_archive(db: sqlite3.Connection) -> None:
    for article in range(1, 400):
        claims.index(db, article, "2025-01-01", [(position, ("bridge", "reopen")) for position in range(3)])
    near = claims.candidates(db, 399, 2, "2025-01-01", {"bridge": 1.0, "reopen": 1.0})
    assert len(near) == claims.CANDIDATES
    assert near == sorted(near)


def test_a_claim_knows_its_wordings_days_and_sources(db: sqlite3.Connection) -> None:
    id_ = claims.start(db, [wording(A), wording(B, score=0.8)])
    assert id_ == "c1"
    (row,) = claims.claims(db, ClaimFilter(), None).rows
    assert (row.id, row.text, row.statements, row.articles) == ("c1", "the bridge will reopen", 2, 2)
    assert (row.article, row.statement, row.first, row.last) == (A, "s1", "2025-01-01", "2025-01-01")
    seen = claims.claim(db, "c1")
    assert seen is not None
    assert [(one.source, one.outlet, one.wording.score) for one in seen.wordings] == [
        ("Zoë Haddad", "The Côte Courier", 1.0),
        ("Anton Vella", "Harbour Post", 0.8),
    ]
    assert claims.some_wordings(db, "c1", 1) == [(_number(db, A), "s1")]
    assert claims.statements_of(db, "c1") == ((_number(db, A), "s1"), (_number(db, B), "s1"))
    assert claims.claim_of(db, _number(db, B), "s1") == "c1"
    assert claims.claim_of(db, _number(db, B), "s2") is None
    assert list(claims.claims_of_article(db, _number(db, A))) == ["s1"]


def test_a_statement_makes_one_claim_at_most(db: sqlite3.Connection) -> None:
    claims.start(db, [wording(A), wording(B)])
    with pytest.raises(ValueError, match="makes a claim with others already"):
        claims.join(db, "c1", [wording(A)])
    with pytest.raises(ValueError, match="no statement s9"):
        claims.join(db, "c1", [wording(A, "s9")])
    assert claims.single(db, wording(A)) == "c1"
    assert claims.single(db, wording(A, "s2", "boats waited")) == "c2"


def test_a_wording_in_one_piece_stands_for_the_others(db: sqlite3.Connection) -> None:
    claims.start(db, [wording(A, text="the bridge … will reopen"), wording(B), wording(C, text="it will reopen")])
    (row,) = claims.claims(db, ClaimFilter(), None).rows
    assert (row.text, row.article) == ("the bridge will reopen", B)


def test_what_stood_alone_because_it_is_denied_joins_those_that_say_the_same(db: sqlite3.Connection) -> None:
    assert claims.single(db, wording(A)) == "c1"
    claims.oppose(db, [opposition("s4", "s1")])
    assert claims.start(db, [wording(C, text="no boat may leave"), wording(A)]) == "c2"
    (row,) = claims.claims(db, ClaimFilter(), None).rows
    assert (row.id, row.statements, row.denied) == ("c2", 2, 1)
    assert claims.start(db, [wording(B)]) == "c3"
    assert claims.start(db, [wording(B), wording(B, "s2", "boats waited")]) == "c3"


def test_everything_compared_anew_gives_the_same_ids(db: sqlite3.Connection) -> None:
    first = claims.start(db, [wording(A)])
    second = claims.start(db, [wording(A, "s2", "boats waited")])
    for table in claims.WIPE:
        db.execute(f"DELETE FROM {table}")
    assert claims.start(db, [wording(A, "s2", "boats waited")]) == second
    assert claims.start(db, [wording(A)]) == first


def test_a_denial_counts_for_what_it_denies_a_contest_for_both(db: sqlite3.Connection) -> None:
    claims.start(db, [wording(A)])
    claims.start(db, [wording(C, text="no boat may leave")])
    claims.oppose(db, [opposition("s4", "s1"), opposition("s1", "s1", "contests", by=C)])
    bridge, boats = claims.claims(db, ClaimFilter(), None).rows
    assert (bridge.contested, bridge.denied, boats.contested, boats.denied) == (1, 1, 1, 0)
    seen = claims.claim(db, bridge.id)
    assert seen is not None
    contest, denial = seen.oppositions
    assert (contest.text, contest.claim, contest.turned, contest.source) == (
        "no boat may leave",
        "c2",
        False,
        "Lina Odeh",
    )
    assert (denial.opposition.statement, denial.claim) == ("s4", None)
    turned = claims.claim(db, boats.id)
    assert turned is not None
    assert [(one.turned, one.text) for one in turned.oppositions] == [(True, "the bridge will reopen")]
    assert claims.totals(db) == (2, 2, 1)


def test_what_is_opposed_twice_counts_once(db: sqlite3.Connection) -> None:
    claims.start(db, [wording(A)])
    claims.oppose(db, [opposition("s4", "s1")] * 3)
    claims.oppose(db, [opposition("s4", "s1")])
    assert claims.claims(db, ClaimFilter(), None).rows[0].denied == 1
    assert claims.disputes_of_source(db, [(_number(db, A), "s1"), (_number(db, A), "s2")]) == {
        (_number(db, A), "s1"): (0, 1)
    }


def test_a_denial_of_words_that_nobody_is_given_for_is_kept_with_its_article(db: sqlite3.Connection) -> None:
    claims.oppose(db, [opposition("s4", None, at=B)])
    (found,) = claims.oppositions_of_article(db, _number(db, B))
    assert (found[0].other, found[1]) == (None, False)
    claims.oppose(db, [opposition("s4", "s1")])
    assert [turned for _, turned in claims.oppositions_of_article(db, _number(db, A))] == [True]
    with pytest.raises(ValueError, match="no article nowhere"):
        claims.oppose(db, [opposition("s4", "s1", by="nowhere")])


def test_lists_are_narrowed_and_sorted(db: sqlite3.Connection) -> None:
    claims.start(db, [wording(A), wording(B)])
    claims.start(db, [wording(C, text="no boat may leave")])
    claims.oppose(db, [opposition("s4", "s1", at=C)])
    origins = Origins(low=2, high=3, origins=(), links=())
    claims.keep_origins(db, "c1", origins)

    def listed(sort: claims.ClaimSort = "contested", **narrow: object) -> list[str]:
        found = claims.claims(db, ClaimFilter(**narrow), None, sort=sort)  # type: ignore[arg-type]
        assert found.total == len(found.rows)
        return [row.id for row in found.rows]

    assert listed() == ["c2", "c1"]
    assert listed("supported") == ["c1", "c2"]
    assert listed("latest") == ["c1", "c2"]
    assert listed(source="zoe haddad") == ["c1"]
    assert listed(outlet="harbour") == ["c1"]
    assert listed(source="vella", outlet="courier") == []
    assert listed(words="boat leave") == ["c2"]
    assert listed(words="!!!") == []
    assert listed(denied=True) == ["c2"]
    assert listed(contested=True) == []
    assert listed(min_origins=2) == ["c1"]
    assert listed(min_origins=3) == []
    assert listed(articles=(_number(db, C),)) == ["c2"]
    assert listed(articles=()) == []
    assert listed(since="2025-01-01", until="2025-01-01") == ["c2", "c1"]
    assert listed(since="2025-01-02") == []
    some = claims.claims(db, ClaimFilter(), 1, 1)
    assert ([row.id for row in some.rows], some.total, some.offset) == (["c1"], 2, 1)
    seen = claims.claim(db, "c1")
    assert seen is not None
    assert seen.origins == origins


def test_a_source_that_says_so_again_adds_evidence_and_no_wording(db: sqlite3.Connection) -> None:
    claims.start(db, [wording(A)])
    again = Evidence(made_by="CL41", text="its source says so again")
    claims.say_again(db, Said(article=A, statement="s1"), again)
    claims.say_again(db, Said(article=A, statement="s2"), again)
    seen = claims.claim(db, "c1")
    assert seen is not None
    assert [one.wording.evidence for one in seen.wordings] == [(again,)]
    assert seen.claim.statements == 1


def test_an_unknown_claim_is_none(db: sqlite3.Connection) -> None:
    assert claims.claim(db, "c7") is None
    assert claims.claim(db, "st1") is None
    assert claims.claim(db, "c") is None


def test_origins_come_back_as_they_were_kept(db: sqlite3.Connection) -> None:
    claims.start(db, [wording(A)])
    said = Said(article=A, statement="s1")
    origin = Origin(kind="speaker", name="Zoë Haddad", first=said, statements=(said,))
    claims.keep_origins(db, "c1", Origins(low=1, high=1, origins=(origin,), links=()))
    (row,) = claims.claims(db, ClaimFilter(), None).rows
    assert (row.origins_low, row.origins_high) == (1, 1)


def _number(db: sqlite3.Connection, article: str) -> int:
    (number,) = db.execute("SELECT number FROM articles WHERE id = ?", [article]).fetchone()
    return int(number)


def in_story(db: sqlite3.Connection, article: str, story: int, day: int | None) -> None:
    db.execute(
        "INSERT INTO story_articles (article, story, day, score, shared, made_by) VALUES (?, ?, ?, 1.0, '[]', 'SO05')",
        [_number(db, article), story, day],
    )


def test_figures_of_a_story_are_found_within_days_and_those_of_the_article_itself(db: sqlite3.Connection) -> None:
    for article, story, day in ((A, 1, 739_252), (B, 1, 739_254), (C, 1, 739_290)):
        in_story(db, article, story, day)
    kinds = {kind for (kind,) in db.execute("SELECT DISTINCT kind FROM figures WHERE statement IS NOT NULL")}
    assert kinds
    found = claims.tolls_of_story(db, _number(db, A), kinds)
    assert {article for article, _ in found} == {_number(db, A), _number(db, B)}
    assert len(claims.tolls_of_story(db, _number(db, A), kinds, limit=1)) == 1
    assert claims.tolls_of_story(db, _number(db, A), ["killed"]) == []
    assert {article for article, _ in claims.tolls_of_story(db, _number(db, C), kinds)} == {_number(db, C)}


def test_an_article_of_no_story_or_no_day_has_its_own_figures_alone(db: sqlite3.Connection) -> None:
    kinds = {kind for (kind,) in db.execute("SELECT DISTINCT kind FROM figures WHERE statement IS NOT NULL")}
    assert claims.story_of(db, _number(db, A)) is None
    in_story(db, B, 1, 739_252)
    in_story(db, C, 1, None)
    assert {article for article, _ in claims.tolls_of_story(db, _number(db, A), kinds)} == {_number(db, A)}
    assert {article for article, _ in claims.tolls_of_story(db, _number(db, C), kinds)} == {_number(db, C)}


def test_a_large_story_is_read_by_its_index(db: sqlite3.Connection) -> None:
    steps = db.execute(
        "EXPLAIN QUERY PLAN SELECT article, day FROM story_articles WHERE story = 1 AND day BETWEEN 2 AND 5 "
        "ORDER BY day DESC, article DESC LIMIT 64"
    )
    assert all("SCAN" not in step[3] and "TEMP B-TREE" not in step[3] for step in steps)


def test_inside_one_story_one_shared_word_is_enough(db: sqlite3.Connection) -> None:
    one, other, elsewhere = (_number(db, article) for article in (A, B, C))
    for article in (one, elsewhere, other):
        claims.index(db, article, "2025-01-01", [(0, ("warning", f"word{article}"))])
    in_story(db, A, 7, 739_252)
    in_story(db, B, 7, 739_252)
    in_story(db, C, 8, 739_252)
    weights = {"warning": 1.0, f"word{other}": 2.0}
    assert claims.candidates(db, other, 0, "2025-01-01", weights) == []
    assert [near.article for near in claims.candidates(db, other, 0, "2025-01-01", weights, story=7)] == [one]


def test_marked_statements_are_found_in_the_other_articles_of_a_story(db: sqlite3.Connection) -> None:
    for article, story, day in ((A, 1, 739_252), (B, 1, 739_254), (C, 1, 739_290)):
        in_story(db, article, story, day)
        claims.index(db, _number(db, article), "2025-01-01", [(0, ("warning",)), (1, ("\x00denies",))])
    assert claims.marked_in_story(db, _number(db, A), "\x00denies") == [(_number(db, B), 1)]
    assert claims.marked_in_story(db, _number(db, A), "\x00accuses") == []
    assert claims.marked_in_story(db, _number(db, C), "\x00denies") == []


def test_claims_that_turn_out_to_be_one_keep_all_their_wordings_and_what_is_against_them(
    db: sqlite3.Connection,
) -> None:
    assert claims.start(db, [wording(A), wording(B)]) == "c1"
    assert claims.start(db, [wording(C, text="no boat may leave"), wording(A, "s2", "boats waited")]) == "c2"
    claims.oppose(db, [opposition("s4", "s1", at=C)])
    claims.unite(db, "c1", ["c2", "c7"])
    (row,) = claims.claims(db, ClaimFilter(), None).rows
    assert (row.id, row.statements, row.articles, row.denied) == ("c1", 4, 3, 1)
    assert (row.text, row.article) == ("the bridge will reopen", A)
    assert claims.claim(db, "c2") is None
    assert claims.claim_of(db, _number(db, C), "s1") == "c1"
