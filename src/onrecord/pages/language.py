"""Which language an article is in, and on what basis."""

from __future__ import annotations

from functools import cache
from typing import Any

_FEW_LETTERS = 60
_ENOUGH_LETTERS = 200
_READ = 1200


def language_of(text: str, declared: str | None) -> tuple[str | None, str | None]:
    """Give the ISO 639-1 code and its basis: `html lang and text`, `text`, `html lang`; None where too little tells.

    Where page and text disagree, a text of at least 200 letters is believed, a shorter one leaves it open.
    """
    code = _declared(declared)
    letters = sum(1 for character in text[:_READ] if character.isalpha())
    if letters < _FEW_LETTERS:
        return (code, "html lang") if code else (None, None)
    told: str = _identifier().classify(text[:_READ])[0]
    if code == told:
        return told, "html lang and text"
    if code is None or letters >= _ENOUGH_LETTERS:
        return told, "text"
    return None, None


def _declared(declared: str | None) -> str | None:
    code = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid
