"""Fill a compiled base: the flow of a document becomes the parts of a .docx. Text work only, no Office library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import Document, Letterhead, Text
from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import Pages, paragraphs
from coursegen.model.unit import Brand
from coursegen.office.document.body import Body
from coursegen.office.document.compiled import CompiledDocument, CompiledForm
from coursegen.office.document.drawing import Drawings
from coursegen.office.document.logo import REFERENCE, Logo, with_cover_logo
from coursegen.office.document.markup import FACES, SLOT, WORD_MAP, shade_attributes, shade_slot, title_weight
from coursegen.office.faces import faces
from coursegen.office.language import office_language
from coursegen.office.package import app_properties, core_properties
from coursegen.office.part import Part
from coursegen.office.prototype import Prototype, escape
from coursegen.office.tags import filled_text, tag_values
from coursegen.office.theme import Colors, Palette, mapped, palette, repainted
from coursegen.once import Asked


def fill_document(
    document: Document,
    pages: Pages,
    compiled: CompiledDocument,
    brand: Brand,
    media: Mapping[str, bytes],
    date: str,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Parts of the finished package by name; the picture `logo` of the media stands on the cover, if there is one.

    `texts` are what tags typed into the base stand for. Raises T507 and T508 (brand), A508 (a logo or picture that is
    none), T530 (a tag that nothing is known for).
    """
    tags = tag_values(compiled.tags, {**_own_texts(document), **texts}, compiled.name)
    form = compiled.forms[pages.form]
    slots = repainted(compiled.colors, WORD_MAP, brand)
    colors = mapped(slots, WORD_MAP)
    shades = palette(colors)
    elements: dict[Role, str] = {role: shade.xml() for role, shade in shades.items()}
    written = _written_once(pages, compiled, Drawings(media, elements, document.properties.language, form.paras["gap"]))
    logo = media.get("logo") if pages.cover and form.cover_header else None
    painted = _shade_values(shades, colors)
    styles = _word_values(document, brand)
    values = {
        **slots, **painted, **styles,
        **{slot: escape(text) for slot, text in tags.items()},
        "body": _body(written, {**painted, **styles}), "variants": written.variants,
        "numbers": written.numbers,
        "title_page": "<w:titlePg/>" if pages.cover else "", "cover_header": REFERENCE if logo else "",
    }  # fmt: skip
    slotted = {**form.slotted, **form.seals.get(pages.seal, {})}
    shared = {**values, **_without_colors(written, slots, painted, styles)}
    parts = dict(form.parts) | {name: _filled(text, values, shared) for name, text in slotted.items()}
    parts = written.drawings.added_to(parts, form.relations)
    if logo:
        parts = with_cover_logo(parts, form.relations, Logo(logo, document.properties.author or "logo"))
    said = {key: filled_text(text, tags) for key, text in compiled.core.items()}
    return parts | _properties(document, pages, date, said)


class _Written(Struct, frozen=True):
    """The flow of a document as XML: text and slots for colours and faces in turn.

    With variants of styles, numbers of lists, drawings.
    """

    pieces: tuple[str, ...]
    variants: str
    numbers: str
    drawings: Drawings


def _body(written: _Written, looks: Mapping[str, str]) -> str:
    """The XML of the body in these colours and faces."""
    return "".join(looks[piece] if n % 2 else piece for n, piece in enumerate(written.pieces))


def _without_colors(
    written: _Written, slots: Colors, painted: Mapping[str, str], styles: Mapping[str, str]
) -> Mapping[str, str]:
    """Values of all slots that colours stand in, without them: the same for all units."""
    bare = {**dict.fromkeys(slots, ""), **{slot: _HEX.sub("", text) for slot, text in painted.items()}}
    looks = {**styles, **bare}
    return {**bare, "body": _body_once(Asked((id(written), tuple(looks.values())), (written, looks)))}


@lru_cache(maxsize=8)
def _body_once(asked: Asked[tuple[_Written, Mapping[str, str]]]) -> str:
    return _body(*asked.held)


