"""For which state somebody speaks, and who was heard first-hand."""

import msgspec
import pytest
from origin_drawing import statements_of

from onrecord.comparing.origins import Carried
from onrecord.comparing.origins.ground import first_hand
from onrecord.comparing.origins.states import state_of

ONE = statements_of(
    "--- Harbour Post · 2024-12-02\n"
    "The ferry sails again on Monday, Samer Hallak said.\n"
    "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named i1"
)[0]


def called(name: str, **more: str) -> Carried:
    return msgspec.structs.replace(ONE, name=name, source=None, **more)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("the Syrian army", "SY"),
        ("Syria's Foreign Ministry", "SY"),
        ("Damascus", "SY"),
        ("Russia", "RU"),
        ("Kremlin", "RU"),
        ("the White House", "US"),
        ("the Free Syrian Army", None),
        ("Syrian Democratic Forces", None),
        ("Syria's opposition", None),
        ("Syrian Observatory for Human Rights", None),
        ("the Transport Ministry", None),
        ("United Nations", None),
        ("Russian and Syrian officials", None),
    ],
)
def test_whose_state_a_name_speaks_for(name: str, state: str | None) -> None:
    assert state_of(called(name)) == state


def test_an_office_tells_it_and_a_country_alone_does_not() -> None:
    assert state_of(called("Samer Hallak", role="foreign minister", affiliation="Syria")) == "SY"
    assert state_of(called("Samer Hallak", role="doctor", affiliation="Syria")) is None
    assert state_of(called("Samer Hallak", role="opposition leader", affiliation="Syria")) is None


@pytest.mark.parametrize(
    ("words", "outlet", "heard"), [("a Harbour Post reporter", "Harbour Post", True), ("a reporter", "RT", False)]
)
def test_a_reporter_is_first_hand_where_he_is_the_outlets_own(words: str, outlet: str, heard: bool) -> None:
    source = msgspec.structs.replace(ONE.source, text=words) if ONE.source else None
    assert first_hand(msgspec.structs.replace(ONE, outlet=outlet, source=source, status="anonymous")) is heard
