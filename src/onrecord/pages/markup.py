"""HTML to blocks, in one pass over the decoded capture, every character's place kept.

A tokenizer of our own, because offsets must be exact and hostile pages must cost linear time: it follows the HTML
standard's tokenization for tags, attributes, comments, raw text and character references (WHATWG HTML, 13.2.5), and as
much of tree construction as block boundaries need (implied end tags of `p`, `li`, `td`, `option` …; end tags that match
nothing are dropped). Nothing in the page is run or fetched.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import NamedTuple

from onrecord.pages.blocks import Block, Place, TextBuilder
from onrecord.records import Run

_DEEPEST_SEARCH = 512
"""How far an end tag looks for its start tag; browsers limit nesting to the same depth."""

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol optgroup option p pre search "
    "section select summary table tbody td textarea tfoot th thead tr ul".split()
)
_VOID_TAGS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SKIPPED_TAGS = frozenset("audio canvas iframe noembed noframes object script style svg template video".split())
_TEXT_HOLDERS = frozenset("p li h1 h2 h3 h4 h5 h6 dt dd figcaption caption summary legend blockquote pre".split())
"""Tags whose text stands beside its siblings in the parent element."""
_CLOSES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
"""Tags that end an open tag of the first set, looked for as far as a tag of the second."""

_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(>)|(=?[^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+)""",
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,24}+;?|#[xX][0-9a-fA-F]{1,24}+;?|[a-zA-Z][a-zA-Z0-9]{0,31}+;?)")
_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
"""Where a tag, comment or declaration begins; any other `<` is text."""
_NAME = re.compile(r"[a-zA-Z][^\s/>\0]*+")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_CONCEALED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_TAG_PLACES = {
    "nav": Place.NAVIGATION,
    "menu": Place.NAVIGATION,
    "aside": Place.ASIDE,
    "footer": Place.FOOTER,
    "header": Place.HEADER,
    "figcaption": Place.CAPTION,
    "figure": Place.FIGURE,
    "form": Place.FORM,
    "select": Place.FORM,
    "button": Place.FORM,
    "textarea": Place.FORM,
    "fieldset": Place.FORM,
    "main": Place.MAIN,
    "table": Place.TABLE,
    "ul": Place.LIST,
    "ol": Place.LIST,
    "dl": Place.LIST,
    "blockquote": Place.QUOTE,
    "time": Place.DATE,
    "pre": Place.PREFORMATTED,
    "noscript": Place.HIDDEN,
}

_NAME_PLACES = (
    (re.compile(r"nav(?!y)\w*|menus?|breadcrumbs?|mega-?menu|navbar|toolbar|skip-?(link|to|nav)\w*"), Place.NAVIGATION),
    (re.compile(r"side-?bar|aside|(left|right)-?(rail|col|column)|rail|widgets?|widget-area"), Place.ASIDE),
    (re.compile(r"footer|site-?footer|page-?footer|global-?footer|colophon|contentinfo"), Place.FOOTER),
    (re.compile(r"site-?header|page-?header|global-?header|masthead|banner"), Place.HEADER),
    (re.compile(r"(wp-)?caption(-?text)?|image-?caption|photo-?caption|figure-?caption|media-?caption"), Place.CAPTION),
    (
        re.compile(
            r"comments?|comments?-?(list|area|section|body|content|wrapper|form|thread|respond)|disqus\w*|respond"
        ),
        Place.COMMENTS,
    ),
    (
        re.compile(
            r"related\w*|recommend\w*|recirc\w*|more-?(stories|news|from|on)|read-?(more|next|also)|also-?(read|like)|"
            r"trending|popular|most-?(read|viewed|popular)|teasers?|outbrain|taboola|latest-?news|you-?may-?\w+"
        ),
        Place.RELATED,
    ),
    (re.compile(r"(social|share|sharing|sharedaddy|addthis|follow-?us)(-?\w+)?"), Place.SHARING),
    (
        re.compile(r"ads?|advert|advertisement|ad-?(slot|unit|container|wrapper|box|label)|sponsor(ed)?|promo"),
        Place.ADVERTISEMENT,
    ),
    (re.compile(r"(by-?line|authors?|author-?name|post-?author|entry-?author)"), Place.BYLINE),
    (
        re.compile(r"(date-?line|dates?|published|pub-?date|datepublished|time-?stamp|post-?date|entry-?date)"),
        Place.DATE,
    ),
    (re.compile(r"(photo|image|picture|img)-?(credits?|source)|credits?|copyright-?holder"), Place.CREDIT),
    (re.compile(r"headline|entry-?title|post-?title|article-?title"), Place.HEADLINE),
    (
        re.compile(
            r"cookies?(-?\w+)?|gdpr|consent|newsletter(-?\w+)?|subscribe|subscription|paywall|copyright|legal|disclaimer"
        ),
        Place.LEGAL,
    ),
    (re.compile(r"article-?body|story-?body|entry-?content|post-?content|article-?content|articlebody"), Place.BODY),
)


