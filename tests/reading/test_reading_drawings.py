"""Whole passages, read and drawn: each file in `drawings/` must come out exactly as it stands there."""

from pathlib import Path

import pytest
from drawing import draw, read_text, text_of

DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.txt"))


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_passage_comes_out_as_drawn(path: Path) -> None:
    drawing = path.read_text(encoding="utf-8").rstrip("\n")
    assert draw(read_text(text_of(drawing))) == drawing


def test_there_are_drawings() -> None:
    assert len(DRAWINGS) >= 7
