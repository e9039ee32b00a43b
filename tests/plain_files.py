"""Office files written by hand, as plain as can be, for defects to be planted in: nothing of our writers in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deck_samples import PNG

from coursegen.office.pack import pack
from coursegen.office.package import (
    CONTENT_TYPES,
    OFFICE_RELATIONS,
    Relation,
    write_content_types,
    write_relations,
)

Parts = dict[str, bytes]

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

SLIDE, LAYOUT, MASTER = (
    "ppt/slides/slide1.xml",
    "ppt/slideLayouts/slideLayout1.xml",
    "ppt/slideMasters/slideMaster1.xml",
)
MAIN, THEME, CHART = "ppt/presentation.xml", "ppt/theme/theme1.xml", "ppt/charts/chart1.xml"
SLIDE_RELATIONS = "ppt/slides/_rels/slide1.xml.rels"
PAGE, STYLES = "word/document.xml", "word/styles.xml"

_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F3864", "lt2": "E7E6E6", "accent1": "B3242B", "accent2": "2B6CB3",
    "accent3": "808080", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
_MAP = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(
    f'{name}="{name}"' for name in _COLORS if name not in ("dk1", "lt1", "dk2", "lt2")
)
_AXES = "".join(
    f'<c:{kind}><c:axId val="{own}"/><c:scaling/><c:axPos val="{side}"/><c:crossAx val="{other}"/></c:{kind}>'
    for kind, own, other, side in (("catAx", 1, 2, "b"), ("valAx", 2, 1, "l"))
)
_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


def theme(ea: str = "微软雅黑") -> str:
    """A theme with the colours above, whose East Asian face is `ea`."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in _COLORS.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="Arial"/><a:ea typeface="{ea}"/><a:cs typeface=""/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{A}" name="plain"><a:themeElements><a:clrScheme name="c">{colors}</a:clrScheme>'
        f'<a:fontScheme name="f">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="m"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def solid(color: str) -> str:
    """A solid fill: six digits, or the name of a scheme colour."""
    kind = "srgbClr" if len(color) == 6 and color.upper() == color else "schemeClr"
    return f'<a:solidFill><a:{kind} val="{color}"/></a:solidFill>'


def run(words: str, look: str = "", fill: str = "", lang: str = ' lang="zh-CN"') -> str:
    """A run of text; `look` are attributes, `fill` is XML."""
    return f"<a:r><a:rPr{lang}{look}>{fill}</a:rPr><a:t>{words}</a:t></a:r>"


def shape(
    number: int, runs: str, at: tuple[float, float, float, float] | None, *, name: str = "", fill: str = "",
    body: str = "", mark: str = "", alt: str = "", preset: str = "rect", more: str = "",
) -> str:  # fmt: skip
    """A shape at left, top, width and height in inches (None = where its placeholder is)."""
    where = ""
    if at is not None:
        x, y, w, h = (round(inches * 914400) for inches in at)
        where = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        where += f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
    text = f"<p:txBody>{body or '<a:bodyPr/>'}<a:lstStyle/><a:p>{runs}</a:p></p:txBody>" if runs or mark else ""
    described = f' descr="{alt}"' if alt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name or f"shape {number}"}"{described}/><p:cNvSpPr/>'
        f"<p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:spPr>{where}{fill}</p:spPr>{more}{text}</p:sp>"
    )


def title(words: str = "办公室主任先要分清轻重缓急", number: int = 2) -> str:
    """The title placeholder of a slide."""
    return shape(number, run(words) if words else "", None, name="title", mark='<p:ph type="title"/>')


def picture(number: int, alt: str = "", at: tuple[int, int, int, int] = (1, 2, 3, 3)) -> str:
    """A picture at inches."""
    x, y, w, h = (inches * 914400 for inches in at)
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="picture {number}" descr="{alt}"/><p:cNvPicPr/><p:nvPr/>'
        "</p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</p:spPr></p:pic>"
    )


