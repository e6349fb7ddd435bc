"""The cells of a CSV file (RFC 4180): how a value is written, and what keeps a spreadsheet from running it.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is taken for a formula by spreadsheets, and a page
can hold such a text on purpose. It is written with an apostrophe in front, as OWASP advises ("CSV Injection"). A cell
that begins with apostrophes *and then* such a character gets one more, so that the rule can be undone without doubt:
where apostrophes are followed by one of these characters, take one apostrophe away. Every other cell is exact.

Unknown is an empty cell. Spans are written `12-40;55-60`: half-open, code points of the article's text.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from onrecord.records import Span, Statement

Cell = str | int | float | None

# The full-width forms are read as formulas by spreadsheets of Japanese and Chinese locales.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write_cells(header: Sequence[str], lines: Iterable[Sequence[Cell]], stream: BinaryIO) -> int:
    """Write a header and one line a sequence of cells; give the number of lines without the header."""
    # A file name may hold bytes that are no UTF-8 (lone surrogates here): written as \udcXX rather than lost.
    writer = csv.writer(codecs.getwriter("utf-8")(stream, "backslashreplace"), lineterminator="\r\n")
    writer.writerow(header)
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007 - the count is what the caller is told
        writer.writerow([_guarded(cell) for cell in line])
    return count


def claimant_of(statement: Statement | None) -> str | None:
    """Give who makes a statement, as far as the text names somebody; None for the outlet's own voice."""
    return None if statement is None else statement.source.name or statement.source.text or "unknown"


def spans_cell(spans: Iterable[Span]) -> str:
    """Write spans as `12-40;55-60`."""
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def _guarded(cell: Cell) -> Cell:
    if isinstance(cell, str) and _FORMULA.match(cell):
        return "'" + cell
    return cell
