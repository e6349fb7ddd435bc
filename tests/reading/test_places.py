"""Places as a reader of the page would mark them: drawings of odd cases, and what holds for every text."""

from typing import Any

import pytest
from drawing import draw_for, read_text, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.analysis import Analysis, analyse
from onrecord.reading.finders import finder_named
from onrecord.reading.ledger import Claims
from onrecord.reading.places import PLACE_RULES
from onrecord.reading.places.find import find_places, resolve_spans
from onrecord.reading.places.rules import SaidToLieIn
from onrecord.records import Article, GazetteerEntry, Place, Span
from onrecord.vocabulary.toponyms import outlet_country, place_weights, toponyms


def read_places(text: str, **fields: Any) -> tuple[Place, ...]:
    return read_text(text, **fields).places


def told(text: str, **fields: Any) -> list[tuple[str, str | None, str | None]]:
    """Each mention with the name and the country of the place it was put at."""
    return [(place.text, place.name, place.country) for place in read_places(text, **fields)]


def where(text: str, mention: str, **fields: Any) -> str | None:
    """The country of the first place of that text."""
    return next((place.country for place in read_places(text, **fields) if place.text == mention), "not found")


DRAWN: dict[str, str] = {
    "camps, a crossing and a base": """\
Residents fled Khan Younis for the Jabalia camp.
               -----------                                                    pl1 Khan Younis · PS · settlement · 31.34, 34.31
                                   -------                                    pl2 Jabalia · PS · settlement · 31.53, 34.48
Trucks crossed at Bab al-Hawa and stopped at Hmeimim air base near Latakia.
                  -----------                                                 pl3 Bab al-Hawa · SY · point · 36.24, 36.69
                                             -------                          pl4 Hmeimim air base · SY · point · 35.40, 35.95
                                                                   -------    pl5 Latakia · SY · settlement · 35.53, 35.79
Men were held in Saydnaya prison.
                 --------                                                     pl6 Sednaya prison · SY · point · 33.66, 36.33""",
    "capitals that govern": """\
Moscow denied the report, and Washington said talks with Tehran would go on.
Residents of Moscow stayed at home.
             ------                                                            pl1 Moscow · RU · settlement · 55.75, 37.62""",
    "states or a country": """\
Police in Georgia closed the road from Tbilisi to Gori.
          -------                                         pl1 Georgia · GE · country · 42.00, 43.50
                                       -------            pl2 Tbilisi · GE · settlement · 41.69, 44.83
                                                  ----    pl3 Gori · GE · settlement · 41.99, 44.11""",
    "a state in a list": """\
The firm has mills in Maine, Washington, Oregon and Georgia.
                      -----                                    pl1 Maine · US · region · 45.50, -69.25
                             ----------                        pl2 Washington · US · region · 47.50, -120.50
                                         ------                pl3 Oregon · US · region · 44.00, -120.50
                                                    -------    pl4 Georgia · US · region · 32.75, -83.50""",
    "people, bodies, outlets": """\
Paris Hilton told the New York Times about the University of Aleppo and the Bank of Beirut.""",
    "a hyphen, a possessive, a direction": """\
Shells fell on the Israel-Lebanon border, in north-western Syria and near Idlib’s stadium.
                   ------                                                                    pl1 Israel · IL · country · 31.50, 34.75
                          -------                                                            pl2 Lebanon · LB · country · 33.83, 35.83
                                                           -----                             pl3 Syria · SY · country · 35.00, 38.00
                                                                          -----              pl4 Idlib · SY · settlement · 35.93, 36.63""",
    "parts and wholes": """\
Schools in East Aleppo and in Southern California were closed.
           -----------                                           pl1 Aleppo · SY · settlement · 36.20, 37.16
                              -------------------                pl2 Southern California · US · region · 34.00, -118.00""",
    "London and London": """\
He flew from London, Ontario, to Toronto. London is two hours from Toronto.
             ------                                                           pl1 London · CA · settlement · 42.98, -81.23
                     -------                                                  pl2 Ontario · CA · region · 49.25, -84.50
                                 -------                                      pl3 Toronto · CA · settlement · 43.71, -79.40
                                          ------                              pl4 London · CA · settlement · 42.98, -81.23
                                                                   -------    pl5 Toronto · CA · settlement · 43.71, -79.40""",
    "seas and gulfs": """\
The boat sank in the Gulf of Aden off Somalia’s coast; another left a Red Sea port.
                     ------------                                                     pl1 Gulf of Aden · area · 12.53, 47.48
                                      -------                                         pl2 Somalia · SO · country · 10.00, 49.00
                                                                      -------         pl3 Red Sea · area · 20.00, 38.50""",
    "wire copy in capitals": """\
SHELLS FELL ON HOMS AND ALEPPO ON MONDAY, A DOCTOR IN DAMASCUS SAID.
               ----                                                    pl1 Homs · SY · settlement · 34.72, 36.73
                        ------                                         pl2 Aleppo · SY · settlement · 36.20, 37.16
                                                      --------         pl3 Damascus · SY · settlement · 33.51, 36.29""",
    "spellings": """\
Al-Hasakeh was quiet, but shells hit the outskirts of Ras al-Ain and the town of Qamishly.
----------                                                                                   pl1 Hasakah · SY · settlement · 36.50, 40.75
                                                      ----------                             pl2 Ras al-Ayn · SY · settlement · 36.85, 40.07
                                                                                 --------    pl3 Qamishli · SY · settlement · 37.05, 41.23""",
    "disputed": """\
Nagorno-Karabakh, the Golan Heights and Western Sahara were on the list.
----------------                                                           pl1 Nagorno-Karabakh · AZ · region · 39.85, 46.75
                      -------------                                        pl2 Golan Heights · SY · region · 33.00, 35.75
                                        --------------                     pl3 Western Sahara · EH · country · 24.50, -13.00""",
}


