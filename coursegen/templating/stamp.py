"""Stamps every literal tag of a template with the line its author wrote it on: `<para>` → `<para at="file:line">`."""

from __future__ import annotations

import re

from coursegen.text import escaped

_MARK = re.compile(r"<(?:(?P<name>[^\W\d][\w.:-]*)|(?P<skip>!--|!\[CDATA\[|\?))")
_SKIP_ENDS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}
STAMP = ' at="'
"""How the stamp of a tag begins."""

_STAMP = re.compile(STAMP + '[^"]*"')


def without_stamps(markup: str) -> str:
    """The markup as its author wrote it."""
    return _STAMP.sub("", markup) if STAMP in markup else markup


def stamped(text: str, line: int, file: str, skipping: str = "") -> tuple[str, str]:
    """Text whose first line is `line`, with its opening tags stamped; and the end mark of what it leaves open.

    `skipping` is the end mark of a comment, CDATA section or instruction that the text before it left open.
    """
    shown, out = escaped(file), list[str]()
    done = position = 0
    while True:
        if skipping:
            end = text.find(skipping, position)
            if end < 0:
                break
            position, skipping = end + len(skipping), ""
        match = _MARK.search(text, position)
        if match is None:
            break
        position = match.end()
        if match["name"]:
            line += text.count("\n", done, position)
            out.append(f'{text[done:position]} at="{shown}:{line}"')
            done = position
        else:
            skipping = _SKIP_ENDS[match["skip"]]
    return "".join(out) + text[done:], skipping
