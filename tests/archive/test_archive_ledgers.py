"""The ledgers: places, dates and figures, narrowed by who claims them, by where and by when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from invented_pages import ADDED, MADE_BY, at, page

from onrecord.archive import Archive, Filter, open_archive
from onrecord.records import Figure, Place, Reading, Stated


def with_more(reading: Reading) -> Reading:
    """Give a reading a place that the official speaks of, and one that is nowhere on the map."""
    text = reading.article.text
    spoken = Place(
        id="p2",
        spans=(at(text, "boats waited"),),
        text="boats waited",
        name="Grand Harbour",
        geonames_id=None,
        lat=35.75,
        lon=14.5,
        country="MT",
        precision="point",
        confidence=0.75,
        statement="s2",
    )
    nowhere = Place(
        id="p3",
        spans=(at(text, "Coast Wire"),),
        text="Coast Wire",
        name=None,
        geonames_id=None,
        lat=None,
        lon=None,
        country=None,
        precision=None,
        confidence=0.25,
    )
    undated = Figure(
        id="f2",
        spans=(at(text, "Bridge"),),
        text="Bridge",
        low=None,
        high=3.0,
        bound="at_most",
        unit="km",
        counted=None,
        kind="distance",
        date=None,
        place=None,
        statement=None,
    )
    return msgspec.structs.replace(
        reading, places=(*reading.places, spoken, nowhere), figures=(*reading.figures, undated)
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("ledgers") / "ledgers.onrecord"
    with open_archive(path) as archive:
        for number in (1, 2, 3):
            made = page(number, stories=1)
            archive.add(made.capture, made.page, [with_more(made.readings[0])], made_by=MADE_BY)
    with open_archive(path, read_only=True) as archive:
        yield archive


def test_totals_count_the_ledgers(archive: Archive) -> None:
    totals = archive.totals()
    assert (totals.places, totals.dates, totals.figures) == (9, 3, 6)
    assert list(archive.verify()) == []


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (Filter(), ["p1", "p2", "p3"] * 3),
        (Filter(place="marsa"), ["p1"] * 3),
        (Filter(place="GRAND harb"), ["p2"] * 3),
        (Filter(country="mt"), ["p1", "p2"] * 3),
        (Filter(country="SY"), []),
        (Filter(precision="point"), ["p2"] * 3),
        (Filter(status="anonymous"), ["p2"] * 3),
        (Filter(source="official", outlet="post"), ["p2"]),
        (Filter(form="direct"), ["p2"] * 3),
        (Filter(stance="denies"), []),
        (Filter(words="coast"), ["p3"] * 3),
        (Filter(words='"grand harbour" boats'), ["p2"] * 3),
        (Filter(min_confidence=0.5), ["p1", "p2"] * 3),
    ],
)
def test_places_are_narrowed_as_statements_are(archive: Archive, filter_: Filter, expected: list[str]) -> None:
    listing = archive.places(filter_, limit=None)
    assert [row.place.id for row in listing.rows] == expected
    assert listing.total == len(expected)


def test_a_row_names_its_article_and_who_makes_it(archive: Archive) -> None:
    marsa, harbour, _ = archive.places(limit=3).rows
    assert marsa.statement is None
    assert harbour.statement is not None
    assert harbour.statement.source.name == "official"
    assert (marsa.article_title, marsa.uri) == ("Bridge 1 of Marsa & Sons to reopen, part 1", "pages/1.html")


def test_statements_are_found_by_the_places_they_mention(archive: Archive) -> None:
    assert [row.statement.id for row in archive.statements(Filter(place="harbour")).rows] == ["s2"] * 3
    assert archive.statements(Filter(place="harbour", country="LB")).total == 0
    assert archive.statements(Filter(place="marsa")).total == 0  # it stands in the headline, in the outlet's voice


def test_spots_are_the_places_on_the_map_most_mentioned_first(archive: Archive) -> None:
    spots = archive.spots()
    assert [(s.name, s.mentions, s.statements, s.articles) for s in spots.rows] == [
        ("Grand Harbour", 3, 3, 3),
        ("Marsa", 3, 0, 3),
    ]
    assert (spots.rows[0].lat, spots.rows[0].lon, spots.rows[0].precision) == (35.75, 14.5, "point")
    assert archive.spots(Filter(outlet="post")).rows[0].mentions == 1
    assert (archive.spots(limit=1).total, len(archive.spots(limit=1).rows)) == (2, 1)


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (Filter(), 3),
        (Filter(since="2025-01-07", until="2025-01-07"), 3),
        (Filter(since="2025-01-08"), 0),
        (Filter(until="2025-01-06"), 0),
        (Filter(kind="date"), 3),
        (Filter(kind="duration"), 0),
        (Filter(words="tuesday", outlet="courier"), 2),
    ],
)
def test_dates_are_narrowed_by_day(archive: Archive, filter_: Filter, expected: int) -> None:
    listing = archive.dates(filter_)
    assert (listing.total, len(listing.rows)) == (expected, expected)
    assert all((row.first, row.last) == ("2025-01-07", "2025-01-07") for row in listing.rows)


def test_months_are_counted(archive: Archive) -> None:
    assert archive.months() == (("2025-01", 3),)
    assert archive.months(Filter(since="2030-01-01")) == ()


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (Filter(), ["f1", "f2"] * 3),
        (Filter(kind="other"), ["f1"] * 3),
        (Filter(kind="distance"), ["f2"] * 3),
        (Filter(counted="BOAT"), ["f1"] * 3),
        (Filter(place="marsa"), ["f1"] * 3),
        (Filter(place="marsa", country="TN"), []),
        (Filter(source="official"), ["f1"] * 3),
        (Filter(since="2025-01-02"), ["f1"] * 3),  # f2 has no date: it is of its article's, 1 January
        (Filter(until="2025-01-02"), ["f2"] * 3),
        (Filter(words="boats"), ["f1"] * 3),
    ],
)
def test_figures_are_narrowed_by_what_where_when_and_who(
    archive: Archive, filter_: Filter, expected: list[str]
) -> None:
    listing = archive.figures(filter_, limit=None)
    assert [row.figure.id for row in listing.rows] == expected
    assert listing.total == len(expected)


def test_a_figure_comes_with_its_place_date_and_claimant(archive: Archive) -> None:
    row = archive.figures(limit=1).rows[0]
    assert row.place is not None
    assert row.date is not None
    assert row.statement is not None
    assert (row.place.name, row.date.edtf, row.first) == ("Marsa", "2025-01-07", "2025-01-07")
    assert (row.statement.source.name, row.figure.low, row.figure.bound) == ("official", 41, "at_least")


def test_figures_by_day_put_those_of_an_earlier_day_first(archive: Archive) -> None:
    rows = archive.figures(by_day=True, limit=None).rows
    assert [row.figure.id for row in rows] == ["f2", "f2", "f2", "f1", "f1", "f1"]


def test_a_ledger_holds_what_is_counted_at_one_place(archive: Archive) -> None:
    ledgers = archive.ledgers()
    assert ledgers.total == 2
    distance, boats = ledgers.rows  # the outlets' own voices are three claimants, the official is one by name
    assert (boats.kind, boats.thing, boats.unit, boats.place, boats.country) == ("other", "boat", None, "Marsa", "MT")
    assert (boats.figures, boats.articles, boats.claimants, boats.low, boats.high) == (3, 3, 1, 41, 41)
    assert (boats.first, boats.last) == ("2025-01-07", "2025-01-07")
    assert (distance.unit, distance.place, distance.claimants, distance.first) == ("km", None, 3, "2025-01-01")


def test_a_place_of_ones_own_is_kept_and_replaced_by_its_name(tmp_path: Path) -> None:
    with open_archive(tmp_path / "own.onrecord") as archive:
        archive.add_place(ADDED)
        archive.add_place(msgspec.structs.replace(ADDED, name="Camp Nine"))
        moved = msgspec.structs.replace(ADDED, name="TELL ZAYTOUN", lat=36.5)
        archive.add_place(moved)
        assert [entry.name for entry in archive.added_places()] == ["Camp Nine", "TELL ZAYTOUN"]
        assert archive.added_places()[-1] == moved


def test_a_stated_date_outlives_a_reading_that_states_none(tmp_path: Path) -> None:
    made = page(2)
    with open_archive(tmp_path / "stated.onrecord") as archive:
        archive.add(*made, made_by=MADE_BY)
        assert archive.stated(made.capture.sha256).published == "2025-01-01"
        silent = msgspec.structs.replace(made.capture, published=None)
        archive.add(silent, made.page, made.readings, made_by="test 2")
        assert archive.stated(made.capture.sha256).published == "2025-01-01"
        assert archive.capture(made.capture.sha256) == made.capture
        assert archive.stated("0" * 64) == Stated()
