"""An archive made by hand, so that the commands are tested without a language model."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from onrecord import open_archive
from onrecord.records import (
    Article,
    Capture,
    CaptureReference,
    Date,
    Figure,
    Form,
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
    Stance,
    Statement,
    StatementSource,
    Status,
    sha256_of,
)

QUIET_NIGHT = """Quiet night in Akre

“No one was hurt,” said Mayor Lina Odeh.

Two officials told Harbour Wire that the depot had been empty. The mayor denied that the depot was hers.

The ministry did not answer."""

# What a page could hold to hurt the person who lists it: a window title, a bell, markup, a reversed line, a formula.
HOSTILE = "\x1b]0;owned\x07[bold red]=Alert[/] \u202eevil\x9b31m\n\n=HYPERLINK(0), said Odeh."


def capture_of(text: str, uri: str) -> Capture:
    data = text.encode()
    return Capture(sha256=sha256_of(data), uri=uri, media_type="text/plain", data=data, encoding="utf-8")


def span_of(text: str, words: str) -> Span:
    (found,) = re.finditer(re.escape(words), text)
    return Span(*found.span())


class Told:
    """Builds the reading of one text, statement by statement."""

    def __init__(self, text: str, uri: str, *, outlet: str | None = None) -> None:
        self.capture = capture_of(text, uri)
        self.article = Article(
            id=f"{self.capture.sha256[:12]}-1",
            title=text.partition("\n")[0],
            text=text,
            outlet=outlet,
            published="2024-12-14" if outlet else None,
            offset_map=(Run(0, len(text), 0, len(text)),),
            headings=(Span(0, len(text.partition("\n")[0])),),
        )
        self.statements: list[Statement] = []
        self.sources: dict[str, Source] = {}
        self.silences: list[Silence] = []
        self.places: list[Place] = []
        self.dates: list[Date] = []
        self.figures: list[Figure] = []

    def says(
        self,
        source: str,
        cue: str,
        content: str,
        *,
        name: str,
        status: Status = "named",
        role: str | None = None,
        count: int | None = 1,
        form: Form = "indirect",
        stance: Stance = "asserts",
        relay: str | None = None,
        confidence: float = 0.9,
    ) -> Told:
        text = self.article.text
        who = self.sources.setdefault(
            name,
            Source(
                id=f"p{len(self.sources) + 1}",
                name=name,
                kind="person" if status == "named" else "group",
                status=status,
                role=role,
                count=count,
                mentions=(span_of(text, source),),
            ),
        )
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                source=StatementSource(
                    id=who.id, spans=(span_of(text, source),), text=source, name=name, status=status
                ),
                cue=Marked(spans=(span_of(text, cue),), text=cue),
                content=Marked(spans=(span_of(text, content),), text=content),
                form=form,
                stance=stance,
                relay=Relay(name=relay, spans=(span_of(text, relay),)) if relay else None,
                parent=None,
                made_by="ST01",
                confidence=confidence,
            )
        )
        return self

    def silent(self, source: str, text: str) -> Told:
        self.silences.append(
            Silence(source=source, kind="no_response", spans=(span_of(self.article.text, text),), text=text)
        )
        return self

    def happens(self, where: str, when: str, edtf: str, how_many: str, low: float, counted: str, by: str) -> Told:
        """Give it a place in Syria, a day, and a figure of `counted` that the statement `by` claims, then and there."""

        def said(words: str) -> Any:
            return {"spans": (span_of(self.article.text, words),), "text": words, "statement": by}

        place = Place(
            id=f"pl{len(self.places) + 1}",
            name=where.title(),
            geonames_id=7,
            lat=35.5,
            lon=36.25,
            country="SY",
            precision="settlement",
            confidence=0.8,
            **said(where),
        )
        date = Date(
            id=f"d{len(self.dates) + 1}", kind="date", edtf=edtf, anchor="2024-12-14", basis="published", **said(when)
        )
        figure = Figure(
            id=f"f{len(self.figures) + 1}",
            low=low,
            high=None,
            bound="at_least",
            unit=None,
            counted=counted,
            counted_spans=(span_of(self.article.text, counted),),
            head=counted.removesuffix("s"),
            kind="detained",
            date=date.id,
            place=place.id,
            **said(how_many),
        )
        self.places.append(place)
        self.dates.append(date)
        self.figures.append(figure)
        return self

    @property
    def reading(self) -> Reading:
        return Reading(
            capture=CaptureReference.of(self.capture),
            article=self.article,
            sources=tuple(self.sources.values()),
            statements=tuple(self.statements),
            silences=tuple(self.silences),
            places=tuple(self.places),
            dates=tuple(self.dates),
            figures=tuple(self.figures),
        )

    @property
    def page(self) -> Page:
        return Page(capture_sha256=self.capture.sha256, articles=(self.article,))


def quiet_night() -> Told:
    return (
        Told(QUIET_NIGHT, "saved/quiet.txt", outlet="Tigris Daily")
        .says("Mayor Lina Odeh", "said", "No one was hurt", name="Lina Odeh", role="mayor", form="direct")
        .says(
            "Two officials",
            "told",
            "the depot had been empty",
            name="Two officials",
            status="anonymous",
            count=2,
            relay="Harbour Wire",
            confidence=0.4,
        )
        .says("The mayor", "denied", "the depot was hers", name="Lina Odeh", stance="denies")
        .silent("The ministry", "The ministry did not answer.")
    )


ARRESTS = """Arrests in Afrin

At least 12 farmers were held near AFRIN on Friday, Mayor Lina Odeh said."""


def arrests() -> Told:
    content = "At least 12 farmers were held near AFRIN on Friday"
    return (
        Told(ARRESTS, "saved/arrests.txt", outlet="Tigris Daily")
        .says("Mayor Lina Odeh", "said", content, name="Lina Odeh", role="mayor")
        .happens("AFRIN", "Friday", "2024-12-13", "At least 12", 12.0, "farmers", "s1")
    )


def hostile() -> Told:
    return Told(HOSTILE, "saved/hostile.txt").says("Odeh", "said", "=HYPERLINK(0)", name="[red]\x1b[2JOdeh")


def fill(path: Path, *stories: Told) -> Path:
    """Keep stories in an archive at `path`, and one problem."""
    problem = Problem(
        uri="saved/photo.txt",
        stage="intake",
        reason="this is a JPEG, not text: save the page as HTML",
        error="NotText",
        data=b"\xff\xd8",
        sha256=sha256_of(b"\xff\xd8"),
    )
    with open_archive(path) as archive:
        for told in stories:
            archive.add(told.capture, told.page, [told.reading], made_by="test")
        archive.add_problem(problem)
    return path
