"""What a page says about its articles, each value with its basis. Unknown stays None: there is no default."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from onrecord.pages import printed_dates, wording
from onrecord.pages.blocks import Block, key_of
from onrecord.pages.markup import Head
from onrecord.vocabulary.pages import matcher, outlet_domains

_MOST_JSON_LD = 2_000_000
_MOST_NODES = 5_000
_BY = re.compile(
    r"^(?:post\s+author\s+)?(?:written|reported|posted|story|text)?\s*\bby\b:?(?:\s+|$)|^author:\s*", re.IGNORECASE
)
_AGENCIES_TOO = re.compile(
    r"(?:\s*(?:,|and|&|\+|/|with)\s*(?:(?:the\s+)?(?:news\s+)?agencies|(?:news\s+)?agency|others).*)$", re.IGNORECASE
)
_AROUND_NAMES = " \u00a0|,:-–—•·"
_NOBODY = frozenset({"", "admin", "administrator", "author", "no author", "unknown", "none", "null", "staff", "editor"})
_TITLE_PARTS = re.compile(r"\s+[|–—\-·»]\s+")
_DATE_METAS = (
    ("article:published_time", "opengraph"),
    ("og:article:published_time", "opengraph"),
    ("datepublished", "microdata"),
    ("date", "meta"),
    ("pubdate", "meta"),
    ("publishdate", "meta"),
    ("publish-date", "meta"),
    ("publish_date", "meta"),
    ("dc.date", "meta"),
    ("dc.date.issued", "meta"),
    ("dcterms.created", "meta"),
    ("dcterms.date", "meta"),
    ("sailthru.date", "meta"),
    ("parsely-pub-date", "meta"),
    ("cxenseparse:recs:publishtime", "meta"),
    ("article.published", "meta"),
    ("originalpublicationdate", "meta"),
    ("citation_publication_date", "meta"),
)
_AUTHOR_METAS = (
    "author",
    "article:author_name",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
)


@dataclass(frozen=True)
class Told:
    """A value and where it comes from."""

    value: str
    basis: str


@dataclass(frozen=True)
class Described:
    """An article as JSON-LD describes it."""

    headline: str | None
    published: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    updated: str | None = None


@dataclass(frozen=True)
class PageFacts:
    """What a page's head says, once for the page."""

    titles: tuple[Told, ...]
    """Of the page's main article, the most trusted first."""
    described: tuple[Described, ...]
    published: Told | None
    byline: Told | None
    outlet: Told | None
    url: Told | None
    updated: Told | None
    language: str | None

    @property
    def headlines(self) -> frozenset[str]:
        """Keys of every headline the page names."""
        keys = {key_of(title.value) for title in self.titles}
        keys |= {key_of(one.headline) for one in self.described if one.headline}
        return frozenset(key for key in keys if len(key) >= 8)


def facts_of(head: Head) -> PageFacts:
    """Read a page's head: JSON-LD, OpenGraph, other meta elements, `<time>`, canonical link, "saved from" comment."""
    metas: dict[str, str] = {}
    for name, content in head.metas:
        if content:
            metas.setdefault(name, content)
    described = tuple(_described(head.json_ld))
    main = described[0] if len(described) == 1 else None
    titles = [Told(main.headline, "json-ld")] if main and main.headline else []
    if metas.get("og:title"):
        titles.append(Told(metas["og:title"], "opengraph"))
    if metas.get("twitter:title"):
        titles.append(Told(metas["twitter:title"], "meta"))
    if head.title:
        titles.append(Told(head.title, "title element"))
        parts = _TITLE_PARTS.split(head.title)
        if len(parts) > 1:
            titles.append(Told(max(parts, key=len), "title element"))
    return PageFacts(
        titles=tuple(titles),
        described=described,
        published=_published(main, metas, head),
        byline=_byline(main, metas),
        outlet=_outlet(described, metas, head),
        url=_url(main, metas, head),
        updated=_updated(main, metas),
        language=head.language or metas.get("og:locale") or metas.get("content-language"),
    )


def _updated(main: Described | None, metas: dict[str, str]) -> Told | None:
    if main and main.updated:
        return Told(main.updated, "json-ld")
    for name, basis in (
        ("article:modified_time", "opengraph"),
        ("og:updated_time", "opengraph"),
        ("datemodified", "microdata"),
    ):
        stamp = printed_dates.exact_stamp(metas.get(name, ""))
        if stamp is not None:
            return Told(stamp, basis)
    return None


