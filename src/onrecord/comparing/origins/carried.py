"""A statement as its origin is asked for: who speaks, through whom, where and when it was printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.comparing.origins.carriage import Carriage, carriages
from onrecord.records import Cited, Form, Reading, Said, Status, days_of
from onrecord.vocabulary.publishers import carriage_words, publisher_of


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Who a source is over all articles: the identity it belongs to."""

    id: str
    name: str


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """One statement with all that tells of its origin; it needs neither its article nor its reading any more."""

    said: Said
    order: int
    """The number of its article in the archive: what was added first is the lower."""
    outlet: str | None
    publisher: str | None
    """What the outlet is compared by (`publisher_of`); None where nobody knows the outlet."""
    day: str | None
    """The day of the article, `YYYY-MM-DD`; None where it is not known to the day."""
    content: Cited
    source: Cited | None
    """The words for who speaks; None in the outlet's own voice."""
    name: str | None
    """Who speaks: the identity's name, else the source's in its article."""
    status: Status | None
    kind: str | None = None
    """The kind of its source (`person`, `organisation`, `outlet`, `group` …)."""
    identity: str | None = None
    record: str | None = None
    """The source in its article's reading."""
    role: str | None = None
    affiliation: str | None = None
    form: Form = "indirect"
    attests: bool = True
    """Whether its source says so; False where he claims the deed, condemns it or looks into it: what he is told to know of
    it may be the outlet's."""
    parent: str | None = None
    carriage: Carriage = Carriage()


def carried(reading: Reading, order: int, identities: Mapping[str, Known] | None = None) -> tuple[Carried, ...]:
    """Give all statements of a reading as their origin is asked for, in its order.

    `order` is the number of the article in the archive, `identities` the identity of each of the reading's sources that
    has one, by the source's id.
    """
    article = reading.article
    publisher = publisher_of(article.outlet, article.url)
    first, last = days_of(reading.anchor.edtf if reading.anchor else article.published)
    sources = {source.id: source for source in reading.sources}
    found: list[Carried] = []
    for statement, carriage in zip(reading.statements, carriages(reading), strict=True):
        words = statement.source
        source = sources.get(words.id or "")
        known = (identities or {}).get(words.id or "")
        name = known.name if known else source.name if source else words.name
        found.append(
            Carried(
                said=Said(article=article.id, statement=statement.id),
                order=order,
                outlet=article.outlet or (publisher.name if publisher else None),
                publisher=publisher.key if publisher else None,
                day=first if first == last else None,
                content=Cited(article=article.id, spans=statement.content.spans, text=statement.content.text),
                source=Cited(article=article.id, spans=words.spans, text=words.text) if words.spans else None,
                name=name,
                status=source.status if source and source.status in ("named", "document") else words.status,
                kind=source.kind if source else None,
                identity=known.id if known else None,
                record=words.id,
                role=source.role if source else None,
                affiliation=source.affiliation if source else None,
                form=statement.form,
                attests=_attests(statement.cue.text[:200], statement.content.text[:400]),
                parent=statement.parent,
                carriage=carriage,
            )
        )
    return tuple(found)


_ASIDE = re.compile(
    r"\b(?:attack|strike|bombing|raid|blast|explosion|massacre|assault)s?\s+(?:\S+\s+){0,3}?(?:that|which)\s+"
    r"(?:\w+\s+){0,2}?(?:kill|left|claim|wound|injur)",
    re.IGNORECASE,
)
"""A deed with its toll in a clause of its own: "bears responsibility for an attack that killed 58 people"."""


def _attests(cue: str, content: str) -> bool:
    """Tell whether none of `acts` stands in a cue, or right behind it, and no toll is told by the way."""
    low = f" {cue} {content[:20]}".lower()
    return not any(f" {act}" in low for act in carriage_words().sources.acts) and not _ASIDE.search(content)


def in_order(statements: Sequence[Carried]) -> list[Carried]:
    """Sort by day, then as they were added; those without a day come last. The same statement twice is kept once."""
    by_id = {(one.said.article, one.said.statement): one for one in statements}

    def key(one: Carried) -> tuple[str, int, str, int, str]:
        digits = "".join(sign for sign in one.said.statement if sign.isdigit())
        return one.day or "9999", one.order, one.said.article, int(digits or 0), one.said.statement

    return sorted(by_id.values(), key=key)
