"""The anatomy of a source's noun phrase: head, name, role, affiliation, count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.analysis import Block
from onrecord.records import Span
from onrecord.vocabulary.words import agencies, authority

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
PERSONAL = frozenset(
    """
    he she they it we i you him her them who whom which that this these those him himself herself
    """.split()
)
_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
_HONORIFICS = frozenset("mr mrs ms miss dr".split())
_CHAIN = 6
"""How far a name is followed up to the first of those it is listed with."""
_TRAILING = " \t\n\u00a0,;:.-–—"


_HONORIFIC_END = re.compile(r"\s+(?:Sheikh|Shaikh|Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Sayyed|Sayyid|Imam)\.?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source's noun phrase taken apart. All texts are the page's own characters."""

    span: Span
    text: str
    head: Token | None
    """The noun that carries it; for a name the last token of the name."""
    head_lemma: str
    kind: str
    """`pronoun`, `name`, `noun` or `none`."""
    name: str | None
    """The proper name in it, without titles; None where there is none."""
    name_span: Span | None
    label: str
    """spaCy's entity type of the name, outlets and bodies overruled by the vocabulary: `PERSON`, `ORG`, `GPE`, ''."""
    role: str | None
    affiliation: str | None
    count: int | None
    plural: bool
    definite: bool
    """It has "the", "this", or a possessive: it points back, or at a unique office."""
    gender: str | None
    short: str
    """A name to show for a source that has none: the phrase without what hangs behind its head."""

    @property
    def animate(self) -> bool:
        """Tell whether the head is somebody by the vocabulary, or a person, people or country by its type."""
        if self.head is None:
            return False
        known = authority()
        words = {self.head_lemma, self.head.lower_, self.head.lower_.removesuffix("s")}
        if words & (known.offices | known.collectives | known.bodies | known.sources):
            return True
        return self.head.ent_type_ in ("PERSON", "GPE", "NORP") or self.label in ("OUTLET", "GPE")


def phrase_of(block: Block, text: str, span: Span) -> Phrase:
    """Take the noun phrase at `span` apart."""
    tokens = [t for t in block.doc if span.start <= block.offset(t) < span.end]
    words = span.of(text)
    if not tokens:
        return Phrase(
            span, words, None, words.lower(), "none", None, None, "", None, None, None, False, False, None, words
        )
    head = _head(tokens)
    lower = head.lower_
    if len(tokens) == 1 and head.tag_ == "PRP$" and lower in _POSSESSIVES:
        lower = _POSSESSIVES[lower]  # "their goal is to …": they
    few = [t for t in tokens if not t.is_punct]
    if lower in PERSONAL and len(few) <= 2 and _is_initials(head, block, text):
        # "WHO", "the WHO": letters of a name, no pronoun.
        name_span = Span(block.offset(head), block.offset(head) + len(head))
        name = name_span.of(text)
        return Phrase(
            span, words, head, lower, "name", name, name_span, "ORG", None, None, None, False, True, None, name
        )
    if lower in PERSONAL and len(few) <= 2:
        plural = lower in ("they", "them", "we", "these", "those")
        gender = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}.get(lower)
        return Phrase(
            span, words, head, lower, "pronoun", None, None, "", None, None, None, plural, True, gender, words
        )
    if lower == "one" and any(t.lower_ in ("them", "us", "those") for t in tokens):
        return Phrase(
            span, words, head, "person", "noun", None, None, "", None, None, 1, False, False, None, words
        )  # fmt: skip
    part = _part_of(head, tokens)
    if part is not None:
        # "One of the officials": an official, one of them.
        return Phrase(
            span, words, part, _singular(part), "noun", None, None, "", _noun_role(text, block, tokens, part),
            _noun_affiliation(text, block, tokens, part), _NUMBERS.get(lower), lower != "one", False, None, words,
        )  # fmt: skip
    name_tokens = _name_tokens(tokens, head)
    known = authority()
    gender = _gender(tokens)
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "police") or _coordinated(head)
    definite = tokens[0].lower_ in ("the", "this", "that", "these", "those") or any(
        t.dep_ == "poss" and t.head == head for t in tokens
    )
    if name_tokens:
        name_span = Span(block.offset(name_tokens[0]), block.offset(name_tokens[-1]) + len(name_tokens[-1]))
        name = name_span.of(text).strip(_TRAILING)
        label = _label(name, name_tokens, head)
        role, affiliation = _role(block, text, tokens, name_tokens)
        if label == "PERSON" and role and _role_noun(role) in known.bodies:
            # "Kataib al-Imam Ali, a Shiite armed faction": a body with a person's name.
            label = "ORG"
        bodied = any(t.lemma_.lower() in known.bodies for t in name_tokens)
        if label in ("ORG", "FAC", "LOC") and role and not bodied and _role_noun(role) in known.offices - known.bodies:
            # "The association's head, Raed Batayneh": an office is a person's, whatever the model makes of the name.
            label = "PERSON"
        return Phrase(
            span, words, name_tokens[-1], _name_head(name_tokens), "name", name, name_span, label, role,
            affiliation, 1 if label == "PERSON" else None, False, definite, gender, name,
        )  # fmt: skip
    count = _count(tokens, head, plural)
    return Phrase(
        span, words, head, _singular(head), "noun", None, None, "", _noun_role(text, block, tokens, head),
        _noun_affiliation(text, block, tokens, head), count, plural, definite,
        gender or ("m" if _singular(head) in known.masculine else "f" if _singular(head) in known.feminine else None),
        _short(text, block, tokens, head),
    )  # fmt: skip


