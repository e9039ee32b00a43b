"""Text damaged by decoding: found, told with what probably stood there, and nothing found in sound text."""

from __future__ import annotations

import pytest
from drafting_essays import ESSAY

from coursegen.drafting.damage import damages
from coursegen.drafting.decoding import decode
from coursegen.errors import FaultError, Place

HERE = Place("essay.txt", 7)
SOUND = "倉庫的帳目要有依據。“說”和“寫”一樣要緊，要當面點清。口頭說過的事也要記下來。"


def careless(text: str, mark: str) -> str:
    """A text as a program leaves it that replaces a full-width mark in GBK without regard to characters."""
    sign = bytes((0xA3, ord(mark) + 0x80))
    return text.encode("gbk").replace(sign, mark.encode()).decode("gbk", "replace").replace("\ufffd", "?")


@pytest.mark.parametrize("mark", ["!", "?"])
def test_what_a_careless_replacement_did_is_found_and_read_again(mark: str) -> None:
    bad = careless(SOUND, mark)
    assert bad != SOUND
    found = damages(bad, HERE)
    assert len(found) == 1
    assert bad.replace(found[0].text, found[0].probably, 1) == SOUND
    assert found[0].place.line == 7
    assert found[0].place.column == bad.index(found[0].text) + 1


def test_sound_text_has_no_damage() -> None:
    assert [damages(line, HERE) for line in (*ESSAY.splitlines(), SOUND)] == [()] * (len(ESSAY.splitlines()) + 1)
    assert damages("真的吗?!他问。Really?! Yes.", HERE) == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_is_read(encoding: str) -> None:
    assert decode(ESSAY.encode(encoding), "essay.txt").text == ESSAY


def test_traditional_text_in_big5_is_read() -> None:
    text = "保管員要把東西放在說得出的位置，帳目要有依據。" * 4
    assert decode(text.encode("big5"), "essay.txt").text == text


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_a_text_saved_after_a_wrong_reading_is_as_it_was(wrong: str) -> None:
    text = "账目要有依据，标签要朝外" * 3
    found = decode(text.encode().decode(wrong).encode(), "essay.txt")
    assert (found.text, found.wrong) == (text, wrong)


def test_bytes_of_no_encoding_are_a_fault() -> None:
    with pytest.raises(FaultError) as caught:
        decode(b"\x81\x8d\x8f\x90\x9d\xff\xff", "essay.txt")
    assert caught.value.faults[0].code == "C007"
