"""Open an archive file: ours and no other, not newer than us, and never written to by a reader."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.archive.schema import APPLICATION_ID, STEPS, migrate, version_of
from onrecord.records import ArchiveError

CACHE_KIB = 64 * 1024
"""Of the file, what a writer may keep in memory at most."""
BUSY_S = 10.0
"""How long a writer waits for another one's transaction, in seconds."""


def connect(path: Path, *, read_only: bool, timeout: float = BUSY_S) -> sqlite3.Connection:
    """Open the archive at `path`, making it where it is not there and may be; raises ArchiveError.

    The connection is in autocommit mode and may be used by any thread, one at a time.
    """
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder: give the name of a file in it, such as {path / 'project.onrecord'}")
    if not path.parent.is_dir():
        raise ArchiveError(f"the folder {path.parent} does not exist: make it first")
    if read_only and not path.exists():
        raise ArchiveError(f"there is no archive at {path}: add pages to make one")
    with explained(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}",
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, path, read_only, timeout)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, read_only: bool, timeout: float) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    version = version_of(connection)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    empty = not application_id and not version and not tables
    if not empty and application_id != APPLICATION_ID:
        raise ArchiveError(f"{path} is a database of another program: give the name of an Onrecord archive")
    if version > len(STEPS):
        raise ArchiveError(
            f"{path} was made by a newer Onrecord (format {version}, this one knows {len(STEPS)}): update Onrecord"
        )
    if read_only:
        if empty:
            raise ArchiveError(f"the archive {path} is empty: add pages to it first")
        if version < len(STEPS):
            raise ArchiveError(f"{path} was made by an older Onrecord: add a page to it, which brings it up to date")
        return
    _keep_a_write_ahead_log(connection, timeout)
    # In WAL mode a commit is safe from the end of our process, however it ends, once the system has it. Only a
    # power cut may take back the last captures added (never break the file), and adding them again restores them;
    # FULL would wait for the disk at every capture.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Comparing looks at, and writes to, many pages of its indexes for each article: with SQLite's own 2 MiB most of
    # its time would go into reading them again.
    connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    if version < len(STEPS):
        migrate(connection)


def _keep_a_write_ahead_log(connection: sqlite3.Connection, timeout: float) -> None:
    """Turn the WAL on. SQLite does not wait by itself where another process is turning it on as well."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of `path` into an ArchiveError of one line: the cause, then the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(_explanation(path, error)) from error
    except UnicodeEncodeError as error:  # half of a surrogate pair: no text that can be written anywhere
        raise ArchiveError(f"{error.object[error.start : error.end]!r} is no character: the page is damaged") from error


def _explanation(path: Path, error: sqlite3.Error) -> str:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"another process is writing to {path}: wait until it is done, then try again"
        case sqlite3.SQLITE_NOTADB:
            return f"{path} is not an Onrecord archive: give the name of one, or of a file that is not there yet"
        case sqlite3.SQLITE_CORRUPT:
            return f"{path} is damaged ({error}): take a copy of it from before, or add the pages to a new archive"
        case sqlite3.SQLITE_FULL:
            return f"there is no room left for {path}: make some on its disk, then try again"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return f"{path} cannot be opened ({error}): check your rights on it and on its folder"
        case _ if "fts5" in str(error) and "no such module" in str(error):
            return "this Python's SQLite has no full-text search (FTS5): use Python from python.org, Debian or Homebrew"
        case _:
            return f"{path} cannot be used ({error}): verify it, or take a copy of it from before"
