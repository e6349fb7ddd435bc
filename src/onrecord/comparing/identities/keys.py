"""What to look up for a name, and under what an identity is found: a bounded number of keys each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from onrecord.comparing.identities.forms import Form, bone, form_of, surnames
from onrecord.comparing.identities.members import Named

MOST_KEYS = 48
"""Keys of one member, at most."""
CANDIDATES = 48
"""Identities that are weighed for one member, at most; those that share most keys, and of these the oldest."""
CROWDED = 64
"""Identities read for one key, at most: what more hold than that tells nobody from anybody."""


def keys(member: Named) -> tuple[str, ...]:
    """Give the keys under which identities are looked up that a member could belong to."""
    found: dict[str, None] = {}
    for form in member.forms():
        found.update(dict.fromkeys(_asked(form)))
    found.setdefault("e:" + form_of(member.name, False).plain)
    return tuple(found)[:MOST_KEYS]


def keys_held(member: Named) -> tuple[str, ...]:
    """Give the keys under which a member's identity is found from then on: those of all its names."""
    found: dict[str, None] = {"e:" + form_of(member.name, False).plain: None}
    for form in member.forms():
        found.update(dict.fromkeys(_held(form)))
    return tuple(found)[:MOST_KEYS]


def _asked(form: Form) -> Iterator[str]:
    if form.human:
        if form.bare:
            yield from (f"s:{bones}" for bones in form.bones)
            yield from (f"b:{bones}" for bones in form.bones)
        else:
            yield from _pairs(form)
            yield from (f"b:{bone(surname)}" for surname in surnames(form))
    else:
        yield from _of_a_body(form, asked=True)
    if form.group is not None:
        yield f"g:{form.group}"


def _held(form: Form) -> Iterator[str]:
    if form.human:
        if form.bare:
            yield from (f"b:{bones}" for bones in form.bones)
        else:
            yield from _pairs(form)
            yield from (f"s:{bone(surname)}" for surname in surnames(form))
    else:
        yield from _of_a_body(form, asked=False)
    if form.group is not None:
        yield f"g:{form.group}"


def _pairs(form: Form) -> Iterator[str]:
    """Give each two parts of a name by their consonants, and the last part with the initial of the first."""
    bones = tuple(map(_any_vowel, form.bones[:4]))
    yield from (f"p:{' '.join(sorted(pair))}" for pair in combinations(bones, 2))
    yield "p:" + "".join(map(_any_vowel, form.bones))
    yield f"i:{_any_vowel(form.sounds[0][0])} {_any_vowel(form.bones[-1])}"
    last = form.sounds[-1]
    others = []
    if last.startswith("al") and len(last) > 5:
        # "Alkaila" may be "al-Kaila".
        others.append(bone(last[2:]))
    if form.plain.endswith("s") and len(last) > 3:
        # "Deebs" may be "Deeb's".
        others.append(bone(last[:-1]))
    yield from (f"p:{' '.join(sorted((first, _any_vowel(other))))}" for other in others for first in bones[:-1])


def _any_vowel(bones: str) -> str:
    """Give consonants with one vowel for all where they begin with one: "Ehsan" and "Ihsan" meet."""
    return "a" + bones[1:] if bones[:1] in ("i", "u") else bones


def _of_a_body(form: Form, *, asked: bool) -> Iterator[str]:
    yield "o:" + " ".join(form.words)
    if form.core != form.words:
        yield "o:" + " ".join(form.core)
    if form.letters:
        yield f"a:{form.letters}"
    yield from (f"a:{letters}" for letters in sorted(form.initials) if len(letters) > 2)
    yield from _short_forms(form, asked=asked)


def _short_forms(form: Form, *, asked: bool) -> Iterable[str]:
    """Give what a body's name could be cut short to: without its country, and without what stands behind its "of"."""
    words = form.words
    without = tuple(word for word in words if word not in form.countries)
    front = tuple(sorted(form.front))
    cuts = {without, front, tuple(word for word in front if word not in form.countries)} - {(), words}
    return sorted(f"c:{' '.join(cut)}" for cut in (*cuts, words)) if asked or not form.letters else ()
