"""Plain text to blocks: a line is a block, and the lines of a hard-wrapped paragraph are one."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from onrecord.pages.blocks import Block, TextBuilder
from onrecord.pages.rules import Marker

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*(?:\r\n|[\r\n\f\v\x85\u2028\u2029]|\Z)")
_HEADING_MARK = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\0"


class Line:
    """One line of the capture, its ends trimmed."""

    __slots__ = ("blank", "end", "indent", "start", "text")

    def __init__(self, capture: str, start: int, end: int, blank: int) -> None:
        raw = capture[start:end]
        left = raw.lstrip(_BLANK)
        self.indent = len(raw) - len(left)
        self.start = start + self.indent
        self.text = left.rstrip(_BLANK)
        self.end = self.start + len(self.text)
        self.blank = blank


def blocks_of(capture: str) -> list[Block]:
    """Cut a plain text into its blocks. Linear in the length of `capture`; never raises."""
    lines = _lines(capture)
    width = wrap_width(lines)
    blocks: list[Block] = []
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not (width and continues(paragraph[-1], line, width)):
            blocks.extend(_blocks(capture, paragraph))
            paragraph = []
        paragraph.append(line)
    if paragraph:
        blocks.extend(_blocks(capture, paragraph))
    return blocks


def _lines(capture: str) -> list[Line]:
    found = []
    blank = 0
    for match in _LINE.finditer(capture):
        if match.end() == match.start():
            continue
        line = Line(capture, match.start(), match.end(), blank)
        if line.text:
            found.append(line)
            blank = 0
        else:
            blank += 1
    return found


def wrap_width(lines: list[Line]) -> int:
    """Give the column at which the text was wrapped by hand or by a wire; 0 where lines are whole paragraphs."""
    long = sorted(len(line.text) for line in lines if len(line.text) >= 30)
    if len(long) < 3 or not 45 <= median(long) <= 100:
        return 0
    width = long[int(len(long) * 0.95)]
    if width > 110:
        return 0
    touching = [(one, two) for one, two in pairwise(lines) if not two.blank and len(one.text) >= 30]
    running_on = sum(1 for _, two in touching if two.text[0].islower())
    return width if len(touching) >= 2 and running_on >= 0.3 * len(touching) else 0


def continues(line: Line, following: Line, width: int) -> bool:
    """Tell whether `following` is the same paragraph: it touches, is not indented, and its first word had no room."""
    if following.blank or (following.indent > line.indent + 1 and not line.text[-1:].isspace()):
        return False
    room = width - line.indent - len(line.text)
    return len(following.text.split(None, 1)[0]) + 1 > room - 8


def _blocks(capture: str, paragraph: list[Line]) -> list[Block]:
    first = paragraph[0]
    mark = _HEADING_MARK.match(first.text) if len(paragraph) == 1 else None
    if mark:
        at = first.start
        sign, rest = TextBuilder(), TextBuilder()
        sign.literal(capture, at, at + len(mark[1]))
        rest.literal(capture, at + mark.end(), first.end)
        marker = _block(sign, first.blank)
        marker.role, marker.made_by = "marker", Marker.code
        heading = _block(rest, first.blank)
        heading.level = len(mark[1])
        return [marker, heading]
    text = TextBuilder()
    for index, line in enumerate(paragraph):
        if index:
            text.literal(capture, paragraph[index - 1].end, line.start)
        text.literal(capture, line.start, line.end)
    return [_block(text, first.blank)]


def _block(text: TextBuilder, blank: int) -> Block:
    words, runs = text.made()
    return Block(words, runs, blank=blank)
