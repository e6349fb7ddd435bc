"""The real rooms, here and in children: the same results, byte for byte, whatever the number of workers."""

from __future__ import annotations

from collections.abc import Iterator

import psutil

from onrecord.records import Capture, Problem, sha256_of, to_json
from onrecord.workers import Processed, run

PROBLEM = Problem(uri="x", stage="intake", reason="cause: remedy", error="CaptureError")


def inputs() -> Iterator[Capture | Problem]:
    for number in range(12):
        data = (
            f"<!doctype html><title>Bridge {number}</title><article><h1>Bridge {number} to reopen</h1>"
            f"<p>“The bridge opens on {number} May,” said Zoë Haddad, the port’s engineer.</p>"
            f"<p>She added that {number + 3} boats were waiting. The mayor declined to comment.</p></article>"
        ).encode()
        yield Capture(sha256=sha256_of(data), uri=f"{number}.html", media_type="text/html", data=data, encoding="utf-8")
        if number % 5 == 0:
            yield PROBLEM


def lines(workers: int, whole: bool = False) -> list[bytes]:
    found: list[bytes] = []
    for one in run(inputs(), workers=workers, whole=whole):
        if isinstance(one, Processed):
            assert one.page is not None, one.problems
            found.append(to_json(one.page))
            found += [to_json(reading) for reading in one.readings]
            found += [to_json(problem) for problem in one.problems]
        else:
            found.append(to_json(one))
    return found


def test_output_is_the_same_whatever_the_number_of_workers() -> None:
    alone = lines(1)
    assert len(alone) > 12
    assert lines(2) == alone
    assert lines(2, whole=True) == lines(1, whole=True) != alone


def test_closing_the_results_early_ends_the_children() -> None:
    before = set(psutil.Process().children())  # a browser that another test of this process drives, say
    results = run(inputs(), workers=2)
    first = next(results)
    assert isinstance(first, Processed)
    assert set(psutil.Process().children()) - before
    results.close()  # type: ignore[attr-defined]
    assert set(psutil.Process().children()) <= before
