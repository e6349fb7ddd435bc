"""Every rule's documentation page is its test: the drawings under `Examples:` must come out exactly so."""

import pytest
from pair_drawing import codes_in, redrawn

from onrecord.comparing import RULES as ALL
from onrecord.records import Rule
from onrecord.records.rule import CODE

RULES = tuple(rule for rule in ALL if rule.draws in ("pairs", "versions"))
"""Those of two texts; the others are drawn in folders of their own, beside this file."""

EXAMPLES = [
    pytest.param(rule, drawing, id=f"{rule.code}-{n}") for rule in RULES for n, drawing in enumerate(rule.examples())
]


@pytest.mark.parametrize(("rule", "drawing"), EXAMPLES)
def test_example_comes_out_as_drawn(rule: type[Rule], drawing: str) -> None:
    assert redrawn(rule, drawing) == drawing


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_at_work_in_its_examples(rule: type[Rule]) -> None:
    assert any(rule.code in codes_in(rule, drawing) for drawing in rule.examples())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page_is_whole(rule: type[Rule]) -> None:
    assert CODE.fullmatch(rule.code)
    assert rule.title
    assert rule.examples(), f"{rule.code} has no example"
    assert len(rule.page().partition("\nLimits:")[2].strip()) > 20, f"{rule.code} does not say where it fails"


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in ALL]
    assert sorted(codes) == sorted(set(codes))
