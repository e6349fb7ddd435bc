"""What the sentence tells better than the finder of spans: whose words they are, where a source begins, what is none."""

import pytest
from drawing import draw, read_text

from onrecord.reading.finders import DEFAULT, Model
from onrecord.records import Reading, Statement

BOTH: tuple[Model, ...] = ("rules", DEFAULT)


def the_one(reading: Reading) -> Statement:
    """Give the only statement of a reading; the drawing is shown where there is none, or another."""
    assert len(reading.statements) == 1, draw(reading)
    return reading.statements[0]


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Ministry closes its count at 18, hospital says 21", "hospital", "21"),
        ("Ministry counts 12 dead, union says at least 15", "union", "at least 15"),
        ("Bridge was safe, builder says", "builder", "Bridge was safe"),
        ("Bridge fell at dawn, officials say", "officials", "Bridge fell at dawn"),
    ],
)
def test_headline_gives_what_stands_behind_its_cue_where_something_does(
    headline: str, source: str, content: str, model: Model
) -> None:
    said = the_one(read_text(f"{headline}\nThe road stood open on Friday.", model=model))
    assert (said.source.text, said.content.text) == (source, content)


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("dateline", "behind"),
    [
        ("DOHUK, Iraq - ", "Zagros Gravel Works"),
        ("DOHUK - ", "Zagros Gravel Works"),
        ("CONSTANȚA, Romania - ", "Marea Gravel Works"),
        ("ŞANLIURFA, Türkiye (AVB) — ", "Firat Gravel Works"),
    ],
)
def test_dateline_that_the_page_did_not_mark_does_not_speak(dateline: str, behind: str, model: Model) -> None:
    text = f"The bridge fell on Thursday.\n{dateline}{behind} denied on Friday that its trucks had broken the bridge."
    reading = read_text(text, model=model)
    said = the_one(reading)
    assert said.source.text == said.source.name == behind
    assert reading.article.datelines == ()  # the article is given back as it came


@pytest.mark.parametrize("model", BOTH)
def test_dateline_is_no_part_of_what_is_said(model: Model) -> None:
    said = the_one(read_text("CONSTANȚA, Romania - Nine people were hurt, the port authority said.", model=model))
    assert said.content.text == "Nine people were hurt"


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    "text",
    [
        "The bus did not stop, said the driver, who gave his name as Bakri.",
        "“The bus did not stop,” said the driver, who gave his name as Bakri.",
        "The driver, who gave his name as Bakri, said the bus did not stop.",
    ],
)
def test_who_gave_a_name_is_somebody_with_that_name(text: str, model: Model) -> None:
    said = the_one(read_text(text, model=model))
    assert said.source.text.lower() == "the driver … bakri"
    assert said.source.name == "Bakri"


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sir al-Khatim Osman said the well was dry.", "Sir al-Khatim Osman"),
        ("Sir Martin Osborne said the well was dry.", "Martin Osborne"),
        ("The port’s deputy head, Horia Negulescu, said the well was dry.", "Horia Negulescu"),
        ("EUs Mogherini said the well was dry.", "Mogherini"),
    ],
)
def test_name_of_a_person_is_whole(text: str, name: str, model: Model) -> None:
    assert the_one(read_text(text, model=model)).source.name == name


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    "group",
    [
        "Families on Strada Caraiman",
        "Residents of al-Bab",
        "People in Sarmada and al-Bab",
        "Shopkeepers on Hamra Street",
        "Relatives of Samir Haddad",
    ],
)
def test_people_of_a_place_or_of_somebody_are_not_that_place_or_person(group: str, model: Model) -> None:
    said = the_one(read_text(f"{group} said the water had risen for days.", model=model))
    assert said.source.text == group
    assert said.source.status == "collective"
    assert said.source.name is not None
    assert said.source.name.split()[0] == group.split()[0]


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry declined to explain the difference.", "declined"),
        ("The ministry would not explain why the gate was shut.", "declined"),
        ("The ministry would not say who had ordered the pumps off.", "declined"),
        ("The ministry did not say who had ordered the pumps off.", "withheld"),
    ],
)
def test_what_was_not_explained_is_a_silence_and_no_statement(text: str, kind: str, model: Model) -> None:
    reading = read_text(text, model=model)
    assert reading.statements == (), draw(reading)
    assert [(s.source, s.kind) for s in reading.silences] == [("The ministry", kind)]


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("who", "kept_back", "reason"),
    [
        (
            "Two workers",
            "who did not want their names printed because the firm owes them wages",
            "the firm owes them wages",
        ),
        ("A nurse", "who would not give his name because he feared for his post", "he feared for his post"),
        ("A clerk", "who declined to be identified because the matter is in court", "the matter is in court"),
        ("An engineer", "who requested anonymity as the file is open", "the file is open"),
    ],
)
def test_reason_for_a_name_kept_back_is_the_sources_and_no_statement(
    who: str, kept_back: str, reason: str, model: Model
) -> None:
    said = the_one(read_text(f"{who}, {kept_back}, said the brakes had failed.", model=model))
    assert (said.source.text, said.source.status) == (who, "anonymous")
    assert said.source.anonymity_reason == reason
    assert said.content.text == "the brakes had failed"


@pytest.mark.parametrize("model", BOTH)
def test_who_carried_the_words_did_not_say_them(model: Model) -> None:
    reading = read_text("In words that the agency carried, new pipes were promised.", model=model)
    assert reading.statements == (), draw(reading)


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("behind", "source"),
    [
        ("Police said it fell at noon.", "Police"),
        ("The mayor’s office denied receiving a warning.", "The mayor’s office"),
    ],
)
def test_hour_may_end_a_sentence(behind: str, source: str, model: Model) -> None:
    first, second = read_text(f"The council said the wall fell at 6 a.m. {behind}", model=model).statements
    assert first.content.text.startswith("the wall fell at 6")
    assert source not in first.content.text
    assert (second.source.text, second.parent) == (source, None)


@pytest.mark.parametrize("model", BOTH)
def test_hour_before_a_day_or_a_zone_ends_none(model: Model) -> None:
    said = the_one(read_text("The council said the wall fell at 6 a.m. Monday after rain.", model=model))
    assert said.content.text == "the wall fell at 6 a.m. Monday after rain"


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("13 April 2017", "British engineers"),
        ("Monday", "state media"),
        ("(Reuters)", "Western powers"),
        ("Meanwhile", "state television"),
    ],
)
def test_date_credit_or_adverb_before_a_source_is_no_part_of_it(before: str, source: str, model: Model) -> None:
    said = the_one(read_text(f"{before} {source} said that the bridge was down.", model=model))
    assert said.source.text == source
