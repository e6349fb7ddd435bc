"""Whom an article names: one record a person or body, with every place it is named at."""

from itertools import pairwise

import pytest
from drawing import read_text
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.archive.checks import reading_faults
from onrecord.reading import Model
from onrecord.reading.names.forms import cleaned, keys_of
from onrecord.reading.names.mentions import kind_of
from onrecord.records import Name, Span


def called(text: str, *, model: Model = "attribution") -> dict[str, Name]:
    """Read a text and give its names by name."""
    reading = read_text(text, model=model)
    assert list(reading_faults(reading)) == []
    return {name.name: name for name in reading.names}


def said(text: str, name: Name) -> list[str]:
    return [span.of(text) for span in name.mentions]


def test_a_person_who_says_nothing_is_named_with_role_and_surname() -> None:
    text = "Police released harbour engineer Samer Hallak on Friday.\n\nThe mayor met Hallak in Batroun."
    found = called(text)
    assert set(found) == {"Samer Hallak"}
    assert found["Samer Hallak"].role == "harbour engineer"
    assert said(text, found["Samer Hallak"]) == ["Samer Hallak", "Hallak"]
    assert found["Samer Hallak"].aliases == ("Hallak",)
    assert found["Samer Hallak"].source is None


def test_a_source_is_the_same_name_wherever_it_stands() -> None:
    text = (
        "The gate is shut, Rana Haddad said.\n\nWorkers had asked Haddad for a key. A note for Rana Haddad was found."
    )
    reading = read_text(text, model="attribution")
    (name,) = [name for name in reading.names if name.kind == "person"]
    assert name.source == reading.statements[0].source.id
    assert said(text, name) == ["Rana Haddad", "Haddad", "Rana Haddad"]


def test_a_body_and_its_abbreviation_are_one() -> None:
    text = "The Danube Shipping Authority (DSA) closed two locks. A boat of the DSA sank."
    found = called(text)
    assert said(text, found["Danube Shipping Authority"]) == ["Danube Shipping Authority", "DSA", "DSA"]


def test_the_observatory_is_the_one_that_is_named() -> None:
    text = "The Karam Observatory said the water was low. A boat was sent to the Observatory on Monday."
    found = called(text)
    assert said(text, found["Karam Observatory"]) == ["Karam Observatory", "Observatory"]


def test_two_of_one_surname_stay_two() -> None:
    text = "Police held Karim Saad and Rana Saad. A lawyer for Saad left the court."
    found = called(text)
    assert {name: len(found[name].mentions) for name in found} == {"Karim Saad": 1, "Rana Saad": 1, "Saad": 1}
    assert found["Saad"].confidence < found["Rana Saad"].confidence


@pytest.mark.parametrize(
    "text",
    [
        "Two trucks were stopped in Tartous on Friday.",
        "Shells fell on Khan Younis. Families left Khan Younis at dawn.",
        "The ministry said nothing. The government and the army agreed.",
        "A Syrian woman spoke Arabic and English in Beirut during Ramadan.",
        "On Monday, in March, the Constitution was amended.",
    ],
)
def test_places_peoples_days_and_nouns_are_no_names(text: str) -> None:
    assert called(text) == {}


def test_who_wrote_it_is_not_spoken_of() -> None:
    text = "By Lina Odeh\n\nThe bridge was shut. Photo: Omar Daher"
    reading = read_text(text, model="attribution", bylines=(Span(0, 12),), credits=(Span(35, 52),))
    assert reading.names == ()


def test_outlets_are_bodies_whatever_they_look_like() -> None:
    text = "Two editors of Asharq Al-Awsat were freed, a lawyer told Reuters."
    found = called(text)
    assert {name.kind for name in found.values()} == {"organisation"}
    assert {"Asharq Al-Awsat", "Reuters"} <= set(found)


def test_a_headline_gives_no_names_that_the_text_does_not_know() -> None:
    text = "Harbour Master Samer Hallak Leaves Tripoli\n\nSamer Hallak left the port on Monday, his wife said."
    found = called(text)
    assert said(text, found["Samer Hallak"]) == ["Samer Hallak", "Samer Hallak"]
    assert set(found) == {"Samer Hallak"}


def test_a_text_that_lost_its_apostrophes() -> None:
    text = "President Omar Daher spoke in Beirut. Dahers office was shut and a lorry of Dahers army burned."
    found = called(text)
    assert set(found["Omar Daher"].aliases) <= {"Daher"}


@pytest.mark.parametrize(
    "words",
    ["also known as", "better known as", "known to all as", "whom all the harbour calls", "formerly known as"],
)
def test_two_names_that_the_article_gives_to_one(words: str) -> None:
    text = f"Police released Samer Hallak, {words} Abu Rami, on Friday. The mayor met Abu Rami."
    found = called(text, model="rules")
    assert set(found) == {"Samer Hallak"}
    assert said(text, found["Samer Hallak"]) == ["Samer Hallak", "Abu Rami", "Abu Rami"]
    assert found["Samer Hallak"].made_by == "NA08"


