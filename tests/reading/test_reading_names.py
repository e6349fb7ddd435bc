"""When two names in one article are one."""

import pytest

from onrecord.reading.sources.names import fold, is_acronym, is_short_form, same_body


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Awada", "Nabih Awada"),
        ("al-Hakim", "Ammar al-Hakim"),
        ("Al-Jabouri", "Fahd al-Jabouri"),
        ("Hashem", "Ayman Abu Hashem"),
        ("Abu Hashem", "Ayman Abu Hashem"),
        ("D. Saad", "Dalia Saad"),
        ("Jose Nunez", "José Núñez"),
    ],
)
def test_a_short_form_stands_for_the_full_name(short: str, full: str) -> None:
    assert is_short_form(short, full)


@pytest.mark.parametrize(
    ("short", "full"), [("Nabih", "Nabih Awada"), ("Karim Saad", "Rana Saad"), ("", "Rana Saad"), ("Rana Saad", "Saad")]
)
def test_these_are_others(short: str, full: str) -> None:
    assert not is_short_form(short, full)


def test_acronyms_and_bodies() -> None:
    assert is_acronym("PMF", "Popular Mobilization Forces")
    assert not is_acronym("PMF", "Popular Front")
    assert same_body("the Observatory for Human Rights", "Syrian Observatory for Human Rights")
    assert not same_body("Observatory", "Syrian Observatory")
    assert fold("Türkiye’s") == fold("turkiye's")
