"""Blocks: what a page is cut into before anything is decided about it.

A block is one paragraph, heading, caption, list item or line. Its text knows, through its runs, where every one of its
characters stands in the decoded capture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Flag, auto

from onrecord.records import Run

COLLAPSED = " \t\n\r\f\v\0"
"""What HTML collapses to one space, and NUL, which browsers drop: white space to us in both formats."""

_NOT_ONE_SPACE = re.compile(r"[ \t\n\r\f\v\0]{2,}|[\t\n\r\f\v\0]")
_WORD = re.compile(r"\w[\w'’-]*")
_KEY = re.compile(r"[\W_]+")


class Place(Flag):
    """Where in an HTML page a block stands, as its ancestors' tags and class names tell."""

    NOWHERE = 0
    NAVIGATION = auto()
    ASIDE = auto()
    FOOTER = auto()
    HEADER = auto()
    CAPTION = auto()
    FIGURE = auto()
    FORM = auto()
    COMMENTS = auto()
    RELATED = auto()
    SHARING = auto()
    ADVERTISEMENT = auto()
    HIDDEN = auto()
    MAIN = auto()
    TABLE = auto()
    LIST = auto()
    QUOTE = auto()
    BYLINE = auto()
    DATE = auto()
    CREDIT = auto()
    HEADLINE = auto()
    LEGAL = auto()
    PREFORMATTED = auto()
    BODY = auto()


@dataclass(slots=True)
class Block:
    """One block of the page, and what has been decided about it so far."""

    text: str
    runs: tuple[Run, ...]
    """Runs of `text`; their `text_start` counts from the block's first character."""
    blank: int = 0
    """Blank lines before it (plain text only)."""
    broken: bool = False
    """A rule, a row of stars or an empty heading stands before it."""
    level: int = 0
    """1 to 6 for a heading, 0 for anything else."""
    tag: str = ""
    place: Place = Place.NOWHERE
    container: int = 0
    """Serial number of the element that holds the block beside its siblings."""
    article: int = 0
    """Serial number of the outermost `<article>`; 0 for none."""
    linked: int = 0
    """How many of its characters stand in links."""
    stamp: str = ""
    """The `datetime` of a `<time>` inside it."""
    role: str = ""
    made_by: str = ""
    story: int = 0
    """Which article it belongs to, from 1; 0 for none."""
    witnessed: bool = False
    """The content witness kept it."""
    key: str = field(default="", compare=False)
    """Its letters and digits, lower case: what two sayings of the same headline share."""
    words: int = 0

    def __post_init__(self) -> None:
        self.key = key_of(self.text)
        self.words = count_words(self.text)

    @property
    def start(self) -> int:
        """Where it begins in the decoded capture."""
        return self.runs[0].capture_start

    @property
    def end(self) -> int:
        """Where it ends in the decoded capture."""
        return self.runs[-1].capture_start + self.runs[-1].capture_length

    @property
    def link_share(self) -> float:
        """The part of its characters that stand in links, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text)))


def key_of(text: str) -> str:
    """Give the letters and digits of `text`, case folded."""
    return _KEY.sub("", text).casefold()


def count_words(text: str) -> int:
    """Count the words of `text`."""
    return sum(1 for _ in _WORD.finditer(text))


class TextBuilder:
    """Builds one block's text and its runs from pieces of the capture, white space collapsed as a browser does."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[list[int]] = []
        self._length = 0
        self._space: int | None = None  # a space is owed: where one stands in the capture, or -1
        self._breaks = 0

    def __bool__(self) -> bool:
        return self._length > 0

    def literal(self, capture: str, start: int, end: int) -> int:
        """Add `capture[start:end]` as it stands; give how many characters were added."""
        before = self._length
        at = start
        while at < end and capture[at] in COLLAPSED:
            at += 1
        if at > start:
            self._owe_space(capture, start, at)
        stop = end
        while stop > at and capture[stop - 1] in COLLAPSED:
            stop -= 1
        for gap in _NOT_ONE_SPACE.finditer(capture, at, stop):
            self._add(capture[at : gap.start()], at, gap.start() - at)
            self._owe_space(capture, gap.start(), gap.end())
            at = gap.end()
        if at < stop:
            self._add(capture[at:stop], at, stop - at)
            if stop < end:
                self._owe_space(capture, stop, end)
        return self._length - before

    def reference(self, text: str, start: int, length: int) -> int:
        """Add what the character reference at `start` stands for."""
        if not text.strip(COLLAPSED):
            if text:
                self._owe_space("", 0, 0)
            return 0
        before = self._length
        self._add(text, start, length)
        return self._length - before

    def line_break(self) -> None:
        """Owe a line break."""
        if self._length:
            self._breaks += 1

    @property
    def breaks(self) -> int:
        """How many line breaks are owed since the last character."""
        return self._breaks

    def _owe_space(self, capture: str, start: int, end: int) -> None:
        if self._length and (self._space is None or self._space < 0):
            self._space = capture.find(" ", start, end)

    def _add(self, text: str, start: int, length: int) -> None:
        if self._breaks:
            self._parts.append("\n")
            self._length += 1
        elif self._space is not None:
            self._parts.append(" ")
            if self._space >= 0:
                self._run(1, self._space, 1)
            self._length += 1
        self._breaks = 0
        self._space = None
        self._run(len(text), start, length)
        self._parts.append(text)
        self._length += len(text)

    def _run(self, text_length: int, start: int, length: int) -> None:
        if self._runs and text_length == length:
            last = self._runs[-1]
            if last[1] == last[3] and last[0] + last[1] == self._length and last[2] + last[3] == start:
                last[1] += text_length
                last[3] += length
                return
        self._runs.append([self._length, text_length, start, length])

    def made(self) -> tuple[str, tuple[Run, ...]]:
        """Give the text and its runs, white space of any kind off both ends; an empty text where nothing is left."""
        whole = "".join(self._parts)
        text = whole.strip()
        runs = tuple(Run(*run) for run in self._runs)
        if len(text) == len(whole):
            return text, runs
        start = len(whole) - len(whole.lstrip())
        return text, cut(runs, start, start + len(text))


def cut(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """Give the runs of the stretch `[start, end)` of a block's text, counted from `start`."""
    found = []
    for run in runs:
        begin = max(start, run.text_start)
        stop = min(end, run.text_start + run.text_length)
        if begin >= stop:
            continue
        if run.text_length == run.capture_length:
            offset = run.capture_start - run.text_start
            found.append(Run(begin - start, stop - begin, begin + offset, stop - begin))
        else:
            found.append(Run(run.text_start - start, run.text_length, run.capture_start, run.capture_length))
    return tuple(found)
