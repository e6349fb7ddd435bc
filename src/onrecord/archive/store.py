"""The archive in SQLite: one file, one writer at a time, any number of readers."""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from onrecord.archive import lists
from onrecord.archive.connect import connect, explained
from onrecord.archive.following import Following
from onrecord.archive.interface import (
    ArticleRow,
    DateRow,
    Failure,
    FigureRow,
    Filter,
    Hit,
    Kept,
    Ledger,
    Listing,
    Location,
    PlaceRow,
    SilenceRow,
    SourceRow,
    Spot,
    StatementRow,
    Totals,
)
from onrecord.archive.packing import digest_of, pack, unpack
from onrecord.archive.rows import (
    ARTICLE_COLUMNS,
    ARTICLES_OF_A_CAPTURE,
    CAPTURE_COLUMNS,
    INDEX_ROWS,
    Row,
    article_row,
)
from onrecord.archive.verify import failures
from onrecord.archive.words import fold
from onrecord.records import (
    ArchiveError,
    Article,
    Capture,
    CaptureReference,
    Furniture,
    GazetteerEntry,
    Page,
    Problem,
    Reading,
    Stated,
    reading_from_json,
    sha256_of,
    to_json,
)

T = TypeVar("T")

_STATED = "published, outlet, title"


class SqliteArchive(Following):
    """An archive file. See `interface.Archive`, which it implements; safe to share between threads."""

    def __init__(self, path: Path, *, read_only: bool, timeout: float) -> None:
        self._path = path
        self._read_only = read_only
        self._lock = threading.RLock()
        self._connection = connect(path, read_only=read_only, timeout=timeout)

    def __repr__(self) -> str:
        return f"<Archive {self._path}{' (read only)' if self._read_only else ''}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Read from one state of the file, whatever a writer does meanwhile."""
        with self._lock, explained(self._path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:  # a damaged file may have ended it
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction, all or nothing: for what walks through the archive itself."""
        with self._writing() as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing, when it is our turn."""
        if self._read_only:
            raise ArchiveError(f"{self._path} was opened for reading only: open it for writing")
        with self._lock, explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    # Writing

    def add(
        self,
        capture: Capture,
        page: Page,
        readings: Sequence[Reading],
        *,
        made_by: str,
        problems: Sequence[Problem] | None = None,
    ) -> Kept:
        """Keep one capture with all its readings, in one transaction."""
        _check_that_they_belong_together(capture, page, readings)
        with self._writing() as db:
            row = db.execute(
                "SELECT number, uri, fetched_at FROM captures WHERE sha256 = ?", [capture.sha256]
            ).fetchone()
            if row is None:
                number = _next_number(db, "captures")
                reference = CaptureReference.of(capture)
                _insert_capture(db, number, capture, made_by, len(page.articles))
            else:
                number = row[0]
                reference = CaptureReference(
                    sha256=capture.sha256, uri=row[1], fetched_at=row[2], media_type=capture.media_type
                )
            _note_location(db, number, capture)
            _note_stated(db, number, capture)
            of_article = {
                reading.article.id: msgspec.structs.replace(reading, capture=reference) for reading in readings
            }
            if row is None or not _is_kept_so(db, number, capture, page, of_article, made_by):
                if row is not None:
                    _forget_page(db, number)
                    _read_anew(db, number, capture, made_by, len(page.articles))
                _insert_page(db, number, page, of_article, made_by)
            if problems is not None:
                db.execute("DELETE FROM problems WHERE sha256 = ? AND stage IN ('pages', 'reading')", [capture.sha256])
                for problem in problems:
                    _insert_problem(db, problem)
        statements = sum(len(reading.statements) for reading in readings)
        return Kept(new_capture=row is None, articles=len(page.articles), statements=statements)

    def add_location(self, capture: Capture) -> None:
        """Note where bytes that are kept already were seen again."""
        with self._writing() as db:
            row = db.execute("SELECT number FROM captures WHERE sha256 = ?", [capture.sha256]).fetchone()
            if row is not None:
                _note_location(db, row[0], capture)

    def add_problem(self, problem: Problem) -> None:
        """Keep a problem; the same problem twice is one line."""
        with self._writing() as db:
            _insert_problem(db, problem)

    def add_place(self, entry: GazetteerEntry) -> None:
        """Keep a place of a person's own; one of the same name takes the place of the one before."""
        with self._writing() as db:
            for number, json in db.execute("SELECT number, json FROM gazetteer").fetchall():
                with self._readable():
                    known = msgspec.json.decode(json, type=GazetteerEntry)
                if fold(known.name) == fold(entry.name):
                    db.execute("DELETE FROM gazetteer WHERE number = ?", [number])
            row = (_next_number(db, "gazetteer"), to_json(entry).decode())
            _insert(db, "gazetteer", "number, json, digest", [(*row, digest_of(*row))])

    # One record

    def added_places(self) -> tuple[GazetteerEntry, ...]:
        """Give the places a person added, in that order."""
        with self._reading() as db, self._readable():
            rows = db.execute("SELECT json FROM gazetteer ORDER BY number").fetchall()
            return tuple(msgspec.json.decode(json, type=GazetteerEntry) for (json,) in rows)

    def stated(self, sha256: str) -> Stated:
        """Give what somebody stated of a capture's article."""
        with self._reading() as db:
            row = db.execute(
                """SELECT t.published, t.outlet, t.title FROM stated t
                JOIN captures c ON c.number = t.capture WHERE c.sha256 = ?""",
                [sha256],
            ).fetchone()
        return _stated_of(row)

    def has(self, sha256: str, *, made_by: str | None = None) -> bool:
        """Tell whether this capture is kept (and, with `made_by`, was read by that version of the reading)."""
        with self._reading() as db:
            row = db.execute("SELECT made_by FROM captures WHERE sha256 = ?", [sha256]).fetchone()
        return row is not None and made_by in (None, row[0])

    def totals(self) -> Totals:
        """Count what is kept."""
        with self._reading() as db:
            row = db.execute(
                """SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles),
                    (SELECT count(*) FROM statements),
                    (SELECT count(*) FROM (SELECT DISTINCT folded, status FROM sources)),
                    (SELECT count(*) FROM silences), (SELECT count(*) FROM places), (SELECT count(*) FROM dates),
                    (SELECT count(*) FROM figures), (SELECT count(*) FROM problems)"""
            ).fetchone()
        return Totals(**dict(zip(Totals.__struct_fields__, row, strict=True)))

    def capture(self, sha256: str) -> Capture | None:
        """Give a capture with its bytes."""
        capture = self._one(f"SELECT {CAPTURE_COLUMNS}, data FROM captures WHERE sha256 = ?", sha256, _capture_of)
        return capture and self.stated(sha256).put_on(capture)

    def locations(self, sha256: str) -> tuple[Location, ...]:
        """Give every place and time a capture's bytes were seen at, the first first."""
        with self._reading() as db:
            rows = db.execute(
                """SELECT l.uri, l.fetched_at, l.modified_at FROM locations l
                JOIN captures c ON c.number = l.capture WHERE c.sha256 = ? ORDER BY l.number""",
                [sha256],
            ).fetchall()
        return tuple(Location(uri=uri, fetched_at=fetched, modified_at=modified) for uri, fetched, modified in rows)

    def furniture(self, sha256: str) -> tuple[Furniture, ...]:
        """Give what was set aside from a capture's page."""
        query = "SELECT f.json FROM furniture f JOIN captures c ON c.number = f.capture WHERE c.sha256 = ?"
        return self._one(query, sha256, lambda row: _decoded(row[0], tuple[Furniture, ...])) or ()

    def article(self, article_id: str) -> Article | None:
        """Give one article."""
        return self._one("SELECT json FROM articles WHERE id = ?", article_id, lambda row: _decoded(row[0], Article))

    def reading(self, article_id: str) -> Reading | None:
        """Give the reading of one article."""
        query = "SELECT r.json FROM readings r JOIN articles a ON a.number = r.article WHERE a.id = ?"
        return self._one(query, article_id, lambda row: reading_from_json(unpack(row[0])))

    def captures(self) -> Iterator[Capture]:
        """Give every capture, in the order added."""
        query = f"SELECT {CAPTURE_COLUMNS}, data FROM captures WHERE number > ? ORDER BY number LIMIT 1"
        last = -1
        while row := self._next(query, last):
            last = row[0]
            with self._readable():
                capture = _capture_of(row)
            yield self.stated(capture.sha256).put_on(capture)

    def readings(self) -> Iterator[Reading]:
        """Give every reading, in the order added."""
        query = "SELECT article, json FROM readings WHERE article > ? ORDER BY article LIMIT 1"
        last = -1
        while row := self._next(query, last):
            last = row[0]
            with self._readable():
                reading = reading_from_json(unpack(row[1]))
            yield reading

    def _next(self, query: str, last: int) -> Any:
        # One short read at a time: a reader that stays open would keep the write-ahead log from ever being folded in.
        with self._reading() as db:
            return db.execute(query, [last]).fetchone()

    def _one(self, query: str, key: str, decode: Callable[[Any], T]) -> T | None:
        with self._reading() as db:
            row = db.execute(query, [key]).fetchone()
        if row is None:
            return None
        with self._readable():
            return decode(row)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            cause = " ".join(str(error).split())
            raise ArchiveError(f"a record in {self._path} was changed or damaged ({cause}): verify it") from error

    # Lists

    def articles(self, filter: Filter | None = None, *, limit: int = 50, offset: int = 0) -> Listing[ArticleRow]:
        """List articles, in the order added."""
        with self._reading() as db:
            return lists.articles(db, filter or Filter(), limit, offset)

    def statements(
        self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0
    ) -> Listing[StatementRow]:
        """List statements in article order."""
        with self._reading() as db, self._readable():
            return lists.statements(db, filter or Filter(), limit, offset)

    def silences(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[SilenceRow]:
        """List silences in article order."""
        with self._reading() as db, self._readable():
            return lists.silences(db, filter or Filter(), limit, offset)

    def sources(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[SourceRow]:
        """List sources, who speaks most first."""
        with self._reading() as db:
            return lists.sources(db, filter or Filter(), limit, offset)

    def places(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[PlaceRow]:
        """List mentions of places in article order."""
        with self._reading() as db, self._readable():
            return lists.places(db, filter or Filter(), limit, offset)

    def dates(
        self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0, by_day: bool = False
    ) -> Listing[DateRow]:
        """List dates in article order, or by day."""
        with self._reading() as db, self._readable():
            return lists.dates(db, filter or Filter(), limit, offset, by_day=by_day)

    def figures(
        self,
        filter: Filter | None = None,
        *,
        limit: int | None = 50,
        offset: int = 0,
        by_day: bool = False,
        of: Ledger | None = None,
    ) -> Listing[FigureRow]:
        """List figures in article order, or by the day they are of; with `of` those of that ledger alone."""
        with self._reading() as db, self._readable():
            return lists.figures(db, filter or Filter(), limit, offset, by_day=by_day, of=of)

    def spots(self, filter: Filter | None = None, *, limit: int | None = None, offset: int = 0) -> Listing[Spot]:
        """List the places on the map, the most often mentioned first."""
        with self._reading() as db:
            return lists.spots(db, filter or Filter(), limit, offset)

    def ledgers(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[Ledger]:
        """List what figures count."""
        with self._reading() as db:
            return lists.ledgers(db, filter or Filter(), limit, offset)

    def months(self, filter: Filter | None = None) -> tuple[tuple[str, int], ...]:
        """Count the dates by the month they begin in."""
        with self._reading() as db:
            return lists.months(db, filter or Filter())

    def search(self, words: str, *, limit: int = 50, offset: int = 0) -> Listing[Hit]:
        """Find words in articles and statements, best first."""
        with self._reading() as db:
            return lists.search(db, words, limit, offset)

    def problems(self, *, limit: int | None = 50, offset: int = 0) -> Listing[Problem]:
        """List problems, oldest first."""
        with self._reading() as db, self._readable():
            return lists.problems(db, limit, offset)

    def verify(self) -> Iterator[Failure]:
        """Re-read every capture from its kept bytes and check every span again; give what fails."""
        return failures(self._path)


def _check_that_they_belong_together(capture: Capture, page: Page, readings: Sequence[Reading]) -> None:
    if sha256_of(capture.data) != capture.sha256 or page.capture_sha256 != capture.sha256:
        raise ValueError(f"the hash of {capture!r} is not that of its bytes or of its page: give the page it came from")
    articles = {article.id: article for article in page.articles}
    for reading in readings:
        if articles.pop(reading.article.id, None) != reading.article:
            raise ValueError(f"{reading!r} is of no article of the page, or one of two: give one reading an article")


def _next_number(db: sqlite3.Connection, table: str) -> int:
    (number,) = db.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()
    return int(number)


def _insert(db: sqlite3.Connection, table: str, columns: str, rows: list[Row]) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _insert_capture(db: sqlite3.Connection, number: int, capture: Capture, made_by: str, articles: int) -> None:
    row: Row = (
        number,
        capture.sha256,
        capture.uri,
        capture.media_type,
        capture.encoding,
        capture.declared_encoding,
        capture.encoding_basis,
        capture.fetched_at,
        capture.modified_at,
        len(capture.data),
        made_by,
        articles,
    )
    _insert(db, "captures", f"{CAPTURE_COLUMNS}, data, digest", [(*row, pack(capture.data), digest_of(*row))])


def _read_anew(db: sqlite3.Connection, number: int, capture: Capture, made_by: str, articles: int) -> None:
    """Note by what, and as what, a capture that is kept was read. Its bytes, hash, first place and times stay."""
    db.execute(
        """UPDATE captures SET media_type = ?, encoding = ?, declared_encoding = ?, encoding_basis = ?, made_by = ?,
            articles = ? WHERE number = ?""",
        [
            capture.media_type,
            capture.encoding,
            capture.declared_encoding,
            capture.encoding_basis,
            made_by,
            articles,
            number,
        ],
    )
    row = db.execute(f"SELECT {CAPTURE_COLUMNS} FROM captures WHERE number = ?", [number]).fetchone()
    db.execute("UPDATE captures SET digest = ? WHERE number = ?", [digest_of(*row), number])


def _note_location(db: sqlite3.Connection, capture_number: int, capture: Capture) -> None:
    place: Row = (capture_number, capture.uri, capture.fetched_at, capture.modified_at)
    known = db.execute(
        "SELECT 1 FROM locations WHERE capture = ? AND uri = ? AND fetched_at IS ? AND modified_at IS ?", place
    ).fetchone()
    if known is None:
        row = (_next_number(db, "locations"), *place)
        columns = "number, capture, uri, fetched_at, modified_at, digest"
        _insert(db, "locations", columns, [(*row, digest_of(*row))])


def _note_stated(db: sqlite3.Connection, capture_number: int, capture: Capture) -> None:
    """Keep what is stated for a capture; what is stated last holds, and no re-reading forgets it."""
    if Stated.of(capture) == Stated():
        return
    before = db.execute(f"SELECT {_STATED} FROM stated WHERE capture = ?", [capture_number]).fetchone()
    stated = Stated.of(capture).over(_stated_of(before))
    row: Row = (capture_number, stated.published, stated.outlet, stated.title)
    db.execute("DELETE FROM stated WHERE capture = ?", [capture_number])
    _insert(db, "stated", f"capture, {_STATED}, digest", [(*row, digest_of(*row))])


def _stated_of(row: Any) -> Stated:
    return Stated(published=row[0], outlet=row[1], title=row[2]) if row else Stated()


def _is_kept_so(
    db: sqlite3.Connection,
    number: int,
    capture: Capture,
    page: Page,
    of_article: dict[str, Reading],
    made_by: str,
) -> bool:
    """Tell whether the page is kept just as it was read now: then nothing is written."""
    kept = db.execute(
        "SELECT media_type, encoding, declared_encoding, encoding_basis, made_by FROM captures WHERE number = ?",
        [number],
    ).fetchone()
    new = (capture.media_type, capture.encoding, capture.declared_encoding, capture.encoding_basis, made_by)
    if kept != new:
        return False
    kept_articles = db.execute(
        """SELECT a.digest, r.digest FROM articles a LEFT JOIN readings r ON r.article = a.number
        WHERE a.capture = ? ORDER BY a.number""",
        [number],
    ).fetchall()
    new_articles = [
        (sha256_of(to_json(article)), sha256_of(to_json(reading)) if reading else None)
        for article in page.articles
        for reading in [of_article.get(article.id)]
    ]
    kept_furniture = db.execute("SELECT digest FROM furniture WHERE capture = ?", [number]).fetchone()
    return kept_articles == new_articles and kept_furniture == (sha256_of(msgspec.json.encode(page.furniture)),)


def _forget_page(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM articles WHERE capture = ?", [number])  # and with each its reading and index rows
    db.execute("DELETE FROM furniture WHERE capture = ?", [number])


def _insert_page(db: sqlite3.Connection, number: int, page: Page, of_article: dict[str, Reading], made_by: str) -> None:
    furniture = msgspec.json.encode(page.furniture)
    _insert(db, "furniture", "capture, json, digest", [(number, pack(furniture), sha256_of(furniture))])
    for position, article in enumerate(page.articles):
        reading = of_article.get(article.id)
        key = number * ARTICLES_OF_A_CAPTURE + position
        json = to_json(article)
        row: Row = (key, number, *article_row(article, reading), pack(json), sha256_of(json))
        _insert(db, "articles", f"number, capture, {ARTICLE_COLUMNS}, json, digest", [row])
        if reading is None:
            continue
        json = to_json(reading)
        _insert(db, "readings", "article, json, digest, made_by", [(key, pack(json), sha256_of(json), made_by)])
        for table, columns, rows_of in INDEX_ROWS:
            _insert(db, table, f"article, {columns}", [(key, *row) for row in rows_of(reading)])


def _insert_problem(db: sqlite3.Connection, problem: Problem) -> None:
    columns: Row = (problem.uri, problem.stage, problem.reason, problem.error, problem.sha256)
    known = db.execute(
        "SELECT 1 FROM problems WHERE uri = ? AND stage = ? AND reason = ? AND error = ? AND sha256 IS ?", columns
    ).fetchone()
    if known is None:
        row = (_next_number(db, "problems"), *columns)
        packed = None if problem.data is None else pack(problem.data)
        digest = digest_of(*row, None if problem.data is None else sha256_of(problem.data))
        _insert(db, "problems", "number, uri, stage, reason, error, sha256, data, digest", [(*row, packed, digest)])


def _capture_of(row: Any) -> Capture:
    return Capture(
        sha256=row[1],
        uri=row[2],
        media_type=row[3],
        encoding=row[4],
        declared_encoding=row[5],
        encoding_basis=row[6],
        fetched_at=row[7],
        modified_at=row[8],
        data=unpack(row[-1], row[9]),
    )


def _decoded(packed: bytes, type_: type[T]) -> T:
    return msgspec.json.decode(unpack(packed), type=type_)
