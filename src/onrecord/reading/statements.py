"""From spans to statements: form, stance, relay and nesting. Works on any `Found`, whoever found it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.finder import Found
from onrecord.reading.quotations import Quotation
from onrecord.reading.spans.grammar import is_negated, lemma_of
from onrecord.records import Form, Relay, Rule, Span, Spans, Stance
from onrecord.vocabulary.words import agencies, cues, outlet_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Denies(Rule):
    """The source says that something is not so: "denied", "rejected", "ruled out".

    Examples:
        The family denied any knowledge of the shipment.
        ========== ^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 The family · collective · indirect · denies

    Limits: the cue decides. "Said it was not true" asserts something negative and stays `asserts`.
    """

    code = "SN01"
    title = "stance: denies"


class Confirms(Rule):
    """The source says that what others said is so: "confirmed", "acknowledged", "admitted".

    Examples:
        Two officials confirmed that the ship had sailed.
        ============= ^^^^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~    s1 Two officials · anonymous · indirect · confirms

    Limits: whom it confirms is not pointed at here.
    """

    code = "SN02"
    title = "stance: confirms"


class Demands(Rule):
    """The source wants something done: "called for", "urged", "ordered", "stressed the need".

    Examples:
        Salim Barakat called for an inquiry.
        ============= ^^^^^^^^^^ ~~~~~~~~~~    s1 Salim Barakat · named · indirect · demands

    Limits: the cue decides; "said the state must act" stays `asserts`.
    """

    code = "SN03"
    title = "stance: demands"


class Expects(Rule):
    """The source speaks of what is to come: "expects", "hopes", "predicted", "pledged", "warned of".

    Examples:
        The engineer predicted that the dam would hold.
        ============ ^^^^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~    s1 The engineer · anonymous · indirect · expects

    Limits: the cue decides; "said it would rain" stays `asserts`.
    """

    code = "SN04"
    title = "stance: expects"


class ToldOutlet(Rule):
    """ "Told Reuters", "in an interview with AFP": the statement reached this article through that outlet.

    An outlet is known by the vocabulary, by being this article's own outlet, or by a word such as "News" or "Agency"
    in its name.

    Examples:
        The pumps had failed, the engineer told Reuters.
        ~~~~~~~~~~~~~~~~~~~~  ============ ^^^^            s1 the engineer · anonymous · indirect · via Reuters

    Limits: an outlet known by none of these is taken for an ordinary listener.
    """

    code = "RE01"
    title = "relay: told an outlet"


class Nested(Rule):
    """A statement whose cue stands inside the content of another is its child: "A said that B had told him that X".

    Examples:
        Hana Saad said her brother told her that the road was cut.
        ========= ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Hana Saad · named · indirect
                       =========== ^^^^     ~~~~~~~~~~~~~~~~~~~~~    s2 her brother · anonymous · indirect · inside s1

    Limits: a nested statement whose content runs past the outer one's is not seen as nested when its cue lies outside.
    """

    code = "NE01"
    title = "nesting"


STATEMENT_RULES: tuple[type[Rule], ...] = (Denies, Confirms, Demands, Expects, ToldOutlet, Nested)


_SOMEBODY_TO = re.compile(r"(?!(?:that|what|how|whether|if|why)\b)(?:[\w’'-]+\s){1,5}?to\s")


def form_of(text: str, content: Spans, quotations: Sequence[Quotation]) -> Form:
    """Give the form by how many of the content's words stand between quotation marks (>= 9/10, <= 1/10, between)."""
    words = quoted = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            words += 1
            quoted += any(q.inner.start <= word.start() < q.inner.end for q in quotations)
    share = quoted / words if words else 0.0
    return "direct" if share >= 0.9 else "indirect" if share <= 0.1 else "mixed"


def stance_of(text: str, cue: Sequence[Token], content: Spans) -> Stance:
    """Give the stance by the cue's words."""
    known = cues()
    verb = next((t for t in cue if t.pos_ == "VERB"), None) or next(iter(cue), None)
    if verb is None:
        return "asserts"
    lemma = lemma_of(verb)
    begin = content[0].of(text).lower() if content else ""
    particle = next((t.lower_ for t in cue if t.i > verb.i), None)
    keys = {lemma, f"{lemma}:{particle}"}
    if begin.startswith(("to ", "for ")):
        keys.add(f"{lemma}:{begin.split()[0]}")
    elif lemma in ("ask", "call", "tell", "want") and _SOMEBODY_TO.match(begin):
        keys.add(f"{lemma}:to")  # "asked both sides to …"
    if begin.startswith(("the need", "need", "the importance", "the necessity")):
        keys.add(f"{lemma}:the_need")
    if lemma == "rule" and particle == "out":
        return "denies"
    negated = is_negated(verb)
    if keys & known.denies:
        return "asserts" if negated else "denies"
    if negated and lemma in ("say", "claim", "confirm"):
        return "denies"
    if keys & known.confirms:
        return "confirms"
    if keys & known.demands:
        return "demands"
    if keys & known.expects:
        return "expects"
    return "asserts"


_INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed)?|remarks|comments|statement|call|speaking|spoke|quoted|cited|exclusively|carried|message)"
    r"\s+(?:with|to|by|on)\s+(?:the\s+)?(?=[A-Z])"
)
_NAME = re.compile(
    r"(?:the\s+|The\s+)?((?:[A-Z][\w’'.&-]*|[A-Z]{2,}|al-[A-Z]\w+)(?:\s+(?:[A-Z0-9][\w’'.&-]*|al-[A-Z]\w+|of|and)){0,5})"
)


def relay_of(analysis: Analysis, block: Block, found: Found) -> Relay | None:
    """Give the outlet that was told, or through which the words came, where this statement's sentence says so."""
    text = analysis.text
    if not found.cue:
        return None
    cue = found.cue[-1]
    token = next((t for t in block.doc if block.offset(t) >= cue.start), None)
    if token is None:
        return None
    words = cue.of(text).lower()
    if "tell" in words or "told" in words or re.search(r"\b(?:spoke|speaking|speaks|talked|talking) to$", words):
        relay = _outlet_at(analysis, cue.end)
        if relay is not None:
            return relay
    sentence_start = block.span.start + token.sent.start_char
    sentence_end = block.span.start + token.sent.end_char
    for phrase in _INTERVIEW.finditer(text, sentence_start, sentence_end):
        if any(s.start <= phrase.start() < s.end for s in found.content):
            continue
        relay = _outlet_at(analysis, phrase.end())
        if relay is not None:
            return relay
    return None


def _outlet_at(analysis: Analysis, at: int) -> Relay | None:
    text = analysis.text
    while at < len(text) and text[at] in " \u00a0,":
        at += 1
    match = _NAME.match(text, at)
    if match is None:
        return None
    start = match.start(1)
    words = []
    for word in re.findall(r"\S+", match.group(1)):
        words.append(word)
        if word[-1] in ".,;:" and len(word) > 3:
            break  # the name ends with the sentence
    known = agencies()
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length]).rstrip(".,").removesuffix("’s").removesuffix("'s")
        end = _end_of(text, start, words[:length])
        for candidate in (name, f"the {name}", f"The {name}"):
            if candidate in known:
                return Relay(name=known[candidate].name, spans=(Span(start, end),), made_by=ToldOutlet.code)
        if analysis.article.outlet and name.casefold() == analysis.article.outlet.casefold().removeprefix("the "):
            return Relay(name=analysis.article.outlet, spans=(Span(start, end),), made_by=ToldOutlet.code)
    lowered = {w.strip(".,’'").lower() for w in words}
    if lowered & outlet_words() and len(words) > 1:
        while words and words[-1] in ("of", "and"):
            words.pop()
        end = _end_of(text, start, words)
        name = re.sub(r"\s+", " ", text[start:end])
        return Relay(name=name, spans=(Span(start, end),), made_by=ToldOutlet.code)
    # The agency of the dateline or the byline: "AKRE, Iraq (MNA)", "The Amman Ledger with MNA".
    where = f"{analysis.article.dateline or ''} {analysis.article.byline or ''}"
    first = words[0].strip(".,")
    if len(words) == 1 and len(first) >= 2 and re.search(rf"(?:\(|\bwith |\band ){re.escape(first)}\b", where):
        return Relay(name=first, spans=(Span(start, start + len(first)),), made_by=ToldOutlet.code)
    # An acronym that the article spells out as an agency: "the Meridian News Agency (MNA) … told MNA".
    if len(words) == 1 and words[0].strip(".,").isupper() and len(words[0].strip(".,")) >= 2:
        acronym = words[0].strip(".,")
        spelled = re.search(rf"((?:[A-Z]\w+\s+){{1,5}})\({re.escape(acronym)}\)", text)
        if spelled and {w.lower() for w in spelled.group(1).split()} & outlet_words():
            return Relay(name=acronym, spans=(Span(start, start + len(acronym)),), made_by=ToldOutlet.code)
    return None


def _end_of(text: str, start: int, words: list[str]) -> int:
    at = start
    for word in words:
        at = text.index(word, at) + len(word)
    while at > start and text[at - 1] in ".,":
        at -= 1
    for suffix in ("’s", "'s"):
        if text.endswith(suffix, start, at):
            at -= 2
    return at


def parents_of(found: Sequence[Found]) -> list[int | None]:
    """Give for each attribution the smallest one whose content holds its cue and content; None at the top."""

    def size(spans: Spans) -> int:
        return sum(len(s) for s in spans)

    def inside(inner: Spans, outer: Spans) -> bool:
        return all(any(o.contains(i) for o in outer) for i in inner)

    parents: list[int | None] = []
    for number, one in enumerate(found):
        best: int | None = None
        if one.cue:
            for other, two in enumerate(found):
                if other == number or not inside(one.cue, two.content) or not inside(one.content, two.content):
                    continue
                if size(two.content) <= size(one.content):
                    continue
                if best is None or size(two.content) < size(found[best].content):
                    best = other
        parents.append(best)
    return parents
