"""trafilatura as a witness of what is content: its text is aligned back to our blocks.

It keeps no offsets and drops appended articles, so it never decides alone. It reads hostile pages with a parser that
recurses; pages that nest or hold too much for it are not shown to it.
"""

from __future__ import annotations

import logging

from onrecord.pages.blocks import Block, Place, key_of
from onrecord.pages.markup import Head

_LONGEST = 3_000_000
_MOST_TAGS = 60_000
_DEEPEST = 250
_NEAR = 12
_MOST_WORK = 2_000_000_000
"""Characters compared at most while aligning: a second's work."""
_SHORT = 40
"""Letters below which a block counts as kept only where the witness has it as a whole line."""


def hear(capture: str, blocks: list[Block], head: Head) -> bool:
    """Mark the blocks that trafilatura keeps. Gives False where it had nothing to say; never raises."""
    if len(capture) > _LONGEST or head.tags > _MOST_TAGS or head.depth > _DEEPEST:
        return False
    kept = _extract(capture)
    if not kept:
        return False
    lines = {key for key in (key_of(line) for line in kept.split("\n")) if key}
    whole = key_of(kept)
    if len(whole) * sum(len(block.key) for block in blocks) // _SHORT > _MOST_WORK:
        return False
    for block in blocks:
        if len(block.key) >= _SHORT:
            block.witnessed = _mostly_in(block.key, whole)
        elif block.key:
            in_table = Place.TABLE in block.place and len(block.key) >= 4 and block.key in whole
            block.witnessed = block.key in lines or in_table
    _forget_chance_matches(blocks)
    _show_what_scripts_would(blocks)
    return any(block.witnessed for block in blocks)


def _forget_chance_matches(blocks: list[Block]) -> None:
    """A menu's "Investment" is not the paragraph's: short and linked blocks count only near the running text kept."""
    text = [n for n, b in enumerate(blocks) if b.witnessed and len(b.key) >= _SHORT and b.link_share < 0.5]
    if not text:
        return
    near = range(text[0] - _NEAR, text[-1] + _NEAR + 1)
    for number, block in enumerate(blocks):
        chance = len(block.key) < _SHORT or block.link_share >= 0.5
        if block.witnessed and (block.tag == "option" or (chance and number not in near)):
            block.witnessed = False


def _show_what_scripts_would(blocks: list[Block]) -> None:
    """Where most of what the witness kept is hidden, a script was to show it: nothing counts as hidden then."""
    kept = sum(len(block.text) for block in blocks if block.witnessed)
    hidden = sum(len(block.text) for block in blocks if block.witnessed and Place.HIDDEN in block.place)
    if 3 * hidden > 2 * kept:
        for block in blocks:
            if block.witnessed:
                block.place &= ~Place.HIDDEN


def _mostly_in(key: str, whole: str) -> bool:
    """Tell whether most of a block's letters, in pieces of 40, are in the witness's text."""
    pieces = [key[at : at + _SHORT] for at in range(0, len(key) - _SHORT + 1, _SHORT)]
    return 2 * sum(piece in whole for piece in pieces) > len(pieces)


def _extract(capture: str) -> str | None:
    import trafilatura  # takes 0.4 s: only HTML pays for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(capture, include_comments=False, include_tables=True, include_formatting=False)
    except Exception:  # whatever a hostile page makes it raise, its silence costs the page nothing
        return None
    return text if isinstance(text, str) else None
