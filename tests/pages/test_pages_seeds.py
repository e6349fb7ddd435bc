"""The two real captures are taken apart into exactly the articles a reader sees in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import pages
from onrecord.records import Article, Capture, Page, sha256_of

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real captures are not beside this repository")


def seed(beginning: str) -> Capture:
    path = next(SEEDS.glob(f"{beginning}_*.txt"))
    data = path.read_bytes()
    return Capture(sha256=sha256_of(data), uri=path.name, media_type="text/plain", data=data, encoding="utf-8")


def lines(capture: Capture, *numbers: int) -> list[str]:
    """The capture's lines of these numbers, counted from 1: where a reader sees the headlines."""
    split = capture.text.splitlines()
    return [split[number - 1].strip() for number in numbers]


def sub_headings(article: Article) -> list[int]:
    """The number of words of each sub-heading."""
    return [len(span.of(article.text).split()) for span in article.headings[1:]]


def running_lines(capture: Capture) -> set[str]:
    """The capture's long lines, each of which is a paragraph or a caption."""
    return {line.strip() for line in capture.text.splitlines() if len(line) > 90}


def check_whole(capture: Capture, page: Page) -> None:
    """Every long line of the page stands in its articles, once."""
    text = "\n".join(article.text for article in page.articles)
    for line in running_lines(capture):
        assert text.count(line) == 1, line[:40]


def test_the_shorter_one_holds_two_articles() -> None:
    capture = seed("000")
    page = pages.take_apart(capture)
    assert [article.title for article in page.articles] == lines(capture, 1, 64)
    first, second = page.articles
    assert [span.of(first.text).isupper() for span in first.headings[1:]] == [True]
    assert sub_headings(second) == []
    assert [len(article.captions) for article in page.articles] == [1, 1]
    assert [span.of(first.text).split()[0] for span in first.credits] == ["REUTERS/"]
    assert [span.of(second.text) for span in second.credits] == ["(Asharq Al-Awsat)"]
    check_whole(capture, page)
    assert second.text.count("\n\n") == 36  # headline, caption and 35 paragraphs


def test_the_longer_one_holds_four_articles() -> None:
    capture = seed("003")
    page = pages.take_apart(capture)
    assert [article.title for article in page.articles] == lines(capture, 1, 64, 138, 186)
    assert [sub_headings(article) for article in page.articles] == [[1], [6, 6, 6, 5, 4, 5], [3, 4], []]
    assert [len(article.captions) for article in page.articles] == [1, 0, 1, 1]
    assert [[span.of(article.text) for span in article.credits] for article in page.articles[1:]] == [
        [],
        ["(Government Media)"],
        ["(AFP)"],
    ]
    check_whole(capture, page)


def test_the_first_article_of_both_is_the_same_text() -> None:
    one = pages.take_apart(seed("000")).articles[0]
    two = pages.take_apart(seed("003")).articles[0]
    assert one.text == two.text


@pytest.mark.parametrize("beginning", ["000", "003"])
def test_nothing_is_claimed_that_the_pages_do_not_say(beginning: str) -> None:
    for article in pages.take_apart(seed(beginning)).articles:
        assert article.language == "en"
        assert article.outlet is None
        assert article.byline is None
        assert article.published is None
        assert article.dateline is None
        assert article.url is None
        assert article.basis == {"language": "text", "title": "text"}


@pytest.mark.parametrize("beginning", ["000", "003"])
def test_only_what_is_said_again_and_the_lone_mark_are_set_aside(beginning: str) -> None:
    page = pages.take_apart(seed(beginning))
    assert {piece.kind for piece in page.furniture} == {"repeat", "marker"}
    assert {piece.text for piece in page.furniture if piece.kind == "marker"} == {"TT"}
