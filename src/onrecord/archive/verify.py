"""Re-read every capture from its kept bytes and check everything that stands on them: the product's promise.

From the bottom up: the bytes give their hash; decoded, they give every character of every article by its offset map;
the articles give every span of every reading; the readings give every row that lists and search are made of. What was
changed anywhere contradicts what it stands on, or its own digest. Nothing is written, and no more than one capture is
in memory at a time.
"""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.archive.across_checks import across_faults
from onrecord.archive.checks import article_faults, reading_faults
from onrecord.archive.connect import connect
from onrecord.archive.full_text import index_faults
from onrecord.archive.interface import Failure
from onrecord.archive.packing import digest_of, unpack
from onrecord.archive.rows import (
    ARTICLE_COLUMNS,
    ARTICLES_OF_A_CAPTURE,
    CAPTURE_COLUMNS,
    INDEX_ROWS,
    article_row,
)
from onrecord.archive.schema import INDEXES, migrate
from onrecord.records import (
    ArchiveError,
    Article,
    CaptureReference,
    Furniture,
    GazetteerEntry,
    Reading,
    decode,
    sha256_of,
)


def failures(path: Path) -> Iterator[Failure]:
    """Give everything that is wrong with the archive at `path`; nothing raises."""
    try:
        db = connect(path, read_only=True)
    except ArchiveError as error:
        yield Failure(where="file", reason=str(error))
        return
    try:
        # Text that is no longer UTF-8 is to differ from what it should be, not to end the check.
        db.text_factory = lambda data: data.decode("utf-8", errors="replace")
        db.execute("BEGIN")  # one state of the file, whatever a writer does meanwhile
        for check in (_file, _captures, _problems, _gazetteer, across_faults, _full_text):
            try:
                yield from check(db)
            except Exception as error:  # whatever damage brings about is a failure found, not an error
                yield Failure(where="file", reason=f"it cannot be read ({type(error).__name__}: {error})")
    finally:
        db.close()


def _file(db: sqlite3.Connection) -> Iterator[Failure]:
    for (finding,) in db.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield Failure(where="file", reason=f"damaged: {finding}")
    for table, *_ in db.execute("PRAGMA foreign_key_check").fetchall():
        yield Failure(where=f"table {table}", reason="a row belongs to nothing that is kept")
    pristine = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(pristine)
        expected, found = _definitions(pristine), _definitions(db)
    finally:
        pristine.close()
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield Failure(where=f"table {name}", reason="its definition was changed")


def _definitions(db: sqlite3.Connection) -> dict[str, str]:
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sql for name, sql in rows if "_words_" not in name}  # FTS5's own tables differ between versions


def _captures(db: sqlite3.Connection) -> Iterator[Failure]:
    for number, sha256 in db.execute("SELECT number, sha256 FROM captures ORDER BY number"):
        try:
            yield from _capture(db, number)
        except sqlite3.Error:
            raise
        except Exception as error:
            # Whatever a changed record brings about, it is one failure and the rest is checked.
            yield Failure(where=f"capture {sha256}", reason=f"it cannot be checked ({type(error).__name__}: {error})")


def _capture(db: sqlite3.Connection, number: int) -> Iterator[Failure]:
    *columns, digest, packed = db.execute(
        f"SELECT {CAPTURE_COLUMNS}, digest, data FROM captures WHERE number = ?",
        [number],
    ).fetchone()
    entry = dict(zip(CAPTURE_COLUMNS.split(", "), columns, strict=True))
    where = f"capture {entry['sha256']}"
    if digest_of(*columns) != digest:
        yield Failure(where=where, reason="its entry was changed")
    text: str | None = None
    try:
        data = unpack(packed, entry["size"])
        if len(data) != entry["size"] or sha256_of(data) != entry["sha256"]:
            yield Failure(where=where, reason="its kept bytes do not have its hash")
        text = decode(data, entry["encoding"])
    except (ValueError, LookupError) as error:
        yield Failure(where=where, reason=f"its kept bytes cannot be read: {error}")
    locations = db.execute(
        "SELECT number, capture, uri, fetched_at, modified_at, digest FROM locations WHERE capture = ?", [number]
    ).fetchall()
    for *location, digest in locations:
        if digest_of(*location) != digest:
            yield Failure(where=where, reason="a place it was seen at was changed")
    if entry["uri"] not in {location[2] for location in locations}:
        yield Failure(where=where, reason="the place it was first seen at is not among its places")
    yield from _furniture(db, number, where, text)
    articles = [key for (key,) in db.execute("SELECT number FROM articles WHERE capture = ? ORDER BY number", [number])]
    if articles != [number * ARTICLES_OF_A_CAPTURE + position for position in range(entry["articles"])]:
        yield Failure(
            where=where, reason=f"it has {len(articles)} articles where {entry['articles']} were read from it"
        )
    for key in articles:
        yield from _article(db, key, entry, text)


def _furniture(db: sqlite3.Connection, number: int, where: str, text: str | None) -> Iterator[Failure]:
    row = db.execute("SELECT json, digest FROM furniture WHERE capture = ?", [number]).fetchone()
    if row is None:
        yield Failure(where=where, reason="its furniture is missing")
        return
    faults, furniture = _record(row[0], row[1], tuple[Furniture, ...])
    for fault in faults:
        yield Failure(where=where, reason=f"its furniture {fault}")
    for piece in furniture or ():
        if text is not None and piece.capture.end > len(text):
            yield Failure(where=where, reason="furniture ends behind its last character")


