"""The list of publishers: what is one family, what may be, and what nobody has mapped."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.vocabulary.pages import outlet_domains
from onrecord.vocabulary.publishers import (
    agency_of,
    carriage_words,
    domain_of,
    families,
    folded_name,
    publisher_of,
)
from onrecord.vocabulary.words import agencies


def family(name: str | None, address: str | None = None) -> str | None:
    publisher = publisher_of(name, address)
    return publisher.family.name if publisher and publisher.family else None


def test_an_outlet_goes_by_many_names_and_is_one() -> None:
    names = ["SANA", "Syrian Arab News Agency", "the Syrian Arab News Agency", "Sana"]
    assert {publisher.name for name in names if (publisher := publisher_of(name))} == {"SANA"}
    names = ["Al-Manar", "Al Manar", "al-Manar TV", "Manar"]
    assert {publisher.name for name in names if (publisher := publisher_of(name))} == {"Al-Manar"}


def test_an_outlet_is_known_by_its_address_too() -> None:
    publisher = publisher_of(None, "https://www.freep.com/story/news/1")
    assert publisher is not None
    assert (publisher.name, family(None, "https://www.freep.com/x")) == ("Detroit Free Press", "Gannett")
    assert publisher_of("Freep", "https://freep.com/") == publisher


def test_outlets_of_one_owner_are_one_family() -> None:
    assert family("Sputnik") == family("RIA Novosti") == "Rossiya Segodnya"
    assert family("Al-Alam") == family("Press TV") == "IRIB"
    assert family("The New Arab") == family("Syria TV") == "Fadaat Media"


@pytest.mark.parametrize(
    ("one", "other"), [("Sputnik", "RT"), ("TASS", "RT"), ("TRT World", "Anadolu"), ("Fars", "Al-Alam")]
)
def test_two_bodies_of_one_state_are_related_and_not_one(one: str, other: str) -> None:
    first, second = publisher_of(one), publisher_of(other)
    assert first is not None
    assert second is not None
    assert first.family is not None
    assert second.family is not None
    assert first.family != second.family
    assert second.family.name in first.family.related
    assert first.family.name in second.family.related


@pytest.mark.parametrize("name", ["Harbour Post", "The Daily Star", "An-Nahar", "The Herald", "", " ", "—"])
def test_an_outlet_that_nobody_has_mapped_is_its_own(name: str) -> None:
    assert family(name) is None


def test_two_papers_of_one_name_are_known_by_their_address_alone() -> None:
    assert family("Daily Star") is None
    assert family("Daily Star", "https://www.dailystar.co.uk/news/1") == "Reach"


def test_nobody_is_nobody() -> None:
    assert publisher_of(None) is None
    assert publisher_of("", "file:///home/page.html") is None
    assert publisher_of(None, "page.html") is None


def test_agencies_are_known_by_the_list_or_by_what_they_are_called() -> None:
    assert agency_of("Agence France-Presse") == "AFP"
    assert agency_of("Meridian News Agency") == "Meridian News Agency"
    assert agency_of("Harbour Post") is None
    assert agency_of("BBC") is None


def test_every_family_says_who_owns_it_and_why_and_when() -> None:
    assert len(families()) >= 100
    for one in families():
        assert one.owner, one.name
        assert one.basis, one.name
        assert re.fullmatch(r"20\d\d", one.as_of), one.name
        assert one.state is None or re.fullmatch(r"[A-Z]{2}", one.state), one.name


def test_relations_go_both_ways() -> None:
    by_name = {one.name: one for one in families()}
    assert all(one.name in by_name[other].related for one in families() for other in one.related)
    assert all(one.name not in one.related for one in families())


def test_the_lists_of_outlets_and_publishers_agree() -> None:
    for domain, name in outlet_domains().items():
        by_address = publisher_of(None, f"https://{domain}/1")
        by_both = publisher_of(name, f"https://{domain}/1")
        assert by_address == by_both, domain
    for name, agency in agencies().items():
        if agency.name in ("ABC", "Sky News"):
            continue  # names that the list of agencies gives to several broadcasters
        one, other = publisher_of(name), publisher_of(agency.name)
        assert one is not None
        assert other is not None
        assert one.family == other.family, name


def test_signatures_are_of_known_agencies() -> None:
    assert all(agency_of(name) == name for name in carriage_words().signatures.values())


@given(st.text(max_size=60))
def test_any_name_is_folded_and_folding_again_changes_nothing_of_plain_letters(name: str) -> None:
    folded = folded_name(name)
    assert folded == folded.casefold()
    if set(name) <= set(string.ascii_letters):
        assert folded == name.lower() or folded.startswith("al")
    publisher_of(name, name)
    agency_of(name)


def test_domains_are_read_off_addresses() -> None:
    assert domain_of("https://www.Example.com:8080/a?b") == "www.example.com"
    assert domain_of("http://example.com") == "example.com"
    assert domain_of("example") == ""
    assert domain_of(None) == ""
