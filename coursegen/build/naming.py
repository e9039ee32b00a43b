"""What the files of a kit are called: by the unit's `naming`, safe on every system, no two alike."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct

from coursegen.build.bases import Look
from coursegen.build.kit import Made
from coursegen.build.products import OFFICE, PRODUCTS, Product
from coursegen.build.titles import TITLES
from coursegen.errors import Fault, Place, fail
from coursegen.exam import Paper
from coursegen.late import regex
from coursegen.model import ClassFile, CourseBundle, Unit
from coursegen.reading.naming import LONGEST, fill_pattern, pattern_of, slots_of
from coursegen.text import CONTROL, is_han, is_wide
from coursegen.wording import labels
from coursegen.workspace import safe_name

_SLIDES = ("deck", "page", "sheets")
"""Forms that have a look."""

_SOFT = ("unit", "short", "course", "class")
"""Slots whose texts are cut when a name would be too long."""

_MOST = 76
"""Characters of a file name with its suffix, without `.new`."""

_EMPTY = ("（）", "()", "【】", "[]", "「」", "《》")
_DOUBLED = regex(r"([-_])(?: ?[-_])+")
_EDGES = " \u3000-_—·.~,，、"


class Namer(Struct, frozen=True):
    """Names of the files of one kit, in a language that is not always the course's `own`.

    `variant` is the plan and the paper that were asked for by name, `look` the look other than the unit's, `printing`
    the sheet and seal of exam papers other than the usual ones, `profile` that of the platform a bank is exported to,
    `language_tag` that of files in two languages.
    """

    unit: Unit
    bundle: CourseBundle
    class_: ClassFile
    variant: tuple[str, str]
    look: Look
    language: str
    own: str
    printing: tuple[str, ...] = ()
    profile: str = ""
    language_tag: str = ""

    def _(self, label: str) -> str:
        """A label in the language of the kit and the words of the unit."""
        return labels(self.language, self.unit.replace)(label)

    def title(self, product: str) -> str:
        """What a product is called."""
        return self._(TITLES[product])

    def key(self, product: Product, paper: Paper | None = None) -> str:
        """The name that says what a file is, whatever it is called.

        `deck.pptx`; between, plan, paper and form, look or sheet, and the language when it is not the course's own.
        """
        plan, name = self.variant
        sitting = (name, paper.form) if paper else (name,) if product.needs == "forms" else ()
        look = self.look.names() if product.form in _SLIDES else self.printing if product.sealed else ()
        parts = (product.stem or product.name, plan, *sitting, *look, *self._profile(product), *self._other_language())
        return ".".join(filter(None, parts)) + product.suffix

    def name(self, product: Product, paper: Paper | None = None) -> str:
        """File name of a product. Raises O171 when it cannot be short enough."""
        pattern = pattern_of(self.unit.choices.naming)
        if not pattern:
            return self.key(product, paper)
        variant = self._("，").join(self._variant_words(product, paper))
        if variant and "variant" not in slots_of(pattern):
            pattern += "（{variant}）"
        number = _in_order(self.unit.choices.products).index(product.name) + 1
        values = {"n": f"{number:02}", "product": self.title(product.name), "variant": variant}
        return _fitted(pattern, values | self._soft(), product.suffix)

    def archive_key(self) -> str:
        """The name that says whose zip a kit's is, whatever it is called."""
        ids = (self.unit.id, self.bundle.course.id, self.class_.id, self.variant[0], *self._other_language())
        return safe_name(".".join(filter(None, ids))) + ".zip"

    def archive(self) -> str:
        """File name of the zip of the kit, which also says whose it is. Raises O171 when it cannot be short enough."""
        if not pattern_of(self.unit.choices.naming):
            return self.archive_key()
        variant = self._("，").join(self._plan_words() + self._language_words())
        pattern = "{unit} {course} {product} {class}" + ("（{variant}）" if variant else "")
        return _fitted(pattern, {"product": self._("课程包"), "variant": variant, **self._soft()}, ".zip")

    def _soft(self) -> dict[str, str]:
        names = self.unit.names
        held = self.class_.term or self.class_.title or self.class_.id
        texts = (names.full or names.short, names.short or names.full, self.bundle.course.title, held)
        return {slot: _safe(text) for slot, text in zip(_SOFT, texts, strict=True)}

    def _variant_words(self, product: Product, paper: Paper | None) -> tuple[str, ...]:
        """What sets a file apart from the usual one of its product, in words."""
        words = list(self._plan_words())
        if paper or product.needs == "forms":
            titles = {key: blueprint.title for key, blueprint in self.bundle.blueprints.items()}
            words += _called(self.variant[1], titles)
            words += [self._("{letter}卷").format(letter=paper.form)] if paper and paper.form else []
        words += self._printing_words() if product.sealed else ()
        if product.form in _SLIDES:
            words += [self.look.aspect.replace(":", self._("比"))] if self.look.aspect else []
            modes = {"dark": self._("深色"), "light": self._("浅色")}
            words += [modes[self.look.mode]] if self.look.mode else []
        return (*words, *self._profile(product), *self._language_words())

    def _profile(self, product: Product) -> tuple[str, ...]:
        """The id of the profile by which a file is written, if one was named."""
        return (PurePath(self.profile).name.removesuffix(".yaml"),) if self.profile and product.by_profile else ()

    def _plan_words(self) -> tuple[str, ...]:
        return _called(self.variant[0], {plan.id: plan.title for plan in self.bundle.course.plans})

    def _printing_words(self) -> tuple[str, ...]:
        seals = {"textbox": self._("文本框密封线"), "table": self._("表格密封线"), "none": self._("无密封线")}
        return tuple(seals.get(name, name) for name in self.printing)

    def _language_words(self) -> tuple[str, ...]:
        words = {
            "zh-Hans": self._("简体"),
            "zh-Hant": self._("繁体"),
            "zh-HK": self._("繁体（香港）"),
            "en": self._("英文"),
        }
        return tuple("".join(words[part] for part in tag.split("+")) for tag in self._other_language())

    def _other_language(self) -> tuple[str, ...]:
        tag = self.language_tag or self.language
        return () if tag == self.own else (tag,)


