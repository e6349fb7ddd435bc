"""Where, when and how many: three lists, and the gazetteer of one's own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from cli_story import arrests, fill, quiet_night
from typer.testing import CliRunner, Result

from onrecord import open_archive
from onrecord.archive.interface import DateRow, FigureRow, PlaceRow
from onrecord.cli import app

runner = CliRunner()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("ledgers") / "afrin.onrecord", quiet_night(), arrests())


def ask(project: Path, *words: str) -> Result:
    result = runner.invoke(app, ["--archive", str(project), *words])
    assert result.exit_code == 0, result.output
    return result


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_places_as_a_table_and_as_records(project: Path) -> None:
    header, line = ask(project, "places").stdout.splitlines()
    assert header.split() == ["ARTICLE", "ID", "TEXT", "NAME", "COUNTRY", "PRECISION", "LAT", "LON", "CLAIMANT"]
    assert line.split()[1:] == ["pl1", "AFRIN", "Afrin", "SY", "settlement", "35.5000", "36.2500", "Lina", "Odeh"]
    (json_line,) = ask(project, "places", "--jsonl").stdout.splitlines()
    assert msgspec.json.decode(json_line, type=PlaceRow).place == arrests().reading.places[0]
    (cells,) = rows(ask(project, "places", "--csv"))
    assert (cells["lat"], cells["lon"], cells["claimant"], cells["spans"]) == ("35.5", "36.25", "Lina Odeh", "53-58")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--place", "afrin"], 1),
        (["--country", "sy"], 1),
        (["--country", "LB"], 0),
        (["--precision", "point"], 0),
        (["--source", "odeh", "--status", "named", "--stance", "asserts", "--form", "indirect"], 1),
        (["--relay", "wire"], 0),
        (["--min-confidence", "0.9"], 0),
        (["--words", "AFRIN", "--outlet", "tigris"], 1),
    ],
)
def test_places_narrowed(project: Path, options: list[str], found: int) -> None:
    assert len(ask(project, "places", *options, "--jsonl").stdout.splitlines()) == found


def test_statements_that_mention_a_place(project: Path) -> None:
    (line,) = ask(project, "statements", "--place", "Afrin", "--country", "SY", "--jsonl").stdout.splitlines()
    assert json.loads(line)["article_id"] == arrests().article.id


def test_dates(project: Path) -> None:
    (line,) = ask(project, "dates", "--by-day", "--jsonl").stdout.splitlines()
    row = msgspec.json.decode(line, type=DateRow)
    assert (row.date, row.first) == (arrests().reading.dates[0], "2024-12-13")
    (cells,) = rows(ask(project, "dates", "--csv", "--since", "2024-12-13", "--until", "2024-12-13"))
    assert (cells["edtf"], cells["anchor"], cells["basis"]) == ("2024-12-13", "2024-12-14", "published")
    assert ask(project, "dates", "--since", "2024-12-14").stderr == "onrecord: no dates\n"
    assert "2024-12-13" in ask(project, "dates", "--kind", "date").stdout


def test_figures(project: Path) -> None:
    (line,) = ask(project, "figures", "--kind", "detained", "--jsonl").stdout.splitlines()
    row = msgspec.json.decode(line, type=FigureRow)
    assert row.figure == arrests().reading.figures[0]
    assert (row.place, row.date) == (arrests().reading.places[0], arrests().reading.dates[0])
    (cells,) = rows(ask(project, "figures", "--csv", "--counted", "farmer", "--place", "Afrin"))
    assert [cells[name] for name in ("low", "high", "bound", "counted", "date", "place", "country", "claimant")] == [
        "12.0",
        "",
        "at_least",
        "farmers",
        "2024-12-13",
        "Afrin",
        "SY",
        "Lina Odeh",
    ]
    assert "at_least" in ask(project, "figures", "--by-day").stdout
    assert ask(project, "figures", "--until", "2024-12-12").stderr == "onrecord: no figures\n"


@pytest.mark.parametrize("day", ["2024-12", "13/12/2024", "2024-02-30", "friday"])
def test_a_day_that_is_none_is_refused(project: Path, day: str) -> None:
    result = runner.invoke(app, ["--archive", str(project), "dates", "--since", day])
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


@pytest.mark.parametrize("date", ["2024-13", "14.12.2024", "2024-12-14T10:00", "XXXX-12-09"])
def test_a_stated_date_that_is_none_is_refused(tmp_path: Path, date: str) -> None:
    result = runner.invoke(app, ["--archive", str(tmp_path / "x.onrecord"), "add", "page.html", "--date", date])
    assert result.exit_code == 2
    assert "2024-12-14" in result.stderr


def test_a_place_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.onrecord"
    words = ["places", "add", "Tell  Zaytoun", "--lat", "36.31", "--lon", "37.02", "--country", "sy", "--also", "Tal Z"]
    result = ask(path, *words)
    assert result.stderr == "onrecord: Tell Zaytoun added; 1 place of your own: add the pages again to use it\n"
    with open_archive(path, read_only=True) as archive:
        (entry,) = archive.added_places()
    assert (entry.name, entry.also, entry.country, entry.precision, entry.basis) == (
        "Tell Zaytoun",
        ("Tal Z",),
        "SY",
        "point",
        "user",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ["X", "--lat", "91", "--lon", "0"],
        ["X", "--lat", "1", "--lon", "1", "--country", "ZZ"],
        ["9", "--lat", "1", "--lon", "1"],
    ],
)
def test_a_place_that_cannot_be_is_refused(tmp_path: Path, wrong: list[str]) -> None:
    assert runner.invoke(app, ["--archive", str(tmp_path / "x.onrecord"), "places", "add", *wrong]).exit_code == 2


def test_a_name_is_looked_up_in_the_gazetteer() -> None:
    result = runner.invoke(app, ["places", "find", "Tripoli", "--limit", "0"])
    assert result.exit_code == 0
    assert {"LY", "LB"} <= {line.split()[2] for line in result.stdout.splitlines()[1:]}
    assert runner.invoke(app, ["places", "find", "Qqqzzzx"]).stderr == "onrecord: no places\n"
