"""What of a base goes into no product and is neither active content nor a sample: told, so that nobody misses it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coursegen.errors import Fault, Place
from coursegen.office.package import is_web_link, read_relations

_SAMPLE = re.compile(r"ppt/(slides|notesSlides)/")
_REMARKS = re.compile(r"(ppt|word)/(comments|commentAuthors|authors|people|threadedComments|tags)(/|\w*\.xml$)")


def dropped_faults(parts: Mapping[str, bytes], name: str, fields: int = 0) -> Iterator[Fault]:
    """T535 for references to the outside, `fields` that fetch among them; T536 for comments and tags."""
    owners = [n for n in parts if n.endswith(".rels") and not _SAMPLE.match(n)]
    outside = sum(r.external and not is_web_link(r) for n in owners for r in read_relations(parts[n]))
    remarks = sum(_REMARKS.match(n) is not None for n in parts)
    for code, count in (("T535", outside + fields), ("T536", remarks)):
        if count:
            yield Fault(code, Place(name), {"count": count}, "warning")
