"""What the rules know better than the network, statement by statement.

The network finds more; grammar is surer of some things. Where the network saw nothing, a sure rule adds its statement,
and inside what the network saw too: it was taught on labels that mark no statement inside another. Where the network
ran two statements into one ("the gate was shut, he said; Odeh denied it"), a rule that has the second cue outside the
content parts them. And where the network cut a source
or a content in the middle of a phrase, the phrase's own edges count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.reading.found import Found
from onrecord.records import Span, Spans

_SURE = frozenset(("ST01", "ST02", "ST07", "ST10"))
"""The rules whose statements, where they clash with the network's, were right in nine of the ten cases on kept-back articles."""
_LEAST = 0.3
"""What must be left of a content from which another statement's words are taken."""
_NOBODY_ELSE = frozenset("i we me us you it that this what".split())
_HANGING = re.compile(
    r"(?:\s*,\s*(?:who|whom|which|that|where)|[\s,]+(?:and|but|or|of|in|at|from|the|a|an))+$", re.IGNORECASE
)
_STRETCH = 2000
"""Characters: statements are looked for by the stretches of the text that they touch."""
_SAYS = re.compile(r"^(?:he|she|they|it|we|i|you) \w|\b(?:was|were|is|are|has|had|have)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject|refut|dismiss)", re.IGNORECASE)
_JOINT = re.compile(r",?\s+(?:and|or|but|while|because)$")
_CUT = re.compile(r" [a-z]")
_STOP = re.compile(r"[.!?;][\"”’)]*\s")
_NAME_GIVEN = re.compile(
    r"(.+?),? who (?:[\w ]{3,40} )?(?:only )?(?:by )?(?:his|her|their) (?:(?:first|last|given|family|full) )?names?"
    r"(?:,| as) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)$"
)
_LEADING = re.compile(r"^(?:(?:by|from|but|and|that|,)\s+)+(?=\S)", re.IGNORECASE)


class _Statements:
    """Statements by where they stand, so that a long article costs no more for each of them than a short one."""

    def __init__(self, said: Iterable[Found]) -> None:
        self._all: list[Found | None] = []
        self._at: dict[int, set[int]] = {}
        for one in said:
            self.add(one)

    def add(self, one: Found) -> None:
        self._all.append(None)
        self.put(len(self._all) - 1, one)

    def near(self, spans: Spans) -> list[tuple[int, Found]]:
        """Give the statements, with their numbers, whose cue or content may touch the spans."""
        numbers = sorted({number for at in _stretches(spans) for number in self._at.get(at, ())})
        return [(number, one) for number in numbers if (one := self._all[number]) is not None]

    def at(self, number: int) -> Found:
        one = self._all[number]
        assert one is not None
        return one

    def put(self, number: int, one: Found | None) -> None:
        """Put another in a statement's place; None takes it out."""
        self._all[number] = one
        if one is not None:
            for at in _stretches((*one.cue, *one.content)):
                self._at.setdefault(at, set()).add(number)

    def left(self) -> list[Found]:
        return [one for one in self._all if one is not None]


