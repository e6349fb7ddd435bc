"""What comparing gives beyond two texts: identities, stories, origins and claims, each with the evidence for it."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from onrecord.records.span import Spans

IdentityKind = Literal["person", "organisation", "outlet", "document", "group", "unknown"]
IDENTITY_KINDS: tuple[IdentityKind, ...] = get_args(IdentityKind)
OriginKind = Literal["speaker", "agency", "outlet", "unknown"]
ORIGIN_KINDS: tuple[OriginKind, ...] = get_args(OriginKind)
Relation = Literal["same", "contests", "denies"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """Exact characters of an article that something rests on."""

    article: str
    spans: Spans
    text: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for (or against) what a record says, with where it can be seen."""

    made_by: str
    """The rule that gives it."""
    text: str
    """In words, for people: "both are called SOHR"."""
    weight: float | None = None
    """How much it adds to the score, below nothing where it speaks against; None where it decides alone."""
    cited: tuple[Cited, ...] = ()


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """One person, body or document over all articles."""

    id: str
    """`i12`; stays the same when everything is compared anew."""
    kind: IdentityKind
    name: str
    """The form that most articles give, the fullest where they are even."""
    aliases: tuple[str, ...] = ()
    """The other names it goes by, the most frequent first."""
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    wikidata: str | None = None
    """Its id there, only from a table that the user gave."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A source or a name of one article, and the identity it belongs to."""

    article: str
    record: str
    """The source (`p3`) or the name (`n2`) of that article's reading."""
    identity: str
    name: str
    """As that article gives it."""
    score: float
    """How sure, 0 to 1; 1 for the first member, and where a person says so."""
    evidence: tuple[Evidence, ...] = ()
    """Why it belongs there; empty for the first."""
    made_by: str
    """The rule that decided, or `by hand`."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Articles about one matter over time."""

    id: str
    """`st12`; stays the same as articles join, and when everything is compared anew."""
    name: str
    """A few words that tell it from others, each of them from its articles."""
    summary: Cited | None
    """One sentence of one of its articles, as it stands there; None where none has a sentence."""
    first: str | None
    """The first day an article of it is of, `YYYY-MM-DD`; None where none has a date."""
    last: str | None
    articles: int
    terms: tuple[str, ...] = ()
    """The words that weigh most in it."""


class Belonging(msgspec.Struct, frozen=True, kw_only=True):
    """An article and the story it belongs to."""

    article: str
    story: str
    score: float
    """How near it is to the story, 0 to 1; 1 for the first article, and where a person says so."""
    shared: tuple[str, ...] = ()
    """The words that speak most for it; empty for the first."""
    made_by: str
    """The rule that decided, or `by hand`."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, by the ids of its article and of itself."""

    article: str
    statement: str


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Why two statements would have one origin."""

    one: Said
    other: Said
    sure: bool
    """False where it may be so: then the number of origins is a range."""
    evidence: Evidence


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Who first had a statement, and all statements that go back to it."""

    kind: OriginKind
    name: str
    """The speaker, the agency or the outlet."""
    first: Said
    """The earliest of them as far as dates tell, else the first added."""
    statements: tuple[Said, ...]
    evidence: tuple[Evidence, ...] = ()
    """Why it is called so: the relay, credit, byline or dateline it rests on."""


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """How many independent origins some statements have: a range where it is unsure."""

    low: int
    """As many as there are if everything that may be one is one."""
    high: int
    """As many as there are if only what is surely one is one: the length of `origins`."""
    origins: tuple[Origin, ...]
    links: tuple[Link, ...]


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that makes a claim in its own words."""

    article: str
    statement: str
    text: str
    """Its content."""
    score: float
    """How sure it says the same, 0 to 1; 1 for the first."""
    evidence: tuple[Evidence, ...] = ()
    made_by: str


class Opposition(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that cannot be true together with another, or that rejects it."""

    relation: Literal["contests", "denies"]
    article: str
    statement: str
    """The statement that contests or denies."""
    other_article: str
    other: str | None
    """The statement it contests or denies; None where a denial points at words that nobody is given for."""
    target: Cited | None
    """The words that a denial points at; None where it does not say what it denies."""
    score: float
    evidence: tuple[Evidence, ...] = ()
    made_by: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Statements, in any articles, that say the same thing."""

    id: str
    """`c12`."""
    text: str
    """The wording that stands for the others."""
    article: str
    """Where that one stands."""
    statement: str
    first: str | None
    """The first day an article with it is of."""
    last: str | None
    statements: int
    articles: int
    origins_low: int
    """Independent origins that support it, at least …"""
    origins_high: int
    """… and at most."""
    contested: int
    """Statements that contest it."""
    denied: int
    """Statements that deny it."""
