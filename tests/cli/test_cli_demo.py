"""`make demo` from the samples to the desk, with nothing faked: this one test takes its seconds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "demo.py"


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script, in CI, with an archive of its own."""
    specification = importlib.util.spec_from_file_location("demo", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setattr(module, "ARCHIVE", tmp_path / "demo" / "demo.onrecord")
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir(tmp_path)
    return module


def test_the_demo_reads_the_samples_and_its_desk_answers(demo: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    assert demo.main() == 0
    shown = capfd.readouterr()
    assert "all as captured" in shown.out
    assert "all well" in shown.out
    assert "no problems" in shown.err


def test_a_check_that_fails_is_one_line_and_1(
    demo: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(command: list[str], pages: list[str]) -> None:
        raise demo.Wrong("/sources does not show 'Lina Odeh'")

    monkeypatch.setattr(demo, "check", check)
    assert demo.main() == 1
    assert capsys.readouterr().err == "onrecord: the demo failed: /sources does not show 'Lina Odeh'\n"