def _written_once(pages: Pages, compiled: CompiledDocument, drawings: Drawings) -> _Written:
    """The flow as XML; what was written before, with drawings that look alike, stands as it did, in any colours."""
    look = tuple(drawings.colors.items()), tuple(drawings.media.items()), drawings.language, drawings.style
    return _written(Asked((id(pages), id(compiled), look), (pages, compiled, drawings)))


@lru_cache(maxsize=8)
def _written(asked: Asked[tuple[Pages, CompiledDocument, Drawings]]) -> _Written:
    pages, compiled, drawings = asked.held
    form = compiled.forms[pages.form]
    counted = replace(pages, numbers={key: page + form.lead for key, page in pages.numbers.items()})
    body = Body(compiled, form, counted, drawings)
    pieces = tuple(body.xml().split(SLOT))
    return _Written(pieces, body.variants.xml(), _numbers(compiled, form, pages), drawings)


_HEX = re.compile(r'(?<==")[0-9A-F]{6}(?=" w:theme)')
"""How a colour of the theme looks just now."""


def _letterhead(document: Document) -> str:
    """The mark of the office that a letter has in the header of its first page."""
    heads = (block.title for block in document.blocks if isinstance(block, Letterhead))
    return "".join(piece.text for piece in next(heads, ()) if isinstance(piece, Text))


_prototype = lru_cache(maxsize=32)(Prototype.split)


def _filled(text: str, values: Mapping[str, str], shared: Mapping[str, str]) -> bytes:
    """A part with its slots filled; a tag that means nothing here stays empty. One without colours all units share."""
    prototype = _prototype(text)
    own, same = (tuple(said.get(slot, "") for slot in prototype.slots) for said in (values, shared))
    bare = _shared(text, same)
    if own == same:
        return bare
    return Part(prototype.fill(**dict(zip(prototype.slots, own, strict=True))).encode(), bare)


@lru_cache(maxsize=32)
def _shared(text: str, values: tuple[str, ...]) -> bytes:
    """A part without colours, the same for all units."""
    prototype = _prototype(text)
    return prototype.fill(**dict(zip(prototype.slots, values, strict=True))).encode()


def _properties(document: Document, pages: Pages, date: str, said: Mapping[str, str]) -> dict[str, bytes]:
    own = replace(document.properties, **said)
    return {
        "docProps/core.xml": core_properties(own.title, own.subject, own.author, own.language, date),
        "docProps/app.xml": app_properties(Pages=pages.total),
    }


def _shade_values(shades: Palette, colors: Colors) -> dict[str, str]:
    """Colours by role, for the house styles."""
    kinds = ("val", "fill", "color")
    return {shade_slot(role, k): shade_attributes(shade, colors, k) for role, shade in shades.items() for k in kinds}


def _own_texts(document: Document) -> dict[str, str]:
    """Tags that every document has texts for."""
    own = document.properties
    return {
        "header": own.header or own.title, "footer": own.footer, "title": own.title, "author": own.author,
        "subject": own.subject, "letterhead": _letterhead(document),
    }  # fmt: skip


def _word_values(document: Document, brand: Brand) -> dict[str, str]:
    """What the styles ask for."""
    texts = {**FACES, **{use: face for use, face in faces(brand, document.properties.language).items() if use in FACES}}
    tag = office_language(document.properties.language)
    east = tag if tag.startswith("zh") else "zh-CN"
    named = {name: escape(text) for name, text in texts.items()}
    return {**named, "east": east, "title_weight": title_weight(texts["title"])}


def _numbers(compiled: CompiledDocument, form: CompiledForm, pages: Pages) -> str:
    """A w:num for every list that starts anew."""
    prototype = compiled.prototype("number")
    roles = {p.list_id: p.role for p in paragraphs(pages.flow) if p.list_id}
    return "".join(
        prototype.fill(number=str(form.first_list + n - 1), abstract=str(form.lists[role]))
        for n, role in sorted(roles.items())
    )
