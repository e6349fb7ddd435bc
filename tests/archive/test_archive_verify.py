"""`verify` is the product's promise: whatever is changed in an archive, it says so, and of an untouched one nothing."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_pages import ADDED, MADE_BY, PROBLEM, PROBLEM_WITH_BYTES, page

from onrecord.archive import Failure, open_archive
from onrecord.archive.checks import article_faults, reading_faults
from onrecord.archive.packing import digest_of, pack, unpack
from onrecord.records import ArchiveError, Article, Page, Reading, Run, Span, reading_from_json, sha256_of, to_json

TABLES = (
    "captures",
    "locations",
    "furniture",
    "articles",
    "readings",
    "sources",
    "statements",
    "silences",
    "places",
    "dates",
    "figures",
    "gazetteer",
    "stated",
    "problems",
)
WORDS = tuple(
    f"{table}_words_{part}" for table in ("articles", "statements", "silences") for part in ("data", "idx", "docsize")
)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verify") / "untouched.onrecord"
    with open_archive(path) as archive:
        for number in (1, 2, 3):
            archive.add(*page(number), made_by=MADE_BY)
        archive.add_problem(PROBLEM)
        archive.add_problem(PROBLEM_WITH_BYTES)
        archive.add_place(ADDED)
    return path


def verify(path: Path) -> list[Failure]:
    with open_archive(path, read_only=True) as archive:
        return list(archive.verify())


def changed(untouched: Path, change: Callable[[sqlite3.Connection], object]) -> list[Failure]:
    """Give what `verify` says of a copy of the archive after `change`, made behind the archive's back."""
    path = untouched.with_name("changed.onrecord")
    shutil.copy(untouched, path)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        change(db)
    finally:
        db.close()
    return verify(path)


def test_an_untouched_archive_has_no_failure(untouched: Path) -> None:
    assert verify(untouched) == []


def flipped(value: Any, where: int, bit: int) -> Any:
    """Change one bit of bytes, one character of text, or a number by one."""
    if isinstance(value, bytes):
        if not value:
            return b"\x00"
        at = where % len(value)
        return value[:at] + bytes([value[at] ^ (1 << bit)]) + value[at + 1 :]
    if isinstance(value, str):
        if not value:
            return "x"
        at = where % len(value)
        return value[:at] + chr(ord(value[at]) ^ (1 << (bit % 3))) + value[at + 1 :]
    if value is None:
        return "x"
    return value + 1


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.sampled_from(TABLES), data=st.data())
def test_any_one_value_changed_in_any_table_is_found(untouched: Path, table: str, data: st.DataObject) -> None:
    def change(db: sqlite3.Connection) -> None:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        column = data.draw(st.sampled_from(columns))
        by_position = table in ("sources", "places", "dates", "figures")
        key = "article = ? AND position = ?" if by_position else f"{columns[0]} = ?"
        keys = db.execute(f"SELECT {'article, position' if by_position else columns[0]} FROM {table}").fetchall()
        key_values = data.draw(st.sampled_from(keys))
        (old,) = db.execute(f"SELECT {column} FROM {table} WHERE {key}", key_values).fetchone()
        new = flipped(old, data.draw(st.integers(0, 1_000_000)), data.draw(st.integers(0, 7)))
        try:
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {key}", [new, *key_values])
        except sqlite3.IntegrityError:  # another row has this key, or the column takes bytes alone
            real = any(row[1] == column and row[2] == "REAL" for row in db.execute(f"PRAGMA table_info({table})"))
            new = 999 if real or isinstance(old, int) else "other" if isinstance(old, str) else b"x"
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {key}", [new, *key_values])

    assert changed(untouched, change), f"a change in {table} was not seen"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.sampled_from(WORDS), data=st.data())
def test_a_full_text_index_that_was_changed_is_found(untouched: Path, table: str, data: st.DataObject) -> None:
    """FTS5's pages hold bytes that say nothing of the texts; a change that search does not show need not be seen."""

    def change(db: sqlite3.Connection) -> None:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        column = columns[-1]
        rows = db.execute(f"SELECT {columns[0]}, {column} FROM {table}").fetchall()
        key, old = data.draw(st.sampled_from(rows))
        new = flipped(old, data.draw(st.integers(0, 1_000_000)), data.draw(st.integers(0, 7)))
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {columns[0]} = ?", [new, key])

    if not changed(untouched, change):
        assert found_by_every_word(untouched.with_name("changed.onrecord")) == found_by_every_word(untouched)


