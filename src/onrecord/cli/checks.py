"""The commands one checks Onrecord with: `verify` its records against the pages, `explain` its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from onrecord.cli.options import ArchiveOption, reading_archive
from onrecord.cli.terminal import counted, say, show, table
from onrecord.cli.ways_out import ExitCode
from onrecord.records import Span

if TYPE_CHECKING:
    from onrecord.archive.interface import Archive


def verify(ctx: typer.Context, archive: ArchiveOption = None) -> None:
    """Read every capture again from its kept bytes and check every span against it.

    Prints what was checked, or a list of what is not as captured; then the exit
    code is 1.

    \b
    Examples:
      onrecord verify
      onrecord verify --archive aleppo.onrecord || echo 'do not publish from this'
    """
    with reading_archive(ctx, archive) as kept:
        failures = tuple(kept.verify())
        if failures:
            table(("where", "reason"), [(failure.where, failure.reason) for failure in failures])
            say(f"{counted(len(failures), 'check')} failed")
            raise typer.Exit(ExitCode.CHECK_FAILED)
        totals = kept.totals()
        show(
            f"{counted(totals.captures, 'capture')}, {counted(totals.articles, 'article')} and "
            f"{counted(_spans_kept(kept), 'span')} checked: all as captured"
        )


def explain(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="A rule's code, as made_by in a record gives it.", show_default="a list"),
    ] = None,
) -> None:
    """Say what a rule does, with examples and its known limits; without a code, list all rules.

    \b
    Examples:
      onrecord explain                all rules
      onrecord explain ST01           the rule that a record names in made_by
    """
    from onrecord._functions import explain as page_of
    from onrecord._functions import rules

    if code is not None:
        show(page_of(code).rstrip("\n"))
        return
    known = rules()
    table(("code", "title"), [(rule.code, rule.title) for rule in known])
    say(counted(len(known), "rule"))


def _spans_kept(archive: Archive) -> int:
    return sum(_spans_in(reading) for reading in archive.readings())


def _spans_in(record: object) -> int:
    """Count the spans that a record and the records in it hold."""
    if isinstance(record, Span):
        return 1
    if isinstance(record, msgspec.Struct):
        return sum(_spans_in(getattr(record, field)) for field in record.__struct_fields__)
    if isinstance(record, tuple):
        return sum(map(_spans_in, record))
    return 0
