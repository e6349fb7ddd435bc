"""The desk in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import desk_invented as invented
import desk_ledgers as ledgers
import pytest
from playwright.sync_api import Browser, Dialog, Page, Position, Request, expect

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


FIRST = f"/articles/{ledgers.first()[2].article.id}"


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
        "/places",
        "/dates",
        "/timeline",
        "/figures",
        "/figures/list",
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
        expect(page.locator(".text span.lit")).to_have_text(
            ["The quays are sound and the water is clear", "said", "Harbour Master Ilse Marant"]
        )
        page.hover("text=the store was empty >> nth=0")
        expect(page.locator(".card.lit")).to_have_count(2)
        assert page.locator(".card.lit").evaluate_all("cards => cards.map(card => card.id)") == ["s8", "s9"]
        page.focus("#t-s7")
        expect(page.locator(".card.lit")).to_have_id("s7")
        page.mouse.move(0, 0)
        page.goto(f"/articles/{harbour_id}#s14")
        page.reload()
        expect(page.locator(".text span.lit")).to_have_text(
            ["nine days", " after a warehouse fire", "closed its eastern basin"]
        )


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
        expect(page).to_have_url(f"{address}/statements?form=sung")


def test_everything_can_be_done_without_javascript(browser: Browser, address: str, harbour_id: str) -> None:
    with looking(browser, address, java_script_enabled=False, viewport={"width": 1280, "height": 900}) as page:
        page.goto("/")
        page.fill("input[name=outlet]", "Coastline")
        page.click("button:has-text('Filter')")
        expect(page.locator(".count")).to_have_text("1–1 of 1")
        page.click(".items h2 a")
        expect(page).to_have_url(f"{address}/articles/{harbour_id}")
        page.uncheck("#show-margin")
        assert not page.locator("#s5").is_visible()
        page.check("#show-margin")
        page.click("#t-s5")
        expect(page).to_have_url(re.compile("#s5$"))
        expect(page.locator(".card:target .speaker")).to_have_text("Ilse Marant")
        page.click("#s5 a:has-text('capture')")
        expect(page.locator("mark.asked").first).to_have_text(
            "What we lack is electricity, and we have asked for it every day"
        )
        page.fill("#q", "electricity")
        page.press("#q", "Enter")
        expect(page.locator("main mark").first).to_have_text("electricity")
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


@contextmanager
def looking_at_the_map(browser: Browser, address: str, path: str, **options: Any) -> Iterator[Page]:
    with looking(browser, address, **{"viewport": {"width": 900, "height": 700}, **options}) as page:
        page.goto(path)
        page.wait_for_selector(
            "#map[data-ready]", timeout=30_000
        )  # drawn without a graphics card, and the machine may be busy
        yield page


def drawn(page: Page) -> list[int]:
    """Give the ids of the points that the map really draws."""
    found: list[int] = page.evaluate(
        "[...new Set(document.getElementById('map').deskMap.queryRenderedFeatures({layers: ['spots']}).map(f => f.id))].sort()"
    )
    return found


def point_of(page: Page, name: str) -> Position:
    """Give where a place lies in the map's own box."""
    found: Position = page.evaluate(
        """async (name) => {
          const {spots} = await (await fetch(document.getElementById('results').dataset.from)).json();
          const spot = spots.find((one) => one.name === name);
          const {x, y} = document.getElementById('map').deskMap.project([spot.lon, spot.lat]);
          return {x, y};
        }""",
        name,
    )
    return found


def test_the_map_draws_points_by_precision_with_labels_and_asks_nobody_else(
    browser: Browser, ledger_address: str
) -> None:
    with looking_at_the_map(browser, ledger_address, "/map?outlet=Tigris") as page:
        assert drawn(page) == [0, 1, 2, 3]
        radii = page.evaluate(
            "document.getElementById('map').deskMap.queryRenderedFeatures({layers: ['spots']}).map(f => [f.id, f.properties.radius])"
        )
        size = dict(radii)
        assert size[3] < size[0] == size[1] < size[2], "a point is smaller than a settlement, that than a region"
        names = page.locator(".map-label").all_inner_texts()
        assert "Akre 2" in names
        assert "Baghdad 1" in names
        assert page.locator(".map-labels").get_attribute("aria-hidden") == "true"
        assert (
            page.evaluate("document.getElementById('map').deskMap.queryRenderedFeatures({layers: ['land']}).length") > 0
        )
        expect(page.locator("#map-says")).to_contain_text("4 places drawn.")