def _article(db: sqlite3.Connection, key: int, capture: dict[str, Any], text: str | None) -> Iterator[Failure]:
    *columns, packed, digest = db.execute(
        f"SELECT {ARTICLE_COLUMNS}, json, digest FROM articles WHERE number = ?",
        [key],
    ).fetchone()
    where = f"article {columns[0]}"
    faults, article = _record(packed, digest, Article)
    row = db.execute("SELECT json, digest, made_by FROM readings WHERE article = ?", [key]).fetchone()
    reading: Reading | None = None
    if row is not None:
        reading_record_faults, reading = _record(row[0], row[1], Reading)
        faults += [f"reading {fault}" for fault in reading_record_faults]
        if row[2] != capture["made_by"]:
            faults.append("reading was not made by what read its capture")
    for fault in faults:
        yield Failure(where=where, reason=f"its {fault}" if fault.startswith("reading") else f"it {fault}")
    if article is None:
        return
    if tuple(columns) != article_row(article, reading):
        yield Failure(where=where, reason="its row in lists is not what the article and its reading give")
    if "stated" in article.basis.values():
        row = db.execute(
            "SELECT published, outlet, title FROM stated WHERE capture = ?", [key // ARTICLES_OF_A_CAPTURE]
        ).fetchone() or (None, None, None)
        for field, noun, stated in zip(
            ("published", "outlet", "title"), ("date", "outlet", "headline"), row, strict=True
        ):
            if article.basis.get(field) == "stated" and getattr(article, field) != stated:
                yield Failure(where=where, reason=f"its {noun} is not the one that was stated for its capture")
    if text is not None:
        for fault in article_faults(article, text):
            yield Failure(where=where, reason=fault)
    if reading is None and row is not None:
        return
    if reading is not None:
        reference = CaptureReference(**{name: capture[name] for name in CaptureReference.__struct_fields__})
        if reading.article != article or reading.capture != reference:
            yield Failure(where=where, reason="its reading is of another article or capture")
        for record, fault in reading_faults(reading):
            yield Failure(where=f"{where} {record}", reason=fault)
    yield from _index_rows(db, key, where, reading)


def _index_rows(db: sqlite3.Connection, key: int, where: str, reading: Reading | None) -> Iterator[Failure]:
    """Check that the rows lists are made of are those the reading gives; none where there is no reading."""
    for table, columns, rows_of in INDEX_ROWS:
        found = db.execute(f"SELECT {columns} FROM {table} WHERE article = ? ORDER BY position", [key]).fetchall()
        expected = rows_of(reading) if reading else []
        if found != expected:
            changed = [row for row in found if row not in expected] or [row for row in expected if row not in found]
            names = ", ".join(str(row[1]) for row in changed[:5]) if table != "silences" else f"{len(changed)}"
            yield Failure(where=where, reason=f"the {table} in lists are not those of its reading: {names}")


def _record(packed: bytes, digest: str, type_: Any) -> tuple[list[str], Any]:
    """Decode a packed JSON record; give what is wrong with it, and the record where it can be decoded at all."""
    try:
        json = unpack(packed)
        faults = [] if sha256_of(json) == digest else ["does not have its digest: it was changed"]
        record = msgspec.json.decode(json, type=type_)
    except (ValueError, RecursionError) as error:
        return [f"cannot be read: {error}"], None
    if msgspec.json.encode(record) != json:
        faults.append("holds what the format does not")
    return faults, record


def _problems(db: sqlite3.Connection) -> Iterator[Failure]:
    rows = db.execute("SELECT number, uri, stage, reason, error, sha256, data, digest FROM problems ORDER BY number")
    for *columns, packed, digest in rows:
        where = f"problem {columns[0]}"
        try:
            hash_ = None if packed is None else sha256_of(unpack(packed))
        except ValueError as error:
            yield Failure(where=where, reason=f"its kept bytes cannot be read: {error}")
            continue
        if digest_of(*columns, hash_) != digest:
            yield Failure(where=where, reason="it was changed")


def _gazetteer(db: sqlite3.Connection) -> Iterator[Failure]:
    """Check the places a person added, and what was stated for captures."""
    for number, json, digest in db.execute("SELECT number, json, digest FROM gazetteer ORDER BY number"):
        where = f"added place {number}"
        if digest_of(number, json) != digest:
            yield Failure(where=where, reason="it was changed")
        try:
            msgspec.json.decode(json, type=GazetteerEntry)
        except ValueError as error:
            yield Failure(where=where, reason=f"it cannot be read: {error}")
    for *row, digest in db.execute("SELECT capture, published, outlet, title, digest FROM stated ORDER BY capture"):
        if digest_of(*row) != digest:
            yield Failure(where=f"what is stated of capture {row[0]}", reason="it was changed")


def _full_text(db: sqlite3.Connection) -> Iterator[Failure]:
    for table, columns in INDEXES.items():
        try:
            for fault in index_faults(db, table, columns):
                yield Failure(where=f"full-text index of {table}", reason=fault)
        except Exception as error:
            reason = f"it cannot be read ({type(error).__name__}: {error})"
            yield Failure(where=f"full-text index of {table}", reason=reason)
