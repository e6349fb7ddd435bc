"""Articles and whom they name, drawn line by line, so that a person can see who is taken for whom, and why.

An article begins with a line `--- outlet · day`, `?` for what nobody knows. Each line below it is somebody it names: the name
and, behind `=`, other forms that the article gives, behind `aka` a name that it says is theirs as well; then the kind, the office and whose, parted by `|`. The last lines, after
`===`, are the answer, in the order of the articles: the name, the identity, and the rules with what each counts; `≠` is for
an identity that was weighed and not joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.comparing.identities import Decision, Named, Profile, Register, place, score
from onrecord.comparing.identities.forms import form_of
from onrecord.comparing.identities.rules import ToldApart
from onrecord.records import Cited, Evidence, Member
from onrecord.vocabulary.identities import identity_weights


class _Drawn(Register):
    """A register that notes what was weighed and not joined."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, list[str]] = {}
        self.codes: set[str] = set()

    def put(self, number: int, profile: Profile, member: Named, keys: Sequence[str], decision: Decision) -> Member:
        lines = self.lines.setdefault(f"{member.article} {member.record}", [])
        for other, known in sorted(self.profiles.items()):
            weighed = score(member, known)
            if other != number and weighed is not None and other not in decision.unites:
                evidence = weighed.evidence
                if any(beside.article == member.article for beside in self.members[other]):
                    evidence = (*evidence, *_apart())
                lines.append(f"=== {member.name} ≠ i{other} · {_reasons(evidence)}")
                self.codes |= {piece.made_by for piece in evidence}
        reasons = _reasons(decision.evidence) or decision.made_by
        joined = {*decision.unites, *(() if decision.identity is None else (decision.identity,))} - {number}
        united = "".join(f", i{other} is i{number}" for other in sorted(joined))
        lines.append(f"=== {member.name} → i{number}{united} · {reasons}")
        self.codes |= {decision.made_by, *(piece.made_by for piece in decision.evidence)}
        return super().put(number, profile, member, keys, decision)


def _apart() -> tuple[Evidence, ...]:
    return (Evidence(made_by=ToldApart.code, text="", weight=identity_weights().context["same_article"]),)


def _reasons(evidence: Sequence[Evidence]) -> str:
    return ", ".join(_reason(piece) for piece in evidence)


def _reason(piece: Evidence) -> str:
    return piece.made_by if piece.weight is None else f"{piece.made_by} {piece.weight:+.1f}".replace("-", "−")


def articles_of(drawing: str) -> list[list[Named]]:
    """Give the members that a drawing has, article by article."""
    articles: list[list[Named]] = []
    outlet: str | None = None
    day: str | None = None
    for line in drawing.split("\n"):
        if line.startswith("--- "):
            outlet, day = (None if field == "?" else field for field in [*line[4:].split(" · "), "?"][:2])
            articles.append([])
        elif not line.startswith("=== "):
            names, kind, role, affiliation = [*re.split(r" \| ", line), "", "", ""][:4]
            names, *told = names.split(" aka ")
            name, *aliases = names.split(" = ")
            articles[-1].append(
                Named(
                    article=f"a{len(articles)}",
                    record=f"n{len(articles[-1]) + 1}",
                    name=name,
                    kind=kind,  # type: ignore[arg-type]
                    aliases=(*told, *aliases),
                    told=tuple((other, Cited(article=f"a{len(articles)}", spans=(), text=other)) for other in told),
                    role=role or None,
                    affiliation=affiliation or None,
                    outlet=outlet,
                    day=day,
                )
            )
    return [_with_company(article) for article in articles]


def _with_company(article: list[Named]) -> list[Named]:
    plain = [form_of(member.name, member.human) for member in article]
    return [
        msgspec.structs.replace(
            member, company=tuple(form.plain for form in plain if form.text != member.name and not form.bare)
        )
        for member in article
    ]


def _drawn(drawing: str) -> tuple[_Drawn, list[list[Named]]]:
    register = _Drawn()
    articles = articles_of(drawing)
    for article in articles:
        place(article, register)
    return register, articles


def redrawn(drawing: str) -> str:
    """Give the drawing as it comes out now."""
    register, articles = _drawn(drawing)
    body = [line for line in drawing.split("\n") if not line.startswith("=== ")]
    answers = [
        line
        for article in articles
        for member in article
        for line in register.lines[f"{member.article} {member.record}"]
    ]
    return "\n".join([*body, *answers])


def codes_in(drawing: str) -> set[str]:
    """Give the rules that had a part in a drawing."""
    return _drawn(drawing)[0].codes
