"""The pages across articles in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from test_desk_across import FIRST, MILL, REPRINT, pages
from test_desk_browser import UNLABELLED, looking

pytest_plugins = ["desk_fixtures"]
pytestmark = pytest.mark.browser


def test_every_page_across_articles_is_quiet_labelled_and_fits_a_telephone(
    browser: Browser, across_address: str
) -> None:
    with looking(browser, across_address, viewport={"width": 360, "height": 740}) as page:
        for path in pages():
            if path.startswith("/map"):
                continue
            page.goto(path)
            assert page.evaluate(UNLABELLED) == [], path
            assert page.locator("h1").count() == 1, path
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_a_story_a_claim_and_its_characters_follow_each_other(browser: Browser, across_address: str) -> None:
    with looking(browser, across_address, viewport={"width": 1280, "height": 900}) as page:
        page.goto("/")
        page.click("nav a:text-is('Stories')")
        page.click(".story-item h2 a >> nth=0")
        expect(page.locator("h1")).to_contain_text("Akre")
        page.click("#claims .claim-item a >> nth=0")
        expect(page.locator(".standing >> nth=0")).to_contain_text("supported by 1 to 2 independent origins")
        page.click(".origin-entry .evidence q a >> nth=0")
        expect(page.locator("#asked")).to_be_in_viewport()
        expect(page.locator(".text .asked")).to_have_text(["Delta Wire"])


def test_a_denial_jumps_to_what_it_denies(browser: Browser, across_address: str) -> None:
    with looking(browser, across_address, viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"/articles/{FIRST}")
        page.click("#s5 .standing a:text-is('statement 4')")
        expect(page).to_have_url(f"{across_address}/articles/{FIRST}#s4")
        # The text is lit on `hashchange`, which the browser fires after the click has returned.
        lit = page.locator(".text .lit", has_text="had opened the sluice of the upper pond")
        expect(lit.first).to_be_visible()
        page.click("#s4 .standing a:has-text('The Mill')")
        expect(page).to_have_url(f"{across_address}/articles/{MILL}#s2")


def test_two_texts_light_their_common_passage_on_both_sides(browser: Browser, across_address: str) -> None:
    with looking(browser, across_address, viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"/articles/{FIRST}/reprints/{REPRINT}")
        page.hover(".side >> nth=0 >> .passage >> nth=0")
        for side in (0, 1):
            expect(page.locator(f".side >> nth={side} >> .passage.lit").first).to_be_visible()


def test_lists_across_articles_are_narrowed_without_javascript(browser: Browser, across_address: str) -> None:
    with looking(browser, across_address, java_script_enabled=False) as page:
        page.goto("/claims")
        page.select_option("select[name=contested]", "yes")
        page.click("button:has-text('Filter')")
        expect(page.locator(".count")).to_have_text("1–1 of 1")
        page.goto("/network")
        page.fill("input[name=outlet]", "mill")
        page.click("button:has-text('Filter')")
        expect(page.locator(".count")).to_contain_text("from 1 text in 1 article")


def test_the_network_leads_to_people_and_has_them_in_a_table(browser: Browser, across_address: str) -> None:
    with looking(browser, across_address, viewport={"width": 1280, "height": 1000}) as page:
        page.goto("/network")
        drawn = page.locator(".net-node text").all_text_contents()
        listed = page.locator(".network-table th[scope=row] .speaker").all_inner_texts()
        assert sorted(drawn) == sorted(name if len(name) <= 22 else name[:21] + "…" for name in listed)
        page.locator(".net-node:has-text('Rezan Duhoki')").click()
        page.wait_for_url("**/identities/i2")
        expect(page.locator("h1")).to_have_text("Rezan Duhoki")
