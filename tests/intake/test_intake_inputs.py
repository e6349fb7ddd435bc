"""What may be named, in which order it is read, and that each bad input is one problem and never the end."""

from __future__ import annotations

import errno
import os
import socket
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from onrecord.intake import MAX_BYTES, captures
from onrecord.intake.walk import printable
from onrecord.records import Capture, Problem, sha256_of, to_json

TEXT = "The ferry to Marsa left at noon, the harbour master said.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, data: str | bytes = TEXT) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(*paths: str, stdin: bytes | None = None) -> list[Capture | Problem]:
    found = list(captures(paths, stdin=None if stdin is None else BytesIO(stdin)))
    for one in found:
        to_json(one)  # whatever is given out can be written as JSON
    return found


def uris(*paths: str) -> list[str]:
    return [one.uri for one in read(*paths) if isinstance(one, Capture)]


def problem(*paths: str, stdin: bytes | None = None) -> Problem:
    """Read a page and the paths: the page is read, and they are one problem, on one line, with a remedy."""
    put("a page.txt")
    found = read(*paths, "a page.txt", stdin=stdin)
    assert len(found) == 2, found
    assert isinstance(found[0], Problem)
    assert isinstance(found[1], Capture)
    assert found[0].stage == "intake"
    assert ": " in found[0].reason
    assert "\n" not in found[0].reason
    return found[0]


# What may be named


def test_a_file_comes_with_its_bytes_hash_and_time() -> None:
    path = put("one.txt")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (capture,) = read("./one.txt")
    assert capture == Capture(
        sha256=sha256_of(TEXT.encode()),
        uri="one.txt",
        media_type="text/plain",
        data=TEXT.encode(),
        encoding="utf-8",
        encoding_basis="utf-8",
        modified_at="2023-11-14T22:13:20+00:00",
    )


def test_a_folder_is_walked_to_its_end_in_the_order_of_names() -> None:
    for name in ("in/b.txt", "in/a/z.html", "in/a/c/deep.txt", "in/Z.txt", "in/.hidden.txt", "in/.git/x.txt"):
        put(name)
    assert uris("in") == ["in/Z.txt", "in/a/c/deep.txt", "in/a/z.html", "in/b.txt"]


def test_a_saved_pages_companion_folder_is_passed_over_and_others_are_not() -> None:
    for name in ("in/Story.html", "in/Story_files/frame.html", "in/Story_files/x.js", "in/case_files/one.txt"):
        put(name)
    assert uris("in") == ["in/Story.html", "in/case_files/one.txt"]
    assert uris("in/Story_files/frame.html") == ["in/Story_files/frame.html"]


def test_a_glob_the_shell_did_not_expand_is_expanded() -> None:
    for name in ("in/b.txt", "in/a.txt", "in/c.html", "in/deep/er/d.txt"):
        put(name)
    assert uris("in/*.txt") == ["in/a.txt", "in/b.txt"]
    assert uris("in/**/*.txt") == ["in/a.txt", "in/b.txt", "in/deep/er/d.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file() -> None:
    put("in/what[1]*.txt")
    put("in/what1.txt")
    assert uris("in/what[1]*.txt") == ["in/what[1]*.txt"]


def test_standard_input_is_one_page() -> None:
    (capture,) = read("-", stdin=b"<html><p>Hello</p></html>")
    assert isinstance(capture, Capture)
    assert (capture.uri, capture.media_type, capture.modified_at) == ("-", "text/html", None)
    assert [one.uri for one in read("-", "-", stdin=b"Hello")] == ["-"]


def test_the_same_file_is_read_once_by_whatever_name() -> None:
    put("in/a.txt")
    Path("in/link.txt").symlink_to("a.txt")
    Path("other").symlink_to("in")
    assert uris("in/a.txt", "in", "./in/a.txt", "other", str(Path("in/a.txt").absolute()), "in/*") == ["in/a.txt"]


def test_the_same_bytes_in_two_files_are_two_captures() -> None:
    put("a.txt")
    put("b.txt")
    one, other = read("a.txt", "b.txt")
    assert (one.uri, other.uri) == ("a.txt", "b.txt")
    assert one.sha256 == other.sha256


@pytest.mark.skipif(sys.platform == "darwin", reason="a path ends at 1024 bytes there")
def test_folders_deeper_than_python_recurses_are_walked() -> None:
    depth = 1200
    here = Path.cwd()
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    put("deep.txt")
    os.chdir(here)
    try:
        assert uris("d") == ["d/" * depth + "deep.txt"]
    finally:  # what clears away after the tests does recurse
        for _ in range(depth):
            os.chdir("d")
        Path("deep.txt").unlink()
        for _ in range(depth):
            os.chdir("..")
            Path("d").rmdir()


# Formats


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("page.HTM", "plain words", "text/html"),
        ("page.xhtml", "<?xml version='1.0'?><html/>", "text/html"),
        ("page.txt", "<html><body>as text</body></html>", "text/plain"),
        ("index.php?id=3", "<!DOCTYPE html>\n<title>x</title>", "text/html"),
        ("index.aspx", "\ufeff  <!-- saved from url --><HTML lang=en>x", "text/html"),
        ("article", "<p>Hello</p>", "text/html"),
        ("article-1", "Just words.", "text/plain"),
        ("12 May. report", "Just words.", "text/plain"),
        ("utf16", "<html><p>Hello there</p></html>".encode("utf-16"), "text/html"),
    ],
)
def test_the_format_is_told_by_suffix_and_else_by_the_bytes(name: str, data: str | bytes, media_type: str) -> None:
    put(name, data)
    (capture,) = read(name)
    assert isinstance(capture, Capture)
    assert capture.media_type == media_type


