"""One article in, one reading out. A pure function: no store, no network, no clock."""

from __future__ import annotations

from onrecord.reading.finders import DEFAULT, MODELS, Model, finder_named, made_by
from onrecord.reading.read import RULES, read

__all__ = ["DEFAULT", "MODELS", "RULES", "Model", "finder_named", "made_by", "read"]
