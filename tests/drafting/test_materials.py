"""Material as people really have it: nothing that can be read is lost, and all stands under its own heading."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from office_materials import lived_in_deck, lived_in_document

from coursegen.drafting.drafts import make_drafts
from coursegen.drafting.essay import Essay
from coursegen.drafting.files import read_material
from coursegen.errors import FaultError
from coursegen.wording.keywords import keywords

WORDS = {"note": "draft", "none": "（待写）", "source": "《{title}》第{number}段"}
MARKDOWN = """---
title: Front desk
author: me
---

# Front desk

The first
line **goes on** with [words](https://example.org).

## The phone

1. Answer within three rings.
2. Say "hello?" only once. Call Mr. Smith, e.g. by name.

> The desk is a face.

| step | who |
|------|-----|
| ring | all |

```
# no heading
```

The log
-------

- [ ] Keep it.
    * Never in pencil.

<!-- nobody reads this -->
"""


def read(data: bytes, name: str) -> dict[tuple[str, ...], list[str]]:
    """Sentences by the headings they stand under."""
    found: dict[tuple[str, ...], list[str]] = {}
    for part in essay(data, name).parts:
        found.setdefault(part.headings, []).extend(s.strip() for p in part.passages for s in p.sentences)
    return found


def essay(data: bytes, name: str) -> Essay:
    return read_material(data, name).essay


def test_a_document_says_all_that_its_reader_reads_and_nothing_struck_out_or_hidden() -> None:
    data = lived_in_document()
    assert essay(data, "a.docx").title == "仓库会议讲话"
    assert read(data, "a.docx") == {
        ("收货",): ["要看单子再看货。"],
        ("二、发货", "（一）签字"): [
            "单子要齐，货要点清，字要签全。", "没有单子谁也不发。", "签字要写日期。", "时限", "急件", "当天发出",
            "交班要当面说。",
        ],
    }  # fmt: skip


def test_a_deck_says_what_its_groups_tables_diagrams_and_bare_titles_say() -> None:
    found = read(lived_in_deck(), "a.pptx")
    rain = "Tell the long story of the guests who waited in the rain."
    assert found == {
        ("Look first",): ["Be early", "Carry the plan", rain],
        ("Groups",): ["Greet", "Introduce"],
        ("Table",): ["Merged", "Left", "Right"],
        ("Diagram",): ["Escort"],
        ("A box for a title",): ["Body of that slide."],
        ("Never be late",): ["Never be late"],
    }


def test_markdown_is_read_as_markdown() -> None:
    assert essay(MARKDOWN.encode(), "a.md").title == "Front desk"
    assert read(MARKDOWN.encode(), "a.md") == {
        (): ["The first line goes on with words."],
        ("The phone",): [
            "Answer within three rings.", 'Say "hello?" only once.', "Call Mr. Smith, e.g. by name.",
            "The desk is a face.", "step", "who", "ring", "all", "# no heading",
        ],
        ("The log",): ["Keep it.", "Never in pencil."],
    }  # fmt: skip


def test_a_line_of_chinese_is_a_paragraph_in_markdown_too() -> None:
    text = "# 值班\n\n一、交接\n写清未办完的事。\n当面说一遍。\n"
    assert read(text.encode(), "a.md") == {("一、交接",): ["写清未办完的事。", "当面说一遍。"]}


def test_traditional_text_is_taken_apart_by_the_same_marks() -> None:
    text = "倉庫三題\n\n第一節\n\n他說：「要點清。」首先，要寫清標籤。最後，不應離開。\n"
    passages = [passage for part in essay(text.encode(), "a.txt").parts for passage in part.passages]
    assert [passage.marker for passage in passages] == ["", "首先", "最後"]
    drafts = make_drafts([read_material(text.encode(), "a.txt")], WORDS).files
    assert "- 要寫清標籤" in drafts["principles/a.02.yaml"]
    assert "- 不應離開" in drafts["principles/a.03.yaml"]


def test_key_words_are_words_of_the_text() -> None:
    for text in ("涉密文件不上網，上網文件不涉密。文件要登記。", "涉密文件不上网，文件要登记。"):
        found = keywords(text, 5)
        assert "文件" in found
        assert all(word in text for word in found)


def test_files_of_one_name_keep_all_their_drafts() -> None:
    files = [read_material(text.encode(), name) for text, name in (("一。\n二。", "x/a.txt"), ("三。\n四。", "y/a.md"))]
    made = make_drafts(files, WORDS)
    assert made.drafts == sum(name.startswith("principles/") for name in made.files) > 1


@pytest.mark.parametrize(
    ("data", "name", "part", "code"),
    [
        (lived_in_document(), "a.docx", "word/document.xml", "T511"),
        (lived_in_document(), "a.docx", "word/footnotes.xml", "T511"),
        (lived_in_deck(), "a.pptx", "ppt/slides/slide2.xml", "T501"),
        (lived_in_deck(), "a.pptx", "ppt/diagrams/data1.xml", "T501"),
    ],
)
def test_a_broken_part_is_a_fault_and_no_traceback(data: bytes, name: str, part: str, code: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as whole, zipfile.ZipFile(out, "w") as broken:
        assert part in whole.namelist()
        for member in whole.namelist():
            broken.writestr(member, b"<x>" if member == part else whole.read(member))
    with pytest.raises(FaultError) as caught:
        read_material(out.getvalue(), name)
    assert caught.value.faults[0].code == code
