"""Places, dates and figures on the desk: in an article, on the map, on the timeline and side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import desk_invented as invented
import desk_ledgers as ledgers
import httpx
import pytest
from desk_asking import ask
from desk_markup import Parsed, parse

from onrecord.archive import open_archive
from onrecord.desk import create_app
from onrecord.desk.article_page import LONGEST, lay_out
from onrecord.desk.how_many import MOST_ROWS
from onrecord.records import Page

pytest_plugins = ["desk_fixtures"]

Get = Callable[..., httpx.Response]

FIRST = f"/articles/{ledgers.first()[2].article.id}"
SECOND = f"/articles/{ledgers.second()[2].article.id}"


def read(get: Get, path: str) -> Parsed:
    answer = get(path)
    assert answer.status_code == 200, answer.text
    return parse(answer.text)


def test_an_articles_text_marks_places_dates_and_figures(ledger_get: Get) -> None:
    page = read(ledger_get, FIRST)
    by_layer = {
        layer: [piece.text for piece in page.pieces if layer in piece.classes] for layer in ("place", "date", "figure")
    }
    assert by_layer["place"] == ["Akre", "Akre", "Old Bridge", "Baghdad", "Dohuk Governorate", "Tell Rahma"]
    assert by_layer["date"] == ["3 March 2031", "60 years", "every Friday", "since 2028", "two weeks", "9 December"]
    assert by_layer["figure"] == ["Twelve", "2,400", "1,500", "800"]
    assert {"content", "place"} <= next(piece.classes for piece in page.pieces if piece.of[:1] == ["p2"])


def test_every_sign_in_the_text_says_what_it_is_and_leads_to_the_ledger(ledger_get: Get) -> None:
    page = read(ledger_get, FIRST)
    signs = [given for tag, given in page.tags if tag == "a" and "m" in given.get("class", "").split()]
    assert {given["id"] for given in signs} == {
        *(f"p{number}" for number in range(1, 7)),
        *(f"d{number}" for number in range(1, 7)),
        *(f"f{number}" for number in range(1, 5)),
    }
    for given in signs:
        assert given["href"] == f"#l-{given['id']}"
        assert given["href"][1:] in page.ids
    says = {given["id"]: given["title"] for given in signs}
    assert says["p2"] == ("Place: Akre, Dohuk, Iraq\nknown as a settlement\n36.7413° N, 43.8933° E\nconfidence 80%"), (
        says["p2"]
    )
    assert says["p6"] == "Place: Tell Rahma\nunknown: not in the gazetteer"
    assert says["d1"] == "Date: 3 March 2031\nEDTF 2031-03-03\nas the text states it"
    assert says["d3"] == "Repetition: every week"
    assert says["f1"].splitlines() == [
        "Figure: 12",
        "of: people",
        "kind: killed",
        "where: Akre, Dohuk, Iraq",
        "when: 3 March 2031",
        "claimed by: Rezan Duhoki, via Delta Wire",
    ]
    assert "part of: 2,400 residents" in says["f3"]
    for href in page.hrefs:
        assert not href.startswith("#") or href[1:] in page.ids, href


def test_an_articles_ledger_keeps_parts_under_their_whole_and_says_where_a_sum_fails(ledger_get: Get) -> None:
    page = read(ledger_get, FIRST).text
    text = page[page.index("Where, when and how many") :]
    whole, fails, part, other = (text.index(words) for words in ("2,400 residents", "The parts do not add up", "1,500 resident", "800 resident"))  # fmt: skip
    assert whole < fails < part < other
    assert "5 places, mentioned 6 times" in text
    assert "9 December, year unknown" in text
    assert "nothing to reckon it from" in text
    assert "from 2028 on" in text


def test_a_ledgers_entry_leads_to_the_rule_and_to_the_characters_in_the_capture(ledger_get: Get) -> None:
    page = read(ledger_get, FIRST)
    assert {"/rules/PL01", "/rules/DA01", "/rules/FI01"} <= set(page.hrefs)
    captures = [href for href in page.hrefs if href.startswith("/captures/") and href.endswith("#asked")]
    assert len(captures) == 3 + 4 + 5 + 6, "one for each statement, figure, place and date"
    asked = [read(ledger_get, href.removesuffix("#asked")).marked for href in captures]
    assert ["Akre", "Akre"] in asked
    assert ["since 2028"] in asked
    assert ["2,400"] in asked


def test_an_article_whose_page_gives_no_date_says_what_its_text_lets_follow(ledger_get: Get) -> None:
    page = read(ledger_get, SECOND)
    assert "date unknown the text is of 6 March 2031, as its text lets it follow" in page.text
    assert "/rules/DA09" in page.hrefs
    assert "the text is of" not in read(ledger_get, FIRST).text


def test_an_article_without_a_ledger_has_none(get: Get) -> None:
    page = read(get, f"/articles/{invented.many(120)[2].article.id}")
    assert "Where, when and how many" not in page.text
    assert "ledger" not in page.ids


def test_what_stands_behind_the_part_that_is_shown_is_in_the_ledger_without_a_link() -> None:
    text = "Head\n\n" + "word " * (LONGEST // 5) + "Akre"
    capture, article = ledgers.made(text, "saved/long.txt", None, None)
    book = invented.Notebook(article.text)
    book.place("Head")
    book.place("Akre")
    view = lay_out(book.reading(capture, article))
    assert [entry.place.text for entry in view.ledger.places] == ["Head", "Akre"]
    assert "p1" in view.ledger.in_text
    assert "p2" not in view.ledger.in_text


def test_figures_that_are_parts_of_each_other_are_each_listed_once() -> None:
    ledger = lay_out(invented.hostile()[2]).ledger
    listed = []

    def walk(entries: tuple[object, ...]) -> None:
        for entry in entries:
            listed.append(entry.figure.id)  # type: ignore[attr-defined]
            walk(entry.parts)  # type: ignore[attr-defined]

    walk(ledger.figures)
    assert sorted(listed) == ["f1", "f2", "f3"]


def test_the_map_page_says_in_a_list_what_the_map_draws(ledger_get: Get) -> None:
    page = read(ledger_get, "/map?outlet=Tigris")
    assert "1–4 of 4" in page.text
    assert "Akre Iraq settlement 2 mentions , 1 statement in 1 article" in page.text
    assert "5 mentions on the map. 1 mention not on it : where that is, is unknown." in page.text
    assert "/places?outlet=Tigris&precision=unknown" in page.hrefs
    assert "/statements?outlet=Tigris&place=Akre&country=IQ" in page.hrefs
    assert "they are not Onrecord's view of any dispute" in page.text
    data = ledger_get("/map.json?outlet=Tigris").json()
    assert data["total"] == 4
    assert [spot["name"] for spot in data["spots"]] == ["Akre", "Baghdad", "Dohuk", "Old Bridge"]
    assert data["spots"][0] | {"where": "", "statementsAt": "", "mentionsAt": ""} == {
        "name": "Akre", "where": "", "precision": "settlement", "lat": 36.7413, "lon": 43.8933, "mentions": 2,
        "statements": 1, "articles": 1, "statementsAt": "", "mentionsAt": "",
    }  # fmt: skip


def test_the_map_draws_no_more_than_it_can_and_says_so(ledger_get: Get) -> None:
    page = read(ledger_get, "/map")
    assert "1–50 of 2,036" in page.text
    assert "The map draws the 2,000 places mentioned most; 36 more are in this list alone." in page.text
    data = ledger_get("/map.json").json()
    assert (data["total"], len(data["spots"])) == (2_036, 2_000)
    assert data["spots"][0]["name"] == "Akre", "the most often mentioned is first"


def test_a_place_of_the_map_leads_to_the_statements_there(ledger_get: Get) -> None:
    href = next(href for href in read(ledger_get, "/map?place=akre").hrefs if href.startswith("/statements?"))
    page = read(ledger_get, href)
    assert "1–2 of 2" in page.text
    assert "Rezan Duhoki" in page.text
    assert "a doctor" in page.text


def test_mentions_of_places_are_listed_with_their_sentence_and_who_makes_them(ledger_get: Get) -> None:
    page = read(ledger_get, "/places?place=akre")
    assert "1–3 of 3" in page.text
    assert page.marked == ["Akre", "Akre", "Akre"]
    assert "the outlet's own voice" in page.text
    assert "36.7413° N, 43.8933° E" in page.text
    assert f"{FIRST}#p2" in page.hrefs
    assert "1–1 of 1" in read(ledger_get, "/places?country=iq&precision=country").text
    assert "No place matches." in read(ledger_get, "/places?place=zeppelin").text


def test_places_that_are_not_in_the_gazetteer_can_be_listed(ledger_get: Get) -> None:
    page = read(ledger_get, "/places?precision=unknown")
    assert "1–1 of 1" in page.text
    assert "Tell Rahma unknown: not in the gazetteer" in page.text
    assert "coordinates unknown" in page.text


def test_the_timeline_has_a_bar_for_each_month_and_the_days_in_order(ledger_get: Get) -> None:
    page = read(ledger_get, "/timeline?since=2031-01-01")
    assert "3 March 2031" in page.text
    assert page.text.index("3 March 2031") < page.text.index("6 March 2031")
    bars = [
        given["aria-label"] for given in page.attributes("a") if "since=" in given["href"] and "aria-label" in given
    ]
    assert "March 2031: 3 dates" in bars
    whole = read(ledger_get, "/timeline")
    assert "1–8 of 8" in whole.text
    assert "from 2028 on" in whole.text
    assert "reckoned from another date of the text, 6 March 2031" in whole.text
    ends = [whole.text.index(words) for words in ("6 March 2031", "Dates with no place on the calendar", "Lengths of time", "Repetitions")]  # fmt: skip
    assert ends == sorted(ends)
    assert "5 dates 2 lengths of time 1 repetition in the order of the articles" in whole.text


def test_a_bar_leads_to_its_month(ledger_get: Get) -> None:
    href = next(
        given["href"]
        for given in read(ledger_get, "/timeline").attributes("a")
        if given.get("aria-label", "").startswith("March 2031")
    )
    assert href == "/timeline?since=2031-03-01&until=2031-03-31"
    assert "1–3 of 3" in read(ledger_get, href).text


def test_dates_are_narrowed_by_kind_and_by_day(ledger_get: Get) -> None:
    assert "1–2 of 2" in read(ledger_get, "/dates?kind=duration").text
    assert "60 years" in read(ledger_get, "/dates?kind=duration").text
    assert "1–3 of 3" in read(ledger_get, "/dates?since=2031").text
    assert "No date matches." in read(ledger_get, "/dates?until=1999").text


@pytest.mark.parametrize(
    "day", ["soon", "2031-13", "2031-02-30", "31-12-2024", "2024-1", "0000", "2024/..", "２０２４"]
)
def test_a_day_that_is_none_is_refused(ledger_get: Get, day: str) -> None:
    answer = ledger_get(f"/timeline?since={day}")
    assert answer.status_code == 400
    assert "give a day as 2024-12-31" in answer.text


def test_figures_stand_side_by_side_by_thing_and_place(ledger_get: Get) -> None:
    page = read(ledger_get, "/figures")
    assert "Tables 1–4 of 4" in page.text
    toll = page.text[page.text.index("person at Akre, Iraq killed") : page.text.index("resident no place told")]
    assert "2 figures by 2 claimants in 2 articles; they range from 12 to 15" in toll
    assert toll.index("12 people") < toll.index("at least 15 people")
    assert toll.count("3 March 2031") == 1, "the same day is said once"
    assert "Rezan Duhoki named via Delta Wire" in toll
    assert "a doctor anonymous" in toll
    assert "6 March 2031 the article's date 24 to 99 (Dozens) people" in page.text
    assert "3,000,000 USD" in page.text
    assert f"{SECOND}#f1" in page.hrefs


def test_parts_stand_under_their_whole_and_a_sum_that_fails_is_said(ledger_get: Get) -> None:
    text = read(ledger_get, "/figures?counted=resident").text
    whole, fails, part, other = (text.index(words) for words in ("2,400 residents", "The parts do not add up", "of these 1,500", "of these 800"))  # fmt: skip
    assert whole < fails < part < other


def test_a_table_draws_each_figure_on_one_scale_and_hides_the_drawing_from_screen_readers(ledger_get: Get) -> None:
    page = read(ledger_get, "/figures?kind=killed")
    strips = [given for tag, given in page.tags if tag == "svg" and given.get("class") == "strip"]
    assert len(strips) == 2
    assert all(given["aria-hidden"] == "true" for given in strips)
    ticks = [given["d"] for tag, given in page.tags if tag == "path" and given.get("class") == "strip-end"]
    assert "M80.0 1.500v9" in ticks, "12 on a scale from 0 to 15"


def test_figures_that_count_nothing_told_are_not_laid_beside_each_other(tmp_path: Path) -> None:
    capture, article = ledgers.made("Head\n\nThree came. Nine left.", "saved/bare.txt", None, None)
    book = invented.Notebook(article.text)
    book.figure("Three", 3, 3, None)
    book.figure("Nine", 9, 9, None)
    archive = open_archive(tmp_path / "bare.onrecord")
    page = Page(capture_sha256=capture.sha256, articles=(article,))
    archive.add(capture, page, [book.reading(capture, article)], made_by="invented")
    archive.close()
    shown = parse(ask(create_app(tmp_path / "bare.onrecord"), "/figures").text)
    assert "are not to be compared" in shown.text
    assert "they range" not in shown.text
    assert not [given for tag, given in shown.tags if tag == "svg" and given.get("class") == "strip"]


def test_every_figure_can_be_read_in_one_list(ledger_get: Get) -> None:
    page = read(ledger_get, "/figures/list")
    assert "1–7 of 7" in page.text
    assert page.marked[:2] == ["Twelve", "2,400"]
    assert "part of another figure" in page.text
    assert "its parts do not add up" in page.text
    assert f"{FIRST}#f2" in page.hrefs
    assert "1–1 of 1" in read(ledger_get, "/figures/list?kind=money").text
    assert "1–2 of 2" in read(ledger_get, "/figures/list?place=akre&kind=killed&since=2031-03-03&until=2031-03-03").text
    assert "No figure matches." in read(ledger_get, "/figures/list?counted=zeppelin").text


def test_a_long_table_is_cut_and_says_so(tmp_path: Path) -> None:
    count = MOST_ROWS + 5
    archive = open_archive(tmp_path / "long.onrecord")
    text = "\n".join(f"{number} lorries came." for number in range(1, count + 1))
    capture, article = ledgers.made(text, "saved/lorries.txt", "Lorries", "2031-01-01")
    book = invented.Notebook(article.text)
    for number in range(1, count + 1):
        book.figure(f"{number}", number, number, "lorries", "lorry", after=f"{number} lorries")
    page = Page(capture_sha256=capture.sha256, articles=(article,))
    archive.add(capture, page, [book.reading(capture, article)], made_by="invented")
    archive.close()
    shown = parse(ask(create_app(tmp_path / "long.onrecord"), "/figures").text)
    assert f"Shown are {MOST_ROWS}: all in one list" in shown.text
    assert "/figures/list?kind=other&counted=lorry" in shown.hrefs


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/map", "No article of this archive mentions a place that is on the map yet."),
        ("/places", "No place matches."),
        ("/dates", "No date matches."),
        ("/timeline", "No article of this archive gives a date yet."),
        ("/figures", "No article of this archive gives a figure yet."),
        ("/figures/list", "No figure matches."),
    ],
)
def test_an_empty_archive_says_so_kindly(tmp_path: Path, path: str, says: str) -> None:
    open_archive(tmp_path / "new.onrecord").close()
    app = create_app(tmp_path / "new.onrecord")
    page = parse(ask(app, path).text)
    assert says in page.text
    assert page.count("h1") == 1
    assert ask(app, "/map.json").json() == {"total": 0, "spots": []}


def test_the_modules_of_the_map_are_served_as_scripts(ledger_get: Get) -> None:
    for name in ("map/maplibre-gl.mjs", "map/maplibre-gl-worker.mjs", "map.js"):
        answer = ledger_get(f"/static/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/javascript")
