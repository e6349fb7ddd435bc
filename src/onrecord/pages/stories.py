"""From blocks with the roles their own words give them to articles: where each opens, ends, and what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.pages import printed_dates, rules, wording
from onrecord.pages.blocks import Block, Place
from onrecord.pages.markup import Head
from onrecord.records import Rule
from onrecord.vocabulary.pages import matcher

FURNITURE = frozenset(
    {"navigation", "teaser", "advertisement", "share", "comment", "boilerplate", "marker", "repeat", "other"}
)
_ABOVE_TEXT = frozenset({"byline", "date", "caption", "credit"})
_OPENS_AT = 3.0
_STUB_LETTERS = 210
_READABLE_WORDS = 40
_EMBED_LABELS = frozenset(
    {"graphic", "document", "video", "slideshow", "interactive", "interactivemap", "interactivefeature", "podcast"}
)
"""Keys of the labels above a title that an article embeds."""
_LIVE_FROM = 3
_CAPTION_MARKS = frozenset({"caption", "imagecaption", "mediacaption"})
_TINY_WORDS = 60
_OWN_ARTICLE_WORDS = 45
_CRUMB_WORDS = 30
# Letters of a section or a desk that stand alone between the head of an article and its text: "TT".
_SECTION_CODE = re.compile(r"[A-Z]{2,3}")


@dataclass
class Sheet:
    """One page on the table."""

    blocks: list[Block]
    head: Head = field(default_factory=Head)
    is_html: bool = False
    headlines: frozenset[str] = frozenset()
    """Keys of the headlines the page names in its metadata."""


def lay_out(sheet: Sheet) -> int:
    """Give every block its role and its article; give how many articles there are."""
    for block in sheet.blocks:
        if not block.role:
            _by_its_words(block)
    _titles_like_teasers(sheet.blocks)
    _quoted_posts(sheet.blocks)
    _marked_captions(sheet.blocks)
    _live_entries(sheet.blocks)
    _section_names(sheet.blocks)
    _related_lists(sheet)
    if sheet.is_html:
        _by_place(sheet)
    _doubled(sheet.blocks)
    _number(sheet)
    _settle(sheet)
    _renumber(sheet)
    return max((block.story for block in sheet.blocks), default=0)


def _set(block: Block, role: str, rule: type[Rule]) -> None:
    block.role = role
    block.made_by = rule.code


def _by_its_words(block: Block) -> None:
    for rule in rules.LINE_RULES:
        role = rule.role_of(block)
        if role:
            _set(block, role, rule)
            return
    if block.level and block.words <= 25:
        block.role = "short"
    else:
        reads_on = wording.is_sentence(block.text) or not wording.is_heading_like(block.text)
        block.role = "paragraph" if reads_on else "short"


def _titles_like_teasers(blocks: list[Block]) -> None:
    """A headline may begin as teasers do ("Photos: …"): on the page's first line, above a date, below a source line."""
    for index, block in enumerate(blocks):
        if block.made_by != rules.TeaserLine.code or block.linked or block.words < 4 or index + 1 == len(blocks):
            continue
        above, below = blocks[index - 1], blocks[index + 1]
        ended = index > 0 and above.made_by == rules.SourceLine.code
        said_again = ":" in block.text and any(other.key == block.key for other in blocks[index + 1 : index + 6])
        if index == 0 or ended or below.role in ("date", "byline") or said_again:
            block.role, block.made_by = "short", ""


def _quoted_posts(blocks: list[Block]) -> None:
    """The lines right above a post's signature are the post."""
    for index, block in enumerate(blocks):
        if block.made_by != rules.QuotedPost.code or not wording.is_signature(block.text):
            continue
        for above in range(index - 1, max(0, index - 7), -1):
            line = blocks[above]
            if line.role not in ("short", "marker") or line.level:
                break
            if line.role == "short":
                _set(line, "paragraph", rules.QuotedPost)
            if line.blank:
                break


def _marked_captions(blocks: list[Block]) -> None:
    """A line below a lone "Caption" is one, and so is one between a headline and a section's letters ("TT")."""
    for title, block, mark in zip(blocks, blocks[1:], blocks[2:], strict=False):
        coded = mark.role == "marker" and _SECTION_CODE.fullmatch(mark.text.strip()) and not mark.blank
        headed = title.role == "short" and title.words >= 4 and wording.is_heading_like(title.text)
        if coded and headed and block.role in ("short", "paragraph") and block.words <= 70 and not block.level:
            _set(block, "caption", rules.Caption)
    for mark, block in pairwise(blocks):
        marked = mark.role == "marker" and mark.key in _CAPTION_MARKS
        if marked and block.role in ("short", "paragraph") and block.words <= 70 and not block.level:
            _set(block, "caption", rules.Caption)


