"""The commands that list where, when and how many; and `places add` and `places find`, for the gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from onrecord.cli.lists import Cells, print_list
from onrecord.cli.options import (
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
    SinceOption,
    SourceOption,
    StanceOption,
    StatusOption,
    UntilOption,
    WordsOption,
    archive_path,
    reading_archive,
)
from onrecord.cli.terminal import counted, say, table
from onrecord.records import (
    DateKind,
    Figure,
    FigureKind,
    GazetteerEntry,
    Precision,
)

if TYPE_CHECKING:
    from onrecord.archive.interface import DateRow, FigureRow, PlaceRow

places_app = typer.Typer(invoke_without_command=True, add_completion=False)


@places_app.callback()
def places(
    ctx: typer.Context,
    place: PlaceOption = None,
    country: CountryOption = None,
    precision: Annotated[
        Literal[Precision, "unknown"] | None, typer.Option(help="How precisely the place is known.")
    ] = None,
    source: SourceOption = None,
    status: StatusOption = None,
    stance: StanceOption = None,
    form: FormOption = None,
    relay: RelayOption = None,
    outlet: OutletOption = None,
    article: ArticleOption = None,
    words: WordsOption = None,
    min_confidence: ConfidenceOption = None,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the places articles mention, with coordinates and how precise they are, in article order.

    Who speaks (`--source`, `--status`, …) narrows to places in what they say.
    `places add` adds a place of your own, `places find` looks a name up.

    \b
    Examples:
      onrecord places --country SY
      onrecord places --source Khoury --csv > places.csv
      onrecord places --place Aleppo --limit 0
    """
    if ctx.invoked_subcommand is not None:
        return
    from onrecord import Filter
    from onrecord.exchange import places_csv

    wanted = Filter(
        place=place,
        country=country,
        precision=precision,
        source=source,
        status=status,
        stance=stance,
        form=form,
        relay=relay,
        outlet=outlet,
        article=article,
        words=words,
        min_confidence=min_confidence,
    )
    with reading_archive(ctx, archive) as kept:
        print_list(
            "place",
            lambda rows: kept.places(wanted, limit=rows),
            limit,
            header=("article", "id", "text", "name", "country", "precision", "lat", "lon", "claimant"),
            cells=_place_cells,
            jsonl=jsonl,
            csv=places_csv.write if csv else None,
        )


@places_app.command("add")
def places_add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The place's usual name.")],
    lat: Annotated[float, typer.Option(min=-90, max=90, metavar="DEGREES", help="Degrees north, WGS 84.")],
    lon: Annotated[float, typer.Option(min=-180, max=180, metavar="DEGREES", help="Degrees east, WGS 84.")],
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="ISO 3166-1 alpha-2 (SY); leave it out for none.")
    ] = None,
    precision: Annotated[Precision, typer.Option(help="How precisely the place is known.")] = "point",
    also: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Another name; may be repeated.")] = None,
    archive: ArchiveOption = None,
) -> None:
    """Add a place of your own to this archive's gazetteer; it goes before the built-in ones.

    It holds for pages read from now on: `onrecord add` with the same paths
    reads those again that are in the archive. The same name once more replaces it.

    \b
    Examples:
      onrecord places add "Tell Zaytoun" --lat 36.31 --lon 37.02 --country SY
      onrecord places add "Camp Nine" --also "Camp 9" --lat 15.2 --lon 36.1
    """
    from onrecord import open_archive
    from onrecord.vocabulary.gazetteer import gazetteer

    code = country.upper() if country else None
    if code is not None and gazetteer().country(code) is None:
        raise typer.BadParameter(
            f"{country} is no country's code: give two letters, such as SY", param_hint="--country"
        )
    if not any(char.isalpha() for char in name):
        raise typer.BadParameter("a name has letters: give the name as texts print it", param_hint="NAME")
    entry = GazetteerEntry(
        name=" ".join(name.split()),
        also=tuple(" ".join(other.split()) for other in also or ()),
        lat=lat,
        lon=lon,
        precision=precision,
        country=code,
        basis="user",
    )
    with open_archive(archive_path(ctx, archive)) as kept:
        kept.add_place(entry)
        own = counted(len(kept.added_places()), "place")
        say(f"{entry.name} added; {own} of your own: add the pages again to use it")


@places_app.command("find")
def places_find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to look up.")],
    limit: LimitOption = None,
) -> None:
    """Look a name up in the built-in gazetteer: every place that goes by it.

    \b
    Examples:
      onrecord places find Tripoli
      onrecord places find "Deir al-Zour"
    """
    from onrecord.cli.options import TABLE_ROWS
    from onrecord.vocabulary.gazetteer import gazetteer

    found = gazetteer().find(name)
    shown = found[: TABLE_ROWS if limit is None else limit or None]
    header = ("geonames", "name", "country", "precision", "lat", "lon", "population", "found as", "in")
    table(
        header,
        [
            (
                match.entry.geonames_id,
                match.entry.name,
                match.entry.country,
                match.entry.precision,
                degrees(match.entry.lat),
                degrees(match.entry.lon),
                match.entry.population or None,
                match.how,
                match.entry.admin,
            )
            for match in shown
        ],
    )
    left = f"showing {len(shown):,} of " if len(shown) < len(found) else ""
    say(left + counted(len(found), "place"))


