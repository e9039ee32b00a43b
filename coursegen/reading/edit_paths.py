"""Texts, and rows of names, put at paths of a YAML file that lead through lists too; all else stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from coursegen.errors import fail
from coursegen.reading.edit import Edit, read_back, splice
from coursegen.reading.tree import Data, MapNode, Path, ScalarNode, data, end_of, with_value
from coursegen.reading.yaml_tree import parse

Keys = tuple[str, ...]

_INSTEAD = "rows-of-names"
"""What stands for rows until their place is found."""


def put_rows(text: str, path: Keys, rows: Sequence[Sequence[Sequence[str]]]) -> str:
    """The text with a list of lists of names under a path of keys that has none yet; of each row a line for each part.

    Raises what `put_text` raises.
    """
    found = put_text(text, path, _INSTEAD)
    indent = " " * (2 * len(path))
    lines = (f",\n{indent}   ".join(", ".join(part) for part in row) for row in rows)
    written = "".join(f"\n{indent}- [{line}]" for line in lines)
    result = found.replace(f": {_INSTEAD}", f":{written}", 1)
    names: Data = [[name for part in row for name in part] for row in rows]
    if read_back(result) != with_value(data(parse(found, "").root), path, names):
        tree = parse(text, "")
        raise fail("C116", tree.at(*path), path=".".join(path))
    return result


def put_text(text: str, path: Path, value: str) -> str:
    """The text with a value under a path of keys: the old value replaced, or new keys behind those of their map.

    Comments, order and every other character stay; items of lists on the path must be there. Raises C116 where
    something else stands on the path.
    """
    tree = parse(text, "")
    steps = tree.steps(path)
    known, last = len(steps) - 1, steps[-1]
    if known == len(path) and isinstance(last, ScalarNode) and not last.blank:
        return splice(text, [Edit(path, value)])
    if known == len(path):
        known, last = known - 1, steps[-2]
    if isinstance(last, ScalarNode) and last.blank and known:
        known, last = known - 1, steps[known - 1]
    expected = with_value(data(tree.root), path, value)
    keys = tuple(part for part in path[known:] if isinstance(part, str))
    if isinstance(last, MapNode) and len(keys) == len(path) - known:
        for candidate in _candidates(text, last, keys, value):
            if read_back(candidate) == expected:
                return candidate
    raise fail("C116", tree.at(*path), path=".".join(map(str, path)))


def _candidates(text: str, above: MapNode, keys: Keys, value: str) -> Iterator[str]:
    """Ways to write new keys in a map, the best first."""
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    opening = starts[above.place.line - 1] + above.place.column - 1
    for written in (value, json.dumps(value, ensure_ascii=False)):
        if text[opening : opening + 1] == "{":
            yield from _in_flow(text, above, opening, keys, written)
        else:
            yield from _in_block(text, above, keys, written)


def _in_flow(text: str, above: MapNode, opening: int, keys: Keys, written: str) -> Iterator[str]:
    said = ": {".join(keys) + f": {written}" + "}" * (len(keys) - 1)
    blank = above.entries.get(keys[0])
    if blank:
        end = text.find(":", blank[0].end) + 1
        yield f"{text[:end]} {said.removeprefix(f'{keys[0]}: ')}{text[end:]}"
        return
    end = end_of(above) or opening + 1
    for position in (end, *(end + n for n in range(1, 40))):
        yield f"{text[:position]}{', ' if above.entries else ''}{said}{text[position:]}"


def _in_block(text: str, above: MapNode, keys: Keys, written: str) -> Iterator[str]:
    first = next(iter(above.entries.values()))[0]
    indent, newline = " " * (first.place.column - 1), "\r\n" if "\r\n" in text else "\n"
    blank = above.entries.get(keys[0])
    if blank and len(keys) == 1 and isinstance(blank[1], ScalarNode):
        end = text.find(":", blank[0].end) + 1
        yield f"{text[:end]} {written}{text[end:]}"
        return
    rows = [f"{indent}{'  ' * n}{key}:" for n, key in enumerate(keys)]
    rows[-1] += f" {written}"
    if blank:
        rows = rows[1:]
    gap = newline if not indent and len(keys) > 1 and not blank and f"{newline}{newline}" in text else ""
    after = blank[0].end if blank else end_of(above)
    for position in _line_ends(text, after):
        head = text[:position]
        head += "" if head.endswith("\n") else newline
        yield head + gap + newline.join(rows) + newline + text[position:]


def _line_ends(text: str, start: int) -> Iterator[int]:
    """Where the lines behind a place begin, that of what is written before it first, and the end of the text."""
    written = len(text[:start].rstrip())
    yield from (written + found.end() for found in re.finditer("\n", text[written:]))
    yield len(text)
