"""What a page says about its articles, and on what basis; what it does not say stays unknown."""

from __future__ import annotations

import pytest

from onrecord import pages
from onrecord.pages import printed_dates, wording
from onrecord.records import Article, Capture, Page, sha256_of

BODY = (
    "<p>The first rain in seven months fell on the valley on Friday, and farmers were glad of it at last, they said.</p>"
    "<p>It had been the longest drought since records began there on 3 March 1951, the weather office said.</p>"
    "<p>More rain is expected on Sunday, but not enough to fill the two reservoirs, which stand nearly empty.</p>"
)


def taken_apart(text: str, media_type: str = "text/html") -> Page:
    data = text.encode()
    return pages.take_apart(
        Capture(sha256=sha256_of(data), uri="-", media_type=media_type, data=data, encoding="utf-8")
    )


def article(head: str = "", above: str = "", body: str = BODY, start: str = "<html>") -> Article:
    markup = f"{start}<head>{head}</head><body><h1>Rain returns to the valley</h1>{above}{body}</body></html>"
    (only,) = taken_apart(markup).articles
    return only


def test_a_page_that_says_nothing_leaves_everything_unknown() -> None:
    told = article()
    assert told.title == "Rain returns to the valley"
    assert (told.outlet, told.byline, told.published, told.dateline, told.url) == (None, None, None, None, None)
    assert told.basis == {"language": "text", "title": "heading"}


def test_json_ld_is_believed_first() -> None:
    told = article(
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, '
        '{"@type": "NewsArticle", "headline": "Rain returns to the valley", "datePublished": "2023-05-05T23:30:00+02:00", '
        '"author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}], "publisher": {"name": "Valley News"}}]}'
        '</script><meta property="article:published_time" content="2023-05-07">'
    )
    assert (told.published, told.basis["published"]) == ("2023-05-05", "json-ld")
    assert (told.byline, told.basis["byline"]) == ("Jane Doe, John Roe", "json-ld")
    assert (told.outlet, told.basis["outlet"]) == ("Valley News", "json-ld")


@pytest.mark.parametrize(
    ("head", "above", "published", "basis"),
    [
        ('<meta property="article:published_time" content="2023-05-05T10:00:00Z">', "", "2023-05-05", "opengraph"),
        ('<meta name="date" content="May 5, 2023">', "", "2023-05-05", "meta"),
        ("", '<time datetime="2023-05-05">a while ago</time>', "2023-05-05", "time"),
        ("", "<p>Published On May 5, 2023</p>", "2023-05-05", "date line"),
        ("", '<div class="byline">By Jane Doe, 5 May 2023</div>', "2023-05-05", "byline"),
        ("", "<p>04/05/2023</p>", "2023", "date line"),
        ('<meta name="date" content="yesterday">', "", None, None),
        ('<meta name="date" content="2023-02-31">', "", None, None),
    ],
)
def test_the_publication_date_and_its_basis(head: str, above: str, published: str | None, basis: str | None) -> None:
    told = article(head, above)
    assert (told.published, told.basis.get("published")) == (published, basis)


def test_a_dateline_tells_place_agency_and_a_day_without_a_year() -> None:
    (told,) = taken_apart(
        "Rain returns to the valley\n\nNORTHPORT, May 5 (Reuters) - The first rain in seven months fell on the valley.\n\n"
        "Farmers were glad of it at last, they said.\n",
        "text/plain",
    ).articles
    assert told.dateline == "NORTHPORT, May 5 (Reuters)"
    assert (told.published, told.basis["published"]) == ("XXXX-05-05", "dateline")
    assert [span.of(told.text) for span in told.datelines] == ["NORTHPORT, May 5 (Reuters)"]


def test_an_agency_behind_a_caption_is_a_photo_credit_and_nothing_else() -> None:
    (told,) = taken_apart(
        "Rain returns to the valley\n\nFarmers look at the sky (AFP)\nFarmers look at the sky (AFP)\n\n"
        "The first rain in seven months fell on the valley on Friday.\n\nFarmers were glad of it, they said.\n",
        "text/plain",
    ).articles
    assert [span.of(told.text) for span in told.credits] == ["(AFP)"]
    assert [span.of(told.text) for span in told.captions] == ["Farmers look at the sky (AFP)"]
    assert (told.outlet, told.byline, told.dateline) == (None, None, None)


def test_a_source_line_tells_the_outlet_without_its_agencies() -> None:
    page = taken_apart(
        "Rain returns to the valley\n\nThe first rain in seven months fell on the valley on Friday.\n\n"
        "Farmers were glad of it, they said.\n\nSource: Valley News and agencies\n",
        "text/plain",
    )
    (told,) = page.articles
    assert (told.outlet, told.basis["outlet"]) == ("Valley News", "source line")
    assert "Source" not in told.text


