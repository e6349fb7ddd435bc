"""What `import onrecord` offers. A name that leaves this list breaks someone's program: say so in the changelog."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import onrecord
from onrecord.reading import DEFAULT

PUBLIC = [
    "Added",
    "Anchor",
    "Archive",
    "ArchiveError",
    "Article",
    "ArticleRow",
    "Belonging",
    "Capture",
    "CaptureError",
    "CaptureReference",
    "Change",
    "Cited",
    "Claim",
    "Comparison",
    "Date",
    "DateRow",
    "Difference",
    "Evidence",
    "Failure",
    "Figure",
    "FigureRow",
    "Filter",
    "Furniture",
    "GazetteerEntry",
    "Hit",
    "Identity",
    "Kept",
    "Ledger",
    "Likeness",
    "LikenessRow",
    "Link",
    "Listing",
    "Marked",
    "Member",
    "Name",
    "NotText",
    "OnrecordError",
    "Opposition",
    "Origin",
    "Origins",
    "Page",
    "Passage",
    "Place",
    "PlaceRow",
    "Problem",
    "Reading",
    "Relay",
    "Run",
    "Said",
    "Setting",
    "Side",
    "Silence",
    "SilenceRow",
    "Source",
    "SourceRow",
    "Span",
    "Spot",
    "Stated",
    "Statement",
    "StatementRow",
    "StatementSource",
    "Story",
    "TooLarge",
    "Totals",
    "UnknownCode",
    "VersionRow",
    "VocabularyError",
    "Wording",
    "__version__",
    "add",
    "capture_spans",
    "compare",
    "explain",
    "extract",
    "open_archive",
    "read_page",
    "read_text",
    "reading_from_json",
    "to_json",
]


def test_the_public_names_are_these_and_sorted() -> None:
    assert onrecord.__all__ == PUBLIC
    assert sorted(PUBLIC) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_name_is_there(name: str) -> None:
    value = getattr(onrecord, name)
    assert name in dir(onrecord)
    if name != "__version__":
        assert value.__doc__


def test_a_misspelt_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'read_txt'"):
        onrecord.read_txt  # type: ignore[attr-defined]  # noqa: B018


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert onrecord.__version__ == version("onrecord")


def test_import_onrecord_imports_nothing_heavy() -> None:
    code = "import sys, onrecord; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "onrecord" in loaded
    assert not loaded & {"spacy", "trafilatura", "fastapi", "uvicorn", "typer", "rich", "msgspec", "sqlite3", "torch"}


@pytest.mark.parametrize("name", ["add", "extract", "read_page", "read_text"])
def test_the_functions_read_with_the_model_that_the_commands_read_with(name: str) -> None:
    assert inspect.signature(getattr(onrecord, name)).parameters["model"].default == DEFAULT