def _published(main: Described | None, metas: dict[str, str], head: Head) -> Told | None:
    if main and main.published:
        return Told(main.published, "json-ld")
    for name, basis in _DATE_METAS:
        day = printed_dates.from_stamp(metas[name]) if name in metas else None
        if day:
            return Told(day, basis)
    marked = [stamp for stamp, published in head.times if published]
    for stamp in marked or ([head.times[0][0]] if len({stamp for stamp, _ in head.times}) == 1 else []):
        day = printed_dates.from_stamp(stamp)
        if day:
            return Told(day, "time")
    return None


def _byline(main: Described | None, metas: dict[str, str]) -> Told | None:
    if main and main.byline:
        return Told(main.byline, "json-ld")
    for name in _AUTHOR_METAS:
        value = " ".join(metas.get(name, "").split())
        if value and "://" not in value and len(value) <= 200:
            name = _name_in(value)
            if name:
                return Told(name, "meta")
    return None


def _outlet(described: tuple[Described, ...], metas: dict[str, str], head: Head) -> Told | None:
    """The outlet: a known domain's first, because `og:site_name` may be a section ("U.S.")."""
    for address in (head.canonical, metas.get("og:url"), head.saved_from):
        name = outlet_at(address or "")
        if name:
            return Told(name, "address")
    if metas.get("og:site_name"):
        return Told(metas["og:site_name"], "opengraph")
    names = {one.outlet for one in described if one.outlet}
    if len(names) == 1:
        return Told(names.pop(), "json-ld")
    if metas.get("application-name"):
        return Told(metas["application-name"], "meta")
    return None


