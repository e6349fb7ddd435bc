"""All the mentions of an article weighed together: how likely each place of the map is the one a name means.

Mentions of one name are one unit, for an article means one place by it, unless one of them says which ("Paris, Texas").
For every place a unit may mean there is a row of features: what the name is to it, how it stands, what the text says of
it (container, kind, people), and how much of what else the article names lies near it, in its division, its country.
The last is reckoned twice, from the odds of the round before, so that names help each other. All of it is linear in the
number of mentions: evidence is added up in cells of the globe, never pair by pair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from onrecord.reading.analysis import Analysis
from onrecord.reading.places.lookup import Known, Lookup, Standing, standing_of
from onrecord.reading.places.mentions import Mention
from onrecord.records import GazetteerEntry
from onrecord.vocabulary.gazetteer import fold_name, loose_name
from onrecord.vocabulary.toponyms import outlet_country, toponyms

Array = Any

_STANDINGS = (
    "country",
    "division",
    "capital",
    "city",
    "town",
    "small",
    "village",
    "county",
    "nature",
    "facility",
    "quarter",
)
_HOWS = ("added", "name", "alternate", "loose", "part", "after", "abbreviation", "people")
_SETTLED = frozenset((2, 3, 4, 5, 6, 7, 9, 10))
"""Standings (by number) whose point says where one is; a country's or a division's does not."""

_CONTAINS = re.compile(r"\s*,\s*|\s*\(\s*|\s*-\s*")
_INSIDE = re.compile(
    r"(?:,\s+(?:a|an|the)\s+(?:[a-z][\w-]*\s+){0,3}|,?\s+)(?:in|of|on)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){0,4}"
)
_NEAR = re.compile(
    r",?\s+(?:[\w.,-]+\s+){0,6}?(?:near|outside|north|south|east|west|\w+east|\w+west|from|off)(?:\s+(?:of|the|from)){0,2}\s+",
    re.IGNORECASE,
)
_LONGEST_GAP = 60
_OUTSIDE = 4.0
"""What it costs a place, in logarithms of odds, not to lie where the text says that it lies."""
_TRUST = 1.0
_WHOLE = ("country", "division", "capital", "city", "town")
_OTHER_PEOPLE = 2.5
"""What it costs a place not to lie in the country of the people's word right before its name."""
_OTHER_KIND = 2.0
"""What it costs a place not to be what the noun beside its name says."""


class Unit(NamedTuple):
    """A name as the article means it: its mentions (by number) and the places it may mean."""

    mentions: tuple[int, ...]
    known: tuple[Known, ...]
    container: int | None
    """The mention that says which of that name it is; None where none does."""


