"""A reading drawn under its text, so that a person can see what was found.

Under each line of the text stands one row a statement: `=` under the source, `^` under the cue, `~` under the content,
then who speaks and how. A silence has `=` under who is silent and `-` under the words that say so. A text whose first
line has no full stop at its end is a headline there.

The ledgers are drawn each for itself: `-` under the place, date, figure or name, `=` under what a figure counts. In a drawing
of dates the article is of Saturday, 14 December 2024, unless its first line says "published" and another date, or
"published unknown". A drawing of names may begin with "outlet" and the outlet's name.
"""

import re
from collections.abc import Callable, Iterable

from onrecord.reading import Model, read
from onrecord.records import Article, CaptureReference, GazetteerEntry, Reading, Rule, Span

Row = tuple[int, list[tuple[Span, str]], str]
"""Where it begins, which signs stand under which spans, and what is written behind them."""
ROW = re.compile(r"^[=^~\- ]*[=^~\-](?: {3,}\S.*)$")
NOWHERE = CaptureReference(sha256="0" * 64, uri="drawing", fetched_at=None, media_type="text/plain")


def read_text(
    text: str, *, model: Model = "rules", added: tuple[GazetteerEntry, ...] = (), **fields: object
) -> Reading:
    """Read a text as one article; with the rules alone, which always draw the same, where no model is named."""
    first = text.split("\n", 1)[0]
    headings = (Span(0, len(first)),) if first and first[-1] not in '.!?”"’)…,' else ()
    article = Article(id="drawing", title=None, text=text, headings=headings, **fields)  # type: ignore[arg-type]
    return read(article, NOWHERE, finder=model, added=added)


PUBLISHED = "2024-12-14"
_STATED = re.compile(r"published (\S+)\n")
_OUTLET = re.compile(r"outlet (.+)\n")
_ADDED = re.compile(r"added (.+?) · ([A-Z]{2}) · (-?[\d.]+), (-?[\d.]+)\n")


def read_for(rule: type[Rule], drawing: str, *, model: Model = "rules") -> Reading:
    """Read the text of a rule's drawing as that rule's drawings are read."""
    text = text_of(drawing)
    if rule.draws == "places" and (own := _ADDED.match(text)):
        name, country, lat, lon = own.groups()
        entry = GazetteerEntry(
            name=name, country=country, lat=float(lat), lon=float(lon), precision="point", basis="user"
        )
        return read_text(text[own.end() :], model=model, added=(entry,))
    if rule.draws == "names" and (outlet := _OUTLET.match(text)):
        return read_text(text[outlet.end() :], model=model, outlet=outlet[1])
    if rule.draws != "dates":
        return read_text(text, model=model)
    stated = _STATED.match(text)
    text = text[stated.end() :] if stated else text
    published = stated[1] if stated else PUBLISHED
    return read_text(text, model=model, published=None if published == "unknown" else published)


def draw_for(rule: type[Rule], reading: Reading) -> str:
    """Draw what the rule is about."""
    if rule.draws == "statements":
        return draw(reading)
    drawn = _under(reading.article.text, _LEDGERS[rule.draws](reading))
    own = next((place for place in reading.places if place.made_by == "PL14"), None)
    if rule.draws == "places" and own is not None and own.lat is not None and own.lon is not None:
        return f"added {own.name} · {own.country} · {own.lat:.2f}, {own.lon:.2f}\n{drawn}"
    if rule.draws == "names" and reading.article.outlet is not None:
        return f"outlet {reading.article.outlet}\n{drawn}"
    if rule.draws == "dates" and reading.article.published != PUBLISHED:
        return f"published {reading.article.published or 'unknown'}\n{drawn}"
    return drawn


def _places(reading: Reading) -> list[Row]:
    rows = []
    for place in reading.places:
        where = "unknown" if place.lat is None else f"{place.lat:.2f}, {place.lon:.2f}"
        words = [place.name, place.country, place.precision, where]
        words += ["the setting" if reading.setting and reading.setting.place == place.id else ""]
        rows.append(_row(place.spans, (), f"{place.id} {' · '.join(word for word in words if word)}"))
    return rows


def _dates(reading: Reading) -> list[Row]:
    rows = []
    for date in reading.dates:
        words = [date.edtf, date.duration, date.kind, date.basis]
        rows.append(_row(date.spans, (), f"{date.id} {' · '.join(word for word in words if word)}"))
    return rows


def _figures(reading: Reading) -> list[Row]:
    rows = []
    dates = {date.id: date.edtf or date.text for date in reading.dates}
    places = {place.id: place.name or place.text for place in reading.places}
    claimants = {statement.id: statement.source.name or statement.source.text for statement in reading.statements}
    for figure in reading.figures:
        ends = [("" if end is None else f"{end:,.12g}") for end in (figure.low, figure.high)]
        value = ends[0] if ends[0] == ends[1] else "–".join(ends)
        words = [figure.bound.replace("_", " "), f"{value} {figure.unit}" if figure.unit else value]
        words += [figure.head or "", figure.kind, "vague" if figure.basis == "vague" else ""]
        words += [f"of {figure.part_of}" if figure.part_of else ""]
        words += {True: ["parts add up"], False: ["parts do not add up"], None: []}[figure.parts_add_up]
        words += [f"in {places[figure.place]}" if figure.place else "", dates[figure.date] if figure.date else ""]
        words += [f"says {claimants[figure.statement]}" if figure.statement else ""]
        rows.append(
            _row(figure.spans, figure.counted_spans, f"{figure.id} {' · '.join(word for word in words if word)}")
        )
    return rows


def _names(reading: Reading) -> list[Row]:
    rows = []
    for name in reading.names:
        words = [name.name, name.kind, name.role or "", f"of {name.affiliation}" if name.affiliation else ""]
        words += [f"also {' and '.join(name.aliases)}" if name.aliases else ""]
        words += [f"source {name.source}" if name.source else ""]
        rows.append(_row(name.mentions, (), f"{name.id} {' · '.join(word for word in words if word)}"))
    return rows


_LEDGERS: dict[str, Callable[[Reading], list[Row]]] = {
    "places": _places,
    "dates": _dates,
    "figures": _figures,
    "names": _names,
}


def _row(spans: Iterable[Span], counted: Iterable[Span], label: str) -> Row:
    marks = [(span, "=") for span in counted] + [(span, "-") for span in spans]
    return min(span.start for span, _ in marks), marks, label


def text_of(drawing: str) -> str:
    """Give the text of a drawing: its lines that are not rows."""
    return "\n".join(line for line in drawing.split("\n") if not ROW.match(line))


def draw(reading: Reading) -> str:
    """Draw a reading under its text."""
    text = reading.article.text
    rows: list[Row] = []
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
    return _under(text, rows)


def _under(text: str, rows: list[Row]) -> str:
    """Draw rows under the lines of a text."""
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
