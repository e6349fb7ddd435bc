"""On what authority a source speaks: named, anonymous, collective, document or observation."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.reading.sources.phrase import Phrase
from onrecord.records import Rule, Status
from onrecord.vocabulary.words import agencies, authority, outlet_words


class Authority(NamedTuple):
    """What stands behind a source."""

    status: Status
    kind: str
    made_by: str


class AuthorityRule(Rule):
    """Base of the authority rules: `match` gives what stands behind a phrase, or None."""

    @classmethod
    def match(cls, phrase: Phrase) -> Authority | None:
        """Give status and kind of the source, or None where the rule does not apply."""
        raise NotImplementedError


class Observation(AuthorityRule):
    """Imagery, footage, or the outlet's own eyes.

    Examples:
        Satellite images showed fresh tracks on the runway.
        ================ ^^^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Satellite images · observation · indirect

        The lights went out at nine, a Reuters journalist said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~  ==================== ^^^^    s1 Reuters · observation · indirect

    Limits: an outlet's reporter who repeats what others told is taken for an eyewitness too.
    """

    code = "AU05"
    title = "observation"
    _REPORTER = re.compile(
        r"\b(?:journalists?|reporters?|correspondents?|photographers?|camera\s?m[ae]n|crew|team|stringers?)\b",
        re.IGNORECASE,
    )

    @classmethod
    def match(cls, phrase: Phrase) -> Authority | None:
        """Match imagery by its noun, a reporter by the outlet before the noun."""
        known = authority()
        if phrase.kind != "pronoun" and phrase.head_lemma in known.observations and phrase.label != "PERSON":
            return Authority("observation", "imagery", cls.code)
        if phrase.kind == "noun" and cls._REPORTER.search(phrase.short) and outlet_in(phrase.short):
            return Authority("observation", "outlet", cls.code)
        return None


class Document(AuthorityRule):
    """A writing speaks: a report, a statement, a memo, estimates, a law.

    Who issued it stands in `affiliation` where the text says.

    Examples:
        A leaked memo said the fuel had run out.
        ============= ^^^^ ~~~~~~~~~~~~~~~~~~~~    s1 A leaked memo · document · indirect

    Limits: a statement issued by a body is a document, not the body; a speech or an interview counts as one too.
    """

    code = "AU04"
    title = "document"

    @classmethod
    def match(cls, phrase: Phrase) -> Authority | None:
        """Match a common noun for a writing."""
        if (
            phrase.kind in ("noun", "name")
            and phrase.head_lemma in authority().documents
            and phrase.label in ("", "ORG")
        ):
            return Authority("document", "document", cls.code)
        return None


class NamedPerson(AuthorityRule):
    """A person with a name.

    Examples:
        Nadia Khoury said the talks had ended.
        ============ ^^^^ ~~~~~~~~~~~~~~~~~~~    s1 Nadia Khoury · named · indirect

    Limits: a name the model does not know as a person may count as a body; the status is the same.
    """

    code = "AU01"
    title = "named person or body"

    # An office that one person holds: who it is can be known, so nobody is kept anonymous.
    _UNIQUE = frozenset(
        "president king queen pope emir sultan premier chancellor prince monarch mayor governor".split()
    )
    _UNIQUE_OF = frozenset("minister ambassador secretary chairman chief commander head director leader".split())

    @classmethod
    def holds_office(cls, noun: str) -> bool:
        """Tell whether the noun is an office that one person holds at a time."""
        return noun in cls._UNIQUE or noun in cls._UNIQUE_OF or noun in ("spokesman", "spokeswoman")

    @classmethod
    def match(cls, phrase: Phrase) -> Authority | None:
        """Match a proper name, a body by its noun, or an office only one person holds."""
        if phrase.kind == "name" and phrase.label != "NORP":
            if phrase.label == "OUTLET":
                return Authority("named", "outlet", cls.code)
            return Authority("named", "person" if phrase.label == "PERSON" else "organisation", cls.code)
        if phrase.kind != "noun":
            return None
        compound = phrase.head is not None and phrase.head.lower_ == phrase.short.lower().rsplit(" ", 1)[-1]
        if compound and phrase.short.lower().endswith(authority().compound_bodies):
            return Authority("named", "organisation", cls.code)
        if phrase.head_lemma in authority().bodies and not phrase.plural:
            return Authority("named", "organisation", cls.code)
        # "Police said": a body, though the noun is a plural.
        if (
            phrase.head_lemma in ("police", "authority", "authorities", "army", "government", "prosecutor")
            and phrase.count is None
            and phrase.plural
            and phrase.head_lemma != "prosecutor"
        ):
            return Authority("named", "organisation", cls.code)
        lower = phrase.text.lower()
        if (
            phrase.definite
            and not phrase.plural
            and (
                phrase.head_lemma in cls._UNIQUE
                or (
                    phrase.head_lemma in cls._UNIQUE_OF
                    and (("minister" in lower and lower != "the minister") or " of " in lower)
                )
            )
        ):
            return Authority("named", "person", cls.code)
        return None


def looks_like_a_person(noun: str) -> bool:
    """Tell whether a noun ends like a trade or an office: "gravedigger", "schoolteacher", "dentist", "electrician"."""
    known = authority()
    if len(noun) < 5 or noun in known.not_people | known.bodies | known.documents | known.observations:
        return False
    return noun.endswith(("er", "or", "ist", "ian", "man", "woman", "ee", "eer")) and not noun.endswith("ater")


# Nouns that are one in grammar and several in life.
GROUPS = frozenset("family public crowd couple troop poll survey authority government state party".split())


class Anonymous(AuthorityRule):
    """A person, or several, whose name the text withholds: "a security official", "four Syrian officials", "sources".

    How many stands in `count` where the text says; the stated reason ("because he was not authorised …") in
    `anonymity_reason`.

    Examples:
        Two port officials, who spoke on condition of anonymity because they feared dismissal, said the crane had failed.
        ==================                                                                     ^^^^ ~~~~~~~~~~~~~~~~~~~~    s1 Two port officials · anonymous · indirect · because: they feared dismissal
        ==================  -----------------------------------------------------------------                               silence · Two port officials · withheld

        A nurse who would not give his name because he feared for his post said the ward was full.
        =======                                                            ^^^^ ~~~~~~~~~~~~~~~~~    s1 A nurse · anonymous · indirect · because: he feared for his post
        ======= ----------------------------------------------------------                           silence · A nurse · withheld

    Limits: one whose name comes in another sentence without a link ("the official") stays anonymous.
    """

    code = "AU02"
    title = "anonymous person or persons"

    @classmethod
    def match(cls, phrase: Phrase) -> Authority | None:
        """Match a common noun for a person or an office."""
        if phrase.kind != "noun":
            return None
        known = authority()
        head = phrase.head_lemma
        if head in known.sources and not (phrase.plural and _with_onlookers(phrase)):
            return Authority("anonymous", "person" if phrase.count == 1 and not phrase.plural else "group", cls.code)
        if not phrase.plural and head in (known.offices | known.collectives) - GROUPS:
            return Authority("anonymous", "person", cls.code)
        if phrase.plural and phrase.count is not None and head in known.offices | known.collectives:
            return Authority("anonymous", "group", cls.code)
        if looks_like_a_person(head) and (not phrase.plural or phrase.count is not None):
            return Authority("anonymous", "group" if phrase.plural else "person", cls.code)
        return None


def _with_onlookers(phrase: Phrase) -> bool:
    """Tell whether "diplomats" stand with a group that is no source of its own ("diplomats and observers")."""
    known = authority()
    others = [c for c in phrase.head.children if c.dep_ == "conj"] if phrase.head is not None else []
    return any(c.lemma_.lower() in known.collectives - known.sources for c in others)


class Collective(AuthorityRule):
    """A group of people speaking as one: residents, analysts, critics, a family.

    Examples:
        Residents said the wells were dry.
        ========= ^^^^ ~~~~~~~~~~~~~~~~~~    s1 Residents · collective · indirect

        People in Sarmada and al-Bab said the road was cut.
        ============================ ^^^^ ~~~~~~~~~~~~~~~~    s1 People in Sarmada and al-Bab · collective · indirect

    Limits: how many they were is not told, and one voice may stand behind "residents".
    """

    code = "AU03"
    title = "collective"

    @classmethod
    def match(cls, phrase: Phrase) -> Authority | None:
        """Match a plural, or a noun for a group."""
        if phrase.kind == "name" and phrase.label == "NORP":
            return Authority("collective", "group", cls.code)
        if phrase.kind != "noun":
            return None
        known = authority()
        animate = known.collectives | known.offices | known.bodies
        people = phrase.head_lemma in animate or looks_like_a_person(phrase.head_lemma)
        if (phrase.plural and people) or phrase.head_lemma in known.collectives:
            return Authority("collective", "group", cls.code)
        return None


AUTHORITY_RULES: tuple[type[AuthorityRule], ...] = (Observation, Document, NamedPerson, Anonymous, Collective)


def authority_of(phrase: Phrase) -> Authority | None:
    """Give what stands behind a phrase by the first rule that matches; None where none does."""
    for rule in AUTHORITY_RULES:
        found = rule.match(phrase)
        if found is not None:
            return found
    return None


def outlet_in(words: str) -> str | None:
    """Give the outlet whose name stands in the words, the longest first."""
    known = agencies()
    tokens = words.split()
    for length in range(min(5, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            name = " ".join(tokens[start : start + length]).removesuffix("'s").removesuffix("’s").strip(",.()")
            if name in known:
                return known[name].name
    # "A Harbour Post reporter": an outlet by a word in its name.
    run = re.search(r"((?:[A-Z][\w’'-]+\s+){2,5})(?:[a-z]+\s*)*$", words)
    if run and {w.lower() for w in run.group(1).split()} & outlet_words():
        return re.sub(r"^(?:The|A|An|One|Two)\s+", "", run.group(1).strip())
    return None


_REASON_END = re.compile(r"(?=,\s|;\s|\.\s|\.$|\)|[“\"])")
# With no comma to close the clause, the sentence's own verb does: "… because he feared reprisals said the road was cut".
_REASON_VERB = re.compile(r"(?=\s+(?:said|told|added|says|confirmed|denied|described|warned|reported)\b)")


def stated_anonymity(text: str, start: int, end: int) -> tuple[bool, str | None]:
    """Tell whether `text[start:end]` states that its source is kept anonymous, and the reason it gives.

    The reason is the page's own words behind "because", "due to", "citing" and the like; None where it gives none.
    """
    known = authority()
    stretch = text[start:end]
    lower = stretch.lower()
    at = -1
    for phrase in known.anonymity_phrases:
        found = lower.find(phrase)
        if found >= 0 and (at < 0 or found < at):
            at, length = found, len(phrase)
    if at < 0:
        return False, None
    behind = stretch[at + length :]
    if behind.lstrip(" ,").startswith(("for the safety of ", "for safety")):
        stop = re.search(r",|;|\.\s|\.$|\)", behind)
        return True, behind[: stop.start() if stop else len(behind)].strip(" ,")
    direct = lower[at : at + length].startswith(
        ("was not auth", "were not auth", "who was not auth", "who were not auth")
    )
    if direct:
        stop = _REASON_END.search(behind)
        return True, stretch[at : at + length + (stop.start() if stop else len(behind))].strip().removeprefix("who ")
    for marker in known.reason_markers:
        opened = re.match(rf"[\s,]*(?:\w+\s+){{0,2}}?{re.escape(marker)}\b\s*", behind, re.IGNORECASE)
        if opened:
            rest = behind[opened.end() :]
            stop = _REASON_END.search(rest)
            if stop is None or rest[stop.start() : stop.start() + 1] != ",":
                stop = _REASON_VERB.search(rest) or stop
            reason = rest[: stop.start() if stop else len(rest)].strip()
            if marker.startswith(("to ", "as ", "for ", "out ", "in ")):
                reason = f"{marker} {reason}".removeprefix("as ")
            return True, reason or None
    return True, None
