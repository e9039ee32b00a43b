"""A compiled document base: everything the writer needs, as plain text and numbers, so it can be kept in a cache."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from coursegen.document.nodes import InlineStyle, Seal
from coursegen.errors import Fault
from coursegen.layout.pages.geometry import Form, GridKind, PageSpec, ParaRole
from coursegen.office.house.style import SpaceStyle
from coursegen.office.prototype import Prototype
from coursegen.office.tags import Tag


class CompiledForm(Struct, frozen=True):
    """One page set-up of a base: parts that never change, parts with slots (as text with sentinels), style ids.

    `lists` has the list definition of each numbered role; lists that start anew get ids from `first_list` on.
    `relations` is the name of the main part's relationships; `cover_header` says that the first page has no header of
    its own yet; `lead` is how many pages of the base's stand before the body. `seals` has the parts of an exam paper
    that are others when its sealed side is not in text boxes. `names` are those of the styles that may have variants,
    by id, `taken` the ids and names (in small letters) of all styles, `headed` the tables whose style fills
    their header.
    """

    parts: Mapping[str, bytes]
    slotted: Mapping[str, str]
    paras: Mapping[ParaRole, str]
    chars: Mapping[InlineStyle | SpaceStyle, str]
    grids: Mapping[GridKind, str]
    lists: Mapping[ParaRole, int]
    first_list: int
    relations: str
    cover_header: bool
    lead: int = 0
    seals: Mapping[Seal, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    headed: frozenset[GridKind] = frozenset()


class CompiledDocument(Struct, frozen=True):
    """A base ready to be filled. `colors` are its theme slots; `prototypes` are the pieces of a body by name.

    `own` are the names of the styles in use that it brought along, `tags` what is typed into it in double braces,
    `core` the properties it has tags in.
    """

    name: str
    spec: PageSpec
    forms: Mapping[Form, CompiledForm]
    prototypes: Mapping[str, str]
    colors: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    own: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    core: Mapping[str, str] = field(default_factory=dict)

    def prototype(self, name: str) -> Prototype:
        """A piece of the body, split at its slots."""
        return Prototype.split(self.prototypes[name])
