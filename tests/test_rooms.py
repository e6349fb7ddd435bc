"""The house: a room never imports from a room to its right, and the rooms that read a page are pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

PACKAGE = Path(onrecord.__file__).parent

FACADE = "onrecord"
"""`onrecord/__init__.py`, `__main__.py` and `_functions.py`: what `import onrecord` offers."""

ROOMS: dict[str, set[str]] = {
    "records": set(),
    "vocabulary": {"records"},
    "intake": {"records"},
    "pages": {"records", "vocabulary"},
    "reading": {"records", "vocabulary"},
    "comparing": {"records", "vocabulary"},
    "workers": {"records", "pages", "reading"},
    "archive": {"records"},
    "across": {"records", "vocabulary", "comparing", "archive"},
    "exchange": {
        "records",
        "vocabulary",
        "intake",
        "pages",
        "reading",
        "workers",
        "archive",
        "across",
        "comparing",
        FACADE,
    },
    "component": {"records", "reading", FACADE},
    "desk": {
        "records",
        "vocabulary",
        "intake",
        "pages",
        "reading",
        "workers",
        "archive",
        "across",
        "comparing",
        "exchange",
        FACADE,
    },
    "cli": {
        "records",
        "vocabulary",
        "intake",
        "pages",
        "reading",
        "workers",
        "archive",
        "across",
        "comparing",
        "exchange",
        "desk",
        FACADE,
    },
}
"""Each room, from left to right, and what it may import of ours (itself aside)."""

PURE = ("records", "vocabulary", "pages", "reading", "comparing")
"""The rooms that give the same for the same page, whenever and wherever: no store, no network, no processes."""

OUTSIDE = {
    "asyncio",
    "ftplib",
    "http.client",
    "httpx",
    "multiprocessing",
    "random",
    "requests",
    "socket",
    "sqlite3",
    "subprocess",
    "urllib.request",
    "urllib3",
}


def modules(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


def imported(module: Path) -> Iterator[tuple[int, str]]:
    """Every import of a module wherever it stands (in functions, under TYPE_CHECKING): its line and full name."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import; write it out"
            # `from onrecord import pages` names a room; `from onrecord.pages import RULES` does too.
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def room_of(name: str) -> str | None:
    """The room that `onrecord.pages.blocks` belongs to; None where the name is not ours."""
    first, _, rest = name.partition(".")
    if first != "onrecord":
        return None
    room = rest.partition(".")[0]
    return room if room in ROOMS else FACADE


def test_every_folder_of_the_package_is_a_room() -> None:
    assert {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(ROOMS)


def test_the_rule_itself_only_points_left() -> None:
    order = [*ROOMS]
    for room, allowed in ROOMS.items():
        assert all(order.index(other) < order.index(room) for other in allowed - {FACADE})


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_never_imports_from_its_right(room: str) -> None:
    wrong = [
        f"{module.relative_to(PACKAGE)}:{line} imports {name}"
        for module in modules(room)
        for line, name in imported(module)
        if room_of(name) not in {None, room, *ROOMS[room]}
    ]
    assert modules(room)
    assert wrong == []


@pytest.mark.parametrize("room", PURE)
def test_reading_a_page_needs_no_network_no_store_and_no_process(room: str) -> None:
    wrong = [
        f"{module.relative_to(PACKAGE)}:{line} imports {name}"
        for module in modules(room)
        for line, name in imported(module)
        if any(name == outside or name.startswith(f"{outside}.") for outside in OUTSIDE)
    ]
    assert wrong == []
