"""Every rule's documentation page is its test: the drawings under `Examples:` must come out exactly so."""

import pytest
from drawing import draw_for, read_for

from onrecord.reading import RULES, Model
from onrecord.records import Reading, Rule
from onrecord.records.rule import CODE

MODEL: dict[str, Model] = {"attribution-2": "attribution", "attribution-open-1": "attribution-open"}
"""The rules are drawn with the rules, each trained model with itself."""

EXAMPLES = [
    pytest.param(rule, drawing, id=f"{rule.code}-{n}") for rule in RULES for n, drawing in enumerate(rule.examples())
]


def codes_in(reading: Reading) -> set[str]:
    """Give every rule that had a part in a reading."""
    found = {s.made_by for s in reading.statements} | {s.source.made_by for s in reading.statements}
    found |= {s.made_by for s in reading.sources} | {s.made_by for s in reading.silences}
    found |= {s.relay.made_by for s in reading.statements if s.relay is not None}
    found |= (
        {p.made_by for p in reading.places} | {d.made_by for d in reading.dates} | {f.made_by for f in reading.figures}
    )
    found |= {name.made_by for name in reading.names}
    found |= {reading.setting.made_by} if reading.setting is not None else set()
    found |= {reading.anchor.made_by} if reading.anchor is not None else set()
    stances = {"denies": "SN01", "confirms": "SN02", "demands": "SN03", "expects": "SN04"}
    found |= {stances[s.stance] for s in reading.statements if s.stance in stances}
    return found | ({"NE01"} if any(s.parent for s in reading.statements) else set())


@pytest.mark.parametrize(("rule", "drawing"), EXAMPLES)
def test_example_comes_out_as_drawn(rule: type[Rule], drawing: str) -> None:
    reading = read_for(rule, drawing, model=MODEL.get(rule.code, "rules"))
    assert draw_for(rule, reading) == drawing


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_at_work_in_its_examples(rule: type[Rule]) -> None:
    assert any(
        rule.code in codes_in(read_for(rule, drawing, model=MODEL.get(rule.code, "rules")))
        for drawing in rule.examples()
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page_is_whole(rule: type[Rule]) -> None:
    assert CODE.fullmatch(rule.code)
    assert rule.title
    assert rule.examples(), f"{rule.code} has no example"
    page = rule.page()
    limits = page.partition("\nLimits:")[2].strip()
    assert len(limits) > 20, f"{rule.code} does not say where it fails"


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert sorted(codes) == sorted(set(codes))
