"""Invented articles on one invented flood in real places: a reprint, a version, a denial and a claim of unsure origin."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import desk_invented as invented
from desk_invented import Notebook, span_of

import onrecord
from onrecord.archive import claims, open_archive
from onrecord.archive.store import SqliteArchive
from onrecord.records import (
    Article,
    Capture,
    Cited,
    Evidence,
    Link,
    Opposition,
    Origin,
    Origins,
    Page,
    Reading,
    Run,
    Said,
    Span,
    Wording,
    sha256_of,
)

Added = tuple[Capture, Page, Reading]

BRIDGE = """\
Flood carries away the footbridge of Akre

The footbridge over the Shush stream in Akre was carried away on Tuesday night, Civil Defence chief Rezan Duhoki told Delta Wire. He said at least 12 people were missing downstream of the old mill.

"We heard the beams go one after the other, and then there was nothing but water," said Nalin Barwari, who keeps a tea house beside the stream and had closed it an hour before.

The water directorate had opened the sluice of the upper pond without a warning, two of its engineers said. The water directorate denied that it had opened the sluice.

Schools in the lower town stay closed until Sunday. The governor did not answer questions about the bridge, which was mended in 2027 with money from three villages.
"""
REPRINT = BRIDGE.replace("Flood carries away the footbridge of Akre", "Akre loses its footbridge to the flood")
LATER = (
    BRIDGE.replace("at least 12 people were missing", "19 people were missing")
    .replace("Schools in the lower town stay closed until Sunday. ", "")
    .replace("who keeps a tea house beside the stream", "who keeps the last tea house beside the stream")
)
OWN_WORDS = """\
Who opened the sluice above Akre?

The sluice of the upper pond above Akre was opened before the flood took the footbridge over the Shush stream, villagers said on Thursday.

