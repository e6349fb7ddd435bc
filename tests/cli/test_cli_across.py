"""The commands across articles, as somebody types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import app

NORTH = "The bridge at Akre was closed on Thursday after rain. Dilshad Surchi, the head of the civil defence, said 12 people had been killed in the flood at Akre."
SOUTH = "Rain closed the bridge at Akre on Thursday. The health directorate in Dohuk said nine people had been killed in the flood at Akre. The mayor declined to comment."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "akre.onrecord"
    lines = [
        {"text": NORTH, "outlet": "Harbour Post", "date": "2025-03-28"},
        {"text": NORTH + " More follows.", "outlet": "Tigris Daily", "date": "2025-03-28"},
        {"text": SOUTH, "outlet": "Gara Standard", "date": "2025-03-28"},
    ]
    onrecord.add(path, "-", stdin=io.BytesIO("\n".join(map(json.dumps, lines)).encode()), model="rules", workers=1)
    onrecord.compare(path)
    return path


def ask(archive: Path, *arguments: str) -> str:
    """Run a command; give its standard output. It must end well."""
    result = CliRunner().invoke(app, ["--archive", str(archive), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def records(archive: Path, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in ask(archive, *arguments, "--jsonl").splitlines()]


def articles(archive: Path) -> list[str]:
    return [str(row["id"]) for row in records(archive, "articles")]


def test_compare_says_how_many_and_passes_over_what_is_compared(archive: Path) -> None:
    result = CliRunner().invoke(app, ["--archive", str(archive), "compare"])
    assert result.exit_code == 0
    assert "no articles compared" in result.stderr


def test_reprints_lists_the_other_print_with_how_much_is_shared(archive: Path) -> None:
    table = ask(archive, "reprints", articles(archive)[0])
    assert "reprint" in table
    assert "Tigris Daily" in table
    (row,) = records(archive, "reprints", articles(archive)[0])
    assert row["article_id"] == articles(archive)[1]
    assert ask(archive, "reprints", articles(archive)[0], "--kind", "version") == ""


def test_versions_of_an_article_that_has_one(archive: Path) -> None:
    assert articles(archive)[2] in ask(archive, "versions", articles(archive)[2])
    assert len(records(archive, "versions", articles(archive)[2])) == 1


def test_stories_are_listed_shown_split_and_merged(archive: Path) -> None:
    stories = records(archive, "stories")
    assert stories
    first = str(stories[0]["story"]["id"])  # type: ignore[index]
    assert first in ask(archive, "stories", "show", first)
    members = records(archive, "stories", "show", first)
    assert members
    if len(members) > 1:
        ask(archive, "stories", "split", first, str(members[-1]["article"]["id"]))  # type: ignore[index]
        both = [str(row["story"]["id"]) for row in records(archive, "stories")]  # type: ignore[index]
        assert len(both) == len(stories) + 1
        ask(archive, "stories", "merge", *both)
        assert len(records(archive, "stories")) == 1


def test_claims_are_listed_and_unfolded(archive: Path) -> None:
    claims = records(archive, "claims")
    assert claims
    shown = ask(archive, "claims", "show", str(claims[0]["id"]))
    assert str(claims[0]["text"])[:20] in shown
    assert "origin" in shown
    (page,) = records(archive, "claims", "show", str(claims[0]["id"]))
    assert page["claim"] == claims[0]


def test_identity_is_listed_shown_and_corrected(archive: Path) -> None:
    rows = records(archive, "identity", "--name", "surchi")
    (row,) = rows
    id_ = str(row["identity"]["id"])  # type: ignore[index]
    shown = ask(archive, "identity", "show", id_)
    assert "Dilshad Surchi" in shown
    second = articles(archive)[1]
    ask(archive, "identity", "split", id_, second)
    both = [str(one["identity"]["id"]) for one in records(archive, "identity", "--name", "surchi")]  # type: ignore[index]
    assert len(both) == 2
    ask(archive, "identity", "merge", *both)
    assert len(records(archive, "identity", "--name", "surchi")) == 1


def test_a_table_of_wikidata_ids(archive: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name,wikidata\nDilshad Surchi,Q42\nNobody,Q7\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["--archive", str(archive), "identity", "wikidata", str(table)])
    assert result.exit_code == 0
    assert "1 Wikidata id taken, 1 refused" in result.stderr
    (row,) = records(archive, "identity", "--name", "surchi")
    assert row["identity"]["wikidata"] == "Q42"  # type: ignore[index]


@pytest.mark.parametrize("command", ["stories", "claims", "identity"])
def test_an_export_has_every_row_of_the_list(archive: Path, command: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(archive, command, "--csv").removeprefix("\ufeff"))))
    listed = records(archive, command)
    assert [row["id"] for row in rows] == [
        str(row.get("id") or (row.get("story") or row.get("identity"))["id"])  # type: ignore[index]
        for row in listed
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("reprints", "nothing-1"),
        ("versions", "nothing-1"),
        ("stories", "show", "st99"),
        ("stories", "merge", "st1", "st99"),
        ("stories", "split", "st1", "nothing-1"),
        ("claims", "show", "c99"),
        ("identity", "show", "i99"),
        ("identity", "merge", "i1", "i99"),
        ("identity", "split", "i1", "nothing-1"),
    ],
)
def test_what_is_not_there_is_named_in_one_line(archive: Path, arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, ["--archive", str(archive), *arguments])
    assert result.exit_code == 4
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("onrecord: ")
