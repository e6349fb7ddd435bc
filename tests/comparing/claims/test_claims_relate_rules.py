"""The rules that relate two statements: the drawings on their pages are their tests."""

import pytest
from voice_drawing import codes_in, redrawn

from onrecord.comparing.claims.relate import RELATION_RULES
from onrecord.records import Rule
from onrecord.records.rule import CODE

EXAMPLES = [
    pytest.param(rule, drawing, id=f"{rule.code}-{n}")
    for rule in RELATION_RULES
    for n, drawing in enumerate(rule.examples())
]


@pytest.mark.parametrize(("rule", "drawing"), EXAMPLES)
def test_example_comes_out_as_drawn(rule: type[Rule], drawing: str) -> None:
    assert redrawn(rule, drawing) == drawing


@pytest.mark.parametrize("rule", RELATION_RULES, ids=lambda rule: rule.code)
def test_rule_is_at_work_in_its_examples(rule: type[Rule]) -> None:
    assert any(rule.code in codes_in(rule, drawing) for drawing in rule.examples())


@pytest.mark.parametrize("rule", RELATION_RULES, ids=lambda rule: rule.code)
def test_page_is_whole(rule: type[Rule]) -> None:
    assert CODE.fullmatch(rule.code)
    assert rule.title
    assert len(rule.page().partition("\nLimits:")[2].strip()) > 20
