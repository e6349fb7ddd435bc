"""Reading pages: what is new is kept at once, what is known is passed over, what cannot be read is one line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from cli_story import QUIET_NIGHT, Told
from typer.testing import CliRunner, Result

import onrecord
from onrecord import workers
from onrecord.cli import app
from onrecord.reading import DEFAULT
from onrecord.records import Capture, Problem, reading_from_json
from onrecord.workers import Processed

runner = CliRunner()


def read_by_hand(capture: Capture) -> Processed:
    """Stands for the language model: one statement by whoever comes before " said "."""
    told = Told(capture.text, capture.uri)
    source, _, content = capture.text.partition("\n")[2].partition(" said ")
    if content:
        told.says(source, "said", content, name=source)
    problem = Problem(uri=capture.uri, stage="reading", reason="no words: save it again", error="CaptureError")
    return Processed(
        capture=capture,
        page=told.page,
        readings=(told.reading,),
        problems=(problem,) if "unreadable" in capture.text else (),
    )


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Read by hand instead of by model, in an empty folder; give the list of what was read."""
    read: list[str] = []

    def run(
        captures: Iterable[Capture | Problem], *, whole: bool, workers: int | None, model: str, places: object = ()
    ) -> Iterator[Processed | Problem]:
        for item in captures:
            if isinstance(item, Capture):
                read.append(item.uri)
                if "stop here" in item.text:
                    raise KeyboardInterrupt
                if "our fault" in item.text:
                    raise ZeroDivisionError("a fault")
                yield read_by_hand(item)
            else:
                yield item

    monkeypatch.setattr(workers, "run", run)
    monkeypatch.chdir(tmp_path)
    return read


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.txt").write_text("Quiet\nOdeh said hello", encoding="utf-8")
    (folder / "b.txt").write_text("Loud\nAwad said goodbye", encoding="utf-8")
    return folder


def ask(*words: str, exit_code: int = 0, stdin: str | None = None) -> Result:
    result = runner.invoke(app, words, input=stdin)
    assert result.exit_code == exit_code, result.output
    return result


def test_add_says_what_it_did_and_only_on_stderr(saved: Path) -> None:
    result = ask("add", "saved")
    assert result.stdout == ""
    assert (
        result.stderr
        == "onrecord: 2 captures (2 new, 0 known), 2 articles, 2 statements, no problems\nonrecord: 2 articles compared\n"
    )
    assert "2 statements" in ask("statements").stderr


def test_what_is_known_is_not_read_again(saved: Path, by_hand: list[str]) -> None:
    ask("add", "saved")
    (saved / "c.txt").write_text("New\nHana said maybe", encoding="utf-8")
    by_hand.clear()
    assert (
        ask("add", "saved").stderr
        == "onrecord: 3 captures (1 new, 2 known), 1 article, 1 statement, no problems\nonrecord: 1 article compared\n"
    )
    assert by_hand == ["saved/c.txt"]


