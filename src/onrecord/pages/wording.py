"""What a line looks like, from its own characters alone."""

from __future__ import annotations

import re
from functools import cache

from onrecord.records import Span
from onrecord.vocabulary.pages import credit_names, credit_words, folded, outlet_names

_SENTENCE_END = re.compile(r"[.!?…۔؟。！？।:;,][\"'”’»)\]]*\s*$")
_FULL_STOP = re.compile(r"[.!?…۔؟。！？।][\"'”’»)\]]*\s*$")
_ENDS_SHORT_FORM = re.compile(r"\b(?:[A-Z]\.){1,4}$|\b(?:Inc|Co|Corp|Ltd|St|Jr|Sr|Mr|Dr|No)\.$")
_OPENING_QUOTES = "\"“„«'‘"
_INNER_STOP = re.compile(r"[.!?]\s")
_INNER_QUOTED_STOP = re.compile(r"\w{3,}[.!?][\"”’']?\s+[\"“‘'A-Z]")
_WORD = re.compile(r"\w+")
_POSTED = re.compile(r"pic\.twitter\.com/|https?://|\(@\w+\)|\b[\w-]+\.\w{2,3}/\w")
"""What only a post on a social network, or a line with a link, holds."""
_SIGNATURE = re.compile(
    r"[—–-]{1,2}\s?.{1,120}\(@\w{1,40}\)(?:\s+[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d\d)?.{0,40}", re.DOTALL
)
_TRANSLATION = re.compile(r"[(\[]?(?:Translation|Translated|Transcript|Caption)\s*[:–—-]\s*\S.{20,}")

_NAME_WORD = (
    r"(?:[A-Z][\w.'’-]*|al-[A-Z]\w+|el-[A-Z]\w+|de|da|del|della|der|den|van|von|bin|bint|ibn|abu|al|el|la|le|y)"
)
_NAMES = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}"
_BYLINE = re.compile(
    rf"(?!(?i:by)\s+(?:[MTWFS][a-z]+day|January|February|March|April|June|July|August|September|October|November|December)\b)"
    rf"(?:(?i:written\s+by|reported\s+by|posted\s+by|story\s+by|text\s+by|by\s*:?|author\s*:)\s*)(?:the\s+)?{_NAMES}"
    rf"(?:\s*(?:,|and|&|with|in|for|at|of|\||/|–|—|-|\()\s*(?:the\s+)?[\w.@'’ -]{{1,60}}\)?){{0,6}}\s*\|?",
)
_STATION = re.compile(rf"[A-Z][\w.'’ -]{{2,30}}:\s+{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}}")
_SIGN_OFF = re.compile(
    r"\((?:Additional\s+)?(?:Reporting|Writing|Editing|Compiled|Written|Edited)\b[^()]{0,600}\)\.?", re.IGNORECASE
)
_OPEN_SIGN_OFF = re.compile(
    r"(?:Additional\s+)?(?:Reporting|Writing)\s+by\s+[A-Z][^.]{2,400};?\s*(?:Editing\s+by\s+[^.]{2,200})?\.?"
)

_UPPER = "A-Z" + "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
"""Capital letters of Latin script for a class of a pattern: "CONSTANȚA", "İZMİR", "ÉVREUX"."""
_CITY = rf"[{_UPPER}][{_UPPER}'’./-]*(?:\s+[{_UPPER}(][{_UPPER}'’./()-]*){{0,3}}"
_REGION = rf"(?:,\s+[{_UPPER}][\w.'’-]*(?:\s+[{_UPPER}][\w.'’-]*){{0,2}})?"
_DATELINE_MONTH = (
    r"(?:,?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?)?"
)
_AGENCY = r"(?:\s*\([A-Z][\w .&/-]{1,30}\))?"
_DATELINE = re.compile(
    rf"(?P<line>{_CITY}{_REGION}{_DATELINE_MONTH}{_AGENCY})\s*(?:--?|–|—|:|,\s*--?)\s*(?=[\"“'‘{_UPPER}\d])"
)
_DATELINE_PLAIN = re.compile(
    rf"(?P<line>[{_UPPER}][\w'’.-]+(?:\s+[{_UPPER}][\w'’.-]+){{0,2}}{_REGION}{_DATELINE_MONTH}{_AGENCY})\s+(?:–|—|--)\s+(?=[\"“'‘{_UPPER}\d])"
)
_DATELINE_AGENCY = re.compile(
    rf"(?P<line>[{_UPPER}][\w'’.-]+(?:\s+[{_UPPER}][\w'’.-]+){{0,2}}{_REGION}{_DATELINE_MONTH}\s*\((?:AFP|AP|Reuters|REUTERS|Xinhua|dpa|DPA|UPI|TASS|SANA|AA|WAM|SPA)\))\s*(?:-|–|—|--|:)?\s+(?=\S)"
)
_DATELINE_DAY = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?"
)

