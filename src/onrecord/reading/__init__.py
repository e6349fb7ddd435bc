"""One article in, one reading out. A pure function: no store, no network, no clock."""

from __future__ import annotations

from onrecord.reading.read import MADE_BY, RULES, read

__all__ = ["MADE_BY", "RULES", "read"]
