"""The commands that read pages: `open`, `add`, `extract`; and `serve`, which shows what they read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.across import compare_all
from onrecord.cli.ledgers import figure_in_words
from onrecord.cli.options import (
    ArchiveOption,
    DateOption,
    ModelOption,
    PathsArgument,
    PortOption,
    WorkersOption,
    archive_path,
    existing,
)
from onrecord.cli.terminal import counted, data, one_line, progress, say, show
from onrecord.cli.ways_out import ExitCode
from onrecord.reading.finders import DEFAULT, Model
from onrecord.records import Problem, Reading

BrowserOption = Annotated[
    bool, typer.Option("--browser/--no-browser", help="Open the desk in the browser, where there is one.")
]


def open_desk(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH…", help="Pages to add first, as for add.", show_default="what is there"),
    ] = None,
    archive: ArchiveOption = None,
    workers: WorkersOption = None,
    model: ModelOption = DEFAULT,
    date: DateOption = None,
    port: PortOption = 0,
    browser: BrowserOption = True,
) -> None:
    """Add pages, compare them, then open the desk on them in the browser.

    \b
    Examples:
      onrecord open saved/            read a folder, then look at it
      onrecord open                   look at what is in the archive
      onrecord open --no-browser --port 8800
    """
    path = archive_path(ctx, archive)
    if paths:
        _add(path, paths, workers, model, date)
    _serve(path, port, browser)


def add(
    ctx: typer.Context,
    paths: PathsArgument,
    archive: ArchiveOption = None,
    workers: WorkersOption = None,
    model: ModelOption = DEFAULT,
    date: DateOption = None,
) -> None:
    """Read pages and keep them, with who said what, in the archive; compare them with what is there.

    What is in the archive already is passed over, and each page is kept as
    soon as it is read: a run that was stopped goes on where it was. What cannot
    be read is a warning here and a line of `onrecord problems`; only when
    nothing at all could be read is the exit code 3.

    \b
    Examples:
      onrecord add saved/             a folder, with all in it
      onrecord add 'saved/*.html' notes.txt
      onrecord add - < page.html      standard input
      onrecord --archive aleppo.onrecord add saved/
    """
    _add(archive_path(ctx, archive), paths, workers, model, date)


def extract(
    paths: PathsArgument,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="The reading format onrecord/reading/1: one line an article, exact.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Take each input as one article as it stands, character for character.")
    ] = False,
    workers: WorkersOption = None,
    model: ModelOption = DEFAULT,
    date: DateOption = None,
) -> None:
    """Read pages without an archive and print who said what.

    What cannot be read is a warning; only when nothing at all could be read is
    the exit code 3.

    \b
    Examples:
      onrecord extract page.html      to read
      onrecord extract saved/ --jsonl > readings.jsonl
      onrecord extract - --whole --jsonl < article.txt
    """
    from onrecord import extract as readings_of
    from onrecord.exchange import jsonl as lines

    read = problems = 0

    def readings(advance: Callable[[], None]) -> Iterator[Reading]:
        nonlocal read, problems
        uri = None
        for item in readings_of(paths, whole=whole, workers=workers, model=model, date=date, stdin=sys.stdin.buffer):
            now_at = item.uri if isinstance(item, Problem) else item.capture.uri
            if now_at != uri:
                uri = now_at
                advance()
            if isinstance(item, Problem):
                problems += 1
                _warn(item)
            else:
                read += 1
                yield item

    # A bar and data cannot share one terminal.
    with progress("reading pages", lambda: _inputs(paths), shown=not sys.stdout.isatty()) as advance:
        if jsonl:
            lines.write(readings(advance), data())
        else:
            for reading in readings(advance):
                _show_reading(reading)
    say(
        counted(read, "article")
        + (" written" if jsonl else "")
        + (f", {counted(problems, 'problem')}" if problems else "")
    )
    _end(read=read, problems=problems)


def serve(
    ctx: typer.Context, archive: ArchiveOption = None, port: PortOption = 0, browser: BrowserOption = False
) -> None:
    """Serve the desk on 127.0.0.1 until Ctrl-C; its address is printed on stdout.

    \b
    Examples:
      onrecord serve
      onrecord serve --port 8800 --archive aleppo.onrecord
    """
    _serve(archive_path(ctx, archive), port, browser)


def _add(path: Path, paths: list[str], workers: int | None, model: Model, date: str | None) -> None:
    from onrecord import add as add_pages

    done = 0
    with progress("reading pages", lambda: _inputs(paths)) as advance:

        def each(uri: str, problems: tuple[Problem, ...]) -> None:
            nonlocal done
            done += 1
            for problem in problems:
                _warn(problem)
            advance()

        try:
            added = add_pages(path, paths, workers=workers, model=model, date=date, stdin=sys.stdin.buffer, each=each)
        except KeyboardInterrupt:
            say(f"stopped; {counted(done, 'page')} done: the same command goes on from there")
            raise typer.Exit(ExitCode.STOPPED) from None
    say(
        f"{counted(added.new + added.known, 'capture')} ({added.new:,} new, {added.known:,} known), "
        f"{counted(added.articles, 'article')}, {counted(added.statements, 'statement')}, "
        f"{counted(added.problems, 'problem')}" + (": see `onrecord problems`" if added.problems else "")
    )
    if added.new + added.known:
        compare_all(path, said=False)
    _end(read=added.new + added.known, problems=added.problems)


def _inputs(paths: list[str]) -> int:
    """Count the files behind `paths`, so that the time left can be told."""
    from onrecord.intake.walk import Walk

    return sum(1 for _ in Walk().files(paths))


def _serve(path: Path, port: int, browser: bool) -> None:
    from onrecord.desk import serve as serve_desk

    def on_ready(address: str) -> None:
        show(address)
        sys.stdout.flush()
        say("the desk is open; Ctrl-C closes it")

    serve_desk(existing(path), port=port, open_browser=browser and _has_browser(), on_ready=on_ready)


def _has_browser() -> bool:
    """Tell whether a window can be opened; without a display Linux would start a browser inside the terminal."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        return False
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _end(*, read: int, problems: int) -> None:
    if read:
        return
    if not problems:
        say("no article was found there: --whole of `onrecord extract` takes an input as one, as it stands")
    raise typer.Exit(ExitCode.NOTHING_READ)


