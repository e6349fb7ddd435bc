"""How a command ends, seen from a shell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_story import Told, fill
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app

ONRECORD = [sys.executable, "-m", "onrecord"]
runner = CliRunner()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More statements than a pipe holds."""
    told = Told("\n".join(f"Witness{n:04} said{n:04} word{n:04}." for n in range(2000)), "crowd.txt")
    for n in range(2000):
        told.says(f"Witness{n:04}", f"said{n:04}", f"word{n:04}", name="Witness" if n else f"Witness{n:04}")
    return fill(tmp_path_factory.mktemp("ways") / "crowd.onrecord", told)


@pytest.mark.parametrize("options", [["--jsonl"], ["--csv"], ["--limit", "0"]])
def test_head_closes_the_pipe_and_nobody_complains(crowd: Path, options: list[str]) -> None:
    with subprocess.Popen(
        [*ONRECORD, "--archive", str(crowd), "statements", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_the_same_in_a_shell(crowd: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m onrecord --archive {crowd} statements --jsonl | head -1",
        shell=True,
        capture_output=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


def test_ctrl_c_is_one_line_and_130() -> None:
    # Stands for a long reading: tells when it has begun, then waits. A test run in the background ignores Ctrl-C, and
    # what it starts would too.
    waiting = (
        "import signal, sys, time, onrecord.cli, onrecord\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def extract(*_, **__):\n"
        "    print('begun', file=sys.stderr, flush=True)\n"
        "    time.sleep(60)\n"
        "    yield\n"
        "onrecord.extract = extract\n"
        "sys.argv = ['onrecord', 'extract', 'x', '--jsonl']\n"
        "onrecord.cli.main()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", waiting], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "onrecord: stopped\n"
    assert process.returncode == 130


def test_ctrl_c_that_another_error_wraps_is_still_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(*_: object, **__: object) -> Iterator[object]:
        raise ImportError("half imported") from KeyboardInterrupt()

    monkeypatch.setattr(onrecord, "extract", extract)
    result = runner.invoke(app, ["extract", "x", "--jsonl"])
    assert (result.exit_code, result.stderr) == (130, "onrecord: stopped\n")


@pytest.mark.parametrize("command", ["statements", "silences", "sources", "articles", "problems", "verify"])
def test_without_an_archive_nothing_is_made_and_the_remedy_is_named(command: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing.onrecord"
    result = runner.invoke(app, ["--archive", str(missing), command])
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == (
        f"onrecord: no archive at {missing}: `onrecord add PATH` makes one, --archive FILE names another\n"
    )
    assert not missing.exists()


def test_a_file_that_is_no_archive_is_one_line_and_4(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>This is no archive, it is a page." * 50, encoding="utf-8")
    result = runner.invoke(app, ["--archive", str(page), "articles"])
    assert (result.exit_code, result.stdout) == (4, "")
    assert len(result.stderr.splitlines()) == 1
    assert "page.html" in result.stderr


@pytest.mark.parametrize(
    "words", [["nosuchcommand"], ["statements", "--status", "famous"], ["statements", "--limit", "-1"], ["--nosuch"]]
)
def test_a_wrong_command_line_is_2(words: list[str]) -> None:
    result = runner.invoke(app, words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_help_answers_at_once() -> None:
    code = (
        "import sys; sys.argv = ['onrecord', '--help']\n"
        "from onrecord.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n"
        "    print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    environment = {**os.environ, "TERM": "dumb"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    # Time is not measured here, where others share the cores, but what takes it: none of these is imported.
    assert not set(done.stderr.split()) & {"spacy", "numpy", "trafilatura", "lxml", "fastapi", "uvicorn", "sqlite3"}


def test_python_m_onrecord_is_the_command() -> None:
    done = subprocess.run([*ONRECORD, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("onrecord ")