def test_a_newer_reading_reads_what_is_known_again(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord import reading

    ask("add", "saved")
    monkeypatch.setattr(reading, "made_by", lambda model, places: "another version")
    assert (
        ask("add", "saved").stderr == "onrecord: 2 captures (0 new, 2 known), 2 articles, 2 statements, no problems\n"
        "onrecord: 2 articles compared, all of them anew\n"
    )
    assert ask("statements").stderr == "onrecord: 2 statements\n"


def test_a_stated_date_is_read_once_and_kept(saved: Path, by_hand: list[str]) -> None:
    ask("add", "saved", "--date", "2024-12-14")
    by_hand.clear()
    ask("add", "saved", "--date", "2024-12-14")
    ask("add", "saved")  # none stated: the one before holds
    assert by_hand == []
    with onrecord.open_archive("project.onrecord", read_only=True) as archive:
        assert {capture.published for capture in archive.captures()} == {"2024-12-14"}
    ask("add", "saved/a.txt", "--date", "2024-12-15")
    assert by_hand == ["saved/a.txt"]


def test_a_place_of_ones_own_has_known_pages_read_again(saved: Path, by_hand: list[str]) -> None:
    ask("add", "saved")
    by_hand.clear()
    ask("places", "add", "Tell Zaytoun", "--lat", "36.3", "--lon", "37")
    ask("add", "saved")
    assert by_hand == ["saved/a.txt", "saved/b.txt"]
    by_hand.clear()
    ask("add", "saved")
    assert by_hand == []


def test_what_cannot_be_read_is_a_warning_and_a_line_of_problems(saved: Path) -> None:
    (saved / "empty.txt").write_bytes(b"")
    (saved / "z.txt").write_text("unreadable in part\nIt said little", encoding="utf-8")
    result = ask("add", "saved", "nosuch.html")
    *warnings, summary, compared = result.stderr.splitlines()
    assert [line.split(": ")[1] for line in warnings] == ["saved/empty.txt", "saved/z.txt", "nosuch.html"]
    assert summary.endswith("3 articles, 3 statements, 3 problems: see `onrecord problems`")
    assert compared == "onrecord: 3 articles compared"
    assert len(ask("problems").stdout.splitlines()) == 1 + 3


def test_only_when_nothing_could_be_read_is_the_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert "empty.txt" in ask("add", "empty.txt", exit_code=3).stderr
    assert "empty.txt" in ask("extract", "empty.txt", "--jsonl", exit_code=3).stderr
    assert "empty.txt" in ask("problems").stdout


def test_ctrl_c_keeps_what_was_finished(saved: Path, by_hand: list[str]) -> None:
    (saved / "b.txt").write_text("stop here", encoding="utf-8")
    result = ask("add", "saved", exit_code=130)
    assert result.stderr == "onrecord: stopped; 1 page done: the same command goes on from there\n"
    (saved / "b.txt").write_text("Loud\nAwad said goodbye", encoding="utf-8")
    by_hand.clear()
    ask("add", "saved")
    assert by_hand == ["saved/b.txt"]


def test_standard_input_is_a_page(tmp_path: Path) -> None:
    ask("add", "-", stdin=QUIET_NIGHT)
    assert "Quiet night in Akre" in ask("articles").stdout
    (line,) = ask("extract", "-", "--jsonl", stdin=QUIET_NIGHT).stdout.splitlines()
    reading = reading_from_json(line)
    assert (reading.capture.uri, reading.article.text) == ("-", QUIET_NIGHT)


def test_extract_gives_one_reading_a_line_and_makes_no_archive(saved: Path, tmp_path: Path) -> None:
    result = ask("extract", "saved", "nosuch.html", "--jsonl")
    readings = [reading_from_json(line) for line in result.stdout.splitlines()]
    assert [reading.capture.uri for reading in readings] == ["saved/a.txt", "saved/b.txt"]
    assert result.stderr.splitlines()[-1] == "onrecord: 2 articles written, 1 problem"
    assert list(tmp_path.iterdir()) == [saved]


def test_extract_without_a_format_is_for_reading(saved: Path) -> None:
    result = ask("extract", "saved/a.txt")
    headline, said, empty = result.stdout.splitlines()
    assert headline.endswith("  Quiet  [saved/a.txt]")
    assert said == "s1 Odeh (named) asserts: hello"
    assert empty == ""


def test_whole_workers_and_model_reach_the_workers(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[bool, int | None, str]] = []

    def run(
        captures: Iterable[Capture], *, whole: bool, workers: int | None, model: str, places: object = ()
    ) -> Iterator[Processed]:
        given.append((whole, workers, model))
        yield from map(read_by_hand, captures)

    monkeypatch.setattr(workers, "run", run)
    ask("extract", "saved", "--whole", "--workers", "2", "--model", "rules")
    ask("add", "saved", "--workers", "3")
    assert given == [(True, 2, "rules"), (False, 3, DEFAULT)]


def test_a_fault_of_ours_shows_its_traceback_and_exits_70(saved: Path) -> None:
    (saved / "b.txt").write_text("our fault", encoding="utf-8")
    result = ask("add", "saved", exit_code=70)
    assert "ZeroDivisionError: a fault" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("onrecord: this is a fault of Onrecord")
    assert ask("articles").stderr == "onrecord: 1 article\n"


def test_a_path_is_required() -> None:
    assert "PATH" in ask("add", exit_code=2).stderr
    assert "PATH" in ask("extract", exit_code=2).stderr


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, int, bool]]:
    """Let the desk only note what it was asked for."""
    from onrecord import desk

    calls: list[tuple[Path, int, bool]] = []

    def serve(archive_path: Path, *, port: int = 0, open_browser: bool, on_ready: Callable[[str], None]) -> None:
        calls.append((archive_path, port, open_browser))
        on_ready("http://127.0.0.1:8123/")

    monkeypatch.setattr(desk, "serve", serve)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return calls


