from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading.sample import outcome

from coursegen.errors import FaultError
from coursegen.reading.decode import SIZE_LIMIT, decode
from coursegen.reading.tree import ListNode, MapNode, Node, ScalarNode, data
from coursegen.reading.yaml_tree import DEPTH_LIMIT, parse


def read(content: bytes) -> object:
    return data(parse(decode(content, "f"), "f").root)


def faults(content: bytes) -> list[str]:
    with pytest.raises(FaultError) as caught:
        read(content)
    return [f"{fault.place} {fault.code}" for fault in caught.value.faults]


@pytest.mark.parametrize(
    "typed", ["No", "yes", "1:30", "010", "1_000", "2026-03-01", "~", "null", "1e5", "0x1F", ".inf", "=", "真"]
)
def test_every_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    assert read(f"a: {typed}\n".encode()) == {"a": typed}


def test_a_key_without_a_value_counts_as_not_there_but_an_empty_text_as_a_text() -> None:
    assert read(b"a:\nb: ''\nc: {d: }\n") == {"b": "", "c": {}}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_every_kind_of_line_end_are_taken(line_end: str) -> None:
    content = "﻿标题: 一\nb: 二\n".replace("\n", line_end).encode()
    assert read(content) == {"标题": "一", "b": "二"}


def test_nodes_know_line_column_and_indexes_in_characters() -> None:
    text = "# 说明\n题: '中文'\r\nb:\n  - 一\n"
    tree = parse(text, "f")
    value = tree.steps(("题",))[-1]
    assert isinstance(value, ScalarNode)
    assert (str(value.place), text[value.start : value.end], value.style) == ("f:2:4", "'中文'", "'")
    assert str(tree.at("b", 0)) == "f:4:5"
    assert str(tree.at("b", 7, "x")) == "f:4:3", "the nearest thing above what is not there"
    assert str(tree.key("题")) == "f:2:1"


BAD_BYTES = {
    "larger than the limit": (b"a: " + b"x" * SIZE_LIMIT, "f C004"),
    "UTF-16 little endian": ("a: 中".encode("utf-16"), "f C005"),
    "UTF-16 big endian": (b"\xfe\xff\x00a", "f C005"),
    "GB18030": ("a: b\n标题: 服务为本".encode("gb18030"), "f:2:1 C006"),
    "UTF-8 with one broken byte": ("a: 服务为本，先报后办\nb: 好".encode() + b"\xe5\n", "f:2:5 C007"),
    "Latin-1": (b"a: caf\xe9\n", "f:1:7 C007"),
    "a control character": (b"a: b\nc: x\x07y\n", "f:2:5 C008"),
    "a NUL": (b"a: \0\n", "f:1:4 C008"),
    "an invisible line separator": ("a: x\u2028y".encode(), "f:1:5 C008"),
    "a mark that turns the writing": ("a: x\u202ey".encode(), "f:1:5 C008"),
    "a byte order mark inside": ("a: \ufeffx".encode(), "f:1:4 C008"),
}


@pytest.mark.parametrize(("content", "expected"), BAD_BYTES.values(), ids=BAD_BYTES)
def test_bytes_that_are_no_text_are_refused_with_their_place(content: bytes, expected: str) -> None:
    assert faults(content) == [expected]


