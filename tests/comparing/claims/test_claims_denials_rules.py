"""Every rule's documentation page is its test: the drawings under `Examples:` must come out exactly so."""

import pytest
from claims_drawing import redrawn

from onrecord.comparing.claims import CLAIM_RULES
from onrecord.records import Rule
from onrecord.records.rule import CODE

EXAMPLES = [
    pytest.param(drawing, id=f"{rule.code}-{n}") for rule in CLAIM_RULES for n, drawing in enumerate(rule.examples())
]


@pytest.mark.parametrize("drawing", EXAMPLES)
def test_example_comes_out_as_drawn(drawing: str) -> None:
    assert redrawn(drawing) == drawing


@pytest.mark.parametrize("rule", CLAIM_RULES, ids=lambda rule: rule.code)
def test_rule_is_at_work_in_its_examples(rule: type[Rule]) -> None:
    assert any(f"=== {rule.code} " in redrawn(drawing) for drawing in rule.examples())


@pytest.mark.parametrize("rule", CLAIM_RULES, ids=lambda rule: rule.code)
def test_page_is_whole(rule: type[Rule]) -> None:
    assert CODE.fullmatch(rule.code)
    assert rule.title
    assert rule.draws == "claims"
    assert rule.examples(), f"{rule.code} has no example"
    assert len(rule.page().partition("\nLimits:")[2].strip()) > 20, f"{rule.code} does not say where it fails"


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in CLAIM_RULES]
    assert sorted(codes) == sorted(set(codes))
