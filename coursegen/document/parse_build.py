"""Nodes from a tree that has been checked: every attribute and child is there and has one of its values."""

from __future__ import annotations

from typing import Any

from coursegen.document import nodes
from coursegen.document.parse_inline import line_of, plain_of
from coursegen.document.parse_tree import Element
from coursegen.document.parse_vocabulary import RULES


def build_deck(root: Element) -> nodes.Deck:
    """A deck."""
    return nodes.Deck(_properties(root), tuple(_section(section) for section in root.children("section")))


def build_document(root: Element) -> nodes.Document:
    """A document of pages."""
    form: Any = root.attributes["form"]
    return nodes.Document(_properties(root), form, build_blocks(root), _value(root, "paper"), _value(root, "seal"))


def build_slides(root: Element) -> tuple[nodes.Slide, ...]:
    """The slides in an element."""
    return tuple(_slide(slide) for slide in root.children("slide"))


def build_blocks(root: Element) -> tuple[nodes.Block, ...]:
    """The blocks in an element."""
    built = (_block(child) for child in root.children())
    return tuple(block for block in built if block is not None)


def _line(element: Element, tag: str) -> nodes.Line:
    return line_of(element.child(tag))


def _lines(element: Element, tag: str) -> tuple[nodes.Line, ...]:
    return tuple(line_of(child) for child in element.children(tag))


def _plain(element: Element, tag: str) -> str:
    return plain_of(element.child(tag))


def _value(element: Element, name: str, rule: str = "") -> Any:
    """An attribute, or its default in the vocabulary."""
    return element.attributes.get(name) or RULES[rule or element.tag].attributes[name].default


def _properties(root: Element) -> nodes.Properties:
    element = root.children("properties")[0]
    names = ("title", "subject", "author", "language", "footer", "header")
    return nodes.Properties(*(_plain(element, name) for name in names))


def _section(element: Element) -> nodes.Section:
    slides = build_slides(element)
    name, short = _plain(element, "name"), _plain(element, "short")
    return nodes.Section(element.attributes.get("id") or "", name, short, slides, element.at)


def _slide(element: Element) -> nodes.Slide:
    notes = element.child("notes")
    return nodes.Slide(
        id=element.attributes.get("id") or "",
        kind=_value(element, "kind"),
        title=_line(element, "title"),
        subtitle=_line(element, "subtitle"),
        kicker=_line(element, "kicker"),
        organiser=_line(element, "organiser"),
        number=_plain(element, "number"),
        blocks=build_blocks(element),
        notes=() if notes is None else _lines(notes, "para"),
        minutes=int(_value(element, "minutes")),
        at=element.at,
    )


def _block(element: Element) -> nodes.Block | None:
    """The block an element stands for; None for parts of its parent (a title, notes …)."""
    at = element.at
    match element.tag:
        case "para":
            return _para(element)
        case "list":
            return nodes.Bullets(_value(element, "kind"), _lines(element, "item"), at)
        case "table":
            return _table(element)
        case "figure":
            return _figure(element)
        case "chart":
            return _chart(element)
        case "picture":
            return _picture(element)
        case "box":
            return nodes.Box(_value(element, "kind"), _line(element, "title"), build_blocks(element), at)
        case "columns":
            left, right = map(build_blocks, element.children("column"))
            return nodes.Columns(left, right, int(_value(element, "share")), at)
        case _:
            return _mark(element) or _page_block(element)


def _mark(element: Element) -> nodes.Block | None:
    """The blocks without words."""
    match element.tag:
        case "lines":
            return nodes.WritingLines(int(_value(element, "count")), element.at)
        case "page-break":
            return nodes.PageBreak(element.at)
        case _:
            return None


def _page_block(element: Element) -> nodes.Block | None:
    """The blocks that only documents have."""
    at = element.at
    match element.tag:
        case "heading":
            level: Any = int(_value(element, "level"))
            new_page = _value(element, "new-page") == "yes"
            one_page, listed = _value(element, "one-page") == "yes", _value(element, "listed") == "yes"
            key = element.attributes.get("id") or ""
            return nodes.Heading(level, line_of(element), key, new_page, one_page, listed, at)
        case "contents":
            return nodes.Contents(_line(element, "title"), int(_value(element, "depth")), at)
        case "cover":
            return _cover(element)
        case "caption":
            return nodes.Caption(line_of(element), element.attributes.get("id") or "", at=at)
        case "record":
            return _record(element)
        case _:
            return _official_block(element)


def _official_block(element: Element) -> nodes.Block | None:
    """The blocks that only official papers, desk cards and exam papers have."""
    at = element.at
    match element.tag:
        case "letterhead":
            return nodes.Letterhead(_line(element, "title"), _line(element, "number"), at)
        case "signature":
            return nodes.Signature(_line(element, "name"), _line(element, "date"), at)
        case "imprint":
            return nodes.Imprint(_line(element, "copies"), _line(element, "printer"), _line(element, "date"), at)
        case "card":
            return nodes.NameCard(_line(element, "title"), _line(element, "subtitle"), at)
        case "paper-head":
            return _paper_head(element)
        case "paper-section":
            return nodes.PaperSection(_line(element, "title"), _line(element, "instruction"), at)
        case "question":
            return _question(element)
        case _:
            return _answer_sheet_block(element)