def _stretches(spans: Spans) -> set[int]:
    return {at for span in spans for at in range(span.start // _STRETCH, (span.end - 1) // _STRETCH + 1)}


def beside(text: str, said: Iterable[Found], rules: Iterable[Found]) -> list[Found]:
    """Give the network's statements and the rules', settled between them, in text order."""
    found = _Statements(
        one._replace(source=trimmed(text, one.source), content=_without_joints(text, one.content)) for one in said
    )
    added: list[Found] = []
    for rule in rules:
        if rule.weak and not _heard_inside(text, rule):
            continue
        around = found.near((*rule.cue, *rule.content))
        same = [(number, one) for number, one in around if _shared(one.cue, rule.cue)]
        for number, one in same:
            better = _with_source_of(text, one, rule)
            if rule.made_by in _SURE or _denied(text, rule):
                better = _with_end_of(text, better, rule, found)
            found.put(number, better)
        if same:
            continue
        near = [(number, one) for number, one in around if _shared(one.content, rule.content)]
        if rule.made_by == "ST07" and (own := [n for n, one in near if _shared(one.source, rule.source)]):
            # ", adding that …" of the same source: a statement of its own, though the network read on into it.
            for number in own:
                found.put(number, _without(text, found.at(number), (*rule.cue, *rule.content)))
            added.append(rule)
            continue
        held = [span for _, one in near for span in one.content]
        if all(any(span.contains(own) for span in held) for own in (*rule.cue, *rule.content)):
            added += [rule] if _of_another(text, rule) else []
        elif rule.weak:
            # A denial of somebody named that the network saw nothing of, in words of its own.
            added += [rule] if not near and rule.source and _of_another(text, rule) and _denied(text, rule) else []
        elif not near:
            added.append(rule)
        elif rule.made_by in _SURE and not any(_shared(one.content, rule.cue) for _, one in near):
            for number, one in near:
                found.put(number, _without(text, one, rule.content))
            added.append(rule)
    return sorted([*found.left(), *added], key=lambda f: (min(s.start for s in (*f.cue, *f.content)), f.content))


def _heard_inside(text: str, rule: Found) -> bool:
    """Tell whether a weak rule is heard inside another's words: of a denial, or of a hope of somebody written large."""
    if rule.made_by == "ST03":
        return bool(rule.source) and rule.source[0].of(text)[0].isupper()
    return _denied(text, rule)


def _denied(text: str, rule: Found) -> bool:
    """Tell whether the cue denies."""
    return any(_DENIES.search(cue.of(text)) for cue in rule.cue)


def _of_another(text: str, rule: Found) -> bool:
    """Tell whether a statement inside another is somebody else's: "I think" inside his words is his own."""
    return bool(rule.source) and rule.source[0].of(text).lower() not in _NOBODY_ELSE


def trimmed(text: str, source: Spans) -> Spans:
    """Give a source without the words that only lead to it or hang behind it: "by", ", who"."""
    parts = []
    if len(source) == 1 and (given := _NAME_GIVEN.match(text, source[0].start, source[0].end)) is not None:
        # "A teacher who gave only her first name, Hiba": the teacher, Hiba.
        return Span(*given.span(1)), Span(*given.span(2))
    for span in source:
        words = span.of(text)
        if (hanging := _HANGING.search(words)) is not None and hanging.start():
            words = words[: hanging.start()]
        lead = _LEADING.match(words)
        start = span.start + (lead.end() if lead is not None else 0)
        end = span.start + len(words)
        if ")" in words and "(" not in words:
            # "R-Texas)": the bracket's beginning was lost.
            opened = text.rfind("(", max(0, start - 30), start)
            start = opened if opened >= 0 and ")" not in text[opened:start] else start
        elif "(" in words and ")" not in words:
            end = span.start + words.rindex("(")
            end -= len(text[start:end]) - len(text[start:end].rstrip(" ,"))
        if start < end:
            parts.append(Span(start, end))
    return tuple(parts) or source


def _with_source_of(text: str, one: Found, rule: Found) -> Found:
    """Take the rule's source for the same cue, where the network's is missing, misplaced or cut.

    Misplaced is one in another sentence, one who is told, or a clause; cut is one that ends in the middle of a phrase.
    """
    if not rule.source or not _shared(one.cue, rule.cue) or not _shared(one.content, rule.content):
        return one
    if any(_shared(rule.source, spans) for spans in (one.cue, one.content)):
        return one
    lost = not one.source or _is_clause(text, one.source) or _is_told(text, one)
    if lost or (_elsewhere(text, one.source, one.cue) and not _elsewhere(text, rule.source, rule.cue)):
        return one._replace(source=rule.source)
    first, last = min(one.source).start, max(s.end for s in one.source)
    whole = next((s for s in rule.source if s.start <= first and last <= s.end), None)
    if whole is None or (whole.start, whole.end) == (first, last):
        return one
    cut = _runs_on(text, whole.start, first) or _runs_on(text, last, whole.end)
    return one._replace(source=rule.source) if cut else one


def _with_end_of(text: str, one: Found, rule: Found, found: _Statements) -> Found:
    """Take the rule's end of a content that the network ended in the middle of a phrase."""
    last = one.content[-1]
    whole = next((span for span in rule.content if span.start < last.end < span.end), None)
    if whole is None or not _CUT.match(text, last.end):
        return one
    rest = Span(last.end, whole.end)
    if any(other is not one and _shared((*other.cue, *other.content), (rest,)) for _, other in found.near((rest,))):
        return one
    if _shared((*one.cue, *one.source), (rest,)):
        return one
    return one._replace(content=(*one.content[:-1], Span(last.start, whole.end)))


def _without_joints(text: str, content: Spans) -> Spans:
    """Give content without a last word that only joins it to what comes behind: "historic and"."""
    last = content[-1]
    joint = _JOINT.search(last.of(text))
    if joint is None or joint.start() == 0:
        return content
    return (*content[:-1], Span(last.start, last.start + joint.start()))


def _is_told(text: str, one: Found) -> bool:
    """Tell whether the source is the one who was told: it stands right behind "told"."""
    return any(
        cue.of(text).lower().endswith(("told", "tells", "telling")) and one.source[0].start - cue.end in (0, 1)
        for cue in one.cue
    )


def _is_clause(text: str, source: Spans) -> bool:
    """Tell whether a source says something itself ("they were not allowed to talk"): then it is none."""
    words = text[source[0].start : source[-1].end]
    return _SAYS.search(words) is not None and _RELATIVE.search(words) is None


def _elsewhere(text: str, source: Spans, cue: Spans) -> bool:
    """Tell whether the end of a sentence, or a semicolon, stands between a source and its cue."""
    low, high = sorted((source[0], cue[0]))
    return _STOP.search(text, low.end, high.start) is not None


def _runs_on(text: str, start: int, end: int) -> bool:
    """Tell whether there are words between two places, and no mark parts them from what stands beside."""
    between = text[start:end].strip()
    return any(c.isalnum() for c in between) and not any(c in ",;:()–—" for c in (between[0], between[-1]))


def _without(text: str, one: Found, taken: Spans) -> Found | None:
    """Give a statement without the words that another has; None where too little is left."""
    if not _shared(one.content, taken):
        return one
    left: list[Span] = []
    for span in one.content:
        parts = [span]
        for other in taken:
            parts = [
                Span(start, end)
                for part in parts
                for start, end in ((part.start, min(part.end, other.start)), (max(part.start, other.end), part.end))
                if start < end
            ]
        left += [kept for part in parts if (kept := _words(text, part)) is not None]
    if sum(map(len, left)) < _LEAST * sum(map(len, one.content)):
        return None
    return one._replace(content=tuple(left))


def _words(text: str, span: Span) -> Span | None:
    """Give a span without the blanks and marks at its edges that separate; None where no word is left."""
    start, end = span.start, span.end
    while start < end and text[start] in " \t\n\u00a0,;:-–—.":
        start += 1
    while start < end and text[end - 1] in " \t\n\u00a0,;:-–—":
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _shared(spans: Spans, others: Spans) -> bool:
    return any(a.overlaps(b) for a in spans for b in others)
