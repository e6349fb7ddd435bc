"""Whether an article is what its capture says, and a reading what its article says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from onrecord.records import SCHEMA, Article, Date, Figure, Place, Reading, Run, Span, Statement, quote


def article_faults(article: Article, capture: str) -> Iterator[str]:
    """Check an article against the decoded capture, character by character."""
    text = article.text
    runs = sorted(article.offset_map, key=lambda run: run.text_start)
    for run in runs:
        if fault := _run_fault(run, text, capture):
            yield f"the run {list(_numbers(run))} of its offset map {fault}"
    for one, next_ in pairwise(runs):
        if one.text_start + one.text_length > next_.text_start:
            yield f"the runs at {one.text_start} and {next_.text_start} of its offset map overlap"
    covered = 0
    for start, end in [*((run.text_start, run.text_start + run.text_length) for run in runs), (len(text), len(text))]:
        between = text[covered:start]
        if between and not between.isspace():
            yield f"the characters {between.strip()[:40]!r} are in no run of its offset map"
        covered = max(covered, end)
    for name in ("headings", "captions", "credits", "bylines", "datelines", "teasers"):
        spans: tuple[Span, ...] = getattr(article, name)
        if not _inside(spans, text):
            yield f"a span of its {name} ends behind its last character"


def _numbers(run: Run) -> tuple[int, int, int, int]:
    return run.text_start, run.text_length, run.capture_start, run.capture_length


def _run_fault(run: Run, text: str, capture: str) -> str | None:
    start, length, capture_start, capture_length = _numbers(run)
    if start < 0 or capture_start < 0 or length < 1 or capture_length < 1:
        return "is negative or empty"
    if start + length > len(text) or capture_start + capture_length > len(capture):
        return "ends behind the last character"
    stretch = capture[capture_start : capture_start + capture_length]
    if text[start : start + length] != (stretch if length == capture_length else html.unescape(stretch)):
        return "gives characters that the capture does not have there"
    if _ends_inside_reference(capture, capture_start, capture_start + capture_length):
        return "gives characters that the capture does not have there: it ends inside a reference"
    return None


_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")


def _ends_inside_reference(capture: str, start: int, end: int) -> bool:
    """Tell whether the run ends between the `&` and the `;` of a character reference: `&amp` for `&amp;`."""
    at = capture.rfind("&", max(start, end - 40), end)
    found = _REFERENCE.match(capture, at) if at >= 0 else None
    return found is not None and found.end() > end and html.unescape(found[0]) != found[0]


def reading_faults(reading: Reading) -> Iterator[tuple[str, str]]:
    """Check every record against the article's text and against the others; give its name and what is wrong."""
    text = reading.article.text
    if reading.schema != SCHEMA:
        yield "reading", f"is in the format {reading.schema!r}, not {SCHEMA!r}"
    sources = {source.id for source in reading.sources}
    statements = {statement.id for statement in reading.statements}
    if len(sources) < len(reading.sources) or len(statements) < len(reading.statements):
        yield "reading", "two of its records have one id"
    for source in reading.sources:
        if not _inside(source.mentions, text):
            yield f"source {source.id}", "a mention ends behind the last character"
    for statement in reading.statements:
        for what in _statement_faults(statement, text, sources, statements):
            yield f"statement {statement.id}", what
    for name in _in_cycles(reading.statements):
        yield f"statement {name}", "stands inside itself"
    for number, silence in enumerate(reading.silences, 1):
        where = f"silence {number}"
        if fault := _quote_fault(silence.spans, silence.text, text):
            yield where, fault
        if not _inside(silence.source_spans, text):
            yield where, "its source ends behind the last character"
        if silence.source_id is not None and silence.source_id not in sources:
            yield where, f"its source {silence.source_id} is not in the reading"
    ledgers: tuple[tuple[str, tuple[Place | Date | Figure, ...]], ...] = (
        ("place", reading.places),
        ("date", reading.dates),
        ("figure", reading.figures),
    )
    for kind, records in ledgers:
        for record in records:
            if fault := _quote_fault(record.spans, record.text, text):
                yield f"{kind} {record.id}", fault
        if len({record.id for record in records}) < len(records):
            yield "reading", f"two of its {kind}s have one id"
        for record in records:
            if record.statement is not None and record.statement not in statements:
                yield f"{kind} {record.id}", f"its statement {record.statement} is not in the reading"
    yield from _name_faults(reading, sources)
    if reading.anchor is not None and not _inside(reading.anchor.spans, text):
        yield "reading", "its date ends behind the last character"
    yield from _figure_faults(reading)


