"""Invented pages with readings made by hand, so that the desk's tests need no model. No person or event is real."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import (
    Article,
    Capture,
    CaptureReference,
    Form,
    Furniture,
    Marked,
    Page,
    Problem,
    Reading,
    Relay,
    Run,
    Silence,
    SilenceKind,
    Source,
    Span,
    Stance,
    Statement,
    StatementSource,
    Status,
    quote,
    sha256_of,
)

HARBOUR = """\
Port of Lattara to Reopen Within Days, Officials Say

Cranes stand idle at the container terminal in Lattara on Sunday. Photo: Mira Castell / Coastline

By Joren Falk and Dalia Mersin

LATTARA (Coastline) - The port of Lattara will take ships again before the end of the week, three port officials told Reuters, nine days after a warehouse fire closed its eastern basin.

"The quays are sound and the water is clear," said Harbour Master Ilse Marant, adding that two tugs had been brought from Bellmar. "What we lack is electricity, and we have asked for it every day," she said.

The officials, who spoke on condition of anonymity because they were not allowed to brief the press, said insurers had yet to lift their ban. One of them denied that the fire had reached the fuel store.

Insurers in Doha

Samir Odeh, who heads the Gulf Marine Club, said the Transport Ministry had told him that the store was empty. He expects the ban to be lifted on Thursday.

The ministry did not respond to a request for comment. Coastline could not independently verify how much fuel had been kept there.

Satellite images taken on 3 May by Orbis show at least four vessels waiting outside the breakwater.

A cargo list seen by Coastline puts the store at 1,200 tonnes in March. "Nobody moved a litre of it," according to Marant.

Read more: How a single spark closed Lattara's basin
"""

HARBOUR_HTML = """\
<!doctype html>
<html lang="en"><head><title>Port of Lattara to Reopen Within Days, Officials Say | Coastline</title>
<meta property="article:published_time" content="2031-05-04">
</head><body>
<nav><a href="/">Home</a> <a href="/sea">Sea</a> <a href="/trade">Trade &amp; Money</a></nav>
<article>
{paragraphs}
</article>
<aside>Subscribe to our letter &mdash; every Friday</aside>
<script>alert("captured scripts never run")</script>
</body></html>
"""


def span_of(text: str, phrase: str, after: str = "") -> Span:
    """Give where `phrase` stands, the first time behind `after`."""
    start = text.index(phrase, text.index(after) if after else 0)
    return Span(start, start + len(phrase))


def marked(text: str, phrases: Sequence[str], after: str = "") -> Marked:
    spans = tuple(span_of(text, phrase, after) for phrase in phrases)
    return Marked(spans=spans, text=quote(text, spans))


class Notebook:
    """Writes down what is said in one text, by phrases of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sources: list[Source] = []
        self.statements: list[Statement] = []
        self.silences: list[Silence] = []

    def source(
        self,
        name: str,
        status: Status,
        *,
        kind: str = "person",
        role: str | None = None,
        affiliation: str | None = None,
        count: int | None = None,
        reason: str | None = None,
    ) -> Source:
        source = Source(
            id=f"p{len(self.sources) + 1}",
            name=name,
            kind=kind,
            status=status,
            role=role,
            affiliation=affiliation,
            count=count,
            anonymity_reason=reason,
            made_by="SO01",
        )
        self.sources.append(source)
        return source

    def said(
        self,
        who: Source | None,
        words: str,
        cue: str,
        *content: str,
        after: str = "",
        form: Form = "indirect",
        stance: Stance = "asserts",
        relay: str | None = None,
        parent: str | None = None,
        confidence: float = 0.9,
        made_by: str = "ST01",
    ) -> str:
        text = self.text
        statement = Statement(
            id=f"s{len(self.statements) + 1}",
            source=StatementSource(
                id=who.id if who else None,
                spans=(span_of(text, words, after),) if words else (),
                text=words,
                name=who.name if who else None,
                status=who.status if who else None,
                anonymity_reason=who.anonymity_reason if who else None,
                made_by="RE02",
            ),
            cue=marked(text, [cue], after) if cue else Marked(spans=(), text=""),
            content=marked(text, content, after),
            form=form,
            stance=stance,
            relay=Relay(name=relay, spans=(span_of(text, relay, after),), made_by="RL01") if relay else None,
            parent=parent,
            made_by=made_by,
            confidence=confidence,
        )
        self.statements.append(statement)
        return statement.id

    def silent(self, name: str | None, kind: SilenceKind, phrase: str, words: str = "") -> None:
        found = marked(self.text, [phrase])
        self.silences.append(
            Silence(
                source=name,
                kind=kind,
                spans=found.spans,
                text=found.text,
                source_spans=(span_of(self.text, words),) if words else (),
                made_by="SI01",
            )
        )