_BRACKETED_END = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\.?\s*$")
_FOR_OUTLET = re.compile(
    rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}(?:\s+for\s+|\s*/\s*)(?P<outlet>(?:[Tt]he\s+)?[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’-]*){{0,4}})"
)
_PAPER = re.compile(
    r"(?:Times|Post|Journal|Herald|Tribune|Globe|Star|News|Chronicle|Gazette|Guardian|Independent|Press|TODAY|Today)$"
)
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{3,40}\.(?:com|org|net)")
_MULTIPLE = re.compile(r"\s*[/,;|]\s*|\s+(?:via|and|-|–)\s+")


def is_sentence(text: str) -> bool:
    """Tell whether a block reads as running text: it ends like a sentence, or is too long for a label."""
    if len(text) > 220:
        return True
    if text[-1:] in "?!؟？！" and len(text) <= 120 and text[0] not in _OPENING_QUOTES and not _INNER_STOP.search(text):
        return False  # a question may be a headline, and in an interview a sub-heading
    return bool(_FULL_STOP.search(text)) and not (len(text) < 90 and _ENDS_SHORT_FORM.search(text))


def holds_a_sentence(text: str) -> bool:
    """Tell whether a sentence ends inside a line, perhaps in a quotation."""
    return bool(_INNER_QUOTED_STOP.search(text))


def is_heading_like(text: str) -> bool:
    """Tell whether a line may be a headline or sub-heading: short, no sentence punctuation at its end, not lower case."""
    if not 2 <= len(text) <= 200 or "\n" in text or not _WORD.search(text) or text[0] in "—–-@•·*":
        return False
    if text[-1] in "—–-" or text[0] == "[" or _POSTED.search(text):
        return False
    if (
        _SENTENCE_END.search(text)
        and not _ENDS_SHORT_FORM.search(text)
        and not (text[-1] in "?!؟！？" and len(text) <= 120)
    ):
        return False
    first = next((character for character in text if character.isalnum()), "")
    return not first.islower() or not text.isascii()


def is_signature(text: str) -> bool:
    """Tell whether a line signs a post quoted from a social network ("— Jane Doe (@janedoe) May 4, 2023")."""
    return len(text) <= 220 and bool(_SIGNATURE.fullmatch(text))


def is_translation(text: str) -> bool:
    """Tell whether a line gives a quoted post in translation ("[Translation: …]")."""
    return bool(_TRANSLATION.match(text))


def is_byline(text: str) -> bool:
    """Tell whether a line says who wrote it ("By Jane Doe and John Roe")."""
    return len(text) <= 160 and bool(_BYLINE.fullmatch(text)) and not _FULL_STOP.search(text.rstrip(".") + " ")


def is_station_byline(text: str) -> bool:
    """Tell whether a line reads `Beirut: Jane Doe`, a byline where it stands below a headline."""
    return len(text) <= 60 and bool(_STATION.fullmatch(text))


def is_name_and_place(text: str) -> bool:
    """Tell whether a line is a person's name of two words or more, with or without a place ("Jane Doe, Northport")."""
    name, _, place = text.partition(",")
    return len(name.split()) >= 2 and _is_name(name) and (not place or _is_name(place))


def is_sign_off(text: str) -> bool:
    """Tell whether a line is an agency's sign-off ("(Reporting by …; Editing by …)")."""
    return bool(_SIGN_OFF.fullmatch(text) or _OPEN_SIGN_OFF.fullmatch(text))


def dateline_of(text: str) -> str | None:
    """Give the dateline a paragraph opens with, as printed ("BEIRUT (AFP)"); None where it has none."""
    head = text[:140]
    for pattern in (_DATELINE_AGENCY, _DATELINE, _DATELINE_PLAIN):
        found = pattern.match(head)
        if found and len(found["line"]) >= 3 and len(text) > found.end() + 20:
            return found["line"].strip()
    return None


def dateline_day(dateline: str) -> tuple[str, str, str | None] | None:
    """Give the month, day and year (or None) that a dateline prints; None where it prints no day."""
    found = _DATELINE_DAY.search(dateline)
    return (found[1], found[2], found[3]) if found else None


