"""Finds everything in a tree that is not in the vocabulary; a tree without faults can be built without asking again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coursegen.document.parse_inline import line_of
from coursegen.document.parse_shapes import SHAPES
from coursegen.document.parse_tree import Element
from coursegen.document.parse_vocabulary import INLINE, RULES, Child, Rule
from coursegen.errors import Fault
from coursegen.text import did_you_mean

_INLINE_IN_PLAIN = {"br": Child("br")}
_IDENTIFIED = ("slide", "section", "heading", "caption")
_CAPTIONED = ("table", "picture", "caption")
"""What references can name; a caption inside a table or picture has no id."""


def faults_in(root: Element, rule: str) -> list[Fault]:
    """All faults of a tree, in document order."""
    return [*_check(root, rule), *_repeated_ids(root), *dangling_in(root)]


def faults_inside(frame: Element, rule: str) -> list[Fault]:
    """Faults of what stands in an element of a rule, which itself is but a frame; of references nothing is known."""
    return [*_inside(frame, RULES[rule]), *_repeated_ids(frame)]


def names_in(root: Element) -> Iterator[tuple[str, str]]:
    """Kind and id of everything that must have a name of its own, in document order."""
    return ((kind, name) for _, kind, name in _named(root))


def _check(element: Element, name: str) -> Iterator[Fault]:
    rule = RULES[name]
    yield from _attributes(element, rule)
    yield from _inside(element, rule)
    yield from _counts(element, rule)
    if rule.filled and not line_of(element):
        yield _fault("T209", element, tag=element.tag, parent=element.parent)
    yield from _own_rules(element, name)


def _inside(element: Element, rule: Rule) -> Iterator[Fault]:
    for wrapper in element.wrappers:
        yield from _attributes(wrapper, RULES["only"])
    allowed = _allowed(rule)
    for part in element.parts:
        if isinstance(part, str):
            yield from _text(element, rule, part)
        elif part.tag in allowed:
            yield from _check(part, allowed[part.tag].rule)
        else:
            yield _fault("T202", part, tag=part.tag, parent=element.tag, known=_closest(part.tag, allowed))


def _own_rules(element: Element, name: str) -> Iterator[Fault]:
    """What only elements of one rule must keep."""
    match name:
        case "table":
            yield from _table(element)
        case "figure":
            yield from _figure(element)
        case "chart":
            yield from _chart(element)
        case "box":
            yield from _needs(element, RULES[name].children.keys() - {"title"})
        case "column":
            yield from _needs(element, RULES[name].children)
        case "slide":
            yield from _slide(element)


def _fault(code: str, element: Element, **facts: object) -> Fault:
    return Fault(code, element.at, facts)


def _allowed(rule: Rule) -> Mapping[str, Child]:
    match rule.holds:
        case "inline":
            return {**INLINE, **rule.children} if rule.children else INLINE
        case "plain":
            return _INLINE_IN_PLAIN
        case _:
            return rule.children


def _closest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known words, the one most like `word` at the front."""
    names = list(known)
    return tuple(dict.fromkeys(filter(None, (did_you_mean(word, names), *names)))) or ("-",)


def _attributes(element: Element, rule: Rule) -> Iterator[Fault]:
    """T203 unknown, T204 a value that is none, T205 missing."""
    for name, value in element.attributes.items():
        known = rule.attributes.get(name)
        if known is None:
            known_names = _closest(name, rule.attributes)
            yield _fault("T203", element, tag=element.tag, attribute=name, known=known_names)
        elif known and not known.pattern.fullmatch(value):
            allowed = _closest(value, known.example)
            yield _fault("T204", element, tag=element.tag, attribute=name, value=value, known=allowed)
    for name, attribute in rule.attributes.items():
        if attribute.default is None and name not in element.attributes:
            yield _fault("T205", element, tag=element.tag, attribute=name, known=attribute.example)


def _text(element: Element, rule: Rule, text: str) -> Iterator[Fault]:
    """T208: text directly inside an element that holds elements, or nothing."""
    if rule.holds in ("elements", "nothing") and text.strip(" \t\r\n"):
        yield _fault("T208", element, tag=element.tag, text=" ".join(text.split())[:40])


def _counts(element: Element, rule: Rule) -> Iterator[Fault]:
    """T206 too few, T207 too many of a child."""
    tags = [child.tag for child in element.children()] if rule.children else []
    for tag, child in rule.children.items():
        found = tags.count(tag)
        if found < child.least:
            yield _fault("T206", element, tag=element.tag, child=tag)
        elif found > child.most:
            yield _fault("T207", element, tag=element.tag, child=tag, most=child.most, found=found)


def _needs(element: Element, tags: Iterable[str]) -> Iterator[Fault]:
    """T218: an element without any content of its own."""
    if not element.children(*tags):
        yield _fault("T218", element, tag=element.tag, known=tuple(sorted(tags)))


