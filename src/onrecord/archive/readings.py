"""Readings by the numbers of their articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from onrecord.archive.packing import unpack
from onrecord.records import Reading, reading_from_json


def reading_numbered(db: sqlite3.Connection, number: int) -> Reading | None:
    """Give the reading of the article with this number."""
    row = db.execute("SELECT json FROM readings WHERE article = ?", [number]).fetchone()
    return reading_from_json(unpack(row[0])) if row else None


def number_of_article(db: sqlite3.Connection, article_id: str) -> int | None:
    """Give the number of an article, which tells the order of adding."""
    row = db.execute("SELECT number FROM articles WHERE id = ?", [article_id]).fetchone()
    return int(row[0]) if row else None


def ids_of_articles(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Give the ids of articles by their numbers."""
    found = {}
    for number in numbers:
        row = db.execute("SELECT id FROM articles WHERE number = ?", [number]).fetchone()
        if row is not None:
            found[number] = str(row[0])
    return found
