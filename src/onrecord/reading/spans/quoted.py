"""Quotations and who is quoted: with a cue beside them, split around it, running on, or with no cue at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.reading.spans.build import source_spans
from onrecord.reading.spans.context import ArticleContext, Attribution, BlockContext
from onrecord.reading.spans.grammar import child, cue_tokens, is_passive, is_verb, lemma_of
from onrecord.records import Rule, Span, subtract, tidy
from onrecord.vocabulary.words import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDS_SENTENCE = re.compile(r"[.!?…]['\"”’»]*\s*$")
# A sentence that ends and another that begins; "Mr. Saad", "D. K. Saad" and "(D-S.C.)" end none.
_NEW_SENTENCE = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]\s+[A-Z]")
_SIGNATURE = re.compile(r"^\s*(?P<cue>[-–—―])\s*(?P<source>(?:[A-Z][\w.'’-]*\s*){1,5})(?:$|[,(])")
# Verbs that go with a quotation though they report nothing by themselves.
_WITH_QUOTATION = frozenset(
    """
    begin start finish open continue go smile nod shrug read reads joke write sing pray text reflect think call
    """.split()
)


class QuotationWithCue(Rule):
    """A quotation with its cue before, behind or inside it.

    A cue in the words that follow the quotation, or in the words that lead up to it, takes the quotation whole, marks
    included. A quotation that goes on after the attribution ("…," she said. "…") is one statement in two stretches.

    Examples:
        Hana Darwish began: “We lost the harvest and nobody came.”
        ============ ^^^^^  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 Hana Darwish · named · direct

        “We lost the harvest,” said Hana Darwish. “Nobody came to help us.”
        ~~~~~~~~~~~~~~~~~~~~~~ ^^^^ ============  ~~~~~~~~~~~~~~~~~~~~~~~~~   s1 Hana Darwish · named · direct

    Limits: a quotation between two attributions, each of which could claim it, goes to the one before it unless the
    mark's punctuation says otherwise.
    """

    code = "ST08"
    title = "quotation with a cue"


class QuotationContinued(Rule):
    """A quotation that runs over paragraphs, or one that stands alone after its speaker was named.

    Where the paragraph before left its quotation open, the next is the same statement. Where a paragraph is nothing
    but a quotation, it goes to the one who spoke last, with less confidence.

    Examples:
        “The road is gone,” Karim Saad said.
        ~~~~~~~~~~~~~~~~~~~ ========== ^^^^     s1 Karim Saad · named · direct
                            ==========          s2 Karim Saad · named · direct
        “We walk for an hour to fetch water.”
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s2 Karim Saad · named · direct

    Limits: in a conversation of two people whose lines stand without cues, every second line goes to the wrong one.
    """

    code = "ST09"
    title = "quotation continued"


def attach_quotations(article: ArticleContext) -> None:
    """Give every quotation that no clause has taken to the attribution it belongs to, or to a new one."""
    last: Attribution | None = None
    open_before: Attribution | None = None
    for context in article.blocks:
        if context.block.kind in ("byline", "credit", "teaser"):
            continue
        for attribution in context.attributions:
            for number, quotation in enumerate(context.quotations):
                if any(span.contains(quotation.span) for span in attribution.content):
                    context.by_quotation.setdefault(number, attribution)
        for number, quotation in enumerate(context.quotations):
            if number in context.by_quotation:
                continue
            if quotation.continues and open_before is not None and number == 0:
                # The block before left its quotation open: this is the same statement going on.
                open_before.content = tidy([*open_before.content, quotation.span])
                context.by_quotation[number] = open_before
                continue
            taken = (
                _cue_behind(context, number)
                or _cue_before(context, number)
                or _goes_on(context, number)
                or _announced(article, context, number)
                or _alone(context, number, last)
            )
            if taken is not None:
                context.by_quotation[number] = taken
        tail = context.by_quotation.get(len(context.quotations) - 1) if context.quotations else None
        open_before = None
        if context.quotations and not context.quotations[-1].closed:
            open_before = tail
        if context.attributions:
            last = max(context.attributions, key=lambda a: max(s.end for s in (*a.cue, *a.content)))
            last = tail or last


def _is_utterance(context: BlockContext, number: int) -> bool:
    """Tell a quotation that says something from a word in quotation marks."""
    inner = context.quotations[number].inner.of(context.text).strip()
    words = inner.split()
    return len(words) >= 4 or (len(words) >= 1 and inner[-1:] in ",.?!" and inner[:1].isupper())


def _take(context: BlockContext, verb: Token, number: int, confidence: float) -> Attribution | None:
    """Give quotation `number` to the attribution of `verb`, made anew where the verb has none yet."""
    quotation = context.quotations[number]
    attribution = context.by_verb.get(verb.i)
    speaker = context.speaker(verb)
    if attribution is not None:
        covered = sum(len(s) for s in attribution.content if not s.overlaps(quotation.span))
        cue = attribution.cue
        holes = [*cue, *(attribution.source if speaker is not None and speaker.how == "own" else ())]
        attribution.content = context.content_spans(subtract([*attribution.content, quotation.span], holes))
        if covered < 8:
            attribution.confidence = max(attribution.confidence, confidence)
        return attribution
    if speaker is None and lemma_of(verb) not in cues().speech:
        return None
    if is_passive(verb) and speaker is None:
        return None
    cue_span = context.span(cue_tokens(verb))
    attribution = Attribution(
        QuotationWithCue.code,
        context.number,
        source_spans(context, speaker, verb),
        (cue_span,),
        (quotation.span,),
        confidence,
    )
    context.add(attribution)
    context.by_verb[verb.i] = attribution
    return attribution


def _is_cue(verb: Token) -> bool:
    lemma = lemma_of(verb)
    return is_verb(verb) and (lemma in cues().speech or lemma in _WITH_QUOTATION or lemma in cues().showing)


def _between(context: BlockContext, start: int, end: int) -> list[Token]:
    return [t for t in context.block.doc if start <= context.block.offset(t) < end]


def _cue_behind(context: BlockContext, number: int) -> Attribution | None:
    """Find the cue in the words that follow: `"…," said Bob`, `"…," Bob, a farmer, told Reuters`."""
    quotation = context.quotations[number]
    after = quotation.span.end
    stop = context.quotations[number + 1].span.start if number + 1 < len(context.quotations) else context.block.span.end
    inner = quotation.inner.of(context.text).rstrip()
    tokens = _between(context, after, stop)
    if not tokens:
        return None
    signature = _SIGNATURE.match(context.text[after : context.block.span.end])
    if signature is not None and signature["source"].strip():
        at = after + signature.start("source")
        source = Span(at, at + len(signature["source"].rstrip()))
        cue = Span(after + signature.start("cue"), after + signature.end("cue"))
        made = Attribution(QuotationWithCue.code, context.number, (source,), (cue,), (quotation.span,), 0.85)
        context.add(made)
        return made
    outside = context.text[after:stop].lstrip(" ,\u00a0-–—")
    if inner.endswith(".") and not outside[:1].islower():
        return None
    ends = inner.endswith((",", "?", "!", "-", "—", "…", ".")) or context.text[after:stop].lstrip().startswith(",")
    if not ends and not _is_utterance(context, number):
        # `"a disgrace" to the city, he said`: the sentence goes on; its clause decides.
        return None
    brackets = 0
    for position, token in enumerate(tokens[:40]):
        brackets += (token.text == "(") - (token.text == ")")
        if brackets > 0:
            continue  # "Rep. Hana Saad (D-Wis.) said"
        if token.text in (".", "?", "!") and position > 0:
            break
        if token.text == ";":
            break
        if not _is_cue(token) or token.dep_ in ("relcl",) or (token.tag_ == "VBN" and is_passive(token)):
            continue
        speaker = context.speaker(token)
        if speaker is not None and speaker.how == "own":
            return _take(context, token, number, 0.93)
    return None


def _cue_before(context: BlockContext, number: int) -> Attribution | None:
    """Find the cue in the words that lead up to it: `Bob said: "…"`, `she called it "…"`."""
    quotation = context.quotations[number]
    start = context.quotations[number - 1].span.end if number else context.block.span.start
    lead = context.text[start : quotation.span.start]
    tokens = _between(context, start, quotation.span.start)
    if not tokens or _ENDS_SENTENCE.search(lead):
        return None
    colon = lead.rstrip().endswith(":")
    comma = lead.rstrip().endswith(",")
    for distance, token in enumerate(reversed(tokens)):
        if token.text in (".", "?", "!") and distance > 0:
            break
        if not _is_cue(token):
            continue
        if not (colon or comma or distance <= 6):
            break
        if not _is_utterance(context, number) and not colon:
            return None
        attribution = _take(context, token, number, 0.9 if colon or comma else 0.75)
        if attribution is not None:
            return attribution
    return None


def _goes_on(context: BlockContext, number: int) -> Attribution | None:
    """Go on with the statement before: `"…," he said. "…"`, or a second sentence of the same quotation."""
    if number == 0 or number - 1 not in context.by_quotation:
        return None
    attribution = context.by_quotation[number - 1]
    before, here = context.quotations[number - 1], context.quotations[number]
    between = context.text[before.span.end : here.span.start]
    # The words between hold the cue, and end with the sentence or lead on with a comma.
    if not _is_utterance(context, number) or len(between) > 320 or _NEW_SENTENCE.search(between.strip()):
        return None
    if between.strip() and not any(before.span.end <= s.start < here.span.start for s in attribution.cue):
        return None
    attribution.content = tidy([*attribution.content, here.span])
    return attribution


def _announced(article: ArticleContext, context: BlockContext, number: int) -> Attribution | None:
    """Find the cue in the block before, where that ends with a colon: "The report says:" and then the quotation."""
    if number or context.number == 0 or context.quotations[0].span.start != context.block.span.start:
        return None
    before = article.blocks[context.number - 1]
    if not before.block.span.of(context.text).rstrip().endswith(":"):
        return None
    for token in reversed(list(before.block.doc)):
        if not _is_cue(token) or before.quoted(token) is not None:
            continue
        speaker = before.speaker(token)
        if speaker is None:
            return None
        made = Attribution(
            QuotationWithCue.code,
            context.number,
            source_spans(before, speaker, token),
            (before.span(cue_tokens(token)),),
            (context.quotations[0].span,),
            0.85,
        )
        context.add(made)
        return made
    return None


def _alone(context: BlockContext, number: int, last: Attribution | None) -> Attribution | None:
    """Give a quotation with no cue to the one who spoke last, if it stands for itself."""
    quotation = context.quotations[number]
    if not _is_utterance(context, number) or context.block.kind in ("heading", "caption"):
        return None
    start = context.quotations[number - 1].span.end if number else context.block.span.start
    lead = context.text[start : quotation.span.start].strip()
    inner = quotation.inner.of(context.text).strip()
    if not inner[:1].isupper():
        return None
    if lead and not _ENDS_SENTENCE.search(lead + " "):
        return None
    if lead:
        # A sentence about somebody, then what they said: the subject of that sentence speaks.
        tokens = _between(context, start, quotation.span.start)
        root = next((t for t in reversed(tokens) if t.dep_ == "ROOT"), None)
        subject = child(root, "nsubj") if root is not None else None
        if subject is None or not (subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she", "they")):
            return None
        made = Attribution(
            QuotationContinued.code, context.number, (context.span(subject.subtree),), (), (quotation.span,), 0.5
        )
        context.add(made)
        return made
    if last is None or context.number - last.block > 2:
        return None
    made = Attribution(QuotationContinued.code, context.number, last.source, (), (quotation.span,), 0.55)
    context.add(made)
    return made
