"""Pictures of a course: what comes out is a picture and nothing else; what cannot be used is one clear fault."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from evidence_samples import drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from coursegen.errors import Fault, FaultError, Place, gather
from coursegen.reading import read_picture

HERE = Place("principles/a.yaml", 7, 9)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">{}</svg>'


def clean(folder: Path, name: str, data: bytes):
    (folder / name).write_bytes(data)
    return read_picture(name, (folder,), HERE)


def code_of(folder: Path, name: str, data: bytes | None = None) -> str:
    if data is not None:
        (folder / name).write_bytes(data)
    with pytest.raises(FaultError) as caught:
        read_picture(name, (folder,), HERE)
    (fault,) = caught.value.faults
    assert fault.place == HERE
    assert all(fault.cause(language) and fault.remedy(language) for language in ("zh", "en"))
    return fault.code


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def exif(orientation: int) -> Image.Exif:
    found = Image.Exif()
    found[0x0112], found[0x010F] = orientation, "SECRET-CAMERA"
    return found


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG")])
def test_a_picture_without_anything_to_remove_keeps_its_pixels(tmp_path: Path, name: str, kind: str) -> None:
    data = drawn(300, 200, kind)
    made = clean(tmp_path, name, data)
    assert (made.width, made.height) == (300, 200)
    assert pixels(made.data) == pixels(data)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.tif", "TIFF")])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_exif_goes_and_the_picture_stands_upright(tmp_path: Path, name: str, kind: str, orientation: int) -> None:
    made = clean(tmp_path, name, drawn(300, 200, kind, exif=exif(orientation)))
    assert (made.width, made.height) == ((200, 300) if orientation in (6, 8) else (300, 200))
    assert b"SECRET" not in made.data
    with Image.open(BytesIO(made.data)) as image:
        assert not dict(image.getexif())


def test_comments_texts_and_what_follows_the_end_go(tmp_path: Path) -> None:
    text = b"Author\0SECRET-NAME"
    chunk = struct.pack(">L", len(text)) + b"tEXt" + text + struct.pack(">L", zlib.crc32(b"tEXt" + text))
    png = drawn(30, 20)
    assert b"SECRET" not in clean(tmp_path, "a.png", png[:33] + chunk + png[33:] + b"SECRET-TAIL").data
    jpeg = drawn(30, 20, "JPEG", comment=b"SECRET-COMMENT")
    assert b"SECRET" in jpeg
    assert b"SECRET" not in clean(tmp_path, "a.jpg", jpeg + b"SECRET-TAIL").data


def test_previews_inside_a_jpeg_go_and_its_colour_profile_stays(tmp_path: Path) -> None:
    def segment(marker: int, content: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content

    jpeg = drawn(30, 20, "JPEG", icc_profile=b"PROFILE" * 20)
    extra = segment(0xE0, b"JFXX\0\x10SECRET") + segment(0xE2, b"FPXR\0SECRET") + segment(0xED, b"SECRET")
    made = clean(tmp_path, "a.jpg", jpeg[:20] + extra + jpeg[20:]).data
    assert b"SECRET" not in made
    assert b"PROFILE" * 20 in made
    assert pixels(made) == pixels(jpeg)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_of_png_stays_a_readable_png(tmp_path: Path, mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (40, 30)).save(out, "PNG")
    with Image.open(BytesIO(clean(tmp_path, "a.png", out.getvalue()).data)) as image:
        image.load()
        assert image.size == (40, 30)


@pytest.mark.parametrize(("name", "kind"), [("a.gif", "GIF"), ("a.bmp", "BMP"), ("a.tiff", "TIFF")])
def test_other_formats_become_png_of_the_same_pixels(tmp_path: Path, name: str, kind: str) -> None:
    data = drawn(120, 80, kind)
    made = clean(tmp_path, name, data)
    assert made.data.startswith(b"\x89PNG")
    assert pixels(made.data) == pixels(data)


def test_a_photo_for_print_becomes_one_for_the_screen(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("CMYK", (40, 30)).save(out, "JPEG")
    with Image.open(BytesIO(clean(tmp_path, "a.jpg", out.getvalue()).data)) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_a_picture_20000_pixels_wide_is_made_smaller(tmp_path: Path, name: str, kind: str) -> None:
    made = clean(tmp_path, name, drawn(20000, 400, kind))
    assert (made.width, made.height) == (2560, 51)


def test_only_the_first_frame_of_a_film_is_taken(tmp_path: Path) -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(BytesIO(clean(tmp_path, "a.gif", out.getvalue()).data)) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_the_same_picture_has_the_same_bytes_with_and_without_the_cache(tmp_path: Path, monkeypatch) -> None:
    data = drawn(2600, 300, "BMP")
    first = clean(tmp_path, "a.bmp", data)
    assert clean(tmp_path, "a.bmp", data) == first
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert clean(tmp_path, "a.bmp", data) == first


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.webp", b"RIFF", "A312"),
        ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0", "A312"),
        ("a", b"", "A312"),
        ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "A313"),
        ("a.jpg", b"%PDF-1.7", "A313"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "A313"),
        ("a.png", drawn(30, 20, "JPEG"), "A313"),
        ("a.jpg", drawn(30, 20), "A313"),
        ("a.png", b"", "A314"),
        ("a.png", b"\x89PNG\r\n\x1a\nrubbish", "A314"),
        ("a.png", drawn(300, 200)[:-300], "A314"),
        ("a.jpg", drawn(300, 200, "JPEG")[:900], "A314"),
        ("a.gif", drawn(300, 200, "GIF")[:60], "A314"),
        ("a.png", drawn(1, 1), "A318"),
        ("a.png", drawn(900, 1), "A318"),
    ],
)
def test_what_cannot_be_used_is_one_fault(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert code_of(tmp_path, name, data) == code


def test_a_bomb_is_refused_by_its_head(tmp_path: Path) -> None:
    head = struct.pack(">LLBBBBB", 20000, 20000, 8, 2, 0, 0, 0)
    pieces = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    chunks = [struct.pack(">L", len(d)) + k + d + struct.pack(">L", zlib.crc32(k + d)) for k, d in pieces]
    assert code_of(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n" + b"".join(chunks)) == "A315"


@settings(max_examples=60, deadline=None)
@given(
    cut=st.integers(1, 700), junk=st.binary(max_size=20), kind=st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "TIFF"])
)
def test_a_damaged_file_is_a_picture_or_a_fault_and_never_a_crash(cut: int, junk: bytes, kind: str) -> None:
    from coursegen.reading.picture_clean import clean_picture

    data = drawn(60, 40, kind)
    names = {"PNG": "a.png", "JPEG": "a.jpg", "GIF": "a.gif", "BMP": "a.bmp", "TIFF": "a.tif"}
    broken = data[:cut] + junk + data[cut + len(junk) :]
    faults: list[Fault] = []
    made = gather(lambda: clean_picture(broken, names[kind], HERE), faults)
    assert {fault.code for fault in faults} <= {"A313", "A314", "A315", "A318"}
    assert bool(made) is not bool(faults)
    if made:
        with Image.open(BytesIO(made.data)) as image:
            image.load()


@pytest.mark.parametrize("name", ["../a.png", "/etc/a.png", "b\\a.png", "C:/a.png", "b/../../a.png", "file:///a.png"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.png").write_bytes(drawn(30, 20))
    assert code_of(tmp_path / "inner", name) == "A311"


def test_a_link_out_of_the_folder_is_refused_and_one_inside_it_is_not(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "a.png").write_bytes(drawn(30, 20))
    (inner / "b.png").symlink_to(tmp_path / "a.png")
    assert code_of(inner, "b.png") == "A311"
    (inner / "c.png").write_bytes(drawn(30, 20))
    (inner / "d.png").symlink_to("c.png")
    assert read_picture("d.png", (inner,), HERE).width == 30


def test_a_missing_picture_is_a_fault_and_the_units_own_comes_first(tmp_path: Path) -> None:
    assert code_of(tmp_path, "a.png") == "A310"
    unit, course = tmp_path / "unit", tmp_path / "course"
    for folder, width in ((unit, 50), (course, 60)):
        folder.mkdir()
        (folder / "a.png").write_bytes(drawn(width, 40))
    assert read_picture("a.png", (unit, course), HERE).width == 50


def test_an_svg_needs_a_png_beside_it_and_comes_without_its_editors_notes(tmp_path: Path) -> None:
    svg = SVG.format('<!-- SECRET --><metadata>SECRET</metadata><rect width="1" height="1"/>')
    svg = svg.replace("<svg", '<svg xmlns:e="urn:editor" e:path="/home/SECRET"', 1)
    assert code_of(tmp_path, "a.svg", svg.encode()) == "A316"
    (tmp_path / "a.png").write_bytes(drawn(400, 300))
    made = read_picture("a.svg", (tmp_path,), HERE)
    assert (made.width, made.height) == (400, 300)
    assert made.vector.startswith(b"<svg ")
    assert b"<rect" in made.vector
    assert b"SECRET" not in made.vector


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("<script>alert(1)</script>", "A317"),
        ('<rect onclick="x()"/>', "A317"),
        ('<use href="http://example.org/a.svg#b"/>', "A317"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/>', "A317"),
        ('<image href="data:image/png;base64,AA"/>', "A317"),
        ("<style>@import url(http://example.org/a.css)</style>", "A317"),
        ('<rect fill="url(http://example.org/a)"/>', "A317"),
        ("<foreignObject/>", "A317"),
        ("<rect>", "A314"),
    ],
)
def test_an_svg_that_runs_or_fetches_is_refused(tmp_path: Path, inner: str, code: str) -> None:
    (tmp_path / "a.png").write_bytes(drawn(400, 300))
    assert code_of(tmp_path, "a.svg", SVG.format(inner).encode()) == code


def test_entities_and_other_roots_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn(400, 300))
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<text>&a;</text>")
    assert code_of(tmp_path, "a.svg", bomb.encode()) == "A317"
    assert code_of(tmp_path, "a.svg", b"<html/>") == "A313"
