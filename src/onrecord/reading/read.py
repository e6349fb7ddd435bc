"""The walk of one article through the reading room: language pass, spans, sources, statements, silences, ledgers."""

from __future__ import annotations

import re

import msgspec

from onrecord.reading.analysis import Analysis, analyse
from onrecord.reading.dates import DATE_RULES, find_dates
from onrecord.reading.figures import FIGURE_RULES, find_figures
from onrecord.reading.finder import SpanFinder
from onrecord.reading.finders import DEFAULT, Model, finder_named
from onrecord.reading.found import Found
from onrecord.reading.ledger import Claims
from onrecord.reading.mended import mended
from onrecord.reading.model.rules import MODEL_RULES
from onrecord.reading.names import NAME_RULES, find_names
from onrecord.reading.places import PLACE_RULES, find_places
from onrecord.reading.quotations import quotations_of_blocks
from onrecord.reading.setting import SETTING_RULES, find_setting
from onrecord.reading.silences import SILENCE_RULES, Silent, Unnamed, find_silences
from onrecord.reading.sources import AUTHORITY_RULES, SPEAKER_RULES, Resolved, Resolver
from onrecord.reading.spans import SPAN_RULES
from onrecord.reading.statements import STATEMENT_RULES, form_of, parents_of, relay_of, stance_of
from onrecord.records import (
    Article,
    CaptureReference,
    GazetteerEntry,
    Marked,
    Reading,
    Rule,
    Silence,
    Span,
    Statement,
    StatementSource,
    quote,
)
from onrecord.vocabulary.words import authority

RULES: tuple[type[Rule], ...] = (
    *SPAN_RULES,
    *sorted(AUTHORITY_RULES, key=lambda r: r.code),
    *SPEAKER_RULES,
    *STATEMENT_RULES,
    *SILENCE_RULES,
    *MODEL_RULES,
    *PLACE_RULES,
    *SETTING_RULES,
    *DATE_RULES,
    *FIGURE_RULES,
    *NAME_RULES,
)
"""Every rule of the reading room, for `onrecord explain`."""

_NOT = re.compile(r"\bnot\b|n['’]t\b", re.IGNORECASE)

READ_LANGUAGES = (None, "en")
"""Languages that have rules; an article in another gives a reading without statements."""


def read(
    article: Article,
    reference: CaptureReference,
    *,
    finder: SpanFinder | Model = DEFAULT,
    added: tuple[GazetteerEntry, ...] = (),
) -> Reading:
    """Read one article. The same article gives the same reading, byte for byte.

    `finder`, or the finder of that name, finds the spans; everything after it is the same for all. `added` are
    places of a person's own, beside the gazetteer's.
    """
    if article.language not in READ_LANGUAGES or not article.text.strip():
        return Reading(capture=reference, article=article)
    if isinstance(finder, str):
        finder = finder_named(finder)
    analysis = analyse(article, finder)
    silent = find_silences(analysis)
    found = [
        f
        for f in mended(analysis, finder.find(analysis))
        if not _is_silence(f, silent, article.text) and not _is_anonymity(f, article.text)
    ]
    resolver = Resolver(analysis)
    reading = _assemble(analysis, article, resolver, reference, _distinct(found), silent)
    return _with_ledgers(reading, analysis, resolver, added)


def _with_ledgers(
    reading: Reading, analysis: Analysis, resolver: Resolver, added: tuple[GazetteerEntry, ...]
) -> Reading:
    """Give the reading with its places, dates, figures and names."""
    claims = Claims(reading.statements)
    anchor, dates = find_dates(reading.article, [(block.kind, block.span) for block in analysis.blocks], claims)
    places = find_places(analysis, claims, added)
    figures = find_figures(analysis, claims, places, dates)
    return msgspec.structs.replace(
        reading,
        anchor=anchor,
        setting=find_setting(analysis, places),
        dates=dates,
        places=places,
        figures=figures,
        names=find_names(analysis, resolver.people, resolver.naming, reading.sources, places),
    )


def _is_silence(found: Found, silent: list[Silent], text: str) -> bool:
    """Tell whether the cue is that of a silence ("declined to comment"): it is a record of its own."""
    return any(
        cue.overlaps(s.cue)
        and (s.kind != "withheld" or _keeps_back(cue.of(text)) or _is_name_kept(found, s))
        and not any(c.end <= s.cue.start for c in found.content)
        for cue in found.cue
        for s in silent
    )


def _keeps_back(cue: str) -> bool:
    """Tell whether the cue itself refuses: "declined to name", "did not say"."""
    return cue.lower().startswith(("declin", "refus")) or _NOT.search(cue) is not None


def _is_name_kept(found: Found, silent: Silent) -> bool:
    """Tell whether all that is reported is that a name is kept back, and why ("did not want her name printed")."""
    return silent.made_by == Unnamed.code and all(
        span.overlaps(Span(silent.cue.start, max(silent.cue.end, silent.span.end))) for span in found.content
    )


