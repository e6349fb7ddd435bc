"""How many independent origins some statements have: at least, if all that may be one is one; at most, if only what surely is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.comparing.origins.carried import Carried
from onrecord.comparing.origins.ground import (
    Ground,
    agencies_of,
    own_word,
    pipes_of,
    speaks,
)
from onrecord.comparing.origins.links import LINK_RULES, NobodyNamed, OneSpeaker, OnOneWord
from onrecord.records import Evidence, Likeness, Link, Origin, OriginKind, Origins, Said

SPEAKER, AGENCY, OUTLET = 2, 1, 0


def origins(statements: Sequence[Carried], likenesses: Iterable[Likeness] = ()) -> Origins:
    """Count the independent origins of statements that say the same thing.

    `likenesses` are those between their articles, and, where they are known, those that join them through others. The
    order of either does not matter. Nothing gives nothing: 0 to 0.
    """
    ground = Ground.of(statements, likenesses)
    at = {(one.said.article, one.said.statement): place for place, one in enumerate(ground.statements)}

    def ends(link: Link) -> tuple[int, int]:
        one, other = link.one, link.other
        return at[one.article, one.statement], at[other.article, other.statement]

    def sorting(link: Link) -> tuple[bool, int, int, str]:
        return not link.sure, *ends(link), link.evidence.made_by

    links = sorted((link for rule in LINK_RULES for link in rule.links(ground)), key=sorting)
    pairs = [(*ends(link), link.sure) for link in links]
    levels = [_level(ground, place) for place in range(len(ground))]
    low, high = counted(levels, pairs)
    group = _components(len(ground), [(one, other) for one, other, sure in pairs if sure])
    # What nothing else accounts for, and nobody answers for with his name, is no origin more than there are without it.
    met = {group[place] for place in range(len(ground)) if ground.answers(place)}
    for link in NobodyNamed.links(ground) if low > 1 else ():
        one, other = ends(link)
        place = next((place for place in (other, one) if group[place] not in met), None)
        if place is not None and group[one] != group[other]:
            met.add(group[place])
            less = counted(levels, [*pairs, (one, other, False)])[0]
            if less < low:
                low = less
                links.append(link)
                pairs.append((one, other, False))
    links.sort(key=sorting)
    pairs = [(*ends(link), link.sure) for link in links]
    kept: list[Link] = []
    shown: set[tuple[str, int, int]] = set()
    for link, (one, other, sure) in zip(links, pairs, strict=True):
        between = (link.evidence.made_by, min(group[one], group[other]), max(group[one], group[other]))
        if sure or (group[one] != group[other] and between not in shown):
            shown.add(between)
            kept.append(link)
    members: dict[int, list[int]] = defaultdict(list)
    for place, first in enumerate(group):
        members[first].append(place)
    found = [_origin(ground, places) for _, places in sorted(members.items())]
    return Origins(low=low, high=high, origins=tuple(found), links=tuple(kept))


def counted(levels: Sequence[int], links: Iterable[tuple[int, int, bool]]) -> tuple[int, int]:
    """Count components: the least and the most there may be. More links never give more.

    `levels` has for each statement who is behind it: 2 a speaker with a name, 1 an agency, 0 an outlet or nobody;
    `links` have the places of two statements and whether they are surely one.

    The most: what is surely one is one. The least: what may be one is one as well; but a word without a name that may
    go back to either of two speakers (or agencies) goes back to one of them, and does not make one man of two.
    """
    pairs = list(links)
    group = _components(len(levels), [(one, other) for one, other, sure in pairs if sure])
    level: dict[int, int] = {}
    for place, first in enumerate(group):
        level[first] = max(level.get(first, 0), levels[place])
    unsure = [(group[one], group[other]) for one, other, sure in pairs if not sure and group[one] != group[other]]
    among = _components(len(levels), [(one, other) for one, other in unsure if level[one] == level[other]])
    # Who may go back to somebody of a higher level is no origin of its own in the least count.
    leaning = {among[min(one, other, key=lambda g: level[g])] for one, other in unsure if level[one] != level[other]}
    low = len({among[first] for first in level} - leaning)
    return low, len(level)


def _components(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Give of each place the first one it is joined to, through whatever chain."""
    parent = list(range(size))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return [root(place) for place in range(size)]