BAD_YAML = {
    "nothing": ("", "f C009"),
    "comments only": ("# nothing\n", "f C009"),
    "a scalar": ("hello\n", "f:1:1 C010"),
    "a quoted scalar": ("'title：x'\n", "f:1:1 C010"),
    "a list": ("- a\n", "f:1:1 C010"),
    "a full-width colon alone": ("标题：内容\n", "f:1:3 C011"),
    "a full-width colon after a good line": ("a: 1\nb：2\nc: 3\n", "f:2:2 C011"),
    "a full-width colon in an item": ("s:\n  - text：abc\n    verdict: best\n", "f:2:9 C011"),
    "a full-width colon in a line set in": ("a: x\n  text：y\n", "f:2:7 C011"),
    "full-width quotes round a key": ("“a”: b\n", "f:1:1 C012"),
    "full-width quotes round a colon": ("a: “x: y”\n", "f:1:4 C012"),
    "a full-width blank for indentation": ("a: 1\n　b: 2\n", "f:2:1 C013"),
    "a full-width blank before no key": ("a: 1\n　b\n", "f:2:1 C013"),
    "a full-width blank after the colon": ("a:　x\nb: 1\n", "f:1:3 C013"),
    "a full-width comma in brackets": ('a: ["x"，"y"]\n', "f:1:8 C014"),
    "a tab for indentation": ("a:\n\tb: 1\n", "f:2:1 C015"),
    "a tab in a block text": ("a: >\n\tx\n", "f:2:1 C015"),
    "no blank after the colon": ("a: 1\ntitle:内容\nb: 2\n", "f:2:6 C016"),
    "no blank after the colon of the first line": ("title:内容\nb: 2\n", "f:1:6 C016"),
    "no blank after the only colon": ("title:内容\n", "f:1:6 C016"),
    "an open single quote": ("a: 'x\nb: 1\n", "f:1:4 C017"),
    "an open double quote": ('b: 1\na: "x\n', "f:2:4 C017"),
    "an open bracket": ("a: [x, y\nb: 1\n", "f:1:4 C018"),
    "a line set in too far": ("a: 1\n b: 2\n", "f:2:3 C019"),
    "an item set in too little": ("a:\n  - x\n - y\n", "f:3:2 C019"),
    "a key among items": ("a:\n  - b\n  c: d\n", "f:3:3 C019"),
    "a second colon": ("a: b: c\n", "f:1:5 C020"),
    "a wrong escape": ('a: "x\\q"\n', "f:1:6 C021"),
    "half a surrogate": ('a: "\\ud800"\n', "f:1:7 C021"),
    "an at sign first": ("a: @x\n", "f:1:4 C022"),
    "a per cent sign first": ("a: %x\n", "f:1:4 C022"),
    "a slot alone": ("a: {{ t.x }}\n", "f:1:4 C023"),
    "a slot first": ("a: {{ t.x }}开会\n", "f:1:4 C023"),
    "a slot first in an item": ("a:\n  - {{ t.x }}开会\n", "f:2:5 C023"),
    "an item joined to a text": ("a: 1\n  - x\n", "f:2:1 C024"),
    "a key twice": ("a: 1\nb: 2\na: 3\n", "f:3:1 C025"),
    "a key twice in brackets": ("a: {b: 1, b: 2}\n", "f:1:11 C025"),
    "an anchor": ("a: &x 1\n", "f:1:4 C026"),
    "an alias": ("a: *x\n", "f:1:4 C026"),
    "bold text unquoted": ("a: **重点**\n", "f:1:4 C026"),
    "a tag": ("a: !!int 1\n", "f:1:4 C027"),
    "a tag of Python": ("a: !!python/object:os.system {}\n", "f:1:4 C027"),
    "half a tag": ("a: !<\n", "f:1:4 C027"),
    "a merge key": ("<<: {a: 1}\n", "f:1:1 C028"),
    "two documents": ("a: 1\n---\nb: 2\n", "f:2:1 C029"),
    "a nest too deep": ("a: " + "[" * (DEPTH_LIMIT + 9), f"f:1:{DEPTH_LIMIT + 4} C030"),
    "a list for a key": ("? [a]\n: b\n", "f:1:3 C031"),
    "a stray bracket": ("a: }\n", "f:1:4 C032"),
    "an unknown directive": ("%FOO\n--- a\n", "f:1:5 C032"),
    "text after a quote": ('a: "x" y\n', "f:1:8 C033"),
    "a line that is nothing": ("a: 1\nb\nc: 2\n", "f:2:1 C034"),
    "an item on the line of its key": ("a: - x\n", "f:1:4 C035"),
    "a colour read as a comment": ("a: #AABBCC\n", "f:1:3 C036"),
    "a control character by escape": ('a: "x\\ay"\n', "f:1:4 C008"),
    "a line separator by escape": ('a: "\\L"\n', "f:1:4 C008"),
}


@pytest.mark.parametrize(("text", "expected"), BAD_YAML.values(), ids=BAD_YAML)
def test_a_mistake_is_named_at_the_place_where_it_was_made(text: str, expected: str) -> None:
    assert faults(text.encode()) == [expected]


def test_several_mistakes_of_one_file_are_named_together() -> None:
    assert faults(b'a: 1\na: 2\nb: &x 1\n<<: {}\nc: "\\a"\n') == [
        "f:2:1 C025",
        "f:3:4 C026",
        "f:4:1 C028",
        "f:5:4 C008",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: “廉”字当头\n",
        "a: 时间：上午九点\n",
        "a: 第一行\n  接着写\n",
        "a: |\n  title：这是正文\n  - 也是正文\n",
        "a: ['x，y', 甲、乙]\n",
        "a: http://example.org:80/x # 说明\n",
        'a: "{{ t.x }}开会"\n',
        "---\na: 1\n...\n",
    ],
)
def test_what_only_looks_like_a_mistake_is_read(text: str) -> None:
    assert isinstance(read(text.encode()), dict)


def nodes(node: Node) -> list[Node]:
    match node:
        case ScalarNode():
            return [node]
        case ListNode(items=items):
            return [node, *(found for item in items for found in nodes(item))]
        case MapNode(entries=entries):
            return [node, *(found for _, value in entries.values() for found in nodes(value))]


PIECES = st.sampled_from(
    [
        "a",
        "b: ",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\t",
        "“",
        "：",
        "\u3000",
        "{",
        "}",
        "[",
        "]",
        "{{ t.x }}",
        "'",
        '"',
        "|",
        ">",
        "#",
        " #c",
        "&x ",
        "*x",
        "!!str ",
        "<<: ",
        "---\n",
        "...\n",
        "? ",
        "%",
        "@",
        "`",
        "\\",
        "，",
        "\r\n",
        "title:",
        "键：值",
        "\\a",
        "%YAML 1.1\n",
    ]
)


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(PIECES, max_size=30).map(lambda p: "".join(p).encode())
)
@example(b"\xef\xbb\xbf")
@example(b"{" * 3000)
@example(b"- " * 3000)
@example(b"? " * 3000)
@example(b"a: |9\n")
def test_any_bytes_give_a_tree_whose_places_are_in_the_file_or_faults_that_can_be_told(content: bytes) -> None:
    tree, faults = outcome(lambda: parse(decode(content, "f"), "f"))
    assert bool(tree) != bool(faults)
    assert all(fault.line("zh").startswith("f") and fault.line("en") for fault in faults)
    lines = (content.decode("utf-8-sig", "replace") + "\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for node in nodes(tree.root) if tree else []:
        assert 1 <= node.place.line <= len(lines)
        assert 1 <= node.place.column <= len(lines[node.place.line - 1]) + 1
