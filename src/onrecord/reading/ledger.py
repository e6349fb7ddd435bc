"""What the ledgers (places, dates, figures) share: who claims what stands at a span."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Span, Statement


class Claims:
    """The statements of a reading by the stretches of text they claim."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        # A statement inside another is the shorter one, and of two as long the later one.
        by_length = sorted(
            ((sum(map(len, s.content.spans)), -number, s) for number, s in enumerate(statements)),
            key=lambda entry: entry[:2],
        )
        self._innermost_first = [(s.id, s.content.spans) for *_, s in by_length]

    def of(self, span: Span) -> str | None:
        """Give the innermost statement whose content holds all of `span`; None in the outlet's own voice."""
        return next(
            (id_ for id_, content in self._innermost_first if any(piece.contains(span) for piece in content)), None
        )
