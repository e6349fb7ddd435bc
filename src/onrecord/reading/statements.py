"""From spans to statements: form, stance, relay and nesting. Works on any `Found`, whoever found it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.found import Found
from onrecord.reading.quotations import Quotation
from onrecord.reading.spans.grammar import is_negated, lemma_of
from onrecord.records import Form, Relay, Rule, Span, Spans, Stance
from onrecord.vocabulary.words import agencies, cues, outlet_words, words_of_outlets

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

        “We can confirm that the ship has sailed,” Salim Barakat said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ============= ^^^^    s1 Salim Barakat · named · direct · confirms

    Limits: whom it confirms is not pointed at here.
    """

    code = "SN02"
    title = "stance: confirms"


class Demands(Rule):
    """The source wants something done: "called for", "urged", "ordered", "told them to", "said the state must".

    The cue decides; beside a plain cue the content does, where its own verb stands with "should", "must" or "ought to", or
    where it is an order ("Do not …").

    Examples:
        Salim Barakat called for an inquiry.
        ============= ^^^^^^^^^^ ~~~~~~~~~~    s1 Salim Barakat · named · indirect · demands

        Hana Saad said the ministry must reopen the bridge.
        ========= ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Hana Saad · named · indirect · demands

    Limits: "should" where it tells what is likely ("should be over by May") is known by few verbs; "need to" stays
    `asserts`.
    """

    code = "SN03"
    title = "stance: demands"


class Expects(Rule):
    """The source speaks of what may come, as its expectation: "expects", "hopes", "fears", "predicted", "warned of".

    The cue decides. A cue that only supposes or warns ("believes", "is confident", "warned") expects where what it
    introduces is told as future or possible; a plain cue where that is told as likely ("is likely to", "is expected to")
    or as something that may or could happen. A promise or a plan is not an expectation: it asserts.

    Examples:
        The engineer predicted that the dam would hold.
        ============ ^^^^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~    s1 The engineer · anonymous · indirect · expects

        Hana Saad warned that the dam could burst.
        ========= ^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~    s1 Hana Saad · named · indirect · expects

        Salim Barakat said the harbour was likely to close.
        ============= ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Salim Barakat · named · indirect · expects

    Limits: "said it would rain" stays `asserts`, for what somebody announces reads the same.
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


class ThroughOutlet(Rule):
    """ "AFP quoted him as saying", "according to Reuters, officials said": the words came through that outlet.

    The outlet is the subject of the verb that quotes, or of a verb of speech above this statement's cue, or stands behind
    "according to" in its sentence; and it is not the statement's own source.

    Examples:
        Reuters reported that Lebanese officials said the dam had burst.
        ======= ^^^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Reuters · named · indirect
                              ================== ^^^^ ~~~~~~~~~~~~~~~~~    s2 Lebanese officials · anonymous · indirect · via Reuters · inside s1

    Limits: an outlet whose name tells nothing is known only where it is said to quote somebody; the rules take who quotes
    for who speaks ("AFP quoted Hana Saad as saying"), and then there is no relay.
    """

    code = "RE02"
    title = "relay: through an outlet"


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


STATEMENT_RULES: tuple[type[Rule], ...] = (Denies, Confirms, Demands, Expects, ToldOutlet, ThroughOutlet, Nested)


_SOMEBODY_TO = re.compile(
    r"(?!(?:that|what|how|whether|if|why)\b)(?:(?!\w+['’](?:d|ll|re|ve|m)\b)[\w’'-]+\s){1,5}?to\s"
)
_SOMEBODY_FOR = re.compile(r"(?!(?:what|how|whether|if|why|about|of|who|when|where)\b)[^\"“”‘,;:]{2,60}\sfor\s")
_ORDER = re.compile(r"[\"“'‘`\[]*(?:Please\b|Do not\s|Don['’]t\s(?!know|think|get me|want|have|need))")
_CONFIRMING = re.compile(r"[\"“'‘`\[]+(?:Yes, )?(?:I|[Ww]e)(?: can| could| do| have)?(?: now| also)? confirm(?:ed)?\b")
_PRONOUNS = frozenset({"i", "we", "you", "he", "she", "they"})
_MODAL = {"'ll": "will", "wo": "will", "'d": "would", "ca": "can"}


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
    """Give the stance by the cue's words, and where these are plain by the verb of what they introduce."""
    known = cues()
    verb = next((t for t in cue if t.pos_ == "VERB"), None) or next(iter(cue), None)
    if verb is None:
        return "asserts"
    written = content[0].of(text) if content else ""
    lemma = _act_of(verb, cue)
    keys = _keys(verb, lemma, cue, written.lower())
    if lemma == "rule" and f"{lemma}:out" in keys:
        return "denies"
    negated = is_negated(verb)
    if keys & known.denies:
        return "asserts" if negated else "denies"
    if negated and lemma in ("say", "claim", "confirm"):
        return "denies"
    if keys & known.confirms or (lemma in known.speech and _CONFIRMING.match(written)):
        return "confirms"
    if keys & known.demands:
        return "demands"
    if keys & known.expects or any(t.lower_ in known.fearing for t in cue):
        return "expects"
    return _stance_of_content(verb, lemma, cue, written)