def _live_entries(blocks: list[Block]) -> None:
    """Three times of day or more above running text make a live blog: each is an entry's sub-heading."""
    found = []
    for index, block in enumerate(blocks):
        if block.role in ("date", "short", "marker", "paragraph") and printed_dates.is_time_of_entry(block.text):
            below = _next(blocks, index + 1)
            dated = block.role == "date"
            titled = dated and index > 0 and blocks[index - 1].role in ("short", "byline")
            if not titled and below is not None and blocks[below].role in ("paragraph", "short", "caption"):
                found.append(block)
    if len(found) >= _LIVE_FROM:
        for block in found:
            _set(block, "sub-heading", rules.LiveEntry)


def _section_names(blocks: list[Block]) -> None:
    """A section's name ("WEATHER") alone between two paragraphs is no navigation but may be a sub-heading."""
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        alone = before.role == after.role == "paragraph"
        if alone and block.role == "navigation" and block.made_by == rules.Wording.code and block.link_share < 0.5:
            block.role = "short"
            block.made_by = ""


def _doubled(blocks: list[Block]) -> None:
    """A line said again, with no other running text between, is a caption and not a paragraph."""
    said: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if block.role != "paragraph":
            continue
        earlier = said.get(block.key)
        if earlier is not None and 3 <= block.words <= 70:
            _set(block, "caption", rules.Caption)
            _set(blocks[earlier], "caption", rules.Caption)
        else:
            said = {block.key: index}


# HTML: what of it is content.


def _by_place(sheet: Sheet) -> None:
    """Set aside what neither the witness nor the structure takes for content."""
    witnessed = any(block.witnessed for block in sheet.blocks)
    beside = _containers_kept(sheet.blocks)
    appended = _appended(sheet) if witnessed else frozenset()
    first = next((n for n, block in enumerate(sheet.blocks) if block.witnessed and block.role == "paragraph"), 0)
    for index, block in enumerate(sheet.blocks):
        if block.role in FURNITURE or index in appended or (block.level and block.key in sheet.headlines):
            continue
        kind = rules.PlaceInPage.role_of(block)
        if kind:
            _set(block, kind, rules.PlaceInPage)
        elif witnessed and not block.witnessed and block.role in ("paragraph", "short"):
            stays = block.container in beside and block.link_share < 0.5 and (block.level or block.role == "paragraph")
            title = block.level == 1 or (index < first and 0 < block.level <= 2)
            if not (stays or title):
                _set(block, "other", rules.Witness)


def _containers_kept(blocks: list[Block]) -> frozenset[int]:
    """Elements that hold a paragraph the witness kept."""
    return frozenset(
        block.container
        for block in blocks
        if block.witnessed and block.role == "paragraph" and block.tag in ("p", "div", "section", "article", "")
    )


def _appended(sheet: Sheet) -> frozenset[int]:
    """Further whole articles that the witness dropped: under a heading, three paragraphs and 100 words at least."""
    found: set[int] = set()
    groups: dict[tuple[int, int], list[int]] = {}
    for index, block in enumerate(sheet.blocks):
        if Place.HIDDEN in block.place or Place.COMMENTS in block.place or Place.LEGAL in block.place:
            continue
        if block.article:
            groups.setdefault((1, block.article), []).append(index)
        elif block.role == "paragraph":
            groups.setdefault((0, block.container), []).append(index)
    for (is_article, _), members in groups.items():
        inside = [sheet.blocks[index] for index in members]
        if any(block.witnessed and block.role == "paragraph" for block in inside):
            continue
        prose = [block for block in inside if block.role == "paragraph" and block.link_share < 0.3 and block.words >= 8]
        if len(prose) < 3 or sum(block.words for block in prose) < (_OWN_ARTICLE_WORDS if is_article else 100):
            continue
        heading = _heading_above(sheet.blocks, members, bool(is_article))
        if heading is not None:
            found.update(members)
            found.add(heading)
            sheet.blocks[heading].level = min(sheet.blocks[heading].level, 1)
    return frozenset(found)


