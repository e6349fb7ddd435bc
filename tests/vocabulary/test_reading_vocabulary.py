"""The data files that reading uses: their schema, and what must hold between them."""

import tomllib
from importlib import resources

import pytest

from onrecord.records import VocabularyError
from onrecord.vocabulary import words

FILES = ("cues.toml", "authority.toml", "agencies.toml", "silences.toml")


@pytest.mark.parametrize("name", FILES)
def test_a_file_begins_with_its_provenance(name: str) -> None:
    text = resources.files("onrecord.vocabulary").joinpath("data", name).read_text(encoding="utf-8")
    head = text[: text.index("\n\n")]
    assert "Provenance:" in head
    assert "Schema:" in head


def test_words_are_lemmas_in_lower_case() -> None:
    cues = words.cues()
    for verbs in (cues.speech, cues.attitude, cues.with_object, cues.with_infinitive, cues.showing):
        assert verbs
        assert all(verb == verb.lower() and verb.isalpha() for verb in verbs)
    assert all(entry.count(":") == 1 for entry in cues.with_preposition)


def test_a_stance_has_cues_that_are_known() -> None:
    cues = words.cues()
    prepositions = {entry.partition(":")[0] for entry in cues.with_preposition}
    known = cues.speech | cues.attitude | cues.with_object | cues.with_infinitive | prepositions
    for stance in (cues.denies, cues.confirms, cues.demands, cues.expects):
        assert {entry.partition(":")[0] for entry in stance} <= known


def test_every_agency_has_one_name_and_a_kind() -> None:
    agencies = words.agencies()
    assert agencies["Agence France-Presse"].name == agencies["AFP"].name == "AFP"
    assert {agency.kind for agency in agencies.values()} == {"agency", "outlet", "broadcaster"}


@pytest.mark.parametrize(
    ("kind", "words_of_it"),
    [
        ("no_response", "did not immediately respond to a request for comment"),
        ("no_response", "has yet to respond"),
        ("declined", "declined to comment"),
        ("declined", "would not say whether"),
        ("could_not_verify", "could not independently verify"),
        ("could_not_verify", "could not be independently verified"),
        ("could_not_verify", "was unable to immediately ascertain"),
        ("not_reached", "could not immediately be reached"),
        ("withheld", "without giving further details"),
        ("withheld", "did not say on which day"),
        ("withheld", "declined to identify"),
        ("declined", "declined to give an interview"),
        ("unnamed", "spoke on condition of anonymity"),
        ("unnamed", "asked not to be named"),
        ("unnamed", "declined to be named"),
        ("no_response", "did not return Reuters' request"),
        ("could_not_verify", "have not been able to verify"),
    ],
)
def test_silences_are_known_by_their_phrases(kind: str, words_of_it: str) -> None:
    found = [known for known, pattern in words.silences() if pattern.search(f"They {words_of_it} on Monday")]
    assert found[:1] == [kind]


@pytest.mark.parametrize(
    "words_of_it", ["was not named in the squad", "responded to treatment", "comments were closed"]
)
def test_these_are_no_silences(words_of_it: str) -> None:
    assert not [kind for kind, pattern in words.silences() if pattern.search(f"They {words_of_it} on Monday")]


def test_a_file_that_breaks_its_schema_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda text: {"speech": 3})
    words.cues.cache_clear()
    with pytest.raises(VocabularyError, match=r"cues\.toml"):
        words.cues()
    monkeypatch.undo()
    words.cues.cache_clear()
    assert words.cues().speech
