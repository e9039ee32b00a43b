"""Text bodies of slides as XML, from prototypes: paragraphs, runs, breaks, bullets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from coursegen.layout.geometry import Face, Para, Role, Run, TextBody
from coursegen.office.deck.base import CompiledPlaceholder
from coursegen.office.prototype import Prototype, escape

_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
_KINDS: Mapping[Face, str] = {"heading": "mj", "body": "mn"}
NUMBER_FIELD = '<a:fld id="{00000000-1234-1234-1234-123412341234}" type="slidenum">'
"""All fields have one id, as in files of Google Slides: such a one is squeezed to a few bytes on every slide."""

_SYMBOL_FACE = "Segoe UI Symbol"
"""Face of bullets that text faces lack (✓ ✗ ☐); every Windows has it."""

_WORDS = "\0"

Colors = Mapping[Role, str]
"""a:schemeClr elements by role."""


class Look(Struct, frozen=True):
    """A run's XML before and after its words, and the break and the end of paragraph that look the same."""

    head: str
    tail: str
    line_break: str
    end: str


LookKey = tuple[float, Role | None, bool | None, Face | None, str]
"""What a run states of itself: size, colour, boldness, face, language; None = inherited from the placeholder."""

_NO_HAN = re.compile("[^\u4e00-\u9fff]*")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
_LATIN_WORDS = re.compile(r"[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]{2,}")


