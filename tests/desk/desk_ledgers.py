"""Invented articles on an invented flood in real places, with figures that differ and dates of every kind."""

from __future__ import annotations

from desk_invented import Notebook

from onrecord.records import Anchor, Article, Capture, Page, Place, Reading, Run, Span, sha256_of

Added = tuple[Capture, Page, Reading]

FIRST = """\
Flood cuts Akre bridge

Twelve people were killed in Akre on 3 March 2031, Civil Defence chief Rezan Duhoki told Delta Wire. The Old Bridge stood for 60 years.

The ministry in Baghdad said 2,400 residents had left: 1,500 to schools and 800 to mosques. Rain came every Friday since 2028.

Dohuk Governorate closed its schools for two weeks. Tell Rahma was cut off on 9 December of some year, a villager said.
"""
SECOND = """\
Toll of Akre flood rises

At least 15 people died in Akre on 3 March, a doctor who asked not to be named said on Thursday. Dozens of people were hurt.

Iraq will pay 3 million dollars. The lorries come from ports on the Mediterranean.
"""


def made(text: str, uri: str, outlet: str | None, published: str | None) -> tuple[Capture, Article]:
    text = text.rstrip("\n")
    capture = Capture(
        sha256=sha256_of(text.encode()), uri=uri, media_type="text/plain", data=text.encode(), encoding="utf-8"
    )
    title = text.split("\n")[0]
    article = Article(
        id=f"{capture.sha256[:12]}-1",
        title=title,
        text=text,
        outlet=outlet,
        published=published,
        offset_map=(Run(0, len(text), 0, len(text)),),
        headings=(Span(0, len(title)),),
    )
    return capture, article


def first() -> Added:
    """Twelve dead; a whole whose parts do not add up; dates of every kind."""
    capture, article = made(FIRST, "saved/tigris-akre.txt", "The Tigris Letter", "2031-03-05")
    book = Notebook(article.text)
    chief = book.source("Rezan Duhoki", "named", role="chief", affiliation="Civil Defence")
    ministry = book.source("the ministry", "collective", kind="organisation")
    villager = book.source("a villager", "anonymous", count=1)
    toll = book.said(
        chief, "Civil Defence chief Rezan Duhoki", "told", "Twelve people were killed in Akre on 3 March 2031", relay="Delta Wire"
    )  # fmt: skip
    left = book.said(ministry, "The ministry", "said", "2,400 residents had left: 1,500 to schools and 800 to mosques")
    cut = book.said(
        villager, "a villager", "said", "Tell Rahma was cut off on 9 December of some year", after="Tell Rahma"
    )
    akre = book.place("Akre", "Akre", "IQ", "settlement", (36.7413, 43.8933), admin="Dohuk")
    book.place("Akre", "Akre", "IQ", "settlement", (36.7413, 43.8933), after="killed", statement=toll, admin="Dohuk")
    book.place("Old Bridge", "Old Bridge", "IQ", "point", (36.744, 43.901), confidence=0.4)
    book.place("Baghdad", "Baghdad", "IQ", "settlement", (33.3406, 44.4009))
    book.place("Dohuk Governorate", "Dohuk", "IQ", "region", (36.95, 43.1))
    book.place("Tell Rahma", statement=cut)
    day = book.date("3 March 2031", "2031-03-03", statement=toll)
    book.date("60 years", None, kind="duration", duration="P60Y", basis="unanchored")
    book.date("every Friday", None, kind="set", duration="P1W", basis="unanchored")
    book.date("since 2028", "2028/..")
    book.date("two weeks", None, kind="duration", duration="P2W", basis="unanchored")
    book.date("9 December", "XXXX-12-09", basis="unanchored", statement=cut)
    book.figure("Twelve", 12, 12, "people", "person", kind="killed", statement=toll, place=akre, date=day)
    whole = book.figure(
        "2,400", 2400, 2400, "residents", "resident", kind="displaced", statement=left, parts_add_up=False
    )
    book.figure("1,500", 1500, 1500, None, "resident", kind="displaced", statement=left, part_of=whole)
    book.figure("800", 800, 800, None, "resident", kind="displaced", statement=left, part_of=whole)
    reading = book.reading(capture, article)
    return capture, Page(capture_sha256=capture.sha256, articles=(article,)), reading


def second() -> Added:
    """At least fifteen dead; the article's date is known from its text alone."""
    capture, article = made(SECOND, "saved/harbour-akre.txt", None, None)
    book = Notebook(article.text)
    doctor = book.source("a doctor", "anonymous", count=1, reason="asked not to be named")
    toll = book.said(doctor, "a doctor", "said", "At least 15 people died in Akre on 3 March")
    akre = book.place("Akre", "Akre", "IQ", "settlement", (36.7413, 43.8933), after="At least", statement=toll)
    book.place("Iraq", "Iraq", "IQ", "country", (33.0, 44.0))
    book.place("Mediterranean", "Mediterranean Sea", None, "area", (35.0, 18.0))
    day = book.date("3 March", "2031-03-03", basis="text", anchor="2031-03-06", statement=toll)
    book.date("Thursday", "2031-03-06", basis="text", anchor="2031-03-06")
    book.figure(
        "At least 15",
        15,
        None,
        "people",
        "person",
        bound="at_least",
        kind="killed",
        statement=toll,
        place=akre,
        date=day,
    )
    book.figure("Dozens", 24, 99, "people", "person", kind="injured", basis="vague", place=akre)
    book.figure("3 million dollars", 3e6, 3e6, None, None, kind="money", unit="USD")
    anchor = Anchor(edtf="2031-03-06", basis="text", spans=(), made_by="DA09")
    reading = book.reading(capture, article, anchor)
    return capture, Page(capture_sha256=capture.sha256, articles=(article,)), reading


def crowd(count: int) -> Added:
    """So many places that not all can be drawn, so many days that not all fit on a page."""
    lines = [f"Post {number} reported on day {number}." for number in range(1, count + 1)]
    capture, article = made("\n".join(["Posts", *lines]), "saved/posts.txt", "Posts", "2030-01-01")
    book = Notebook(article.text)
    places: list[Place] = []
    at = 0
    for number in range(1, count + 1):
        words = f"Post {number}"
        start = article.text.index(f"{words} ", at)
        at = start
        places.append(
            Place(
                id=f"p{number}",
                spans=(Span(start, start + len(words)),),
                text=words,
                name=words,
                geonames_id=None,
                lat=-60 + (number % 120) + 0.1,
                lon=-170 + (number // 120) * 12.5,
                country=None,
                precision="point",
                confidence=1.0,
            )
        )
    book.places = places
    reading = book.reading(capture, article)
    return capture, Page(capture_sha256=capture.sha256, articles=(article,)), reading