def _heading_above(blocks: list[Block], members: list[int], is_article: bool) -> int | None:
    first = next(index for index in members if blocks[index].role == "paragraph")
    for index in range(first - 1, max(-1, first - 8), -1):
        if blocks[index].role == "paragraph" and blocks[index].words > 20:
            return None
        if 1 <= blocks[index].level <= 2 or (blocks[index].level == 3 and is_article):
            return index if wording.is_heading_like(blocks[index].text) and blocks[index].words >= 3 else None
    return None


# Lists of other articles.


def _related_lists(sheet: Sheet) -> None:
    blocks = sheet.blocks
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if (block.role in ("short", "paragraph", "navigation") or block.level) and rules.is_label(block):
            _set(block, "teaser", rules.RelatedList)
            block.level = 0
            at = _list_below(sheet, at)


def _list_below(sheet: Sheet, at: int) -> int:
    """Mark the teasers that follow a label; give where the list ends."""
    blocks = sheet.blocks
    usual = _usual_blank(blocks, at)
    while at < len(blocks):
        block = blocks[at]
        if block.made_by == rules.SourceLine.code or _heads_an_article(blocks, at, usual):
            return at
        if block.role in FURNITURE:
            at += 1
            continue
        if block.role == "short":
            stub = _next(blocks, at + 1)
            listed = block.link_share > 0.8 or (block.tag == "li" and not block.witnessed)
            if listed or stub is None or blocks[stub].role == "short":
                _set(block, "teaser", rules.RelatedList)
                at += 1
                continue
            apart = blocks[stub].witnessed and blocks[stub].container != block.container
            if apart or not _is_stub(blocks, stub, usual) or blocks[stub].blank > block.blank + 1:
                return at
            _set(block, "teaser", rules.RelatedList)
            _set(blocks[stub], "teaser", rules.RelatedList)
            at = stub + 1
            continue
        parted = block.broken or block.blank > usual
        if block.role in ("paragraph", "caption") and parted and _is_stub(blocks, at, usual):
            _set(block, "teaser", rules.RelatedList)
            at += 1
            continue
        return at
    return at


def _heads_an_article(blocks: list[Block], at: int, usual: int) -> bool:
    """Tell whether a title in a list heads a whole article: a byline or date below it, then a text that is no stub."""
    if blocks[at].role != "short" or blocks[at].link_share > 0.8:
        return False
    marked = False
    for below in range(at + 1, min(at + 6, len(blocks))):
        role = blocks[below].role
        if role == "paragraph":
            return marked and not _is_stub(blocks, below, usual)
        marked = marked or role in ("byline", "date")
    return False


def _next(blocks: list[Block], at: int) -> int | None:
    return next((index for index in range(at, len(blocks)) if blocks[index].role not in FURNITURE), None)


def _is_stub(blocks: list[Block], at: int, usual: int) -> bool:
    """Tell whether a paragraph is short and the only one under its title."""
    block = blocks[at]
    if block.role not in ("paragraph", "caption") or len(block.text) > _STUB_LETTERS:
        return False
    below = at + 1
    if below < len(blocks) and blocks[below].role == "paragraph":
        return blocks[below].broken or blocks[below].blank > usual
    return True


# Where articles open.


def _number(sheet: Sheet) -> None:
    """Number the blocks of each article."""
    blocks = sheet.blocks
    past = _Past()
    story = 0
    previous = -1
    for index in (index for index, block in enumerate(blocks) if block.role == "paragraph"):
        run = range(previous + 1, index)
        opens, start = _opening(sheet, run, index, past, first=story == 0)
        if opens:
            if story:
                _tail(blocks[previous + 1 : start], story)
            story += 1
            begin = start
        else:
            begin = previous + 1
        for member in range(begin, index + 1):
            blocks[member].story = story
        past.add(blocks, range(previous + 1, index + 1))
        previous = index
    if story:
        _tail(blocks[previous + 1 :], story)
    else:
        _flash(sheet)


