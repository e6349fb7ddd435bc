"""What the desk says across articles: stories, claims, identities, reprints, versions, the network."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import desk_across as across
import desk_invented as invented
import httpx
import pytest
from desk_asking import ask
from desk_markup import Parsed, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.archive import open_archive
from onrecord.archive.interface import Filter
from onrecord.desk import create_app
from onrecord.desk.network_layout import HEIGHT, LINE, WIDTH, Node, placed
from onrecord.desk.side_by_side import words_apart

pytest_plugins = ["desk_fixtures"]

Get = Callable[..., httpx.Response]

FIRST, REPRINT, LATER, MILL = (
    made()[2].article.id for made in (across.first, across.reprint, across.later, across.own_words)
)
HOSTILE = invented.hostile()[2].article.id
TEMPLATES = Path(create_app.__code__.co_filename).parent / "templates"


def pages() -> list[str]:
    """Every kind of page across articles."""
    return [
        "/stories",
        "/stories?words=sluice&outlet=Zab&since=2031&until=2031-03&min_articles=2&order=largest",
        "/stories?words=%3Cscript%3E",
        "/stories/st1",
        "/stories/st1/speakers",
        "/stories/st2",
        "/claims",
        "/claims?contested=yes&denied=yes&order=supported&min_origins=1&story=st1",
        "/claims?order=latest&since=2031-03-07",
        "/claims/c1",
        "/identities",
        "/identities?source=duhoki&kind=person&outlet=mill&min_articles=2",
        "/identities/i2",
        "/identities/i2?disputed=yes&outlet=mill",
        "/identities/i2/names",
        "/network",
        "/network?story=st1&words=sluice&outlet=mill&since=2031-03-01",
        f"/articles/{FIRST}",
        f"/articles/{FIRST}?from=50&to=60&from=70&to=90",
        f"/articles/{FIRST}/reprints",
        f"/articles/{FIRST}/reprints/{REPRINT}",
        f"/articles/{FIRST}/reprints/{LATER}",
        f"/articles/{FIRST}/versions",
        f"/articles/{MILL}/versions",
        f"/articles/{MILL}/reprints",
        f"/articles/{HOSTILE}",
        f"/articles/{HOSTILE}?from=0&to=40",
        "/statements?story=st1",
        "/figures?story=st1",
        "/map?story=st1",
        "/sources/Rezan%20Duhoki",
    ]


def read(get: Get, path: str) -> Parsed:
    answer = get(path)
    assert answer.status_code == 200, answer.text
    return parse(answer.text)


@pytest.fixture(scope="session")
def hostile_claim(across_get: Get) -> str:
    """The address of the claim of the hostile page."""
    found = [href for href in read(across_get, "/claims?words=dyke").hrefs if href.startswith("/claims/")]
    return found[0]


@pytest.mark.parametrize("path", pages())
def test_every_page_is_one_a_screen_reader_can_walk(across_get: Get, path: str) -> None:
    page = read(across_get, path)
    assert page.count("h1") == 1
    assert page.attributes("html")[0]["lang"] == "en"
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    for href in page.hrefs:
        if href.startswith("#"):
            assert href[1:] in page.ids, href


@pytest.mark.parametrize("path", [*pages(), "hostile claim"])
def test_what_a_page_holds_is_never_markup_of_ours(across_get: Get, path: str, hostile_claim: str) -> None:
    page = read(across_get, hostile_claim if path == "hostile claim" else path)
    assert not {"style", "img", "iframe", "object", "embed", "u", "i"} & {tag for tag, _ in page.tags}
    assert len(page.attributes("script")) == (3 if path.startswith("/map") else 2)
    for tag, given_ in page.tags:
        assert not [name for name in given_ if name.startswith("on") or name == "style"], tag
        for name in ("href", "src", "action", "hx-get"):
            address = urlsplit(given_.get(name, ""))
            assert not address.scheme, given_
            assert not address.netloc, given_


def test_hostile_reasons_are_shown_as_they_stand(across_get: Get, hostile_claim: str) -> None:
    assert across.HOSTILE_REASON in read(across_get, hostile_claim).text
    assert f"both rest on people without a name {across.HOSTILE_REASON}" in read(across_get, "/claims/c1").text


def test_no_page_gives_a_verdict() -> None:
    """The desk's own words say who says so, never what is so."""
    for template in sorted(TEMPLATES.glob("*.html")):
        words = re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}|<[^>]*>", " ", template.read_text(), flags=re.DOTALL)
        assert not re.search(r"\b(true|false|fake|hoax|debunked|misinformation|disproved|proved)\b", words, re.I), (
            template.name
        )


