"""Makes a house base for decks: `python -m coursegen.office.house.deck OUT --theme red`.

A base is made from colours, faces, a composition, an aspect and a mode, as plain XML: nothing in it comes from another
base, and the same options give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.model.unit import Aspect, Mode
from coursegen.office.house import band, panel, paper
from coursegen.office.house import deck_parts as own
from coursegen.office.house.sheet import Sheet
from coursegen.office.pack import pack
from coursegen.office.package import (
    CONTENT_TYPES,
    CORE_RELATION,
    OFFICE_RELATIONS,
    XML_HEAD,
    Relation,
    app_properties,
    core_properties,
    relations_of,
    write_content_types,
    write_relations,
)
from coursegen.office.theme import darkened

Composition = Literal["panel", "band"]

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MASTER, _NOTES = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
_TYPES: Mapping[str, str] = {
    "ppt/presentation.xml": f"{_PRESENTATION}.presentation.main+xml",
    "ppt/presProps.xml": f"{_PRESENTATION}.presProps+xml",
    "ppt/viewProps.xml": f"{_PRESENTATION}.viewProps+xml",
    "ppt/tableStyles.xml": f"{_PRESENTATION}.tableStyles+xml",
    "ppt/theme/theme1.xml": f"{_OFFICE}.theme+xml",
    "ppt/theme/theme2.xml": f"{_OFFICE}.theme+xml",
    _MASTER: f"{_PRESENTATION}.slideMaster+xml",
    _NOTES: f"{_PRESENTATION}.notesMaster+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
}
_COMPOSITIONS: Mapping[Composition, ModuleType] = {"panel": panel, "band": band}


class House(Struct, frozen=True):
    """What one house base differs in: name of its colour scheme, composition, twelve colours, three faces, slide."""

    name: str
    composition: Composition
    colors: Mapping[str, str]
    heading: str = "微软雅黑"
    body: str = "微软雅黑"
    latin: str = "Arial"
    aspect: Aspect = "16:9"
    mode: Mode = "light"

    def on(self, aspect: Aspect, mode: Mode) -> House:
        """The house on slides of an aspect and mode; one that is dark already stays so."""
        colors = darkened(self.colors) if mode == "dark" != self.mode else self.colors
        return replace(self, aspect=aspect, mode="dark" if self.mode == "dark" else mode, colors=colors)


def _scheme(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


HOUSES: Mapping[str, House] = {
    "red": House(
        "朱砂金",
        "panel",
        _scheme(
            "dk1=262626 lt1=FFFFFF dk2=7A1A1F lt2=F5EDE0 accent1=B3242B accent2=C79A4B accent3=35597A accent4=4F7A5B"
            " accent5=665D53 accent6=E0CFAE hlink=1F5FA8 folHlink=6B4C8A"
        ),
    ),
    "blue": House(
        "藏青白",
        "band",
        _scheme(
            "dk1=22272E lt1=FFFFFF dk2=10305A lt2=E7EEF7 accent1=1E5AA0 accent2=E0A43C accent3=1F7F7A accent4=B0413E"
            " accent5=525C6A accent6=C4D4E8 hlink=1E5AA0 folHlink=6B4C8A"
        ),
    ),
}


def house_base(house: House) -> bytes:
    """The base as the bytes of a .pptx without slides."""
    return pack(house_parts(house))


def house_parts(house: House) -> dict[str, bytes]:
    """The base's parts by name."""
    return _parts(house, _COMPOSITIONS[house.composition], Sheet(house.aspect, house.mode))


def paper_base() -> bytes:
    """The base of pages of small slides; pages take the theme of the slides' own base."""
    return pack(_parts(replace(HOUSES["red"], name="打印页"), paper, paper.Page()))


def _parts(house: House, composition: ModuleType, sheet: Sheet) -> dict[str, bytes]:
    plans = composition.layouts(sheet)
    layouts = {f"ppt/slideLayouts/slideLayout{n}.xml": plan.xml() for n, plan in enumerate(plans, 1)}
    theme = own.theme(house.name, house.colors, (house.heading, house.body, house.latin))
    written = {
        "ppt/presentation.xml": own.presentation(sheet),
        "ppt/theme/theme1.xml": theme,
        "ppt/theme/theme2.xml": theme,
        _MASTER: own.slide_master(sheet, composition.master(sheet), len(plans)),
        _NOTES: own.notes_master(sheet),
        **own.PROPERTIES,
        **layouts,
    }
    parts = {name: f"{XML_HEAD}{xml}".encode() for name, xml in written.items()}
    parts["docProps/core.xml"] = core_properties(house.name, "", "coursegen", "zh-CN", "2000-01-01")
    parts["docProps/app.xml"] = app_properties(Slides=0)
    types = {**_TYPES, **dict.fromkeys(layouts, f"{_PRESENTATION}.slideLayout+xml")}
    return {CONTENT_TYPES: write_content_types(types), **parts, **_relations(tuple(layouts))}


def _relations(layouts: Sequence[str]) -> dict[str, bytes]:
    """All .rels parts; the presentation and the master name theirs by these numbers (see `house_deck_parts`)."""
    menu = [("slideLayout", f"../slideLayouts/{layout.rsplit('/', 1)[-1]}") for layout in layouts]
    links = {
        "": [("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")],
        "ppt/presentation.xml": [
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ],
        _MASTER: [*menu, ("theme", "../theme/theme1.xml")],
        _NOTES: [("theme", "../theme/theme2.xml")],
        **{layout: [("slideMaster", "../slideMasters/slideMaster1.xml")] for layout in layouts},
    }
    rows = {
        part: [Relation(f"rId{n}", f"{OFFICE_RELATIONS}/{kind}", target) for n, (kind, target) in enumerate(pairs, 1)]
        for part, pairs in links.items()
    }
    rows[""].append(Relation("rId3", CORE_RELATION, "docProps/core.xml"))
    return {relations_of(part): write_relations(relations) for part, relations in rows.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a house base to the path given."""
    parser = argparse.ArgumentParser(prog="python -m coursegen.office.house.deck", description="Makes a deck base.")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--theme", choices=sorted(HOUSES), default="red")
    parser.add_argument("--aspect", choices=("16:9", "4:3"), default="16:9")
    parser.add_argument("--dark", action="store_true")
    chosen = parser.parse_args(arguments)
    house = HOUSES[chosen.theme].on(chosen.aspect, "dark" if chosen.dark else "light")
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_bytes(house_base(house))


if __name__ == "__main__":
    main()