def _flash(sheet: Sheet) -> None:
    """A page of readable lines without a paragraph is one article: its first line the headline, the others paragraphs.

    Where it holds fewer than 40 words, it must be three lines or fewer with one of six words or more below the
    headline or alone, and nothing on the page may be navigation.
    """
    blocks = sheet.blocks
    lines = [
        index
        for index, block in enumerate(blocks)
        if block.link_share < 0.5 and (block.role == "short" or (block.role == "caption" and block.words >= 20))
    ]
    if not lines:
        return
    told = lines[1:] or lines
    words = sum(blocks[index].words for index in lines)
    furnished = any(block.role in ("navigation", "comment", "share", "advertisement") for block in blocks)
    brief = not sheet.is_html and not furnished and len(lines) <= 3 and max(blocks[n].words for n in told) >= 6
    if words >= _READABLE_WORDS or brief:
        for index in told:
            blocks[index].role, blocks[index].made_by = "paragraph", ""
        for index in lines:
            blocks[index].story = 1


class _Past:
    """What of the blocks already numbered counts for the next opening."""

    def __init__(self) -> None:
        self.captions: set[str] = set()
        self.rank = 7
        """The highest rank (1 for `h1`) of a heading inside an article; 7 where there was none."""
        self.paragraph: Block | None = None
        self.looks: tuple[bool, bool] | None = None
        """How the page's first headline is set: in capitals; with a blank line below."""
        self.first: Block | None = None
        """The page's first headline."""

    def add(self, blocks: list[Block], run: range) -> None:
        for index in run:
            block = blocks[index]
            if block.role == "caption":
                self.captions.add(block.key)
            elif block.role == "short" and block.level and block.story:
                self.rank = min(self.rank, block.level)
        self.paragraph = blocks[run[-1]]


def _tail(below: list[Block], story: int) -> None:
    """What stands right below the last paragraph and is its caption, credit or byline belongs to the article.

    So does what the content witness kept.
    """
    kept = max((n for n, block in enumerate(below) if block.witnessed), default=-1)
    for number, block in enumerate(below):
        if (number <= kept and (block.witnessed or block.role == "caption")) or block.role in (
            "caption",
            "credit",
            "byline",
            "date",
        ):
            block.story = story
        elif number > kept and block.role not in ("marker", "repeat", "advertisement", "share"):
            return


def _opening(sheet: Sheet, run: range, paragraph: int, past: _Past, *, first: bool) -> tuple[bool, int]:
    """Tell whether an article opens in the blocks of `run` above `paragraph`, and at which block."""
    blocks = sheet.blocks
    headline = _headline(sheet, run, paragraph, first=first)
    if first:
        if headline is not None:
            past.first, past.looks = blocks[headline], _looks(blocks, headline)
        start = headline if headline is not None else _first_above(blocks, run, paragraph)
        return True, next((index for index in run if blocks[index].witnessed and index < start), start)
    score = 0.0
    above = [index for index in run if blocks[index].role in _ABOVE_TEXT]
    start = headline if headline is not None else (above[0] if above else paragraph)
    gap_at, gap = _gap(blocks, run, paragraph, start)
    ended_at = _ended(blocks, run)
    if headline is None and gap_at is not None:
        after = [index for index in above if index >= gap_at]
        start = after[0] if after else paragraph
    elif headline is None and ended_at is not None:
        after = [index for index in above if index > ended_at]
        start = after[0] if after else paragraph
    if gap_at is not None and not sheet.is_html and _is_weak(blocks, run, gap_at, headline, past):
        gap -= 1.0
    score += gap
    if ended_at is not None and ended_at < start:
        score += 3.0 if headline is not None else 1.5
    if any(blocks[index].made_by == rules.LiveEntry.code for index in run):
        score -= 3.0
    below = [blocks[index] for index in run if index >= start]
    roles = Counter(block.role for block in below)
    if headline is not None:
        score += _headline_score(sheet, headline, run)
        before = blocks[headline - 1]
        if before.role in FURNITURE and before.key in _EMBED_LABELS:
            score -= 2.0
    elif blocks[paragraph].made_by == rules.QuotedPost.code:
        return False, start
    score += (1.0 + (headline is not None)) * bool(roles["date"]) + 2.0 * bool(
        any(_is_top_byline(block) for block in below)
    )
    captions = Counter(block.key for block in below if block.role == "caption")
    if captions and (headline is not None or gap or not past.captions.issuperset(captions)):
        titled = headline is not None and blocks[headline].words >= 5
        # A caption said twice right below a full headline is how pages begin whose markup is lost.
        score += 1.0 + (1.0 if titled else 0.5) * (max(captions.values()) > 1)
    if headline is not None and any(b.role == "marker" and _SECTION_CODE.fullmatch(b.text.strip()) for b in below):
        score += 1.0
    dateline = wording.dateline_of(blocks[paragraph].text)
    if dateline:
        # With its agency ("BEIRUT (AFP)") it opens an article for certain; "MOR: …" may be a turn in an interview.
        full = "(" in dateline and headline is not None and blocks[headline].words >= 5
        score += 2.0 if full else 1.5
    score += _structure_score(sheet, start, paragraph, past)
    if sheet.is_html and headline is None and not gap:
        score -= 1.5
    return score >= _OPENS_AT, start


