"""Sheets of units, as people send them, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from odd_bases import letter, picture, plain, saved
from openpyxl import Workbook, load_workbook

HEADS = (
    "单位全称",
    "简称",
    "上级单位",
    "类型",
    "主色",
    "logo",
    "PPT 模板",
    "Word 模板",
    "办公室名称",
    "落款",
    "开课方案",
)
_FIRST, _SECOND = "云碧青丹白清松石南北东西长金玉柳竹梅兰菊", "岭溪"


def workbook(heads: Sequence[str], rows: Sequence[Sequence[str | None]], title: str = "") -> bytes:
    book = Workbook()
    sheet: Any = book.active
    if title:
        sheet.append([title])
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def cells(data: bytes) -> list[list[str]]:
    """Rows of the first sheet, nothing as an empty text."""
    sheet: Any = load_workbook(BytesIO(data)).worksheets[0]
    return [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]


def counties(count: int = 40) -> list[list[str]]:
    """Fictitious counties below one city, the city last: the order of a sheet does not matter."""
    names = [f"{_FIRST[n % 20]}{_SECOND[n // 20]}县粮食局" for n in range(count)]
    rows = [
        [name, "县局", "青屏市粮食局", "", f"{(n * 4099 + 0x1E5AA0) % 0xFFFFFF:06X}"] for n, name in enumerate(names)
    ]
    return [*rows, ["青屏市粮食局", "市局", "", "机关", "8A1F2B"]]


def lay_out(folder: Path) -> Path:
    """A sheet of three units with a logo, a deck and a document beside it."""
    (folder / "素材").mkdir(parents=True)
    (folder / "素材" / "标志.png").write_bytes(picture((20, 90, 160)))
    (folder / "素材" / "底版.pptx").write_bytes(plain())
    (folder / "素材" / "信纸.docx").write_bytes(saved(letter()))
    files = ["素材\\标志.png", "素材/底版.pptx", "素材/信纸.docx"]
    rows = [
        ["云岭县粮食局", "县局", "市局", None, "#1e5aa0", *files, "办公室", None, "赶时间"],
        ["青屏市粮食局", "市局", None, "机关", "8A1F2B", None, None, None, "综合处", "青屏市粮食局党组", "full"],
        ["望鹭湖医院", None, None, "医院", None, "素材/标志.png", None, None, "院办", None, None],
    ]  # fmt: skip
    sheet = folder / "units.xlsx"
    sheet.write_bytes(workbook(HEADS, rows, "各单位情况表"))
    return sheet