def _warn(problem: Problem) -> None:
    say(f"{problem.uri}: {problem.reason}")


def _show_reading(reading: Reading) -> None:
    article = reading.article
    about = ", ".join(known for known in (article.outlet, article.published, reading.capture.uri) if known)
    show(f"{article.id}  {one_line(article.title or '(no headline)')}  [{one_line(about)}]")
    for statement in reading.statements:
        source = statement.source
        authority = ", ".join(
            known for known in (source.status, statement.relay and f"through {statement.relay.name}") if known
        )
        who = (source.name or source.text or "unknown") + (f" ({authority})" if authority else "")
        show(one_line(f"{statement.id}  {who} {statement.stance}: {statement.content.text}"))
    for silence in reading.silences:
        show(one_line(f"silent {silence.source or 'unknown'} ({silence.kind}): {silence.text}"))
    for place in reading.places:
        where = "unknown" if place.lat is None else f"{place.lat:.4f}, {place.lon:.4f}"
        about = ", ".join(known for known in (place.name, place.country, place.precision) if known)
        show(one_line(f"{place.id}  {place.text}: {where}" + (f" ({about})" if about else "")))
    for date in reading.dates:
        show(one_line(f"{date.id}  {date.text}: {date.edtf or date.duration or 'unknown'} ({date.kind}, {date.basis})"))
    for figure in reading.figures:
        show(one_line(f"{figure.id}  {figure.text}: {figure_in_words(figure)}"))
    show("")
