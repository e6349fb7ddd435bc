"""Articles with their statements drawn by hand, and what denials and claims come of them.

An article is its text; under each line stand its statements, a row each: `=` under the source, `~` under the content,
then id, stance and cue; a toll in the content is drawn below it, `#` under its number, then its kind and what it counts.
All articles are of one story. A line `--- day` begins a further article; articles are numbered from 1 in their order. The last
lines, after `===`, are the answer: what each denial points at, then what claims there are.

Whether two statements say the same is decided here by a plain stand-in for the trained comparison, so that a drawing
shows what is done with the answer: three quarters of the words in common say the same, but with "open" against "closed"
they contest, and with other numbers they are nothing to each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from onrecord.comparing.claims import Met, Voice, denials, denials_of, place, voices
from onrecord.comparing.claims.gather import SaidAgain, single
from onrecord.records import (
    Article,
    CaptureReference,
    Evidence,
    Figure,
    Marked,
    Opposition,
    Reading,
    Said,
    Source,
    Span,
    Statement,
    StatementSource,
    Wording,
)

_ROW = re.compile(r"^(?P<signs>[=~ ]*[=~]) {3,}(?P<id>s\d+) (?P<stance>\w+) (?P<cue>\S.*?) *$")
_TOLL = re.compile(r"^ *(?P<signs>#+) {3,}(?P<kind>\w+) (?P<thing>\w+) *$")
_SENDER = CaptureReference(sha256="0" * 64, uri="drawing", fetched_at=None, media_type="text/plain")
_OPPOSITES = ({"open", "opened"}, {"clos", "closed"})


@dataclass(frozen=True)
class Answer:
    """What the stand-in says of two statements."""

    relation: Literal["same", "contests"] | None
    score: float
    evidence: tuple[Evidence, ...] = ()
    made_by: str = "CL05"


def alike(one: Voice, other: Voice) -> Answer:
    """Tell what two statements are to each other, by their words alone."""
    shared, all_ = one.terms & other.terms, one.terms | other.terms
    for side, against in (_OPPOSITES, _OPPOSITES[::-1]):
        if one.terms & side and other.terms & against and len(shared) >= 2:
            return Answer("contests", 0.9)
    if one.numbers != other.numbers:
        return Answer(None, 0.0)
    share = len(shared) / len(all_) if all_ else 0.0
    return Answer("same" if share >= 0.75 else None, share)


def redrawn(drawing: str) -> str:
    """Give the drawing as it comes out now."""
    body = [line for line in drawing.split("\n") if not line.startswith("=== ")]
    return "\n".join([*body, *answers(readings(drawing))])


def readings(drawing: str) -> list[Reading]:
    """Make the readings that a drawing shows, in their order."""
    found: list[tuple[str | None, list[str]]] = []
    for line in drawing.split("\n"):
        if line.startswith("--- "):
            found.append((line[4:], []))
        elif not line.startswith("=== "):
            if not found:
                found.append((None, []))
            found[-1][1].append(line)
    return [_reading(str(number), day, lines) for number, (day, lines) in enumerate(found, 1)]


def answers(articles: list[Reading]) -> list[str]:
    """Give what comes of the articles: what denials point at, contests, and the claims."""
    gathered = gather(articles)
    many = len(articles) > 1
    lines = [_opposed(opposition, many) for opposition in gathered.oppositions]
    claims = [
        f"=== {members[-1].made_by} {name} “{members[0].text}”: {', '.join(_id(m.article, m.statement, True) for m in members)}"
        for name, members in gathered.claims.items()
    ]
    repeats = [
        f"=== {SaidAgain.code} {_id(*said, True)} says {_id(first.article, first.statement, True)} again"
        for said, first in gathered.again
    ]
    # In one article the denials are what is drawn; claims are drawn across articles, and of denials across not again.
    return [
        *lines,
        *(claims if many and not any(o.relation == "denies" for o in gathered.oppositions) else []),
        *repeats,
    ]


@dataclass
class Gathered:
    """What is kept while articles are gathered one by one."""

    claims: dict[str, list[Wording]] = field(default_factory=dict)
    oppositions: list[Opposition] = field(default_factory=list)
    again: list[tuple[tuple[str, str], Said]] = field(default_factory=list)


def gather(articles: list[Reading]) -> Gathered:
    """Gather the statements of articles as the archive does, every earlier statement a candidate."""
    kept = Gathered()
    before: list[Met] = []
    for reading in articles:
        denying = {denial.statement: denial for denial in denials_of(reading)}
        known = {voice.statement: voice for voice in voices(reading)}
        for one in reading.statements:
            voice = known[one.id]
            mets = [
                met._replace(claim=_claim(kept, met.voice), wordings=_wordings(kept, before, met.voice))
                for met in before
            ]
            placed = place(voice, mets, alike, denial=denying.get(one.id), parent=one.parent)
            if placed.started:
                kept.claims[f"c{len(kept.claims) + 1}"] = list(placed.started)
            for gone in placed.unites:
                kept.claims[placed.claim or ""] += kept.claims.pop(gone)
            if placed.claim is not None:
                kept.claims[placed.claim] += placed.joined
            for wording in placed.alone:
                _alone(kept, wording)
            if placed.repeats is not None:
                kept.again.append(((voice.article, voice.statement), placed.repeats))
            kept.oppositions += placed.oppositions
            before.append(Met(voice, denial=denying.get(one.id), parent=one.parent, together=True))
        for opposition in denials(reading):
            if len(articles) > 1 and opposition.other is None:
                continue
            if opposition.other is not None:
                _alone(kept, single(known[opposition.other], opposition))
            kept.oppositions.append(opposition)
    return kept


def _claim(kept: Gathered, voice: Voice) -> str | None:
    for name, members in kept.claims.items():
        if any((m.article, m.statement) == (voice.article, voice.statement) for m in members):
            return name
    return None


def _wordings(kept: Gathered, before: list[Met], voice: Voice) -> tuple[Voice, ...]:
    members = {(m.article, m.statement) for m in kept.claims.get(_claim(kept, voice) or "", ())}
    return tuple(met.voice for met in before if (met.voice.article, met.voice.statement) in members)


def _alone(kept: Gathered, wording: Wording) -> None:
    if not any(
        (m.article, m.statement) == (wording.article, wording.statement) for ms in kept.claims.values() for m in ms
    ):
        kept.claims[f"c{len(kept.claims) + 1}"] = [wording]


def _opposed(opposition: Opposition, many: bool) -> str:
    one = _id(opposition.article, opposition.statement, many)
    if opposition.other is not None:
        return f"=== {opposition.made_by} {one} {opposition.relation} {_id(opposition.other_article, opposition.other, many)}"
    words = f"“{opposition.target.text}”" if opposition.target else "what it does not say"
    return f"=== {opposition.made_by} {one} {opposition.relation} {words}"


def _id(article: str, statement: str, many: bool) -> str:
    return f"{article}/{statement}" if many else statement


def _reading(article: str, day: str | None, lines: list[str]) -> Reading:
    text = "\n".join(line for line in lines if not _ROW.match(line) and not _TOLL.match(line))
    statements, sources = [], {}  # type: tuple[list[Statement], dict[str, Source]]
    figures: list[Figure] = []
    at = 0
    above = ""
    for line in lines:
        row = _ROW.match(line)
        toll = _TOLL.match(line)
        if toll is not None:
            span = Span(at + toll.start("signs"), at + toll.end("signs"))
            figures.append(_figure(f"f{len(figures) + 1}", span, text, toll["kind"], toll["thing"]))
            continue
        if row is None:
            at, above = at + (len(above) + 1 if above else 0), line
            continue
        source, content = (
            tuple(Span(at + m.start(), at + m.end()) for m in re.finditer(f"{sign}+", row["signs"])) for sign in "=~"
        )
        name = " ".join(span.of(text) for span in source)
        if name:
            sources.setdefault(name, Source(id=f"p{len(sources) + 1}", name=name, kind="unknown", status="named"))
        statements.append(
            Statement(
                id=row["id"],
                source=StatementSource(
                    id=sources[name].id if name else None, spans=source, text=name, name=name or None, status="named"
                ),
                cue=Marked(spans=(), text=row["cue"]),
                content=Marked(spans=content, text=" … ".join(span.of(text) for span in content)),
                form="indirect",
                stance=row["stance"],  # type: ignore[arg-type]
                relay=None,
                parent=None,
                made_by="drawing",
                confidence=1.0,
            )
        )
    return Reading(
        capture=_SENDER,
        article=Article(id=article, title=None, text=text, published=day),
        statements=tuple(statements),
        sources=tuple(sources.values()),
        figures=tuple(figures),
    )


def _figure(id_: str, span: Span, text: str, kind: str, thing: str) -> Figure:
    value = float(span.of(text))
    return Figure(
        id=id_,
        spans=(span,),
        text=span.of(text),
        low=value,
        high=value,
        bound="exactly",
        unit=None,
        counted=thing,
        thing=thing,
        kind=kind,  # type: ignore[arg-type]
        date=None,
        place=None,
        statement=None,
    )
