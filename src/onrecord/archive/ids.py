"""What comparing must not lose: the numbers in ids, the corrections of people, and what is still to be compared."""

from __future__ import annotations

import sqlite3
from typing import Any, Literal

import msgspec

from onrecord.archive.packing import digest_of

IdKind = Literal["identity", "story", "claim"]
_PREFIXES: dict[IdKind, str] = {"identity": "i", "story": "st", "claim": "c"}

TABLES: tuple[str, ...] = (
    # The number in an id, by what the record began with. It outlives the record, so that comparing everything anew
    # gives the same ids.
    """CREATE TABLE ids (
        kind TEXT NOT NULL,
        anchor TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (kind, anchor)
    ) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX ids_by_number ON ids (kind, number)",
    # What a person decided: two are one, or are not. Kept by anchors, so that it outlives every re-reading.
    """CREATE TABLE corrections (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        what TEXT NOT NULL,
        json TEXT NOT NULL,
        digest TEXT NOT NULL
    ) STRICT""",
    # Articles whose reading is compared, who carried them, and with which version of comparing.
    """CREATE TABLE compared (
        article INTEGER PRIMARY KEY,
        outlet TEXT,
        address TEXT NOT NULL,
        time TEXT,
        made_by TEXT NOT NULL
    ) STRICT""",
    # Articles to compare, and those whose reading went away after it was compared: then all is compared anew.
    "CREATE TABLE pending (article INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE stale (article INTEGER PRIMARY KEY) STRICT",
    "INSERT INTO pending SELECT article FROM readings",
    """CREATE TRIGGER readings_pending AFTER INSERT ON readings BEGIN
        INSERT OR IGNORE INTO pending VALUES (new.article);
    END""",
    """CREATE TRIGGER readings_stale AFTER DELETE ON readings BEGIN
        DELETE FROM pending WHERE article = old.article;
        INSERT OR IGNORE INTO stale SELECT article FROM compared WHERE article = old.article;
    END""",
)


class Correction(msgspec.Struct, frozen=True):
    """What a person decided of stories or identities."""

    number: int
    kind: IdKind
    what: str
    """`merge` or `split`, or what else the capability knows."""
    data: Any
    """What it is about, by anchors; plain JSON."""


def id_of(kind: IdKind, number: int) -> str:
    """Give the id with this number: `i12`, `st4`, `c9`."""
    return f"{_PREFIXES[kind]}{number}"


def number_of(kind: IdKind, id_: str) -> int | None:
    """Give the number in an id; None where it is none of this kind."""
    digits = id_.removeprefix(_PREFIXES[kind])
    return int(digits) if id_.startswith(_PREFIXES[kind]) and digits.isascii() and digits.isdigit() else None


def number_for(db: sqlite3.Connection, kind: IdKind, anchor: str) -> int:
    """Give the number of what began with `anchor`: the one it had before, else the next."""
    row = db.execute("SELECT number FROM ids WHERE kind = ? AND anchor = ?", [kind, anchor]).fetchone()
    if row is not None:
        return int(row[0])
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM ids WHERE kind = ?", [kind]).fetchone()
    db.execute("INSERT INTO ids (kind, anchor, number) VALUES (?, ?, ?)", [kind, anchor, number])
    return int(number)


def anchor_of(db: sqlite3.Connection, kind: IdKind, number: int) -> str | None:
    """Give what the record with this number began with."""
    row = db.execute("SELECT anchor FROM ids WHERE kind = ? AND number = ?", [kind, number]).fetchone()
    return row[0] if row else None


def correct(db: sqlite3.Connection, kind: IdKind, what: str, data: Any) -> Correction:
    """Keep what a person decided."""
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM corrections").fetchone()
    json = msgspec.json.encode(data).decode()
    row = (number, kind, what, json)
    db.execute(
        "INSERT INTO corrections (number, kind, what, json, digest) VALUES (?, ?, ?, ?, ?)", [*row, digest_of(*row)]
    )
    return Correction(number, kind, what, data)


def corrections(db: sqlite3.Connection, kind: IdKind) -> tuple[Correction, ...]:
    """Give what people decided of this kind, in order."""
    rows = db.execute("SELECT number, kind, what, json FROM corrections WHERE kind = ? ORDER BY number", [kind])
    return tuple(Correction(number, kind, what, msgspec.json.decode(json)) for number, _, what, json in rows)


def waiting(db: sqlite3.Connection) -> int:
    """Count the articles that are not compared."""
    (count,) = db.execute("SELECT count(*) FROM pending").fetchone()
    return int(count)


def count(db: sqlite3.Connection) -> int:
    """Count the articles with a reading."""
    (number,) = db.execute("SELECT count(*) FROM readings").fetchone()
    return int(number)


def is_stale(db: sqlite3.Connection, made_by: str) -> bool:
    """Tell whether what is compared rests on a reading that went away, or on another version of comparing."""
    (gone,) = db.execute("SELECT EXISTS (SELECT 1 FROM stale)").fetchone()
    other = db.execute("SELECT made_by FROM compared WHERE article IN (SELECT max(article) FROM compared)").fetchone()
    return bool(gone) or other not in (None, (made_by,))


def start_anew(db: sqlite3.Connection) -> None:
    """Put every reading back among those to compare. Ids and corrections stay."""
    db.execute("DELETE FROM stale")
    db.execute("DELETE FROM compared")
    db.execute("INSERT OR IGNORE INTO pending SELECT article FROM readings")


def next_waiting(db: sqlite3.Connection) -> int | None:
    """Give the number of the article to compare next, in the order added; None where all are."""
    (article,) = db.execute("SELECT min(article) FROM pending").fetchone()
    return None if article is None else int(article)


def note_compared(
    db: sqlite3.Connection, article: int, *, outlet: str | None, address: str, time: str | None, made_by: str
) -> None:
    """Note that an article is compared, and who carried it."""
    db.execute(
        "INSERT INTO compared (article, outlet, address, time, made_by) VALUES (?, ?, ?, ?, ?)",
        [article, outlet, address, time, made_by],
    )
    db.execute("DELETE FROM pending WHERE article = ?", [article])
