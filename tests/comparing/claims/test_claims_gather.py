"""Statements become claims one by one: who joins, who does not, what contests what."""

from __future__ import annotations

import pytest
from claims_drawing import Answer, alike, gather, readings
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.claims import Met, Voice, index_terms, looked_up, place, support
from onrecord.comparing.claims.gather import LEAST, LOOKED
from onrecord.records import Claim


def voice(text: str, article: str = "a", statement: str = "s1", **more: object) -> Voice:
    return Voice.plain(text, article=article, statement=statement, **more)  # type: ignore[arg-type]


def claims_of(drawing: str) -> list[list[str]]:
    return [
        [f"{one.article}/{one.statement}" for one in members] for members in gather(readings(drawing)).claims.values()
    ]


def test_one_statement_alone_is_no_claim() -> None:
    assert place(voice("the bridge at Akre is closed"), [], alike).started == ()
    unlike = Met(voice("the harbour master sold two boats", "b"))
    placed = place(voice("the bridge at Akre is closed"), [unlike], alike)
    assert (placed.started, placed.claim, placed.oppositions) == ((), None, ())


def test_two_that_say_the_same_start_a_claim_known_by_the_earlier() -> None:
    earlier = Met(voice("the stone bridge at Akre is closed", "b"))
    placed = place(voice("the stone bridge at Akre was closed", "a"), [earlier], alike)
    assert [(one.article, one.score) for one in placed.started] == [("b", 1.0), ("a", 1.0)]
    assert placed.oppositions == ()


def chained(one: Voice, other: Voice) -> Answer:
    """Say that neighbours in the alphabet say the same: what a chain of weak likenesses looks like."""
    apart = abs(ord(one.text[0]) - ord(other.text[0]))
    return Answer("same" if apart <= 1 else None, 1.0 - apart / 10)


def test_a_chain_of_likenesses_does_not_draw_far_ends_into_one_claim() -> None:
    wordings = tuple(voice(text, text) for text in "abc")
    near = [Met(wordings[2], claim="c1", wordings=wordings)]
    assert place(voice("d", "d"), near, chained).claim is None
    wordings = tuple(voice(text, text) for text in ("c", "d", "e", "d", "c"))
    near = [Met(wordings[1], claim="c1", wordings=wordings)]
    assert place(voice("d", "f"), near, chained).claim == "c1"


def test_the_surer_of_two_claims_is_joined_and_two_that_say_different_things_stay_two() -> None:
    one, other = voice("a", "x"), voice("c", "y")
    mets = [Met(one, "c1", (one,)), Met(other, "c2", (other, other))]
    placed = place(voice("b", "z"), mets, chained)
    assert placed.claim == "c1"
    assert placed.unites == ()
    assert [joined.article for joined in placed.joined] == ["z"]


def test_two_claims_that_say_the_same_are_made_one_under_the_older_id() -> None:
    one, other = voice("a", "x"), voice("b", "y")
    mets = [Met(other, "c12", (other,)), Met(one, "c9", (one,))]
    placed = place(voice("b", "z"), mets, chained)
    assert (placed.claim, placed.unites) == ("c9", ("c12",))
    assert [joined.article for joined in placed.joined] == ["z"]


def test_two_claims_of_which_one_contests_the_other_are_not_made_one() -> None:
    open_, closed = voice("the stone bridge at Akre is open", "x"), voice("the stone bridge at Akre is closed", "y")
    shut = voice("the stone bridge at Akre stays closed", "w")
    mets = [Met(closed, "c1", (closed,)), Met(shut, "c2", (shut, open_))]
    assert place(voice("the stone bridge at Akre is closed", "z"), mets, alike).unites == ()


def test_a_claim_is_not_joined_where_one_of_its_wordings_is_contested() -> None:
    closed, open_ = voice("the stone bridge at Akre is closed", "x"), voice("the stone bridge at Akre is open", "y")
    placed = place(voice("the stone bridge at Akre is closed", "z"), [Met(closed, "c1", (closed, open_))], alike)
    assert placed.claim is None


def test_a_statement_without_claim_that_says_the_same_comes_along() -> None:
    first, free = voice("the stone bridge at Akre is closed", "x"), voice("the stone bridge at Akre was closed", "y")
    placed = place(voice("the stone bridge at Akre closed", "z"), [Met(first, "c1", (first,)), Met(free)], alike)
    assert placed.claim == "c1"
    assert [one.article for one in placed.joined] == ["y", "z"]