def _is_initials(token: Token, block: Block, text: str) -> bool:
    """Tell whether a word that looks like a pronoun is an abbreviation: capitals in a text that is not all capitals."""
    word = text[block.offset(token) : block.offset(token) + len(token)]
    return len(word) > 1 and word.isupper() and any(c.islower() for c in block.span.of(text))


def _name_head(tokens: list[Token]) -> str:
    """Give the last word of a name that is no number: "resolution" of "Resolution 2803"."""
    return next((t.lemma_.lower() for t in reversed(tokens) if t.pos_ != "NUM"), tokens[-1].lemma_.lower())


def _role_noun(role: str) -> str:
    """Give the noun that carries a role: "faction" of "Shiite armed faction that won seats"."""
    front = re.split(r",|\b(?:of|in|at|for|from|with|by|on|that|which|who|based|close)\b", role)[0].split()
    return front[-1].lower() if front else ""


_SHARES = frozenset("percent majority half number dozens hundreds thousands group handful couple rest".split())


def _part_of(head: Token, tokens: list[Token]) -> Token | None:
    """Give the noun that "one of the …", "some of the …" take their part from."""
    if head.pos_ not in ("NUM", "DET", "PRON", "ADJ") and head.lower_ not in _SHARES:
        return None
    inside = {t.i for t in tokens}
    preposition = next((c for c in head.children if c.lower_ == "of" and c.i in inside), None)
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None) if preposition is not None else None
    return noun if noun is not None and noun.i in inside and noun.pos_ == "NOUN" else None


def _singular(token: Token) -> str:
    lemma = token.lemma_.lower()
    known = authority()
    if lemma.endswith("s") and lemma[:-1] in (known.offices | known.collectives | known.sources):
        return lemma[:-1]
    return lemma


