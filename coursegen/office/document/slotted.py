"""A base taken apart into text with slots: parts, style ids, lists, colours of one page set-up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from coursegen.document.nodes import InlineStyle
from coursegen.layout.pages.geometry import Form, ParaRole
from coursegen.layout.words import PrintedWords
from coursegen.office.document.around import BODY_MARK
from coursegen.office.document.compiled import CompiledForm
from coursegen.office.document.markup import FACES, ROLE_OF, SLOT_OF, THEMED, W, shade_slot, with_title_weight
from coursegen.office.document.metrics import StyleBook
from coursegen.office.document.seals import PAPERS, odd_header, seal_variants
from coursegen.office.house.document_parts import COLORS
from coursegen.office.house.document_styles import CHARS, GRIDS, SPACES, STYLE_SETS, STYLES
from coursegen.office.house.style import SpaceStyle
from coursegen.office.package import read_relations, relations_of, resolve
from coursegen.office.tags import Tag, may_have_tags
from coursegen.office.tags import slotted as slotted_tags
from coursegen.office.theme import SLOTS

_SRGB = "<a:{0}>.*?</a:{0}>"
_SLOTTED = ("officeDocument", "styles", "numbering", "theme", "header", "footer")
_KEYS = "|".join((*(s.key for s in STYLES), *(c.key for c in (*CHARS, *SPACES.values())), *(g.key for g in GRIDS)))
_HOUSE = re.compile(
    rf'<w:style [^>]*w:styleId="(?:{_KEYS})".*?</w:style>'
    r'|<w:abstractNum [^>]*><w:nsid w:val="0C0A.*?</w:abstractNum>',
    re.DOTALL,
)
"""Styles and lists of the house."""

_BODY = re.compile(r"<w:body>.*</w:body>", re.DOTALL)


def para_keys(book: StyleBook, form: Form) -> dict[ParaRole, str]:
    """Style id of every role; styles made for this form go before those for both."""
    common = {s.role: book.key(s.name) for s in STYLES if s.form == "both" and s.role}
    return common | {s.role: book.key(s.name) for s in STYLES if s.form == STYLE_SETS[form] and s.role}


def compiled_form(
    parts: Mapping[str, bytes], book: StyleBook, form: Form, tags: list[Tag], lead: int, words: PrintedWords
) -> CompiledForm:
    """What one page set-up comes to; `lead` as in `CompiledForm`, tags typed into it are added to `tags`."""
    kinds = _kinds(parts)
    slotted = {
        name: _slotted(kind, _tagged(name, kind, parts, tags)) for name, kind in kinds.items() if kind in _SLOTTED
    }
    static = {name: data for name, data in parts.items() if name not in slotted and not name.startswith("docProps/")}
    named = {kind: name for name, kind in kinds.items()}
    lists, first = _lists(parts[named["numbering"]], book, form)
    chars: dict[InlineStyle | SpaceStyle, str] = {c.style: book.key(c.name) for c in CHARS}
    chars |= {use: book.key(c.name) for use, c in SPACES.items()}
    grids = {g.kind: book.key(g.name) for g in GRIDS}
    main = named["officeDocument"]
    seals = seal_variants(slotted, main, odd_header(parts, main), words) if form in PAPERS else {}
    bare = '<w:headerReference w:type="first"' not in slotted[main]
    paras = para_keys(book, form)
    headed = frozenset(g.kind for g in GRIDS if g.header and book.fills_header(grids[g.kind]))
    return CompiledForm(
        static, slotted, paras, chars, grids, lists, first, relations_of(main), bare, lead, seals,
        _varied(paras, book), frozenset(book.taken()), headed,
    )  # fmt: skip


def _varied(paras: Mapping[ParaRole, str], book: StyleBook) -> dict[str, str]:
    """Names by id of the styles that may have variants: all but headings, which are known by their names."""
    names = {key: book.name(key) for key in paras.values()}
    return {key: name for key, name in names.items() if not name.lower().startswith("heading")}


def _tagged(name: str, kind: str, parts: Mapping[str, bytes], tags: list[Tag]) -> str:
    """A part as text, with slots for what somebody typed in double braces where people type."""
    typed = kind in ("header", "footer", "officeDocument") and may_have_tags(parts[name])
    return slotted_tags(parts[name], name, tags) if typed else parts[name].decode("utf-8")


def _kinds(parts: Mapping[str, bytes]) -> dict[str, str]:
    """What each part is for the main part (which is `officeDocument`)."""
    package = read_relations(parts["_rels/.rels"])
    main = next(resolve("", r.target) for r in package if r.kind == "officeDocument")
    own = {resolve(main, r.target): r.kind for r in read_relations(parts[relations_of(main)]) if not r.external}
    return {main: "officeDocument"} | own


def _lists(numbering: bytes, book: StyleBook, form: Form) -> tuple[dict[ParaRole, int], int]:
    """List definition of every numbered role, and the first list id that is free."""
    root: Any = etree.fromstring(numbering)
    numbers = root.findall(f"{{{W}}}num")
    abstract = {str(n.get(f"{{{W}}}numId")): n.find(f"{{{W}}}abstractNumId").get(f"{{{W}}}val") for n in numbers}
    roles = {role: key for role, key in para_keys(book, form).items() if role.endswith("number")}
    found = {role: int(abstract[book.list_of(key)]) for role, key in roles.items() if book.list_of(key) in abstract}
    return found, max(map(int, abstract), default=0) + 1


def _slotted(kind: str, xml: str) -> str:
    """A part with slots for what a unit or a document changes."""
    if kind == "theme":
        for slot in SLOTS:
            color = f'<a:{slot}><a:srgbClr val="§{slot}§"/></a:{slot}>'
            xml = re.sub(_SRGB.format(slot), color, xml, flags=re.DOTALL)
        return xml
    if kind in ("styles", "numbering"):
        xml = _HOUSE.sub(lambda found: THEMED.sub(_by_role, found.group()), xml)
    xml = with_title_weight(THEMED.sub(_themed, xml), "§title_weight§")
    for use, face in FACES.items():
        xml = re.sub(f'w:(eastAsia|ascii|hAnsi)="{face}"', rf'w:\1="§{use}§"', xml)
    match kind:
        case "styles":
            xml = xml.replace('<w:lang w:val="en-US" w:eastAsia="zh-CN"', '<w:lang w:val="en-US" w:eastAsia="§east§"')
            return xml.replace("</w:styles>", "§variants§</w:styles>")
        case "numbering":
            return xml.replace("</w:numbering>", "§numbers§</w:numbering>")
        case "officeDocument":
            return _body(xml)
        case _:
            return xml


def _by_role(found: re.Match[str]) -> str:
    """A colour of a house style: its role's on each theme."""
    role = ROLE_OF.get(found.group(3))
    return f"§{shade_slot(role, found.group(1))}§" if role else found.group()


