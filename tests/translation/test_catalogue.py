"""Catalogues: written and read again, stale or not, and never guessed at."""

from __future__ import annotations

import pytest

from coursegen.errors import FaultError
from coursegen.translation.addresses import Text
from coursegen.translation.catalogue import Catalogue, Entry, read_catalogue, read_words, write_catalogue
from coursegen.translation.state import gaps, updated

ONE, TWO = Text("a.yaml:x", "你好“一”\n第二行 100%"), Text("a.yaml:y", "再见")


def filled(**texts: str) -> Catalogue:
    of = {"x": ONE, "y": TWO}
    return Catalogue({of[key].address: Entry(of[key].text, text) for key, text in texts.items()})


def states(catalogue: Catalogue, *texts: Text) -> list[tuple[str, str]]:
    return [(gap.state, gap.address) for gap in gaps(catalogue, texts)]


def test_a_catalogue_reads_back_as_it_was_written() -> None:
    made = Catalogue({ONE.address: Entry(ONE.text, "Hello", remarks=("mine",))}, {"a.yaml:z": Entry("旧", "old")})
    again = read_catalogue(data := write_catalogue(made, "en"), "a.po")
    assert write_catalogue(again, "en") == data
    assert (again.entries[ONE.address].text, again.entries[ONE.address].remarks) == ("Hello", ("mine",))
    assert again.gone["a.yaml:z"].text == "old"
    assert b"python-format" not in data


def test_what_is_marked_fuzzy_counts_as_empty() -> None:
    content = '#, fuzzy\nmsgctxt "a.yaml:y"\nmsgid "再见"\nmsgstr "Guess"\n'.encode()
    assert read_catalogue(content, "a.po").entries["a.yaml:y"].text == ""


@pytest.mark.parametrize("content", [b"\xff\xfem\x00", b"no catalogue at all"])
def test_a_file_that_is_no_catalogue_is_a_fault_of_its_file(content: bytes) -> None:
    with pytest.raises(FaultError) as caught:
        read_catalogue(content, "a.po")
    assert [(fault.code, fault.place.file) for fault in caught.value.faults] == [("C820", "a.po")]


_SOUND = 'msgctxt "a:1"\nmsgid "x"\nmsgstr "one"\n\nmsgctxt "a:2"\nmsgid "y"\nmsgstr "two"\n'


@pytest.mark.parametrize(
    ("was", "becomes", "line"),
    [
        ('"one"', '"one', 3),
        ('"one"', "one", 3),
        ('"one"', '"o"ne"', 3),
        ('msgid "x"', 'msgid "x', 2),
        ('msgstr "one"', 'msgstr "one"\nmsgstr "uno"', 4),
        ('"a:2"', '"a:1"', 5),
    ],
)
def test_a_line_that_would_cost_words_is_told_and_never_passed_over(was: str, becomes: str, line: int) -> None:
    assert len(read_catalogue(_SOUND.encode(), "a.po").entries) == 2
    with pytest.raises(FaultError) as caught:
        read_catalogue(_SOUND.replace(was, becomes, 1).encode(), "a.po")
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [("C820", line)]


def test_missing_stale_and_gone_are_told_apart() -> None:
    assert states(Catalogue(), ONE) == [("missing", ONE.address)]
    assert states(filled(x="Hello", y="Bye"), ONE, TWO) == []
    assert states(filled(x="Hello"), Text(ONE.address, "别的")) == [("stale", ONE.address)]
    assert states(filled(y="Bye")) == [("gone", TWO.address)]


@pytest.mark.parametrize(
    ("source", "text", "broken"),
    [
        ("杯上有____就换", "a cup with a ____", False), ("杯上有____就换", "a cup", True),
        ("**看**一看", "**look", True), ("请{{ t.staff }}来", "let {{ t.staff }} come", False),
        ("请{{ t.staff }}来", "let {{ t.staff } come", True),
    ],
)  # fmt: skip
def test_signs_that_do_not_match_are_told(source: str, text: str, broken: bool) -> None:
    catalogue = Catalogue({"a": Entry(source, text)})
    assert bool(states(catalogue, Text("a", source))) == broken


def test_an_update_loses_no_translation_and_moves_none_to_another_text() -> None:
    changed = Text(ONE.address, "全新的原文")
    new = updated(filled(x="Hello", y="Bye"), [changed, TWO])
    assert new.entries[ONE.address].text == ""
    assert "Hello" in " ".join(new.entries[ONE.address].notes)
    assert new.gone[ONE.address].text == "Hello"
    assert new.entries[TWO.address].text == "Bye"
    assert updated(new, [changed, TWO]) == new


def test_a_text_that_comes_back_has_its_translation_back() -> None:
    away = updated(filled(x="Hello"), [Text(ONE.address, "别的")])
    back = updated(away, [ONE])
    assert back.entries[ONE.address].text == "Hello"
    away = updated(filled(y="Bye"), [])
    assert away.gone[TWO.address].text == "Bye"
    assert updated(away, [TWO]) == filled(y="Bye")


def test_words_are_entries_without_an_address() -> None:
    content = 'msgid "文件"\nmsgstr ""\n\nmsgctxt "x"\nmsgid "别的"\nmsgstr "y"\n'.encode()
    assert read_words(content, "words.po") == {"文件": ""}
