"""Placed slides and a compiled base in, every part of the finished presentation out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from msgspec.structs import replace

from coursegen.layout.geometry import PlacedDeck, Role, SlideRole
from coursegen.model.unit import Brand
from coursegen.office.color import Colors
from coursegen.office.deck.base import CHINESE_FACE, CompiledDeck, CompiledTheme
from coursegen.office.deck.carry import NOTHING_CARRIED, Carried, with_carried
from coursegen.office.deck.index import index_parts, index_types, properties
from coursegen.office.deck.slide import Beside, Context, slides_parts
from coursegen.office.deck.text import TextWriter
from coursegen.office.faces import KAI, faces
from coursegen.office.language import office_language
from coursegen.office.package import CONTENT_TYPES, MEDIA_TYPES, media_extension, write_content_types
from coursegen.office.palette import mapped
from coursegen.office.prototype import Prototype, escape
from coursegen.office.tags import filled_part, filled_text, tag_values
from coursegen.office.theme import repainted
from coursegen.once import Asked


def fill_deck(
    placed: PlacedDeck,
    compiled: CompiledDeck,
    brand: Brand,
    media: Mapping[str, bytes],
    date: str,
    texts: Mapping[str, str] = MappingProxyType({}),
    *,
    beside: Beside | None = None,
    carried: Carried = NOTHING_CARRIED,
) -> dict[str, bytes]:
    """All parts of a .pptx, by name.

    `media` are the bytes of pictures by their key; `date` (2026-03-01) dates the file; `texts` are what tags typed into
    the base stand for; `beside` draws what a slide has beside its own drawings; `carried` are slides of the unit's own
    files, of the ids that some of the placed slides have. Raises T507 and T508 for a brand that
    cannot be used, A508 for a picture of an unknown format, T530 for a tag that nothing is known for.
    """
    own = {"title": placed.title, "subject": placed.subject, "author": placed.author, "footer": placed.footer}
    compiled = with_carried(with_texts(compiled, {**own, **texts}), carried)
    colors = {name: repainted(theme.colors, theme.color_map, brand) for name, theme in compiled.themes.items()}
    context = Context(placed, compiled, _writers(placed, compiled, brand, colors), _pictures(media), beside, carried)
    slides = slides_parts(context)
    pictures = {f"ppt/media/{context.pictures[key]}": media[key] for key in slides.media}
    shown = {name: MEDIA_TYPES[name.rsplit(".", 1)[-1]] for name in pictures}
    themes = {name: _painted(theme, colors[name], brand, placed.language) for name, theme in compiled.themes.items()}
    index = {**index_parts(placed, compiled), **properties(_saying(placed, compiled.core), date)}
    return {
        CONTENT_TYPES: write_content_types({**compiled.types, **slides.types, **shown, **index_types(compiled)}),
        **compiled.parts,
        **themes,
        **slides.parts,
        **pictures,
        **index,
    }


def with_texts(compiled: CompiledDeck, texts: Mapping[str, str]) -> CompiledDeck:
    """A base whose tags are filled. Raises T530 for one that nothing is known for."""
    if not compiled.tags:
        return compiled
    slots = tag_values(compiled.tags, texts, compiled.name)
    said = {name: filled_part(xml, slots) for name, xml in compiled.tagged.items()}
    core = {key: filled_text(text, slots) for key, text in compiled.core.items()}
    return replace(compiled, parts={**compiled.parts, **said}, tags=(), tagged={}, core=core)


def _saying(placed: PlacedDeck, said: Mapping[str, str]) -> PlacedDeck:
    """The deck with the properties that the base's own tags say."""
    title, subject, author = (said.get(key, getattr(placed, key)) for key in ("title", "subject", "author"))
    return replace(placed, title=title, subject=subject, author=author)


def faces_of(theme: CompiledTheme, brand: Brand, language: str = "") -> dict[str, str]:
    """Faces of a theme as a unit wants them; a theme without a Chinese face gets one."""
    own, wanted = dict(theme.faces), faces(brand, language)
    for kind, use in (("major", "heading"), ("minor", "body")):
        own[f"{kind}_ea"] = wanted.get(use) or own[f"{kind}_ea"] or CHINESE_FACE
        own[f"{kind}_latin"] = wanted.get("latin") or own[f"{kind}_latin"]
    return own


def _painted(theme: CompiledTheme, colors: Colors, brand: Brand, language: str) -> bytes:
    """A theme part in the unit's colours and faces."""
    named = {name: escape(face) for name, face in faces_of(theme, brand, language).items()}
    return theme.xml.fill(**colors, **named).encode()


def _writers(
    placed: PlacedDeck, compiled: CompiledDeck, brand: Brand, colors: Mapping[str, Colors]
) -> dict[SlideRole, TextWriter]:
    """A text writer for each layout in use; layouts whose roles come out alike share one."""
    kai = faces(brand, placed.language).get("kai", KAI)
    shared: dict[str, TextWriter] = {}
    writers: dict[SlideRole, TextWriter] = {}
    for role in sorted({slide.role for slide in placed.slides}):
        layout = compiled.layouts[role]
        key = repr((layout.theme, layout.color_map, layout.ground, layout.opener))
        if key not in shared:
            shades = layout.palette(mapped(colors[layout.theme], layout.color_map))
            elements: dict[Role, str] = {name: shade.xml() for name, shade in shades.items()}
            asked = id(compiled.prototypes), tuple(elements.items()), office_language(placed.language), kai
            shared[key] = _writer(Asked(asked, (compiled.prototypes, elements, asked[2], kai)))
        writers[role] = shared[key]
    return writers


@lru_cache(maxsize=64)
def _writer(asked: Asked[tuple[Mapping[str, Prototype], Mapping[Role, str], str, str]]) -> TextWriter:
    """The writer of a palette: units whose colours are others but stand in the same places share it."""
    return TextWriter(*asked.held)


def _pictures(media: Mapping[str, bytes]) -> dict[str, str]:
    """File names of pictures, by key, numbered in the order of their keys."""
    return {key: f"picture{n}.{media_extension(media[key], key)}" for n, key in enumerate(sorted(media), 1)}
