"""Intake: from paths and standard input to captures.

A new format is a new file in this room and a line in `formats.FORMATS`.
"""

from onrecord.intake.page import MAX_BYTES
from onrecord.intake.read import captures

__all__ = ["MAX_BYTES", "captures"]
