"""A presentation as its checks look at it: slides in their order, each with its shapes and all that is below them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.checks.file.deck.cascade import Sources
from coursegen.checks.file.deck.measure import measured
from coursegen.checks.file.deck.shape import Shape, Sheet, shapes_of
from coursegen.checks.file.deck.tables import cells_of
from coursegen.checks.file.deck.text import Block, block_of
from coursegen.checks.file.fill import Fill, fill_by_reference, fill_in
from coursegen.checks.file.scheme import A, Scheme, read_scheme
from coursegen.checks.forms import Words
from coursegen.checks.package_deck import P, R
from coursegen.checks.parts import Package, said, whole
from coursegen.errors import Fault, Place, Severity
from coursegen.layout.geometry import Rect
from coursegen.once import Latest

Colors = tuple[str, tuple[tuple[str, str], ...]]
"""A theme by its part, and the names that slides use for its colours."""

_USUAL_SIZE = (12_192_000, 6_858_000)
_COLORS = re.compile(rb"<a:clrScheme\b.*?</a:clrScheme>", re.DOTALL)


class Page(Struct, frozen=True):
    """A slide that is shown: its shapes from the lowest up, what layout and master draw below them, its texts.

    `colors` say where its scheme is from: the theme, and what the names of its colours are there. `ground` is
    the background that slide, layout or master says, the nearest first.
    """

    number: int
    part: str
    tree: etree._Element
    colors: Colors
    scheme: Scheme
    shapes: tuple[Shape, ...]
    under: tuple[Shape, ...]
    rect: Rect
    ground: Fill | None
    blocks: tuple[Block, ...]

    def saying(self, words: Words) -> Page:
        """The page of a slide of this form."""
        said = {id(shape): shape.saying(words) for shape in self.shapes}
        blocks = tuple(measured(block.saying(words, said[id(block.shape)])) for block in self.blocks)
        return replace(self, shapes=tuple(said.values()), blocks=blocks)


class Deck(Struct, frozen=True):
    """A presentation: the package, the slide's rectangle in EMU and the slides that are shown."""

    package: Package
    rect: Rect
    pages: tuple[Page, ...]
    known: dict[str, Any] = field(default_factory=dict)
    """What was found out of it and is asked for again."""

    def fault(self, code: str, page: Page, shape: str = "", *, severity: Severity = "error", **facts: object) -> Fault:
        """A fault on a slide, in a shape of that name."""
        inside = f'slide {page.number}:"{shape}"' if shape else f"slide {page.number}"
        return Fault(code, Place(self.package.name, inside=inside), facts, severity)

    def of_file(self, code: str, **facts: object) -> Fault:
        """A warning about the whole file."""
        if "slides" in facts:
            facts["slides"] = ranges(facts["slides"])  # type: ignore[arg-type]
        return Fault(code, Place(self.package.name), facts, "warning")


