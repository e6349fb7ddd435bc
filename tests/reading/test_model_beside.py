"""The network's statements and the rules' settled between them. Under each text: = source, ^ cue, ~ content."""

from __future__ import annotations

import pytest

from onrecord.reading.found import Found
from onrecord.reading.model.beside import beside, trimmed
from onrecord.records import Span


def found(text: str, marks: str, made_by: str = "network", weak: bool = False) -> Found:
    """A statement drawn under its text."""
    spans: dict[str, list[Span]] = {"=": [], "^": [], "~": []}
    at = 0
    while at < len(marks):
        sign, start = marks[at], at
        while at < len(marks) and marks[at] == sign:
            at += 1
        if sign in spans:
            spans[sign].append(Span(start, at))
    return Found(tuple(spans["="]), tuple(spans["^"]), tuple(spans["~"]), made_by, 0.9, weak)


def drawn(text: str, one: Found) -> str:
    """The drawing of a statement."""
    line = [" "] * len(text)
    for sign, part in (("~", one.content), ("^", one.cue), ("=", one.source)):
        for span in part:
            line[span.start : span.end] = sign * len(span)
    return "".join(line).rstrip()


def test_two_statements_run_into_one_are_parted() -> None:
    text = "The gate was shut, he said; Odeh said it was open."
    both = "~~~~~~~~~~~~~~~~~  == ^^^^            ~~~~~~~~~~~"
    rule = "                            ==== ^^^^ ~~~~~~~~~~~"
    left = "~~~~~~~~~~~~~~~~~  == ^^^^"
    parted = beside(text, [found(text, both)], [found(text, rule, "ST01")])
    assert [drawn(text, one) for one in parted] == [left, rule]


def test_a_source_in_the_next_sentence_gives_way_to_the_one_beside_the_cue() -> None:
    text = "It denied that. A spokesman left."
    seen = "   ^^^^^^ ~~~~  ==========="
    rule = "== ^^^^^^ ~~~~"
    (one,) = beside(text, [found(text, seen)], [found(text, rule, "ST01")])
    assert drawn(text, one) == rule
    assert one.made_by == "network"


def test_a_source_cut_in_the_middle_of_a_phrase_is_made_whole() -> None:
    text = "The rules committee report denied it."
    seen = "===================        ^^^^^^ ~~"
    rule = "========================== ^^^^^^ ~~"
    (one,) = beside(text, [found(text, seen)], [found(text, rule, "ST01")])
    assert drawn(text, one) == rule


def test_a_clause_is_no_source() -> None:
    text = "The guards, who left as they were cold, denied it."
    seen = "                        ==============  ^^^^^^ ~~"
    rule = "==========                              ^^^^^^ ~~"
    (one,) = beside(text, [found(text, seen)], [found(text, rule, "ST01")])
    assert drawn(text, one) == rule


def test_a_source_that_a_comma_ends_stays() -> None:
    text = "Lina Odeh, the mayor, denied it."
    seen = "=========             ^^^^^^ ~~"
    rule = "====================  ^^^^^^ ~~"
    (one,) = beside(text, [found(text, seen)], [found(text, rule, "ST01")])
    assert drawn(text, one) == seen


def test_what_the_same_source_adds_is_a_statement_of_its_own() -> None:
    text = "Odeh said it was shut, adding that it was cold."
    seen = "==== ^^^^ ~~~~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~"
    rule = "====                   ^^^^^^ ~~~~~~~~~~~~~~~~"
    left = "==== ^^^^ ~~~~~~~~~~~"
    parted = beside(text, [found(text, seen)], [found(text, rule, "ST07")])
    assert [drawn(text, one) for one in parted] == [left, rule]


def test_who_is_told_does_not_speak() -> None:
    text = "“It is over,” residents told Asharq on Monday."
    seen = "~~~~~~~~~~~~~           ^^^^ ======"
    rule = "~~~~~~~~~~~~~ ========= ^^^^"
    (one,) = beside(text, [found(text, seen)], [found(text, rule, "ST02")])
    assert drawn(text, one) == rule


