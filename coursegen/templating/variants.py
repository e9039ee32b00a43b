"""`template: case-study` of a lesson or principle: its blocks are taken from `deck.case-study.xml.j2` and the like.

A variant overrides blocks for the lessons and principles that name it, as a unit does for all of them; `super()` in it
is the block everybody else gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from jinja2 import Template
from jinja2.runtime import Context

from coursegen.model import CourseBundle
from coursegen.templating.loader import MissingTemplateError, SearchPath

if TYPE_CHECKING:
    from coursegen.templating.sandbox import Sandbox

SUFFIX = ".xml.j2"

Block = Callable[[Context], Iterator[str]]
Blocks = Mapping[str, list[Block]]


def prepare_variants(
    template: Template, environment: Sandbox, path: SearchPath, values: Mapping[str, object]
) -> Context:
    """A context for a template in which each block asks who it is made for, as far as the course names variants."""
    context = template.new_context()
    found = {name: _blocks(name, environment, path, template) for name in sorted(_named(values))}
    for block in sorted({block for blocks in found.values() for block in blocks}):
        context.blocks.setdefault(block, []).insert(0, _chooser(block, found))
    return context


def variant_files(template: str, variant: str) -> str:
    """Name of the file in which a variant overrides blocks of a template."""
    return f"{template.removesuffix(SUFFIX)}.{variant}{SUFFIX}"


def _named(values: Mapping[str, object]) -> set[str]:
    """Variants that lessons and principles of the course ask for."""
    bundle = values.get("bundle")
    if not isinstance(bundle, CourseBundle):
        return set()
    lessons, principles = {lesson.template for lesson in bundle.lessons}, bundle.principles.values()
    return {*lessons, *(principle.template for principle in principles)} - {""}


def _blocks(variant: str, environment: Sandbox, path: SearchPath, template: Template) -> dict[str, list[Block]]:
    """Blocks of a variant by name, the nearest first; none where no folder has a file of it."""
    found: dict[str, list[Block]] = {}
    for name in dict.fromkeys(plain for plain, _ in path.lineage(environment, template)):
        wanted = variant_files(name, variant)
        try:
            own = environment.get_template(f"0:{wanted}")
        except MissingTemplateError:
            continue
        for plain, layer in path.lineage(environment, own):
            for block, function in layer.blocks.items() if plain == wanted else ():
                found.setdefault(block, []).append(function)
    return found


def _chooser(name: str, variants: Mapping[str, Blocks]) -> Block:
    """A block that goes on with the one of the variant that is asked for where it stands, else with the next."""

    def choose(context: Context) -> Iterator[str]:
        usual = context.blocks[name][1:]
        own = variants.get(_wanted(context), {}).get(name, [])
        if not own:
            return usual[0](context) if usual else iter(())
        inner = context.derived()
        inner.blocks = {**inner.blocks, name: [*own, *usual]}
        return own[0](inner)

    return choose


def _wanted(context: Context) -> str:
    """The variant of the principle at hand, else of the lesson."""
    owners = (context.resolve_or_missing(name) for name in ("principle", "lesson"))
    return next((variant for owner in owners if (variant := getattr(owner, "template", ""))), "")