# Problems


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("empty.txt", b"", "CaptureError", "empty"),
        ("blank.txt", b" \n\t\r\n\xc2\xa0 ", "CaptureError", "white space"),
        ("bom only.html", b"\xef\xbb\xbf\n", "CaptureError", "white space"),
        ("noise.txt", bytes(range(256)) * 20, "NotText", "binary"),
        ("scan.html", b"%PDF-1.7\n" + b"text " * 900, "NotText", "a PDF"),
        ("letter.txt", b"{\\rtf1\\ansi Hello}", "NotText", "rich text"),
        ("report", b"PK\x03\x04" + b"\x00" * 30, "NotText", "office document"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 30, "NotText", "an image"),
        ("style.css", b"p { color: red }", "NotText", ".css"),
        ("notes.md", b"# Notes", "NotText", ".md"),
    ],
)
def test_what_is_no_page_is_one_problem(name: str, data: bytes, error: str, words: str) -> None:
    put(name, data)
    found = problem(name)
    assert (found.uri, found.error) == (name, error)
    assert words in found.reason


def test_the_bytes_of_a_bad_page_are_kept_and_those_of_other_files_are_not() -> None:
    put("bad.html", b"\x00\x01\x02" * 50)
    put("photo.jpg", b"\xff\xd8\xff" * 50)
    found = problem("bad.html")
    assert found.data == b"\x00\x01\x02" * 50
    assert found.sha256 == sha256_of(found.data)
    assert (problem("photo.jpg").data, problem("photo.jpg").sha256) == (None, None)