def _themed(found: re.Match[str]) -> str:
    slot = SLOT_OF.get(found.group(3))
    return f'w:{found.group(1)}="§{slot}§"{found.group(2)}' if slot else found.group()


def _body(xml: str) -> str:
    """document.xml with slots for the body and for a first page of its own."""
    section = re.search(r"<w:sectPr.*</w:sectPr>", xml, re.DOTALL)
    if section is None:
        return xml
    own = section.group()
    if "<w:titlePg" not in own:
        own = re.sub(r"(<w:sectPr\b[^>]*>)", r"\1§cover_header§", own, count=1)
        own = re.sub(r"(<w:cols\b[^>]*/>|<w:cols\b.*?</w:cols>)", r"\1§title_page§", own, flags=re.DOTALL)
    if BODY_MARK in xml:
        return xml.replace(BODY_MARK, "§body§").replace(section.group(), own)
    return _BODY.sub(lambda _: f"<w:body>§body§{own}</w:body>", xml)


def theme_colors(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Colours of the base's theme by slot; the house's where it has none."""
    found = dict(COLORS)
    theme = next((data.decode("utf-8") for name, data in sorted(parts.items()) if name.startswith("word/theme/")), "")
    for slot in SLOTS:
        value = re.search(rf'<a:{slot}>.*?(?:lastClr|srgbClr val)="([0-9A-Fa-f]{{6}})"', theme, re.DOTALL)
        if value:
            found[slot] = value.group(1).upper()
    return found
