"""In which encoding a page is read, whatever it says of itself."""

from __future__ import annotations

import codecs
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import captures
from onrecord.intake.encoding import encoding_of, kind_of_binary
from onrecord.intake.html import declared_encoding
from onrecord.intake.labels import _CODEC_OF_LABEL, MULTI_BYTE, codec_of
from onrecord.records import Capture, Problem

ENGLISH = "The mayor’s café stays “closed” – for now, a naïve clerk said."
ARABIC = "قال المتحدث إن الجسر سيفتح غدا بعد أسبوع من الإغلاق. وأضاف أن السفن تنتظر في الميناء منذ أيام عديدة."
RUSSIAN = "Представитель порта сообщил, что мост откроют завтра. Он добавил, что корабли ждут уже несколько дней."
CHINESE = "港口发言人表示，大桥将于明天重新开放。他补充说，船只已经等待了好几天，船员们都很疲惫。"
JAPANESE = "港の報道官は、橋は明日再開されると述べた。船は数日間待っていると付け加えた。"


def html(body: str, charset: str | None) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<!doctype html><html><head>{meta}<title>t</title></head><body><p>{body}</p></body></html>"


def read(data: bytes) -> Capture:
    (capture,) = captures(["-"], stdin=BytesIO(data))
    assert isinstance(capture, Capture), capture
    return capture


@pytest.mark.parametrize(
    ("text", "charset", "codec", "expected", "basis"),
    [
        (ENGLISH, "utf-8", "utf-8", "utf-8", "utf-8"),
        (ENGLISH, None, "utf-8", "utf-8", "utf-8"),
        (ENGLISH, "iso-8859-1", "utf-8", "utf-8", "utf-8"),  # it says what it is not
        (ENGLISH, "windows-1252", "cp1252", "cp1252", "declared"),
        (ENGLISH, "ISO-8859-1", "cp1252", "cp1252", "declared"),  # as browsers read it
        (ENGLISH, "utf-8", "cp1252", "cp1252", "detected"),  # it says what it is not
        (ENGLISH, None, "cp1252", "cp1252", "detected"),
        (ENGLISH, "no-such-thing", "cp1252", "cp1252", "detected"),
        (ARABIC, "windows-1256", "cp1256", "cp1256", "declared"),
        (ARABIC, None, "cp1256", "cp1256", "detected"),
        (RUSSIAN, "windows-1251", "cp1251", "cp1251", "declared"),
        (RUSSIAN, "koi8-r", "koi8_r", "koi8_r", "declared"),
        (CHINESE, "gb2312", "gbk", "gb18030", "declared"),
        (CHINESE, "big5", "big5", "big5hkscs", "declared"),
        (JAPANESE, "shift_jis", "cp932", "cp932", "declared"),
        (JAPANESE, "euc-jp", "euc_jp", "euc_jp", "declared"),
        (JAPANESE, "iso-2022-jp", "iso2022_jp", "iso2022_jp", "declared"),
        (ARABIC, None, "utf-16-le", "utf-16-le", "detected"),
        (ENGLISH, None, "utf-16-be", "utf-16-be", "detected"),
        (CHINESE, "utf-8", "utf-16-le", "utf-16-le", "detected"),
        (ENGLISH, "utf-16", "utf-8", "utf-8", "utf-8"),
    ],
)
def test_pages_are_read_in_the_encoding_they_are_in(
    text: str, charset: str | None, codec: str, expected: str, basis: str
) -> None:
    if codec == "big5":
        text = (
            text.translate(str.maketrans("发将于开补说经几员们", "發將於開補說經幾員們"))
            .replace("后", "後")
            .replace("桥", "橋")
        )
        text = "".join(char for char in text if char.encode("big5", errors="ignore"))
    page = html(text, charset)
    capture = read(page.encode(codec))
    assert (capture.encoding, capture.encoding_basis) == (expected, basis)
    assert capture.text == page


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark: bytes, codec: str) -> None:
    page = html(ARABIC, "windows-1252")
    capture = read(mark + page.encode(codec))
    assert (capture.encoding, capture.encoding_basis, capture.text) == (codec, "bom", page)


