"""CSV comes back cell by cell, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.interface import ArticleRow, SilenceRow, SourceRow, StatementRow
from onrecord.exchange import articles_csv, silences_csv, sources_csv, statements_csv
from onrecord.exchange.cells import spans_cell, write_cells
from onrecord.records import Marked, Relay, Silence, Source, Span, Statement, StatementSource

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"

# The cells that could go wrong come up often: separators, quotation marks, line ends, formulas, apostrophes.
texts = st.text(
    st.sampled_from(list(",;\"'\r\n\t=+-@ ＝abé“”ق😀\x00\x1b\u2028")) | st.characters(exclude_categories=["Cs"])
)


def read_back(data: bytes) -> list[list[str]]:
    """Read a file as any program does, then take the guard away as `onrecord.exchange.cells` says."""
    rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    return [[re.sub(rf"^'(?='*[{FORMULA_STARTS}])", "", cell) for cell in row] for row in rows]


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=6))
def test_every_cell_comes_back(lines: list[list[str]]) -> None:
    stream = io.BytesIO()
    assert write_cells(("a", "b", "c"), lines, stream) == len(lines)
    assert read_back(stream.getvalue()) == [["a", "b", "c"], *lines]


@given(st.lists(texts, min_size=1))
def test_no_cell_begins_as_a_formula_does(line: list[str]) -> None:
    stream = io.BytesIO()
    write_cells(["h"] * len(line), [line], stream)
    _, written = csv.reader(io.StringIO(stream.getvalue().decode("utf-8"), newline=""))
    assert all(not cell.startswith(tuple(FORMULA_STARTS)) for cell in written)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(0)", "'=HYPERLINK(0)"),
        ("'=1", "''=1"),
        ("'It was night,' she said", "'It was night,' she said"),
        ("ten - or more", "ten - or more"),
    ],
)
def test_only_what_a_spreadsheet_would_run_is_changed(cell: str, written: str) -> None:
    stream = io.BytesIO()
    write_cells(["h"], [[cell]], stream)
    assert list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))[1] == [written]


def test_lines_end_as_rfc_4180_says_without_a_byte_order_mark() -> None:
    stream = io.BytesIO()
    write_cells(("a", "b"), [("x, y", 3), (None, 0.5), ('say "no"', "two\nlines")], stream)
    assert stream.getvalue() == b'a,b\r\n"x, y",3\r\n,0.5\r\n"say ""no""","two\nlines"\r\n'


def test_a_file_name_that_is_no_utf8_does_not_end_the_export() -> None:
    stream = io.BytesIO()
    assert write_cells(["uri"], [["caf\udce9.html"]], stream) == 1
    assert stream.getvalue() == b"uri\r\ncaf\\udce9.html\r\n"


def test_spans_are_written_start_to_end() -> None:
    assert spans_cell((Span(12, 40), Span(55, 60))) == "12-40;55-60"
    assert spans_cell(()) == ""


def test_a_statement_line_says_who_what_and_where() -> None:
    statement = Statement(
        id="s2",
        source=StatementSource(id="p1", spans=(Span(0, 3),), text="she", name="Lina Odeh", status="named"),
        cue=Marked(spans=(Span(4, 8),), text="told"),
        content=Marked(spans=(Span(12, 40), Span(55, 60)), text="no one … was hurt"),
        form="mixed",
        stance="denies",
        relay=Relay(name="Harbour Wire", spans=(Span(9, 11),)),
        parent="s1",
        made_by="ST01",
        confidence=0.75,
    )
    row = StatementRow(
        statement=statement,
        article_id="abababababab-1",
        article_title="Quiet night",
        outlet="Tigris Daily",
        published="2024-12-14",
        uri="saved/a.html",
    )
    source = Source(id="p1", name="Lina Odeh", kind="person", status="named", role="mayor", count=1)
    stream = io.BytesIO()
    assert statements_csv.write([(row, source), (row, None)], stream) == 2
    full, bare = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert full == {
        "article_id": "abababababab-1",
        "title": "Quiet night",
        "outlet": "Tigris Daily",
        "published": "2024-12-14",
        "statement": "s2",
        "source": "Lina Odeh",
        "status": "named",
        "role": "mayor",
        "count": "1",
        "cue": "told",
        "content": "no one … was hurt",
        "form": "mixed",
        "stance": "denies",
        "relay": "Harbour Wire",
        "parent": "s1",
        "made_by": "ST01",
        "confidence": "0.75",
        "uri": "saved/a.html",
        "source_spans": "0-3",
        "cue_spans": "4-8",
        "content_spans": "12-40;55-60",
    }
    assert (bare["role"], bare["count"]) == ("", "")


article = ArticleRow(
    id="abababababab-1",
    title=None,
    outlet="Tigris Daily",
    byline=None,
    published="2024-12-14",
    language="en",
    uri="a.html",
    sha256="ab" * 32,
    words=120,
    statements=3,
    sources=2,
    silences=1,
)
silence = SilenceRow(
    silence=Silence(
        source="the ministry", kind="no_response", spans=(Span(5, 9),), text="did not answer", made_by="SI01"
    ),
    article_id="abababababab-1",
    article_title="Quiet night",
    outlet=None,
    published=None,
    uri="a.html",
)
source = SourceRow(
    name="Lina Odeh",
    kind="person",
    status="named",
    statements=3,
    articles=1,
    silences=0,
    roles=("mayor", "candidate"),
    affiliations=(),
)


@pytest.mark.parametrize(
    ("write", "row", "line"),
    [
        (articles_csv.write, article, {"id": "abababababab-1", "title": "", "words": "120", "silences": "1"}),
        (silences_csv.write, silence, {"source": "the ministry", "kind": "no_response", "spans": "5-9"}),
        (sources_csv.write, source, {"name": "Lina Odeh", "roles": "mayor; candidate", "affiliations": ""}),
    ],
)
def test_the_other_lists_have_a_line_a_row(
    write: Callable[[Iterable[Any], io.BytesIO], int], row: msgspec.Struct, line: dict[str, str]
) -> None:
    stream = io.BytesIO()
    assert write([row], stream) == 1
    (read,) = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert line.items() <= read.items()
    assert None not in read.values()
    assert None not in read
