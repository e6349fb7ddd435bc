"""One capture through pages and reading. An error there costs that capture or that article, never the run."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.reading.finders import DEFAULT, Model
from onrecord.records import Capture, CaptureReference, GazetteerEntry, Page, Problem, Reading


class Processed(msgspec.Struct, frozen=True):
    """A capture, taken apart and read."""

    capture: Capture
    page: Page | None
    """None where the page could not be taken apart."""
    readings: tuple[Reading, ...]
    """In page order; an article whose reading failed has none."""
    problems: tuple[Problem, ...]


def prepare() -> None:
    """Import the rooms that `process` needs, so that an installation that lacks them fails at once and once."""
    import onrecord.pages
    import onrecord.reading  # noqa: F401


class How(msgspec.Struct, frozen=True, array_like=True):
    """How captures are processed."""

    whole: bool = False
    """Take each as one article as it stands."""
    model: Model = DEFAULT
    """What finds who said what."""
    places: tuple[GazetteerEntry, ...] = ()
    """Places of a person's own, beside the gazetteer's."""


def process(capture: Capture, how: How = How()) -> Processed:  # noqa: B008 - frozen
    """Take a capture apart and read each of its articles."""
    # Imported here: spaCy takes a second to load, and most commands read nothing.
    from onrecord import pages
    from onrecord.reading import read

    try:
        page = pages.whole(capture) if how.whole else pages.take_apart(capture)
    except Exception as error:
        return Processed(capture, None, (), (_pages_problem(capture, error),))
    reference = CaptureReference.of(capture)
    readings: list[Reading] = []
    problems: list[Problem] = []
    for article in page.articles:
        try:
            readings.append(read(article, reference, finder=how.model, added=how.places))
        except Exception as error:
            reason = f"article {article.id} could not be read ({_words_of(error)}): it is kept without a reading"
            problems.append(
                Problem(
                    uri=capture.uri,
                    stage="reading",
                    reason=reason,
                    error=type(error).__name__,
                    sha256=capture.sha256,
                )
            )
    if not page.articles:
        problems.append(
            Problem(
                uri=capture.uri,
                stage="pages",
                reason="no article found on the page: its text is kept as furniture; --whole takes it as it stands",
                error="NoArticle",
                sha256=capture.sha256,
            )
        )
    return Processed(capture, page, tuple(readings), tuple(problems))


def lost(capture: Capture, error: str, cause: str) -> Processed:
    """Give what becomes of a capture that a worker did not bring back."""
    problem = Problem(
        uri=capture.uri,
        stage="pages",
        reason=f"{cause}: the bytes are kept; the others were read",
        error=error,
        sha256=capture.sha256,
        data=capture.data,
    )
    return Processed(capture, None, (), (problem,))


def _pages_problem(capture: Capture, error: Exception) -> Problem:
    return Problem(
        uri=capture.uri,
        stage="pages",
        reason=f"the page could not be taken apart ({_words_of(error)}): the bytes are kept; try --whole",
        error=type(error).__name__,
        sha256=capture.sha256,
        data=capture.data,
    )


def _words_of(error: Exception) -> str:
    """Give an error on one line, with the remedy where we know one."""
    match error:
        case MemoryError():
            return "out of memory; close other programs, or read fewer pages at a time"
        case RecursionError():
            return "nested too deeply"
        case _:
            words = " ".join(str(error).split())
            return f"{type(error).__name__}: {words[:300]}" if words else type(error).__name__


class Job(msgspec.Struct, frozen=True, array_like=True):
    """What a child is sent."""

    capture: Capture
    how: How


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What a child sends back: `Processed` without the capture, which the parent has."""

    page: Page | None
    readings: Sequence[Reading]
    problems: Sequence[Problem]


def answer(job: bytes) -> bytes:
    """Do a `Job` in a child; both are MessagePack, data and nothing else, since a page is hostile."""
    asked = msgspec.msgpack.decode(job, type=Job)
    done = process(asked.capture, asked.how)
    return msgspec.msgpack.encode(Answer(done.page, done.readings, done.problems))
