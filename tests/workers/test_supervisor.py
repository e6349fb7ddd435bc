"""Children are killed here for real. Whatever happens to them, every record comes back, in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from onrecord.records import OnrecordError
from onrecord.workers.supervisor import IN_FLIGHT, LOOK_AHEAD, Slot, supervise

TARGET = "workload:work"


def answers(payloads: list[bytes], *, workers: int = 2, timeout: float = 60.0) -> list[bytes | str]:
    """Give each record's answer, or the name of the error that cost it."""
    slots = (Slot(payload, payload) for payload in payloads)
    found: list[bytes | str] = []
    for slot, payload in zip(supervise(slots, target=TARGET, workers=workers, timeout=timeout), payloads, strict=True):
        assert slot.item == payload
        found.append(
            slot.answer if slot.lost is None and slot.answer is not None else slot.lost.error if slot.lost else ""
        )
    return found


def children() -> list[psutil.Process]:
    # A browser that another test of this process drives is no child of ours.
    return [one for one in psutil.Process().children(recursive=True) if "python" in one.name()]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_answers_come_in_the_order_of_the_records(workers: int) -> None:
    payloads = [b"sleep:0.05" if i % 7 == 0 else f"record {i}".encode() for i in range(50)]
    assert answers(payloads, workers=workers) == [payload.upper() for payload in payloads]
    assert children() == []


@pytest.mark.parametrize("order", [b"kill", b"segfault"])
def test_a_record_that_kills_its_worker_is_the_only_one_lost(order: bytes) -> None:
    payloads = [f"record {i}".encode() for i in range(40)]
    payloads[11] = order
    expected: list[bytes | str] = [payload.upper() for payload in payloads]
    expected[11] = "WorkerDied"
    assert answers(payloads) == expected


def test_several_killers_at_once_cost_only_themselves() -> None:
    payloads = [b"kill" if i in {0, 1, 5, 19} else f"record {i}".encode() for i in range(20)]
    found = answers(payloads, workers=3)
    assert [i for i, answer in enumerate(found) if answer == "WorkerDied"] == [0, 1, 5, 19]
    assert all(found[i] == payloads[i].upper() for i in range(20) if i not in {0, 1, 5, 19})


def test_a_worker_that_dies_once_costs_a_second_try_and_no_record(tmp_path: Path) -> None:
    payloads = [f"record {i}".encode() for i in range(20)]
    payloads[4] = b"kill-once:" + os.fsencode(tmp_path / "died")
    found = answers(payloads)
    assert found[4] == b"SURVIVED"
    assert [found[i] for i in range(20) if i != 4] == [payloads[i].upper() for i in range(20) if i != 4]


def test_workers_killed_from_outside_lose_nothing() -> None:
    payloads = [b"sleep:0.01"] * 150
    killed = 0
    found = []
    for number, slot in enumerate(supervise((Slot(p, p) for p in payloads), target=TARGET, workers=2)):
        found.append(slot.answer)
        if number % 40 == 20 and (victims := children()):
            victims[0].kill()
            killed += 1
    assert killed >= 3
    assert found == [b"SLEEP:0.01"] * 150


def test_a_record_that_takes_too_long_is_lost_and_the_others_are_not() -> None:
    payloads = [b"one", b"sleep:60", b"two", b"three"]
    began = time.monotonic()
    assert answers(payloads, timeout=2.0) == [b"ONE", "TimedOut", b"TWO", b"THREE"]
    assert time.monotonic() - began < 20


def test_a_caller_that_comes_back_late_is_not_the_workers_fault() -> None:
    """Answers too large for a pipe wait in the child meanwhile."""
    payloads = [b"large:300000"] * 8
    results = supervise((Slot(p, p) for p in payloads), target=TARGET, workers=2, timeout=1.0)
    sizes = []
    for slot in results:
        assert slot.lost is None, slot.lost
        assert slot.answer is not None
        sizes.append(len(slot.answer))
        if len(sizes) in {1, 3}:
            time.sleep(1.5)
    assert sizes == [300000] * 8


def test_an_error_in_the_function_is_one_line() -> None:
    slots = [Slot(p, p) for p in (b"raise", b"fine")]
    first, second = supervise(slots, target=TARGET, workers=2)
    assert first.lost is not None
    assert first.lost.error == "WorkerFailed"
    assert "ValueError: a bad record" in first.lost.cause
    assert second.answer == b"FINE"


def test_output_of_the_work_does_not_get_among_the_answers() -> None:
    assert answers([b"print", b"after"]) == [b"''", b"AFTER"]


def test_workers_leave_ctrl_c_to_the_parent() -> None:
    assert answers([b"sigint", b"after"]) == [b"SIGINT", b"AFTER"]


def test_records_larger_than_a_pipe_pass_both_ways() -> None:
    big = b"a" * 3_000_000
    assert answers([big, b"large:2500000", big]) == [big.upper(), b"x" * 2_500_000, big.upper()]


def test_no_more_than_the_look_ahead_is_taken_from_the_input() -> None:
    taken = 0

    def slots() -> Iterator[Slot[int]]:
        nonlocal taken
        for i in range(1000):
            taken += 1
            yield Slot(i, b"sleep:0.001")

    results = supervise(slots(), target=TARGET, workers=2)
    next(results)
    assert taken <= 2 * LOOK_AHEAD + IN_FLIGHT
    results.close()
    assert children() == []


def test_large_records_are_taken_from_the_input_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are done count too while an earlier one keeps them waiting."""
    monkeypatch.setattr("onrecord.workers.supervisor.LOOK_AHEAD_BYTES", 1_000_000)
    taken = 0

    def slots() -> Iterator[Slot[int]]:
        nonlocal taken
        for i in range(30):
            taken += 1
            yield Slot(i, b"sleep:1" if i == 0 else b"a" * 400_000)

    results = supervise(slots(), target=TARGET, workers=2)
    next(results)
    assert taken <= 5
    assert len(list(results)) == 29


def test_slots_without_work_come_through_in_their_place() -> None:
    slots: list[Slot[str]] = [Slot("a", None), Slot("b", b"b"), Slot("c", None), Slot("d", b"d")]
    assert [(slot.item, slot.answer) for slot in supervise(slots, target=TARGET, workers=2)] == [
        ("a", None),
        ("b", b"B"),
        ("c", None),
        ("d", b"D"),
    ]


def test_workers_that_cannot_start_end_the_run_with_the_cause() -> None:
    with pytest.raises(OnrecordError, match="no such model"):
        list(supervise([Slot(1, b"x")], target=TARGET, prepare="workload:unfit", workers=2))
    with pytest.raises(OnrecordError, match="SIGKILL"):
        list(supervise([Slot(1, b"x")], target=TARGET, prepare="workload:die", workers=2))
    assert children() == []


def test_workers_end_when_the_parent_is_killed() -> None:
    script = (
        "import sys\n"
        "from onrecord.workers.supervisor import Slot, supervise\n"
        f"work = supervise((Slot(p, p) for p in [b'pid:', b'pid:'] + [b'sleep:60'] * 8), target={TARGET!r}, workers=2)\n"
        "for slot in work: print(slot.answer.decode(), flush=True)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment, text=True) as parent:
        assert parent.stdout is not None
        pids = {int(parent.stdout.readline()), int(parent.stdout.readline())}
        pids |= {child.pid for child in psutil.Process(parent.pid).children()}
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while any(map(psutil.pid_exists, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in pids if psutil.pid_exists(pid)]