def _head(tokens: list[Token]) -> Token:
    """Give the token that all others hang on."""
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head == t]
    nouns = [t for t in roots if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")]
    head = (nouns or roots or tokens)[0]
    # "Syrian military and Western intelligence sources": the noun at the end carries both.
    known = authority()
    plain = [t for t in tokens if t.dep_ not in ("relcl", "acl")] or tokens
    last = plain[-1]
    if (
        head != last
        and last.tag_ == "NNS"
        and last.dep_ == "conj"
        and _singular(last) in known.offices
        and _singular(head) not in known.offices | known.collectives
        and head.ent_type_ != "PERSON"
    ):
        return last
    return head


def _coordinated(head: Token) -> bool:
    return any(c.dep_ == "conj" for c in head.children) and any(
        c.dep_ == "cc" and c.lower_ == "and" for c in head.children
    )


def _name_tokens(tokens: list[Token], head: Token) -> list[Token]:
    """Give the tokens of the proper name the phrase is about: at the head, or in apposition to it."""
    inside = {t.i for t in tokens}
    candidates = [head]
    candidates += [c for c in head.children if c.dep_ == "appos" and c.i in inside and not _is_of_somebody(c, tokens)]
    if head.pos_ != "PROPN":
        # "security researcher Riad Kahwaji": the parse may make the office the head, the name its neighbour.
        candidates += [
            t
            for t in tokens
            if t.ent_type_ == "PERSON"
            and t.i > head.i
            and t.i - head.i <= 4
            and t.dep_ in ("appos", "compound", "nmod")
            and not _is_of_somebody(t, tokens)
        ]
    known = authority()
    for candidate in candidates:
        if candidate.pos_ != "PROPN" and candidate.ent_type_ not in ("PERSON", "ORG", "GPE"):
            continue
        if candidate.text[:1].islower() and candidate.lower_ not in ("al", "el"):
            continue
        lemma = _singular(candidate)
        if lemma in known.offices and candidate.tag_ == "NNPS" and not _is_in_longer_name(candidate):
            continue
        run = [candidate]
        while run[0].i - 1 in inside and _in_name(run[0].nbor(-1), run[0]):
            run.insert(0, run[0].nbor(-1))
        while run[-1].i + 1 in inside and _in_name(run[-1].nbor(1), run[-1]):
            run.append(run[-1].nbor(1))
        if run[-1].lower_ in known.titles and any(t.ent_type_ == "PERSON" and 0 < t.i - run[-1].i <= 4 for t in tokens):
            # "Delta Ferries CEO and co-founder Ana Ruiz": the name stands behind.
            behind = [t for t in tokens if t.ent_type_ == "PERSON" and 0 < t.i - run[-1].i <= 8]
            run = [t for t in behind if t.i - behind[0].i < len(behind)]
        run = _without_titles(run)
        if run:
            return run
    return _name_beside_comma(tokens)


def _is_of_somebody(token: Token, tokens: list[Token]) -> bool:
    """Tell whether the name hangs on a preposition: "lawyers *for* Samer Hallak" are not Hallak."""
    inside = {t.i for t in tokens}
    start = _front_of_name(token, inside)
    for _ in range(_CHAIN):  # "people in Sarmada and al-Bab": al-Bab hangs where Sarmada does
        if start - 2 not in inside or token.doc[start - 1].lower_ not in ("and", "or"):
            break
        if token.doc[start - 2].pos_ != "PROPN":
            break
        start = _front_of_name(token.doc[start - 2], inside)
    return start - 1 in inside and token.doc[start - 1].dep_ == "prep"


def _front_of_name(token: Token, inside: set[int]) -> int:
    """Give where the name begins that the token is in, with a title and "the" before it."""
    start = token.i
    while start - 1 in inside and (
        token.doc[start - 1].ent_type_ == "PERSON"
        or token.doc[start - 1].pos_ == "PROPN"
        or token.doc[start - 1].lower_ == "the"
    ):
        start -= 1  # "supporters of President Sami Kanaan"
    return start


def _is_in_longer_name(token: Token) -> bool:
    """Tell whether a body's name goes on behind the word: "Doctors Without Borders"."""
    if token.ent_type_ != "ORG" or token.i + 1 >= len(token.doc):
        return False
    behind = token.nbor(1)
    return behind.ent_type_ == "ORG" and behind.ent_iob_ == "I"


def _name_beside_comma(tokens: list[Token]) -> list[Token]:
    """Give a name of two parts or more before the first comma or behind the last, where the parse hangs it elsewhere.

    "Munir al-Bursh, Health Ministry director" and "the agency's relief coordinator, Martin Griffiths".
    """
    commas = [k for k, t in enumerate(tokens) if t.text == ","]
    if not commas:
        return []
    for piece in (tokens[: commas[0]], tokens[commas[-1] + 1 :]):
        named = [t for t in piece if t.pos_ == "PROPN" or t.text == "-" or t.lower_ in ("al", "bin", "abu", "de")]
        if 2 <= len(piece) <= 6 and len(named) == len(piece) and any(t.ent_type_ == "PERSON" for t in piece):
            return _without_titles(piece)
    return []


def _in_name(token: Token, beside: Token) -> bool:
    if token.pos_ == "PROPN" and token.text not in (",",):
        return True
    if token.ent_type_ and token.ent_type_ == beside.ent_type_ and token.ent_type_ in ("PERSON", "ORG", "GPE", "FAC"):
        return not token.is_punct or token.text in ("-", "'", ".", "&")
    if token.pos_ == "NUM" and beside.lower_ in authority().documents:
        return True
    if token.text in ("-", "&") or (token.lower_ in ("al", "el", "bin", "ibn", "abu", "de", "van", "von")):
        return True
    return token.text[:1].isupper() and token.pos_ in ("NOUN", "ADJ", "X") and token.i > 0 and not token.is_sent_start


def _without_titles(run: list[Token]) -> list[Token]:
    """Take titles, offices and nationalities off the front of a person's name."""
    known = authority()
    person = any(t.ent_type_ == "PERSON" for t in run)
    if person:
        last_person = max(i for i, t in enumerate(run) if t.ent_type_ == "PERSON")
        start = 0
        for i, token in enumerate(run[: last_person + 1]):
            lower = token.lower_.rstrip(".")
            if _is_sir_of(run, i):
                break
            if (
                lower in known.titles
                or lower in known.offices
                or (i < last_person and _is_glued(token))
                or (token.ent_type_ in ("NORP", "GPE", "ORG") and i < last_person)
            ):
                start = i + 1
            elif token.ent_type_ == "PERSON":
                break
            elif lower in ("'s", "-", "&"):
                start = i + 1
        run = run[start:]
    while run and (run[0].lower_ in ("the", "'s", "and", "of", "-", "&") or run[0].is_punct):
        run = run[1:]
    while run and (run[-1].lower_ in ("'s", "'", "and", "of", "-", "the", "&") or run[-1].is_punct):
        run = run[:-1]
    while len(run) > 1 and run[0].lower_.rstrip(".") in _HONORIFICS:
        run = run[1:]
    if person:
        while len(run) > 1 and run[0].lower_.rstrip(".") in known.titles and not _is_sir_of(run, 0):
            run = run[1:]
    return run


_GLUED = re.compile(r"[A-Z]{2,5}s")


def _is_glued(token: Token) -> bool:
    """Tell whether a possessive lost its apostrophe: "EUs", "Russias", in texts that were stripped of marks."""
    known = authority()
    return bool(_GLUED.fullmatch(token.text)) or (
        token.text.endswith("s")
        and token.text[:-1] in known.countries | known.metonyms
        and token.text not in known.countries
    )


def _is_sir_of(run: list[Token], at: int) -> bool:
    """Tell whether "Sir" begins an Arabic first name ("Sir al-Khatim"), so that it is no title."""
    return run[at].lower_ == "sir" and at + 1 < len(run) and run[at + 1].lower_.startswith(("al", "el")) and (
        run[at + 1].lower_ in ("al", "el") or run[at + 1].lower_[2:3] == "-"
    )  # fmt: skip


def _label(name: str, tokens: list[Token], head: Token) -> str:
    """Give the type of a name, the vocabulary overruling the model (it takes outlets and places for people)."""
    bare = name.removeprefix("The ").removeprefix("the ")
    known = authority()
    if tokens[0].i and tokens[0].nbor(-1).lower_.rstrip(".") in _HONORIFICS:
        return "PERSON"
    if bare in agencies() or name in agencies():
        return "OUTLET"
    last = tokens[-1].lemma_.lower()
    if _name_head(tokens) in known.documents:
        return ""
    if last in known.bodies or any(t.lower_ in known.bodies for t in tokens[-2:]):
        return "ORG"
    if bare in known.metonyms or bare in known.countries:
        return "GPE"
    if head.tag_ == "NNPS" and len(tokens) == 1:
        return "NORP"  # "Houthis", "Israelis"
    types = [t.ent_type_ for t in tokens if t.ent_type_]
    if len(tokens) == 1 and name.isupper() and 2 <= len(name) <= 6:
        return "ORG"
    if "PERSON" in types:
        return "PERSON"
    if types:
        return types[-1] if types[-1] in ("ORG", "GPE", "NORP", "FAC", "LOC") else "ORG"
    return "PERSON" if len(tokens) <= 3 and head.tag_ == "NNP" and tokens[0].text[:1].isupper() else "ORG"


def _gender(tokens: list[Token]) -> str | None:
    known = authority()
    for token in tokens:
        word = token.lower_.rstrip(".")
        if len(tokens) > 2 and token.text[:1].isupper() and token.i == tokens[-1].i:
            continue  # "Williams and King": a surname
        if word in known.masculine:
            return "m"
        if word in known.feminine:
            return "f"
    return None


def _text(text: str, block: Block, tokens: list[Token]) -> str:
    if not tokens:
        return ""
    start = block.offset(tokens[0])
    end = block.offset(tokens[-1]) + len(tokens[-1])
    return re.sub(r"\s+", " ", text[start:end]).strip(_TRAILING)


def _role(block: Block, text: str, tokens: list[Token], name: list[Token]) -> tuple[str | None, str | None]:
    """Give role and affiliation of a named person: what stands before the name, or in apposition behind it."""
    known = authority()
    before = [t for t in tokens if t.i < name[0].i]
    while before and (
        before[0].is_punct or before[0].lower_ in ("the", "a", "an", "its", "his", "her", "their", "and")
    ):
        before = before[1:]
    while before and before[-1].is_punct:
        before = before[:-1]
    role: str | None = None
    affiliation: str | None = None
    if before:
        words = _text(text, block, before)
        lowered = [t.lemma_.lower() for t in before] + [t.lower_.rstrip(".") for t in before]
        if any(w in known.offices or w in known.titles for w in lowered):
            honorific = all(t.lower_.rstrip(".") in ("mr", "mrs", "ms", "miss", "dr", "sir") for t in before)
            role = None if honorific else _HONORIFIC_END.sub("", words)
            affiliation = _before_office(text, block, before)
    behind = [t for t in tokens if t.i > name[-1].i]
    if role is None and behind and behind[0].text in (",", "("):
        phrase = behind[1:]
        while phrase and (phrase[-1].is_punct and phrase[-1].text != ")"):
            phrase = phrase[:-1]
        if phrase and phrase[0].lower_ not in ("who", "which", "whose", "where", "whom"):
            if phrase[0].lower_ in ("the", "a", "an") and len(phrase) > 1:
                phrase = phrase[1:]
            role = _text(text, block, phrase)
            affiliation = _after_of(text, block, phrase)
            if len(role) > 160 or (len(role) <= 3 and role.isdigit()):
                role = None
    role = re.sub(r"\s*\([^)]*$", "", role) if role else None
    if affiliation:
        affiliation = affiliation.removesuffix("’s").removesuffix("'s")
    if role and role.endswith(")") and "(" not in role:
        role = ""  # "the Meridian News Agency (MNA)": an abbreviation is no office
    return role or None, affiliation


def _before_office(text: str, block: Block, before: list[Token]) -> str | None:
    """Give "Israeli army" of "Israeli army spokesman", "Hikma Movement" of "Hikma Movement leader"."""
    known = authority()
    for i, token in enumerate(before):
        if token.dep_ == "prep" and token.lower_ in ("of", "at", "for", "from", "with"):
            return _after_of(text, block, before)
        office = token.lemma_.lower() in known.offices or token.lower_.rstrip(".") in known.titles
        if office:
            front = [
                t
                for t in before[:i]
                if t.lower_
                not in (
                    "senior",
                    "top",
                    "former",
                    "ex",
                    "deputy",
                    "chief",
                    "then",
                    "foreign",
                    "prime",
                    "vice",
                    "acting",
                    "interim",
                )
            ]
            while front and front[-1].pos_ == "ADJ" and front[-1].ent_type_ not in ("NORP", "GPE", "ORG"):
                front.pop()
            named = any(t.pos_ == "PROPN" or t.ent_type_ in ("ORG", "GPE", "NORP") for t in front)
            bodied = any(t.ent_type_ or t.lemma_.lower() in known.bodies for t in front)
            return _text(text, block, front) if named and bodied else None
    return None


def _after_of(text: str, block: Block, tokens: list[Token]) -> str | None:
    for token in tokens:
        if token.dep_ == "prep" and token.lower_ in ("of", "at", "for", "from", "with"):
            noun = next((c for c in token.children if c.dep_ == "pobj"), None)
            if noun is not None and noun.ent_type_ not in ("DATE", "TIME") and noun.pos_ == "PROPN":
                inside = [t for t in noun.subtree if t.i in {x.i for x in tokens} and t.dep_ not in ("relcl",)]
                cut = next((k for k, t in enumerate(inside) if t.text in (",",) or t.dep_ == "acl"), len(inside))
                inside = inside[:cut]
                while inside and inside[0].lower_ in ("the", "a", "an"):
                    inside = inside[1:]
                if inside:
                    return _text(text, block, inside)
    return None


def _count(tokens: list[Token], head: Token, plural: bool) -> int | None:
    for token in tokens:
        if token.i >= head.i:
            break
        word = token.lower_
        if token.dep_ in ("nummod", "det", "predet") or token.i == tokens[0].i:
            if word in _NUMBERS and not (plural and _NUMBERS[word] == 1):
                return _NUMBERS[word]
            if word.isdigit():
                return int(word)
    return None if plural else 1


def _noun_role(text: str, block: Block, tokens: list[Token], head: Token) -> str | None:
    front = [t for t in tokens if t.i <= head.i]
    while front and (front[0].pos_ in ("DET", "NUM", "PRON") or front[0].lower_ in _NUMBERS or front[0].is_punct):
        front = front[1:]
    if head.lemma_.lower() not in authority().offices and _singular(head) not in authority().offices:
        return None
    behind = [t for t in tokens if t.i > head.i]
    if behind and behind[0].lower_ in ("of", "at", "in", "for", "from", "with") and behind[0].dep_ == "prep":
        front = front + [t for t in behind[0].subtree if t.i in {x.i for x in tokens}]
    return _text(text, block, front) if front else None


def _noun_affiliation(text: str, block: Block, tokens: list[Token], head: Token) -> str | None:
    behind = [t for c in head.children if c.dep_ == "prep" and c.i > head.i for t in c.subtree]
    after = _after_of(text, block, [t for t in tokens if t in behind and (t.head == head or t.dep_ != "prep")])
    if after:
        return after
    for token in tokens:
        if (
            token.i > head.i
            and token.lower_ == "by"
            and (noun := next((c for c in token.children if c.dep_ == "pobj"), None))
        ):
            inside = {x.i for x in tokens}
            return _text(text, block, [t for t in noun.subtree if t.i in inside and t.lower_ != "the"]) or None
    owner = next((c for c in head.children if c.dep_ == "poss" and c.i < head.i), None)
    if owner is None and tokens[0].pos_ == "PROPN" and tokens[0] != head and _is_glued(tokens[0]):
        return tokens[0].text[:-1]
    if owner is not None and owner.pos_ == "PROPN":
        return _text(text, block, [t for t in owner.subtree if t.i <= owner.i and t.lower_ != "the"])
    if _singular(head) in authority().bodies:
        return None
    # The run of names and bodies before an office: "Syrian army" of "a senior Syrian army officer".
    run: list[Token] = []
    for token in tokens:
        if token.i >= head.i:
            break
        if token.ent_type_ in ("ORG", "GPE", "NORP") or token.lemma_.lower() in authority().bodies:
            if run and run[-1].i + 1 != token.i:
                break
            run.append(token)
    return _text(text, block, run) if run else None


def _short(text: str, block: Block, tokens: list[Token], head: Token) -> str:
    """Give the phrase up to its head, and an "of …" behind it."""
    last = head.i
    inside = {t.i for t in tokens}
    for c in head.children:
        if c.dep_ == "conj" and c.i in inside and c.i > head.i:
            last = max(last, c.i)
        if c.i == head.i + 1 and c.dep_ == "prep" and c.lower_ in ("of", "to", "at", "from", "for", "in", "close"):
            last = max(last, max((t.i for t in c.subtree if t.i in inside), default=last))
        if c.dep_ == "amod" and c.i > head.i:
            last = max(last, max((t.i for t in c.subtree if t.i in inside), default=last))
    kept = [t for t in tokens if t.i <= last]
    return _text(text, block, kept or tokens)
