"""The commands that look across articles: `compare`, `reprints`, `versions`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.lists import Cells, print_list
from onrecord.cli.options import ArchiveOption, JsonlOption, LimitOption, archive_path, existing, reading_archive
from onrecord.cli.terminal import counted, data, one_line, progress, say, show
from onrecord.records import ArchiveError, Change, LikenessKind

if TYPE_CHECKING:
    from onrecord.across import Version
    from onrecord.archive.interface import Archive, LikenessRow

ArticleArgument = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="The article's id, as `onrecord articles` lists it.")
]


def compare(ctx: typer.Context, archive: ArchiveOption = None) -> None:
    """Compare the articles with each other: reprints, identities, stories, claims.

    `add` and `open` do it by themselves. This goes on with a comparison that was
    stopped; what is compared already is passed over.

    \b
    Examples:
      onrecord compare
      onrecord compare --archive aleppo.onrecord
    """
    compare_all(existing(archive_path(ctx, archive)))


def compare_all(path: Path, *, said: bool = True) -> None:
    """Compare what is not compared yet, and show how far it is; with nothing to do, say so where `said`."""
    from onrecord import compare as compare_articles
    from onrecord import open_archive
    from onrecord.across import to_compare
    from onrecord.cli.ways_out import ExitCode

    done = 0
    with open_archive(path) as archive, progress("comparing articles", lambda: to_compare(archive)) as advance:

        def each() -> None:
            nonlocal done
            done += 1
            advance()

        try:
            compared = compare_articles(archive, each=each)
        except KeyboardInterrupt:
            say(f"stopped; {counted(done, 'article')} compared: `onrecord compare` goes on from there")
            raise typer.Exit(ExitCode.STOPPED) from None
    if said or compared.articles:
        say(f"{counted(compared.articles, 'article')} compared" + (", all of them anew" if compared.anew else ""))


def reprints(
    ctx: typer.Context,
    article: ArticleArgument,
    kind: Annotated[LikenessKind | None, typer.Option(help="What the other is to the article.")] = None,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List who else has the text of an article, or a passage of it: reprints, trims, shared passages.

    Who copied from whom it does not say. With `--jsonl` every shared passage has
    its exact place on both sides.

    \b
    Examples:
      onrecord reprints 3f9a2c01b2aa-1
      onrecord reprints 3f9a2c01b2aa-1 --kind shared
      onrecord reprints 3f9a2c01b2aa-1 --jsonl > reprints.jsonl
    """
    with reading_archive(ctx, archive) as kept:
        _known(kept, article)
        kinds: tuple[LikenessKind, ...] = (kind,) if kind else ("reprint", "trim", "retop", "version", "shared")
        print_list(
            "likeness",
            lambda rows: kept.likenesses(article, kinds=kinds, limit=rows),
            limit,
            header=("kind", "of it there", "of the other here", "passages", "article", "published", "outlet", "title"),
            cells=_likeness_cells,
            jsonl=jsonl,
        )


def versions(
    ctx: typer.Context,
    article: ArticleArgument,
    jsonl: JsonlOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the versions of an article in order, and what each says otherwise than the one before.

    \b
    Examples:
      onrecord versions 3f9a2c01b2aa-1
      onrecord versions 3f9a2c01b2aa-1 --jsonl
    """
    from onrecord.across import versions as versions_of
    from onrecord.exchange import jsonl as lines

    with reading_archive(ctx, archive) as kept:
        _known(kept, article)
        found = versions_of(kept, article)
        if jsonl:
            lines.write(found, data())
        else:
            for version in found:
                _show_version(version)
        say(counted(len(found), "version") + (" written" if jsonl else ""))


def _known(archive: Archive, article: str) -> None:
    """Raise ArchiveError where there is no such article, and warn where what is asked for may be incomplete."""
    if archive.article(article) is None:
        raise ArchiveError(f"no article has the id {article}: `onrecord articles` lists them")
    say_what_waits(archive)


def say_what_waits(archive: Archive) -> None:
    """Warn where articles are not compared yet."""
    if waiting := archive.waiting():
        say(f"{counted(waiting, 'article')} not compared yet: `onrecord compare` does it")


def _likeness_cells(row: LikenessRow) -> Cells:
    likeness = row.likeness
    return (
        likeness.kind,
        f"{likeness.share:.0%}",
        f"{likeness.other_share:.0%}",
        sum(not passage.stock for passage in likeness.passages),
        row.article_id,
        row.published,
        row.outlet,
        row.article_title,
    )


def _show_version(version: Version) -> None:
    article = version.row.article
    about = ", ".join(known for known in (article.outlet, version.row.time, article.uri) if known)
    show(f"{article.id}  {one_line(article.title or '(no headline)')}  [{one_line(about)}]")
    if version.difference is None:
        return
    for change in version.difference.changes:
        show(one_line(f"  {change.what} {change.kind}: {_change_in_words(change)}"))
    show(f"  {counted(version.difference.kept, 'statement')} unchanged")


def _change_in_words(change: Change) -> str:
    sides = [
        f"{side.id} " + (f"{side.source}: " if side.source else "") + f"“{side.text}”" if side else None
        for side in (change.old, change.new)
    ]
    return " → ".join(side for side in sides if side)