def test_a_click_on_the_map_lists_what_is_said_there(browser: Browser, ledger_address: str) -> None:
    with looking_at_the_map(browser, ledger_address, "/map?place=akre") as page:
        page.locator("#map").hover(position=point_of(page, "Akre"))
        expect(page.locator(".map-tip")).to_contain_text("Akre, Iraq")
        expect(page.locator(".map-tip")).to_contain_text("settlement: 3 mentions, 2 statements, 2 articles")
        page.locator("#map").click(position=point_of(page, "Akre"))
        expect(page.locator("#there h2")).to_have_text("Said of Akre")
        expect(page.locator("#there .said")).to_have_count(2)
        page.click("#there a:has-text('2 statements')")
        expect(page).to_have_url(f"{ledger_address}/statements?place=Akre&country=IQ")


def test_the_list_beside_the_map_does_it_all_with_the_keyboard(browser: Browser, ledger_address: str) -> None:
    with looking_at_the_map(browser, ledger_address, "/map?outlet=Tigris") as page:
        page.focus(".spot[data-spot='0'] a")
        expect(page.locator(".map-tip")).to_contain_text("Akre")
        assert (
            page.evaluate("document.getElementById('map').deskMap.getFeatureState({source: 'spots', id: 0}).lit")
            is True
        )
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/statements?outlet=Tigris&place=Akre&country=IQ")
        expect(page.locator(".count")).to_have_text("1–1 of 1")


def test_a_filter_draws_the_map_anew(browser: Browser, ledger_address: str) -> None:
    with looking_at_the_map(browser, ledger_address, "/map?outlet=Tigris") as page:
        page.evaluate("window.same = true")
        page.fill("input[name=place]", "bagh")
        page.wait_for_url("**/map?place=bagh&outlet=Tigris")
        expect(page.locator("#map[data-drawn='1']")).to_be_visible()
        expect(page.locator(".map-label")).to_have_text(["Baghdad 1"])
        assert page.evaluate("window.same") is True


def test_as_many_places_as_the_map_draws_get_no_more_labels_than_can_be_read(
    browser: Browser, ledger_address: str
) -> None:
    with looking_at_the_map(browser, ledger_address, "/map") as page:
        expect(page.locator("#map-says")).to_contain_text("2,000 places of 2,036 drawn.")
        boxes = page.locator(".map-label").evaluate_all(
            "all => all.map(e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
        )
        assert 5 < len(boxes) <= 40
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, "labels do not lie on each other"


