"""Articles drawn one under the other in the order they were added, and the stories they come into.

Each article begins with a line `--- day · outlet · print of N`, `?` for what nobody knows; the outlet and the print may be
left out. Then its headline, and its text. The people and places it names stand in a line `names: A, B` or `places: A, B`.
The lines after `===` are the answer: of each article its story, the rule, how near it is and what they share; then each story
with its days and its name.
"""

from __future__ import annotations

import re

from story_shelf import Shelf, reading

from onrecord.archive import stories as kept


def redrawn(drawing: str) -> str:
    """Give the drawing as it comes out now."""
    body = [line for line in drawing.split("\n") if not line.startswith("=== ")]
    return "\n".join([*body, *_answers(body)])


def codes_in(drawing: str) -> set[str]:
    """Give the rules that had a part in a drawing."""
    return {match[1] for match in re.finditer(r"^=== \d+ st\d+ (\w+)", redrawn(drawing), flags=re.MULTILINE)}


def _answers(body: list[str]) -> list[str]:
    shelf = Shelf()
    articles: list[tuple[str, list[str]]] = []
    for line in body:
        if line.startswith("--- "):
            articles.append((line[4:], []))
        else:
            articles[-1][1].append(line)
    answers = []
    for number, (header, lines) in enumerate(articles, 1):
        known = dict(re.findall(r"^(names|places): (.*)$", "\n".join(lines), flags=re.MULTILINE))
        text = "\n".join(line for line in lines if not re.match("(?:names|places): ", line))
        day, *rest = header.split(" · ")
        outlet = next((field for field in rest if not field.startswith("print of ")), None)
        prints = [int(field.removeprefix("print of ")) for field in rest if field.startswith("print of ")]
        decision = shelf.add(
            reading(
                f"a{number}",
                text,
                day=None if day == "?" else day,
                outlet=outlet,
                names=[name for name in known.get("names", "").split(", ") if name],
                places=[name for name in known.get("places", "").split(", ") if name],
            ),
            prints,
        )
        shared = f" {', '.join(decision.shared)}" if decision.shared else ""
        answers.append(f"=== {number} st{decision.story} {decision.made_by} {decision.score:.2f}{shared}")
    rows = kept.listing(shelf.db, limit=None).rows
    for story in sorted(rows, key=lambda story: int(story.id[2:])):
        answers.append(f"=== {story.id} {story.first or '?'} to {story.last or '?'} · {story.name}")
    return answers
