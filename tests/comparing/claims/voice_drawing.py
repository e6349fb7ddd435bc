"""Two statements drawn one under the other, and what they are to each other.

A side begins with a line `day · outlet · source: content`, `?` for what nobody knows, `demands` or `denies` in brackets
behind the source where that is its stance. Below it, indented, stand what was read from the content: `#` a figure (its
words, kind, thing, bound and value) and `@` a place with its country. The last line, after `===`, is the answer: the rule, the
relation and the first evidence.
"""

from __future__ import annotations

import dataclasses
import re

from onrecord.comparing.claims.relate import Related, relate
from onrecord.comparing.claims.voice import Counted, Voice, Where, stem
from onrecord.comparing.words import fold
from onrecord.records import Rule, Span

_HEAD = re.compile(r"(?P<day>\S+) · (?P<outlet>[^·]+) · (?P<source>[^:(]+?)(?: \((?P<stance>\w+)\))?: (?P<content>.+)")
_OPEN = {"at_least": (True, False), "more_than": (True, False), "at_most": (False, True), "fewer_than": (False, True)}


def redrawn(rule: type[Rule], drawing: str) -> str:
    """Give the drawing as it comes out now."""
    body = [line for line in drawing.split("\n") if not line.startswith("===")]
    return "\n".join([*body, answer(*sides(drawing))])


def codes_in(rule: type[Rule], drawing: str) -> set[str]:
    """Give the rules that had a part in a drawing."""
    return {relate(*sides(drawing)).made_by}


def sides(drawing: str) -> tuple[Voice, Voice]:
    """Give the two voices of a drawing."""
    voices: list[Voice] = []
    for line in drawing.split("\n"):
        if line.startswith("==="):
            continue
        if not line.startswith(" "):
            voices.append(_voice(line, len(voices)))
        elif line.strip().startswith("#"):
            voices[-1] = dataclasses.replace(voices[-1], figures=(*voices[-1].figures, _figure(line, voices[-1].text)))
        else:
            voices[-1] = dataclasses.replace(voices[-1], places=(*voices[-1].places, _place(line)))
    one, other = voices
    return one, other


def answer(one: Voice, other: Voice) -> str:
    """Give the last line of a drawing."""
    related: Related = relate(one, other)
    if related.relation is None:
        return "=== nothing"
    return f"=== {related.made_by} {related.relation} · {related.evidence[0].text}"


def _voice(line: str, number: int) -> Voice:
    found = _HEAD.fullmatch(line)
    assert found is not None, line
    known = {name: None if found[name] == "?" else found[name] for name in ("day", "outlet", "source")}
    return Voice.plain(
        found["content"],
        article=f"article {number + 1}",
        statement="s1",
        day=known["day"],
        outlet=known["outlet"],
        source=known["source"],
        stance=found["stance"] or "asserts",  # type: ignore[arg-type]
    )


def _figure(line: str, text: str) -> Counted:
    words, kind, thing, bound, value = (part.strip() for part in line.strip(" #").split("|"))
    at = text.index(words)
    low, high = _OPEN.get(bound, (True, True))
    return Counted(
        text=words,
        spans=(Span(at, at + len(words)),),
        low=float(value) if low else None,
        high=float(value) if high else None,
        bound=bound,  # type: ignore[arg-type]
        vague=False,
        unit=None,
        thing=stem(thing),
        marks=frozenset(),
        kind=kind,  # type: ignore[arg-type]
        place=None,
        days=None,
        part=False,
        rest=False,
    )


def _place(line: str) -> Where:
    name, country = line.strip(" @").rsplit(" ", 1)
    return Where(fold(name), None, None, None, country, None, "settlement")
