"""The one small interface behind which the store stands, and the rows it gives.

Rooms to the right speak to `Archive` and never to SQL. Every list is a `Listing`: some rows and the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, Literal, Protocol, Self, TypeVar

import msgspec

from onrecord.records import (
    LIKENESS_KINDS,
    Article,
    Belonging,
    Capture,
    Claim,
    Date,
    Figure,
    Furniture,
    GazetteerEntry,
    Identity,
    Likeness,
    LikenessKind,
    Member,
    Opposition,
    Origins,
    Page,
    Place,
    Problem,
    Reading,
    Silence,
    Span,
    Stated,
    Statement,
    Story,
    Wording,
)

StoryOrder = Literal["latest", "largest"]
ClaimOrder = Literal["contested", "supported", "latest"]

T = TypeVar("T")


class Listing(msgspec.Struct, Generic[T], frozen=True):
    """Some rows of a list, and how many there are in all: nothing is cut without saying so."""

    rows: tuple[T, ...]
    total: int
    offset: int = 0


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of statements, sources or articles is narrowed to; None leaves a field open."""

    source: str | None = None
    """A name, or part of one; case and diacritics do not count."""
    status: str | None = None
    stance: str | None = None
    form: str | None = None
    relay: str | None = None
    outlet: str | None = None
    article: str | None = None
    words: str | None = None
    """Full-text words in the statement; `"…"` for a phrase."""
    min_confidence: float | None = None
    place: str | None = None
    """The name of a place, or part of one. Of statements: those that mention it; of figures: those of there."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of that place."""
    precision: str | None = None
    """How precisely a place is known; `unknown` for those without coordinates."""
    kind: str | None = None
    """Of dates and figures: `duration`, `killed` …"""
    counted: str | None = None
    """Of figures: what is counted, or part of its words."""
    since: str | None = None
    """Of dates and figures: not before this day, `YYYY-MM-DD`. A figure without a date is of its article's."""
    until: str | None = None
    """Of dates and figures: not after this day."""
    story: str | None = None
    """Of articles of this story, by its id: `st4`."""


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list."""

    id: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None
    uri: str
    sha256: str
    words: int
    statements: int
    sources: int
    silences: int


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with the article it stands in."""

    statement: Statement
    article_id: str
    article_title: str | None
    outlet: str | None
    published: str | None
    uri: str


class SilenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A silence with the article it stands in."""

    silence: Silence
    article_id: str
    article_title: str | None
    outlet: str | None
    published: str | None
    uri: str


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A mention of a place with the article it stands in and the statement that makes it."""

    place: Place
    statement: Statement | None
    """None in the outlet's own voice."""
    article_id: str
    article_title: str | None
    outlet: str | None
    published: str | None
    uri: str


class DateRow(msgspec.Struct, frozen=True, kw_only=True):
    """A date with the article it stands in and the statement that gives it."""

    date: Date
    first: str | None
    """The first day it may mean, `YYYY-MM-DD`; None for open or unknown."""
    last: str | None
    statement: Statement | None
    article_id: str
    article_title: str | None
    outlet: str | None
    published: str | None
    uri: str


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its place, its date, the statement that claims it and the article it stands in."""

    figure: Figure
    place: Place | None
    date: Date | None
    first: str | None
    """The first day it may be of: of its date, else of its article."""
    setting: str | None
    """The place it is listed under where it has none of its own: its article's setting."""
    statement: Statement | None
    """Who claims it; None in the outlet's own voice."""
    article_id: str
    article_title: str | None
    outlet: str | None
    published: str | None
    uri: str


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map with how often it is mentioned."""

    name: str
    country: str | None
    precision: str
    lat: float
    lon: float
    mentions: int
    statements: int
    """Statements that mention it."""
    articles: int


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of one thing at one place: a table of the figures page."""

    kind: str
    thing: str
    """What is counted; "" where that is not told."""
    unit: str | None
    place: str | None
    """Of figures of what befell people, where their sentence names none, the setting of their article."""
    country: str | None
    figures: int
    articles: int
    claimants: int
    """Names that claim them; the outlet's own voice is one an article."""
    low: float | None
    """The least of them all."""
    high: float | None
    first: str | None
    """The first day any of them is of."""
    last: str | None


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source over all articles that give it this name with this status."""

    name: str
    kind: str
    status: str
    statements: int
    articles: int
    silences: int
    roles: tuple[str, ...]
    """In what capacity, the most frequent first."""
    affiliations: tuple[str, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A place in an article, or a statement, where the words of a search stand."""

    article_id: str
    article_title: str | None
    outlet: str | None
    published: str | None
    statement_id: str | None
    snippet: tuple[tuple[str, bool], ...]
    """Pieces of text in order; True where a piece is one of the words searched for."""


