"""From a capture to its articles: text that is traceable to the capture's characters, and the furniture around it."""

from __future__ import annotations

from onrecord.pages import markup, plain
from onrecord.pages.as_it_stands import whole
from onrecord.pages.assemble import page_of, with_stated
from onrecord.pages.metadata import facts_of
from onrecord.pages.rules import RULES
from onrecord.pages.stories import Sheet, lay_out
from onrecord.pages.witness import hear
from onrecord.records import Capture, Page

__all__ = ["RULES", "take_apart", "whole"]


def take_apart(capture: Capture) -> Page:
    """Take a captured page apart into its articles and its furniture.

    Every character of the page's visible text that is not white space stands in exactly one article or in the
    furniture. A pure function of the capture's bytes, encoding and media type.
    """
    sheet = lay(capture.text, is_html=capture.media_type == "text/html")
    return with_stated(page_of(capture.sha256, sheet.blocks, facts_of(sheet.head)), capture)


def lay(text: str, *, is_html: bool) -> Sheet:
    """Cut a decoded capture into blocks and give each its role and its article."""
    if is_html:
        blocks, head = markup.blocks_of(text)
        hear(text, blocks, head)
        sheet = Sheet(blocks, head, is_html=True, headlines=facts_of(head).headlines)
    else:
        sheet = Sheet(plain.blocks_of(text))
    lay_out(sheet)
    return sheet
