"""What holds for the spans of any finder: where a source begins, whose words a headline gives, what says nothing.

A finder sees a stretch of text; these few things it can get wrong are told by the sentence around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.found import Found
from onrecord.reading.spans.grammar import is_negated, lemma_of, noun_phrase
from onrecord.reading.spans.verbs import denies_by_negation
from onrecord.records import Span, Spans, subtract, tidy, trim
from onrecord.vocabulary.words import agencies, authority, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_KEPT_BACK = frozenset("say explain specify disclose reveal identify name clarify elaborate comment indicate".split())
"""Verbs that, negated, tell that something was kept back."""
_NAME_GIVEN = re.compile(
    r",? who (?:gave|identified|introduced|named|called|asked|wanted|would|spoke|agreed)\b(?: [a-z-]+){0,5}?"
    r"(?: (?:his|her|their)(?: (?:first|last|given|family|full|own))? names?(?: only)?(?: as|,)|"
    r" (?:himself|herself|themselves)(?: only)? as) (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)
_DATES = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+(?=[a-z])|"
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: (?:19|20)\d\d)?\s+)"
)
_ADVERB = re.compile(
    r"(?:(?:Earlier|Later),|(?:Meanwhile|Separately|However|Previously|Elsewhere|Afterwards?),?)\s+(?=\S)"
)
"""Adverbs before a source; "earlier" and "later" without a comma may be adjectives ("earlier studies")."""
_BRACKET = re.compile(r"(?:[(\[][^()\[\]]{1,40}[)\]]|[^()\[\]]{0,60}[)\]])\s+(?=\S)")
_BEFORE_ARTICLE = re.compile(r"(?P<before>\S.*?[^\s,(])\s+(?=(?:The|A|An)\s+\S+\s+\S)")
_JOINING = frozenset("of for in at to from by with and or on the & : , - – —".split())
_HANGING = re.compile(r"(?:\s*,)?\s+(?:who|which|whom)$")
_CARRIED = re.compile(
    r"\bin (?:words|lines|remarks|comments) (?:that |which )?(?:[\w.’'-]+ ){1,5}?"
    r"(?:carried|published|reported|aired|broadcast|printed|quoted|ran)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:(?:at least|more than|only|about|nearly|almost|around|over|up to|just)\s+)*(?P<number>[\w,.]+)"
)
_NUMBERS = frozenset(
    "no none nobody two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands".split()
)
_FINITE = ("VBZ", "VBD", "VBP", "MD")
_FEWEST = 3
"""Words of the shortest clause."""
_NEAR = 8
"""How many attributions before and behind one may touch it."""


def mended(analysis: Analysis, found: Sequence[Found]) -> list[Found]:
    """Give the attributions with their sources whole and alone, without those that report nothing; order kept."""
    spread = _Blocks(analysis)
    kept: list[Found] = []
    for number, one in enumerate(found):
        near = found[max(0, number - _NEAR) : number + _NEAR]
        block = spread.at((one.cue or one.content)[0].start)
        if block is None:
            kept.append(one)
            continue
        if _keeps_back(block, one) or _through_carrier(analysis.text, block, one):
            continue
        if one.source:
            one = _with_antecedent(analysis.text, block, one)
            one = _with_whole_noun(analysis.text, block, one)
            one = one._replace(source=_clean(analysis.text, block, one.source))
        if block.kind == "heading":
            one = _behind_cue(analysis.text, block, one, near)
        kept.append(_in_its_sentence(analysis.text, block, one, near))
    return kept


class _Blocks:
    """The blocks of an article by their offsets."""

    def __init__(self, analysis: Analysis) -> None:
        self._blocks = analysis.blocks
        self._last = 0

    def at(self, offset: int) -> Block | None:
        """Give the block around an offset; found at once where offsets rise."""
        if not self._blocks:
            return None
        if not self._blocks[self._last].span.start <= offset:
            self._last = 0
        while self._last + 1 < len(self._blocks) and self._blocks[self._last + 1].span.start <= offset:
            self._last += 1
        block = self._blocks[self._last]
        return block if block.span.start <= offset < block.span.end else None


def _tokens(block: Block, spans: Spans) -> list[Token]:
    """Give the tokens of a block that begin inside the spans."""
    found: list[Token] = []
    for span in spans:
        inside = block.doc.char_span(
            max(span.start - block.span.start, 0),
            min(span.end, block.span.end) - block.span.start,
            alignment_mode="expand",
        )
        found += list(inside) if inside is not None else []
    return found


def _keeps_back(block: Block, one: Found) -> bool:
    """Tell whether the cue says that something was not said: "has not explained", "would not say who"."""
    verb = next((t for t in _tokens(block, one.cue) if t.pos_ == "VERB"), None)
    if verb is None or lemma_of(verb) not in _KEPT_BACK or not is_negated(verb):
        return False
    return not denies_by_negation(verb)


def _through_carrier(text: str, block: Block, one: Found) -> bool:
    """Tell whether who is taken for the speaker only carried the words: "in words that the agency carried, …"."""
    if not one.source or not one.cue:
        return False
    start = max(block.span.start, one.source[0].start - 60)
    return any(
        phrase.start() <= one.source[0].start < phrase.end() and not phrase.start() <= one.cue[0].start < phrase.end()
        for phrase in _CARRIED.finditer(text, start, block.span.end)
    )


def _with_antecedent(text: str, block: Block, one: Found) -> Found:
    """Give "the driver" for "who gave his name as Bakri", and the name with him."""
    source = one.source[0]
    words = source.of(text)
    if words.lower().startswith("who "):
        who = next(iter(_tokens(block, (source,))), None)
        verb = who.head if who is not None else None
        while verb is not None and verb.dep_ != "relcl" and verb.head != verb:
            verb = verb.head
        if who is None or verb is None or verb.dep_ != "relcl":
            return one
        noun = verb.head
        near = [t for t in noun_phrase(noun) if t.i < who.i] if noun.i < who.i else []
        while near and near[-1].is_punct:
            near.pop()
        if not near:
            return one
        source = block.spans_of(near)
    elif len(one.source) > 1:
        return one
    given = _NAME_GIVEN.match(text, source.end, block.span.end)
    if given is not None and not any(Span(*given.span("name")).overlaps(s) for s in (*one.cue, *one.content)):
        return one._replace(source=(source, Span(*given.span("name"))))
    return one._replace(source=(source, *one.source[1:])) if source != one.source[0] else one


def _with_whole_noun(text: str, block: Block, one: Found) -> Found:
    """Give "families on Strada Caraiman" where only "on Strada Caraiman", or the street alone, was taken."""
    first = next(iter(_tokens(block, one.source[:1])), None)
    if first is None or not first.i or len(one.source) > 1:
        return one
    preposition = first if first.dep_ == "prep" else first.doc[first.i - 1]
    noun = preposition.head
    if preposition.dep_ != "prep" or noun.i != preposition.i - 1 or noun.pos_ != "NOUN" or noun.sent != first.sent:
        return one
    if preposition != first:
        verbs = [t for t in _tokens(block, one.cue) if t.pos_ in ("VERB", "AUX")]
        known = authority()
        people = known.offices | known.collectives | known.sources
        if noun.head not in verbs or noun.dep_ != "nsubj" or noun.lemma_.lower() not in people:
            return one
    start = block.offset(noun)
    left = noun.left_edge
    if left.sent == noun.sent and all(t.dep_ in ("det", "amod", "nummod", "compound", "poss") for t in noun.lefts):
        start = block.offset(left)
    source = Span(start, one.source[0].end)
    if any(source.overlaps(cue) for cue in one.cue):
        return one
    content = tuple(s for s in (trim(text, s) for s in subtract(one.content, (source,))) if s is not None)
    content = tuple(s for s in content if any(c.isalnum() for c in s.of(text)))
    return one._replace(source=(source,), content=content) if content else one


def _clean(text: str, block: Block, source: Spans) -> Spans:
    """Give a source without what only stands before it: a bracket's end, a date, a credit; and without a last "who"."""
    first = source[0]
    start, end = first.start, first.end
    for pattern in (_BRACKET, _DATES, _ADVERB):
        if (lead := pattern.match(text, start, end)) is not None and _is_leading(pattern, lead):
            start = lead.end()
    if (credit := _BEFORE_ARTICLE.match(text, start, end)) is not None and _runs_in(
        block, Span(*credit.span("before")), credit["before"]
    ):
        start = credit.end()
    start += _credit(text[start:end])
    if (hanging := _HANGING.search(text, start, end)) is not None and hanging.start() > start:
        end = hanging.start()
    return (Span(start, end), *source[1:])


