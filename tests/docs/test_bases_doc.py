"""What the template guide says of bases is what the program does."""

import re
from pathlib import Path
from typing import get_args

from odd_bases import plain

from coursegen.build.products import BASES
from coursegen.build.tags import sample_texts
from coursegen.layout.geometry import PlaceholderRole, SlideRole
from coursegen.model.base_map import BaseMap, LayoutWish
from coursegen.office.deck.read import read_deck
from coursegen.reading.base_maps import read_base_map

DOC = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
PART = DOC[DOC.index("## 10. ") :]
WORDS = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PART, flags=re.DOTALL)))


def test_the_map_of_the_guide_works(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PART, re.DOTALL)
    path = tmp_path / "template.map.yaml"
    path.write_text(example, "utf-8")
    compiled = read_deck(plain(), "base.pptx", read_base_map(path))
    assert compiled.layouts["section"].part.endswith("slideLayout3.xml")
    assert compiled.layouts["title-only"].ground == "FFFFFF"


def test_every_key_and_role_of_the_map_is_in_the_guide() -> None:
    keys = {*BaseMap.__struct_fields__, *LayoutWish.__struct_fields__}
    roles = {*get_args(SlideRole), *get_args(PlaceholderRole)}
    assert len(keys) > 6
    assert keys | roles <= WORDS


def test_every_tag_is_in_the_guide() -> None:
    tags = set(sample_texts({}))
    assert len(tags) > 15
    assert tags <= WORDS


def test_every_suffix_of_a_base_is_in_the_guide() -> None:
    assert all(Path(name).suffix in PART for names in BASES.values() for name in names)
