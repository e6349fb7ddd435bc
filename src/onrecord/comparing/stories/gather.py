"""What is known of a story from its articles: the middle of their terms, their days, and a sentence that stands for them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from datetime import date

import msgspec

from onrecord.comparing.stories.profile import NAME, PLACE, WORD, Profile, Sentence
from onrecord.comparing.stories.weights import Weighed
from onrecord.comparing.stories.words import stem_of, words
from onrecord.records import Cited, Story

KEPT = 140
"""Terms of a story that are kept, the heaviest, once it has `MOST`."""
MOST = 220
INDEXED = 30
"""Terms that a story is found by, the heaviest."""
TELLING = 40
"""Terms that its name and its summary are chosen by."""
NAMED = 4
"""Words and names in the name of a story."""
SHOWN = 8
"""Words that stand for a story."""
LONG = 40
"""Words from which on a sentence is too long to stand for a story."""
BETTER = 1.15
"""How much better a sentence must be to take the place of the one before: a summary should not change every day."""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a story. It goes into the archive as bytes (`msgspec.json.encode`)."""

    terms: dict[str, float]
    """The sum of its articles' weights, of each term, the heaviest first; prints of one text counted once."""
    texts: int
    """Texts in that sum."""
    length: float
    """Of the mean of them: near 1 where they are alike."""
    articles: int
    first: int | None = None
    """The first day of them, as `date.toordinal` counts."""
    last: int | None = None
    forms: dict[str, str] = {}
    """The heaviest terms as they stand in an article."""
    summary: Cited | None = None
    stems: tuple[str, ...] = ()
    """Of the summary."""

    @property
    def indexed(self) -> list[tuple[str, float]]:
        """The terms it is found by, the heaviest first, with the weight of each in the mean."""
        return [(term, round(weight / self.texts, 5)) for term, weight in itertools.islice(self.terms.items(), INDEXED)]


def gather(story: Gathered | None, profile: Profile, weighed: Weighed, *, counts: bool = True) -> Gathered:
    """Give what is known of a story when an article has joined it; of a new story for None.

    Args:
        story: what was known before.
        profile: the article.
        weighed: its terms, weighed.
        counts: False for a print of a text that is there already: it tells nothing new of the matter.
    """
    if story is None:
        story = Gathered(terms={}, texts=0, length=0.0, articles=0)
        counts = True
    terms, texts, forms = story.terms, story.texts, story.forms
    if counts:
        terms = dict(terms)
        for term, weight in weighed.weights.items():
            terms[term] = terms.get(term, 0.0) + weight
        texts += 1
        forms = {**profile.forms, **forms}
    return _settled(
        Gathered(
            terms=terms,
            texts=texts,
            length=0.0,
            articles=story.articles + 1,
            first=_least(story.first, profile.day),
            last=_most(story.last, profile.day),
            forms=forms,
            summary=story.summary,
            stems=story.stems,
        ),
        profile if counts else None,
    )


def together(one: Gathered, other: Gathered) -> Gathered:
    """Give what is known of two stories that become one; the summary is that of the one with more articles."""
    terms = dict(one.terms)
    for term, weight in other.terms.items():
        terms[term] = terms.get(term, 0.0) + weight
    main = other if other.articles > one.articles else one
    return _settled(
        Gathered(
            terms=terms,
            texts=one.texts + other.texts,
            length=0.0,
            articles=one.articles + other.articles,
            first=_least(one.first, other.first),
            last=_most(one.last, other.last),
            forms={**other.forms, **one.forms},
            summary=main.summary,
            stems=main.stems,
        ),
        None,
    )