# Stories


def test_the_list_of_stories_says_how_large_each_is_and_what_is_disputed_in_it(across_get: Get) -> None:
    page = read(across_get, "/stories")
    assert "1–2 of 2" in page.text
    assert "5 March 2031 to 7 March 2031" in page.text
    assert "4 articles 3 outlets 1 claim 1 contested 1 denied st1" in page.text
    assert "No story matches." in read(across_get, "/stories?words=zeppelin").text
    assert "1–1 of 1" in read(across_get, "/stories?min_articles=2").text


def test_a_story_tells_its_articles_day_by_day_and_why_each_belongs_there(across_get: Get) -> None:
    page = read(across_get, "/stories/st1")
    articles = page.text[page.text.index("Articles, day by day") :]
    days = [articles.index(f"{day} March 2031") for day in (5, 6, 7)]
    assert days == sorted(days)
    assert "the same text as Flood carries away the footbridge of Akre (The Tigris Letter)" in page.text
    assert "It began the story" in page.text
    assert f"/articles/{REPRINT}/reprints/{FIRST}" in page.hrefs
    assert "Rezan Duhoki person chief · Civil Defence 8 4".replace(" · ", " ") in page.text
    figures = page.text[page.text.index("Figures over time") :]
    assert "they range from 12 to 19" in figures
    assert "The Tigris Letter and 1 other article" in figures, "what is reprinted is one row"
    assert "did not respond" in page.text


def test_the_summary_of_a_story_leads_to_its_very_characters(across_get: Get) -> None:
    page = read(across_get, "/stories/st1")
    (href,) = [href for href in page.hrefs if href.endswith("#asked")][:1]
    article = read(across_get, href.removesuffix("#asked"))
    asked = "".join(piece.text for piece in article.pieces if "asked" in piece.classes)
    assert asked
    assert asked in page.text
    assert article.ids.count("asked") == 1


def test_a_story_that_is_not_there_is_said(across_get: Get) -> None:
    for path in ("/stories/st99", "/stories/none", "/claims/c99", "/identities/i99", "/identities/i99/names"):
        answer = across_get(path)
        assert answer.status_code == 404
        assert "The archive has no" in parse(answer.text).text


def test_lists_narrow_to_a_story(across_get: Get) -> None:
    assert "of 18" in read(across_get, "/statements?story=st1").text
    assert "of 1" in read(across_get, "/statements?story=st2").text
    assert "No statement matches." in read(across_get, "/statements?story=nothing").text


# Claims


def test_the_list_of_claims_counts_origins_and_what_stands_against(across_get: Get) -> None:
    page = read(across_get, "/claims")
    assert "supported by 1 to 2 independent origins contested by 1 denied by 2 c1" in page.text
    assert "1–1 of 1" in read(across_get, "/claims?contested=yes").text
    assert "No claim matches." in read(across_get, "/claims?min_origins=2").text, "counted at the lower end"
    assert "1–1 of 1" in read(across_get, "/claims?source=villagers&outlet=mill&words=sluice").text


def test_a_claim_unfolds_its_origins_into_their_evidence(across_get: Get) -> None:
    page = read(across_get, "/claims/c1")
    assert (
        "1 to 2 independent origins: 2 if only what is surely one is one, 1 if all that may be one is one." in page.text
    )
    assert (
        "Delta Wire agency came through Delta Wire “ Delta Wire ” OR03".replace("“ ", "").replace(" ”", "") in page.text
    )
    assert "surely of one origin they stand in one text" in page.text
    assert "Delta Wire and The Mill perhaps of one origin" in page.text
    assert "origin 1" in page.text
    quoted = [href for href in page.hrefs if "?from=" in href]
    spans = across.cited(across.first(), "Delta Wire").spans[0]
    assert f"/articles/{FIRST}?from={spans.start}&to={spans.end}#asked" in quoted


def test_a_claim_shows_both_sides_of_what_stands_against_it(across_get: Get) -> None:
    page = read(across_get, "/claims/c1")
    contested, denied = page.text.split("Contested by 1 statement")[1].split("Denied by 2 statements")
    assert "nobody had opened the sluice" in contested
    assert "against The water directorate had opened the sluice" in contested
    assert "one says not what the other says" in contested
    assert "the water directorate" in denied
    assert "which denies The water directorate had opened the sluice" in denied
    assert f"/articles/{MILL}#s2" in page.hrefs