def test_a_content_cut_in_the_middle_of_a_phrase_takes_the_end_that_grammar_gives() -> None:
    text = "He said the shops had been washed away."
    seen = "== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~"
    rule = "== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"
    (one,) = beside(text, [found(text, seen)], [found(text, rule, "ST01")])
    assert drawn(text, one) == rule


def test_a_weak_rule_is_heard_inside_another_of_a_denial_only() -> None:
    text = "Odeh said they denied all and praised it."
    seen = "==== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"
    deny = "          ==== ^^^^^^ ~~~"
    laud = "          ====            ^^^^^^^^ ~~"[: len(text)]
    weak = [found(text, deny, "ST04", weak=True), found(text, laud, "ST04", weak=True)]
    assert [drawn(text, one) for one in beside(text, [found(text, seen)], weak)] == [seen, deny]


def test_a_word_that_only_joins_is_left_out() -> None:
    text = "He called it historic and left."
    seen = "== ^^^^^^ ~~~~~~~~~~~~~~~"
    (one,) = beside(text, [found(text, seen)], [])
    assert drawn(text, one) == "== ^^^^^^ ~~~~~~~~~~~"


def test_somebody_else_inside_a_statement_speaks_too_but_i_do_not() -> None:
    text = "He said Odeh denied it and I think so."
    seen = "== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"
    odeh = "        ==== ^^^^^^ ~~"
    mine = "                           = ^^^^^ ~~"
    kept = beside(text, [found(text, seen)], [found(text, odeh, "ST01"), found(text, mine, "ST01")])
    assert [drawn(text, one) for one in kept] == [seen, odeh]


@pytest.mark.parametrize(
    ("made_by", "weak", "kept"), [("ST01", False, 1), ("ST01", True, 0), ("ST03", True, 0), ("ST12", False, 1)]
)
def test_where_the_network_saw_nothing_a_sure_rule_is_heard(made_by: str, weak: bool, kept: int) -> None:
    text = "Odeh backed it."
    rule = "==== ^^^^^^ ~~"
    assert len(beside(text, [], [found(text, rule, made_by, weak)])) == kept


@pytest.mark.parametrize(
    ("text", "kept"), [("Odeh denied the theft.", 1), ("They denied the theft.", 1), ("I denied the theft.", 0)]
)
def test_where_the_network_saw_nothing_a_denial_is_heard_though_its_rule_is_weak(text: str, kept: int) -> None:
    rule = " ".join(sign * len(word) for sign, word in zip("=^", text.split()[:2], strict=True)) + " " + "~" * 9
    assert len(beside(text, [], [found(text, rule, "ST05", True)])) == kept


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("by Orbita Maps", ["Orbita Maps"]),
        ("Lina Odeh, who", ["Lina Odeh"]),
        ("those who", ["those who"]),
        ("the head of", ["the head"]),
        ("Pavel Dvorak (D-Ostrava", ["Pavel Dvorak"]),
        ("a schoolteacher who gave only her first name, Hiba", ["a schoolteacher", "Hiba"]),
        ("The", ["The"]),
    ],
)
def test_words_that_only_lead_to_a_source_or_hang_behind_it_are_left_out(source: str, expected: list[str]) -> None:
    assert [span.of(source) for span in trimmed(source, (Span(0, len(source)),))] == expected


def test_a_content_that_was_made_longer_is_known_where_it_now_reaches() -> None:
    long = "word " * 500
    text = f"He said {long}and Odeh denied it."
    seen = found(text, "== ^^^^ " + "~" * 1899)
    whole = found(text, "== ^^^^ " + "~" * (len(text) - 9), "ST01")
    inside = found(text, " " * text.index("Odeh") + "==== ^^^^^^ ~~", "ST01")
    first, second = beside(text, [seen], [whole, inside])
    assert (first.content, second) == (whole.content, inside)


def test_nothing_is_lost_or_doubled_without_rules() -> None:
    text = "Odeh denied it."
    one = found(text, "==== ^^^^^^ ~~")
    assert beside(text, [one], []) == [one]
