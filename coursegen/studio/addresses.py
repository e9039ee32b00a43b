"""Every address of the studio with what answers it: `module.function` of this package.

They are named, not imported: a module is loaded when its address is first asked for, so that the first page waits for
none but its own. What each is given and returns is said in `app.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from threading import Thread
from typing import Any

_UNIT, _COURSE, _KIT = "/units/{unit}", "/courses/{course}", "/kits/{unit}/{course}/{class_}"
_CLASS, _PAPER = f"{_COURSE}/classes/{{class_}}", f"{_COURSE}/papers/{{paper}}"
_PRINCIPLE, _FILE = f"{_COURSE}/principles/{{principle}}", f"{_COURSE}/files/{{kind}}/{{name}}"

PAGES: Mapping[str, str] = {
    "/": "home.home",
    "/build": "building.order",
    "/jobs/{number:int}": "watching.watch",
    "/jobs/{number:int}/events": "watching.events",
    _KIT: "kits.kit_page",
    f"{_KIT}/files/{{name}}": "kits.one_file",
    f"{_KIT}/zip": "kits.all_files",
    "/units": "units.units",
    _UNIT: "units.unit_page",
    f"{_UNIT}/file": "texts.text_page",
    f"{_UNIT}/logo": "unit_files.logo",
    f"{_UNIT}/base": "unit_bases.base_page",
    f"{_UNIT}/layouts": "unit_pictures.layouts_drawn",
    f"{_UNIT}/layouts/{{part}}": "unit_pictures.layout_picture",
    f"{_UNIT}/samples": "unit_pictures.samples",
    f"{_UNIT}/pages": "unit_document.pages",
    "/preview/{course}": "preview.switch",
    "/preview/{course}/{unit}": "preview.preview",
    "/preview/{course}/{unit}/page": "preview.page",
    "/preview/{course}/{unit}/drawn": "preview.drawn",
    "/pictures/{key}/{number:int}": "preview.picture",
    "/courses": "courses.courses",
    _COURSE: "courses.course_page",
    f"{_COURSE}/trace": "courses.full_trace",
    f"{_COURSE}/bank": "bank.bank",
    _PAPER: "papers.paper_exam",
    f"{_COURSE}/checks/{{lesson}}": "lesson_checks.take_check",
    f"{_COURSE}/checks/{{lesson}}/page": "lesson_checks.check_taken",
    _PRINCIPLE: "principles.principle_page",
    _CLASS: "classes.class_page",
    f"{_CLASS}/file": "texts.text_page",
    _FILE: "texts.text_page",
    "/drafts/{key}": "drafts.draft_shown",
    "/drafts/{key}/drawn": "drafts.draft_drawn",
    "/drafts/{key}/paper": "papers.paper_drawn",
    "/schemas/{kind}": "code.schema",
    "/history": "changes.changes",
    "/tour": "tour.name",
    "/tour/look": "tour.look",
    "/tour/shown": "tour.glance",
    "/tour/build": "tour.build",
}
"""What is only looked at."""

SAVES: Mapping[str, str] = {
    "/build": "building.start",
    "/jobs/{number:int}/stop": "watching.stop",
    "/units": "units.create",
    "/units/import": "unit_sheet.take",
    _UNIT: "units.save_unit",
    f"{_UNIT}/file": "texts.save_text",
    f"{_UNIT}/logo": "unit_files.save_logo",
    f"{_UNIT}/base": "unit_files.save_base",
    f"{_UNIT}/map": "unit_bases.save_map",
    f"{_COURSE}/own": "shipped.take",
    f"{_COURSE}/classes": "classes.create",
    _CLASS: "classes.save_class",
    f"{_CLASS}/file": "texts.save_text",
    f"{_CLASS}/roster": "classes.save_roster",
    _PAPER: "papers.save_paper",
    _PRINCIPLE: "principles.save_principle",
    _FILE: "texts.save_text",
    "/history/{number:int}/undo": "changes.undo",
}
"""Forms that write files."""

ASKS: Mapping[str, str] = {
    f"{_UNIT}/show": "shown_in.show",
    f"{_UNIT}/tones": "unit_colors.show_tones",
    f"{_UNIT}/file/check": "texts.check_text",
    f"{_CLASS}/file/check": "texts.check_text",
    f"{_PAPER}/check": "papers.check_paper",
    f"{_PRINCIPLE}/check": "principles.check",
    f"{_FILE}/check": "texts.check_text",
}
"""Forms that write nothing: what is typed is only looked at."""


def handler(name: str) -> Any:
    """What answers an address, its module loaded if it is not yet."""
    module, _, function = name.partition(".")
    return getattr(import_module(f"{__package__}.{module}"), function)


def load_behind() -> None:
    """Load whatever has not been asked for yet, beside what is asked for meanwhile."""
    names = (*PAGES.values(), *SAVES.values(), *ASKS.values())
    Thread(target=lambda: [handler(name) for name in names], name="loads", daemon=True).start()