class LikenessRow(msgspec.Struct, frozen=True, kw_only=True):
    """What another article is to the one asked about, and that other article."""

    likeness: Likeness
    """Seen from the article asked about."""
    article_id: str
    """The other's."""
    article_title: str | None
    outlet: str | None
    published: str | None
    uri: str


class VersionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A version of an article."""

    article: ArticleRow
    time: str | None
    """When this text stood so: of its capture, else its own date; ISO 8601, as exact as it is known."""


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story with its outlets and claims counted."""

    story: Story
    outlets: int
    """Outlets that are known."""
    unknown_outlets: int
    """Articles whose outlet is not."""
    claims: int
    """Claims with a wording in one of its articles."""
    contested: int
    """Those that something contests, in whatever article …"""
    denied: int
    """… and those that somebody denies."""


class StoryArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a story, and why it belongs there."""

    article: ArticleRow
    day: str | None
    """The day it is of, as comparing takes it; None for unknown."""
    belonging: Belonging
    print_of: Likeness | None
    """What it is to the first article of the same text, where that was added before; seen from this one."""
    prints: int
    """How many others are the same text."""


class IdentityRow(msgspec.Struct, frozen=True, kw_only=True):
    """An identity in a list."""

    identity: Identity
    articles: int
    """Articles that name it."""
    statements: int
    """Statements that are its own."""
    first: str | None
    """The first day an article that names it is of; None where none has a date."""
    last: str | None


class MemberRow(msgspec.Struct, frozen=True, kw_only=True):
    """A member of an identity, with its article."""

    member: Member
    article_title: str | None
    outlet: str | None
    published: str | None
    statements: int


class BesideRow(msgspec.Struct, frozen=True, kw_only=True):
    """An identity that stands in the same articles as another."""

    identity: Identity
    articles: int
    """In how many articles both are named."""


class ClaimWording(msgspec.Struct, frozen=True, kw_only=True):
    """A wording with who says it, where and when."""

    wording: Wording
    source: str | None
    source_id: str | None
    """The source in its article's reading."""
    status: str | None
    stance: str
    outlet: str | None
    article_title: str | None
    day: str | None


class ClaimOpposition(msgspec.Struct, frozen=True, kw_only=True):
    """What stands against a claim, or what it stands against."""

    opposition: Opposition
    turned: bool
    """False where the claim is opposed; True where one of its own wordings opposes another statement."""
    text: str
    """The content of the statement on the other side; the words pointed at where nobody is given for them."""
    claim: str | None
    """The claim that the other side makes."""
    source: str | None
    outlet: str | None
    article_title: str | None
    day: str | None


class ClaimPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one claim."""

    claim: Claim
    wordings: tuple[ClaimWording, ...]
    """By day, then in the order added."""
    origins: Origins | None
    oppositions: tuple[ClaimOpposition, ...]
    """Contests both ways, and denials of it; each statement of the other side once a relation."""


class SpeakerRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks in a story."""

    identity: Identity
    statements: int
    articles: int


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """What one article is to all others, likenesses aside."""

    belonging: Belonging | None
    """None where it is not compared yet."""
    story: Story | None
    claims: dict[str, Claim]
    """The claims that its statements make, by statement."""
    oppositions: tuple[tuple[Opposition, bool], ...]
    """What its statements contest or deny, and (True) what does so to them; inside the article once."""
    identities: dict[str, str]
    """The id of the identity of each source (`p3`) and name (`n2`) that has one."""


class SpokenRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of somebody, with what stands against it."""

    row: StatementRow
    day: str | None
    """The day it is listed under; None for unknown."""
    claim: Claim | None
    contested: int
    """Statements that contest this one …"""
    denied: int
    """… and that deny it."""


class NetworkNode(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks, or an agency that carries what others say."""

    name: str
    identity: Identity | None = None
    """None for an agency that says nothing itself."""
    statements: int
    articles: int
    relayed: int = 0
    """Statements of others that came through it; above nothing for an agency."""


