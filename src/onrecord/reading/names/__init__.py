"""Whom an article names, whether they speak or not."""

from onrecord.reading.names.find import find_names
from onrecord.reading.names.rules import NAME_RULES

__all__ = ["NAME_RULES", "find_names"]
