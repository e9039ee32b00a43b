"""The whole page: head with a strict policy, slides as sections, the lecturer's notes, controls, script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from msgspec import Struct

from coursegen.html import ground
from coursegen.html.controls import controls, help_box, presenter
from coursegen.html.draw import Pen, pictures_in
from coursegen.html.markup import Markup, tag
from coursegen.html.slide import SlideWriter
from coursegen.html.style import StyleSheet, latin_faces, number, palette
from coursegen.layout.geometry import EMU_PER_PT, BaseSpec, PlacedDeck, SlideRole
from coursegen.layout.scenery import MediaFill, Paint, Scenery

Label = Callable[[str], str]
"""From a Chinese label to the page's language."""


class Extras(Struct, frozen=True):
    """What a page shows beside placed slides: planned minutes by slide id, and whether it is the lecturer's.

    A participants' page has no note in any form, whatever the slides bring. A `still` page has neither script nor
    controls: its slides stand one below the other.
    """

    minutes: Mapping[str, int]
    lecturer: bool
    still: bool = False


def write_page(
    placed: PlacedDeck,
    spec: BaseSpec,
    scenes: Mapping[SlideRole, Scenery],
    media: Mapping[str, bytes],
    extras: Extras,
    label: Label,
) -> bytes:
    """The page as UTF-8. `media` are the bytes of all pictures by key; the same arguments give the same bytes."""
    style = StyleSheet()
    seen = {key: media[key] for key in _shown(placed, scenes) if key in media}
    shown = {key: style.name(rule) for key, rule in ground.picture_rules(seen).items()}
    writer = SlideWriter(placed, spec, Pen(style, shown), _looks(scenes, style, shown), label, lecturer=extras.lecturer)
    slides = [writer.slide(n, slide, extras.minutes.get(slide.id, 0)) for n, slide in enumerate(placed.slides, 1)]
    css = Markup(_root(spec, scenes) + _shipped("deck.css") + style.css())
    script = Markup(_shipped("deck.js"))
    main = tag("main", *slides, attributes={"aria-label": placed.title})
    if extras.still:
        return _whole(_head(placed, css, script), tag("body", main), placed.language)
    beside = [presenter(label)] if extras.lecturer else []
    body = tag(
        "body",
        *beside,
        main,
        controls(len(slides), label, lecturer=extras.lecturer),
        help_box(label, lecturer=extras.lecturer),
        tag("script", script),
    )
    return _whole(_head(placed, css, script), body, placed.language)


def _whole(head: Markup, body: Markup, language: str) -> bytes:
    return f"<!DOCTYPE html>\n{tag('html', head, body, attributes={'lang': language})}\n".encode()


def _shown(placed: PlacedDeck, scenes: Mapping[SlideRole, Scenery]) -> set[str]:
    """Keys of pictures on the page: of a drawn one the vector if there is one."""
    drawn = {p.vector or p.media for slide in placed.slides for d in slide.drawings for p in pictures_in(d)}
    fills = [fill for role in {s.role for s in placed.slides} for fill in _fills(scenes[role])]
    return drawn | {fill.media for fill in fills if isinstance(fill, MediaFill)}


def _fills(scenery: Scenery) -> tuple[Paint | MediaFill | None, ...]:
    return scenery.ground, *(ornament.fill for ornament in scenery.ornaments)


def _looks(
    scenes: Mapping[SlideRole, Scenery], style: StyleSheet, pictures: Mapping[str, str]
) -> dict[SlideRole, tuple[str, Markup]]:
    """For each layout the classes of its stage, and its ornaments."""
    looks = {}
    for role, scenery in scenes.items():
        own = style.name(f"{palette(scenery)}{ground.ground(scenery, pictures)}")
        classes = f"stage {own} {ground.ground_picture(scenery, pictures)}".strip()
        looks[role] = (classes, ground.ornaments(scenery, style, pictures))
    return looks


def _root(spec: BaseSpec, scenes: Mapping[SlideRole, Scenery]) -> str:
    """Size of a slide in points, for the shipped style sheet, and the Latin face."""
    w, h = number(spec.width / EMU_PER_PT), number(spec.height / EMU_PER_PT)
    latin = next(iter(scenes.values())).latin if scenes else "Arial"
    return f":root{{--w:{w};--h:{h}}}\n@page{{size:{w}pt {h}pt;margin:0}}\n{latin_faces(latin)}"


def _head(placed: PlacedDeck, css: Markup, script: Markup) -> Markup:
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    about = [("author", placed.author), ("description", placed.subject), ("generator", "coursegen")]
    return tag(
        "head",
        tag("meta", attributes={"charset": "utf-8"}),
        tag("meta", attributes={"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", attributes={"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        *(tag("meta", attributes={"name": name, "content": value}) for name, value in about if value),
        tag("title", placed.title),
        tag("style", css),
    )


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@cache
def _shipped(name: str) -> str:
    """A file of this package, without what would end the element it stands in."""
    return files("coursegen.html").joinpath(name).read_text("utf-8").replace("</", "<\\/")
