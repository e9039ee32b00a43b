"""Text of shapes and table cells with its look resolved: sizes in points, spaces, colours, faces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursegen.checks.file.deck.cascade import Cascade, Level, Sources, cascade_of, east_asian, plain
from coursegen.checks.file.deck.shape import Shape
from coursegen.checks.file.fill import Fill, fill_in
from coursegen.checks.file.scheme import A, Paint, Scheme, percent
from coursegen.checks.forms import Words
from coursegen.checks.package_deck import P
from coursegen.checks.parts import child, local, said, whole
from coursegen.layout.geometry import Rect

_LONGEST = 4000
"""Characters of a paragraph that are measured: what goes on longer leaves every box."""

_INSETS = (91440, 45720, 91440, 45720)
_NOTHING = etree.Element("nothing")

Autofit = Literal["none", "text", "shape"]
_SPACES = (f"{A}lnSpc", f"{A}spcBef", f"{A}spcAft")
_RUNS = (f"{A}r", f"{A}fld", _BREAK := f"{A}br")
_FITS: Mapping[str, Autofit] = {"noAutofit": "none", "normAutofit": "text", "spAutoFit": "shape"}


class Run(Struct, frozen=True):
    """Text in one look; a line break is a newline. `paint` None = not known, `ea` "" = no East Asian face."""

    words: str
    size: float
    bold: bool
    paint: Paint | None
    ea: str


class Para(Struct, frozen=True):
    """A paragraph. `spacing` is a share of the font's line, `exact` its height in points where that is fixed.

    `before` and `after` are points, `left` and `indent` EMU. Of its `words` some may be `bold`; `size` is that of its
    largest letters, `mean` the size of its letters, each counted.
    """

    runs: tuple[Run, ...]
    words: str
    size: float
    mean: float
    bold: bool
    align: str
    spacing: float
    exact: float
    before: float
    after: float
    left: int
    indent: int

    def saying(self, words: Words) -> Para:
        """The paragraph with the words of a slide; one too long is cut."""
        runs, left = [], _LONGEST
        for run in self.runs:
            said = words.get(run.words, run.words)[: max(0, left)]
            left -= len(said)
            runs.append(replace(run, words=said.replace("\v", "\n").replace("\t", "    ")))
        whole = "".join([run.words for run in runs])
        return replace(self, runs=tuple(runs), words=whole, mean=_mean_size(runs, len(whole)) or self.size)


class Body(Struct, frozen=True):
    """Paragraphs and how they stand in their box. Insets are left, top, right, bottom in EMU."""

    paras: tuple[Para, ...]
    insets: tuple[int, int, int, int] = _INSETS
    anchor: str = "t"
    wrap: bool = True
    fit: Autofit = "none"
    columns: int = 1
    gap: int = 0
    turned: bool = False
    warped: bool = False


class Block(Struct, frozen=True):
    """Text in a box on a slide: a shape's own, or that of a table's cell (row and column from 1)."""

    shape: Shape
    rect: Rect | None
    body: Body
    fill: Fill
    cell: tuple[int, int] | None = None
    ink: Rect | None = None
    """Where the text itself is drawn, as far as one can say (see `measure.measured`)."""
    high: float = 0.0
    """Points that its text stands high in the friendliest of faces."""

    def saying(self, words: Words, shape: Shape) -> Block:
        """The block with the words of a slide, in the shape that has them."""
        paras = tuple(para.saying(words) for para in self.body.paras)
        return replace(self, shape=shape, body=replace(self.body, paras=paras))

    @property
    def words(self) -> str:
        """All its text on one line."""
        return " ".join(" ".join(p.words.split()) for p in self.body.paras).strip()


def block_of(shape: Shape, sources: Sources) -> Block | None:
    """The text of a shape, unless it has none."""
    holder = child(shape.element, f"{P}txBody")
    if holder is None or not any((t.text or "").strip() for t in holder.iter(f"{A}t")):
        return None
    return Block(shape, shape.rect, _shape_body(shape, holder, sources), shape.fill)


def _shape_body(shape: Shape, holder: etree._Element, sources: Sources) -> Body:
    frame = _framed(child(holder, f"{A}bodyPr"), _frame_of(shape.bases, sources))
    said, fit, warp = frame.said, frame.fit, frame.warp

    def said_of(name: str, default: str = "") -> str:
        return said.get(name) or default

    scale = percent(fit.get("fontScale"), 1.0) if fit is not None else 1.0
    reduction = percent(fit.get("lnSpcReduction"), 0.0) if fit is not None else 0.0
    return Body(
        read_paras(holder, cascade_of(shape, sources), sources, max(0.01, scale), reduction),
        insets_of(said_of, ("lIns", "tIns", "rIns", "bIns")),
        said_of("anchor", "t"),
        said_of("wrap") != "none",
        _FITS[local(fit)] if fit is not None else "none",
        min(16, max(1, whole(said_of("numCol"), 1))),
        whole(said_of("spcCol")),
        said_of("vert", "horz") != "horz",
        warp is not None and warp.get("prst") != "textNoShape",
    )


class _Frame(Struct, frozen=True):
    """What is said of how a text stands in its box: attributes, the way it is fitted in, the way it is bent."""

    said: Mapping[str, str] = {}
    fit: etree._Element | None = None
    warp: etree._Element | None = None


def _frame_of(bases: tuple[etree._Element, ...], sources: Sources) -> _Frame:
    """What placeholders (nearest first) say to all that inherit from them."""
    if bases not in sources.frames:
        frame = _Frame()
        for base in reversed(bases):
            frame = _framed(base.find(f"{P}txBody/{A}bodyPr"), frame)
        sources.frames[bases] = frame
    found: _Frame = sources.frames[bases]
    return found


def _framed(body: etree._Element | None, below: _Frame) -> _Frame:
    """What a body says, and where it says nothing, what is said below it."""
    if body is None:
        return below
    own = {local(e): e for e in body.iterchildren(etree.Element)}
    fit = next((e for name, e in own.items() if name in _FITS), below.fit)
    said = {**below.said, **{str(k): str(v) for k, v in body.attrib.items()}}
    return _Frame(said, fit, own.get("prstTxWarp", below.warp))


def insets_of(said_of: Callable[[str], str], names: Sequence[str]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom inset by the names of their attributes; what is not said is a tenth of an inch."""
    left, top, right, bottom = (whole(said_of(n), usual) for n, usual in zip(names, _INSETS, strict=True))
    return left, top, right, bottom


