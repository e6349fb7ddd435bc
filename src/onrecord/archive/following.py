"""What the archive tells across articles: the part of its interface that comparing fills."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager

from onrecord.archive import claims, identities, ids, likenesses, lists, stories, views
from onrecord.archive.interface import (
    BesideRow,
    ClaimOrder,
    ClaimPage,
    Elsewhere,
    Filter,
    IdentityRow,
    LikenessRow,
    Listing,
    MemberRow,
    Network,
    SpeakerRow,
    SpokenRow,
    StoryArticleRow,
    StoryOrder,
    StoryRow,
    VersionRow,
)
from onrecord.archive.readings import number_of_article
from onrecord.records import IDENTITY_KINDS, LIKENESS_KINDS, Claim, Identity, LikenessKind

FAMILY = 2_000
"""Articles of one text that are listed at most."""


class Following:
    """The lists across articles; see `interface.Archive`."""

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _readable(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def waiting(self) -> int:
        """Count the articles that are not compared with the others yet."""
        with self._reading() as db:
            return ids.waiting(db)

    def likenesses(
        self,
        article_id: str,
        *,
        kinds: tuple[LikenessKind, ...] = LIKENESS_KINDS,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[LikenessRow]:
        """List what other articles are to this one, kind by kind, the most of it first."""
        with self._reading() as db, self._readable():
            number = number_of_article(db, article_id)
            if number is None:
                return Listing((), 0, offset)
            return likenesses.listing(db, number, kinds, limit, offset)

    def versions(self, article_id: str) -> Listing[VersionRow]:
        """List the versions of an article, itself among them, the earliest first as far as times tell."""
        with self._reading() as db:
            number = number_of_article(db, article_id)
            if number is None:
                return Listing((), 0)
            family = likenesses.family(db, number, FAMILY, kinds=("version",))
            rows = [
                VersionRow(article=row, time=time)
                for member, time in zip(family, likenesses.times(db, family), strict=True)
                for row in lists.articles_numbered(db, [member])
            ]
        rows.sort(key=lambda row: row.time or "9")  # stable: in the order added where times do not tell
        return Listing(tuple(rows), len(rows))

    # Stories

    def stories(
        self,
        filter: Filter | None = None,
        *,
        min_articles: int = 1,
        order: StoryOrder = "latest",
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[StoryRow]:
        """List stories: the latest first, or the largest."""
        wanted = filter or Filter()
        with self._reading() as db, self._readable():
            found = stories.listing(
                db,
                words=wanted.words,
                outlet=wanted.outlet,
                since=wanted.since,
                until=wanted.until,
                least=min_articles,
                order=order,
                limit=limit,
                offset=offset,
            )
            return Listing(tuple(views.story_row(db, story) for story in found.rows), found.total, offset)

    def story(self, story_id: str) -> StoryRow | None:
        """Give a story; of one that was put into another, that one."""
        with self._reading() as db, self._readable():
            number = views.number_of_story(db, story_id)
            story = stories.story(db, number) if number is not None else None
            return views.story_row(db, story) if story is not None else None

    def story_articles(self, story_id: str, *, limit: int | None = 50, offset: int = 0) -> Listing[StoryArticleRow]:
        """List the articles of a story with why they belong there, in the order of their days, undated last."""
        with self._reading() as db, self._readable():
            number = views.number_of_story(db, story_id)
            if number is None:
                return Listing((), 0, offset)
            return views.story_articles(db, number, limit, offset)

    def speakers(self, story_id: str, *, limit: int | None = 50, offset: int = 0) -> Listing[SpeakerRow]:
        """List who speaks in the articles of a story, who says most first."""
        with self._reading() as db, self._readable():
            number = views.number_of_story(db, story_id)
            if number is None:
                return Listing((), 0, offset)
            return views.speakers(db, number, limit, offset)

    # Identities

    def identities(
        self,
        filter: Filter | None = None,
        *,
        min_articles: int = 1,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[IdentityRow]:
        """List people and bodies over all articles, who says most first."""
        wanted = filter or Filter()
        kind = next((kind for kind in IDENTITY_KINDS if kind == wanted.kind), None)
        if wanted.kind is not None and kind is None:
            return Listing((), 0, offset)
        with self._reading() as db, self._readable():
            return identities.listing(
                db,
                name=wanted.source,
                kind=kind,
                outlet=wanted.outlet,
                min_articles=min_articles,
                limit=limit,
                offset=offset,
            )

    def identity(self, identity_id: str) -> IdentityRow | None:
        """Give an identity; of one that was united with another, that one."""
        with self._reading() as db, self._readable():
            return identities.one(db, identity_id)

    def identities_named(self, name: str, *, limit: int = 20) -> tuple[Identity, ...]:
        """Give the identities that go by this very name; case and diacritics do not count."""
        with self._reading() as db, self._readable():
            return tuple(views.identities_named(db, name, limit))

    def identities_of(self, article_id: str) -> dict[str, str]:
        """Give the id of the identity of each source and name of an article that has one."""
        with self._reading() as db:
            number = number_of_article(db, article_id)
            return identities.of_article(db, number) if number is not None else {}

    def members(self, identity_id: str, *, limit: int | None = 50, offset: int = 0) -> Listing[MemberRow]:
        """List the names that are one identity, article by article, with why they belong there."""
        with self._reading() as db, self._readable():
            return identities.members(db, identity_id, limit=limit, offset=offset)

    def beside(self, identity_id: str, *, limit: int | None = 50, speaking: bool = False) -> tuple[BesideRow, ...]:
        """Give whom an identity is named beside, the most frequent first; `speaking`: where both speak."""
        with self._reading() as db, self._readable():
            return identities.beside(db, identity_id, limit=limit, speaking=speaking)

    def spoken(
        self,
        identity_id: str,
        filter: Filter | None = None,
        *,
        disputed: bool = False,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[SpokenRow]:
        """List what an identity said over all articles by day; with `disputed` what is contested or denied alone."""
        with self._reading() as db, self._readable():
            return views.spoken(db, identity_id, filter or Filter(), limit, offset, disputed=disputed)

    # Claims

    def claims(
        self,
        filter: Filter | None = None,
        *,
        contested: bool = False,
        denied: bool = False,
        min_origins: int | None = None,
        order: ClaimOrder = "contested",
        limit: int | None = 50,
        offset: int = 0,
    ) -> Listing[Claim]:
        """List claims, those most contested first."""
        wanted = filter or Filter()
        with self._reading() as db, self._readable():
            within = None
            if wanted.story is not None:
                number = views.number_of_story(db, wanted.story)
                within = views.articles_of_story(db, number) if number is not None else ()
            asked = claims.ClaimFilter(
                words=wanted.words,
                source=wanted.source,
                outlet=wanted.outlet,
                articles=within,
                contested=contested,
                denied=denied,
                min_origins=min_origins,
                since=wanted.since,
                until=wanted.until,
            )
            return claims.claims(db, asked, limit, offset, sort=order)

    def claim(self, claim_id: str) -> ClaimPage | None:
        """Give everything about a claim: wordings, origins, what contests and denies it."""
        with self._reading() as db, self._readable():
            return claims.claim(db, claim_id)

    # One article, and all of them

    def elsewhere(self, article_id: str) -> Elsewhere:
        """Give what an article is to all others: its story, its claims, what opposes them, who its sources are."""
        with self._reading() as db, self._readable():
            number = number_of_article(db, article_id)
            if number is None:
                return Elsewhere(belonging=None, story=None, claims={}, oppositions=(), identities={})
            return views.elsewhere(db, number, article_id)

    def network(self, filter: Filter | None = None, *, most: int = 48) -> Network:
        """Tell who is quoted with whom, and through which agency."""
        with self._reading() as db, self._readable():
            return views.network(db, filter or Filter(), most)
