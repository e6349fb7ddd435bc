"""What counts as the same word in two prints of a story, and what a fingerprint is."""

import pytest

from onrecord.comparing import align, fingerprints
from onrecord.comparing.fingerprints import SURE, WINDOW, WORDS
from onrecord.comparing.words import fold, words_of

SENTENCE = "The ferry between Tartus and Arwad sailed again on Monday after nine days in port, the harbour office said."

GOLDEN = (
    (-7391475887554221771, 29),
    (-8783669438208570086, 64),
)


def cut(text: str) -> list[str]:
    words = words_of(text)
    return [text[start:end] for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]


def test_words_stand_where_they_say() -> None:
    assert cut("“Don’t” go — it's 1,200 km to Al-Hasakah!") == [
        "Don’t", "go", "it's", "1", "200", "km", "to", "Al", "Hasakah",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DON'T", "don’t"),
        ("Café", "CAFE"),
        ("cafe\u0301", "café"),
        ("ﬁre", "fire"),
        ("har\u00adbour", "harbour"),
        ("zero\u200bwidth", "zerowidth"),
        ("مُحَمَّد", "محمد"),
        ("ＡＦＰ", "AFP"),
    ],
)
def test_typography_does_not_make_another_word(one: str, other: str) -> None:
    assert cut(one) == [one]
    assert fold(one) == fold(other)


def test_a_number_is_a_word_and_another_number_another() -> None:
    assert fold("12") != fold("13")


def test_a_script_without_spaces_is_cut_into_its_characters() -> None:
    assert cut("东京 Tokyo 大阪") == ["东", "京", "Tokyo", "大", "阪"]


def test_the_fingerprints_are_the_same_on_every_machine() -> None:
    """The index outlives the program: a change of these numbers makes every archive's index worthless."""
    assert fingerprints(SENTENCE) == GOLDEN


def test_typography_does_not_make_another_fingerprint() -> None:
    printed = SENTENCE.upper().replace(" ", "\n  ").replace(",", " –")
    assert [f.hash for f in fingerprints(printed)] == [f.hash for f in fingerprints(SENTENCE)]


def test_a_shared_run_of_thirteen_words_shares_a_fingerprint_wherever_it_stands() -> None:
    run = SENTENCE.split()[:SURE]
    for before in range(12):
        page = [f"a{i}" for i in range(before)] + run + [f"b{i}" for i in range(9)]
        other = [f"c{i}" for i in range(17 - before)] + run + ["d"]
        found = {f.hash for f in fingerprints(" ".join(page))} & {f.hash for f in fingerprints(" ".join(other))}
        assert found


def test_a_text_has_few_fingerprints_and_each_once() -> None:
    text = " ".join(f"word{i % 400}" for i in range(4000))
    found = fingerprints(text)
    assert len({f.hash for f in found}) == len(found)
    assert len(found) < 400
    assert 2 / (WINDOW + 1) * 0.7 < len(fingerprints(" ".join(f"w{i}" for i in range(4000)))) / 4000 < 0.4


def test_too_few_words_have_no_fingerprint() -> None:
    assert fingerprints(" ".join("abcdefg"[: WORDS - 1])) == ()
    assert len(fingerprints(" ".join("abcdefg"[:WORDS]))) == 1


def test_the_passage_of_two_prints_ends_where_they_part() -> None:
    (passage,) = align(f"BEIRUT — {SENTENCE}", f"{SENTENCE.lower()} Nobody was hurt.")
    assert passage.here.of(f"BEIRUT — {SENTENCE}") == SENTENCE.rstrip(".")
    assert passage.there.of(SENTENCE.lower()) == SENTENCE.lower().rstrip(".")
    assert passage.words == 19
