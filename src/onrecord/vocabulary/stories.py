"""The words that stories need: those that tell nothing of a matter, and how usual words are in news at large."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

import msgspec

from onrecord.records import VocabularyError
from onrecord.vocabulary.pages import Provenance, load

_USUAL = "usual_words.tsv"


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    grammar: str
    counting: str
    time: str
    news: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provenance: Provenance
    words: _Words


@functools.cache
def empty_words() -> frozenset[str]:
    """Give the words that tell nothing of what a story is about: lower case, no diacritics, no apostrophes."""
    words = load("stories", _File).words
    return frozenset(" ".join((words.grammar, words.counting, words.time, words.news)).split())


@functools.cache
def usual_words() -> Mapping[str, float]:
    """Give the share of articles, 0 to 1, that hold a word in news of several kinds, by stem; rare words are not in it.

    `scripts/build_usual_words.py` makes the file. Raises VocabularyError where it cannot be read.
    """
    try:
        content = resources.files("onrecord.vocabulary").joinpath("data", _USUAL).read_text("utf-8")
        rows = (line.split("\t") for line in content.splitlines() if line and not line.startswith("#"))
        return {stem: int(per_ten_thousand) / 10_000 for stem, per_ten_thousand in rows}
    except (OSError, ValueError) as error:
        raise VocabularyError(f"vocabulary file {_USUAL} cannot be used ({error}): mend or reinstall it") from error
