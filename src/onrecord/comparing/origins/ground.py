"""What the rules of origin look at: statements in their order, who of them has a name, and whose word the others are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.comparing.origins.carriage import Pipe, keys_of
from onrecord.comparing.origins.carried import Carried, in_order
from onrecord.comparing.words import fold
from onrecord.records import Cited, Evidence, Likeness, Link
from onrecord.vocabulary.publishers import carriage_words, folded_name

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CUT = re.compile(r"[,;(]|\b(?:who|which|that|whose|speaking|on condition|quoted|cited|told|said)\b")
_EMPTY = frozenset("a an the of in at from for to and or with by on one some his her its their our".split())
_NO_NAME = re.compile(r"(?:an?|some|several|many|two|three|four|five|other)\s+[a-z]", re.IGNORECASE)
_LEADING = re.compile(r"(?:(?:the|an?)\s+|\w+-based\s+)+", re.IGNORECASE)
_WITNESS = re.compile(
    r"\b(?:correspondent|reporter|journalist|photographer|cameraman|witness|eyewitness|crew|team|bureau|stringer)s?\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s(?:in|of|from|at|for|near|with|within|inside|close|on|based)\s")
_OPEN = "\x00"
"""Stands in the words for a source that the text leaves open ("he")."""


@dataclass(frozen=True)
class Ground:
    """The statements of one claim, the earliest first, and the likenesses of their articles."""

    statements: Sequence[Carried]
    likenesses: Sequence[Likeness] = ()
    articles: dict[str, list[int]] = field(default_factory=dict)
    """Where the statements of each article stand in `statements`."""
    outer: frozenset[tuple[str, str]] = frozenset()
    """Statements that another of them stands inside."""

    @classmethod
    def of(cls, statements: Sequence[Carried], likenesses: Iterable[Likeness]) -> Ground:
        """Lay out statements for the rules: sorted, each once."""
        ordered = in_order(statements)
        articles: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(ordered):
            articles[one.said.article].append(place)
        among = [x if x.article <= x.other else x.turned() for x in likenesses]
        among.sort(key=lambda x: (x.article, x.other, x.kind, x.made_by, x.share, x.other_share, len(x.passages)))
        outer = frozenset((one.said.article, one.parent) for one in ordered if one.parent)
        return cls(ordered, tuple(among), dict(articles), outer)

    def __len__(self) -> int:
        return len(self.statements)

    def answers(self, place: int) -> bool:
        """Tell whether somebody answers for a statement by name, or was heard first-hand: then it is no echo of another.

        Not of one that another stands inside: there the inner one's source does. Nor where he claims the deed or condemns it.
        """
        one = self.statements[place]
        if (one.said.article, one.said.statement) in self.outer:
            return False
        return (speaks(one) and one.attests) or first_hand(one)

    def link(
        self, one: int, other: int, made_by: str, text: str, *, sure: bool, cited: Iterable[Cited | None] = ()
    ) -> Link:
        """Make a link between two statements by their places; the earlier goes first."""
        first, second = sorted((one, other))
        return Link(
            one=self.statements[first].said,
            other=self.statements[second].said,
            sure=sure,
            evidence=Evidence(made_by=made_by, text=text, cited=tuple(c for c in cited if c is not None)),
        )


def speaks(one: Carried) -> bool:
    """Tell whether a person, a body or a document with a name stands behind a statement; no agency or outlet does."""
    if one.status not in ("named", "document") or one.source is None or own_word(one) is not None:
        return False
    # "A monitoring group" is no name, whatever it was read as, nor is "the UK-based group".
    name = one.name or one.source.text
    if not singular_words(name) or _NO_NAME.match(name):
        return False  # or "The", cut off from who is meant
    bare = _LEADING.sub("", name)
    if one.status == "document":
        bare = _BEHIND.split(bare)[0]  # "reports in Syria" are no document
    if any(sign.isupper() for sign in bare):
        return True
    # "The interior ministry" is a name where somebody knows whose.
    return one.identity is not None and not all(
        word in common() or is_alike(alike(word)) for word in singular_words(bare)
    )


def first_hand(one: Carried) -> bool:
    """Tell whether a statement says how it came from nobody else: an agency was told, or a reporter of the outlet saw it."""
    if one.source is None or own_word(one) is not None:
        return False
    if any(pipe.way == "relay" and pipe.key for pipe in one.carriage.spoken):
        return True
    words = one.source.text[:200]
    return bool(_WITNESS.search(words)) and any(
        name and re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE)  # "RT" is not in "reporter"
        for name in (one.outlet, *(p.name for p in pipes_of(one)))
    )


def own_word(one: Carried) -> Pipe | None:
    """Give the agency or outlet that is itself the source of a statement."""
    if one.source is None:
        return None
    spans = one.source.spans
    return next((p for p in one.carriage.spoken if p.way == "source" and p.cited and p.cited.spans == spans), None)


def pipes_of(one: Carried) -> tuple[Pipe, ...]:
    """Give all that a statement came through: what its sentence says first, then what its text is credited to."""
    return (*one.carriage.spoken, *one.carriage.text)


def credited(one: Carried) -> tuple[Pipe, ...]:
    """Give the pipes with a name that the whole text is surely credited to: then it is not the outlet's own word."""
    return tuple(pipe for pipe in one.carriage.text if pipe.sure and pipe.way != "outlet" and pipe.key)


