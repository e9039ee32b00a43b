"""Files that other people and programs have written, and what is said when they are wrong."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from coursegen.errors import Fault, FaultError
from coursegen.exchange import Question
from coursegen.exchange.recognise import profile_of
from coursegen.ingest import read_questions
from coursegen.model import RubricLine
from coursegen.model.profile import Profile, TextForm
from coursegen.sheets import SIZE_LIMIT

PLAIN = Profile("plain", "文本", {}, text=TextForm({}))


def read(text: str | bytes, name: str) -> tuple[Question, ...]:
    data = text.encode() if isinstance(text, str) else text
    return read_questions(data, name, PLAIN, asked=False)[0]


def faults_of(text: str | bytes, name: str) -> list[tuple[str, str]]:
    data = text.encode() if isinstance(text, str) else text
    try:
        found: tuple[Fault, ...] = read_questions(data, name, PLAIN, asked=False)[1]
    except FaultError as error:
        found = error.faults
    assert all(fault.cause("zh") and fault.remedy("en") for fault in found)
    return [(str(fault.place), fault.code) for fault in found]


TYPED = """
一、单项选择题
1. 先看哪一条？（ B ）
A. 通报进度  B. 定人
C. 交流　　D. 学习
解析：看了就知道定什么。

2、哪些要写进
通知？
（A）时间
（B）地点
（C）天气
【答案】A、B
难度：易
分值：2分

二、判断题
3. 会前不用看议题。
答案：×
4．会后要记录。
答案：对

5. 通知要写明____。
正确答案：时间
6. 怎样定议题？
参考答案：先问要定什么。
再给准时间。
"""


def test_questions_typed_by_hand_are_read() -> None:
    found = read(TYPED, "题.txt")
    assert [(q.kind, q.stem, q.options, q.answer) for q in found[:4]] == [
        ("single", "先看哪一条？（　　）", ("通报进度", "定人", "交流", "学习"), "B"),
        ("multiple", "哪些要写进\n通知？", ("时间", "地点", "天气"), "AB"),
        ("judge", "会前不用看议题。", (), "F"),
        ("judge", "会后要记录。", (), "T"),
    ]
    assert found[4].accepted == (("时间",),)
    assert (found[5].kind, found[5].answer) == ("short", "先问要定什么。\n再给准时间。")
    assert (found[0].rationale, found[1].difficulty, found[1].points) == ("看了就知道定什么。", "easy", 2)
    assert [q.place.line for q in found] == [3, 8, 18, 20, 23, 25]


def test_letters_typed_in_full_width_are_options_and_keys() -> None:
    text = "1．哪些要写？（ ）\nＡ、时间\nＢ．地点　　Ｃ．天气\n答案：ＡＢ\n2．先看哪条？（Ｂ）\nＡ.甲\nＢ.乙\n"
    assert [(q.kind, q.options, q.answer) for q in read(text, "题.txt")] == [
        ("multiple", ("时间", "地点", "天气"), "AB"),
        ("single", ("甲", "乙"), "B"),
    ]


def test_a_file_of_windows_is_read() -> None:
    assert [q.stem for q in read("1. 先看哪里？\r\nA. 甲\r\nB. 乙\r\n答案：A\r\n".encode("gb18030"), "题.txt")] == [
        "先看哪里？"
    ]


GIFT = r"""
// 注释
$CATEGORY: 会务/通知