def _name_faults(reading: Reading, sources: set[str]) -> Iterator[tuple[str, str]]:
    """Check where people and bodies are named: a mention says the name or an alias, and is of one name alone."""
    text = reading.article.text
    if len({name.id for name in reading.names}) < len(reading.names):
        yield "reading", "two of its names have one id"
    for name in reading.names:
        if not name.mentions or not _inside(name.mentions, text):
            yield f"name {name.id}", "a mention ends behind the last character, or there is none"
            continue
        forms = {name.name, *name.aliases}
        wrong = next((said for span in name.mentions if (said := " ".join(span.of(text).split())) not in forms), None)
        if wrong is not None:
            yield f"name {name.id}", f"the characters under a mention are {wrong[:40]!r}, no form of its name"
        if name.source is not None and name.source not in sources:
            yield f"name {name.id}", f"its source {name.source} is not in the reading"
    mentions = sorted(span for name in reading.names for span in name.mentions)
    if any(one.end > next_.start for one, next_ in pairwise(mentions)):
        yield "reading", "two of its names share characters"


def _figure_faults(reading: Reading) -> Iterator[tuple[str, str]]:
    """Check what figures and dates say of other records, and the span of what is counted."""
    known = {
        "place": {place.id for place in reading.places},
        "date": {date.id for date in reading.dates},
        "part_of": {figure.id for figure in reading.figures},
    }
    for date in reading.dates:
        if date.anchor_id is not None and (date.anchor_id not in known["date"] or date.anchor_id == date.id):
            yield f"date {date.id}", f"its anchor {date.anchor_id} is not another date of the reading"
    for figure in reading.figures:
        for field, ids in known.items():
            other = getattr(figure, field)
            if other is not None and other not in ids:
                yield f"figure {figure.id}", f"its {field} {other} is not in the reading"
        if fault := _quote_fault(figure.counted_spans, figure.counted or "", reading.article.text):
            yield f"figure {figure.id}", f"what it counts: {fault}"
        if figure.low is not None and figure.high is not None and figure.low > figure.high:
            yield f"figure {figure.id}", "its least is more than its most"


def _statement_faults(statement: Statement, text: str, sources: set[str], statements: set[str]) -> Iterator[str]:
    for part, record in (("source", statement.source), ("cue", statement.cue), ("content", statement.content)):
        if fault := _quote_fault(record.spans, record.text, text):
            yield f"its {part}: {fault}"
    if statement.relay is not None and not _inside(statement.relay.spans, text):
        yield "its relay ends behind the last character"
    if statement.source.id is not None and statement.source.id not in sources:
        yield f"its source {statement.source.id} is not in the reading"
    if statement.parent is not None and statement.parent not in statements:
        yield f"its parent {statement.parent} is not in the reading"


def _inside(spans: tuple[Span, ...], text: str) -> bool:
    return all(span.end <= len(text) for span in spans)


def _quote_fault(spans: tuple[Span, ...], said: str, text: str) -> str | None:
    if not _inside(spans, text):
        return "a span ends behind the last character"
    if quote(text, spans) != said:
        return f"the characters under its spans are not {said[:40]!r}"
    return None


def _in_cycles(statements: Iterable[Statement]) -> Iterator[str]:
    parents = {statement.id: statement.parent for statement in statements}
    sound: set[str] = set()
    for start in parents:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in sound and at not in path:
            path.append(at)
            at = parents.get(at)
        if at is not None and at in path:
            yield start
        else:
            sound.update(path)
