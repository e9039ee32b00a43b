"""Bases as they are met in the wild, made here: every kind that once broke a program like this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from itertools import count
from typing import Any

import docx
import docx.oxml.ns
import pytest
from docx.oxml import parse_xml as parse_word
from docx.shared import Mm
from PIL import Image
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from coursegen.office.pack import pack
from coursegen.office.package import CONTENT_TYPES, read_package

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = f'xmlns:r="{KINDS}"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(file: Any) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def edited(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]], added: Mapping[str, bytes] = {}) -> bytes:
    """A package with parts changed (each must change) and added."""
    parts = read_package(data, "base")
    for name, change in changes.items():
        assert change(parts[name]) != parts[name], name
        parts[name] = change(parts[name])
    return pack({**parts, **added})


def picture(color: tuple[int, int, int], size: tuple[int, int] = (64, 36)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()


def related(kind: str, target: str, *, external: bool = False, key: str = "rIdX") -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{KINDS}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()


def typed(part: str, kind: str) -> Callable[[bytes], bytes]:
    """Content types with one more part."""
    entry = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode()
    return lambda data: data.replace(b"</Types>", entry)


def of_type(kind: str) -> Callable[[bytes], bytes]:
    """Content types with the main part of another kind."""
    return lambda data: re.sub(rb"application/[\w.-]*\.main\+xml", kind.encode(), data)


def _end(tail: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b"</Relationships>", tail)


# presentations


def plain() -> bytes:
    """4:3, English, faces without Chinese, no notes master."""
    return saved(Presentation())


def without_layouts() -> bytes:
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        deck.slide_layouts.remove(layout)
    return saved(deck)


def with_empty_layouts() -> bytes:
    deck = Presentation()
    for layout in deck.slide_layouts:
        for holder in list(layout.placeholders):
            holder._element.getparent().remove(holder._element)
    return saved(deck)


def with_twin_numbers() -> bytes:
    deck = Presentation()
    for mark in deck.slide_layouts[3]._element.iter(qn("p:ph")):
        if mark.get("idx") in ("1", "2"):
            mark.set("idx", "1")
    return saved(deck)


def with_two_masters() -> bytes:
    """The same master and layouts twice, under the same names."""
    parts = read_package(plain(), "base")
    twins = {name: _twin(name) for name in parts if re.search(r"slideMaster1|slideLayout\d|theme1", name)}
    for name, twin in twins.items():
        text = re.sub(
            rb"(slideMaster|slideLayout|theme)(\d+)\.xml", lambda m: m[1] + b"5" + m[2] + b".xml", parts[name]
        )
        numbers = count(2**31 + 500)
        parts[twin] = re.sub(rb'(sldLayoutId id=")\d+', lambda m, n=numbers: m[1] + b"%d" % next(n), text)
    types = parts[CONTENT_TYPES]
    for name, twin in twins.items():
        found = re.search(rf'<Override PartName="/{re.escape(name)}"[^>]*/>'.encode(), types)
        if found:
            types = types.replace(b"</Types>", found[0].replace(name.encode(), twin.encode()) + b"</Types>")
    parts[CONTENT_TYPES] = types
    rels, main = "ppt/_rels/presentation.xml.rels", "ppt/presentation.xml"
    parts[rels] = _end(related("slideMaster", "slideMasters/slideMaster51.xml"))(parts[rels])
    entry = b'<p:sldMasterId id="2147484600" r:id="rIdX"/></p:sldMasterIdLst>'
    parts[main] = parts[main].replace(b"</p:sldMasterIdLst>", entry)
    return pack(parts)


def _twin(name: str) -> str:
    return re.sub(r"(slideMaster|slideLayout|theme)(\d+)\.xml", r"\g<1>5\2.xml", name)


def on_a_dark_picture() -> bytes:
    deck = Presentation()
    _, key = deck.slide_master.part.get_or_add_image_part(BytesIO(picture((12, 24, 60))))
    fill = f'<a:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    ground = f"<p:bg {A} {P} {R}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    tree = deck.slide_master._element.cSld
    for old in tree.findall(qn("p:bg")):
        tree.remove(old)
    tree.insert(0, parse_xml(ground))
    return saved(deck)


def of_size(width: float, height: float) -> Callable[[], bytes]:
    """A base of another size, everything on it scaled along."""

    def make() -> bytes:
        deck = Presentation()
        across, down = Inches(width) / deck.slide_width, Inches(height) / deck.slide_height
        for owner in (deck.slide_master, *deck.slide_layouts):
            for frame in owner._element.iter(qn("a:xfrm")):
                for point, x, y in ((frame.find(qn("a:off")), "x", "y"), (frame.find(qn("a:ext")), "cx", "cy")):
                    point.set(x, str(int(int(point.get(x)) * across)))
                    point.set(y, str(int(int(point.get(y)) * down)))
        deck.slide_width, deck.slide_height = Emu(Inches(width)), Emu(Inches(height))
        return saved(deck)

    return make


def without_east_asian_faces() -> bytes:
    return edited(plain(), {"ppt/theme/theme1.xml": lambda d: re.sub(rb"<a:ea [^>]*/>", b"", d)})


def with_macros() -> bytes:
    return edited(
        plain(),
        {
            CONTENT_TYPES: lambda d: typed("ppt/vbaProject.bin", "application/vnd.ms-office.vbaProject")(
                of_type("application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")(d)
            ),
            "ppt/_rels/presentation.xml.rels": _end(related("vbaProject", "vbaProject.bin")),
        },
        {"ppt/vbaProject.bin": b"\xd0\xcf macro"},
    )


def with_an_embedded_object() -> bytes:
    layout = "ppt/slideLayouts/slideLayout6.xml"
    frame = (
        b'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="77" name="Object"/><p:cNvGraphicFramePr/><p:nvPr/>'
        b'</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
        b'uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj r:id="rIdX" progId="Excel.Sheet.8">'
        b"<p:embed/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame></p:spTree>"
    )
    return edited(
        plain(),
        {
            CONTENT_TYPES: typed(
                "ppt/embeddings/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject"
            ),
            layout: lambda d: d.replace(b"</p:spTree>", frame),
            "ppt/slideLayouts/_rels/slideLayout6.xml.rels": _end(related("oleObject", "../embeddings/oleObject1.bin")),
        },
        {"ppt/embeddings/oleObject1.bin": b"\xd0\xcf object"},
    )


def with_links_outside() -> bytes:
    layout = "ppt/slideLayouts/slideLayout6.xml"
    linked = (
        b'<p:pic><p:nvPicPr><p:cNvPr id="99" name="spy"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        b'<a:blip r:link="rIdX"/></p:blipFill><p:spPr/></p:pic></p:spTree>'
    )
    return edited(
        plain(),
        {
            layout: lambda d: d.replace(b"</p:spTree>", linked),
            "ppt/slideLayouts/_rels/slideLayout6.xml.rels": _end(
                related("image", "http://example.com/x.png", external=True)
            ),
        },
    )


def with_comments_tags_and_sections() -> bytes:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "旧单位的封面"
    sections = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="旧" '
        'id="{9E1F9C1D-0000-4000-8000-000000000000}"><p14:sldIdLst><p14:sldId id="256"/><p14:sldId id="999"/>'
        "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>"
    ).encode()
    authors = (
        f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="旧作者" initials="旧" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
    )
    kind = "application/vnd.openxmlformats-officedocument.presentationml."
    return edited(
        saved(deck),
        {
            CONTENT_TYPES: lambda d: typed("ppt/tags/tag1.xml", f"{kind}tags+xml")(
                typed("ppt/commentAuthors.xml", f"{kind}commentAuthors+xml")(d)
            ),
            "ppt/presentation.xml": lambda d: d.replace(b"</p:presentation>", sections),
            "ppt/_rels/presentation.xml.rels": lambda d: _end(related("tags", "tags/tag1.xml", key="rIdT"))(
                _end(related("commentAuthors", "commentAuthors.xml"))(d)
            ),
        },
        {
            "ppt/tags/tag1.xml": f'<p:tagLst {P}><p:tag name="K" val="旧"/></p:tagLst>'.encode(),
            "ppt/commentAuthors.xml": authors.encode(),
        },
    )


def with_sample_slides() -> bytes:
    deck = Presentation()
    for n in (0, 1, 5):
        slide = deck.slides.add_slide(deck.slide_layouts[n])
        slide.shapes.title.text = "旧单位的样例"
        slide.shapes.add_picture(BytesIO(picture((200, 30, 30))), 0, 0, Inches(1))
        slide.notes_slide.notes_text_frame.text = "旧单位的备注"
    return saved(deck)


def drawn_on_samples() -> bytes:
    """A design that stands on the sample slides only: a band and a logo on each, a ground of their own."""
    deck = Presentation()
    for n in range(5):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.background.fill.solid()
        slide.background.fill.fore_color.theme_color = 5 if n == 0 else 16
        slide.shapes.add_shape(1, 0, Inches(7), deck.slide_width, Inches(0.5))
        slide.shapes.add_picture(BytesIO(picture((180, 20, 30))), Inches(0.1), Inches(0.1), Inches(0.7))
        for i in range(3):
            slide.shapes.add_textbox(Inches(2), Inches(2 + i), Inches(3), Inches(0.6)).text_frame.text = f"样例{n}{i}"
    return saved(deck)


def with_tags_typed_in() -> bytes:
    deck = Presentation()
    box = deck.slide_master.shapes._spTree
    sample = (
        Presentation()
        .slides.add_slide(Presentation().slide_layouts[6])
        .shapes.add_textbox(0, 0, Inches(4), Inches(0.4))
    )
    paragraph = sample.text_frame.paragraphs[0]
    for piece in ("{{ un", "it.na", "me }} 内部资料"):
        paragraph.add_run().text = piece
    box.append(sample._element)
    deck.core_properties.title = "{{ course.title }}（{{ unit.short }}）"
    return saved(deck)


def with_small_furniture() -> bytes:
    """Footer and slide number in 9 points."""
    deck = Presentation()
    for level in deck.slide_master._element.iter(qn("a:defRPr")):
        if level.get("sz") == "1200":
            level.set("sz", "900")
    return saved(deck)


def on_half_a_dark_picture() -> bytes:
    """A ground that is dark at the left and light at the right, under every title."""
    two = Image.new("RGB", (64, 36), (250, 250, 250))
    two.paste((16, 24, 60), (0, 0, 20, 36))
    return edited(on_a_dark_picture(), {"ppt/media/image1.png": lambda _: _png(two)})


def on_stripes() -> bytes:
    """A ground on which no colour reads."""
    striped = Image.new("RGB", (64, 36), (255, 255, 255))
    for x in range(0, 64, 8):
        striped.paste((10, 10, 10), (x, 0, x + 4, 36))
    return edited(on_a_dark_picture(), {"ppt/media/image1.png": lambda _: _png(striped)})


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def with_titles_below() -> bytes:
    """Titles at the foot of the slide."""
    deck = Presentation()
    for owner in (deck.slide_master, *deck.slide_layouts):
        for holder in owner.placeholders:
            if holder.placeholder_format.type == 1:
                holder.left, holder.top, holder.width, holder.height = map(Inches, (0.5, 6, 9, 1))
            elif holder.placeholder_format.type in (13, 15, 16):
                holder.top = Inches(0.1)
    return saved(deck)


def without_places_on_the_master() -> bytes:
    """A master without placeholders: those of layouts that rely on it stand nowhere."""
    deck = Presentation()
    for holder in list(deck.slide_master.placeholders):
        holder._element.getparent().remove(holder._element)
    return saved(deck)


def with_one_number_twice() -> bytes:
    """A master that LibreOffice wrote: drawings share a number."""
    return edited(
        plain(), {"ppt/slideMasters/slideMaster1.xml": lambda d: d.replace(b'<p:cNvPr id="3"', b'<p:cNvPr id="2"')}
    )


DECKS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "plain 4:3": ("deck.pptx", plain),
    "no layouts": ("deck.pptx", without_layouts),
    "empty layouts": ("deck.pptx", with_empty_layouts),
    "twin numbers": ("deck.pptx", with_twin_numbers),
    "two masters alike": ("deck.pptx", with_two_masters),
    "dark picture": ("deck.pptx", on_a_dark_picture),
    "16:9": ("deck.pptx", of_size(13.333, 7.5)),
    "odd size": ("deck.pptx", of_size(14.58, 8.2)),
    "small 16:9": ("deck.pptx", of_size(10, 5.625)),
    "no East Asian faces": ("deck.pptx", without_east_asian_faces),
    "template": ("deck.potx", lambda: edited(plain(), {CONTENT_TYPES: of_type(
        "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml")})),
    "macros": ("deck.pptm", with_macros),
    "macro template": ("deck.potm", lambda: edited(plain(), {CONTENT_TYPES: of_type(
        "application/vnd.ms-powerpoint.template.macroEnabled.main+xml")})),
    "embedded object": ("deck.pptx", with_an_embedded_object),
    "links outside": ("deck.pptx", with_links_outside),
    "comments, tags, sections": ("deck.pptx", with_comments_tags_and_sections),
    "sample slides": ("deck.pptx", with_sample_slides),
    "design on samples": ("deck.pptx", drawn_on_samples),
    "small furniture": ("deck.pptx", with_small_furniture),
    "tags typed in": ("deck.pptx", with_tags_typed_in),
    "titles below": ("deck.pptx", with_titles_below),
    "no places on the master": ("deck.pptx", without_places_on_the_master),
    "one number twice": ("deck.pptx", with_one_number_twice),
}  # fmt: skip


# documents


def letter() -> Any:
    """A document as python-docx makes it: other styles, Letter size, samples in the body."""
    document = docx.Document()
    document.add_heading("旧单位的样例", 1)
    document.add_table(2, 2)
    document.sections[0].header.paragraphs[0].text = "单位页眉 {{ header }}"
    return document


def without_size() -> bytes:
    document = letter()
    section = document.sections[0]._sectPr
    for child in list(section):
        section.remove(child)
    return saved(document)


def with_ten_sections() -> bytes:
    document = letter()
    for n in range(9):
        section = document.add_section()
        section.footer.is_linked_to_previous = False
        section.footer.paragraphs[0].text = f"旧单位第{n}节"
        document.add_paragraph("旧单位的样例")
    return saved(document)


def with_chinese_style_names() -> bytes:
    names = {
        "heading 1": "标题 1",
        "heading 2": "标题 2",
        "Title": "标题",
        "Normal": "正文",
        "header": "页眉",
        "caption": "题注",
    }

    def rename(data: bytes) -> bytes:
        text = data.decode()
        for english, chinese in names.items():
            text = re.sub(rf'(?i)<w:name w:val="{english}"/>', f'<w:name w:val="{chinese}"/>', text)
        return text.encode()

    return edited(saved(letter()), {"word/styles.xml": rename})


def with_numbers_as_style_ids() -> bytes:
    return edited(saved(letter()), {
        "word/styles.xml": lambda d: d.replace(b'"Normal"', b'"a"').replace(b'"Header"', b'"a3"')
        .replace(b'w:name w:val="a"', b'w:name w:val="Normal"').replace(b'"Heading1"', b'"1"'),
        "word/header1.xml": lambda d: d.replace(b'"Header"', b'"a3"'),
    })  # fmt: skip


def with_tracked_changes() -> bytes:
    document = letter()
    header = document.sections[0].header.paragraphs[0]._p
    who = 'w:author="甲" w:date="2026-01-01T00:00:00Z"'
    header.append(parse_word(f'<w:ins {W} w:id="1" {who}><w:r><w:t>新写的</w:t></w:r></w:ins>'))
    header.append(parse_word(f'<w:del {W} w:id="2" {who}><w:r><w:delText>旧单位</w:delText></w:r></w:del>'))
    return saved(document)


def with_text_boxes() -> bytes:
    """A text box in the header, its tag split over runs."""
    document = letter()
    space = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' \
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'  # fmt: skip
    run = (
        f'<w:r {W} {A} {space}><w:drawing><wp:inline><wp:extent cx="1800000" cy="360000"/><wp:docPr id="9" name="框"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p>'
        "<w:r><w:t>{{ unit</w:t></w:r>"
        "<w:r><w:t>.short }}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    document.sections[0].header.paragraphs[0]._p.append(parse_word(run))
    return saved(document)


def with_a_body_tag() -> bytes:
    document = docx.Document()
    first = document.add_paragraph()
    for piece in ("{{ uni", "t.name }", "} 专用"):
        first.add_run(piece)
    document.add_picture(BytesIO(picture((180, 20, 30))), Mm(20))
    document.add_page_break()
    document.add_paragraph("{{ body }}")
    document.add_paragraph("本册完")
    document.core_properties.title = "{{ unit.short }}讲义"
    return saved(document)


def with_a_logo_in_the_header() -> bytes:
    """A table in the header: a logo without words for it at the left, a tag over runs at the right."""
    document = letter()
    table = document.sections[0].header.add_table(2, 2, Mm(150))
    table.cell(0, 0).paragraphs[0].add_run().add_picture(BytesIO(picture((180, 20, 30))), Mm(30))
    for piece in ("{{ un", "it.na", "me }}"):
        table.cell(0, 1).paragraphs[0].add_run(piece)
    return saved(document)


def with_a_table_before_the_body() -> bytes:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "单位", "{{ unit.name }}"
    document.add_page_break()
    document.add_paragraph("{{ body }}")
    return saved(document)


def with_the_body_tag_in_a_cell() -> bytes:
    document = docx.Document()
    document.add_table(1, 2).cell(0, 1).text = "{{ body }}"
    return saved(document)


def in_two_columns() -> bytes:
    document = letter()
    columns = document.sections[0]._sectPr.find(docx.oxml.ns.qn("w:cols"))
    columns.set(docx.oxml.ns.qn("w:num"), "2")
    return saved(document)


def landscape() -> bytes:
    document = letter()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    return saved(document)


def with_word_macros() -> bytes:
    return edited(
        saved(letter()),
        {
            CONTENT_TYPES: lambda d: typed("word/vbaProject.bin", "application/vnd.ms-office.vbaProject")(
                of_type("application/vnd.ms-word.document.macroEnabled.main+xml")(d)
            ),
            "word/_rels/document.xml.rels": _end(related("vbaProject", "vbaProject.bin")),
        },
        {"word/vbaProject.bin": b"\xd0\xcf macro"},
    )


def with_a_remote_template_and_fields() -> bytes:
    """An attached template on the web, and fields that fetch: in one piece and split over runs."""
    document = letter()
    header = document.sections[0].header.paragraphs[0]._p
    for pieces in (('DDEAUTO c:\\\\x.exe "/c calc"',), (" INCLUDE", 'TEXT "http://example.com/x.docx" ')):
        codes = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        for run in parse_word(f"<w:p {W}>{begin}{codes}{end}</w:p>"):
            header.append(run)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    remote = related("attachedTemplate", "http://example.com/x.dotm", external=True)
    attached = rb'\1<w:attachedTemplate r:id="rIdX"/>'
    return edited(
        saved(document),
        {"word/settings.xml": lambda d: re.sub(rb"(<w:settings[^>]*>)", attached, d, count=1)},
        {"word/_rels/settings.xml.rels": f'<Relationships xmlns="{space}">'.encode() + remote},
    )


def disordered() -> bytes:
    """Properties out of the order of the schema, as some converters write them."""
    pair = re.compile(rb"(<w:basedOn [^>]*/>)((?:(?!</w:style>).)*?)(<w:qFormat/>)", re.DOTALL)
    return edited(saved(letter()), {"word/styles.xml": lambda d: pair.sub(rb"\3\2\1", d, count=3)})


DOCUMENTS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "plain": ("document.docx", lambda: saved(letter())),
    "no size": ("document.docx", without_size),
    "ten sections": ("document.docx", with_ten_sections),
    "Chinese style names": ("document.docx", with_chinese_style_names),
    "numbers as style ids": ("document.docx", with_numbers_as_style_ids),
    "tracked changes": ("document.docx", with_tracked_changes),
    "text boxes": ("document.docx", with_text_boxes),
    "body tag": ("document.docx", with_a_body_tag),
    "landscape": ("document.docx", landscape),
    "template": ("document.dotx", lambda: edited(saved(letter()), {CONTENT_TYPES: of_type(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")})),
    "macros": ("document.docm", with_word_macros),
    "macro template": ("document.dotm", lambda: edited(saved(letter()), {CONTENT_TYPES: of_type(
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml")})),
    "remote template and fields": ("document.docx", with_a_remote_template_and_fields),
    "disordered": ("document.docx", disordered),
    "logo in the header": ("document.docx", with_a_logo_in_the_header),
    "table before the body": ("document.docx", with_a_table_before_the_body),
    "two columns": ("document.docx", in_two_columns),
}  # fmt: skip


def halves(kinds: Iterable[str], turn: int) -> list[Any]:
    """Kinds as parameters of a test: of every two one in the usual run (`turn` says which), both in a long one."""
    return [kind if n % 2 == turn else pytest.param(kind, marks=pytest.mark.long) for n, kind in enumerate(kinds)]
