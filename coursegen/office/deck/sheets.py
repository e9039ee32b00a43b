"""Pages of small slides as a presentation on paper: native shapes and real text, grouped slide by slide."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from coursegen.layout.geometry import Para, PlacedSlide, Rect, Run, Shape, SlideRole, TableFrame, TextBody
from coursegen.layout.scenery import Ink, Ornament, Paint, Scenery, Words
from coursegen.layout.sheets import Miniature, Sheets
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.draw import Sheet
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.ornament_xml import color_xml, ornament_xml
from coursegen.office.deck.text import TextWriter
from coursegen.office.package import read_relations, relations_of, resolve
from coursegen.text import led

_EDGE = (Paint(((0, Ink("A6A6A6", theme=("lt1", 65, 0))),)), 0.5)
"""The outline of a slide on paper."""
_ALIGN = {"ctr": "center", "r": "right"}
_ANCHOR = {"ctr": "middle", "b": "bottom"}


def fill_sheets(
    sheets: Sheets,
    paper: CompiledDeck,
    deck: CompiledDeck,
    scenes: Mapping[SlideRole, Scenery],
    brand: Brand,
    media: Mapping[str, bytes],
    date: str,
) -> dict[str, bytes]:
    """All parts of a .pptx of pages. `paper` is the base of pages, `deck` that of the slides, `scenes` its scenery.

    Colours inside the small slides are those of their own layouts, not of the page. Raises as `fill_deck`.
    """
    roles = [m.slide.role for row in sheets.miniatures.values() for m in row]

    def beside(page: PlacedSlide, sheet: Sheet) -> str:
        return "".join(_small(m, scenes[m.slide.role], sheet) for m in sheets.miniatures[page.id])

    return fill_deck(sheets.pages, themed(paper, deck, roles), brand, media, date, beside=beside)


def themed(paper: CompiledDeck, deck: CompiledDeck, roles: list[SlideRole]) -> CompiledDeck:
    """The base of pages with the theme that most of the slides have."""
    names = [deck.layouts[role].theme for role in roles]
    name = max(sorted(set(names)), key=names.count)
    (own,) = paper.themes
    theme = replace(deck.themes[name], color_map=paper.themes[own].color_map)
    parts = {**paper.parts, **_belongings(deck, name, own)}
    types = {**{part: deck.types[part] for part in parts if part in deck.types}, **paper.types}
    return replace(paper, themes={own: theme}, parts=parts, types=types)


def _belongings(deck: CompiledDeck, theme: str, own: str) -> dict[str, bytes]:
    """Pictures of a theme, and its relationships under the name it has on paper."""
    relations = deck.parts.get(relations_of(theme))
    if relations is None:
        return {}
    targets = [resolve(theme, row.target) for row in read_relations(relations) if not row.external]
    return {relations_of(own): relations, **{part: deck.parts[part] for part in targets if part in deck.parts}}


def _small(miniature: Miniature, scenery: Scenery, sheet: Sheet) -> str:
    """A slide as one group: ground, ornaments, texts and drawings; tables beside it, for PowerPoint groups none."""
    colors = {role: color_xml(ink) for role, ink in scenery.inks.items()}
    writer = TextWriter(sheet.prototypes, colors, sheet.text.language, scenery.faces["kai"])
    small = replace(sheet, text=writer)
    identity = small.identity(led(miniature.number, miniature.slide.title), miniature.slide.title)
    ground = Ornament(miniature.rect, fill=scenery.ground, edge=_EDGE)
    ornaments = [miniature.scale.ornament(ornament) for ornament in scenery.ornaments]
    drawn = [_ornament(o, miniature.rect, small, writer) for o in (ground, *ornaments)]
    drawn += [small.draw(d, spoken_for=True) for d in miniature.drawings if not isinstance(d, TableFrame)]
    tables = [small.draw(d) for d in miniature.drawings if isinstance(d, TableFrame)]
    sheet.last_id = small.last_id
    return sheet.group_of(identity, miniature.rect, "".join(drawn)) + "".join(tables)


def _ornament(ornament: Ornament, slide: Rect, sheet: Sheet, writer: TextWriter) -> str:
    """An ornament and the words on it; nothing where it lies outside the slide."""
    rect = ornament.rect
    if rect.x >= slide.right or rect.right <= slide.x or rect.y >= slide.bottom or rect.bottom <= slide.y:
        return ""
    xml = ornament_xml(ornament, sheet.identity("装饰", ""), sheet.link)
    return xml + (_words(ornament, ornament.words, sheet, writer) if ornament.words else "")


def _words(ornament: Ornament, words: Words, sheet: Sheet, writer: TextWriter) -> str:
    own = replace(sheet, text=replace(writer, colors={**writer.colors, "text": color_xml(words.ink)}, looks={}))
    align, anchor = _ALIGN.get(words.align, "left"), _ANCHOR.get(words.anchor, "top")
    paras = tuple(Para((Run(line, words.size, bold=words.bold),), align) for line in words.lines)  # type: ignore[arg-type]
    xml = own.draw(Shape("版式文字", ornament.rect, text=TextBody(paras, anchor)), spoken_for=True)  # type: ignore[arg-type]
    sheet.last_id = own.last_id
    return xml
