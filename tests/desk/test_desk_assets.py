"""The files the desk serves: ours and one of others, all of them in the package."""

from __future__ import annotations

import hashlib
import json
import re
import runpy
from collections.abc import Callable
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord.desk

STATIC = Path(onrecord.desk.__file__).parent / "static"
TEMPLATES = Path(onrecord.desk.__file__).parent / "templates"
VENDOR = Path(__file__).parents[2] / "scripts" / "vendor_map.py"
ENCODED: Callable[[list[tuple[int, int]]], str] = runpy.run_path(str(VENDOR))["encoded"]
CSS = (STATIC / "desk.css").read_text(encoding="utf-8")


def test_htmx_is_the_version_that_was_written_down() -> None:
    written = (STATIC / "README.md").read_text(encoding="utf-8")
    found = re.search(r"`htmx\.min\.js` \|.*\| (2\.[\d.]+) \| `([0-9a-f]{64})`", written)
    assert found
    data = (STATIC / "htmx.min.js").read_bytes()
    assert hashlib.sha256(data).hexdigest() == found[2]
    assert f'version:"{found[1]}"'.encode() in data
    assert "Zero-Clause BSD" in (STATIC / "htmx.LICENSE.txt").read_text(encoding="utf-8")


def test_the_maps_files_are_the_ones_that_were_written_down() -> None:
    written = (STATIC / "README.md").read_text(encoding="utf-8")
    found = dict(re.findall(r"^\| `map/([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|$", written, re.M))
    files = sorted((STATIC / "map").iterdir())
    assert {path.name for path in files} == set(found)
    for path in files:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == found[path.name], path.name
    assert sum(path.stat().st_size for path in files) < 2_000_000
    assert "Redistribution and use in source and binary forms" in (STATIC / "map/maplibre-gl.LICENSE.txt").read_text()
    assert "Permission to use, copy, modify" in (STATIC / "map/world-atlas.LICENSE.txt").read_text()


def decoded(text: str) -> list[tuple[int, int]]:
    """Read an encoded line: what scripts/vendor_map.py writes and map.js reads."""
    numbers, number, shift = [], 0, 0
    for char in text:
        five = ord(char) - 63
        number |= (five & 0x1F) << shift
        shift += 5
        if five < 0x20:
            numbers.append(~(number >> 1) if number & 1 else number >> 1)
            number = shift = 0
    steps = list(zip(numbers[::2], numbers[1::2], strict=True))
    return list(accumulate(steps, lambda one, other: (one[0] + other[0], one[1] + other[1])))


def test_the_world_is_whole_and_runs_on_over_the_antimeridian() -> None:
    world = json.loads((STATIC / "map/world-50m.json").read_text(encoding="ascii"))
    degree = world["perDegree"]
    rings = [decoded(ring) for polygon in world["land"] for ring in polygon]
    assert len(rings) > 1_000
    assert len(world["borders"]) > 300
    for ring in rings:
        assert ring[0] == ring[-1], "a ring is closed"
        assert all(abs(lat) <= 90 * degree for _, lat in ring)
    lines = [*rings, *(decoded(border) for border in world["borders"])]
    around_the_pole = 0
    for points in lines:
        for (one, _), (other, lat) in pairwise(points):
            if abs(one - other) > 180 * degree:
                assert lat == -90 * degree, "only Antarctica is closed along the pole"
                around_the_pole += 1
    assert around_the_pole <= 2
    east = max(lon for ring in rings for lon, _ in ring)
    west = min(lon for ring in rings for lon, _ in ring)
    assert max(east, -west) > 185 * degree, "Chukotka lies beyond 180 degrees"


@given(st.lists(st.tuples(st.integers(-36_000, 36_000), st.integers(-9_000, 9_000)), max_size=50))
def test_a_line_is_read_as_it_was_written(points: list[tuple[int, int]]) -> None:
    assert decoded(ENCODED(points)) == points


def test_our_files_name_no_other_place() -> None:
    ours = ("desk.css", "desk.js", "map.css", "map.js")
    for path in (*(STATIC / name for name in ours), *TEMPLATES.iterdir()):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|//[a-z]+\.|@import|url\(", text), path.name


def test_no_template_switches_escaping_off() -> None:
    for path in TEMPLATES.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", text), path.name
        assert not re.search(r"\sstyle=|<style|\son\w+=", text), path.name


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, after WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_that_wcag_aa_asks_for(scheme: str) -> None:
    palettes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)
    ]
    colours = palettes[0] | (palettes[1] if scheme == "dark" else {})
    pairs = [
        *(
            (ink, ground)
            for ink in ("ink", "soft", "accent", "cue", "relay", "silence", "source", "figure")
            for ground in ("paper", "sheet")
        ),
        *(("ink", ground) for ground in ("content", "source-ground", "silence-ground", "lit")),
        *(("cue", ground) for ground in ("content", "lit")),
        *((ink, "content") for ink in ("accent", "relay", "figure")),  # the signs stand beside content, at times in it
        ("source", "source-ground"),
        ("silence", "silence-ground"),
        ("sheet", "accent"),
        ("sheet", "silence"),
        ("paper", "soft"),
    ]
    too_weak = {(ink, ground): contrast(colours[ink], colours[ground]) for ink, ground in pairs}
    assert {pair: ratio for pair, ratio in too_weak.items() if ratio < 4.5} == {}
