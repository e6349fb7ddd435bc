"""Which names can be one's: spelled otherwise, cut short, abbreviated; and which are two, however alike they look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.identities.forms import Form, fold, form_of, is_name, sound
from onrecord.comparing.identities.names import match
from onrecord.records import VocabularyError
from onrecord.vocabulary import identities as vocabulary
from onrecord.vocabulary.identities import identity_names, identity_weights, public_aliases

# Each line: two names of people, and how they agree; `nothing` where they cannot be one's, `other` where they are two.
PEOPLE = """
Samer Hallak, samer  HALLAK: same
Dr. Samer Hallak, Samer al-Hallak: same
Gazette's Samer Hallak, Samer Hallak: same
Mohammed Daabul, Muhammad Daboul: spelt
Samer Qidran, Samer Qudran: near
Yousef al-Aqqad, Yusuf el-Akkad: given
Sameer Hallaq, Samir Hallak: spelt
Rana Abdel Sattar, Rana Abdulsattar: same
Hossein Amir-Daneshi, Hossein Amirdaneshi: spelt
Abu Omar al-Jablawi, Abou Umar al-Jablawi: spelt
Sergei Lubov, Sergey Lubyov: near
Volodymyr Hrytsai, Vladimir Hrytsai: given
Samer Kahlout, Samer Kahout: nearly
Samer Hallak, Samer Khaled: nothing
Rana Deebs, Rana Deeb: possessive
Mai al-Kaysi, Mai Alkaysi: spelt
Bill Thornbury, William Thornbury: given
Samer K. Hallak, Samer Hallak: fuller
Lena Zaki Deeb, Lena Deeb: fuller
Tesfaye Adhan Gebre, Tesfaye Adhan: longer
S. Hallak, Samer Hallak: initial
Hallak, Samer Hallak: bare
al-Hallak, Samer Hallak: bare
de Marchi, Ilario de Marchi: bare
Abu Jableh, Nizar Abu Jableh: bare
Hallak, Halaq: both_bare
Samer Hallak, Ghassan Hallak: other
Samer Hallak, Samira Hallak: other
Hasan Deeb, Hussein Deeb: other
G. Hallak, Samer Hallak: other
Samer K. Hallak, Samer L. Hallak: other
11th Keeper, 12th Keeper: other
Samer Hallak, Samer Yaziji: nothing
Samer, Samer Hallak: nothing
Hallak, Yaziji: nothing
"""

BODIES = """
the Tartus Port Authority, Tartus Port Authority: body
the official SARA news agency, SARA: ending
Russia's Ministry of Fisheries, the Russian fisheries ministry: words
Syrian Centre for Tide Research, Syrian Center for Tide Research: words
U.S. Tide Service, American Tide Service: words
U. S. Tide Service, U.S. Tide Service: body
Aamar Brigade, Amar Brigade: words
UN, United Nations: public
Doctors Without Borders, MSF: public
CTWS, Coastal Tides and Winds Survey: abbreviation
CTW, CTW: letters
Jableh Anglers' Society for Tide Studies, Jableh Anglers' Society: short
Ministry of Health, the Syrian Health Ministry: generic
Observatory, Syrian Observatory of Tides: generic
Syrian Council, Syrian Council on Tides: generic
Coastal Tides Watch [CTW] group, Coastal Tides Watch: ending
Coastal Tides Watch (CTW), Coastal Tides Watch: body
Syrian army, Free Syrian Army: nothing
Russian fisheries ministry, Iranian fisheries ministry: nothing
4th Tide Brigade, 5th Tide Brigade: nothing
Israel, Israeli army: nothing
UN, UN Population Fund: nothing
Tide Council, Tide Party: nothing
Tartus Tide Agency, Tartus Tide Organisation: nothing
Red Crescent, Iraqi Red Crescent: generic
CTW, CTX: nothing
"""


def lines(drawing: str) -> list[tuple[str, str, str]]:
    found = []
    for line in drawing.strip().splitlines():
        names, _, reason = line.rpartition(": ")
        one, other = names.split(", ")
        found.append((one, other, reason))
    return found


@pytest.mark.parametrize(("one", "other", "reason"), lines(PEOPLE))
def test_people(one: str, other: str, reason: str) -> None:
    assert reason_of(form_of(one, True), form_of(other, True)) == reason


@pytest.mark.parametrize(("one", "other", "reason"), lines(BODIES))
def test_bodies(one: str, other: str, reason: str) -> None:
    assert reason_of(form_of(one, False), form_of(other, False)) == reason


def reason_of(one: Form, other: Form) -> str:
    found = match(one, other)
    return found.reason if found else "nothing"


NAMES = ["Samer Hallak", "al-Hallak", "Staffan de Marchi", "Abu Omar"], "person"
NO_PEOPLE = ["the harbour master", "The US president", "Reports", "Director", "Live Updates", "", "a Hallak"], "person"
BODY_NAMES = ["Tartus Port Authority", "the Syrian army", "UN", "Gaza's health ministry", "X"], "organisation"
NO_BODIES = (
    ["the regime", "The regime", "a monitoring group", "No group", "police", "Syrians", "Council of"],
    "organisation",
)
UNSURE = ["Press TV", "Syrian state television"], "unknown"
NOTHING = ["The", "Earlier", "one child", "Earlier state television", "the world"], "unknown"


@pytest.mark.parametrize(("names", "kind"), [NAMES, BODY_NAMES, UNSURE])
def test_what_is_a_name(names: list[str], kind: str) -> None:
    assert [name for name in names if not is_name(name, kind)] == []


@pytest.mark.parametrize(("names", "kind"), [NO_PEOPLE, NO_BODIES, NOTHING])
def test_what_only_looks_like_one(names: list[str], kind: str) -> None:
    assert [name for name in names if is_name(name, kind)] == []


@given(st.text(max_size=80), st.text(max_size=80), st.booleans())
def test_any_two_strings_can_be_compared_either_way_round(one: str, other: str, human: bool) -> None:
    first, second = form_of(one, human), form_of(other, human)
    there, back = match(first, second), match(second, first)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there.reason == back.reason


@given(st.text(max_size=200), st.sampled_from(["person", "organisation", "outlet", "document", "unknown", "group"]))
def test_any_string_is_a_name_or_none(text: str, kind: str) -> None:
    assert is_name(text, kind) in (True, False)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_how_a_part_sounds_is_never_nothing(part: str) -> None:
    assert sound(part)


def test_a_very_long_name_is_cut_short() -> None:
    assert len(form_of("Samer " * 100_000, True).text) < 1_000
    assert not is_name("Samer " * 100_000, "person")


def test_names_fold_as_the_archive_folds_them() -> None:
    from onrecord.archive.words import fold as archived

    for name in ("Recep Erdoğan", "ʿAmmār  al-Hakīm", "L’Orient", "ẞ", "Ａ"):
        assert fold(name) == archived(name)


def test_public_aliases_stand_once() -> None:
    for kind, groups in (("person", public_aliases().aliases.people), ("body", public_aliases().aliases.bodies)):
        seen: dict[str, str] = {}
        for names in groups:
            assert len(names) > 1, names
            for name in names:
                plain = form_of(name, kind == "person").folded
                assert seen.setdefault(plain, names[0]) == names[0], f"{name} stands in two lines"


def test_words_and_weights_are_as_their_schema_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "mohammed" in identity_names().given
    assert identity_names().countries["united", "nations"] == "UN"
    assert identity_weights().join > identity_weights().margin > 0

    def broken(name: str, schema: object) -> object:
        file = type("File", (), {"given": type("Given", (), {"groups": ("yusuf joseph", "joseph jo")})})
        return file

    monkeypatch.setattr(vocabulary, "load", broken)
    identity_names.cache_clear()
    try:
        with pytest.raises(VocabularyError, match="joseph"):
            identity_names()
    finally:
        identity_names.cache_clear()
