"""Which stretches of an article may be names of places, and what speaks for and against each.

A candidate is a run of capitalised words (or a part of one) that the gazetteer knows, that the language pass takes for
a place, or that a noun beside it calls one ("the village of …"). What speaks for and against it are features by name;
their weights are data (`place_weights.toml`), learnt from half of three corpora by `benchmarks.geoparsing --fit`.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.reading.analysis import Analysis, Block, in_capitals
from onrecord.reading.places.government import for_government
from onrecord.reading.places.lookup import PARTS, Known, Lookup
from onrecord.records import Span
from onrecord.vocabulary.toponyms import Toponyms, place_weights, toponyms
from onrecord.vocabulary.words import agencies, cues, first_names, outlet_words, words_of_outlets

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan

MentionKind = Literal["place", "government", "people"]

THRESHOLD = 0.45
"""How likely a candidate must be to be a mention."""

LONGEST_NAME = 7
"""Words a name is looked up with at most."""

_JOINERS = frozenset(
    "of de la le el al ad ar as ash at an ez az es ed du des del da do dos das di the upon on in y und im am bin".split()
)
_CALLED_AFTER_TOWNS = frozenset(
    "desert valley mountain mountains hill hills plain plains coast coastline forest plateau steppe basin delta".split()
)
_ARTICLES = frozenset("al el ad ar as ash at an ez az es ed ul ud ur".split())
_MARKS = frozenset(("-", "'", "’", "‘", "ʿ", "ʾ", "`", "–"))
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+|[A-Z][a-z]{1,4}\.|[A-Z]{2}")
_CUT_SHORT = re.compile(r"(?:[A-Z][a-z]{0,2}\.)+[A-Z][a-z]{0,3}")
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_KINDS_READ = frozenset(("paragraph", "heading", "caption", "teaser"))


_BARE = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest upper lower "
    "middle greater saint st st. mt mt. fort ft ft. lake mount new old san santa los las el la le les al de".split()
)
"""Words that are no name alone."""
_WHICH = frozenset("refugee border air military international naval central displacement civil land army".split())
"""Words between a name and the noun of a facility: "Rafah border crossing"."""
_UNSURE = frozenset(
    ("surname of the article", "first name of the article", "first name", "common word", "label ORG same")
)
_FIRST = frozenset(
    "Mount Lake Mt. Fort Ft. Cape Camp Port Wadi Tell Tal Jabal Jebel Deir Khirbet Kafr Kfar Beit".split()
)
"""Words a name of a place begins with."""
_CALLED = frozenset(
    "village town province governorate district oblast camp valley island subdistrict sub-district".split()
)
"""Nouns behind a name that make it one of a place."""
_OF_PEOPLE = ("ans", "ians", "ese", "ites", "ers")


class Mention(NamedTuple):
    """A stretch of the text that is, in the reader's eyes, a name of a place or a word for its people."""

    span: Span
    text: str
    name: str
    """What it is looked up by."""
    kind: MentionKind
    confidence: float
    """How sure it is that this is a mention of its kind."""
    block: int
    sentence: int
    """Number of the sentence in the article."""
    known: tuple[Known, ...]
    """What the gazetteer has of that name."""
    noun: str = ""
    """The noun that says what it is ("province"), lower case; empty where none does."""
    country: str | None = None
    """The country a people's adjective tells of, or one beside the name ("the Syrian town of …")."""
    rules: bool = False
    """Whether a capital stands for its government here."""
    the: bool = False
    """Whether "the" stands before it: towns have none."""


class Words(NamedTuple):
    """The words of one block, as the walk needs them."""

    block: Block
    number: int
    doc: Doc
    texts: list[str]
    """As they stand in the article."""
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    """Whether a word may be part of a name."""
    entity: list[int]
    """The number of the entity a word is in; -1 for none."""
    shouting: bool
    """Whether all of the block is in capitals."""
    opens: list[bool]
    """Whether a word opens a sentence."""
    sentence: list[int]
    """The number of each word's sentence in the article."""
    ents: tuple[TokenSpan, ...]
    """The entities of the language pass."""


class Around(NamedTuple):
    """What an article says of its words at large."""

    lower: frozenset[str]
    """Words it has in lower case."""
    surnames: frozenset[str]
    first: frozenset[str]
    labels: dict[str, Counter[str]]
    """How the language pass labels a name, over the article."""


class Company(NamedTuple):
    """What an article names at large, by a first weighing."""

    countries: dict[str, set[str]]
    """By which names each country is spoken of."""
    names: dict[str, float]
    """How likely a name is one of a place, where it is likeliest."""


class Candidate(NamedTuple):
    """A stretch of a block's words that may be a name of a place."""

    first: int
    last: int
    """One past its last word."""
    known: tuple[Known, ...]
    noun: str
    by: str
    """What made it a candidate: `name`, `label`, `head` or `noun`."""


