from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_measure_quoted_in_the_content_guide_is_the_principle_as_it_stands() -> None:
    guide = (ROOT / "docs" / "content.md").read_text("utf-8")
    measure = guide.split("## 6. ")[1].split("```yaml\n")[1].split("```")[0].splitlines()
    principle = (ROOT / "content/office-director/principles/roles.service.right-measure.yaml").read_text("utf-8")
    assert len(measure) > 10
    assert [line for line in measure if line not in principle.splitlines()] == []
