"""The commands that list what the archive holds, as a table, as JSON lines or as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, BinaryIO, TypeVar

import msgspec
import typer

from onrecord.cli.options import (
    EVERYTHING,
    TABLE_ROWS,
    ArchiveOption,
    ArticleOption,
    ConfidenceOption,
    CountryOption,
    CsvOption,
    FormOption,
    JsonlOption,
    LimitOption,
    OutletOption,
    PlaceOption,
    RelayOption,
    SourceOption,
    StanceOption,
    StatusOption,
    WordsOption,
    reading_archive,
)
from onrecord.cli.terminal import counted, data, say, table
from onrecord.records import Problem

if TYPE_CHECKING:
    from onrecord.archive.interface import ArticleRow, Hit, Listing, SilenceRow, SourceRow, StatementRow

Row = TypeVar("Row", bound=msgspec.Struct)
Cells = Sequence[str | int | None]


def statements(
    ctx: typer.Context,
    source: SourceOption = None,
    status: StatusOption = None,
    stance: StanceOption = None,
    form: FormOption = None,
    relay: RelayOption = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    outlet: OutletOption = None,
    article: ArticleOption = None,
    words: WordsOption = None,
    min_confidence: ConfidenceOption = None,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List who said what, in article order.

    \b
    Examples:
      onrecord statements --source Awada
      onrecord statements --status anonymous --relay Reuters
      onrecord statements --stance denies --limit 0
      onrecord statements --place Latakia
      onrecord statements --csv > statements.csv
    """
    from onrecord import Filter
    from onrecord.exchange import statements_csv

    wanted = Filter(
        source=source,
        status=status,
        stance=stance,
        form=form,
        relay=relay,
        place=place,
        country=country,
        outlet=outlet,
        article=article,
        words=words,
        min_confidence=min_confidence,
    )
    with reading_archive(ctx, archive) as kept:
        print_list(
            "statement",
            lambda rows: kept.statements(wanted, limit=rows),
            limit,
            header=("article", "id", "source", "status", "stance", "form", "relay", "content"),
            cells=_statement_cells,
            jsonl=jsonl,
            csv=(lambda rows, to: statements_csv.write(statements_csv.with_sources(kept, rows), to)) if csv else None,
        )


