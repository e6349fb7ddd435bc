"""Through whom a statement came, as its own article tells: relay, byline, dateline, credit line, the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from onrecord.records import Article, Cited, Reading, Rule, Span, Statement, quote
from onrecord.vocabulary.publishers import agency_of, carriage_words, folded_name, publisher_of
from onrecord.vocabulary.toponyms import toponyms
from onrecord.vocabulary.words import agencies

Free = Callable[[Span], bool]
PipeKind = Literal["agency", "outlet", "unnamed"]
Way = Literal["relay", "source", "byline", "dateline", "credit", "outlet"]

HEAD = 700
"""Characters at the beginning of a text among which a byline and a dateline are looked for."""
TAIL = 900
"""Characters at its end among which a credit line is looked for."""
_SIGN_OFF = "\x00sign-off"
DEEP = 8
"""Statements inside statements that are followed outward."""
LIST = 80
"""The longest list of agencies, in characters."""

_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")
_AND = re.compile(r"(?:\band|&|\bwith)\s+(?:the\s+)?$", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:caption|copyright|photos?|photograph|image|picture|credit|video)\b", re.IGNORECASE)


class Pipe(msgspec.Struct, frozen=True, kw_only=True):
    """An agency or outlet that a statement, or a whole text, came through."""

    name: str
    """As it is usually called; of one without a name, as it is printed ("agencies")."""
    key: str
    """What it is compared by."""
    kind: PipeKind
    way: Way
    sure: bool
    """False where the text only has a part from there, or may have."""
    cited: Cited | None
    """Where the article says so; None where the outlet itself is the agency."""
    made_by: str


class Carriage(msgspec.Struct, frozen=True, kw_only=True):
    """How a statement reached its article."""

    spoken: tuple[Pipe, ...] = ()
    """What the sentence itself says: who was told, who is quoted as having it."""
    text: tuple[Pipe, ...] = ()
    """Whom the article as a whole is credited to."""


class CarriageRule(Rule):
    """Base of the rules that say through whom a statement came."""

    draws = "origins"


class Relayed(CarriageRule):
    """The statement was said to an agency or outlet, or the article has it from there: "told AFP".

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, a harbour official told AFP.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ==================      ^^^   s1 anonymous
        --- Delta Wire · 2024-12-02
        The ferry sails again on Monday, a harbour official told Agence France-Presse.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ==================      ^^^^^^^^^^^^^^^^^^^^   s1 anonymous
        === 1 s1 · OR01 AFP “AFP”
        === 2 s1 · OR01 AFP “Agence France-Presse”
        === OR14 surely one · 1 s1, 2 s1 · both rest on what AFP has from the same unnamed source
        === 1 independent origin: AFP (2 outlets)

    Limits: what counts as told is decided where the article is read (`RE01`, `RE02`).
    """

    code = "OR01"
    title = "carried: told to, or had from"


class IsTheSource(CarriageRule):
    """The source of the statement is an agency or outlet: then it is the one that the article has it from as well.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, SANA reported.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ====            s1 named
        --- Delta Wire · 2024-12-02
        Monday will see the ferry sail, according to the Syrian Arab News Agency.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                   =======================   s1 named
        === 1 s1 · OR02 SANA “SANA”
        === 2 s1 · OR02 SANA “Syrian Arab News Agency”
        === OR14 surely one · 1 s1, 2 s1 · both rest on SANA's own word
        === 1 independent origin: SANA (2 outlets)

    Limits: an outlet that no list has, and whose name does not call it a news agency, is taken for a speaker like others.
    """

    code = "OR02"
    title = "carried: an agency is the source"


class InByline(CarriageRule):
    """The byline names an agency: "By Lina Sefo, Meridian News Agency", "Jane Doe | AP", "AFP" above the text.

    Where it names a person and agencies, or several agencies, each may have given the sentence: that is unsure.

    Examples:
        --- Harbour Post · 2024-12-02
        By Lina Sefo in Jableh, Meridian News Agency
        The ferry sails again on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- Delta Wire · 2024-12-02
        By Samer Hallak and agencies
        The ferry will sail on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~      s1 own
        === 1 · OR03 Meridian News Agency “Meridian News Agency”
        === 2 · OR03 agencies, unsure “agencies”
        === OR16 perhaps one · 1 s1, 2 s1 · the text credits agencies without a name, the other Meridian News Agency
        === 1 to 2 independent origins: Meridian News Agency (1 outlet), Delta Wire (1 outlet)

    Limits: a byline at the foot of a text is not looked for. A reporter whose name is that of an agency is unknown to us.
    """

    code = "OR03"
    title = "carried: byline"


class InDateline(CarriageRule):
    """The dateline names an agency: "BEIRUT (AFP) -"; or an agency's name alone stands before the text or its date.

    Examples:
        --- Harbour Post · 2024-12-02
        JABLEH (Reuters) - The ferry sails again on Monday.
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- Delta Wire · 2024-12-02
        Ferry is back
        Ferry is back AFP Monday 2 Dec 2024 The ferry sails on Monday.
                                            ~~~~~~~~~~~~~~~~~~~~~~~~~   s1 own
        === 1 · OR04 Reuters “Reuters”
        === 2 · OR04 AFP “AFP”
        === OR27 perhaps one · 1 s1, 2 s1 · nobody with a name is given for one: it may go back to the other
        === 1 to 2 independent origins: Reuters (1 outlet), AFP (1 outlet)

    Limits: only agencies of the list are known in a dateline. The picture agency of a caption that a page does not mark
    can stand where a dateline would.
    """

    code = "OR04"
    title = "carried: dateline"


class InCredit(CarriageRule):
    """A line at the end credits the text: "(Source: SANA)", "--Reuters", "AFP contributed to this report".

    "With AFP", "contributed" and a list that names the outlet itself give a part of the text to the agency: unsure. So
    does a sign-off "(Reporting by …; Editing by …)", which is Reuters' way to end a text, where nobody else is credited.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        It had been in port for nine days. --Reuters
        --- Delta Wire · 2024-12-03
        The ferry will sail on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~      s1 own
        (With AFP and Reuters)
        === 1 · OR05 Reuters “Reuters”
        === 2 · OR05 AFP, unsure “AFP”
        === 2 · OR05 Reuters, unsure “Reuters”
        === OR16 perhaps one · 1 s1, 2 s1 · both texts are credited to Reuters
        === 1 to 2 independent origins: Reuters (1 outlet), Delta Wire (1 outlet)

    Limits: photo credits are left out where pages mark them as captions or credits; a last line "(AFP)" under an
    unmarked picture is taken for the text's.
    """

    code = "OR05"
    title = "carried: credit line"


class IsAnAgency(CarriageRule):
    """The outlet that published the article is itself an agency: SANA, TASS, Reuters.

    Examples:
        --- SANA · 2024-12-02
        The ferry sails again on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- Harbour Post · 2024-12-03
        The ferry will sail on Monday, the state news agency SANA reported.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                        ====            s1 named
        === 1 · OR06 SANA
        === 2 s1 · OR02 SANA “SANA”
        === OR14 surely one · 1 s1, 2 s1 · both rest on SANA's own word
        === 1 independent origin: SANA (2 outlets)

    Limits: an agency's site may carry another agency's text; a credit line there goes before.
    """

    code = "OR06"
    title = "carried: the outlet is an agency"


CARRIAGE_RULES: tuple[type[CarriageRule], ...] = (Relayed, IsTheSource, InByline, InDateline, InCredit, IsAnAgency)


def carriage(reading: Reading, statement: Statement) -> Carriage:
    """Say through whom a statement came. For all statements of a reading at once: `carried`."""
    return carriages(reading, (statement,))[0]


def carriages(reading: Reading, statements: Iterable[Statement] | None = None) -> tuple[Carriage, ...]:
    """Say through whom each statement came, of a reading all where `statements` gives none."""
    text = text_carriage(reading.article)
    kinds = {source.id: source.kind for source in reading.sources}
    by_id = {one.id: one for one in reading.statements}
    asked = reading.statements if statements is None else statements
    spoken = {one.id: tuple(_spoken(reading.article, one, kinds, by_id)) for one in reading.statements}
    named = {pipe.key: pipe.name for pipes in (text, *spoken.values()) for pipe in pipes if pipe.kind == "agency"}
    again = carriage_words().words.again

    def better(pipe: Pipe) -> Pipe:
        if pipe.kind == "outlet" and pipe.key in named:
            return msgspec.structs.replace(pipe, kind="agency")
        if pipe.kind == "unnamed" and len(named) == 1 and folded_name(pipe.name) in again:
            # "The agency" is the one that the article names.
            key, name = next(iter(named.items()))
            return msgspec.structs.replace(pipe, kind="agency", key=key, name=name)
        return pipe

    return tuple(Carriage(spoken=tuple(map(better, spoken.get(one.id, ()))), text=text) for one in asked)


def _spoken(
    article: Article, statement: Statement, kinds: dict[str, str], by_id: dict[str, Statement]
) -> Iterator[Pipe]:
    """Give whom the sentence names as having the statement; what it stands inside counts as well."""
    met: set[str] = set()
    at: Statement | None = statement
    while at is not None and at.id not in met and len(met) < DEEP:
        met.add(at.id)
        if at.relay is not None:
            cited = Cited(article=article.id, spans=at.relay.spans, text=quote(article.text, at.relay.spans))
            yield _pipe(at.relay.name, "relay", cited, Relayed.code)
        source = at.source
        if source.spans and source.name:
            cited = Cited(article=article.id, spans=source.spans, text=source.text)
            listed = publisher_of(source.name)
            is_outlet = source.status == "named" and (
                kinds.get(source.id or "") == "outlet"
                or agency_of(source.name) is not None
                or (listed is not None and listed.family is not None)
            )
            # "The agency" may be any body's, and one that was resolved to a name is that.
            lone = folded_name(source.text) in ("agency", "agencies", "wire", "wires")
            resolved = source.status == "named" and source.name != source.text
            if is_outlet or (not lone and _is_unnamed_outlet(source.name if resolved else source.text)):
                name = source.name if is_outlet else source.text
                yield _pipe(name, "source", cited, IsTheSource.code)
        at = by_id.get(at.parent or "")


def _pipe(name: str, way: Way, cited: Cited | None, made_by: str, *, sure: bool = True) -> Pipe:
    listed = publisher_of(name)
    if _is_unnamed_outlet(name) and (listed is None or listed.family is None):
        return Pipe(name=name, key="", kind="unnamed", way=way, sure=sure, cited=cited, made_by=made_by)
    agency = agency_of(name)
    publisher = publisher_of(agency or name)
    key = publisher.key if publisher else folded_name(name)
    if agency and publisher and publisher.family is None and agency not in agencies():
        # "Meridian News Agency" is "MNA" where its customers print it.
        initials = "".join(word[0] for word in folded_name(agency).split()).upper()
        key = folded_name(initials) if len(initials) >= 3 and agency_of(initials) is None else key
    return Pipe(
        name=agency or (publisher.name if publisher else name),
        key=key,
        kind="agency" if agency or (way == "dateline" and _is_code(name)) else "outlet",
        way=way,
        sure=sure,
        cited=cited,
        made_by=made_by,
    )


def _is_code(name: str) -> bool:
    """Tell whether capitals that no list has may be an agency's: not an American station's ("WJZ")."""
    return name.isupper() and name not in agencies() and not _CALL_SIGN.fullmatch(name)


@cache
def _unnamed_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = carriage_words().words
    return frozenset(map(folded_name, words.unnamed)), frozenset(words.kinds), frozenset(words.qualities)


def _is_unnamed_outlet(name: str) -> bool:
    """Tell whether a name names no outlet: "local media", "Syrian state television", "agencies"."""
    words = name.split()
    if not words or len(words) > 6:
        return False
    unnamed, kinds, qualities = _unnamed_words()
    if folded_name(name) in unnamed:
        return True
    *before, last = (word.lower() for word in words)
    if last in ("agency", "agencies") and not (before and before[-1] == "news"):
        return False  # "aid agencies", and "the agency" of the United Nations
    return last in kinds and all(
        word.lower() in qualities or word.lower() in kinds or word in toponyms().demonyms for word in words[:-1]
    )


# --- the text as a whole


class _Named(NamedTuple):
    name: str
    span: Span
    kind: PipeKind


@cache
def _agency_names() -> re.Pattern[str]:
    """Any agency of the list by any of its names, and names that end like an agency's."""
    short = set(carriage_words().names.short)
    names = {name for name, agency in agencies().items() if agency.kind == "agency"} | short
    names |= {name.upper() for name in names if len(name) <= 8 and " " not in name}
    names = {name for name in names if name[:1].isupper() or name == "dpa"}
    listed = "|".join(re.escape(name).replace("\\ ", r"\s+") for name in sorted(names, key=lambda n: (-len(n), n)))
    endings = "|".join(ending.replace(" ", r"\s+") for ending in carriage_words().words.endings)
    return re.compile(
        rf"(?<!\w)(?<!\w-)(?:(?:[Tt]he\s+)?(?:[A-Z][\w’'-]+\s+){{1,3}}(?:{endings})|{listed})(?![\w-]|['’]s\b)"
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = carriage_words().words
    agency = _agency_names().pattern
    unnamed = "|".join(re.escape(word) for word in sorted(words.unnamed, key=lambda w: -len(w)))
    contributed = "|".join(map(re.escape, words.contributed))
    with_ = "|".join(re.escape(word).replace("\\ ", r"\s+") for word in sorted(words.with_, key=lambda w: -len(w)))
    some = rf"[^\n]{{2,{LIST}}}?"
    day = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    date = rf"{day}(?:\d{{1,2}}\s+[A-Z][a-z]{{2,8}}\.?|[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}),?\s+(?:19|20)\d\d"
    return {
        "dateline": re.compile(
            rf"(?:^|\n|(?<=[\d.!?)|–-]\s))(?P<city>[A-Z][\w'’.,/ -]{{0,50}}?)?\s*\((?P<agency>{agency}(?:\s*[/,]\s*{agency})*|[A-Z]{{2,6}})\)"
            r"\s*(?P<dash>--?|–|—|:)?"
        ),
        "led": re.compile(rf"(?:^|\n|(?<=\d\s)|(?<=Regional\s))(?P<agency>{agency})\s*(?:--?|–|—)\s+(?=[A-Z\"“‘'\d])"),
        "dated": re.compile(rf"(?<=\s)(?P<agency>{agency})\s+(?={date})"),
        "signed": re.compile(rf"(?:[.!?\"”’')\]]|^)\s*(?:-{{1,3}}|–|—)\s*(?P<list>{agency})\s*$", re.MULTILINE),
        "bracket": re.compile(
            rf"[.!?\"”’]\s*\((?P<list>{agency}(?:\s*(?:[/,&+]|and)\s*(?:{agency}|{unnamed}))*)\)\s*$", re.MULTILINE
        ),
        "source": re.compile(
            rf"(?:(?P<open>\()|\b)Sources?\s*:?\s+(?P<list>{some})\s*(?(open)\)|\.?\s*(?:$|\n))", re.MULTILINE
        ),
        "with": re.compile(rf"\(\s*(?:{with_})\s+(?P<list>{some})\)", re.IGNORECASE),
        "inputs": re.compile(
            rf"\b[Ww]ith\s+(?:inputs?|files|material)\s+from\s+(?P<list>{some})\s*\.?\s*$", re.MULTILINE
        ),
        "contributed": re.compile(
            rf"(?:^|\n|[.!?\"”\])]\s+|—\s*|–\s*)(?P<list>(?:[^\n.()\[\]]|(?<=\b[A-Z])\.){{2,200}}?)\s+(?:also\s+)?(?:{contributed})\b"
        ),
        "contributing": re.compile(rf"(?:^|\n)Contributing:\s*(?P<list>{some})\s*$", re.MULTILINE),
        "used": re.compile(rf"\bInformation from (?P<list>[^\n.]{{2,{LIST}}}) was used in this (?:report|story)"),
        "copyright": re.compile(
            rf"(?<!Image )(?:[Cc]opyright|©|\([Cc]\))[ \t]*(?:©[ \t]*)?(?:(?:19|20)\d\d)?,?[ \t]*(?:by\s+)?(?:[Tt]he\s+)?(?P<list>{agency})"
        ),
        "sign_off": re.compile(
            r"\(?[Rr]eporting [Bb]y [^\n;()]{3,160}[;.] ?(?:[^\n()]{0,200}; ?)?[Ee]diting [Bb]y [^\n()]{3,80}"
        ),
        "separators": re.compile(r"\s*(?:[,;/|+&•·]|\band\b|\bwith\b)\s*"),
    }


def text_carriage(article: Article) -> tuple[Pipe, ...]:
    """Say whom an article as a whole is credited to, in the order of the text; the outlet itself last.

    Looks at the first `HEAD` and the last `TAIL` characters, outside captions, photo credits and teasers.
    """
    own = publisher_of(article.outlet, article.url)
    own_key = own.key if own else None
    found: dict[str, Pipe] = {}
    for name, spans, way, rule, sure in sorted(_of_text(article, own_key), key=lambda f: (f[1], not f[4])):
        cited = Cited(article=article.id, spans=spans, text=quote(article.text, spans)) if spans else None
        pipe = _pipe(name, way, cited, rule.code, sure=sure)
        if pipe.key and pipe.key == own_key:
            continue
        key = pipe.key or "unnamed"
        if way == "credit" and not sure and spans[0].of(article.text).lstrip("(")[:9].lower() == "reporting":
            key = _SIGN_OFF
        if key not in found or (pipe.sure and not found[key].sure):
            found[key] = pipe
    if _SIGN_OFF in found and len(found) > 1:
        del found[_SIGN_OFF]
    pipes = list(found.values())
    named = [pipe for pipe in pipes if pipe.kind != "unnamed"]
    if len(named) > 1 and sum(pipe.sure for pipe in named) > 1:
        # Two agencies that each are credited: which of them had the sentence is open.
        pipes = [msgspec.structs.replace(pipe, sure=False) for pipe in pipes]
    if own is not None and (agency := agency_of(own.name)) and not any(pipe.sure for pipe in named):
        pipes.append(_pipe(agency, "outlet", None, IsAnAgency.code))
    return tuple(pipes)


_Found = tuple[str, tuple[Span, ...], Way, type[CarriageRule], bool]


def _of_text(article: Article, own: str | None) -> Iterator[_Found]:
    text = article.text
    holes = (*article.captions, *article.teasers)
    last = len(text.rstrip())
    # A credit on a line of its own may be a picture's, except where it ends the text.
    holes += tuple(credit for credit in article.credits if credit.end < last)

    def free(span: Span) -> bool:
        return not any(hole.overlaps(span) for hole in holes)

    yield from _bylines(article, free, own)
    yield from _datelines(article, free, own)
    yield from _credit_lines(article, free, own)


def _named_in(text: str, start: int, end: int, own: str | None) -> tuple[list[_Named], bool, bool]:
    """Give the agencies of a list ("AFP and Reuters"), whether it also has the outlet itself, and whether all is known."""
    words = carriage_words().words
    found: list[_Named] = []
    has_own, whole = False, True
    cuts = [m.span() for m in _patterns()["separators"].finditer(text, start, end)]
    at = start
    for cut_start, cut_end in [*cuts, (end, end)]:
        part = text[at:cut_start]
        plain = part.strip(" \t\n\r.()[]:")
        offset = at + part.find(plain) if plain else at
        at = cut_end
        if not plain:
            continue
        lower = plain.lower()
        before = next((w for w in sorted(words.before, key=len, reverse=True) if lower.startswith(f"{w} ")), "")
        if lower not in words.unnamed and before:
            offset += len(before) + 1
            plain = plain[len(before) + 1 :]
            lower = plain.lower()
        span = Span(offset, offset + len(plain))
        if lower in words.unnamed:
            found.append(_Named(plain, span, "unnamed"))
            continue
        match = _agency_names().match(plain)
        rest = plain[match.end() :].strip().lower() if match else ""
        if match and (not rest or rest in words.after or rest.split()[0] in words.after):
            found.append(_Named(match[0], Span(offset, offset + match.end()), "agency"))
            continue
        publisher = publisher_of(plain)
        if own is not None and publisher is not None and publisher.key == own:
            has_own = True
        elif publisher is not None and publisher.family is not None:
            found.append(_Named(plain, span, "outlet"))
        else:
            whole = False
    return found, has_own, whole


def _bylines(article: Article, free: Free, own: str | None) -> Iterator[_Found]:
    text = article.text
    lines: list[Span] = list(article.bylines)
    title = (article.title or "").strip()
    running = False
    before = ""
    for number, line in enumerate(_lines(text, HEAD)):
        plain = line.of(text).strip()
        if title and plain == title:
            continue
        beside = before
        before = plain
        if re.match(r"By\s+\S", plain) and len(line) <= 160 and "on Publish Date" not in plain:
            lines.append(line)
        elif not running and len(line) <= LIST and number < 8:
            # A line that names agencies alone, or a reporter and the agency behind a comma or a bar.
            found, _, whole = _named_in(text, line.start, line.end, own)
            person = re.match(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s*[,|]\s*", plain)
            # Between "Image copyright" and "Image caption" it is the picture's.
            following = next((at.of(text) for at in _lines(text[line.end :], LIST)), "")
            if not following or _PICTURE.search(beside) or _PICTURE.search(following[:LIST]):
                pass
            elif found and (whole or (person and _agency_names().fullmatch(plain[person.end() :]))):
                lines.append(line)
        # Once a sentence has ended the text has begun: what follows is no byline above it.
        running = running or (len(plain) > LIST and plain[-1] in '.!?”"')
    for line in sorted(set(lines)):
        if not free(line):
            continue
        words = line.of(text)
        names = [
            _Named(m[0], Span(line.start + m.start(), line.start + m.end()), "agency")
            for m in _agency_names().finditer(words)
        ]
        unnamed = re.search(r"\b(?:news )?agenc(?:y|ies)\b|\bwires?\b(?! editor)", words, re.IGNORECASE)
        if unnamed and not names:
            names = [_Named(unnamed[0], Span(line.start + unnamed.start(), line.start + unnamed.end()), "unnamed")]
        for named in names:
            ahead = words[: named.span.start - line.start]
            shared = bool(_AND.search(ahead)) or len(names) > 1
            yield named.name, (named.span,), "byline", InByline, not shared
    if article.byline and not lines:
        agency = _agency_names().search(article.byline)
        if agency:
            shared = bool(_AND.search(article.byline[: agency.start()]))
            yield agency[0], (), "byline", InByline, not shared


def _lines(text: str, end: int) -> Iterator[Span]:
    """Give the lines that begin before `end`, without white space at their ends."""
    for match in re.finditer(r"[^\n]+", text[: end + 400]):
        if match.start() > end:
            return
        plain = match[0].strip()
        if plain:
            start = match.start() + match[0].find(plain)
            yield Span(start, start + len(plain))


def _datelines(article: Article, free: Free, own: str | None) -> Iterator[_Found]:
    text = article.text
    head = text[:HEAD]
    for match in _patterns()["dateline"].finditer(head):
        city = (match["city"] or "").strip()
        if not match["dash"] and not (city and city.split()[0].isupper() and len(city.split()[0]) > 2):
            continue
        if city and any(w[0].islower() and w not in ("and", "of", "de", "al", "el", "in") for w in city.split()):
            continue
        names = list(_agency_names().finditer(head, match.start("agency"), match.end("agency")))
        if not names and city and match["dash"] and free(Span(*match.span("agency"))):
            # Capitals of an agency that no list has, where an agency's would stand.
            yield match["agency"], (Span(*match.span("agency")),), "dateline", InDateline, True
        for name in names:
            span = Span(name.start(), name.end())
            if free(span):
                yield name[0], (span,), "dateline", InDateline, len(names) == 1
    for kind in ("led", "dated"):
        for match in _patterns()[kind].finditer(head):
            span = Span(match.start("agency"), match.end("agency"))
            if free(span):
                yield match["agency"], (span,), "dateline", InDateline, True
    title = (article.title or "").strip()
    if len(title) >= 8:
        # The headline said again at the head of the text, and the agency behind it.
        at = head.find(title)
        while at >= 0:
            found = re.compile(r"\s+(?P<agency>" + _agency_names().pattern + r")(?=\s)").match(head, at + len(title))
            if found:
                span = Span(found.start("agency"), found.end("agency"))
                following = text[found.end() : found.end() + 40].lstrip()
                # "… killed, AFP reports" goes on in a small letter; a text begins with a capital or a date.
                # "REUTERS Jane Doe" is a photographer's credit.
                if found["agency"] == "REUTERS":
                    pass
                elif free(span) and following[:1] and not following[0].islower() and text[at + len(title)] != "\n":
                    yield found["agency"], (span,), "dateline", InDateline, True
            at = head.find(title, at + 1)


def _credit_lines(article: Article, free: Free, own: str | None) -> Iterator[_Found]:
    text = article.text
    base = max(0, len(text) - TAIL)
    tail = text[base:]
    patterns = _patterns()
    for kind, whole_text in (
        ("signed", True),
        ("bracket", True),
        ("source", True),
        ("with", False),
        ("inputs", False),
        ("contributed", False),
        ("contributing", False),
        ("used", False),
        ("copyright", True),
    ):
        for match in patterns[kind].finditer(tail):
            start, end = match.span("list")
            if kind in ("signed", "bracket") and _goes_on(tail[match.end() :]):
                continue
            if kind == "contributed":
                names = [
                    _Named(m[0], Span(base + m.start(), base + m.end()), "agency")
                    for m in _agency_names().finditer(tail, start, end)
                ]
                if not names and match["list"].strip().lower() in carriage_words().words.unnamed:
                    names = [_Named(match["list"].strip(), Span(base + start, base + end), "unnamed")]
                known, has_own = bool(names), False
            else:
                names, has_own, known = _named_in(text, base + start, base + end, own)
            if not names or not (known or kind in ("with", "inputs", "used", "contributing")):
                continue
            sure = whole_text and len(names) == 1 and not has_own
            for named in names:
                if free(named.span):
                    yield named.name, (named.span,), "credit", InCredit, sure
    for words, agency in carriage_words().signatures.items():
        at = tail.find(words)
        if at >= 0:
            yield agency, (Span(base + at, base + at + len(words)),), "credit", InCredit, True
    sign_off = patterns["sign_off"].search(tail)
    if sign_off:
        yield "Reuters", (Span(base + sign_off.start(), base + sign_off.end()),), "credit", InCredit, False


def _goes_on(rest: str) -> bool:
    """Tell whether running text follows: then what stood before it ends no text."""
    return any(len(line) > 200 for line in rest.split("\n"))


def keys_of(pipes: Iterable[Pipe]) -> tuple[str, ...]:
    """Give what pipes with a name are compared by, each once, in order."""
    return tuple(dict.fromkeys(pipe.key for pipe in pipes if pipe.key))
