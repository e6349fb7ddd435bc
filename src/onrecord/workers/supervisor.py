"""A small supervised pool: work in children that may die, results in order, nothing lost and nobody blamed for it.

`multiprocessing.Pool` waits for ever for a child that was killed, and `ProcessPoolExecutor` fails every record in
flight. Here each child works through its own short queue and answers record by record, so when it dies the parent
knows which record it was at. That record is tried again alone; the ones behind it go to another child. A record at
which children die again and again, or that takes too long, is given back as lost.

Children are plain `python -c` processes, not `multiprocessing`: a caller's `__main__` is never imported anew, and
what goes over the pipes is bytes, never pickles.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from onrecord.records import OnrecordError
from onrecord.workers.child import ANSWER, ERROR, HEADER, READY, UNFIT, frame

TIMEOUT_S = 120.0
"""How long one record may take, in seconds."""
START_S = 60.0
"""How long a child may take to start, at least: on a busy machine that says nothing about its records."""
DEATHS = 3
"""At how many deaths of a child a record is given up: once among others, then twice alone."""
IN_FLIGHT = 3
"""How many records a child is given at a time: the one it is at, and what keeps it busy until we look again."""
LOOK_AHEAD = 16
"""How many records per child may be taken from the input before the first of them is given out."""
LOOK_AHEAD_BYTES = 64_000_000
"""How many bytes of records may wait, all children together (one record may always)."""

# The path is the parent's, so that the child imports the same Onrecord.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1])['path']; from onrecord.workers.child import main; main()"
)
_READ = 1 << 20

T = TypeVar("T")


@dataclass(slots=True)
class Lost:
    """Why a record came to nothing."""

    error: str
    """`WorkerDied`, `TimedOut` or `WorkerFailed`."""
    cause: str


@dataclass(slots=True)
class Slot(Generic[T]):
    """One place in the order of results."""

    item: T
    """The caller's own."""
    payload: bytes | None
    """What a child is sent; None where there is nothing to do."""
    answer: bytes | None = None
    lost: Lost | None = None
    deaths: int = 0
    size: int = field(init=False)
    """How many bytes it weighs in the look-ahead, done or not."""

    def __post_init__(self) -> None:
        self.size = len(self.payload or b"")

    @property
    def done(self) -> bool:
        """Tell whether there is nothing left to wait for."""
        return self.payload is None


@dataclass(slots=True, eq=False)
class _Child(Generic[T]):
    process: subprocess.Popen[bytes]
    since: float
    """When we last heard of it."""
    ready: bool = False
    records: deque[Slot[T]] = field(default_factory=deque)
    """What it was given, in order; it is at the first."""
    outgoing: bytearray = field(default_factory=bytearray)
    incoming: bytearray = field(default_factory=bytearray)
    timed_out: bool = False

    @property
    def suspect(self) -> bool:
        """Tell whether it holds a record that a child died at: that one is alone."""
        return bool(self.records) and self.records[0].deaths > 0


def supervise(
    slots: Iterable[Slot[T]], *, target: str, workers: int, prepare: str | None = None, timeout: float = TIMEOUT_S
) -> Generator[Slot[T], None, None]:
    """Give the slots back in order, each with its answer or its loss, taking in no more than a bounded look-ahead.

    `target` names the function, bytes to bytes, as "module:function"; `prepare` one to call first in each child.
    Raises OnrecordError where children cannot start. Closing the iterator ends the children.
    """
    source = iter(slots)
    window: deque[Slot[T]] = deque()
    pool: _Pool[T] = _Pool(target, workers, prepare, timeout)
    exhausted = False
    try:
        while window or not exhausted:
            held = sum(slot.size for slot in window)
            if not exhausted and len(window) < LOOK_AHEAD * workers and (not window or held < LOOK_AHEAD_BYTES):
                slot = next(source, None)
                if slot is None:
                    exhausted = True
                else:
                    window.append(slot)
                    if not slot.done:
                        pool.submit(slot)
                pool.turn(wait=False)
            else:
                pool.turn(wait=True)
            while window and window[0].done:
                yield window.popleft()
                pool.turn(wait=False)
    finally:
        pool.close()


