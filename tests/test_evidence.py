"""Charts and pictures through the whole line: from YAML and files to a kit, and what stops it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from evidence_samples import drawn
from minicourse import PRINCIPLES, write_minicourse
from PIL import Image

from coursegen.build import Request, build, make
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
CHART = """\
figure:
  kind: chart
  type: column
  categories: [早班, 晚班]
  series:
    - {name: 退杯, values: [12, 3]}
  unit: 只
  note: 数据来源：交接班本
  sample: true
"""
PICTURE = """\
figure:
  kind: picture
  file: pictures/杯口 近照.jpg
  alt: 杯口有一处米粒大的缺口
  caption: 换下来的杯子
"""
PRODUCTS = ("deck", "slides", "handout", "guide")


def course_with(folder: Path, **figures: str) -> Path:
    """The small course with figures of its own for its principles (`cup_clean=…`)."""
    course = write_minicourse(folder / "course")
    for name, figure in figures.items():
        key = name.replace("_", ".")
        text = PRINCIPLES[key].lstrip("\n")
        start, end = text.index("figure:"), text.index("cases:")
        (course / "principles" / f"{key}.yaml").write_text(text[:start] + figure + text[end:], "utf-8")
    return course


def put(folder: Path, name: str = "pictures/杯口 近照.jpg", width: int = 300) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(drawn(width, 200, "JPEG", exif=exif))


def request(course: Path, output: Path, **changes: object) -> Request:
    return Request(**{"course": course, "unit": "default", "unit_roots": (TEMPLATES,), "output": output,
                      "products": PRODUCTS, **changes})  # type: ignore[arg-type]  # fmt: skip


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("kit")
    course = course_with(folder, cup_clean=CHART, queue_greet=PICTURE)
    put(course)
    result = build(request(course, folder / "out"))
    assert result.faults == ()
    return {output.product: output.path for output in result.outputs}


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_product_has_the_chart_with_its_workbook_and_the_picture(kit: dict[str, Path], product: str) -> None:
    parts = members(kit[product])
    assert sum("/charts/chart" in name and name.endswith(".xml") for name in parts) == 1
    assert sum(name.endswith(".xlsx") for name in parts) == 1
    assert sum("/media/picture" in name for name in parts) == 1
    text = b"".join(data for name, data in parts.items() if name.endswith(".xml")).decode()
    for words in ("示例数据", "退杯　单位：只", "数据来源：交接班本", "换下来的杯子", 'descr="杯口有一处米粒大的缺口"'):
        assert words in text, words
    assert "柱形图：退杯，早班 12只、晚班 3只" in text


@pytest.mark.parametrize("product", PRODUCTS)
def test_no_product_tells_who_took_the_picture_or_what_the_file_is_called(kit: dict[str, Path], product: str) -> None:
    parts = members(kit[product])
    for name in [name for name in parts if name.endswith(".xlsx")]:
        with ZipFile(BytesIO(parts[name])) as book:
            parts |= {f"{name}/{member}": book.read(member) for member in book.namelist()}
    assert not [name for name, data in parts.items() if b"SECRET" in data or "近照".encode() in data]


def test_the_manifest_knows_the_picture(kit: dict[str, Path]) -> None:
    manifest = json.loads((kit["deck"].parent / "manifest.json").read_text("utf-8"))
    assert list(manifest["outputs"]["deck.pptx"]["pictures"]) == ["pictures/杯口 近照.jpg"]


def test_the_same_course_makes_the_same_bytes(kit: dict[str, Path], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    course = course_with(tmp_path, cup_clean=CHART, queue_greet=PICTURE)
    put(course)
    made = {file.product: file.data for file in make(request(course, tmp_path)).files}
    assert {product: path.read_bytes() for product, path in kit.items()} == made


def test_a_missing_picture_is_one_fault_at_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    course = course_with(tmp_path, queue_greet=PICTURE)
    result = build(request(course, tmp_path / "out"))
    (fault,) = result.faults
    text = (course / "principles" / "queue.greet.yaml").read_text("utf-8").splitlines()
    assert (fault.code, fault.exit_code) == ("A310", 5)
    assert fault.place.file.endswith("queue.greet.yaml")
    assert text[fault.place.line - 1].strip().startswith("file:")
    assert result.outputs == ()


def test_a_units_own_picture_takes_the_place_of_the_courses(tmp_path: Path) -> None:
    course = course_with(tmp_path, queue_greet=PICTURE)
    put(course)
    unit = tmp_path / "templates" / "shop"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text("extends: default\n", "utf-8")
    put(unit, width=500)
    roots = (tmp_path / "templates", TEMPLATES)
    (path,) = [
        o.path for o in build(request(course, tmp_path, unit="shop", unit_roots=roots, products=("slides",))).outputs
    ]
    (data,) = [data for name, data in members(path).items() if "/media/picture" in name]
    with Image.open(BytesIO(data)) as image:
        assert image.width == 500


def test_a_template_can_show_a_picture_of_its_own_or_is_told_its_line(tmp_path: Path) -> None:
    course, unit = write_minicourse(tmp_path / "course"), tmp_path / "templates" / "shop"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text("extends: default\n", "utf-8")
    slide = '<slide id="door"><title>门口</title>\n<picture><file>door.jpg</file><alt>门口</alt></picture></slide>'
    block = f"{{% block closing %}}{slide}{{% endblock %}}"
    (unit / "deck.xml.j2").write_text(f'{{% extends "parent:deck.xml.j2" %}}\n{block}\n', "utf-8")
    wanted = request(
        course, tmp_path, unit="shop", unit_roots=(tmp_path / "templates", TEMPLATES), products=("slides",)
    )
    (fault,) = make(wanted).faults
    assert (fault.code, fault.place.line) == ("A310", 3)
    put(unit, "door.jpg")
    assert make(wanted).faults == ()


def test_traditional_characters_change_words_and_no_file_names(tmp_path: Path) -> None:
    course = course_with(tmp_path, cup_clean=CHART, queue_greet=PICTURE.replace("近照", "门边"))
    put(course, "pictures/杯口 门边.jpg")
    (file,) = make(request(course, tmp_path, products=("slides",), language="zh-Hant")).files
    (tmp_path / "hant.pptx").write_bytes(file.data)
    text = b"".join(data for name, data in members(tmp_path / "hant.pptx").items() if name.endswith(".xml")).decode()
    assert "示例數據" in text or "示例資料" in text
    assert "單位：" in text
