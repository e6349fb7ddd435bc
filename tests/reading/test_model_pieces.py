"""What the network is shown: word pieces with exact offsets, in windows of whole sentences."""

import functools
import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

import onrecord.reading.model
from onrecord.reading.analysis import split_blocks
from onrecord.reading.model.pieces import BREAK, DISTANCES, FEATURES, PLACES, Pieces, cut, framed, relations, windows

VOCABULARY = Path(onrecord.reading.model.__file__).parent / "weights" / "attribution" / "tokenizer.json"


@functools.cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(VOCABULARY))


def pieces_of(text: str) -> Pieces:
    return cut(text, split_blocks(text), tokenizer())


def test_each_piece_stands_where_its_characters_are() -> None:
    text = "Mayor Odeh said:\n\n“The depot is shut.”"
    pieces = pieces_of(text)
    words = [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True) if e > s]
    assert "".join(words) == text.replace(" ", "").replace("\n", "")
    assert pieces.ids.tolist().count(BREAK) == 1
    assert len(set(pieces.blocks.tolist())) == 2


def test_a_quotation_is_marked_inside_and_on_its_marks() -> None:
    text = "He said “it is Shut” today."
    pieces = pieces_of(text)
    marks = {text[s:e]: f // 4 for s, e, f in zip(pieces.starts, pieces.ends, pieces.features, strict=True)}
    assert marks["“"] == marks["”"] == 2
    assert marks["it"] == marks["Shut"] == 1
    assert marks["today"] == 0


def test_copy_in_capitals_is_not_shown_as_names() -> None:
    text = "THE GOVERNOR OF HOMS SAID ON FRIDAY THAT ALL THE ROADS INTO THE CITY HAVE BEEN CLOSED."
    assert not any(f % 4 == 2 for f in pieces_of(text).features.tolist())
    assert any(f % 4 == 2 for f in pieces_of("The UN said that the roads are closed.").features.tolist())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
@settings(max_examples=150, deadline=None)
def test_offsets_hold_for_any_text(text: str) -> None:
    pieces = pieces_of(text)
    assert (pieces.starts <= pieces.ends).all()
    assert (np.diff(pieces.starts) >= 0).all()
    assert len(pieces) == 0 or (pieces.starts[0] >= 0 and pieces.ends[-1] <= len(text))
    assert ((pieces.features >= 0) & (pieces.features < FEATURES)).all()
    assert (np.diff(pieces.sentences) >= 0).all()


@pytest.mark.parametrize("words", [0, 1, 40, 400, 5000])
@pytest.mark.parametrize("stop", ["", ". "])
def test_windows_cover_every_piece_and_never_grow_too_long(words: int, stop: str) -> None:
    text = " ".join(f"Word{n % 7}{stop if n % 11 == 0 else ''}" for n in range(words))
    pieces = pieces_of(text)
    ranges = windows(pieces, 100, 20)
    covered = np.zeros(len(pieces), bool)
    for start, end in ranges:
        assert 0 < end - start <= 100
        covered[start:end] = True
    assert covered.all()
    assert [end for _, end in ranges] == sorted({end for _, end in ranges})
    for (_, end), (start, _) in itertools.pairwise(ranges):
        assert start < end


def test_relations_tell_distance_sentence_and_paragraph() -> None:
    pieces = pieces_of("The mayor spoke. Roads are shut.\n\nBoats may sail.")
    cue = np.array([pieces.ids.tolist().index(BREAK) - 2])
    distance, place = relations(pieces, cue, 0, len(pieces))
    assert distance.shape == place.shape == (1, len(pieces))
    assert distance.min() >= 0
    assert distance.max() < DISTANCES
    assert place.max() < PLACES
    at = int(cue[0])
    assert distance[0, at] == DISTANCES // 2
    assert distance[0, at - 1] < distance[0, at] < distance[0, at + 1]
    assert len({int(place[0, 0]), int(place[0, at]), int(place[0, -1])}) == 3


def test_a_window_is_framed() -> None:
    pieces = pieces_of("Roads are shut.")
    ids, features = framed(pieces, 0, len(pieces))
    assert (ids[0], ids[-1]) == (101, 102)
    assert len(ids) == len(features) == len(pieces) + 2


def test_a_stop_behind_a_title_or_a_month_ends_no_sentence() -> None:
    text = "Mr. Odeh left on Jan. 30 with J. Awad. It rained."
    pieces = pieces_of(text)
    assert set(pieces.sentences[pieces.starts < text.index("It")].tolist()) == {0}
    assert set(pieces.sentences[pieces.starts >= text.index("It")].tolist()) == {1}