def test_open_adds_then_serves(saved: Path, served: list[tuple[Path, int, bool]]) -> None:
    result = ask("open", "saved", "--port", "8123")
    assert result.stdout == "http://127.0.0.1:8123/\n"
    assert result.stderr.splitlines()[0].startswith("onrecord: 2 captures (2 new")
    ask("open")
    ask("open", "--no-browser")
    ask("serve")
    project = Path("project.onrecord")
    assert served == [(project, 8123, True), (project, 0, True), (project, 0, False), (project, 0, False)]


def test_no_browser_is_opened_in_ci_nor_where_linux_has_no_display(
    saved: Path, served: list[tuple[Path, int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    ask("open", "saved")
    monkeypatch.delenv("CI")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    ask("open")
    assert [browser for _, _, browser in served] == [False, False]


def test_there_is_nothing_to_serve_without_an_archive(served: list[tuple[Path, int, bool]]) -> None:
    for command in ("open", "serve"):
        assert ask(command, exit_code=4).stderr.startswith("onrecord: no archive at project.onrecord: ")
    assert served == []


# ── the same from Python ────────────────────────────────────────────────────────────────────────────────────────────


def test_add_from_python_takes_an_archive_or_its_path_and_one_path_or_several(saved: Path, tmp_path: Path) -> None:
    first = onrecord.add(tmp_path / "p.onrecord", saved / "a.txt")
    assert first == onrecord.Added(new=1, articles=1, statements=1)
    told: list[tuple[str, int]] = []
    with onrecord.open_archive(tmp_path / "p.onrecord") as archive:
        second = onrecord.add(archive, [saved, "nosuch.txt"], each=lambda uri, found: told.append((uri, len(found))))
        assert archive.totals().captures == 2
    assert second == onrecord.Added(new=1, known=1, articles=1, statements=1, problems=1)
    assert [(Path(uri).name, found) for uri, found in told] == [
        ("a.txt", 0),
        ("b.txt", 0),
        ("nosuch.txt", 1),
    ]


def test_extract_from_python_gives_readings_and_problems_in_order(saved: Path) -> None:
    found = list(onrecord.extract([str(saved / "a.txt"), "nosuch.txt", str(saved / "b.txt")]))
    assert [type(item).__name__ for item in found] == ["Reading", "Problem", "Reading"]


def test_leaving_extract_early_lets_go_of_the_workers(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def run(
        captures: Iterable[Capture], *, whole: bool, workers: int | None, model: str, places: object = ()
    ) -> Iterator[Processed]:
        try:
            yield from map(read_by_hand, captures)
        finally:
            ended.set()

    monkeypatch.setattr(workers, "run", run)
    readings = onrecord.extract(saved)
    next(readings)
    assert not ended.is_set()
    readings.close()  # type: ignore[attr-defined]
    assert ended.is_set()
