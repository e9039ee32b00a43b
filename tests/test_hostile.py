"""Files made to hurt, each by the test that uses it: one clear fault in one line, no crash, nothing of them left."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from minicourse import write_minicourse
from odd_bases import edited, letter, related, saved
from PIL import Image
from pptx import Presentation

from coursegen.cli.commands import program
from coursegen.office.package import Relation, is_web_link, read_package, read_relations
from coursegen.reading.unit_chain import UNIT_ID
from coursegen.workspace import bundled_folder, safe_name

COURSE = Path("content/coffee-shop")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_minicourse(tmp_path / COURSE)
    (tmp_path / "templates" / "shop").mkdir(parents=True)
    (tmp_path / "templates" / "shop" / "unit.yaml").write_text("names: {full: 云中咖啡店}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, [*arguments, "--ui-lang", "en"])


def told(result: Result) -> list[str]:
    """Codes of the faults; a crash has none and another exit code."""
    assert result.exit_code not in (1, 70), result.stderr
    lines = [line for line in result.stderr.splitlines() if " → " in line]
    return [next(word for word in line.split(" ") if word[:1].isupper() and word[1:].isdigit()) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("minutes: 23", f"minutes: {'9' * 5000}", "C107"),
        ("minutes: 23", "minutes: 1e999", "C107"),
        ("minutes: 23", "minutes: 0x17", "C107"),
        ("minutes: 23", f"minutes: -{'9' * 30}", "C107"),
        ("minutes: 23", "minutes: .inf", "C107"),
        ("id: lesson.counter\n", "id: con\n", "C113"),
        ("id: lesson.counter\n", "id: nul.counter\n", "C113"),
        ("id: lesson.counter\n", "id: lesson.\n", "C113"),
        ("id: lesson.counter\n", "id: ../../etc/passwd\n", "C113"),
        ("id: lesson.counter\n", "id: a:b\n", "C113"),
        ("title: 吧台前的三分钟", "title: &a 吧台\nshort: *a", "C026"),
        ("title: 吧台前的三分钟", "<<: {title: 甲}", "C028"),
        ("title: 吧台前的三分钟", f"title: {'[' * 4000}", "C030"),
        ("title: 吧台前的三分钟", "title: !!python/object/apply:os.system [id]", "C027"),
        ("title: 吧台前的三分钟", "title: '{{ ().__class__.__mro__ }}'", "C803"),
        ("title: 吧台前的三分钟", "title: '{% for i in range(9) %}'", "C803"),
        ("title: 吧台前的三分钟", f"title: {'长' * 1_000_000}", "C004"),
    ],
)
def test_hostile_content_is_faults_with_their_place(home: Path, old: str, new: str, code: str) -> None:
    path = home / COURSE / "lessons" / "01-counter.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    result = run("build", "coffee-shop", "-u", "shop", "-f", "handout")
    assert result.exit_code == 3
    assert code in told(result)
    assert all(len(line) < 700 for line in result.stderr.splitlines())
    assert not (home / "output").exists()


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_no_unit_is_called_like_a_device_of_windows(name: str) -> None:
    assert not UNIT_ID.fullmatch(name)
    assert safe_name(name) != name
    assert run("new", "unit", name, "--name", "某单位").exit_code == 2


@pytest.mark.parametrize("name", ["console", "com10", "nul-office", "a.b-c"])
def test_names_that_only_begin_like_a_device_are_taken(name: str) -> None:
    assert safe_name(name) == name


def picture(kind: str, size: tuple[int, int] = (60, 30), **more: object) -> bytes:
    out = BytesIO()
    Image.new("1" if max(size) > 1000 else "RGB", size, 1).save(out, kind, **more)
    return out.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    return picture("JPEG", exif=exif)


LOGOS: dict[str, tuple[bytes, str]] = {
    "a picture that says where it was taken": (with_exif(), ""),
    "a name that lies": (picture("BMP"), ""),
    "EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "A508"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "A508"),
    "huge": (b"\x89PNG" + bytes(65 << 20), "A315"),
    "cut off": (picture("PNG")[:70], "A314"),
    "far too many pixels": (picture("PNG", (20000, 20000)), "A315"),
}


@pytest.mark.parametrize("case", LOGOS)
def test_a_logo_is_cleaned_or_refused_like_every_picture(home: Path, case: str) -> None:
    data, code = LOGOS[case]
    unit = home / "templates" / "shop"
    (unit / "logo.png").write_bytes(data)
    (unit / "unit.yaml").write_text("names: {full: 云中咖啡店}\nbrand: {logo: logo.png}\n", "utf-8")
    result = run("build", "coffee-shop", "-u", "shop", "-f", "deck")
    assert told(result) == ([code] if code else []), result.stderr
    built = list((home / "output").rglob("*.pptx"))
    assert len(built) == (0 if code else 1)
    for path in built:
        parts = read_package(path.read_bytes(), path.name)
        media = [data for name, data in parts.items() if name.startswith("ppt/media/")]
        assert (60, 30) in [Image.open(BytesIO(data)).size for data in media]
        assert not any(b"SECRET" in data for data in parts.values())


def test_a_base_larger_than_any_package_is_told_and_not_read(home: Path) -> None:
    with (home / "templates" / "shop" / "document.docx").open("wb") as file:
        file.truncate(1 << 40)
    result = run("build", "coffee-shop", "-u", "shop", "-f", "handout")
    assert (told(result), result.exit_code) == (["A509"], 5)


def remote(document: bytes) -> bytes:
    """A document that wants another one put into it, with a field that starts a program, in body and header."""
    chunk = (
        b'<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdChunk"/>'
    )
    field = (
        b'<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;">'
        b"<w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
    )
    relation = related("aFChunk", "file:////evil/share/part.docx", external=True, key="rIdChunk")
    return edited(
        document,
        {
            "word/document.xml": lambda d: d.replace(b"<w:body>", b"<w:body>" + chunk + field, 1),
            "word/_rels/document.xml.rels": lambda d: d.replace(b"</Relationships>", relation),
        },
    )


def test_a_document_that_embeds_another_and_starts_programs_leaves_neither(home: Path) -> None:
    (home / "templates" / "shop" / "document.docx").write_bytes(remote(saved(letter())))
    result = run("build", "coffee-shop", "-u", "shop", "-f", "handout")
    assert result.exit_code == 0, result.stderr
    (path,) = (home / "output").rglob("handout.docx")
    parts = read_package(path.read_bytes(), path.name)
    left = [
        n for n, d in parts.items() for bad in (b"altChunk", b"aFChunk", b"DDEAUTO", b"evil", b"cmd.exe") if bad in d
    ]
    assert left == []


def test_checking_such_a_document_names_what_is_outside(home: Path) -> None:
    (home / "other.docx").write_bytes(remote(saved(letter())))
    result = run("check", "other.docx")
    assert result.exit_code == 1
    assert "evil" in result.stderr or "aFChunk" in result.stderr, result.stderr


LINKS = {
    "http://example.org/": True, "HTTPS://example.org/a?b=c": True, "mailto:a@example.org": True,
    "javascript:alert(1)": False, "file:///c:/windows/win.ini": False, "\\\\evil\\share\\a.exe": False,
    "ms-excel:ofe|u|http://example.org/a.xlsm": False, "vbscript:x": False, "data:text/html,x": False,
    "ftp://example.org/": False, " javascript:alert(1)": False, "//example.org/": False,
}  # fmt: skip


@pytest.mark.parametrize("address", LINKS)
def test_only_links_to_the_web_and_to_mail_are_links(address: str) -> None:
    assert is_web_link(Relation("rId1", "x/hyperlink", address, external=True)) == LINKS[address]


def test_slides_of_a_units_own_keep_no_other_link(home: Path) -> None:
    deck = Presentation(str(bundled_folder() / "templates" / "default" / "deck.pptx"))
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "链接"
    for address in LINKS:
        run_ = slide.shapes.add_textbox(0, 0, 9144, 9144).text_frame.paragraphs[0].add_run()
        run_.text, run_.hyperlink.address = "点这里", address
    deck.save(str(home / "templates" / "shop" / "own.pptx"))
    (home / "templates" / "shop" / "unit.yaml").write_text(
        "names: {full: 云中咖啡店}\nextra: {slides: [{file: own.pptx}]}\n", "utf-8"
    )
    result = run("build", "coffee-shop", "-u", "shop", "-f", "deck")
    assert result.exit_code == 0, result.stderr
    assert "T366" in result.stderr
    (path,) = (home / "output").rglob("deck.pptx")
    parts = read_package(path.read_bytes(), path.name)
    relations = [r for n, d in parts.items() if n.endswith(".rels") for r in read_relations(d) if r.external]
    assert {relation.target for relation in relations} == {address for address, web in LINKS.items() if web}