class TextWriter(Struct):
    """Writes text in one palette and one language. `looks` keeps run properties already made."""

    prototypes: Mapping[str, Prototype]
    colors: Colors
    language: str
    kai: str
    looks: dict[LookKey, Look] = field(default_factory=dict)

    def fill(self, role: Role | None) -> str:
        """Fill of a colour role, or none."""
        if role is None:
            return self.prototypes["no-fill"].fill()
        return self.prototypes["fill"].fill(color=self.colors[role])

    def body(self, text: TextBody) -> str:
        """p:txBody of a shape, autofit off."""
        return self._body(text, self.paragraphs(text.paras))

    def _body(self, text: TextBody, paragraphs: str) -> str:
        left, top, right, bottom = map(str, text.insets)
        anchor = f'anchor="{_ANCHOR[text.anchor]}"'
        return self.prototypes["body"].fill(
            left=left, top=top, right=right, bottom=bottom, anchor=anchor, paragraphs=paragraphs
        )

    def placeholder_body(self, text: TextBody, placeholder: CompiledPlaceholder, *, number: bool = False) -> str:
        """p:txBody of a placeholder: what its layout has already is not repeated. `number` = the slide number field."""
        spec = placeholder.spec
        paragraphs = self._number(text, placeholder) if number else self.paragraphs(text.paras, placeholder)
        if not placeholder.fixed and text.anchor == spec.anchor and text.insets == spec.insets:
            return self.prototypes["inherited-body"].fill(paragraphs=paragraphs)
        return self._body(text, paragraphs)

    def paragraphs(self, paras: Sequence[Para], placeholder: CompiledPlaceholder | None = None) -> str:
        """a:p elements; an empty one when there are none, because a text body needs one."""
        paras = paras or (Para(()),)
        firsts, alone = _firsts(paras), len(paras) == 1
        return "".join(
            self._paragraph(p, self._runs(p, placeholder, alone=alone), first)
            for p, first in zip(paras, firsts, strict=True)
        )

    def note(self, text: str) -> str:
        """One paragraph of speaker's notes, set as the notes master has it."""
        language = f'lang="{escape(self.language)}" altLang="{self._other_language}"'
        if not text:
            return f"<a:p><a:endParaRPr {language}/></a:p>"
        return f"<a:p><a:r><a:rPr {language}/><a:t>{escape(text)}</a:t></a:r></a:p>"

    @property
    def _other_language(self) -> str:
        return "zh-CN" if self.language.startswith("en") else "en-US"

    def _number(self, text: TextBody, placeholder: CompiledPlaceholder) -> str:
        """The slide number, as a field."""
        para = text.paras[0]
        run = self._runs(para, placeholder)
        return self._paragraph(para, run.replace("<a:r>", NUMBER_FIELD, 1).replace("</a:r>", "</a:fld>", 1))

    def _paragraph(self, para: Para, runs: str, first: int = 0) -> str:
        return self.prototypes["paragraph"].fill(
            left=f'marL="{para.indent}"',
            hang=f'indent="{-para.indent if para.marker else 0}"',
            align=f'algn="{_ALIGN[para.align]}"',
            spacing=str(para.spacing * 1000),
            before=f'val="{round(para.before * 100)}"',
            bullet=self._bullet(para, first),
            runs=runs,
        )

    def _bullet(self, para: Para, first: int) -> str:
        if not para.marker:
            return self.prototypes["no-bullet"].fill()
        if first:
            return self.prototypes["number"].fill(color=self.colors[para.marker_color], first=str(first))
        font = "Arial" if ord(para.marker[0]) < 0x2100 else _SYMBOL_FACE
        color = self.colors[para.marker_color]
        return self.prototypes["bullet"].fill(color=color, font=font, marker=escape(para.marker))

    def _runs(self, para: Para, placeholder: CompiledPlaceholder | None, *, alone: bool = True) -> str:
        out = []
        alone = alone and not any("\n" in run.text for run in para.runs)
        for run in para.runs:
            for n, words in enumerate(run.text.split("\n")):
                look = self._look(run, placeholder, self._language_of(words, alone=alone))
                if n:
                    out.append(look.line_break)
                if words:
                    out += (look.head, escape(words), look.tail)
        if out:
            return "".join(out)
        return self._look(para.runs[0] if para.runs else Run("", 18), placeholder, self.language).end

    def _look(self, run: Run, placeholder: CompiledPlaceholder | None, language: str) -> Look:
        key = (*_stated(run, placeholder), language)
        if key not in self.looks:
            self.looks[key] = self._made(*key)
        return self.looks[key]

    def _language_of(self, text: str, *, alone: bool) -> str:
        """The language of a line: words of Latin letters in a Chinese deck, and Chinese in another, are not its own.

        A single Latin word (PPT) is at home in Chinese, but not as one of several lines: there it translates another.
        """
        chinese, own = not _NO_HAN.fullmatch(text), self.language.startswith("zh")
        latin = _LATIN_WORDS if alone else _LATIN_WORD
        foreign = (own and not chinese and latin.search(text)) or (chinese and not own)
        return self._other_language if foreign else self.language

    def _made(self, size: float, color: Role | None, bold: bool | None, face: Face | None, language: str) -> Look:  # noqa: FBT001
        slots = {
            "lang": escape(language),
            "alt": self.language if language != self.language else self._other_language,
            "size": str(round(size * 100)),
            "bold": "" if bold is None else f' b="{int(bold)}"',
            "fill": self.fill(color) if color else "",
            "faces": self._faces("body" if face == "kai" and not language.startswith("zh") else face),
        }
        head, tail = self.prototypes["run"].fill(words=_WORDS, **slots).split(_WORDS)
        return Look(head, tail, self.prototypes["break"].fill(**slots), self.prototypes["end"].fill(**slots))

    def _faces(self, face: Face | None) -> str:
        if face is None:
            return ""
        if face == "kai":
            return self.prototypes["own-face"].fill(face=escape(self.kai))
        return self.prototypes["theme-face"].fill(kind=_KINDS[face])


def _firsts(paras: Sequence[Para]) -> list[int]:
    """The number that the list of each paragraph begins with, 0 where a paragraph is not numbered.

    Every paragraph of a list states the same beginning, or the program would begin anew at each.
    """
    out: list[int] = []
    last = first = 0
    for para in paras:
        number = int(para.marker[:-1]) if para.marker[:-1].isdecimal() and para.marker[-1] == "." else 0
        first = first if first and number == last + 1 else number
        last = number
        out.append(first)
    return out


def _stated(run: Run, placeholder: CompiledPlaceholder | None) -> tuple[float, Role | None, bool | None, Face | None]:
    """In a placeholder only what differs from it, so that the slide follows its layout."""
    if placeholder is None:
        return run.size, run.color, run.bold or None, run.face
    spec = placeholder.spec
    color = None if run.color == spec.color and placeholder.legible else run.color
    bold = None if run.bold == spec.bold else run.bold
    return run.size, color, bold, "kai" if run.face == "kai" else None