def words_of(analysis: Analysis, number: int, sentences: int = 0) -> Words:
    """Give the words of a block with what the walk asks about them."""
    block = analysis.blocks[number]
    doc = block.doc
    text = analysis.text
    base = block.span.start
    shouting = in_capitals(block.span.of(text))
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    capital: list[bool] = []
    opens: list[bool] = []
    sentence: list[int] = []
    common = toponyms().common
    fresh = True
    for token in doc:
        start = base + token.idx
        end = start + len(token)
        word = text[start:end]
        texts.append(word)
        starts.append(start)
        ends.append(end)
        first = word[:1]
        sentences += bool(token.is_sent_start)
        sentence.append(sentences)
        may = first.isupper() if not shouting else first.isalpha()
        if may and (fresh or shouting) and word.lower() in common:
            # A sentence begins with a capital: what is a word of English there is one.
            may = token.pos_ == "PROPN" or token.ent_type_ in _PLACE_LABELS
        capital.append(may)
        opens.append(fresh)
        fresh = word in (".", "!", "?", ":", "“", '"', "”", "''", "``", "•", "-", "—", "–", "...") and (
            word not in ("-", "–", "—") or (start > 0 and text[start - 1].isspace())
        )
    entity = [-1] * len(texts)
    ents = tuple(doc.ents)
    for n, ent in enumerate(ents):
        for i in range(ent.start, ent.end):
            entity[i] = n
    return Words(block, number, doc, texts, starts, ends, capital, entity, shouting, opens, sentence, ents)


def around(blocks: Sequence[Words]) -> Around:
    """Give what the article says of its words at large."""
    lower: set[str] = set()
    surnames: set[str] = set()
    first: set[str] = set()
    labels: dict[str, Counter[str]] = {}
    for words in blocks:
        if not words.shouting:
            lower.update(word for word in words.texts if word.islower())
        for ent in words.ents:
            said = " ".join(words.texts[ent.start : ent.end])
            labels.setdefault(said, Counter())[ent.label_] += 1
            if ent.label_ == "PERSON" and len(ent) > 1:
                pieces = [w for w in words.texts[ent.start : ent.end] if w[:1].isupper()]
                if len(pieces) > 1:
                    first.add(pieces[0])
                    surnames.update(pieces[1:])
    return Around(frozenset(lower), frozenset(surnames), frozenset(first), labels)


def runs(words: Words) -> Iterator[tuple[int, int]]:
    """Give the runs of words that may be names: capitalised, with what joins them."""
    texts, capital = words.texts, words.capital
    i, n = 0, len(texts)
    while i < n:
        begin = i
        if texts[i] in ("al", "el") and i + 1 < n and capital[i + 1]:
            i += 1  # "al Hol", with a blank for the hyphen
        elif not capital[i]:
            # "al-Bab": the article of an Arabic name opens it.
            if not (
                texts[i].lower() in _ARTICLES
                and i + 2 < n
                and texts[i + 1] in _MARKS
                and capital[i + 2]
                and words.ends[i] == words.starts[i + 1]
            ):
                i += 1
                continue
            i += 2
        j = i + 1
        while j < n:
            if capital[j] or (texts[j].isdigit() and j + 1 < n and capital[j + 1] and not words.shouting):
                j += 1
                continue
            k = j
            while k < n and k - j < 4 and (texts[k].lower() in _JOINERS or texts[k] in _MARKS):
                if texts[k] in _MARKS and words.ends[k - 1] != words.starts[k]:
                    break
                k += 1
            if k > j and k < n and capital[k]:
                j = k + 1
                continue
            break
        yield begin, j
        i = j


