"""The gazetteer's supplement: enough of it, honest about its coordinates, and nowhere near the wrong country."""

import collections

import pytest

from onrecord.vocabulary.gazetteer import OwnPlace, distance_km, gazetteer, supplement

# Lent to another state, or held far from the country it is said to belong to.
ELSEWHERE = {"Diego Garcia", "Guantanamo Bay"}


@pytest.fixture(scope="module")
def bounds() -> dict[str, tuple[float, float, float, float]]:
    """Give each country's south, north, west and east by its towns in GeoNames."""
    points = collections.defaultdict(list)
    for entry in gazetteer():
        if entry.basis == "geonames" and entry.precision == "settlement" and entry.country:
            points[entry.country].append((entry.lat, entry.lon))
    return {
        country: (
            min(lat for lat, _ in at), max(lat for lat, _ in at), min(lon for _, lon in at), max(lon for _, lon in at)
        )
        for country, at in points.items()
    }  # fmt: skip


def test_it_has_what_monitors_map() -> None:
    places = supplement().places
    assert len(places) >= 500
    features = collections.Counter(place.feature for place in places)
    for feature in ("AIRB", "CMPRF", "BDR", "PPLX", "RGN", "DAM", "PRN", "STRT", "LINE", "MTS", "HSP", "OILF"):
        assert features[feature] >= 2, feature


def test_each_place_lies_within_two_degrees_of_its_country(
    bounds: dict[str, tuple[float, float, float, float]],
) -> None:
    for place in supplement().places:
        if place.country in bounds and place.names[0] not in ELSEWHERE:
            south, north, west, east = bounds[place.country]
            assert south - 2 <= place.lat <= north + 2, place
            assert west - 2 <= place.lon <= east + 2, place


def test_each_place_is_found_by_each_of_its_names() -> None:
    look = gazetteer()
    for place in supplement().places:
        for name in place.names:
            assert any(near(place, match.entry.lat, match.entry.lon) for match in look.exact(name)), (place, name)


def near(place: OwnPlace, lat: float, lon: float) -> bool:
    """Tell whether a point is where the supplement has the place, or where GeoNames has the same town."""
    return distance_km((place.lat, place.lon), (lat, lon)) < 16


def test_each_place_says_how_its_coordinate_is_known() -> None:
    read = supplement()
    assert {place.source for place in read.places} == set(read.sources)
    assert all("hand" in line or "not measured" in line for line in read.sources.values())
    # What has no one point does not pretend to have one.
    assert all(place.source == "area" for place in read.places if place.precision == "area" and place.feature != "SHOL")


def test_no_place_is_listed_twice() -> None:
    read = supplement()
    for place in read.places:
        assert len(set(place.names)) == len(place.names), place
    firsts = collections.Counter((place.names[0], place.country) for place in read.places)
    assert [name for name, count in firsts.items() if count > 1] == []


def test_towns_agree_with_geonames_where_both_have_them() -> None:
    """A check of the hand: towns of the supplement that GeoNames has too lie, by half, within two kilometres of it."""
    look, apart = gazetteer(), []
    for place in supplement().places:
        if place.feature == "PPL":
            same = [
                distance_km((place.lat, place.lon), (match.entry.lat, match.entry.lon))
                for match in look.exact(place.names[0])
                if match.entry.basis == "geonames" and match.entry.country == place.country
            ]
            apart += [min(same)] if same and min(same) < 16 else []
    apart.sort()
    assert len(apart) > 60
    assert apart[len(apart) // 2] < 2