def ranges(numbers: Iterable[int]) -> tuple[str, ...]:
    """Ascending numbers as people write them: 1–3, 5."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return tuple(f"{row[0]}–{row[-1]}" if len(row) > 1 else str(row[0]) for row in rows)


def slide_parts(package: Package) -> tuple[str, ...]:
    """Slides in the order in which they are shown."""
    main, targets = package.main, package.targets(package.main)
    listed = (targets.get(e.get(f"{R}id") or "", "") for e in package.trees[main].iter(f"{P}sldId"))
    return tuple(part for part in listed if part in package.trees)


def open_deck(package: Package) -> Deck:
    """A presentation with everything resolved; slides that are hidden are left out."""
    size = package.trees[package.main].find(f"{P}sldSz")
    width, height = (whole(size.get(side)) if size is not None else 0 for side in ("cx", "cy"))
    rect = Rect(0, 0, width or _USUAL_SIZE[0], height or _USUAL_SIZE[1])
    reader = _Reader(package, rect)
    parts = enumerate(slide_parts(package), 1)
    shown = ((n, part) for n, part in parts if package.trees[part].get("show") not in ("0", "false"))
    return Deck(package, rect, tuple(_page(reader, number, part) for number, part in shown))


def _page(reader: _Reader, number: int, part: str) -> Page:
    """A slide with all it inherits. Its form is read once with the same around it, whatever its words and colours."""
    data, words = reader.package.form(part)
    key = data, reader.below(part)
    form = _FORMS.get(key) or reader.form(part, etree.fromstring(data))
    _FORMS[key] = form
    tree, scheme = reader.package.trees[part], reader.scheme(form.colors)
    return replace(form.saying(words), number=number, part=part, tree=tree, scheme=scheme)


_FORMS: Latest[Hashable, Page] = Latest(256)


def _blocks(shape: Shape, sources: Sources) -> Iterator[Block]:
    own = block_of(shape, sources)
    yield from cells_of(shape, sources)
    if own is not None:
        yield own


def _background(element: etree._Element | None, scheme: Scheme) -> Fill | None:
    """What fills a background; None where none is said."""
    if element is None:
        return None
    reference = element.find(f"{P}bgRef")
    own = fill_in(element.find(f"{P}bgPr"), scheme)
    return own if reference is None else fill_by_reference(reference, scheme)


class _Reader:
    """Reads slides; layouts, masters and themes each once."""

    def __init__(self, package: Package, rect: Rect) -> None:
        self.package, self._rect = package, rect
        self._default = package.trees[package.main].find(f"{P}defaultTextStyle")
        styles = package.trees.get(package.related(package.main, "tableStyles"))
        self._tables = {s.get("styleId") or "": s for s in (() if styles is None else styles.iter(f"{A}tblStyle"))}
        self._keys: dict[str, Hashable] = {}
        self._sheets: dict[tuple[str, int], Sheet] = {}
        self._sources: dict[tuple[str, int], Sources] = {}
        self._schemes: dict[Colors, Scheme] = {}

    def below(self, part: str) -> Hashable:
        """All that a slide's look hangs on beside itself and the colours of the theme: the sheets below it."""
        layout = self.package.related(part, "slideLayout")
        if layout not in self._keys:
            self._keys[layout] = self._below(layout)
        return self._keys[layout]

    def _below(self, layout: str) -> Hashable:
        master = self.package.related(layout, "slideMaster")
        theme = self.package.related(master, "theme")
        names = layout, master, self.package.related(self.package.main, "tableStyles")
        default = b"" if self._default is None else etree.tostring(self._default)
        colors = tuple(self.scheme((theme, ())).values)
        rest = _COLORS.sub(b"", self.package.parts.get(theme, b""))
        return self._rect, default, names, theme, colors, rest, *(self.package.parts.get(name, b"") for name in names)

    def form(self, part: str, tree: etree._Element) -> Page:
        """The form of a slide with all it inherits."""
        layout = self.package.related(part, "slideLayout")
        master = self.package.related(layout, "slideMaster")
        colors = self._colors(tree, layout, master)
        scheme = self.scheme(colors)
        sheets = (self._sheet(layout, scheme), self._sheet(master, scheme))
        shapes = tuple(shapes_of(tree, scheme, [sheet.marks for sheet in sheets]))
        above = [tree, *(self.package.trees[name] for name in (layout, master) if name in self.package.trees)]
        ground = next((g for t in above if (g := t.find(f"{P}cSld/{P}bg")) is not None), None)
        sources = self._source(master, scheme)
        blocks = tuple(b for s in shapes for b in _blocks(s, sources))
        under = self._under(tree, layout, sheets)
        return Page(0, part, tree, colors, scheme, shapes, under, self._rect, _background(ground, scheme), blocks)

    def _under(self, tree: etree._Element, layout: str, sheets: tuple[Sheet, Sheet]) -> tuple[Shape, ...]:
        """What master and layout draw themselves, from the lowest up."""
        on_slide = said(tree.get("showMasterSp", "1"))
        holder = self.package.trees.get(layout)
        on_layout = on_slide and (holder is None or said(holder.get("showMasterSp", "1")))
        return (*(sheets[1].drawn if on_layout else ()), *(sheets[0].drawn if on_slide else ()))

    def _sheet(self, part: str, scheme: Scheme) -> Sheet:
        key = (part, id(scheme))
        if key not in self._sheets:
            self._sheets[key] = Sheet.read(self.package.trees.get(part), scheme)
        return self._sheets[key]

    def _source(self, master: str, scheme: Scheme) -> Sources:
        key = (master, id(scheme))
        if key not in self._sources:
            styles = self._element(master, f"{P}txStyles")
            self._sources[key] = Sources(scheme, styles, self._default, self._tables)
        return self._sources[key]

    def _colors(self, tree: etree._Element, layout: str, master: str) -> Colors:
        """Where the colours of a slide are from, their names mapped as the nearest sheet says."""
        override = f"{P}clrMapOvr/{A}overrideClrMapping"
        maps = (tree.find(override), self._element(layout, override), self._element(master, f"{P}clrMap"))
        names = next((m for m in maps if m is not None), None)
        pairs = {str(k): str(v) for k, v in names.attrib.items()} if names is not None else {}
        return self.package.related(master, "theme"), tuple(sorted(pairs.items()))

    def scheme(self, colors: Colors) -> Scheme:
        """The colours of a theme by these names, of which all that follow from them are `Derived`."""
        if colors not in self._schemes:
            theme, pairs = colors
            self._schemes[colors] = read_scheme(self.package.trees.get(theme), dict(pairs)).derived()
        return self._schemes[colors]

    def _element(self, part: str, path: str) -> etree._Element | None:
        tree = self.package.trees.get(part)
        return tree.find(path) if tree is not None else None
