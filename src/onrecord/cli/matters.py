"""The commands `stories`, `claims` and `identity`: what stands across articles, and how people correct it."""

from __future__ import annotations

import csv as csv_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.across import say_what_waits
from onrecord.cli.lists import Cells, print_list
from onrecord.cli.options import (
    ArchiveOption,
    CsvOption,
    JsonlOption,
    LimitOption,
    OutletOption,
    SinceOption,
    SourceOption,
    UntilOption,
    WordsOption,
    archive_path,
    existing,
    reading_archive,
)
from onrecord.cli.terminal import counted, data, one_line, say, show
from onrecord.records import ArchiveError, Claim, IdentityKind, Link, Origins

if TYPE_CHECKING:
    from onrecord.archive.interface import ClaimOpposition, ClaimPage, IdentityRow, MemberRow, StoryArticleRow, StoryRow

stories_app = typer.Typer(invoke_without_command=True, add_completion=False)
claims_app = typer.Typer(invoke_without_command=True, add_completion=False)
identity_app = typer.Typer(invoke_without_command=True, add_completion=False)

LeastArticlesOption = Annotated[
    int, typer.Option("--min-articles", min=1, metavar="N", help="Leave out what fewer articles have.")
]


@stories_app.callback()
def stories(
    ctx: typer.Context,
    words: WordsOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    min_articles: LeastArticlesOption = 1,
    order: Annotated[Literal["latest", "largest"], typer.Option(help="What comes first in the list.")] = "latest",
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the stories: articles about one matter over time.

    `stories show` gives one with its articles; `stories merge` and `split`
    correct them, and such a correction outlives every comparison.

    \b
    Examples:
      onrecord stories --order largest --min-articles 3
      onrecord stories --words flood --since 2025-03-01
      onrecord stories --csv > stories.csv
    """
    if ctx.invoked_subcommand is not None:
        return
    from onrecord import Filter
    from onrecord.exchange import stories_csv

    wanted = Filter(words=words, outlet=outlet, since=since, until=until)
    with reading_archive(ctx, archive) as kept:
        say_what_waits(kept)
        print_list(
            "story",
            lambda rows: kept.stories(wanted, min_articles=min_articles, order=order, limit=rows),
            limit,
            header=("id", "first", "last", "articles", "outlets", "claims", "contested", "denied", "name"),
            cells=_story_cells,
            jsonl=jsonl,
            csv=stories_csv.write if csv else None,
        )


@stories_app.command("show")
def stories_show(
    ctx: typer.Context,
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's id, as `onrecord stories` lists it.")],
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the articles of a story in the order of their days, and why each belongs there.

    \b
    Examples:
      onrecord stories show st4
      onrecord stories show st4 --jsonl
    """
    with reading_archive(ctx, archive) as kept:
        found = kept.story(story)
        if found is None:
            raise ArchiveError(f"no story has the id {story}: `onrecord stories` lists them")
        if not jsonl:
            show(f"{found.story.id}  {one_line(found.story.name)}")
            if found.story.summary is not None:
                show(f"  {one_line(found.story.summary.text)}  [{found.story.summary.article}]")
        print_list(
            "article",
            lambda rows: kept.story_articles(found.story.id, limit=rows),
            limit,
            header=("day", "article", "outlet", "near", "shares", "is", "title"),
            cells=_belonging_cells,
            jsonl=jsonl,
        )


@stories_app.command("merge")
def stories_merge(
    ctx: typer.Context,
    stories: Annotated[list[str], typer.Argument(metavar="STORY…", help="Two stories or more.")],
    archive: ArchiveOption = None,
) -> None:
    """Make one story of several, for good.

    \b
    Examples:
      onrecord stories merge st4 st9
    """
    from onrecord import open_archive
    from onrecord.across import merge_stories

    with open_archive(existing(archive_path(ctx, archive))) as kept:
        say(f"one story now: {merge_stories(kept, stories)}")


@stories_app.command("split")
def stories_split(
    ctx: typer.Context,
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story.")],
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="The articles that go.")],
    archive: ArchiveOption = None,
) -> None:
    """Take articles out of a story into one of their own, for good.

    \b
    Examples:
      onrecord stories split st4 3f9a2c01b2aa-1
    """
    from onrecord import open_archive
    from onrecord.across import split_story

    with open_archive(existing(archive_path(ctx, archive))) as kept:
        stays, went = split_story(kept, story, articles)
        say(f"two stories now: {stays}, and {went} with {counted(len(set(articles)), 'article')}")