def _table(element: Element) -> Iterator[Fault]:
    """T206 a header, but for tables that name things in their columns; T211 rows as wide as it, T212 as many widths."""
    header = element.child("header")
    labels = element.attributes.get("look") == "labels"
    if labels == (header is not None):
        code, facts = ("T207", {"most": 0, "found": 1}) if labels else ("T206", {})
        yield _fault(code, element, tag=element.tag, child="header", **facts)
    first = element.children("header", "row")[:1]
    columns = len(first[0].children("cell")) if first else 0
    for row in element.children("row"):
        found = len(row.children("cell"))
        if found != columns:
            yield _fault("T211", row, found=found, columns=columns)
    widths = element.attributes.get("widths")
    if widths and widths.count(",") + 1 != columns:
        yield _fault("T212", element, found=widths.count(",") + 1, columns=columns)


def _figure(element: Element) -> Iterator[Fault]:
    """T213 number of items, T214 a part is missing, T215 a part its kind does not draw, T217 poles and points."""
    kind = element.attributes.get("kind") or ""
    shape = SHAPES.get(kind)
    if shape is None:
        return
    items = element.children("item")
    if not shape.least <= len(items) <= shape.most:
        yield _fault("T213", element, kind=kind, found=len(items), least=shape.least, most=shape.most)
    if shape.label and not line_of(element.child("label")):
        yield _fault("T214", element, kind=kind, part="label")
    for item in items:
        filled = {part.tag for part in item.children() if line_of(part)}
        yield from (_fault("T214", item, kind=kind, part=part) for part in sorted(shape.needs - filled))
        unused = sorted(filled - shape.allows)
        yield from (_fault("T215", item, kind=kind, part=part, known=sorted(shape.allows)) for part in unused)
        if not filled:
            yield _fault("T209", item, tag="item", parent="figure")
    yield from _figure_by_kind(element, kind, items)


def _figure_by_kind(element: Element, kind: str, items: list[Element]) -> Iterator[Fault]:
    poles, wanted = len(element.children("pole")), SHAPES[kind].poles
    if poles != wanted:
        yield _fault("T217", element, kind=kind, part="pole", found=poles, wanted=wanted)
    for item in items if kind == "spectrum" else ():
        points = len(item.children("point"))
        if points != 3:
            yield _fault("T217", item, kind=kind, part="point", found=points, wanted=3)
    if kind == "do-dont" and len(items) == 2 and [item.attributes.get("tone") for item in items] != ["good", "bad"]:
        yield _fault("T222", element)


def _chart(element: Element) -> Iterator[Fault]:
    """T230 as many numbers as categories, T231 a doughnut has one series, positive, with something in it."""
    categories = len(element.children("category"))
    for series in element.children("series"):
        found = len((series.attributes.get("values") or "").split(","))
        if found != categories:
            yield _fault("T230", series, found=found, categories=categories)
    if element.attributes.get("type") == "doughnut":
        rows = [series.attributes.get("values") or "" for series in element.children("series")]
        if len(rows) > 1 or any("-" in row or not row.strip("0.,") for row in rows):
            yield _fault("T231", element)


def _slide(element: Element) -> Iterator[Fault]:
    """T218 for a slide of content without blocks, T220 for a quotation slide without a quotation."""
    kind = element.attributes.get("kind") or "content"
    if kind in ("content", "agenda"):
        yield from _needs(element, ("para", "list", "table", "figure", "chart", "picture", "box", "columns"))
    if kind == "quote" and not any(f.attributes.get("kind") == "quote" for f in element.children("figure")):
        yield _fault("T220", element)


def dangling_in(root: Element) -> list[Fault]:
    """T232 for a reference to what has no caption of its own; slides have none at all."""
    everything = root.everything()
    captioned = (e.attributes.get("id") for e in everything if e.tag in _CAPTIONED and root.tag == "document")
    known = tuple(filter(None, captioned))
    refs = ((e, e.attributes.get("to", "")) for e in everything if e.tag == "ref")
    return [_fault("T232", ref, to=to, known=_closest(to, known)) for ref, to in refs if to not in known]


def _repeated_ids(root: Element) -> Iterator[Fault]:
    """T210 for the second thing of one kind and id."""
    seen: set[tuple[str, str]] = set()
    for element, kind, name in _named(root):
        if (kind, name) in seen:
            yield _fault("T210", element, tag=element.tag, id=name)
        seen.add((kind, name))


def _named(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Everything that has a name, with its kind."""
    for element in root.everything():
        kind = "caption" if element.tag in _CAPTIONED else element.tag
        if kind in _IDENTIFIED and (name := element.attributes.get("id", "")):
            yield element, kind, name
