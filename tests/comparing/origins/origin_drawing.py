"""Articles drawn one under the other, so that a person can see through whom each statement came and what is one origin.

Each article begins with a line `--- outlet · day`, `?` for what nobody knows; articles are numbered as they are added.
Under a line of text stand its statements, one row each: `=` under the source, `~` under the content, `^` under who was told,
then the statement's id, the source's status (`own` for the outlet's own voice) and, where they matter, its identity (`i1`),
`of` whom it is, `in` which statement it stands, and `direct`. The last lines, after `===`, are the answer: through whom each
came, what is surely or perhaps one and why, and the count.
"""

from __future__ import annotations

import itertools
import re
from typing import Any

from onrecord.comparing import Compared, decide
from onrecord.comparing.origins import Carried, Known, carried, in_words, origins
from onrecord.records import (
    Article,
    CaptureReference,
    Likeness,
    Marked,
    Origins,
    Reading,
    Relay,
    Said,
    Source,
    Span,
    Statement,
    StatementSource,
)
from onrecord.vocabulary.publishers import agency_of

_ROW = re.compile(r"^(?P<signs>[=~^ ]*[=~^]) {2,}(?P<label>s\d.*)$")
_SENDER = CaptureReference(sha256="0" * 64, uri="drawing", fetched_at=None, media_type="text/plain")


def redrawn(drawing: str) -> str:
    """Give the drawing as it comes out now."""
    readings = _readings(drawing)
    found, statements = _found(readings)
    body = [line for line in drawing.split("\n") if not line.startswith("=== ")]
    return "\n".join([*body, *_pipes(statements), *_links(found), f"=== {in_words(found, _outlets(readings))}"])


def codes_in(drawing: str) -> set[str]:
    """Give the rules that had a part in a drawing."""
    return {match[0] for match in re.finditer(r"\bOR\d\d\b", redrawn(drawing))}


def origins_of(drawing: str) -> Origins:
    """Give the origins of all statements of a drawing."""
    return _found(_readings(drawing))[0]


def statements_of(drawing: str) -> list[Carried]:
    """Give all statements of a drawing."""
    return _found(_readings(drawing))[1]


def likenesses_of(readings: list[Reading]) -> list[Likeness]:
    """Compare all articles with each other."""
    sides = [Compared.of(reading) for reading in readings]
    pairs = (decide(one, other) for one, other in itertools.combinations(sides, 2))
    return [likeness for likeness in pairs if likeness is not None]


def _found(readings: list[Reading]) -> tuple[Origins, list[Carried]]:
    statements = [
        one
        for order, reading in enumerate(readings)
        for one in carried(
            reading, order, {s.id: Known(id=s.id, name=s.name) for s in reading.sources if s.id[0] == "i"}
        )
    ]
    return origins(statements, likenesses_of(readings)), statements


def _outlets(readings: list[Reading]) -> dict[str, str | None]:
    return {reading.article.id: reading.article.outlet for reading in readings}


def _readings(drawing: str) -> list[Reading]:
    articles: list[tuple[str, list[str]]] = []
    for line in drawing.split("\n"):
        if line.startswith("--- "):
            articles.append((line[4:], []))
        elif not line.startswith("=== "):
            articles[-1][1].append(line)
    return [_reading(str(number), header, lines) for number, (header, lines) in enumerate(articles, start=1)]


def _reading(number: str, header: str, lines: list[str]) -> Reading:
    outlet, day = [*(None if field == "?" else field for field in header.split(" · ")), None][:2]
    text = "\n".join(line for line in lines if not _ROW.match(line))
    statements: list[Statement] = []
    sources: dict[str, Source] = {}
    at, above = 0, ""
    for line in lines:
        row = _ROW.match(line)
        if row is None:
            at, above = at + (len(above) + 1 if above else 0), line
            continue
        statement, source = _statement(text, row["label"], *(_spans(row["signs"], sign, at) for sign in "=~^"))
        statements.append(statement)
        if source is not None:
            sources.setdefault(source.id, source)
    first = text.split("\n")[0]
    return Reading(
        capture=_SENDER,
        article=Article(
            id=number,
            title=first if text.count(first) > 1 else None,
            text=text,
            outlet=outlet,
            published=day,
        ),
        sources=tuple(sources.values()),
        statements=tuple(statements),
    )


def _spans(signs: str, sign: str, at: int) -> tuple[Span, ...]:
    return tuple(Span(at + m.start(), at + m.end()) for m in re.finditer(re.escape(sign) + "+", signs))


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


def _statement(
    text: str, label: str, source: tuple[Span, ...], content: tuple[Span, ...], relay: tuple[Span, ...]
) -> tuple[Statement, Source | None]:
    fields: dict[str, Any] = {"of": None, "in": None}
    label = re.sub(r"^(s\d+) ", r"\1 ", label)
    head, _, of = label.partition(" of ")
    fields["of"] = of or None
    words = head.split()
    if "in" in words:
        fields["in"] = words[words.index("in") + 1]
    status: Any = words[1] if words[1] not in ("own", "open") else None
    identity = next((word for word in words if re.fullmatch(r"[ip]\d+", word)), None)
    name = _words(text, source) or None
    record = None
    if identity or (status and name and agency_of(name)):
        kind = "outlet" if name and agency_of(name) else "person"
        record = Source(
            id=identity or "p1", name=name or "", kind=kind, status=status or "named", affiliation=fields["of"]
        )
    statement = Statement(
        id=words[0],
        source=StatementSource(
            id=record.id if record else None,
            spans=source,
            text=name or "",
            name=name,
            status=status,
        ),
        cue=Marked(spans=(), text=""),
        content=Marked(spans=content, text=_words(text, content)),
        form="direct" if "direct" in words else "indirect",
        stance="asserts",
        relay=Relay(name=_words(text, relay), spans=relay) if relay else None,
        parent=fields["in"],
        made_by="drawing",
        confidence=1.0,
    )
    return statement, record


def _pipes(statements: list[Carried]) -> list[str]:
    drawn: list[str] = []
    for one in statements:
        article = one.said.article
        said = f"{article} {one.said.statement}"
        for where, pipes in ((article, one.carriage.text), (said, one.carriage.spoken)):
            for pipe in pipes:
                words = f" “{pipe.cited.text}”" if pipe.cited else ""
                line = f"=== {where} · {pipe.made_by} {pipe.name}{'' if pipe.sure else ', unsure'}{words}"
                if line not in drawn:
                    drawn.append(line)
    return drawn


def _links(found: Origins) -> list[str]:
    return [
        f"=== {link.evidence.made_by} {'surely' if link.sure else 'perhaps'} one · {_said(link.one)}, {_said(link.other)}"
        f" · {link.evidence.text}"
        for link in found.links
    ]


def _said(said: Said) -> str:
    return f"{said.article} {said.statement}"