def test_a_file_of_200_megabytes_is_not_read_into_memory() -> None:
    with Path("big.txt").open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    found = problem("big.txt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found.error, found.data) == ("TooLarge", None)
    assert "50 MB" in found.reason
    assert peak < 5_000_000


def test_standard_input_has_the_same_limit() -> None:
    found = problem("-", stdin=b"a" * (MAX_BYTES + 1))
    assert (found.uri, found.error) == ("-", "TooLarge")
    put("fits.txt", b"a" * MAX_BYTES)
    assert uris("fits.txt") == ["fits.txt"]


def test_what_is_not_there_is_one_problem() -> None:
    assert problem("missing.txt").error == "FileNotFoundError"
    assert "no file or folder matches" in problem("*.nothing").reason
    assert "\\x00" in problem("with\x00nul").uri
    assert "\\x00" in problem("with\x00nul*").uri


def test_a_file_that_vanishes_is_one_problem() -> None:
    for name in ("in/a.txt", "in/b.txt", "in/c.txt"):
        put(name)
    found = captures(["in"])
    assert next(found).uri == "in/a.txt"
    Path("in/b.txt").unlink()
    gone, last = found
    assert isinstance(gone, Problem)
    assert (gone.uri, gone.error) == ("in/b.txt", "FileNotFoundError")
    assert last.uri == "in/c.txt"


def test_a_folder_that_vanishes_is_one_problem() -> None:
    for name in ("in/a.txt", "in/b/b.txt", "in/c.txt"):
        put(name)
    found = captures(["in"])
    next(found)
    Path("in/b/b.txt").unlink()
    Path("in/b").rmdir()
    gone, last = found
    assert isinstance(gone, Problem)
    assert gone.uri == "in/b"
    assert last.uri == "in/c.txt"


def test_links_that_lead_nowhere_or_to_themselves_are_one_problem_each() -> None:
    Path("in").mkdir()
    Path("in/loop.txt").symlink_to("loop.txt")
    Path("in/nowhere.txt").symlink_to("missing.txt")
    put("in/z.txt")
    loop, nowhere, page = read("in")
    assert isinstance(loop, Problem)
    assert isinstance(nowhere, Problem)
    assert isinstance(page, Capture)
    assert loop.error == "OSError"
    assert "symbolic links" in loop.reason
    assert nowhere.error == "FileNotFoundError"
    assert problem("in/loop.txt").error == "OSError"


def test_a_folder_that_contains_itself_is_one_problem() -> None:
    put("in/a/page.txt")
    Path("in/a/up").symlink_to("../../in")
    cycle_or_page = read("in")
    assert [one.uri for one in cycle_or_page] == ["in/a/page.txt", "in/a/up"]
    assert isinstance(cycle_or_page[1], Problem)
    assert "contains itself" in cycle_or_page[1].reason


def test_an_unreadable_folder_or_file_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated: root may read everything."""
    for name in ("in/a.txt", "in/locked/x.txt", "in/secret.txt", "in/z.txt"):
        put(name)
    real_scandir, real_open = os.scandir, os.open

    def scandir(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real_scandir(path)

    def open_(path: str, *rest: object, **more: object) -> int:
        if str(path).endswith("secret.txt"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real_open(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "open", open_)
    found = read("in")
    assert [(one.uri, getattr(one, "error", None)) for one in found] == [
        ("in/a.txt", None),
        ("in/locked", "PermissionError"),
        ("in/secret.txt", "PermissionError"),
        ("in/z.txt", None),
    ]
    assert problem("in/locked").reason == "permission denied: give yourself the right to read it"


def test_pipes_sockets_and_devices_are_never_waited_for() -> None:
    os.mkfifo("pipe.txt")
    assert "pipe it to" in problem("pipe.txt").reason
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert "pipe, socket or device" in problem("socket.txt").reason
    assert "pipe, socket or device" in problem("/dev/zero").reason


def test_a_file_that_becomes_a_pipe_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("pipe.txt")
    real_stat = os.stat
    put("file.txt")

    def stat_(path: object, *rest: object, **more: object) -> os.stat_result:
        return real_stat("file.txt" if path == "pipe.txt" else path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", stat_)
    assert "pipe, socket or device" in problem("pipe.txt").reason


@pytest.mark.skipif(sys.platform == "darwin", reason="every name is UTF-8 there")
def test_a_name_that_is_not_utf_8_is_printable_everywhere() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    put(name)
    (capture,) = read(name)
    assert capture.uri == "caf\\xe9.txt"
    Path("in").mkdir()
    Path(name).rename(f"in/{name}")
    assert uris("in") == ["in/caf\\xe9.txt"]
    assert problem(os.fsdecode(b"missing\xff")).uri == "missing\\xff"
    assert problem("half \ud800 a pair").uri == "half \\ud800 a pair"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a\nb.txt", "a\\nb.txt"),
        ("./a//b/", "a/b"),
        ("صحيفة.txt", "صحيفة.txt"),
        ("می\u200cروم\u00a0é.txt", "می\u200cروم\u00a0é.txt"),
        ("evil\u202etxt.exe", "evil\\u202etxt.exe"),
        ("\x1b[31mred", "\\x1b[31mred"),
    ],
)
def test_addresses_are_one_printable_line(name: str, expected: str) -> None:
    assert printable(name) == expected


def test_an_empty_folder_is_one_problem() -> None:
    Path("void/deeper").mkdir(parents=True)
    assert "no file to read" in problem("void").reason


def test_a_defect_of_our_own_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, declared: str | None = None) -> None:
        raise RuntimeError("a defect\nof two lines")

    put("x.txt")
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.intake.page.encoding_of", broken)
        (found,) = read("x.txt")
    assert isinstance(found, Problem)
    assert (found.error, found.reason) == ("RuntimeError", "reading failed (a defect of two lines): report it as a bug")


def test_nothing_is_read_before_it_is_asked_for() -> None:
    for number in range(5):
        put(f"in/{number}.txt")
    found = captures(["in"])
    next(found)
    for number in range(1, 5):
        put(f"in/{number}.txt", "Later words.")
    assert [one.data for one in found] == [b"Later words."] * 4
