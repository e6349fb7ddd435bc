"""The map and the list of places: what is drawn, what is listed, and what is not on the map."""

from __future__ import annotations

from typing import Any, NamedTuple

from onrecord.archive.interface import Archive, Listing, Spot
from onrecord.desk import ledger_words
from onrecord.desk.narrowing import PAGE_LENGTH, UNKNOWN, Narrowing, address

MOST_SPOTS = 2_000
"""Places that the map draws; the page says how many there are."""
LEAST_SURE = 0.4
"""The confidence from which a mention is drawn where nobody asks for another: from there more are right than wrong."""
LONGEST_NAME = 120
"""Characters of a name that the map is given: its labels are cut to fewer."""


class SpotEntry(NamedTuple):
    """A place of the map in the list beside it."""

    spot: Spot
    where: str
    """The country in words; "" where the place is one, or lies in none."""
    statements: str
    """The address of the statements that mention it."""
    mentions: str
    """The address of all its mentions, the outlets' own among them."""


class MapView(NamedTuple):
    """What the map page shows."""

    listing: Listing[SpotEntry]
    drawn: int
    mentions: int
    """Mentions on the map."""
    elsewhere: int
    """Mentions whose coordinates are unknown."""
    less_sure: int
    """Mentions that are left out for they are less sure than `LEAST_SURE`."""


def look_at_map(archive: Archive, asked: Narrowing) -> MapView:
    """Give one page of the list beside the map, and the counts over all of it."""
    spots = archive.spots(_sure(asked).filter(), limit=None).rows
    mentions = sum(spot.mentions for spot in spots)
    unknown = asked.model_copy(update={"precision": UNKNOWN})
    elsewhere = 0 if asked.precision else archive.places(unknown.filter(), limit=0).total
    there = archive.places(asked.filter(), limit=0).total - elsewhere
    page = spots[asked.offset : asked.offset + PAGE_LENGTH]
    listing = Listing(tuple(spot_entry(spot, asked) for spot in page), len(spots), asked.offset)
    return MapView(
        listing=listing,
        drawn=min(len(spots), MOST_SPOTS),
        mentions=mentions,
        elsewhere=elsewhere,
        less_sure=there - mentions,
    )


def _sure(asked: Narrowing) -> Narrowing:
    """Give what is asked for, from `LEAST_SURE` on where no confidence is named."""
    return asked if asked.min_confidence is not None else asked.model_copy(update={"min_confidence": LEAST_SURE})


def map_data(archive: Archive, asked: Narrowing) -> dict[str, Any]:
    """Give what the map draws, the most often mentioned first."""
    listing = archive.spots(_sure(asked).filter(), limit=MOST_SPOTS)
    spots = []
    for spot in listing.rows:
        entry = spot_entry(spot, asked)
        spots.append(
            {
                "name": _short(spot.name),
                "where": entry.where,
                "precision": spot.precision or "area",
                "lat": spot.lat,
                "lon": spot.lon,
                "mentions": spot.mentions,
                "statements": spot.statements,
                "articles": spot.articles,
                "statementsAt": entry.statements,
                "mentionsAt": entry.mentions,
            }
        )
    return {"total": listing.total, "spots": spots}


def spot_entry(spot: Spot, asked: Narrowing) -> SpotEntry:
    """Give a place of the map with its addresses, narrowed as the map is."""
    kept = {"outlet": asked.outlet, "source": asked.source, "place": spot.name, "country": spot.country}
    inside = ledger_words.country(spot.country) if spot.country and spot.precision != "country" else ""
    return SpotEntry(
        spot=spot,
        where=inside,
        statements=address("/statements", **kept),
        mentions=address("/places", **kept, precision=spot.precision),
    )


def _short(name: str | None) -> str:
    if not name:
        return "unnamed"
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
