"""The date that somebody states for a page: for its one article in any case, else for those that have none."""

from __future__ import annotations

import msgspec

from onrecord import pages
from onrecord.records import Capture, Page, sha256_of

TIMED = '<p><time datetime="2024-12-01" itemprop="datePublished">1 December 2024</time></p>'
STORY = "<h1>Bridge at {} shut</h1>{}<p>The bridge at {} was shut on Friday, the mayor said, and will stay so.</p>"


def page(html: str, published: str | None) -> Page:
    data = f"<!doctype html><html><body><article>{html}</article></body></html>".encode()
    capture = Capture(sha256=sha256_of(data), uri="p", media_type="text/html", data=data, encoding="utf-8")
    return pages.take_apart(msgspec.structs.replace(capture, published=published))


def test_of_a_page_that_is_one_article_it_goes_before_the_pages_own() -> None:
    html = STORY.format("Akre", TIMED, "Akre")
    (own,) = page(html, None).articles
    assert own.published == "2024-12-01"
    (stated,) = page(html, "2024-12").articles
    assert (stated.published, stated.basis["published"]) == ("2024-12", "stated")
    assert stated.text == own.text


def test_an_article_as_it_stands_takes_it_too() -> None:
    data = b"The bridge was shut on Friday."
    capture = Capture(
        sha256=sha256_of(data), uri="p", media_type="text/plain", data=data, encoding="utf-8", published="2024-12-14"
    )
    (article,) = pages.whole(capture).articles
    assert (article.published, article.basis["published"]) == ("2024-12-14", "stated")


def test_of_several_articles_those_without_a_date_take_it() -> None:
    from onrecord.pages.assemble import with_stated
    from onrecord.records import Article

    dated = Article(id="a-1", title=None, text="x", published="2024-12-01", basis={"published": "time"})
    undated = Article(id="a-2", title=None, text="y")
    capture = Capture(
        sha256="0" * 64, uri="p", media_type="text/html", data=b"x", encoding="utf-8", published="2024-12-14"
    )
    found = with_stated(Page(capture_sha256="0" * 64, articles=(dated, undated)), capture).articles
    assert [(a.published, a.basis["published"]) for a in found] == [("2024-12-01", "time"), ("2024-12-14", "stated")]


def test_outlet_and_headline_of_a_page_that_is_one_article_may_be_stated() -> None:
    data = b"The bridge at Akre was shut on Friday, the mayor said."
    capture = Capture(
        sha256=sha256_of(data),
        uri="p",
        media_type="text/plain",
        data=data,
        encoding="utf-8",
        outlet="Tigris Daily",
        title="Bridge shut",
    )
    (article,) = pages.whole(capture).articles
    assert (article.outlet, article.title) == ("Tigris Daily", "Bridge shut")
    assert article.basis["outlet"] == article.basis["title"] == "stated"


def test_of_several_articles_none_takes_a_headline() -> None:
    from onrecord.pages.assemble import with_stated
    from onrecord.records import Article

    two = (Article(id="a-1", title=None, text="x", outlet="Delta Wire"), Article(id="a-2", title=None, text="y"))
    capture = Capture(
        sha256="0" * 64, uri="p", media_type="text/html", data=b"x", encoding="utf-8", outlet="Akre Post", title="T"
    )
    found = with_stated(Page(capture_sha256="0" * 64, articles=two), capture).articles
    assert [(a.outlet, a.title) for a in found] == [("Delta Wire", None), ("Akre Post", None)]
