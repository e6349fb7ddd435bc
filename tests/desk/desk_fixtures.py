"""A desk over an archive of invented pages, and a browser to look at it with."""

from __future__ import annotations

import os
import runpy
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import desk_across as across
import desk_invented as invented
import desk_ledgers as ledgers
import httpx
import pytest
import uvicorn
from desk_asking import ask
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from onrecord.archive import open_archive
from onrecord.desk import create_app

REPOSITORY = Path(__file__).parents[2]
Get = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def archive_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three captures and a problem."""
    path = tmp_path_factory.mktemp("desk") / "invented.onrecord"
    archive = open_archive(path)
    for capture, page, reading in (invented.harbour(), invented.hostile(), invented.many(120)):
        archive.add(capture, page, [reading], made_by="invented")
    for problem in invented.PROBLEMS:
        archive.add_problem(problem)
    archive.close()
    return path


@pytest.fixture(scope="session")
def app(archive_path: Path) -> FastAPI:
    return create_app(archive_path)


@pytest.fixture(scope="session")
def get(app: FastAPI) -> Get:
    """Ask the desk for a page."""

    def asking(path: str, **headers: str) -> httpx.Response:
        return ask(app, path, **headers)

    return asking


@pytest.fixture(scope="session")
def harbour_id() -> str:
    return invented.harbour()[2].article.id


@pytest.fixture(scope="session")
def hostile_id() -> str:
    return invented.hostile()[2].article.id


@pytest.fixture(scope="session")
def ledger_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The desk of an archive of two articles on one flood, and one that mentions very many places."""
    path = tmp_path_factory.mktemp("desk") / "ledgers.onrecord"
    archive = open_archive(path)
    for capture, page, reading in (ledgers.first(), ledgers.second(), ledgers.crowd(2_030)):
        archive.add(capture, page, [reading], made_by="invented")
    archive.close()
    return create_app(path)


@pytest.fixture(scope="session")
def ledger_get(ledger_app: FastAPI) -> Get:
    """Ask that desk for a page."""

    def asking(path: str, **headers: str) -> httpx.Response:
        return ask(ledger_app, path, **headers)

    return asking


@pytest.fixture(scope="session")
def across_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The desk of an archive that is compared: a flood in three outlets, and a hostile page."""
    path = tmp_path_factory.mktemp("desk") / "across.onrecord"
    across.archive_at(path)
    return create_app(path)


@pytest.fixture(scope="session")
def across_get(across_app: FastAPI) -> Get:
    """Ask that desk for a page."""

    def asking(path: str, **headers: str) -> httpx.Response:
        return ask(across_app, path, **headers)

    return asking


@pytest.fixture(scope="session")
def across_address(across_app: FastAPI) -> Iterator[str]:
    """That desk, served on a free port."""
    with serving(across_app) as found:
        yield found


@pytest.fixture(scope="session")
def address(app: FastAPI) -> Iterator[str]:
    """The desk, served on a free port."""
    with serving(app) as found:
        yield found


@pytest.fixture(scope="session")
def ledger_address(ledger_app: FastAPI) -> Iterator[str]:
    """The desk of the flood, served on a free port."""
    with serving(ledger_app) as found:
        yield found


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 10
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        assert server.started
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium that speaks to nobody but the desk."""
    find: Callable[[], str | None] = runpy.run_path(str(REPOSITORY / "scripts" / "find_chromium.py"))["find_chromium"]
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: the desk has to be looked at in a browser here; install Debian's chromium")
        pytest.skip("no Chromium or Chrome on this machine")
    quiet = ("background-networking", "component-update", "sync", "quic")
    drawn_without_a_card = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
    options: dict[str, Any] = {
        "executable_path": path,
        "args": ["--no-sandbox", "--no-first-run", *drawn_without_a_card, *(f"--disable-{name}" for name in quiet)],
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()
