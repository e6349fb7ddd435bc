"""`verify` says what was checked and what is wrong; `explain` prints a rule's page."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli_story import QUIET_NIGHT, fill, quiet_night
from typer.testing import CliRunner

import onrecord
from onrecord import _functions
from onrecord.archive.interface import Archive, Failure
from onrecord.archive.packing import pack
from onrecord.cli import app
from onrecord.records import Rule

runner = CliRunner()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("checks") / "akre.onrecord", quiet_night())


def test_verify_says_how_much_was_checked(project: Path) -> None:
    result = runner.invoke(app, ["verify", "--archive", str(project)])
    assert (result.exit_code, result.stderr) == (0, "")
    # By hand: 1 heading; 3 statements with source, cue and content, 1 of them with a relay; 2 mentions; 1 silence.
    spans = 1 + 3 * 3 + 1 + 2 + 1
    assert result.stdout == f"1 capture, 1 article and {spans} spans checked: all as captured\n"


def test_verify_lists_what_fails_and_exits_1(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = onrecord.open_archive(project, read_only=True)

    def verify(self: Archive) -> Iterator[Failure]:
        yield Failure(where="article ab-1 statement s3", reason="its words are not\x1b those at its spans")

    monkeypatch.setattr(type(opened), "verify", verify)
    opened.close()
    result = runner.invoke(app, ["verify", "--archive", str(project)])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1] == "article ab-1 statement s3  its words are not␛ those at its spans"
    assert result.stderr == "onrecord: 1 check failed\n"


def test_verify_fails_when_a_byte_of_a_kept_capture_is_changed(tmp_path: Path) -> None:
    project = fill(tmp_path / "akre.onrecord", quiet_night())
    with closing(sqlite3.connect(project)) as db:
        db.execute("UPDATE captures SET data = ?", [pack(QUIET_NIGHT.replace("No one", "Anyone").encode())])
        db.commit()
    result = runner.invoke(app, ["verify", "--archive", str(project)])
    assert result.exit_code == 1
    assert quiet_night().capture.sha256[:12] in result.stdout


class Saying(Rule):
    """Whoever stands before a verb of saying said it.

    Examples:
        Odeh said hello.
        ^^^^ source

    Limits:
        Irony.
    """

    code = "ST01"
    title = "A verb of saying"


class Silence(Rule):
    """A source that did not answer."""

    code = "SI01"
    title = "No answer"


@pytest.fixture
def two_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_functions, "rules", lambda: (Silence, Saying))


@pytest.mark.parametrize("code", ["ST01", "st01"])
def test_explain_prints_the_page_of_a_rule(two_rules: None, code: str) -> None:
    result = runner.invoke(app, ["explain", code])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == Saying.page()
    assert onrecord.explain(code) == Saying.page()


def test_explain_without_a_code_lists_all(two_rules: None) -> None:
    result = runner.invoke(app, ["explain"])
    assert result.stdout.splitlines() == ["CODE  TITLE", "SI01  No answer", "ST01  A verb of saying"]
    assert result.stderr == "onrecord: 2 rules\n"


@pytest.mark.parametrize(
    ("code", "hint"),
    [("ST02", "near it: ST01"), ("s", "near it: SI01, ST01"), ("XYZ", "`onrecord explain` without a code")],
)
def test_explain_names_what_is_near_a_code_that_is_not_there(two_rules: None, code: str, hint: str) -> None:
    result = runner.invoke(app, ["explain", code])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"onrecord: no rule has the code {code}; {hint}")
    assert len(result.stderr.splitlines()) == 1


def test_explain_with_the_rules_there_are() -> None:
    listed = runner.invoke(app, ["explain"])
    codes = [line.split()[0] for line in listed.stdout.splitlines()[1:]]
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes)) > 10
    for code in codes:
        page = onrecord.explain(code)
        assert page.startswith(f"{code} · ")
        assert re.search(r"^Examples:$.*^Limits:", page, flags=re.DOTALL | re.MULTILINE), code
