"""The gazetteer as the walk asks it: places of a name with how they stand, a person's own entries first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from onrecord.records import GazetteerEntry
from onrecord.vocabulary.gazetteer import Gazetteer, fold_name, gazetteer
from onrecord.vocabulary.toponyms import toponyms

KnownAs = Literal["added", "name", "alternate", "loose", "part", "after", "abbreviation", "people"]
Standing = Literal[
    "country", "division", "capital", "city", "town", "small", "village", "county", "nature", "facility", "quarter"
]

MOST = 120
"""Places of one name that are looked at: the most senior; no English name has more."""

_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?[A-Za-z.]{0,6}")
_COUNTRIES_OF_ABBREVIATIONS = ("US", "CA", "AU")
_CALLED_SO = frozenset(
    "province governorate oblast state region county parish district camp airport airfield airbase base crossing prison dam "
    "port refinery valley mountains island sea".split()
)
"""Nouns a place may have in its name in a gazetteer, where a page writes them small."""

PARTS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western central greater upper "
    "lower old downtown inner outer metropolitan metro rural".split()
)
"""Words before a name that take a part of it, or somewhat more than it."""


class Known(NamedTuple):
    """A place a name may mean, how the name leads to it, and how it stands among places."""

    entry: GazetteerEntry
    how: KnownAs
    standing: Standing


def standing_of(entry: GazetteerEntry) -> Standing:
    """Tell how a place stands among places: what people mean first when they say a name."""
    feature = entry.feature
    if entry.precision == "country" or feature.startswith("PCL") or feature == "CONT":
        return "country"
    if feature == "ADM1":
        return "division"
    if feature.startswith("ADM"):
        return "county"
    if feature == "PPLC":
        return "capital"
    if feature == "PPLX":
        return "quarter"
    if feature.startswith("PPL") or entry.precision == "settlement":
        people = entry.population
        return (
            "city" if people >= 300_000 else "town" if people >= 30_000 else "small" if people >= 3_000 else "village"
        )
    if entry.precision == "point":
        return "facility"
    if entry.precision == "district":
        return "quarter"
    return "nature"


class Lookup:
    """Looks up names, each once an article. `added` are a person's own places: they come first."""

    def __init__(self, added: Sequence[GazetteerEntry] = ()) -> None:
        self.gazetteer: Gazetteer = gazetteer()
        self._found: dict[str, tuple[Known, ...]] = {}
        self._added: dict[str, list[Known]] = {}
        for entry in added:
            for name in (entry.name, *entry.also):
                if key := fold_name(name):
                    self._added.setdefault(key, []).append(Known(entry, "added", standing_of(entry)))

    def find(self, name: str) -> tuple[Known, ...]:
        """Give the places of a name, a person's own first, then as the gazetteer ranks them; nothing for unknown."""
        if name not in self._found:
            own = tuple(self._added.get(fold_name(name), ())) if self._added else ()
            found = self.gazetteer.find(name)[:MOST]
            self._found[name] = own + tuple(Known(m.entry, m.how, standing_of(m.entry)) for m in found)
        return self._found[name]

    def abbreviation(self, said: str) -> tuple[Known, ...]:
        """Give the divisions that are written so behind a comma: "La.", "N.M.", "Ont."."""
        if not _ABBREVIATION.fullmatch(said) or len(said) > 7:
            return ()
        found = []
        for country in _COUNTRIES_OF_ABBREVIATIONS:
            entry = self.gazetteer.division(country, said)
            if entry is not None:
                found.append(Known(entry, "abbreviation", "division"))
        return tuple(found)

    def people(self, said: str) -> tuple[Known, ...]:
        """Give the country a people's adjective tells of."""
        code = toponyms().demonyms.get(said)
        entry = self.gazetteer.country(code) if code else None
        return (Known(entry, "people", "country"),) if entry is not None else ()

    def widely(self, name: str, noun: str = "") -> tuple[Known, ...]:
        """Give the places a mention may mean, with its noun and without the words that only say what it is."""
        found = list(self.find(name))
        words = name.split()
        if noun in _CALLED_SO:
            found = [*self.find(f"{name} {noun}"), *found]
        if len(words) > 1 and not found:
            heads = toponyms().place_heads | toponyms().facility_heads
            rest: list[tuple[str, KnownAs]] = []
            if words[0].lower() in PARTS:
                rest.append((" ".join(words[2:] if words[1] == "of" else words[1:]), "part"))
            if words[-1] in heads:
                rest.append((" ".join(words[:-1]), "after"))
            for part, how in rest:
                if part:
                    found += [Known(k.entry, how, k.standing) for k in self.find(part) if k.how != "loose"]
        unique: dict[GazetteerEntry, Known] = {}
        for known in found:
            unique.setdefault(known.entry, known)
        return tuple(unique.values())