def _is_leading(pattern: re.Pattern[str], lead: re.Match[str]) -> bool:
    """Tell whether brackets at the beginning belong to something before the source, not to its own name."""
    words = lead.group()
    return pattern is not _BRACKET or words[0] in "([" or ("(" not in words and "[" not in words)


def _runs_in(block: Block, span: Span, before: str) -> bool:
    """Tell whether the words before a capital article are others' ("Palmyra The Islamic State group")."""
    words = before.split()
    if all(token.ent_type_ == "PERSON" for token in _tokens(block, (span,))):
        return False  # "Samir al-Amin The Ledger's correspondent": a name and its apposition
    return words[-1].lower() not in _JOINING and words[-1][0].isalnum() and '"' not in before and words[0] not in (
        "The", "A", "An", "the", "a", "an"
    )  # fmt: skip


def _credit(words: str) -> int:
    """Give how many characters of an agency's credit in capitals stand before a source: "REUTERS Social media"."""
    first, _, behind = words.partition(" ")
    if first.isupper() and len(first) > 4 and first in agencies() and behind[:1].isupper() and " " in behind:
        return len(first) + 1
    return 0


def _behind_cue(text: str, block: Block, one: Found, found: Sequence[Found]) -> Found:
    """Give what stands behind the cue of a headline where that is said: "ministry counts 18, hospital says 21".

    It is a number, or a clause with a verb of its own; "…, hospital says after fall" has none.
    """
    if not one.source or not one.cue or not one.content or one.content[-1].end > one.source[0].start:
        return one
    cue = one.cue[-1]
    if one.source[-1].end > cue.start or text[one.source[-1].end : cue.start].strip():
        return one
    verb = next((t for t in _tokens(block, (cue,)) if lemma_of(t) in cues().speech), None)
    behind = trim(text, Span(cue.end, block.span.end)) if cue.end < block.span.end else None
    if verb is None or behind is None or text[cue.end : behind.start].strip():
        return one
    stop = re.compile(r"[;,:|]\s|\s[-–—]\s").search(text, behind.start, behind.end)
    behind = Span(behind.start, stop.start() if stop is not None else behind.end)
    if any(other is not one and span.overlaps(behind) for other in found for span in (*other.cue, *other.source)):
        return one
    counted = _COUNTED.match(text, behind.start, behind.end)
    number = counted["number"].rstrip(",.").lower() if counted is not None else ""
    words = _tokens(block, (behind,))
    clause = len(words) >= _FEWEST and words[0].pos_ not in ("ADP", "SCONJ", "CCONJ", "PUNCT") and any(
        t.tag_ in _FINITE and t != words[0] for t in words
    )  # fmt: skip
    if not (number[:1].isdigit() or number in _NUMBERS or clause):
        return one
    return one._replace(content=(behind,))


def _in_its_sentence(text: str, block: Block, one: Found, found: Sequence[Found]) -> Found:
    """Cut a content that runs over a sentence's end into the source of the next: "at 6 a.m. | Police said …"."""
    last = one.content[-1]
    if last.end <= last.start + 1:
        return one
    for other in found:
        if other is one or not other.source or not other.cue:
            continue
        begin = other.source[0].start
        if not last.start < begin < last.end or other.cue[0].end <= last.end:
            continue
        first = next(iter(_tokens(block, (Span(begin, begin + 1),))), None)
        if first is None or not first.is_sent_start:
            continue
        cut = trim(text, Span(last.start, begin))
        if cut is not None and not _in_marks(text, cut, last):
            return one._replace(content=tidy([*one.content[:-1], cut]))
    return one


def _in_marks(text: str, cut: Span, whole: Span) -> bool:
    """Tell whether the cut would part a quotation."""
    return cut.of(text).count("“") != cut.of(text).count("”") or text[whole.start] == '"'
