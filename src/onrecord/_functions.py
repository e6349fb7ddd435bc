"""The functions of `import onrecord`. The commands call the same ones.

The rooms are imported inside the functions: a language model need not be loaded to explain a rule or to add a page
that is known already.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

import msgspec

from onrecord.reading.finders import DEFAULT
from onrecord.records import (
    Capture,
    CaptureError,
    CaptureReference,
    GazetteerEntry,
    NotText,
    Problem,
    Reading,
    Rule,
    Stated,
    UnknownCode,
)

if TYPE_CHECKING:
    from onrecord.across import Comparison
    from onrecord.archive.interface import Archive
    from onrecord.reading import Model
    from onrecord.workers import Processed

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""One path or several: files, folders (with all in them), globs, `-` for standard input."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What `add` did."""

    new: int = 0
    """Captures that were not there."""
    known: int = 0
    """Captures whose bytes were there already; read again only where an older version had read them."""
    articles: int = 0
    """Articles read in this run."""
    statements: int = 0
    """Statements read in this run."""
    problems: int = 0
    """Inputs and articles that could not be read; they are kept in the archive's list of problems."""


def open_archive(path: str | os.PathLike[str], *, read_only: bool = False) -> Archive:
    """Open the archive in the file at `path`; it is made where there is none, unless `read_only`.

    Raises `ArchiveError` where the file is not an archive, is newer than this version, locked or damaged.
    """
    from onrecord import archive

    return archive.open_archive(Path(path), read_only=read_only)


def add(
    archive: str | os.PathLike[str] | Archive,
    paths: Paths,
    *,
    workers: int | None = None,
    model: Model = DEFAULT,
    date: str | None = None,
    stdin: BinaryIO | None = None,
    each: Callable[[str, tuple[Problem, ...]], None] | None = None,
) -> Added:
    """Read pages and keep them, with all that was read from them, in an archive.

    A capture that the archive holds, read by this version of the reading, is passed over. Each capture is kept as
    soon as it is finished, so a run that is stopped (or killed) goes on where it was when it is started again. An
    input that cannot be read is kept as a problem and never ends the run.

    Args:
        archive: the archive, or the file it is in.
        paths: files, folders, globs; `-` for standard input.
        workers: how many processes read; None leaves it to the machine. The result does not depend on it.
        model: what finds who said what: `attribution`, `attribution-open` or `rules`.
        date: the articles' own date, EDTF, where a page has none; of a page that is one article, in any case.
        stdin: what `-` reads; None for the standard input of this process.
        each: called after each input with its address and its problems.
    """
    if isinstance(archive, str | os.PathLike):
        with open_archive(archive) as opened:
            return add(opened, paths, workers=workers, model=model, date=date, stdin=stdin, each=each)

    from onrecord import intake
    from onrecord.reading import made_by

    places = archive.added_places()
    maker = made_by(model, places)
    new = known = articles = statements = problems = 0

    def told(uri: str, found: tuple[Problem, ...]) -> None:
        nonlocal problems
        problems += len(found)
        if each is not None:
            each(uri, found)

    def unread(found: Iterable[Capture | Problem]) -> Iterator[Capture | Problem]:
        nonlocal known
        for item in found:
            if isinstance(item, Problem):
                yield item
                continue
            before = archive.stated(item.sha256)
            stated = Stated.of(item).over(before)
            if archive.has(item.sha256, made_by=maker) and stated == before:
                archive.add_location(item)
                known += 1
                told(item.uri, ())
            else:
                # What somebody stated once holds until something else is stated.
                yield stated.put_on(item)

    captures = unread(_dated(intake.captures(_strings(paths), stdin=stdin), date))
    with _processed(captures, workers=workers, model=model, places=places) as finished:
        for item in finished:
            if isinstance(item, Problem):
                archive.add_problem(item)
                told(item.uri, (item,))
                continue
            if item.page is None:
                for problem in item.problems:
                    archive.add_problem(problem)
            else:
                kept = archive.add(item.capture, item.page, item.readings, made_by=maker, problems=item.problems)
                new += kept.new_capture
                known += not kept.new_capture
                articles += kept.articles
                statements += kept.statements
            told(item.capture.uri, item.problems)
    return Added(new=new, known=known, articles=articles, statements=statements, problems=problems)


def compare(archive: str | os.PathLike[str] | Archive, *, each: Callable[[], None] | None = None) -> Comparison:
    """Compare the articles of an archive that are not compared yet: reprints, identities, stories, claims.

    `add` reads pages, one by one; this finds what stands across them. Where a reading changed that was compared before,
    everything is compared anew; ids and what people corrected stay. `each` is called after each article.
    """
    if isinstance(archive, str | os.PathLike):
        with open_archive(archive) as opened:
            return compare(opened, each=each)

    from onrecord import across

    return across.compare(archive, each=each)