def _level(ground: Ground, place: int) -> int:
    one = ground.statements[place]
    if speaks(one) and ground.answers(place):
        return SPEAKER
    keys = set(agencies_of(one))
    if not any(pipe.way == "outlet" for pipe in one.carriage.text):
        keys.discard(one.publisher or "")
    return AGENCY if keys else OUTLET


def _origin(ground: Ground, places: Sequence[int]) -> Origin:
    """Name what statements that are surely one go back to."""
    members = [ground.statements[place] for place in places]
    kind, name, evidence = _named(members)
    return Origin(
        kind=kind,
        name=name,
        first=members[0].said,
        statements=tuple(one.said for one in members),
        evidence=evidence,
    )


def _named(members: Sequence[Carried]) -> tuple[OriginKind, str, tuple[Evidence, ...]]:
    outer = {(one.said.article, one.parent) for one in members if one.parent}
    speakers = [one for one in members if speaks(one) and one.name]
    # Of a statement inside another the inner one has it from nearer by.
    speakers = [one for one in speakers if (one.said.article, one.said.statement) not in outer] or speakers
    if speakers:
        counts = Counter(one.name for one in speakers)
        name = next(one.name for one in speakers if counts[one.name] == max(counts.values())) or ""
        first = next(one for one in speakers if one.name == name)
        cited = (first.source,) if first.source else ()
        return "speaker", name, (Evidence(made_by=OneSpeaker.code, text=f"{name} is given for it", cited=cited),)
    for one in members:
        for key in agencies_of(one):
            pipe = next((p for p in pipes_of(one) if p.key == key), None)
            if pipe is not None and (pipe.kind == "agency" or key != one.publisher):
                text = f"came through {pipe.name}" if pipe.way != "outlet" else f"{pipe.name} printed it itself"
                if one.source is not None and own_word(one) is None:
                    text += f", from “{one.source.text}”"
                made = Evidence(made_by=pipe.made_by, text=text, cited=(pipe.cited,) if pipe.cited else ())
                return ("agency" if pipe.kind == "agency" else "outlet"), pipe.name, (made,)
    outlet = next((one.outlet for one in members if one.outlet), None)
    one = members[0]
    if outlet is not None:
        text = f"nobody but {outlet} is given for it" if one.source is None else f"{outlet} names nobody for it"
        return "outlet", outlet, (Evidence(made_by=OnOneWord.code, text=text, cited=(one.source or one.content,)),)
    text = "neither outlet nor speaker is known"
    return "unknown", "", (Evidence(made_by=OnOneWord.code, text=text, cited=(one.content,)),)


def in_words(found: Origins, outlets: Mapping[str, str | None], most: int = 5) -> str:
    """Say it for people: "2 to 3 independent origins: AFP (12 outlets), Samer Hallak (1 outlet), …".

    `outlets` has the outlet of each article by its id; articles whose outlet nobody knows are counted as such. Of more
    than `most` origins the rest is counted.
    """
    number = f"{found.low}" if found.low == found.high else f"{found.low} to {found.high}"
    head = f"{number} independent {'origin' if number == '1' else 'origins'}"
    if not found.origins:
        return head
    ordered = sorted(found.origins, key=lambda origin: -len({said.article for said in origin.statements}))
    parts = [f"{origin.name or 'unknown'} ({_spread(origin.statements, outlets)})" for origin in ordered[:most]]
    if len(ordered) > most:
        parts.append(f"and {len(ordered) - most} more")
    return f"{head}: {', '.join(parts)}"


def _spread(statements: Iterable[Said], outlets: Mapping[str, str | None]) -> str:
    articles = dict.fromkeys(said.article for said in statements)
    known = {outlet for article in articles if (outlet := outlets.get(article))}
    unknown = sum(1 for article in articles if not outlets.get(article))
    parts = []
    if known:
        parts.append(f"{len(known)} {'outlet' if len(known) == 1 else 'outlets'}")
    if unknown:
        parts.append(f"{unknown} {'article' if unknown == 1 else 'articles'} of unknown outlets")
    return ", ".join(parts)
