"""Official papers, desk cards: red head, signature with room for a seal, names on both halves of a sheet."""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.document.nodes import Imprint, Letterhead, NameCard, Signature
from coursegen.layout.pages.geometry import Flow, FlowPara, ParaRole, Tab, TabStop
from coursegen.layout.pages.glyphs import text_width
from coursegen.layout.pages.setting import Setting

SIGNATURE_INDENT = 4
"""Em between the date and the right margin (GB/T 9704-2012, 7.3.5.1: 右空四字)."""

LEAST_INDENT = 1
"""Em that a long name keeps from the right margin."""

LONG_MARK, LONG_NAME = 10, 6
"""Em up to which the mark of an office, and a name on a card, are set in the large size."""


def official_flow(block: Letterhead | Signature | Imprint | NameCard, setting: Setting) -> tuple[Flow, ...]:
    """The flow of one of the blocks that only official papers, certificates and desk cards have."""
    match block:
        case Letterhead():
            return _letterhead(block, setting)
        case Signature():
            return _signature(block, setting)
        case Imprint():
            return _imprint(block, setting)
        case NameCard():
            return _card(block, setting)


def _letterhead(head: Letterhead, setting: Setting) -> tuple[Flow, ...]:
    """The red head of the file format: mark, number, rule. A letter has its mark in the header of its first page."""
    number = (FlowPara("red-letter-number" if setting.form == "red-letter" else "red-number", head.number),)
    if setting.form == "red-letter":
        return number
    long = _ems(head.title, "red-mark", setting) > LONG_MARK
    return (FlowPara("red-mark-long" if long else "red-mark", head.title), *number)


def _signature(signature: Signature, setting: Setting) -> tuple[Flow, ...]:
    """Name over date, one centred on the other; the wider of them stands at the right, so that a seal covers both."""
    metrics = setting.spec.paras["signature"]
    name, date = (text_width(line, metrics, setting.spec) for line in (signature.name, signature.date))
    right = SIGNATURE_INDENT * metrics.size
    if name > date:
        right = max(LEAST_INDENT * metrics.size, right - (name - date) / 2)
    widest = max(name, date)
    rights = (_twentieths(right + (widest - width) / 2) for width in (name, date))
    upper = FlowPara("signature", signature.name, keep=bool(signature.date), right=next(rights))
    lower = FlowPara("signature", signature.date, before=0.0, right=next(rights))
    return (upper, lower) if signature.date else (upper,)


def _imprint(block: Imprint, setting: Setting) -> tuple[Flow, ...]:
    """Who gets copies, then printer and date at both ends of a line, between rules (GB/T 9704-2012, 7.4).

    A letter has neither rules nor printer (10.1).
    """
    copies = (FlowPara("imprint-copies", block.copies),) if block.copies else ()
    if setting.form in ("letter", "red-letter"):
        return tuple(replace(para, foot=True) for para in copies)
    stop = TabStop(setting.width - setting.spec.paras["imprint"].right, "right")
    printed = FlowPara("imprint", (*block.printer, Tab(), *block.date), tabs=(stop,))
    above = (*copies, FlowPara("imprint-thin", ())) if copies else ()
    return (FlowPara("imprint-rule", (), keep=True, foot=True), *above, printed, FlowPara("imprint-rule", ()))


def _card(card: NameCard, setting: Setting) -> tuple[Flow, ...]:
    """A name and a line below it in the lower half of a sheet, and both upside down in the upper half."""
    role: ParaRole = "name-card-long" if _ems(card.title, "name-card", setting) > LONG_NAME else "name-card"
    below = (FlowPara("name-card-unit", card.subtitle),) if card.subtitle else ()
    name = FlowPara(role, card.title, keep=bool(below), mirrored=(FlowPara(role, card.title), *below))
    return (name, *below)


def with_signature_tied(flow: list[Flow]) -> list[Flow]:
    """The flow with what stands before a signature tied to it: no page has a signature and no text (7.3.5.4)."""
    tied = list(flow)
    for n, item in enumerate(flow):
        if isinstance(item, FlowPara) and item.role == "signature" and item.keep:
            while n > 0 and isinstance(above := tied[n - 1], FlowPara) and above.role in ("annex", "body"):
                n -= 1
                tied[n] = replace(above, keep=True)
                if above.role == "body":
                    break
    return tied


def _ems(line: tuple[object, ...], role: ParaRole, setting: Setting) -> float:
    metrics = setting.spec.paras[role]
    return text_width(line, metrics, setting.spec) / metrics.size  # type: ignore[arg-type]


def _twentieths(points: float) -> float:
    return round(points * 20) / 20
