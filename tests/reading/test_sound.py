"""What is read without pydantic is what pydantic reads; whatever it would refuse is left to it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from coursegen.reading.course import files_of_course
from coursegen.reading.rules import KINDS
from coursegen.reading.schema import adapter
from coursegen.reading.sound import UnsoundError, sound
from coursegen.reading.tree import data
from coursegen.reading.yaml_tree import parse
from coursegen.workspace import bundled_folder

ODD = (
    "", " 字 ", "字\n", "\u3000字\u3000", "007", "0", "-0", "-1", "1_0", "1.50", "01.5", "1e3", "+1", "１", "yes",
    "true", "True", "con", "a.", "a-b", "x\n", "单" * 60, "长" * 600, [], ["甲"], ["甲", ""], [["甲", ""]], {},
    {"kind": "hub"}, {"kind": "nothing"}, {"": "甲"}, None,
)  # fmt: skip
"""Values that are something in one place and nothing in another."""


def files() -> Iterator[tuple[type, Any]]:
    """What every file of the bundled course and of the bundled units says."""
    for path, kind in files_of_course(bundled_folder() / "content" / "office-director").items():
        yield KINDS[kind], data(parse(path.read_text("utf-8"), path.name).root)
    for path in sorted((bundled_folder() / "templates").glob("*/unit.yaml")):
        yield KINDS["unit"], data(parse(path.read_text("utf-8"), path.name).root)


FILES = tuple(files())


def test_every_sound_file_is_read_without_pydantic_and_is_the_same() -> None:
    assert len(FILES) > 50
    for kind, found in FILES:
        assert sound(kind, found) == adapter(kind).validate_python(found)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_odd_is_read_as_pydantic_reads_it_or_left_to_it(seed: int) -> None:
    chance, taken = Random(seed), 0
    for _ in range(100):
        kind, found = chance.choice(FILES)
        odd = deepcopy(found)
        bend(odd, chance)
        try:
            value = sound(kind, odd)
        except UnsoundError:
            continue
        taken += 1
        try:
            assert value == adapter(kind).validate_python(odd)
        except ValidationError as error:
            pytest.fail(f"{error} in {odd}")
    assert taken


def bend(found: Any, chance: Random) -> None:
    """Change one thing somewhere in the data of a file: another value, one key more, one less."""
    owner = chance.choice(list(within(found)))
    key = chance.choice(list(owner)) if isinstance(owner, dict) else chance.randrange(len(owner))
    match chance.randrange(4):
        case 0:
            del owner[key]
        case 1 if isinstance(owner, dict):
            owner[chance.choice(("kind", "id", "titel"))] = chance.choice(ODD)
        case _:
            owner[key] = chance.choice(ODD)


def within(node: Any) -> Iterator[Any]:
    """All lists and mappings with something in them."""
    if isinstance(node, (dict, list)) and node:
        yield node
        for inner in node.values() if isinstance(node, dict) else node:
            yield from within(inner)
