"""The words of anybody's documents and decks in reading order, with what heads them: styles of headings, titles."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from coursegen.errors import Place, fail
from coursegen.office.document.names import use_built_in_names
from coursegen.office.package import OFFICE_RELATIONS, read_package

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWN = frozenset((f"{_W}drawing", f"{_W}pict", f"{_W}object"))
_UNSAID = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}rt", f"{_W}pPr", *_DRAWN))
"""What a reader does not read in a line: struck out, moved away, how a character is spoken, and drawings."""
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOXED = f"{_W}txbxContent"
_NOTES = {"footnote": f"{OFFICE_RELATIONS}/footnotes", "endnote": f"{OFFICE_RELATIONS}/endnotes"}
_STRONG_MOST = 40
"""Characters of a paragraph in bold that heads others."""


class Words(Struct, frozen=True):
    """A paragraph: its text, the number of the paragraph or slide, where that is, the level it heads (0: none).

    `strong`: it is set apart in bold, on a line of its own. `heads`: it may head others, by its style or its looks.
    """

    text: str
    number: int
    place: Place
    level: int = 0
    strong: bool = False
    heads: bool = True


def document_words(data: bytes, file: str) -> tuple[Words, ...]:
    """Paragraphs of a Word document, those of tables, text boxes and notes too, as they read with all changes accepted.

    Raises A501 to A507 and T511.
    """
    read_package(data, file)
    import docx

    try:
        document = docx.Document(BytesIO(data))
        notes = _Notes(document)
    except (KeyError, ValueError, SyntaxError) as error:  # lxml's faults of syntax are Python's
        raise fail("T511", Place(file)) from error
    use_built_in_names(document.styles.element)
    styles = _Styles(document)
    found = enumerate(_paragraphs(document.element.body, notes), 1)
    return tuple(
        Words(text, n, Place(file, inside=f"paragraph {n}"), *_looks(p, text, styles) if heads else (0, False, False))
        for n, (p, heads) in found
        if (text := _said(p)).strip() and not styles.lists(p)
    )


class _Notes:
    """Footnotes and endnotes of a document by their kind and id."""

    def __init__(self, document: Document) -> None:
        from docx.oxml import parse_xml

        self._notes = {
            (kind, note.get(f"{_W}id")): note
            for kind, relation in _NOTES.items()
            for part in (one.target_part for one in document.part.rels.values() if one.reltype == relation)
            for note in parse_xml(part.blob).iter(f"{_W}{kind}")
        }

    def of(self, paragraph: Any) -> Iterator[Any]:
        """The notes that a paragraph refers to."""
        for kind in _NOTES:
            keys = ((kind, reference.get(f"{_W}id")) for reference in paragraph.iter(f"{_W}{kind}Reference"))
            yield from (self._notes[key] for key in keys if key in self._notes)


def _paragraphs(element: Any, notes: _Notes, *, heads: bool = True) -> Iterator[tuple[Any, bool]]:
    """Paragraphs below an element, and whether each may head others: not in a table, a text box or a note."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child, heads
            boxes = (box for box in child.iter(_BOXED) if not _within(box, child))
            for inner in (*boxes, *notes.of(child)):
                yield from _paragraphs(inner, notes, heads=False)
        elif child.tag not in _UNSAID:
            yield from _paragraphs(child, notes, heads=heads and child.tag != f"{_W}tbl")


def _within(box: Any, paragraph: Any) -> bool:
    """Whether a text box is inside another one, or there again for older programs."""
    above = takewhile(lambda one: one is not paragraph, box.iterancestors())
    return any(one.tag in (_BOXED, _FALLBACK) for one in above)


def _said(element: Any) -> str:
    """What is read in an element: insertions, but nothing struck out or hidden."""
    if element.tag in {f"{_W}t", _MATH}:
        return element.text or ""
    if element.tag in _UNSAID or (element.tag == f"{_W}r" and _is_on(element, "vanish")):
        return ""
    return _SIGNS.get(element.tag, "") or "".join(_said(child) for child in element if isinstance(child.tag, str))


def _is_on(run: Any, switch: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{switch}")
    return found is not None and found.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _looks(element: Any, text: str, styles: _Styles) -> tuple[int, bool, bool]:
    """Level of a heading, whether it is all bold, and whether it may head others: members of lists do not."""
    own = element.find(f"{_W}pPr/{_W}outlineLvl")
    level = _outline(own) if own is not None else styles.level(element)
    runs = [run for run in element.iter(f"{_W}r") if _said(run).strip()]
    strong = len(text) <= _STRONG_MOST and bool(runs) and all(_is_on(run, "b") for run in runs)
    return level, strong, bool(level) or strong or element.find(f"{_W}pPr/{_W}numPr") is None


class _Styles:
    """What the styles of a document say of a paragraph, looked up once for each style."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._chains = dict[str, tuple[Any, ...]]()

    def level(self, element: Any) -> int:
        """The level that a paragraph heads by the nearest of its styles that has one; 0 for none."""
        for style in self._chain(element):
            digit = style.name.lower().removeprefix("heading ").strip()
            if style.name.lower().startswith("heading ") and digit.isdigit():
                return int(digit)
            if (level := style.element.find(f"{_W}pPr/{_W}outlineLvl")) is not None:
                return _outline(level)
        return 0

    def lists(self, element: Any) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        return any(style.name.lower().startswith("toc ") for style in self._chain(element))

    def _chain(self, element: Any) -> tuple[Any, ...]:
        """The style of a paragraph and those it is based on, each once."""
        from docx.text.paragraph import Paragraph

        if (key := element.style or "") not in self._chains:
            style, chain = Paragraph(element, self._document).style, dict[str, Any]()
            while style is not None and style.name and style.style_id not in chain:
                chain[style.style_id] = style
                style = style.base_style
            self._chains[key] = tuple(chain.values())
        return self._chains[key]


def _outline(level: Any) -> int:
    """9 is what Word calls body text."""
    value = level.get(f"{_W}val", "9")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0
