"""Write docs/rules.md from the rules' own docstrings; with `--check`, exit 1 where the file is out of step."""

import inspect
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from onrecord import comparing, pages, reading
from onrecord.records import Rule

TARGET = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

HEAD = """\
# Rules

<!-- Written by scripts/rules_page.py from the rules' docstrings: change those, then run it again. -->

Every record says in `made_by` which rule made it. This page has all rules, word for word as `onrecord explain CODE`
prints them. The drawings are the rules' tests. In those of the reading rules `=` underlines the source, `^` the cue,
`~` the content and `-` a silence; behind them stands what becomes of it: the resolved source, its status and the form.
Those of comparing have two articles, each under a line with outlet, time and address: the same letter stands under both
sides of a passage, a full stop under stock; the last line is the answer. Behind them come the rules of identities,
stories, claims and origins, with drawings of their own; `-` underlines a name.
"""


def markdown(rule: type[Rule]) -> str:
    """Give one rule as a section: its text, the examples as they are, the limits."""
    parts = re.split(r"^(Examples|Limits):[ \t]*", inspect.cleandoc(rule.__doc__ or "").strip() + "\n", flags=re.M)
    sections = [f"### {rule.code} · {rule.title}", _escaped(parts[0].strip())]
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        if title == "Examples":
            sections.append(f"**Examples**\n\n```text\n{inspect.cleandoc(chr(10) + body)}\n```")
        else:
            sections.append(f"**Limits**: {_escaped(inspect.cleandoc(body))}")
    return "\n\n".join(sections)


def page() -> str:
    """Give the whole page."""
    return (
        "\n\n".join(
            (
                HEAD.rstrip(),
                "## Of pages",
                *map(markdown, _by_code(pages.RULES)),
                "## Of reading",
                *map(markdown, _by_code(reading.RULES)),
                "## Of comparing",
                *map(markdown, _by_code(comparing.RULES)),
            )
        ).rstrip()
        + "\n"
    )


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    if "--check" in arguments:
        if TARGET.exists() and TARGET.read_text("utf-8") == page():
            return 0
        print(f"{TARGET.name} is out of step with the rules: run scripts/rules_page.py", file=sys.stderr)
        return 1
    TARGET.write_text(page(), "utf-8")
    return 0


def _by_code(rules: Iterable[type[Rule]]) -> list[type[Rule]]:
    return sorted(rules, key=lambda rule: rule.code)


def _escaped(text: str) -> str:
    """Keep `<article>` and `*` of a docstring from being read as markup; code in backquotes stays as it is."""
    return "".join(
        piece if piece.startswith("`") else re.sub(r"([<*])", r"\\\1", piece) for piece in re.split(r"(`[^`]*`)", text)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
