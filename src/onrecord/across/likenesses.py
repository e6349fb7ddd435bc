"""What a new article is to those before it, word by word."""

from __future__ import annotations

import sqlite3

from onrecord.across.fresh import Memory
from onrecord.archive import likenesses
from onrecord.comparing import CANDIDATES, KEEP, STOCK, decide
from onrecord.records import Likeness, Spans

JOINS = likenesses.Joins(keep=KEEP, candidates=CANDIDATES, stock=STOCK)


def follow(db: sqlite3.Connection, memory: Memory, number: int) -> tuple[list[tuple[int, Likeness]], Spans]:
    """Compare the article with those that share fingerprints; keep and give what each is to it, by their numbers.

    Gives also where it holds what its outlet prints under many articles.
    """
    one = memory.compared(number)
    prints = [(print_.hash, print_.position) for print_ in one.fingerprints]
    candidates, stock = likenesses.candidates(db, JOINS, number, prints)
    found = []
    for earlier in candidates:
        likeness = decide(memory.compared(earlier), one, stock)
        likenesses.keep(db, earlier, number, likeness)
        if likeness is not None:
            found.append((earlier, likeness))
    # A paragraph that turns out to be stock tells nothing any more of the pairs it made before.
    for earlier, later in likenesses.newly_stock(db, stock):
        if later != number:
            known = likenesses.stock_of(db, (earlier, later))
            likenesses.keep(db, earlier, later, decide(memory.compared(earlier), memory.compared(later), known))
    return found, one.stock_spans(stock)
