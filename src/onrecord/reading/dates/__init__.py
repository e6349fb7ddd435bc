"""Dates: what the text says of when, as EDTF, with what each was reckoned from."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.ledger import Claims
from onrecord.records import Anchor, Article, Date, Rule, Span

DATE_RULES: tuple[type[Rule], ...] = ()


def find_dates(
    article: Article, blocks: Sequence[tuple[str, Span]], claims: Claims
) -> tuple[Anchor | None, tuple[Date, ...]]:
    """Give the article's own date as far as it is known, and its date expressions in the order of its text.

    `blocks` are the article's blocks (kind and span): no expression runs over the end of one.
    """
    return None, ()