def _is_weak(blocks: list[Block], run: range, gap_at: int, headline: int | None, past: _Past) -> bool:
    """Tell whether a gap is a weak mark: above a heading set unlike the first, or a single blank line above neither a
    headline nor a caption said twice or credited."""
    if headline is not None:
        return past.looks not in (None, _looks(blocks, headline))
    captions = [blocks[index] for index in run if index >= gap_at and blocks[index].role == "caption"]
    pictured = len({block.key for block in captions}) < len(captions) or any(
        wording.credit_in(block.text) for block in captions
    )
    return not blocks[gap_at].broken and blocks[gap_at].blank == 1 and not pictured


def _looks(blocks: list[Block], headline: int) -> tuple[bool, bool]:
    """Tell how a headline is set: in capitals; with a blank line below. A line set otherwise is hardly one of its rank."""
    below = blocks[headline + 1] if headline + 1 < len(blocks) else None
    return blocks[headline].text.isupper(), below is not None and below.blank > 0


def _first_above(blocks: list[Block], run: range, paragraph: int) -> int:
    """Where a first article without a headline begins: at the captions and the byline above its text."""
    start = paragraph
    for index in reversed(run):
        if blocks[index].role in _ABOVE_TEXT:
            start = index
        elif blocks[index].role not in ("marker", "repeat", "advertisement", "share"):
            break
    return start


def _headline(sheet: Sheet, run: range, paragraph: int, *, first: bool) -> int | None:
    """Choose the headline among the short lines above a paragraph."""
    blocks = sheet.blocks
    shorts = [index for index in run if blocks[index].role == "short" and wording.is_heading_like(blocks[index].text)]
    titles = [
        index
        for index in shorts
        if not wording.is_station_byline(blocks[index].text) and not _is_name_above_date(blocks, index)
    ]
    shorts = titles or shorts
    if not shorts:
        return None
    named = [n for n in shorts if blocks[n].key in sheet.headlines and blocks[n].link_share < 0.5]
    if named:
        return next((index for index in reversed(named) if blocks[index].level), named[-1])
    said = Counter(blocks[index].key for index in run if blocks[index].key)
    twice = [index for index in shorts if said[blocks[index].key] > 1 and blocks[index].words > 1]
    if twice:
        return next((index for index in twice if blocks[index].words >= 3), twice[0])
    ranked = [index for index in shorts if blocks[index].level]
    if ranked:
        best = min(blocks[index].level for index in ranked)
        return next(index for index in reversed(ranked) if blocks[index].level == best)
    metadata = [index for index in run if blocks[index].role in _ABOVE_TEXT]
    if metadata:
        over = [index for index in shorts if index < metadata[0]]
        if over:
            return _kicked(blocks, shorts, over[-1])
    return _kicked(blocks, shorts, shorts[-1])


def _kicked(blocks: list[Block], shorts: list[int], chosen: int) -> int:
    """Of a headline and a line below it (a deck), take the upper where the two touch and it is the longer title."""
    position = shorts.index(chosen)
    if position and shorts[position - 1] == chosen - 1 and not blocks[chosen].blank and not blocks[chosen].broken:
        upper = blocks[chosen - 1]
        if upper.words >= 5 and blocks[chosen].words >= 5:
            return chosen - 1
    return chosen


def _headline_score(sheet: Sheet, headline: int, run: range) -> float:
    blocks = sheet.blocks
    block = blocks[headline]
    score = 0.0
    said = sum(1 for index in run if blocks[index].key == block.key)
    if said > 1 and block.words > 1:
        score += 3.0
    if block.words >= 5:
        score += 1.0
    elif block.words <= 2:
        score -= 1.0
    if block.words > 25 or (block.words > 12 and wording.holds_a_sentence(block.text)):
        score -= 1.0
    if block.key in sheet.headlines and block.link_share < 0.5:
        score += 3.0
    return score


