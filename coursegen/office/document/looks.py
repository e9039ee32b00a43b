"""What a compiled base and a brand make of a document's colours and fonts: for products that are no Office files."""

from __future__ import annotations

from coursegen.layout.geometry import Face, Role
from coursegen.model.unit import Brand
from coursegen.office.document.compiled import CompiledDocument
from coursegen.office.document.markup import FACES, WORD_MAP
from coursegen.office.faces import faces
from coursegen.office.theme import mapped, palette, repainted


def document_inks(compiled: CompiledDocument, brand: Brand) -> dict[Role, str]:
    """Colours by role, six digits each. Raises T507 and T508 for a brand that cannot be used."""
    colors = mapped(repainted(compiled.colors, WORD_MAP, brand), WORD_MAP)
    return {role: shade.on(colors) for role, shade in palette(colors).items()}


def document_faces(brand: Brand) -> dict[Face, str]:
    """Fonts by use: headings in 黑体, text in 宋体, quotations in 楷体, or what the brand has in their place."""
    named = {**FACES, **faces(brand)}
    return {"heading": named["hei"], "body": named["song"], "kai": named["kai"]}
