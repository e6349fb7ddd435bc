"""The walk through an article's places: mentions, then where each is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.analysis import Analysis
from onrecord.reading.ledger import Claims
from onrecord.reading.places.lookup import Lookup
from onrecord.reading.places.mentions import Tagger
from onrecord.reading.places.resolve import Resolution, numbered
from onrecord.reading.places.scene import Scene
from onrecord.records import GazetteerEntry, Place, Span
from onrecord.vocabulary.toponyms import place_weights


def find_places(analysis: Analysis, claims: Claims, added: tuple[GazetteerEntry, ...] = ()) -> tuple[Place, ...]:
    """Give the places an article mentions, in the order of its text; `added` are entries of a person's own.

    A mention that cannot be put on the map stays, with its point unknown.
    """
    lookup = Lookup(added)
    mentions = Tagger(analysis, lookup).mentions()
    scene = Scene(analysis, mentions, lookup)
    return numbered(Resolution(scene, place_weights().resolving), mentions, claims)


def resolve_spans(
    analysis: Analysis, spans: Sequence[Span], added: tuple[GazetteerEntry, ...] = ()
) -> tuple[Place, ...]:
    """Put each of `spans` on the map, whatever is thought of it; one record a span, in their order.

    What else the article mentions helps as it does in `find_places`.
    """
    lookup = Lookup(added)
    mentions = Tagger(analysis, lookup).mentions(list(dict.fromkeys(spans)))
    scene = Scene(analysis, mentions, lookup)
    resolution = Resolution(scene, place_weights().resolving)
    wanted = set(spans)
    at = {one.span: i for i, one in enumerate(mentions) if one.span in wanted and one.kind == "place"}
    return tuple(resolution.place(at[span], number, Claims(())) for number, span in enumerate(spans, 1))
