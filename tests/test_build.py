"""The whole line, on a course that has nothing to do with offices."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pytest
from minicourse import write_minicourse

from coursegen.build import PRODUCTS, Forms, Request, build, make, makers
from coursegen.errors import Fault
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
TERM = "咖啡师傅"
USUAL = [name for name, product in PRODUCTS.items() if not product.asked]
ASKED = tuple(
    name
    for name, product in PRODUCTS.items()
    if product.asked and product.form not in ("document", "export", "workbook")
)
EXPORTS = tuple(name for name, product in PRODUCTS.items() if product.form in ("export", "workbook"))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")


def a_unit(folder: Path, text: str = "", **files: str) -> tuple[Path, ...]:
    """Roots with a unit `shop` of this unit.yaml and these files (`handout_xml_j2=…`) before the shipped ones."""
    unit = folder / "templates" / "shop"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text(f"extends: default\n{text}", "utf-8")
    for name, content in files.items():
        (unit / name.replace("_", ".")).write_text(content, "utf-8")
    return folder / "templates", TEMPLATES


def request(course: Path, output: Path, **changes: object) -> Request:
    facts: dict[str, object] = {"course": course, "unit": "default", "unit_roots": (TEMPLATES,), "output": output}
    return Request(**(facts | changes))  # type: ignore[arg-type]


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def made(course: Path, **changes: object) -> dict[str, bytes]:
    """Products in memory, by name."""
    kit = make(request(course, Path("output"), **changes))
    assert not kit.failed, [fault.line("en") for fault in kit.faults]
    return {file.product: file.data for file in kit.files}


@pytest.fixture(scope="module")
def usual(course: Path) -> Mapping[str, bytes]:
    """All products of the course for the default unit that are made without being named."""
    return made(course)


@pytest.fixture(scope="module")
def asked(course: Path) -> Mapping[str, bytes]:
    """The others."""
    return made(course, products=ASKED)


def codes(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.code for fault in faults]


def test_an_unrelated_course_builds_every_product_with_no_change_of_code(course: Path, tmp_path: Path) -> None:
    result = build(request(course, tmp_path))
    assert [output.product for output in result.outputs] == USUAL
    assert not [fault for fault in result.faults if fault.severity == "error"]
    kit = tmp_path / "default" / "coffee-shop"
    assert {path.name for path in kit.iterdir()} == {
        "deck.pptx", "slides.pptx", "handout.docx", "guide.docx", "brief.docx", "plan.docx", "quiz.docx",
        "answers.docx", "check.docx", "check-answers.docx", "toolkit.docx", "manifest.json",
    }  # fmt: skip
    assert all(output.count > 0 and output.size == output.path.stat().st_size for output in result.outputs)


def test_the_manifest_says_what_each_file_was_made_from(course: Path, tmp_path: Path) -> None:
    build(request(course, tmp_path, products=("quiz",), date="2026-03-01"))
    record = json.loads((tmp_path / "default" / "coffee-shop" / "manifest.json").read_bytes())["outputs"]["quiz.docx"]
    assert record.keys() == {
        "asked", "base", "compressor", "content", "course", "coursegen", "date", "language", "lessons", "paper",
        "parts", "plan", "product", "sha256", "template", "unit",
    }  # fmt: skip
    assert (record["course"], record["unit"], record["asked"]) == ("coffee-shop", "default", {"date": "2026-03-01"})
    assert record["date"] == "2026-03-01"


def test_nothing_of_an_office_is_wired_into_the_program() -> None:
    sources = [path for path in (bundled_folder() / "coursegen").rglob("*.py") if "_bundled" not in path.parts]
    assert len(sources) > 30
    words = ("办公室", "主任", "税务", "股室", "office-director")
    found = [(path.name, word) for path in sources for word in words if word in path.read_text("utf-8")]
    assert not found


def test_notes_and_answers_reach_lecturers_only(usual: Mapping[str, bytes]) -> None:
    notes = "讲师不要先提示三处在哪里".encode()
    key = "客人的嘴、眼、手先后碰到的正是这三处地方".encode()
    inside = {name: b"".join(parts_of(data).values()) for name, data in usual.items()}
    assert {name for name, text in inside.items() if notes in text} == {"deck", "guide"}
    assert (
        "answers"
        in {name for name, text in inside.items() if key in text}
        <= {"deck", "guide", "answers", "check-answers"}
    )


def test_pages_and_sheets_are_made_when_they_are_named(course: Path, tmp_path: Path) -> None:
    result = build(request(course, tmp_path, products=ASKED))
    assert [output.path.name for output in result.outputs] == [
        "deck.html", "slides.html", "slides-print.pptx", "slides-print-6.pptx",
    ]  # fmt: skip
    slides = {output.product: output.count for output in result.outputs}
    assert slides["slides-print"] == -(-slides["slides-html"] // 3)
    assert slides["html"] > slides["slides-html"]


def test_only_the_lecturers_page_has_notes_and_answers(asked: Mapping[str, bytes]) -> None:
    notes = "讲师不要先提示三处在哪里".encode()
    inside = {n: d if d[:2] != b"PK" else b"".join(parts_of(d).values()) for n, d in asked.items()}
    assert {name for name, text in inside.items() if notes in text} == {"html"}


def test_a_note_in_a_participants_page_is_refused_wherever_it_hides(course: Path, tmp_path: Path) -> None:
    hidden = (
        '{% extends "parent:deck.xml.j2" %}{% block recap %}<slide id="x"><title>题</title><figure kind="rows"><alt>'
        "{% for p in bundle.of(lesson) %}{{ p.notes }}{% endfor %}</alt><item><head>一</head></item></figure></slide>"
        "{% endblock %}"
    )
    roots = a_unit(tmp_path, deck_xml_j2=hidden)
    result = build(request(course, tmp_path / "out", unit="shop", unit_roots=roots, products=("slides-html",)))
    assert set(codes(result.faults)) == {"O140"}
    assert not (tmp_path / "out").exists()


def test_no_file_knows_where_or_when_it_was_made(usual: Mapping[str, bytes], course: Path) -> None:
    for data in usual.values():
        text = b"".join(parts_of(data).values())
        assert str(course.parent).encode() not in text
        assert str(bundled_folder()).encode() not in text
        with ZipFile(BytesIO(data)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


ELSEWHERE = """
import os, sys, time
def refuse(event, arguments):
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib") and event != "socket.gethostname":
        os.write(2, f"{event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(refuse)
days = float(sys.argv[1]) * 86400
for name in ("time", "time_ns"):
    real = getattr(time, name)
    setattr(time, name, lambda real=real, factor=1 if name == "time" else 10**9: real() + type(real())(days * factor))
from coursegen.cli import main
sys.argv[1:] = sys.argv[2:]
main()
"""


def test_other_days_folders_and_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    named = (*USUAL, *ASKED, *EXPORTS)
    found: list[dict[str, bytes]] = []
    for number, seed in enumerate(("0", "4242")):
        folder = tmp_path / f"某 folder {number}" / ("deep/" * number)
        write_minicourse(folder / "content" / "coffee-shop")
        environment = os.environ | {
            "PYTHONHASHSEED": seed, "PYTHONPATH": str(bundled_folder()), "TZ": f"UTC+{number * 9}",
            "XDG_CACHE_HOME": str(tmp_path / f"cache{number}"),
        }  # fmt: skip
        arguments = [sys.executable, "-c", ELSEWHERE, str(number * 400), "build", "coffee-shop", "-q"]
        arguments += ["-f", ",".join(named)]
        subprocess.run(arguments, cwd=folder, env=environment, check=True, capture_output=True)
        kit = folder / "output" / "default" / "coffee-shop"
        found.append({path.name: path.read_bytes() for path in kit.iterdir()})
    lists = [name for name in found[0] if name.endswith(".lost.txt")]
    assert len(found[0]) == len(named) + len(lists) + 1
    assert found[0] == found[1]


def test_a_unit_that_changes_nothing_changes_no_byte(usual: Mapping[str, bytes], course: Path, tmp_path: Path) -> None:
    assert made(course, unit="shop", unit_roots=a_unit(tmp_path)) == usual


def test_another_word_changes_only_the_parts_that_have_it(
    usual: Mapping[str, bytes], course: Path, tmp_path: Path
) -> None:
    theirs = made(course, unit="shop", unit_roots=a_unit(tmp_path, f"terms: {{staff: {TERM}}}\n"))
    before, after = parts_of(usual["deck"]), parts_of(theirs["deck"])
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    assert changed == {name for name in after if TERM.encode() in after[name]}
    assert all(after[name].replace(TERM.encode(), "干部职工".encode()) == before[name] for name in changed)


def test_another_colour_changes_only_the_theme(usual: Mapping[str, bytes], course: Path, tmp_path: Path) -> None:
    theirs = made(course, unit="shop", unit_roots=a_unit(tmp_path, "brand: {colors: {primary: 1E5AA0}}\n"))
    for product in ("deck", "slides"):
        before, after = parts_of(usual[product]), parts_of(theirs[product])
        changed = {name for name in before if before[name] != after[name]}
        assert changed
        assert all("/theme/" in name for name in changed), changed


def test_one_block_of_a_template_can_be_overridden(usual: Mapping[str, bytes], course: Path, tmp_path: Path) -> None:
    template = (
        '{% extends "parent:deck.xml.j2" %}\n{% block closing %}<slide id="closing" kind="closing">'
        "<title>明早七点见</title></slide>{% endblock %}"
    )
    theirs = made(course, unit="shop", unit_roots=a_unit(tmp_path, deck_xml_j2=template), products=("slides",))
    before, after = parts_of(usual["slides"]), parts_of(theirs["slides"])
    changed = [name for name in before if before[name] != after[name] and name.startswith("ppt/slides/")]
    assert len(changed) == 1
    assert "明早七点见".encode() in after[changed[0]]


BROKEN = '<document form="handout">{{ course.titel }}</document>'


def test_a_fault_in_one_product_leaves_the_disk_alone(course: Path, tmp_path: Path) -> None:
    result = build(request(course, tmp_path / "out", unit="shop", unit_roots=a_unit(tmp_path, guide_xml_j2=BROKEN)))
    assert "T106" in codes(result.faults)
    assert result.outputs == ()
    assert not (tmp_path / "out").exists()


def test_the_others_are_written_when_asked_to_keep_going(course: Path, tmp_path: Path) -> None:
    roots = a_unit(tmp_path, guide_xml_j2=BROKEN)
    result = build(request(course, tmp_path / "out", unit="shop", unit_roots=roots, keep_going=True))
    assert "T106" in codes(result.faults)
    assert {output.product for output in result.outputs} == set(USUAL) - {"guide"}


def test_a_template_that_tells_participants_the_notes_is_refused(course: Path, tmp_path: Path) -> None:
    leaking = (
        '{% import "_macros.xml.j2" as m %}<document form="handout">{{ m.properties("x") }}'
        "{% for p in bundle.of(lessons[0]) %}<para>{{ p.notes }}</para>{% endfor %}</document>"
    )
    roots = a_unit(tmp_path, handout_xml_j2=leaking)
    result = build(request(course, tmp_path / "out", unit="shop", unit_roots=roots, products=("handout",)))
    assert set(codes(result.faults)) == {"O140"}
    assert not (tmp_path / "out").exists()


def test_a_file_that_fails_its_check_is_not_written(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(makers, "faults_of", lambda parts, name: (Fault("O101", facts={"reason": name}),))
    result = build(request(course, tmp_path / "out", products=("deck",)))
    assert result.faults[0].exit_code == 6
    assert not (tmp_path / "out").exists()


def test_a_base_that_is_nowhere_is_a_fault(course: Path, tmp_path: Path) -> None:
    roots = a_unit(tmp_path)
    (tmp_path / "templates" / "default").mkdir()
    for file in (TEMPLATES / "default").glob("*.[jy]*"):
        (tmp_path / "templates" / "default" / file.name).write_bytes(file.read_bytes())
    result = build(request(course, tmp_path / "out", unit="shop", unit_roots=roots[:1], products=("deck",)))
    assert codes(result.faults) == ["T850"]


def test_a_logo_that_cannot_be_read_is_a_fault(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roots = a_unit(tmp_path, "brand: {logo: logo.png}\n", logo_png="not read at all")
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "logo.png":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = build(request(course, tmp_path / "out", unit="shop", unit_roots=roots, products=("deck",)))
    assert codes(result.faults) == ["A850"]
    assert result.faults[0].exit_code == 5


def test_traditional_files_say_so_in_their_names(course: Path, tmp_path: Path) -> None:
    result = build(request(course, tmp_path, products=("slides", "quiz"), language="zh-Hant"))
    assert {output.path.name for output in result.outputs} == {"slides.zh-Hant.pptx", "quiz.zh-Hant.docx"}
    texts = b"".join(parts_of(result.outputs[0].path.read_bytes()).values()).decode("utf-8", "replace")
    assert "磨豆機" in texts
    assert "磨豆机" not in texts


def test_english_is_one_fault_as_long_as_there_is_no_translation(course: Path, tmp_path: Path) -> None:
    assert codes(build(request(course, tmp_path, language="en")).faults) == ["C810"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lessons": ("lesson.countr",)}, "U240"),
        ({"lessons": ("7",)}, "U240"),
        ({"lessons": ("zzz",)}, "U241"),
        ({"products": ("handouts",)}, "U230"),
        ({"products": ("zzz",)}, "U231"),
    ],
)
def test_names_that_do_not_exist_are_faults_with_a_suggestion(
    course: Path, tmp_path: Path, changes: dict[str, tuple[str, ...]], code: str
) -> None:
    faults = build(request(course, tmp_path, **changes)).faults
    assert [fault.code[:3] for fault in faults] == [code[:3]]
    assert faults[0].exit_code == 2


def test_a_lesson_can_be_named_by_its_number(course: Path, tmp_path: Path) -> None:
    assert build(request(course, tmp_path, lessons=("1",), products=("slides",))).outputs


def without_blueprint(folder: Path) -> Path:
    course = write_minicourse(folder / "coffee-shop")
    (course / "blueprints" / "final.yaml").unlink()
    return course


def test_a_course_without_a_blueprint_has_no_papers_and_says_so(tmp_path: Path) -> None:
    result = build(request(without_blueprint(tmp_path), tmp_path / "out"))
    assert {output.product for output in result.outputs} == set(USUAL) - {"quiz", "answers"}
    assert [fault.severity for fault in result.faults if fault.code == "O130"] == ["warning", "warning"]


def test_a_paper_that_was_asked_for_and_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    result = build(request(without_blueprint(tmp_path), tmp_path / "out", products=("quiz",)))
    assert [(fault.code, fault.severity) for fault in result.faults] == [("O130", "error")]


def test_faults_of_course_and_unit_come_together(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "coffee-shop")
    (course / "course.yaml").write_text("id: x\ntitel: y\n", "utf-8")
    result = build(request(course, tmp_path / "out", unit="shop", unit_roots=a_unit(tmp_path, "colour: red\n")))
    assert {fault.place.file.rpartition("/")[2] for fault in result.faults} == {"course.yaml", "unit.yaml"}


def test_a_plan_makes_files_of_its_own_without_what_is_voted_on(course: Path, tmp_path: Path) -> None:
    build(request(course, tmp_path, products=("slides",)))
    build(request(course, tmp_path, products=("slides",), plan="short"))
    kit = tmp_path / "default" / "coffee-shop"
    whole, short = (
        b"".join(parts_of((kit / name).read_bytes()).values()).decode("utf-8", "replace")
        for name in ("slides.pptx", "slides.short.pptx")
    )
    assert "杯口有一处小缺口" in whole
    assert "杯口有一处小缺口" not in short
    assert "23分钟" in whole
    assert "21分钟" in short
    record = json.loads((kit / "manifest.json").read_bytes())["outputs"]["slides.short.pptx"]
    assert (record["plan"], record["paper"]) == ("short", "")


def test_a_units_own_plan_keeps_the_usual_names(course: Path, tmp_path: Path) -> None:
    roots = a_unit(tmp_path, "choices: {plan: short, period_minutes: 10}\n")
    kit = make(request(course, tmp_path / "out", unit="shop", unit_roots=roots, products=("slides",)))
    assert [file.name for file in kit.files] == ["slides.pptx"]
    assert "21分钟，约2学时".encode() in b"".join(parts_of(kit.files[0].data).values())


def test_papers_asked_for_by_name_stand_beside_the_usual_one(course: Path, tmp_path: Path) -> None:
    kit = make(request(course, tmp_path, products=("quiz", "check"), paper="final"))
    assert [file.name for file in kit.files] == ["quiz.final.docx", "check.docx"]


def test_checks_of_lessons_are_missed_only_when_asked_for(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "coffee-shop")
    (course / "blueprints" / "check.yaml").unlink()
    whole = make(request(course, tmp_path / "out"))
    assert {file.product for file in whole.files} == set(USUAL) - {"check", "check-answers"}
    assert "O130" not in codes(whole.faults)
    asked = make(request(course, tmp_path / "out", products=("check",)))
    assert [(fault.code, fault.severity) for fault in asked.faults] == [("O130", "error")]


@pytest.mark.parametrize("kind", ["shuffled", "parallel"])
def test_forms_of_a_paper_are_files_of_their_own_that_say_their_letter(
    course: Path, tmp_path: Path, kind: Literal["shuffled", "parallel"]
) -> None:
    kit = make(request(course, tmp_path, products=("quiz", "answers"), forms=Forms(2, kind)))
    assert not [fault for fault in kit.faults if fault.severity == "error"]
    assert [file.name for file in kit.files] == ["quiz.A.docx", "quiz.B.docx", "answers.A.docx", "answers.B.docx"]
    for file in kit.files:
        letter = file.name.split(".")[1]
        assert f"（{letter}卷）".encode() in parts_of(file.data)["word/document.xml"]
