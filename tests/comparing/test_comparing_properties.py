"""What holds for any two texts."""

import hypothesis.strategies as st
from hypothesis import given, settings

from onrecord.comparing import Compared, align, decide, fingerprints
from onrecord.comparing.align import SEED
from onrecord.comparing.fingerprints import SURE
from onrecord.comparing.words import fold, words_of
from onrecord.records import tidy

WORD = st.sampled_from(
    "the ferry sailed at noon and THE crew of Arwad’s boat — “said” 12 34 bread café cafe\u0301 東 京".split()
)
GAP = st.sampled_from([" ", " ", " ", "\n\n", ", ", ".  ", "\u00a0"])
RUN = st.lists(st.tuples(WORD, GAP), max_size=60).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@st.composite
def two_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts that often share stretches, repeated and in another order."""
    pieces = draw(st.lists(RUN, min_size=1, max_size=4))
    sides = [draw(st.lists(st.one_of(st.sampled_from(pieces), RUN), max_size=6)) for _ in range(2)]
    return " ".join(sides[0]), " ".join(sides[1])


def folded(text: str) -> list[str]:
    words = words_of(text)
    return [fold(text[start:end]) for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]


@given(two_texts())
def test_passages_are_the_same_words_on_both_sides_and_lie_in_the_texts(texts: tuple[str, str]) -> None:
    one, other = texts
    for passage in align(one, other):
        here, there = folded(passage.here.of(one)), folded(passage.there.of(other))
        assert here == there
        assert len(here) == passage.words >= SEED
        assert passage.here.end <= len(one)
        assert passage.there.end <= len(other)


@given(two_texts())
def test_no_character_stands_in_two_passages(texts: tuple[str, str]) -> None:
    passages = align(*texts)
    for side in ([p.here for p in passages], [p.there for p in passages]):
        assert sum(map(len, tidy(side))) == sum(map(len, side))


@given(two_texts())
def test_changing_the_sides_changes_nothing_else(texts: tuple[str, str]) -> None:
    one, other = texts
    assert sorted((p.there, p.here) for p in align(other, one)) == sorted((p.here, p.there) for p in align(one, other))
    first, second = Compared("1", one, outlet="Post"), Compared("2", other, outlet="Post")
    likeness, turned = decide(first, second), decide(second, first)
    assert (likeness.turned() if likeness else None) == turned


@given(two_texts())
def test_every_shared_run_that_the_index_is_sure_of_has_a_fingerprint(texts: tuple[str, str]) -> None:
    one, other = texts
    if any(passage.words >= SURE for passage in align(one, other)):
        assert {f.hash for f in fingerprints(one)} & {f.hash for f in fingerprints(other)}


@given(RUN)
def test_a_text_is_all_in_itself(text: str) -> None:
    count = len(words_of(text))
    passages = align(text, text)
    assert len(passages) == (count >= SEED)
    assert all(passage.words == count and passage.here == passage.there for passage in passages)


@settings(max_examples=200)
@given(st.text(), st.text())
def test_any_characters_at_all(one: str, other: str) -> None:
    words = words_of(one)
    assert all(0 <= start < end <= len(one) for start, end in zip(words.starts, words.ends, strict=True))
    assert fingerprints(one) == fingerprints(one)
    align(one, other)
    decide(Compared("1", one), Compared("2", other))


@given(two_texts(), st.integers(0, 3))
def test_stock_only_takes_away(texts: tuple[str, str], every: int) -> None:
    one, other = (Compared(str(i), text) for i, text in enumerate(texts))
    stock = [f.hash for i, f in enumerate(one.fingerprints) if i % 4 <= every]
    with_stock = decide(one, other, stock)
    if with_stock is not None:
        for passage in with_stock.passages:
            assert folded(passage.here.of(one.text)) == folded(passage.there.of(other.text))
        assert 0 <= with_stock.share <= 1
        assert 0 <= with_stock.other_share <= 1