def found_by_every_word(path: Path) -> list[tuple[object, ...]]:
    """Give what every word of the pages finds, and with what weight."""
    words = set(re.findall(r"\w+", " ".join(article.text for n in (1, 2, 3) for article in page(n).page.articles)))
    found = []
    db = sqlite3.connect(path)
    for table in ("articles", "statements", "silences"):
        query = (
            f"SELECT ?, rowid, bm25({table}_words) FROM {table}_words WHERE {table}_words MATCH ? ORDER BY rank, rowid"
        )
        for word in sorted(words):
            found += db.execute(query, [word, f'"{word}"']).fetchall()
    db.close()
    return found


@pytest.mark.parametrize(
    "table",
    [
        *(table for table in TABLES if table not in ("problems", "gazetteer")),
        *(table for table in WORDS if not table.endswith("_idx")),
    ],
)
@pytest.mark.parametrize("which", ["min", "max"])
def test_a_row_taken_away_is_found(untouched: Path, table: str, which: str) -> None:
    def change(db: sqlite3.Connection) -> None:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        db.execute(f"DELETE FROM {table} WHERE {columns[0]} = (SELECT {which}({columns[0]}) FROM {table})")

    assert changed(untouched, change)


def _with_digests_made_anew(change: Callable[[Reading], Reading]) -> Callable[[sqlite3.Connection], None]:
    """Give a change to the first reading, its article and all their digests, as a careful forger would make it."""

    def forge(db: sqlite3.Connection) -> None:
        key, packed = db.execute("SELECT article, json FROM readings ORDER BY article LIMIT 1").fetchone()
        reading = change(reading_from_json(unpack(packed)))
        json = to_json(reading)
        db.execute("UPDATE readings SET json = ?, digest = ? WHERE article = ?", [pack(json), sha256_of(json), key])
        json = to_json(reading.article)
        db.execute("UPDATE articles SET json = ?, digest = ? WHERE number = ?", [pack(json), sha256_of(json), key])

    return forge


def reasons(failures: list[Failure]) -> str:
    return "\n".join(f"{failure.where}: {failure.reason}" for failure in failures)


def moved(span: Span, by: int = 1) -> Span:
    return Span(span.start + by, span.end + by)


def test_a_span_that_was_moved_is_found_though_every_digest_was_made_anew(untouched: Path) -> None:
    def change(reading: Reading) -> Reading:
        first = reading.statements[0]
        content = msgspec.structs.replace(first.content, spans=tuple(map(moved, first.content.spans)))
        return msgspec.structs.replace(
            reading, statements=(msgspec.structs.replace(first, content=content), *reading.statements[1:])
        )

    found = reasons(changed(untouched, _with_digests_made_anew(change)))
    assert "statement s1: its content: the characters under its spans are not" in found


def test_a_word_that_was_changed_is_found_though_every_digest_was_made_anew(untouched: Path) -> None:
    """What was said is changed everywhere in the article and the reading: the capture still has the old words."""

    def change(reading: Reading) -> Reading:
        return reading_from_json(to_json(reading).replace(b"the bridge will reopen", b"the bridge won't open!"))

    found = reasons(changed(untouched, _with_digests_made_anew(change)))
    assert "of its offset map gives characters that the capture does not have there" in found


def test_a_capture_that_was_changed_is_found_though_its_entry_was_made_anew(untouched: Path) -> None:
    def change(db: sqlite3.Connection) -> None:
        (packed,) = db.execute("SELECT data FROM captures WHERE number = 1").fetchone()
        forged = unpack(packed).replace(b"reopen", b"remain")
        db.execute("UPDATE captures SET data = ? WHERE number = 1", [pack(forged)])

    found = reasons(changed(untouched, change))
    assert "its kept bytes do not have its hash" in found
    assert "gives characters that the capture does not have there" in found


@pytest.mark.parametrize("encoding", ["latin-1", "no-such-codec", "rot13", "utf-16-le"])
def test_a_capture_decoded_otherwise_is_found_and_never_raises(untouched: Path, encoding: str) -> None:
    def change(db: sqlite3.Connection) -> None:
        db.execute("UPDATE captures SET encoding = ? WHERE number = 1", [encoding])
        row = db.execute(
            """SELECT number, sha256, uri, media_type, encoding, declared_encoding, encoding_basis, fetched_at,
            modified_at, size, made_by, articles FROM captures WHERE number = 1"""
        ).fetchone()
        db.execute("UPDATE captures SET digest = ? WHERE number = 1", [digest_of(*row)])

    assert changed(untouched, change)


def test_a_trigger_slipped_in_is_found(untouched: Path) -> None:
    script = "CREATE TRIGGER sly AFTER INSERT ON problems BEGIN DELETE FROM problems; END"
    assert reasons(changed(untouched, lambda db: db.execute(script))) == "table sly: its definition was changed"


