"""Finds templates on the search path, nearest folder first, and compiles each source once.

Jinja's name of a template is a key, `position:name`: the first position of the search path to look at, and the file's
name. A template that was found carries its own position, so that `parent:` in it starts one folder further on.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes
from msgspec import Struct

from coursegen.errors import Fault, FaultError, Place, fail
from coursegen.templating.budget import MAX_DEPTH
from coursegen.templating.cache import Written, kept_code
from coursegen.templating.instrument import closest_first, instrument
from coursegen.templating.printing import check_characters
from coursegen.templating.refusal import RefusalError
from coursegen.templating.syntax import syntax_said
from coursegen.workspace import leads_out, shown

MAX_SIZE = 500_000
"""Bytes of one template file."""

CACHED_TEMPLATES = 256


class Compiled(Struct, frozen=True):
    """A template as code, the names of the templates it extends, and its outermost blocks with their lines."""

    code: CodeType
    parents: tuple[str, ...]
    blocks: tuple[tuple[str, int], ...]


class MissingTemplateError(TemplateNotFound):
    """No folder of the search path from `start` on has the template."""

    def __init__(self, name: str, folders: Sequence[Path], start: int) -> None:
        super().__init__(name)
        self.start = start
        self.folders = tuple(shown(folder) for folder in folders[start:])


class SearchPath(BaseLoader):
    """Loader over folders, nearest first. A template out of these folders (`..`, absolute, a link) is T102."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._parents: dict[str, str] = {}
        self._blocks: dict[str, tuple[tuple[str, int], ...]] = {}

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """The template of a key, ready to run. T101 (as TemplateNotFound), T102, T103, T104, T118, T120."""
        start, _, plain = name.partition(":")
        position, path = self._find(plain, int(start))
        key, file = f"{position}:{plain}", shown(path)
        compiled = _compiled(_read(path, file), key, file)
        self._blocks[key] = compiled.blocks
        self._follow(key, compiled.parents, environment, file)
        return Template.from_code(environment, compiled.code, globals if globals is not None else {})

    def lineage(self, environment: Environment, template: Template) -> Iterator[tuple[str, Template]]:
        """A template and those it extends, the nearest first, each with the name of its file."""
        while True:
            key = str(template.name)
            yield key.partition(":")[2], template
            if key not in self._parents:
                return
            template = environment.get_template(self._parents[key])

    def strays(self, environment: Environment, template: Template) -> Iterator[Fault]:
        """T130 for each block of a template, or of one it extends, that nothing further up has: it would never show."""
        lineage = list(self.lineage(environment, template))
        for n, (file, layer) in enumerate(lineage[:-1], 1):
            known = {name for _, above in lineage[n:] for name in above.blocks}
            if lineage[n][0] != file:
                continue  # another product's template: whoever replaces that one need not know who extends it
            for name, line in self._blocks[str(layer.name)]:
                if name not in known:
                    facts = {"name": name, "known": closest_first(name, known)}
                    yield Fault("T130", Place(str(layer.filename), line), facts)

    def _find(self, name: str, start: int) -> tuple[int, Path]:
        _check_name(name)
        for position, folder in enumerate(self._folders[start:], start):
            path = folder / name
            if path.is_file():
                if leads_out(path, folder):
                    raise RefusalError("T102", name=name)
                return position, path
        raise MissingTemplateError(name, self._folders, start)

    def _follow(self, key: str, parents: Sequence[str], environment: Environment, file: str) -> None:
        """Remember which template a template extends; T118 when that leads back to itself."""
        for parent in parents:
            start, _, plain = environment.join_path(parent, key).partition(":")
            try:
                position, _ = self._find(plain, int(start))
            except (MissingTemplateError, RefusalError):
                return  # told where the template itself asks for it, with its line
            self._parents[key] = f"{position}:{plain}"
        if key in self._ancestors(key):
            raise fail("T118", Place(file), name=key.partition(":")[2])

    def _ancestors(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        while (parent := self._parents.get(key)) and parent not in seen:
            seen.add(parent)
            yield parent
            key = parent


@lru_cache(maxsize=CACHED_TEMPLATES)
def compiled_source(source: str, key: str, file: str) -> Compiled:
    """A template's source as code, a pure function of the text, its key and the name it is known by.

    Raises TemplateSyntaxError, or FaultError with T114, T115, T117.
    """
    code, facts = kept_code(source, key, file, written)
    return Compiled(code, *facts)


def _compiled(source: str, key: str, file: str) -> Compiled:
    """As `compiled_source`, with a place for whatever the compilers of Jinja and Python cannot take. T104, T110."""
    try:
        return compiled_source(source, key, file)
    except TemplateSyntaxError as error:
        raise fail("T104", Place(file, error.lineno), detail=syntax_said(error.message or "")) from error
    except (RecursionError, IndentationError, MemoryError) as error:
        raise fail("T110", Place(file), limit=MAX_DEPTH) from error
    except FaultError:
        raise
    except Exception as error:  # Jinja's compiler fails on some templates that its parser takes
        raise fail("T104", Place(file), detail=str(error)) from error


def written(source: str, key: str, file: str) -> Written:
    """A template as Jinja writes it in Python, all that it does counted. Raises as `compiled_source` does."""
    from coursegen.templating.stamping import Compiling

    environment = Compiling()
    tree = environment.parse(source, key, file)
    blocks = tuple((block.name, block.lineno) for block in tree.body if isinstance(block, nodes.Block))
    parents = instrument(tree, environment, file)
    return environment.compile(tree, key, file, raw=True), (parents, blocks)


def _check_name(name: str) -> None:
    parts = PurePosixPath(name).parts
    if not parts or name != "/".join(parts) or {"..", "/", "."} & set(parts) or any(c in name for c in "\\:\0"):
        raise RefusalError("T102", name=name)


def _read(path: Path, file: str) -> str:
    """Text of a template file; T103 when it is not UTF-8, T120 when it is too large or holds what XML cannot."""
    return _text_of(path.read_bytes(), file)


@lru_cache(maxsize=CACHED_TEMPLATES)
def _text_of(data: bytes, file: str) -> str:
    if len(data) > MAX_SIZE:
        raise fail("T120", Place(file), limit=MAX_SIZE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fail("T103", Place(file, data.count(b"\n", 0, error.start) + 1)) from error
    for number, line in enumerate(text.split("\n"), 1):
        try:
            check_characters(line)
        except RefusalError as refusal:
            raise fail("T121", Place(file, number), **refusal.facts) from None
    return text
