"""Who a source is and on what authority it speaks."""

from onrecord.reading.sources.authority import AUTHORITY_RULES
from onrecord.reading.sources.entity import Entity, Resolved
from onrecord.reading.sources.resolve import Resolver
from onrecord.reading.sources.speakers import SPEAKER_RULES

__all__ = ["AUTHORITY_RULES", "SPEAKER_RULES", "Entity", "Resolved", "Resolver"]
