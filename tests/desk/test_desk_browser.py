"""The desk in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import desk_invented as invented
import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

pytest_plugins = ["desk_fixtures"]
pytestmark = pytest.mark.browser

UNLABELLED = """() => {
  const named = (e) => (e.getAttribute("aria-label") || e.innerText || e.title || "").trim();
  const wrong = [];
  for (const e of document.querySelectorAll("input, select, textarea")) {
    if (!(e.labels && e.labels.length) && !e.getAttribute("aria-label")) wrong.push(e.outerHTML);
  }
  for (const e of document.querySelectorAll("a, button")) if (!named(e)) wrong.push(e.outerHTML);
  for (const e of document.querySelectorAll("img")) if (!e.hasAttribute("alt")) wrong.push(e.outerHTML);
  for (const e of document.querySelectorAll("svg")) if (e.getAttribute("aria-hidden") !== "true") wrong.push(e.outerHTML);
  for (const e of document.querySelectorAll("a[href^='#']")) {
    if (!document.getElementById(decodeURIComponent(e.hash.slice(1)))) wrong.push(e.outerHTML);
  }
  return wrong;
}"""


@contextmanager
def looking(browser: Browser, address: str, *, silent: bool = True, **options: Any) -> Iterator[Page]:
    """Look at the desk; an error, a request to elsewhere or, where `silent`, a word on the console fails the test."""
    context = browser.new_context(base_url=address, **options)
    page = context.new_page()
    wrong: list[str] = []

    def watch_request(request: Request) -> None:
        if not request.url.startswith(address + "/"):
            wrong.append(f"request: {request.url}")

    def watch_dialog(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    if silent:
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", watch_request)
    page.on("dialog", watch_dialog)
    yield page
    context.close()
    assert wrong == []


def everywhere() -> list[str]:
    capture, _, harbour = invented.harbour()
    return [
        "/",
        f"/articles/{harbour.article.id}",
        f"/articles/{invented.hostile()[2].article.id}",
        f"/captures/{capture.sha256}?from=500&to=560",
        "/statements",
        "/sources",
        "/sources/Ilse%20Marant?status=named",
        "/silences",
        "/search?q=electricity",
        "/problems",
    ]


def test_every_page_is_quiet_labelled_and_fits_a_telephone(browser: Browser, address: str) -> None:
    with looking(browser, address, viewport={"width": 360, "height": 740}) as page:
        for path in everywhere():
            page.goto(path)
            assert page.evaluate(UNLABELLED) == [], path
            assert page.locator("h1").count() == 1, path
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_statement_and_margin_light_each_other(browser: Browser, address: str, harbour_id: str) -> None:
    with looking(browser, address, viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"/articles/{harbour_id}")
        page.hover("#s3 .speaker")
        lit = page.locator(".text span.lit").all_inner_texts()
        assert lit == ["The quays are sound and the water is clear", "said", "Harbour Master Ilse Marant"]
        page.hover("text=the store was empty >> nth=0")
        assert page.locator(".card.lit").evaluate_all("cards => cards.map(card => card.id)") == ["s8", "s9"]
        page.focus("#t-s7")
        assert page.locator(".card.lit").evaluate_all("cards => cards.map(card => card.id)") == ["s7"]
        page.mouse.move(0, 0)
        page.goto(f"/articles/{harbour_id}#s14")
        page.reload()
        assert page.locator(".text span.lit").all_inner_texts() == [
            "nine days after a warehouse fire",
            "closed its eastern basin",
        ]


def test_keys_step_through_the_records(browser: Browser, address: str, harbour_id: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"/articles/{harbour_id}")
        for _ in range(3):
            page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.id") == "s2"
        page.keyboard.press("/")
        page.keyboard.type("jk/")
        assert page.input_value("#q") == "jk/"


def test_a_filter_swaps_the_results_and_stands_in_the_address(browser: Browser, address: str) -> None:
    with looking(browser, address) as page:
        page.goto("/statements")
        page.evaluate("window.same = true")
        page.select_option("select[name=stance]", "denies")
        page.wait_for_url("**/statements?stance=denies")
        expect(page.locator(".count")).to_have_text("1–2 of 2")
        page.fill("input[name=source]", "Marant")
        page.wait_for_url("**/statements?source=Marant&stance=denies")
        expect(page.locator(".count")).to_have_text("1–1 of 1")
        assert page.evaluate("window.same") is True, "the page itself was not loaded again"
        # nothing that was read stays behind: htmx keeps this tab's address, and no pages
        assert page.evaluate("Object.keys(localStorage)") == []
        assert page.evaluate("Object.values(sessionStorage)") == ["/statements?source=Marant&stance=denies"]


def test_a_filter_that_cannot_be_shows_why(browser: Browser, address: str) -> None:
    with looking(browser, address, silent=False) as page:  # browsers write a refused request on the console
        page.goto("/statements")
        page.evaluate("document.querySelector('select[name=form] option:last-child').value = 'sung'")
        page.select_option("select[name=form]", "sung")
        expect(page.locator("h1")).to_have_text("Bad Request")
        assert page.url == f"{address}/statements?form=sung"


def test_everything_can_be_done_without_javascript(browser: Browser, address: str, harbour_id: str) -> None:
    with looking(browser, address, java_script_enabled=False, viewport={"width": 1280, "height": 900}) as page:
        page.goto("/")
        page.fill("input[name=outlet]", "Coastline")
        page.click("button:has-text('Filter')")
        expect(page.locator(".count")).to_have_text("1–1 of 1")
        page.click(".items h2 a")
        assert page.url == f"{address}/articles/{harbour_id}"
        page.uncheck("#show-margin")
        assert not page.locator("#s5").is_visible()
        page.check("#show-margin")
        page.click("#t-s5")
        assert page.url.endswith("#s5")
        assert page.locator(".card:target .speaker").inner_text() == "Ilse Marant"
        page.click("#s5 a:has-text('capture')")
        assert (
            page.locator("mark.asked").first.inner_text()
            == "What we lack is electricity, and we have asked for it every day"
        )
        page.fill("#q", "electricity")
        page.press("#q", "Enter")
        assert page.inner_text("main mark") == "electricity"
        page.goto("/statements")
        page.click("a:has-text('Next')")
        expect(page.locator(".count")).to_have_text("51–100 of 135")


def test_what_a_hostile_page_holds_is_text(browser: Browser, address: str, hostile_id: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"/articles/{hostile_id}")
        assert invented.HOSTILE_TITLE in page.inner_text("h1")
        assert page.evaluate("getComputedStyle(document.body).display") != "none"
        assert page.locator("main script, main img, main style, main svg:not([aria-hidden])").count() == 0


def test_marks_are_told_apart_by_more_than_colour(browser: Browser, address: str, harbour_id: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"/articles/{harbour_id}")

        def style(selector: str, name: str) -> str:
            found: str = page.evaluate(
                "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]", [selector, name]
            )
            return found

        assert style("p .content", "textDecorationStyle") == "solid"
        assert style("p .nested", "textDecorationStyle") == "double"
        assert style("p .cue", "textDecorationStyle") == "dotted"
        assert int(style("p .cue", "fontWeight")) >= 600
        assert style("p .silence", "textDecorationStyle") == "dashed"
        assert style("p .source", "borderTopStyle") == "solid"
        assert style("p .relay", "borderTopStyle") == "dashed"
