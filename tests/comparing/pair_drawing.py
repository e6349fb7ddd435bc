"""Two articles drawn one under the other, so that a person can see what they share, or what the later says otherwise.

Each side begins with a line `--- outlet · time · address`, `?` for what nobody knows; then its text. In a drawing of
likeness the same letter stands under both sides of a passage, and a full stop under stock; after `--- stock` comes what an
outlet prints under many articles. In a drawing of versions the records are drawn by hand and read from the drawing: `=`
under the source and `~` under the content of a statement, `-` under a figure, then its id and, for a figure, its kind, bound
and value. The last lines, after `===`, are the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.comparing import Compared, decide, difference, fingerprints
from onrecord.records import (
    Article,
    CaptureReference,
    Figure,
    Likeness,
    Marked,
    Reading,
    Rule,
    Side,
    Span,
    Statement,
    StatementSource,
)

_MARKS = re.compile(r"^(?: *([a-z.])\1*)+ *$")
_ROW = re.compile(r"^(?P<signs>[=~\- ]*[=~-]) {3,}(?P<label>\S.*)$")
_SENDER = CaptureReference(sha256="0" * 64, uri="drawing", fetched_at=None, media_type="text/plain")


def redrawn(rule: type[Rule], drawing: str) -> str:
    """Give the drawing as it comes out now."""
    sides = _sides(drawing)
    if rule.draws == "versions":
        old, new = (_reading(lines) for header, lines in sides)
        body = [line for line in drawing.split("\n") if not line.startswith("=== ")]
        return "\n".join([*body, *_changes(old, new)])
    articles = [side for side in sides if side[0] != "stock"]
    one, other = (_compared(header, lines) for header, lines in articles)
    stock = {print_.hash for header, lines in sides if header == "stock" for print_ in fingerprints("\n".join(lines))}
    likeness = decide(one, other, stock)
    drawn: list[str] = []
    for side in sides:
        drawn.append(f"--- {side[0]}")
        drawn += side[1] if side[0] == "stock" else _under(_texts(side[1]), likeness, first=side is articles[0])
    return "\n".join([*drawn, _answer(likeness)])


def codes_in(rule: type[Rule], drawing: str) -> set[str]:
    """Give the rules that had a part in a drawing."""
    sides = _sides(drawing)
    if rule.draws == "versions":
        old, new = (_reading(lines) for _, lines in sides)
        return {change.made_by for change in difference(old, new).changes}
    return {match[1] for match in re.finditer(r"^=== (\S+)", redrawn(rule, drawing), flags=re.MULTILINE)}


def _sides(drawing: str) -> list[tuple[str, list[str]]]:
    sides: list[tuple[str, list[str]]] = []
    for line in drawing.split("\n"):
        if line.startswith("--- "):
            sides.append((line[4:], []))
        elif not line.startswith("=== "):
            sides[-1][1].append(line)
    return sides


def _texts(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if not _MARKS.match(line)]


def _compared(header: str, lines: list[str]) -> Compared:
    known = [None if field == "?" else field for field in header.split(" · ")]
    outlet, time, address = [*known, None, None][:3]
    return Compared(header, "\n".join(_texts(lines)), outlet=outlet, time=time, address=address)


def _under(lines: list[str], likeness: Likeness | None, *, first: bool) -> list[str]:
    drawn: list[str] = []
    at = 0
    for line in lines:
        marks = [" "] * len(line)
        for number, passage in enumerate(likeness.passages if likeness else ()):
            span = passage.here if first else passage.there
            sign = "." if passage.stock else chr(ord("a") + number)
            for i in range(max(span.start, at), min(span.end, at + len(line))):
                marks[i - at] = sign
        drawn.append(line)
        if "".join(marks).strip():
            drawn.append("".join(marks).rstrip())
        at += len(line) + 1
    return drawn


def _answer(likeness: Likeness | None) -> str:
    if likeness is None:
        return "=== nothing"
    shares = f"{likeness.share:.0%} of the first, {likeness.other_share:.0%} of the second"
    return f"=== {likeness.made_by} {likeness.kind} · {shares}".replace("%", " %")


def _reading(lines: list[str]) -> Reading:
    """Make the reading that a side draws."""
    text = "\n".join(line for line in lines if not _ROW.match(line))
    statements, figures = [], []
    at = 0
    above = ""
    for line in lines:
        row = _ROW.match(line)
        if row is None:
            at, above = at + (len(above) + 1 if above else 0), line
            continue
        source, content, figure = (_spans(row["signs"], sign, at) for sign in "=~-")
        if content:
            statements.append(_statement(text, row["label"], source, content))
        else:
            figures.append(_figure(text, row["label"], figure))
    return Reading(
        capture=_SENDER,
        article=Article(id="drawing", title=None, text=text),
        statements=tuple(statements),
        figures=tuple(figures),
    )


def _spans(signs: str, sign: str, at: int) -> tuple[Span, ...]:
    return tuple(Span(at + m.start(), at + m.end()) for m in re.finditer(re.escape(sign) + "+", signs))


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


def _statement(text: str, label: str, source: tuple[Span, ...], content: tuple[Span, ...]) -> Statement:
    name = _words(text, source)
    return Statement(
        id=label.split()[0],
        source=StatementSource(id=None, spans=source, text=name, name=name or None, status=None),
        cue=Marked(spans=(), text=""),
        content=Marked(spans=content, text=_words(text, content)),
        form="indirect",
        stance="denies" if "denies" in label else "asserts",
        relay=None,
        parent=None,
        made_by="drawing",
        confidence=1.0,
    )


def _figure(text: str, label: str, spans: tuple[Span, ...]) -> Figure:
    name, kind, head, bound, value = label.split()
    return Figure(
        id=name,
        spans=spans,
        text=_words(text, spans),
        low=float(value),
        high=float(value) if bound == "exactly" else None,
        bound=bound,  # type: ignore[arg-type]
        unit=None,
        counted=head,
        head=head,
        kind=kind,  # type: ignore[arg-type]
        date=None,
        place=None,
        statement=None,
    )


def _changes(old: Reading, new: Reading) -> list[str]:
    found = difference(old, new)
    drawn = [
        f"=== {change.made_by} {change.what} {change.kind} · {_side(change.old)} → {_side(change.new)}"
        for change in found.changes
    ]
    return [*drawn, f"=== {found.kept} unchanged"]


def _side(side: Side | None) -> str:
    if side is None:
        return "–"
    return f"{side.id} {side.source}: “{side.text}”" if side.source else f"{side.id} “{side.text}”"
