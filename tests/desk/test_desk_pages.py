"""What each page of the desk says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import desk_invented as invented
import httpx
import pytest
from desk_asking import ask
from desk_markup import Parsed, parse

from onrecord.archive import open_archive
from onrecord.desk import create_app
from onrecord.desk.rule_pages import RuleSection, all_rules, sections, summary
from onrecord.records import Rule, reading_from_json

pytest_plugins = ["desk_fixtures"]

Get = Callable[..., httpx.Response]


def pages() -> list[str]:
    """Every kind of page the desk has, over the invented archive."""
    capture, _, harbour = invented.harbour()
    hostile_capture, _, hostile = invented.hostile()
    return [
        "/",
        "/?words=port&outlet=Coast",
        f"/articles/{harbour.article.id}",
        f"/articles/{hostile.article.id}",
        f"/captures/{capture.sha256}",
        f"/captures/{capture.sha256}?from=500&to=560&from=600&to=620",
        f"/captures/{hostile_capture.sha256}",
        "/statements",
        "/statements?status=anonymous&stance=denies",
        "/statements?page=3",
        "/sources",
        "/sources/Ilse%20Marant?status=named",
        "/sources/Transport%20Ministry",
        f"/sources/{invented.HOSTILE_NAME.replace('/', '%2F').replace('<', '%3C')}",
        "/silences",
        "/search",
        "/search?q=electricity",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/problems",
        "/rules",
        "/map",
        "/map?words=%3Cscript%3E&outlet=%22%3E%3Cb%3E",
        "/places",
        "/places?precision=unknown",
        "/dates",
        "/timeline",
        "/timeline?since=2031&until=2031-05&kind=date",
        "/figures",
        "/figures?counted=%3Ci%3E",
        "/figures/list",
        "/figures/list?kind=other",
        "/articles/none",
        "/nowhere",
        "/statements?status=certain",
    ]


def read(get: Get, path: str) -> Parsed:
    answer = get(path)
    assert answer.status_code == 200, answer.text
    return parse(answer.text)


@pytest.mark.parametrize("path", pages())
def test_every_page_is_one_a_screen_reader_can_walk(get: Get, path: str) -> None:
    page = parse(get(path).text)
    assert page.count("h1") == 1
    assert page.count("main") == 1
    assert page.attributes("html")[0]["lang"] == "en"
    assert page.title.endswith("· Onrecord")
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"


def test_the_list_of_articles_gives_total_counts_and_unknown_dates(get: Get) -> None:
    page = read(get, "/")
    assert "1–3 of 3" in page.text
    assert "135 statements by 9 sources and 3 silences, in 3 articles from 3 captured pages." in page.text
    assert "Coastline 4 May 2031 Port of Lattara to Reopen Within Days, Officials Say" in page.text
    assert "14 statements 7 sources 2 silences" in page.text
    assert "They hold 6 mentions of places , 6 dates and 6 figures" in page.text
    assert "outlet unknown date unknown untitled 120 statements 1 source 0 silences" in page.text


def test_articles_are_narrowed_by_words_and_outlet(get: Get) -> None:
    assert "1–1 of 1" in read(get, "/?words=breakwater").text
    assert "1–1 of 1" in read(get, "/?outlet=coastline").text
    assert "No article matches." in read(get, "/?words=zeppelin").text
    assert "1–3 of 3" in read(get, "/?words=&outlet=").text, "a field left empty leaves the list open"


def test_an_empty_archive_says_how_to_fill_it(tmp_path: Path) -> None:
    open_archive(tmp_path / "new.onrecord").close()
    page = parse(ask(create_app(tmp_path / "new.onrecord"), "/").text)
    assert "Nothing has been added to this archive yet." in page.text
    assert "onrecord add" in page.text


def test_an_article_shows_every_character_of_its_text_once(get: Get, harbour_id: str) -> None:
    page = read(get, f"/articles/{harbour_id}")
    text = invented.harbour()[2].article.text
    assert [line.split() for line in page.article_text] == [line.split() for line in text.split("\n") if line]


def test_the_margin_says_who_speaks_and_on_whose_authority(get: Get, harbour_id: str) -> None:
    cards = read(get, f"/articles/{harbour_id}").cards
    assert len(cards) == 14 + 2
    assert "three port officials anonymous ×3 via Reuters" in cards["s2"]
    assert "unnamed: they were not allowed to brief the press indirect 90 % ST01" in cards["s2"]
    assert cards["s5"].startswith("5 Ilse Marant named she Harbour Master Port of Lattara direct 90 %")
    assert "she" not in cards["s3"].split(), "the words of the text are said only where the name is not in them"
    assert "denies" in cards["s7"]
    assert "denies" not in cards["s6"]
    assert "asserts" not in " ".join(cards.values())
    assert "Transport Ministry collective inside statement 8" in cards["s9"]
    assert "Orbis observation" in cards["s11"]
    assert "a cargo list document" in cards["s12"]
    assert "no source named status unknown" in cards["s14"]
    assert cards["silence-1"].startswith("∅1 Transport Ministry did not respond")
    assert cards["silence-2"].startswith("∅2 Coastline could not verify")


def test_every_number_in_the_text_leads_to_the_margin_and_back(get: Get, harbour_id: str) -> None:
    page = read(get, f"/articles/{harbour_id}")
    for card in page.cards:
        assert f"t-{card}" in page.ids
        assert f"#{card}" in page.hrefs
        assert f"#t-{card}" in page.hrefs
    for href in page.hrefs:
        assert not href.startswith("#") or href[1:] in page.ids, href


def test_the_head_of_an_article_says_where_it_comes_from(get: Get, harbour_id: str, hostile_id: str) -> None:
    capture = invented.harbour()[0]
    page = read(get, f"/articles/{harbour_id}")
    assert "Coastline published 4 May 2031 (from OpenGraph)" in page.text
    assert "By Joren Falk and Dalia Mersin" in page.text
    assert f"Capture {capture.sha256[:12]}" in page.text
    assert "Read from saved/coastline-lattara.html" in page.text
    assert f"/captures/{capture.sha256}" in page.hrefs
    assert "/rules/ST04" in page.hrefs
    assert "date unknown" in read(get, f"/articles/{hostile_id}").text


def test_overlapping_and_broken_spans_are_marked_piece_by_piece(get: Get, harbour_id: str) -> None:
    page = read(get, f"/articles/{harbour_id}")
    # "the Transport Ministry" is content of what Odeh said and the source of what he was told
    pieces = [piece for piece in page.pieces if piece.text == "the Transport Ministry"]
    assert len(pieces) == 1
    assert {"source", "content"} <= pieces[0].classes
    assert pieces[0].of == ["s9", "s8"]
    nested = [piece.text for piece in page.pieces if "nested" in piece.classes]
    assert nested == ["the store was empty"]
    broken = [piece.text for piece in page.pieces if "s14" in piece.of]
    assert broken == ["nine days", " after a warehouse fire", "closed its eastern basin"], "a length of time is in it"
    assert [piece.text for piece in page.pieces if "relay" in piece.classes] == ["Reuters"]
    assert [piece.text for piece in page.pieces if "credit" in piece.classes] == ["Photo: Mira Castell / Coastline"]


def test_the_json_of_an_article_is_its_reading(get: Get, harbour_id: str) -> None:
    answer = get(f"/articles/{harbour_id}.json")
    assert answer.headers["content-type"] == "application/json"
    assert reading_from_json(answer.content) == invented.harbour()[2]


def test_statements_are_narrowed_by_what_the_address_says(get: Get) -> None:
    assert "1–50 of 135" in read(get, "/statements").text
    assert "101–135 of 135" in read(get, "/statements?page=3").text
    denials = read(get, "/statements?stance=denies")
    assert "1–2 of 2" in denials.text
    assert "1–1 of 1" in read(get, "/statements?stance=denies&status=anonymous").text
    assert "1–4 of 4" in read(get, "/statements?source=marant").text
    assert "1–1 of 1" in read(get, "/statements?words=electricity&form=direct").text
    assert "No statement matches." in read(get, "/statements?words=electricity&form=mixed").text


def test_the_pages_of_a_list_keep_its_filters(get: Get) -> None:
    hrefs = read(get, "/statements?source=tamar&page=2").hrefs
    assert "/statements?source=tamar" in hrefs
    assert "/statements?source=tamar&page=3" in hrefs
    assert "0 of 135" in read(get, "/statements?page=99").text


def test_sources_say_who_speaks_how_often_and_in_what_capacity(get: Get) -> None:
    page = read(get, "/sources")
    assert "1–9 of 9" in page.text
    assert "Lev Tamar person named mayor 120 1 0" in page.text
    assert "Ilse Marant person named Harbour Master Port of Lattara 4 1 0" in page.text
    assert "/sources/Ilse%20Marant?status=named" in page.hrefs


def test_a_source_has_a_page_of_everything_said_in_order(get: Get) -> None:
    page = read(get, "/sources/Ilse%20Marant?status=named")
    assert "1–4 of 4" in page.text
    said = [page.text.index(words) for words in ("The quays are sound", "two tugs", "What we lack", "Nobody moved")]
    assert said == sorted(said)
    assert "did not respond to a request" in read(get, "/sources/Transport%20Ministry").text
    assert get("/sources/Marant").status_code == 404, "a part of a name is not that name"


def test_silences_are_listed_and_narrowed(get: Get) -> None:
    assert "1–3 of 3" in read(get, "/silences").text
    narrowed = read(get, "/silences?source=ministry")
    assert "1–1 of 1" in narrowed.text
    assert "did not respond" in narrowed.text


def test_search_shows_where_the_words_stand(get: Get) -> None:
    page = read(get, "/search?q=electricity")
    assert "electricity" in page.marked
    assert any(href.endswith("#s5") for href in page.hrefs)
    assert "Nothing is found." in read(get, "/search?q=zeppelin").text
    assert get('/search?q="unclosed AND (').status_code == 200


def test_problems_give_cause_and_remedy(get: Get) -> None:
    page = read(get, "/problems")
    assert "1–1 of 1" in page.text
    assert "the bytes are not text in any encoding: leave the file out" in page.text
    assert "2 bytes kept" in page.text


def test_the_capture_is_shown_as_source_with_what_became_of_it(get: Get) -> None:
    capture = invented.harbour()[0]
    page = read(get, f"/captures/{capture.sha256}")
    assert page.source_text == capture.text
    assert "Characters 1–{0:,} of {0:,}".format(len(capture.text)) in page.text
    taken = [piece.text for piece in page.pieces if "taken" in piece.classes]
    assert "Insurers in Doha" in taken
    aside = {piece.kind for piece in page.pieces if "aside" in piece.classes}
    assert aside == {"navigation", "boilerplate"}


def test_a_statement_leads_to_its_characters_in_the_capture(get: Get, harbour_id: str) -> None:
    page = read(get, f"/articles/{harbour_id}")
    link = next(href for href in page.card_hrefs["s4"] if href.startswith("/captures/"))
    asked = [piece.text for piece in read(get, link.removesuffix("#asked")).pieces if "asked" in piece.classes]
    assert "".join(asked) == "Harbour Master Ilse Marantaddingtwo tugs had been brought from Bellmar"


def test_a_large_capture_is_cut_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "large.onrecord"
    archive = open_archive(path)
    capture, page, reading = invented.many(4000)
    archive.add(capture, page, [reading], made_by="invented")
    archive.close()
    app = create_app(path)
    length = len(capture.text)
    first = parse(ask(app, f"/captures/{capture.sha256}").text)
    assert f"Characters 1–100,000 of {length:,}: the capture is cut" in first.text
    assert len(first.source_text) == 100_000
    asked = parse(ask(app, f"/captures/{capture.sha256}?from=150000&to=150010").text)
    assert "".join(piece.text for piece in asked.pieces if "asked" in piece.classes) == capture.text[150000:150010]
    assert ask(app, f"/captures/{capture.sha256}?offset={length}").status_code == 404


def test_every_rule_has_its_page(get: Get) -> None:
    rules = all_rules()
    index = read(get, "/rules")
    assert f"{len(rules)} rules" in index.text
    assert "/rules/ST01" in index.hrefs
    for code, rule in rules.items():
        page = read(get, f"/rules/{code}")
        shown = [section.title for section in sections(rule)]
        assert shown[0] == "", "a rule begins with what it does"
        assert f"{code} {rule.title}" in page.text
        for text in (*rule.examples(), summary(rule)):
            assert " ".join(text.split()) in page.text, code


def test_a_rule_is_laid_out_as_prose_drawings_and_limits() -> None:
    class Invented(Rule):
        """A verb of
        saying.

        - one
        - two

        Examples:
            She said so.
            === ^^^^

            He said so.

        Limits: it is
        invented.
        """

        code = "XX01"

    assert sections(Invented) == [
        RuleSection("", ("A verb of saying.", "- one\n- two")),
        RuleSection("Examples", ("She said so.\n=== ^^^^", "He said so.")),
        RuleSection("Limits", ("it is invented.",)),
    ]


def test_a_code_in_small_letters_finds_its_rule_and_an_unknown_one_does_not(get: Get) -> None:
    answer = get("/rules/st01")
    assert answer.is_redirect
    assert answer.headers["location"] == "/rules/ST01"
    assert get("/rules/XX99").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/articles/none", 404, "has no article “none”"),
        ("/articles/none.json", 404, "has no article “none”"),
        ("/captures/00", 404, "has no capture “00”"),
        ("/sources/Nobody", 404, "has no source “Nobody”"),
        ("/nowhere", 404, "There is no page at this address"),
        ("/statements?status=certain", 400, "status: Input should be 'named', 'anonymous'"),
        ("/statements?page=x", 400, "page: Input should be a valid integer"),
    ],
)
def test_errors_are_pages_with_a_cause_and_a_remedy(get: Get, path: str, status: int, says: str) -> None:
    answer = get(path)
    assert answer.status_code == status
    page = parse(answer.text)
    assert says in page.text
    assert "/" in page.hrefs


def test_half_a_stretch_of_a_capture_is_refused(get: Get) -> None:
    answer = get(f"/captures/{invented.harbour()[0].sha256}?from=3")
    assert answer.status_code == 400
    assert "come in pairs" in answer.text


def test_an_archive_that_is_gone_is_said_plainly(tmp_path: Path) -> None:
    app = create_app(tmp_path / "gone.onrecord")
    answer = ask(app, "/")
    assert answer.status_code == 503
    assert "gone.onrecord" in answer.text
    assert parse(answer.text).count("h1") == 1
    assert not (tmp_path / "gone.onrecord").exists(), "looking must not make a file"


def test_the_desk_sees_what_another_writer_adds(tmp_path: Path) -> None:
    path = tmp_path / "growing.onrecord"
    writer = open_archive(path)
    app = create_app(path)
    assert ask(app, "/healthz").json()["articles"] == 0
    capture, page, reading = invented.harbour()
    writer.add(capture, page, [reading], made_by="invented")
    assert ask(app, "/healthz").json() == {"status": "ok", "version": app.version, "articles": 1}
    writer.close()