def test_a_claim_lists_its_wordings_with_where_they_stand(across_get: Get) -> None:
    page = read(across_get, "/claims/c1")
    assert "1–3 of 3" in page.text
    assert "first seen 5 March 2031 , last seen 7 March 2031".replace(" ,", ",") in page.text.replace(" ,", ",")
    for article, statement in ((FIRST, "s4"), (REPRINT, "s4"), (MILL, "s1")):
        assert f"/articles/{article}#{statement}" in page.hrefs


# Identities


def test_somebody_has_one_page_over_all_articles(across_get: Get) -> None:
    page = read(across_get, "/identities/i2")
    assert "8 statements in 4 articles, 5 March 2031 to 7 March 2031" in page.text.replace(" ,", ",")
    said = page.text[page.text.index("Said, day by day") :]
    assert said.index("carried away on Tuesday night") < said.index("It was shut when we got there")
    assert "1 statement of these is contested or denied." in page.text
    assert "contested by 1" in page.text
    only = read(across_get, "/identities/i2?disputed=yes")
    assert "1–1 of 1" in only.text
    assert "nobody had opened the sluice" in only.text
    assert "Names, and why they are one" in page.text


def test_the_page_of_a_name_leads_to_who_it_is(across_get: Get) -> None:
    assert "/identities/i2" in read(across_get, "/sources/Rezan%20Duhoki").hrefs
    assert "/identities" in read(across_get, "/sources").hrefs
    assert "1–1 of 1" in read(across_get, "/identities?source=DUHOKI").text


# One article


def test_an_article_says_what_it_is_to_others(across_get: Get) -> None:
    page = read(across_get, f"/articles/{FIRST}")
    assert "/stories/st1" in page.hrefs
    assert "the same text as Akre loses its footbridge to the flood" in page.text
    assert "another version of Flood carries away the footbridge of Akre" in page.text
    assert f"/articles/{FIRST}/versions" in page.hrefs


def test_a_card_says_what_stands_with_and_against_its_statement(across_get: Get) -> None:
    page = read(across_get, f"/articles/{FIRST}")
    assert "claim c1 : supported by 1 to 2 independent origins · contested by 1 · denied by 2" in page.cards["s4"]
    assert "contested by a statement in The Mill" in page.cards["s4"]
    assert "denied by statement 5" in page.cards["s4"]
    assert "denies statement 4" in page.cards["s5"]
    assert "#s4" in page.card_hrefs["s5"], "a denial leads to what it denies"
    assert f"/articles/{MILL}#s2" in page.card_hrefs["s4"]


def test_an_articles_text_stays_whole_with_characters_asked_for(across_get: Get) -> None:
    page = read(across_get, f"/articles/{FIRST}?from=100&to=200")
    text = across.first()[2].article.text
    assert [line.split() for line in page.article_text] == [line.split() for line in text.split("\n") if line]
    assert across_get(f"/articles/{FIRST}?from=x&to=1").status_code == 400


def test_versions_say_what_was_added_dropped_and_changed(across_get: Get) -> None:
    answer = across_get(f"/articles/{FIRST}/versions")
    page = parse(answer.text)
    assert "2 versions" in page.text
    assert page.text.index("5 March 2031") < page.text.index("6 March 2031")
    assert "<del>at least 12</del>" in answer.text
    assert "<ins>19</ins>" in answer.text
    assert "figure changed" in page.text
    assert f"/articles/{LATER}/reprints/{FIRST}" in page.hrefs
    assert "1 version" in read(across_get, f"/articles/{MILL}/versions").text


def test_two_prints_stand_side_by_side_whole_with_passages_numbered_on_both_sides(across_get: Get) -> None:
    page = read(across_get, f"/articles/{FIRST}/reprints/{REPRINT}")
    texts = "\n".join(added[2].article.text for added in (across.first(), across.reprint()))
    assert [line.split() for line in page.article_text] == [line.split() for line in texts.split("\n") if line]
    assert "#b1" in page.hrefs
    assert "#a1" in page.hrefs
    with_marks = [piece.text for piece in page.pieces if "passage" in piece.classes]
    assert "".join(with_marks).count("We heard the beams go one after the other") == 2
    assert "share no passage" in parse(across_get(f"/articles/{FIRST}/reprints/{HOSTILE}").text).text


