"""Check what comparing found: every record stands on articles that are there, every cited word where it is cited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from onrecord.archive.ids import id_of
from onrecord.archive.interface import Failure
from onrecord.archive.packing import digest_of
from onrecord.archive.words import fold
from onrecord.records import (
    Cited,
    Identity,
    Likeness,
    Member,
    Opposition,
    Origins,
    Said,
    Span,
    Statement,
    Story,
    Wording,
    quote,
)

T = TypeVar("T")


def across_faults(db: sqlite3.Connection) -> Iterator[Failure]:
    """Give what is wrong with the records across articles."""
    stale = db.execute("SELECT article FROM stale ORDER BY article LIMIT 1").fetchone()
    if stale is not None:
        reason = "a reading was replaced after it was compared: `onrecord compare` compares everything anew"
        yield Failure(where="comparison", reason=reason)
        return
    look = _Look(db)
    for check in (_likenesses, _identities, _members, _stories, _wordings, _oppositions, _claims, _corrections):
        yield from check(db, look)


class _Look:
    """Articles and statements by their ids."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.text = lru_cache(maxsize=512)(self._text)
        self.article = lru_cache(maxsize=8192)(self._article)
        self.statement = lru_cache(maxsize=8192)(self._statement)

    def _text(self, article_id: str) -> str | None:
        row = self._db.execute("SELECT text FROM articles WHERE id = ?", [article_id]).fetchone()
        return row[0] if row else None

    def _article(self, number: int) -> str | None:
        row = self._db.execute("SELECT id FROM articles WHERE number = ?", [number]).fetchone()
        return row[0] if row else None

    def _statement(self, article_id: str, statement_id: str) -> Statement | None:
        row = self._db.execute(
            "SELECT s.json FROM articles a JOIN statements s ON s.article = a.number WHERE a.id = ? AND s.id = ?",
            [article_id, statement_id],
        ).fetchone()
        return msgspec.json.decode(row[0], type=Statement) if row else None

    def faults(self, record: msgspec.Struct, where: str) -> Iterator[Failure]:
        """Check every citation in a record, and every statement it names."""
        for cited in _inside(record, Cited):
            text = self.text(cited.article)
            if text is None:
                yield Failure(where=where, reason=f"it cites article {cited.article}, which is not there")
            elif not _within(cited.spans, text) or quote(text, cited.spans) != cited.text:
                yield Failure(where=where, reason=f"“{cited.text[:60]}” does not stand where it cites it from")
        for said in _inside(record, Said):
            if self.statement(said.article, said.statement) is None:
                yield Failure(where=where, reason=f"it names {said.statement} of {said.article}, which is not there")


def _inside(record: Any, kind: type[T]) -> Iterator[T]:
    """Give every record of a kind inside another."""
    if isinstance(record, kind):
        yield record
    elif isinstance(record, msgspec.Struct):
        for field in record.__struct_fields__:
            yield from _inside(getattr(record, field), kind)
    elif isinstance(record, tuple | list):
        for one in record:
            yield from _inside(one, kind)


def _within(spans: Iterable[Span], text: str) -> bool:
    return all(0 <= span.start < span.end <= len(text) for span in spans)


def _decoded(json: str, kind: type[T], where: str) -> T | Failure:
    try:
        return msgspec.json.decode(json, type=kind)
    except ValueError as error:
        return Failure(where=where, reason=f"it cannot be read: {' '.join(str(error).split())}")


def _differ(where: str, rows: Iterable[tuple[str, object, object]]) -> Iterator[Failure]:
    """Give a failure for each column that says otherwise than the record it repeats."""
    for noun, found, expected in rows:
        if found != expected:
            yield Failure(where=where, reason=f"its {noun} is not that of its record")


