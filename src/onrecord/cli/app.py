"""The command `onrecord` and what holds for all of its commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import across, checks, ledgers, lists, matters, pages_in
from onrecord.cli.options import PROJECT
from onrecord.cli.ways_out import Commands

app = typer.Typer(
    name="onrecord",
    cls=Commands,
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables: the texts someone is working on
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("open")(pages_in.open_desk)
app.command()(pages_in.add)
app.command()(pages_in.extract)
app.command()(across.compare)
app.command()(lists.statements)
app.command()(lists.silences)
app.command()(lists.sources)
app.add_typer(ledgers.places_app, name="places")
app.command()(ledgers.dates)
app.command()(ledgers.figures)
app.add_typer(matters.stories_app, name="stories")
app.add_typer(matters.claims_app, name="claims")
app.add_typer(matters.identity_app, name="identity")
app.command()(lists.articles)
app.command()(across.reprints)
app.command()(across.versions)
app.command()(lists.search)
app.command()(checks.verify)
app.command()(checks.explain)
app.command()(lists.problems)
app.command()(pages_in.serve)


def _version(wanted: bool) -> None:
    if wanted:
        import onrecord

        typer.echo(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    ctx: typer.Context,
    archive: Annotated[
        Path,
        typer.Option(
            "--archive",
            metavar="FILE",
            envvar="ONRECORD_ARCHIVE",
            help="The archive: one file a project. May also stand after the command.",
        ),
    ] = PROJECT,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and stop.")
    ] = False,
) -> None:
    """Who said what, on whose authority, through whom: each line traceable to the page as it was captured.

    \b
    Examples:
      onrecord open saved/            read saved pages, look at them
      onrecord statements --csv       every statement, for a spreadsheet
      onrecord verify                 check every span against the kept pages
      onrecord explain                what each rule does, and where it fails

    Nothing leaves this machine. Data goes to stdout, everything else to stderr.
    """
    ctx.obj = archive


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a question mark rather than end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(prog_name="onrecord")
