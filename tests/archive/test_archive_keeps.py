"""What the archive keeps, and what adding again does."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest
from invented_pages import MADE_BY, PROBLEM, PROBLEM_WITH_BYTES, Made, page

from onrecord.archive import Archive, Filter, Location, open_archive
from onrecord.records import ArchiveError, Page, Problem


def add(archive: Archive, made: Made, made_by: str = MADE_BY) -> None:
    archive.add(made.capture, made.page, made.readings, made_by=made_by)


def dump(path: Path) -> list[tuple[object, ...]]:
    """Give every row of every table of an archive file."""
    with open_archive(path, read_only=True):
        db = sqlite3.connect(path)
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        rows = [(table, *row) for table in tables for row in db.execute(f"SELECT * FROM {table}")]
        db.close()
    return rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "marsa #1 50% ok?.onrecord"


def test_what_was_added_comes_back_unchanged(path: Path) -> None:
    made = [page(number) for number in (1, 2, 3)]
    with open_archive(path) as archive:
        for one in made:
            kept = archive.add(one.capture, one.page, one.readings, made_by=MADE_BY)
            assert (kept.new_capture, kept.articles, kept.statements) == (True, 2, 8)
    with open_archive(path, read_only=True) as archive:
        assert list(archive.captures()) == [one.capture for one in made]
        assert list(archive.readings()) == [reading for one in made for reading in one.readings]
        for one in made:
            assert archive.capture(one.capture.sha256) == one.capture
            assert archive.furniture(one.capture.sha256) == one.page.furniture
            for article, reading in zip(one.page.articles, one.readings, strict=True):
                assert archive.article(article.id) == article
                assert archive.reading(article.id) == reading
        totals = archive.totals()
        assert (totals.captures, totals.articles, totals.statements, totals.silences) == (3, 6, 24, 6)
        assert totals.sources == 3
        assert list(archive.verify()) == []


def test_what_is_not_kept_is_none(path: Path) -> None:
    with open_archive(path) as archive:
        assert archive.capture("0" * 64) is None
        assert archive.article("nothing-1") is None
        assert archive.reading("nothing-1") is None
        assert archive.furniture("0" * 64) == ()
        assert archive.locations("0" * 64) == ()
        assert not archive.has("0" * 64)
        assert [*archive.captures(), *archive.readings(), *archive.verify()] == []


def test_the_same_page_twice_changes_nothing(path: Path) -> None:
    with open_archive(path) as archive:
        add(archive, page())
    before = dump(path)
    with open_archive(path) as archive:
        kept = archive.add(*page(), made_by=MADE_BY)
    assert not kept.new_capture
    assert dump(path) == before


def test_the_same_bytes_from_elsewhere_add_a_location_and_nothing_else(path: Path) -> None:
    made = page()
    elsewhere = msgspec.structs.replace(made.capture, uri="copies/1.html", modified_at=None)
    moved = [
        msgspec.structs.replace(reading, capture=msgspec.structs.replace(reading.capture, uri="copies/1.html"))
        for reading in made.readings
    ]
    with open_archive(path) as archive:
        add(archive, made)
    before = dump(path)
    with open_archive(path) as archive:
        archive.add(elsewhere, made.page, moved, made_by=MADE_BY)
        archive.add_location(msgspec.structs.replace(elsewhere, uri="-"))
        archive.add_location(page(2).capture)  # never kept: nothing to note
        assert archive.locations(made.capture.sha256) == (
            Location(uri="pages/1.html", fetched_at=None, modified_at="2025-01-02T03:04:05+00:00"),
            Location(uri="copies/1.html", fetched_at=None, modified_at=None),
            Location(uri="-", fetched_at=None, modified_at=None),
        )
        assert archive.capture(made.capture.sha256) == made.capture
        assert list(archive.readings()) == list(made.readings)
        assert list(archive.verify()) == []
    assert [row for row in dump(path) if row not in before and row[0] != "locations"] == []


def test_reading_again_replaces_the_reading_and_its_index_and_never_the_capture(path: Path) -> None:
    first, second = page(1), page(1)
    reread = [
        msgspec.structs.replace(reading, statements=reading.statements[:1], figures=()) for reading in second.readings
    ]
    with open_archive(path) as archive:
        add(archive, first)
        add(archive, page(2))
        assert archive.has(first.capture.sha256, made_by=MADE_BY)
        archive.add(second.capture, second.page, reread, made_by="test 2")
        assert archive.has(first.capture.sha256)
        assert not archive.has(first.capture.sha256, made_by=MADE_BY)
        assert archive.has(first.capture.sha256, made_by="test 2")
        assert archive.capture(first.capture.sha256) == first.capture
        assert archive.statements().total == 2 + 8
        assert archive.statements(Filter(words="in vain")).total == 4
        assert [article.id for article in archive.articles().rows] == [
            article.id for one in (first, page(2)) for article in one.page.articles
        ]
        assert list(archive.verify()) == []


def test_a_page_that_is_taken_apart_otherwise_loses_its_old_articles(path: Path) -> None:
    made = page(1, stories=3)
    fewer = Page(capture_sha256=made.capture.sha256, articles=made.page.articles[:1])
    with open_archive(path) as archive:
        add(archive, made)
        archive.add(made.capture, fewer, made.readings[:1], made_by="test 2")
        assert archive.articles().total == 1
        assert archive.article(made.page.articles[2].id) is None
        assert archive.search("Coast Wire").total == 2
        assert list(archive.verify()) == []


def test_an_article_whose_reading_failed_is_kept_without_one(path: Path) -> None:
    made = page()
    problem = Problem(
        uri=made.capture.uri, stage="reading", reason="x: y", error="ValueError", sha256=made.capture.sha256
    )
    with open_archive(path) as archive:
        archive.add(made.capture, made.page, made.readings[1:], made_by=MADE_BY, problems=[problem])
        assert archive.articles().total == 2
        assert archive.reading(made.page.articles[0].id) is None
        assert archive.problems().rows == (problem,)
        assert list(archive.verify()) == []
        archive.add(made.capture, made.page, made.readings, made_by=MADE_BY, problems=[])
        assert archive.problems().rows == ()
        assert archive.reading(made.page.articles[0].id) == made.readings[0]
        assert list(archive.verify()) == []


def test_a_problem_is_one_line_however_often_it_happens(path: Path) -> None:
    with open_archive(path) as archive:
        for problem in (PROBLEM, PROBLEM_WITH_BYTES, PROBLEM):
            archive.add_problem(problem)
        assert archive.problems().rows == (PROBLEM, PROBLEM_WITH_BYTES)
        assert archive.problems(limit=1).total == 2
        assert archive.problems(limit=None, offset=1).rows == (PROBLEM_WITH_BYTES,)
        assert list(archive.verify()) == []


def test_records_that_do_not_belong_together_are_refused(path: Path) -> None:
    one, two = page(1), page(2)
    with open_archive(path) as archive:
        with pytest.raises(ValueError, match="hash"):
            archive.add(one.capture, two.page, two.readings, made_by=MADE_BY)
        with pytest.raises(ValueError, match="no article of the page"):
            archive.add(one.capture, one.page, two.readings, made_by=MADE_BY)
        with pytest.raises(ValueError, match="one of two"):
            archive.add(one.capture, one.page, [one.readings[0], one.readings[0]], made_by=MADE_BY)
        assert archive.totals().captures == 0


def test_an_error_on_the_way_leaves_nothing_of_the_capture(path: Path) -> None:
    made = page()
    half = msgspec.structs.replace(made.page.articles[1], byline="\ud800")
    broken = Page(capture_sha256=made.capture.sha256, articles=(made.page.articles[0], half))
    with open_archive(path) as archive:
        with pytest.raises(ArchiveError):
            archive.add(made.capture, broken, made.readings[:1], made_by=MADE_BY)
        assert archive.totals().captures == archive.totals().articles == 0
        add(archive, made)
        assert list(archive.verify()) == []
