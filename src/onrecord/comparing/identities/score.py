"""How sure it is that somebody an article names is an identity: reasons for and against, added up."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from onrecord.comparing.identities import rules
from onrecord.comparing.identities.forms import Form, fold, form_of
from onrecord.comparing.identities.members import Named
from onrecord.comparing.identities.names import ALONE, Match, habit, match
from onrecord.comparing.identities.profile import Profile
from onrecord.records import Cited, Evidence, Rule
from onrecord.vocabulary.identities import identity_names, identity_weights
from onrecord.vocabulary.words import authority

OF_A_NAME: dict[str, type[Rule]] = {
    "same": rules.SameName,
    "body": rules.SameName,
    "letters": rules.SameName,
    "kind": rules.SameName,
    "kind_alone": rules.SameName,
    "spelt": rules.OtherSpelling,
    "near": rules.OtherSpelling,
    "near_both": rules.OtherSpelling,
    "nearly": rules.OtherSpelling,
    "possessive": rules.OtherSpelling,
    "swapped": rules.OtherSpelling,
    "words": rules.OtherSpelling,
    "given": rules.OtherSpelling,
    "fuller": rules.FullerName,
    "longer": rules.FullerName,
    "initial": rules.FullerName,
    "ending": rules.ShortName,
    "short": rules.ShortName,
    "bare": rules.Surname,
    "both_bare": rules.Surname,
    "generic": rules.Surname,
    "public": rules.PublicAlias,
    "abbreviation": rules.Abbreviation,
    "told": rules.BothNames,
    "told_alone": rules.BothNames,
    "other": rules.OtherFirstName,
}
"""The rule that stands for each way in which two names agree, or do not."""

_WORDS = {
    "same": "the same name: “{other}”",
    "body": "the same name: “{other}”",
    "letters": "the same abbreviation: “{other}”",
    "kind": "the same name, though the articles take it for different kinds: “{other}”",
    "kind_alone": "the same name, though the articles take it for different kinds: “{other}”",
    "spelt": "“{one}” and “{other}” sound alike",
    "near": "“{one}” and “{other}” differ in a vowel",
    "near_both": "“{one}” and “{other}” differ in a vowel of each part",
    "nearly": "“{one}” and “{other}” differ in a consonant",
    "possessive": "one of “{one}” and “{other}” has an s more, as where an apostrophe was lost",
    "swapped": "“{one}” and “{other}” have the same parts in another order",
    "words": "“{one}” and “{other}” have the same words",
    "given": "“{one}” and “{other}” have forms of one given name",
    "fuller": "“{one}” and “{other}” differ in a part more",
    "longer": "“{one}” and “{other}” differ in a part more at an end",
    "initial": "the initials of “{one}” and “{other}” agree",
    "ending": "“{one}” and “{other}” differ in words that only say what it is",
    "short": "one of “{one}” and “{other}” is the other cut short",
    "bare": "one of “{one}” and “{other}” is the surname of the other",
    "both_bare": "both are called “{other}” and no more",
    "generic": "“{one}” could be short for “{other}”, and for others",
    "public": "“{one}” and “{other}” are publicly known to be one",
    "abbreviation": "the letters of one of “{one}” and “{other}” stand for the words of the other",
    "told": "an article gives both names: “{one}” and “{other}”",
    "told_alone": "an article says that “{other}” is its bearer's other name",
    "other": "“{one}” and “{other}” share a surname and differ in the first name",
}


class Scored(NamedTuple):
    """One identity as it was weighed for one member."""

    total: float
    """Logarithm of the odds."""
    match: Match
    evidence: tuple[Evidence, ...]
    mine: Form
    """The member's name that agrees best."""
    theirs: Form

    @property
    def probability(self) -> float:
        """How sure, 0 to 1."""
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, self.total))))

    @property
    def rule(self) -> str:
        """The rule by which the names agree."""
        return OF_A_NAME[self.match.reason].code


def score(member: Named, profile: Profile) -> Scored | None:
    """Weigh an identity for a member; None where nothing in their names agrees."""
    best = _names(member, profile)
    if best is None:
        return None
    found, mine, theirs = best
    evidence = [_evidence(member, profile, found, mine, theirs)]
    if found.reason != "other":
        evidence += _about_the_name(member, profile, found, mine, theirs)
        evidence += _context(member, profile)
    return Scored(
        total=sum(piece.weight or 0.0 for piece in evidence),
        match=found,
        evidence=tuple(evidence),
        mine=mine,
        theirs=theirs,
    )


