"""The bank in the formats of other programs, and beside each file a list of what it could not carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from coursegen.build.kit import Made
from coursegen.build.leaks import find_leaks
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.errors import NOWHERE, Fault, FaultError, UiLanguage, fail
from coursegen.exam import Paper
from coursegen.exports.anki import write_anki
from coursegen.exports.bank import Asks, Bank, check_bank, paper_bank, practice_bank, whole_bank
from coursegen.exports.called import feature_called, kind_called, told_of
from coursegen.exports.carrying import Loss
from coursegen.exports.gift import write_gift
from coursegen.exports.moodle_xml import write_moodle_xml
from coursegen.exports.qti21 import write_qti21
from coursegen.exports.scorm12 import LessonPages, write_scorm12
from coursegen.exports.selftest import write_selftest
from coursegen.exports.sheet import write_sheet
from coursegen.exports.text import write_text
from coursegen.model import Lesson
from coursegen.model.profile import Profile
from coursegen.office.pack import pack
from coursegen.reading.profiles import find_profile
from coursegen.wording import labels

OWN_PROFILE, OWN_IN_ENGLISH = "coursegen", "coursegen-en"

LIST = ".lost.txt"
"""What the list of losses is called after the name of its file."""

Slides = Callable[[Lesson], bytes]
"""The participants' slides of a lesson as a page."""

_Written = tuple[Mapping[str, bytes], tuple[Loss, ...]]
"""Parts of what was written by name (one without a name is the whole file), and what was lost."""


def make_export(
    product: Product, prepared: Prepared, paper: Paper | None, slides: Slides
) -> tuple[tuple[Made, ...], tuple[Fault, ...]]:
    """The file of a product and, if anything was lost, the list of that beside it; warnings say the gist of it.

    Raises O190 for a bank without a question, O140 when a participants' file shows what it must not, U380 and U381 for
    a profile nobody knows, O196 for one that has no form of this kind, A345 when a library is missing.
    """
    bank = _bank(product, prepared, paper)
    if not bank.questions:
        raise fail("O190", prepared.bundle.places.get(bank.id, NOWHERE), product=product.name)
    parts, lost = _write(product, prepared, bank, slides)
    name, key = prepared.namer.name(product, paper), prepared.namer.key(product, paper)
    if product.audience == "participant" and (leaks := find_leaks(prepared.bundle, _named(parts, name), name)):
        raise FaultError(leaks)
    data = parts[""] if "" in parts else pack(parts, prepared.compressor)
    behind = {loss.question for loss in lost if loss.feature == "kind"}
    count = len(bank.questions) - len(behind)
    files = [Made(product.name, name, data, count, {**prepared.record, "base": ""}, key)]
    if lost:
        touched = len({loss.question for loss in lost})
        listed = _list(lost, prepared.language).encode()
        files.append(Made(product.name, name + LIST, listed, touched, prepared.record, key + LIST))
    return tuple(files), tuple(_warnings(product, name + LIST, lost))


def _named(parts: Mapping[str, bytes], name: str) -> Mapping[str, bytes]:
    return {part or name: data for part, data in parts.items()}


def _bank(product: Product, prepared: Prepared, paper: Paper | None) -> Bank:
    _ = labels(prepared.language, prepared.unit.replace)
    if paper:
        return paper_bank(prepared.bundle, paper, prepared.language)
    asks = Asks(
        match=_("把左右两边对应起来：{title}"), order=_("按先后次序排列：{title}"), cloze=_("把话补完整：{text}"),
        practice=_("{title}（练习，不计分）"),
    )  # fmt: skip
    if product.name == "scorm12":
        return check_bank(prepared.bundle, prepared.lesson_papers, prepared.language)
    if product.needs == "lesson papers":
        asks = replace(asks, practice=_("{title}　练习"))
        return practice_bank(prepared.bundle, prepared.lesson_papers, prepared.language, asks)
    return whole_bank(prepared.bundle, prepared.lessons, prepared.language, asks)


def _write(product: Product, prepared: Prepared, bank: Bank, slides: Slides) -> _Written:
    _ = labels(prepared.language, prepared.unit.replace)
    match product.name:
        case "gift":
            return _whole(write_gift(bank))
        case "moodle-xml":
            return _whole(write_moodle_xml(bank))
        case "qti21":
            return write_qti21(bank)
        case "anki":
            return write_anki(bank)
        case "selftest":
            return _whole(write_selftest(bank, _))
        case "scorm12":
            return write_scorm12(bank, _lessons(prepared, bank, slides), prepared.unit.choices.pass_mark, _)
        case _:
            return _whole(_by_profile(product, prepared, bank))


def _whole(written: tuple[bytes, tuple[Loss, ...]]) -> _Written:
    return {"": written[0]}, written[1]


def _by_profile(product: Product, prepared: Prepared, bank: Bank) -> tuple[bytes, tuple[Loss, ...]]:
    own = OWN_PROFILE if prepared.language.startswith("zh") else OWN_IN_ENGLISH
    profile: Profile = find_profile(prepared.profile or own, [folder for _, folder in prepared.search])
    if product.name == "xlsx" and profile.columns:
        return write_sheet(bank, profile, prepared.compressor)
    if product.name == "txt" and profile.text:
        return write_text(bank, profile, profile.text)
    raise fail("O196", NOWHERE, profile=profile.id, product=product.name)


def _lessons(prepared: Prepared, bank: Bank, slides: Slides) -> tuple[LessonPages, ...]:
    lessons = (made.lesson for made in prepared.lesson_papers)
    return tuple(LessonPages(slides(lesson), group) for lesson, group in zip(lessons, bank.groups, strict=True))


def _list(lost: Sequence[Loss], language: str) -> str:
    """All losses in the language of the kit, a line each: question, what of it (or how), and which or why."""
    own: UiLanguage = "zh" if language.startswith("zh-Hans") else "zh-Hant" if language.startswith("zh") else "en"
    return "\ufeff" + "".join("\t".join(told_of(loss, own)).rstrip("\t") + "\r\n" for loss in lost)


def _warnings(product: Product, file: str, lost: Sequence[Loss]) -> Iterator[Fault]:
    """What changes the questions or their marking, once for each way; that a person must mark is in the list only."""
    kinds = dict.fromkeys(loss.detail for loss in lost if loss.feature == "kind")
    for kind in kinds:
        left = [loss for loss in lost if (loss.feature, loss.detail) == ("kind", kind)]
        yield _warning("O191", product, file, left, detail=kind_called(kind))
    if partly := [loss for loss in lost if loss.feature == "partly"]:
        yield _warning("O192", product, file, partly)
    if features := [loss for loss in lost if loss.feature not in ("kind", "partly", "by hand")]:
        called = tuple(feature_called(name) for name in dict.fromkeys(loss.feature for loss in features))
        yield _warning("O193", product, file, features, features=called)


def _warning(code: str, product: Product, file: str, lost: Sequence[Loss], **facts: object) -> Fault:
    ids = tuple(dict.fromkeys(loss.question for loss in lost))
    found = {"product": product.name, "count": len(ids), "ids": ids, "file": file, **facts}
    return Fault(code, NOWHERE, found, "warning")
