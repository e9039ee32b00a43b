"""What a file says of itself: the kind its name promises, its core properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree

from coursegen.checks.parts import Package, found, local
from coursegen.errors import Fault

_KINDS = {
    ".pptx": "presentationml.presentation.main+xml",
    ".potx": "presentationml.template.main+xml",
    ".ppsx": "presentationml.slideshow.main+xml",
    ".pptm": "ms-powerpoint.presentation.macroEnabled.main+xml",
    ".potm": "ms-powerpoint.template.macroEnabled.main+xml",
    ".ppsm": "ms-powerpoint.slideshow.macroEnabled.main+xml",
    ".docx": "wordprocessingml.document.main+xml",
    ".dotx": "wordprocessingml.template.main+xml",
    ".docm": "ms-word.document.macroEnabled.main+xml",
    ".dotm": "ms-word.template.macroEnabledTemplate.main+xml",
}
_W3CDTF = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")


def check_properties(package: Package) -> Iterator[Fault]:
    """O530 for a name that promises another kind of file, O534 for core properties that Office refuses."""
    wanted = _KINDS.get(PurePath(package.name).suffix.lower(), "")
    kind = package.types.get(package.main, "")
    if package.main and not kind.endswith(wanted):
        yield found("O530", package.name, package.main, detail=kind)
    for part, tree in package.of_type("core-properties+xml"):
        rows = list(tree.iterchildren(etree.Element))
        twice = [name for name, count in Counter(local(e) for e in rows).items() if count > 1]
        odd = [local(e) for e in rows if local(e) in ("created", "modified") and not _is_date(e)]
        yield from (found("O534", package.name, part, detail=name) for name in (*twice, *odd))


def _is_date(element: etree._Element) -> bool:
    return _W3CDTF.fullmatch((element.text or "").strip()) is not None
