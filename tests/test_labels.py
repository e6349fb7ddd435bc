"""The labels hold offsets and never sentences, and every offset lies in its text where the texts are at hand."""

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from benchmarks.labelled import LABELS, labelled

from onrecord.records import BOUNDS, FIGURE_KINDS

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
WORDS: dict[str, set[str | None]] = {
    "class": {"speech", "attitude", "intention"},
    "status": {"named", "anonymous", "collective", "document", "observation", None},
    "stance": {"asserts", "denies", "confirms", "demands", "expects"},
}


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for v in value.values() for s in strings(v)]
    return [s for v in value for s in strings(v)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    "name", ["statements", "speakers", "silences", "figures", "neardup", "claims", "denials", "identities"]
)
def test_no_sentence_is_in_the_labels(name: str) -> None:
    rows = [json.loads(line) for line in (LABELS.parent / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert rows
    assert not [s for row in rows for s in strings(row) if " " in s]


def test_labels_are_of_the_words_and_link_within_the_article() -> None:
    for row in ROWS:
        assert row["part"] in ("train", "test")
        assert row["reader"] in ("first", "second")
        for number, statement in enumerate(row["statements"]):
            assert all(statement[key] in words for key, words in WORDS.items())
            assert statement["content"]
            assert statement["parent"] is None or statement["parent"] in set(range(len(row["statements"]))) - {number}
            for role in ("source", "cue", "content"):
                spans = statement[role]
                assert all(0 <= s < e for s, e in spans)
                assert all(a[1] <= b[0] for a, b in pairwise(sorted(spans)))


def test_the_test_part_and_the_twice_read_are_as_large_as_the_readme_says() -> None:
    first = [row for row in ROWS if row["reader"] == "first"]
    second = {row["doc_id"] for row in ROWS if row["reader"] == "second"}
    assert len({row["doc_id"] for row in first}) == len(first) >= 409
    assert sum(row["part"] == "test" for row in first) == 52
    assert len(second) == 20
    assert second <= {row["doc_id"] for row in first if row["part"] == "test"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/eval is not beside this checkout")
def test_every_offset_lies_in_its_text_and_cuts_no_word() -> None:
    for row in labelled(SHARED):
        text = row["text"]
        for statement in row["statements"]:
            for span in (*statement["source"], *statement["cue"], *statement["content"]):
                start, end = span
                assert end <= len(text)
                assert text[start:end] == text[start:end].strip(), row["doc_id"]
                assert not (start and text[start - 1].isalnum() and text[start].isalnum()), row["doc_id"]


FIGURES: list[dict[str, Any]] = [
    json.loads(line) for line in (LABELS.parent / "figures.jsonl").read_text("utf-8").splitlines()
]


def test_figures_are_of_the_words_and_their_spans_touch_their_sentence() -> None:
    first = {row["number"] for row in FIGURES if row["reader"] == "first"}
    assert first == set(range(300))
    assert sum(row["reader"] == "second" for row in FIGURES) == 40
    for row in FIGURES:
        assert row["part"] in ("dev", "test")
        start, end = row["sentence"]
        for figure in row["figures"]:
            assert figure["bound"] in BOUNDS
            assert figure["kind"] in FIGURE_KINDS
            assert any(s < end and start < e for s, e in figure["spans"])
            assert None in (figure["low"], figure["high"]) or figure["low"] <= figure["high"]
            assert (figure["low"], figure["high"]) != (None, None)
            assert figure["part_of"] is None or 0 <= figure["part_of"] < len(row["figures"])


CORPORA = {"fakes": "fakes_syria_804.jsonl.gz", "aj": "aljazeera_mideast_4341.jsonl.gz"}


def texts() -> dict[str, str]:
    """The texts of the corpora that pairs are labelled in, by their ids."""
    found = {}
    for name in CORPORA.values():
        with gzip.open(SHARED / "corpora" / name, "rt", encoding="utf-8") as lines:
            found.update({article["id"]: article["text"] for article in map(json.loads, lines)})
    return found


@pytest.mark.parametrize(
    ("name", "labels"),
    [("claims", {"same", "contests", "unrelated", "unsure"}), ("identities", {"same", "different", "unsure"})],
)
def test_labelled_pairs_are_of_words_that_stand_in_their_texts(name: str, labels: set[str]) -> None:
    rows = [json.loads(line) for line in (LABELS.parent / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) >= 200
    assert {row["label"] for row in rows} == labels
    if not SHARED.is_dir():
        pytest.skip("../shared/eval is not beside this checkout: offsets are not checked")
    text_of = texts()
    for row in rows:
        for side in (row["one"], row["other"]):
            words = text_of[side["doc"]][side["begin"] : side["end"]]
            assert words
            assert words == words.strip()
