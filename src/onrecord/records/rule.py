"""What a rule is: one small class with a code; its docstring is its documentation page."""

from __future__ import annotations

import inspect
import re
from typing import ClassVar, Literal

CODE = re.compile(r"[A-Z]{2}\d{2}|[a-z]+(?:-[a-z]+)*-\d+")
"""`ST01` for a rule, `attribution-2` for a trained model: its name and its version."""


class Rule:
    """Base of every rule. A subclass sets `code` and `title`; records carry the code in `made_by`.

    The docstring is what `onrecord explain CODE` prints. It has a summary, then `Examples:` with drawings that are
    also the rule's tests, then `Limits:` that say where the rule is known to fail.
    """

    code: ClassVar[str] = ""
    title: ClassVar[str] = ""
    draws: ClassVar[
        Literal[
            "statements",
            "places",
            "dates",
            "figures",
            "pairs",
            "versions",
            "names",
            "identities",
            "stories",
            "origins",
            "claims",
        ]
    ] = "statements"
    """What its examples draw: records of a reading, or two articles beside each other."""

    @classmethod
    def page(cls) -> str:
        """Give the rule's documentation page as plain text."""
        return f"{cls.code} · {cls.title}\n\n{inspect.cleandoc(cls.__doc__ or '')}\n"

    @classmethod
    def examples(cls) -> list[str]:
        """Give the drawings under `Examples:`, one string each, dedented; blank lines part them."""
        return examples_of(cls.page())


def examples_of(page: str) -> list[str]:
    """Cut the drawings out of a rule's page: the indented blocks between `Examples:` and `Limits:`."""
    found = re.search(r"^Examples:\n(.*?)(?=^Limits:)", page, flags=re.DOTALL | re.MULTILINE)
    if not found:
        return []
    blocks = re.split(r"\n[ \t]*\n", found.group(1).rstrip("\n"))
    return [inspect.cleandoc("\n" + block) for block in blocks if block.strip()]