def test_the_outlet_is_meant_by_its_last_word() -> None:
    text = "A clerk told the Lantern that Rana Haddad had left. The Batroun Lantern has seen her note, a lantern beside it."
    (outlet,) = [
        name
        for name in read_text(text, model="attribution", outlet="The Batroun Lantern").names
        if name.kind != "person"
    ]
    assert outlet.name == "Batroun Lantern"
    assert said(text, outlet) == ["Lantern", "Batroun Lantern"]


def test_a_name_is_whole() -> None:
    text = (
        "The list is kept by Zgharta Rivers Watch (ZRW).\n\nThe depot’s manager, Mubarak Sir al-Daher, declined to comment. "
        "Rana Yaziji-Deeb, a lawyer, said ZRW had the list."
    )
    assert set(called(text)) == {"Zgharta Rivers Watch", "Mubarak Sir al-Daher", "Rana Yaziji-Deeb"}


def test_an_owner_that_is_a_firm() -> None:
    text = "The owner of the warehouse, Levanto Color, denied that it had stored paint. Its lawyer said nothing."
    assert {name.kind for name in called(text).values()} == {"organisation"}


def test_the_drivers_union_in_a_town_is_not_called_so() -> None:
    text = "The men were safe, the drivers’ union in Zarqa said.\n\nThe bakers’ committee of the Al-Zaher quarter said so too."
    assert called(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Two shells hit al-Ramla neighbourhood and Strada Violet on Friday.",
        "The bridge was shut on Friday. Reporting by Rana Haddad and Omar Daher",
    ],
)
def test_quarters_streets_and_hands_are_no_names(text: str) -> None:
    assert called(text) == {}


def test_a_surname_that_mother_and_son_bear_is_nobodys_where_neither_speaks() -> None:
    text = (
        "Police said Karim Saad had left. “He was in bed,” his mother, Rana Saad, said.\n\n"
        "The register says that Saad was brought in at four. A guard had known Saad for years."
    )
    found = called(text)
    assert said(text, found["Saad"]) == ["Saad", "Saad"]
    assert found["Saad"].made_by == "NA07"


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Popular Front", "PERSON", "organisation"),
        ("Ministry of Harbours", "GPE", "organisation"),
        ("Hezbollah", "PERSON", "organisation"),
        ("Rana Haddad", "PERSON", "person"),
        ("Norlake Industries", "ORG", "organisation"),
        ("Syria", "ORG", None),
        ("Syrian", "ORG", None),
        ("Nobel Prize", "ORG", None),
        ("Operation Broom", "ORG", None),
        ("Khan Younis", "PERSON", None),
        ("Ministry", "ORG", None),
        ("", "ORG", None),
    ],
)
def test_the_words_of_a_name_overrule_its_type(name: str, label: str, kind: str | None) -> None:
    found = kind_of(name, label)
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Popular Front’s", "Popular Front"),
        ("Monday the Popular Front", "Popular Front"),
        ("Danube Shipping Authority (DSA", "Danube Shipping Authority"),
        ("Apple Inc.", "Apple Inc."),
        ("al-Nusra", "al-Nusra"),
        ("the", None),
        ("…", None),
    ],
)
def test_a_name_is_cleaned(words: str, name: str | None) -> None:
    span = cleaned(words, 0, len(words))
    assert (span.of(words) if span else None) == name


def test_keys_leave_the_arabic_article_out() -> None:
    assert keys_of("Bashar al-Assad") == keys_of("Bashar Assad") == keys_of("Bashar al Assad’s")


PIECES = st.sampled_from(
    [
        "Rana Haddad", "Haddad", "Dr. Omar Daher", "al-Daher", "Daher’s", "the Popular Front", "Popular Front (PF)", "PF", "said",
        "told Reuters", "in Tartous", "near Khan Younis", "The Observatory", "the Tyre Observatory", "Syrian", "Hezbollah", "SAAD:",
        ",", ".", "\n", "\n\n", "“", "”", "(", ")", "met", "and", "of", "for", "Monday", "'s", "\u00a0", "—", "İ", "😀", "\x00", "IS",
        "United Nations", "UN", "Asharq Al-Awsat", "Harbour Ministry Closes Port", "minister", "-", "#Haddad", "al",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map(" ".join), st.sampled_from(("rules", "attribution")))
def test_whatever_the_text_names_hold_together(text: str, model: Model) -> None:
    reading = read_text(text, model=model)
    assert list(reading_faults(reading)) == []
    mentions = sorted(span for name in reading.names for span in name.mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(span.end <= len(text) and len(span) > 0 for span in mentions)
    assert [name.id for name in reading.names] == [f"n{number}" for number in range(1, len(reading.names) + 1)]
    for name in reading.names:
        forms = {name.name, *name.aliases}
        assert name.name not in name.aliases
        assert list(name.mentions) == sorted(name.mentions)
        assert {" ".join(form.split()) for form in said(text, name)} == forms
        assert 0 < name.confidence <= 1
    speaking = [name.source for name in reading.names if name.source is not None]
    assert len(set(speaking)) == len(speaking)


def test_a_long_text_is_read_in_linear_time() -> None:
    line = "Rana Haddad met Omar Daher of the Popular Front and asked Haddad about Daher.\n\n"
    found = called(line * 400, model="rules")
    assert len(found["Rana Haddad"].mentions) >= 400