def _settled(story: Gathered, profile: Profile | None) -> Gathered:
    """Give the story with no more terms than are kept, its length, and the better summary of its own and the article's."""
    rounded = [(-round(weight, 4), term) for term, weight in story.terms.items()]
    rounded.sort()
    terms = {term: -weight for weight, term in (rounded if len(rounded) <= MOST else rounded[:KEPT])}
    heaviest = dict(itertools.islice(terms.items(), TELLING))
    summary, stems = story.summary, story.stems
    if profile is not None:
        found = _best(profile, heaviest)
        if found is not None and (summary is None or found[0] > BETTER * _covered(stems, heaviest)):
            sentence = found[1]
            summary = Cited(article=profile.article, spans=(sentence.span,), text=sentence.span.of(profile.text))
            stems = sentence.stems
    return msgspec.structs.replace(
        story,
        terms=terms,
        length=round(math.sqrt(sum(weight * weight for weight in terms.values())) / max(1, story.texts), 5),
        forms={term: story.forms[term] for term in heaviest if term in story.forms},
        summary=summary,
        stems=stems,
    )


def _best(profile: Profile, heaviest: dict[str, float]) -> tuple[float, Sentence] | None:
    """Give the sentence of the article that holds most of what the story is about, the earlier the better."""
    best = None
    for place, sentence in enumerate(profile.sentences):
        score = _covered(sentence.stems, heaviest) / (1.0 + 0.15 * place)
        if sentence.repeats:
            score *= 0.7
        if best is None or score > best[0]:
            best = score, sentence
    return best


def _covered(stems: tuple[str, ...], heaviest: dict[str, float]) -> float:
    """Give how much of a story's terms a sentence holds; long sentences hold much of everything."""
    held = sum(heaviest.get(WORD + stem, 0.0) for stem in set(stems))
    return held * min(1.0, LONG / (2 * len(stems) or 1))


def name_of(story: Gathered) -> str:
    """Give a few words that tell a story from others, each as it stands in its articles.

    The heaviest names and words, none of them a number; in the order in which the summary has them, where it has them,
    and names, or words, that stand side by side there stay so.
    """
    chosen: list[tuple[str, str]] = []
    taken: set[str] = set()
    for term, form in _told(story):
        stems = {stem for stem, _, _ in words(form)} or {form}
        if not stems <= taken and not (term.startswith((NAME, PLACE)) and stems & taken):
            chosen.append((term, form))
            taken |= stems
        if len(chosen) == NAMED:
            break
    text = story.summary.text if story.summary else ""
    placed: list[tuple[int, int, str]] = []
    rest: list[str] = []
    for term, form in chosen:
        at = text.find(form) if not term.startswith(WORD) else -1
        spans = (
            [(at, at + len(form))]
            if at >= 0
            else [(start, end) for stem, start, end in words(text) if term == WORD + stem]
        )
        if spans:
            placed.append((*spans[0], text[spans[0][0] : spans[0][1]]))
        else:
            rest.append(form)
    pieces: list[str] = []
    before = -1
    for start, end, form in sorted(placed):
        if pieces and text[before:start].isspace() and form[0].isupper() == pieces[-1][0].isupper():
            pieces[-1] = f"{pieces[-1]} {form}"
        else:
            pieces.append(form)
        before = end
    return ", ".join((*pieces, *rest))


def words_of(story: Gathered) -> tuple[str, ...]:
    """Give the words and names that weigh most in a story, as they stand in its articles; no numbers."""
    forms: dict[str, str] = {}
    for _, form in _told(story):
        forms.setdefault(" ".join(stem_of(word) or word.lower() for word in form.split()), form)
    return tuple(forms.values())[:SHOWN]


def _told(story: Gathered) -> Iterable[tuple[str, str]]:
    for term in itertools.islice(story.terms, TELLING):
        form = story.forms.get(term)
        if form and not any(sign.isdecimal() for sign in form) and len(form) > 1:
            yield term, form


def _least(one: int | None, other: int | None) -> int | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _most(one: int | None, other: int | None) -> int | None:
    return max((day for day in (one, other) if day is not None), default=None)


def story_of(id_: str, story: Gathered) -> Story:
    """Give the record of a story."""
    return Story(
        id=id_,
        name=name_of(story) or (story.summary.text if story.summary else id_),
        summary=story.summary,
        first=_iso(story.first),
        last=_iso(story.last),
        articles=story.articles,
        terms=words_of(story),
    )


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
