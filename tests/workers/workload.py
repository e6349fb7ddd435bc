"""What the children of these tests do with a record: bytes that tell them how to behave."""

from __future__ import annotations

import os
import signal
import sys
import time


def work(payload: bytes) -> bytes:
    """Answer in capitals, unless the record says otherwise."""
    order, _, rest = payload.partition(b":")
    if order == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == b"segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == b"kill-once":  # dies where the file is not there yet
        try:
            os.close(os.open(rest, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return b"SURVIVED"
        os.kill(os.getpid(), signal.SIGKILL)
    if order == b"sleep":
        time.sleep(float(rest))
    if order == b"raise":
        raise ValueError("a bad\nrecord")
    if order == b"print":
        print("noise on the standard output")
        os.write(1, b"more noise\n")
        return repr(sys.stdin.read()).encode()
    if order == b"pid":
        return str(os.getpid()).encode()
    if order == b"large":
        return b"x" * int(rest)
    if order == b"sigint":
        os.kill(os.getpid(), signal.SIGINT)
    return payload.upper()


def unfit() -> None:
    raise ImportError("no such model")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