def test_prints_of_an_article_are_listed_with_their_shares(across_get: Get) -> None:
    page = read(across_get, f"/articles/{FIRST}/reprints")
    assert "1–2 of 2" in page.text
    assert re.search(r"\d+ % of this stands there, \d+ % of that here", page.text)
    assert "No other article holds words of this one." in read(across_get, f"/articles/{HOSTILE}/reprints").text


# The network


def test_the_network_says_who_is_quoted_with_whom_and_through_which_agency(across_get: Get) -> None:
    page = read(across_get, "/network")
    assert "from 3 texts in 5 articles" in page.text, "a text and its prints count once"
    rows = page.text[page.text.index("The same as a table") :]
    assert "through Delta Wire" in rows
    assert "Delta Wire carried 1" in rows
    labels = [given_["aria-label"] for given_ in page.attributes("a") if "net-node" in given_.get("class", "")]
    assert "Delta Wire: 1 statement of others through it, in 1 article" in labels
    assert across_get("/network").text == across_get("/network").text
    assert "Nobody speaks in articles that match." in read(across_get, "/network?words=zeppelin").text


def test_the_network_is_narrowed(across_get: Get) -> None:
    assert "from 1 text in 1 article" in read(across_get, "/network?outlet=mill").text
    assert "from 2 texts in 4 articles" in read(across_get, "/network?story=st1").text
    assert "from 1 text in 1 article" in read(across_get, "/network?since=2031-03-07").text


names = st.text(min_size=1, max_size=22)
nodes = st.lists(st.builds(Node, st.floats(4, 18), names), min_size=0, max_size=14)


@settings(deadline=None, max_examples=40)
@given(nodes, st.data())
def test_a_network_lies_inside_its_drawing_and_no_sign_on_another(found: list[Node], data: st.DataObject) -> None:
    pairs = list(itertools.combinations(range(len(found)), 2))
    links = [
        (one, other, 2.0)
        for one, other in data.draw(st.lists(st.sampled_from(pairs), max_size=30) if pairs else st.just([]))
    ]
    places = placed(found, links)
    assert places == placed(found, links)
    for node, (x, y) in zip(found, places, strict=True):
        assert node.size <= x <= WIDTH - node.size
        assert node.size <= y <= HEIGHT - node.size - LINE
    for one, other in pairs:
        (x, y), (u, v) = places[one], places[other]
        assert abs(x - u) > 1 or abs(y - v) > 1


@given(st.text(max_size=200), st.text(max_size=200))
def test_marked_words_are_the_two_texts_again(old: str, new: str) -> None:
    left, right = words_apart(old, new)
    assert "".join(text for text, _ in left) == old
    assert "".join(text for text, _ in right) == new
    assert not any(alone for _, alone in words_apart(old, old)[0])


# What is not compared, and what is long


def test_what_is_not_compared_is_said_with_the_command_that_does_it(tmp_path: Path) -> None:
    across.archive_at(tmp_path / "new.onrecord", compare=False)
    app = create_app(tmp_path / "new.onrecord")
    for path in ("/stories", "/claims", "/identities", "/network", f"/articles/{FIRST}", f"/articles/{FIRST}/versions"):
        text = parse(ask(app, path).text).text
        assert "5 articles are not compared yet: run onrecord compare --archive new.onrecord" in text, path


def test_an_empty_archive_has_no_stories_claims_or_network(tmp_path: Path) -> None:
    open_archive(tmp_path / "new.onrecord").close()
    app = create_app(tmp_path / "new.onrecord")
    for path, says in (
        ("/stories", "No story yet."),
        ("/claims", "No claim yet."),
        ("/identities", "Nobody yet."),
        ("/network", "Nobody yet."),
    ):
        assert says in parse(ask(app, path).text).text


def test_the_archive_gives_the_same_through_its_interface(across_app: object) -> None:
    with across_app.state.read() as archive:  # type: ignore[attr-defined]
        assert archive.stories(Filter(words="sluice")).total == 1
        assert archive.story("st99") is None
        assert archive.story_articles("st1", limit=2, offset=3).rows[0].article.id == MILL
        assert archive.speakers("st1").rows[0].identity.name == "Rezan Duhoki"
        assert archive.speakers("st99").total == archive.story_articles("none").total == 0
        assert archive.claims(Filter(story="st2")).total == 1
        assert archive.identities(Filter(kind="killed")).total == 0
        assert archive.spoken("i99").total == 0
        assert archive.elsewhere("none").claims == {}
        assert archive.identities_of("none") == {}
        assert [one.id for one in archive.identities_named("rezan duhoki")] == ["i2"]