class NetworkLink(msgspec.Struct, frozen=True, kw_only=True):
    """Two nodes, by their places in `Network.nodes`, that meet in articles."""

    one: int
    other: int
    relay: bool
    """Whether `one` is the agency through which `other` is quoted; else both are quoted in one article."""
    articles: int


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """Who is quoted with whom, and through which agency; an article and its reprints count once."""

    nodes: tuple[NetworkNode, ...]
    """The speakers first, those in most articles in front; then agencies."""
    links: tuple[NetworkLink, ...]
    """The heaviest first."""
    all_links: int
    speakers: int
    """How many speak in these articles."""
    agencies: int
    articles: int
    """How many articles meet the filter, reprints among them."""
    looked_at: int
    """How many of them the network is made from: each text once, and of very many the latest added."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What `add` did."""

    new_capture: bool
    """False where the same bytes were there already."""
    articles: int
    statements: int


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when a capture's bytes were seen."""

    uri: str
    fetched_at: str | None
    modified_at: str | None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """How much the archive holds."""

    captures: int
    articles: int
    statements: int
    sources: int
    silences: int
    places: int
    dates: int
    figures: int
    problems: int


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing `verify` found wrong."""

    where: str
    """`capture SHA256`, `article ID`, `article ID statement s3` …"""
    reason: str


class Archive(Protocol):
    """A project's store. One writer at a time, any number of readers in other processes."""

    def has(self, sha256: str, *, made_by: str | None = None) -> bool:
        """Tell whether this capture is kept (and, with `made_by`, was read by that version of the reading)."""

    def add(
        self,
        capture: Capture,
        page: Page,
        readings: Sequence[Reading],
        *,
        made_by: str,
        problems: Sequence[Problem] | None = None,
    ) -> Kept:
        """Keep one capture with all its readings in one transaction.

        The same bytes twice change nothing but the readings, which are replaced; the capture never is. Where the
        bytes are new at `capture.uri`, that location is noted, and readings name the first. With `problems`, those
        replace what pages and reading could not do with these bytes before.
        """

    def add_location(self, capture: Capture) -> None:
        """Note where bytes that are kept already were seen again; nothing where they are not kept."""

    def add_problem(self, problem: Problem) -> None:
        """Keep a problem; the same problem twice is one line."""

    def totals(self) -> Totals:
        """Count what is kept."""

    def capture(self, sha256: str) -> Capture | None:
        """Give a capture with its bytes."""

    def captures(self) -> Iterator[Capture]:
        """Give every capture, in the order added."""

    def locations(self, sha256: str) -> tuple[Location, ...]:
        """Give every place and time a capture's bytes were seen at, the first first."""

    def furniture(self, sha256: str) -> tuple[Furniture, ...]:
        """Give what was set aside from a capture's page."""

    def article(self, article_id: str) -> Article | None:
        """Give one article."""

    def reading(self, article_id: str) -> Reading | None:
        """Give the reading of one article."""

    def readings(self) -> Iterator[Reading]:
        """Give every reading, in the order added."""

    def articles(self, filter: Filter | None = None, *, limit: int = 50, offset: int = 0) -> Listing[ArticleRow]:
        """List articles, in the order added; `words` searches title and text."""

    def statements(
        self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0
    ) -> Listing[StatementRow]:
        """List statements in article order; `limit=None` gives all."""

    def silences(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[SilenceRow]:
        """List silences in article order."""

    def sources(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[SourceRow]:
        """List sources, who speaks most first."""

    def places(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[PlaceRow]:
        """List mentions of places in article order."""

    def dates(
        self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0, by_day: bool = False
    ) -> Listing[DateRow]:
        """List dates in article order, or by the first day they may mean; those without one are last."""

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

    def spots(self, filter: Filter | None = None, *, limit: int | None = None, offset: int = 0) -> Listing[Spot]:
        """List the places on the map, the most often mentioned first."""

    def ledgers(self, filter: Filter | None = None, *, limit: int | None = 50, offset: int = 0) -> Listing[Ledger]:
        """List what figures count, by kind, counted noun, unit and place; what most claim most often first."""

    def months(self, filter: Filter | None = None) -> tuple[tuple[str, int], ...]:
        """Count the dates (points and stretches) by the month they begin in, `YYYY-MM`, in order."""

    def add_place(self, entry: GazetteerEntry) -> None:
        """Keep a place of a person's own for the gazetteer; one of the same name takes the place of the one before."""

    def added_places(self) -> tuple[GazetteerEntry, ...]:
        """Give the places a person added, in that order."""

    def stated(self, sha256: str) -> Stated:
        """Give what somebody stated of a capture's article: its date, outlet, headline."""

    def waiting(self) -> int:
        """Count the articles that are not compared with the others yet."""

    def likenesses(
        self,
        article_id: str,
        *,
        kinds: tuple[LikenessKind, ...] = LIKENESS_KINDS,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[LikenessRow]:
        """List what other articles are to this one, kind by kind, the most of it first."""

    def versions(self, article_id: str) -> Listing[VersionRow]:
        """List the versions of an article, itself among them, the earliest first as far as times tell."""

    def stories(
        self,
        filter: Filter | None = None,
        *,
        min_articles: int = 1,
        order: StoryOrder = "latest",
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[StoryRow]:
        """List stories by `words`, `outlet`, `since` and `until`: the latest first, or the largest."""

    def story(self, story_id: str) -> StoryRow | None:
        """Give a story; of one that was put into another, that one."""

    def story_articles(self, story_id: str, *, limit: int | None = 50, offset: int = 0) -> Listing[StoryArticleRow]:
        """List the articles of a story with why they belong there, in the order of their days, undated last."""

    def speakers(self, story_id: str, *, limit: int | None = 50, offset: int = 0) -> Listing[SpeakerRow]:
        """List who speaks in the articles of a story, who says most first."""

    def identities(
        self,
        filter: Filter | None = None,
        *,
        min_articles: int = 1,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[IdentityRow]:
        """List people and bodies over all articles by `source` (a name), `kind` and `outlet`, who says most first."""

    def identity(self, identity_id: str) -> IdentityRow | None:
        """Give an identity; of one that was united with another, that one."""

    def identities_named(self, name: str, *, limit: int = 20) -> tuple[Identity, ...]:
        """Give the identities that go by this very name; case and diacritics do not count."""

    def identities_of(self, article_id: str) -> dict[str, str]:
        """Give the id of the identity of each source and name of an article that has one."""

    def members(self, identity_id: str, *, limit: int | None = 50, offset: int = 0) -> Listing[MemberRow]:
        """List the names that are one identity, article by article, with why they belong there."""

    def beside(self, identity_id: str, *, limit: int | None = 50, speaking: bool = False) -> tuple[BesideRow, ...]:
        """Give whom an identity is named beside, the most frequent first; `speaking`: where both speak."""

    def spoken(
        self,
        identity_id: str,
        filter: Filter | None = None,
        *,
        disputed: bool = False,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[SpokenRow]:
        """List what an identity said over all articles by day, by `outlet`, `story`, `since`, `until`.

        `disputed` gives what is contested or denied alone.
        """

    def claims(
        self,
        filter: Filter | None = None,
        *,
        contested: bool = False,
        denied: bool = False,
        min_origins: int | None = None,
        order: ClaimOrder = "contested",
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[Claim]:
        """List claims by `words`, `source`, `outlet`, `story`, `since`, `until`, those most contested first."""

    def claim(self, claim_id: str) -> ClaimPage | None:
        """Give everything about a claim: wordings, origins, what contests and denies it."""

    def elsewhere(self, article_id: str) -> Elsewhere:
        """Give what an article is to all others: its story, its claims, what opposes them, who its sources are."""

    def network(self, filter: Filter | None = None, *, most: int = 48) -> Network:
        """Tell who is quoted with whom, by `story`, `outlet`, `words`, `since` and `until`; `most` speakers of them."""

    def search(self, words: str, *, limit: int = 50, offset: int = 0) -> Listing[Hit]:
        """Find words in articles and statements, best first."""

    def problems(self, *, limit: int | None = 50, offset: int = 0) -> Listing[Problem]:
        """List problems, oldest first."""

    def verify(self) -> Iterator[Failure]:
        """Re-read every capture from its kept bytes and check every span again; give what fails."""

    def close(self) -> None:
        """Let go of the file; `with` does it too."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


__all__ = [
    "Archive",
    "ArticleRow",
    "BesideRow",
    "ClaimOpposition",
    "ClaimOrder",
    "ClaimPage",
    "ClaimWording",
    "DateRow",
    "Elsewhere",
    "Failure",
    "FigureRow",
    "Filter",
    "Hit",
    "IdentityRow",
    "Kept",
    "Ledger",
    "LikenessRow",
    "Listing",
    "Location",
    "MemberRow",
    "Network",
    "NetworkLink",
    "NetworkNode",
    "PlaceRow",
    "SilenceRow",
    "SourceRow",
    "Span",
    "SpeakerRow",
    "SpokenRow",
    "Spot",
    "StatementRow",
    "StoryArticleRow",
    "StoryOrder",
    "StoryRow",
    "Totals",
    "VersionRow",
]
