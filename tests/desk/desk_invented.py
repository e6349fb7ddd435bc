"""Invented pages with readings made by hand, so that the desk's tests need no model. No person or event is real."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import (
    Anchor,
    Article,
    Bound,
    Capture,
    CaptureReference,
    Date,
    DateBasis,
    DateKind,
    Figure,
    FigureBasis,
    FigureKind,
    Form,
    Furniture,
    Marked,
    Page,
    Place,
    Precision,
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
        self.places: list[Place] = []
        self.dates: list[Date] = []
        self.figures: list[Figure] = []

    def reading(self, capture: Capture, article: Article, anchor: Anchor | None = None) -> Reading:
        """Give all that was written down."""
        return Reading(
            capture=CaptureReference.of(capture),
            article=article,
            sources=tuple(self.sources),
            statements=tuple(self.statements),
            silences=tuple(self.silences),
            anchor=anchor,
            places=tuple(self.places),
            dates=tuple(self.dates),
            figures=tuple(self.figures),
        )

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

    def place(
        self,
        words: str,
        name: str | None = None,
        country: str | None = None,
        precision: Precision | None = None,
        at: tuple[float, float] | None = None,
        *,
        after: str = "",
        statement: str | None = None,
        confidence: float = 0.8,
        admin: str | None = None,
    ) -> str:
        lat, lon = at or (None, None)
        place = Place(
            id=f"p{len(self.places) + 1}",
            spans=(span_of(self.text, words, after),),
            text=words,
            name=name,
            geonames_id=None,
            lat=lat,
            lon=lon,
            country=country,
            precision=precision,
            confidence=confidence,
            admin=admin,
            statement=statement,
            made_by="PL01",
        )
        self.places.append(place)
        return place.id

    def date(
        self,
        words: str,
        edtf: str | None,
        *,
        kind: DateKind = "date",
        basis: DateBasis = "stated",
        anchor: str | None = None,
        duration: str | None = None,
        after: str = "",
        statement: str | None = None,
    ) -> str:
        date = Date(
            id=f"d{len(self.dates) + 1}",
            spans=(span_of(self.text, words, after),),
            text=words,
            kind=kind,
            edtf=edtf,
            duration=duration,
            anchor=anchor,
            basis=basis,
            statement=statement,
            made_by="DA01",
        )
        self.dates.append(date)
        return date.id

    def figure(
        self,
        words: str,
        low: float | None,
        high: float | None,
        counted: str | None,
        head: str | None = None,
        *,
        bound: Bound = "exactly",
        kind: FigureKind = "other",
        unit: str | None = None,
        basis: FigureBasis = "stated",
        after: str = "",
        statement: str | None = None,
        place: str | None = None,
        date: str | None = None,
        part_of: str | None = None,
        parts_add_up: bool | None = None,
    ) -> str:
        is_written = counted and counted in self.text[self.text.index(words) :]
        figure = Figure(
            id=f"f{len(self.figures) + 1}",
            spans=(span_of(self.text, words, after),),
            text=words,
            low=low,
            high=high,
            bound=bound,
            basis=basis,
            unit=unit,
            counted=counted,
            counted_spans=(span_of(self.text, counted or "", words),) if is_written else (),
            head=head,
            kind=kind,
            date=date,
            place=place,
            statement=statement,
            part_of=part_of,
            parts_add_up=parts_add_up,
            made_by="FI01",
        )
        self.figures.append(figure)
        return figure.id


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
    port = book.place("Lattara")
    book.place("Lattara", after="LATTARA (", statement="s2")
    book.place("Bellmar", statement="s4")
    book.place("Doha", "Doha", "QA", "settlement", (25.2854, 51.531), admin="Baladīyat ad Dawḩah")
    book.date("Sunday", "2031-05-04", basis="published", anchor="2031-05-04")
    book.date("nine days", None, kind="duration", duration="P9D", basis="unanchored")
    book.date("Thursday", "2031-05-08", basis="published", anchor="2031-05-04", statement="s10")
    taken = book.date("3 May", "2031-05-03", basis="published", anchor="2031-05-04")
    march = book.date("March", "2031-03", basis="published", anchor="2031-05-04", statement="s12")
    book.figure("two", 2, 2, "tugs", "tug", statement="s4")
    book.figure(
        "at least four", 4, None, "vessels", "vessel", bound="at_least", statement="s11", place=port, date=taken
    )
    book.figure("1,200 tonnes", 1200, 1200, None, None, unit="t", statement="s12", date=march)
    reading = book.reading(capture, article)
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

HOSTILE_PLACE = "</script><script>alert('place')</script><img src=x onerror=alert(3)>"


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
    nowhere = book.place("<style>body{display:none}</style>", HOSTILE_PLACE, "<i", "point", (0.5, -0.5), statement="s1")
    book.place("\u202ethe dyke", "\u202eLONG " + 2_000 * "name ", "ZZ", "area", (-89.9, 179.9), statement="s1")
    never = book.date("declined to comment", "<b>edtf</b>", duration="<u>P</u>", kind="set", basis="unanchored")
    book.figure(
        "dyke", -1e300, 1e300, "<i>counted</i>" + 2_000 * "x", "<i>head</i>", unit="<u>unit</u>", statement="s1",
        place=nowhere, date=never, part_of="f1",
    )  # fmt: skip
    book.figure("held", None, None, "", part_of="f3", parts_add_up=False)
    book.figure("said", 1, 2, None, "</td>", part_of="f2", parts_add_up=True)
    reading = book.reading(capture, article, Anchor(edtf="<b>2031</b>", basis="text", made_by="<i>"))
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
