"""Many captures through pages and reading, on as many cores as are given, in the order they came."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain

import msgspec

from onrecord.reading.finders import DEFAULT, Model
from onrecord.records import Capture, GazetteerEntry, Problem
from onrecord.workers.processing import Answer, How, Job, Processed, lost, prepare, process
from onrecord.workers.supervisor import Slot, supervise

MOST_WORKERS = 4
"""How many children run where nobody says: each holds a language model of some 200 MB."""
FEW = 3
"""Up to so many captures are read in this process where nobody says: children would take longer to start."""


def run(
    captures: Iterable[Capture | Problem],
    *,
    whole: bool = False,
    workers: int | None = None,
    model: Model = DEFAULT,
    places: tuple[GazetteerEntry, ...] = (),
) -> Iterator[Processed | Problem]:
    """Process captures, in input order, lazily; problems among them come through as they are.

    `workers=1` works in this process; more are children, whose death or delay costs one capture at most. The results
    are the same whatever the number. Closing the iterator ends the children.
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers={workers}: give 1 or more")
    return _run(iter(captures), How(whole, model, places), workers)


def _run(items: Iterator[Capture | Problem], how: How, workers: int | None) -> Iterator[Processed | Problem]:
    if workers is None:
        items, workers = _look(items)
    yield from _run_here(items, how) if workers == 1 else _run_supervised(items, how, workers)


def _look(items: Iterator[Capture | Problem]) -> tuple[Iterator[Capture | Problem], int]:
    """Look at the first inputs, no more than it takes, to see whether children are worth starting."""
    head: list[Capture | Problem] = []
    found = 0
    for item in items:
        head.append(item)
        found += isinstance(item, Capture)
        if found > FEW or len(head) > 4 * FEW:
            return chain(head, items), min(_cores(), MOST_WORKERS)
    return iter(head), 1


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run_here(items: Iterator[Capture | Problem], how: How) -> Iterator[Processed | Problem]:
    prepare()
    for item in items:
        yield process(item, how) if isinstance(item, Capture) else item


def _run_supervised(items: Iterator[Capture | Problem], how: How, workers: int) -> Iterator[Processed | Problem]:
    slots = (
        Slot(item, msgspec.msgpack.encode(Job(item, how)) if isinstance(item, Capture) else None) for item in items
    )
    module = process.__module__
    supervised = supervise(slots, target=f"{module}:answer", prepare=f"{module}:prepare", workers=workers)
    with closing(supervised):  # children end with us, not whenever the garbage is collected
        for slot in supervised:
            if isinstance(slot.item, Problem):
                yield slot.item
            elif slot.answer is not None:
                found = msgspec.msgpack.decode(slot.answer, type=Answer)
                yield Processed(slot.item, found.page, tuple(found.readings), tuple(found.problems))
            elif slot.lost is not None:
                yield lost(slot.item, slot.lost.error, slot.lost.cause)