def credit_in(text: str, *, lenient: bool = False) -> Span | None:
    """Give where a caption names its photographer or agency at its end; None where it does not.

    Recognised are a last bracket that names an agency, an outlet or a pair with a slash ("(AFP)", "[File: Doe/AFP]"),
    and an agency or a credit word with a name after the last full stop ("… 2018. REUTERS/ Jane Doe"). `lenient`
    takes a bracketed name of one to four capitalised words too: right where a line is a caption for other reasons.
    """
    tail = text[-140:]
    offset = len(text) - len(tail)
    bracket = _BRACKETED_END.search(tail)
    stopped = tail.rstrip().endswith(".")  # "… Organisation (WHO)." is a sentence, "… (Jane Doe/AFP)." a caption
    if bracket and stopped and "/" not in bracket[1] and not _lead().match(bracket[1]):
        bracket = None
    if bracket and (_credits(bracket[1]) or (lenient and _is_name(bracket[1]))):
        return Span(offset + bracket.start(), offset + len(tail.rstrip()))
    bare = _bare_credit().search(tail)
    if bare and bare.start() > 0:
        return Span(offset + bare.start("credit"), offset + len(tail.rstrip()))
    return None


def is_credit(text: str) -> bool:
    """Tell whether a whole line is a photo credit ("Photo: Jane Doe/AFP", "REUTERS/Jane Doe", "Getty Images")."""
    if len(text) > 90 or not text:
        return False
    stripped = text.strip("()[] .").removeprefix("Credit")
    return (
        bool(_for_an_outlet(stripped))
        or bool(_whole_credit().fullmatch(stripped))
        or (text[0] in "([" and _credits(stripped))
    )


def _for_an_outlet(text: str) -> bool:
    """Tell whether a line is a photographer's name "for" or beside an outlet ("Jane Doe for The Valley Times")."""
    found = _FOR_OUTLET.fullmatch(text)
    if not found:
        return False
    return bool(_PAPER.search(found["outlet"])) or folded(found["outlet"]) in outlet_names()


def _credits(text: str) -> bool:
    """Tell whether bracketed words are a credit."""
    words = text.strip()
    if _DOMAIN.fullmatch(words):
        return True
    if _lead().match(words) and len(words) <= 80:
        return True
    parts = [part for part in _MULTIPLE.split(words) if part]
    named = any(part.casefold() in _credited() for part in parts)
    return (named and all(_is_name(part) or part.casefold() in _credited() for part in parts)) or (
        "/" in words and len(parts) == 2 and all(_is_name(part) for part in parts)
    )


def _is_name(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 4 and all(
        word[:1].isupper() or word.casefold() in ("of", "the", "al", "de") for word in words
    )


@cache
def _credited() -> frozenset[str]:
    return frozenset(name.casefold() for name in credit_names()) | frozenset(outlet_names())


@cache
def _lead() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in credit_words())
    return re.compile(rf"(?:{words})(?:\s*:|\s+by\b|\s+via\b|\s+(?=[A-Z]))", re.IGNORECASE)


@cache
def _agency_names() -> str:
    return "|".join(
        re.escape(name) for name in credit_names() if name not in ("WHO", "AA", "File", "Handout", "Archive")
    )


@cache
def _bare_credit() -> re.Pattern[str]:
    words = "|".join(
        re.escape(word) for word in credit_words() if word not in ("file", "via", "source", "map", "video", "graphic")
    )
    name = r"[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){0,3}"
    names = _agency_names()
    return re.compile(
        rf"(?:(?<=[.!?\"”’)])\s+|\s+[-–—|©]\s*|\s{{2,}})"
        rf"(?P<credit>(?:(?i:{words})\s*:\s*(?:{name}\s*/\s*)?{name}(?:\s*/\s*{name}){{0,2}}"
        rf"|(?:{names})(?:\s+(?i:photo|pool|via|file))?\s*/\s*{name}(?:\s+{name})?"
        rf"|{name}\s*/\s*(?:{names})(?:\s+(?i:via)\s+(?:{names}))?"
        rf"|(?:AFP|AP|REUTERS)\s+(?i:photo)(?:\s*/\s*{name})?)|(?:REUTERS|AFP|Getty Images|EPA))\s*\.?\s*$"
    )


@cache
def _whole_credit() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in credit_words())
    names = _agency_names()
    name = r"[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){0,3}"
    return re.compile(
        rf"(?:(?i:{words})\s*(?::|©|\bby\b|-|–)\s*(?:(?i:{words})\s+)?(?:{name}|(?:{names}))"
        rf"(?:\s*[/,|&]\s*(?:{name}|{names})|\s+(?:via|and|for|of)\s+(?:the\s+)?(?:{name}|{names}))*"
        rf"|(?:{names})(?:\s*/\s*{name})*(?:\s+(?i:photo|file photo|pool))?(?:\s*/\s*{name})?"
        rf"|(?i:pool\s+photo\s+by)\s+{name}"
        rf"|(?:{name}\s*/\s*)+(?:{names}|{name})(?:,?\s+(?:(?i:via)|[—–-])\s+(?:{names}))|(?:{name}\s*/\s*)+(?:{names})|©\s*(?:{names}|{name}\s*/\s*{name}))"
    )
