"""Claims over the walk: tolls of one story, an outlet's stock, and the same words in a reprint."""

from __future__ import annotations

from pathlib import Path

import pytest
from across_pages import add, line

from onrecord.across import claims as walked
from onrecord.archive import open_archive
from onrecord.records import Span

FLOOD = (
    "A flash flood tore through the market of Akre on Thursday. The civil defence in Akre said that 19 people had been "
    "killed. The health directorate in Dohuk said that 16 people had been killed. Rain fell for nine hours on the hills, "
    "and the stream carried shops and cars away. Traders dug for their goods with shovels."
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "flood.onrecord"


def opposed(path: Path) -> list[tuple[str, str, str]]:
    """Relation and contents of what opposes what, in the order of articles."""
    with open_archive(path, read_only=True) as kept:
        said = {(r.article.id, one.id): one.content.text for r in kept.readings() for one in r.statements}
        articles = sorted({article for article, _ in said})
        found = {
            (one.relation, said[one.article, one.statement], said.get((one.other_article, one.other or ""), ""))
            for article in articles
            for one, _ in kept.elsewhere(article).oppositions
        }
        assert list(kept.verify()) == []
    return sorted(found)


def test_two_tolls_of_one_article_contest_each_other_and_are_cited_as_they_stand(archive: Path) -> None:
    add(archive, line(FLOOD, outlet="Harbour Post", date="2025-03-29"))
    assert opposed(archive) == [
        ("contests", "that 16 people had been killed", "that 19 people had been killed"),
    ]


def test_a_toll_in_another_story_is_nothing_to_it(archive: Path) -> None:
    fire = (
        "A fire burned a paint warehouse in Constanta on Thursday. The hospital in Constanta said that 17 people had been "
        "killed. Engineers looked for the cause in the loading bay, and two schools stayed closed."
    )
    add(
        archive,
        line(
            FLOOD.replace("The health directorate in Dohuk said that 16 people had been killed. ", ""),
            date="2025-03-29",
        ),
        line(fire, date="2025-03-29"),
    )
    assert opposed(archive) == []


def test_what_an_outlet_prints_everywhere_makes_no_claim() -> None:
    stock = (Span(100, 200),)
    assert walked._is_stock((Span(110, 150),), stock)
    assert walked._is_stock((Span(90, 120), Span(150, 180)), stock)
    assert not walked._is_stock((Span(40, 120),), stock)
    assert not walked._is_stock((), stock)
    assert not walked._is_stock((Span(110, 150),), ())
