"""The blocks of a template that may be overridden: where each stands, what it says, a file that overrides it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jinja2 import TemplateNotFound
from msgspec import Struct

from coursegen.errors import NOWHERE, Fault, FaultError, Place, fail
from coursegen.late import regex
from coursegen.templating.budget import Budget
from coursegen.templating.loader import SearchPath
from coursegen.templating.refusal import RefusalError
from coursegen.templating.sandbox import Sandbox

_TAG = regex(
    r"\{#.*?#\}|\{%-?\s*(?:(?P<raw>raw)\s*-?%\}.*?\{%-?\s*endraw|block\s+(?P<name>\w+)[^%]*?|(?P<end>endblock)[^%]*?)\s*-?%\}",
    re.DOTALL,
)


class BlockSource(Struct, frozen=True):
    """One block as it stands nearest to a unit: its text with its tags, and where in it (from, to) others begin."""

    name: str
    place: Place
    text: str
    inner: tuple[tuple[str, int, int], ...]

    @property
    def makes(self) -> str:
        """The first tag of what it prints, else its first words."""
        body = " ".join(re.sub(r"\{#.*?#\}|\{%.*?%\}", "", self.text, flags=re.DOTALL).split())
        tag = re.match(r"<[\w-]+(?:\s+[\w-]+=\"[^\"]*\")*/?>", body)
        return tag[0] if tag else body[:60]


def blocks_of(template: str, search: Sequence[tuple[str, Path]]) -> tuple[BlockSource, ...]:
    """Blocks of a template and of all it extends, each as it is where it is nearest, in the order of the course.

    Raises the T1xx faults of templates that cannot be read.
    """
    path = SearchPath([folder for _, folder in search])
    environment = Sandbox(path, Budget(), {})
    try:
        lineage = list(path.lineage(environment, environment.get_template(f"0:{template}")))
    except TemplateNotFound as error:
        raise fail("T101", name=template, folders=tuple(str(folder) for _, folder in search)) from error
    except RefusalError as error:
        raise FaultError([Fault(error.code, NOWHERE, error.facts)]) from error
    found: dict[str, BlockSource] = {}
    for _, layer in reversed(lineage):
        folder = search[int(str(layer.name).partition(":")[0])][1]
        source = (folder / str(layer.name).partition(":")[2]).read_text("utf-8-sig")
        found |= {block.name: block for block in _sources(source, str(layer.filename))}
    return tuple(found.values())


def override(template: str, block: BlockSource, blocks: Iterable[BlockSource]) -> str:
    """A template file that overrides one block by what it is now, to be saved in a unit's folder and changed.

    Blocks inside it that another file overrides already stay that file's.
    """
    elsewhere = {other.name for other in blocks if other.place.file != block.place.file}
    parts, done = list[str](), 0
    for name, start, end in block.inner:
        if name in elsewhere and start >= done:
            head = block.text[start : block.text.index("%}", start) + 2]
            parts += (block.text[done:start], head, "{{ super() }}{% endblock %}")
            done = end
    text = "".join((*parts, block.text[done:]))
    return f'{{% extends "parent:{template}" %}}\n{{% import "_macros.xml.j2" as m %}}\n\n{text}\n'


def _sources(source: str, file: str) -> Iterator[BlockSource]:
    """Blocks of one file, outer ones before those inside them."""
    open_: list[tuple[str, int]] = []
    spans: list[tuple[str, int, int]] = []
    for tag in _TAG.finditer(source):
        if tag["name"]:
            open_.append((tag["name"], tag.start()))
        elif tag["end"] and open_:
            spans.append((*open_.pop(), tag.end()))
    for name, start, end in sorted(spans, key=lambda span: span[1]):
        inside = ((n, s - start, e - start) for n, s, e in spans if start < s < end)
        inner = tuple(sorted(inside, key=lambda span: span[1]))
        yield BlockSource(name, Place(file, source.count("\n", 0, start) + 1), source[start:end], inner)
