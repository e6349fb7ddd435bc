"""Which finders there are, by the name a person gives with `--model`."""

from __future__ import annotations

import functools
from typing import Literal, get_args

import msgspec

from onrecord.reading.finder import SpanFinder
from onrecord.records import GazetteerEntry, sha256_of

Model = Literal["attribution", "attribution-open", "rules"]
MODELS: tuple[Model, ...] = get_args(Model)
DEFAULT: Model = "attribution"


@functools.cache
def finder_named(model: Model) -> SpanFinder:
    """Give the finder of that name; a trained one is loaded once a process."""
    if model == "rules":
        from onrecord.reading.spans import RuleFinder

        return RuleFinder()
    from onrecord.reading.model.finder import ModelFinder

    return ModelFinder(model)


def made_by(model: Model = DEFAULT, added: tuple[GazetteerEntry, ...] = ()) -> str:
    """What makes a reading with `model`: the version of the reading, of its finder, of its language model.

    With `added`, places of a person's own, also what those are: others make another reading.
    """
    maker = f"onrecord.reading/6 {finder_named(model).made_by} en_core_web_sm/3.8.0"
    return f"{maker} places/{sha256_of(msgspec.json.encode(added))[:12]}" if added else maker
