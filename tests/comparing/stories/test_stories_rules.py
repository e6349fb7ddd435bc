"""Every rule of stories has a page that is its test: the drawings under `Examples:` must come out exactly so."""

import pytest
from story_drawing import codes_in, redrawn

from onrecord.comparing.stories import BELONGING_RULES
from onrecord.records import Rule
from onrecord.records.rule import CODE

EXAMPLES = [
    pytest.param(drawing, id=f"{rule.code}-{n}")
    for rule in BELONGING_RULES
    for n, drawing in enumerate(rule.examples())
]


@pytest.mark.parametrize("drawing", EXAMPLES)
def test_example_comes_out_as_drawn(drawing: str) -> None:
    assert redrawn(drawing) == drawing


@pytest.mark.parametrize("rule", BELONGING_RULES, ids=lambda rule: rule.code)
def test_rule_is_at_work_in_its_examples(rule: type[Rule]) -> None:
    assert any(rule.code in codes_in(drawing) for drawing in rule.examples())


@pytest.mark.parametrize("rule", BELONGING_RULES, ids=lambda rule: rule.code)
def test_page_is_whole(rule: type[Rule]) -> None:
    assert CODE.fullmatch(rule.code)
    assert rule.title
    assert rule.examples(), f"{rule.code} has no example"
    assert len(rule.page().partition("\nLimits:")[2].strip()) > 20, f"{rule.code} does not say where it fails"