def read_paras(
    holder: etree._Element, cascade: Cascade, sources: Sources, scale: float = 1.0, reduction: float = 0.0
) -> tuple[Para, ...]:
    """Paragraphs of a text body as their form has them; `scale` and `reduction` are those of its autofit."""
    return tuple(_para(p, cascade, sources, scale, reduction) for p in holder.iterfind(f"{A}p"))


def _para(element: etree._Element, cascade: Cascade, sources: Sources, scale: float, reduction: float) -> Para:
    own = child(element, f"{A}pPr")
    look = own if own is not None else _NOTHING
    spaces = {e.tag: next(e.iterchildren("*"), None) for e in look.iterchildren(*_SPACES)}
    level = sources.level(cascade, min(8, max(0, whole(look.get("lvl")))))
    runs = tuple(_runs(element, level, sources.scheme, scale))
    size = max([run.size for run in runs])
    line, before, after = map(spaces.get, _SPACES)
    share, exact = _spacing(line if line is not None else level.line)
    return Para(
        runs,
        "",
        size,
        size,
        any(run.bold for run in runs),
        look.get("algn") or level.align,
        max(0.1, share - reduction),
        exact,
        _gap(before if before is not None else level.before, size),
        _gap(after if after is not None else level.after, size),
        whole(look.get("marL"), level.left),
        whole(look.get("indent"), level.indent),
    )


def _mean_size(runs: Sequence[Run], count: int) -> float:
    """Size of the letters of runs, each counted; 0 when there are none."""
    return sum([len(run.words) * run.size for run in runs]) / count if count else 0.0


def _spacing(element: etree._Element | None) -> tuple[float, float]:
    """Share of a line, and its height in points where that is fixed."""
    if element is None:
        return 1.0, 0.0
    if local(element) == "spcPts":
        return 1.0, whole(element.get("val")) / 100
    return percent(element.get("val"), 1.0), 0.0


def _gap(element: etree._Element | None, size: float) -> float:
    share, exact = _spacing(element)
    return 0.0 if element is None else exact or (share * size if local(element) == "spcPct" else 0.0)


def _runs(paragraph: etree._Element, level: Level, scheme: Scheme, scale: float) -> Iterator[Run]:
    """Runs of a paragraph, at least one; breaks are newlines."""
    some = False
    for element in paragraph.iterchildren(*_RUNS):
        words = "\n" if element.tag == _BREAK else element.findtext(f"{A}t") or ""
        some = True
        yield _run(words, child(element, f"{A}rPr"), level, scheme, scale)
    if not some:
        yield _run("", child(paragraph, f"{A}endParaRPr"), level, scheme, scale)


def _run(words: str, own: etree._Element | None, level: Level, scheme: Scheme, scale: float) -> Run:
    if own is None:
        return Run(words, max(1.0, level.size / 100 * scale), level.bold, level.paint, _face(level.ea, scheme))
    face = east_asian(own)
    return Run(
        words,
        max(1.0, whole(own.get("sz"), level.size) / 100 * scale),
        said(own.get("b")) if own.get("b") else level.bold,
        _paint(own, level, scheme),
        _face(level.ea if face is None else face, scheme),
    )


def _paint(own: etree._Element, level: Level, scheme: Scheme) -> Paint | None:
    """Colour of a run; None where it is clear, a gradient or not known."""
    if child(own, f"{A}hlinkClick") is not None:
        return Paint(scheme.colors["hlink"])
    fill = fill_in(own, scheme)
    return level.paint if fill is None else plain(fill)


def _face(name: str, scheme: Scheme) -> str:
    """A typeface, references to the theme followed; what the theme keeps for Chinese counts where its own is empty."""
    if not name.startswith("+"):
        return name
    return scheme.faces.get(name, "") or scheme.faces.get(f"{name[:4]}Hans", "")
