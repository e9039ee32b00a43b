import re
from pathlib import Path

import pytest
from minicourse import PRINCIPLES, write_minicourse

from coursegen.reading import read_course
from coursegen.reading.editor_schema import schemas

ROOT = Path(__file__).resolve().parents[2]


def test_the_measure_quoted_in_the_content_guide_is_the_principle_as_it_stands() -> None:
    guide = (ROOT / "docs" / "content.md").read_text("utf-8")
    measure = guide.split("## 6.")[1].split("```yaml\n")[1].split("```")[0].splitlines()
    principle = (ROOT / "content/office-director/principles/roles.service.right-measure.yaml").read_text("utf-8")
    assert len(measure) > 10
    assert [line for line in measure if line not in principle.splitlines()] == []


GUIDE = (ROOT / "docs" / "content.md").read_text("utf-8")
FIGURES = re.findall(r"^figure: ({ kind: ([\w-]+), .*)$", GUIDE, re.MULTILINE)


@pytest.mark.parametrize(("example", "kind"), FIGURES, ids=[kind for _, kind in FIGURES])
def test_every_figure_of_the_content_guide_can_be_written_so(tmp_path: Path, example: str, kind: str) -> None:
    folder = write_minicourse(tmp_path / "coffee-shop")
    text = re.sub(r"figure:\n(  .*\n)+", lambda _: f"figure: {example}\n", PRINCIPLES["queue.greet"].lstrip())
    assert example in text
    (folder / "principles" / "queue.greet.yaml").write_text(text, "utf-8")
    figure = read_course(folder).principles["queue.greet"].figure
    assert figure is not None
    assert figure.kind == kind


def test_every_kind_of_figure_is_named_in_the_content_guide() -> None:
    members = schemas()["principle"]["properties"]["figure"]["oneOf"]
    kinds = {member["properties"]["kind"]["const"] for member in members}
    assert len(kinds) > 15
    assert {kind for kind in kinds if f"`{kind}`" not in GUIDE} == set()