::Q1:: 2 \= 1+1 对吗？ {TRUE#no#yes}

What is \{this\}? [拼写] {
  =right one#good
  ~wrong#bad
  ~%0%other
####why }

[html]<p>选<b>两</b>个&amp;以上</p>{~%50%a~%50%b~%-100%c}

中国的首都是 {=北京 =北京市 =%50%燕京} 。

配对 {=甲 -> 1 =乙 -> 2}

说一说。{}

// [id:own.id] [tag:kind:case] [tag:points:8]
::name::案例{####因为\n\n【参考答案】先问\n【评分标准】\n（8分）问了}
"""


def test_gift_of_other_programs_is_read() -> None:
    found = read(GIFT, "bank.gift")
    assert [(q.id, q.kind, q.stem, q.options, q.answer) for q in found[:3]] == [
        ("Q1", "judge", "2 = 1+1 对吗？", (), "T"),
        ("", "single", "What is {this}? [拼写]", ("right one", "wrong", "other"), "A"),
        ("", "multiple", "选两个&以上", ("a", "b", "c"), "AB"),
    ]
    assert found[1].rationale == "why"
    assert (found[3].stem, found[3].accepted) == ("中国的首都是 ____ 。", (("北京", "北京市", "燕京"),))
    assert found[4].pairs == (("甲", "1"), ("乙", "2"))
    assert (found[5].kind, found[5].answer) == ("short", "")
    own = found[6]
    assert (own.id, own.kind, own.points, own.answer, own.rationale) == ("own.id", "case", 8, "先问", "因为")
    assert own.rubric == (RubricLine("问了", 8),)


def test_gift_in_a_text_file_is_known_by_its_look() -> None:
    assert [q.kind for q in read("::a:: 对吗？{T}\n\n::b:: 选{=x ~y}\n", "bank.txt")] == ["judge", "single"]


MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>x</text></category></question>
<question type="multichoice"><name><text>一</text></name>
<questiontext format="html"><text><![CDATA[<p>选<b>一</b>个 &lt;tag&gt;<br>第二行</p>]]></text></questiontext>
<defaultgrade>2.0000000</defaultgrade><single>true</single>
<answer fraction="0"><text>甲</text></answer>
<answer fraction="100" format="html"><text><![CDATA[<p>乙</p>]]></text></answer>
</question>
<question type="cloze"><name><text>二</text></name>
<questiontext format="html"><text>先{1:SA:=看~%50%瞧}再{2:SHORTANSWER:=&#36208;#好}</text></questiontext></question>
<question type="numerical"><name><text>三</text></name><questiontext><text>1+1</text></questiontext></question>
<question type="cloze"><name><text>四</text></name><questiontext><text>{1:MC:=a~b}</text></questiontext></question>
</quiz>"""


def test_moodle_xml_as_moodle_writes_it_is_read() -> None:
    found = read(MOODLE, "bank.xml")
    assert (found[0].id, found[0].stem, found[0].options, found[0].answer, found[0].points) == (
        "一", "选一个 <tag>\n第二行", ("甲", "乙"), "B", 2,
    )  # fmt: skip
    assert (found[1].stem, found[1].accepted, found[1].points) == ("先____再____", (("看",), ("走",)), 3)
    assert faults_of(MOODLE, "bank.xml") == [("bank.xml:12", "C522"), ("bank.xml:13", "C522")]


def test_faults_name_the_line() -> None:
    assert faults_of("::a:: 对吗？{T}\n\n::b:: 选{=x ~y\n\n::c 没有完\n", "b.gift") == [
        ("b.gift:3", "C521"),
        ("b.gift:5", "C521"),
    ]
    assert faults_of("::n:: 1+1 {#2}\n\n只是说明\n", "b.gift") == [("b.gift:1", "C522"), ("b.gift:3", "C522")]
    assert faults_of("题\n答案\x07：A", "b.txt") == [("b.txt:2:3", "C008")]
    assert faults_of("<quiz>\n<question>", "b.xml") == [("b.xml:2:11", "C530")]
    assert faults_of("<html/>", "b.xml") == [("b.xml:1", "C531")]
    assert faults_of('<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "b.xml") == [("b.xml:1", "C532")]
    assert faults_of("a", "b.docx") == [("b.docx", "C411")]
    assert faults_of(b" " * (SIZE_LIMIT + 1), "b.gift") == [("b.gift", "C412")]
    bell = "<name><text>a</text></name><questiontext><text>&#xA0;&#x202E;</text></questiontext>"
    assert faults_of(f"<quiz>\n<question type='essay'>{bell}</question></quiz>", "b.xml") == [("b.xml:2", "C008")]
    assert faults_of("a,b\n1,2\n", "b.csv") == [("b.csv", "C540")]
    assert faults_of(f"选{{={'~x' * 11}}}", "b.gift") == [("b.gift:1", "C217")]
    many = "".join(f"<answer fraction='0'><text>{n}</text></answer>" for n in range(11))
    assert faults_of(f"<quiz><question type='multichoice'>{many}</question></quiz>", "b.xml") == [("b.xml:1", "C217")]


def workbook(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


PLATFORM = (
    ["填写说明：请勿改动表头"],
    ["*试题类型", "*题干（必填）", "选项A", "选项B", "*正确答案", "答案解析", "分数", "难易度", "标签"],
    ["单选", "例一", "甲", "乙", "A", "因为", "2", "易", ""],
    ["多选", "例二", "甲", "乙", "A,B", "", "3分", "较难", ""],
    ["判断", "例三", "", "", "对", "", "", "", ""],
)


def test_a_sheet_of_any_platform_is_known_by_its_columns() -> None:
    found = read(workbook(*PLATFORM), "平台.xlsx")
    assert [(q.kind, q.stem, q.options, q.answer, q.points, q.difficulty) for q in found] == [
        ("single", "例一", ("甲", "乙"), "A", 2, "easy"),
        ("multiple", "例二", ("甲", "乙"), "AB", 3, "hard"),
        ("judge", "例三", (), "T", 0, ""),
    ]
    assert str(found[1].place) == "平台.xlsx!B4"


def test_a_profile_is_made_from_the_import_sheet_of_a_platform() -> None:
    profile = profile_of(PLATFORM, "plat", "平台")
    assert profile is not None
    assert [(column.name, column.field) for column in profile.columns] == [
        ("*试题类型", "kind"), ("*题干（必填）", "stem"), ("选项A", "option.A"), ("选项B", "option.B"),
        ("*正确答案", "answer"), ("答案解析", "rationale"), ("分数", "points"), ("难易度", "difficulty"), ("标签", ""),
    ]  # fmt: skip
    assert (profile.header_row, profile.above) == (2, {"1": "填写说明：请勿改动表头"})
    assert (profile.right, profile.wrong, profile.between_letters) == ("对", "错", ",")
    assert {kind: profile.kinds[kind] for kind in ("single", "judge", "short")} == {
        "single": "单选", "judge": "判断", "short": "简答题",
    }  # fmt: skip
    assert not profile.verified


@pytest.mark.parametrize("rows", [[], [["题型", "题目"]], [["甲", "乙"], ["答案", "x"]]])
def test_a_sheet_without_stem_and_key_makes_no_profile(rows: list[list[str]]) -> None:
    assert profile_of(rows, "x", "x") is None
