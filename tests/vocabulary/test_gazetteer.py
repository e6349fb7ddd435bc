"""The gazetteer: what it finds, in the spellings news is written in, and what it does not pretend to know."""

import re
import struct
import time
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import PRECISIONS, VocabularyError
from onrecord.vocabulary.gazetteer import (
    MAGIC,
    Gazetteer,
    distance_km,
    fold_name,
    gazetteer,
    loose_name,
    opened,
    unlikeness,
)

DATA = Path(str(resources.files("onrecord.vocabulary").joinpath("data")))

# Each line: how news spells a place, where it lies to about 15 km, its country.
SPELLINGS = """
Tartous, Tartus, Tartūs, Ţarţūs: 34.89 35.89 SY
Hmeimim, Khmeimim, Hemeimeem, Hmaymim: 35.40 35.95 SY
Deraa, Daraa, Dera'a, Dar`a, Dar‘ā: 32.62 36.10 SY
Sweida, Suwayda, As-Suwayda: 32.71 36.57 SY
Latakia, Lattakia, Ladhiqiyah, al-Ladhiqiyah: 35.53 35.79 SY
Homs, Hims: 34.73 36.71 SY
Idlib, Idleb: 35.93 36.63 SY
Aleppo, Halab: 36.20 37.16 SY
Raqqa, Ar-Raqqah, Rakka: 35.95 39.01 SY
Deir ez-Zor, Deir al-Zour, Deir Ezzor, Deir al-Zor: 35.34 40.14 SY
Hasakah, al-Hasakeh, Hassakeh: 36.50 40.75 SY
Qamishli, Kamishly, al-Qamishli: 37.05 41.22 SY
Jablah, Jableh: 35.36 35.93 SY
Douma, Duma: 33.57 36.40 SY
Tadamon, al-Tadamon: 33.49 36.31 SY
Yalda: 33.46 36.32 SY
Nasib, Nasib crossing: 32.55 36.19 SY
al-Hol, Al Hol camp, al-Hawl: 36.38 41.14 SY
Khan Sheikhoun, Khan Shaykhun: 35.44 36.65 SY
Maarat al-Numan, Maarrat al-Nu'man: 35.64 36.67 SY
Tyre, Sour: 33.27 35.20 LB
Sidon, Saida: 33.56 35.37 LB
Baalbek: 34.01 36.21 LB
Nabatieh, Nabatiyeh: 33.38 35.48 LB
Dahiyeh, Dahieh: 33.85 35.51 LB
Khan Younis, Khan Yunis, Khān Yūnis: 31.34 34.31 PS
Deir al-Balah, Deir el-Balah: 31.42 34.35 PS
Jenin: 32.46 35.30 PS
Rafah crossing: 31.25 34.26 PS
Kharkiv, Kharkov: 49.98 36.25 UA
Kyiv, Kiev: 50.45 30.52 UA
Donetsk: 48.02 37.80 UA
Bakhmut, Artemivsk: 48.59 38.00 UA
Odesa, Odessa: 46.48 30.73 UA
Avdiivka, Avdeevka: 48.14 37.75 UA
Benghazi, Banghazi: 32.11 20.07 LY
Sana'a, Sanaa: 15.35 44.21 YE
Hodeidah, Hudaydah, Al Hudaydah: 14.80 42.95 YE
Taiz, Ta'izz: 13.58 44.02 YE
Aden: 12.78 45.04 YE
Marib, Ma'rib: 15.46 45.32 YE
Mosul: 36.34 43.12 IQ
Kirkuk: 35.47 44.39 IQ
Erbil, Irbil, Arbil: 36.19 44.01 IQ
Fallujah, Falluja: 33.35 43.78 IQ
El Fasher, Al-Fashir, el-Fasher: 13.63 25.35 SD
Omdurman: 15.64 32.48 SD
N'Djamena, N’Djamena: 12.11 15.04 TD
Mogadishu, Muqdisho: 2.04 45.34 SO
Kandahar, Qandahar: 31.61 65.71 AF
Peking, Beijing: 39.91 116.40 CN
Bombay, Mumbai: 19.07 72.88 IN
Rangoon, Yangon: 16.80 96.15 MM
Saigon, Ho Chi Minh City: 10.82 106.63 VN
"""

COUNTRIES = {
    "Syria": "SY", "Syrian Arab Republic": "SY", "UK": "GB", "U.K.": "GB", "Britain": "GB", "Great Britain": "GB",
    "USA": "US", "U.S.": "US", "United States": "US", "the United States": "US", "Burma": "MM", "Myanmar": "MM",
    "Persia": "IR", "Ivory Coast": "CI", "Côte d’Ivoire": "CI", "Holland": "NL", "the Netherlands": "NL",
    "Czech Republic": "CZ", "Türkiye": "TR", "Turkey": "TR", "DRC": "CD", "UAE": "AE", "Palestine": "PS",
    "Georgia": "GE", "Jordan": "JO", "Lebanon": "LB", "Swaziland": "SZ", "Vatican": "VA", "Kosovo": "XK",
}  # fmt: skip


