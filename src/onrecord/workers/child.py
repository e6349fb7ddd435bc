"""The life of a child: requests in, answers out, each a frame over a pipe, until the parent is gone.

A frame is a byte that tells its kind, the payload's length in 8 bytes (big-endian), and the payload.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO

READY, ANSWER, ERROR, UNFIT = b"R", b"A", b"E", b"U"
HEADER = 9
LINGER_S = 10.0
"""How long after the parent should have ended it a child ends itself (then the parent is gone)."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """Give a frame as it goes over the pipe."""
    return kind + len(payload).to_bytes(8, "big") + payload


def main() -> None:
    """Serve requests. `sys.argv[1]` is JSON: `target`, `prepare` ("module:function"), `timeout`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # The pipes move out of reach of whatever prints or reads: output goes to stderr, input is empty.
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    settings = json.loads(sys.argv[1])
    try:
        work: Callable[[bytes], bytes] = _load(settings["target"])
        if settings["prepare"]:
            _load(settings["prepare"])()
    except Exception as error:
        _send(answers, frame(UNFIT, f"{type(error).__name__}: {error}".encode()))
        return
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, waiting), daemon=True).start()
    _send(answers, frame(READY))
    while True:
        payload = waiting.get()
        # Should the parent die while a record never ends, the kernel ends us, even inside C code.
        signal.setitimer(signal.ITIMER_REAL, settings["timeout"] + LINGER_S)
        try:
            reply = frame(ANSWER, work(payload))
        except Exception as error:
            words = " ".join(f"{type(error).__name__}: {error}".split())
            reply = frame(ERROR, words.encode("utf-8", errors="backslashreplace"))
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, reply)


def _load(name: str) -> Callable[..., bytes]:
    module, _, function = name.partition(":")
    loaded: Callable[..., bytes] = getattr(importlib.import_module(module), function)
    return loaded


def _receive(requests: BinaryIO, waiting: queue.SimpleQueue[bytes]) -> None:
    """Take in requests while another is worked on, and die with the parent: its end of the pipe closes with it."""
    while header := requests.read(HEADER):
        waiting.put(requests.read(int.from_bytes(header[1:], "big")))
    os._exit(0)


def _send(answers: BinaryIO, data: bytes) -> None:
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[answers.write(rest) :]
    except BrokenPipeError:
        os._exit(0)