def table(number: int, rows: Sequence[Sequence[str]], *, high: float = 0.6, top: float = 2, header: bool = True) -> str:
    """A table of runs, columns of two inches, rows so many inches high."""
    grid = '<a:gridCol w="1828800"/>' * len(rows[0])
    cells = [
        "".join(f"<a:tc><a:txBody><a:bodyPr/><a:p>{c}</a:p></a:txBody><a:tcPr/></a:tc>" for c in row) for row in rows
    ]
    body = "".join(f'<a:tr h="{round(high * 914400)}">{row}</a:tr>' for row in cells)
    wide, tall = 1828800 * len(rows[0]), round(high * 914400) * len(rows)
    first = ' firstRow="1"' if header else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="table {number}" descr="两列对照"/>'
        f'<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="914400" y="{round(top * 914400)}"/>'
        f'<a:ext cx="{wide}" cy="{tall}"/></p:xfrm><a:graphic><a:graphicData uri="{A.replace("main", "table")}">'
        f"<a:tbl><a:tblPr{first}/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def chart_frame(number: int) -> str:
    """A frame that shows the chart of the deck."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="chart {number}" descr="两年对比"/>'
        '<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="914400" y="1828800"/>'
        '<a:ext cx="5486400" cy="3657600"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="rId3"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def chart(first: str, second: str) -> str:
    """A bar chart of two rows of numbers in these fills."""
    series = "".join(
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:spPr>{solid(color)}</c:spPr></c:ser>'
        for n, color in enumerate((first, second))
    )
    plot = f'<c:barChart><c:barDir val="col"/>{series}<c:axId val="1"/><c:axId val="2"/></c:barChart>{_AXES}'
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart><c:plotArea>{plot}</c:plotArea></c:chart></c:chartSpace>'
    )


def _sheet(tag: str, shapes: str, more: str = "", ground: str = "", head: str = "") -> str:
    space = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE_RELATIONS}"'
    return f"<p:{tag} {space}{head}><p:cSld>{ground}<p:spTree>{_TREE}{shapes}</p:spTree></p:cSld>{more}</p:{tag}>"


def deck(
    *slides: str, ground: str = "", layout_text: str = "", master_text: str = "", master_body: str = "",
    default_text: str = "", layout_shapes: str = "", ea: str = "微软雅黑",
    charted: tuple[str, str] = ("B3242B", "FFC000"),
) -> Parts:  # fmt: skip
    """A presentation of slides (the XML of their shapes), 13.33 by 7.5 inches.

    `layout_text` and `master_text` stand in the list styles of the body placeholders there, `master_body` in the
    styles of the master, `default_text` in those of the presentation; `layout_shapes` are drawn by the layout.
    """
    marks = _placeholders("")
    map_ = f"<p:clrMap {_MAP}/>"
    heads = '<p:titleStyle><a:lvl1pPr><a:defRPr sz="2800" b="1"/></a:lvl1pPr></p:titleStyle>'
    styles = f"<p:txStyles>{heads}<p:bodyStyle>{master_body}</p:bodyStyle><p:otherStyle/></p:txStyles>"
    layouts = '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
    kept = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n + 2}"/>' for n in range(len(slides)))
    space = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE_RELATIONS}"'
    main = (
        f'<p:presentation {space}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{default_text}</p:defaultTextStyle></p:presentation>"
    )
    xml = {
        MAIN: main,
        THEME: theme(ea),
        MASTER: _sheet("sldMaster", _placeholders(master_text), map_ + layouts + styles),
        LAYOUT: _sheet(
            "sldLayout",
            layout_shapes + _placeholders(layout_text) if layout_text else layout_shapes + marks,
            kept,
            ground,
            ' type="obj"',
        ),
        CHART: chart(*charted),
    }
    xml |= {f"ppt/slides/slide{n}.xml": _sheet("sld", slide, kept) for n, slide in enumerate(slides, 1)}
    return _packaged(xml, _deck_types(xml), _deck_relations(len(slides)))


def _placeholders(text: str) -> str:
    """Title, body and foot as a layout or master has them."""
    spots = (
        ("title", "", (0.6, 0.4, 12, 1)),
        ("body", ' idx="1"', (0.6, 1.8, 12, 4)),
        ("ftr", ' idx="11"', (0.6, 6.9, 6, 0.4)),
    )
    out = ""
    for number, (kind, index, at) in enumerate(spots, 2):
        mark = f'<p:ph type="{kind}"{index}/>'
        out += shape(number, run("单击此处"), at, mark=mark).replace(
            "<a:lstStyle/>", f"<a:lstStyle>{text if kind == 'body' else ''}</a:lstStyle>"
        )
    return out


def _deck_types(xml: Mapping[str, str]) -> dict[str, str]:
    kinds = {MAIN: f"{PPTX}.presentation.main+xml", THEME: THEME_TYPE, MASTER: f"{PPTX}.slideMaster+xml"}
    kinds |= {LAYOUT: f"{PPTX}.slideLayout+xml", CHART: CHART_TYPE}
    return {name: kinds.get(name, f"{PPTX}.slide+xml") for name in xml}


def _deck_relations(slides: int) -> dict[str, list[tuple[str, str]]]:
    rows = {
        MAIN: [("slideMaster", "slideMasters/slideMaster1.xml")],
        MASTER: [("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")],
        LAYOUT: [("slideMaster", "../slideMasters/slideMaster1.xml")],
    }
    for n in range(1, slides + 1):
        rows[MAIN].append(("slide", f"slides/slide{n}.xml"))
        rows[f"ppt/slides/slide{n}.xml"] = [
            ("slideLayout", "../slideLayouts/slideLayout1.xml"),
            ("image", "../media/picture1.png"),
            ("chart", "../charts/chart1.xml"),
        ]
    return rows


def para(words: str, *, look: str = "", style: str = "", run_look: str = "") -> str:
    """A paragraph of a document: `look` and `run_look` are XML of its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f"<w:pPr>{named}{look}</w:pPr>" if named or look else ""
    text = f'<w:r><w:rPr>{run_look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p>{own}{text}</w:p>"