@claims_app.callback()
def claims(
    ctx: typer.Context,
    words: WordsOption = None,
    source: SourceOption = None,
    outlet: OutletOption = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only what something contests.")] = False,
    denied: Annotated[bool, typer.Option("--denied", help="Only what somebody denies.")] = False,
    min_origins: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Leave out what may have fewer independent origins.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    order: Annotated[
        Literal["contested", "supported", "latest"], typer.Option(help="What comes first in the list.")
    ] = "contested",
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the claims: statements of any articles that say the same thing, and what stands for and against them.

    Supported by so many independent origins (a range where that is unsure),
    contested, denied: which of them is right Onrecord does not say.

    \b
    Examples:
      onrecord claims --contested
      onrecord claims --denied --source ministry
      onrecord claims --min-origins 2 --order supported
      onrecord claims --csv > claims.csv
    """
    if ctx.invoked_subcommand is not None:
        return
    from onrecord import Filter
    from onrecord.exchange import claims_csv

    wanted = Filter(words=words, source=source, outlet=outlet, since=since, until=until)
    with reading_archive(ctx, archive) as kept:
        say_what_waits(kept)
        print_list(
            "claim",
            lambda rows: kept.claims(
                wanted, contested=contested, denied=denied, min_origins=min_origins, order=order, limit=rows
            ),
            limit,
            header=("id", "first", "last", "statements", "articles", "origins", "contested", "denied", "claim"),
            cells=_claim_cells,
            jsonl=jsonl,
            csv=claims_csv.write if csv else None,
        )


@claims_app.command("show")
def claims_show(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, as `onrecord claims` lists it.")],
    jsonl: JsonlOption = False,
    archive: ArchiveOption = None,
) -> None:
    """Unfold a claim: its wordings, the origins they go back to and why, what contests it and who denies it.

    \b
    Examples:
      onrecord claims show c12
      onrecord claims show c12 --jsonl
    """
    from onrecord.exchange import jsonl as lines

    with reading_archive(ctx, archive) as kept:
        page = kept.claim(claim)
        if page is None:
            raise ArchiveError(f"no claim has the id {claim}: `onrecord claims` lists them")
        if jsonl:
            lines.write([page], data())
        else:
            _show_claim(page)


@identity_app.callback()
def identity(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="A name it goes by, or part of one.")] = None,
    kind: Annotated[IdentityKind | None, typer.Option(help="A person, a body …")] = None,
    outlet: OutletOption = None,
    min_articles: LeastArticlesOption = 1,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List people and bodies over all articles, with the names they go by; who says most first.

    `identity show` tells why names are one; `identity merge` and `identity split`
    correct it, and such a correction outlives every comparison.

    \b
    Examples:
      onrecord identity --name observatory
      onrecord identity --kind person --min-articles 3
      onrecord identity merge i12 i40
    """
    if ctx.invoked_subcommand is not None:
        return
    from onrecord import Filter
    from onrecord.exchange import identities_csv

    wanted = Filter(source=name, kind=kind, outlet=outlet)
    with reading_archive(ctx, archive) as kept:
        say_what_waits(kept)
        print_list(
            "identity",
            lambda rows: kept.identities(wanted, min_articles=min_articles, limit=rows),
            limit,
            header=("id", "statements", "articles", "kind", "name", "also", "in what capacity"),
            cells=_identity_cells,
            jsonl=jsonl,
            csv=identities_csv.write if csv else None,
        )


@identity_app.command("show")
def identity_show(
    ctx: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="IDENTITY", help="Its id, as `onrecord identity` lists it.")],
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List where somebody is named, article by article, and why that is one identity.

    \b
    Examples:
      onrecord identity show i12
      onrecord identity show i12 --jsonl
    """
    with reading_archive(ctx, archive) as kept:
        found = kept.identity(identity)
        if found is None:
            raise ArchiveError(f"no identity has the id {identity}: `onrecord identity` lists them")
        if not jsonl:
            known = found.identity
            about = "; ".join((*known.roles, *known.affiliations, *((known.wikidata,) if known.wikidata else ())))
            show(f"{known.id}  {one_line(known.name)}" + (f"  ({one_line(about)})" if about else ""))
        print_list(
            "name",
            lambda rows: kept.members(found.identity.id, limit=rows),
            limit,
            header=("article", "record", "published", "outlet", "statements", "sure", "name", "why"),
            cells=_member_cells,
            jsonl=jsonl,
        )


@identity_app.command("merge")
def identity_merge(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(metavar="IDENTITY", help="An identity …")],
    other: Annotated[str, typer.Argument(metavar="IDENTITY", help="… and the other that is the same.")],
    archive: ArchiveOption = None,
) -> None:
    """Make one identity of two, for good; the origins of what they said are counted anew.

    \b
    Examples:
      onrecord identity merge i12 i40
    """
    from onrecord import open_archive
    from onrecord.across import merge_identities

    with open_archive(existing(archive_path(ctx, archive))) as kept:
        say(f"one identity now: {merge_identities(kept, one, other)}")


@identity_app.command("split")
def identity_split(
    ctx: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="IDENTITY", help="The identity.")],
    members: Annotated[
        list[str],
        typer.Argument(
            metavar="MEMBER…",
            help="Who goes: ARTICLE:RECORD (3f9a2c01b2aa-1:p3), or ARTICLE for all of that article.",
        ),
    ],
    archive: ArchiveOption = None,
) -> None:
    """Take names out of an identity into one of their own, for good.

    \b
    Examples:
      onrecord identity split i12 3f9a2c01b2aa-1:p3
      onrecord identity split i12 3f9a2c01b2aa-1 77e01f2ab9c0-2
    """
    from onrecord import open_archive
    from onrecord.across import split_identity

    with open_archive(existing(archive_path(ctx, archive))) as kept:
        rows = kept.members(identity, limit=None).rows
        records: list[tuple[str, str]] = []
        for member in members:
            article, _, record = member.partition(":")
            found = [row.member for row in rows if row.member.article == article and record in ("", row.member.record)]
            if not found:
                raise ArchiveError(
                    f"{member} is no member of {identity}: `onrecord identity show {identity}` lists them"
                )
            records += [(one.article, one.record) for one in found]
        stays, went = split_identity(kept, identity, records)
        say(f"two identities now: {stays}, and {went} with {counted(len(records), 'name')}")


@identity_app.command("wikidata")
def identity_wikidata(
    ctx: typer.Context,
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="CSV of two columns: a name or an identity's id, and a Wikidata id.")
    ],
    archive: ArchiveOption = None,
) -> None:
    """Take Wikidata ids from a table of your own; a name that several bear is refused.

    \b
    Examples:
      onrecord identity wikidata people.csv
    """
    from onrecord import open_archive
    from onrecord.across import take_wikidata

    if not table.is_file():
        raise typer.BadParameter(f"no file at {table}: give a CSV file", param_hint="TABLE")
    with table.open(newline="", encoding="utf-8-sig", errors="replace") as lines:
        rows = [(row[0], row[1]) for row in csv_module.reader(lines) if len(row) > 1]
    if rows and rows[0][1].strip().casefold() in ("wikidata", "qid", "id"):
        rows = rows[1:]  # a header
    with open_archive(existing(archive_path(ctx, archive))) as kept:
        taken, refused = take_wikidata(kept, rows)
    for one in refused:
        say(f"{one.name}, {one.wikidata}: {one.reason}")
    say(f"{counted(taken, 'Wikidata id')} taken, {len(refused):,} refused")


def origins_in_words(low: int, high: int) -> str:
    """Give the number of independent origins: "2", or "2 to 3" where it is unsure."""
    return str(high) if low == high else f"{low} to {high}"


def _story_cells(row: StoryRow) -> Cells:
    story = row.story
    return (
        story.id,
        story.first,
        story.last,
        story.articles,
        row.outlets,
        row.claims,
        row.contested,
        row.denied,
        story.name,
    )


def _belonging_cells(row: StoryArticleRow) -> Cells:
    return (
        row.day,
        row.article.id,
        row.article.outlet,
        f"{row.belonging.score:.2f}",
        ", ".join(row.belonging.shared),
        row.print_of.kind + " of " + row.print_of.other if row.print_of else None,
        row.article.title,
    )


def _claim_cells(claim: Claim) -> Cells:
    return (
        claim.id,
        claim.first,
        claim.last,
        claim.statements,
        claim.articles,
        origins_in_words(claim.origins_low, claim.origins_high),
        claim.contested,
        claim.denied,
        claim.text,
    )


def _identity_cells(row: IdentityRow) -> Cells:
    one = row.identity
    capacity = "; ".join((*one.roles, *one.affiliations))
    return (one.id, row.statements, row.articles, one.kind, one.name, "; ".join(one.aliases), capacity)


def _member_cells(row: MemberRow) -> Cells:
    member = row.member
    why = "; ".join(evidence.text for evidence in member.evidence)
    return (
        member.article,
        member.record,
        row.published,
        row.outlet,
        row.statements,
        f"{member.score:.2f}",
        member.name,
        f"{member.made_by}: {why}" if why else member.made_by,
    )


def _show_claim(page: ClaimPage) -> None:
    from onrecord.comparing.claims import support

    claim = page.claim
    show(f"{claim.id}  “{one_line(claim.text)}”")
    show(f"  {support(claim)}; first {claim.first or 'unknown'}, last {claim.last or 'unknown'}")
    for wording in page.wordings:
        about = ", ".join(known for known in (wording.outlet, wording.day) if known)
        who = wording.source or "nobody is given"
        said = wording.wording
        show(one_line(f"= {said.article} {said.statement}  {who} [{about}]: {said.text}"))
    if page.origins is not None:
        _show_origins(page.origins)
    for against in page.oppositions:
        show(_against_in_words(against))


def _show_origins(origins: Origins) -> None:
    for origin in origins.origins:
        where = ", ".join(f"{said.article} {said.statement}" for said in origin.statements)
        show(one_line(f"origin {origin.name} ({origin.kind}): {where}"))
    for link in origins.links:
        show(one_line(_link_in_words(link)))


def _link_in_words(link: Link) -> str:
    one, other = (f"{said.article} {said.statement}" for said in (link.one, link.other))
    return (
        f"  {'one' if link.sure else 'may be one'}: {one} and {other}, {link.evidence.text} ({link.evidence.made_by})"
    )


def _against_in_words(against: ClaimOpposition) -> str:
    opposition = against.opposition
    verb = {"contests": "contested by", "denies": "denied by"}[opposition.relation]
    if against.turned:
        verb = {"contests": "contests", "denies": "denies"}[opposition.relation]
    about = ", ".join(known for known in (against.outlet, against.day) if known)
    why = "; ".join(evidence.text for evidence in opposition.evidence)
    return one_line(
        f"{verb} {against.source or 'nobody who is given'} [{about}]: {against.text}" + (f"  ({why})" if why else "")
    )
