"""How an attribution is put together from a verb: its source, its cue, and its content cut clear of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.spans.context import Attribution, BlockContext
from onrecord.reading.spans.grammar import Speaker, cue_tokens, noun_phrase, runs
from onrecord.records import Rule, Span, Spans, subtract, tidy

if TYPE_CHECKING:
    from spacy.tokens import Token


# A content of one of these words says nothing by itself.
_POINTERS = frozenset(
    """
    to it him her them that this so what which who me us you those these he she they as such
    """.split()
)


class VerbRule(Rule):
    """Base of the rules that start from one verb. `match` gives an attribution or None; the first match wins."""

    confidence = 0.8

    @classmethod
    def match(cls, context: BlockContext, verb: Token, speaker: Speaker | None) -> Attribution | None:
        """Give the attribution this verb makes, or None where the rule does not apply."""
        raise NotImplementedError


def source_spans(context: BlockContext, speaker: Speaker | None, verb: Token | None = None) -> Spans:
    """Give the stretch that names the speaker; empty where nobody is named."""
    if speaker is None or speaker.token.dep_ == "expl" or speaker.token.tag_ == "EX":
        return ()
    if speaker.token.pos_ in ("VERB", "AUX"):
        return ()
    tokens = noun_phrase(speaker.token)
    name = trailing_name(tokens[-1].i, verb) if verb is not None else []
    return (context.span(tokens), context.span(name)) if name else (context.span(tokens),)


def trailing_name(last: int, verb: Token) -> list[Token]:
    """Give the name that stands between commas before the verb: "The company that runs it, Gash Storage, confirmed".

    `last` is the number of the last token of the noun phrase, before the relative clause.
    """
    doc = verb.doc
    first = verb.i - 1
    while first > last and doc[first].dep_ in ("aux", "auxpass", "neg"):
        first -= 1
    if first <= last + 2 or doc[first].text != ",":
        return []
    end = first
    while first - 1 > last and doc[first - 1].pos_ == "PROPN":
        first -= 1
    between = doc[last + 1 : first]
    if (
        first == end
        or first - 1 <= last
        or doc[first - 1].text != ","
        or not any(t.tag_ in ("WDT", "WP") for t in between)
    ):
        return []
    return list(doc[first:end])


def build(
    rule: type[VerbRule],
    context: BlockContext,
    verb: Token,
    speaker: Speaker | None,
    content: set[int],
    *,
    particle: Token | None = None,
    confidence: float | None = None,
) -> Attribution | None:
    """Make an attribution whose content is the tokens `content`, cut clear of its cue and source.

    A quotation that the content touches belongs to it whole: quotation marks end where the page says, a parse may not.
    """
    cue = cue_tokens(verb, particle)
    cue_span = context.span(cue)
    source = source_spans(context, speaker, verb)
    spans = [context.tokens_span(first, last) for first, last in runs(content)]
    whole: list[Span] = []
    inside = context.quoted(verb)
    for number, quotation in enumerate(context.quotations):
        if number == inside or not any(span.overlaps(quotation.span) for span in spans):
            continue
        if quotation.span.overlaps(cue_span):
            continue
        whole.append(quotation.span)
    spans = list(tidy([*spans, *whole]))
    if inside is not None:
        # A cue inside a quotation speaks of what stands inside it too.
        inner = context.quotations[inside].inner
        spans = [Span(max(s.start, inner.start), min(s.end, inner.end)) for s in spans if s.overlaps(inner)]
    holes = [cue_span]
    if speaker is not None and speaker.how in ("own", "agent", "relative"):
        holes.extend(source)
    kept = context.content_spans(subtract(spans, holes))
    if len(kept) == 1 and kept[0].of(context.text).lower() in _POINTERS:
        return None
    # Islands of a word or two that are left beside the content are crumbs of the attribution ("… , he … , …").
    if len(kept) > 1:
        longest = max(len(span) for span in kept)
        kept = tuple(s for s in kept if len(s) >= 12 or len(s) == longest or '"' in s.of(context.text))
    if not kept:
        return None
    return Attribution(rule.code, context.number, source, (cue_span,), kept, confidence or rule.confidence)