def _act_of(verb: Token, cue: Sequence[Token]) -> str:
    """Give the verb's lemma; that of the noun's act where the verb says little ("voiced fears", "the warning that")."""
    known = cues()
    lemma = lemma_of(verb)
    if lemma in known.light or verb.pos_ not in ("VERB", "AUX"):
        return next((known.acts[t.lemma_.lower()] for t in cue if t.lemma_.lower() in known.acts), lemma)
    return lemma


def _keys(verb: Token, lemma: str, cue: Sequence[Token], begin: str) -> set[str]:
    """Give what the lists of stances may hold: the lemma, and the lemma with what belongs to it."""
    keys = {lemma, *(f"{lemma}:{t.lower_}" for t in cue if t.i > verb.i)}
    if begin.startswith(("to ", "for ", "of ", "about ", "against ")):
        keys.add(f"{lemma}:{begin.split()[0]}")
    if lemma in ("ask", "call", "tell", "want", "warn") and _wants_somebody_to(verb, begin):
        keys.add("demand")  # "asked both sides to …"
    if lemma == "ask" and any(c.lower_ == "for" and c.dep_ == "prep" for c in _with_objects(verb)):
        keys.add("ask:for")  # "asked the council for more time"
    if lemma == "ask" and (begin.startswith("that ") or _SOMEBODY_FOR.match(begin)):
        keys.add("demand")
    if begin.startswith(("the need", "need", "the importance", "the necessity")):
        keys.add(f"{lemma}:the_need")
    return keys


def _with_objects(verb: Token) -> list[Token]:
    return [c for near in verb.children for c in (near, *(near.children if near.dep_ in ("dobj", "dative") else ()))]


def _wants_somebody_to(verb: Token, begin: str) -> bool:
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i]
    if any(c.dep_ == "ccomp" and any(a.tag_ in ("VBD", "VBZ", "VBP", "MD") for a in (c, *c.children)) for c in clauses):
        return False
    somebody = any(c.dep_ in ("dobj", "dative", "nsubjpass") for c in verb.children)
    if any(
        any(a.lower_ == "to" and a.dep_ == "aux" for a in c.children)
        and (somebody or any(a.dep_ in ("nsubj", "nsubjpass") for a in c.children))
        for c in clauses
    ):
        return True
    return bool(_SOMEBODY_TO.match(begin))


