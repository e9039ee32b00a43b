"""A file edited by hand: what was changed is found, traced to the course, and taken into it when it is accepted."""

from __future__ import annotations

import json
import re
from typing import Any

import docx
import pytest
from edited_files import Desk, paragraphs, reword, slide
from pptx import Presentation
from pptx.oxml.ns import qn

from coursegen.build.manifest import MANIFEST
from coursegen.reading import read_course, read_unit
from coursegen.studio.history import History
from coursegen.workspace import bundled_folder


def test_a_file_that_nobody_touched_has_no_changes(desk: Desk) -> None:
    for name in ("deck.pptx", "handout.docx", "quiz.docx"):
        result = desk.diff(name)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing was changed\n")


def test_saving_in_another_program_changes_nothing(desk: Desk) -> None:
    desk.edit_deck(lambda deck: None)
    desk.edit_document(lambda document: None)
    assert desk.diff("deck.pptx").stdout == desk.diff("handout.docx").stdout == ""


def title(deck: Any) -> None:
    slide(deck, "cup.clean.claim").shapes.title.text_frame.paragraphs[0].runs[
        0
    ].text = "出杯前看杯口和杯底，一处不净就换"


def bullet(deck: Any) -> None:
    reword(paragraphs(slide(deck, "lesson.counter.recap").shapes), "先打招呼再动手", "先打招呼，再动手做单")


def notes(deck: Any) -> None:
    page = slide(deck, "cup.clean.claim").notes_slide
    reword(page.notes_text_frame.paragraphs, "讲师不要先提示三处在哪里", "讲师不要先说出三处在哪里")


@pytest.mark.parametrize(
    ("edit", "file", "old", "new"),
    [
        (title, "principles/cup.clean.yaml", "看杯口、杯底和杯柄，", "看杯口和杯底，"),
        (bullet, "lessons/01-counter.yaml", "先打招呼再动手", "先打招呼，再动手做单"),
        (notes, "principles/cup.clean.yaml", "讲师不要先提示三处", "讲师不要先说出三处"),
    ],
)
def test_a_change_on_a_slide_is_proposed_and_taken(desk: Desk, edit: Any, file: str, old: str, new: str) -> None:
    before = desk.yaml(file)
    desk.edit_deck(edit)
    shown = desk.diff("deck.pptx")
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()) == 1
    assert shown.stdout.startswith(f"content/coffee-shop/{file}:")
    assert "Nothing was written" in shown.stderr
    assert desk.yaml(file) == before
    taken = desk.diff("deck.pptx", "--apply")
    assert taken.exit_code == 0, taken.stderr
    assert old in before
    assert [line for line in desk.yaml(file).splitlines() if line not in before.splitlines()] != []
    assert len(desk.yaml(file).splitlines()) == len(before.splitlines())
    assert new in desk.yaml(file)