class Scene:
    """The units of an article with their features."""

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention], lookup: Lookup) -> None:
        self.analysis = analysis
        self.mentions = mentions
        self.lookup = lookup
        self.near: dict[int, list[int]] = {}
        self.container = self._containers()
        self.units = self._units()
        self.unit_of = {m: u for u, unit in enumerate(self.units) for m in unit.mentions}
        self._lay_out()

    # -- what the text says of each mention

    def _containers(self) -> dict[int, int]:
        """Give the mention that each is said to lie in: "Monroe, La.", "Jablah in Latakia province"."""
        found: dict[int, int] = {}
        text = self.analysis.text
        mentions = self.mentions
        for i, one in enumerate(mentions):
            if one.kind == "people" or i + 1 >= len(mentions):
                continue
            other = mentions[i + 1]
            gap = text[one.span.end : other.span.start]
            if len(gap) > _LONGEST_GAP or one.block != other.block:
                continue
            if _NEAR.fullmatch(gap) or gap.lower().endswith((" near ", ", near ", " outside ")):
                self.near.setdefault(i, []).append(i + 1)
                self.near.setdefault(i + 1, []).append(i)
            elif (
                other.kind != "people" and not self._in_list(i) and (_CONTAINS.fullmatch(gap) or _INSIDE.fullmatch(gap))
            ):
                found[i] = i + 1
        return found

    def _listed(self, i: int) -> bool:
        """Tell whether mention `i` and the next stand beside each other in a list."""
        a, b = self.mentions[i], self.mentions[i + 1]
        return a.block == b.block and bool(_LISTED.fullmatch(self.analysis.text[a.span.end : b.span.start][:20]))

    def _in_list(self, i: int) -> bool:
        """Tell whether a mention stands in a list of countries or divisions: "Georgia, Illinois and Missouri"."""
        mentions = self.mentions
        text = self.analysis.text
        if i and not _is_area(mentions[i]) and any(k.standing == "division" for k in mentions[i].known[:6]):
            gap = text[mentions[i - 1].span.end : mentions[i].span.start][:20]
            return _is_area(mentions[i - 1]) and bool(_LISTED.fullmatch(gap)) and "(" not in gap
        if not _is_area(mentions[i]) or any(k.how == "abbreviation" for k in mentions[i + 1].known[:1]):
            return False
        beside = [(i - 1, i)] if i else []
        beside += [(i + 1, i + 2)] if i + 2 < len(mentions) else []
        return any(
            _is_area(mentions[a])
            and _is_area(mentions[b])
            and _LISTED.fullmatch(text[mentions[a].span.end : mentions[b].span.start][:20])
            for a, b in beside
        )

    def _units(self) -> list[Unit]:
        by_key: dict[object, list[int]] = {}
        known_of: dict[object, tuple[Known, ...]] = {}
        container_of: dict[object, int | None] = {}
        for i, one in enumerate(self.mentions):
            key: object = (fold_name(one.name) or one.name, one.noun if one.noun in _SAYS else "", one.kind == "people")
            held = self.container.get(i)
            if held is not None and self._could_hold(one, self.mentions[held]):
                key = (key, fold_name(self.mentions[held].name))
                container_of.setdefault(key, held)
            by_key.setdefault(key, []).append(i)
            if key not in known_of:
                known_of[key] = one.known
        return [Unit(tuple(found), known_of[key], container_of.get(key)) for key, found in by_key.items()]

    def _could_hold(self, inner: Mention, outer: Mention) -> bool:
        """Tell whether some place of the one name lies in some place of the other, as far as divisions tell."""
        holders = [k for k in outer.known[:8] if k.standing in ("country", "division")]
        if not holders:
            return False
        names = {(k.entry.country, k.entry.name if k.standing == "division" else None) for k in holders}
        return any(
            ((k.entry.country, k.entry.admin) in names or (k.entry.country, None) in names)
            and k.standing != "country"
            and not (k.standing == "division" and (k.entry.country, None) not in names)
            for k in inner.known
        )

    # -- features

    def _lay_out(self) -> None:
        entries: list[GazetteerEntry | None] = []
        unit: list[int] = []
        hows: list[int] = []
        standings: list[int] = []
        rank: list[int] = []
        for u, one in enumerate(self.units):
            for r, known in enumerate(one.known):
                entries.append(known.entry)
                unit.append(u)
                hows.append(_HOWS.index(known.how))
                standings.append(_STANDINGS.index(known.standing))
                rank.append(r)
            if one.known:
                # The last row of each unit: it is a place that the gazetteer has not.
                entries.append(None)
                unit.append(u)
                hows.append(-1)
                standings.append(-1)
                rank.append(0)
        self.entries = entries
        self.nowhere = np.array([e is None for e in entries], dtype=bool)
        n = len(entries)
        self.unit = np.array(unit, dtype=np.int64)
        self.lat = np.array([e.lat if e else 0 for e in entries], dtype=np.float64)
        self.lon = np.array([e.lon if e else 0 for e in entries], dtype=np.float64)
        self.standing = np.array(standings, dtype=np.int64)
        self.how = np.array(hows, dtype=np.int64)
        self.rank = np.array(rank, dtype=np.int64)
        people = np.array([e.population if e else 0 for e in entries], dtype=np.float64)
        self.people = np.log10(people + 1)
        countries: dict[str | None, int] = {None: 0}
        divisions: dict[tuple[str | None, str | None], int] = {(None, None): 0}
        self.country = np.array(
            [countries.setdefault(e.country, len(countries)) if e else 0 for e in entries], dtype=np.int64
        )
        self.division = np.array(
            [
                divisions.setdefault((e.country, e.admin), len(divisions)) if e and e.admin and e.country else 0
                for e in entries
            ],
            dtype=np.int64,
        )
        self._countries, self._divisions = countries, divisions
        small = np.array(
            [e is not None and e.precision in ("point", "district", "region") for e in entries], dtype=bool
        )
        self.settled = np.isin(self.standing, tuple(_SETTLED)) | ((self.standing == 8) & small)
        self.of_unit = [np.flatnonzero(self.unit == u) for u in range(len(self.units))] if n < 200 else self._slices()
        self._static(n)

    def _slices(self) -> list[Array]:
        starts = np.searchsorted(self.unit, np.arange(len(self.units) + 1))
        return [np.arange(starts[u], starts[u + 1]) for u in range(len(self.units))]

    def _static(self, n: int) -> None:
        columns: dict[str, Array] = {}
        for number, name in enumerate(_STANDINGS):
            columns[f"standing {name}"] = self.standing == number
        for number, name in enumerate(_HOWS):
            columns[f"how {name}"] = self.how == number
        high = self.people >= 5
        columns["how alternate of a small one"] = (self.how == 2) & ~high
        columns["division with a town of its name"] = self._also_town()
        columns["country, first of its name"] = (self.standing == 0) & (self.rank == 0)
        columns["capital, first of its name"] = (self.standing == 2) & (self.rank == 0)
        columns["other name, while another is called so"] = self._called_otherwise()
        columns["people"] = self.people / 7
        columns["people squared"] = (self.people / 7) ** 2
        columns["first of its name"] = self.rank == 0
        columns["rank"] = np.log1p(self.rank)
        most = np.zeros(n)
        lead = np.zeros(n)
        alone = np.zeros(n)
        for rows in self.of_unit:
            if len(rows) > 1:
                order = np.sort(self.people[rows])
                most[rows] = self.people[rows] >= order[-1]
                lead[rows] = (self.people[rows] >= order[-1]) * (order[-1] - order[-2]) / 3
                alone[rows] = len(rows) == 2
        columns["most people"] = most
        columns["most people by far"] = lead
        columns["alone"] = alone
        self._said(columns, n)
        # A place that the gazetteer has by that very name is taken for it sooner than for one nobody has listed.
        self.doubt = np.zeros(n)
        for u, one in enumerate(self.units):
            if one.known:
                best = one.known[0]
                known = best.how in ("name", "alternate", "added") or (best.how == "part" and best.standing in _WHOLE)
                self.doubt[self.of_unit[u][-1]] = (3.0 if best.how == "part" else _TRUST) if known else 0.0
        somewhere = ~self.nowhere
        self.columns = {name: values * somewhere for name, values in columns.items()}
        self.columns["nowhere"] = self.nowhere.astype(np.float64)

    def _called_otherwise(self) -> Array:
        """Mark the places that have the name beside their own where others have it for their own."""
        found = np.zeros(len(self.entries))
        for rows in self.of_unit:
            own = np.isin(self.how[rows], (0, 1)) | (self.standing[rows] == 0)
            if own.any():
                found[rows] = ~own
        return found

    def _also_town(self) -> Array:
        """Mark the divisions and counties that share their name with a town in them."""
        found = np.zeros(len(self.entries))
        for u, rows in enumerate(self.of_unit):
            areas = rows[np.isin(self.standing[rows], (1, 7))]
            if not len(areas):
                continue
            said = loose_name(self.mentions[self.units[u].mentions[0]].name)
            called = [loose_name(k.entry.name) == said for k in self.units[u].known] + [False]
            towns = rows[np.array(called) & np.isin(self.standing[rows], (2, 3, 4, 5))]
            for area in areas:
                lat = self.lat[area]
                far = np.hypot(self.lat[towns] - lat, (self.lon[towns] - self.lon[area]) * np.cos(np.radians(lat)))
                found[area] = bool((far < 2).any())
        return found

    def _said(self, columns: dict[str, Array], n: int) -> None:
        """Features of what the text says: containers, kinds, peoples, named countries and divisions."""
        for name in ("held by country", "held by division", "held by division, abbreviated", "held, not by it", "held by county",
                     "people beside", "people beside, not its", "noun agrees", "noun differs", "country in sentence",
                     "division in sentence", "country of outlet", "not country of outlet", "name of outlet", "name of outlet, first",
                     "elsewhere held so", "rules here", "the before a town",
                     "listed with divisions", "listed with towns"):  # fmt: skip
            columns[name] = np.zeros(n)
        country_said: Counter[int] = Counter()
        division_said: Counter[int] = Counter()
        sentence_countries: dict[int, set[int]] = {}
        sentence_divisions: dict[int, set[int]] = {}
        said_by_unit: list[tuple[int, int]] = []
        for unit in self.units:
            tops = [k for k in unit.known[:3] if k.standing in ("country", "division")]
            if not tops:
                said_by_unit.append((0, 0))
                continue
            top = tops[0]
            country = self._countries.get(top.entry.country, 0)
            division = 0
            if top.standing == "division":
                division = self._divisions.get((top.entry.country, top.entry.name), 0)
                if not division:
                    division = self._divisions.get((top.entry.country, top.entry.admin), 0)
            said_by_unit.append((country, division))
            weight = len(unit.mentions)
            if top.standing == "country" and country:
                country_said[country] += weight
            elif division:
                division_said[division] += weight
            for m in unit.mentions:
                sentence = self.mentions[m].sentence
                if top.standing == "country" and country:
                    sentence_countries.setdefault(sentence, set()).add(country)
                elif division:
                    sentence_divisions.setdefault(sentence, set()).add(division)
        self.said_by_unit = said_by_unit
        outlet_country_code, outlet_name = self._outlet()
        home = self._countries.get(outlet_country_code, -1) if outlet_country_code else -1
        held_so: dict[str, set[int]] = {}
        country_rows = np.array([country_said.get(int(c), 0) for c in self.country], dtype=np.float64)
        division_rows = np.array([division_said.get(int(d), 0) for d in self.division], dtype=np.float64)
        for u, unit in enumerate(self.units):
            rows = self.of_unit[u]
            if not len(rows):
                continue
            own_country, own_division = said_by_unit[u]
            weight = len(unit.mentions)
            if unit.known and unit.known[0].standing == "country":
                country_rows[rows] -= weight * (self.country[rows] == own_country)
            elif own_division:
                division_rows[rows] -= weight * (self.division[rows] == own_division)
            for m in unit.mentions[:50]:
                for other in (m - 1, m + 1):
                    if (
                        0 <= other < len(self.mentions)
                        and self._listed(min(m, other))
                        and self.container.get(m) is None
                    ):
                        beside = self.mentions[other].known
                        if beside and beside[0].standing == "division":
                            columns["listed with divisions"][rows] = self.standing[rows] == 1
                        elif beside and beside[0].standing in ("capital", "city", "town", "small", "village"):
                            columns["listed with towns"][rows] = np.isin(self.standing[rows], (2, 3, 4, 5, 6))
            in_sentence: set[int] = set()
            divisions_near: set[int] = set()
            peoples: set[int] = set()
            nouns = set()
            for m in unit.mentions[:50]:
                one = self.mentions[m]
                in_sentence |= sentence_countries.get(one.sentence, set())
                divisions_near |= sentence_divisions.get(one.sentence, set())
                if one.country is not None:
                    peoples.add(self._countries.get(one.country, -1))
                if one.noun and one.noun not in _NEUTRAL:
                    nouns.add(one.noun)
                if one.the and not one.noun and one.span.end < len(self.analysis.text):
                    columns["the before a town"][rows] = np.isin(self.standing[rows], (2, 3, 4, 5, 6))
                if one.rules:
                    columns["rules here"][rows] = self.standing[rows] == 2
            if in_sentence - {own_country}:
                columns["country in sentence"][rows] = np.isin(self.country[rows], tuple(in_sentence - {own_country}))
            if divisions_near - {own_division}:
                columns["division in sentence"][rows] = np.isin(
                    self.division[rows], tuple(divisions_near - {own_division})
                )
            if peoples:
                agrees = np.isin(self.country[rows], tuple(peoples))
                columns["people beside"][rows] = agrees
                columns["people beside, not its"][rows] = ~agrees & agrees.any()
            for noun in nouns:
                wanted = toponyms().kinds.get(noun, "")
                fits = np.isin(self.standing[rows], _FITS.get(_EXACT.get(noun, wanted), ()))
                columns["noun agrees"][rows] += fits / len(nouns)
                columns["noun differs"][rows] += ~fits / len(nouns)
            if home >= 0:
                columns["country of outlet"][rows] = self.country[rows] == home
                columns["not country of outlet"][rows] = self.country[rows] != home
            folded = fold_name(self.mentions[unit.mentions[0]].name).replace(" ", "")
            if len(folded) >= 5 and folded in outlet_name:
                columns["name of outlet"][rows] = 1
                columns["name of outlet, first"][rows] = self.rank[rows] == 0
            if unit.container is not None:
                self._held(columns, rows, unit.container)
                name = fold_name(self.mentions[unit.mentions[0]].name)
                agreed = rows[
                    (columns["held by country"][rows] + columns["held by division"][rows] + columns["held by division, abbreviated"][rows]) > 0
                ]  # fmt: skip
                held_so.setdefault(name, set()).update(int(r - rows[0]) for r in agreed)
            else:
                for m in unit.mentions[:50]:
                    if (held := self.container.get(m)) is not None:
                        self._held(columns, rows, held, county=True)
        for u, unit in enumerate(self.units):
            rows = self.of_unit[u]
            if unit.container is None and len(rows):
                name = fold_name(self.mentions[unit.mentions[0]].name)
                if name in held_so:
                    held_entries = held_so[name]
                    columns["elsewhere held so"][rows] = [float(int(r - rows[0]) in held_entries) for r in rows]
        area = np.isin(self.standing, (0, 1))
        columns["country said, area"] = (country_rows > 0) & area
        columns["division said, area"] = (division_rows > 0) & area
        columns["country said"] = country_rows > 0
        columns["country said often"] = np.log1p(np.maximum(country_rows, 0))
        total = max(1.0, float(sum(country_said.values())))
        columns["country's share"] = np.maximum(country_rows, 0) / total
        columns["division said"] = division_rows > 0
        columns["division said often"] = np.log1p(np.maximum(division_rows, 0))
        total = max(1.0, float(sum(division_said.values())))
        columns["division's share"] = np.maximum(division_rows, 0) / total

    def _held(self, columns: dict[str, Array], rows: Array, held: int, *, county: bool = False) -> None:
        """Mark the places that lie in a place the mention `held` may mean."""
        outer = self.mentions[held]
        agrees = np.zeros(len(rows), dtype=bool)
        for known in outer.known[:8]:
            if known.standing == "country" and not county:
                fits = self.country[rows] == self._countries.get(known.entry.country, -1)
                fits &= self.standing[rows] != 0
                columns["held by country"][rows] = np.maximum(columns["held by country"][rows], fits)
                agrees |= fits
            elif known.standing == "division" and not county:
                division = self._divisions.get((known.entry.country, known.entry.name), -1)
                name = "held by division, abbreviated" if known.how == "abbreviation" else "held by division"
                fits = (self.division[rows] == division) & (self.standing[rows] > 1)
                columns[name][rows] = np.maximum(columns[name][rows], fits)
                agrees |= fits
            elif known.standing in ("county", "city", "town", "capital", "small", "village"):
                lat, lon = known.entry.lat, known.entry.lon
                close = np.hypot(self.lat[rows] - lat, (self.lon[rows] - lon) * np.cos(np.radians(lat))) < 0.7
                columns["held by county"][rows] = np.maximum(columns["held by county"][rows], close)
        if not county and agrees.any():
            columns["held, not by it"][rows] = ~agrees

    def _outlet(self) -> tuple[str | None, str]:
        """Give the country of the outlet's address and its name as one folded word."""
        article = self.analysis.article
        said = " ".join(x for x in (article.outlet, article.url) if x)
        match = re.search(r"(?:https?://)?(?:www\.)?([\w.-]+\.[a-z]{2,})", said.lower())
        domain = match[1] if match else ""
        name = fold_name(article.outlet or "").replace(" ", "") + " " + domain.replace(".", "").replace("-", "")
        return outlet_country(domain), name

    # -- odds

    def masses(self, odds: Array) -> dict[str, Array]:
        """Give what else the article names near each place, in its division and its country, by the odds so far."""
        columns: dict[str, Array] = {}
        share = odds * self.settled
        for name, size in (("near", 0.4), ("around", 1.5)):
            columns[name] = self._around(share, size)
        columns["same division"] = self._shared(share, self.division)
        columns["same country"] = self._shared(share, self.country)
        total = np.maximum(1.0, np.bincount(self.unit, weights=share, minlength=len(self.units)).sum())
        columns["same country, share"] = columns["same country"] / total
        columns["same division, share"] = columns["same division"] / total
        columns = {k: (v if "share" in k else np.log1p(v)) for k, v in columns.items()}
        for name in ("near", "around"):
            columns[f"{name} any"] = np.minimum(1.0, columns[name] * 2)
        somewhere = ~self.nowhere
        area = np.isin(self.standing, (0, 1))
        columns = {
            **{name: values * (somewhere & ~area) for name, values in columns.items()},
            **{f"{name}, area": values * area for name, values in columns.items() if name.startswith("same")},
        }
        beside = np.zeros(len(odds))
        for m, others in self.near.items():
            rows = self.of_unit[self.unit_of[m]] if m in self.unit_of else []
            for other in others:
                if other not in self.unit_of or self.unit_of[other] == self.unit_of[m]:
                    continue
                theirs = self.of_unit[self.unit_of[other]]
                theirs = theirs[self.settled[theirs]]
                if not len(theirs) or not len(rows):
                    continue
                best = theirs[np.argmax(odds[theirs])]
                lat = self.lat[best]
                close = (
                    np.hypot(self.lat[rows] - lat, (self.lon[rows] - self.lon[best]) * np.cos(np.radians(lat))) < 1.2
                )
                beside[rows] = np.maximum(beside[rows], close * odds[best])
        columns["said to be near"] = beside
        return columns

    def _shared(self, share: Array, key: Array) -> Array:
        """Give, for each place, the odds of other units that share its `key`."""
        size = int(key.max()) + 1 if len(key) else 1
        total = np.bincount(key, weights=share, minlength=size)
        pair = self.unit * size + key
        unique, inverse = np.unique(pair, return_inverse=True)
        own = np.bincount(inverse, weights=share, minlength=len(unique))
        found = np.asarray(total[key] - own[inverse])
        found[key == 0] = 0
        return np.maximum(found, 0)

    def _around(self, share: Array, size: float) -> Array:
        """Give, for each place, the odds of other units in its cell of the globe and the eight around it."""
        wide = 4096
        stretch = np.maximum(0.2, np.cos(np.radians(np.round(self.lat / 5) * 5)))
        row = np.floor((self.lat + 90) / size).astype(np.int64)
        column = np.floor((self.lon + 180) * stretch / size).astype(np.int64)
        cell = (row + 1) * wide + column + 1
        cells, inverse = np.unique(cell, return_inverse=True)
        total = np.bincount(inverse, weights=share, minlength=len(cells))
        many = int(cell.max()) + 2 * wide if len(cell) else 1
        pairs, inverse_pair = np.unique(self.unit * many + cell, return_inverse=True)
        own = np.bincount(inverse_pair, weights=share, minlength=len(pairs))
        found = np.zeros(len(share))
        for up in (-1, 0, 1):
            for side in (-1, 0, 1):
                at = cell + up * wide + side
                i = np.minimum(np.searchsorted(cells, at), len(cells) - 1)
                found += np.where(cells[i] == at, total[i], 0)
                j = np.minimum(np.searchsorted(pairs, self.unit * many + at), len(pairs) - 1)
                found -= np.where(pairs[j] == self.unit * many + at, own[j], 0)
        return np.maximum(found, 0)

    def odds(self, weights: Mapping[str, float]) -> Array:
        """Give how likely each place is the one its unit means; the odds of a unit add up to 1."""
        if not self.entries:
            return np.zeros(0)
        first = self.softmax(self._total(self.columns, weights, "first "))
        for _ in range(2):
            total = self._total(self.columns, weights, "") + self._total(self.masses(first), weights, "")
            first = self.softmax(total)
        return first

    def _total(self, columns: Mapping[str, Array], weights: Mapping[str, float], prefix: str) -> Array:
        # What lies outside the container that the text gives it is as good as out.
        total = -_OUTSIDE * self.columns["held, not by it"] - _OTHER_KIND * self.columns["noun differs"]
        total -= _OTHER_PEOPLE * self.columns["people beside, not its"]
        total -= self.doubt
        for name, values in columns.items():
            weight = weights.get(prefix + name)
            if weight:
                total += weight * values
        return total

    def softmax(self, total: Array) -> Array:
        """Give odds that add up to 1 in each unit."""
        top = np.full(len(self.units), -np.inf)
        np.maximum.at(top, self.unit, total)
        raised = np.exp(total - top[self.unit])
        return raised / np.bincount(self.unit, weights=raised, minlength=len(self.units))[self.unit]