def _stance_of_content(verb: Token, lemma: str, cue: Sequence[Token], written: str) -> Stance:
    """Give the stance that the verb of the content tells, where the cue tells none."""
    known = cues()
    according = any(t.lower_ == "according" for t in cue)
    plain = lemma in known.speech or lemma in known.showing or according
    if plain and _ORDER.match(written):
        return "demands"
    head = _head_of_content(verb, according=according)
    if head is None:
        return "asserts"
    modal = next((_MODAL.get(c.lower_, c.lower_) for c in head.children if c.tag_ == "MD" and c.dep_ == "aux"), None)
    had = any(c.dep_ == "aux" and c.lemma_.lower() in ("have", "'ve") for c in head.children)
    what = lemma_of(head)
    if modal in ("should", "must", "ought"):
        supposed = what in known.due or had or (what == "be" and head.pos_ == "AUX") or _takes_time(head)
        return "demands" if plain and not supposed and not _is_question(head) else "asserts"
    if had:
        return "asserts"  # "may have been": what was, not what is to come
    if plain and any(c.dep_ == "aux" and c.lemma_.lower() == "be" for c in head.children) and modal != "will":
        return "asserts"
    coming = modal in ("will", "would") or (what == "go" and any(c.dep_ == "xcomp" for c in head.children))
    possible = modal in ("may", "might", "could") and what not in known.able
    if lemma in known.supposes or any(t.lower_ in known.trusting for t in cue):
        also = (c for c in head.children if c.dep_ == "conj" and lemma == "warn")
        possible = possible or any(c.lower_ in ("may", "might", "could", "will") for a in also for c in a.children)
        likely = any(c.dep_ == "acomp" and c.lower_ == "likely" for c in head.children)
        return "expects" if coming or possible or likely or _is_likely(head) else "asserts"
    if not plain or _is_question(head):
        return "asserts"
    return "expects" if _is_likely(head) or (possible and _may_happen(head, modal)) else "asserts"


def _head_of_content(verb: Token, *, according: bool) -> Token | None:
    """Give the verb of the clause that the cue introduces, in the cue's own sentence."""
    if according:
        at = verb
        while at.pos_ not in ("VERB", "AUX") and at.head != at:
            at = at.head
        return at if at.pos_ in ("VERB", "AUX") else None
    labels = ("ccomp", "parataxis", "acl") if verb.pos_ in ("VERB", "AUX") else ("acl", "ccomp")
    found = next((c for c in verb.children if c.dep_ in labels and c.pos_ in ("VERB", "AUX")), None)
    if found is None:  # "is confident that", "voiced fears that": the clause hangs on the adjective or the noun
        beside = (c for c in verb.children if c.dep_ in ("acomp", "attr", "dobj"))
        clauses = (c for b in beside for c in b.children if c.dep_ in ("ccomp", "acl") and c.pos_ in ("VERB", "AUX"))
        found = next(clauses, None)
    return found


def _takes_time(head: Token) -> bool:
    return lemma_of(head) == "take" and any(
        c.dep_ in ("dobj", "npadvmod") and c.ent_type_ in ("DATE", "TIME") for c in head.children
    )


def _is_question(head: Token) -> bool:
    return any(
        c.lower_ in ("whether", "if", "why", "how", "what", "when", "where") and c.i < head.i for c in head.children
    )


def _is_likely(head: Token) -> bool:
    """Tell whether the clause tells what is likely or expected: "is likely to rise", "are expected to arrive"."""
    if any(c.dep_ == "advmod" and c.lower_ in ("likely", "probably") for c in head.children):
        return any(c.tag_ == "MD" and c.lower_ in ("will", "'ll") for c in head.children)
    if lemma_of(head) == "expect" and any(c.dep_ == "auxpass" for c in head.children):
        return not any(c.dep_ == "agent" for c in head.children)
    for word in head.children:
        compared = any(c.lower_ in ("more", "less", "times") for c in word.subtree if c.i < word.i)
        if word.dep_ == "acomp" and word.lower_ in ("likely", "unlikely", "bound", "set", "poised") and not compared:
            for verb in (c for near in (word, head) for c in near.children if c.dep_ == "xcomp"):
                return not any(c.lemma_.lower() == "have" and c.dep_ == "aux" for c in verb.children)
    return False


def _may_happen(head: Token, modal: str | None) -> bool:
    """Tell whether something may happen, not what somebody could do or see: "could spread", "may stop"."""
    if head.pos_ != "VERB" or any(c.dep_ in ("auxpass", "neg") for c in head.children):
        return False
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    return subject is not None and not (modal == "could" and subject.lower_ in _PRONOUNS)


