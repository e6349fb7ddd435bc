"""For which state somebody speaks, by his name, his office and his house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.comparing.origins.carried import Carried
from onrecord.comparing.origins.ground import body_name, singular_words
from onrecord.comparing.words import fold
from onrecord.vocabulary.denials import denial_words
from onrecord.vocabulary.identities import identity_names
from onrecord.vocabulary.toponyms import toponyms

_NO_STATE = frozenset(("EU", "UN"))
_LONGEST = 3
"""Words of the longest name of a country that is looked for."""


def state_of(one: Carried) -> str | None:
    """Give the country (ISO 3166-1 alpha-2) whose state speaks; None for everybody else.

    A country or its capital by itself speaks for its state ("Russia", "Washington"), and so does a body or an official of
    it ("the Syrian army"). Whoever stands against it does not, whatever else is said of him, nor does a ministry whose
    country is not said, or a doctor of the country.
    """
    words = denial_words()
    names = [singular_words(text[:200]) for text in (one.name, one.source.text if one.source else None) if text]
    office = singular_words(f"{one.role or ''} {one.affiliation or ''}"[:200])
    if any(token in words.opposed or f"{token}s" in words.opposed for tokens in (*names, office) for token in tokens):
        return None
    for tokens in (*names, office):
        found = list(_countries(tokens))
        if len({code for code, _ in found}) != 1:
            continue
        code, size = found[0][0], sum(size for _, size in found)
        alone = size == len(tokens) and tokens is not office
        if code not in _NO_STATE and (alone or not words.state.isdisjoint(tokens)):
            return code
    return None


def named_body(name: str | None) -> str:
    """Give the name of a body as it is compared: a country, and the UN, by its code."""
    return _names().get("".join(singular_words(name)), body_name(name)) if name else ""


def _countries(tokens: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give each country that words name, with the number of its words."""
    known, at = _names(), 0
    while at < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            code = known.get("".join(tokens[at : at + size]))
            if code is not None:
                yield code, size
                break
        else:
            size = 1
        at += size


@cache
def _names() -> dict[str, str]:
    """Give the country of each name of one, people's adjective and seat of a government, its words as one."""
    countries = identity_names().countries
    found = {fold(word): code for word, code in toponyms().demonyms.items() if code}
    found.update((seat, countries[(name,)]) for seat, name in denial_words().seats.items() if (name,) in countries)
    found.update((" ".join(words), code) for words, code in countries.items())
    return {"".join(singular_words(name)): code for name, code in found.items() if singular_words(name)}