Civil Defence chief Rezan Duhoki said nobody had opened the sluice. "It was shut when we got there," Duhoki said.
"""


def made(
    text: str, uri: str, outlet: str | None, published: str | None, url: str | None = None
) -> tuple[Capture, Article]:
    """A capture of plain text and the one article in it."""
    text = text.rstrip("\n")
    data = f"{uri}\n{text}".encode()
    capture = Capture(sha256=sha256_of(data), uri=uri, media_type="text/plain", data=data, encoding="utf-8")
    title = text.split("\n")[0]
    article = Article(
        id=f"{capture.sha256[:12]}-1",
        title=title,
        text=text,
        outlet=outlet,
        published=published,
        url=url,
        offset_map=(Run(0, len(text), len(uri) + 1, len(text)),),
        headings=(Span(0, len(title)),),
    )
    return capture, article


def told(text: str, uri: str, outlet: str, published: str, url: str | None = None) -> Added:
    """The flood as the agency tells it."""
    capture, article = made(text, uri, outlet, published, url)
    book = Notebook(article.text)
    chief = book.source("Rezan Duhoki", "named", role="chief", affiliation="Civil Defence")
    keeper = book.source("Nalin Barwari", "named", role="keeper of a tea house")
    directorate = book.source("the water directorate", "collective", kind="organisation")
    engineers = book.source("two of its engineers", "anonymous", kind="group", count=2)
    book.said(
        chief,
        "Civil Defence chief Rezan Duhoki",
        "told",
        "The footbridge over the Shush stream in Akre was carried away on Tuesday night",
        relay="Delta Wire",
        after="The footbridge",
    )
    missing = "at least 12 people were missing" if "at least 12" in article.text else "19 people were missing"
    toll = book.said(chief, "He", "said", f"{missing} downstream of the old mill", after="He said")
    book.said(
        keeper,
        "Nalin Barwari",
        "said",
        "We heard the beams go one after the other, and then there was nothing but water",
        after='"We heard',
        form="direct",
    )
    book.said(
        engineers,
        "two of its engineers",
        "said",
        "The water directorate had opened the sluice of the upper pond without a warning",
        after="The water directorate had",
    )
    book.said(
        directorate,
        "The water directorate",
        "denied",
        "it had opened the sluice",
        after="The water directorate denied",
        stance="denies",
    )
    book.silent("The governor", "no_response", "did not answer questions about the bridge", "The governor")
    akre = book.place("Akre", "Akre", "IQ", "settlement", (36.7413, 43.8933), admin="Dohuk")
    if "at least 12" in article.text:
        book.figure(
            "at least 12", 12, None, "people", "person", bound="at_least", kind="missing", statement=toll, place=akre
        )
    else:
        book.figure("19", 19, 19, "people", "person", kind="missing", statement=toll, place=akre)
    return capture, Page(capture_sha256=capture.sha256, articles=(article,)), book.reading(capture, article)


def first() -> Added:
    return told(BRIDGE, "saved/letter-bridge.txt", "The Tigris Letter", "2031-03-05", "https://letter.example/bridge")


def reprint() -> Added:
    return told(REPRINT, "saved/post-bridge.txt", "Zab Post", "2031-03-05")


def later() -> Added:
    return told(LATER, "saved/letter-bridge-2.txt", "The Tigris Letter", "2031-03-06", "https://letter.example/bridge")


def own_words() -> Added:
    """Another outlet with words of its own."""
    capture, article = made(OWN_WORDS, "saved/mill-sluice.txt", "The Mill", "2031-03-07")
    book = Notebook(article.text)
    chief = book.source("Rezan Duhoki", "named", role="chief", affiliation="Civil Defence")
    villagers = book.source("villagers", "anonymous", kind="group")
    book.said(
        villagers,
        "villagers",
        "said",
        "The sluice of the upper pond above Akre was opened before the flood took the footbridge over the Shush stream",
        after="The sluice of",
    )
    book.said(
        chief,
        "Civil Defence chief Rezan Duhoki",
        "said",
        "nobody had opened the sluice",
        after="Civil Defence chief",
        stance="denies",
    )
    book.said(chief, "Duhoki", "said", "It was shut when we got there", after='"It was', form="direct")
    return capture, Page(capture_sha256=capture.sha256, articles=(article,)), book.reading(capture, article)


def cited(added: Added, phrase: str) -> Cited:
    """The very characters of a phrase."""
    article = added[2].article
    return Cited(article=article.id, spans=(span_of(article.text, phrase),), text=phrase)


HOSTILE_REASON = "<script>alert('reason')</script><b>both</b>"


def archive_at(path: Path, *, compare: bool = True) -> None:
    """Make the archive: compared as always, but the claims put down by hand, so that it is known what they are."""
    with open_archive(path) as archive:
        for capture, page, reading in (first(), reprint(), later(), own_words(), invented.hostile()):
            archive.add(capture, page, [reading], made_by="invented")
    if not compare:
        return
    onrecord.compare(path)
    with open_archive(path) as archive:
        assert isinstance(archive, SqliteArchive)
        with archive.writing() as db:
            for table in ("claims", "wordings", "oppositions"):
                db.execute(f"DELETE FROM {table}")
            _put_down(db)


def _put_down(db: sqlite3.Connection) -> None:
    one, two, mill = first(), reprint(), own_words()
    hostile = invented.hostile()
    ids = [added[2].article.id for added in (one, two, mill, hostile)]
    opened = "The water directorate had opened the sluice of the upper pond without a warning"
    villagers = (
        "The sluice of the upper pond above Akre was opened before the flood took the footbridge over the Shush stream"
    )
    same = Evidence(
        made_by="CL06",
        text="both have “sluice”, “upper pond”",
        weight=1.2,
        cited=(cited(one, "sluice of the upper pond"), cited(mill, "sluice of the upper pond")),
    )
    sluice = claims.start(
        db,
        [
            Wording(article=ids[0], statement="s4", text=opened, score=1.0, made_by="CL40"),
            Wording(article=ids[1], statement="s4", text=opened, score=0.98, made_by="CL40"),
            Wording(article=ids[2], statement="s1", text=villagers, score=0.71, evidence=(same,), made_by="CL40"),
        ],
    )
    hostile_text = hostile[2].statements[0].content.text
    claims.start(
        db,
        [
            Wording(
                article=ids[3],
                statement="s1",
                text=hostile_text,
                score=1.0,
                evidence=(Evidence(made_by="<i>", text=HOSTILE_REASON),),
                made_by="<i>",
            )
        ],
    )
    opposed = [
        Opposition(
            relation="denies",
            article=article,
            statement="s5",
            other_article=article,
            other="s4",
            target=cited(added, opened),
            score=0.9,
            evidence=(Evidence(made_by="CL20", text="the same words: “opened the sluice”", weight=0.6),),
            made_by="CL20",
        )
        for article, added in ((ids[0], one), (ids[1], two))
    ]
    contest = Opposition(
        relation="contests",
        article=ids[2],
        statement="s2",
        other_article=ids[0],
        other="s4",
        target=cited(one, opened),
        score=0.8,
        evidence=(Evidence(made_by="CL02", text="one says not what the other says", cited=(cited(mill, "nobody"),)),),
        made_by="CL41",
    )
    claims.oppose(db, [*opposed, contest])
    said = [
        Said(article=ids[0], statement="s4"),
        Said(article=ids[1], statement="s4"),
        Said(article=ids[2], statement="s1"),
    ]
    claims.keep_origins(
        db,
        sluice,
        Origins(
            low=1,
            high=2,
            origins=(
                Origin(
                    kind="agency",
                    name="Delta Wire",
                    first=said[0],
                    statements=(said[0], said[1]),
                    evidence=(
                        Evidence(made_by="OR03", text="came through Delta Wire", cited=(cited(one, "Delta Wire"),)),
                    ),
                ),
                Origin(kind="outlet", name="The Mill", first=said[2], statements=(said[2],)),
            ),
            links=(
                Link(
                    one=said[0],
                    other=said[1],
                    sure=True,
                    evidence=Evidence(made_by="OR12", text="they stand in one text", cited=(cited(two, "sluice"),)),
                ),
                Link(
                    one=said[0],
                    other=said[2],
                    sure=False,
                    evidence=Evidence(made_by="OR14", text=f"both rest on people without a name {HOSTILE_REASON}"),
                ),
            ),
        ),
    )
