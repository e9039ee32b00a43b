"""Frequencies of words: looked up in a file they are what the whole dictionary says, and the cutting is the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursegen.wording import borders, frequencies
from coursegen.wording.frequencies import Frequencies, dictionary, jieba, look_up

TEXTS = ("海湾分局要看部分局面", "我们要有人总负责、逐项核对，请领导出面看似重视", "发至各部门 office 3份")


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the file, in a cache of its own; nothing is remembered from before, nor after."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forget()
    yield tmp_path / "coursegen" / frequencies.AREA
    forget()


def forget() -> None:
    for kept in (look_up, borders.tokenizer, borders.word_ends):
        kept.cache_clear()


def cuttings() -> list[object]:
    return [
        *(sorted(borders.word_ends(text)) for text in TEXTS),
        *(borders.whole_words(text, ["分局", "总负责", "office"]) for text in TEXTS),
    ]


def test_looked_up_in_the_file_words_are_used_as_often_and_texts_are_cut_as_by_the_whole_dictionary(
    words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, total = look_up()
    assert [path.suffix for path in words.iterdir()] == [".sqlite"]
    whole, sum_of_all = dictionary()
    assert total == sum_of_all
    some = list(whole)[::5000]
    assert len(some) > 50
    assert [found(word) for word in some] == [whole[word] for word in some]
    assert found("没有这个词的") is None
    cut = cuttings()
    forget()
    monkeypatch.setattr(frequencies, "own_cache", refused)
    assert look_up()[0].__self__ is whole  # type: ignore[attr-defined]
    assert cuttings() == cut


def refused(_: str) -> Path:
    raise PermissionError


def test_a_damaged_file_is_not_believed(words: Path) -> None:
    look_up()
    (file,) = words.iterdir()
    file.write_bytes(b"no database" * 1000)
    forget()
    assert look_up() == (dictionary()[0].get, dictionary()[1])


def test_added_words_are_known_to_one_tokenizer_alone() -> None:
    known = {"分局": 7, "分": 0}
    one, other = Frequencies(known.get), Frequencies(known.get)
    one["云中店"] = 3
    assert (one["云中店"], "云中店" in other, one.get("分"), other.get("店", 1)) == (3, False, 0, 1)
    with pytest.raises(KeyError):
        other["云中店"]
    assert known == {"分局": 7, "分": 0}


def test_what_jieba_would_import_for_one_file_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pkg_resources", raising=False)
    with jieba():
        pass
    assert "pkg_resources" not in sys.modules
    there = object()
    monkeypatch.setitem(sys.modules, "pkg_resources", there)
    with jieba():
        pass
    assert sys.modules["pkg_resources"] is there
