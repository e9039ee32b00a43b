"""JSON Schemas of content files, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import to_builtins
from pydantic.json_schema import GenerateJsonSchema

from coursegen.reading.rules import KINDS
from coursegen.reading.schema import adapter
from coursegen.workspace import write_atomic


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (draft 2020-12) of every kind of content file."""
    return {kind: _json_schema(kind, expected) for kind, expected in KINDS.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write `<kind>.schema.json` for editors into a folder; the files written, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind, schema in schemas().items():
        paths.append(folder / f"{kind}.schema.json")
        write_atomic(paths[-1], (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
    return tuple(paths)


class _Generator(GenerateJsonSchema):
    def encode_default(self, dft: Any) -> Any:
        """A default as YAML has it; pydantic does not know structs."""
        return to_builtins(dft)


def _json_schema(kind: str, expected: type) -> dict[str, Any]:
    found = _plain(adapter(expected).json_schema(schema_generator=_Generator))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{kind}.schema.json", **found}


def _plain(schema: Any) -> Any:
    """A schema without titles made of names, and without OpenAPI's `discriminator`, which repeats whole unions."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if isinstance(schema, dict):
        return {key: _plain(part) for key, part in schema.items() if not _is_noise(key, part)}
    return schema


def _is_noise(key: str, part: Any) -> bool:
    return key == "discriminator" or (key == "title" and isinstance(part, str))