def _is_anonymity(found: Found, text: str) -> bool:
    """Tell whether it only says that somebody is kept unnamed ("asked not to be named"): that is the source's status."""
    said = " ".join(span.of(text) for span in (*found.cue, *found.content)).lower()
    return len(said) < 160 and any(phrase in said for phrase in authority().anonymity_phrases)


def _is_thing(whom: Resolved, found: Found, kind: str) -> bool:
    """Tell whether a thing would have to speak ("the meeting will focus on …") on the strength of a weak cue."""
    if whom.entity is None or not found.weak:
        return False
    return whom.entity.kind == "unknown" or (kind == "heading" and not whom.entity.sure)


def _is_turn(found: Found, text: str, kind: str) -> bool:
    """Tell whether the cue is a transcript's colon: then every word behind it was spoken, marks or not."""
    return kind == "paragraph" and bool(found.cue) and found.cue[-1].of(text) == ":"


def _distinct(found: list[Found]) -> list[Found]:
    """Drop an attribution that another says with the same content and source, keeping the surer one."""
    best: dict[object, Found] = {}
    for one in found:
        key = (one.source, one.content)
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    kept = {id(f) for f in best.values()}
    return [f for f in found if id(f) in kept]


def _assemble(
    analysis: Analysis,
    article: Article,
    resolver: Resolver,
    reference: CaptureReference,
    found: list[Found],
    silent: list[Silent],
) -> Reading:
    text = analysis.text
    resolver.know_quotations(found)
    # Sources are resolved in the order the reader meets them; silences among them ("did not respond" names someone).
    steps: list[tuple[int, int, Found | Silent]] = [
        *((min(s.start for s in (*f.source, *f.cue, *f.content)), 0, f) for f in found),
        *((s.span.start, 1, s) for s in silent),
    ]
    steps.sort(key=lambda step: (step[0], step[1]))
    resolved = {}
    speaking_at = {span: one for one in found for span in one.source}
    for _, _, item in steps:
        if isinstance(item, Found):
            if id(item) not in resolved:
                resolved[id(item)] = resolver.resolve(item)
        elif item.source is not None:
            # "A teacher who gave only her first name, Hiba, told …": who is silent there is who speaks.
            speaker = next((one for span, one in speaking_at.items() if span.overlaps(item.source)), None)
            if speaker is None:
                as_found = Found((item.source,), (item.cue,), (item.cue,), item.made_by, 1.0)
                resolved[id(item)] = resolver.resolve(as_found)
                continue
            if id(speaker) not in resolved:
                resolved[id(speaker)] = resolver.resolve(speaker)
            resolved[id(item)] = resolved[id(speaker)]
    found = [
        f for f in found if not _is_thing(resolved[id(f)], f, resolver.layout.block_at(f.content[0].start)[1].kind)
    ]
    speaking = [resolved[id(item)].entity for item in (*found, *silent) if id(item) in resolved]
    sources, ids = resolver.sources([entity for entity in speaking if entity is not None])
    by_id = {s.id: s for s in sources}
    quotations = [q for block in quotations_of_blocks(text, [b.span for b in analysis.blocks]) for q in block]
    parents = parents_of(found)
    statements: list[Statement] = []
    for number, one in enumerate(found):
        whom = resolved[id(one)]
        source_id = ids.get(id(whom.entity)) if whom.entity is not None else None
        source = by_id.get(source_id) if source_id else None
        _, block = resolver.layout.block_at((one.cue or one.content)[0].start)
        cue_tokens = [t for t in block.doc if any(s.start <= block.offset(t) < s.end for s in one.cue)]
        parent = parents[number]
        near = [q for q in quotations if any(q.span.overlaps(s) for s in one.content)]
        statements.append(
            Statement(
                id=f"s{number + 1}",
                source=StatementSource(
                    id=source_id,
                    spans=one.source,
                    text=quote(text, one.source),
                    name=source.name if source else None,
                    status=source.status if source else None,
                    anonymity_reason=source.anonymity_reason if source else None,
                    made_by=whom.made_by,
                    confidence=whom.confidence,
                ),
                cue=Marked(spans=one.cue, text=quote(text, one.cue)),
                content=Marked(spans=one.content, text=quote(text, one.content)),
                form="direct" if _is_turn(one, text, block.kind) else form_of(text, one.content, near),
                stance=stance_of(text, cue_tokens, one.content),
                relay=relay_of(analysis, block, one),
                parent=f"s{parent + 1}" if parent is not None else None,
                made_by=one.made_by,
                confidence=one.confidence,
            )
        )
    silences = []
    for item in silent:
        known = resolved.get(id(item))
        source_id = ids.get(id(known.entity)) if known is not None else None
        silences.append(
            Silence(
                source=by_id[source_id].name if source_id else None,
                kind=item.kind,
                spans=(item.span,),
                text=item.span.of(text),
                source_id=source_id,
                source_spans=(item.source,) if item.source is not None else (),
                made_by=item.made_by,
            )
        )
    return Reading(
        capture=reference,
        article=article,
        sources=tuple(sources),
        statements=tuple(statements),
        silences=tuple(silences),
    )