def dates(
    ctx: typer.Context,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: Annotated[DateKind | None, typer.Option(help="A point, a length of time or a repetition.")] = None,
    source: SourceOption = None,
    status: StatusOption = None,
    stance: StanceOption = None,
    form: FormOption = None,
    relay: RelayOption = None,
    outlet: OutletOption = None,
    article: ArticleOption = None,
    words: WordsOption = None,
    min_confidence: ConfidenceOption = None,
    by_day: Annotated[bool, typer.Option("--by-day", help="In the order of time, not of articles.")] = False,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the dates articles give, as EDTF, with what each was reckoned from, in article order.

    \b
    Examples:
      onrecord dates --since 2024-12-01 --until 2024-12-14 --by-day
      onrecord dates --kind duration
      onrecord dates --csv > dates.csv
    """
    from onrecord import Filter
    from onrecord.exchange import dates_csv

    wanted = Filter(
        since=since,
        until=until,
        kind=kind,
        source=source,
        status=status,
        stance=stance,
        form=form,
        relay=relay,
        outlet=outlet,
        article=article,
        words=words,
        min_confidence=min_confidence,
    )
    with reading_archive(ctx, archive) as kept:
        print_list(
            "date",
            lambda rows: kept.dates(wanted, limit=rows, by_day=by_day),
            limit,
            header=("article", "id", "edtf", "duration", "kind", "basis", "anchor", "claimant", "text"),
            cells=_date_cells,
            jsonl=jsonl,
            csv=dates_csv.write if csv else None,
        )


def figures(
    ctx: typer.Context,
    counted: Annotated[
        str | None, typer.Option(metavar="NOUN", help="What is counted, or part of its words (detainee).")
    ] = None,
    kind: Annotated[FigureKind | None, typer.Option(help="What the figure is about.")] = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    status: StatusOption = None,
    stance: StanceOption = None,
    form: FormOption = None,
    relay: RelayOption = None,
    outlet: OutletOption = None,
    article: ArticleOption = None,
    words: WordsOption = None,
    min_confidence: ConfidenceOption = None,
    by_day: Annotated[bool, typer.Option("--by-day", help="In the order of time, not of articles.")] = False,
    limit: LimitOption = None,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List every figure: value, bound, what is counted, where, when and who claims it, in article order.

    A figure without a date of its own is of its article's. A place in round
    brackets is where its article is set, for the figure's sentence names none.

    \b
    Examples:
      onrecord figures --kind killed --place Akre --by-day
      onrecord figures --counted detainee --csv > detainees.csv
      onrecord figures --source ministry
    """
    from onrecord import Filter
    from onrecord.exchange import figures_csv

    wanted = Filter(
        counted=counted,
        kind=kind,
        place=place,
        country=country,
        since=since,
        until=until,
        source=source,
        status=status,
        stance=stance,
        form=form,
        relay=relay,
        outlet=outlet,
        article=article,
        words=words,
        min_confidence=min_confidence,
    )
    with reading_archive(ctx, archive) as kept:
        print_list(
            "figure",
            lambda rows: kept.figures(wanted, limit=rows, by_day=by_day),
            limit,
            header=("article", "id", "bound", "low", "high", "unit", "kind", "date", "place", "claimant", "counted"),
            cells=_figure_cells,
            jsonl=jsonl,
            csv=figures_csv.write if csv else None,
        )


def degrees(angle: float | None) -> str | None:
    """Write an angle with four decimals: 11 m."""
    return None if angle is None else f"{angle:.4f}"


def number(value: float | None) -> str | None:
    """Write a number as a person would: `1,234`, `3.5`."""
    if value is None:
        return None
    return f"{value:,.0f}" if value == int(value) else f"{value:,.12g}"


def figure_in_words(figure: Figure) -> str:
    """Write a figure as a line: `at least 12 detainee (detained)`."""
    low, high = number(figure.low), number(figure.high)
    value = (low if low == high else f"{low}–{high}" if low and high else low or high) or "unknown"
    bound = "" if figure.bound == "exactly" else figure.bound.replace("_", " ") + " "
    words = (f"{bound}{value}", figure.unit, figure.head)
    return " ".join(word for word in words if word) + f" ({figure.kind})"


def _claimant(row: Any) -> str | None:
    from onrecord.exchange.cells import claimant_of

    return claimant_of(row.statement)


def _place_cells(row: PlaceRow) -> Cells:
    place = row.place
    where = (degrees(place.lat), degrees(place.lon))
    return (row.article_id, place.id, place.text, place.name, place.country, place.precision, *where, _claimant(row))


def _date_cells(row: DateRow) -> Cells:
    date = row.date
    return (
        row.article_id,
        date.id,
        date.edtf,
        date.duration,
        date.kind,
        date.basis,
        date.anchor,
        _claimant(row),
        date.text,
    )


def _figure_cells(row: FigureRow) -> Cells:
    figure = row.figure
    return (
        row.article_id,
        figure.id,
        figure.bound,
        number(figure.low),
        number(figure.high),
        figure.unit,
        figure.kind,
        (row.date.edtf or row.date.text) if row.date else None,
        (row.place.name or row.place.text) if row.place else row.setting and f"({row.setting})",
        _claimant(row),
        figure.counted,
    )
