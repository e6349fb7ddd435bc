"""Places: which mentions are places, and which place on the map each is."""

from __future__ import annotations

from onrecord.reading.analysis import Analysis
from onrecord.reading.ledger import Claims
from onrecord.records import GazetteerEntry, Place, Rule

PLACE_RULES: tuple[type[Rule], ...] = ()


def find_places(analysis: Analysis, claims: Claims, added: tuple[GazetteerEntry, ...] = ()) -> tuple[Place, ...]:
    """Give the places an article mentions, in the order of its text; `added` are entries of a person's own."""
    return ()
