"""What reaches a terminal is readable and harmless."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cli_story import fill, hostile, quiet_night
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.terminal import harmless, one_line


@given(st.text(st.characters(max_codepoint=0x2100)))
def test_nothing_that_drives_a_terminal_is_left(text: str) -> None:
    shown = harmless(text)
    assert not any((ord(char) < 0x20 and char not in "\t\r\n") or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert "\r" not in shown.replace("\r\n", "")
    assert not any(char in shown for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "\n" not in one_line(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_made_harmless_still_means_the_same(text: str) -> None:
    assert json.loads(harmless(json.dumps(text, ensure_ascii=False))) == text


def test_arabic_and_quotation_marks_stay_as_they_are() -> None:
    text = "قال المتحدث: “لا تعليق” – «نعم» 😀 a\u00a0b\u200f"
    assert harmless(text) == text


def sent_to(command: list[str], *, stream: str, columns: int = 100) -> str:
    """Run a command with `stream` (stdout or stderr) on a terminal of its own and give what that was sent."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        stdout=theirs if stream == "stdout" else nowhere,
        stderr=theirs if stream == "stderr" else nowhere,
    ) as process:
        os.close(theirs)
        sent = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            sent += piece
        os.close(ours)
    assert process.returncode == 0
    return sent.decode()


def on_a_terminal(*words: str, columns: int = 100) -> str:
    return sent_to(["-m", "onrecord", *words], stream="stdout", columns=columns)


COUNTING = """
import sys
from onrecord.cli.terminal import progress, say
with progress("reading pages", lambda: 3) as advance:
    for number in range(3):
        say(f"warning {number}")
        print("data")
        advance()
"""


def test_progress_is_drawn_on_a_terminal_and_leaves_warnings_and_data_alone() -> None:
    shown = sent_to(["-c", COUNTING], stream="stderr")
    assert "reading pages" in shown
    assert "3/3" in shown
    assert "left:" in shown
    assert "onrecord: warning 2" in shown
    assert "data" not in shown


def test_without_a_terminal_there_is_no_progress() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTING], capture_output=True, text=True, check=True)
    assert done.stdout == "data\n" * 3
    assert done.stderr == "onrecord: warning 0\nonrecord: warning 1\nonrecord: warning 2\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("terminal") / "p.onrecord", quiet_night(), hostile())


def test_a_table_on_a_terminal_wraps_and_cuts_nothing(project: Path) -> None:
    shown = on_a_terminal("--archive", str(project), "silences", columns=60)
    assert "article" in shown
    assert quiet_night().article.id in shown
    assert all(word in shown for word in "The ministry did not answer.".split())
    assert "…" not in shown


@pytest.mark.parametrize("options", [[], ["--csv"], ["--jsonl"]])
def test_a_hostile_page_on_a_terminal(project: Path, options: list[str]) -> None:
    shown = on_a_terminal("--archive", str(project), "statements", "--source", "red", *options)
    ours = ("\x1b[1m", "\x1b[0m")  # bold headers
    for code in ours:
        shown = shown.replace(code, "")
    assert "[red]" in "".join(shown.split())
    assert not any(char in shown for char in "\x1b\x07\x9b\u202e")
