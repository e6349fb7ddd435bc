"""Who publishes what: outlets and agencies by family, and the words by which an article says through whom it came."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from onrecord.records import VocabularyError
from onrecord.vocabulary.pages import Provenance, load, outlet_domains
from onrecord.vocabulary.words import agencies

_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_SIGNS = re.compile(r"[^\w]+|_+")
_KIND = re.compile(r" (?:tv|television|channel|news channel|news network|newspaper|website|news website|news site)$")


class _Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    owner: str
    basis: str
    as_of: str
    outlets: dict[str, tuple[str, ...]]
    state: str | None = None
    related: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provenance: Provenance
    family: tuple[_Family, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unnamed: tuple[str, ...]
    again: tuple[str, ...]
    kinds: tuple[str, ...]
    qualities: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    endings: tuple[str, ...]
    contributed: tuple[str, ...]
    with_: tuple[str, ...] = msgspec.field(name="with")


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    short: tuple[str, ...]


class _Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    common: str
    alike: tuple[str, ...]
    acts: tuple[str, ...]


class CarriageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`carriage.toml`: how credit lines are worded."""

    provenance: Provenance
    words: _Words
    sources: _Sources
    names: _Names
    signatures: dict[str, str]
    """Words that one agency alone prints under its texts, to its name."""


class Family(msgspec.Struct, frozen=True):
    """Outlets that one owner runs."""

    name: str
    owner: str
    basis: str
    """Why they are called one family, in words."""
    as_of: str
    """The year the mapping is known to be right for."""
    state: str | None
    """The state that owns it, ISO 3166-1 alpha-2; None for none."""
    related: frozenset[str]
    """Other families it shares an owner with, by name: they may speak with one voice."""


class Publisher(msgspec.Struct, frozen=True):
    """An outlet or agency as it is counted: one name for all the names it goes by."""

    key: str
    """What it is compared by: folded, never shown."""
    name: str
    family: Family | None
    """None where nobody has mapped it: then it is its own."""


@lru_cache(maxsize=8192)
def folded_name(name: str) -> str:
    """Give a name as names of outlets are compared: no case, accents, signs, "the"; "al-Manar" is "almanar"."""
    plain = unicodedata.normalize("NFKD", name[:200])
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    plain = _SIGNS.sub(" ", plain.replace("'", "").replace("’", "")).strip()
    # "Al-Manar" and "AlManar" are one; "al" and "the" alone are no names.
    return re.sub(r"^al (?=\w)", "al", plain.removeprefix("the ")) or plain


@cache
def _families() -> tuple[dict[str, Publisher], dict[str, Publisher]]:
    file = load("publishers", _File)
    names: dict[str, Publisher] = {}
    domains: dict[str, Publisher] = {}
    known = {family.name for family in file.family}
    if len(known) != len(file.family):
        raise VocabularyError("vocabulary/data/publishers.toml: a family stands twice: keep one")
    links: dict[str, set[str]] = {name: set() for name in known}
    for family in file.family:
        for other in family.related:
            if other not in known or other == family.name:
                raise VocabularyError(f"vocabulary/data/publishers.toml: {family.name}: no other family {other!r}")
            links[family.name].add(other)
            links[other].add(family.name)
        for other_family in file.family:
            if family.state and family.state == other_family.state and family is not other_family:
                links[family.name].add(other_family.name)
    for family in file.family:
        related = frozenset(links[family.name])
        made = Family(family.name, family.owner, family.basis, family.as_of, family.state, related)
        for outlet, others in family.outlets.items():
            publisher = Publisher(folded_name(outlet), outlet, made)
            for word in (outlet, *others):
                is_domain = word != outlet and _DOMAIN.fullmatch(word)
                into, key = (domains, word) if is_domain else (names, folded_name(word))
                if into.setdefault(key, publisher).key != publisher.key:
                    raise VocabularyError(f"vocabulary/data/publishers.toml: {word!r} stands twice: keep one")
    return names, domains


@cache
def _agencies() -> dict[str, str]:
    """The folded names of agencies, each to its usual one; a name that is also an outlet's is the outlet's."""
    found: dict[str, str] = {}
    for name, agency in agencies().items():
        found.setdefault(folded_name(name), agency.name)
    return found


@lru_cache(maxsize=8192)
def publisher_of(name: str | None, address: str | None = None) -> Publisher | None:
    """Give whom an outlet, by its name or its address (a URL or a domain), is counted as; None where both are empty.

    The name goes first. One that no list has is a publisher of its own, without a family.
    """
    names, domains = _families()
    key = folded_name(name) if name else ""
    if key in names:
        return names[key]
    usual = _agencies().get(key)
    if usual is None and (bare := _KIND.sub("", key)) != key:
        # "Al-Manar TV", "the Sabah newspaper": the kind of outlet behind its name.
        if bare in names:
            return names[bare]
        usual, key = _agencies().get(bare), bare
    if usual is not None and folded_name(usual) in names:
        return names[folded_name(usual)]
    domain = domain_of(address)
    parent = domain
    while "." in parent:
        if parent in domains:
            return domains[parent]
        parent = parent.partition(".")[2]
    if usual is not None:
        return Publisher(folded_name(usual), usual, None)
    if key and name:
        return Publisher(key, name.strip(), None)
    domain = domain.removeprefix("www.")
    if domain in outlet_domains():
        return publisher_of(outlet_domains()[domain])
    return Publisher(domain, domain, None) if domain else None


def domain_of(address: str | None) -> str:
    """Give the domain of a web address, lower case; empty where it has none (a file)."""
    found = re.match(r"(?:https?://)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?#]|$)", (address or "")[:400].strip().lower())
    return found[1] if found and (address or "").lower().startswith(("http://", "https://")) else ""


@lru_cache(maxsize=8192)
def agency_of(name: str) -> str | None:
    """Give the usual name of an agency: one of the list, or one that is called a news agency; None for all else."""
    key = folded_name(name)
    usual = _agencies().get(key)
    if usual is not None:
        return usual if agencies()[usual].kind == "agency" else None
    # A name that the families have ("Sana" for SANA) and the list of agencies has under another form.
    known = _families()[0].get(key)
    if known is not None:
        usual = _agencies().get(known.key)
        return usual if usual is not None and agencies()[usual].kind == "agency" else None
    stripped = name.strip()
    if any(stripped.endswith(f" {ending}") for ending in carriage_words().words.endings) and stripped[:1].isupper():
        return stripped.removeprefix("The ")
    return None


@cache
def families() -> tuple[Family, ...]:
    """Give every family, by name. Raises VocabularyError where the file breaks its schema."""
    found = {p.family.name: p.family for p in _families()[0].values() if p.family is not None}
    return tuple(found[name] for name in sorted(found))


@cache
def carriage_words() -> CarriageWords:
    """Give the words of credit lines. Raises VocabularyError where the file breaks its schema."""
    return load("carriage", CarriageWords)