_INTERVIEW = re.compile(
    r"\b(?i:interview(?:s|ed)?|remarks|comments|statement|call|conversation|speaking|spoke|quoted|cited|saying|exclusively|carried|published"
    r"|broadcast|aired|message|e-?mail|letter|article|column|op-?ed|wrote|writing)"
    r"\s+(?:with|to|by|on|in|for)\s+(?=(?:[a-z-]+\s+){0,4}[A-Z])"
)
_NAME = re.compile(
    r"(?:the\s+|The\s+)?((?:[A-Z][\w’'.&-]*|[A-Z]{2,}|al-[A-Z]\w+)(?:\s+(?:[A-Z0-9][\w’'.&-]*|al-[A-Z]\w+|of|and)){0,5})"
)
_LOWER = re.compile(r"([a-z][a-z-]*)\s+")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_ADDRESS = re.compile(r"[A-Z]?[\w-]+\.(?:com|net|org|info|tv|co\.\w\w)\b")


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
    to = re.match(r" to\s", text[cue.end : cue.end + 4]) if token.pos_ == "VERB" else None
    if to or re.search(r"\b(?:tell|told|inform|(?:spoke|speaking|speaks|talked|talking) to$)", words):
        at = cue.end + (to.end() if to else 0)
        relay = _outlet_at(analysis, at) or _unnamed_outlet_at(analysis, at)
        if relay is not None:
            return relay
    sentence = Span(block.span.start + token.sent.start_char, block.span.start + token.sent.end_char)
    for phrase in _INTERVIEW.finditer(text, sentence.start, sentence.end):
        if any(s.start <= phrase.start() < s.end for s in found.content):
            continue
        relay = _outlet_at(analysis, phrase.end())
        if relay is None and phrase.group().lower().startswith(("quoted by", "cited by", "saying by")):
            relay = _body_at(block, phrase.end())
        if relay is not None and not _is_own(relay, found):
            return relay
    return _through(analysis, block, found, sentence)


def _is_own(relay: Relay, found: Found) -> bool:
    return any(one.overlaps(two) for one in relay.spans for two in (*found.source, *found.content))


