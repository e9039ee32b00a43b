"""What the guide says of exports is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from coursegen.build.products import PRODUCTS
from coursegen.exchange import KINDS
from coursegen.exports.table import carriers, table
from coursegen.model.profile import Profile, TextForm
from coursegen.reading.profiles import FIELDS, profile_files, read_profile
from coursegen.workspace import bundled_folder

HOME = bundled_folder()
DOC = (HOME / "docs" / "exports.md").read_text("utf-8")
WORDS = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", DOC, flags=re.DOTALL)))
PROFILES = profile_files([HOME / "templates" / "default"])
OWN = read_profile(PROFILES["coursegen"])


def test_the_table_is_that_of_the_program() -> None:
    assert len(KINDS) == 10
    assert table(OWN) in DOC


def test_every_product_that_is_an_export_has_a_column_and_its_file_a_name() -> None:
    exports = {name: product for name, product in PRODUCTS.items() if product.form == "export"}
    assert len(exports) == 8
    assert list(carriers(OWN)) == [name for name in ("xlsx", "txt", "gift", "moodle-xml", "qti21", "anki", "selftest",
                                                     "scorm12") if name in exports]  # fmt: skip
    assert {f"{product.stem}{product.suffix}" for product in exports.values()} <= WORDS


def test_every_profile_and_every_key_of_one_is_named() -> None:
    assert len(PROFILES) == 6
    assert set(PROFILES) <= WORDS
    assert {*Profile.__struct_fields__, *TextForm.__struct_fields__} <= WORDS
    assert {field for field in FIELDS if not field.startswith("option.")} <= WORDS


def test_the_example_of_the_guide_is_a_profile(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    path = tmp_path / "my-platform.yaml"
    path.write_text(example, "utf-8")
    profile = read_profile(path)
    assert profile.columns
    assert not profile.verified
