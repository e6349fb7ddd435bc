"""Which finders there are, by the name a person gives with `--model`."""

from __future__ import annotations

import functools
from typing import Literal, get_args

from onrecord.reading.finder import SpanFinder

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


def made_by(model: Model = DEFAULT) -> str:
    """What makes a reading with `model`: the version of the reading, of its finder, of its language model."""
    return f"onrecord.reading/3 {finder_named(model).made_by} en_core_web_sm/3.8.0"