def _evidence(member: Named, profile: Profile, found: Match, mine: Form, theirs: Form) -> Evidence:
    cited: tuple[Cited, ...] = (member.cited,) if member.cited is not None else ()
    if found.reason in ("told", "told_alone"):
        said = [*(_told_by(member).get(form.plain) for form in (mine, theirs)), profile.told.get(theirs.plain)]
        cited += tuple(dict.fromkeys(where for where in said if where is not None and where not in cited))
    return Evidence(
        made_by=OF_A_NAME[found.reason].code,
        text=_WORDS[found.reason].format(one=mine.text, other=theirs.text),
        weight=round(found.weight, 3),
        cited=cited,
    )


def _names(member: Named, profile: Profile) -> tuple[Match, Form, Form] | None:
    """Give the pair of names that agrees best. Where both sides have a full name, bare surnames tell nothing."""
    weights = identity_weights().name
    if member.human != profile.human:
        return _across_kinds(member, profile)
    mine, theirs = member.forms(), profile.forms
    full = tuple(form for form in mine if not form.bare)
    if full and profile.full:
        mine, theirs = full, profile.full
    best: tuple[Match, Form, Form] | None = None
    spelt_out = tuple(other for other in theirs if not other.letters)
    is_spelt_out = bool(mine[0].words) and not mine[0].letters and not mine[0].bare
    if is_spelt_out and spelt_out and all(match(mine[0], other) is None for other in spelt_out):
        # Where both are spelt out and are two, letters that both are called by say nothing.
        mine = tuple(form for form in mine if not form.letters)
        theirs = spelt_out
    for form in mine:
        for other in theirs:
            found = match(form, other)
            if found is None:
                continue
            if (
                form is not mine[0]
                and found.weight > 0
                and not form.bare
                and found.reason in ("body", "letters", "same")
            ):
                # The article itself calls its member by this name as well.
                found = Match("told", max(found.weight, weights["told"]) - 0.1)
            if best is None or found.weight > best[0].weight:
                best = (found, form, other)
    return _said_so(member, profile, best)


def _told_by(member: Named) -> dict[str, Cited]:
    return {form_of(name, member.human).plain: cited for name, cited in member.told}


def _said_so(member: Named, profile: Profile, best: tuple[Match, Form, Form] | None) -> tuple[Match, Form, Form] | None:
    """Give the pair of names that agrees best, where an article says of a short one whose it is: "also known as Umm Rami"."""
    said = _told_by(member)
    if not said and not profile.told:
        return best
    weight = identity_weights().name["told_alone"]
    if best is not None and (best[0].reason == "other" or best[0].weight >= weight):
        return best
    theirs = {form.plain: form for form in profile.forms}
    for form in member.forms():
        other = theirs.get(form.plain)
        if other is not None and form.bare and (form.plain in said or form.plain in profile.told):
            return Match("told_alone", weight), form, other
    return best


def _across_kinds(member: Named, profile: Profile) -> tuple[Match, Form, Form] | None:
    mine = form_of(member.name, False)
    name = profile.plain_bodies.get(mine.plain)
    if name is None or mine.bare:
        return None
    reason = "kind" if " " in mine.plain else "kind_alone"
    return Match(reason, identity_weights().name[reason]), mine, form_of(name, False)


def _about_the_name(member: Named, profile: Profile, found: Match, mine: Form, theirs: Form) -> Iterator[Evidence]:
    weights = identity_weights().name
    if (
        member.human
        and found.reason != "public"
        and (mine.common or theirs.common)
        and (min(len(mine.parts), len(theirs.parts)) < 3)
    ):
        yield Evidence(made_by=rules.CommonName.code, text=f"many are called “{mine.text}”", weight=weights["common"])
    if found.reason in ALONE:
        count = profile.called.get(mine.plain, 0)
        if count:
            yield Evidence(
                made_by=rules.BothNames.code,
                text=f"articles call “{profile.name}” “{mine.text}” as well: {count}",
                weight=round(habit(count), 3),
            )


