"""The files the desk serves: ours and one of others, all of them in the package."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import onrecord.desk

STATIC = Path(onrecord.desk.__file__).parent / "static"
TEMPLATES = Path(onrecord.desk.__file__).parent / "templates"
CSS = (STATIC / "desk.css").read_text(encoding="utf-8")


def test_htmx_is_the_version_that_was_written_down() -> None:
    written = (STATIC / "README.md").read_text(encoding="utf-8")
    found = re.search(r"`htmx\.min\.js` \|.*\| (2\.[\d.]+) \| `([0-9a-f]{64})`", written)
    assert found
    data = (STATIC / "htmx.min.js").read_bytes()
    assert hashlib.sha256(data).hexdigest() == found[2]
    assert f'version:"{found[1]}"'.encode() in data
    assert "Zero-Clause BSD" in (STATIC / "htmx.LICENSE.txt").read_text(encoding="utf-8")


def test_our_files_name_no_other_place() -> None:
    for path in (STATIC / "desk.css", STATIC / "desk.js", *TEMPLATES.iterdir()):
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
            for ink in ("ink", "soft", "accent", "cue", "relay", "silence", "source")
            for ground in ("paper", "sheet")
        ),
        *(("ink", ground) for ground in ("content", "source-ground", "silence-ground", "lit")),
        *(("cue", ground) for ground in ("content", "lit")),
        ("source", "source-ground"),
        ("silence", "silence-ground"),
        ("sheet", "accent"),
        ("sheet", "silence"),
        ("paper", "soft"),
    ]
    too_weak = {(ink, ground): contrast(colours[ink], colours[ground]) for ink, ground in pairs}
    assert {pair: ratio for pair, ratio in too_weak.items() if ratio < 4.5} == {}
