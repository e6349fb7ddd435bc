"""From what a person names — files, folders, globs, `-` — to files to read, in an order that does not change.

A folder is walked depth first, its entries sorted by name; hidden entries and the companion folders that browsers
save beside a page (`page.html`, `page_files/`) are passed over. Links are followed; each file and folder is visited
once, however many names lead to it.
"""

from __future__ import annotations

import glob
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from onrecord.intake.formats import format_by_suffix
from onrecord.intake.page import problem
from onrecord.records import CaptureError, Problem

STDIN = "-"

_COMPANION = "_files"
_LINE_BREAKERS = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Marks that turn the direction of what follows: a name could hide its own suffix behind them.
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(path: str) -> str:
    """Give a path as it may stand in JSON, a database and one line of a terminal.

    Bytes that are not UTF-8 and characters that break or turn a line become escapes (`\\xe9`); the separator is `/`,
    and `./` is dropped.
    """
    return "".join(_escaped(char) for char in PurePath(path).as_posix())


def _escaped(char: str) -> str:
    if "\udc80" <= char <= "\udcff":  # a byte that is not UTF-8, as Python carries it in file names
        return f"\\x{ord(char) - 0xDC00:02x}"
    if unicodedata.category(char) in _LINE_BREAKERS or char in _DIRECTION_MARKS:
        return char.encode("unicode_escape").decode("ascii")
    return char


def os_problem(path: str, error: OSError) -> Problem:
    """Give the problem of a file or folder that the operating system would not let us read."""
    cause = error.strerror or type(error).__name__
    match error:
        case FileNotFoundError():
            remedy = "check the name, and that it was not moved or deleted meanwhile"
        case PermissionError():
            remedy = "give yourself the right to read it"
        case _:
            remedy = "check it and the disk it is on"
    return problem(printable(path), type(error), f"{cause[0].lower()}{cause[1:]}: {remedy}")


class _Level(NamedTuple):
    """A folder that is being walked."""

    path: str
    real: str
    """The path without links: what tells one folder from another."""
    entries: Iterator[os.DirEntry[str]]


class Walk:
    """Finds files, each once over all the names given."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def files(self, names: Iterable[str]) -> Iterator[str | Problem]:
        """Give the paths of the files behind each name in turn, or why there are none. `-` comes back as it is."""
        for name in names:
            if name == STDIN:
                if self._first_visit(STDIN):
                    yield STDIN
            elif os.path.lexists(name):
                yield from self._named(name)
            else:
                yield from self._glob(name)

    def _first_visit(self, real: str) -> bool:
        first = real not in self._seen
        self._seen.add(real)
        return first

    def _glob(self, pattern: str) -> Iterator[str | Problem]:
        try:
            matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - a Path would refuse absolute patterns
        except ValueError:  # no name of a file holds a NUL
            matches = []
        if not matches:
            reason = "no file or folder matches: check the pattern"
            if not glob.has_magic(pattern):
                reason = "there is no such file or folder: check the name"
            yield problem(printable(pattern), FileNotFoundError, reason)
        for match in matches:
            yield from self._named(match)

    def _named(self, name: str) -> Iterator[str | Problem]:
        try:
            is_folder = stat.S_ISDIR(os.stat(name).st_mode)  # noqa: PTH116 - a Path would drop a final slash
        except OSError as error:
            yield os_problem(name, error)
            return
        real = os.path.realpath(name)
        if not self._first_visit(real):
            return
        if not is_folder:
            yield name
            return
        empty = True
        for found in self._folder(name, real):
            empty = False
            yield found
        if empty:
            yield problem(printable(name), CaptureError, "the folder holds no file to read: check the name")

    def _folder(self, top: str, real_top: str) -> Iterator[str | Problem]:
        """Walk a folder with a stack of our own: folders may lie deeper than Python recurses."""
        stack: list[_Level] = []
        try:
            stack.append(_list(top, real_top))
        except OSError as error:
            yield os_problem(top, error)
        while stack:
            level = stack[-1]
            entry = next(level.entries, None)
            if entry is None:
                stack.pop()
                continue
            try:
                real = os.path.realpath(entry.path) if entry.is_symlink() else f"{level.real}/{entry.name}"
                if not entry.is_dir():
                    if self._first_visit(real):
                        yield entry.path
                elif any(real == above.real for above in stack):
                    reason = "the folder contains itself by a link: remove the link, or leave it; nothing is lost"
                    yield problem(printable(entry.path), CaptureError, reason)
                elif self._first_visit(real):
                    stack.append(_list(entry.path, real))
            except OSError as error:
                yield os_problem(entry.path, error)


def _list(path: str, real: str) -> _Level:
    """Open a folder: its entries by name, without the hidden ones and the companions of saved pages."""
    with os.scandir(path) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    pages = {PurePath(entry.name).stem for entry in entries if format_by_suffix(entry.name)}
    kept = (
        entry
        for entry in entries
        if not entry.name.startswith(".")
        and not (entry.name.endswith(_COMPANION) and entry.name.removesuffix(_COMPANION) in pages)
    )
    return _Level(path, real, kept)