def test_hostile_names_on_the_map_are_text(browser: Browser, address: str) -> None:
    with looking_at_the_map(browser, address, "/map", viewport={"width": 360, "height": 740}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate(UNLABELLED) == []
        page.hover(".spot:has-text('alert') a >> nth=0")
        expect(page.locator(".map-tip")).to_contain_text(invented.HOSTILE_PLACE)
        assert page.locator("#map script, #map img, main script, main img").count() == 0


def test_without_webgl_and_without_javascript_the_list_says_the_same(browser: Browser, ledger_address: str) -> None:
    no_webgl = "HTMLCanvasElement.prototype.getContext = () => null"
    with looking(browser, ledger_address) as page:
        page.add_init_script(no_webgl)
        page.goto("/map?outlet=Tigris")
        expect(page.locator("#map-says")).to_contain_text("no WebGL 2")
        assert not page.locator("#map").is_visible()
        assert page.locator(".spot").count() == 4
    with looking(browser, ledger_address, java_script_enabled=False) as page:
        page.goto("/map?outlet=Tigris")
        expect(page.locator("#map-says")).to_contain_text("needs JavaScript")
        page.fill("input[name=place]", "akre")
        page.click("button:has-text('Filter')")
        page.click(".spot a:has-text('1 statement')")
        expect(page).to_have_url(f"{ledger_address}/statements?outlet=Tigris&place=Akre&country=IQ")


def test_the_map_follows_the_colours_of_the_system(browser: Browser, ledger_address: str) -> None:
    with looking_at_the_map(browser, ledger_address, "/map?outlet=Tigris", color_scheme="dark") as page:
        paint = "document.getElementById('map').deskMap.getPaintProperty('land', 'fill-color')"
        dark = page.evaluate(paint)
        page.emulate_media(color_scheme="light")
        for _ in range(50):
            if page.evaluate(paint) != dark:
                break
            page.wait_for_timeout(100)
        assert page.evaluate(paint) != dark


def test_layers_of_an_article_are_switched_and_say_what_they_mark(browser: Browser, ledger_address: str) -> None:
    with looking(browser, ledger_address, viewport={"width": 1280, "height": 900}) as page:
        page.goto(FIRST)
        for layer, text in (("place", "Baghdad"), ("date", "every Friday"), ("figure", "800")):
            mark = page.locator(f"p .{layer}:text-is('{text}')")
            line = "e => getComputedStyle(e).backgroundImage"
            assert "gradient" in mark.evaluate(line)
            page.uncheck(f"#show-{layer}")
            assert "gradient" not in mark.evaluate(line)
            expect(page.locator(f".text .m-{layer}:visible")).to_have_count(0)
            page.check(f"#show-{layer}")
            expect(page.locator(f".text .m-{layer}:visible").first).to_be_visible()
        lines = page.locator("p .place, p .date, p .figure").evaluate_all(
            "all => [...new Set(all.map(e => getComputedStyle(e).backgroundImage))]"
        )
        assert len(lines) == 3, "each layer has a line of its own"


def test_pointing_at_a_place_or_reaching_it_with_the_keyboard_says_what_it_is(
    browser: Browser, ledger_address: str
) -> None:
    with looking(browser, ledger_address, viewport={"width": 1280, "height": 900}) as page:
        page.goto(FIRST)
        page.hover("p .place:text-is('Baghdad')")
        expect(page.locator("#tip")).to_contain_text("Place: Baghdad, Iraq")
        expect(page.locator("#tip")).to_contain_text("33.3406° N, 44.4009° E")
        expect(page.locator(".ledger .entry.lit b")).to_have_text(["Baghdad, Iraq"])
        page.keyboard.press("Escape")
        expect(page.locator("#tip")).to_be_hidden()
        page.focus("#f3")
        expect(page.locator("#tip")).to_contain_text("part of: 2,400 residents")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#l-f3$"))
        page.hover("h2.heading, h1 >> nth=0", position={"x": 2, "y": 2})
        expect(page.locator("#tip")).to_be_hidden()
        page.uncheck("#show-place")
        page.hover("p .place:text-is('Baghdad')")
        expect(page.locator("#tip")).to_be_hidden()


def test_a_bar_of_the_timeline_narrows_it(browser: Browser, ledger_address: str) -> None:
    with looking(browser, ledger_address, viewport={"width": 1280, "height": 900}) as page:
        page.goto("/timeline")
        expect(page.locator(".count")).to_have_text("1–8 of 8")
        page.click(".bars a[aria-label^='March 2031']")
        page.wait_for_url("**/timeline?since=2031-03-01&until=2031-03-31")
        expect(page.locator(".count")).to_have_text("1–3 of 3")
        assert page.input_value("input[name=since]") == "2031-03-01"


def test_the_ledger_pages_fit_a_telephone(browser: Browser, ledger_address: str) -> None:
    with looking(browser, ledger_address, viewport={"width": 360, "height": 740}) as page:
        for path in ("/places", "/dates", "/timeline", "/figures", "/figures/list", FIRST):
            page.goto(path)
            assert page.evaluate(UNLABELLED) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.goto("/figures?kind=killed")
        expect(page.locator(".claims tbody tr")).to_have_count(2)
        page.click(".claims .value a:has-text('at least 15')")
        expect(page).to_have_url(re.compile("#f1$"))
        expect(page.locator(".text .figure.lit")).to_have_text("At least 15")