class Tagger:
    """Finds the mentions of one article."""

    def __init__(self, analysis: Analysis, lookup: Lookup) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.lookup = lookup
        self.words_known: Toponyms = toponyms()
        self.weights = place_weights().tagging
        self.blocks: list[Words] = []
        sentences = 0
        for number, block in enumerate(analysis.blocks):
            if block.kind in _KINDS_READ and len(block.doc):
                self.blocks.append(words_of(analysis, number, sentences))
                sentences = self.blocks[-1].sentence[-1]
        self.around = around(self.blocks)

    def said(self, words: Words, first: int, last: int) -> str:
        """Give the characters from word `first` to before word `last`."""
        return self.text[words.starts[first] : words.ends[last - 1]]

    def candidates(self, words: Words) -> list[Candidate]:
        """Give all candidates of a block; they may overlap."""
        found: dict[tuple[int, int], Candidate] = {}
        for begin, end in runs(words):
            self._of_run(words, begin, end, found)
        for ent in words.ents:
            if ent.label_ not in _PLACE_LABELS:
                continue
            first, last = ent.start, ent.end
            while first < last and words.texts[first].lower() in ("the", "a", "an", "'", '"', "“", "‘", "’", "-"):
                first += 1
            while last > first and (
                words.texts[last - 1] in ("'s", "’s", "'", "’", ".", ",", '"', "-")
                or (words.texts[last - 1].lower() in self.words_known.kinds and not words.capital[last - 1])
            ):
                last -= 1
            called = " ".join(words.texts[first:last])
            if called in self.words_known.demonyms or called in self.words_known.never or _is_agency(called):
                continue
            if first < last and (first, last) not in found and any(words.capital[first:last]):
                known = self.lookup.find(self.said(words, first, last))
                found[first, last] = Candidate(first, last, known, self._noun(words, first, last), "label")
        return sorted(found.values(), key=lambda c: (c.first, c.last))

    def _of_run(self, words: Words, begin: int, end: int, found: dict[tuple[int, int], Candidate]) -> None:
        texts = words.texts
        at = begin
        while at < end:
            if not words.capital[at] and texts[at].lower() not in _ARTICLES:
                at += 1
                continue
            if texts[at] in ("The", "THE") and (words.opens[at] or words.shouting):
                at += 1
                continue
            top = min(at + LONGEST_NAME, len(texts))
            reach = min(end, top)
            # "Trinidad and Tobago": a name may reach over "and" and "&".
            if reach == end and end + 1 < top and texts[end] in ("and", "&") and words.capital[end + 1]:
                reach = end + 2
            for last in range(reach, at, -1):
                if not words.capital[last - 1] and not texts[last - 1].isdigit():
                    continue
                said = self.said(words, at, last)
                if said in self.words_known.never or said in self.words_known.demonyms or _is_agency(said):
                    break
                if last - at == 1 and (low := said.lower()) in _BARE:
                    break
                known = self.lookup.find(said)
                if known and known[0].how == "loose" and last - at == 1 and low.endswith(_OF_PEOPLE):
                    break
                if last - at <= 2 and at and texts[at - 1] == "," and _ABBREVIATED.match(said):
                    known = self.lookup.abbreviation(said) or known
                if not known or (last - at == 1 and not _fits_case(said, known)):
                    continue
                if last < end and texts[last].lower() in _ARTICLES and not words.capital[last]:
                    continue  # "Wadi al-Shallala" is no place called Wadi
                found[at, last] = Candidate(at, last, known, self._noun(words, at, last), "name")
                if at > begin and texts[at - 1].lower() in PARTS and words.capital[at - 1] and known[0].how != "loose":
                    part = self.said(words, at - 1, last)
                    if (at - 1, last) not in found and part not in self.words_known.never:
                        wide = self.lookup.widely(part)
                        found[at - 1, last] = Candidate(at - 1, last, wide, self._noun(words, at - 1, last), "name")
                # What stands inside a known name is looked up only where the language pass parts it.
                if last - at > 1 and not any(e.start == at and e.end < last for e in words.ents):
                    at = last - 1
                break
            at += 1
        heads = self.words_known
        last_word = texts[end - 1]
        called = texts[begin] in _FIRST or any(
            last_word in kind for kind in (heads.place_heads, heads.facility_heads, heads.road_heads)
        )
        whole = self.said(words, begin, end)
        if whole in heads.never:
            return
        if end - begin > 1 and called and (begin, end) not in found:
            found[begin, end] = Candidate(begin, end, (), "", "head")
        noun = self._noun(words, begin, end)
        if noun and (begin, end) not in found and self.said(words, begin, end) not in heads.demonyms:
            found[begin, end] = Candidate(begin, end, (), noun, "noun")

    def _noun(self, words: Words, first: int, last: int) -> str:
        """Give the noun beside a name that says what it is: "the village of X", "X province", "X, a town in"."""
        texts, kinds = words.texts, self.words_known.kinds
        n = len(texts)
        if last < n and (behind := texts[last].lower()) in kinds and not texts[last][0].isupper():
            # "the Illinois town of X": the noun is X's.
            return behind if last + 1 == n or texts[last + 1] != "of" else ""
        if last + 1 < n and texts[last].lower() in _WHICH and kinds.get(texts[last + 1].lower()) == "facility":
            return texts[last + 1].lower()
        if first >= 2 and texts[first - 1] == "of" and texts[first - 2].lower() in kinds:
            # "the desert of Sweida" is called after the town in it.
            return "" if texts[first - 2].lower() in _CALLED_AFTER_TOWNS else texts[first - 2].lower()
        if first >= 1 and (ahead := texts[first - 1].lower()) in kinds and not texts[first - 1][0].isupper():
            if ahead not in ("state", "county", "country", "area", "port", "capital"):
                return ahead
            if ahead == "capital":
                return ahead
        if first >= 2 and texts[first - 1] == "," and texts[first - 2] == "capital":
            return "capital"
        if last + 2 < n and texts[last] == "," and texts[last + 1] in ("a", "an", "the"):
            for k in range(last + 2, min(last + 6, n)):
                if texts[k].lower() in kinds:
                    return texts[k].lower()
                if not texts[k].isalpha():
                    break
        return ""

    def features(self, words: Words, one: Candidate, others: frozenset[int]) -> list[str]:
        """Give the names of what speaks for or against a candidate; `others` are first words of candidates."""
        texts, doc = words.texts, words.doc
        first, last = one.first, one.last
        known_words = self.words_known
        said = self.said(words, first, last)
        n = len(texts)
        found = ["bias", f"by {one.by}", f"words {min(last - first, 4)}", f"words {min(last - first, 4)}, by {one.by}"]
        single = last - first == 1
        # What the gazetteer says.
        best = one.known[0] if one.known else None
        standing = best.standing if best is not None else "unknown"
        found.append(f"standing {standing}")
        if best is not None:
            found.append(f"how {best.how}")
            if best.entry.population:
                found.append(f"people 1e{min(7, int(math.log10(best.entry.population)))}")
        # What the language pass says.
        label, cover = self._label(words, first, last)
        found.append(f"label {label} {cover}")
        found.append(f"label {label} {cover} {_coarse(standing)}")
        elsewhere = self.around.labels.get(" ".join(texts[first:last]))
        if elsewhere is not None:
            total = sum(elsewhere.values())
            places = sum(elsewhere[k] for k in _PLACE_LABELS)
            found.append(f"article label {'place' if places * 2 > total else 'other'}")
            if elsewhere["PERSON"] * 2 > total:
                found.append("article label PERSON")
        # The word itself.
        token = doc[first]
        if single:
            low = said.lower()
            found.append(f"pos {token.pos_}")
            if low in known_words.common:
                found.append("common word")
            if low in self.around.lower and not words.shouting:
                found.append("lower case elsewhere")
            if said in self.around.surnames:
                found.append("surname of the article")
                found.append(f"surname of the article {_coarse(standing)}")
            if said in self.around.first:
                found.append("first name of the article")
            if low in first_names():
                found.append("first name")
            if len(said) <= 3:
                found.append("short")
            if said in known_words.demonyms:
                found.append("people")
            if low in known_words.directions:
                found.append("direction")
            if said.isupper() and not words.shouting and len(said) > 1 and "." not in said:
                found.append("capitals short" if len(said) <= 5 else "capitals")
        if words.shouting:
            found.append("shouting")
            found.append(f"shouting {_coarse(standing)}")
        if words.opens[first]:
            found.append("opens")
        if words.block.kind == "heading":
            found.append("heading")
        # What stands before it.
        if first == 0:
            found.append("block start")
            before = ""
        else:
            before = texts[first - 1]
        low_before = before.lower()
        joined = first > 0 and words.ends[first - 1] == words.starts[first]
        if low_before in known_words.where:
            found.append("before where" if low_before != "in" else "before in")
        elif low_before in known_words.whence:
            found.append(
                f"before {low_before}"
                if low_before in ("to", "from", "of", "for", "and", "with", "by", "on")
                else "before whence"
            )
        elif low_before in known_words.titles:
            found.append("before title")
        elif low_before in ("the", "a", "an", ",", "(", "'s", "’s", "-", "/", '"', "“"):
            found.append(f"before {low_before}")
        elif before in known_words.demonyms:
            found.append("before people")
        elif first and words.capital[first - 1]:
            found.append("before capital")
            found.append(f"before capital, label {label} {cover}")
            found.append(f"before capital {_coarse(standing)}")
            if before in known_words.body_heads:
                found.append("before body")
            if before in known_words.road_heads or before in known_words.facility_heads:
                found.append("before facility")
        elif before.isdigit():
            found.append("before number")
        elif before.isalpha():
            found.append("before word")
        if joined:
            found.append("joined before")
        if low_before == "of" and first > 1:
            head = texts[first - 2]
            low_head = head.lower()
            if low_head in known_words.kinds:
                found.append("kind of")
            elif head in known_words.body_heads:
                found.append("body of")
                found.append(f"body of, label {label} {cover}")
            elif low_head in known_words.titles:
                found.append("title of")
            elif head[:1].isupper():
                found.append("capital of")
        if low_before == "," and first > 1 and (first - 2) in others:
            found.append("list behind name")
        if low_before == "and" and first > 1 and words.capital[first - 2]:
            found.append("and behind name")
        # What stands behind it.
        behind = texts[last] if last < n else ""
        low_behind = behind.lower()
        if not behind:
            found.append("block end")
        elif behind in ("'s", "’s", "'", "’"):
            found.append("behind possessive")
        elif behind in (",", ".", ")", "(", "-", "/", ":", "—"):
            found.append(f"behind {behind}")
            if behind == "," and last + 1 < n:
                nxt = texts[last + 1]
                if (last + 1) in others and words.capital[last + 1]:
                    found.append("behind , name")
                    if _ABBREVIATED.fullmatch(nxt):
                        found.append("behind , abbreviation")
                if nxt.isdigit():
                    found.append("behind , number")
        elif words.capital[last] if last < n else False:
            found.append("behind capital")
            found.append(f"behind capital, label {label} {cover}")
            if behind in known_words.body_heads:
                found.append("behind body")
            if low_behind in known_words.titles:
                found.append("behind title")
            if behind in known_words.place_heads:
                found.append("behind place head")
            if behind in known_words.road_heads or behind in known_words.facility_heads:
                found.append("behind road or facility")
            if behind in known_words.demonyms:
                found.append("behind people")
        elif low_behind in known_words.kinds:
            found.append("behind kind")
        elif behind.isalpha() and last < n:
            if doc[last].pos_ in ("VERB", "AUX"):
                found.append("behind verb")
                if doc[last].lemma_ in cues().speech:
                    found.append("behind speech")
            elif doc[last].pos_ == "NOUN":
                found.append("behind noun")
            elif low_behind in ("and", "or"):
                found.append("behind and")
            elif low_behind == "in":
                found.append("behind in")
            else:
                found.append("behind word")
        else:
            found.append("behind other")
        # The words of the same run.
        head = texts[last - 1]
        for name, heads in (
            ("place", known_words.place_heads),
            ("facility", known_words.facility_heads),
            ("road", known_words.road_heads),
            ("body", known_words.body_heads),
        ):
            if head in heads and not single:
                found.append(f"head {name}")
            end = self._run_end(words, last)
            if end > last and texts[end - 1] in heads:
                found.append(f"run ends {name}")
                found.append(f"run ends {name}, label {label} {cover}")
        if one.noun:
            found.append("noun beside")
            found.append(f"noun beside {_coarse(standing)}")
        head_token = doc[last - 1]
        found.append(f"dep {head_token.dep_}")
        if head_token.dep_ == "pobj" and head_token.head.lower_ in known_words.where:
            found.append("object of where")
        return found

    def _run_end(self, words: Words, last: int) -> int:
        end = last
        while end < len(words.texts) and words.capital[end] and end - last < 6:
            end += 1
        return end

    def _label(self, words: Words, first: int, last: int) -> tuple[str, str]:
        """Give the label of the entity that overlaps, and how: it is the same, wider, narrower, or crosses."""
        numbers = {words.entity[i] for i in range(first, last)} - {-1}
        if not numbers:
            return "none", "none"
        ents = words.ents
        if len(numbers) > 1:
            return ents[min(numbers)].label_, "several"
        ent = ents[numbers.pop()]
        start, end = ent.start, ent.end
        while start < end and words.texts[start].lower() in ("the", "a"):
            start += 1
        while end > start and words.texts[end - 1] in ("'s", "’s", ".", ","):
            end -= 1
        if (start, end) == (first, last):
            return ent.label_, "same"
        if start <= first and last <= end:
            return ent.label_, "wider" if start == first else "wider, inside" if last < end else "wider, at its end"
        if first <= start and end <= last:
            return ent.label_, "narrower"
        return ent.label_, "crossing"

    def scored(self) -> list[tuple[Words, list[tuple[float, Candidate]]]]:
        """Give the candidates of each block with how likely each is a mention.

        Every candidate is weighed twice: by its own sentence, then also by what else the article names.
        """
        drafts = []
        for words in self.blocks:
            candidates = [c for c in self.candidates(words) if not self._is_of_another(words, c)]
            others = frozenset(i for c in candidates for i in (c.first, c.last - 1))
            drafts.append((words, [(c, self.features(words, c, others)) for c in candidates]))
        first = [
            (words, [(max(self._odds(f, "first "), self._floor(words, c, f)), c) for c, f in found])
            for words, found in drafts
        ]
        company = self.company(first)
        result = []
        for (words, found), (_, likely) in zip(drafts, first, strict=True):
            beside = {end: odds for odds, c in likely for end in (c.last,)}
            ahead = {c.first: odds for odds, c in likely}
            result.append(
                (
                    words,
                    [
                        (
                            max(
                                self._odds(f + self.in_company(words, c, company, beside, ahead)),
                                self._floor(words, c, f),
                            ),
                            c,
                        )
                        for c, f in found
                    ],
                )
            )
        return result

    def _odds(self, features: list[str], prefix: str = "") -> float:
        weights = self.weights
        total = sum(weights.get(prefix + name, 0.0) for name in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def company(self, first: Sequence[tuple[Words, list[tuple[float, Candidate]]]]) -> Company:
        """Give which countries the article speaks of by which names, and which names are likely places."""
        countries: dict[str, set[str]] = {}
        names: dict[str, float] = {}
        for words, likely in first:
            for odds, one in likely:
                said = self.said(words, one.first, one.last)
                names[said] = max(names.get(said, 0.0), odds)
                if odds > 0.6 and one.known and one.known[0].how != "loose":
                    code = one.known[0].entry.country
                    if code:
                        countries.setdefault(code, set()).add(said)
            for _, code in self._peoples(words):
                if code:
                    countries.setdefault(code, set()).add(code)
        return Company(countries, names)

    def in_company(
        self, words: Words, one: Candidate, company: Company, beside: dict[int, float], ahead: dict[int, float]
    ) -> list[str]:
        """Give what the rest of the article says for a candidate."""
        texts = words.texts
        said = self.said(words, one.first, one.last)
        standing = _coarse(one.known[0].standing) if one.known else "unknown"
        most = 0
        for known in one.known[:4]:
            if known.entry.country:
                most = max(most, len(company.countries.get(known.entry.country, set()) - {said}))
        found = [f"company {min(most, 3)}", f"company {min(most, 3)} {standing}"]
        if one.known and one.known[0].how == "loose":
            found.append(f"company {min(most, 3)} loose")
        at = one.first
        joined = 0.0
        if at >= 2 and texts[at - 1] in (",", "and", "or", "&"):
            joined = beside.get(at - 1, 0.0)
            if texts[at - 2] == ",":
                joined = max(joined, beside.get(at - 2, 0.0))
        end = one.last
        if end + 1 < len(texts) and texts[end] in (",", "and", "or", "&"):
            joined = max(joined, ahead.get(end + 1, 0.0))
            if texts[end + 1] in ("and", "or"):
                joined = max(joined, ahead.get(end + 2, 0.0))
        if joined:
            found.append("beside a likely one" if joined > 0.6 else "beside an unlikely one")
        elsewhere = company.names.get(said, 0.0)
        found.append(f"likely elsewhere {min(9, int(elsewhere * 10)) // 3}")
        return found

    def _floor(self, words: Words, one: Candidate, features: list[str]) -> float:
        """Give the least a candidate is worth where a noun calls it a place: "the village of X", "X district"."""
        noun = one.noun
        kind = self.words_known.kinds.get(noun, "")
        if words.shouting:
            known = one.known[0] if one.known else None
            fits = known is not None and known.how == "name" and _coarse(known.standing) == "high"
            plain = "common word" not in features and {"before in", "object of where", "dep pobj", "dep conj"} & set(
                features
            )
            return 0.6 if fits and plain and one.last - one.first < 4 else 0.0
        begin, end = one.first, one.last
        texts = words.texts
        whole = (begin == 0 or not words.capital[begin - 1]) and (end == len(texts) or not words.capital[end])
        if (
            not whole
            or "head body" in features
            or (end - begin == 1 and texts[begin].lower() in self.words_known.common)
        ):
            return 0.0
        if begin > 1 and texts[begin - 1] == "of" and texts[begin - 2].lower() in self.words_known.places_of:
            return 0.6 if one.known and one.known[0].how in ("name", "alternate") else 0.0
        placed = {"before in", "before where", "object of where"} & set(features)
        known = one.known[0] if one.known else None
        if placed and known is not None and known.how == "name" and not _UNSURE & set(features):
            # "near Aleppo": a place well known by that very name.
            return 0.6 if _coarse(known.standing) in ("high", "town") else 0.0
        if not noun or kind in ("", "country", "nature"):
            return 0.0
        if "kind of" in features and words.texts[begin - 2].lower() not in (
            "area",
            "areas",
            "capital",
            "state",
            "states",
        ):
            return 0.75
        if "behind kind" in features and noun in _CALLED and "label PERSON same" not in features:
            after = words.doc[end + 1] if end + 1 < len(words.texts) else None
            if after is None or after.pos_ not in ("NOUN", "PROPN"):
                return 0.6
        return 0.0

    def mentions(self, given: Sequence[Span] | None = None) -> list[Mention]:
        """Give the mentions of the article in the order of its text.

        Where spans are `given`, these are the mentions of places, whatever speaks against it, and what else the
        article mentions stands beside them.
        """
        found: list[Mention] = []
        places: list[tuple[Span, str, float, Words | None, int, int]] = []
        for words, scored in self.scored():
            for likely, one in chosen(scored, THRESHOLD):
                span = Span(words.starts[one.first], self._end(words, one))
                places.append((span, one.noun, likely, words, one.first, one.last))
        for dateline in self.analysis.article.datelines:
            places += [(span, "", 0.95, None, 0, 0) for span in self._of_dateline(dateline)]
        if given is not None:
            held = _Taken(given)
            places = [p for p in places if not held.overlap(p[0])]
            places += [self._given(span) for span in given]
        taken = _Taken([p[0] for p in places])
        for span, noun, likely, words_or_none, first, last in places:
            text = span.of(self.text)
            name = " ".join(text.split())
            known = self._known(words_or_none, name, noun, first, given is not None)
            if noun and known and not self._noun_fits(noun, known):
                noun = ""
            country = self._people_before(words_or_none, first) if words_or_none is not None else None
            sentence = words_or_none.sentence[first] if words_or_none is not None else -1
            number = words_or_none.number if words_or_none is not None else -1
            kind: MentionKind = "place"
            rules = (
                words_or_none is not None
                and not noun
                and _may_rule(name, known)
                and for_government(words_or_none.doc, first, last)
            )
            if rules and given is None:
                kind = "government"
            the = words_or_none is not None and first > 0 and words_or_none.texts[first - 1].lower() == "the"
            found.append(Mention(span, text, name, kind, likely, number, sentence, known, noun, country, rules, the))
        for words in self.blocks:
            for span, code in self._peoples(words):
                if not taken.overlap(span):
                    text = span.of(self.text)
                    at = words.sentence[_word_at(words, span.start)]
                    known = self.lookup.people(text)
                    found.append(Mention(span, text, text, "people", 1.0, words.number, at, known, "", code))
        return sorted(found, key=lambda m: m.span)

    def _known(self, words: Words | None, name: str, noun: str, first: int, given: bool) -> tuple[Known, ...]:
        """Give the places a mention may mean; behind a comma, an abbreviation means a division."""
        if words is not None and first and words.texts[first - 1] in (",", "/", "(") and _ABBREVIATED.match(name):
            known = self.lookup.abbreviation(name)
            if known:
                return known
        if name in self.words_known.never:
            return ()
        known = self.lookup.widely(name, noun)
        if not known or known[0].how == "loose":
            people = self.lookup.people(name)
            short = self.lookup.abbreviation(name) if not people else ()
            known = people or short or known
        return known

    def _noun_fits(self, noun: str, known: tuple[Known, ...]) -> bool:
        """Tell whether a noun may be said of a name: "the Red Sea port" is a port, and not the sea."""
        kind = self.words_known.kinds.get(noun)
        if kind == "facility" and not any(k.standing in ("facility", "quarter") for k in known):
            return False  # "Tulkarm camp" lies where Tulkarm lies, as far as is known
        return not (
            kind in ("settlement", "facility")
            and known[0].standing in ("country", "nature", "division")
            and noun != "capital"
        )

    def _given(self, span: Span) -> tuple[Span, str, float, Words | None, int, int]:
        for words in self.blocks:
            if words.block.span.start <= span.start < words.block.span.end:
                first = _word_at(words, span.start)
                last = first + 1
                while last < len(words.starts) and words.starts[last] < span.end:
                    last += 1
                return span, self._noun(words, first, last), 1.0, words, first, last
        return span, "", 1.0, None, 0, 0

    def _end(self, words: Words, one: Candidate) -> int:
        """Give where a candidate ends: the full stop of an abbreviation belongs to it ("W.Va.")."""
        end = words.ends[one.last - 1]
        if self.text[end : end + 1] == "." and _CUT_SHORT.fullmatch(words.texts[one.last - 1]):
            return end + 1
        return end

    def _of_dateline(self, dateline: Span) -> Iterator[Span]:
        """Give the places of a dateline ("TIKRIT, Iraq (AP)"): its parts that the gazetteer has."""
        said = dateline.of(self.text)
        at = 0
        for part in re.split(r"(\s*[,/(–—:-]+\s*)", said):
            name = part.strip()
            begin = dateline.start + at + len(part) - len(part.lstrip())
            at += len(part)
            if name[:1].isupper() and name not in agencies() and name not in self.words_known.never:
                known = self.lookup.find(name)
                if known and known[0].how != "loose":
                    yield Span(begin, begin + len(name))

    def _peoples(self, words: Words) -> Iterator[tuple[Span, str | None]]:
        """Give the peoples' adjectives and nouns of a block with the country each tells of."""
        demonyms = self.words_known.demonyms
        texts = words.texts
        i = 0
        while i < len(texts):
            if words.capital[i]:
                for size in (2, 1):
                    said = " ".join(texts[i : i + size])
                    if words.shouting:
                        said = said.title()
                    if said in demonyms and i + size <= len(texts):
                        yield Span(words.starts[i], words.ends[i + size - 1]), demonyms[said]
                        i += size - 1
                        break
            i += 1

    def _people_before(self, words: Words, first: int) -> str | None:
        """Give the country that a people's adjective right before a name tells of: "the Syrian town of …"."""
        texts = words.texts
        at = first - 1
        if at > 0 and texts[at] == "," and texts[at - 1].lower() in self.words_known.kinds:
            at -= 1  # "the Syrian capital, Damascus"
        while at >= 0 and first - at <= 6 and texts[at].isalpha() and texts[at].islower():
            at -= 1
        if at >= 0 and texts[at] in ("'s", "’s") and at and words.capital[at - 1]:
            known = self.lookup.find(texts[at - 1])
            if known and known[0].standing == "country":
                return known[0].entry.country
            return None
        if at < 0 or not words.capital[at]:
            return None
        pair = f"{texts[at - 1]} {texts[at]}" if at else ""
        return self.words_known.demonyms.get(pair) or self.words_known.demonyms.get(texts[at])

    def _is_of_another(self, words: Words, one: Candidate) -> bool:
        """Tell whether it is part of another's name: an outlet's, a person's, a body's ("New York Times", "Ms Jordan")."""
        texts = words.texts
        begin, end = one.first, one.last
        while begin > 0 and words.capital[begin - 1] and one.first - begin < 3:
            begin -= 1
        end = self._run_end(words, one.last)
        if one.first and (
            texts[one.first - 1] in self.words_known.body_first
            or texts[one.first - 1].lower() in self.words_known.persons
        ):
            return True
        if end - begin == one.last - one.first:
            # "Levant Courier" as a whole.
            return one.last - one.first > 1 and not one.known and texts[one.last - 1].lower() in outlet_words()
        known = agencies()
        for first in range(begin, one.first + 1):
            for last in range(end, one.last - 1, -1):
                if (first, last) == (one.first, one.last):
                    continue
                if " ".join(texts[first:last]) in known:
                    return True
        behind = texts[one.last].lower() if one.last < end else ""
        if behind not in outlet_words():
            return False
        # "the Levant Courier", "(Levant Courier)"; but "Damascus Television" anywhere.
        before = texts[one.first - 1].lower() if one.first else "("
        return behind in words_of_outlets().sure or before in ("the", "(", "/", "|") or self._is_outlet(words, one)

    def _is_outlet(self, words: Words, one: Candidate) -> bool:
        """Tell whether it stands in the name of the outlet that prints the article."""
        outlet = self.analysis.article.outlet
        return outlet is not None and outlet.startswith(
            self.said(words, one.first, min(one.last + 1, len(words.texts)))
        )


def _is_agency(name: str) -> bool:
    """Tell an agency by its letters: "SANA" is no spelling of Sanaa; "Fars" and "PA" are places too."""
    return len(name) > 2 and name.isupper() and name in agencies()


def _may_rule(name: str, known: Sequence[Known]) -> bool:
    """Tell whether a name is that of a seat of government."""
    return bool(known) and ((known[0].standing == "capital" and known[0].how != "loose") or name in toponyms().seats)


class _Taken:
    """Spans that are taken, asked by others whether they overlap one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def overlap(self, span: Span) -> bool:
        at = bisect.bisect_left(self._starts, span.end)
        return any(other.overlaps(span) for other in self._spans[max(0, at - 3) : at])


def _word_at(words: Words, offset: int) -> int:
    """Give the number of the word that holds a character, or the last that begins before it."""
    return max(0, bisect.bisect_right(words.starts, offset) - 1)


def _coarse(standing: str) -> str:
    return "high" if standing in ("country", "division", "capital", "city") else standing


def _fits_case(said: str, known: Sequence[Known]) -> bool:
    """Tell whether a short name is written as its abbreviation is: "US" and "us" are two words."""
    return len(said) > 3 or said.isupper() or any(k.how == "name" for k in known) or len(said) == 3


def _longest_kept(scored: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Make a name that the gazetteer has as a whole as likely as the likeliest in it: "Eastern Ghouta", not "Ghouta"."""
    kept = []
    for likely, one in scored:
        if (
            one.last - one.first > 1
            and likely > 0.25
            and one.known
            and one.known[0].how in ("name", "alternate", "added")
        ):
            inside = [
                odds
                for odds, other in scored
                if one.first <= other.first
                and other.last <= one.last
                and other.last - other.first < one.last - one.first
            ]
            likely = max([likely, *inside])
        kept.append((likely, one))
    return kept


def chosen(scored: Sequence[tuple[float, Candidate]], threshold: float) -> list[tuple[float, Candidate]]:
    """Choose candidates that do not overlap, the likeliest first; the longer of two alike."""
    scored = _longest_kept(scored)
    taken: list[tuple[float, Candidate]] = []
    used: set[int] = set()
    for likely, one in sorted(scored, key=lambda s: (-s[0], s[1].first - s[1].last, s[1].first)):
        if likely < threshold:
            break
        if used.isdisjoint(range(one.first, one.last)):
            used.update(range(one.first, one.last))
            taken.append((likely, one))
    return sorted(taken, key=lambda t: t[1].first)