def test_cells_of_a_table_lead_back_to_the_options_of_a_case(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        reword(paragraphs(slide(deck, "case.counter.cup.discussion").shapes), "分量不少", "分量一点不少")

    desk.edit_deck(edit)
    assert desk.diff("deck.pptx", "--apply").exit_code == 0
    assert "why: 分量一点不少，安全在前" in desk.yaml("principles/cup.clean.yaml")


def test_a_paragraph_of_a_document_leads_back_and_comments_survive(desk: Desk) -> None:
    path = desk.course / "principles" / "cup.clean.yaml"
    path.write_text("# 店长写的\n" + path.read_text("utf-8").replace("tier: core", "tier: core  # 上课讲"), "utf-8")
    assert desk.run("build", "coffee-shop", "-u", "shop", "-f", "handout").exit_code == 0
    desk.edit_document(lambda d: reword(d.paragraphs, "每只杯子转一圈再接咖啡", "每只杯子转两圈再接咖啡"))
    result = desk.diff("handout.docx", "--apply")
    assert result.exit_code == 0, result.stderr
    text = path.read_text("utf-8")
    assert "do: [每只杯子转两圈再接咖啡, 换下来的杯子单独放]" in text
    assert "# 店长写的" in text
    assert "tier: core  # 上课讲" in text


def test_words_printed_bold_keep_their_marks(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        reword(paragraphs(slide(deck, "lesson.counter.scene").shapes), "看了两次表", "看了三次表")

    desk.edit_deck(edit)
    assert desk.diff("deck.pptx", "--apply").exit_code == 0
    assert "前面三单都是拿铁，**第一位客人看了三次表**。" in desk.yaml("lessons/01-counter.yaml")


def test_after_taking_a_change_the_next_build_says_it(desk: Desk) -> None:
    desk.edit_deck(bullet)
    desk.diff("deck.pptx", "--apply")
    built = desk.run("build", "coffee-shop", "-u", "shop", "-f", "deck", "--force")
    assert built.exit_code == 0, built.stderr
    found = paragraphs(slide(Presentation(str(desk.kit / "deck.pptx")), "lesson.counter.recap").shapes)
    assert "先打招呼，再动手做单" in ["".join(p.text.split()) for p in found]
    assert (desk.kit / "deck.backup.pptx").is_file()
    assert desk.diff("deck.pptx").stdout == ""


def test_a_new_bullet_becomes_an_item_and_a_deleted_one_goes(desk: Desk) -> None:
    def edit(document: Any) -> None:
        first = next(p for p in document.paragraphs if p.text.endswith("换下来的杯子单独放"))
        new = first.insert_paragraph_before("换下来的杯子单独放", first.style)
        first.runs[-1].text = "放的时候口朝下"
        for run in first.runs[:-1]:
            run.text = ""
        gone = next(p for p in document.paragraphs if p.text.endswith("不用围裙擦杯口"))
        gone._p.getparent().remove(gone._p)
        assert new.text

    desk.edit_document(edit)
    result = desk.diff("handout.docx", "--apply")
    assert result.exit_code == 0, result.stderr
    text = desk.yaml("principles/cup.clean.yaml")
    assert "do: [每只杯子转一圈再接咖啡, 换下来的杯子单独放, 放的时候口朝下]" in text
    assert "dont: [不把有缺口的杯子放回架上]" in text


def test_a_word_of_a_term_slot_is_told_of_and_not_guessed(desk: Desk) -> None:
    before = desk.yaml("principles/queue.greet.yaml")
    desk.edit_document(lambda d: reword(d.paragraphs, "咖啡师傅抬一次头", "店员抬一次头"))
    result = desk.diff("handout.docx", "--apply")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "K503" in result.stderr
    assert "t.staff" in result.stderr
    assert desk.yaml("principles/queue.greet.yaml") == before


def test_text_beside_a_term_slot_is_taken_and_the_slot_stays(desk: Desk) -> None:
    desk.edit_document(lambda d: reword(d.paragraphs, "抬一次头，一排人都安心", "抬一次头，队里的人都安心"))
    assert desk.diff("handout.docx", "--apply").exit_code == 0
    assert "{{ t.staff }}抬一次头，队里的人都安心。" in desk.yaml("principles/queue.greet.yaml")


def test_words_of_a_template_and_of_the_unit_are_told_of(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        reword(paragraphs(slide(deck, "lesson.counter.scene").shapes), "情境", "故事")
        reword(paragraphs(slide(deck, "cover").shapes), "云中咖啡店", "云上咖啡店")

    desk.edit_deck(edit)
    result = desk.diff("deck.pptx")
    assert result.stdout == ""
    assert [code for code in ("K501", "K502") if code in result.stderr] == ["K501", "K502"], result.stderr
    assert "templates/shop/unit.yaml:2:" in result.stderr


def test_a_sentence_in_which_the_unit_replaces_a_word_is_told_of(desk: Desk) -> None:
    path = desk.unit / "unit.yaml"
    path.write_text(path.read_text("utf-8") + "replace: {磨豆机: 研磨机}\n", "utf-8")
    assert desk.run("build", "coffee-shop", "-u", "shop", "-f", "deck").exit_code == 0
    desk.edit_deck(lambda d: reword(paragraphs(slide(d, "lesson.counter.scene").shapes), "研磨机卡住了", "研磨机坏了"))
    result = desk.diff("deck.pptx")
    assert (result.stdout, "K511" in result.stderr) == ("", True)


def test_what_was_taken_can_be_undone(desk: Desk) -> None:
    before = desk.yaml("lessons/01-counter.yaml")
    desk.edit_deck(bullet)
    assert desk.diff("deck.pptx", "--apply").exit_code == 0
    history = History(desk.root)
    (entry,) = history.entries()
    assert history.undo(entry.number) == desk.course / "lessons" / "01-counter.yaml"
    assert desk.yaml("lessons/01-counter.yaml") == before


def test_changes_that_contradict_each_other_are_told_of(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        page = slide(deck, "lesson.counter.scene")
        reword(paragraphs(page.shapes), "您先修机器", "您先修磨豆机")
        reword(page.notes_slide.notes_text_frame.paragraphs, "您先修机器", "您先修咖啡机")

    desk.edit_deck(edit)
    result = desk.diff("deck.pptx", "--apply")
    assert result.stdout == ""
    assert result.stderr.count("K507") == 2


def test_one_change_at_a_time_can_be_accepted(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        title(deck)
        bullet(deck)

    desk.edit_deck(edit)
    result = desk.diff("deck.pptx", "--ask", answers="n\ny\n")
    assert result.exit_code == 0, result.stderr
    taken = [new in desk.yaml(file) for file, new in (
        ("principles/cup.clean.yaml", "看杯口和杯底，"), ("lessons/01-counter.yaml", "先打招呼，再动手做单"),
    )]  # fmt: skip
    assert sorted(taken) == [False, True]


def test_slides_of_a_persons_own_become_extra_slides_and_stay(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        for text in ("门店平面图", "新来的同事"):
            deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = text
        entries = deck.slides._sldIdLst
        second = list(entries)[-1]
        place = [s._element.cSld.get("name") for s in deck.slides].index("lesson.counter.scene") + 1
        entries.remove(second)
        entries.insert(place, second)

    desk.edit_deck(edit)
    shown = desk.diff("deck.pptx")
    assert len(shown.stdout.splitlines()) == 2, shown.stderr
    assert "after-lesson.counter.scene" in shown.stdout
    assert not (desk.unit / "extra").exists()
    result = desk.diff("deck.pptx", "--apply")
    assert result.exit_code == 0, result.stderr
    unit = (desk.unit / "unit.yaml").read_text("utf-8")
    assert unit.startswith("# 咖啡店\nnames: {full: 云中咖啡店}   # 全称\n")
    own = Presentation(str(desk.unit / "extra" / "deck.pptx"))
    assert [s.shapes.title.text for s in own.slides] == ["新来的同事", "门店平面图"]
    built = desk.run("build", "coffee-shop", "-u", "shop", "-f", "deck", "--force")
    assert built.exit_code == 0, built.stderr
    names = [s._element.cSld.get("name") for s in Presentation(str(desk.kit / "deck.pptx")).slides]
    assert names[names.index("lesson.counter.scene") + 1] == "deck#1"
    assert names[-1] == "deck#2"
    assert desk.diff("deck.pptx").stdout == ""


def test_entries_that_are_there_stay_and_the_new_one_comes_behind(desk: Desk) -> None:
    path = desk.unit / "unit.yaml"
    (desk.unit / "own.pptx").write_bytes((desk.kit / "deck.pptx").read_bytes())
    path.write_text(
        path.read_text("utf-8") + "extra:\n  slides:\n    # 平面图\n    - {file: own.pptx, slides: '1'}  # 一张\n",
        "utf-8",
    )
    assert desk.run("build", "coffee-shop", "-u", "shop", "-f", "deck").exit_code == 0
    desk.edit_deck(lambda deck: setattr(deck.slides.add_slide(deck.slide_layouts[1]).shapes.title, "text", "末页"))
    result = desk.diff("deck.pptx", "--apply")
    assert result.exit_code == 0, result.stderr
    text = path.read_text("utf-8")
    assert "    # 平面图\n    - {file: own.pptx, slides: '1'}  # 一张\n    - {file: extra/deck.pptx" in text
    assert len(read_unit("shop", (desk.root / "templates", bundled_folder() / "templates"))[0].extra) == 2


def forget(deck: Any) -> None:
    """What LibreOffice does on saving: names of slides go, shapes are numbered and named anew."""
    for page in deck.slides:
        page._element.cSld.attrib.pop("name", None)
        for turn, about in enumerate(page._element.iter(qn("p:cNvPr")), 200):
            about.set("id", str(turn))
            about.set("name", f"PlaceHolder {turn}")


def test_slides_are_known_again_by_what_they_say_when_a_program_lost_their_ids(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        bullet(deck)
        notes(deck)
        deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "门店平面图"
        forget(deck)

    desk.edit_deck(edit)
    result = desk.diff("deck.pptx", "--apply")
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) == 3
    assert "先打招呼，再动手做单" in desk.yaml("lessons/01-counter.yaml")
    assert "讲师不要先说出三处" in desk.yaml("principles/cup.clean.yaml")
    assert [s.shapes.title.text for s in Presentation(str(desk.unit / "extra" / "deck.pptx")).slides] == ["门店平面图"]


@pytest.mark.long
@pytest.mark.parametrize("name", ["deck.pptx", "handout.docx"])
def test_saving_in_libreoffice_changes_nothing(desk: Desk, name: str) -> None:
    from subprocess import run

    from coursegen.office.render import office_program

    (desk.root / "lo").mkdir()
    profile = f"-env:UserInstallation={(desk.root / 'profile').as_uri()}"
    command = [
        office_program(),
        profile,
        "--headless",
        "--convert-to",
        name.split(".")[1],
        "--outdir",
        str(desk.root / "lo"),
    ]
    run([*command, str(desk.kit / name)], check=True, capture_output=True)
    (desk.root / "lo" / name).replace(desk.kit / name)
    result = desk.diff(name)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing was changed\n")


def test_slides_taken_out_and_moved_are_told_of(desk: Desk) -> None:
    def edit(deck: Any) -> None:
        entries = deck.slides._sldIdLst
        first = list(entries)[1]
        entries.remove(first)
        second = list(entries)[3]
        entries.remove(second)
        entries.insert(1, second)

    desk.edit_deck(edit)
    result = desk.diff("deck.pptx")
    assert [code in result.stderr for code in ("K509", "K510")] == [True, True]
    assert "agenda" in result.stderr


def test_a_file_older_than_the_course_is_shown_but_not_taken(desk: Desk) -> None:
    path = desk.course / "lessons" / "01-counter.yaml"
    path.write_text(path.read_text("utf-8").replace("杯子先看后用]", "杯子先看，然后用]"), "utf-8")
    desk.edit_deck(bullet)
    assert "K508" in desk.diff("deck.pptx").stderr
    before = path.read_bytes()
    result = desk.diff("deck.pptx", "--apply")
    assert (result.exit_code, "U414" in result.stderr) == (2, True)
    assert path.read_bytes() == before


def test_a_file_made_on_a_computer_that_compresses_otherwise_is_not_older(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coursegen.build.prepare.available_compressor", lambda: "store")
    desk.edit_deck(bullet)
    shown = desk.diff("deck.pptx")
    assert ("K508" in shown.stderr, "先打招呼，再动手做单" in shown.stdout) == (False, True)


def test_a_change_that_would_break_the_course_is_refused_whole(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.course.rglob("*.yaml")}

    def edit(deck: Any) -> None:
        bullet(deck)
        page = slide(deck, "cup.clean.claim").notes_slide
        reword(
            page.notes_text_frame.paragraphs,
            "请每人拿起面前的杯子转一圈，看到什么说什么，讲师不要先提示三处在哪里",
            "看",
        )

    desk.edit_deck(edit)
    result = desk.diff("deck.pptx", "--apply")
    assert result.exit_code in (0, 3)
    if result.exit_code:
        assert {path: path.read_bytes() for path in before} == before


def test_a_file_that_was_moved_away_is_compared_with_the_one_it_was(desk: Desk) -> None:
    desk.edit_deck(bullet)
    away = desk.root / "改过.pptx"
    (desk.kit / "deck.pptx").rename(away)
    assert desk.run("diff", str(away)).exit_code == 2
    result = desk.run("diff", str(away), "--of", "output/shop/coffee-shop/deck.pptx")
    assert "lessons/01-counter.yaml" in result.stdout
    (desk.root / "deck.pptx").write_bytes(away.read_bytes())
    assert "lessons/01-counter.yaml" in desk.run("diff", "deck.pptx").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("nowhere.pptx",), "U266"), (("content/coffee-shop/course.yaml",), "U411")],
)
def test_what_cannot_be_compared_is_one_clear_line(desk: Desk, arguments: tuple[str, ...], code: str) -> None:
    result = desk.run("diff", *arguments)
    assert result.exit_code == 2
    assert code in result.stderr


def test_a_shipped_course_is_not_written(desk: Desk) -> None:
    assert desk.run("build", "office-director", "-u", "shop", "-f", "quiz").exit_code == 0
    path = desk.root / "output" / "shop" / "office-director" / "quiz.docx"
    paper = docx.Document(str(path))
    stem = next(p for p in paper.paragraphs if re.match(r"1．", p.text))
    reword([stem], stem.text[8:12], stem.text[8:10] + "又" + stem.text[10:12])
    paper.save(str(path))
    shown = desk.run("diff", str(path))
    assert "office-director/bank/" in shown.stdout, shown.stderr
    result = desk.run("diff", str(path), "--apply")
    assert (result.exit_code, "U413" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["deck.pptx", "handout.docx"])
def test_a_file_without_our_ids_is_refused(desk: Desk, name: str) -> None:
    blank: Any = Presentation() if name == "deck.pptx" else docx.Document()
    if name == "deck.pptx":
        blank.slides.add_slide(blank.slide_layouts[0])
    blank.save(str(desk.kit / name))
    result = desk.diff(name, "--apply")
    assert (result.exit_code, "U415" in result.stderr) == (2, True)
    assert not (desk.unit / "extra").exists()


def test_results_are_json_when_asked(desk: Desk) -> None:
    desk.edit_deck(bullet)
    record = json.loads(desk.diff("deck.pptx", "--log-format", "json").stdout)
    assert (record["action"], record["old"], record["new"]) == ("text", "先打招呼再动手", "先打招呼，再动手做单")
    assert record["path"] == ["recap", "items", 0]


def test_the_manifest_keeps_what_a_file_was_asked_for(desk: Desk) -> None:
    assert (
        desk.run("build", "coffee-shop", "-u", "shop", "-f", "deck", "--plan", "short", "--aspect", "4:3").exit_code
        == 0
    )
    records = json.loads((desk.kit / MANIFEST).read_bytes())["outputs"]
    name = next(name for name in records if "short" in name)
    assert records[name]["asked"] == {"plan": "short", "look": {"aspect": "4:3"}}
    assert (records[name]["course"], records[name]["unit"]) == ("coffee-shop", "shop")
    desk.edit_deck(bullet, name)
    result = desk.diff(name)
    assert "K508" not in result.stderr
    assert "先打招呼，再动手做单" in result.stdout
    assert read_course(desk.course).course.id == "coffee-shop"
