"""PDFs and the zip of a kit: made of what is on the disk, only when it changed, and no hand's work is lost."""

from __future__ import annotations

import json
import struct
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from minicourse import write_minicourse
from test_naming import CHINESE, kit_of, request

from coursegen.build import Output, Result, build, pdfs
from coursegen.build.kit import Made
from coursegen.build.kit import write_kit as write_files
from coursegen.build.pdfs import write_pdfs
from coursegen.errors import Fault
from coursegen.office.render import VARIABLE

ZIP = "云中咖啡店-咖啡店新人上岗-课程包.zip"
Conversions = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> Conversions:
    """What a converter of no pages in LibreOffice's place was asked for, run by run."""
    asked: Conversions = []

    def convert(files: dict[str, bytes], kind: str, *, tries: int) -> dict[str, bytes]:
        assert (kind, tries) == ("pdf", 2)
        if files:
            asked.append(tuple(files))
        return {name: b"%PDF of " + data + b" %%EOF" for name, data in files.items() if data != b"broken"}

    monkeypatch.setattr(pdfs, "converted", convert)
    return asked


def made(course: Path, folder: Path, text: str = CHINESE, **changes: object) -> Result:
    return build(request(course, folder, text, **{"products": ("handout", "quiz"), **changes}))


def names(result: Result) -> list[str]:
    return [output.path.name for output in result.outputs]


def codes(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.code, fault.severity) for fault in faults]


def office(folder: Path, **files: bytes) -> tuple[Output, ...]:
    """Outputs of documents that say `data` (their names without suffix → bytes)."""
    products = [Made("handout", f"{name}.docx", data, 3, {}) for name, data in files.items()]
    return write_files(folder, products)[0]


def test_every_office_file_has_a_pdf_with_the_pages_that_were_counted(course: Path, tmp_path: Path) -> None:
    result = made(course, tmp_path, products=("slides", "handout", "slides-html"), pdf=True, zip=True)
    assert not result.faults
    assert names(result) == [
        "02 学员版课件.pptx", "03 学员讲义.docx", "29 学员版课件（网页）.html", "02 学员版课件.pdf",
        "03 学员讲义.pdf", ZIP,
    ]  # fmt: skip
    by_name = {output.path.name: output for output in result.outputs}
    assert by_name["03 学员讲义.pdf"].count == by_name["03 学员讲义.docx"].count > 1
    assert by_name["02 学员版课件.pdf"].count == by_name["02 学员版课件.pptx"].count > 1
    assert by_name[ZIP].count == 5
    stamps = {output.path: output.path.stat().st_mtime_ns for output in result.outputs}
    again = made(course, tmp_path, products=("slides", "handout", "slides-html"), pdf=True, zip=True)
    assert [output.state for output in again.outputs] == ["unchanged"] * 6
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_only_what_changed_is_converted_again(tmp_path: Path, conversions: Conversions) -> None:
    write_pdfs(tmp_path, office(tmp_path, a=b"one", b=b"two"))
    assert conversions == [("a.docx", "b.docx")]
    written, faults = write_pdfs(tmp_path, office(tmp_path, a=b"one", b=b"three"))
    assert conversions[1:] == [("b.docx",)]
    assert [(output.path.name, output.state) for output in written] == [("a.pdf", "unchanged"), ("b.pdf", "written")]
    assert not faults
    (tmp_path / "a.pdf").unlink()
    write_pdfs(tmp_path, office(tmp_path, a=b"one"))
    assert conversions[2:] == [("a.docx",)]


def test_a_pdf_made_by_hand_is_never_overwritten(tmp_path: Path, conversions: Conversions) -> None:
    (tmp_path / "a.pdf").write_bytes(b"by hand")
    for state in ("beside", "unchanged"):
        (written,), faults = write_pdfs(tmp_path, office(tmp_path, a=b"one"))
        assert (written.path.name, written.state) == ("a.new.pdf", state)
        assert codes(faults) == [("O111", "warning")]
    assert (tmp_path / "a.pdf").read_bytes() == b"by hand"
    assert len(conversions) == 1


def test_the_pdf_of_a_file_edited_by_hand_is_of_the_edited_one(tmp_path: Path, conversions: Conversions) -> None:
    write_pdfs(tmp_path, office(tmp_path, a=b"one"))
    (tmp_path / "a.docx").write_bytes(b"edited")
    outputs = office(tmp_path, a=b"two")
    assert outputs[0].path.name == "a.new.docx"
    write_pdfs(tmp_path, outputs)
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF of edited %%EOF"
    assert conversions == [("a.docx",)] * 2


def test_what_cannot_be_converted_is_a_fault_and_the_others_are_made(tmp_path: Path, conversions: Conversions) -> None:
    written, faults = write_pdfs(tmp_path, office(tmp_path, a=b"broken", b=b"two"))
    assert [output.path.name for output in written] == ["b.pdf"]
    assert [(fault.code, fault.exit_code, Path(fault.place.file).name) for fault in faults] == [("O181", 6, "a.docx")]
    assert conversions == [("a.docx", "b.docx")]


