"""Where quotation marks open and close, block by block, through the ways pages get them wrong.

Curly, straight, doubled (`''` and ``` `` ``` of wire copy) and angle marks are read. A quotation that is not closed
ends with its block, and goes on in the next block where that one opens with a mark again (the convention of English
typography for a quotation over several paragraphs: each paragraph opens, only the last one closes).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.records import Span

_OPENING = "“«„"
_CLOSING = "”»"
_MARK = re.compile(r"''|``|[\"“”«»„]")


class Quotation(NamedTuple):
    """A stretch between quotation marks in one block."""

    span: Span
    """With its marks."""
    inner: Span
    """Without them."""
    closed: bool
    continues: bool
    """True where it goes on from the block before."""


def quotations(text: str, block: Span, *, continued: bool = False) -> list[Quotation]:
    """Find the quotations in one block. `continued` tells that the block before ended inside one.

    A straight mark opens where it follows a blank, a bracket or a dash, or stands first, and closes elsewhere; a mark
    that can do neither is no quotation mark (inches, seconds). Stretches of no letter are not quotations.
    """
    found: list[Quotation] = []
    start: int | None = None
    opened_at = 0
    curly = False
    for mark in _MARK.finditer(text, block.start, block.end):
        sign = mark.group()
        at, after = mark.start(), mark.end()
        if sign in _OPENING or sign == "``":
            if start is None:
                start, opened_at, curly = at, after, True
            # A second opening mark inside an open quotation: a quotation within, or a forgotten closing mark.
            continue
        if sign in _CLOSING:
            if start is None:
                # A closing mark that nobody opened: the quotation began with the block, if it reads like one.
                if not found and continued:
                    found.append(_made(text, block.start, block.start, at, after, True, continued))
                continue
            found.append(_made(text, start, opened_at, at, after, True, continued and start == block.start))
            start = None
            continue
        # A straight or doubled mark: its neighbours tell which way it faces.
        before = text[at - 1] if at > block.start else " "
        behind = text[after] if after < block.end else " "
        if start is None:
            if before.isdigit() and sign == '"' and not behind.isalpha():
                continue  # 12" pipe
            if behind.isspace() and at > block.start and not before.isspace():
                continue  # faces the wrong way
            start, opened_at, curly = at, after, False
            continue
        found.append(_made(text, start, opened_at, at, after, True, continued and start == block.start))
        # A mark that can only open, while one is open: the first was never closed.
        faces_open = before.isspace() and not behind.isspace()
        start = at if faces_open and not curly else None
        opened_at = after
    if start is not None and opened_at < block.end:
        found.append(_made(text, start, opened_at, block.end, block.end, False, continued and start == block.start))
    return [q for q in found if any(c.isalnum() for c in q.inner.of(text))]


def _made(text: str, start: int, opened_at: int, closed_at: int, end: int, closed: bool, continues: bool) -> Quotation:
    inner_end = max(closed_at, opened_at + 1)
    return Quotation(Span(start, max(end, inner_end)), Span(opened_at, inner_end), closed, continues)


def quotations_of_blocks(text: str, blocks: list[Span]) -> list[list[Quotation]]:
    """Find the quotations of all blocks in order, carrying an unclosed one over to the next block."""
    result: list[list[Quotation]] = []
    open_before = False
    for block in blocks:
        opens = text[block.start] in _OPENING + '"' or text.startswith(("''", "``"), block.start)
        here = quotations(text, block, continued=open_before and opens)
        result.append(here)
        open_before = bool(here) and not here[-1].closed and here[-1].span.end == block.end
    return result