class _Pool(Generic[T]):
    """The children and what they are at."""

    def __init__(self, target: str, workers: int, prepare: str | None, timeout: float) -> None:
        self._settings = {"target": target, "prepare": prepare, "timeout": timeout}
        self._workers = workers
        self._timeout = timeout
        self._waiting: deque[Slot[T]] = deque()
        self._children: list[_Child[T]] = []
        self._failed_starts = 0
        self._selector = selectors.DefaultSelector()

    def submit(self, slot: Slot[T]) -> None:
        """Queue a record."""
        self._waiting.append(slot)

    def turn(self, *, wait: bool) -> None:
        """Give out records, move what the pipes take and hold, and bury the dead; `wait` until something happens."""
        self._give_out()
        heard: set[int] = set()
        for key, _ in self._selector.select(self._patience() if wait else 0):
            child: _Child[T] = key.data
            if child not in self._children:  # buried in this very turn
                continue
            heard.add(id(child))
            child.since = time.monotonic()
            if child.process.stdin is not None and key.fd == child.process.stdin.fileno():
                self._write(child)
            else:
                self._read(child)
        for child in list(self._children):
            # Only of a child that had nothing to say: a caller that came back late finds its answers waiting.
            if id(child) not in heard and self._is_late(child):
                child.timed_out = True
                child.process.kill()
                self._bury(child)
        self._give_out()

    def close(self) -> None:
        """End the children. They hold nothing that would be lost."""
        for child in list(self._children):
            child.process.kill()
            self._let_go(child)
        self._selector.close()

    def _is_late(self, child: _Child[T]) -> bool:
        busy = bool(child.records) or not child.ready
        return busy and time.monotonic() - child.since > self._allowed(child)

    def _allowed(self, child: _Child[T]) -> float:
        return self._timeout if child.ready else max(self._timeout, START_S)

    def _patience(self) -> float:
        late = [child.since + self._allowed(child) for child in self._children if child.records or not child.ready]
        return max(0.0, min(late) - time.monotonic()) + 0.01 if late else self._timeout

    def _give_out(self) -> None:
        while self._waiting:
            slot = self._waiting[0]
            child = min(self._children, key=lambda child: (child.suspect, len(child.records)), default=None)
            room = 1 if slot.deaths else IN_FLIGHT
            if child is None or child.suspect or (child.records and len(self._children) < self._workers):
                if len(self._children) >= self._workers:
                    return
                child = self._start()
            if len(child.records) >= room:
                return
            assert slot.payload is not None, "a slot that is done is never queued"
            child.records.append(self._waiting.popleft())
            if len(child.records) == 1:
                child.since = time.monotonic()
            if not child.outgoing and child.process.stdin is not None:
                self._selector.register(child.process.stdin, selectors.EVENT_WRITE, child)
            child.outgoing += frame(ANSWER, slot.payload)

    def _start(self) -> _Child[T]:
        settings = json.dumps({**self._settings, "path": [entry or str(Path.cwd()) for entry in sys.path]})
        # -P keeps modules in the working folder, which may hold anything, out of the child until its path is set. In
        # a process group of its own, Ctrl-C at a terminal reaches the parent alone.
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own arguments
            [sys.executable, "-P", "-c", _START, settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            process_group=0,
        )
        child: _Child[T] = _Child(process, time.monotonic())
        assert process.stdin is not None
        assert process.stdout is not None
        os.set_blocking(process.stdin.fileno(), False)
        os.set_blocking(process.stdout.fileno(), False)
        self._selector.register(process.stdout, selectors.EVENT_READ, child)
        self._children.append(child)
        return child

    def _write(self, child: _Child[T]) -> None:
        stdin = child.process.stdin
        assert stdin is not None
        try:
            del child.outgoing[: os.write(stdin.fileno(), child.outgoing[:_READ])]
        except BlockingIOError:
            return
        except BrokenPipeError:  # it is dead; reading to the end of its answers tells us so
            child.outgoing.clear()
        if not child.outgoing:
            self._selector.unregister(stdin)

    def _read(self, child: _Child[T]) -> None:
        assert child.process.stdout is not None
        try:
            data = os.read(child.process.stdout.fileno(), _READ)
        except BlockingIOError:
            return
        if not data:
            self._bury(child)
            return
        child.incoming += data
        while len(child.incoming) >= HEADER:
            end = HEADER + int.from_bytes(child.incoming[1:HEADER], "big")
            if len(child.incoming) < end:
                return
            kind, payload = bytes(child.incoming[:1]), bytes(child.incoming[HEADER:end])
            del child.incoming[:end]
            self._heard(child, kind, payload)

    def _heard(self, child: _Child[T], kind: bytes, payload: bytes) -> None:
        if kind == READY:
            child.ready = True
            child.since = time.monotonic()
            self._failed_starts = 0
            return
        if kind == UNFIT:
            raise OnrecordError(
                f"a worker cannot start ({payload.decode(errors='replace')}): install Onrecord again, with its "
                "dependencies"
            )
        slot = child.records.popleft()
        slot.payload = None
        if kind == ANSWER:
            slot.answer = payload
        elif kind == ERROR:
            slot.lost = Lost("WorkerFailed", f"reading it failed ({payload.decode(errors='replace')})")

    def _bury(self, child: _Child[T]) -> None:
        """Let go of a dead child and see to its records: the first is the one it died at."""
        self._let_go(child)
        if not child.ready:
            self._failed_starts += 1
            if self._failed_starts >= DEATHS:
                raise OnrecordError(
                    f"workers do not start ({_end_of(child)}): free some memory, or read with one worker"
                )
        elif child.records:
            slot = child.records[0]
            slot.deaths += 1
            if child.timed_out:
                slot.lost = Lost("TimedOut", f"reading it took longer than {self._timeout:g} seconds")
            elif slot.deaths >= DEATHS:
                slot.lost = Lost("WorkerDied", f"{slot.deaths} workers died reading it ({_end_of(child)})")
            if slot.lost:
                slot.payload = None
                child.records.popleft()
        self._waiting.extendleft(reversed(child.records))
        child.records.clear()

    def _let_go(self, child: _Child[T]) -> None:
        self._children.remove(child)
        for pipe in (child.process.stdin, child.process.stdout):
            if pipe is not None:
                if pipe in self._selector.get_map():
                    self._selector.unregister(pipe)
                pipe.close()
        child.process.wait()


def _end_of(child: _Child[T]) -> str:
    status = child.process.returncode
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
