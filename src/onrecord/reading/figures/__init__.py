"""Figures: every number that counts or measures something, and who claims it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.analysis import Analysis
from onrecord.reading.ledger import Claims
from onrecord.records import Date, Figure, Place, Rule

FIGURE_RULES: tuple[type[Rule], ...] = ()


def find_figures(
    analysis: Analysis, claims: Claims, places: Sequence[Place], dates: Sequence[Date]
) -> tuple[Figure, ...]:
    """Give the article's figures in the order of its text."""
    return ()
