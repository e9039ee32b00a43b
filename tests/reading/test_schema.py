from __future__ import annotations

import json
from pathlib import Path

from coursegen.document.parse_shapes import SHAPES
from coursegen.reading.editor_schema import schemas, write_schemas

REPOSITORY = Path(__file__).parents[2]


def objects(schema: object) -> list[dict[str, object]]:
    """Every schema of an object inside a schema."""
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    found = [found for part in parts for found in objects(part)]
    return [schema, *found] if isinstance(schema, dict) and schema.get("type") == "object" else found


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    kinds = {"course", "points", "lesson", "principle", "bank", "blueprint", "class", "cases", "unit"}
    assert set(schemas()) == kinds


def test_every_object_with_fields_refuses_other_keys_and_says_what_it_is() -> None:
    with_fields = [found for found in objects(schemas()) if "properties" in found]
    assert len(with_fields) > 30
    assert all(found["additionalProperties"] is False and found["description"] for found in with_fields)


def test_limits_and_choices_stand_in_the_schema() -> None:
    principle = schemas()["principle"]
    assert principle["properties"]["tier"]["enum"] == ["core", "read"]
    assert principle["properties"]["quotes"]["items"]["properties"]["text"]["maxLength"] == 40
    kinds = [member["properties"]["kind"]["const"] for member in principle["properties"]["figure"]["oneOf"]]
    first = ["cards", "hub", "steps", "do-dont", "compare", "spectrum", "quote", "table"]
    later = [
        "ring",
        "ladder",
        "cycle",
        "timeline",
        "matrix",
        "statement",
        "pyramid",
        "balance",
        "chain",
        "tree",
        "nested",
    ]
    assert kinds == [*first, *later, "chart", "picture"]
    assert schemas()["lesson"]["properties"]["minutes"]["type"] == "integer"


def test_the_schema_lets_through_as_many_members_as_the_markup_does() -> None:
    members = schemas()["principle"]["properties"]["figure"]["oneOf"]
    limits = {
        figure["properties"]["kind"]["const"]: (entries.get("minItems"), entries.get("maxItems"))
        for figure in members
        for name, entries in figure["properties"].items()
        if name in ("items", "branches")
    }
    assert len(limits) > 10
    assert limits == {kind: (SHAPES[kind].least, SHAPES[kind].most) for kind in limits}


def test_the_schemas_in_the_repository_are_fresh(tmp_path: Path) -> None:
    fresh = write_schemas(tmp_path)
    assert fresh
    for path in fresh:
        kept = REPOSITORY / "content" / "schema" / path.name
        assert json.loads(kept.read_bytes()) == json.loads(path.read_bytes()), (
            f"write_schemas({kept.parent}) was not run"
        )
    assert {path.name for path in (REPOSITORY / "content" / "schema").iterdir()} == {path.name for path in fresh}
