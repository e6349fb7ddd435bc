"""The pages of the rules: what made a record, in the rule's own words."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.records import Rule


class RuleSection(NamedTuple):
    """A part of a rule's page."""

    title: str
    """"", `Examples` or `Limits`."""
    blocks: tuple[str, ...]
    """What blank lines part. A drawing or a list keeps its lines; the lines of a plain paragraph are joined."""


def all_rules() -> dict[str, type[Rule]]:
    """Give every rule by its code, in the order of the codes.

    The reading's rules bring the language model's library with them, so they are imported only when asked for.
    """
    from onrecord.comparing import RULES as COMPARING_RULES
    from onrecord.pages import RULES as PAGE_RULES
    from onrecord.reading import RULES as READING_RULES

    rules = (*PAGE_RULES, *READING_RULES, *COMPARING_RULES)
    return {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)}


def summary(rule: type[Rule]) -> str:
    """Give the first paragraph of a rule's page on one line."""
    return " ".join(inspect.cleandoc(rule.__doc__ or "").split("\n\n")[0].split())


def sections(rule: type[Rule]) -> list[RuleSection]:
    """Cut a rule's page at its `Examples:` and `Limits:`."""
    parts = re.split(r"^(Examples|Limits):[ \t]*", inspect.cleandoc(rule.__doc__ or ""), flags=re.MULTILINE)
    found = [RuleSection("", tuple(_blocks(parts[0])))]
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        found.append(RuleSection(title, tuple(rule.examples() if title == "Examples" else _blocks(body))))
    return [section for section in found if section.blocks]


def _blocks(body: str) -> Iterator[str]:
    for block in re.split(r"\n[ \t]*\n", inspect.cleandoc(body).strip("\n")):
        lines = block.split("\n")
        plain = not any(line[:1] in (" ", "-", "*") for line in lines[1:])
        if block.strip():
            yield " ".join(lines) if plain else block
