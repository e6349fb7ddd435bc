"""What reading gives: the records of one article, and their JSON form `onrecord/reading/1`."""

from __future__ import annotations

from typing import Any, Literal, get_args

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
Precision = Literal["point", "settlement", "district", "region", "country", "area"]
DateKind = Literal["date", "time", "duration", "set"]
DateBasis = Literal["stated", "published", "text", "unanchored"]
FigureKind = Literal[
    "killed",
    "injured",
    "missing",
    "detained",
    "displaced",
    "population",
    "force",
    "money",
    "distance",
    "share",
    "other",
]
FigureBasis = Literal["stated", "vague"]
NameKind = Literal["person", "organisation"]

STATUSES: tuple[Status, ...] = ("named", "anonymous", "collective", "document", "observation")
FORMS: tuple[Form, ...] = ("direct", "indirect", "mixed")
STANCES: tuple[Stance, ...] = ("asserts", "denies", "confirms", "demands", "expects")
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
"""From a point to an area that is larger than a country or crosses borders (a sea, a river, a continent)."""
DATE_KINDS: tuple[DateKind, ...] = get_args(DateKind)
BEFALLING: tuple[FigureKind, ...] = ("killed", "injured", "missing", "detained", "displaced")
"""The kinds of figures of what befell people."""
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
BOUNDS: tuple[Bound, ...] = get_args(Bound)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)


# DateBasis: `stated` – the expression says all; `published` – reckoned from the article's own date; `text` – from
# another date of the text; `unanchored` – nothing to reckon from, so what is unknown stays so (`XXXX-12-09`).


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
    """One mention of a place: where that is, how precisely. Unknown is a value: then all that is not known is None."""

    id: str
    spans: tuple[Span, ...]
    text: str
    name: str | None
    """The gazetteer's name for it."""
    geonames_id: int | None
    lat: float | None
    """Degrees north, WGS 84; of an area, a point that stands for it."""
    lon: float | None
    country: str | None
    """ISO 3166-1 alpha-2; None for what lies in no one country (a sea, a border river)."""
    precision: Precision | None
    confidence: float
    admin: str | None = None
    """The first-level division it lies in ("Latakia")."""
    statement: str | None = None
    """The innermost statement whose content mentions it; None in the outlet's own voice."""
    made_by: str = ""


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A date expression: a point or stretch of the calendar as EDTF (ISO 8601-2), a length of time, or a repetition."""

    id: str
    spans: tuple[Span, ...]
    text: str
    kind: DateKind
    edtf: str | None
    """`2024-12-14`, `XXXX-12-09`, `2011/..`, `2018~`; None where it cannot be placed on a calendar."""
    duration: str | None = None
    """How long, or how often, as ISO 8601 (`P2W`; `PXD` for some days); None for a point."""
    anchor: str | None
    """The date, as EDTF, it was reckoned from; None where the expression says all, or where nothing anchors it."""
    basis: DateBasis
    anchor_id: str | None = None
    """The date of this reading it was reckoned from, where it was not the article's own."""
    statement: str | None = None
    """The innermost statement whose content mentions it; None in the outlet's own voice."""
    made_by: str = ""
    confidence: float = 1.0


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The article's own date as its expressions are reckoned from it."""

    edtf: str
    basis: str
    """Where it comes from: the basis of `article.published`, or `text` where the text lets it follow."""
    spans: tuple[Span, ...] = ()
    """The expressions it follows from; empty where it is `article.published`."""
    made_by: str = ""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Where the article is set."""

    place: str
    """The place of this reading."""
    made_by: str = ""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number that counts or measures something, and who claims it."""

    id: str
    spans: tuple[Span, ...]
    """The number with its bound and unit ("at least 12", "$3 million")."""
    text: str
    low: float | None
    """The least it may be; None for no lower end."""
    high: float | None
    """The most it may be; None for no upper end ("more than 40")."""
    bound: Bound
    basis: FigureBasis = "stated"
    unit: str | None
    """Of a measure: ISO 4217 for money (`USD`; the bare word where nothing tells whose pounds), `%`, `km`, `t` …; None
    where things are counted."""
    counted: str | None
    """What is counted, with its modifiers, as it stands in the text."""
    counted_spans: tuple[Span, ...] = ()
    head: str | None = None
    """The counted noun alone, lower case and singular ("detainee")."""
    thing: str | None = None
    """What ledgers are sorted by: the head, but `people` for whom something befell and no narrower noun tells who
    ("12 bodies", "12 people", "killing 12")."""
    kind: FigureKind
    date: str | None
    """The date of this reading it is of; None where the text gives none."""
    place: str | None
    """The place of this reading it is of."""
    statement: str | None
    """The innermost statement that claims it; None in the outlet's own voice."""
    part_of: str | None = None
    """The figure of this reading it is a part of ("20 detainees, *half* of whom")."""
    parts_add_up: bool | None = None
    """Of a whole whose parts are all given: whether they add up to it; None where they need not."""
    made_by: str = ""
    confidence: float = 1.0


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A person or a body that an article names, whether it speaks or not: one record each."""

    id: str
    name: str
    """The fullest form the article gives."""
    kind: NameKind
    role: str | None = None
    affiliation: str | None = None
    source: str | None = None
    """The `Source` of this reading that it is; None where it says nothing."""
    aliases: tuple[str, ...] = ()
    """The shorter and other forms in the article."""
    mentions: tuple[Span, ...]
    """Every place it is named at, in the order of the text; pronouns are none."""
    made_by: str = ""
    confidence: float = 1.0


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
    anchor: Anchor | None = None
    """The article's own date as far as metadata or text tell it; None for unknown."""
    setting: Setting | None = None
    """Where the article is set; None where it leaves that open."""
    places: tuple[Place, ...] = ()
    dates: tuple[Date, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[Name, ...] = ()

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
