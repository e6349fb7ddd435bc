"""One story: its articles day by day, who speaks in them, what they count, claim and do not say."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from onrecord.archive.interface import (
    Archive,
    Listing,
    SilenceRow,
    SpeakerRow,
    StoryArticleRow,
    StoryRow,
)
from onrecord.desk import how_many, wording
from onrecord.desk.how_many import FigureTable
from onrecord.desk.narrowing import PAGE_LENGTH, Narrowing
from onrecord.records import Article, Claim

SPEAKERS = 12
CLAIMS = 8
SILENCES = 6
TABLES = 4
"""What the page shows of each; below it stands where all are."""


class StoryDay(NamedTuple):
    """The articles of one day."""

    title: str
    rows: tuple[StoryArticleRow, ...]


class StoryView(NamedTuple):
    """What the page of a story shows."""

    row: StoryRow
    days: tuple[StoryDay, ...]
    listing: Listing[StoryArticleRow]
    others: dict[str, Article]
    """Articles that articles of this page are prints of."""
    summary_of: Article | None
    speakers: Listing[SpeakerRow]
    claims: Listing[Claim]
    tables: tuple[FigureTable, ...]
    all_tables: int
    silences: Listing[SilenceRow]


def look_at_story(archive: Archive, row: StoryRow, asked: Narrowing) -> StoryView:
    """Gather one page of a story."""
    story = row.story
    here = Narrowing.model_validate({"story": story.id})
    listing = archive.story_articles(story.id, limit=PAGE_LENGTH, offset=asked.offset)
    others: dict[str, Article] = {}
    for entry in listing.rows:
        if entry.print_of is not None and entry.print_of.other not in others:
            article = archive.article(entry.print_of.other)
            if article is not None:
                others[article.id] = article
    tables = how_many.tables(archive, here, once=True)
    telling = [table for table in tables.rows if table.of_one_thing and table.ledger.figures > 1]
    return StoryView(
        row=row,
        days=tuple(by_day(listing.rows)),
        listing=listing,
        others=others,
        summary_of=archive.article(story.summary.article) if story.summary else None,
        speakers=archive.speakers(story.id, limit=SPEAKERS),
        claims=archive.claims(here.filter(), limit=CLAIMS),
        tables=tuple(telling[:TABLES]),
        all_tables=tables.total,
        silences=archive.silences(here.filter(), limit=SILENCES),
    )


def by_day(rows: tuple[StoryArticleRow, ...]) -> list[StoryDay]:
    """Group articles by their days, in the order given."""
    return [StoryDay(wording.date(day), tuple(of_day)) for day, of_day in groupby(rows, key=lambda row: row.day)]