def _through(analysis: Analysis, block: Block, found: Found, sentence: Span) -> Relay | None:
    """Give the outlet that quotes, that says that somebody said so, or according to which somebody said so."""
    tokens = [t for t in block.doc if any(s.start <= block.offset(t) < s.end for s in found.cue)]
    verb = next((t for t in tokens if t.pos_ in ("VERB", "AUX")), None)
    if not found.source or any(t.lower_ == "according" for t in tokens):
        return None
    at = verb
    for _ in range(8):
        if at is None:
            break
        lemma = lemma_of(at)
        quotes = lemma in ("quote", "cite") and (at == verb or at.dep_ != "advcl")
        if quotes or (at != verb and lemma in cues().speech):
            subject = next((c for c in at.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                first = block.offset(next(iter(subject.subtree)))
                relay = _outlet_at(analysis, first, told=False)
                if relay is None and quotes and lemma == "quote":
                    relay = _body_at(block, first)
                if relay is not None and not _is_own(relay, found):
                    return relay
        below, at = at, at.head if at.head != at else None
        if below.dep_ not in ("ccomp", "xcomp", "prep", "pcomp", "conj", "dobj", "advcl", "acl", "parataxis"):
            break
    for phrase in _ACCORDING.finditer(analysis.text, sentence.start, sentence.end):
        if any(s.start <= phrase.start() < s.end for s in (*found.content, *found.cue)):
            continue
        stop = re.compile(r"[,;:]|\.\s|$").search(analysis.text, phrase.end(), sentence.end)
        end = stop.start() if stop else sentence.end
        for word in re.compile(r"(?:(?<=\s)|^)(?:the |The )?(?=[A-Z])").finditer(analysis.text, phrase.end(), end):
            relay = _outlet_at(analysis, word.start(), told=False)
            if relay is not None and not _is_own(relay, found):
                return relay
    return None


def _body_at(block: Block, at: int) -> Relay | None:
    """Give the body that is said to quote, when its name is an address on the web or the parse takes it for a body."""
    token = next((t for t in block.doc if block.offset(t) >= at and t.lower_ not in ("the", "a", "an")), None)
    if token is None:
        return None
    name = next((e for e in block.doc.ents if e.start <= token.i < e.end and e.label_ == "ORG"), None)
    if name is not None:
        last = name[-1] if name[-1].lower_ != "'s" else name[-2] if len(name) > 1 else name[-1]
        span = block.spans_of([token, last])
    elif _ADDRESS.fullmatch(token.text):
        span = block.spans_of([token])
    else:
        return None
    return Relay(
        name=token.doc.text[span.start - block.span.start : span.end - block.span.start],
        spans=(span,),
        made_by=ThroughOutlet.code,
    )


def _unnamed_outlet_at(analysis: Analysis, at: int) -> Relay | None:
    """Give an outlet without a name that was told: "state television", "a local newspaper"."""
    known = words_of_outlets()
    text = analysis.text
    while at < len(text) and text[at] in " \u00a0":
        at += 1
    start = at
    for word in re.compile(r"([a-z][a-z-]*|TV)(?=[\s,.;:”\"]|$)\s?").finditer(text, at):
        if word.start() != at or word[1] not in known.before | known.unnamed | {"TV"}:
            return None
        at = word.end()
        behind = re.compile(r"[a-z-]+|TV").match(text, at)
        if (word[1] in known.unnamed or word[1] == "TV") and (
            behind is None or behind.group() not in known.before | known.unnamed
        ):
            first = re.compile(r"(?:(?:the|a|an|its|his|her|their)\s+)?").match(text, start)
            start = first.end() if first else start
            return Relay(name=text[start : word.end(1)], spans=(Span(start, word.end(1)),), made_by=ToldOutlet.code)
    return None


def _outlet_at(analysis: Analysis, at: int, *, told: bool = True) -> Relay | None:
    """Give the outlet whose name begins at `at`; where nobody tells it anything (`told`), only one that is surely one."""
    text = analysis.text
    sure = words_of_outlets()
    code = ToldOutlet.code if told else ThroughOutlet.code
    while at < len(text) and text[at] in " \u00a0,":
        at += 1
    while (lower := _LOWER.match(text, at)) and lower[1] in sure.before:
        if lower[1] == "the" and text[lower.end() : lower.end() + 1].isupper():
            break
        at = lower.end()
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
        if not told and name in sure.ambiguous:
            continue
        end = _end_of(text, start, words[:length])
        for candidate in (name, f"the {name}", f"The {name}"):
            if candidate in known:
                return Relay(name=known[candidate].name, spans=(Span(start, end),), made_by=code)
        if analysis.article.outlet and name.casefold() == analysis.article.outlet.casefold().removeprefix("the "):
            return Relay(name=analysis.article.outlet, spans=(Span(start, end),), made_by=code)
    lowered = {w.strip(".,’'").lower() for w in words}
    if lowered & (outlet_words() if told else sure.sure) and len(words) > 1:
        while words and words[-1] in ("of", "and"):
            words.pop()
        end = _end_of(text, start, words)
        name = re.sub(r"\s+", " ", text[start:end])
        return Relay(name=name, spans=(Span(start, end),), made_by=code)
    # The agency of the dateline or the byline: "AKRE, Iraq (MNA)", "The Amman Ledger with MNA".
    where = f"{analysis.article.dateline or ''} {analysis.article.byline or ''}"
    first = words[0].strip(".,")
    if len(words) == 1 and len(first) >= 2 and re.search(rf"(?:\(|\bwith |\band ){re.escape(first)}\b", where):
        return Relay(name=first, spans=(Span(start, start + len(first)),), made_by=code)
    # An acronym that the article spells out as an agency: "the Meridian News Agency (MNA) … told MNA".
    if len(words) == 1 and words[0].strip(".,").isupper() and len(words[0].strip(".,")) >= 2:
        acronym = words[0].strip(".,")
        spelled = re.search(rf"((?:[A-Z]\w+\s+){{1,5}})\({re.escape(acronym)}\)", text)
        if spelled and {w.lower() for w in spelled.group(1).split()} & outlet_words():
            return Relay(name=acronym, spans=(Span(start, start + len(acronym)),), made_by=code)
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
