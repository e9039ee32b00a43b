"""Fill a compiled base: the flow of a document becomes the parts of a .docx. Text work only, no Office library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from coursegen.document.nodes import Document
from coursegen.layout.page_geometry import Pages, paragraphs
from coursegen.model.unit import Brand
from coursegen.office.document_body import Body
from coursegen.office.document_compiled import CompiledDocument, CompiledForm
from coursegen.office.document_xml import KAI, WORD_MAP
from coursegen.office.package import app_properties, core_properties
from coursegen.office.prototype import Prototype, escape
from coursegen.office.theme import mapped, palette, repainted


def fill_document(
    document: Document,
    pages: Pages,
    compiled: CompiledDocument,
    brand: Brand,
    media: Mapping[str, bytes],
    date: str,
) -> dict[str, bytes]:
    """Parts of the finished package by name.

    `media` is there for bases that show pictures by name (none of the house's own does). Raises T507 and T508 (brand).
    """
    del media
    form = compiled.forms[pages.form]
    slots = repainted(compiled.colors, WORD_MAP, brand)
    body = Body(compiled, form, palette(mapped(slots, WORD_MAP)), mapped(slots, WORD_MAP), pages)
    words = _Words(document, pages, form, slots, body.xml(), _numbers(compiled, form, pages), brand)
    parts = dict(form.parts)
    parts |= {name: words.fill(text) for name, text in form.slotted.items()}
    properties = document.properties
    parts["docProps/core.xml"] = core_properties(
        properties.title, properties.subject, properties.author, properties.language, date
    )
    parts["docProps/app.xml"] = app_properties(Pages=pages.total)
    return parts


def _is_traditional(language: str) -> bool:
    """Whether a language tag means Chinese in traditional characters (BCP 47: zh-Hant, zh-TW, zh-HK, zh-MO)."""
    return bool(re.match(r"(?i)zh-(hant|tw|hk|mo)", language))


def _numbers(compiled: CompiledDocument, form: CompiledForm, pages: Pages) -> str:
    """A w:num for every list that starts anew."""
    prototype = compiled.prototype("number")
    roles = {p.list_id: p.role for p in paragraphs(pages.flow) if p.list_id}
    return "".join(
        prototype.fill(number=str(form.first_list + n - 1), abstract=str(form.lists[role]))
        for n, role in sorted(roles.items())
    )


@dataclass(slots=True)
class _Words:
    """Values of the slots that stand in the parts of a base."""

    document: Document
    pages: Pages
    form: CompiledForm
    colors: Mapping[str, str]
    body: str
    numbers: str
    brand: Brand
    values: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        properties = self.document.properties
        self.values = {
            **self.colors, "body": self.body, "numbers": self.numbers,
            "title_page": "<w:titlePg/>" if self.pages.cover else "",
            "header": escape(properties.header or properties.title), "footer": escape(properties.footer),
            "title": escape(properties.title), "author": escape(properties.author),
            "subject": escape(properties.subject), "kai": escape(self.brand.fonts.get("kai") or KAI),
            "east": "zh-TW" if _is_traditional(properties.language) else "zh-CN",
        }  # fmt: skip

    def fill(self, text: str) -> bytes:
        """A part with its slots filled; a tag that means nothing here stays empty."""
        prototype = Prototype.split(text)
        return prototype.fill(**{slot: self.values.get(slot, "") for slot in prototype.slots}).encode()
