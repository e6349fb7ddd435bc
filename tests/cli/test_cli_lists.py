"""The lists: what is there, how much of it, in three forms."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from cli_story import Told, fill, hostile, quiet_night
from typer.testing import CliRunner, Result

from onrecord.archive.interface import StatementRow
from onrecord.cli import app

runner = CliRunner()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("lists") / "akre.onrecord", quiet_night())


def ask(project: Path, *words: str) -> Result:
    result = runner.invoke(app, ["--archive", str(project), *words])
    assert result.exit_code == 0, result.output
    return result


def test_statements_as_aligned_text_where_no_terminal_is(project: Path) -> None:
    result = ask(project, "statements")
    header, *lines = result.stdout.splitlines()
    assert header.split() == ["ARTICLE", "ID", "SOURCE", "STATUS", "STANCE", "FORM", "RELAY", "CONTENT"]
    assert [line[header.index("CONTENT") :] for line in lines] == [
        "No one was hurt",
        "the depot had been empty",
        "the depot was hers",
    ]
    assert [line[header.index("RELAY") : header.index("CONTENT")].strip() for line in lines] == [
        "-",
        "Harbour Wire",
        "-",
    ]
    assert result.stderr == "onrecord: 3 statements\n"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--source", "odeh"], ["s1", "s3"]),
        (["--status", "anonymous"], ["s2"]),
        (["--stance", "denies"], ["s3"]),
        (["--form", "direct"], ["s1"]),
        (["--relay", "Harbour Wire"], ["s2"]),
        (["--outlet", "Tigris Daily"], ["s1", "s2", "s3"]),
        (["--outlet", "Amman Ledger"], []),
        (["--words", "depot"], ["s2", "s3"]),
        (["--min-confidence", "0.5"], ["s1", "s3"]),
        (["--article", quiet_night().article.id, "--stance", "asserts"], ["s1", "s2"]),
    ],
)
def test_statements_narrowed(project: Path, options: list[str], found: list[str]) -> None:
    result = ask(project, "statements", *options, "--jsonl")
    assert [json.loads(line)["statement"]["id"] for line in result.stdout.splitlines()] == found


def test_statements_as_json_lines_are_the_rows_of_the_archive(project: Path) -> None:
    result = ask(project, "statements", "--jsonl")
    rows = [msgspec.json.decode(line, type=StatementRow) for line in result.stdout.splitlines()]
    assert tuple(row.statement for row in rows) == quiet_night().reading.statements
    assert {row.outlet for row in rows} == {"Tigris Daily"}
    assert result.stderr == "onrecord: 3 statements written\n"


def test_statements_as_csv_know_role_and_count(project: Path) -> None:
    result = ask(project, "statements", "--csv")
    lines = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert [(line["source"], line["role"], line["count"]) for line in lines] == [
        ("Lina Odeh", "mayor", "1"),
        ("Two officials", "", "2"),
        ("Lina Odeh", "mayor", "1"),
    ]
    assert result.stderr == "onrecord: 3 statements written\n"


def test_a_list_that_is_cut_says_so_and_how_to_have_all(project: Path) -> None:
    cut = ask(project, "statements", "--limit", "2")
    assert len(cut.stdout.splitlines()) == 1 + 2
    assert cut.stderr == "onrecord: showing 2 of 3 statements: give --limit 0 for all\n"
    assert ask(project, "statements", "--limit", "0").stderr == "onrecord: 3 statements\n"


def test_an_export_gives_all_where_a_table_gives_fifty(tmp_path: Path) -> None:
    crowd = Told("\n".join(f"Witness{n:02} said{n:02} word{n:02}." for n in range(60)), "crowd.txt")
    for n in range(60):
        crowd.says(f"Witness{n:02}", f"said{n:02}", f"word{n:02}", name=f"Witness{n:02}")
    project = fill(tmp_path / "crowd.onrecord", crowd)
    for name in ("statements", "sources"):
        table = ask(project, name)
        assert len(table.stdout.splitlines()) == 1 + 50
        assert table.stderr == f"onrecord: showing 50 of 60 {name}: give --limit 0 for all\n"
        export = ask(project, name, "--csv")
        assert len(export.stdout_bytes.splitlines()) == 1 + 60
        assert export.stderr == f"onrecord: 60 {name} written\n"
        assert ask(project, name, "--jsonl", "--limit", "7").stderr == (
            f"onrecord: wrote 7 of 60 {name}: give --limit 0 for all\n"
        )


def test_silences(project: Path) -> None:
    table = ask(project, "silences")
    assert "The ministry did not answer." in table.stdout
    assert table.stderr == "onrecord: 1 silence\n"
    (line,) = ask(project, "silences", "--jsonl", "--source", "ministry").stdout.splitlines()
    assert json.loads(line)["silence"]["kind"] == "no_response"
    assert ask(project, "silences", "--source", "Odeh").stderr == "onrecord: no silences\n"
    (row,) = csv.DictReader(io.StringIO(ask(project, "silences", "--csv").stdout))
    assert row["source"] == "The ministry"


def test_sources(project: Path) -> None:
    header, first, second = ask(project, "sources").stdout.splitlines()
    assert header.split()[:3] == ["STATEMENTS", "ARTICLES", "SILENCES"]
    assert first.split()[0] == "2"
    assert "Lina Odeh" in first
    assert first.endswith("mayor")
    assert "Two officials" in second
    (line,) = ask(project, "sources", "--jsonl", "--status", "anonymous").stdout.splitlines()
    assert json.loads(line)["name"] == "Two officials"


def test_articles(project: Path) -> None:
    table = ask(project, "articles")
    assert "Quiet night in Akre" in table.stdout
    assert table.stderr == "onrecord: 1 article\n"
    (row,) = csv.DictReader(io.StringIO(ask(project, "articles", "--csv").stdout))
    assert (row["statements"], row["silences"]) == ("3", "1")
    assert ask(project, "articles", "--words", "nothingofthesort").stderr == "onrecord: no articles\n"


def test_search(project: Path) -> None:
    found = ask(project, "search", "depot")
    assert "depot" in found.stdout
    assert json.loads(ask(project, "search", "depot", "--jsonl").stdout.splitlines()[0])["article_id"]
    nothing = ask(project, "search", "nothingofthesort")
    assert (nothing.stdout, nothing.stderr) == ("", "onrecord: no hits\n")


def test_problems_name_the_cause_and_their_export_leaves_the_bytes_in_the_archive(project: Path) -> None:
    table = ask(project, "problems")
    assert "saved/photo.txt" in table.stdout
    assert "this is a JPEG" in table.stdout
    (line,) = ask(project, "problems", "--jsonl").stdout.splitlines()
    assert json.loads(line)["error"] == "NotText"
    assert json.loads(line)["data"] is None
    assert json.loads(line)["sha256"]


def test_the_archive_may_be_named_before_the_command_after_it_or_in_the_environment(project: Path) -> None:
    after = runner.invoke(app, ["articles", "--archive", str(project)])
    environment = runner.invoke(app, ["articles"], env={"ONRECORD_ARCHIVE": str(project)})
    assert after.stdout == environment.stdout == ask(project, "articles").stdout
    assert runner.invoke(app, ["--archive", "elsewhere", "articles", "--archive", str(project)]).exit_code == 0


def test_two_formats_at_once_are_refused(project: Path) -> None:
    result = runner.invoke(app, ["--archive", str(project), "statements", "--jsonl", "--csv"])
    assert result.exit_code == 2
    assert "exclude each other" in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_what_a_page_holds_cannot_drive_a_terminal_nor_a_spreadsheet(tmp_path: Path) -> None:
    project = fill(tmp_path / "hostile.onrecord", hostile())
    for command in (["statements"], ["articles"], ["sources"], ["search", "Alert"]):
        shown = ask(project, *command).stdout
        assert not any(char in shown for char in "\x1b\x07\x9b\u202e")
        assert len(shown.splitlines()) == 2
    assert "[red]␛[2JOdeh" in ask(project, "statements").stdout
    (line,) = csv.reader(ask(project, "statements", "--csv").stdout_bytes.decode().splitlines()[1:])
    assert "'=HYPERLINK(0)" in line
    exact = json.loads(ask(project, "statements", "--jsonl").stdout)
    assert exact["statement"]["source"]["name"] == "[red]\x1b[2JOdeh"
