"""From the network's answers to statements, on answers written by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_model_pieces import pieces_of

from onrecord.reading.model.decode import (
    Answers,
    Cue,
    Decoded,
    Evidence,
    Scorer,
    Scores,
    Settings,
    _cues,
    decode,
    log_softmax,
    names,
    owners,
    runs,
    smooth,
)
from onrecord.reading.model.pieces import DISTANCES, NAMES, PLACES, Pieces, windows

TEXT = "Odeh said roads are shut and Awad denied it."
#       0    1    2     3   4    5   6    7      8  9
WIDTH = 4
"""The scorer made by hand tells roles from the sum of a piece's and a cue's vector."""


def scorer() -> Scorer:
    weight = np.zeros((WIDTH, 3), np.float32)
    weight[1, 1] = weight[2, 2] = 10.0
    return Scorer(
        np.zeros((DISTANCES, WIDTH), np.float32), np.zeros((PLACES, WIDTH), np.float32), weight, np.array([5.0, 0, 0])
    )


def answered(pieces: Pieces, roles: dict[int, dict[str, list[int]]]) -> Answers:
    """Answers in which each cue of `roles` has just these pieces as source and content."""
    tags = np.full((len(pieces), 7), -10.0, np.float32)
    tags[:, 0] = 0.0
    for cue, of_cue in roles.items():
        for at, label in ((cue, 3), *((s, 1) for s in of_cue["source"]), *((c, 6) for c in of_cue["content"])):
            tags[at, :] = -10.0
            tags[at, label] = 5.0
    piece = np.zeros((len(pieces), WIDTH), np.float32)
    for of_cue in roles.values():
        piece[of_cue["source"], 1] = 1.0
        piece[of_cue["content"], 2] = 1.0
    return Answers(tags, piece, np.zeros_like(piece), np.zeros((len(pieces), 1 + 2 * len(NAMES)), np.float32))


def decoded(roles: dict[int, dict[str, list[int]]], **changed: float) -> list[Decoded]:
    pieces = pieces_of(TEXT)
    chosen = Settings(**({"cue": 0.5, "statement": 0.3, "source": 0.9} | changed))  # type: ignore[arg-type]
    return decode(pieces, windows(pieces), [answered(pieces, roles)], scorer(), chosen)


def positions(word: str) -> list[int]:
    pieces = pieces_of(TEXT)
    low = TEXT.index(word)
    return [i for i, s in enumerate(pieces.starts.tolist()) if low <= s < low + len(word)]


SAID = {"source": positions("Odeh"), "content": positions("roads are shut")}


def test_a_statement_has_its_source_cue_and_content() -> None:
    (one,) = decoded({positions("said")[0]: SAID})
    pieces = pieces_of(TEXT)
    words = [TEXT[pieces.starts[a] : pieces.ends[b - 1]] for a, b in (one.source[0], one.cue, one.content[0])]
    assert words == ["Odeh", "said", "roads are shut"]
    assert one.confidence > 0.9


def test_a_cue_without_content_is_no_statement() -> None:
    assert decoded({positions("said")[0]: {"source": positions("Odeh"), "content": []}}) == []


def test_what_is_too_unsure_is_dropped() -> None:
    assert decoded({positions("said")[0]: SAID}, statement=1.0) == []


def test_words_that_two_cues_claim_go_to_one_of_them() -> None:
    both = {positions("said")[0]: SAID, positions("denied")[0]: SAID}
    found = decoded(both)
    claimed = [piece for one in found for a, b in one.content for piece in range(a, b)]
    assert len(claimed) == len(set(claimed))


def cues(text: str, begins: dict[str, float], goes_on: dict[str, float]) -> list[tuple[str, str]]:
    """The cues of a text, with the piece that each is asked by, where words begin or go on a cue so probably."""
    pieces = pieces_of(text)
    words = [text[s:e] for s, e in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)]
    chances = np.zeros((len(pieces), 7), np.float32)
    for label, told in ((3, begins), (4, goes_on)):
        for word, chance in told.items():
            chances[words.index(word), label] = chance
    chances[:, 0] = 1 - chances.sum(1)
    found: list[Cue] = _cues(pieces, chances, 0.2)
    return [(text[pieces.starts[c.first] : pieces.ends[c.last - 1]], words[c.anchor]) for c in found]


def test_a_cue_whose_beginning_is_unsure_is_one_cue() -> None:
    found = cues("Odeh has again said so.", {"has": 0.4, "again": 0.2, "said": 0.3}, {"again": 0.2, "said": 0.4})
    assert found == [("has again said", "said")]


def test_two_cues_side_by_side_are_two() -> None:
    found = cues("Asked, Odeh said believe it.", {"said": 0.9, "believe": 0.8}, {"believe": 0.1})
    assert found == [("said", "said"), ("believe", "believe")]


def test_what_is_hardly_a_cue_is_not_asked() -> None:
    assert cues("Odeh has again said so.", {"has": 0.1}, {}) == []


def test_a_name_is_read_from_begin_and_inside() -> None:
    pieces = pieces_of("Lina Odeh left Homs.")
    logits = np.zeros((len(pieces), 1 + 2 * len(NAMES)), np.float32)
    logits[:, 0] = 1.0
    person, place = NAMES.index("PERSON"), NAMES.index("GPE")
    starts = pieces.starts.tolist()
    for at, start in enumerate(starts):
        if start < len("Lina Odeh"):
            logits[at, (1 if at == 0 else 2) + 2 * person] = 3.0
        if len("Lina Odeh left ") <= start < len("Lina Odeh left Homs"):
            logits[at, 1 + 2 * place] = 3.0
    empty = np.zeros((len(pieces), WIDTH), np.float32)
    answers = [Answers(np.zeros((len(pieces), 7), np.float32), empty, empty, logits)]
    found = [(pieces.starts[a], pieces.ends[b - 1], kind) for a, b, kind in names(pieces, windows(pieces), answers)]
    assert found == [(0, 9, "PERSON"), (15, 19, "GPE")]


def test_no_text_no_statements() -> None:
    pieces = pieces_of("")
    assert decode(pieces, [], [], scorer(), Settings()) == []
    assert names(pieces, [], []) == []


def brute(scores: Scores, price: float) -> float:
    length, states = scores.shape
    best = -np.inf
    for path in np.ndindex(*(states,) * length):
        value = sum(scores[t, s] for t, s in enumerate(path)) - price * sum(a != b for a, b in itertools.pairwise(path))
        best = max(best, value)
    return float(best)


@given(st.lists(st.lists(st.floats(-5, 0), min_size=3, max_size=3), min_size=1, max_size=6), st.floats(0, 3))
def test_smoothing_finds_the_best_path(rows: list[list[float]], price: float) -> None:
    scores = np.array(rows, np.float32)
    path = smooth(scores, price)
    value = sum(scores[t, s] for t, s in enumerate(path)) - price * sum(a != b for a, b in itertools.pairwise(path))
    assert value == pytest.approx(brute(scores, price), abs=1e-4)


@given(st.lists(st.booleans(), max_size=40))
def test_runs_are_the_true_stretches(which: list[bool]) -> None:
    found = runs(np.array(which, bool))
    assert [i for a, b in found for i in range(a, b)] == [i for i, x in enumerate(which) if x]
    assert all(b < c for (_, b), (c, _) in itertools.pairwise(found))


def test_a_piece_belongs_to_the_window_in_which_it_has_most_room() -> None:
    assert owners(10, [(0, 6), (3, 10)]).tolist() == [0] * 4 + [0] + [1] * 5


def test_confidence_is_a_probability_and_grows_with_the_evidence() -> None:
    weights = (-1.0, 0.5, 0.5, 0.1, 0.1, 0.1, 0.0)
    low = Evidence(0.4, 0.5, 0.2, 0.4, 0.5, 2.0).confidence(weights)
    high = Evidence(0.9, 0.95, 0.8, 0.9, 0.9, 2.0).confidence(weights)
    assert 0 < low < high < 1
    assert log_softmax(np.array([[0.0, 0.0]], np.float32)) == pytest.approx(np.log(0.5))
