"""What people put into a course by mistake, from the first line to the last: a good slide, or one clear fault."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from evidence_samples import drawn
from PIL import Image
from pptx import Presentation

from coursegen.checks.file import check_file
from coursegen.cli.commands import program

COURSE = Path("content/my-course")
FIGURE = """  kind: cards
  items:
    - { key: 定, head: 要定什么, text: 一句话，看了就知道 }
    - { key: 谁, head: 谁来说, text: 一个人，说五分钟以内 }
    - { key: 时, head: 几分钟, text: 先排好，到点就定 }
"""
DO = """  - 把每一项写成“要定什么”，后面写上谁来说、几分钟
  - 提前一天发给参会的人，有材料的附在后面
"""
WORD = "Pneumonoultramicroscopicsilicovolcanoconiosisabcdefghijklmno"
BULLETS = "".join(f"  - 把第{n}项写成“要定什么”\n" for n in range(1, 31))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><circle cx="2" cy="1.5" r="1"/></svg>'

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Changes the principle of a new workspace: pairs of what stands there and what to put in its place."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(program, ["init", "work"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "work")
    file = COURSE / "principles" / "first.first.yaml"

    def change(*pairs: tuple[str, str]) -> None:
        text = file.read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, "utf-8")

    return change


def built(*options: str) -> Result:
    return CliRunner().invoke(program, ["build", "my-course", "-u", "my-unit", "-f", "deck", *options])


def slide_texts() -> list[str]:
    """Text of each slide of the deck, in which our own check of any file finds no error."""
    (path,) = Path("output").rglob("deck*.pptx")
    assert [fault for fault in check_file(path.read_bytes(), path.name) if fault.severity == "error"] == []
    slides = Presentation(str(path)).slides
    return ["\n".join(_words(slide.shapes)) for slide in slides]


def _words(shapes: object) -> list[str]:
    found: list[str] = []
    for shape in shapes:  # type: ignore[attr-defined]
        if shape.shape_type == 6:
            found += _words(shape.shapes)
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
    return found


def picture(file: str, more: str = "") -> tuple[str, str]:
    return FIGURE, f"  kind: picture\n  file: {file}\n  alt: 一张图\n{more}"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ([("title: 先发议题", "title: " + "先发议题" * 50)], "要定什么"),
        ([("head: 要定什么", f"head: {WORD}")], WORD),
        ([("claim: 开会前一天", f"claim: {WORD}开会前一天")], WORD),
        (
            [
                (
                    FIGURE,
                    "  kind: do-dont\n  do:\n"
                    + "".join(BULLETS.splitlines(keepends=True)[:12])
                    + "  dont: [空着手来]\n",
                )
            ],
            "空着手来",
        ),
        ([(DO, BULLETS)], "要定什么"),
        ([("一句话，看了就知道", "😀👍🏽👩‍👩‍👧𠀀𠮷𪚥，看了就知道"), ("key: 定", "key: 𠮷")], "😀👍🏽👩‍👩‍👧𠀀𠮷𪚥"),
    ],
    ids=["long title", "long word", "long word in a title", "many points", "thirty bullets", "rare characters"],
)
def test_words_nobody_expects_make_a_good_slide(write: Write, changes: list[tuple[str, str]], shown: str) -> None:
    write(*changes)
    result = built()
    assert result.exit_code == 0, result.stderr
    texts = slide_texts()
    assert any(shown in text for text in texts)


def test_a_word_of_sixty_letters_stays_whole_in_a_roomier_figure(write: Write) -> None:
    write(("head: 要定什么", f"head: {WORD}"))
    result = built()
    assert "L110" in result.stderr
    assert "rows" in result.stderr


@pytest.mark.parametrize(
    ("file", "data"),
    [("wide.png", drawn(20000, 300)), ("mark.svg", SVG), ("photo.jpg", drawn(4000, 3000, "JPEG"))],
    ids=["20,000 pixels wide", "svg", "jpeg"],
)
def test_pictures_of_every_kind_are_shown_whole(write: Write, file: str, data: bytes) -> None:
    write(picture(file, "  caption: 图下一行\n"))
    (COURSE / file).write_bytes(data)
    if file.endswith(".svg"):
        (COURSE / "mark.png").write_bytes(drawn(400, 300))
    result = built()
    assert result.exit_code == 0, result.stderr
    assert any("图下一行" in text for text in slide_texts())


def _big() -> bytes:
    out = BytesIO()
    Image.new("1", (20000, 20000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("changes", "data", "code", "exits"),
    [
        ([("claim: 开会前一天", "claim: " + "主张" * 100)], b"", "L101", 6),
        ([(FIGURE, "  kind: do-dont\n  do:\n" + BULLETS + "  dont: [空着手来]\n")], b"", "L103", 6),
        ([(FIGURE, "  kind: cards\n  items: []\n")], b"", "C114", 3),
        ([(FIGURE, "  kind: cards\n")], b"", "C103", 3),
        ([(FIGURE, "\n")], b"", "C213", 3),
        ([("head: 要定什么", 'head: ""')], b"", "C112", 3),
        ([picture("a.png")], b"", "A310", 5),
        ([picture("a.png")], drawn(400, 300)[:200], "A314", 5),
        ([picture("a.jpg")], b"no picture", "A314", 5),
        ([picture("a.png")], _big(), "A315", 5),
        ([picture("a.svg")], SVG, "A316", 5),
        ([picture("a.png")], drawn(1, 1), "A318", 5),
    ],
    ids=[
        "title of 200 characters", "30 points side by side", "no items", "no list of items", "no figure", "empty head",
        "missing", "corrupt", "not a picture", "20,000 pixels square", "svg without png", "1 × 1",
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_one_fault(
    write: Write, changes: list[tuple[str, str]], data: bytes, code: str, exits: int
) -> None:
    write(*changes)
    if data:
        (COURSE / changes[0][1].split("file: ")[1].split()[0]).write_bytes(data)
    for language, count in (("zh", "1 个错误"), ("en", "1 error")):
        result = built("--ui-lang", language)
        assert result.exit_code == exits
        lines = result.stderr.splitlines()
        assert code in lines[0]
        assert " → " in lines[0]
        assert count in lines[1]
        assert "Traceback" not in result.stderr
    assert not list(Path().rglob("*.pptx"))
