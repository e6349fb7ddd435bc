"""A capture taken as one article, as it stands."""

from __future__ import annotations

import re

from onrecord.pages import rules, wording
from onrecord.pages.assemble import with_stated
from onrecord.pages.blocks import Block
from onrecord.pages.language import language_of
from onrecord.records import Article, Capture, Page, Run, Span

_LINE = re.compile(r"[^\r\n]+")


def whole(capture: Capture) -> Page:
    """Take a capture as one article: its text is the decoded capture, character for character.

    The first line is the title where it reads like a headline and a line break follows it. Headings, captions, credits
    and bylines are marked where one line shows what it is; nothing is set aside.
    """
    text = capture.text
    marks = _Marks()
    lines = list(_LINE.finditer(text))
    for number, line in enumerate(lines):
        _mark(marks, text, line, number, len(lines))
    language, basis = language_of(text, None)
    title = marks.headings[0].of(text) if marks.title else None
    based = {"title": "text"} if title else {}
    if language and basis:
        based["language"] = basis
    article = Article(
        id=f"{capture.sha256[:12]}-1",
        title=title,
        text=text,
        language=language,
        basis=dict(sorted(based.items())),
        offset_map=(Run(0, len(text), 0, len(text)),) if text else (),
        headings=tuple(marks.headings),
        captions=tuple(marks.captions),
        credits=tuple(marks.credits),
        bylines=tuple(marks.bylines),
    )
    return with_stated(Page(capture_sha256=capture.sha256, articles=(article,)), capture)


class _Marks:
    def __init__(self) -> None:
        self.title = False
        self.headings: list[Span] = []
        self.captions: list[Span] = []
        self.credits: list[Span] = []
        self.bylines: list[Span] = []


def _mark(marks: _Marks, text: str, line: re.Match[str], number: int, lines: int) -> None:
    words = line[0].strip()
    if not words or len(words) > 600:
        return
    start = line.start() + line[0].index(words)
    span = Span(start, start + len(words))
    block = Block(words, (Run(0, len(words), start, len(words)),))
    if rules.DateLine.role_of(block) or rules.Byline.role_of(block):
        marks.bylines.append(span)
    elif rules.Credit.role_of(block):
        marks.credits.append(span)
    elif rules.Caption.role_of(block):
        marks.captions.append(span)
        credit = wording.credit_in(words, lenient=True)
        if credit:
            marks.credits.append(credit.shift(start))
    elif wording.is_heading_like(words) and not wording.is_sentence(words) and lines > 1:
        if number == 0:
            marks.title = True
            marks.headings.append(span)
        elif number + 1 < lines and len(words) <= 120 and _stands_alone(text, line):
            marks.headings.append(span)


def _stands_alone(text: str, line: re.Match[str]) -> bool:
    """Tell whether a blank line stands before it: in running lines a short one may be the end of a wrapped sentence."""
    before = text[max(0, line.start() - 3) : line.start()]
    return before.count("\n") >= 2
