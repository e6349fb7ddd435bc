"""An archive in memory that takes articles into stories one by one, as the archive does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.archive import ids, schema
from onrecord.archive import stories as kept
from onrecord.archive.words import fold
from onrecord.comparing.stories import Decision, Gathered, decide, gather, profile, sought, story_of, together, weigh
from onrecord.records import Article, CaptureReference, Place, Reading, Source, Span

SENDER = CaptureReference(sha256="0" * 64, uri="invented", fetched_at=None, media_type="text/plain")


def reading(
    id_: str,
    text: str,
    *,
    day: str | None = None,
    outlet: str | None = None,
    names: Iterable[str] = (),
    places: Iterable[str] = (),
) -> Reading:
    """Make the reading of an invented article; the first line of its text is the headline."""
    headline = text.partition("\n")[0]
    found = [(name, Span(text.index(name), text.index(name) + len(name))) for name in names]
    where = [(name, Span(text.index(name), text.index(name) + len(name))) for name in places]
    return Reading(
        capture=SENDER,
        article=Article(
            id=id_,
            title=headline,
            text=text,
            outlet=outlet,
            published=day,
            headings=(Span(0, len(headline)),) if headline and headline != text else (),
        ),
        sources=tuple(
            Source(id=f"p{n}", name=name, kind="person", status="named", mentions=(span,))
            for n, (name, span) in enumerate(found)
        ),
        places=tuple(
            Place(
                id=f"pl{n}",
                spans=(span,),
                text=name,
                name=name,
                geonames_id=None,
                lat=None,
                lon=None,
                country=None,
                precision=None,
                confidence=1.0,
            )
            for n, (name, span) in enumerate(where)
        ),
    )


class Shelf:
    """Stories in a file of the archive's own schema, in memory."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        for step in schema.STEPS:
            for statement in step:
                self.db.execute(statement)
        if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'stories'").fetchone():
            for statement in kept.TABLES:
                self.db.execute(statement)
        self.readings: dict[int, Reading] = {}

    def add(self, one: Reading, prints: Sequence[int] = ()) -> Decision:
        """Put an article into a story; give what was decided, with the number of the story."""
        number = len(self.readings) + 1
        article = one.article
        self.db.execute(
            """INSERT OR IGNORE INTO articles (number, capture, id, title, text, outlet, outlet_folded, byline, published,
            language, words, statements, sources, silences, json, digest)
            VALUES (?, 1, ?, ?, ?, ?, ?, NULL, ?, NULL, 0, 0, 0, 0, x'', '')""",
            [number, article.id, article.title, article.text, article.outlet, fold(article.outlet or ""), None],
        )
        self.readings[number] = one
        return self.follow(number, prints)

    def follow(self, number: int, prints: Sequence[int] = ()) -> Decision:
        """Take an article that is there already into a story."""
        one = self.readings[number]
        article = one.article
        seen = profile(one)
        counts = kept.counts(self.db, seen.terms, article.outlet)
        weighed = weigh(seen, counts)
        hand = kept.hand_of(self.db, article.id)
        of_prints = kept.holding(self.db, prints) if prints else []
        also = of_prints if hand.story is None else [*of_prints, hand.story]
        known = {
            story: msgspec.json.decode(state, type=Gathered)
            for story, state in kept.candidates(self.db, sought(weighed), seen.day, also).items()
            if story not in hand.apart
        }
        if hand.story is not None:
            decision = Decision(hand.story, 1.0, (), kept.BY_HAND)
        else:
            decision = decide(seen, weighed, {} if hand.starts else known, of_prints)
        story = kept.start(self.db, article.id) if decision.story is None else decision.story
        self.keep(
            story,
            gather(known.get(story), seen, weighed, counts=story not in of_prints),
            anchor=number if decision.story is None else None,
        )
        kept.join(
            self.db,
            number,
            article.id,
            story,
            seen.day,
            score=decision.score,
            shared=decision.shared,
            made_by=decision.made_by,
        )
        if story not in of_prints:
            before = known.get(story)
            kept.count(
                self.db,
                story,
                seen.terms,
                before.terms if before else None,
                article_id=article.id,
                outlet=article.outlet,
                outlet_articles=counts.outlet_articles,
            )
        return Decision(story, decision.score, decision.shared, decision.made_by)

    def keep(self, story: int, gathered: Gathered, anchor: int | None = None) -> None:
        """Keep a story as it is now."""
        record = story_of(ids.id_of("story", story), gathered)
        state = msgspec.json.encode(gathered)
        kept.keep(self.db, story, record, state, gathered.indexed, gathered.last, anchor=anchor)

    def merge(self, *stories: int) -> int:
        """Merge stories by hand."""
        known = [self.gathered(story) for story in sorted(stories)]
        number = kept.merge(self.db, stories)
        for other in known[1:]:
            known[0] = together(known[0], other)
        self.keep(number, known[0])
        return number

    def split(self, story: int, *articles: str) -> tuple[int, int]:
        """Split a story by hand."""
        numbers = kept.split(self.db, story, articles)
        for number in numbers:
            gathered = None
            of_story = sorted(member.article for member in kept.members(self.db, number))
            for article in of_story:
                seen = profile(self.readings[article])
                weighed = weigh(seen, kept.counts(self.db, seen.terms, self.readings[article].article.outlet))
                gathered = gather(gathered, seen, weighed)
            assert gathered is not None
            self.keep(number, gathered, anchor=None if number == story else of_story[0])
        return numbers

    def anew(self) -> None:
        """Compare everything anew, as after a new version."""
        for table in kept.WIPE:
            self.db.execute(f"DELETE FROM {table}")
        for number in self.readings:
            self.follow(number)

    def gathered(self, story: int) -> Gathered:
        """Give what is known of a story."""
        state = kept.state(self.db, story)
        assert state is not None
        return msgspec.json.decode(state, type=Gathered)

    def groups(self) -> dict[str, list[str]]:
        """Give the articles of each story, by ids."""
        return {
            story.id: sorted(m.belonging.article for m in kept.members(self.db, int(story.id[2:])))
            for story in reversed(kept.listing(self.db, limit=None).rows)
        }
