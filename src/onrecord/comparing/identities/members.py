"""Who an article names, with what it says around them: what identities are made of."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from onrecord.comparing.identities.forms import Form, fold, form_of, is_name, letters_in
from onrecord.comparing.identities.names import is_akin, match
from onrecord.records import Cited, IdentityKind, Name, Reading, Source, Span, days_of
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
    told: tuple[tuple[str, Cited], ...] = ()
    """Those of its names that the article says are its bearer's, with where it says so: "…, also known as …"."""

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
    found = list(_found_in(reading))[:MOST_MEMBERS]
    told = _told(reading, found)
    company = _company(found)
    day = days_of(reading.anchor.edtf if reading.anchor else reading.article.published)[0]
    towns = Counter(
        place.geonames_id for place in reading.places if place.geonames_id is not None and place.precision != "country"
    )
    places = tuple(place for place, _ in towns.most_common(MOST_PLACES))
    outlet = _outlet_name(reading.article.outlet)
    found = [_in_full(one, outlet) for one in found]
    return tuple(
        Named(
            article=reading.article.id,
            record=one.record,
            name=one.name,
            kind=one.kind,
            aliases=own_forms(one.name, one.kind, (*told.get(one.record, ()), *one.others, *_letters(one))),
            role=one.role,
            affiliation=one.affiliation,
            statements=one.statements,
            outlet=reading.article.outlet,
            day=day,
            company=tuple(plain for plain in company if plain != form_of(one.name, one.kind == "person").plain)[
                :MOST_COMPANY
            ],
            places=places,
            cited=_cited(reading, one.mentions),
            told=tuple((str(name), name.cited) for name in told.get(one.record, ()) if name.cited is not None),
        )
        for one in found
    )


def _letters(one: _Found) -> tuple[str, ...]:
    letters = letters_in(one.name) if one.kind != "person" else None
    return (letters,) if letters else ()


class _Found(NamedTuple):
    """A member as the reading of its article has it."""

    record: str
    name: str
    kind: IdentityKind
    others: tuple[str, ...]
    role: str | None
    affiliation: str | None
    statements: int
    mentions: tuple[Span, ...]


def _found_in(reading: Reading) -> Iterator[_Found]:
    own = Counter(statement.source.id for statement in reading.statements)
    names: dict[str, list[Name]] = {}
    for name in reading.names:
        names.setdefault(name.source or "", []).append(name)
    apart = names.pop("", [])
    for source in reading.sources:
        kind = _KINDS.get(source.kind)
        said = names.pop(source.id, [])
        if kind is None or source.status not in ("named", "document"):
            apart += said
            continue
        own_name = next((name for name in said if _is_its_name(name, source, kind)), None)
        apart += [name for name in said if name is not own_name]
        best, others, mentions = source.name, source.aliases, source.mentions
        role, affiliation = source.role, source.affiliation
        if own_name is not None:
            kind = own_name.kind if kind in ("unknown", "person", "organisation") else kind
            others = tuple(dict.fromkeys((source.name, own_name.name, *own_name.aliases, *source.aliases)))
            mentions = own_name.mentions or source.mentions
            role, affiliation = role or own_name.role, affiliation or own_name.affiliation
            if not is_name(best, kind) or _is_fuller(own_name.name, best, kind):
                best = own_name.name
        if is_name(best, kind):
            yield _Found(source.id, best, kind, others, role, affiliation, own[source.id], mentions)
    for name in sorted(apart, key=lambda name: (name.mentions, name.id)):
        if is_name(name.name, name.kind):
            yield _Found(name.id, name.name, name.kind, name.aliases, name.role, name.affiliation, 0, name.mentions)


def _is_its_name(name: Name, source: Source, kind: IdentityKind) -> bool:
    """Tell whether a name that is said to be a source's is: "Tartus" is not the name of "the port authority in Tartus"."""
    human = kind == "person"
    if not is_name(source.name, kind):
        return name.kind == ("person" if human else "organisation") or kind == "unknown"
    mine, theirs = form_of(source.name, human), form_of(name.name, human)
    return mine.plain == theirs.plain or match(mine, theirs) is not None


def _is_fuller(name: str, other: str, kind: IdentityKind) -> bool:
    mine, theirs = form_of(name, kind == "person"), form_of(other, kind == "person")
    return (theirs.bare and not mine.bare) or len(mine.parts or mine.words) > len(theirs.parts or theirs.words)


def own_forms(name: str, kind: IdentityKind, others: Iterable[str]) -> tuple[str, ...]:
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
        if isinstance(other, _Told) or alias.plain == form.plain or is_akin(form, alias):
            kept.setdefault(str(other))
    return tuple(kept)[:MOST_ALIASES]


def _outlet_name(outlet: str | None) -> str | None:
    """Give the name of the article's outlet where it is one of several words, without an article."""
    words = outlet.removeprefix("The ").split() if outlet and len(outlet) <= 60 else []
    return " ".join(words) if len(words) > 1 and all(word.isalpha() for word in words) else None


def _in_full(one: _Found, outlet: str | None) -> _Found:
    """Give the outlet itself its full name, where its article calls it by the last word: "told the Lantern"."""
    if outlet is None or one.kind not in ("organisation", "outlet") or fold(one.name) != fold(outlet.split()[-1]):
        return one
    return one._replace(name=outlet, others=(one.name, *one.others))


class _Told(str):
    """A name that the article says is another's as well."""

    cited: Cited | None = None


def _told(reading: Reading, found: list[_Found]) -> dict[str, list[_Told]]:
    """Give, by record, the names that the article says are its bearer's: "…, formerly known as …"."""
    text = reading.article.text
    between = identity_names().told
    mentions = sorted(((span, one) for one in found for span in one.mentions), key=lambda pair: pair[0])
    told: dict[str, list[_Told]] = {}
    for (here, one), (there, other) in itertools.pairwise(mentions):
        if one.kind != other.kind or not 0 < there.start - here.end <= FARTHEST:
            continue
        if between.fullmatch(text, here.end, there.start) is None:
            continue
        whole = Span(here.start, there.end)
        cited = Cited(article=reading.article.id, spans=(whole,), text=whole.of(text))
        named = (" ".join(here.of(text).split()), " ".join(there.of(text).split()))
        pairs = [(one, name) for name in named] if one is other else [(one, other.name)]
        for bearer, name in pairs:
            if name != bearer.name and is_name(name, bearer.kind):
                said = _Told(name)
                said.cited = cited
                told.setdefault(bearer.record, []).append(said)
    return told


def _cited(reading: Reading, mentions: tuple[Span, ...]) -> Cited | None:
    if not mentions:
        return None
    first = min(mentions)
    return Cited(article=reading.article.id, spans=(first,), text=first.of(reading.article.text))


def _company(found: Iterable[_Found]) -> tuple[str, ...]:
    """Give the names that tell whose company somebody keeps: those that are no country's and nobody else's."""
    plain: dict[str, None] = {}
    for one in found:
        form = form_of(one.name, one.kind == "person")
        if not form.bare and not (form.words and form.words == tuple(sorted(form.countries))):
            plain.setdefault(form.plain)
    return tuple(plain)
