"""Text that a platform keeps as HTML, as plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_BREAKS = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "br" or (tag in _BREAKS and self.parts):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))


def plain(text: str, form: str) -> str:
    """A text of a format (plain, html, moodle, markdown) as people read it."""
    if form in ("plain", "plain_text", "markdown") or (
        form in ("moodle", "moodle_auto_format") and not _TAG.search(text)
    ):
        return text.strip()
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()
