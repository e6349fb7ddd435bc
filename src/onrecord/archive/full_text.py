"""Whether a full-text index finds every word where it stands, and no other.

FTS5 has a check of its own, but it wants to write. This one reads the index word by word through `fts5vocab`, makes
the same index anew from the rows, some at a time, and compares sums of hashes: memory stays small, order is no matter.
"""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

CHARACTERS_AT_A_TIME = 4_000_000


def index_faults(db: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[str]:
    """Check the index `…_words` of `table`; `db` may be read-only, and is inside a transaction."""
    index = f"{table}_words"
    db.execute(f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab(main, {index}, instance)")
    db.execute(f"CREATE VIRTUAL TABLE temp.{table}_counts USING fts5vocab(main, {index}, row)")
    words = _sum_of_words(db, f"temp.{table}_terms")
    sizes = _sum(db.execute(f"SELECT id, sz FROM main.{index}_docsize"))
    expected_words = expected_sizes = 0
    totals = [0] * (1 + len(columns))
    for rows in _some_at_a_time(db.execute(f"SELECT number, {', '.join(columns)} FROM main.{table} ORDER BY number")):
        anew = _index_of(rows, columns)
        try:
            expected_words += _sum_of_words(anew, "temp.terms")
            expected_sizes += _sum(anew.execute("SELECT id, sz FROM words_docsize"))
            for (size,) in anew.execute("SELECT sz FROM words_docsize"):
                totals = [total + more for total, more in zip(totals, [1, *_varints(size)], strict=True)]
        finally:
            anew.close()
    if words != expected_words:
        yield "its words are not those of the texts"
    # Lengths and their totals decide the order of what a search finds.
    (averages,) = db.execute(f"SELECT block FROM main.{index}_data WHERE id = 1").fetchone()
    if sizes != expected_sizes or (totals[0] and _varints(averages) != totals):
        yield "its lengths are not those of the texts"
    # Going through the words in order does not use the tree by which a search finds one: look each up.
    lost = db.execute(
        f"""SELECT inside.term FROM temp.{table}_counts inside LEFT JOIN temp.{table}_counts found
        ON found.term = inside.term WHERE found.doc IS NOT inside.doc OR found.cnt IS NOT inside.cnt"""
    )
    for (term,) in lost:
        yield f"the word {term!r} cannot be found"


def _sum(rows: Iterable[tuple[object, ...]]) -> int:
    return sum(map(hash, rows))


def _sum_of_words(db: sqlite3.Connection, terms: str) -> int:
    """Give a sum over every place of every word; bytes, because decoding millions of words is most of the time."""
    text_factory, db.text_factory = db.text_factory, bytes
    try:
        return _sum(db.execute(f"SELECT term, doc, col, offset FROM {terms}"))
    finally:
        db.text_factory = text_factory


def _some_at_a_time(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    some: list[tuple[object, ...]] = []
    characters = 0
    for row in rows:
        some.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str))
        if characters > CHARACTERS_AT_A_TIME:
            yield some
            some, characters = [], 0
    if some:
        yield some


def _index_of(rows: list[tuple[object, ...]], columns: tuple[str, ...]) -> sqlite3.Connection:
    anew = sqlite3.connect(":memory:")
    names = ", ".join(columns)
    anew.execute(
        f"CREATE VIRTUAL TABLE words USING fts5({names}, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    marks = ", ".join("?" * (1 + len(columns)))
    anew.executemany(f"INSERT INTO words (rowid, {names}) VALUES ({marks})", rows)
    anew.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, instance)")
    return anew


def _varints(data: bytes) -> list[int]:
    """Decode SQLite's variable-length integers (https://www.sqlite.org/fileformat2.html#varint)."""
    found: list[int] = []
    value = length = 0
    for byte in data:
        length += 1
        value = value << 8 | byte if length == 9 else value << 7 | byte & 0x7F
        if length == 9 or byte < 0x80:
            found.append(value)
            value = length = 0
    return found