def told_apart(files: Iterable[Made], faults: list[Fault]) -> list[Made]:
    """The files without those whose name, or the name of whose PDF, one before them has, in capitals or not.

    Of each of these O170 is added to the faults.
    """
    taken: dict[str, str] = {}
    apart = []
    for file in files:
        name = file.name.casefold()
        claims = (name, PurePath(name).stem + ".pdf") if name.endswith(OFFICE) else (name,)
        if other := next((taken[claim] for claim in claims if claim in taken), ""):
            faults.append(Fault("O170", Place(file.name), {"product": file.product, "other": other}))
        else:
            apart.append(file)
            taken |= dict.fromkeys(claims, file.product)
    return apart


def _in_order(chosen: Sequence[str]) -> tuple[str, ...]:
    """All products in the order of their numbers: what a unit usually has, what a class adds, the rest."""
    usual = [name for name, product in PRODUCTS.items() if (name in chosen if chosen else not product.asked)]
    of_class = [name for name, product in PRODUCTS.items() if product.of_class]
    return tuple(dict.fromkeys((*usual, *of_class, *PRODUCTS)))


def _called(key: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The title of what has this id, or the id where another has the same title; nothing for no id."""
    if not key:
        return ()
    alike = Counter(_safe(title).casefold() for title in titles.values())
    title = _safe(titles.get(key, ""))
    return (title if title and alike[title.casefold()] == 1 else key,)


def _safe(text: str) -> str:
    """A text as part of a file name: composed, on one line, without what a file name cannot hold."""
    line = " ".join(CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())
    return safe_name(line.translate(_WIDE)) if line else ""


_WIDE = str.maketrans(':?"*<>|', "：？”＊〈〉｜")
"""What no file name can hold but has a wide twin that it can; strokes become hyphens."""


def _fitted(pattern: str, values: Mapping[str, str], suffix: str) -> str:
    """A pattern filled, with soft texts cut, the longest first, until the name is short enough. Raises O171."""
    values, soft = dict(values), [slot for slot in _SOFT if slot in slots_of(pattern)]
    most = min(LONGEST, _MOST - len(suffix))
    while _room(stem := _stem(fill_pattern(pattern, values))) > most:
        longest = max(soft, key=lambda slot: len(values[slot]), default="product")
        if longest not in soft or not values[longest]:
            raise fail("O171", Place(stem + suffix), most=most)
        values[longest] = values[longest][:-1].rstrip(_EDGES)
    return stem + suffix


def _room(name: str) -> int:
    """What a name takes up: characters as Windows counts them; a third of its bytes where these are more (Linux)."""
    return max(len(name.encode("utf-16-le")) // 2, -(-len(name.encode()) // 3))


def _stem(text: str) -> str:
    """A name without what empty slots leave: empty brackets, doubled blanks and hyphens, marks at the edges.

    Between Chinese characters stands a hyphen where a blank was: in documents, and so in the list of what to print, a
    blank between them vanishes.
    """
    for pair in _EMPTY:
        text = text.replace(pair, "")
    name, *words = _safe(text.replace(" （", "（")).split() or [""]
    for word in words:
        chinese = all(is_han(char) or is_wide(char) for char in (name[-1], word[0]))
        name += ("-" if chinese else " ") + word
    return safe_name(_DOUBLED.sub(r"\1", name).strip(_EDGES))
