"""From blocks with their roles to the frozen records: articles with their offset maps, and furniture."""

from __future__ import annotations

import msgspec

from onrecord.pages import metadata, rules, wording
from onrecord.pages.blocks import Block
from onrecord.pages.language import language_of
from onrecord.pages.stories import FURNITURE
from onrecord.records import Article, Capture, Furniture, Page, Run, Span, Stated

_BETWEEN = "\n\n"


def page_of(sha256: str, blocks: list[Block], facts: metadata.PageFacts) -> Page:
    """Give the page: its articles in page order and its furniture."""
    stories: dict[int, list[Block]] = {}
    after: dict[int, list[Block]] = {}
    current = 0
    for block in blocks:
        if block.story:
            stories.setdefault(block.story, []).append(block)
            current = block.story
        elif current:
            after.setdefault(current, []).append(block)
    described = _described(stories, facts)
    articles = tuple(
        _article(
            f"{sha256[:12]}-{number}",
            members,
            after.get(number, []),
            facts,
            alone=len(stories) == 1,
            described=number == described,
        )
        for number, members in stories.items()
    )
    furniture = tuple(_furniture(block) for block in blocks if not block.story)
    return Page(capture_sha256=sha256, articles=articles, furniture=furniture)


def with_stated(page: Page, capture: Capture) -> Page:
    """Give articles the date, outlet and headline that whoever gave the capture states for it.

    They go before the page's own where the page is one article. Of several, only those without a date or an outlet take
    them, and none takes the headline.
    """
    stated = Stated.of(capture)
    if stated == Stated():
        return page
    alone = len(page.articles) == 1
    return msgspec.structs.replace(page, articles=tuple(_stated(article, stated, alone) for article in page.articles))


def _stated(article: Article, stated: Stated, alone: bool) -> Article:
    fields = {
        field: value
        for field, value in (
            ("published", stated.published),
            ("outlet", stated.outlet),
            ("title", stated.title if alone else None),
        )
        if value is not None and (alone or getattr(article, field) is None)
    }
    basis = dict(sorted({**article.basis, **dict.fromkeys(fields, "stated")}.items()))
    return msgspec.structs.replace(article, **fields, basis=basis)


def _described(stories: dict[int, list[Block]], facts: metadata.PageFacts) -> int:
    """Give the number of the article the page's head describes; 0 where it names none of them."""
    for number, members in stories.items():
        headline = next((block for block in members if block.role == "headline"), None)
        if metadata.names_this(headline, facts):
            return number
    return 0


def _furniture(block: Block) -> Furniture:
    kind = block.role if block.role in FURNITURE else "other"
    return Furniture(
        kind=kind,
        text=block.text,
        capture=Span(block.start, block.end),
        made_by=block.made_by or rules.OutsideArticles.code,
    )


def _article(
    article_id: str,
    blocks: list[Block],
    after: list[Block],
    page: metadata.PageFacts,
    *,
    alone: bool,
    described: bool,
) -> Article:
    text, offset_map, places = _text_of(blocks)
    facts = metadata.facts_of_article(blocks, after, page, alone=alone, described=described)
    dateline = metadata.dateline_block(blocks)
    language, language_basis = language_of(text, page.language)
    basis = {
        name: told.basis
        for name, told in (
            ("title", facts.title),
            ("byline", facts.byline),
            ("outlet", facts.outlet),
            ("published", facts.published),
            ("url", facts.url),
            ("updated", facts.updated),
        )
        if told
    }
    if dateline:
        basis["dateline"] = "text"
    if language and language_basis:
        basis["language"] = language_basis
    datelines = tuple(
        Span(place.start, place.start + len(dateline[1]))
        for block, place in places
        if dateline and block is dateline[0]
    )
    return Article(
        id=article_id,
        title=facts.title.value if facts.title else None,
        text=text,
        language=language,
        outlet=facts.outlet.value if facts.outlet else None,
        byline=facts.byline.value if facts.byline else None,
        published=facts.published.value if facts.published else None,
        updated=facts.updated.value if facts.updated else None,
        dateline=dateline[1] if dateline else None,
        url=facts.url.value if facts.url else None,
        basis=dict(sorted(basis.items())),
        offset_map=offset_map,
        headings=tuple(place for block, place in places if block.role in ("headline", "sub-heading")),
        captions=tuple(place for block, place in places if block.role == "caption"),
        credits=tuple(_credits(places)),
        bylines=tuple(place for block, place in places if block.role in ("byline", "date")),
        datelines=datelines,
    )


def _text_of(blocks: list[Block]) -> tuple[str, tuple[Run, ...], list[tuple[Block, Span]]]:
    """Put blocks together; give the text, its offset map, and where each block stands in it."""
    parts: list[str] = []
    runs: list[Run] = []
    places: list[tuple[Block, Span]] = []
    at = 0
    for block in blocks:
        if parts:
            parts.append(_BETWEEN)
            at += len(_BETWEEN)
        parts.append(block.text)
        runs.extend(
            Run(run.text_start + at, run.text_length, run.capture_start, run.capture_length) for run in block.runs
        )
        places.append((block, Span(at, at + len(block.text))))
        at += len(block.text)
    return "".join(parts), tuple(runs), places


def _credits(places: list[tuple[Block, Span]]) -> list[Span]:
    found = []
    for block, place in places:
        if block.role == "credit":
            found.append(place)
        elif block.role == "caption":
            credit = wording.credit_in(block.text, lenient=True)
            if credit:
                found.append(credit.shift(place.start))
    return found
