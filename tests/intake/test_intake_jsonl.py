"""JSON Lines: one page a line, with the date somebody states for it. A bad line costs that line."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import captures
from onrecord.records import Capture, Problem, sha256_of

PAGE = "The bridge at Akre is closed, the mayor said on Friday."


def read(*lines: object) -> list[Capture | Problem]:
    data = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)
    return list(captures(["-"], stdin=BytesIO(data)))


def test_a_line_is_a_page_with_what_is_known_of_it() -> None:
    (page,) = read(
        {"uri": "https://example.org/akre", "date": "2024-12-14", "text": PAGE, "outlet": "Tigris  Daily", "id": 7}
    )
    assert isinstance(page, Capture)
    assert (page.uri, page.published, page.text, page.media_type, page.outlet, page.title) == (
        "https://example.org/akre",
        "2024-12-14",
        PAGE,
        "text/plain",
        "Tigris Daily",
        None,
    )
    assert page.sha256 == sha256_of(PAGE.encode())


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2024-12-14", "2024-12-14"),
        ("2024-12-14T23:10:00+02:00", "2024-12-14"),
        ("2024-12", "2024-12"),
        ("2024", "2024"),
        (None, None),
        ("", None),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(date: str | None, published: str | None) -> None:
    (page,) = read({"text": PAGE, "date": date})
    assert isinstance(page, Capture)
    assert page.published == published


@pytest.mark.parametrize("date", ["14/12/2024", "yesterday", "2024-13-01", "2024-02-30"])
def test_a_date_that_is_none_is_a_problem_and_the_page_is_read_without_it(date: str) -> None:
    problem, page = read({"text": PAGE, "date": date})
    assert isinstance(problem, Problem)
    assert "date" in problem.reason
    assert isinstance(page, Capture)
    assert page.published is None


def test_html_says_its_own_encoding_but_is_unicode_already() -> None:
    (page,) = read({"html": f"<!doctype html><meta charset=windows-1252><p>{PAGE} Café.</p>"})
    assert isinstance(page, Capture)
    assert page.media_type == "text/html"
    assert "Café" in page.text


def test_a_line_that_is_no_page_costs_that_line() -> None:
    found = read({"text": PAGE}, b'{"text": 7}', b"{broken", {"other": 1}, {"text": "  "}, {"text": PAGE + " Again."})
    assert [type(item).__name__ for item in found] == ["Capture", *["Problem"] * 4, "Capture"]
    assert found[-1].uri == "-:6"


def test_a_file_is_told_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps({"text": PAGE}) + "\n\n", "utf-8")
    (page,) = captures([str(path)])
    assert isinstance(page, Capture)
    assert page.uri == f"{path.as_posix()}:1"


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_whatever_the_lines_hold_nothing_raises(lines: list[bytes]) -> None:
    found = read({"text": PAGE}, *lines)
    assert isinstance(found[0], Capture)