@pytest.mark.parametrize(
    ("head", "url", "basis"),
    [
        ('<link rel="canonical" href="https://valley.example/rain">', "https://valley.example/rain", "canonical link"),
        ('<meta property="og:url" content="https://valley.example/r?a=1&amp;b=2">', "https://valley.example/r?a=1&b=2", "opengraph"),
        ("<!-- saved from url=(0028)https://valley.example/rain -->", "https://valley.example/rain", "saved-from comment"),
        ('<link rel="canonical" href="/rain">', None, None),
        ('<link rel="canonical" href="javascript:alert(1)">', None, None),
    ],
)  # fmt: skip
def test_the_address(head: str, url: str | None, basis: str | None) -> None:
    told = article(head)
    assert (told.url, told.basis.get("url")) == (url, basis)


def test_a_known_domain_names_the_outlet() -> None:
    told = article('<link rel="canonical" href="https://english.aawsat.com/rain">')
    assert (told.outlet, told.basis["outlet"]) == ("Asharq Al-Awsat", "address")


def test_language_needs_text_and_says_where_it_comes_from() -> None:
    assert article(start='<html lang="en-GB">').basis["language"] == "html lang and text"
    told = article(start='<html lang="fr">')
    assert (told.language, told.basis["language"]) == ("en", "text")
    (short,) = taken_apart("<html lang=de><h1>Regen</h1><p>Es hat geregnet.</p></html>").articles
    assert (short.language, short.basis["language"]) == ("de", "html lang")
    assert "language" not in taken_apart("Rain fell.", "text/plain").articles[0].basis


def two_articles() -> Page:
    head = (
        '<meta property="og:title" content="Rain returns to the valley"><meta property="og:url" content="https://v.example/rain">'
        '<meta property="article:published_time" content="2023-05-05"><meta name="author" content="Jane Doe">'
        '<meta property="og:site_name" content="Valley News">'
    )
    second = "".join(
        f"<p>Dockers in the northern harbour voted to stay out on strike until {day}, the union's spokesman said.</p>"
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )
    return taken_apart(
        f"<html><head>{head}</head><body><article><h1>Rain returns to the valley</h1>{BODY}</article>"
        f"<article><h1>Harbour strike enters third week</h1><p class=byline>By John Roe</p>{second}</article></body></html>"
    )


def test_the_head_describes_one_article_and_not_the_others() -> None:
    first, second = two_articles().articles
    assert (first.title, second.title) == ("Rain returns to the valley", "Harbour strike enters third week")
    assert (first.published, second.published) == ("2023-05-05", None)
    assert (first.byline, second.byline) == ("Jane Doe", "John Roe")
    assert (first.url, second.url) == ("https://v.example/rain", None)
    assert (first.outlet, second.outlet) == ("Valley News", "Valley News")


def test_articles_are_numbered_from_one_within_their_capture() -> None:
    page = two_articles()
    assert [told.id for told in page.articles] == [f"{page.capture_sha256[:12]}-{n}" for n in (1, 2)]


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Published On January 29, 2005", "2005-01-29"),
        ("14 Dec 2024", "2024-12-14"),
        ("Saturday, 14 December 2024, 10:15 GMT", "2024-12-14"),
        ("2024-12-14", "2024-12-14"),
        ("14/12/2024", "2024-12-14"),
        ("12/14/2024", "2024-12-14"),
        ("05/04/2024", "2024"),
        ("Updated: May 6, 2023 | Published: May 5, 2023", "2023-05-05"),
    ],
)
def test_date_lines(line: str, edtf: str) -> None:
    assert printed_dates.is_date_line(line)
    assert printed_dates.first_published(line) == edtf


@pytest.mark.parametrize(
    "line",
    [
        "On May 4, 2023 the ferry sailed.",
        "March on the capital",
        "May said so in 2023",
        "The deal of December 14, 2024 held",
        "2024",
    ],
)
def test_a_date_inside_a_sentence_is_no_date_line(line: str) -> None:
    assert not printed_dates.is_date_line(line)


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO said on Monday that it would send more soldiers to the east.",
        "The minister - who had resigned - came back to the office on Monday.",
        "He said: “We will not leave this place before the winter comes.”",
        "Jane Doe is the harbour's third director in as many years of strikes.",
    ],
)
def test_what_is_no_dateline(paragraph: str) -> None:
    assert wording.dateline_of(paragraph) is None