def spelt() -> list[tuple[str, float, float, str]]:
    """Give every spelling with where it should lead."""
    rows = []
    for line in SPELLINGS.strip().splitlines():
        names, _, at = line.rpartition(": ")
        lat, lon, country = at.split()
        rows += [(name.strip(), float(lat), float(lon), country) for name in names.split(",")]
    return rows


@pytest.mark.parametrize(("name", "lat", "lon", "country"), spelt())
def test_a_place_is_found_first_in_the_spellings_of_the_news(name: str, lat: float, lon: float, country: str) -> None:
    found = gazetteer().find(name)
    assert found, name
    assert found[0].entry.country == country
    assert distance_km((found[0].entry.lat, found[0].entry.lon), (lat, lon)) < 15, found[0].entry


@pytest.mark.parametrize(("name", "code"), COUNTRIES.items())
def test_a_country_goes_before_towns_of_its_name(name: str, code: str) -> None:
    first = gazetteer().find(name)[0].entry
    assert (first.precision, first.country) == ("country", code)
    assert gazetteer().country(code.lower()) == first


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Damascus", "settlement"),
        ("Hmeimim", "point"),
        ("Bab al-Hawa", "point"),
        ("Sednaya prison", "point"),
        ("Ghouta", "region"),
        ("Golan Heights", "region"),
        ("Donbas", "region"),
        ("Louisiana", "region"),
        ("Caddo Parish", "district"),
        ("Shejaiya", "district"),
        ("Strait of Hormuz", "area"),
        ("Mediterranean", "area"),
        ("Sahel", "area"),
        ("Middle East", "area"),
        ("Europe", "area"),
        ("Nile", "area"),
    ],
)
def test_the_first_place_of_a_name_is_as_precise_as_it_is(name: str, precision: str) -> None:
    assert gazetteer().find(name)[0].entry.precision == precision


@pytest.mark.parametrize("name", ["", " ", "-", "Netanyahu", "Zelensky", "Qwxyzzy", "’", "a" * 5000, "\x00", "1234"])
def test_of_an_unknown_name_nothing_is_given(name: str) -> None:
    assert gazetteer().find(name) == ()
    assert not gazetteer().known(name)


def test_a_match_tells_how_the_name_leads_to_the_place() -> None:
    look = gazetteer()
    assert look.exact("Damascus")[0].how == "name"
    assert look.exact("Halab")[0].how == "alternate"
    assert look.exact("Ladiqiyya") == ()
    assert [match.how for match in look.find("Ladiqiyya")][:1] == ["loose"]
    assert look.find("Ladiqiyya")[0].entry.name == "Latakia"


def test_common_words_are_there_but_stand_low() -> None:
    """Villages are called Of, Most and Police: the gazetteer says so, and how small they are; reading decides."""
    assert {match.entry.name for match in gazetteer().exact("Of")} == {"Of"}
    assert gazetteer().exact("Reading")[0].entry.country == "GB"
    assert [match.entry.country for match in gazetteer().exact("Tripoli")][:1] == ["LY"]
    assert {match.entry.country for match in gazetteer().exact("Tripoli")} >= {"LY", "LB", "GR"}


@pytest.mark.parametrize(
    ("country", "code", "name"),
    [
        ("US", "LA", "Louisiana"),
        ("US", "La.", "Louisiana"),
        ("us", "N.Y.", "New York"),
        ("US", "Calif.", "California"),
        ("US", "W.Va.", "West Virginia"),
        ("CA", "Ont.", "Ontario"),
        ("CA", "B.C.", "British Columbia"),
        ("AU", "NSW", "New South Wales"),
        ("GB", "SCT", "Scotland"),
        ("SY", "LA", "Latakia"),
    ],
)
def test_a_division_is_found_by_its_code_or_abbreviation(country: str, code: str, name: str) -> None:
    division = gazetteer().division(country, code)
    assert division is not None
    assert (division.name, division.feature, division.country) == (name, "ADM1", country.upper())


def test_every_american_state_has_its_postal_code() -> None:
    codes = (
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
        "PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
    ).split()
    names = {division.name for code in codes if (division := gazetteer().division("US", code))}
    assert len(names) == len(codes) == 51


def test_no_division_and_no_country_is_made_up() -> None:
    assert gazetteer().division("US", "ZZ") is None
    assert gazetteer().division("", "") is None
    assert gazetteer().country("ZZ") is None


