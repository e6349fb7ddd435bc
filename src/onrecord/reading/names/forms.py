"""The words of names: where a name begins and ends, and the keys under which its forms are found."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from onrecord.reading.sources.names import fold
from onrecord.records import Span
from onrecord.vocabulary.calendar import calendar
from onrecord.vocabulary.naming import naming
from onrecord.vocabulary.words import agencies, words_of_outlets

LONGEST = 9
"""Words a name has at most."""

_WORD = re.compile(r"[^\W\d_][^\s,;:!?()\[\]{}\"“”«»…/|]*")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:(?:the|a|an|its|their|his|her|our|my|and|of|by|in|for|at|to|from|with|['’]s)\s+|[^\w(]+)", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az)[-\s'’]", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[<|{]|,\s*\[")
_SHORTENED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|Bros|St))\.$")
ARTICLES = frozenset(("al", "el"))
"""The Arabic article where it stands as a word of its own."""


class Word(NamedTuple):
    """A word of the text that may be part of a name: where it stands and its key."""

    start: int
    end: int
    key: str
    """Folded, without the Arabic article."""
    capital: bool


@cache
def key_of(word: str) -> str:
    """Give the key of one word: folded, without possessive and Arabic article, without full stops in abbreviations."""
    plain = fold(_POSSESSIVE.sub("", word))
    bare = _ARTICLE.sub("", plain)
    return (bare or plain).replace(".", "")


def keys_of(name: str) -> tuple[str, ...]:
    """Give the keys of a name's words; the Arabic article is none."""
    return tuple(key_of(word) for word in name.replace(" - ", "-").split() if word.lower() not in ARTICLES)


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Give the words of a stretch, without marks and possessives at their edges."""
    found = []
    for match in _WORD.finditer(text, start, end):
        word = match.group().rstrip(".-–—'’")
        if len(word) <= 3 and text[match.start() + len(word) : match.end()][:1] == "." and word.isupper():
            word += "."
        bare = _POSSESSIVE.sub("", word)
        first = bare[:1]
        capital = first.isupper() or (bare[3:4].isupper() and bare[:3].lower() in ("al-", "el-"))
        found.append(Word(match.start(), match.start() + len(bare), key_of(bare) if capital else "", capital))
    return found


def shown(text: str, span: Span) -> str:
    """Give a name as it stands, on one line."""
    return re.sub(r"\s+", " ", span.of(text))


def cleaned(text: str, start: int, end: int) -> Span | None:
    """Give the name inside a stretch: no article or time before it, no possessive, bracket or small word behind it."""
    bracket = _BRACKET.search(text, start + 1, end) if end > start else None
    end = bracket.start() if bracket is not None else end
    while start < end:
        lead = _LEADING.match(text, start, end)
        if lead is not None:
            start = lead.end()
            continue
        word = re.compile(r"\S+").match(text, start, end)
        if word is None:
            start += 1
        elif word.end() < end and (_is_no_beginning(word.group()) or word.group().strip(".:") in naming().furniture):
            start = word.end()
        else:
            break
    while end > start:
        words = text[start:end]
        kept = _POSSESSIVE.sub("", words.rstrip(" \t\r\n\u00a0,;:!?-–—'’\"“”)(]["))
        if kept.endswith(".") and not _SHORTENED.search(kept):
            kept = kept[:-1]
        last = kept.rsplit(None, 1)[-1] if kept.strip() else ""
        if last != kept and last.strip(".:") in naming().furniture:
            kept = kept[: len(kept) - len(last)]
            last = ""
        if last and last != kept and last[:1].islower() and last.lower()[:3] not in ("al-", "el-"):
            kept = kept[: len(kept) - len(last)]
        if len(kept) == len(words):
            break
        end = start + len(kept)
    if start >= end or not _may_begin(text[start:end]):
        return None
    return Span(start, end)


def _is_no_beginning(word: str) -> bool:
    small = word[:1].islower() and word[:3].lower() not in ("al-", "el-") and word.lower() not in ARTICLES
    return small or word.strip(".,").lower() in _times()


def _may_begin(words: str) -> bool:
    return words[:1].isupper() or words[:3].lower() in ("al-", "el-", "al ", "el ")


@cache
def _times() -> frozenset[str]:
    """Give the names of months and days of the week; "May" may be a name."""
    names = calendar().names
    written = {name.lower() for group in (*names.months, *names.weekdays) for name in group}
    return frozenset(written - {"may", "april", "june", "august", "jan", "sun", "wed", "mar"})


@cache
def listed() -> dict[str, list[tuple[str, ...]]]:
    """Give names of the lists that are looked for in every text, as words, by their first one, the longest first.

    Outlets of one word are left to the language pass: "Time" and "Mirror" are words too.
    """
    outlets = {name for name in agencies() if " " in name and name[:1].isupper()}
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted((outlets | naming().bodies) - words_of_outlets().ambiguous):
        words = tuple(name.removeprefix("The ").split())
        found.setdefault(words[0], []).append(words)
    for names in found.values():
        names.sort(key=len, reverse=True)
    return found


_OUTLET = re.compile(
    r"(?:The )?((?:[A-Z][\w’'&-]*|al-[A-Z][\w’'-]*)(?: (?:[A-Z][\w’'&-]*|al-[A-Z][\w’'-]*|of|the|and)){0,5})"
)
_NO_SHORT = frozenset("news online today live english arabic world international tv radio media".split())


@cache
def outlet_forms(outlet: str | None) -> dict[str, str]:
    """Give what an article may call its own outlet, folded, to the form: the full name, and its last word if that tells.

    Empty where nothing is known of it, or what is known is an address or no name.
    """
    match = _OUTLET.fullmatch(" ".join(outlet.split())) if outlet and len(outlet) <= 60 else None
    if match is None:
        return {}
    name = match[1]
    words = name.split()
    found = {fold(name): name}
    last = words[-1]
    tells = len(last) > 3 and last[:1].isupper() and "-" not in last
    if len(words) > 1 and tells and fold(last) not in naming().body_words | _NO_SHORT:
        found[fold(last)] = last
    return found