def doc_table(rows: Sequence[Sequence[str]], *, header: bool = True, shading: str = "", style: str = "") -> str:
    """A table of paragraphs; `shading` fills the cells of its first row."""
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{shading}"/></w:tcPr>' if shading else ""
    named = f'<w:tblStyle w:val="{style}"/><w:tblLook w:val="0020"/>' if style else ""
    grid = '<w:gridCol w:w="2000"/>' * len(rows[0])
    out = f"<w:tbl><w:tblPr>{named}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    for number, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if header and not number else ""
        cells = "".join(f"<w:tc>{'' if number else shade}{cell}</w:tc>" for cell in row)
        out += f"<w:tr>{mark}{cells}</w:tr>"
    return f"{out}</w:tbl>"


def drawing(number: int, alt: str = "") -> str:
    """A paragraph that holds a picture in line."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="picture {number}" descr="{alt}"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def document(
    body: str, *, language: str = 'w:val="en-US" w:eastAsia="zh-CN"', faces: str = 'w:eastAsia="仿宋"'
) -> Parts:
    """A Word document with headings, a body style and the styles of one table."""
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        "</w:style>"
        for n in (1, 2, 3)
    )
    lang = f"<w:lang {language}/>" if language else ""
    fonts = f"<w:rFonts {faces}/>" if faces else ""
    banded = (
        '<w:style w:type="table" w:styleId="Dark"><w:name w:val="dark"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="202020"/></w:tcPr></w:tblStylePr></w:style>'
    )
    styles = (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/>{lang}</w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Stem"><w:name w:val="题干"/>'
        f'<w:basedOn w:val="Normal"/></w:style>{headings}{banded}</w:styles>'
    )
    main = (
        f'<w:document xmlns:w="{W}" xmlns:wp="{WP}" xmlns:r="{OFFICE_RELATIONS}"><w:body>{body}</w:body></w:document>'
    )
    types = {PAGE: f"{DOCX}.document.main+xml", STYLES: f"{DOCX}.styles+xml"}
    return _packaged({PAGE: main, STYLES: styles}, types, {PAGE: [("styles", "styles.xml")]})


def _packaged(xml: Mapping[str, str], types: Mapping[str, str], rows: Mapping[str, Sequence[tuple[str, str]]]) -> Parts:
    main = next(name for name, kind in types.items() if ".main+xml" in kind)
    parts = {name: text.encode() for name, text in xml.items()}
    related = {"": [("officeDocument", main)], **rows}
    for owner, targets in related.items():
        folder, _, base = owner.rpartition("/")
        listed = [Relation(f"rId{n}", f"{OFFICE_RELATIONS}/{kind}", to) for n, (kind, to) in enumerate(targets, 1)]
        parts[f"{folder}/_rels/{base}.rels" if owner else "_rels/.rels"] = write_relations(listed)
    if main == MAIN:
        parts["ppt/media/picture1.png"] = PNG
    parts[CONTENT_TYPES] = write_content_types({**types, **{n: "image/png" for n in parts if n.endswith(".png")}})
    return parts


def file_of(parts: Parts) -> bytes:
    """The parts as a file."""
    return pack(parts)
