"""When two names in one article are one: a surname after the full name, an acronym, a dropped article."""

from __future__ import annotations

import functools
import re
import unicodedata

_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az)[-\s'’]", re.IGNORECASE)


@functools.lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Give a name for comparing: no case, no diacritics, no typographic apostrophes, one blank between parts."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʿ", "").replace("‘", "'"))
    return re.sub(r"\s+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip(" .,").casefold()


@functools.lru_cache(maxsize=8192)
def parts(name: str) -> tuple[str, ...]:
    """Give the folded parts of a name, the Arabic article joined to its word and dropped."""
    found: list[str] = []
    for part in fold(name).replace(" - ", "-").split():
        bare = _ARTICLE.sub("", part)
        bare = bare.strip(".")
        if part in ("al", "el"):
            continue
        found.append(bare or part)
    return tuple(found)


@functools.lru_cache(maxsize=16384)
def is_short_form(short: str, full: str) -> bool:
    """Tell whether `short` can stand for `full`: "Awada" for "Nabih Awada", "al-Hakim" for "Ammar al-Hakim".

    The short form must be the end of the full one, or its parts in order with the last one the same ("Abu Hashem" and
    "Hashem" for "Ayman Abu Hashem"); a first name alone does not do.
    """
    a, b = parts(short), parts(full)
    if not a or not b or len(a) > len(b):
        return False
    if a == b:
        return True
    if b[-len(a) :] == a:
        return True
    if len(a) > 1 and a[-1] == b[-1]:
        rest = iter(b)
        return all(any(x == y or (len(x) == 1 and y.startswith(x)) for y in rest) for x in a)
    return False


def is_acronym(short: str, full: str) -> bool:
    """Tell whether `short` is made of the capitals of `full`: "PMF" for "Popular Mobilization Forces"."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    capitals = "".join(word[0] for word in re.split(r"[\s-]+", full) if word[:1].isupper())
    return letters == capitals


def same_body(short: str, full: str) -> bool:
    """Tell whether two names of bodies are one: the same words, an acronym, or the end of the longer one."""
    a, b = fold(short).removeprefix("the "), fold(full).removeprefix("the ")
    if a == b or is_acronym(short, full) or is_acronym(full, short):
        return True
    return len(a.split()) >= 2 and b.endswith(" " + a)
