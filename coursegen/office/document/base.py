"""Open a document base with python-docx and take it apart, once for each page set-up."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import Struct

from coursegen.errors import Fault, Place, fail
from coursegen.layout.pages.geometry import CharMetrics, Form, FormSpec, PageSpec
from coursegen.office.document.around import around_body, is_misplaced, leading_pages
from coursegen.office.document.clean import cleaned, fetching_fields
from coursegen.office.document.compiled import CompiledDocument, CompiledForm
from coursegen.office.document.headers import height, repeat_on_cover
from coursegen.office.document.markup import W
from coursegen.office.document.mend import without_unknown_styles
from coursegen.office.document.metrics import StyleBook
from coursegen.office.document.names import use_built_in_names, use_house_names
from coursegen.office.document.prototypes import make_prototypes
from coursegen.office.document.seals import PAPERS, fit_for_binding
from coursegen.office.document.slotted import compiled_form, para_keys, theme_colors
from coursegen.office.dropped import dropped_faults
from coursegen.office.house.document import CHINESE_A4, HANDOUT_PAGE, PAPER_PAGE, Print, fill_paper_furniture, set_page
from coursegen.office.house.document_pages import make_page
from coursegen.office.house.document_styles import CHARS, GRIDS, STYLE_SETS, STYLES
from coursegen.office.house.document_write import add_missing_styles
from coursegen.office.house.known import printed_anew
from coursegen.office.pack import pack
from coursegen.office.package import read_package
from coursegen.office.tags import Tag, core_tags, may_have_tags

if TYPE_CHECKING:
    from docx.document import Document

FORMS: Mapping[Form, int] = {"handout": 0, "paper": 1, "key": 1}
"""Forms and the section of the base that has their page set-up; that of other forms is made (`document_pages`)."""

_RUNNING: frozenset[Form] = PAPERS.union(("handout", "official", "letter", "red-letter"))
"""Forms whose left pages differ from right ones."""


def open_base(base: bytes, name: str, printed: Print = CHINESE_A4, forms: tuple[Form, ...] = ()) -> CompiledDocument:
    """The base compiled for all forms, or for these; one that the house made is made anew for what is printed.

    Raises A501 to A507 (see `package`), T511 (no Word document), T512 (not built as they are), T515 (`{{ body }}` where
    no body can be).
    """
    opened = read_package(base if printed == CHINESE_A4 else printed_anew(base, printed), name)
    try:
        parts, active = cleaned(opened, name)
        _check_body_tag(parts, name)
        data = pack(parts, "store")
        tags: list[Tag] = []
        core = core_tags(parts, tags)
        made = {form: _form(data, form, FORMS.get(form, 0), tags, printed) for form in forms or STYLE_SETS}
        prototypes = make_prototypes(_open(data))
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, etree.XMLSyntaxError) as error:
        raise fail("T512", Place(name), detail=type(error).__name__) from error
    spec = PageSpec({form: one.spec for form, one in made.items()})
    set_ups = {form: one.form for form, one in made.items()}
    loose = sorted({key for one in made.values() for key in one.loose})
    own = _own_styles(data)
    faults = (*_faults(name, active, loose), *dropped_faults(opened, name, fetching_fields(opened)))
    return CompiledDocument(name, spec, set_ups, prototypes, theme_colors(parts), faults, own, tuple(tags), core)


def _check_body_tag(parts: Mapping[str, bytes], name: str) -> None:
    """Raise T515 for a part whose `{{ body }}` does not say where the body goes."""
    for part, data in parts.items():
        if part.endswith(".xml") and may_have_tags(data) and is_misplaced(etree.fromstring(data)):
            raise fail("T515", Place(name), part=part)


def _own_styles(data: bytes) -> tuple[str, ...]:
    """Names of the styles in use that are the base's own; all others were added to it."""
    document = _open(data)
    use_built_in_names(document.styles.element)
    use_house_names(document.styles.element)
    known = {s.name.lower() for s in document.styles if s.name}
    return tuple(s.name for s in STYLES if s.name.lower() in known)


def _faults(name: str, active: int, loose: list[str]) -> tuple[Fault, ...]:
    """Warnings about a base: what went, and which styles make page numbers an estimate."""
    told: list[tuple[str, dict[str, object]]] = [("T513", {"count": active})] if active else []
    told += [("T514", {"styles": "、".join(loose)})] if loose else []
    return tuple(Fault(code, Place(name), facts, "warning") for code, facts in told)


class _Made(Struct, frozen=True):
    """What one page set-up of a base comes to; `loose` names the styles that set no exact line height."""

    form: CompiledForm
    spec: FormSpec
    loose: tuple[str, ...]


def _open(base: bytes) -> Document:
    import docx

    return docx.Document(BytesIO(base))


def _form(base: bytes, form: Form, number: int, tags: list[Tag], printed: Print) -> _Made:
    document = _open(base)
    use_built_in_names(document.styles.element)
    use_house_names(document.styles.element)
    if not _is_house_like(document) and number:
        number = len(document.sections)
    add_missing_styles(document, latin=printed.latin)
    if number >= len(document.sections):
        section = document.add_section()
        set_page(section, printed.page(PAPER_PAGE))
        fill_paper_furniture(section, printed.words)
        section.different_first_page_header_footer = False
    lead = _keep_section(document, number, around=form in FORMS)
    if form in _RUNNING and form not in FORMS:
        document.settings.odd_and_even_pages_header_footer = True
    if document.sections[0].page_width is None:
        set_page(document.sections[0], printed.page(HANDOUT_PAGE))
    _furnish(document, form, printed)
    if form not in _RUNNING:
        document.settings.odd_and_even_pages_header_footer = False
    if form not in PAPERS:
        _in_one_column(document)
    _let_flow(document)
    book = StyleBook(document)
    _define_styles(document)
    use_house_names(document.styles.element, printed.language)
    out = BytesIO()
    document.save(out)
    keys = para_keys(book, form)
    loose = tuple(book.name(key) for key in keys.values() if not book.exact(key))
    return _Made(
        compiled_form(read_package(out.getvalue(), form), book, form, tags, lead, printed.words),
        _spec(document, book, form),
        loose,
    )