def _context(member: Named, profile: Profile) -> Iterator[Evidence]:
    weights = identity_weights().context
    company = [name for name in member.company if name in profile.company]
    if company:
        reason = "company_one" if len(company) == 1 else "company_two" if len(company) == 2 else "company_many"
        names = ", ".join(company[:3]) + (" …" if len(company) > 3 else "")
        yield Evidence(made_by=rules.Company.code, text=f"named beside the same: {names}", weight=weights[reason])
    yield from _offices(member, profile)
    places = [place for place in member.places if str(place) in profile.places]
    if places:
        yield _around(f"places in common: {len(places)}", weights["place"])
    elif member.places and profile.places:
        yield _around("no place in common", weights["other_places"])
    gap = days_between(member.day, profile)
    if gap is not None:
        reason = "week" if gap <= 7 else "season" if gap <= 92 else "years" if gap > 1096 else ""
        if reason:
            yield _around(f"{gap} days apart" if gap else "within the days it is known from", weights[reason])
    if member.outlet is not None and member.outlet in profile.outlets:
        yield _around(f"the same outlet: {member.outlet}", weights["outlet"])


def _around(text: str, weight: float) -> Evidence:
    return Evidence(made_by=rules.PlaceAndTime.code, text=text, weight=weight)


def _offices(member: Named, profile: Profile) -> Iterator[Evidence]:
    weights = identity_weights().context
    mine, theirs = _said_of(member.role, member.affiliation), _all_said_of(profile)
    if member.human and mine.offices and theirs.offices:
        both = sorted(mine.offices & theirs.offices)
        if both:
            yield Evidence(
                made_by=rules.Office.code, text=f"the same office: {', '.join(both)}", weight=weights["role"]
            )
        else:
            text = f"{', '.join(sorted(mine.offices))}, and not {', '.join(sorted(theirs.offices))}"
            yield Evidence(made_by=rules.Office.code, text=text, weight=weights["other_role"])
    both = sorted(mine.bodies & theirs.bodies)
    if both:
        text = f"of the same: {', '.join(both)}"
        yield Evidence(made_by=rules.Office.code, text=text, weight=weights["affiliation"])
    elif mine.countries and theirs.countries and not mine.countries & theirs.countries:
        text = f"of {', '.join(sorted(mine.countries))}, and not of {', '.join(sorted(theirs.countries))}"
        yield Evidence(made_by=rules.Office.code, text=text, weight=weights["other_country"])


class _Said(NamedTuple):
    """What an article says somebody is: offices ("minister"), and words and countries of whose."""

    offices: frozenset[str]
    bodies: frozenset[str]
    countries: frozenset[str]


@functools.lru_cache(maxsize=1 << 13)
def _said_of(role: str | None, affiliation: str | None) -> _Said:
    known, generic = authority().offices, identity_names().generic
    words = [word.strip(",.'\"()") for word in fold(role or "").replace("-", " ").split()]
    offices = frozenset(_OFFICES.get(word, word) for word in words if word in known)
    form = form_of(f"{role or ''} {affiliation or ''}".strip(), False)
    bodies = frozenset(
        word
        for word in form.words
        if word not in generic and word not in known and not word.isdigit() and len(word) > 1
    )
    return _Said(offices, bodies, form.countries)


_OFFICES = {
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "head": "director",
    "chief": "director",
    "manager": "director",
    "premier": "minister",
    "adviser": "advisor",
    "leader": "director",
}
"""Offices that are one for comparing."""


def _all_said_of(profile: Profile) -> _Said:
    return _joined(tuple(profile.roles), tuple(profile.affiliations))


@functools.lru_cache(maxsize=1 << 12)
def _joined(roles: tuple[str, ...], affiliations: tuple[str, ...]) -> _Said:
    said = [*(_said_of(role, None) for role in roles), *(_said_of(None, affiliation) for affiliation in affiliations)]
    return _Said(_union(s.offices for s in said), _union(s.bodies for s in said), _union(s.countries for s in said))


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def days_between(day: str | None, profile: Profile) -> int | None:
    """Give how many days lie between an article and the days an identity is known from; None for unknown."""
    if day is None or profile.first is None or profile.last is None:
        return None
    try:
        at, first, last = (date.fromisoformat(value) for value in (day, profile.first, profile.last))
    except ValueError:
        return None
    return max(0, (first - at).days, (at - last).days)
