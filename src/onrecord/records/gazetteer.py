"""What the gazetteer gives: one place on the map, whichever of its names it was asked by."""

from __future__ import annotations

import msgspec

from onrecord.records.reading import Precision


class GazetteerEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map with where it lies, what it is and how large."""

    name: str
    """Its usual English name."""
    lat: float
    """Degrees north, WGS 84; of an area, a point that stands for it."""
    lon: float
    precision: Precision
    country: str | None
    """ISO 3166-1 alpha-2; None for what lies in no one country."""
    geonames_id: int | None = None
    admin: str | None = None
    """The name of the first-level division it lies in, or that it is."""
    population: int = 0
    """0 for unknown."""
    feature: str = ""
    """GeoNames feature code (`PPLC`, `ADM1`, `AIRB`, …)."""
    also: tuple[str, ...] = ()
    """Other names, of an entry that a person added; the gazetteer's own are found by them without."""
    basis: str = "geonames"
    """Which data it comes from: `geonames`, `naturalearth`, `ourairports`, `supplement`, or `user` for one a person
    added."""
