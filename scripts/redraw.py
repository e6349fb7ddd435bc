"""Draw anew every example of the rules of reading and comparing and every drawing of the tests; review the difference.

The drawings are the tests: run this after a change to a rule, read `git diff` line by line, and keep only what a
careful reader of the text would sign.
"""

import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACROSS = ROOT / "tests" / "comparing"
sys.path[:0] = [str(ROOT / "tests" / "reading"), str(ACROSS)]
sys.path += [str(ACROSS / room) for room in ("claims", "identities", "origins", "stories")]

import claims_drawing  # noqa: E402
import identity_drawing  # noqa: E402
import origin_drawing  # noqa: E402
import pair_drawing  # noqa: E402
import story_drawing  # noqa: E402
import voice_drawing  # noqa: E402
from drawing import draw, draw_for, read_for, read_text, text_of  # noqa: E402

from onrecord import comparing  # noqa: E402
from onrecord.comparing.claims.relate import RELATION_RULES  # noqa: E402
from onrecord.reading import RULES  # noqa: E402
from onrecord.records import Rule  # noqa: E402


def indented(drawing: str) -> str:
    """Give a drawing as it stands in a docstring."""
    return "\n".join("        " + line if line else "" for line in drawing.split("\n"))


def replace(rule: type[Rule], old: str, new: str) -> None:
    """Put a drawing in the place of another in the source of its rule, and say so."""
    path = Path(inspect.getsourcefile(rule) or "")
    source = path.read_text(encoding="utf-8")
    if new != old and indented(old) in source:
        path.write_text(source.replace(indented(old), indented(new)), encoding="utf-8")
        print(f"redrawn: {rule.code}")


def redrawn(rule: type[Rule], drawing: str) -> str:
    """Draw an example of a rule of comparing anew, in the way of its kind."""
    match rule.draws:
        case "identities":
            return identity_drawing.redrawn(drawing)
        case "stories":
            return story_drawing.redrawn(drawing)
        case "origins":
            return origin_drawing.redrawn(drawing)
        case "claims" if rule in RELATION_RULES:
            return voice_drawing.redrawn(rule, drawing)
        case "claims":
            return claims_drawing.redrawn(drawing)
    return pair_drawing.redrawn(rule, drawing)


def main() -> int:
    """Rewrite what is drawn otherwise now; print which."""
    for rule in comparing.RULES:
        for old in rule.examples():
            replace(rule, old, redrawn(rule, old))
    for rule in RULES:
        for old in rule.examples():
            replace(rule, old, draw_for(rule, read_for(rule, old)))
    for path in sorted((ROOT / "tests" / "reading" / "drawings").glob("*.txt")):
        old = path.read_text(encoding="utf-8").rstrip("\n")
        new = draw(read_text(text_of(old)))
        if new != old:
            path.write_text(new + "\n", encoding="utf-8")
            print(f"redrawn: {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
