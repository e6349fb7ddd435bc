"""Who "the DSA", "the company", "Rosa", "officials", "Mr. Haddad" are, from the whole article."""

from collections.abc import Sequence

import pytest
from drawing import read_text

from onrecord.reading.analysis import analyse
from onrecord.reading.found import Look, Name
from onrecord.reading.sources.naming import bare, is_abbreviation, long_form
from onrecord.records import Article, Source, Span


def speakers(text: str) -> list[tuple[str, str | None]]:
    """Give the words and the name of each statement's source."""
    return [(s.source.text, s.source.name) for s in read_text(text).statements]


def the_source(text: str) -> Source:
    """Give the one source of a text."""
    (source,) = read_text(text).sources
    return source


@pytest.mark.parametrize(
    ("short", "before", "found"),
    [
        ("DSA", "closed by the Danube Shipping Authority", "Danube Shipping Authority"),
        ("CPC", "a report of the Centres for Port Control", "Centres for Port Control"),
        ("DEFRA", "Department for Environment, Food and Rural Affairs", "Department for Environment, Food and Rural Affairs"),
        ("XQ", "the Danube Shipping Authority", None),
    ],
)  # fmt: skip
def test_the_long_form_of_an_abbreviation_stands_before_it(short: str, before: str, found: str | None) -> None:
    assert long_form(short, before) == found


def test_names_are_compared_bare() -> None:
    assert bare("The E.U.") == bare("EU")
    assert bare("the Harbour Board's") == "harbour board"
    assert [is_abbreviation(name) for name in ("E.U.", "DSA", "Oslo", "A")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "The Syrian Democratic Forces took the bridge at Deir Hafer. The SDF said the road was open.",
            "The SDF", "Syrian Democratic Forces",
        ),
        (
            "WHO said the vaccine was safe. The World Health Organization (WHO) has its seat in Geneva.",
            "WHO", "World Health Organization",
        ),
        (
            "The United Nations sent trucks to Idlib. The U.N. said the convoy was stopped.",
            "The U.N.", "United Nations",
        ),
        (
            "Delta Ferries CEO and co-founder Ana Ruiz resigned. Ana said the pier was unsafe.",
            "Ana", "Ana Ruiz",
        ),
        (
            "The Health Ministry closed two wards in Aleppo. The Syrian defence ministry said a depot had burned. "
            "The ministry said nobody was hurt.",
            "The ministry", "The Syrian defence ministry",
        ),
        (
            "Mr Haddad and his wife Leila Haddad ran the shop. Mr. Haddad said the rent had doubled.",
            "Mr. Haddad", "Haddad",
        ),
        (
            "Omar Saleh met Rana Saleh in Homs. She said the bread was late.",
            "She", "Rana Saleh",
        ),
        (
            "Boeing and Airbus both bid. The company said it was glad.",
            "The company", "The company",
        ),
        (
            "Four Danish guards were found in the cellar who said the door had jammed.",
            "who", "Four Danish guards",
        ),
        (
            "Turkish officials met in Ankara. Officials in Damascus said the gate was shut. Officials said talks went on.",
            "Officials", "Officials",
        ),
    ],
)  # fmt: skip
def test_a_speaker_is_named_as_fully_as_the_article_does(text: str, words: str, name: str) -> None:
    assert (words, name) in speakers(text)


def test_every_place_that_names_a_body_is_a_mention_of_it() -> None:
    text = "The Danube Shipping Authority (DSA) closed two locks. The DSA said the gates were cracked."
    source = the_source(text)
    assert [m.of(text) for m in source.mentions] == ["Danube Shipping Authority", "DSA", "The DSA"]
    assert "DSA" in source.aliases


def test_a_pronoun_that_only_looks_like_one_is_a_name() -> None:
    assert ("who", "The man") in speakers("The man who said the wells were dry was late.")
    assert speakers("In Geneva, WHO said the wells were clean.") == [("WHO", "WHO")]


def test_an_outlet_is_no_company() -> None:
    text = (
        "The Bekaa Bulletin saw tyre marks along the fence of Norlake Industries. The Bulletin was told nothing. "
        "The company said it was closed."
    )
    assert speakers(text) == [("The company", "Norlake Industries")]


class Looks:
    """A finder that saw two names."""

    def __init__(self, *names: Name) -> None:
        self.names = names

    def look(self, text: str, blocks: Sequence[tuple[str, Span]]) -> Look:
        """Give what it saw."""
        return Look(self.names)


@pytest.mark.parametrize(
    ("text", "first", "names"),
    [
        ("The deputy mayor, Ilham Saad, left.", "Ilham", [("Ilham Saad", "PERSON")]),
        ("The envoy of Syria Saad met, left.", "Syria", [("Syria", "GPE"), ("Saad", "PERSON")]),
    ],
)
def test_a_first_name_taken_for_a_place_is_joined_to_its_surname(
    text: str, first: str, names: list[tuple[str, str]]
) -> None:
    seen = [(first, "GPE"), ("Saad", "PERSON")]
    spans = [Name(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in seen]
    analysis = analyse(Article(id="x", title=None, text=text), Looks(*spans))
    assert [(e.text, e.label_) for block in analysis.blocks for e in block.doc.ents] == names