def _structure_score(sheet: Sheet, start: int, paragraph: int, past: _Past) -> float:
    """What HTML itself says: a further `h1`, an `<article>` of its own; against it a heading below the headline's rank."""
    blocks = sheet.blocks
    score = 0.0
    level = blocks[start].level
    before, here = past.paragraph, blocks[paragraph]
    if _is_own_article(blocks, start, paragraph, past):
        return 3.0
    if level == 1:
        beside = sheet.is_html and before is not None and here.container == before.container
        alike = past.first is not None and past.first.level == 1 and past.first.container == blocks[start].container
        score += 1.5 if beside and not (alike and blocks[start].words >= 4) else 3.0
    elif level > past.rank:
        score -= 2.0
    if before is not None and here.article != before.article:
        score += 2.0 if here.article else 0.5
    elif before is not None and before.article:
        score -= 1.5
    return score


def _is_own_article(blocks: list[Block], start: int, paragraph: int, past: _Past) -> bool:
    """Tell whether an `<article>` element beside the last one begins here, with a heading and three paragraphs."""
    before, here = past.paragraph, blocks[paragraph]
    if before is None or not here.article or not before.article or here.article == before.article:
        return False
    if not blocks[start].level or blocks[start].article != here.article:
        return False
    own = [block.words for block in blocks if block.article == here.article and block.role == "paragraph"]
    return len(own) >= 3 and sum(own) >= _OWN_ARTICLE_WORDS


def _is_top_byline(block: Block) -> bool:
    by_another = block.text.startswith("by") and "," in block.text  # of a letter or a poem inside the article
    return block.role == "byline" and not by_another and not wording.is_sign_off(block.text)


def _ended(blocks: list[Block], run: range) -> int | None:
    """The last block of a run that ends an article: a source line, an agency's sign-off, "END", a copyright line."""
    found = None
    for index in run:
        block = blocks[index]
        titled = index - 1 in run and blocks[index - 1].role == "short" and blocks[index - 1].words >= 4
        titled = titled and blocks[index + 1].blank < blocks[index - 1].blank
        if (
            (block.made_by == rules.SourceLine.code and not titled)
            or matcher("endings").matches(block.text)
            or (block.role == "byline" and wording.is_sign_off(block.text))
            or block.text.startswith("©")
        ):
            found = index
    return found


def _gap(blocks: list[Block], run: range, paragraph: int, start: int) -> tuple[int | None, float]:
    """Where in a run the text breaks off: a row of stars, an empty heading, or more blank lines than usual."""
    usual = _usual_blank(blocks, run.start)
    for index in [*run, paragraph]:
        if index > start and start in run and blocks[start].role == "short":
            break
        block = blocks[index]
        separated = index - 1 in run and rules.is_separator(blocks[index - 1])
        if block.broken or separated:
            return index, 2.0
        if block.blank > usual:
            return index, 2.0
    return None, 0.0


def _usual_blank(blocks: list[Block], before: int) -> int:
    """How many blank lines stand between the paragraphs above (or, above none, below): the most seen twice or more."""
    counts = Counter(_between(blocks[max(0, before - 24) : before]))
    if not counts:
        counts = Counter(_between(blocks[before : before + 24]))
    often = [blank for blank, times in counts.items() if times > 1 and 6 * times >= counts.total()]
    return max(often) if often else max(counts, key=lambda blank: (counts[blank], -blank), default=1)


def _between(blocks: list[Block]) -> list[int]:
    return [two.blank for one, two in pairwise(blocks) if one.role == two.role == "paragraph"]


# What stands in each article.


def _settle(sheet: Sheet) -> None:
    blocks = sheet.blocks
    stories: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.story:
            stories.setdefault(block.story, []).append(index)
    _join_crumbs(blocks, stories)
    sizes = {story: _words_of(blocks, members) for story, members in stories.items()}
    largest = max(sizes.values(), default=0)
    for story, members in stories.items():
        if sizes[story] < _TINY_WORDS and largest >= 2 * _TINY_WORDS and not _has_marks(blocks, members):
            role, rule = ("other", rules.OutsideArticles) if story == 1 else ("teaser", rules.RelatedList)
            for index in members:
                if blocks[index].role not in FURNITURE:
                    _set(blocks[index], role, rule)
            continue
        _settle_one(sheet, members)
    for block in blocks:
        if block.role in FURNITURE:
            block.story = 0
        elif not block.story:
            _set(block, "navigation" if block.role == "short" else "other", rules.OutsideArticles)


