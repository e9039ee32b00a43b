"""One slide as a section: heading, texts and drawings in reading order, foot, and for lecturers the notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from coursegen.html.draw import Pen
from coursegen.html.markup import NOTHING, Markup, joined, tag
from coursegen.html.style import box
from coursegen.html.words import body_style, heading, paragraphs
from coursegen.layout.geometry import BaseSpec, Filling, PlacedDeck, PlacedSlide, PlaceholderSpec, SlideRole
from coursegen.layout.order import foot_of, texts_of
from coursegen.text import led


class SlideWriter(Struct, frozen=True):
    """Writes the slides of a deck; `looks` are classes of the stage and ornaments, by layout."""

    placed: PlacedDeck
    spec: BaseSpec
    pen: Pen
    looks: Mapping[SlideRole, tuple[str, Markup]]
    label: Callable[[str], str]
    lecturer: bool

    def slide(self, number: int, slide: PlacedSlide, minutes: int) -> Markup:
        """The `number`th slide."""
        _ = self.label
        classes, ornaments = self.looks[slide.role]
        stage = tag("div", ornaments, self._content(number, slide), attributes={"class": classes})
        place = f"{number} / {len(self.placed.slides)}"
        going = {"class": "go", "href": f"#{slide.id}", "tabindex": "-1"}
        return tag(
            "section",
            tag("div", stage, attributes={"class": "frame"}),
            self._notes(slide) if self.lecturer else NOTHING,
            tag("a", led(number, slide.title), attributes=going),
            attributes={
                "class": "slide", "id": slide.id, "role": "group", "aria-roledescription": _("幻灯片"),
                "aria-label": place, "tabindex": "-1",
                "data-minutes": str(minutes) if self.lecturer and minutes else None,
            },
        )  # fmt: skip

    def _content(self, number: int, slide: PlacedSlide) -> Markup:
        """Texts, drawings and foot, as they are read."""
        offered = self.spec.layouts[slide.role].placeholders
        texts, foot = texts_of(slide, offered), foot_of(slide.role, number, offered, self.placed)
        level = self._level(number, slide)
        before = [self._placeholder(filling, offered[filling.role], level) for filling in texts]
        drawn = [self.pen.draw(drawing) for drawing in slide.drawings]
        after = [self._placeholder(filling, offered[filling.role], level) for filling in foot]
        return joined((*before, *drawn, *after))

    def _level(self, number: int, slide: PlacedSlide) -> str:
        """The title of the deck is level 1, what opens a section 2, and slides of an opened section 3."""
        if number == 1:
            return "h1"
        opened = next(s for s in self.placed.slides if s.section == slide.section)
        return "h3" if opened.role == "section" and opened.id != slide.id else "h2"

    def _placeholder(self, filling: Filling, spec: PlaceholderSpec, level: str) -> Markup:
        rect, text = filling.rect or spec.rect, filling.text
        name = self.pen.style.name(f"{box(rect)};{body_style(text, rect, rect)}")
        if filling.role == "title":
            return tag(level, heading(text.paras, self.pen.style), attributes={"class": f"t {name}"})
        return tag("div", paragraphs(text.paras, self.pen.style), attributes={"class": f"t {name}"})

    def _notes(self, slide: PlacedSlide) -> Markup:
        _ = self.label
        rows = [tag("p", row) for note in slide.notes for row in note.split("\n") if row.strip()]
        rows = rows or [tag("p", _("这一张没有讲稿。"))]
        return tag("div", *rows, attributes={"class": "notes", "role": "note", "aria-label": _("讲稿")})
