"""Invented pages with their readings, made by hand so that no test here needs pages or a language model."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from onrecord.records import (
    Article,
    Capture,
    CaptureReference,
    Date,
    Figure,
    Furniture,
    GazetteerEntry,
    Marked,
    Page,
    Place,
    Problem,
    Reading,
    Relay,
    Run,
    Silence,
    Source,
    Span,
    Statement,
    StatementSource,
    sha256_of,
)

MADE_BY = "test 1"


class Made(NamedTuple):
    capture: Capture
    page: Page
    readings: tuple[Reading, ...]


def at(text: str, words: str, start: int = 0) -> Span:
    """Give the span of `words` in `text`."""
    found = text.index(words, start)
    return Span(found, found + len(words))


def offset_map(text: str, raw: str) -> tuple[Run, ...]:
    """Map `text` onto `raw`, which holds the same lines in the same order between tags, `&` written as `&amp;`."""
    runs: list[Run] = []
    position = 0
    for line in re.finditer(r"[^\n]+", text):
        start = raw.index(html.escape(line.group(), quote=False), position)
        for piece in re.finditer(r"[^&]+|&", line.group()):
            width = 5 if piece.group() == "&" else len(piece.group())
            runs.append(Run(line.start() + piece.start(), len(piece.group()), start, width))
            start += width
        position = start
    return tuple(runs)


def page(
    number: int = 1, *, speaker: str = "Zoë Haddad", said: str = "the bridge will reopen", stories: int = 2
) -> Made:
    """Make a page of `stories` articles about the harbour of an invented town, and what was read from it."""
    texts = []
    for story in range(1, stories + 1):
        texts.append(
            f"Bridge {number} of Marsa & Sons to reopen, part {story}\n\n"
            f"{speaker}, the port’s engineer, told the Coast Wire on Tuesday that {said}.\n\n"
            f"“At least {40 + number} boats waited,” an official said. She said Haddad had warned “in vain” of it.\n\n"
            "The mayor declined to comment."
        )
    body = "".join(
        "<article>" + "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n\n")) + "</article>"
        for text in texts
    )
    raw = f"<!doctype html><nav>Home | Port</nav>{body}<footer>All rights</footer>"
    data = raw.encode()
    capture = Capture(
        sha256=sha256_of(data),
        uri=f"pages/{number}.html",
        media_type="text/html",
        data=data,
        encoding="utf-8",
        declared_encoding=None,
        encoding_basis="utf-8",
        modified_at="2025-01-02T03:04:05+00:00",
        published=None if number % 2 else "2025-01-01",
    )
    articles = []
    search_from = 0
    for story, text in enumerate(texts, 1):
        inner = raw.index("<article>", search_from)
        runs = tuple(
            Run(r.text_start, r.text_length, r.capture_start + inner, r.capture_length)
            for r in offset_map(text, raw[inner:])
        )
        search_from = inner + 1
        articles.append(
            Article(
                id=f"{capture.sha256[:12]}-{story}",
                title=text.split("\n")[0],
                text=text,
                language="en",
                outlet="The Côte Courier" if number % 2 else "Harbour Post",
                byline="Mara Lindqvist",
                published="2025-01-01",
                offset_map=runs,
                headings=(Span(0, text.index("\n")),),
                basis={"published": "time" if number % 2 else "stated"},
            )
        )
    furniture = (
        Furniture(kind="navigation", text="Home | Port", capture=at(raw, "Home | Port"), made_by="PG01"),
        Furniture(kind="boilerplate", text="All rights", capture=at(raw, "All rights"), made_by="PG01"),
    )
    readings = tuple(read(article, capture, speaker, said) for article in articles)
    return Made(capture, Page(capture_sha256=capture.sha256, articles=tuple(articles), furniture=furniture), readings)


def read(article: Article, capture: Capture, speaker: str, said: str) -> Reading:
    """Give the reading of one of these articles."""
    text = article.text

    def marked(*words: str, start: int = 0) -> Marked:
        spans = tuple(at(text, word, start) for word in words)
        return Marked(spans=spans, text=" … ".join(words))

    def spoken(id_: str, source: StatementSource, cue: Marked, content: Marked, **more: object) -> Statement:
        fields: dict[str, object] = {"relay": None, "parent": None, "stance": "asserts", "form": "indirect", **more}
        return Statement(
            id=id_,
            source=source,
            cue=cue,
            content=content,
            made_by="ST01",
            confidence=0.875,
            **fields,  # type: ignore[arg-type]
        )

    engineer = StatementSource(id="p1", spans=(at(text, speaker),), text=speaker, name=speaker, status="named")
    official = StatementSource(
        id="p2", spans=(at(text, "an official"),), text="an official", name="official", status="anonymous"
    )
    she = at(text, "She said")
    pronoun = StatementSource(
        id="p2", spans=(Span(she.start, she.start + 3),), text="She", name="official", status="anonymous"
    )
    nested = StatementSource(id=None, spans=(), text="", name=None, status=None)
    wire = at(text, "the Coast Wire")
    boats = text[text.index("At least") : text.index(" boats")]
    statements = (
        spoken(
            "s1", engineer, marked("told"), marked(said), relay=Relay(name="Coast Wire", spans=(wire,), made_by="RL01")
        ),
        spoken(
            "s2",
            official,
            marked("said", start=at(text, "an official").start),
            marked(f"{boats} boats waited"),
            form="direct",
        ),
        spoken(
            "s3",
            pronoun,
            marked("said", start=she.start),
            marked("Haddad had warned “in vain” of it"),
            form="mixed",
            stance="confirms",
        ),
        spoken("s4", nested, marked("warned"), marked("in vain"), parent="s3", form="direct", stance="denies"),
    )
    return Reading(
        capture=CaptureReference.of(capture),
        article=article,
        sources=(
            Source(
                id="p1",
                name=speaker,
                kind="person",
                status="named",
                role="engineer",
                affiliation="the port",
                count=1,
                mentions=(at(text, speaker),),
            ),
            Source(id="p2", name="official", kind="person", status="anonymous", count=1, mentions=(she,)),
            Source(id="p3", name="the mayor", kind="person", status="named", role="mayor"),
        ),
        statements=statements,
        silences=(
            Silence(
                source="The mayor",
                kind="declined",
                spans=(at(text, "declined to comment"),),
                text="declined to comment",
                source_id="p3",
                source_spans=(at(text, "The mayor"),),
            ),
        ),
        places=(
            Place(
                id="p1",
                spans=(at(text, "Marsa"),),
                text="Marsa",
                name="Marsa",
                geonames_id=7,
                lat=35.5,
                lon=-14.25,
                country="MT",
                precision="settlement",
                confidence=0.5,
            ),
        ),
        dates=(
            Date(
                id="d1",
                spans=(at(text, "Tuesday"),),
                text="Tuesday",
                kind="date",
                edtf="2025-01-07",
                anchor="2025-01-09",
                basis="published",
            ),
        ),
        figures=(
            Figure(
                id="f1",
                spans=(at(text, boats),),
                text=boats,
                low=41.0,
                high=None,
                bound="at_least",
                unit=None,
                counted="boats",
                counted_spans=(at(text, "boats"),),
                head="boat",
                kind="other",
                date="d1",
                place="p1",
                statement="s2",
            ),
        ),
    )


ADDED = GazetteerEntry(name="Tell Zaytoun", lat=36.25, lon=37.5, precision="point", country="SY", basis="user")
PROBLEM = Problem(
    uri="pages/broken.html", stage="intake", reason="the file is empty: save the page again", error="CaptureError"
)
PROBLEM_WITH_BYTES = Problem(
    uri="pages/noise.bin",
    stage="intake",
    reason="this is binary data, not text: save the page as text",
    error="NotText",
    sha256=sha256_of(b"\x00\x01noise"),
    data=b"\x00\x01noise",
)
