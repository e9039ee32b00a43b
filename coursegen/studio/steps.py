"""The four steps to a first kit, as they stand above each of their pages."""

from __future__ import annotations

from coursegen.html.markup import Markup
from coursegen.studio.ui import Ui, el


def path_of_tour(ui: Ui, now: int) -> Markup:
    """All steps, the one that is taken `now` (from 1) marked."""
    _ = ui.label
    steps = (_("给单位起名"), _("选颜色、放标志"), _("看一看效果"), _("做成课程包"))
    rows = (
        el("li", words, aria_current="step" if n == now else None, class_="past" if n < now else None)
        for n, words in enumerate(steps, 1)
    )
    return el("ol", *rows, class_="steps path")
