"""Where an article is set: the place that its casualty figures are of where their sentences name none."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.analysis import Analysis
from onrecord.records import Article, Place, Rule, Setting, Span

_FINER = ("point", "settlement", "district", "region")


class ArticleSetting(Rule):
    """The place an article is about: the one its headline names, else the one its first paragraph names.

    Of a place and the division it lies in, the place. Where headline or paragraph name two, and neither lies in
    the other, none is taken. A country is one only where nothing finer is named in either. The dateline is not asked: it says
    where somebody wrote. A figure of people killed, injured, missing, detained or displaced whose own sentence names no
    place stands under this one in the ledgers, and is said to.

    Examples:
        Bridge in Latakia reopens
                  -------                   pl1 Latakia · SY · settlement · 35.53, 35.79 · the setting
        The crossing was shut for a week.

        Two towns, one river
        Boats sailed from Tartus to Latakia on Friday.
                          ------                         pl1 Tartus · SY · settlement · 34.89, 35.89
                                    -------              pl2 Latakia · SY · settlement · 35.53, 35.79

    Limits: An article that begins with another place than the one it is about is set there. A round-up of many places
    has no setting, or the one of its headline.
    """

    code = "PL20"
    title = "where an article is set"
    draws = "places"


SETTING_RULES: tuple[type[Rule], ...] = (ArticleSetting,)


def find_setting(analysis: Analysis, places: Sequence[Place]) -> Setting | None:
    """Give the place the article is set at; None where headline and first paragraph leave it open."""
    parts = _opening(analysis)
    located = [place for place in places if place.lat is not None and place.precision is not None]
    for finer in (True, False):
        for part in parts:
            inside = [
                place
                for place in located
                if part.contains(place.spans[0])
                and (place.precision in _FINER if finer else place.precision == "country")
            ]
            if one := _the_one(inside):
                return Setting(place=one.id, made_by=ArticleSetting.code)
            if inside:
                return None
    return None


def _opening(analysis: Analysis) -> list[Span]:
    """Give the headline and the first paragraph behind it, without a dateline."""
    article: Article = analysis.article
    parts = [*article.headings[:1]]
    paragraph = next((block.span for block in analysis.blocks if block.kind == "paragraph"), None)
    if paragraph is not None and paragraph not in parts:
        parts.append(paragraph)
    return parts


def _the_one(inside: Sequence[Place]) -> Place | None:
    """Give the place that all of them are, or lie around; None where there are none, or two."""
    for place in inside:
        if all(_is_or_holds(other, place) for other in inside):
            return place
    return None


def _is_or_holds(other: Place, place: Place) -> bool:
    if (other.name, other.lat, other.lon) == (place.name, place.lat, place.lon):
        return True
    return other.precision == "region" and other.country == place.country and other.name in (place.admin, None)