def silences(
    ctx: typer.Context,
    source: SourceOption = None,
    outlet: OutletOption = None,
    article: ArticleOption = None,
    words: WordsOption = None,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List who was asked and did not answer, and what an outlet could not verify.

    \b
    Examples:
      onrecord silences
      onrecord silences --source ministry --csv > silences.csv
    """
    from onrecord import Filter
    from onrecord.exchange import silences_csv

    wanted = Filter(source=source, outlet=outlet, article=article, words=words)
    with reading_archive(ctx, archive) as kept:
        print_list(
            "silence",
            lambda rows: kept.silences(wanted, limit=rows),
            limit,
            header=("article", "source", "kind", "text"),
            cells=_silence_cells,
            jsonl=jsonl,
            csv=silences_csv.write if csv else None,
        )


def sources(
    ctx: typer.Context,
    source: SourceOption = None,
    status: StatusOption = None,
    outlet: OutletOption = None,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List who speaks, how often and in what capacity; who speaks most first.

    \b
    Examples:
      onrecord sources
      onrecord sources --status anonymous
      onrecord sources --jsonl --limit 10
    """
    from onrecord import Filter
    from onrecord.exchange import sources_csv

    wanted = Filter(source=source, status=status, outlet=outlet)
    with reading_archive(ctx, archive) as kept:
        print_list(
            "source",
            lambda rows: kept.sources(wanted, limit=rows),
            limit,
            header=("statements", "articles", "silences", "status", "kind", "name", "in what capacity"),
            cells=_source_cells,
            jsonl=jsonl,
            csv=sources_csv.write if csv else None,
        )


def articles(
    ctx: typer.Context,
    outlet: OutletOption = None,
    words: WordsOption = None,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the articles, in the order they were added.

    \b
    Examples:
      onrecord articles
      onrecord articles --words ceasefire --csv > articles.csv
    """
    from onrecord import Filter
    from onrecord.exchange import articles_csv

    wanted = Filter(outlet=outlet, words=words)
    with reading_archive(ctx, archive) as kept:
        print_list(
            "article",
            lambda rows: kept.articles(wanted, limit=rows),
            limit,
            header=("id", "published", "outlet", "words", "statements", "sources", "silences", "title"),
            cells=_article_cells,
            jsonl=jsonl,
            csv=articles_csv.write if csv else None,
        )


def search(
    ctx: typer.Context,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What to look for; '\"…\"' for a phrase.")],
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    archive: ArchiveOption = None,
) -> None:
    """Find words in articles and statements, best first.

    \b
    Examples:
      onrecord search ceasefire
      onrecord search '"food aid"' --limit 10
    """
    with reading_archive(ctx, archive) as kept:
        print_list(
            "hit",
            lambda rows: kept.search(words, limit=rows),
            limit,
            header=("article", "statement", "published", "outlet", "title", "text"),
            cells=_hit_cells,
            jsonl=jsonl,
        )


def problems(
    ctx: typer.Context,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List what could not be read and why, oldest first; the bytes are kept in the archive.

    \b
    Examples:
      onrecord problems
      onrecord problems --jsonl > problems.jsonl
    """

    def without_bytes(rows: int) -> Listing[Problem]:
        listing = kept.problems(limit=rows)
        bare = tuple(msgspec.structs.replace(problem, data=None) for problem in listing.rows)
        return msgspec.structs.replace(listing, rows=bare)

    with reading_archive(ctx, archive) as kept:
        print_list(
            "problem",
            without_bytes,
            limit,
            header=("stage", "error", "uri", "reason"),
            cells=lambda problem: (problem.stage, problem.error, problem.uri, problem.reason),
            jsonl=jsonl,
        )


def print_list(
    noun: str,
    fetch: Callable[[int], Listing[Row]],
    limit: int | None,
    *,
    header: Sequence[str],
    cells: Callable[[Row], Cells],
    jsonl: bool,
    csv: Callable[[Iterable[Row], BinaryIO], int] | None = None,
) -> None:
    """Print a list in the format asked for, and on stderr how many rows of how many."""
    if jsonl and csv is not None:
        raise typer.BadParameter("--jsonl and --csv exclude each other: give one")
    export = jsonl or csv is not None
    if limit is None:
        limit = EVERYTHING if export else TABLE_ROWS
    listing = fetch(limit or EVERYTHING)
    if jsonl:
        from onrecord.exchange import jsonl as lines

        shown = lines.write(listing.rows, data())
    elif csv is not None:
        shown = csv(listing.rows, data())
    else:
        table(header, [cells(row) for row in listing.rows])
        shown = len(listing.rows)
    if shown < listing.total:
        verb = "wrote" if export else "showing"
        say(f"{verb} {shown:,} of {counted(listing.total, noun)}: give --limit 0 for all")
    else:
        say(counted(shown, noun) + (" written" if export else ""))


def _statement_cells(row: StatementRow) -> Cells:
    said = row.statement
    return (
        row.article_id,
        said.id,
        said.source.name or said.source.text,
        said.source.status,
        said.stance,
        said.form,
        said.relay.name if said.relay else None,
        said.content.text,
    )


def _silence_cells(row: SilenceRow) -> Cells:
    return (row.article_id, row.silence.source, row.silence.kind, row.silence.text)


def _source_cells(row: SourceRow) -> Cells:
    capacity = "; ".join((*row.roles, *row.affiliations))
    return (row.statements, row.articles, row.silences, row.status, row.kind, row.name, capacity)


def _article_cells(row: ArticleRow) -> Cells:
    return (row.id, row.published, row.outlet, row.words, row.statements, row.sources, row.silences, row.title)


def _hit_cells(hit: Hit) -> Cells:
    text = "".join(piece for piece, _ in hit.snippet)
    return (hit.article_id, hit.statement_id, hit.published, hit.outlet, hit.article_title, text)
