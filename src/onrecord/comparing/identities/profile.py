"""What is known of one identity so far: its names, offices, company, places and days. It grows by one member at a time."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import cast

import msgspec

from onrecord.comparing.identities.forms import Form, form_of
from onrecord.comparing.identities.members import Named
from onrecord.records import Cited, Identity, IdentityKind

MOST_FORMS = 24
MOST_ROLES = 12
MOST_COMPANY = 64
MOST_PLACES = 32
MOST_OUTLETS = 24
MOST_ARTICLES = 8

Counts = dict[str, int]


class Profile(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One identity, as much of it as deciding needs. Every table of counts is bounded; what is rare goes first."""

    kinds: Counts = {}
    names: Counts = {}
    """The fullest name of each member."""
    aliases: Counts = {}
    """The other forms that articles give."""
    told: dict[str, Cited] = {}
    """Plain names that an article says are its bearer's, with where it first does."""
    roles: Counts = {}
    affiliations: Counts = {}
    company: Counts = {}
    places: Counts = {}
    outlets: Counts = {}
    articles: int = 0
    statements: int = 0
    first: str | None = None
    last: str | None = None
    recent: tuple[str, ...] = ()
    """The articles it was last named in."""

    @classmethod
    def of(cls, members: Iterable[Named]) -> Profile:
        """Give the profile of some members, in their order."""
        profile = cls()
        for member in members:
            profile = profile.with_member(member)
        return profile

    def with_member(self, member: Named) -> Profile:
        """Give the profile with one more member."""
        days = [day for day in (self.first, self.last, member.day) if day]
        known = member.article in self.recent
        return Profile(
            kinds=_more(self.kinds, (member.kind,), 8),
            names=_more(self.names, (member.name,), MOST_FORMS),
            aliases=_more(self.aliases, member.aliases, MOST_FORMS),
            told=_first({form_of(name, member.human).plain: cited for name, cited in member.told}, self.told),
            roles=_more(self.roles, (member.role,) if member.role else (), MOST_ROLES),
            affiliations=_more(self.affiliations, (member.affiliation,) if member.affiliation else (), MOST_ROLES),
            company=_more(self.company, member.company, MOST_COMPANY),
            places=_more(self.places, map(str, member.places), MOST_PLACES),
            outlets=_more(self.outlets, (member.outlet,) if member.outlet else (), MOST_OUTLETS),
            articles=self.articles + (not known),
            statements=self.statements + member.statements,
            first=min(days, default=None),
            last=max(days, default=None),
            recent=(self.recent if known else (*self.recent, member.article))[-MOST_ARTICLES:],
        )

    def and_other(self, other: Profile) -> Profile:
        """Give the profile of two identities that are one."""
        days = [day for day in (self.first, self.last, other.first, other.last) if day]
        both = set(self.recent) & set(other.recent)
        return Profile(
            kinds=_sum(self.kinds, other.kinds, 8),
            names=_sum(self.names, other.names, MOST_FORMS),
            aliases=_sum(self.aliases, other.aliases, MOST_FORMS),
            told=_first(other.told, self.told),
            roles=_sum(self.roles, other.roles, MOST_ROLES),
            affiliations=_sum(self.affiliations, other.affiliations, MOST_ROLES),
            company=_sum(self.company, other.company, MOST_COMPANY),
            places=_sum(self.places, other.places, MOST_PLACES),
            outlets=_sum(self.outlets, other.outlets, MOST_OUTLETS),
            articles=self.articles + other.articles - len(both),
            statements=self.statements + other.statements,
            first=min(days, default=None),
            last=max(days, default=None),
            recent=tuple(dict.fromkeys((*self.recent, *other.recent)))[-MOST_ARTICLES:],
        )

    @functools.cached_property
    def kind(self) -> IdentityKind:
        """What most members say it is."""
        return cast("IdentityKind", next(iter(_ranked(self.kinds)), "unknown"))

    @property
    def human(self) -> bool:
        """Whether it is a person."""
        return self.kind == "person"

    @functools.cached_property
    def forms(self) -> tuple[Form, ...]:
        """All its names, taken apart, the most frequent first; of those that are one to any reader only one."""
        found: dict[str, Form] = {}
        for name in _ranked(_sum(self.names, self.aliases, 2 * MOST_FORMS)):
            form = form_of(name, self.human)
            found.setdefault(form.plain, form)
        return tuple(found.values())

    @functools.cached_property
    def full(self) -> tuple[Form, ...]:
        """Those of its names that say by themselves who is meant."""
        return tuple(form for form in self.forms if not form.bare)

    @functools.cached_property
    def called(self) -> Counts:
        """How many articles give each of its other forms, by plain name."""
        found: Counts = {}
        for alias, count in self.aliases.items():
            plain = form_of(alias, self.human).plain
            found[plain] = found.get(plain, 0) + count
        return found

    @functools.cached_property
    def plain_bodies(self) -> dict[str, str]:
        """Its names as a body's would be compared, for those who take it for another kind."""
        return {form_of(name, False).plain: name for name in self.names}

    def identity(self, id: str, wikidata: str | None = None) -> Identity:
        """Give the record of it."""
        name = self.name
        others = _sum(self.names, self.aliases, 2 * MOST_FORMS)
        return Identity(
            id=id,
            kind=self.kind,
            name=name,
            aliases=tuple(alias for alias in _ranked(others) if alias != name),
            roles=tuple(_ranked(self.roles)),
            affiliations=tuple(_ranked(self.affiliations)),
            wikidata=wikidata,
        )

    @functools.cached_property
    def name(self) -> str:
        """The form that most articles give, the fullest where they are even; without "the" where it stands so."""
        if not self.names:
            return ""
        human = self.human
        usual: Counts = {}
        for name, count in self.names.items():
            plain = form_of(name, human).plain
            usual[plain] = usual.get(plain, 0) + count
        forms = {name: form_of(name, human) for name in self.names}
        return min(
            self.names,
            key=lambda name: (
                forms[name].bare and forms[name].group is None,
                not name[:1].isalnum(),
                -usual[forms[name].plain],
                -len(forms[name].plain),
                name[:4].lower() == "the ",
                -self.names[name],
                name,
            ),
        )


def _first(more: Mapping[str, Cited], known: Mapping[str, Cited]) -> dict[str, Cited]:
    """Give what is known, and more of it while there is room."""
    new = [(name, cited) for name, cited in more.items() if name not in known]
    return dict([*known.items(), *new][:MOST_FORMS])


def _more(counts: Mapping[str, int], values: Iterable[str], most: int) -> Counts:
    found = dict(counts)
    for value in values:
        found[value] = found.get(value, 0) + 1
    return _bounded(found, most)


def _sum(one: Mapping[str, int], other: Mapping[str, int], most: int) -> Counts:
    found = dict(one)
    for value, count in other.items():
        found[value] = found.get(value, 0) + count
    return _bounded(found, most)


def _bounded(counts: Counts, most: int) -> Counts:
    if len(counts) <= most:
        return counts
    # The newest of the rarest stays: a name that was just met must get the chance to become frequent.
    last = next(reversed(counts))
    kept = {*_ranked({value: count for value, count in counts.items() if value != last})[: most - 1], last}
    return {value: count for value, count in counts.items() if value in kept}


def _ranked(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))