def outlet_at(address: str) -> str | None:
    """Give the outlet that publishes at an address, where its domain is a known one."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    known = outlet_domains()
    while host.count(".") >= 1:
        if host in known:
            return known[host]
        host = host.split(".", 1)[1]
    return None


def _url(main: Described | None, metas: dict[str, str], head: Head) -> Told | None:
    for address, basis in (
        (head.canonical, "canonical link"),
        (metas.get("og:url"), "opengraph"),
        (main.url if main else None, "json-ld"),
        (head.saved_from, "saved-from comment"),
    ):
        if address and _is_address(address):
            return Told(address, basis)
    return None


def _is_address(address: str) -> bool:
    return (
        address.startswith(("http://", "https://")) and len(address) <= 2000 and not any(c.isspace() for c in address)
    )


# JSON-LD.


def _described(scripts: list[str]) -> Iterator[Described]:
    seen: set[str | None] = set()
    for script in scripts:
        if len(script) > _MOST_JSON_LD:
            continue
        try:
            tree = json.loads(script.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(tree):
            if _is_article(node):
                one = _one_described(node)
                if one.headline not in seen:
                    seen.add(one.headline)
                    yield one


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node[:_MOST_NODES]))
        elif isinstance(node, dict):
            yield node
            for key in ("mainEntity", "itemListElement", "item", "@graph"):
                if key in node:
                    waiting.append(node[key])


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")) for kind in kinds)


def _one_described(node: dict[str, Any]) -> Described:
    stamp = _string(node.get("datePublished"))
    return Described(
        headline=_string(node.get("headline")) or _string(node.get("name")),
        published=printed_dates.from_stamp(stamp) if stamp else None,
        byline=_names(node.get("author")) or _names(node.get("creator")),
        outlet=_names(node.get("publisher")),
        url=_string(node.get("url")) or _string(node.get("mainEntityOfPage")),
        updated=printed_dates.exact_stamp(_string(node.get("dateModified")) or ""),
    )


def _string(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@id")
    if not isinstance(value, str):
        return None
    from html import unescape

    try:
        value = unescape(value)
    except ValueError:
        return None
    return " ".join(value.split()) or None


def _names(value: Any) -> str | None:
    found = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        text = _string(name)
        if text and "://" not in text and text not in found:
            found.append(text)
    return ", ".join(found) or None


# One article.


@dataclass(frozen=True)
class Facts:
    """What is known of one article."""

    title: Told | None
    published: Told | None
    byline: Told | None
    outlet: Told | None
    url: Told | None
    updated: Told | None


def facts_of_article(
    blocks: list[Block], after: list[Block], page: PageFacts, *, alone: bool, described: bool
) -> Facts:
    """Gather one article's facts: from its own blocks, and from the page's head where the head describes it.

    `after` are the furniture blocks between it and the next article (its source line among them). `alone` tells that
    the page holds no other article, `described` that the head names this one.
    """
    headline = next((block for block in blocks if block.role == "headline"), None)
    by_head = alone or described
    one = _match(headline, page) if headline is not None else None
    title = Told(headline.text, "heading" if headline.level else "text") if headline is not None else None
    if title is None and alone and page.titles:
        title = page.titles[0] if page.titles[0].basis != "title element" else page.titles[-1]
    return Facts(
        title=title,
        published=_first(
            Told(one.published, "json-ld") if one and one.published else None,
            page.published if by_head else None,
            _printed_day(blocks),
            _dateline_day(blocks),
        ),
        byline=_first(
            _printed_byline(blocks),
            Told(one.byline, "json-ld") if one and one.byline else None,
            page.byline if by_head else None,
        ),
        outlet=_first(page.outlet, _source_line(after)),
        url=page.url if by_head else (Told(one.url, "json-ld") if one and one.url and _is_address(one.url) else None),
        updated=_first(
            Told(one.updated, "json-ld") if one and one.updated else None,
            page.updated if by_head else None,
        ),
    )


def names_this(headline: Block | None, page: PageFacts) -> bool:
    """Tell whether the head's titles are this article's."""
    if headline is None:
        return False
    return any(_same_title(headline.key, key_of(title.value)) for title in page.titles)


def _same_title(one: str, two: str) -> bool:
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    return short == long or (len(short) >= 15 and short in long)


def _match(headline: Block, page: PageFacts) -> Described | None:
    return next(
        (one for one in page.described if one.headline and _same_title(headline.key, key_of(one.headline))), None
    )


def _first(*told: Told | None) -> Told | None:
    return next((one for one in told if one is not None), None)


def _printed_day(blocks: list[Block]) -> Told | None:
    """The day that a date line or byline above the text prints."""
    for block in blocks:
        if block.role == "paragraph":
            return None
        if block.role not in ("date", "byline"):
            continue
        stamped = printed_dates.from_stamp(block.stamp) if block.stamp else None
        if stamped:
            return Told(stamped, "time")
        day = printed_dates.first_published(block.text)
        if day:
            return Told(day, "date line" if block.role == "date" else "byline")
    return None


def dateline_block(blocks: list[Block]) -> tuple[Block, str] | None:
    """Give the first paragraph and its dateline, where it has one."""
    first = next((block for block in blocks if block.role == "paragraph"), None)
    dateline = wording.dateline_of(first.text) if first is not None else None
    return (first, dateline) if first is not None and dateline else None


def _dateline_day(blocks: list[Block]) -> Told | None:
    found = dateline_block(blocks)
    day = wording.dateline_day(found[1]) if found else None
    if not day:
        return None
    edtf = (
        printed_dates.first_published(f"{day[0]} {day[1]}, {day[2]}")
        if day[2]
        else printed_dates.month_and_day(*day[:2])
    )
    return Told(edtf, "dateline") if edtf else None


def _printed_byline(blocks: list[Block]) -> Told | None:
    for block in blocks:
        if block.role == "byline" and not wording.is_sign_off(block.text):
            name = _name_in(block.text)
            if name:
                return Told(name, "byline")
    return None


def _name_in(byline: str) -> str:
    """Give who a byline names: without "By", a date behind the name and what stands below it."""
    if wording.is_station_byline(byline):
        return byline.split(":", 1)[1].strip()
    name = _BY.sub("", byline.split("\n")[0].strip())
    day = printed_dates.DAY.search(name)
    name = name[: day.start()] if day else name
    name = re.sub(
        r"(?:\s+(?:on|at|published|posted|updated):?)+\s*$", "", name.strip(_AROUND_NAMES), flags=re.IGNORECASE
    )
    return "" if name.casefold() in _NOBODY else name.strip(_AROUND_NAMES)


def _source_line(after: list[Block]) -> Told | None:
    for block in after:
        if matcher("sources").matches(block.text):
            name = block.text.split(":", 1)[-1].strip() if ":" in block.text else ""
            name = _AGENCIES_TOO.sub("", name).strip(" .,")
            plain = name.casefold()
            if name and len(name) <= 60 and not wording.is_credit(name) and plain not in ("agencies", "news agencies"):
                return Told(name, "source line")
    return None
