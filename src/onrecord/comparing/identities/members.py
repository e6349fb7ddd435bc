"""Who an article names, with what it says around them: what identities are made of."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable

import msgspec

from onrecord.comparing.identities.forms import Form, fold, form_of, is_name
from onrecord.comparing.identities.names import match
from onrecord.records import Cited, IdentityKind, Reading, Span, days_of
from onrecord.vocabulary.identities import identity_names

MOST_ALIASES = 6
MOST_COMPANY = 24
MOST_PLACES = 12
FARTHEST = 48
"""Characters between two names of one, at most."""
MOST_MEMBERS = 400
"""Names of one article beyond which the rest is left out: a list of winners is no article."""

_KINDS: dict[str, IdentityKind] = {
    "person": "person",
    "organisation": "organisation",
    "outlet": "outlet",
    "document": "document",
    "group": "group",
    "unknown": "unknown",
}


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A person or body that one article names, and what the article says around the name."""

    article: str
    record: str
    """The source (`p3`) or the name (`n2`) of that article's reading; the source where it is both."""
    name: str
    kind: IdentityKind
    aliases: tuple[str, ...] = ()
    """Its other forms in the article."""
    role: str | None = None
    affiliation: str | None = None
    statements: int = 0
    """How many statements of the article are its own."""
    outlet: str | None = None
    day: str | None = None
    """The first day that the article can be of, `YYYY-MM-DD`."""
    company: tuple[str, ...] = ()
    """Who else the article names, as plain names."""
    places: tuple[int, ...] = ()
    """The places that the article is about, by GeoNames id, those most often mentioned first."""
    cited: Cited | None = None
    """Where it is first named."""

    @property
    def anchor(self) -> str:
        """What this member is found again by after the article was read anew."""
        return anchor_of(self.article, self.name)

    @property
    def human(self) -> bool:
        """Whether it is a person."""
        return self.kind == "person"

    def forms(self) -> tuple[Form, ...]:
        """Give its names, taken apart: the one it goes by first."""
        return _forms(self.name, self.aliases, self.human)


@functools.lru_cache(maxsize=1 << 12)
def _forms(name: str, aliases: tuple[str, ...], human: bool) -> tuple[Form, ...]:
    kind = "person" if human else "organisation"
    return (form_of(name, human), *(form_of(alias, human) for alias in aliases if is_name(alias, kind)))


def anchor_of(article: str, name: str) -> str:
    """Give what a member of an article is found again by: the article's id and the folded name."""
    return f"{article}\t{fold(name)}"


def named_in(reading: Reading) -> tuple[Named, ...]:
    """Give everybody whom an article names, in its order: its named sources, then the names that are no source.

    Sources without a name ("a security official", "residents") are nobody here, and neither is what only looks like a
    name to the reader of one sentence ("Reports", "the regime").
    """
    names = {name.source: name for name in reading.names if name.source is not None}
    own = Counter(statement.source.id for statement in reading.statements)
    found: list[tuple[str, str, IdentityKind, tuple[str, ...], str | None, str | None, int, tuple[Span, ...]]] = []
    for source in reading.sources:
        kind = _KINDS.get(source.kind)
        if kind is None or source.status not in ("named", "document"):
            continue
        name = names.get(source.id)
        best, others, mentions = source.name, source.aliases, source.mentions
        role, affiliation = source.role, source.affiliation
        if name is not None:
            kind = name.kind if kind in ("unknown", "person", "organisation") else kind
            others = tuple(dict.fromkeys((source.name, *name.aliases, *source.aliases)))
            best, mentions = name.name, name.mentions or source.mentions
            role, affiliation = role or name.role, affiliation or name.affiliation
        if not is_name(best, kind):
            if name is None or not is_name(source.name, kind):
                continue
            best = source.name
        found.append((source.id, best, kind, others, role, affiliation, own[source.id], mentions))
    for name in reading.names:
        if name.source is None and is_name(name.name, name.kind):
            found.append(
                (
                    name.id,
                    name.name,
                    name.kind,
                    name.aliases[:MOST_ALIASES],
                    name.role,
                    name.affiliation,
                    0,
                    name.mentions,
                )
            )
    found = found[:MOST_MEMBERS]
    told = _told(reading.article.text, [(best, kind, mentions) for _, best, kind, _, _, _, _, mentions in found])
    company = _company((best, kind) for _, best, kind, *_ in found)
    day = days_of(reading.anchor.edtf if reading.anchor else reading.article.published)[0]
    towns = Counter(
        place.geonames_id for place in reading.places if place.geonames_id is not None and place.precision != "country"
    )
    places = tuple(place for place, _ in towns.most_common(MOST_PLACES))
    return tuple(
        Named(
            article=reading.article.id,
            record=record,
            name=best,
            kind=kind,
            aliases=_aliases(best, kind, (*told.get(best, ()), *aliases)),
            role=role,
            affiliation=affiliation,
            statements=count,
            outlet=reading.article.outlet,
            day=day,
            company=tuple(plain for plain in company if plain != form_of(best, kind == "person").plain)[:MOST_COMPANY],
            places=places,
            cited=_cited(reading, mentions),
        )
        for record, best, kind, aliases, role, affiliation, count, mentions in found
    )


def _aliases(name: str, kind: IdentityKind, others: tuple[str, ...]) -> tuple[str, ...]:
    """Give the other forms that are forms of the name, or that the article says are its bearer's.

    What the reader of one article tied together for another reason ("the group" for one and the next body) tells nothing
    here: "its Coastal News agency" is not the movement that runs it. `others` begins with what the article says.
    """
    human = kind == "person"
    form = form_of(name, human)
    kept: dict[str, None] = {}
    for other in others:
        alias = form_of(other, human)
        if other == name or not is_name(other, "person" if human else "organisation"):
            continue
        if isinstance(other, _Told) or alias.plain == form.plain or match(form, alias) is not None:
            kept.setdefault(str(other))
    return tuple(kept)[:MOST_ALIASES]


class _Told(str):
    """A name that the article says is another's as well."""

    __slots__ = ()


def _told(text: str, found: list[tuple[str, IdentityKind, tuple[Span, ...]]]) -> dict[str, list[_Told]]:
    """Give, for each name, the names that the article says are its bearer's: "…, formerly known as …"."""
    between = identity_names().told
    people = [(span, name, kind) for name, kind, mentions in found for span in mentions]
    people.sort(key=lambda mention: mention[0])
    told: dict[str, list[_Told]] = {}
    for (here, name, kind), (there, other, other_kind) in itertools.pairwise(people):
        gap = there.start - here.end
        if (
            name != other
            and kind == other_kind
            and 0 < gap <= FARTHEST
            and between.fullmatch(text, here.end, there.start)
        ):
            told.setdefault(name, []).append(_Told(other))
    return told


def _cited(reading: Reading, mentions: tuple[Span, ...]) -> Cited | None:
    if not mentions:
        return None
    first = min(mentions)
    return Cited(article=reading.article.id, spans=(first,), text=first.of(reading.article.text))


def _company(people: Iterable[tuple[str, IdentityKind]]) -> tuple[str, ...]:
    """Give the names that tell whose company somebody keeps: those that are no country's and nobody else's."""
    plain: dict[str, None] = {}
    for name, kind in people:
        form = form_of(name, kind == "person")
        if not form.bare and not (form.words and form.words == tuple(sorted(form.countries))):
            plain.setdefault(form.plain)
    return tuple(plain)
