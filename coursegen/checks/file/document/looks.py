"""How a document gets its look: by styles or by hand; whether it says its languages and faces."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from coursegen.checks.file.document.text import Document, Paragraph
from coursegen.checks.package_document import W
from coursegen.errors import Fault
from coursegen.text import is_ideograph

MOST = 0.2
"""Share of letters that may be formatted by hand before styles have lost their use (house rule: 0.05 of our own)."""

LEAST = 100
"""Letters below which a share says little."""

_BY_HAND = frozenset({"sz", "color", "spacing", "w", "position", "shd", "bdr", "rFonts"})
_BY_HAND_PARAGRAPH = frozenset({"jc", "ind", "spacing", "shd", "pBdr"})


def look_faults(document: Document) -> Iterator[Fault]:
    """K304 looks made by hand, K305 no language, K306 no East Asian face."""
    total = sum(len(p.words) for p in document.paragraphs)
    by_hand = sum(_by_hand(p) for p in document.paragraphs)
    if total >= LEAST and by_hand > MOST * total:
        yield document.fault("K304", "", percent=round(100 * by_hand / total))
    chinese = any(map(is_ideograph, "".join(p.words for p in document.paragraphs)))
    missing = _missing_languages(document, chinese=chinese)
    if missing and total:
        yield document.fault("K305", "", languages=missing)
    if chinese and not _has_east_asian_face(document):
        yield document.fault("K306", "")


def _by_hand(paragraph: Paragraph) -> int:
    """Letters of a paragraph whose look its styles do not say."""
    own = paragraph.element.find(f"{W}pPr")
    if own is not None and any(own.find(f"{W}{name}") is not None for name in _BY_HAND_PARAGRAPH):
        return len(paragraph.words)
    return sum(len(words) for run, words in paragraph.runs() if _is_by_hand(run.find(f"{W}rPr")))


def _is_by_hand(look: etree._Element | None) -> bool:
    """Whether run properties set more than emphasis (bold, italic, a hint which face a quotation mark is in)."""
    for element in () if look is None else look.iterchildren(etree.Element):
        name = str(element.tag).rsplit("}", 1)[-1]
        if name in _BY_HAND and not (name == "rFonts" and set(element.attrib) <= {f"{W}hint"}):
            return True
    return False


def _defaults(document: Document) -> Iterator[etree._Element]:
    """Run properties that apply where nothing else is said."""
    if document.styles.run_defaults is not None:
        yield document.styles.run_defaults
    for style in document.styles.chain(document.styles.default):
        look = style.find(f"{W}rPr")
        if look is not None:
            yield look


def _missing_languages(document: Document, *, chinese: bool) -> tuple[str, ...]:
    """Attributes that would say the language of Latin and of Chinese text, where nothing does."""
    said = [e for look in _defaults(document) if (e := look.find(f"{W}lang")) is not None]
    settings = document.part("settings")
    said += [] if settings is None else settings.findall(f"{W}themeFontLang")
    wanted = ("val", "eastAsia") if chinese else ("val",)
    return tuple(name for name in wanted if not any(e.get(f"{W}{name}") for e in said))


def _has_east_asian_face(document: Document) -> bool:
    faces = (look.find(f"{W}rFonts") for look in _defaults(document))
    return any(e is not None and (e.get(f"{W}eastAsia") or e.get(f"{W}eastAsiaTheme")) for e in faces)