def harbour() -> tuple[Capture, Page, Reading]:
    """The article with something of everything, inside an HTML capture with furniture."""
    text = HARBOUR.rstrip("\n")
    blocks = text.split("\n\n")
    html = HARBOUR_HTML.format(paragraphs="\n".join(f"<p>{block}</p>" for block in blocks))
    capture = Capture(
        sha256=sha256_of(html.encode()),
        uri="saved/coastline-lattara.html",
        media_type="text/html",
        data=html.encode(),
        encoding="utf-8",
        declared_encoding="utf-8",
        encoding_basis="declared",
        fetched_at="2031-05-05T06:40:00Z",
    )
    runs, start = [], 0
    for block in blocks:
        runs.append(Run(start, len(block), html.index(f"<p>{block}") + 3, len(block)))
        start += len(block) + 2
    article = Article(
        id=f"{capture.sha256[:12]}-1",
        title=blocks[0],
        text=text,
        language="en",
        outlet="Coastline",
        byline="Joren Falk and Dalia Mersin",
        published="2031-05-04",
        dateline="LATTARA (Coastline)",
        url="https://coastline.example/lattara",
        basis={"published": "opengraph", "outlet": "meta"},
        offset_map=tuple(runs),
        headings=(span_of(text, blocks[0]), span_of(text, "Insurers in Doha")),
        captions=(span_of(text, blocks[1]),),
        credits=(span_of(text, "Photo: Mira Castell / Coastline"),),
        bylines=(span_of(text, blocks[2]),),
        datelines=(span_of(text, "LATTARA (Coastline)"),),
        teasers=(span_of(text, blocks[-1]),),
    )
    book = Notebook(text)
    officials = book.source(
        "three port officials",
        "anonymous",
        kind="group",
        role="port officials",
        count=3,
        reason="they were not allowed to brief the press",
    )
    marant = book.source("Ilse Marant", "named", role="Harbour Master", affiliation="Port of Lattara")
    odeh = book.source("Samir Odeh", "named", role="head", affiliation="Gulf Marine Club")
    ministry = book.source("Transport Ministry", "collective", kind="organisation")
    one = book.source("a port official", "anonymous", role="port official", count=1)
    orbis = book.source("Orbis", "observation", kind="imagery")
    cargo = book.source("a cargo list", "document", kind="document")

    book.said(officials, "Officials", "Say", "Port of Lattara to Reopen Within Days")
    book.said(
        officials,
        "three port officials",
        "told",
        "The port of Lattara will take ships again before the end of the week",
        relay="Reuters",
        after="LATTARA (",
    )
    book.said(
        marant,
        "Harbour Master Ilse Marant",
        "said",
        "The quays are sound and the water is clear",
        after='"The quays',
        form="direct",
        confidence=0.98,
    )
    book.said(
        marant,
        "Harbour Master Ilse Marant",
        "adding",
        "two tugs had been brought from Bellmar",
        after='"The quays',
        made_by="ST04",
    )
    book.said(
        marant,
        "she",
        "said",
        "What we lack is electricity, and we have asked for it every day",
        after='"What we lack',
        form="direct",
    )
    book.said(
        officials,
        "The officials, who spoke on condition of anonymity because they were not allowed to brief the press,",
        "said",
        "insurers had yet to lift their ban",
        after="The officials, who",
    )
    book.said(one, "One of them", "denied", "the fire had reached the fuel store", after="One of", stance="denies")
    told = book.said(
        odeh,
        "Samir Odeh, who heads the Gulf Marine Club,",
        "said",
        "the Transport Ministry had told him that the store was empty",
        after="Samir Odeh",
    )
    book.said(
        ministry,
        "the Transport Ministry",
        "had told",
        "the store was empty",
        after="Samir Odeh",
        parent=told,
        confidence=0.42,
    )
    book.said(odeh, "He", "expects", "the ban to be lifted on Thursday", after="He expects", stance="expects")
    book.said(
        orbis,
        "Satellite images taken on 3 May by Orbis",
        "show",
        "at least four vessels waiting outside the breakwater",
        after="Satellite",
    )
    book.said(cargo, "A cargo list", "puts", "the store at 1,200 tonnes in March", after="A cargo list")
    book.said(
        marant, "Marant", "according to", "Nobody moved a litre of it", after='"Nobody', form="direct", stance="denies"
    )
    book.said(None, "", "", "nine days after a warehouse fire", "closed its eastern basin", confidence=0.3)
    book.silent("Transport Ministry", "no_response", "did not respond to a request for comment", "The ministry")
    book.silent("Coastline", "could_not_verify", "could not independently verify how much fuel had been kept there")
    reading = Reading(
        capture=CaptureReference.of(capture),
        article=article,
        sources=tuple(book.sources),
        statements=tuple(book.statements),
        silences=tuple(book.silences),
    )
    furniture = (
        Furniture(
            kind="navigation",
            text="Home Sea Trade & Money",
            capture=Span(html.index("Home</a>"), html.index("</a></nav>")),
            made_by="PG02",
        ),
        Furniture(
            kind="boilerplate",
            text="Subscribe to our letter — every Friday",
            capture=span_of(html, "Subscribe to our letter &mdash; every Friday"),
            made_by="PG03",
        ),
    )
    page = Page(capture_sha256=capture.sha256, articles=(article,), furniture=furniture)
    return capture, page, reading


