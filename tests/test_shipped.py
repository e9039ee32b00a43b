"""What is shipped compiled changes no byte, is used, and is never found for another program or another file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import CodeType

import pytest
from minicourse import write_minicourse
from msgspec.structs import replace
from remembering import forget_everything

from coursegen import shipped
from coursegen.build import Request, build
from coursegen.cli import words
from coursegen.office import cache as office_cache
from coursegen.office.deck import read as deck_read
from coursegen.office.document import base as document_base
from coursegen.reading.base_maps import MapSource
from coursegen.templating import cache as template_cache
from coursegen.templating import loader
from coursegen.workspace import bundled_folder
from scripts import make_shipped

DEFAULT = bundled_folder() / "templates" / "default"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything, shipped."""
    made = tmp_path_factory.mktemp("shipped")
    make_shipped.make(made)
    return made


def refused(*_: object) -> None:
    """Stands where something would be compiled."""
    raise AssertionError("compiled, though it is shipped")


def made(folder: Path) -> Mapping[str, bytes]:
    """The kit of a small course, by the names of its files."""
    course = write_minicourse(folder / "course")
    products = ("deck", "handout", "quiz", "answers", "agenda")
    request = Request(course, "default", (DEFAULT.parent,), products=products, output=folder / "output", remember=False)
    result = build(request)
    assert len(result.outputs) == len(products)
    return {output.path.name: output.path.read_bytes() for output in result.outputs}