def _furnish(document: Document, form: Form, printed: Print) -> None:
    """Headers, footers and margins as a form has them."""
    match form:
        case "key":
            _bare(document)
        case "handout":
            repeat_on_cover(document.sections[0])
        case _ if form not in FORMS:
            make_page(document.sections[0], form, printed)
        case _:
            pass
    if form in PAPERS:
        fit_for_binding(document)


def _is_house_like(document: Document) -> bool:
    """Whether a base was made from the house's: only then its later sections are page set-ups, not samples."""
    later = {s.name for s in STYLES if s.form == "paper"}
    return any(style.name in later for style in document.styles)


def _keep_section(document: Document, number: int, *, around: bool) -> int:
    """Empty the body, with `around` but for what stands round a `{{ body }}`; one page set-up stays, with its headers.

    Returns how many pages stand before the body.
    """
    body = document.element.body
    sections = [s._sectPr for s in document.sections]  # noqa: SLF001
    chosen = sections[number]
    for other in sections:
        if other is not chosen:
            for reference in other.findall(f"{{{W}}}headerReference") + other.findall(f"{{{W}}}footerReference"):
                other.remove(reference)
    kept = around_body(body, sections, number) if around else []
    for child in list(body):
        body.remove(child)
    body.extend([*kept, chosen])
    for kind in chosen.findall(f"{{{W}}}type"):
        chosen.remove(kind)
    used = set(chosen.xpath("./*/@r:id"))
    for rid, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/header", "/footer")) and rid not in used:
            document.part.rels.pop(rid)
    return leading_pages(kept)


def _let_flow(document: Document) -> None:
    """Lines and pages break where the layout has measured them: no grid that lines snap to, no style that turns pages.

    Styles keep their looks; a grid (GB/T 9704 has one of 22 lines) means nothing to styles with exact line heights.
    """
    for grid in document.sections[0]._sectPr.findall(f"{{{W}}}docGrid"):  # noqa: SLF001
        for name in {f"{{{W}}}type", f"{{{W}}}charSpace"} & set(grid.attrib):
            del grid.attrib[name]
    for turn in list(document.styles.element.iter(f"{{{W}}}pageBreakBefore")):
        turn.getparent().remove(turn)


def _in_one_column(document: Document) -> None:
    """Tables and boxes are as wide as the page: only papers are set in columns, and those are made for it."""
    for columns in document.sections[0]._sectPr.findall(f"{{{W}}}cols"):  # noqa: SLF001
        if columns.get(f"{{{W}}}num"):
            columns.set(f"{{{W}}}num", "1")
        for column in list(columns):
            columns.remove(column)


def _define_styles(document: Document) -> None:
    """Headers, footers and lists name only styles that there are (python-docx's own headers name its own styles)."""
    known = {s.get(f"{{{W}}}styleId") for s in document.styles.element.iter(f"{{{W}}}style")}
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer", "/numbering")):
            without_unknown_styles(relation.target_part.element, known)


def _bare(document: Document) -> None:
    """Take the headers away: the answers to a paper have no sealed side."""
    section = document.sections[0]
    section.different_first_page_header_footer = False
    for header in (section.header, section.even_page_header, section.first_page_header):
        header.is_linked_to_previous = True


def _spec(document: Document, book: StyleBook, form: Form) -> FormSpec:
    section = document.sections[0]
    sizes = (section.page_width, section.left_margin, section.right_margin, section.page_height, section.top_margin,
             section.bottom_margin)  # fmt: skip
    wide, left, right, high, top, bottom = (round(size.pt, 3) if size is not None else 0.0 for size in sizes)
    top = _pushed(top, section.header_distance, section.header, book)
    bottom = _pushed(bottom, section.footer_distance, section.footer, book)
    number, gap = _columns(section) if form in PAPERS else (1, 0.0)
    return FormSpec(
        (wide - left - right - gap * (number - 1)) / number, high - top - bottom,
        {role: book.para(key) for role, key in para_keys(book, form).items()},
        {"plain": CharMetrics(), **{c.style: book.char(book.key(c.name)) for c in CHARS}},
        {g.kind: book.grid(book.key(g.name)) for g in GRIDS}, number,
    )  # fmt: skip


def _columns(section: Any) -> tuple[int, float]:
    """Columns of a section, and points between them."""
    found = section._sectPr.find(f"{{{W}}}cols")  # noqa: SLF001
    said = (found.get(f"{{{W}}}num") or "1", found.get(f"{{{W}}}space") or "0") if found is not None else ("1", "0")
    return int(said[0]), float(said[1]) / 20


def _pushed(margin: float, distance: Any, furniture: Any, book: StyleBook) -> float:
    """Points from the edge of the page to the text: a header higher than its margin pushes it, unless fixed (< 0)."""
    if margin < 0 or furniture.is_linked_to_previous:
        return abs(margin)
    return round(max(margin, (distance.pt if distance is not None else 0.0) + height(furniture, book)), 3)
