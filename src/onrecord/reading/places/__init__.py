"""Places: which mentions are places, and which place on the map each is."""

from __future__ import annotations

from onrecord.reading.analysis import Analysis
from onrecord.reading.ledger import Claims
from onrecord.reading.places.rules import PLACE_RULES
from onrecord.records import GazetteerEntry, Place

__all__ = ["PLACE_RULES", "find_places"]


def find_places(analysis: Analysis, claims: Claims, added: tuple[GazetteerEntry, ...] = ()) -> tuple[Place, ...]:
    """Give the places an article mentions, in the order of its text; `added` are entries of a person's own.

    A mention that cannot be put on the map stays, with its point unknown.
    """
    # Imported here: help and lists read nothing, and need not wait for numpy.
    from onrecord.reading.places.find import find_places as find

    return find(analysis, claims, added)