def test_no_byte_changes_and_nothing_is_compiled(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = made(tmp_path / "a")
    forget_everything()
    for home in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(home, str(tmp_path / "empty"))
    monkeypatch.setattr(shipped, "FOLDER", folder)
    monkeypatch.setattr(deck_read, "read_deck", refused)
    monkeypatch.setattr(document_base, "open_base", refused)
    monkeypatch.setattr(loader, "written", refused)
    assert made(tmp_path / "b") == cold


def test_a_template_is_the_shipped_one_whatever_it_is_called(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "FOLDER", folder)
    monkeypatch.setattr(template_cache, "_folder", lambda: None)
    for name, key, file in NAMES:
        source = (DEFAULT / name).read_text("utf-8")
        python, facts = loader.written(source, key, file)
        wanted = compile(python, file, "exec", dont_inherit=True)
        for release in (PYTHON, "another"):
            monkeypatch.setattr(template_cache, "_PYTHON", release)
            code, found = template_cache.kept_code(source, key, file, refused)  # type: ignore[arg-type]
            assert plain(code) == plain(wanted)
            assert found == facts


NAMES = (
    ("quiz.xml.j2", "0:quiz.xml.j2", "a.j2"),
    ("quiz.xml.j2", "3:quiz.xml.j2", "/somewhere/模板 1/quiz.xml.j2"),
    ("_macros.xml.j2", "1:_macros.xml.j2", "templates/default/_macros.xml.j2"),
)


PYTHON = template_cache._PYTHON


def plain(code: CodeType) -> object:
    """All of some code but the columns that its steps have in a line, which hang on how long names are."""
    values = [plain(value) if isinstance(value, CodeType) else value for value in code.co_consts]
    lines = list(code.co_lines())
    return code.co_filename, lines, values, code.replace(co_consts=(), co_linetable=b"")


@pytest.mark.parametrize(
    ("more", "key", "file"),
    [("\n", "0:quiz.xml.j2", "a.j2"), ("", "0:qu'iz.xml.j2", "a.j2"), ("", "0:quiz.xml.j2", "a\\b.j2")],
    ids=["another template", "a quotation mark in its name", "a name that Python would write otherwise"],
)
def test_what_is_not_quite_the_same_is_compiled(
    more: str, key: str, file: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "FOLDER", folder)
    source = (DEFAULT / "quiz.xml.j2").read_text("utf-8") + more
    with pytest.raises(AssertionError, match="compiled"):
        template_cache.kept_code(source, key, file, refused)  # type: ignore[arg-type]


def test_a_base_hangs_on_the_files_of_the_program() -> None:
    of = [*office_cache.shipped_of(str, b"base", "")]
    assert (Path(office_cache.__file__).parent / "deck" / "read.py").read_bytes() in of
    assert b"base" in of


def test_a_house_base_is_the_same_where_no_ground_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = (DEFAULT / "deck.pptx").read_bytes()
    here = deck_read.read_deck(deck, "a.pptx", MapSource())
    monkeypatch.setattr("coursegen.office.render.office_program", str)
    assert replace(deck_read.read_deck(deck, "b.pptx", MapSource()), name=here.name) == here


def test_words_are_what_the_file_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words._read(words._source())
    monkeypatch.setattr(shipped, "FOLDER", folder)
    monkeypatch.setattr(words, "_read", refused)
    assert words._words.__wrapped__() == said


NEVER = (
    "PIL", "babel", "csv", "docx", "email", "jieba", "opencc", "openpyxl", "pptx", "pydantic",
    "pypinyin", "rich", "signal", "sqlite3", "subprocess", "tomllib", "typing_extensions",
    "jinja2.ext", "coursegen.templating.stamping", "coursegen.templating.blocks", "coursegen.office.deck.read",
    "coursegen.office.document.base", "coursegen.office.house.deck", "coursegen.office.house.document_styles",
    "coursegen.batch", "coursegen.drafting", "coursegen.exchange", "coursegen.exports", "coursegen.ingest",
    "coursegen.report", "coursegen.store", "coursegen.studio", "coursegen.html", "coursegen.sheets",
    "coursegen.cli.commands.exam", "coursegen.cli.commands.looking", "coursegen.cli.commands.writing",
    "coursegen.build.pdfs", "coursegen.office.pdf", "coursegen.document.bilingual",
    "coursegen.checks.course", "coursegen.checks.unit", "coursegen.checks.classes", "coursegen.checks.file.check",
    "coursegen.checks.file.deck.breaks", "coursegen.checks.file.deck.fonts", "coursegen.checks.file.deck.mono",
    "coursegen.checks.file.document.looks", "coursegen.checks.file.document.typing",
    "coursegen.exam.audit", "coursegen.exam.forms", "coursegen.exam.history", "coursegen.exam.marking",
    "coursegen.exam.settled", "coursegen.exam.statistics",
    "coursegen.reading.classes", "coursegen.classes.grouping", "coursegen.reading.syntax",
    "coursegen.translation.state", "coursegen.wording.lettered", "coursegen.layout.pages.answer_sheet",
)  # fmt: skip
"""Modules, and packages with all below them, that the first build of a deck has no use for."""

OF_DOCUMENTS = (
    "coursegen.build.documents", "coursegen.checks.file.document", "coursegen.layout.pages",
    "coursegen.office.document",
)  # fmt: skip
OF_DECKS = (
    "coursegen.build.carried", "coursegen.build.decks", "coursegen.checks.file.deck", "coursegen.layout.slides",
    "coursegen.layout.stack", "coursegen.office.deck",
)  # fmt: skip

FIRST = """
import atexit, sys
from pathlib import Path
from coursegen import shipped
shipped.FOLDER = Path(sys.argv.pop(1))
atexit.register(lambda: print("LOADED", *sys.modules))
from coursegen.cli import main
main()
"""


@pytest.mark.parametrize(
    ("product", "needed", "never"),
    [
        ("deck", "coursegen.office.deck.fill", (*NEVER, *OF_DOCUMENTS)),
        ("handout", "coursegen.office.document.fill", OF_DECKS),
    ],
)
def test_a_first_build_loads_only_what_it_needs(
    folder: Path, tmp_path: Path, product: str, needed: str, never: tuple[str, ...]
) -> None:
    write_minicourse(tmp_path / "content" / "coffee-shop")
    homes = {name: str(tmp_path / "home") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")}
    paths = os.pathsep.join(path for path in sys.path if path)
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", FIRST, str(folder), "build", "coffee-shop", "-f", product],
        env={**os.environ, **homes, "PYTHONPATH": paths}, cwd=tmp_path, check=True,
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    loaded = run.stdout.split("LOADED ")[1].split()
    assert needed in loaded
    assert {one for one in never for name in loaded if f"{name}.".startswith(f"{one}.")} == set()
