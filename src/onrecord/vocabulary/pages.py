"""The words pages are taken apart by: furniture, photo credits, outlets. Data files, each with its provenance."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from onrecord.records import VocabularyError

_Schema = TypeVar("_Schema", bound=msgspec.Struct)
_CLOSING = " \t\u00a0:.…»›>→|•·*-–—"


class Provenance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a data file's content comes from, under which licence, and when it was last gone through."""

    source: str
    licence: str
    checked: str


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines, beginnings of lines, and regular expressions for whole lines, of one kind of furniture."""

    lines: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


class Furnishings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`furniture.toml`."""

    provenance: Provenance
    navigation: Wording
    share: Wording
    advertisement: Wording
    comment: Wording
    boilerplate: Wording
    marker: Wording
    labels: Wording
    teasers: Wording
    sources: Wording
    endings: Wording


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]


class _CreditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]


class Credits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`credits.toml`."""

    provenance: Provenance
    agencies: _Names
    words: _CreditWords


class Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`outlets.toml`: domains by the outlet's name."""

    provenance: Provenance
    names: dict[str, tuple[str, ...]]


class Matcher:
    """Tells whether a line is of one kind of furniture."""

    def __init__(self, wording: Wording, where: str) -> None:
        self._lines = frozenset(folded(line) for line in wording.lines)
        self._beginnings = tuple(beginning.casefold() for beginning in wording.beginnings)
        try:
            joined = "|".join(f"(?:{pattern})" for pattern in wording.patterns)
            self._pattern = re.compile(joined, re.IGNORECASE) if joined else None
        except re.error as error:
            raise VocabularyError(f"{where}: a pattern is no regular expression ({error}): mend it") from error

    def whole(self, line: str) -> bool:
        """Tell whether the whole line is one of the kind's lines."""
        return folded(line) in self._lines

    def matches(self, line: str) -> bool:
        """Tell whether the line is one of the kind's lines, begins like one or matches a pattern."""
        line = line.strip()
        if folded(line) in self._lines or line.casefold().startswith(self._beginnings):
            return True
        return bool(self._pattern and len(line) <= 200 and self._pattern.fullmatch(line))


@lru_cache(maxsize=4096)
def folded(line: str) -> str:
    """Give a line as lines are compared: case folded, white space collapsed, closing punctuation off."""
    return " ".join(line.casefold().split()).strip(_CLOSING)


def load(name: str, schema: type[_Schema]) -> _Schema:
    """Read `data/<name>.toml` and check it. Raises VocabularyError where it breaks its schema."""
    try:
        content = files("onrecord.vocabulary").joinpath("data", f"{name}.toml").read_text("utf-8")
        return msgspec.convert(tomllib.loads(content), schema)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise VocabularyError(f"vocabulary file {name}.toml cannot be used ({error}): mend or reinstall it") from error


@cache
def furnishings() -> Furnishings:
    """Give the words of page furniture."""
    return load("furniture", Furnishings)


@cache
def matcher(kind: str) -> Matcher:
    """Give the matcher of one kind: a section of `furniture.toml`."""
    return Matcher(getattr(furnishings(), kind), f"furniture.toml [{kind}]")


@cache
def credit_names() -> tuple[str, ...]:
    """Give the names photographs are credited to, longest first."""
    return tuple(sorted(load("credits", Credits).agencies.names, key=lambda name: (-len(name), name)))


@cache
def credit_words() -> tuple[str, ...]:
    """Give the words a photo credit begins with, longest first."""
    return tuple(sorted(load("credits", Credits).words.before, key=lambda word: (-len(word), word)))


@cache
def outlet_domains() -> dict[str, str]:
    """Give each known domain's outlet."""
    return {domain: name for name, domains in load("outlets", Outlets).names.items() for domain in domains}


@cache
def outlet_names() -> dict[str, str]:
    """Give each known outlet's name by its folded form."""
    return {folded(name): name for name in load("outlets", Outlets).names}