def test_every_byte_of_the_file_that_is_overwritten_is_found_or_harmless_but_never_raises(untouched: Path) -> None:
    size = untouched.stat().st_size
    path = untouched.with_name("overwritten.onrecord")
    for at in range(100, size - 64, max(1, size // 60)):
        data = bytearray(untouched.read_bytes())
        data[at : at + 64] = bytes(byte ^ 0x5A for byte in data[at : at + 64])
        path.write_bytes(bytes(data))
        with suppress(ArchiveError), open_archive(path, read_only=True) as archive:
            list(archive.verify())


# Offset maps and records, without a file.


def article_with(text: str, runs: tuple[Run, ...]) -> Article:
    return Article(id="a-1", title=None, text=text, offset_map=runs)


def test_an_offset_map_holds_every_character_that_is_not_white_space() -> None:
    capture = "<p>Salt &amp; flour</p>\n<p>Bread</p>"
    good = (Run(0, 5, 3, 5), Run(5, 1, 8, 5), Run(6, 6, 13, 6), Run(14, 5, 27, 5))
    assert list(article_faults(article_with("Salt & flour\n\nBread", good), capture)) == []
    for number in range(len(good)):
        missing = (*good[:number], *good[number + 1 :])
        assert any(
            "in no run" in fault for fault in article_faults(article_with("Salt & flour\n\nBread", missing), capture)
        )
    twice = (*good, Run(0, 1, 3, 1))
    assert any("overlap" in fault for fault in article_faults(article_with("Salt & flour\n\nBread", twice), capture))


@given(run=st.integers(0, 3), field=st.integers(0, 3), by=st.integers(-40, 40).filter(bool))
def test_any_number_changed_in_an_offset_map_is_found(run: int, field: int, by: int) -> None:
    capture = "<p>Salt &amp; flour</p>\n<p>Bread</p>"
    good = [[0, 5, 3, 5], [5, 1, 8, 5], [6, 6, 13, 6], [14, 5, 27, 5]]
    good[run][field] += by
    runs = tuple(Run(*numbers) for numbers in good)
    assert list(article_faults(article_with("Salt & flour\n\nBread", runs), capture))


@given(data=st.data())
def test_any_span_changed_in_a_reading_is_found(data: st.DataObject) -> None:
    """Each span of each record is moved or stretched in turn: the characters under it are no longer its text."""
    reading = page().readings[0]
    raw = msgspec.json.decode(to_json(reading))
    spans: list[list[int]] = []

    def collect(value: Any, name: str = "") -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in {"article", "source_spans", "mentions", "relay"}:
                    collect(inner, key)
        elif isinstance(value, list):
            if name == "spans":
                spans.extend(value)
            else:
                for inner in value:
                    collect(inner, name)

    collect(raw)
    span = data.draw(st.sampled_from(spans))
    end = data.draw(st.sampled_from([0, 1]))
    span[end] += data.draw(st.sampled_from([-1, 1]))
    if 0 <= span[0] < span[1]:
        assert list(reading_faults(reading_from_json(msgspec.json.encode(raw))))


def test_references_within_a_reading_must_hold() -> None:
    reading = page().readings[0]
    replace = msgspec.structs.replace
    one, *rest = reading.statements

    def faults(**changes: Any) -> str:
        return "\n".join(f"{where}: {fault}" for where, fault in reading_faults(replace(reading, **changes)))

    assert faults() == ""
    assert "s1: its parent s9 is not in the reading" in faults(statements=(replace(one, parent="s9"), *rest))
    assert "s1: stands inside itself" in faults(statements=(replace(one, parent="s1"), *rest))
    assert "s3: stands inside itself" in faults(statements=(one, rest[0], replace(rest[1], parent="s4"), rest[2]))
    assert "its source p9 is not" in faults(statements=(replace(one, source=replace(one.source, id="p9")), *rest))
    assert "two of its records have one id" in faults(statements=(one, one, *rest))
    assert "not in the reading" in faults(sources=reading.sources[:1])
    far = (Span(10_000, 10_001),)
    assert one.relay is not None
    assert "mention ends behind" in faults(sources=(replace(reading.sources[0], mentions=far), *reading.sources[1:]))
    assert "relay ends behind" in faults(statements=(replace(one, relay=replace(one.relay, spans=far)), *rest))
    assert "in the format" in faults(schema="onrecord/reading/0")


def test_packed_bytes_come_back_and_every_flipped_bit_is_seen() -> None:
    data = b"Bread and salt. " * 9
    packed = pack(data)
    assert unpack(packed) == unpack(packed, len(data)) == data
    for at in range(len(packed)):
        for bit in range(8):
            with pytest.raises(ValueError):
                unpack(flipped(packed, at, bit))


def test_a_page_without_articles_can_be_kept_and_verified(tmp_path: Path) -> None:
    made = page()
    with open_archive(tmp_path / "bare.onrecord") as archive:
        archive.add(made.capture, Page(capture_sha256=made.capture.sha256, articles=()), (), made_by=MADE_BY)
        assert list(archive.verify()) == []
