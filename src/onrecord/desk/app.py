"""The desk's pages: which address shows what."""

from __future__ import annotations

import itertools
import mimetypes
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

import jinja2
from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException

from onrecord import __version__
from onrecord.archive import open_archive
from onrecord.archive.interface import Archive, Filter, Listing, StatementRow
from onrecord.desk import across_words, how_many, ledger_words, rule_pages, when, where, wording
from onrecord.desk.across_pages import add_pages, missing
from onrecord.desk.article_across import look_elsewhere
from onrecord.desk.article_ledger import LayerMark
from onrecord.desk.article_page import LONGEST, StatementCard, lay_out, number_of
from onrecord.desk.capture_page import WINDOW, look_at
from onrecord.desk.context import Snippet, Texts
from onrecord.desk.guard import HEADERS, Guard
from onrecord.desk.narrowing import (
    PAGE_LENGTH,
    UNKNOWN,
    Narrowing,
    address,
    cited_address,
    pager,
    source_address,
    statement_address,
    text_address,
)
from onrecord.records import (
    DATE_KINDS,
    FIGURE_KINDS,
    FORMS,
    IDENTITY_KINDS,
    PRECISIONS,
    STANCES,
    STATUSES,
    ArchiveError,
    Article,
    Date,
    Figure,
    Place,
    Span,
    to_json,
)

HERE = Path(__file__).parent
# What the system says of endings may be wrong, and browsers run no module of another type.
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("text/javascript", ".js")

Asked = Annotated[Narrowing, Query()]


def create_app(archive_path: Path) -> FastAPI:
    """Give the desk of one archive as an ASGI application.

    Nothing is opened yet: each request opens the archive read-only for itself, so the file may be written to, or
    even appear, while the desk runs.
    """
    return desk_over(lambda: open_archive(archive_path, read_only=True), name=archive_path.name)


