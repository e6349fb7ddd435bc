"""One capture through pages and reading: what fails costs that capture or that article."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest

from onrecord.records import Article, Capture, CaptureReference, GazetteerEntry, Page, Problem, Reading, sha256_of
from onrecord.workers import Processed, process, run
from onrecord.workers.processing import Answer, How, Job, answer


def capture(words: str) -> Capture:
    data = words.encode()
    return Capture(
        sha256=sha256_of(data), uri=f"{words[:12]}.txt", media_type="text/plain", data=data, encoding="utf-8"
    )


def take_apart(one: Capture) -> Page:
    """Give one article a line; a line `page:X` raises X."""
    raise_if_asked(one.text, "page:")
    lines = one.text.split("\n")
    return Page(
        capture_sha256=one.sha256,
        articles=tuple(Article(id=f"{one.sha256[:12]}-{n}", title=None, text=line) for n, line in enumerate(lines, 1)),
    )


def whole(one: Capture) -> Page:
    return Page(capture_sha256=one.sha256, articles=(Article(id=f"{one.sha256[:12]}-1", title=None, text=one.text),))


def read(article: Article, reference: CaptureReference, *, finder: str, added: tuple[GazetteerEntry, ...]) -> Reading:
    raise_if_asked(article.text, "reading:")
    return Reading(capture=reference, article=article)


def raise_if_asked(text: str, prefix: str) -> None:
    errors: dict[str, BaseException] = {
        "ValueError": ValueError("two\nlines of trouble"),
        "KeyError": KeyError(),
        "MemoryError": MemoryError(),
        "RecursionError": RecursionError("maximum recursion depth exceeded"),
        "KeyboardInterrupt": KeyboardInterrupt(),
        "SystemExit": SystemExit(3),
    }
    if text.startswith(prefix):
        raise errors[text.removeprefix(prefix)]


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put these small rooms in the place of pages and reading."""
    for name, functions in (("pages", (take_apart, whole)), ("reading", (read,))):
        room = ModuleType(f"onrecord.{name}")
        for function in functions:
            setattr(room, function.__name__, function)
        monkeypatch.setitem(sys.modules, room.__name__, room)
        monkeypatch.setattr(sys.modules["onrecord"], name, room, raising=False)


def test_a_capture_gives_its_page_and_a_reading_for_each_article() -> None:
    one = capture("first story\nsecond story")
    done = process(one)
    assert done.capture is one
    assert done.page is not None
    assert [reading.article for reading in done.readings] == list(done.page.articles)
    assert done.readings[0].capture == CaptureReference.of(one)
    assert done.problems == ()
    assert [reading.article.text for reading in process(one, How(whole=True)).readings] == [one.text]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("ValueError", "ValueError: two lines of trouble"),
        ("KeyError", "KeyError"),
        ("MemoryError", "out of memory"),
        ("RecursionError", "nested too deeply"),
    ],
)
def test_an_error_in_pages_costs_the_capture(error: str, words: str) -> None:
    one = capture(f"page:{error}")
    done = process(one)
    (problem,) = done.problems
    assert (done.page, done.readings) == (None, ())
    assert (problem.stage, problem.error, problem.sha256, problem.data) == ("pages", error, one.sha256, one.data)
    assert words in problem.reason
    assert "\n" not in problem.reason


@pytest.mark.parametrize("error", ["ValueError", "MemoryError", "RecursionError"])
def test_an_error_in_reading_costs_that_article(error: str) -> None:
    one = capture(f"first\nreading:{error}\nthird")
    done = process(one)
    assert done.page is not None
    assert [reading.article.text for reading in done.readings] == ["first", "third"]
    (problem,) = done.problems
    assert (problem.stage, problem.error, problem.sha256, problem.data) == ("reading", error, one.sha256, None)
    assert done.page.articles[1].id in problem.reason


@pytest.mark.parametrize("prefix", ["page:", "reading:"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_a_wish_to_stop_is_never_swallowed(prefix: str, error: type[BaseException]) -> None:
    with pytest.raises(error):
        process(capture(f"{prefix}{error.__name__}"))
    with pytest.raises(error):
        list(run([capture(f"{prefix}{error.__name__}")]))


def test_what_a_child_is_sent_and_sends_back_is_all_there_is() -> None:
    one = capture("first\nreading:ValueError")
    found = msgspec.msgpack.decode(answer(msgspec.msgpack.encode(Job(one, How()))), type=Answer)
    done = process(one)
    assert Processed(one, found.page, tuple(found.readings), tuple(found.problems)) == done


PROBLEM = Problem(uri="x", stage="intake", reason="cause: remedy", error="CaptureError")


@pytest.mark.parametrize("workers", [None, 1])
def test_problems_come_through_in_their_place(workers: int | None) -> None:
    inputs: list[Capture | Problem] = [PROBLEM, capture("one"), PROBLEM, PROBLEM, capture("page:ValueError"), PROBLEM]
    found = list(run(inputs, workers=workers))
    assert [PROBLEM if one is PROBLEM else type(one) for one in found] == [
        PROBLEM,
        Processed,
        PROBLEM,
        PROBLEM,
        Processed,
        PROBLEM,
    ]


def test_nothing_is_done_before_it_is_asked_for() -> None:
    taken: list[str] = []

    def inputs() -> Iterator[Capture]:
        for words in ("one", "two", "three"):
            taken.append(words)
            yield capture(words)

    results = run(inputs(), workers=1)
    assert taken == []
    next(results)
    assert taken == ["one"]


def test_few_inputs_are_read_here_and_many_by_children(monkeypatch: pytest.MonkeyPatch) -> None:
    where: list[str] = []

    def note(name: str) -> Callable[..., Iterator[Processed | Problem]]:
        def ran(items: Iterable[Any], *rest: object) -> Iterator[Processed | Problem]:
            where.append(f"{name} {len(list(items))}")
            return iter(())

        return ran

    monkeypatch.setattr("onrecord.workers.running._run_here", note("here"))
    monkeypatch.setattr("onrecord.workers.running._run_supervised", note("children"))
    for count in (0, 3, 4, 50):
        list(run([capture(str(n)) for n in range(count)]))
    list(run([PROBLEM] * 100))
    list(run([capture("one")], workers=2))
    assert where == ["here 0", "here 3", "children 4", "children 50", "children 100", "children 1"]


def test_no_workers_is_an_error() -> None:
    with pytest.raises(ValueError, match="workers=0"):
        run([], workers=0)