def extract(
    paths: Paths,
    *,
    whole: bool = False,
    workers: int | None = None,
    model: Model = DEFAULT,
    date: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Problem]:
    """Read pages without an archive: one `Reading` an article, in the order of the inputs and of the page.

    An input that cannot be read gives a `Problem` in its place. `whole` takes each input as one article as it stands:
    then `reading.article.text` is the decoded input, character for character. `paths`, `workers`, `model`,
    `date` and `stdin` are those of `add`.
    """
    from onrecord import intake

    captures = _dated(intake.captures(_strings(paths), stdin=stdin), date)
    with _processed(captures, whole=whole, workers=workers, model=model) as finished:
        for item in finished:
            if isinstance(item, Problem):
                yield item
            else:
                yield from item.readings
                yield from item.problems


def read_text(text: str, *, uri: str = "-", model: Model = DEFAULT, date: str | None = None) -> Reading:
    """Read one article from its text as it stands; `reading.article.text` is `text`.

    `date` is the article's own, EDTF, from which "Friday" and "last week" are reckoned; None for unknown. (A byte order
    mark in front is dropped.) Raises `NotText` where `text` holds half a surrogate pair.
    """
    from onrecord import pages
    from onrecord.reading import read
    from onrecord.records import sha256_of

    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText(f"the text holds half a surrogate pair at {error.start}: decode it properly first") from None
    capture = Capture(
        sha256=sha256_of(data),
        uri=uri,
        media_type="text/plain",
        data=data,
        encoding="utf-8",
        encoding_basis="utf-8",
        published=date,
    )
    (article,) = pages.whole(capture).articles
    return read(article, CaptureReference.of(capture), finder=model)


def read_page(
    data: bytes,
    *,
    uri: str = "-",
    media_type: Literal["text/plain", "text/html"] | None = None,
    model: Model = DEFAULT,
) -> list[Reading]:
    """Read the articles of one captured page, in page order.

    `media_type` is told from the bytes where it is None. Raises `CaptureError` where they cannot be read as a page.
    """
    from onrecord import intake, pages
    from onrecord.reading import read

    (found,) = intake.captures(["-"], stdin=io.BytesIO(data))
    if isinstance(found, Problem):
        raise CaptureError(f"{uri}: {found.reason}")
    capture = msgspec.structs.replace(found, uri=uri, media_type=media_type or found.media_type)
    reference = CaptureReference.of(capture)
    return [read(article, reference, finder=model) for article in pages.take_apart(capture).articles]


def rules() -> tuple[type[Rule], ...]:
    """Give every rule whose code may stand in a record's `made_by`, in the order of their codes."""
    from onrecord import comparing, pages, reading

    return tuple(sorted({*pages.RULES, *reading.RULES, *comparing.RULES}, key=lambda rule: rule.code))


def explain(code: str) -> str:
    """Give the documentation page of a rule: what it does, with examples and its known limits.

    `made_by` in every record names the rule that made it. Raises `UnknownCode`, naming the codes that are near.
    """
    known = {rule.code: rule for rule in rules()}
    asked = code.lower() if code.lower() in known else code.upper()
    if rule := known.get(asked):
        return rule.page()

    from difflib import get_close_matches

    near = get_close_matches(asked, known, n=5, cutoff=0.5)
    near += [other for other in known if other.startswith(asked[:2]) and other not in near]
    hint = f"near it: {', '.join(near)}" if near else "`onrecord explain` without a code lists them all"
    raise UnknownCode(f"no rule has the code {code}; {hint}")


def _processed(
    captures: Iterable[Capture | Problem],
    *,
    whole: bool = False,
    workers: int | None,
    model: Model,
    places: tuple[GazetteerEntry, ...] = (),
) -> closing[Generator[Processed | Problem]]:
    """Give the results of the workers; they end with the `with` block, however it ends."""
    from onrecord import workers as room

    return closing(
        cast(
            "Generator[Processed | Problem]",
            room.run(captures, whole=whole, workers=workers, model=model, places=places),
        )
    )


def _dated(captures: Iterable[Capture | Problem], date: str | None) -> Iterator[Capture | Problem]:
    """Give captures the date that is stated for them all, where none is stated for one alone."""
    for item in captures:
        if date is not None and isinstance(item, Capture) and item.published is None:
            yield msgspec.structs.replace(item, published=date)
        else:
            yield item


def _strings(paths: Paths) -> list[str]:
    # A single path is taken as one, and not as the sequence of its characters.
    return [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
