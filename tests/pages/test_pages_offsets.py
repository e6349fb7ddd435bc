"""Offsets are exact, nothing is lost, and hostile pages cost linear time."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import pages
from onrecord.records import Article, Capture, Page, sha256_of


def captured(text: str, media_type: str = "text/plain") -> Capture:
    data = text.encode("utf-8", errors="replace")
    return Capture(sha256=sha256_of(data), uri="-", media_type=media_type, data=data, encoding="utf-8")


def check_offsets(article: Article, capture: str) -> None:
    """The invariant that `verify` holds every article to."""
    covered = [0] * len(article.text)
    for run in article.offset_map:
        text = article.text[run.text_start : run.text_start + run.text_length]
        source = capture[run.capture_start : run.capture_start + run.capture_length]
        assert len(text) == run.text_length
        assert len(source) == run.capture_length
        assert text == (source if run.text_length == run.capture_length else html.unescape(source))
        for at in range(run.text_start, run.text_start + run.text_length):
            covered[at] += 1
    for at, character in enumerate(article.text):
        assert covered[at] == 1 or (character.isspace() and covered[at] == 0), (at, character)
    for span in (*article.headings, *article.captions, *article.credits, *article.bylines, *article.datelines):
        assert span.of(article.text).strip()


def check_page(page: Page, capture: str) -> None:
    for article in page.articles:
        check_offsets(article, capture)
        assert article.text == article.text.strip()
    for piece in page.furniture:
        assert piece.made_by.startswith("PG")
        assert 0 <= piece.capture.start < piece.capture.end <= len(capture)


def visible(page: Page) -> str:
    """Every character of the articles and the furniture that is not white space, sorted."""
    text = "".join(article.text for article in page.articles) + "".join(piece.text for piece in page.furniture)
    return "".join(sorted(character for character in text if not character.isspace()))


LINES = st.sampled_from(
    [
        "",
        "",
        "TT",
        "Share",
        "READ MORE: Rain returns",
        "Related",
        "Rain returns to the valley",
        "Harbour strike enters third week",
        "By Jane Doe",
        "Published On May 4, 2023",
        "Dockers wait at the gate (AFP)",
        "Dockers wait at the gate (AFP)",
        "The first rain in seven months fell on the valley on Friday, and farmers were glad of it at last.",
        "NORTHPORT (AFP) — The harbour company said that no talks with the dockers were planned for this week.",
        "  indented  words\twith a tab ",
        "* * *",
        "Source: Valley News and agencies",
        "## A heading",
        "© Valley News",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n", "\r", "\u2028"]))
def test_a_plain_page_loses_nothing(lines: list[str], end: str) -> None:
    capture = captured(end.join(lines))
    page = pages.take_apart(capture)
    check_page(page, capture.text)
    assert visible(page) == "".join(sorted(c for c in capture.text if not c.isspace()))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_loses_nothing(text: str) -> None:
    capture = captured(text)
    page = pages.take_apart(capture)
    check_page(page, capture.text)
    assert visible(page) == "".join(sorted(c for c in capture.text if not c.isspace() and c != "\0"))


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class=related>", "</div>", "<h1>", "</h1>", "<h2>", "</h2>", "<b>", "</b>", "<a href='#x>y'>",
        "</a>", "<br>", "<br/>", "<hr>", "<figcaption>", "</figcaption>", "<article>", "</article>", "<li>", "<td>",
        "<table>", "</table>", "<!-- a > comment -->", "<span hidden>", "</span>", "<pre>", "</pre>", "<nav>", "</nav>",
        "&amp;", "&nbsp;", "&#8217;", "&lt", "&notit;", "&unknown;", "&", "< ", "<3", "\n", "  ", " ", "\u00a0", "é", "\U0001f600",
        "Rain returns to the valley", "The first rain in seven months fell on the valley on Friday.", "By Jane Doe", "word",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_offsets_in_html_are_exact(pieces: list[str]) -> None:
    capture = captured("".join(pieces), "text/html")
    check_page(pages.take_apart(capture), capture.text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<i>", "<h2>", "<br>", "&amp;", "one ", "two.", " "]))
)
def test_visible_text_of_html_is_all_there(pieces: list[str]) -> None:
    capture = captured("".join(pieces), "text/html")
    shown = html.unescape(re.sub(r"<[^>]*>", "", capture.text))
    assert visible(pages.take_apart(capture)) == "".join(sorted(c for c in shown if not c.isspace()))


@given(st.text(max_size=300), st.sampled_from(["text/plain", "text/html"]))
def test_whole_is_the_capture_character_for_character(text: str, media_type: str) -> None:
    capture = captured(text, media_type)
    (article,) = pages.whole(capture).articles
    assert article.text == capture.text
    check_offsets(article, capture.text)


def article_of(markup: str) -> Article:
    page = pages.take_apart(captured(markup, "text/html"))
    (article,) = page.articles
    check_page(page, markup)
    return article


def paragraph(inside: str) -> str:
    return article_of(
        f"<h1>Rain returns to the valley</h1><p>{inside}</p><p>It was the first in seven months.</p>"
    ).text.split("\n\n")[1]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Fish &amp; chips were &#8216;free&#8217; on Friday.", "Fish & chips were ‘free’ on Friday."),
        ("The <b>first</b> rain<i> fell</i> here.", "The first rain fell here."),
        ("The  first\n  rain\tfell.", "The first rain fell."),
        ("Some 40&nbsp;people came.", "Some 40\u00a0people came."),
        ("It fell &lt here and&nbspthere.", "It fell < here and\u00a0there."),
        ("It is &notit; so &unknown; here.", "It is ¬it; so &unknown; here."),
        ("One line<br>and another.", "One line\nand another."),
        ("Before<!-- a <p> note --> and after.", "Before and after."),
        ("Before<script>if (a < b) { '</p>' }</script> and after.", "Before and after."),
        ("He said 3 < 4 and left.", "He said 3 < 4 and left."),
        ('A <a title="x > y" href=z>link</a> stands here.', "A link stands here."),
        ("Seen <span hidden>unseen</span> and gone.", "Seen and gone."),
    ],
)
def test_text_is_what_a_browser_shows(written: str, read: str) -> None:
    assert paragraph(written) == read


def test_a_collapsed_space_stands_on_a_space_of_the_capture() -> None:
    markup = "<h1>Rain returns to the valley</h1><p>One\n two\nthree fell here on Friday.</p><p>It was the first in months.</p>"
    article = article_of(markup)
    one = article.text.index("One")
    mapped = {at for run in article.offset_map for at in range(run.text_start, run.text_start + run.text_length)}
    assert one + 3 in mapped  # between One and two stands a space
    assert one + 7 not in mapped  # between two and three stands a line break only


HOSTILE = {
    "nested": "<div>" * 100_000 + "word" + "</div>" * 100_000,
    "nested inline": "<b>" * 100_000 + "word" + "</i>" * 100_000,
    "unmatched ends": "<div>" * 50_000 + "</p></li></td>" * 50_000,
    "unclosed comments": "<!--" * 500_000,
    "unclosed tags": "<a href='" * 50_000,
    "unclosed svg": "<svg>" * 50_000 + "word",
    "attributes": "<p " + "a " * 200_000 + ">word</p>",
    "quotes": "<p a=\"b' c='" * 30_000,
    "references": "&amp" * 60_000 + "&#" + "1" * 500_000,
    "spaces": "<p>" + " " * 1_000_000 + "word",
    "open angles": "<" * 5_000_000,
    "NUL": "<p>\0</p>" * 20_000,
    "one line": "word " * 200_000,
    "lines": "Word by word\n" * 10_000,
    "brackets": "<p>" + "(" * 200_000 + "</p>",
    "labels": "<p>Related</p><p>Rain returns</p>" * 3_000,
    "json": '<script type="application/ld+json">' + "[" * 500_000 + "</script><p>word</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_a_hostile_page_costs_linear_time(name: str, media_type: str) -> None:
    capture = captured(HOSTILE[name], media_type)
    started = time.perf_counter()
    page = pages.take_apart(capture)
    assert time.perf_counter() - started < 20
    assert page.capture_sha256 == capture.sha256
    pages.whole(capture)