def test_other_pages_than_were_counted_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = b"%PDF <</Type/Pages/Count 4>> %%EOF"
    monkeypatch.setattr(pdfs, "converted", lambda files, *_, **__: dict.fromkeys(files, pdf))
    written, (fault,) = write_pdfs(tmp_path, office(tmp_path, a=b"one"))
    assert (fault.code, fault.severity, fault.facts) == ("O182", "warning", {"pages": 4, "count": 3})
    assert written[0].count == 4
    assert fault.line("zh")
    assert fault.line("en")


def test_without_libreoffice_one_warning_and_all_office_files(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    result = made(course, tmp_path, pdf=True, zip=True)
    assert names(result) == ["03 学员讲义.docx", "07 测试卷.docx", ZIP]
    assert codes(result.faults) == [("O180", "warning")]
    assert "libreoffice.org" in result.faults[0].line("zh")
    assert "COURSEGEN_SOFFICE" in result.faults[0].line("en")


def test_a_pdf_of_an_older_file_is_told_of_when_none_is_asked_for(
    course: Path, tmp_path: Path, conversions: Conversions
) -> None:
    made(course, tmp_path, pdf=True)
    assert codes(made(course, tmp_path).faults) == []
    assert codes(made(course, tmp_path, date="2026-03-01").faults) == [("O183", "warning")] * 2
    assert codes(made(course, tmp_path, date="2026-03-01", pdf=True).faults) == []
    assert len(conversions) == 2


def test_pdfs_and_zip_follow_a_change_of_the_naming(course: Path, tmp_path: Path, conversions: Conversions) -> None:
    first = made(course, tmp_path, "", pdf=True, zip=True)
    assert names(first) == ["handout.docx", "quiz.docx", "handout.pdf", "quiz.pdf", "shop.coffee-shop.zip"]
    second = made(course, tmp_path, pdf=True, zip=True)
    assert [output.state for output in second.outputs] == ["renamed"] * 5
    assert {path.name for path in kit_of(tmp_path).iterdir()} == {
        "03 学员讲义.docx", "03 学员讲义.pdf", "07 测试卷.docx", "07 测试卷.pdf", ZIP, "manifest.json"
    }  # fmt: skip
    assert len(conversions) == 1, "what was converted under another name is not converted again"


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_the_zip_holds_the_files_as_they_are_on_the_disk(course: Path, tmp_path: Path) -> None:
    made(course, tmp_path)
    (kit_of(tmp_path) / "03 学员讲义.docx").write_bytes(b"edited")
    made(course, tmp_path, date="2026-03-01", zip=True)
    inside = members(kit_of(tmp_path) / ZIP)
    assert list(inside) == ["03 学员讲义.docx", "07 测试卷.docx"]
    assert inside["03 学员讲义.docx"] == b"edited"
    assert inside["07 测试卷.docx"] == (kit_of(tmp_path) / "07 测试卷.docx").read_bytes()
    record = json.loads((kit_of(tmp_path) / "manifest.json").read_bytes())["outputs"][ZIP]
    assert (record["product"], record["key"]) == ("zip", "shop.coffee-shop.zip")


def test_names_in_the_zip_are_marked_as_utf8_in_both_headers_and_dates_are_fixed(course: Path, tmp_path: Path) -> None:
    made(course, tmp_path / "a", zip=True)
    made(course, tmp_path / "b", zip=True)
    data = (kit_of(tmp_path / "a") / ZIP).read_bytes()
    assert data == (kit_of(tmp_path / "b") / ZIP).read_bytes()
    with ZipFile(BytesIO(data)) as file:
        entries = file.infolist()
    assert len(entries) == 2
    for entry in entries:
        assert (entry.flag_bits & 0x800, entry.date_time, entry.orig_filename) == (
            0x800, (1980, 1, 1, 0, 0, 0), entry.filename
        )  # fmt: skip
        signature, _, flags = struct.unpack_from("<4sHH", data, entry.header_offset)
        assert (signature, flags & 0x800) == (b"PK\x03\x04", 0x800)


def test_unzip_gives_the_same_names(course: Path, tmp_path: Path) -> None:
    made(course, tmp_path, zip=True)
    out = tmp_path / "out"
    unzip: Any = subprocess.run(
        ["unzip", "-q", str(kit_of(tmp_path) / ZIP), "-d", str(out)],
        check=True, capture_output=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert not unzip.stderr
    assert {path.name for path in out.iterdir()} == {"03 学员讲义.docx", "07 测试卷.docx"}
    assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o644}


def test_a_zip_that_somebody_else_put_there_is_kept(course: Path, tmp_path: Path) -> None:
    kit_of(tmp_path).mkdir(parents=True)
    (kit_of(tmp_path) / ZIP).write_bytes(b"mine")
    result = made(course, tmp_path, zip=True)
    assert codes(result.faults) == [("O111", "warning")]
    assert (kit_of(tmp_path) / ZIP).read_bytes() == b"mine"
    assert members(kit_of(tmp_path) / ZIP.replace(".zip", ".new.zip"))


def test_zips_of_plans_stand_side_by_side(course: Path, tmp_path: Path) -> None:
    for naming in ("", CHINESE):
        made(course, tmp_path, naming, zip=True)
        made(course, tmp_path, naming, zip=True, plan="short")
        assert len(list(kit_of(tmp_path).glob("*.zip"))) == 2
    assert (kit_of(tmp_path) / ZIP.replace(".zip", "（赶时间）.zip")).is_file()
