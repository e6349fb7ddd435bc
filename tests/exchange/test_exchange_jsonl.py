"""JSON lines are exact: what is read back is what was written."""

from __future__ import annotations

import io

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.interface import StatementRow
from onrecord.exchange import jsonl
from onrecord.records import (
    Article,
    CaptureReference,
    Marked,
    Reading,
    Silence,
    Span,
    Statement,
    StatementSource,
    reading_from_json,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def reading(title: str, text: str) -> Reading:
    return Reading(
        capture=CaptureReference(sha256="ab" * 32, uri="a.txt", fetched_at=None, media_type="text/plain"),
        article=Article(id="abababababab-1", title=title, text=text),
        silences=(Silence(source=None, kind="declined", spans=(Span(0, 4), Span(6, 9)), text="no … one"),),
    )


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_readings_come_back_as_they_were_one_a_line(pages: list[tuple[str, str]]) -> None:
    readings = [reading(title, text) for title, text in pages]
    stream = io.BytesIO()
    assert jsonl.write(readings, stream) == len(readings)
    lines = stream.getvalue().split(b"\n")
    assert lines.pop() == b""
    assert [reading_from_json(line) for line in lines] == readings


def test_a_statement_row_names_its_article_and_spans_are_pairs() -> None:
    row = StatementRow(
        statement=Statement(
            id="s1",
            source=StatementSource(id=None, spans=(), text="", name=None, status=None),
            cue=Marked(spans=(Span(7, 11),), text="said"),
            content=Marked(spans=(Span(12, 20),), text="no one …"),
            form="indirect",
            stance="asserts",
            relay=None,
            parent=None,
            made_by="ST01",
            confidence=0.5,
        ),
        article_id="abababababab-1",
        article_title=None,
        outlet=None,
        published=None,
        uri="a.txt",
    )
    stream = io.BytesIO()
    assert jsonl.write([row], stream) == 1
    written = msgspec.json.decode(stream.getvalue())
    assert written["article_id"] == "abababababab-1"
    assert written["outlet"] is None
    assert written["statement"]["cue"] == {"spans": [[7, 11]], "text": "said"}
