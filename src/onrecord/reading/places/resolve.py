"""From the odds of a scene to the records: which place, how sure, and which rule says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from onrecord.reading.ledger import Claims
from onrecord.reading.places.lookup import Known
from onrecord.reading.places.mentions import Mention
from onrecord.reading.places.rules import (
    Added,
    BestKnown,
    Company,
    NotKnown,
    OnlyOne,
    OtherSpelling,
    PartOf,
    PeoplesWord,
    PlaceRule,
    SaidElsewhere,
    SaidNear,
    SaidToLieIn,
    SaidWhatKind,
    ShortDivision,
    Undecided,
)
from onrecord.reading.places.scene import Scene
from onrecord.records import GazetteerEntry, Place
from onrecord.vocabulary.gazetteer import loose_name
from onrecord.vocabulary.toponyms import toponyms

LEAST = 0.35
"""Odds under which it is left open which place a name means."""

_TOGETHER = 0.45
"""Degrees within which two places of one name are one to a reader: a town and its district."""
_TOWNS = (2, 3, 4, 5)
"""Standings of towns, by number."""
_SURE_ALONE = 0.55
"""Odds, before anything else of the article is looked at, from which a name is the best known of its kind."""


class Resolution:
    """The places of an article's mentions."""

    def __init__(self, scene: Scene, weights: Mapping[str, float]) -> None:
        self.scene = scene
        self.weights = weights
        self.odds = scene.odds(weights)
        total = scene._total(scene.columns, weights, "first ") if scene.entries else np.zeros(0)
        self.alone = scene.softmax(total) if scene.entries else total

    def place(self, mention: int, number: int, claims: Claims) -> Place:
        """Give the record of a mention."""
        one = self.scene.mentions[mention]
        entry, odds, rule = self.decide(mention)
        confidence = round(min(1.0, one.confidence) * odds, 3)
        return Place(
            id=f"pl{number}",
            spans=(one.span,),
            text=one.text,
            name=entry.name if entry else None,
            geonames_id=entry.geonames_id if entry else None,
            lat=entry.lat if entry else None,
            lon=entry.lon if entry else None,
            country=entry.country if entry else None,
            precision=entry.precision if entry else None,
            confidence=confidence,
            admin=entry.admin if entry and entry.precision != "country" else None,
            statement=claims.of(one.span),
            made_by=rule.code,
        )

    def decide(self, mention: int) -> tuple[GazetteerEntry | None, float, type[PlaceRule]]:
        """Give the entry a mention means, how likely that is, and the rule that says so."""
        scene = self.scene
        u = scene.unit_of[mention]
        unit = scene.units[u]
        rows = scene.of_unit[u]
        if not len(rows):
            return None, 0.6, NotKnown
        own = [k for k in unit.known if k.how == "added"]
        if len(own) == 1:
            return own[0].entry, 1.0, Added
        odds = self.odds[rows]
        order = np.argsort(-odds, kind="stable")
        best = int(order[0])
        if best == len(rows) - 1:
            return None, float(odds[best]), NotKnown
        likely = self._pooled(rows, best)
        if likely < LEAST:
            nowhere = float(odds[-1])
            return None, max(nowhere, 0.3), Undecided if nowhere < 0.5 else NotKnown
        best = self._town_of(rows, best, one_noun(scene.mentions[mention].noun))
        best = self._seat_of(rows, best, unit.container is not None or bool(scene.mentions[mention].noun))
        known = unit.known[best]
        return known.entry, likely, self._rule(mention, u, rows, best, known)

    def _town_of(self, rows: Any, best: int, division: bool) -> int:
        """Give the town for the division around it that has the same name: a name alone means the town.

        Where neither is called just so ("Gaza": a strip and a city in it), it is the one the gazetteer has first.
        """
        scene = self.scene
        if division:
            return best
        lat, lon = scene.lat[rows[best]], scene.lon[rows[best]]
        far = np.hypot(scene.lat[rows] - lat, (scene.lon[rows] - lon) * np.cos(np.radians(lat)))
        unit = scene.units[scene.unit[rows[0]]]
        said = loose_name(scene.mentions[unit.mentions[0]].name)
        called = [loose_name(k.entry.name) == said for k in unit.known] + [False]
        near = far < 2 * _TOGETHER
        if scene.standing[rows[best]] in _TOWNS:
            first = unit.known[0].standing == "division" and unit.known[0].how == "name" and near[0]
            said_so = scene.columns["noun agrees"][rows[best]] > 0
            return 0 if first and not called[best] and not said_so else best
        if scene.standing[rows[best]] not in (1, 7):
            return best
        towns = np.flatnonzero(
            np.array(called) & near & np.isin(scene.standing[rows], _TOWNS) & (scene.people[rows] >= 4)
        )
        return int(towns[np.argmax(self.odds[rows][towns])]) if len(towns) else best

    def _seat_of(self, rows: Any, best: int, told: bool) -> int:
        """Give the capital for a division of its name, where nothing else of the article lies in that: "Washington"."""
        scene = self.scene
        unit = scene.units[scene.unit[rows[0]]]
        division = unit.known[best].entry
        if told or unit.known[best].standing != "division":
            return best
        capitals = [
            i for i, k in enumerate(unit.known) if k.standing == "capital" and k.entry.country == division.country
        ]
        others = [other.known[0] for other in scene.units if other is not unit and other.known]
        inside = any(k.entry.admin == division.name and k.entry.country == division.country for k in others)
        if not capitals or inside or self._beside_divisions(unit.mentions, division.country):
            return best
        return capitals[0]

    def _beside_divisions(self, mentions: Sequence[int], country: str | None) -> bool:
        """Tell whether one of them stands in a list with another division of the country: "Washington and Oregon"."""
        scene = self.scene
        for mention in mentions:
            for other in (mention - 1, mention + 1):
                u = scene.unit_of.get(other)
                if u is None or other < 0 or not scene.units[u].known:
                    continue
                first, last = sorted((scene.mentions[mention].span, scene.mentions[other].span))
                known = scene.units[u].known[0]
                if known.standing == "division" and known.entry.country == country and last.start - first.end <= 6:
                    return True
        return False

    def _pooled(self, rows: Any, best: int) -> float:
        """Give the odds of the best place with those that lie where it lies."""
        scene = self.scene
        lat, lon = scene.lat[rows[best]], scene.lon[rows[best]]
        far = np.hypot(scene.lat[rows] - lat, (scene.lon[rows] - lon) * np.cos(np.radians(lat)))
        return float(min(1.0, self.odds[rows][(far < _TOGETHER) & ~scene.nowhere[rows]].sum()))

    def _rule(self, mention: int, u: int, rows: Any, best: int, known: Known) -> type[PlaceRule]:
        scene = self.scene
        unit = scene.units[u]
        columns = scene.columns
        row = rows[best]
        if known.how == "added":
            return Added
        if known.how == "abbreviation":
            return ShortDivision
        if known.how in ("part", "after"):
            return PartOf
        if known.how == "loose":
            return OtherSpelling
        held = ("held by country", "held by division", "held by division, abbreviated")
        if unit.container is not None and any(columns[name][row] for name in held):
            return SaidToLieIn
        several = self._several(rows)
        if several and columns["elsewhere held so"][row]:
            return SaidElsewhere
        if several and columns["people beside"][row] and len(set(scene.country[rows[:-1]].tolist())) > 1:
            return PeoplesWord
        others = (columns["noun agrees"][rows] == 0) & (scene.rank[rows] < 3) & ~scene.nowhere[rows]
        if columns["noun agrees"][row] and others.any():
            return SaidWhatKind
        if several and self._beside(mention, row):
            return SaidNear
        if not several:
            return OnlyOne
        alone = self.alone[rows]
        if int(np.argmax(alone)) == best and alone[best] >= _SURE_ALONE:
            return BestKnown
        return Company

    def _several(self, rows: Any) -> bool:
        """Tell whether the places of a name lie apart from each other."""
        scene = self.scene
        lat, lon = scene.lat[rows[:-1]], scene.lon[rows[:-1]]
        return bool(len(lat) > 1 and (np.ptp(lat) > _TOGETHER or np.ptp(lon) > _TOGETHER * 1.5))

    def _beside(self, mention: int, row: int) -> bool:
        scene = self.scene
        for other in scene.near.get(mention, ()):
            u = scene.unit_of.get(other)
            theirs = scene.of_unit[u] if u is not None else []
            if len(theirs):
                best = theirs[int(np.argmax(self.odds[theirs]))]
                lat = scene.lat[best]
                if (
                    not scene.nowhere[best]
                    and np.hypot(scene.lat[row] - lat, (scene.lon[row] - scene.lon[best]) * np.cos(np.radians(lat)))
                    < 1.2
                ):
                    return True
        return False


def one_noun(noun: str) -> bool:
    """Tell whether the noun beside a name says that a division is meant."""
    return toponyms().kinds.get(noun) == "division"


def numbered(resolution: Resolution, mentions: Sequence[Mention], claims: Claims) -> tuple[Place, ...]:
    """Give the records of the mentions that are places, in the order of the text."""
    wanted = [i for i, one in enumerate(mentions) if one.kind == "place"]
    return tuple(resolution.place(i, number, claims) for number, i in enumerate(wanted, 1))
