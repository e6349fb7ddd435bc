"""The words of figures: their schema, what must hold between them, and the table in the documentation."""

import re
from importlib import resources
from pathlib import Path

from onrecord.vocabulary.quantities import quantities

DOCS = Path(__file__).resolve().parents[2] / "docs" / "figures.md"


def test_the_file_begins_with_its_provenance() -> None:
    text = resources.files("onrecord.vocabulary").joinpath("data", "quantities.toml").read_text(encoding="utf-8")
    head = text[: text.index("\n\n")]
    assert "Provenance:" in head
    assert "Schema:" in head


def test_the_documentation_has_the_table_of_vague_words() -> None:
    rows = re.findall(
        r"^\| ([a-z ]+) \| ([\d,]+) \| ([\d,]+) \|$", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    told = {word: (int(low.replace(",", "")), int(high.replace(",", ""))) for word, low, high in rows}
    assert told == quantities().vague


def test_currencies_are_codes_of_three_letters() -> None:
    words = quantities()
    of_countries = words.money_of_countries
    codes = {*words.money_signs.values(), *words.money_words.values()} - {"USX"} - set(of_countries)
    codes |= {code for countries in of_countries.values() for code in countries.values()}
    assert all(re.fullmatch(r"[A-Z]{2}", country) for countries in of_countries.values() for country in countries)
    assert set(of_countries) <= set(words.money_words.values())
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes)
    assert all(re.fullmatch(r"[a-z]{3}", code) for code in words.money_codes)


def test_every_word_is_lower_case() -> None:
    words = quantities()
    for table in (
        words.numbers,
        words.scales,
        words.vague,
        words.fractions,
        words.bounds,
        words.bounds_behind,
        words.measures,
    ):
        assert table
        assert all(word == word.lower() for word in table)


def test_what_befell_people_is_told_by_words_of_one_kind_only() -> None:
    seen: dict[str, str] = {}
    for kind, words in quantities().befalling.items():
        for word in words.did | words.were:
            assert seen.setdefault(word, kind) == kind, f"{word} tells of {seen[word]} and of {kind}"
