"""The options that several commands share, and what they mean."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.reading.finders import Model
from onrecord.records import ArchiveError, Form, Stance, Status, days_of

if TYPE_CHECKING:  # SQLite is not needed to print help
    from onrecord.archive.interface import Archive

PROJECT = Path("project.onrecord")
"""The archive where none is named, in the folder one works in."""

EVERYTHING = sys.maxsize
"""The limit that is none."""

TABLE_ROWS = 50
"""How many rows a table shows where no limit is given; an export gives all."""

ArchiveOption = Annotated[
    Path | None,
    typer.Option("--archive", metavar="FILE", help="The archive: one file a project.", show_default=str(PROJECT)),
]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Files, folders with all in them, globs; - reads standard input."),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="How many processes read; the result is the same.", show_default="by CPUs"),
]
ModelOption = Annotated[
    Model,
    typer.Option(help="What finds who said what; docs/models/attribution.md says what each learnt from."),
]
PortOption = Annotated[
    int,
    typer.Option(min=0, max=65535, metavar="N", help="The desk's port on 127.0.0.1; 0 takes a free one."),
]
LimitOption = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="How many rows; 0 for all.", show_default=f"{TABLE_ROWS}, exports all"),
]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="One JSON record a line, exact.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="CSV with a header, safe to open in a spreadsheet.")]

SourceOption = Annotated[str | None, typer.Option(metavar="NAME", help="The source's name, or part of it.")]
StatusOption = Annotated[Status | None, typer.Option(help="On whose authority.")]
StanceOption = Annotated[Stance | None, typer.Option(help="What the source does with it.")]
FormOption = Annotated[Form | None, typer.Option(help="Quoted, reported, or both.")]
RelayOption = Annotated[str | None, typer.Option(metavar="NAME", help="Through whom it came (told Reuters).")]
ConfidenceOption = Annotated[
    float | None, typer.Option(min=0, max=1, metavar="X", help="Leave out those less sure than this, 0 to 1.")
]
OutletOption = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet of the article.")]
ArticleOption = Annotated[str | None, typer.Option(metavar="ID", help="The article's id.")]
PlaceOption = Annotated[str | None, typer.Option(metavar="NAME", help="A place's name, or part of it.")]
CountryOption = Annotated[
    str | None, typer.Option(metavar="CODE", help="The country of that place, ISO 3166-1 alpha-2 (SY).")
]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DAY", help="Not before this day, YYYY-MM-DD.", callback=lambda day: _day(day))
]
UntilOption = Annotated[
    str | None, typer.Option(metavar="DAY", help="Not after this day, YYYY-MM-DD.", callback=lambda day: _day(day))
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="EDTF",
        help="The articles' own date where the page has none: 2024-12-14, 2024-12, 2024.",
        callback=lambda date: _date(date),
    ),
]
WordsOption = Annotated[str | None, typer.Option(metavar="WORDS", help='Words that stand in it; "…" for a phrase.')]


def _day(given: str | None) -> str | None:
    """Check a day a person gives. Raises BadParameter where no calendar has it."""
    if given is not None and (len(given) != 10 or days_of(given)[0] != given):
        raise typer.BadParameter(f"{given} is no day: give it as YYYY-MM-DD")
    return given


def _date(given: str | None) -> str | None:
    """Check a date a person gives for articles: a day, a month or a year. Raises BadParameter for what is none."""
    if given is not None and (not re.fullmatch(r"\d{4}(-\d\d){0,2}", given) or days_of(given) == (None, None)):
        raise typer.BadParameter(f"{given} is no date: give it as 2024-12-14, 2024-12 or 2024")
    return given


def archive_path(ctx: typer.Context, given: Path | None) -> Path:
    """Give the archive named after the command, else before it, else in ONRECORD_ARCHIVE, else the default."""
    path: Path = given or ctx.obj
    return path


@contextmanager
def reading_archive(ctx: typer.Context, given: Path | None) -> Iterator[Archive]:
    """Open the archive to read it, for the time of a `with` block."""
    from onrecord import open_archive

    with open_archive(existing(archive_path(ctx, given)), read_only=True) as archive:
        yield archive


def existing(path: Path) -> Path:
    """Give `path`; raise `ArchiveError` where no file is there, rather than make an empty one."""
    if not path.exists():
        raise ArchiveError(f"no archive at {path}: `onrecord add PATH` makes one, --archive FILE names another")
    return path