HOSTILE_TITLE = "<script>alert('title')</script><img src=x onerror=alert(1)> \"quoted\" & 'done'"
HOSTILE_NAME = "</span><script>alert('name')</script>/../{{ 7*7 }}"


def hostile() -> tuple[Capture, Page, Reading]:
    """A page that tries to break out of ours through every field it fills."""
    text = (
        f"{HOSTILE_TITLE}\n\n{HOSTILE_NAME} said <style>body{{display:none}}</style> \u202ethe dyke held.\n"
        "<svg onload=alert(2)> declined to comment."
    )
    data = text.encode()
    capture = Capture(
        sha256=sha256_of(data),
        uri="javascript:alert('uri')",
        media_type="text/plain",
        data=data,
        encoding="utf-8",
    )
    article = Article(
        id=f"{capture.sha256[:12]}-1",
        title=HOSTILE_TITLE,
        text=text,
        outlet="<b>Outlet</b>",
        byline="<i>Byline</i>",
        published=None,
        url="javascript:alert('url')",
        offset_map=(Run(0, len(text), 0, len(text)),),
        headings=(Span(0, len(HOSTILE_TITLE)),),
    )
    book = Notebook(text)
    who = book.source(HOSTILE_NAME, "named", role="<u>role</u>", affiliation="<u>body</u>", reason="<u>fear</u>")
    book.said(who, HOSTILE_NAME, "said", "<style>body{display:none}</style> \u202ethe dyke held", form="mixed")
    book.silent("<svg onload=alert(2)>", "declined", "declined to comment", "<svg onload=alert(2)>")
    reading = Reading(
        capture=CaptureReference.of(capture),
        article=article,
        sources=tuple(book.sources),
        statements=tuple(book.statements),
        silences=tuple(book.silences),
    )
    furniture = (Furniture(kind="<b>kind</b>", text="x", capture=Span(0, 5), made_by="<i>"),)
    return capture, Page(capture_sha256=capture.sha256, articles=(article,), furniture=furniture), reading


def many(count: int) -> tuple[Capture, Page, Reading]:
    """One long list of statements by one mayor, for pages that have to be turned."""
    lines = [f"Mayor Lev Tamar said pump number {number} was repaired." for number in range(1, count + 1)]
    text = "\n\n".join(lines)
    capture = Capture(
        sha256=sha256_of(text.encode()),
        uri="saved/pumps.txt",
        media_type="text/plain",
        data=text.encode(),
        encoding="utf-8",
    )
    article = Article(
        id=f"{capture.sha256[:12]}-1",
        title=None,
        text=text,
        offset_map=(Run(0, len(text), 0, len(text)),),
    )
    book = Notebook(text)
    tamar = book.source("Lev Tamar", "named", role="mayor")
    for number in range(1, count + 1):
        content = f"pump number {number} was repaired"
        book.said(tamar, "Mayor Lev Tamar", "said", content, after=f"Mayor Lev Tamar said {content}")
    reading = Reading(
        capture=CaptureReference.of(capture),
        article=article,
        sources=tuple(book.sources),
        statements=tuple(book.statements),
    )
    return capture, Page(capture_sha256=capture.sha256, articles=(article,)), reading


PROBLEMS = (
    Problem(
        uri="saved/<b>broken</b>.html",
        stage="intake",
        reason="the bytes are not text in any encoding: leave the file out",
        error="NotText",
        sha256="ab" * 32,
        data=b"\x00\x01",
    ),
)