def _join_crumbs(blocks: list[Block], stories: dict[int, list[int]]) -> None:
    """A few words that the content witness kept are no article of their own but the end, or the beginning, of one."""
    for story in sorted(stories):
        members = stories[story]
        witnessed = any(blocks[index].witnessed and blocks[index].role == "paragraph" for index in members)
        if not witnessed or _words_of(blocks, members) >= _CRUMB_WORDS or len(stories) == 1:
            continue
        neighbour = max((other for other in stories if other < story), default=min(o for o in stories if o != story))
        stories[neighbour] = sorted(stories[neighbour] + members)
        del stories[story]
        for index in members:
            blocks[index].story = neighbour


def _words_of(blocks: list[Block], members: list[int]) -> int:
    return sum(blocks[index].words for index in members if blocks[index].role == "paragraph")


def _has_marks(blocks: list[Block], members: list[int]) -> bool:
    return any(blocks[index].role in _ABOVE_TEXT for index in members)


def _settle_one(sheet: Sheet, members: list[int]) -> None:
    blocks = sheet.blocks
    paragraphs = [index for index in members if blocks[index].role == "paragraph"]
    opening = range(members[0], paragraphs[0])
    headline = _headline(sheet, opening, paragraphs[0], first=True)
    if headline is not None:
        _set(blocks[headline], "headline", rules.Opening)
    seen: set[str] = set()
    if headline is not None:
        seen.add(blocks[headline].key)
    last = paragraphs[-1]
    for index in members:
        block = blocks[index]
        if block.role in FURNITURE or index == headline:
            continue
        if block.key in seen and (block.words >= 6 or index in opening or block.role == "caption"):
            _set(block, "repeat", rules.Repeat)
            continue
        twice = index + 1 < len(blocks) and _said_next(blocks, index)
        if block.role == "paragraph" and twice and block.words <= 70:
            _set(block, "caption", rules.Caption)
        if block.role == "short":
            _settle_short(blocks, index, opening, last, headline)
        seen.add(block.key)


def _said_next(blocks: list[Block], index: int) -> bool:
    following = blocks[index + 1]
    return following.key == blocks[index].key and following.story == blocks[index].story


def _is_name_above_date(blocks: list[Block], index: int) -> bool:
    """Tell whether a line is a bare name, with or without a place, right above a date line: a byline."""
    dated = index + 1 < len(blocks) and blocks[index + 1].role == "date"
    return dated and not blocks[index].level and wording.is_name_and_place(blocks[index].text)


def _settle_short(blocks: list[Block], index: int, opening: range, last: int, headline: int | None) -> None:
    block = blocks[index]
    if index in opening:
        named = headline is not None and index > headline and _is_name_above_date(blocks, index)
        if block.witnessed and not named and not block.level and not _said_next(blocks, index):
            block.role = "paragraph"
        elif headline is not None and index < headline:
            _set(block, "navigation", rules.OutsideArticles)
        elif _said_next(blocks, index):
            _set(block, "caption", rules.Caption)
        elif wording.is_station_byline(block.text) or _is_name_above_date(blocks, index):
            _set(block, "byline", rules.Byline)
        elif block.words >= 5 or block.level:
            _set(block, "sub-heading", rules.SubHeading)
        else:
            _set(block, "other", rules.OutsideArticles)
        return
    if index > last and not block.witnessed:
        _set(block, "navigation", rules.OutsideArticles)
        return
    below = _next(blocks, index + 1)
    sentence = not block.level and (len(block.text) > 110 or wording.holds_a_sentence(block.text))
    if sentence or Place.QUOTE in block.place:
        block.role = "paragraph"
        return
    heads = below is not None and blocks[below].role in ("paragraph", "caption") and blocks[below].story == block.story
    if block.level or (heads and block.tag not in ("li", "td", "th", "dd", "dt")):
        _set(block, "sub-heading", rules.SubHeading)
    else:
        block.role = "paragraph"


def _renumber(sheet: Sheet) -> None:
    """Number the articles that are left from 1, in page order."""
    numbers: dict[int, int] = {}
    for block in sheet.blocks:
        if block.story:
            block.story = numbers.setdefault(block.story, len(numbers) + 1)
