"""Onrecord inside somebody else's spaCy pipeline: `nlp.add_pipe("onrecord")`."""

from __future__ import annotations

from onrecord.component.pipe import Statements

__all__ = ["Statements"]
