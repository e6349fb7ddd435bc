"""Stories as a journalist sees them: what comes together, what stays apart, and what corrections do."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story_shelf import Shelf, reading

from onrecord.archive import stories as kept
from onrecord.comparing.stories import profile, weigh
from onrecord.comparing.stories.words import stem_of, words
from onrecord.records import Reading
from onrecord.vocabulary.stories import empty_words, usual_words

FERRY = "Arwad ferry sails again\nThe ferry between Tartus and Arwad sailed again on Monday, captain Samer Hallak said."
FERRY_2 = "Islanders wait for ferry\nThe ferry to Arwad stood still; captain Samer Hallak blamed the storm, in Tartus."
FERRY_3 = "Hallak speaks\nCaptain Samer Hallak said the ferry from Tartus to Arwad would carry flour after the storm."
FLOUR = "Aleppo bakers protest\nBakers in Aleppo closed their shops in protest at the price of flour, up by a third."
FLOUR_2 = "Flour dearer in Aleppo\nThe price of flour drove bakers in Aleppo to close their shops in protest."


def shelf_of(*texts: str) -> Shelf:
    shelf = Shelf()
    for number, text in enumerate(texts):
        shelf.add(reading(f"a{number}", text, day=f"2024-12-{number + 1:02}"))
    return shelf


def test_articles_about_one_matter_come_together_and_others_stay_apart() -> None:
    assert shelf_of(FERRY, FLOUR, FERRY_2, FLOUR_2).groups() == {"st1": ["a0", "a2"], "st2": ["a1", "a3"]}


def test_capitals_do_not_hide_a_matter() -> None:
    assert shelf_of(FERRY, FLOUR, FERRY_2.upper()).groups() == {"st1": ["a0", "a2"], "st2": ["a1"]}


def test_the_same_words_months_later_are_another_matter_unless_very_alike() -> None:
    first = "Clashes near Homs\nRebels and soldiers clashed near Homs on a road that both need, residents told a paper."
    other = "Wheat near Homs\nThe wheat harvest near Homs began; soldiers closed a road and trucks wait, farmers wrote."
    months_later, next_day, word_for_word = Shelf(), Shelf(), Shelf()
    for shelf in (months_later, next_day, word_for_word):
        shelf.add(reading("a1", first, day="2013-01-05"))
    assert next_day.add(reading("a2", other, day="2013-01-06")).story == 1
    assert months_later.add(reading("a2", other, day="2013-09-06")).story == 2
    assert word_for_word.add(reading("a2", first, day="2013-09-06")).story == 1


def test_an_article_may_arrive_before_the_story_it_is_older_than() -> None:
    shelf = Shelf()
    shelf.add(reading("late", FERRY, day="2024-12-09"))
    shelf.add(reading("early", FERRY_2, day="2024-12-05"))
    (story,) = kept.listing(shelf.db).rows
    assert (story.first, story.last, story.articles) == ("2024-12-05", "2024-12-09", 2)
    assert [member.belonging.article for member in kept.members(shelf.db, 1)] == ["early", "late"]


def test_a_text_printed_often_counts_once() -> None:
    shelf = Shelf()
    shelf.add(reading("a1", FERRY, day="2024-12-01"))
    shelf.add(reading("a2", FERRY_2, day="2024-12-01"))
    before = shelf.gathered(1)
    for number in range(3, 9):
        assert shelf.add(reading(f"a{number}", FERRY, day="2024-12-02"), prints=[1]).made_by == "SO01"
    after = shelf.gathered(1)
    assert (after.terms, after.texts, after.articles) == (before.terms, 2, 8)


def test_what_an_outlet_prints_everywhere_hardly_weighs() -> None:
    one = profile(reading("a", "Ferry\nThe ferry sailed. Levant Maritime Archive.", outlet="Harbour Gazette"))
    stock = {f"w:{stem_of(word)}": 40 for word in ("Levant", "Maritime", "Archive")}
    before = weigh(one, kept.Counts(90, {}, 0, {})).weights
    after = weigh(one, kept.Counts(90, {}, 40, stock)).weights
    for term in stock:
        assert after[term] / after["w:ferri"] < before[term] / before["w:ferri"] / 2
    assert "w:harbour" not in profile(reading("a", "Harbour Gazette: ferry", outlet="Harbour Gazette")).terms


def test_the_summary_is_a_sentence_as_it_stands() -> None:
    shelf = shelf_of(FERRY, FERRY_2, FERRY_3)
    (story,) = kept.listing(shelf.db).rows
    assert story.summary is not None
    (source,) = [one for one in shelf.readings.values() if one.article.id == story.summary.article]
    (span,) = story.summary.spans
    assert span.of(source.article.text) == story.summary.text
    assert story.summary.text[-1] == "."
    whole = " ".join(one.article.text for one in shelf.readings.values())
    assert story.name
    assert all(piece in whole for piece in story.name.replace(",", "").split())


def test_a_text_without_sentences_and_an_empty_one_start_stories_of_their_own() -> None:
    shelf = shelf_of("", "...", "\n\n", "x", "x")
    assert [story.articles for story in kept.listing(shelf.db).rows] == [1] * 5
    assert all(story.summary is None or story.summary.text for story in kept.listing(shelf.db).rows)


# Corrections


def test_stories_merged_by_hand_stay_one_when_everything_is_compared_anew() -> None:
    shelf = shelf_of(FERRY, FLOUR, FERRY_2, FLOUR_2)
    assert shelf.merge(2, 1) == 1
    together = {"st1": ["a0", "a1", "a2", "a3"]}
    assert shelf.groups() == together
    shelf.anew()
    assert shelf.groups() == together
    assert kept.listing(shelf.db).rows[0].articles == 4


def test_an_article_split_off_by_hand_does_not_fall_back() -> None:
    shelf = shelf_of(FERRY, FERRY_2, FERRY_3)
    assert shelf.groups() == {"st1": ["a0", "a1", "a2"]}
    assert shelf.split(1, "a1") == (1, 2)
    apart = {"st1": ["a0", "a2"], "st2": ["a1"]}
    assert shelf.groups() == apart
    shelf.anew()
    assert shelf.groups() == apart
    belonging = kept.of_article(shelf.db, "a2")
    assert belonging is not None
    assert (belonging.story, belonging.made_by) == ("st1", "by hand")


def test_the_part_with_the_first_article_keeps_the_id() -> None:
    shelf = shelf_of(FERRY, FERRY_2, FERRY_3)
    assert shelf.split(1, "a0") == (2, 1)  # what is left, what was taken
    apart = {"st1": ["a0"], "st2": ["a1", "a2"]}
    assert shelf.groups() == apart
    shelf.anew()
    assert shelf.groups() == apart


def test_a_later_correction_counts_more() -> None:
    shelf = shelf_of(FERRY, FERRY_2, FERRY_3)
    shelf.split(1, "a1")
    shelf.merge(1, 2)
    shelf.anew()
    assert shelf.groups() == {"st1": ["a0", "a1", "a2"]}
    shelf.split(1, "a2")
    shelf.anew()
    assert shelf.groups() == {"st1": ["a0", "a1"], "st3": ["a2"]}


def test_what_comes_later_may_join_either_part() -> None:
    shelf = shelf_of(FERRY, FERRY_2)
    shelf.split(1, "a1")
    shelf.add(reading("a9", FERRY_3, day="2024-12-04"))
    before = shelf.groups()
    assert sorted(itertools.chain(*before.values())) == ["a0", "a1", "a9"]
    shelf.anew()
    assert [article for group in shelf.groups().values() if "a0" in group and "a1" in group for article in group] == []


@pytest.mark.parametrize("wrong", [(1,), (1, 1), (1, 99), ()])
def test_a_merge_needs_two_stories(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="give the ids of two stories"):
        kept.merge(shelf_of(FERRY, FLOUR).db, wrong)


@pytest.mark.parametrize("wrong", [(), ("a0", "a2"), ("a1",), ("a0", "nobody")])
def test_a_split_takes_some_of_its_articles(wrong: tuple[str, ...]) -> None:
    shelf = shelf_of(FERRY, FLOUR, FERRY_2)
    with pytest.raises(ValueError, match="cannot split st1"):
        kept.split(shelf.db, 1, wrong)


# Lists


def test_stories_are_listed_by_day_or_size_and_narrowed() -> None:
    shelf = Shelf()
    for number, (text, outlet) in enumerate([(FERRY, "Harbour Post"), (FLOUR, "Delta Wire"), (FERRY_2, "Delta Wire")]):
        shelf.add(reading(f"a{number}", text, day=f"2024-12-0{number + 1}", outlet=outlet))
    shelf.add(
        reading("b", "Quiet day\nNothing at all happened in Sweida, the mayor of that town wrote.", outlet="Post")
    )

    def listed(**narrowed: object) -> list[str]:
        found = kept.listing(shelf.db, **narrowed)  # type: ignore[arg-type]
        assert found.total == len(found.rows)
        return [story.id for story in found.rows]

    assert listed() == ["st1", "st2", "st3"]
    assert listed(order="largest") == ["st1", "st2", "st3"]
    assert listed(words="FERRY") == ["st1"]
    assert listed(words="ferry flour") == []
    assert listed(words="--") == []
    assert listed(words=" ") == ["st1", "st2", "st3"]
    assert listed(outlet="delta") == ["st1", "st2"]
    assert listed(outlet="post") == ["st1", "st3"]
    assert listed(since="2024-12-03") == ["st1"]
    assert listed(until="2024-12-01") == ["st1"]
    assert listed(since="2024-12-02", until="2024-12-02") == ["st1", "st2"]
    assert listed(least=2) == ["st1"]
    page = kept.listing(shelf.db, limit=1, offset=1)
    assert ([story.id for story in page.rows], page.total, page.offset) == (["st2"], 3, 1)


# Properties

texts = st.lists(st.sampled_from([FERRY, FERRY_2, FERRY_3, FLOUR, FLOUR_2]) | st.text(max_size=80), max_size=8)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_the_same_articles_give_the_same_stories_and_compared_anew_the_same_ids(some: list[str]) -> None:
    one, other = Shelf(), Shelf()
    for shelf in (one, other):
        for number, text in enumerate(some):
            shelf.add(reading(f"a{number}", text))
    rows = list(one.db.execute("SELECT * FROM stories ORDER BY number"))
    assert rows == list(other.db.execute("SELECT * FROM stories ORDER BY number"))
    terms = list(one.db.execute("SELECT * FROM story_terms"))
    one.anew()
    assert list(one.db.execute("SELECT * FROM stories ORDER BY number")) == rows
    assert list(one.db.execute("SELECT * FROM story_terms")) == terms
    assert sum(story.articles for story in kept.listing(one.db, limit=None).rows) == len(some)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_profile_whose_sentences_are_its_own(text: str) -> None:
    one = profile(reading("a", text))
    for sentence in one.sentences:
        assert sentence.span.of(text).strip() == sentence.span.of(text) != ""
    assert set(one.forms) == set(one.terms)
    weights = weigh(one, kept.Counts(0, {}, 0, {})).weights
    assert not weights or abs(sum(weight * weight for weight in weights.values()) - 1) < 0.01


@given(st.text(max_size=200))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    for stem, start, end in words(text):
        assert stem == stem_of(text[start:end]) != ""


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("strikes", "strik"),
        ("Striking", "strik"),
        ("bombed", "bomb"),
        ("cities", "citi"),
        ("city", "citi"),
        ("Syria’s", "syria"),
        ("U.S.", ""),
        ("6.1", "6.1"),
        ("1,200", "1200"),
        ("7", ""),
        ("today", ""),
        ("week's", ""),
        ("ISIS", "isis"),
        ("café", "caf"),
    ],
)
def test_stems(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    long: Reading = reading("a", FERRY + " ferry" * 200_000)
    assert profile(long).terms == profile(reading("a", (FERRY + " ferry" * 2_000))).terms


def test_words_that_stand_everywhere_are_known() -> None:
    usual = usual_words()
    assert all(0 < share <= 1 for share in usual.values())
    assert usual["government"] > usual["attack"] > usual.get("ferri", 0)
    assert {"the", "said", "monday"} <= empty_words()
