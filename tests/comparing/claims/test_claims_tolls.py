"""Which tolls of one story contest each other, and the many that do not."""

from __future__ import annotations

import dataclasses

import pytest
from claims_drawing import Answer, alike
from hypothesis import given
from hypothesis import strategies as st
from voice_drawing import sides

from onrecord.comparing.claims import Met, Voice, place
from onrecord.comparing.claims.tolls import rival_tolls, tells_toll
from onrecord.vocabulary.tolls import toll_words

HOSPITAL = "2024-05-13 · Red Sea Post · Kassala hospital"
COMMITTEE = "2024-05-13 · Red Sea Post · the harbour committee"


def toll(head: str, content: str, words: str, value: int, bound: str = "exactly", *more: str) -> str:
    return "\n".join([f"{head}: {content}", f"    # {words} | killed | people | {bound} | {value}", *more])


def contested(one: str, other: str, *, one_article: bool = True) -> bool:
    """Whether the two contest each other, whichever comes first."""
    here, there = sides(f"{one}\n{other}")
    if one_article:
        there = dataclasses.replace(there, article=here.article, statement="s2")
    found, turned = rival_tolls(here, there), rival_tolls(there, here)
    assert (found is None) == (turned is None)
    return found is not None


def unlike(one: Voice, other: Voice) -> Answer:
    """Say that no two statements have anything to do with each other."""
    return Answer(None, 0.0)


PLAIN = toll(HOSPITAL, "17 people had been killed", "17 people", 17)


def test_two_bare_tolls_of_one_article_contest_each_other() -> None:
    assert contested(PLAIN, toll(COMMITTEE, "26 people were dead", "26 people", 26))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(toll(COMMITTEE, "17 people were dead", "17 people", 17), id="the same number"),
        pytest.param(
            toll(COMMITTEE, "at least 12 people were dead", "at least 12 people", 12, "at_least"), id="a bound"
        ),
        pytest.param(toll(COMMITTEE, "60 people were dead", "60 people", 60), id="more than three times as many"),
        pytest.param(toll(COMMITTEE, "12 of the wounded had died", "12", 12), id="some of the wounded"),
        pytest.param(toll(COMMITTEE, "another 12 people were dead", "12 people", 12), id="others"),
        pytest.param(toll(COMMITTEE, "15 bodies had reached the morgue", "15 bodies", 15), id="handled so far"),
        pytest.param(toll(COMMITTEE, "26 people were feared dead", "26 people", 26), id="a guess"),
        pytest.param(toll(COMMITTEE, "26 people had died since March", "26 people", 26), id="more than one event"),
        pytest.param(toll(HOSPITAL, "26 people were dead", "26 people", 26), id="the same source"),
        pytest.param(
            toll("2024-05-13 · Red Sea Post · the hospital", "26 people were dead", "26 people", 26),
            id="its short name",
        ),
        pytest.param(
            toll("2024-05-13 · Red Sea Post · officials", "26 people were dead", "26 people", 26),
            id="who may be anybody",
        ),
        pytest.param(
            toll("2024-05-13 · Red Sea Post · the harbour committee (expects)", "26 people dead", "26 people", 26),
            id="a wish",
        ),
        pytest.param(
            toll(COMMITTEE, "26 people were dead in Atbara", "26 people", 26, "exactly", "    @ Atbara SD"),
            id="another place",
        ),
    ],
)
def test_what_is_no_contest(other: str) -> None:
    assert not contested(PLAIN, other)


def test_two_events_of_one_story_are_two() -> None:
    flood = toll(HOSPITAL, "17 people had been killed in the flood", "17 people", 17)
    blast = toll(COMMITTEE, "26 people were killed in the explosion", "26 people", 26)
    assert not contested(flood, blast)
    assert contested(flood, toll(COMMITTEE, "26 people were killed when the flood came", "26 people", 26))


def test_a_later_article_brings_the_count_up_to_date() -> None:
    at = "    @ Kassala SD"
    day, later = (f"2024-05-{n} · Red Sea Post · " for n in (13, 14))
    first = toll(f"{day}Kassala hospital", "17 people had been killed in Kassala", "17 people", 17, "exactly", at)
    same_day = toll(f"{day}the harbour committee", "26 people died in Kassala", "26 people", 26, "exactly", at)
    next_day = toll(f"{later}the harbour committee", "26 people died in Kassala", "26 people", 26, "exactly", at)
    assert contested(first, same_day, one_article=False)
    assert not contested(first, next_day, one_article=False)


def test_articles_must_both_name_the_place_or_both_be_set_there() -> None:
    assert not contested(PLAIN, toll(COMMITTEE, "26 people were dead", "26 people", 26), one_article=False)


def test_only_inside_one_story_and_never_by_one_source() -> None:
    at = "    @ Kassala SD"
    hospital = toll(HOSPITAL, "17 people had been killed in Kassala", "17 people", 17, "exactly", at)
    committee = toll(COMMITTEE, "26 people died in Kassala", "26 people", 26, "exactly", at)
    one, other = sides(f"{hospital}\n{committee}")
    assert place(other, [Met(one)], unlike).oppositions == ()
    (found,) = place(other, [Met(one, together=True)], unlike).oppositions
    assert (found.relation, found.made_by) == ("contests", "CL43")
    assert [cited.text for cited in found.evidence[0].cited] == ["26 people", "17 people"]
    assert place(other, [Met(one, together=True, who="i7")], unlike, who="i7").oppositions == ()


def test_who_is_who_goes_before_the_name() -> None:
    closed = Voice.plain("the stone bridge at Akre is closed", article="a", source="The spokesman")
    open_ = Voice.plain("the stone bridge at Akre is open", article="b", source="The spokesman")
    assert place(open_, [Met(closed)], alike).oppositions == ()
    assert place(open_, [Met(closed, who="i1")], alike, who="i1").oppositions == ()
    (found,) = place(open_, [Met(closed, who="i1")], alike, who="i2").oppositions
    assert found.relation == "contests"


words = st.lists(st.sampled_from("17 people killed flood of them since Kassala “ … body".split()), max_size=12).map(
    " ".join
)


@given(words, words)
def test_any_words_are_held_against_each_other(one: str, other: str) -> None:
    here, there = Voice.plain(one, source="a"), Voice.plain(other, source="b")
    assert tells_toll(here) == frozenset()
    assert rival_tolls(here, there) is None


def test_words_are_listed_once() -> None:
    known = toll_words()
    listed = [word for group in known.events for word in group]
    assert len(listed) == len(set(listed))
    assert not known.guess & known.beyond
