"""A text cut where marks overlap, nest and have holes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.desk import wording
from onrecord.desk.article_page import number_of
from onrecord.desk.narrowing import Narrowing, address, source_address
from onrecord.desk.segments import Mark, blocks, cut
from onrecord.records import Source, Span

TEXTS = st.lists(st.sampled_from("ab\n \u00a0é😀"), min_size=1, max_size=40).map("".join)
PLACES = st.integers(0, 40)
CLOSELY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy


def span_in(text: str, one: int, other: int) -> Span:
    """Make any two numbers a span of `text`."""
    start, end = sorted((one % len(text), other % len(text)))
    return Span(start, end + 1)


@CLOSELY
@given(
    TEXTS,
    st.lists(
        st.tuples(PLACES, PLACES, st.sampled_from(["source", "cue"]), st.sampled_from(["s1", "s2", ""])), max_size=8
    ),
    st.tuples(PLACES, PLACES),
    st.lists(PLACES, max_size=3),
)
def test_every_character_is_given_once_with_every_mark_over_it(
    text: str, wanted: list[tuple[int, int, str, str]], window: tuple[int, int], also_at: list[int]
) -> None:
    marks = [Mark(span_in(text, one, other), role, of) for one, other, role, of in wanted]
    within = span_in(text, *window)
    pieces = cut(text, marks, within, also_at=also_at)
    assert "".join(piece.text for piece in pieces) == within.of(text)
    position = within.start
    for piece in pieces:
        assert piece.start == position
        position = piece.end
        for place in range(piece.start, piece.end):
            over = [mark for mark in marks if mark.span.start <= place < mark.span.end]
            assert sorted(piece.marks) == sorted(over)
    assert set(also_at) & set(range(within.start, within.end)) <= {piece.start for piece in pieces}


@CLOSELY
@given(TEXTS)
def test_lines_hold_all_that_is_not_white_space(text: str) -> None:
    lines = blocks(text)
    assert "".join("".join(line.span.of(text).split()) for line in lines) == "".join(text.split())
    assert all("\n" not in line.span.of(text) for line in lines)


def test_a_blank_line_is_a_gap_and_a_line_break_is_none() -> None:
    assert [(line.span, line.after_gap) for line in blocks("one\ntwo\n \n\nthree")] == [
        (Span(0, 3), True),
        (Span(4, 7), False),
        (Span(11, 16), True),
    ]


def test_the_box_of_a_source_opens_and_closes_once_though_it_is_cut() -> None:
    marks = [Mark(Span(0, 6), "source", "s2"), Mark(Span(2, 4), "content", "s1")]
    assert [piece.classes for piece in cut("abcdef", marks, Span(0, 6))] == [
        "source source-start",
        "content source content-start content-end",
        "source source-end",
    ]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "date unknown"),
        ("", "date unknown"),
        ("2024-12-14", "14 December 2024"),
        ("2024-12", "December 2024"),
        ("2024", "2024"),
        ("2024-12-14T09:30:00Z", "14 December 2024, 09:30 UTC"),
        ("2024-12-14T09:30:00+03:00", "14 December 2024, 09:30 +03:00"),
        ("XXXX-12-09", "XXXX-12-09"),
        ("2024-12-14~", "2024-12-14~"),
        ("2024-22", "2024-22"),
        ("2011/..", "2011/.."),
    ],
)
def test_dates_are_put_in_words_only_where_they_are_plain(edtf: str | None, words: str) -> None:
    assert wording.date(edtf) == words


def test_a_badge_says_how_many_where_the_text_does() -> None:
    four = Source(id="p1", name="four officials", kind="group", status="anonymous", count=4)
    assert wording.status("anonymous", four) == "anonymous ×4"
    assert wording.status("anonymous") == "anonymous"
    assert wording.status(None) == "status unknown"


def test_a_capacity_that_the_name_says_is_not_said_again() -> None:
    assert wording.capacities("three port officials", ["port officials", None]) == ()
    assert wording.capacities("Ann Lee", ["Navy spokeswoman", "Navy", "harbour"]) == ("Navy spokeswoman", "harbour")


def test_numbers_and_addresses() -> None:
    assert number_of("s12") == "12"
    assert number_of("x1") == "x1"
    assert address("/statements", status="named", source=None, words="", page=1) == "/statements?status=named"
    assert source_address("a/b c?", "named") == "/sources/a%2Fb%20c%3F?status=named"
    assert Narrowing.model_validate({"words": "  ", "page": "", "source": " X "}).asked() == {"source": "X"}
