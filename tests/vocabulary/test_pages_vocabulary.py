"""The words that pages are taken apart by: their files keep to their schema and say where they come from."""

from __future__ import annotations

import pytest

from onrecord.records import VocabularyError
from onrecord.vocabulary import pages

KINDS = (
    "navigation",
    "share",
    "advertisement",
    "comment",
    "boilerplate",
    "marker",
    "labels",
    "teasers",
    "sources",
    "endings",
)


@pytest.mark.parametrize(
    ("name", "schema"), [("furniture", pages.Furnishings), ("credits", pages.Credits), ("outlets", pages.Outlets)]
)
def test_each_file_says_where_it_comes_from(name: str, schema: type[pages.Furnishings]) -> None:
    provenance = pages.load(name, schema).provenance
    assert provenance.source
    assert provenance.licence
    assert provenance.checked


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_there_twice(kind: str) -> None:
    lines = [pages.folded(line) for line in getattr(pages.furnishings(), kind).lines]
    assert sorted(lines) == sorted(set(lines))


@pytest.mark.parametrize("kind", KINDS)
def test_each_line_matches_its_own_kind(kind: str) -> None:
    matcher = pages.matcher(kind)
    wording = getattr(pages.furnishings(), kind)
    assert all(matcher.matches(line) for line in wording.lines)
    assert all(matcher.matches(f"{beginning}something") for beginning in wording.beginnings)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("navigation", "SKIP TO CONTENT"),
        ("share", "Share this article:"),
        ("advertisement", "  Advertisement "),
        ("boilerplate", "© 2024 Valley News"),
        ("marker", "3 min read"),
        ("marker", "TT"),
        ("labels", "Related:"),
        ("teasers", "READ MORE: Rain returns"),
        ("sources", "Source: Valley News"),
        ("comment", "12 comments"),
    ],
)
def test_case_white_space_and_closing_punctuation_do_not_count(kind: str, line: str) -> None:
    assert pages.matcher(kind).matches(line)


@pytest.mark.parametrize(
    "line", ["The minister shared this article with his staff.", "Rain returns to the valley", "BASES"]
)
def test_running_text_is_no_furniture(line: str) -> None:
    assert not any(pages.matcher(kind).matches(line) for kind in KINDS)


def test_outlets_are_found_by_domain() -> None:
    assert pages.outlet_domains()["aawsat.com"] == "Asharq Al-Awsat"
    assert all("/" not in domain and domain == domain.lower() for domain in pages.outlet_domains())


def test_credit_names_come_longest_first() -> None:
    names = pages.credit_names()
    assert names.index("AP Photo") < names.index("AP")


def test_a_file_that_breaks_its_schema_is_named() -> None:
    with pytest.raises(VocabularyError, match=r"credits\.toml"):
        pages.load("credits", pages.Outlets)


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(VocabularyError, match="here"):
        pages.Matcher(pages.Wording(patterns=("(",)), "here")