def test_abbreviations_are_no_names() -> None:
    """`Ala` and `Miss` are words and names: only `division` reads them as states."""
    for word in ("La", "Miss", "Mass", "Pa", "Wash"):
        assert all(match.entry.feature != "ADM1" for match in gazetteer().exact(word)), word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana'a", "SANAA"),
        ("Deir ez-Zor", "Deir Ez Zor"),
        ("The Hague", "Hague"),
        ("St. Louis", "Saint Louis"),
        ("U.S.A.", "USA"),
        ("Łódź", "Lodz"),
        ("İzmir", "izmir"),
        ("Dar‘ā", "Dar'a"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("Trinidad, Colo.", "Trinidad Colo"),
    ],
)
def test_names_that_differ_in_writing_alone_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hmeimim", "Khmeimim"),
        ("Qusayr", "Qsair"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Qamishli", "Kamishly"),
        ("Hodeidah", "Hudaydah"),
        ("Sweida", "As-Suwayda"),
        ("Khan Younis", "Khan Yunis"),
        ("Raqqa", "Ar-Raqqah"),
        ("Idlib", "Idleb"),
        ("Douma", "Duma"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert loose_name(one) == loose_name(other) != ""


def test_what_sounds_alike_is_not_yet_alike() -> None:
    assert unlikeness("hmeimim", "khmeimim") < unlikeness("hodeidah", "hudaydah") < 0.1 < unlikeness("putin", "patan")
    assert unlikeness("aleppo", "aleppo") == 0 == unlikeness("", "")


@given(st.text(max_size=60))
def test_any_text_may_be_asked(text: str) -> None:
    folded = fold_name(text)
    assert folded == " ".join(folded.split()) == folded.casefold()
    for match in gazetteer().find(text):
        assert match.how in ("name", "alternate", "loose")
        assert match.entry.precision in PRECISIONS


@given(st.text(alphabet="aeiouhkqstdlzry -'", max_size=40), st.text(alphabet="aeiouhkqstdlzry", max_size=40))
def test_unlikeness_is_a_distance(one: str, other: str) -> None:
    apart = unlikeness(one, other)
    assert apart == pytest.approx(unlikeness(other, one), abs=0.2)
    assert 0 <= apart <= 1
    assert unlikeness(one, one) == 0


def test_a_long_question_costs_nothing() -> None:
    started = time.process_time()
    assert gazetteer().find("al-" * 100_000) == ()
    assert time.process_time() - started < 0.5


def test_distances_are_those_of_the_globe() -> None:
    assert distance_km((33.51, 36.29), (33.51, 36.29)) == 0
    assert distance_km((51.5074, -0.1278), (48.8566, 2.3522)) == pytest.approx(343.6, abs=1)
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((90, 0), (-90, 0)) == pytest.approx(20015, abs=1)


def test_every_place_is_whole() -> None:
    look, count, loose_seas = gazetteer(), 0, 0
    for entry in look:
        count += 1
        assert entry.name
        assert entry.name == entry.name.strip()
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180
        assert entry.basis in ("geonames", "naturalearth", "ourairports", "supplement")
        assert entry.country is None or re.fullmatch("[A-Z]{2}", entry.country)
        loose_seas += entry.country is None and entry.precision not in ("area", "region", "point")
    assert count == len(look) == look.meta.places > 250_000
    assert loose_seas == 0


def test_the_file_is_small_says_what_it_is_made_of_and_opens_at_once() -> None:
    path = DATA / "gazetteer.bin"
    assert path.stat().st_size < 24_000_000
    started = time.process_time()
    look = opened(path)
    assert time.process_time() - started < 0.05
    assert {"CC BY 4.0", "public domain", "Apache-2.0"} == {source.licence for source in look.meta.sources}
    assert re.fullmatch(r"\d{4}-\d{2}", look.meta.date)
    assert "places" in repr(look)


@pytest.mark.parametrize("cut", [0, 4, 11, 12, 500, 100_000, 10_000_000])
def test_a_damaged_file_is_said_to_be_one(tmp_path: Path, cut: int) -> None:
    broken = tmp_path / "gazetteer.bin"
    broken.write_bytes((DATA / "gazetteer.bin").read_bytes()[:cut])
    with pytest.raises(VocabularyError, match="reinstall it"):
        opened(broken)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="does not begin"):
        Gazetteer(b"SQLite format 3\x00" * 10)
    with pytest.raises(VocabularyError):
        Gazetteer(MAGIC + struct.pack("<I", 2) + b"{}")
    with pytest.raises(VocabularyError):
        opened(tmp_path / "missing.bin")
