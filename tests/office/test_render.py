"""LibreOffice as a program that may be missing, hang, fail or leave half a file."""

from __future__ import annotations

import os
import shutil
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from coursegen.office import render
from coursegen.office.pdf import pdf_pages, without_clock
from coursegen.office.render import VARIABLE, converted, office_program, rendered


def document(text: str, pages: int = 1) -> bytes:
    file, out = Document(), BytesIO()
    for number in range(pages):
        file.add_paragraph(text)
        if number + 1 < pages:
            file.add_page_break()
    file.save(out)
    return out.getvalue()


def program(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in LibreOffice's place; `out` is its folder, `sources` its files. Every run leaves a line in a log."""
    log, script = folder / "log", folder / "soffice"
    head = f"""#!{sys.executable}
import os, pathlib, subprocess, sys, time
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1]); out.mkdir(exist_ok=True)
sources = [pathlib.Path(name) for name in sys.argv[sys.argv.index("--outdir") + 2:]]
log = pathlib.Path({str(log)!r})
log.open("a").write(" ".join(path.name for path in sources) + "\\n")
run = len(log.read_text().splitlines())
"""
    script.write_text(head + body, "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(script))
    return log


WRITE = "for path in sources: (out / (path.stem + '.pdf')).write_bytes(b'%PDF ' + path.read_bytes() + b' %%EOF')\n"


def test_many_files_are_converted_in_one_run_whatever_they_are_called(tmp_path: Path) -> None:
    assert office_program()
    files = {"01 讲义（A卷）.docx": document("甲"), "a.docx": document("乙", 3), "a.docm.docx": document("丙", 2)}
    made = converted(files, "pdf")
    assert {name: pdf_pages(data) for name, data in made.items()} == {
        "01 讲义（A卷）.docx": 1, "a.docx": 3, "a.docm.docx": 2
    }  # fmt: skip


def test_a_pdf_without_the_clock_is_the_same_on_any_day() -> None:
    first, second = (converted({"a.docx": document("甲", 2)}, "pdf")["a.docx"] for _ in range(2))
    assert first != second
    timeless = without_clock(first, "ab" * 16)
    assert timeless == without_clock(second, "ab" * 16)
    assert (len(timeless), pdf_pages(timeless)) == (len(first), 2)
    assert b"CreationDate" not in timeless
    assert timeless.count(b"AB" * 16) == 3


def test_pages_are_counted_in_squeezed_objects_too_and_not_guessed() -> None:
    import zlib

    body = zlib.compress(b"1 0 2 60 <</Type/Pages /Kids[3 0 R 4 0 R]/MediaBox[0 0 595 842]/Count 12>><</Count 99>>")
    stream = b"5 0 obj <</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>stream\r\n%b\r\nendstream" % (
        len(body),
        body,
    )
    assert pdf_pages(b"%PDF-1.7\n" + stream) == 12
    assert pdf_pages(b"%PDF-1.7\n<</Type /Pages\n/Count 2\n/Kids [1 0 R]>> <</Type/Pages/Count 7>>") == 7
    assert pdf_pages(b"%PDF-1.7 <</Outlines/Count 9>>") == pdf_pages(b"") == 0


def test_one_file_that_cannot_be_converted_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = program(tmp_path, "sources = [s for s in sources if s.read_bytes() != b'bad']\n" + WRITE, monkeypatch)
    made = converted({"a.docx": b"good", "b.docx": b"bad", "c.pptx": b"fine"}, "pdf", tries=2)
    assert made == {"a.docx": b"%PDF good %%EOF", "c.pptx": b"%PDF fine %%EOF"}
    assert log.read_text().splitlines() == ["0.docx 1.docx 2.pptx", "0.docx"]


def test_a_run_that_hangs_is_killed_with_all_it_started_and_tried_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "_START_SECONDS", 1.5)
    monkeypatch.setattr(render, "_FILE_SECONDS", 0)
    child = tmp_path / "child"
    hang = f"""
if run == 1:
    (out / "0.pdf").write_bytes(b"%PDF half")
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    pathlib.Path({str(child)!r}).write_text(str(child.pid))
    time.sleep(60)
"""
    log = program(tmp_path, hang + WRITE, monkeypatch)
    started = time.monotonic()
    assert converted({"a.docx": b"x"}, "pdf", tries=2) == {"a.docx": b"%PDF x %%EOF"}
    assert time.monotonic() - started < 20
    assert len(log.read_text().splitlines()) == 2
    assert not _is_running(int(child.read_text()))


def _is_running(process: int) -> bool:
    """Whether a process still does something; one that is dead and not yet waited for does not."""
    for _ in range(20):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return False
        if state in "ZX":
            return False
        time.sleep(0.1)
    return True


def test_half_a_file_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = program(tmp_path, "(out / '0.pdf').write_bytes(b'%PDF half')\n", monkeypatch)
    assert converted({"a.docx": b"x"}, "pdf", tries=2) == {}
    assert len(log.read_text().splitlines()) == 2


@pytest.mark.parametrize("path", ["", "no-such-program"])
def test_without_the_program_nothing_is_made(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, path)
    assert converted({"a.docx": b"x"}, "pdf", tries=2) == rendered({"a.docx": b"x"}, "pdf") == {}


def test_the_program_is_found_where_windows_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "", monkeypatch)
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(render, "_PLACES", {sys.platform: ("no-such-program", str(tmp_path / "soffice"))})
    assert office_program() == str(tmp_path / "soffice")


def test_nothing_is_started_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = program(tmp_path, WRITE, monkeypatch)
    assert converted({}, "pdf", tries=2) == {}
    assert not log.exists()
    assert shutil.which("soffice")