def _likenesses(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for article, other, kind, share, other_share, json in db.execute(
        "SELECT article, other, kind, share, other_share, json FROM likenesses ORDER BY article, other"
    ):
        where = f"likeness of {look.article(article)} and {look.article(other)}"
        record = _decoded(json, Likeness, where)
        if isinstance(record, Failure):
            yield record
            continue
        yield from _differ(
            where,
            (
                ("article", look.article(article), record.article),
                ("other article", look.article(other), record.other),
                ("kind", kind, record.kind),
                ("share", (share, other_share), (record.share, record.other_share)),
            ),
        )
        here, there = look.text(record.article), look.text(record.other)
        if here is None or there is None:
            continue
        for passage in record.passages:
            sides = [
                _letters(span.of(text)) if _within([span], text) else None
                for span, text in ((passage.here, here), (passage.there, there))
            ]
            if None in sides or sides[0] != sides[1]:
                yield Failure(where=where, reason="a passage does not stand in both")


def _letters(text: str) -> str:
    """Give what is left of a text when case, accents, space and typography are gone."""
    return "".join(char for char in fold(text.replace("\u00ad", "")) if char.isalnum())


def _identities(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for place, number, kind, name, wikidata, articles, statements, json in db.execute(
        "SELECT place, number, kind, name, wikidata, articles, statements, json FROM identities ORDER BY place"
    ).fetchall():
        where = f"identity {id_of('identity', number)}"
        record = _decoded(json, Identity, where)
        if isinstance(record, Failure):
            yield record
            continue
        counted = db.execute(
            "SELECT count(DISTINCT article), coalesce(sum(statements), 0) FROM identity_members WHERE identity = ?",
            [place],
        ).fetchone()
        yield from _differ(
            where,
            (
                ("id", id_of("identity", number), record.id),
                ("kind", kind, record.kind),
                ("name", name, record.name),
                ("Wikidata id", wikidata, record.wikidata),
                ("number of articles and statements", (articles, statements), counted),
            ),
        )


def _members(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for article, record_id, folded, json in db.execute(
        "SELECT article, record, folded, json FROM identity_members ORDER BY article, record"
    ):
        where = f"article {look.article(article)} {record_id} as an identity"
        record = _decoded(json, Member, where)
        if isinstance(record, Failure):
            yield record
            continue
        yield from _differ(
            where,
            (
                ("article", look.article(article), record.article),
                ("record", record_id, record.record),
                ("name", folded, fold(record.name)),
            ),
        )
        yield from look.faults(record, where)


def _stories(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for number, first, last, articles, json in db.execute(
        "SELECT number, first, last, articles, json FROM stories ORDER BY number"
    ).fetchall():
        where = f"story {id_of('story', number)}"
        record = _decoded(json, Story, where)
        if isinstance(record, Failure):
            yield record
            continue
        (members,) = db.execute("SELECT count(*) FROM story_articles WHERE story = ?", [number]).fetchone()
        yield from _differ(
            where,
            (
                ("id", id_of("story", number), record.id),
                ("days", (first, last), (record.first, record.last)),
                ("number of articles", (articles, articles), (record.articles, members)),
            ),
        )
        yield from look.faults(record, where)


def _wordings(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for article, statement_id, claim, json in db.execute(
        "SELECT article, statement, claim, json FROM wordings ORDER BY article, statement"
    ):
        where = f"article {look.article(article)} {statement_id} in claim {id_of('claim', claim)}"
        record = _decoded(json, Wording, where)
        if isinstance(record, Failure):
            yield record
            continue
        statement = look.statement(record.article, record.statement)
        yield from _differ(
            where,
            (
                ("article", look.article(article), record.article),
                ("statement", statement_id, record.statement),
                ("wording", record.text, statement.content.text if statement else None),
            ),
        )
        yield from look.faults(record, where)


def _oppositions(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for article, statement, relation, other_article, other, score, json in db.execute(
        """SELECT article, statement, relation, other_article, other, score, json FROM oppositions
        ORDER BY article, statement, relation, other_article, other"""
    ):
        where = f"article {look.article(article)} {statement} against {look.article(other_article)} {other}"
        record = _decoded(json, Opposition, where)
        if isinstance(record, Failure):
            yield record
            continue
        yield from _differ(
            where,
            (
                ("article", look.article(article), record.article),
                ("statement", statement, record.statement),
                ("relation", relation, record.relation),
                ("other article", look.article(other_article), record.other_article),
                ("other statement", other, record.other or ""),
                ("score", score, record.score),
            ),
        )
        named = [(record.article, record.statement)]
        named += [(record.other_article, record.other)] if record.other else []
        for article_id, statement_id in named:
            if look.statement(article_id, statement_id) is None:
                yield Failure(where=where, reason=f"it names {statement_id} of {article_id}, which is not there")
        yield from look.faults(record, where)


def _claims(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for number, article, statement, text, statements, articles, low, high, origins in db.execute(
        """SELECT number, article, statement, text, statements, articles, origins_low, origins_high, origins FROM claims
        ORDER BY number"""
    ).fetchall():
        where = f"claim {id_of('claim', number)}"
        counted = db.execute(
            "SELECT count(*), count(DISTINCT article) FROM wordings WHERE claim = ?", [number]
        ).fetchone()
        stands = look.statement(article, statement)
        yield from _differ(
            where,
            (
                ("text", text, stands.content.text if stands else None),
                ("number of statements and articles", (statements, articles), counted),
            ),
        )
        if origins is None:
            continue
        record = _decoded(origins, Origins, where)
        if isinstance(record, Failure):
            yield record
            continue
        yield from _differ(where, (("number of origins", (low, high), (record.low, record.high)),))
        held = {
            (look.article(row[0]), row[1])
            for row in db.execute("SELECT article, statement FROM wordings WHERE claim = ?", [number]).fetchall()
        }
        if {(said.article, said.statement) for origin in record.origins for said in origin.statements} != held:
            yield Failure(where=where, reason="its origins are not of its statements")
        yield from look.faults(record, where)


def _corrections(db: sqlite3.Connection, look: _Look) -> Iterator[Failure]:
    for *row, digest in db.execute("SELECT number, kind, what, json, digest FROM corrections ORDER BY number"):
        if digest_of(*row) != digest:
            yield Failure(where=f"correction {row[0]}", reason="it was changed")