def voices(one: Carried) -> tuple[str, ...]:
    """Give on whose word an unnamed statement rests: who was told, else the outlet; empty where a credit is in between.

    Publishers, by what they are compared by. An article without outlet speaks for itself alone.
    """
    if keys := keys_of(one.carriage.spoken):
        return keys[:1]
    if any(pipe.kind == "unnamed" for pipe in one.carriage.spoken) or credited(one):
        return ()
    return (one.publisher,) if one.publisher else ()


def carriers(one: Carried) -> tuple[str, ...]:
    """Give all that a statement may have come through, the most certain first."""
    own = (one.publisher,) if one.publisher and not credited(one) else ()
    return tuple(dict.fromkeys((*keys_of(one.carriage.spoken), *keys_of(one.carriage.text), *own)))


def agencies_of(one: Carried) -> tuple[str, ...]:
    """Give the agencies and outlets that an unnamed statement surely came through, but for its own outlet."""
    own_agency = tuple(pipe for pipe in one.carriage.text if pipe.way == "outlet" and not keys_of(one.carriage.spoken))
    return keys_of((*one.carriage.spoken[:1], *credited(one), *own_agency))


def shown(one: Carried, key: str) -> str:
    """Give the name of a carrier as people know it."""
    for pipe in pipes_of(one):
        if pipe.key == key:
            return pipe.name
    return one.outlet or key


def told(one: Carried, key: str) -> Cited | None:
    """Give where a statement's article names a carrier; None where it is the outlet itself."""
    return next((pipe.cited for pipe in pipes_of(one) if pipe.key == key and pipe.cited and pipe.cited.spans), None)


def words_for(one: Carried) -> frozenset[str]:
    """Give the words that tell an unnamed source from others; empty in an outlet's or agency's own voice."""
    if one.source is None or own_word(one) is not None or any(p.kind == "unnamed" for p in one.carriage.spoken):
        return frozenset()
    if one.status is None:
        return frozenset((_OPEN, one.said.article, one.said.statement))
    return frozenset(singular_words(_CUT.split(one.source.text[:200])[0] or one.source.text[:200]))


def singular_words(text: str) -> list[str]:
    """Give the words of a short text folded, without "a" and "of" and the like, and without the "s" of a plural."""
    words = (fold(word) for word in _WORD.findall(text))
    return [word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _EMPTY]


def head_of(one: Carried) -> str:
    """Give the noun for an unnamed source: "official" of "a senior official in the ministry"; empty where it has none."""
    if one.source is None:
        return ""
    text = _CUT.split(one.source.text[:200])[0]
    return next(reversed(singular_words(_BEHIND.split(text)[0])), "")


@cache
def common() -> frozenset[str]:
    """Give the words for an unnamed source that fit many."""
    return frozenset(carriage_words().sources.common.split())


@cache
def _alike() -> dict[str, str]:
    return {word: words.split()[0] for words in carriage_words().sources.alike for word in words.split()}


def alike(word: str) -> str:
    """Give the word that stands for all nouns of one kind of body: "observatory" is "monitor"."""
    return _alike().get(word, word)


def is_open(one: Carried) -> bool:
    """Tell whether the text leaves open who is meant ("he said")."""
    return one.source is not None and one.status is None


def own_voice(one: Carried) -> bool:
    """Tell whether nobody is given for a statement: the outlet says it itself, or an agency that it names."""
    return one.source is None or own_word(one) is not None


def is_alike(word: str) -> bool:
    """Tell whether a word, as `alike` gives it, stands for a kind of body."""
    return word in _alike().values()


def body_name(name: str | None) -> str:
    """Give the name of a body or person as it is compared."""
    return folded_name(name) if name else ""
