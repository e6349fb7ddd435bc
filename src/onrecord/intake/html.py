"""HTML and XHTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.intake.page import Origin, read_page
from onrecord.records import Capture, Problem

PRESCAN = 8192
"""How many bytes of a page are searched for its encoding. The HTML standard says 1024; older pages put more before."""

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[\s/][^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# The patterns of the WHATWG MIME Sniffing standard, and an <html> that stands behind something else.
_OPENING = re.compile(
    rb"\s*<(?:!doctype html|html|head|meta|title|style|script|body|main|article|iframe|h1|div|p|a|b|br|font|table)"
    rb"[\s>/]",
    re.IGNORECASE,
)
_HTML_LATER = re.compile(rb"\s*<[!?].*<html[\s>]", re.IGNORECASE | re.DOTALL)


def declared_encoding(data: bytes) -> str | None:
    """Give the encoding label in the page's `<meta>` or XML declaration, lower case; None where it gives none."""
    head = _COMMENT.sub(b"", data[:PRESCAN])
    found = _XML_DECLARATION.match(head.removeprefix(b"\xef\xbb\xbf")) or _META.search(head)
    return found.group(1).decode("ascii", errors="replace").lower() if found else None


class Html:
    """A page saved as HTML; the encoding it declares is read as a browser reads it."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def sniff(self, head: bytes, suffix: str) -> bool:
        """Tell HTML by its first tag, whatever the suffix (`.php`); without NUL bytes UTF-16 shows its tags too."""
        head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\x00", b"")
        return bool(_OPENING.match(head) or _HTML_LATER.match(head))

    def read(self, file: BinaryIO, origin: Origin) -> Iterator[Capture | Problem]:
        """Read the file as one page."""
        yield read_page(file, origin, media_type="text/html", declared=declared_encoding)
