"""Finding attributions by rules: the first `SpanFinder`. Each rule is a class with a code and a documentation page."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.analysis import Analysis
from onrecord.reading.found import Found, Look
from onrecord.reading.spans.context import ArticleContext
from onrecord.reading.spans.phrases import According, Headline, NounCue, Turn
from onrecord.reading.spans.quoted import QuotationContinued, QuotationWithCue, attach_quotations
from onrecord.reading.spans.verbs import VERB_RULES, verb_attributions
from onrecord.records import Rule, Span

_ALL: tuple[type[Rule], ...] = (
    *VERB_RULES,
    QuotationWithCue,
    QuotationContinued,
    According,
    Headline,
    Turn,
    NounCue,
)
SPAN_RULES: tuple[type[Rule], ...] = tuple(sorted(_ALL, key=lambda rule: rule.code))

__all__ = ["SPAN_RULES", "RuleFinder"]


class RuleFinder:
    """Finds attributions with the rules of this package."""

    made_by = "rules/1"

    def look(self, text: str, blocks: Sequence[tuple[str, Span]]) -> Look:
        """Say nothing yet: the rules need the parse."""
        return Look()

    def find(self, analysis: Analysis) -> list[Found]:
        """Give the attributions of the article, in text order."""
        article = ArticleContext(analysis)
        Turn.find(article.blocks)
        for context in article.blocks:
            if context.block.kind in ("byline", "credit", "teaser"):
                continue
            verb_attributions(context)
            Headline.find(context)
            According.find(context)
            NounCue.find(context)
        attach_quotations(article)
        found = [a.found() for context in article.blocks for a in context.attributions]
        return sorted(found, key=lambda f: (min(s.start for s in (*f.cue, *f.content)), f.content))
