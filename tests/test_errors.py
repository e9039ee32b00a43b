"""Faults: how they read, what they lead to, and that every code in the program has its sentences in both languages."""

from __future__ import annotations

import errno
import re
import string
import tomllib
from pathlib import Path

import pytest

import coursegen
from coursegen.errors import NOWHERE, Fault, FaultError, Place, Said, UiLanguage, exit_code, fail, reason_of

PACKAGE = Path(coursegen.__file__).parent
CODE = re.compile(r'"([CTALOKU]\d{3})"')
STEM = re.compile(r'"([CT]80)"')
LANGUAGES: tuple[UiLanguage, ...] = ("zh", "en")
"""What catalogues are written in; traditional Chinese is made from the simplified."""


def messages() -> dict[str, dict[str, dict[str, str]]]:
    """All sentences by code; a code that two files have is an error here."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for file in sorted((PACKAGE / "messages").glob("*.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        assert not found.keys() & content.keys(), f"{file.name} repeats {found.keys() & content.keys()}"
        found |= content
    return found


def codes_in_use() -> set[str]:
    sources = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py")]
    return {code for source in sources for code in CODE.findall(source)}


def test_no_code_is_written_twice() -> None:
    heads = [
        line.strip()
        for file in sorted((PACKAGE / "messages").glob("*.toml"))
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("[")
    ]
    assert len(heads) > 100
    assert [head for head in heads if heads.count(head) > 1] == []


def test_every_code_in_use_has_cause_and_remedy_in_both_languages() -> None:
    used, known = codes_in_use(), messages()
    assert len(used) > 50
    for code in sorted(used):
        for language in LANGUAGES:
            assert known[code][language]["cause"], code
            assert known[code][language]["remedy"], code


def test_both_languages_of_a_message_use_the_same_facts() -> None:
    for code, languages in messages().items():
        facts = {
            language: {name for text in parts.values() for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, parts in languages.items()
        }
        assert set(facts) == set(LANGUAGES), code
        shared = facts["zh"] & facts["en"]
        assert facts["zh"] ^ facts["en"] <= {"char"} | shared or facts["zh"] == facts["en"], code


def test_chinese_sentences_are_chinese_and_english_ones_are_not() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    for code, languages in messages().items():
        assert han.search(languages["zh"]["cause"]), code
        english = re.sub(r"“[^”]*”|\([^)]*\)|`[^`]*`|[：，。、；“”｛｝（）　「」]", "", languages["en"]["cause"])
        assert not han.search(english), code


def test_a_fault_reads_as_one_line_with_place_code_cause_and_remedy() -> None:
    fault = Fault("U210", Place("content/a.yaml", 3, 7), {"name": "x", "suggestion": "y", "known": ("y", "z")})
    assert fault.line("zh") == "content/a.yaml:3:7 U210 没有课程“x” → 你要的是“y”吗？现有课程：y、z"
    assert fault.line("en").startswith("content/a.yaml:3:7 U210 there is no course “x” → ")


def test_a_fault_without_a_place_begins_with_its_code() -> None:
    assert Fault("U252", NOWHERE, {"date": "x"}).line("en").startswith("U252 ")


def test_a_place_leaves_out_what_is_not_known() -> None:
    assert [str(Place("a")), str(Place("a", 2)), str(Place("a", 2, 5))] == ["a", "a:2", "a:2:5"]


def test_facts_cannot_break_the_line_or_grow_without_end() -> None:
    line = Fault("U252", NOWHERE, {"date": "a\nb\x1b[31m" + "c" * 900}).line("en")
    assert "\n" not in line
    assert "\x1b" not in line
    assert len(line) < 400


def test_a_long_list_is_cut_between_its_members() -> None:
    known = tuple(f"unit-{number:03}" for number in range(99))
    told = Fault("U221", facts={"name": "x", "known": known}).remedy("en")
    assert told.endswith("unit-014, …")
    assert "unit-013, unit-014" in told


def test_a_fact_with_words_of_its_own_is_told_in_the_users_language() -> None:
    fault = Fault("U252", facts={"date": (Said("连线题", "matching"), "x")})
    assert [fault.cause(language) for language in ("zh", "zh-Hant", "en")] == [
        "日期“连线题、x”不对", "日期「連線題、x」不對", "“matching, x” is no date"
    ]  # fmt: skip


def test_braces_in_facts_are_text() -> None:
    assert "{x}" in Fault("U252", NOWHERE, {"date": "{x}"}).line("zh")


def test_the_record_says_what_the_line_says() -> None:
    record = Fault("U252", Place("f", 1, 2), {"date": "x"}, "warning").record("en")
    assert record["code"] == "U252"
    assert (record["file"], record["line"], record["column"], record["severity"]) == ("f", 1, 2, "warning")


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], 0), (["K101"], 1), (["U201"], 2), (["C001"], 3), (["T101"], 4), (["A501"], 5), (["O101"], 6),
        (["L101"], 6), (["K101", "C001"], 3), (["O101", "T101", "A501"], 4), (["K101", "O101"], 6),
    ],
)  # fmt: skip
def test_the_gravest_family_decides_the_exit_code(codes: list[str], code: int) -> None:
    assert exit_code([Fault(c) for c in codes]) == code


def test_warnings_fail_a_strict_run_only() -> None:
    warning = Fault("O110", severity="warning")
    assert exit_code([warning]) == 0
    assert exit_code([warning], strict=True) == 7
    assert exit_code([warning, Fault("K101")], strict=True) == 1


def test_a_raised_fault_carries_its_facts() -> None:
    with pytest.raises(FaultError) as caught:
        raise fail("U252", date="x")
    assert caught.value.faults == (Fault("U252", NOWHERE, {"date": "x"}),)


def test_traditional_sentences_are_made_from_simplified_ones_but_not_their_facts() -> None:
    fault = Fault("U216", facts={"name": "文件夹", "suggestion": "某课程", "known": ("某课程",)})
    told = fault.line("zh-Hant")
    assert "沒有課程或單位「文件夹」" in told
    assert "某课程" in told


def told_why(error: Exception, language: UiLanguage) -> str:
    return Fault("O102", NOWHERE, {"reason": reason_of(error)}).cause(language)


def test_every_reason_of_the_system_is_one_that_it_gives_and_is_told_in_both_languages() -> None:
    reasons = tomllib.loads((PACKAGE / "reasons.toml").read_text("utf-8"))
    assert len(reasons) > 20
    for name, sentences in reasons.items():
        assert name in errno.errorcode.values()
        assert re.search(r"[\u4e00-\u9fff]", sentences["zh"]), name
        assert sentences["en"].isascii(), name


def test_why_the_system_refused_is_told_in_the_users_language() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/x")
    assert told_why(full, "zh") == "文件没有写成：磁盘满了"
    assert told_why(full, "zh-Hant") == "檔案沒有寫成：磁碟滿了"
    assert told_why(full, "en").endswith(": the disk is full")


def test_what_windows_says_of_a_file_that_is_open_elsewhere_is_no_matter_of_permission() -> None:
    kept = PermissionError(errno.EACCES, "The process cannot access the file")
    kept.winerror = 32  # type: ignore[attr-defined]
    assert told_why(kept, "zh").endswith("：正被别的程序占用")


@pytest.mark.parametrize(
    "error", [OSError(errno.EBADMSG, "own words"), OSError("own words"), ValueError("own words"), LookupError()]
)
def test_what_no_sentence_is_known_for_is_told_in_its_own_words(error: Exception) -> None:
    assert told_why(error, "zh").endswith(("：own words", "：LookupError"))


def test_nothing_tells_what_the_system_says_but_through_its_reason() -> None:
    sources = {path.name: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    assert sum("reason_of(" in text for text in sources.values()) > 20
    assert [name for name, text in sources.items() if "strerror" in text] == ["errors.py"]
