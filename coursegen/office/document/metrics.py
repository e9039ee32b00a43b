"""What the styles of a Word document set, through all they are based on: the numbers the page layout needs (points)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from coursegen.layout.pages.geometry import CharMetrics, GridMetrics, ParaMetrics

if TYPE_CHECKING:
    from docx.document import Document

LINE = 1.3
"""Height of a line at single spacing in em, when a style sets no exact height: 宋体 and 仿宋 have 1.14 to 1.3."""


class StyleBook:
    """The styles of an open document, found by name as Word compares names."""

    def __init__(self, document: Document) -> None:
        from docx.oxml.ns import qn

        self._qn = qn
        self._root: Any = document.styles.element
        self._by_id = {s.get(qn("w:styleId")): s for s in self._root.findall(qn("w:style"))}
        self._by_name = {s.find(qn("w:name")).get(qn("w:val")).lower(): s for s in self._by_id.values()}

    def key(self, name: str) -> str:
        """Id of the style with this name. Raises KeyError."""
        return str(self._by_name[name.lower()].get(self._qn("w:styleId")))

    def taken(self) -> Iterator[str]:
        """Ids of all styles, and their names in small letters."""
        yield from self._by_id
        yield from self._by_name

    def name(self, key: str) -> str:
        """What Word calls a style."""
        return str(self._by_id[key].find(self._qn("w:name")).get(self._qn("w:val")))

    def exact(self, key: str) -> bool:
        """Whether a paragraph style sets an exact line height."""
        return self._value(key, "w:pPr/w:spacing", "lineRule", "auto") == "exact"

    def fills_header(self, key: str) -> bool:
        """Whether a table style itself fills the first row of a table."""
        parts = self._by_id[key].findall(self._qn("w:tblStylePr"))
        first = (part for part in parts if part.get(self._qn("w:type")) == "firstRow")
        return any(part.find(f"{self._qn('w:tcPr')}/{self._qn('w:shd')}") is not None for part in first)

    def list_of(self, key: str) -> str:
        """Id of the list a paragraph style belongs to ("" for none)."""
        return self._value(key, "w:pPr/w:numPr/w:numId", "val", "")

    def para(self, key: str) -> ParaMetrics:
        """Metrics of a paragraph style; stops hang where LibreOffice lets them (see `document_write`)."""
        size = float(self._value(key, "w:rPr/w:sz", "val", "20")) / 2
        first = self._twips(key, "w:pPr/w:ind", "firstLine") or -self._twips(key, "w:pPr/w:ind", "hanging")
        borders = self._borders(key)
        return ParaMetrics(
            size, self._line(key, size), self._twips(key, "w:pPr/w:spacing", "before"),
            self._twips(key, "w:pPr/w:spacing", "after"),
            self._twips(key, "w:pPr/w:ind", "left") or self._twips(key, "w:pPr/w:ind", "start"),
            self._twips(key, "w:pPr/w:ind", "right") or self._twips(key, "w:pPr/w:ind", "end"), first,
            self._on(key, "w:rPr/w:b"), self._on(key, "w:pPr/w:keepNext"), self._on(key, "w:pPr/w:keepLines"), borders,
            bool(self.list_of(key)), self._value(key, "w:pPr/w:jc", "val", "left") == "both",
            self._twips(key, "w:rPr/w:spacing", "val"), not self._on(key, "w:pPr/w:overflowPunct"),
        )  # fmt: skip

    def char(self, key: str) -> CharMetrics:
        """What a character style changes."""
        size = next((e for e in self._found(key, "w:rPr/w:sz", defaults=False)), None)
        points = float(size.get(self._qn("w:val"))) / 2 if size is not None else 0.0
        return CharMetrics(points, self._on(key, "w:rPr/w:b", defaults=False))

    def grid(self, key: str) -> GridMetrics:
        """Cell margins and rules of a table style."""
        top, right, bottom, left = (
            self._twips(key, f"w:tblPr/w:tblCellMar/w:{side}", "w") for side in ("top", "right", "bottom", "left")
        )
        outer, inner = (
            float(self._value(key, f"w:tblPr/w:tblBorders/w:{side}", "sz", "0")) / 8 for side in ("top", "insideH")
        )
        return GridMetrics((top, right, bottom, left), outer, inner)

    def _line(self, key: str, size: float) -> float:
        rule = self._value(key, "w:pPr/w:spacing", "lineRule", "auto")
        line = float(self._value(key, "w:pPr/w:spacing", "line", "240"))
        if rule == "exact":
            return line / 20
        natural = size * LINE
        return max(natural, line / 20) if rule == "atLeast" else natural * line / 240

    def _borders(self, key: str) -> tuple[float, float]:
        sides = []
        for side in ("top", "bottom"):
            width = float(self._value(key, f"w:pPr/w:pBdr/w:{side}", "sz", "0")) / 8
            sides.append(width + float(self._value(key, f"w:pPr/w:pBdr/w:{side}", "space", "0")) if width else 0.0)
        return sides[0], sides[1]

    def _twips(self, key: str, path: str, name: str) -> float:
        return float(self._value(key, path, name, "0")) / 20

    def _value(self, key: str, path: str, name: str, default: str) -> str:
        """The nearest value of an attribute, from the style itself to the document's defaults."""
        attribute = self._qn(f"w:{name}")
        return next((str(v) for e in self._found(key, path) if (v := e.get(attribute)) is not None), default)

    def _on(self, key: str, path: str, *, defaults: bool = True) -> bool:
        found = next(self._found(key, path, defaults=defaults), None)
        return found is not None and found.get(self._qn("w:val"), "1") not in ("0", "false", "off")

    def _found(self, key: str, path: str, *, defaults: bool = True) -> Iterator[Any]:
        """Elements at `path` in a style, what it is based on, and the defaults."""
        steps = "/".join(self._qn(step) for step in path.split("/"))
        seen: set[str] = set()
        while key and key not in seen and key in self._by_id:
            seen.add(key)
            yield from self._by_id[key].findall(steps)
            base = self._by_id[key].find(self._qn("w:basedOn"))
            key = base.get(self._qn("w:val")) if base is not None else ""
        if defaults:
            kind = "pPr" if path.startswith("w:pPr") else "rPr"
            yield from self._root.findall(f"{self._qn('w:docDefaults')}/{self._qn(f'w:{kind}Default')}/{steps}")
