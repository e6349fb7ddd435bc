"""`serve` in a process of its own, as the command runs it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from onrecord.desk import serve
from onrecord.records import ArchiveError, OnrecordError

pytest_plugins = ["desk_fixtures"]

PROGRAM = """
import sys
from pathlib import Path
from onrecord.desk import serve
serve(Path(sys.argv[1]), open_browser=False, on_ready=lambda address: print(address, flush=True))
"""


def refuse(address: str) -> None:
    raise AssertionError(f"served on {address}")


def test_it_says_its_address_answers_there_and_ends_quietly(archive_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(archive_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        try:
            address = process.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address), process.stderr.read()
            answer = httpx.get(address + "healthz", trust_env=False)
            assert answer.json()["articles"] == 3
            assert "server" not in answer.headers
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 0
            assert process.stderr.read() == ""
        finally:
            process.kill()


def test_a_taken_port_is_an_error_with_a_remedy(archive_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OnrecordError, match="give another port, or 0 for a free one"):
            serve(archive_path, port=taken.getsockname()[1], open_browser=False, on_ready=refuse)
    with pytest.raises(OnrecordError, match="give another port"):
        serve(archive_path, port=70_000, open_browser=False, on_ready=refuse)


def test_a_file_that_is_no_archive_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        serve(tmp_path / "nothing.onrecord", open_browser=False, on_ready=refuse)
