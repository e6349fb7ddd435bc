"""What a person sees: data on stdout, everything else on stderr, and nothing that could drive their terminal.

The text of a captured page is hostile. On a terminal it could move the cursor, set the window's title, or reverse the
direction of a line so that it reads as something else; `harmless` makes such characters visible instead.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

# C0 and C1 controls but for the tab and line ends, overrides and isolates of writing direction, lone surrogates.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]"
    r"|\r(?!\n)"
)


def harmless(text: str) -> str:
    """Make every character visible that would drive a terminal: the escape character as `␛`, others as `\\u009b`.

    Line ends and tabs stay. The second form is the one JSON uses, so a line of JSON still means the same.
    """
    return _HARMFUL.sub(_visible, text)


def one_line(text: str) -> str:
    """Give harmless text on one line, each stretch of white space one space."""
    return " ".join(harmless(text).split())


def say(line: str) -> None:
    """Tell the person something, on stderr."""
    print(f"onrecord: {one_line(line)}", file=sys.stderr)  # noqa: T201 - this is the one place for it


def show(text: str) -> None:
    """Print lines of data on stdout."""
    print(harmless(text))  # noqa: T201 - this is the one place for it


def data() -> BinaryIO:
    """Give stdout for a format: exact when it goes to a file or a program, harmless on a terminal."""
    sys.stdout.flush()
    return cast(BinaryIO, _HarmlessBytes(sys.stdout.buffer)) if sys.stdout.isatty() else sys.stdout.buffer


def counted(number: int, noun: str) -> str:
    """Give `no statements`, `1 statement`, `1,234 statements`; `2 stories`, `3 likenesses`."""
    if number == 1:
        return f"1 {noun}"
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + ("es" if noun.endswith("s") else "s")
    return f"{number:,} {plural}" if number else f"no {plural}"


def table(header: Sequence[str], lines: Sequence[Sequence[str | int | None]]) -> None:
    """Print a table on stdout: with rules and wrapped cells on a terminal, else one aligned line a row.

    Unknown is `-`. The last column is the long one. Without lines nothing is printed.
    """
    if not lines:
        return
    cells = [["-" if cell is None or cell == "" else one_line(str(cell)) for cell in line] for line in lines]
    if sys.stdout.isatty():
        _rich_table(header, cells)
    else:
        _plain_table(header, cells)


@contextmanager
def progress(what: str, count: Callable[[], int], *, shown: bool = True) -> Iterator[Callable[[], None]]:
    """Show a bar with rate and time left on stderr while the block runs; give the function that moves it on by one.

    `count` says how much there is to do; it is not asked where there is no terminal on stderr, or nothing is `shown`.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "")

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # or data would go to stderr
    )
    with bar:
        task = bar.add_task(what, total=count())
        yield lambda: bar.advance(task)


class _HarmlessBytes(io.BufferedIOBase):
    """UTF-8 bytes on their way to a terminal. Each write must end where a character does."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: Any, /) -> int:
        self._stream.write(harmless(bytes(data).decode("utf-8")).encode("utf-8"))
        return len(data)

    def flush(self) -> None:
        self._stream.flush()


def _visible(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else f"\\u{code:04x}"


def _rich_table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in header:
        # An identifier is there to be copied: it stays on one line as long as there is room for it.
        drawn.add_column(
            name,
            overflow="fold",
            no_wrap=name in ("article", "id", "statement", "code"),
            justify="right" if _is_count(name) else "left",
        )
    for line in lines:
        drawn.add_row(*(Text(cell) for cell in line))  # Text: square brackets of a page are no markup
    Console(highlight=False).print(drawn)


def _plain_table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    from rich.cells import cell_len  # Arabic and Chinese have their own widths

    rows = [[name.upper() for name in header], *lines]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(header) - 1)]
    for row in rows:
        padded = [
            " " * (width - cell_len(cell)) + cell if _is_count(name) else cell + " " * (width - cell_len(cell))
            for name, cell, width in zip(header, row, widths, strict=False)
        ]
        show("  ".join([*padded, row[-1]]))


_COUNTS = frozenset(
    {"words", "statements", "sources", "silences", "articles", "lat", "lon", "low", "high", "population"}
)


def _is_count(name: str) -> bool:
    return name in _COUNTS