@pytest.mark.parametrize("drawing", DRAWN.values(), ids=DRAWN)
def test_places_come_out_as_drawn(drawing: str) -> None:
    # Where an article is set (PL20) has drawings of its own.
    drawn = draw_for(SaidToLieIn, read_text(text_of(drawing)))
    assert drawn.replace(" · the setting", "") == drawing


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Boats from Batroun, Byblos and Tripoli took part, the mayor of Zgharta said.", "LB"),
        ("Militias in Tripoli and Misrata agreed to a truce, a doctor in Zawiya said.", "LY"),
        ("Buses left the Lebanese city of Tripoli at noon.", "LB"),
        ("Fighting went on in Libya’s Tripoli.", "LY"),
        ("The port of Tripoli, Lebanon, was closed.", "LB"),
    ],
)
def test_tripoli_is_where_its_company_is(text: str, country: str) -> None:
    assert where(text, "Tripoli") == country


def test_georgia_is_a_state_or_a_country_by_its_company() -> None:
    assert where("Police in Georgia closed the road from Tbilisi to Gori.", "Georgia") == "GE"
    assert where("The governor of Georgia signed the bill in Atlanta. Then he flew to Florida.", "Georgia") == "US"


def test_an_article_means_one_place_by_a_name_unless_it_says_otherwise() -> None:
    text = "A bridge in Paris, Texas, was closed. It is the oldest bridge in Paris."
    assert [(p.text, p.admin) for p in read_places(text) if p.text == "Paris"] == [("Paris", "Texas")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton met Chelsea Clinton.",
        "Michael Jordan left early. “I am tired,” Jordan said.",
        "The New York Times and the Jerusalem Post wrote about it.",
        "The University of Aleppo and the Bank of Beirut are closed.",
        "The Homs Military Council and the Syrian Observatory for Human Rights gave no details.",
        "The Syrians and the Lebanese sat together; a Palestinian doctor joined them.",
        "Most of us like reading. Of course it was nice to march in May.",
        "",
        " \n ",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert told(text) == []


def test_a_capital_that_stands_for_its_government_is_no_place() -> None:
    text = "Moscow denied the report, and Washington said talks with Tehran would go on. Residents of Moscow stayed at home."
    places = read_places(text)
    assert [(p.text, p.spans[0].start > 80) for p in places] == [("Moscow", True)]


def test_a_person_and_a_country_of_one_name_are_told_apart() -> None:
    assert told("Ms Jordan, who was born in Jordan, moved to Amman in 2003.") == [
        ("Jordan", "Jordan", "JO"),
        ("Amman", "Amman", "JO"),
    ]


def test_washington_is_the_city_or_the_state() -> None:
    state = read_places("Apple growers from Yakima to Spokane say Washington has had too little rain.")
    assert [(p.text, p.precision) for p in state if p.text == "Washington"] == [("Washington", "region")]
    city = read_places("Snow fell on Washington, D.C., and schools in Maryland closed.")
    assert city[0].precision == "settlement"
    assert city[0].country == "US"


def test_camps_crossings_and_bases() -> None:
    text = "Trucks crossed at Bab al-Hawa, the engineers said, and stopped at Hmeimim air base near Latakia."
    places = read_places(text)
    assert [(p.text, p.country, p.precision) for p in places] == [
        ("Bab al-Hawa", "SY", "point"),
        ("Hmeimim", "SY", "point"),
        ("Latakia", "SY", "settlement"),
    ]


def test_a_noun_tells_the_province_from_its_town() -> None:
    assert read_places("Olive groves burned in Latakia province.")[0].precision == "region"
    assert read_places("Olive groves burned near Latakia.")[0].precision == "settlement"


def test_hyphens_possessives_and_directions_are_no_part_of_a_name() -> None:
    text = "Shells fell on the Israel-Lebanon border, in north-western Syria and near Idlib’s stadium."
    assert [p.text for p in read_places(text)] == ["Israel", "Lebanon", "Syria", "Idlib"]


def test_a_description_is_no_mention_but_says_where() -> None:
    places = read_places("He was held in the Syrian capital, Damascus.")
    assert [(p.text, p.country) for p in places] == [("Damascus", "SY")]


def test_wire_copy_in_capitals() -> None:
    text = "SHELLS FELL ON HOMS AND ALEPPO ON MONDAY, A DOCTOR IN DAMASCUS SAID, AND TWO PEOPLE WERE HURT."
    assert [p.text for p in read_places(text)] == ["HOMS", "ALEPPO", "DAMASCUS"]


def test_the_places_of_a_dateline() -> None:
    text = "TIKRIT, Iraq (AP) — The bridge was opened on Monday."
    places = read_places(text, dateline="TIKRIT, Iraq (AP)", datelines=(Span(0, 17),))
    assert [(p.text, p.country) for p in places] == [("TIKRIT", "IQ"), ("Iraq", "IQ")]


def test_what_the_gazetteer_lacks_stays_without_a_point() -> None:
    places = read_places("Rain flooded the village of Qarmutiya al-Fawqa.")
    assert [(p.text, p.name, p.lat, p.lon, p.country, p.precision) for p in places] == [
        ("Qarmutiya al-Fawqa", None, None, None, None, None)
    ]


def test_nothing_tells_which_springfield() -> None:
    places = read_places("A fire broke out in Springfield.")
    assert [(p.text, p.lat) for p in places] == [("Springfield", None)]
    places = read_places("A fire broke out in Springfield, Ill.")
    assert (places[0].admin, places[0].country) == ("Illinois", "US")


MILL = GazetteerEntry(
    name="Tall Zahra", also=("Tell Zahra",), lat=35.5, lon=36.5, precision="point", country="SY", basis="user"
)


@pytest.mark.parametrize("spelling", ["Tall Zahra", "Tell Zahra"])
def test_a_persons_own_entry_comes_first(spelling: str) -> None:
    analysis = analysed(f"The mill near {spelling} is closed.")
    (place,) = find_places(analysis, Claims(()), (MILL,))
    assert (place.text, place.lat, place.lon, place.made_by) == (spelling, 35.5, 36.5, "PL14")


def test_a_persons_own_entry_overrules_the_gazetteer() -> None:
    own = GazetteerEntry(name="Damascus", lat=1.0, lon=2.0, precision="point", country=None, basis="user")
    (place,) = find_places(analysed("He lives in Damascus."), Claims(()), (own,))
    assert (place.lat, place.lon, place.made_by) == (1.0, 2.0, "PL14")


def test_places_know_the_statement_that_names_them() -> None:
    reading = read_text("“We left Homs at noon,” Rana Haddad said in Beirut.")
    by_text = {place.text: place.statement for place in reading.places}
    assert by_text == {"Homs": reading.statements[0].id, "Beirut": None}


def test_given_spans_are_put_on_the_map_one_for_one() -> None:
    text = "Trucks left Homs for Tartus, the driver said, and Nowhereville."
    spans = [Span(12, 16), Span(21, 27), Span(50, 62), Span(12, 16)]
    places = resolve_spans(analysed(text), spans)
    assert [p.spans[0] for p in places] == spans
    assert [p.country for p in places] == ["SY", "SY", None, "SY"]


def analysed(text: str) -> Analysis:
    return analyse(Article(id="x", title=None, text=text), finder_named("rules"))


PIECES = st.sampled_from(
    [
        "Homs", "in", "Tripoli", ", La.", "Paris", ", Texas", "the village of", "Qarm", "province", "the Syrian town of",
        "near", "Washington said", "HOMS", "U.S.", "Deir ez-Zor", "al-", "'s", "’s", "-", ",", ".", "(", ")", "\n\n", "\u00a0", "İ",
        "ß", "😀", "New York Times", "Mount", "Street", "and", "Georgia", "Ms Jordan", "Israel-Lebanon", "north of", "1", "É", "Sana'a",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30), st.sampled_from([" ", "", "  "]))
def test_every_place_says_its_characters_in_order(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    analysis = analysed(text)
    places = find_places(analysis, Claims(()))
    assert [place.id for place in places] == [f"pl{n}" for n in range(1, len(places) + 1)]
    starts = [place.spans[0].start for place in places]
    assert starts == sorted(set(starts))
    for place in places:
        (span,) = place.spans
        assert span.of(text) == place.text
        assert 0 <= place.confidence <= 1
        assert (place.lat is None) == (place.lon is None) == (place.name is None) == (place.precision is None)
        assert place.made_by in {rule.code for rule in PLACE_RULES} | {"PL14"}
    assert find_places(analysis, Claims(())) == places


@pytest.mark.parametrize(
    "text",
    [
        "Homs " * 3000,
        "IN HOMS AND ALEPPO. " * 1500,
        "Springfield, Springfield and Springfield; " * 700,
        "A" * 30_000,
        "al-" * 8000,
        "of the " * 5000 + "Homs",
    ],
    ids=["one name", "capitals", "a list", "one word", "articles", "joiners"],
)
def test_long_and_odd_texts(text: str) -> None:
    assert all(place.spans[0].of(text) == place.text for place in find_places(analysed(text), Claims(())))


def test_words_and_weights_are_whole() -> None:
    words = toponyms()
    assert words.demonyms["Syrian"] == "SY"
    assert words.kinds["governorate"] == "division"
    assert not words.never & set(words.demonyms)
    assert {"bias"} <= set(place_weights().tagging)
    assert {"nowhere", "first nowhere"} <= set(place_weights().resolving)


def test_the_country_of_an_outlets_address() -> None:
    assert outlet_country("www.example.co.uk") == "GB"
    assert outlet_country("example.ge") == "GE"
    assert outlet_country("example.com") is None
    assert outlet_country("example.io") is None
