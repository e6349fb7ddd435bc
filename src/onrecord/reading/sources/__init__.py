"""Who a source is and on what authority it speaks."""

from onrecord.reading.sources.authority import AUTHORITY_RULES
from onrecord.reading.sources.resolve import SPEAKER_RULES, Entity, Resolved, Resolver

__all__ = ["AUTHORITY_RULES", "SPEAKER_RULES", "Entity", "Resolved", "Resolver"]
