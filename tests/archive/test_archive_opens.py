"""Which files are opened, and what is said of the others: the cause and the remedy, on one line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from invented_pages import MADE_BY, page

from onrecord.archive import open_archive, schema
from onrecord.records import ArchiveError


def refusal(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(ArchiveError) as caught:
        open_archive(path, read_only=read_only)
    message = str(caught.value)
    assert "\n" not in message
    assert ": " in message, "a remedy follows the cause"
    return message


def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Nothing but notes. " * 100)
    assert "is not an Onrecord archive" in refusal(text)
    assert "is not an Onrecord archive" in refusal(text, read_only=True)
    assert text.read_text() == "Nothing but notes. " * 100


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name)")
    db.close()
    before = path.read_bytes()
    assert "another program" in refusal(path)
    assert path.read_bytes() == before


def test_an_archive_of_a_newer_onrecord_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.onrecord"
    open_archive(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    db.close()
    assert "newer Onrecord" in refusal(path)
    assert "update Onrecord" in refusal(path, read_only=True)


def test_an_older_archive_goes_through_the_steps_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.onrecord"
    with open_archive(path) as archive:
        archive.add(*page(), made_by=MADE_BY)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("CREATE TABLE marginalia (note TEXT) STRICT",)))
    monkeypatch.setattr("onrecord.archive.connect.STEPS", schema.STEPS)
    assert "older Onrecord" in refusal(path, read_only=True)
    with open_archive(path) as archive:
        assert archive.totals().captures == 1
        assert list(archive.verify()) == []
    with sqlite3.connect(path) as db:
        assert schema.version_of(db) == len(schema.STEPS)
        assert db.execute("SELECT count(*) FROM marginalia").fetchone() == (0,)
    db.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "failing.onrecord"
    with open_archive(path) as archive:
        archive.add(*page(), made_by=MADE_BY)
    steps = (*schema.STEPS, ("CREATE TABLE marginalia (note TEXT) STRICT", "CREATE NONSENSE"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", steps)
        patch.setattr("onrecord.archive.connect.STEPS", steps)
        assert "syntax error" in refusal(path)
    with open_archive(path) as archive:
        assert archive.totals().captures == 1
        assert list(archive.verify()) == []


def test_folders_and_missing_folders_are_named(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "does not exist" in refusal(tmp_path / "missing" / "x.onrecord")
    assert "no archive" in refusal(tmp_path / "x.onrecord", read_only=True)


def test_a_damaged_file_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "damaged.onrecord"
    with open_archive(path) as archive:
        for number in range(20):
            archive.add(*page(number), made_by=MADE_BY)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "damaged" in refusal(path)
    kept = len(whole) * 3 // 4  # the tables themselves stand in front
    path.write_bytes(whole[:kept] + b"\xff" * (len(whole) - kept))
    with open_archive(path) as archive:
        with pytest.raises(ArchiveError, match="damaged"):
            list(archive.readings())
        assert list(archive.verify())