class _Open(NamedTuple):
    """One open element."""

    name: str
    block: bool
    place: Place
    serial: int
    container: int
    article: int
    level: int
    linked: bool
    concealed: bool
    """Inline and hidden, inside a block that is not."""


@dataclass
class Head:
    """What a page says about itself outside its visible text."""

    title: str | None = None
    language: str | None = None
    metas: list[tuple[str, str]] = field(default_factory=list)
    """(`property`, `name` or `itemprop`, lower case; `content`), in page order."""
    canonical: str | None = None
    saved_from: str | None = None
    json_ld: list[str] = field(default_factory=list)
    times: list[tuple[str, bool]] = field(default_factory=list)
    """The `datetime` of each `<time>`, and whether the page marks it as the publication's."""
    tags: int = 0
    depth: int = 0
    """How many tags there are and how deep they nest: what a parser that recurses must survive."""


def blocks_of(capture: str) -> tuple[list[Block], Head]:
    """Cut an HTML page into its blocks, in page order. Linear in the length of `capture`; never raises."""
    reader = _Reader(capture)
    reader.read()
    return reader.blocks, reader.head


class _Reader:
    def __init__(self, capture: str) -> None:
        self.capture = capture
        self.blocks: list[Block] = []
        self.head = Head()
        self._root = _Open("", True, Place.NOWHERE, 0, 0, 0, 0, False, False)
        self._stack: list[_Open] = [self._root]
        self._count: dict[str, int] = {}
        self._serial = 0
        self._text = TextBuilder()
        self._concealed = TextBuilder()
        self._at: _Open = self._root
        self._linked = 0
        self._stamp = ""
        self._broken = False
        self._heading_filled = True
        self._places: dict[tuple[str, str, str, str], Place] = {}
        self._never_closed: set[str] = set()

    def read(self) -> None:
        capture = self.capture
        end = len(capture)
        at = 0
        while at < end:
            found = _MARKUP.search(capture, at)
            opening = found.start() if found else end
            if opening > at:
                self._characters(at, opening)
            if opening >= end:
                break
            at = self._markup(opening)
        self._flush()

    # Tokenization. Each of these gives where the next token starts.

    def _markup(self, at: int) -> int:
        capture = self.capture
        following = capture[at + 1 : at + 2]
        if following == "!":
            return self._declaration(at)
        if following == "?":
            return self._after(">", at)
        if following == "/":
            name = _NAME.match(capture, at + 2)
            if not name:
                return self._after(">", at)
            stop, _ = self._attributes(name.end())
            self._end_tag(name[0].lower())
            return stop
        name = _NAME.match(capture, at + 1)
        if not name:
            return self._after(">", at)
        stop, attributes = self._attributes(name.end())
        return self._start_tag(name[0].lower(), attributes, stop)

    def _declaration(self, at: int) -> int:
        capture = self.capture
        if not capture.startswith("<!--", at):
            return self._after(">", at)
        if capture.startswith((">", "->"), at + 4):
            return capture.index(">", at + 4) + 1
        close = capture.find("-->", at + 4)
        stop = len(capture) if close < 0 else close
        if self.head.saved_from is None:
            saved = _SAVED_FROM.search(capture, at, min(stop, at + 2048))
            if saved:
                self.head.saved_from = saved[1]
        return len(capture) if close < 0 else close + 3

    def _after(self, mark: str, at: int) -> int:
        found = self.capture.find(mark, at)
        return len(self.capture) if found < 0 else found + 1

    def _attributes(self, at: int) -> tuple[int, dict[str, str]]:
        found: dict[str, str] = {}
        if self.capture.startswith(">", at):
            return at + 1, found
        end = len(self.capture)
        while at < end:
            one = _ATTRIBUTE.match(self.capture, at)
            if one is None or one.end() == at:
                return at + 1, found
            at = one.end()
            if one[1]:
                return at, found
            if one[2]:
                found.setdefault(one[2].lower(), one[3] or one[4] or one[5] or "")
        return end, found

    # Tree construction, as far as blocks need it.

    def _start_tag(self, name: str, attributes: dict[str, str], stop: int) -> int:
        self.head.tags += 1
        if name in _SKIPPED_TAGS:
            return self._skip(name, attributes, stop)
        if name == "title":
            return self._title(stop)
        if name in _VOID_TAGS:
            self._void(name, attributes)
            return stop
        if name in ("html", "body"):
            if name == "html" and self.head.language is None:
                self.head.language = attributes.get("lang") or attributes.get("xml:lang")
            return stop
        if name == "head":
            return stop
        if name in _BLOCK_TAGS:
            self._flush()
            if name != "button":
                self._close("p", frozenset({"button", "table", "td", "th"}))
            if name in _CLOSES:
                self._close_any(*_CLOSES[name])
        elif name == "a":
            self._close("a", frozenset())
        self._push(name, attributes)
        return stop

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._stack[-1]
        block = name in _BLOCK_TAGS
        self._serial += 1
        level = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else parent.level
        if level and not parent.level:
            self._heading_filled = False
        place = parent.place | self._place(name, attributes, parent)
        container = parent.container if not block or name in _TEXT_HOLDERS else self._serial
        article = parent.article or (self._serial if name == "article" else 0)
        hidden_here = Place.HIDDEN in place and Place.HIDDEN not in parent.place
        concealed = not block and (parent.concealed or hidden_here)
        linked = parent.linked or name == "a"
        self._stack.append(_Open(name, block, place, self._serial, container, article, level, linked, concealed))
        self._count[name] = self._count.get(name, 0) + 1
        self.head.depth = max(self.head.depth, len(self._stack))
        if name == "time" and attributes.get("datetime"):
            stamp = attributes["datetime"]
            self._stamp = self._stamp or stamp
            if len(self.head.times) < 50:
                published = "pubdate" in attributes or "datepublished" in attributes.get("itemprop", "").lower()
                self.head.times.append((stamp, published))
        elif "itemprop" in attributes and "content" in attributes and len(self.head.metas) < 500:
            self.head.metas.append((attributes["itemprop"].lower(), _unescape(attributes["content"])))

    def _place(self, name: str, attributes: dict[str, str], parent: _Open) -> Place:
        place = _TAG_PLACES.get(name, Place.NOWHERE)
        if name == "header" and (parent.article or Place.MAIN in parent.place):
            place = Place.NOWHERE
        if not attributes:
            return place
        if "hidden" in attributes or ("style" in attributes and _CONCEALED.search(attributes["style"])):
            place |= Place.HIDDEN
        names = (
            attributes.get("class", ""),
            attributes.get("id", ""),
            attributes.get("role", ""),
            attributes.get("itemprop", "") or attributes.get("rel", ""),
        )
        if any(names):
            if names not in self._places:
                self._places[names] = _place_of(" ".join(names))
            place |= self._places[names]
        return place

    def _void(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self._text.line_break()
            if self._text.breaks > 1:
                self._flush()
        elif name == "hr":
            self._flush()
            self._broken = True
        elif name == "img":
            self._heading_filled = True
        elif name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if key and attributes.get("content") and len(self.head.metas) < 500:
                self.head.metas.append((key.strip().lower(), _unescape(attributes["content"]).strip()))
        elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.head.canonical = self.head.canonical or _unescape(attributes.get("href", "")).strip() or None

    def _skip(self, name: str, attributes: dict[str, str], stop: int) -> int:
        if name in self._never_closed or (self.capture.startswith("/", stop - 2) and name != "style"):
            return stop  # `<iframe …/>`: pages saved as XML close it so
        close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.capture, stop)
        if close is None:
            self._never_closed.add(name)
            return len(self.capture) if name in ("script", "style") else stop
        if name == "script" and "ld+json" in attributes.get("type", "").lower() and len(self.head.json_ld) < 20:
            self.head.json_ld.append(self.capture[stop : close.start()])
        return self._after(">", close.start())

    def _title(self, stop: int) -> int:
        if "title" in self._never_closed:
            return stop
        close = re.compile(r"</title(?=[\s/>])", re.IGNORECASE).search(self.capture, stop)
        if close is None:
            self._never_closed.add("title")
            return stop
        if self.head.title is None:
            self.head.title = " ".join(_unescape(self.capture[stop : close.start()]).split()) or None
        return self._after(">", close.start())

    def _end_tag(self, name: str) -> None:
        if name == "br":
            self._void("br", {})
            return
        if name in ("html", "body", "head"):
            return
        if name in _BLOCK_TAGS:
            self._flush()
            scope = frozenset() if name in ("table", "td", "th", "tr", "tbody") else frozenset({"td", "th", "table"})
            self._close(name, scope)
        else:
            self._close(name, _BLOCK_TAGS)

    def _close(self, name: str, scope: frozenset[str]) -> None:
        """Pop up to the nearest open `name`, not looking beyond a tag of `scope`."""
        if self._count.get(name, 0):
            self._close_any(frozenset({name}), scope - {name})

    def _close_any(self, names: frozenset[str], scope: frozenset[str]) -> None:
        stack = self._stack
        lowest = max(0, len(stack) - _DEEPEST_SEARCH)
        for index in range(len(stack) - 1, lowest, -1):
            if stack[index].name in names:
                for open_ in stack[index:]:
                    self._count[open_.name] -= 1
                    if open_.level and not stack[index - 1].level and not self._heading_filled:
                        self._broken = True
                        self._heading_filled = True
                del stack[index:]
                return
            if stack[index].name in scope:
                return

    # Text.

    def _characters(self, start: int, end: int) -> None:
        capture = self.capture
        top = self._stack[-1]
        if Place.PREFORMATTED in top.place and capture.find("\n", start, end) >= 0:
            for line in re.compile(r"[^\n]+|\n").finditer(capture, start, end):
                if line[0] == "\n":
                    self._void("br", {})
                else:
                    self._add(line.start(), line.end())
            return
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        capture = self.capture
        top = self._stack[-1]
        text = self._concealed if top.concealed else self._text
        began = bool(text)
        added = 0
        at = start
        if capture.find("&", start, end) >= 0:
            for reference in _REFERENCE.finditer(capture, start, end):
                character, length = _resolve(reference[0])
                if not length:
                    continue
                if reference.start() > at:
                    added += text.literal(capture, at, reference.start())
                added += text.reference(character, reference.start(), length)
                at = reference.start() + length
        if at < end:
            added += text.literal(capture, at, end)
        if not added or top.concealed:
            return
        if not began:
            self._at = top
        if top.linked:
            self._linked += added
        if top.level:
            self._heading_filled = True

    def _flush(self) -> None:
        self._flush_text()
        if self._concealed:
            text, runs = self._concealed.made()
            if text:
                self.blocks.append(Block(text=text, runs=runs, place=Place.HIDDEN))
            self._concealed = TextBuilder()

    def _flush_text(self) -> None:
        if not self._text:
            if self._text.breaks:
                self._text = TextBuilder()
            return
        text, runs = self._text.made()
        if text:
            self.blocks.append(self._block(text, runs))
            self._broken = False
        self._text = TextBuilder()
        self._linked = 0
        self._stamp = ""

    def _block(self, text: str, runs: tuple[Run, ...]) -> Block:
        at = self._at
        tag = at.name
        if not at.block:
            tag = next((open_.name for open_ in reversed(self._stack[-_DEEPEST_SEARCH:]) if open_.block), "")
        return Block(
            text=text,
            runs=runs,
            broken=self._broken,
            level=at.level,
            tag=tag,
            place=at.place,
            container=at.container,
            article=at.article,
            linked=self._linked,
            stamp=self._stamp,
        )


def _resolve(reference: str) -> tuple[str, int]:
    """Give what a character reference stands for and how many of its characters it takes; 0 where it is none."""
    if reference[1] == "#":
        return html.unescape(reference), len(reference)
    name = reference[1:]
    if name in html5:
        return html5[name], len(reference)
    for length in range(len(name) - 1, 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "", 0


def _unescape(value: str) -> str:
    try:
        return html.unescape(value)
    except ValueError:  # a numeric reference longer than Python turns into a number
        return value


def _place_of(names: str) -> Place:
    place = Place.NOWHERE
    for name in names.lower().replace("_", "-").split()[:40]:
        for pattern, means in _NAME_PLACES:
            if pattern.fullmatch(name):
                place |= means
    return place
