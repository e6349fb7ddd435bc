"""The desk shows strangers' pages on a machine with sensitive material: what it must never do."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import desk_invented as invented
import httpx
import pytest
from desk_asking import ask
from desk_markup import parse
from fastapi import FastAPI
from test_desk_pages import pages

from onrecord.desk.app import desk_over

pytest_plugins = ["desk_fixtures"]

Get = Callable[..., httpx.Response]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def assert_guarded(answer: httpx.Response) -> None:
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", [*pages(), "/healthz", "/static/desk.css", "/static/nothing"])
def test_every_answer_tells_the_browser_to_run_and_fetch_nothing_else(get: Get, path: str) -> None:
    assert_guarded(get(path))


def test_even_a_failure_of_our_own_is_guarded_and_tells_no_details() -> None:
    def broken() -> None:
        raise RuntimeError("/home/somebody/secret")

    answer = ask(desk_over(broken, name="broken"), "/")  # type: ignore[arg-type]  # it fails on purpose
    assert answer.status_code == 500
    assert_guarded(answer)
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", pages())
def test_what_a_page_holds_is_never_markup_of_ours(get: Get, path: str) -> None:
    """No field of a captured page, however it is written, becomes a tag, an attribute or an address."""
    page = parse(get(path).text)
    of_map = path.startswith("/map")
    scripts = {"/static/htmx.min.js", "/static/desk.js"} | ({"/static/map.js"} if of_map else set())
    sheets = {"/static/icon.svg", "/static/desk.css"} | ({"/static/map.css"} if of_map else set())
    assert {given["src"] for given in page.attributes("script")} == scripts
    assert {given["href"] for given in page.attributes("link")} == sheets
    assert not {"style", "img", "iframe", "object", "embed", "u", "i"} & {tag for tag, _ in page.tags}
    for tag, given in page.tags:
        assert not [name for name in given if name.startswith("on") or name == "style"], tag
        for name in ("href", "src", "action", "hx-get", "data-from"):
            address = urlsplit(given.get(name, ""))
            assert not address.scheme, given
            assert not address.netloc, given
        assert given.get("method", "get") == "get"


def test_the_map_gets_names_as_data_and_addresses_of_the_desk_alone(get: Get) -> None:
    answer = get("/map.json")
    assert_guarded(answer)
    assert answer.headers["content-type"] == "application/json"
    spots = answer.json()["spots"]
    assert invented.HOSTILE_PLACE in [spot["name"] for spot in spots]
    for spot in spots:
        assert len(spot["name"]) <= 120
        for address in (spot["statementsAt"], spot["mentionsAt"]):
            assert address.startswith(("/statements?", "/places?"))
            assert "<" not in address


def test_hostile_words_are_shown_as_they_stand(get: Get, hostile_id: str) -> None:
    page = parse(get(f"/articles/{hostile_id}").text)
    for words in (invented.HOSTILE_TITLE, invented.HOSTILE_NAME, "<b>Outlet</b>", "<i>Byline</i>", "<u>role</u>"):
        assert " ".join(words.split()) in page.text
    assert "javascript:alert('url')" in page.text
    capture = invented.hostile()[0]
    assert parse(get(f"/captures/{capture.sha256}").text).source_text == capture.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8123", "localhost", "LOCALHOST:1", "[::1]:65535"])
def test_this_machine_is_answered(get: Get, host: str) -> None:
    assert get("/healthz", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "example.org",
        "example.org:8000",
        "127.0.0.1.example.org",
        "localhost.example.org",
        "127.0.0.1@example.org",
        "127.0.0.2",
        "0.0.0.0",
        "[::]",
        "::1",
        "127.0.0.1:8000:80",
        "localhost:",
    ],
)
def test_a_name_that_was_pointed_at_this_machine_is_not(get: Get, host: str) -> None:
    for path in ("/", "/healthz", "/static/desk.js"):
        answer = get(path, Host=host)
        assert answer.status_code == 421
        assert_guarded(answer)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_the_desk_only_shows(app: FastAPI, method: str) -> None:
    answer = ask(app, "/", method=method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert_guarded(answer)


def test_head_is_answered_like_get(app: FastAPI) -> None:
    assert ask(app, "/", method="HEAD").status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/static/../app.py", "/static/%2e%2e/app.py"])
def test_nothing_else_is_served(get: Get, path: str) -> None:
    assert get(path).status_code == 404
