"""The desk's pages across articles: which address shows what."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, Protocol, TypeVar
from urllib.parse import quote

from fastapi import HTTPException, Query
from fastapi.responses import RedirectResponse, Response

from onrecord.archive.interface import Archive, ClaimOrder
from onrecord.desk.article_across import likeness_of
from onrecord.desk.claim_page import look_at_claim
from onrecord.desk.narrowing import PAGE_LENGTH, Narrowing, pager
from onrecord.desk.network_page import look_at_network
from onrecord.desk.side_by_side import look_at_versions, on_both, sides
from onrecord.desk.story_page import look_at_story
from onrecord.records import LIKENESS_KINDS

Asked = Annotated[Narrowing, Query()]
Show = Callable[..., Response]
Page = TypeVar("Page", bound=Callable[..., Any])
_CLAIM_ORDERS: dict[str | None, ClaimOrder] = {"supported": "supported", "latest": "latest"}
NAMES = 20
"""Names of an identity whose reasons stand on its page."""
BESIDE = 24


class Get(Protocol):
    """What makes a page of an address."""

    def __call__(self, path: str, /) -> Callable[[Page], Page]:
        """Give a decorator."""


def add_pages(get: Get, read: Callable[[], Archive], show: Show) -> None:
    """Add the pages across articles to an application.

    Args:
        get: makes a page of an address: `get("/stories")`.
        read: opens the archive.
        show: renders a template.
    """

    @get("/stories")
    def stories(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.stories(
                asked.filter(),
                min_articles=asked.min_articles or 1,
                order="largest" if asked.order == "largest" else "latest",
                limit=PAGE_LENGTH,
                offset=asked.offset,
            )
            waiting = archive.waiting()
        return show(
            "stories.html", asked=asked, listing=listing, waiting=waiting, pager=pager("/stories", asked, listing)
        )

    @get("/stories/{story_id}")
    def story(story_id: str, asked: Asked) -> Response:
        with read() as archive:
            row = archive.story(story_id)
            if row is None:
                raise missing("story", story_id)
            if row.story.id != story_id:
                return RedirectResponse(f"/stories/{row.story.id}")
            view = look_at_story(archive, row, asked)
            waiting = archive.waiting()
        return show(
            "story.html",
            asked=asked,
            view=view,
            waiting=waiting,
            pager=pager(f"/stories/{row.story.id}", asked, view.listing),
        )

    @get("/stories/{story_id}/speakers")
    def story_speakers(story_id: str, asked: Asked) -> Response:
        with read() as archive:
            row = archive.story(story_id)
            if row is None:
                raise missing("story", story_id)
            listing = archive.speakers(row.story.id, limit=PAGE_LENGTH, offset=asked.offset)
        return show(
            "story_speakers.html",
            asked=asked,
            row=row,
            listing=listing,
            pager=pager(f"/stories/{row.story.id}/speakers", asked, listing),
        )

    @get("/claims")
    def claims(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.claims(
                asked.filter(),
                contested=asked.contested is not None,
                denied=asked.denied is not None,
                min_origins=asked.min_origins,
                order=_CLAIM_ORDERS.get(asked.order, "contested"),
                limit=PAGE_LENGTH,
                offset=asked.offset,
            )
            within = archive.story(asked.story) if asked.story else None
            waiting = archive.waiting()
        return show(
            "claims.html",
            asked=asked,
            listing=listing,
            within=within,
            waiting=waiting,
            pager=pager("/claims", asked, listing),
        )

    @get("/claims/{claim_id}")
    def claim(claim_id: str, asked: Asked) -> Response:
        with read() as archive:
            page = archive.claim(claim_id)
            if page is None:
                raise missing("claim", claim_id)
            view = look_at_claim(archive, page, asked)
            waiting = archive.waiting()
        return show(
            "claim.html",
            asked=asked,
            view=view,
            waiting=waiting,
            pager=pager(f"/claims/{page.claim.id}", asked, view.listing),
        )

    @get("/identities")
    def identities(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.identities(
                asked.filter(), min_articles=asked.min_articles or 1, limit=PAGE_LENGTH, offset=asked.offset
            )
            loudest = archive.identities(limit=1).rows
            waiting = archive.waiting()
        return show(
            "identities.html",
            asked=asked,
            listing=listing,
            waiting=waiting,
            pager=pager("/identities", asked, listing),
            most=max((row.statements for row in (*loudest, *listing.rows)), default=0),
        )

    @get("/identities/{identity_id}")
    def identity(identity_id: str, asked: Asked) -> Response:
        with read() as archive:
            row = archive.identity(identity_id)
            if row is None:
                raise missing("identity", identity_id)
            if row.identity.id != identity_id:
                return RedirectResponse(f"/identities/{row.identity.id}")
            said = archive.spoken(
                row.identity.id,
                asked.filter(),
                disputed=asked.disputed is not None,
                limit=PAGE_LENGTH,
                offset=asked.offset,
            )
            disputed = archive.spoken(row.identity.id, asked.filter(), disputed=True, limit=0).total
            members = archive.members(row.identity.id, limit=NAMES)
            beside = archive.beside(row.identity.id, limit=BESIDE, speaking=True)
            waiting = archive.waiting()
        return show(
            "identity.html",
            asked=asked,
            row=row,
            listing=said,
            disputed=disputed,
            members=members,
            beside=beside,
            waiting=waiting,
            pager=pager(f"/identities/{row.identity.id}", asked, said),
        )

    @get("/identities/{identity_id}/names")
    def identity_names(identity_id: str, asked: Asked) -> Response:
        with read() as archive:
            row = archive.identity(identity_id)
            if row is None:
                raise missing("identity", identity_id)
            listing = archive.members(row.identity.id, limit=PAGE_LENGTH, offset=asked.offset)
        return show(
            "identity_names.html",
            asked=asked,
            row=row,
            listing=listing,
            pager=pager(f"/identities/{row.identity.id}/names", asked, listing),
        )

    @get("/network")
    def network(asked: Asked) -> Response:
        with read() as archive:
            view = look_at_network(archive, asked)
            within = archive.story(asked.story) if asked.story else None
            waiting = archive.waiting()
        return show("network.html", asked=asked, view=view, within=within, waiting=waiting)

    @get("/articles/{article_id}/reprints")
    def reprints(article_id: str, asked: Asked) -> Response:
        with read() as archive:
            article = archive.article(article_id)
            if article is None:
                raise missing("article", article_id)
            listing = archive.likenesses(article_id, kinds=LIKENESS_KINDS, limit=PAGE_LENGTH, offset=asked.offset)
            waiting = archive.waiting()
        path = f"/articles/{quote(article_id, safe='')}/reprints"
        return show(
            "reprints.html",
            asked=asked,
            article=article,
            listing=listing,
            waiting=waiting,
            pager=pager(path, asked, listing),
        )

    @get("/articles/{article_id}/reprints/{other_id}")
    def reprint(article_id: str, other_id: str) -> Response:
        with read() as archive:
            one, other = archive.article(article_id), archive.article(other_id)
            if one is None or other is None:
                raise missing("article", article_id if one is None else other_id)
            found = likeness_of(archive, article_id, other_id)
        if found is None:
            raise HTTPException(
                HTTPStatus.NOT_FOUND, "These two articles share no passage: go back to the article and choose another."
            )
        left, right = sides(one, other, found)
        return show("reprint.html", likeness=found, left=left, right=right, both=on_both(left, right))

    @get("/articles/{article_id}/versions")
    def article_versions(article_id: str) -> Response:
        with read() as archive:
            article = archive.article(article_id)
            if article is None:
                raise missing("article", article_id)
            found = look_at_versions(archive, article_id)
            waiting = archive.waiting()
        return show("versions.html", article=article, versions=found, waiting=waiting)


def missing(what: str, key: str) -> HTTPException:
    """Give the answer for something that the archive does not hold."""
    return HTTPException(
        HTTPStatus.NOT_FOUND, f"The archive has no {what} “{key}”: it may have been read anew since; search for it."
    )
