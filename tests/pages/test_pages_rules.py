"""Every drawing (`line of a page | role`) on every rule's page is run as a page and compared exactly."""

from __future__ import annotations

import pytest

from onrecord import pages
from onrecord.pages import RULES, metadata
from onrecord.records import Rule

DRAWINGS = [
    pytest.param(drawing, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, drawing in enumerate(rule.examples(), 1)
]


def lines_of(drawing: str) -> list[tuple[str, str]]:
    """Give each drawn line and the role on its right."""
    found = []
    for line in drawing.split("\n"):
        left, bar, right = line.rpartition("|")
        found.append((left.rstrip(), right.strip()) if bar else (line.rstrip(), ""))
    return found


def drawn(drawing: str) -> list[tuple[str, str]]:
    """Give what the drawing says: the blocks in order with their roles."""
    return [(left.strip(), role) for left, role in lines_of(drawing) if role]


def laid(drawing: str) -> list[tuple[str, str]]:
    """Lay the drawn page out; give each block's first drawn line with the role it gets."""
    lines = lines_of(drawing)
    text = "\n".join(left for left, _ in lines)
    sheet = pages.lay(text, is_html=text.startswith("<"))
    several = max(block.story for block in sheet.blocks) > 1
    found = []
    for block in sheet.blocks:
        role = block.role
        members = [other for other in sheet.blocks if other.story == block.story and block.story]
        dateline = metadata.dateline_block(members)
        if dateline and dateline[0] is block:
            role += " with dateline"
        if several and block.story:
            role += f" {block.story}"
        start = text.rfind("\n", 0, block.start) + 1
        stop = text.find("\n", start)
        found.append((text[start : stop if stop >= 0 else len(text)].strip(), role))
    return found


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_is_what_the_page_is_taken_apart_into(drawing: str) -> None:
    assert laid(drawing) == drawn(drawing)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page_with_examples_and_limits(rule: type[Rule]) -> None:
    page = rule.page()
    assert rule.code in page
    assert rule.title
    assert rule.examples(), f"{rule.code} draws no example"
    assert "\nLimits:\n" in page


def test_codes_are_unlike_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert all(code.startswith("PG") for code in codes)
