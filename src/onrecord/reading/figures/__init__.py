"""Figures: every number that counts or measures something, and who claims it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.analysis import Analysis
from onrecord.reading.figures.find import find_figures as _find
from onrecord.reading.figures.rules import FIGURE_RULES
from onrecord.reading.ledger import Claims
from onrecord.records import Date, Figure, Place

__all__ = ["FIGURE_RULES", "find_figures"]


def find_figures(
    analysis: Analysis, claims: Claims, places: Sequence[Place], dates: Sequence[Date]
) -> tuple[Figure, ...]:
    """Give the article's figures in the order of its text.

    `places` and `dates` are those of the same article: what is a date is no figure, and a figure is of the place and
    the date that its own clause names.
    """
    return _find(analysis, claims, places, dates)
