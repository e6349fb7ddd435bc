"""Every rule's documentation page is its test: the drawings under `Examples:` must come out exactly so."""

import pytest
from identity_drawing import codes_in, redrawn

from onrecord.comparing.identities.rules import IDENTITY_RULES
from onrecord.comparing.identities.score import OF_A_NAME
from onrecord.records import Rule
from onrecord.records.rule import CODE
from onrecord.vocabulary.identities import identity_weights

EXAMPLES = [
    pytest.param(rule, drawing, id=f"{rule.code}-{n}")
    for rule in IDENTITY_RULES
    for n, drawing in enumerate(rule.examples())
]


@pytest.mark.parametrize(("rule", "drawing"), EXAMPLES)
def test_example_comes_out_as_drawn(rule: type[Rule], drawing: str) -> None:
    assert redrawn(drawing) == drawing


@pytest.mark.parametrize("rule", IDENTITY_RULES, ids=lambda rule: rule.code)
def test_rule_is_at_work_in_its_examples(rule: type[Rule]) -> None:
    assert any(rule.code in codes_in(drawing) for drawing in rule.examples())


@pytest.mark.parametrize("rule", IDENTITY_RULES, ids=lambda rule: rule.code)
def test_page_is_whole(rule: type[Rule]) -> None:
    assert CODE.fullmatch(rule.code)
    assert rule.title
    assert rule.examples(), f"{rule.code} has no example"
    assert len(rule.page().partition("\nLimits:")[2].strip()) > 20, f"{rule.code} does not say where it fails"


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in IDENTITY_RULES]
    assert sorted(codes) == sorted(set(codes))


def test_every_reason_of_a_name_has_a_weight_and_a_rule() -> None:
    assert set(OF_A_NAME) | {"common"} == set(identity_weights().name)
