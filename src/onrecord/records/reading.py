"""What reading gives: the records of one article, and their JSON form `onrecord/reading/1`."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from onrecord.records.article import Article
from onrecord.records.capture import Capture
from onrecord.records.span import Span

SCHEMA = "onrecord/reading/1"

Status = Literal["named", "anonymous", "collective", "document", "observation"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "confirms", "demands", "expects"]
SilenceKind = Literal["declined", "no_response", "could_not_verify", "not_reached", "withheld"]
Bound = Literal["exactly", "at_least", "more_than", "about", "nearly", "at_most", "fewer_than"]

STATUSES: tuple[Status, ...] = ("named", "anonymous", "collective", "document", "observation")
FORMS: tuple[Form, ...] = ("direct", "indirect", "mixed")
STANCES: tuple[Stance, ...] = ("asserts", "denies", "confirms", "demands", "expects")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands behind statements: one record per person, body or unnamed group in an article."""

    id: str
    name: str
    kind: str
    """`person`, `organisation`, `group`, `document`, `imagery`, `outlet` or `unknown`."""
    status: Status
    role: str | None = None
    affiliation: str | None = None
    count: int | None = None
    """How many people, where the text says ("four Syrian officials"); None for unknown, 1 for one person."""
    anonymity_reason: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    made_by: str = ""


class StatementSource(msgspec.Struct, frozen=True, kw_only=True):
    """The source of one statement as its sentence gives it, and who that resolves to."""

    id: str | None
    """The `Source` of this reading; None where nobody is named or it is unsure who is meant."""
    spans: tuple[Span, ...]
    """Empty where the text names no source for the content."""
    text: str
    name: str | None
    status: Status | None
    anonymity_reason: str | None = None
    made_by: str = ""
    """The rule that resolved it."""
    confidence: float = 1.0


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the article with its characters."""

    spans: tuple[Span, ...]
    text: str


class Relay(msgspec.Struct, frozen=True, kw_only=True):
    """Through whom a statement reached this article ("told Reuters")."""

    name: str
    spans: tuple[Span, ...]
    made_by: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Source, cue and content of one thing said."""

    id: str
    source: StatementSource
    cue: Marked
    content: Marked
    form: Form
    stance: Stance
    relay: Relay | None
    parent: str | None
    """The statement this one stands inside ("A said that *B said …*"); None at the top."""
    made_by: str
    confidence: float


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """A source asked and not answering, or an outlet that could not verify."""

    source: str | None
    """Who is silent, by name; None where the text does not say."""
    kind: SilenceKind
    spans: tuple[Span, ...]
    text: str
    source_id: str | None = None
    source_spans: tuple[Span, ...] = ()
    made_by: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place mentioned, with coordinates and how precise they are."""

    spans: tuple[Span, ...]
    text: str
    name: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    precision: str | None
    confidence: float


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A date expression, as EDTF."""

    spans: tuple[Span, ...]
    text: str
    edtf: str | None
    anchor: str | None
    basis: str


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number that counts or measures something."""

    spans: tuple[Span, ...]
    text: str
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None
    counted: str | None
    kind: str
    date: str | None
    place: str | None
    statement: str | None


class CaptureReference(msgspec.Struct, frozen=True, kw_only=True):
    """What a reading says of the capture it comes from."""

    sha256: str
    uri: str
    fetched_at: str | None
    media_type: str

    @classmethod
    def of(cls, capture: Capture) -> CaptureReference:
        """Give the reference to `capture`."""
        return cls(
            sha256=capture.sha256,
            uri=capture.uri,
            fetched_at=capture.fetched_at,
            media_type=capture.media_type,
        )


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one article."""

    schema: str = SCHEMA
    capture: CaptureReference
    article: Article
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    silences: tuple[Silence, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Date, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<Reading of {self.article.id}: {len(self.statements)} statements by {len(self.sources)} sources, "
            f"{len(self.silences)} silences>"
        )


def to_json(record: msgspec.Struct) -> bytes:
    """Encode a record as UTF-8 JSON on one line; keys in the order of the record, so byte for byte the same."""
    return msgspec.json.encode(record)


def reading_from_json(data: bytes | str) -> Reading:
    """Decode one line of the reading format. Raises `msgspec.ValidationError` where it breaks the schema."""
    return msgspec.json.decode(data, type=Reading)


def as_builtins(record: msgspec.Struct) -> dict[str, Any]:
    """Give a record as plain dictionaries, lists and strings."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain
