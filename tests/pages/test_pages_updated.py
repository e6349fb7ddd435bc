"""When a page says it was last changed: that is what puts its versions in order."""

from __future__ import annotations

import pytest

from onrecord import pages
from onrecord.records import Capture, sha256_of

BODY = "<article><h1>Bridge at Akre shut</h1><p>The bridge at Akre was shut on Friday, the mayor said.</p></article>"


def updated(head: str) -> tuple[str | None, str | None]:
    data = f"<!doctype html><html><head>{head}</head><body>{BODY}</body></html>".encode()
    capture = Capture(sha256=sha256_of(data), uri="p", media_type="text/html", data=data, encoding="utf-8")
    (article,) = pages.take_apart(capture).articles
    return article.updated, article.basis.get("updated")


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge at Akre shut",'
            ' "dateModified": "2025-04-08T17:40:00+03:00"}</script>',
            ("2025-04-08T17:40:00+03:00", "json-ld"),
        ),
        (
            '<meta property="article:modified_time" content="2025-04-08T17:40:00Z">',
            ("2025-04-08T17:40:00+00:00", "opengraph"),
        ),
        ('<meta property="og:updated_time" content="2025-04-08">', ("2025-04-08", "opengraph")),
        ('<meta property="article:modified_time" content="this morning">', (None, None)),
        ("", (None, None)),
    ],
)
def test_a_page_tells_when_it_was_last_changed(head: str, told: tuple[str | None, str | None]) -> None:
    assert updated(head) == told