def _answer_sheet_block(element: Element) -> nodes.Block | None:
    """The blocks that only answer sheets have, and the last page of papers."""
    match element.tag:
        case "even-pages":
            return nodes.EvenPages(line_of(element), element.at)
        case "number-grid":
            return nodes.NumberGrid(
                fields=_lines(element, "field"),
                name=_line(element, "name"),
                digits=int(_value(element, "digits")),
                form=_line(element, "form"),
                forms=_lines(element, "letter"),
                notes=_lines(element, "note"),
                at=element.at,
            )
        case "bubbles":
            rows = element.children("row")
            made = tuple(nodes.BubbleRow(int(row.attributes["number"]), _lines(row, "option")) for row in rows)
            return nodes.Bubbles(made, element.at)
        case "answer-box":
            number, lines = int(_value(element, "number")), int(_value(element, "lines"))
            return nodes.AnswerBox(number, _line(element, "title"), lines, element.at)
        case _:
            return None


def _para(element: Element) -> nodes.Paragraph:
    return nodes.Paragraph(line_of(element), _value(element, "style"), element.at)


def _table(element: Element) -> nodes.Table:
    header = next((_lines(row, "cell") for row in element.children("header")), ())
    rows = tuple(_row(row) for row in element.children("row"))
    good = tuple(n for n, row in enumerate(element.children("row")) if _value(row, "tone") == "good")
    widths = element.attributes.get("widths")
    shares = tuple(map(int, widths.split(","))) if widths else (1,) * len(header or rows[0])
    caption, lines = _plain(element, "caption"), int(_value(element, "lines"))
    own, look = element.attributes.get("id") or "", _value(element, "look")
    return nodes.Table(caption, header, rows, shares, lines, look, own, good=good, at=element.at)


def _row(element: Element) -> tuple[nodes.Line, ...]:
    """Cells of a row; in one that stands out plain text is strong."""
    cells = _lines(element, "cell")
    return tuple(map(_strong, cells)) if _value(element, "tone") == "good" else cells


def _strong(line: nodes.Line) -> nodes.Line:
    return tuple(
        nodes.Text(node.text, "strong") if isinstance(node, nodes.Text) and node.style == "plain" else node
        for node in line
    )


def _record(element: Element) -> nodes.Record:
    entries = (nodes.RecordEntry(_line(entry, "name"), build_blocks(entry)) for entry in element.children("entry"))
    return nodes.Record(_plain(element, "caption"), tuple(entries), element.at)


def _figure(element: Element) -> nodes.Figure:
    return nodes.Figure(
        kind=_value(element, "kind"),
        alt=_plain(element, "alt"),
        items=tuple(_item(item) for item in element.children("item")),
        label=_line(element, "label"),
        poles=_lines(element, "pole"),
        at=element.at,
    )


def _item(element: Element) -> nodes.FigureItem:
    return nodes.FigureItem(
        head=_line(element, "head"),
        text=_line(element, "text"),
        key=_plain(element, "key"),
        points=_lines(element, "point"),
        tone=_value(element, "tone", "figure item"),
    )


def _chart(element: Element) -> nodes.Chart:
    series = tuple(
        nodes.Series(plain_of(one), tuple(map(float, one.attributes["values"].split(","))))
        for one in element.children("series")
    )
    return nodes.Chart(
        kind=_value(element, "type"),
        alt=_plain(element, "alt"),
        categories=tuple(map(plain_of, element.children("category"))),
        series=series,
        unit=_plain(element, "unit"),
        caption=_line(element, "caption"),
        label=_line(element, "label"),
        note=_line(element, "note"),
        at=element.at,
    )


def _picture(element: Element) -> nodes.Picture:
    return nodes.Picture(
        file="".join(part for part in element.children("file")[0].parts if isinstance(part, str)).strip(),
        alt=_plain(element, "alt"),
        caption=_line(element, "caption"),
        text=_line(element, "text"),
        points=_lines(element, "point"),
        id=element.attributes.get("id") or "",
        most=int(element.attributes.get("width") or 0),
        at=element.at,
    )


def _cover(element: Element) -> nodes.Cover:
    return nodes.Cover(
        title=_line(element, "title"),
        subtitle=_line(element, "subtitle"),
        kicker=_line(element, "kicker"),
        organiser=_line(element, "organiser"),
        fields=_lines(element, "field"),
        at=element.at,
    )


def _paper_head(element: Element) -> nodes.PaperHead:
    parts = element.children("section")
    return nodes.PaperHead(
        title=_line(element, "title"),
        rules=_line(element, "rules"),
        sections=tuple(map(plain_of, parts)),
        points=tuple(part.attributes.get("points") or "" for part in parts),
        at=element.at,
    )


def _question(element: Element) -> nodes.Question:
    material, answer = element.child("material"), element.child("answer")
    return nodes.Question(
        number=int(_value(element, "number")),
        stem=_line(element, "stem"),
        options=_lines(element, "option"),
        material=() if material is None else _lines(material, "para"),
        bracket=_value(element, "bracket") == "yes",
        lines=int(_value(element, "lines")),
        answer=() if answer is None else tuple(map(_para, answer.children("para"))),
        at=element.at,
    )
