"""What only lecturers may see is found in any part of a participant's file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from minicourse import write_minicourse

from coursegen.build import leaks
from coursegen.build.leaks import find_leaks
from coursegen.model import CourseBundle
from coursegen.once import Asked
from coursegen.reading import read_course

NOTES = "请每人拿起面前的杯子转一圈，看到什么说什么，讲师不要先提示三处在哪里。"
WHY = "缺口还在，割到嘴就是事故，省下的半分钟赔不起"
RATIONALE = "客人的嘴、眼、手先后碰到的正是这三处地方"
DEBRIEF = "先换两只小杯，把缺口杯收走登记，当天补一只大杯，这三步缺一不可。"
ANSWER = "各位早上好，磨豆机要修五分钟，要茶饮的两位请先到这边来。"
RUBRIC = "话是对全队说的而不是对一个人"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> CourseBundle:
    return read_course(write_minicourse(tmp_path_factory.mktemp("mini")))


def part(text: str) -> Mapping[str, bytes]:
    return {"word/document.xml": f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()}


@pytest.mark.parametrize("secret", [NOTES, WHY, RATIONALE, DEBRIEF, ANSWER, RUBRIC])
def test_every_kind_of_lecturers_text_is_found(bundle: CourseBundle, secret: str) -> None:
    faults = find_leaks(bundle, part(secret), "handout.docx")
    assert {fault.code for fault in faults} == {"O140"}
    assert faults[0].place.file.endswith(".yaml")
    assert faults[0].exit_code == 6


def test_a_text_is_found_across_runs_and_with_blanks_between(bundle: CourseBundle) -> None:
    runs = part("</w:t></w:r>\n <w:r><w:t> ".join(WHY))
    assert find_leaks(bundle, runs, "handout.docx")


def test_a_text_is_found_inside_another_and_in_attributes_and_other_parts(bundle: CourseBundle) -> None:
    assert find_leaks(bundle, part(f"解析：{RATIONALE}（第二页）"), "quiz.docx")
    described = {"ppt/slides/slide1.xml": f'<p:cNvPr id="2" name="x" descr="图：{WHY}"/>'.encode()}
    assert find_leaks(bundle, described, "slides.pptx")
    assert find_leaks(bundle, {"docProps/core.xml": f"<dc:subject>{NOTES}</dc:subject>".encode()}, "slides.pptx")


@pytest.mark.parametrize("form", ["<!-- {} -->", "<script>x='{}'</script>", '<a title="{}">', "<p>{}</p>"])
def test_a_text_is_found_in_any_form_in_a_page(bundle: CourseBundle, form: str) -> None:
    assert find_leaks(bundle, {"page.html": form.format(WHY).encode()}, "slides.html")


@pytest.mark.parametrize("between", ["<!-- k -->", "</w:t></w:r><!-- 审 --><w:r><w:t>", "*</w:t><w:br/><w:t>*"])
def test_a_text_is_found_whatever_parts_it(bundle: CourseBundle, between: str) -> None:
    document = f"<w:t>{WHY[:8]}{between}{WHY[8:]}</w:t>".encode()
    assert find_leaks(bundle, {"word/document.xml": document}, "handout.docx")


def test_the_shortest_text_that_counts_is_found_wherever_it_begins(bundle: CourseBundle) -> None:
    shortest = leaks._GRAM
    said = leaks._said(Asked(id(bundle), bundle))
    secrets = {leak[0] for known in said.secrets.values() for _, _, leak in known}
    assert secrets
    for secret in secrets:
        for before in range(2 * shortest):
            text = "前" * before + secret + "后" * (before % 5)
            found = leaks._found(Asked((id(said), text), (said, text)))
            naive = {other for other in secrets if other in text and other not in said.public}
            assert {leak for leak, _ in found} == naive


def test_one_sentence_of_a_longer_text_is_enough(bundle: CourseBundle) -> None:
    rationale = "说给全队听能留住人，不用机器的单子可以马上出"
    assert len(find_leaks(bundle, part(f"{rationale}，可是"), "quiz.docx")) == 1


def test_a_text_marked_bold_or_escaped_is_found(tmp_path: Path) -> None:
    folder = write_minicourse(tmp_path)
    path = folder / "principles" / "cup.clean.yaml"
    text = path.read_text("utf-8").replace(NOTES, "先讲 **A & B** 的分别再讲别的各处细节。")
    path.write_text(text, "utf-8")
    assert find_leaks(read_course(folder), part("先讲<w:b/> A &amp; B 的分别再讲别的各处细节"), "slides.pptx")


def test_what_participants_may_read_is_no_leak(bundle: CourseBundle) -> None:
    principle = bundle.principles["cup.clean"]
    case = principle.cases[0]
    public = [principle.claim, principle.why, case.situation, case.options[0].text, *bundle.items[0].stem]
    assert find_leaks(bundle, part("".join(public)), "handout.docx") == ()


def test_a_sentence_that_is_public_elsewhere_is_no_leak(tmp_path: Path) -> None:
    folder = write_minicourse(tmp_path)
    path = folder / "principles" / "cup.clean.yaml"
    claim = "出杯前看杯口、杯底和杯柄，一处不净就换"
    path.write_text(path.read_text("utf-8").replace(NOTES, f"{claim}。"), "utf-8")
    assert find_leaks(read_course(folder), part(claim), "handout.docx") == ()


def test_a_lecturers_sentence_in_the_name_of_a_file_is_found(bundle: CourseBundle) -> None:
    (fault,) = find_leaks(bundle, part("没有什么"), f"03 学员讲义 {WHY}.docx")
    assert (fault.code, fault.facts["part"]) == ("O140", f"03 学员讲义 {WHY}.docx")
    assert not find_leaks(bundle, part("没有什么"), "03 学员讲义.docx")