def test_utf_8_with_a_few_bytes_of_another_encoding_stays_readable() -> None:
    text = html("café " * 5 + "said – “MIXED” café", "utf-8")
    data = text.encode().replace("“MIXED”".encode(), b"\x93MIXED\x94")
    capture = read(data)
    assert (capture.encoding, capture.encoding_basis, capture.declared_encoding) == ("utf-8", "mixed", "utf-8")
    assert capture.text == text.replace("“MIXED”", "\ufffdMIXED\ufffd")


def test_utf_8_cut_off_inside_a_character_is_utf_8() -> None:
    capture = read(ARABIC.encode()[:-2])
    assert (capture.encoding, capture.encoding_basis) == ("utf-8", "mixed")
    assert capture.text.startswith(ARABIC[:-3])


def test_a_declared_encoding_with_a_few_bad_bytes_is_kept() -> None:
    capture = read(html(CHINESE * 3, "gb2312").encode("gb18030").replace(b"</p>", b"\xff\xff</p>"))
    assert (capture.encoding, capture.encoding_basis) == ("gb18030", "mixed")
    assert CHINESE in capture.text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Żółw zjadł gęś, powiedział rzecznik portu w środę. Łódź czekała całą noc.", "cp1250"),
        ("Şehirde köprü yarın açılacak, dedi sözcü. Gemiler günlerdir bekliyor, diye ekledi.", "cp1254"),
        ("Η γέφυρα θα ανοίξει αύριο, δήλωσε ο εκπρόσωπος του λιμανιού στους δημοσιογράφους.", "cp1253"),
    ],
)
def test_other_code_pages_are_not_taken_for_western(text: str, codec: str) -> None:
    found = encoding_of(text.encode(codec))
    assert found is not None
    assert found.name != "cp1252"


@pytest.mark.parametrize(
    "text", ["Café", "naïve", "£5", "It’s", "São Paulo — año", "Ça va?", "„Straße“", "5°C", "© 2024"]
)
def test_short_western_text_is_windows_1252(text: str) -> None:
    found = encoding_of(text.encode("cp1252"))
    assert found is not None
    assert (found.name, found.basis) == ("cp1252", "detected")


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="UTF-8">', "utf-8"),
        (b"<META CHARSET=windows-1256 >", "windows-1256"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">', "iso-8859-6"),
        (b"<meta content='text/html;charset=koi8-r' http-equiv=content-type>", "koi8-r"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><html>', "shift_jis"),
        (b'<!-- <meta charset="big5"> --><meta charset=utf-8>', "utf-8"),
        (b'<meta name="description" content="no charset here">', None),
        (b"<p>charset=utf-8</p>", None),
        (b" " * 9000 + b"<meta charset=utf-8>", None),
        (b"", None),
    ],
)
def test_what_a_page_declares(head: bytes, label: str | None) -> None:
    assert declared_encoding(head) == label


def test_every_label_names_a_codec_python_has() -> None:
    for label, codec in _CODEC_OF_LABEL.items():
        assert codecs.lookup(codec)._is_text_encoding, label
    assert set(_CODEC_OF_LABEL.values()) >= MULTI_BYTE
    assert codec_of(" Latin1 ") == "cp1252"
    assert codec_of("iso-8859-9") == "cp1254"
    assert codec_of("klingon") is codec_of(None) is codec_of("utf-7") is None


@given(st.binary(max_size=400))
def test_no_bytes_end_the_run(data: bytes) -> None:
    (found,) = captures(["-"], stdin=BytesIO(data))
    if isinstance(found, Problem):
        assert found.data == data
    else:
        assert found.text.strip()
        assert found.encoding_basis in {"bom", "declared", "utf-8", "detected", "mixed"}
        if found.encoding_basis != "mixed":
            found.data.decode(found.encoding)


@given(st.text(min_size=1).filter(lambda text: text.strip() and not kind_of_binary(text.encode())))
def test_utf_8_is_always_read_as_utf_8(text: str) -> None:
    capture = read(text.encode())
    if capture.encoding_basis in {"utf-8", "bom"}:
        assert capture.text == text.removeprefix("\ufeff")
    else:
        assert "\x00" in text
