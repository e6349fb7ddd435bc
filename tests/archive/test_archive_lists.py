"""Lists, filters and search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import MADE_BY, page

from onrecord.archive import Archive, Filter, fold, open_archive
from onrecord.archive.words import match_query


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("lists") / "lists.onrecord"
    with open_archive(path) as archive:
        archive.add(*page(1, speaker="Zoë Haddad"), made_by=MADE_BY)
        archive.add(*page(2, speaker="ZOE HADDAD", said="no boat may leave"), made_by=MADE_BY)
        archive.add(*page(3, speaker="Anton Vella", said="the ferry's crew is paid"), made_by=MADE_BY)
    with open_archive(path, read_only=True) as archive:
        yield archive


def ids(archive: Archive, filter_: Filter) -> list[str]:
    listing = archive.statements(filter_, limit=None)
    assert listing.total == len(listing.rows)
    return [row.statement.id for row in listing.rows]


def test_statements_come_in_article_order_with_their_articles(archive: Archive) -> None:
    listing = archive.statements(limit=None)
    assert listing.total == 24
    assert [row.statement.id for row in listing.rows] == ["s1", "s2", "s3", "s4"] * 6
    assert [row.article_id for row in listing.rows[::4]] == [row.id for row in archive.articles().rows]
    assert listing.rows[0].uri == "pages/1.html"
    assert listing.rows[0].published == "2025-01-01"
    some = archive.statements(limit=3, offset=2)
    assert (some.rows, some.total, some.offset) == (listing.rows[2:5], 24, 2)


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (Filter(source="haddad"), ["s1"] * 4),
        (Filter(source="zoe  HADDAD"), ["s1"] * 4),
        (Filter(source="ZOË"), ["s1"] * 4),
        (Filter(source="100%"), []),
        (Filter(status="anonymous"), ["s2", "s3"] * 6),
        (Filter(stance="denies"), ["s4"] * 6),
        (Filter(form="mixed", stance="confirms"), ["s3"] * 6),
        (Filter(relay="coast"), ["s1"] * 6),
        (Filter(outlet="cote courier", form="mixed"), ["s3"] * 4),
        (Filter(words="boat may"), ["s1"] * 2),
        (Filter(words='"may boat"'), []),
        (Filter(words="“may leave”"), ["s1"] * 2),
        (Filter(words="FERRY'S"), ["s1"] * 2),
        (Filter(words="  "), ["s1", "s2", "s3", "s4"] * 6),
        (Filter(words="--"), []),
        (Filter(min_confidence=0.9), []),
        (Filter(min_confidence=0.875, status="named"), ["s1"] * 6),
    ],
)
def test_filters_narrow_statements(archive: Archive, filter_: Filter, expected: list[str]) -> None:
    assert ids(archive, filter_) == expected


def test_one_article_can_be_asked_for(archive: Archive) -> None:
    article = archive.articles().rows[2].id
    assert ids(archive, Filter(article=article)) == ["s1", "s2", "s3", "s4"]
    assert archive.sources(Filter(article=article)).total == 3
    assert archive.silences(Filter(article=article)).total == 1


def test_articles_are_listed_with_their_counts(archive: Archive) -> None:
    listing = archive.articles()
    assert listing.total == 6
    row = listing.rows[0]
    assert (row.statements, row.sources, row.silences, row.language) == (4, 3, 1, "en")
    assert row.words == 48 == len(archive.article(row.id).text.split())  # type: ignore[union-attr]
    assert archive.articles(Filter(source="vella")).total == 2
    assert archive.articles(Filter(words='"bridge 2"')).total == 2
    assert archive.articles(Filter(outlet="harbour", words="coast")).total == 2
    assert archive.articles(Filter(source="vella", stance="denies")).total == 0


def test_silences_are_listed(archive: Archive) -> None:
    listing = archive.silences()
    assert listing.total == 6
    assert listing.rows[0].silence.kind == "declined"
    assert archive.silences(Filter(source="MAYOR", status="named")).total == 6
    assert archive.silences(Filter(words="comment mayor")).total == 6
    assert archive.silences(Filter(outlet="harbour")).total == 2
    assert archive.silences(Filter(stance="denies")).total == 0


def test_sources_are_one_line_a_name_and_status_who_speaks_most_first(archive: Archive) -> None:
    rows = archive.sources().rows
    assert [(row.name, row.status, row.statements, row.articles, row.silences) for row in rows] == [
        ("official", "anonymous", 12, 6, 0),
        ("ZOE HADDAD", "named", 4, 4, 0),
        ("Anton Vella", "named", 2, 2, 0),
        ("the mayor", "named", 0, 6, 6),
    ]
    assert rows[1].roles == ("engineer",)
    assert rows[1].affiliations == ("the port",)
    assert rows[0].roles == ()
    assert archive.sources(limit=1, offset=1).rows == rows[1:2]
    assert archive.sources(limit=1).total == 4


def test_sources_of_some_statements_count_only_those(archive: Archive) -> None:
    rows = archive.sources(Filter(stance="confirms")).rows
    assert [(row.name, row.statements) for row in rows] == [("official", 6)]
    assert [(row.name, row.statements) for row in archive.sources(Filter(words="leave")).rows] == [("ZOE HADDAD", 2)]
    assert [row.name for row in archive.sources(Filter(outlet="harbour", status="named")).rows] == [
        "ZOE HADDAD",
        "the mayor",
    ]


def test_search_finds_articles_and_statements_and_marks_the_words(archive: Archive) -> None:
    listing = archive.search("ferry's")
    assert listing.total == 4
    assert {hit.statement_id for hit in listing.rows} == {None, "s1"}
    for hit in listing.rows:
        assert [piece for piece, is_match in hit.snippet if is_match] == ["ferry's"]
        assert hit.article_title is not None
    assert archive.search("ferry's", limit=1, offset=3).rows == listing.rows[3:]
    assert archive.search("Cafe").total == 0


def test_search_is_blind_to_case_and_diacritics(archive: Archive) -> None:
    assert archive.search("zoë").total == archive.search("ZOE").total == 8


def test_a_page_cannot_forge_a_match(tmp_path: Path) -> None:
    with open_archive(tmp_path / "forged.onrecord") as archive:
        archive.add(*page(1, said="[b]bold[/b] \x02\x03 move"), made_by=MADE_BY)
        hit = next(hit for hit in archive.search("move").rows if hit.statement_id)
        assert [piece for piece, is_match in hit.snippet if is_match] == ["move"]
        assert "[b]bold[/b] \x02\x03 " in hit.snippet[0][0]
        assert list(archive.verify()) == []


@given(words=st.one_of(st.text(), st.text(alphabet="\"“”'*()+-:^{}NEAR AND OR NOT\x00\ud800ab é\n", max_size=40)))
def test_nothing_a_person_types_is_a_syntax_error(archive: Archive, words: str) -> None:
    listing = archive.search(words, limit=3)
    assert len(listing.rows) == min(listing.total, 3)
    for list_ in (archive.statements, archive.articles, archive.sources, archive.silences):
        found = list_(Filter(words=words, source=words.replace("\ud800", "")), limit=2)
        assert found.total >= len(found.rows)


def test_a_very_long_search_is_answered(archive: Archive) -> None:
    assert archive.search("boat " * 5000).total >= 0
    assert archive.search(" ".join(f"word{i}" for i in range(3000))).total == 0


def test_words_become_quoted_strings() -> None:
    assert match_query('NEAR(a b*) "two words') == '"NEAR(a" "b*)" "two words"'
    assert match_query("«deux mots» ‘x’") == '"deux mots" "‘x’"'
    assert match_query(' "" -- \x00') is None


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zoë  Haddad", "zoe haddad"), ("Mu’ath", "MU'ATH"), ("Straße", "STRASSE"), ("Ａ", "a"), ("Ḥamāh", "hamah")],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