def desk_over(read: Callable[[], Archive], *, name: str) -> FastAPI:
    """Give the desk of whatever `read` opens; `name` stands in the page's corner.

    `read` is called in the thread that answers, for SQLite's connections belong to a thread.
    """
    app = FastAPI(title="Onrecord", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    app.state.read = read
    app.add_middleware(Guard)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    templates = _templates(name)
    _add_error_pages(app, templates)

    def show(template: str, **context: Any) -> HTMLResponse:
        return HTMLResponse(templates.get_template(template).render(context))

    get = partial(app.api_route, methods=["GET", "HEAD"], response_class=HTMLResponse)

    @get("/")
    def articles(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.articles(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset)
            totals = archive.totals()
        return show("articles.html", asked=asked, listing=listing, pager=pager("/", asked, listing), totals=totals)

    @get("/articles/{article_id}.json")
    def article_json(article_id: str) -> Response:
        with read() as archive:
            reading = archive.reading(article_id)
        if reading is None:
            raise missing("article", article_id)
        return Response(to_json(reading), media_type="application/json")

    @get("/articles/{article_id}")
    def article(request: Request, article_id: str) -> Response:
        with read() as archive:
            reading = archive.reading(article_id)
            if reading is None:
                raise missing("article", article_id)
            across = look_elsewhere(archive, reading)
        view = lay_out(reading, _stretches(request, len(reading.article.text)))
        return show(
            "article.html",
            reading=reading,
            article=reading.article,
            across=across,
            view=view,
            said=frozenset(statement.id for statement in reading.statements),
            own_date=ledger_words.own_date(reading.anchor),
            cut_at=LONGEST if view.shown < len(reading.article.text) else None,
        )

    @get("/captures/{sha256}")
    def capture(request: Request, sha256: str, offset: Annotated[int | None, Query(ge=0)] = None) -> Response:
        with read() as archive:
            kept = archive.capture(sha256)
            if kept is None:
                raise missing("capture", sha256)
            taken = list(_articles_of(archive, sha256))
            furniture = archive.furniture(sha256)
            locations = archive.locations(sha256)
        text = kept.text
        stretches = _stretches(request, len(text))
        view = look_at(text, taken, furniture, asked=stretches, offset=offset)
        if view is None and text:
            raise HTTPException(
                HTTPStatus.NOT_FOUND,
                f"The capture has {len(text):,} characters, fewer than asked for: start at its beginning, "
                f"/captures/{sha256}.",
            )
        return show(
            "capture.html",
            capture=kept,
            locations=locations,
            articles=taken,
            furniture=furniture,
            kinds=sorted({piece.kind for piece in furniture}),
            asked=stretches,
            view=view,
            window_length=WINDOW,
        )

    @get("/statements")
    def statements(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.statements(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset)
        return show("statements.html", asked=asked, listing=listing, pager=pager("/statements", asked, listing))

    @get("/sources")
    def sources(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.sources(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset)
            loudest = archive.sources(limit=1).rows
        return show(
            "sources.html",
            asked=asked,
            listing=listing,
            pager=pager("/sources", asked, listing),
            most=max((row.statements for row in (*loudest, *listing.rows)), default=0),
        )

    @get("/sources/{name:path}")
    def source(name: str, asked: Asked) -> Response:
        narrowed = asked.model_copy(update={"source": name})
        with read() as archive:
            # The archive's filter takes part of a name; a person's page is about this name alone.
            rows = [row for row in archive.sources(Filter(source=name), limit=None).rows if row.name == name]
            said = [
                row
                for row in archive.statements(narrowed.filter(), limit=None).rows
                if row.statement.source.name == name
            ]
            silences = [
                row for row in archive.silences(Filter(source=name), limit=None).rows if row.silence.source == name
            ]
            identities = archive.identities_named(name)
        if not rows and not said and not silences:
            raise missing("source", name)
        listing = Listing[StatementRow](
            rows=tuple(said[asked.offset : asked.offset + PAGE_LENGTH]), total=len(said), offset=asked.offset
        )
        return show(
            "source.html",
            name=name,
            asked=asked,
            identities=identities,
            sources=rows,
            listing=listing,
            pager=pager(source_address(name), asked, listing),
            silences=silences,
        )

    @get("/map")
    def map_page(asked: Asked) -> Response:
        with read() as archive:
            view = where.look_at_map(archive, asked)
        return show(
            "map.html",
            asked=asked,
            view=view,
            most=where.MOST_SPOTS,
            least_sure=where.LEAST_SURE,
            pager=pager("/map", asked, view.listing),
            data_at=address("/map.json", **asked.asked()),
        )

    @get("/map.json")
    def map_json(asked: Asked) -> Response:
        with read() as archive:
            data = where.map_data(archive, asked)
        return JSONResponse(data)

    @get("/places")
    def places(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.places(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset)
            quoted = _quoted(archive, ((row.article_id, row.place) for row in listing.rows))
        return show("places.html", asked=asked, listing=listing, quoted=quoted, pager=pager("/places", asked, listing))

    @get("/dates")
    def dates(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.dates(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset)
            quoted = _quoted(archive, ((row.article_id, row.date) for row in listing.rows))
        return show("dates.html", asked=asked, listing=listing, quoted=quoted, pager=pager("/dates", asked, listing))

    @get("/timeline")
    def timeline(asked: Asked) -> Response:
        with read() as archive:
            view = when.look_at_time(archive, asked)
            quoted = _quoted(archive, ((row.article_id, row.date) for row in view.listing.rows))
        keys = [(row.article_id, row.date.id) for row in view.listing.rows]
        return show(
            "timeline.html",
            asked=asked,
            view=view,
            quoted=dict(zip(keys, quoted, strict=True)),
            pager=pager("/timeline", asked, view.listing),
        )

    @get("/figures")
    def figures(asked: Asked) -> Response:
        with read() as archive:
            listing = how_many.tables(archive, asked)
        return show(
            "figures.html",
            asked=asked,
            listing=listing,
            pager=pager("/figures", asked, listing),
            list_at=address("/figures/list", **asked.asked()),
        )

    @get("/figures/list")
    def figure_list(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.figures(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset)
            quoted = _quoted(archive, ((row.article_id, row.figure) for row in listing.rows))
        return show(
            "figure_list.html",
            asked=asked,
            listing=listing,
            quoted=quoted,
            pager=pager("/figures/list", asked, listing),
            tables_at=address("/figures", **asked.asked()),
        )

    @get("/silences")
    def silences(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.silences(asked.filter(), limit=PAGE_LENGTH, offset=asked.offset)
        return show("silences.html", asked=asked, listing=listing, pager=pager("/silences", asked, listing))

    @get("/search")
    def search(asked: Asked) -> Response:
        listing = None
        if asked.q:
            with read() as archive:
                listing = archive.search(asked.q, limit=PAGE_LENGTH, offset=asked.offset)
        return show(
            "search.html", asked=asked, listing=listing, pager=pager("/search", asked, listing) if listing else None
        )

    @get("/problems")
    def problems(asked: Asked) -> Response:
        with read() as archive:
            listing = archive.problems(limit=PAGE_LENGTH, offset=asked.offset)
        return show("problems.html", asked=asked, listing=listing, pager=pager("/problems", asked, listing))

    @get("/rules")
    def rules() -> Response:
        return show("rules.html", rules=rule_pages.all_rules(), summary=rule_pages.summary)

    @get("/rules/{code}")
    def rule(code: str) -> Response:
        rules = rule_pages.all_rules()
        found = rules.get(code.upper()) or rules.get(code.lower())
        if found is None:
            raise missing("rule", code)
        if code != found.code:
            return RedirectResponse(f"/rules/{found.code}")
        return show("rule.html", rule=found, sections=rule_pages.sections(found))

    add_pages(get, read, show)

    @get("/healthz")
    def healthz() -> Response:
        with read() as archive:
            totals = archive.totals()
        return JSONResponse({"status": "ok", "version": __version__, "articles": totals.articles})

    return app


def _articles_of(archive: Archive, sha256: str) -> Iterator[Article]:
    """Give the articles of a capture: their ids are its hash and a number, from 1."""
    for number in itertools.count(1):
        article = archive.article(f"{sha256[:12]}-{number}")
        if article is None:
            return
        yield article


def _quoted(archive: Archive, records: Iterable[tuple[str, Place | Date | Figure]]) -> list[Snippet]:
    """Give the sentence that each record of a list stands in."""
    texts = Texts(archive)
    return [texts.around(article_id, record.spans) for article_id, record in records]


def _stretches(request: Request, length: int) -> list[Span]:
    """Read the stretches asked for: `from=10&to=20`, repeated; what lies outside the capture is not there to show."""
    query = request.query_params
    try:
        pairs = [(int(start), int(end)) for start, end in zip(query.getlist("from"), query.getlist("to"), strict=True)]
    except ValueError:
        raise HTTPException(
            HTTPStatus.BAD_REQUEST, "from and to are numbers and come in pairs: mend the address, ?from=10&to=20."
        ) from None
    return [Span(max(0, start), min(end, length)) for start, end in pairs if max(0, start) < min(end, length)]


def _templates(name: str) -> jinja2.Environment:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,  # every page holds strangers' text; no template switches it off
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        across_words=across_words,
        address=address,
        archive_name=name,
        cited_address=cited_address,
        date_kinds=DATE_KINDS,
        figure_kinds=FIGURE_KINDS,
        forms=FORMS,
        identity_kinds=IDENTITY_KINDS,
        is_statement=lambda card: isinstance(card, StatementCard),
        is_sign=lambda card: isinstance(card, LayerMark),
        number_of=number_of,
        precisions=(*PRECISIONS, UNKNOWN),
        source_address=source_address,
        stances=STANCES,
        statement_address=statement_address,
        statuses=STATUSES,
        text_address=text_address,
        version=__version__,
        wording=wording,
        words=ledger_words,
    )
    return templates


def _add_error_pages(app: FastAPI, templates: jinja2.Environment) -> None:
    page = templates.get_template("error.html")

    def answer(status: int, message: str) -> HTMLResponse:
        title = HTTPStatus(status).phrase
        # The last resort of Starlette answers outside all middleware, so the headers are set here too.
        return HTMLResponse(page.render(title=title, message=message), status_code=status, headers=HEADERS)

    @app.exception_handler(StarletteHTTPException)
    def http_error(request: Request, error: StarletteHTTPException) -> Response:
        if error.detail == HTTPStatus(error.status_code).phrase:
            return answer(error.status_code, "There is no page at this address: start from the list of articles.")
        return answer(error.status_code, error.detail)

    @app.exception_handler(RequestValidationError)
    def bad_query(request: Request, error: RequestValidationError) -> Response:
        found = "; ".join(f"{problem['loc'][-1]}: {problem['msg']}" for problem in error.errors())
        return answer(400, f"The address asks for something that cannot be ({found}): mend it, or start again.")

    @app.exception_handler(ArchiveError)
    def archive_error(request: Request, error: ArchiveError) -> Response:
        return answer(503, str(error))

    @app.exception_handler(Exception)
    def own_error(request: Request, error: Exception) -> Response:
        return answer(500, "The desk failed on this page; the terminal says where: please report it with those lines.")
