"""A reading drawn under its text, so that a person can see what was found.

Under each line of the text stands one row a statement: `=` under the source, `^` under the cue, `~` under the content,
then who speaks and how. A silence has `=` under who is silent and `-` under the words that say so. A text whose first
line has no full stop at its end is a headline there.
"""

import re

from onrecord.reading import Model, read
from onrecord.records import Article, CaptureReference, Reading, Span

ROW = re.compile(r"^[=^~\- ]*[=^~\-](?: {3,}\S.*)$")
NOWHERE = CaptureReference(sha256="0" * 64, uri="drawing", fetched_at=None, media_type="text/plain")


def read_text(text: str, *, model: Model = "rules", **fields: object) -> Reading:
    """Read a text as one article; with the rules alone, which always draw the same, where no model is named."""
    first = text.split("\n", 1)[0]
    headings = (Span(0, len(first)),) if first and first[-1] not in '.!?”"’)…,' else ()
    article = Article(id="drawing", title=None, text=text, headings=headings, **fields)  # type: ignore[arg-type]
    return read(article, NOWHERE, finder=model)


def text_of(drawing: str) -> str:
    """Give the text of a drawing: its lines that are not rows."""
    return "\n".join(line for line in drawing.split("\n") if not ROW.match(line))


def draw(reading: Reading) -> str:
    """Draw a reading under its text."""
    text = reading.article.text
    rows: list[tuple[int, list[tuple[Span, str]], str]] = []
    for statement in reading.statements:
        marks = [(span, "~") for span in statement.content.spans]
        marks += [(span, "=") for span in statement.source.spans] + [(span, "^") for span in statement.cue.spans]
        source = statement.source
        words = [source.name or "(nobody)", source.status or "unknown", statement.form]
        if source.anonymity_reason:
            words.append(f"because: {source.anonymity_reason}")
        if statement.stance != "asserts":
            words.append(statement.stance)
        if statement.relay is not None:
            words.append(f"via {statement.relay.name}")
        if statement.parent is not None:
            words.append(f"inside {statement.parent}")
        rows.append((min(s.start for s, _ in marks), marks, f"{statement.id} {' · '.join(words)}"))
    for silence in reading.silences:
        marks = [(span, "-") for span in silence.spans] + [(span, "=") for span in silence.source_spans]
        rows.append((silence.spans[0].start, marks, f"silence · {silence.source or '(nobody)'} · {silence.kind}"))
    drawn: list[str] = []
    at = 0
    lines = text.split("\n")
    width = max(map(len, lines))
    for line in lines:
        drawn.append(line)
        for _, marks, label in rows:
            row = [" "] * len(line)
            for span, sign in marks:
                for i in range(max(span.start, at), min(span.end, at + len(line))):
                    row[i - at] = sign
            if "".join(row).strip():
                drawn.append("".join(row).rstrip().ljust(width) + "   " + label)
        at += len(line) + 1
    return "\n".join(drawn)