_SAYS = frozenset(
    "province governorate state county region oblast district river lake camp airport island sea gulf mountains valley dam port crossing base prison".split()
)
"""Nouns that part two places of one name ("Latakia", "Latakia province")."""

_NEUTRAL = frozenset(
    "area areas zone countryside outskirts stronghold enclave suburb suburbs region regions plain coast border forest corridor "
    "territory territories neighborhood neighborhoods neighbourhood neighbourhoods quarter".split()
)
"""Nouns that stand beside names of more than one kind of place."""

_EXACT = {
    "province": "first", "governorate": "first", "oblast": "first", "state": "first", "states": "first",
    "county": "second", "counties": "second", "parish": "second", "district": "second", "capital": "capital",
    "port": "port",
}  # fmt: skip
_FITS: dict[str, tuple[int, ...]] = {
    "first": (1,),
    "port": (2, 3, 4, 5, 6, 9, 10),
    "second": (7, 1),
    "capital": (2, 3, 4, 5),
    "settlement": (2, 3, 4, 5, 6, 10),
    "division": (1, 7),
    "nature": (8,),
    "facility": (9,),
    "country": (0,),
}


_LISTED = re.compile(r"\s*(?:,\s*(?:and|or)?|/|and|or|&)\s*(?:the\s+)?")


def _is_area(one: Mention) -> bool:
    """Tell whether a name first means a country or a division."""
    return bool(one.known) and one.known[0].standing in ("country", "division")


def standing_number(standing: Standing) -> int:
    """Give the number of a standing in the arrays of a scene."""
    return _STANDINGS.index(standing)


__all__ = ["Scene", "Unit", "standing_number", "standing_of"]