def test_a_statement_and_the_one_it_stands_inside_are_one_support() -> None:
    outer = voice("the stone bridge at Akre is closed", "a", "s1")
    inner = voice("the stone bridge at Akre is closed", "a", "s2")
    assert place(inner, [Met(outer)], alike, parent="s1").started == ()
    outside = voice("the stone bridge at Akre is closed", "b")
    assert place(outside, [Met(outer)], alike).started


def test_a_source_that_corrects_itself_is_not_contested_by_another() -> None:
    before = voice("the stone bridge at Akre is closed", "a", source="Transport ministry")
    after = voice("the stone bridge at Akre is open", "b", source="Transport Ministry")
    assert place(after, [Met(before)], alike).oppositions == ()
    others = voice("the stone bridge at Akre is open", "b", source="Drivers")
    (found,) = place(others, [Met(before)], alike).oppositions
    assert (found.relation, found.article, found.other_article) == ("contests", "b", "a")


def test_wishes_do_not_support_what_is_asserted() -> None:
    asserted = Met(voice("the stone bridge at Akre is closed", "a"))
    wished = voice("the stone bridge at Akre closed", "b", stance="demands")
    assert place(wished, [asserted], alike).started == ()
    again = Met(voice("the stone bridge at Akre closed", "c", stance="expects"))
    assert len(place(wished, [again], alike).started) == 2


DENIED = """--- 2024-03-01
Farmers in Akre said the ministry had buried solvents behind the quarry.
=======              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
--- 2024-03-02
The ministry denied it had buried solvents behind the quarry.
============        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 denies denied
--- 2024-03-02
Shepherds said the ministry had buried solvents behind the quarry.
=========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said"""


def test_a_denial_never_supports_nor_contests_what_it_denies_whichever_came_first() -> None:
    gathered = gather(readings(DENIED))
    assert [(o.relation, o.article, o.other_article) for o in gathered.oppositions] == [
        ("denies", "2", "1"),
        ("denies", "2", "3"),
    ]
    assert [[one.article for one in members] for members in gathered.claims.values()] == [["1", "3"]]


def test_what_says_too_little_is_not_looked_for() -> None:
    assert index_terms(voice("Akre bridge")) == ()
    assert len(index_terms(voice("the stone bridge at Akre is closed"))) >= LEAST
    assert index_terms(voice("burying solvents"), denies=True) != ()
    assert "#12" in index_terms(voice("12 boats sank in the harbour of Arwad"))
    assert index_terms(voice("")) == ()


def test_rare_words_are_looked_up_and_usual_ones_are_not() -> None:
    terms = ("said", "bridge", "akre", "stone", "unheard")
    held = {"said": 90_000, "bridge": 40, "akre": 3, "stone": 200}
    found = looked_up(terms, held, 100_000)
    assert list(found) == ["akre", "bridge", "stone"]
    assert found["akre"] > found["bridge"] > found["stone"] > 0
    assert len(looked_up([str(n) for n in range(40)], {str(n): 1 for n in range(40)}, 100)) == LOOKED
    assert looked_up((), {}, 0) == {}


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((2, 3, 1, 1), "supported by 2 to 3 independent origins, contested by 1, denied by 1"),
        ((1, 1, 0, 0), "supported by 1 independent origin"),
        ((4, 4, 2, 0), "supported by 4 independent origins, contested by 2"),
        ((0, 0, 0, 3), "said in 5 statements, denied by 3"),
    ],
)
def test_what_stands_behind_a_claim_in_words(counts: tuple[int, int, int, int], words: str) -> None:
    low, high, contested, denied = counts
    claim = Claim(
        id="c1",
        text="the bridge is closed",
        article="a",
        statement="s1",
        first=None,
        last=None,
        statements=5,
        articles=4,
        origins_low=low,
        origins_high=high,
        contested=contested,
        denied=denied,
    )
    assert support(claim) == words


texts = st.lists(st.sampled_from("a b c d e f".split()), min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.tuples(texts, st.sampled_from(["x", "y", "z"])), max_size=8), texts)
def test_no_statement_is_placed_twice_and_nothing_opposes_itself(drawn: list[tuple[str, str]], text: str) -> None:
    known = [voice(one, f"a{number}", source=source) for number, (one, source) in enumerate(drawn)]
    mets = [
        Met(one, f"c{number % 3}" if number % 2 else None, (one,) if number % 2 else ())
        for number, one in enumerate(known)
    ]
    placed = place(voice(text, "new"), mets, chained)
    assert placed == place(voice(text, "new"), mets, chained)
    kept = [(one.article, one.statement) for one in (*placed.started, *placed.joined, *placed.alone)]
    assert len(kept) == len(set(kept))
    assert not (placed.started and placed.joined)
    assert all((one.article, one.statement) != (one.other_article, one.other) for one in placed.oppositions)
