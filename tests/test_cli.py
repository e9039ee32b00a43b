"""The command line: what users type, what they see, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from plain_files import deck, file_of, picture, shape, solid, title
from plain_files import run as run_of

from coursegen import __version__
from coursegen.cli import making as making_module
from coursegen.cli.commands import program
from coursegen.cli.help import columns, wrap
from coursegen.cli.program import Program
from coursegen.cli.words import ui_language
from coursegen.workspace import bundled_folder

HAN = "这是中文"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_build_prints_each_file_on_stdout_and_nothing_on_stderr(home: Path) -> None:
    result = run("build", "coffee-shop", "-f", "slides,quiz")
    assert result.exit_code == 0
    assert result.stderr == ""
    first, second = result.stdout.splitlines()
    assert first.startswith("output/default/coffee-shop/slides.pptx\t已生成\t")
    assert second.startswith("output/default/coffee-shop/quiz.docx\t已生成\t")
    assert first.split("\t")[2].endswith(" 张")
    assert second.split("\t")[2].endswith(" 页")


def test_a_second_build_says_that_nothing_changed(home: Path) -> None:
    run("build", "coffee-shop", "-f", "slides")
    assert "没有变化" in run("build", "coffee-shop", "-f", "slides").stdout


def test_an_edited_file_is_kept_and_the_run_says_so(home: Path) -> None:
    run("build", "coffee-shop", "-f", "slides")
    path = home / "output" / "default" / "coffee-shop" / "slides.pptx"
    path.write_bytes(path.read_bytes() + b"edited")
    result = run("build", "coffee-shop", "-f", "slides")
    assert result.exit_code == 0
    assert "slides.new.pptx\t写在旁边" in result.stdout
    assert "警告：output/default/coffee-shop/slides.pptx O110" in result.stderr
    assert run("build", "coffee-shop", "-f", "slides", "--strict").exit_code == 7
    assert path.read_bytes().endswith(b"edited")


def test_results_and_faults_are_json_lines_when_asked(home: Path) -> None:
    result = run("build", "coffee-shop", "-f", "slides", "--log-format", "json")
    assert json.loads(result.stdout).keys() == {"product", "path", "state", "bytes", "slides"}
    edit(home / "content" / "coffee-shop" / "course.yaml", "\ntitle:", "\ntitel:")
    faults = [json.loads(line) for line in run("build", "coffee-shop", "--log-format=json").stderr.splitlines()]
    assert faults
    assert {"file", "line", "column", "code", "severity", "message", "remedy"} == faults[0].keys()


def test_products_can_be_listed_with_any_comma_or_one_by_one(home: Path) -> None:
    assert len(run("build", "coffee-shop", "-f", "slides， quiz", "-f", "slides").stdout.splitlines()) == 2


def test_a_unit_can_be_given_as_a_path(home: Path) -> None:
    (home / "my-shop").mkdir()
    (home / "my-shop" / "unit.yaml").write_text("names: {full: 云中咖啡店}\n", "utf-8")
    result = run("build", "coffee-shop", "-u", "my-shop", "-f", "slides")
    assert "output/my-shop/coffee-shop/slides.pptx" in result.stdout


def test_the_output_folder_can_be_chosen(home: Path) -> None:
    result = run("build", "coffee-shop", "-f", "slides", "-o", "课件 2026")
    assert result.stdout.startswith("课件 2026/default/coffee-shop/slides.pptx")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["bild"], 2, "你要的是“build”吗"),
        (["zzz"], 2, "没有命令“zzz”"),
        (["build"], 2, "缺少参数 COURSE"),
        (["build", "coffee-shop", "--unti", "x"], 2, "--unit"),
        (["build", "coffee-shop", "--qqqq"], 2, "没有选项 --qqqq"),
        (["build", "coffee-shop", "--unit"], 2, "--unit"),
        (["build", "coffee-shop", "-f"], 2, " build --help"),
        (["diff"], 2, "缺少参数 EDITED.pptx|.docx"),
        (["list", "nope"], 2, " list … 不能是“nope”"),
        (["new", "thing", "x"], 2, " new … 不能是“thing”"),
        (["export", "units.csv"], 2, "给一个以 .xlsx 结尾的文件名"),
        (["build", "coffee", "shop"], 2, "多出来的参数：shop"),
        (["build", "cofee-shop"], 2, "你要的是“coffee-shop”吗"),
        (["build", "no/such/folder"], 2, "路径不存在"),
        (["build", "content"], 2, "course.yaml"),
        (["build", "coffee-shop", "-u", "defualt"], 2, "你要的是“default”吗"),
        (["build", "coffee-shop", "-f", "hand-out"], 2, "你要的是“handout”吗"),
        (["build", "coffee-shop", "-f", "qqqq"], 2, "产物有：deck"),
        (["build", "coffee-shop", "-l", "lesson.couner"], 2, "你要的是“lesson.counter”吗"),
        (["build", "coffee-shop", "-l", "9"], 2, "没有这一讲：“9”"),
        (["build", "coffee-shop", "--date", "2026-13-01"], 2, "2026-03-01"),
        (["build", "coffee-shop", "--date", "20260301"], 2, "年-月-日"),
        (["build", "coffee-shop", "--date", "明天"], 2, "日期“明天”不对"),
        (["build", "coffee-shop", "--lang", "zh"], 2, "zh-Hans"),
        (["build", "coffee-shop", "--lang", "en"], 3, "没有 en 的译文"),
        (["build", "coffee-shop", "--ui-lang", "fr"], 2, "--ui-lang 不能是“fr”"),
        (["build", "coffee-shop", "--log-format", "xml"], 2, "text、json"),
        (["build", "coffee-shop", "-o", "content/coffee-shop/course.yaml"], 6, "无法写入"),
        (["build", "coffee-shop\x00"], 2, "U2"),
        (["build", ""], 2, "U2"),
        (["check", "nowhere"], 2, "U26"),
        (["check", "no/where"], 2, "路径不存在"),
        (["check", "output-of-mine"], 2, "可以检查"),
        (["list", "unit"], 2, "你要的是“units”吗"),
        (["list", "lessons", "cofee-shop"], 2, "coffee-shop"),
        (["list", "lessons"], 2, "有几门课"),
        (["build", "coffee-shop", "--plan", "shrt"], 2, "你要的是“short”吗"),
        (["build", "coffee-shop", "--paper", "finl"], 2, "你要的是“final”吗"),
        (["build", "coffee-shop", "--paper", "check"], 2, "没有试卷“check”"),
        (["explain", "name.full"], 2, "names.full"),
        (["explain", "deck.xml", "-u", "nobody"], 2, "没有单位"),
    ],
)
def test_what_users_mistype_gets_one_clear_line(home: Path, arguments: list[str], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""
    fault = result.stderr.splitlines()[0]
    assert " → " in fault


def test_a_fault_in_content_is_exit_code_3_with_its_line(home: Path) -> None:
    edit(home / "content" / "coffee-shop" / "course.yaml", "\ntitle:", "\ntitel:")
    for command in ("build", "check"):
        result = run(command, "coffee-shop")
        assert result.exit_code == 3
        assert "content/coffee-shop/course.yaml:2:1 C101" in result.stderr
    assert not (home / "output").exists()


def a_unit(home: Path, name: str, text: str) -> None:
    folder = home / "templates" / name
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text(text, "utf-8")


def test_a_fault_in_a_unit_is_exit_code_4(home: Path) -> None:
    a_unit(home, "shop", "extends: nobody\n")
    assert run("build", "coffee-shop", "-u", "shop").exit_code == 4


def test_a_logo_that_is_not_there_is_exit_code_5(home: Path) -> None:
    a_unit(home, "shop", "brand: {logo: logo.png}\n")
    assert run("build", "coffee-shop", "-u", "shop").exit_code == 5


def test_a_slot_nobody_knows_is_reported_by_check_and_build(home: Path) -> None:
    path = home / "content" / "coffee-shop" / "principles" / "queue.greet.yaml"
    edit(path, "{{ t.staff }}", "{{ t.stuff }}")
    for command in ("build", "check"):
        result = run(command, "coffee-shop")
        assert result.exit_code == 3
        assert "C801" in result.stderr
        assert "queue.greet.yaml:6:" in result.stderr


def test_several_things_can_be_checked_at_once_and_all_faults_come(home: Path) -> None:
    course = home / "content" / "coffee-shop"
    edit(course / "points.yaml", "title", "titel")
    edit(course / "bank" / "01-counter.yaml", "kind: single", "kind: sinlge")
    result = run("check", "content/coffee-shop/points.yaml", "content/coffee-shop/bank/01-counter.yaml", "nothing")
    assert "points.yaml:2:" in result.stderr
    assert "01-counter.yaml:3:" in result.stderr
    assert "U26" in result.stderr


@pytest.mark.parametrize(
    "target",
    [
        "coffee-shop", "content/coffee-shop", "content", ".", "content/coffee-shop/course.yaml", "default",
        "content/coffee-shop/lessons/01-counter.yaml", "content/coffee-shop/principles/cup.clean.yaml",
        "content/coffee-shop/bank/01-counter.yaml", "content/coffee-shop/blueprints/final.yaml",
    ],
)  # fmt: skip
def test_courses_units_folders_and_files_can_be_checked(home: Path, target: str) -> None:
    result = run("check", target)
    assert result.exit_code == 0, result.output
    assert not (home / "output").exists()


def test_a_file_is_checked_as_what_its_first_line_says(home: Path) -> None:
    modeline = "# yaml-language-server: $schema=../schema/points.schema.json\n"
    (home / "mine.yaml").write_text(modeline + "points: [{id: a, titel: b}]\n", "utf-8")
    assert run("check", "mine.yaml").exit_code == 3
    (home / "mine.yaml").write_text("points: []\n", "utf-8")
    assert "U265" in run("check", "mine.yaml").stderr
    (home / "mine.yaml").write_text(modeline.replace("points.", "pionts."), "utf-8")
    assert "你要的是“points”吗" in run("check", "mine.yaml").stderr


def test_a_unit_is_checked_with_its_templates(home: Path) -> None:
    a_unit(home, "shop", "extends: default\n")
    (home / "templates" / "shop" / "quiz.xml.j2").write_text("<document>{{ papre }}</document>", "utf-8")
    for target in ("shop", "templates/shop", "templates/shop/quiz.xml.j2", "templates"):
        result = run("check", target)
        assert result.exit_code == 4, result.output
        assert "templates/shop/quiz.xml.j2:1" in result.stderr


def test_a_unit_file_is_checked_with_what_it_extends(home: Path) -> None:
    a_unit(home, "shop", "terms: {stuff: 店员}\n")
    result = run("check", "templates/shop/unit.yaml")
    assert result.exit_code == 4
    assert "staff" in result.stderr


def test_a_finished_file_can_be_checked(home: Path) -> None:
    run("build", "coffee-shop", "-f", "slides")
    path = home / "output" / "default" / "coffee-shop" / "slides.pptx"
    assert run("check", str(path)).exit_code == 0
    path.write_bytes(path.read_bytes()[:-40])
    assert run("check", str(path)).exit_code != 0


@pytest.fixture
def foreign(home: Path) -> Path:
    """A deck of somebody else's, with a picture nobody described."""
    path = home / "去年 的课件.pptx"
    path.write_bytes(file_of(deck(title() + picture(3))))
    return path


def test_any_office_file_can_be_checked_and_its_faults_say_where_they_are(foreign: Path) -> None:
    result = run("check", str(foreign))
    assert result.exit_code == 1
    assert result.stderr.startswith('去年 的课件.pptx:slide 1:"picture 3" K220 没有替代文字 → ')
    record = json.loads(run("check", str(foreign), "--log-format", "json").stderr)
    assert (record["file"], record["inside"], record["code"]) == (foreign.name, 'slide 1:"picture 3"', "K220")
    assert "alternative text" in run("check", str(foreign), "--ui-lang", "en").stderr


def test_a_print_in_black_and_white_is_judged_only_when_asked(home: Path) -> None:
    faint = shape(3, run_of("大字", ' sz="2800"', solid("FFFFFF")), (1, 2, 6, 1), fill=solid("808080"))
    (home / "a.pptx").write_bytes(file_of(deck(title() + faint)))
    assert run("check", "a.pptx", "--strict").exit_code == 0
    assert "K402" in run("check", "a.pptx", "--mono").stderr
    assert run("check", "a.pptx", "--mono", "--strict").exit_code == 7


@pytest.mark.parametrize("name", ["a.pptx", "a.potx", "a.dotm"])
def test_what_is_no_office_file_is_refused_with_the_code_of_an_asset(home: Path, name: str) -> None:
    (home / name).write_bytes(b"not an office file")
    result = run("check", name)
    assert result.exit_code == 5
    assert "A501" in result.stderr


def test_other_files_and_empty_folders_are_refused(home: Path) -> None:
    (home / "notes.txt").write_text("x", "utf-8")
    (home / "empty").mkdir()
    assert "U263" in run("check", "notes.txt").stderr
    assert "U262" in run("check", "empty").stderr


def test_list_tells_what_there_is(home: Path) -> None:
    assert "coffee-shop\t咖啡店新人上岗\t1 讲" in run("list", "courses").stdout
    assert "default\t" in run("list", "units").stdout
    assert run("list", "lessons", "coffee-shop").stdout == "1\tlesson.counter\t吧台前的三分钟\t23 分钟\n"
    assert [line.split("\t")[0] for line in run("list", "products").stdout.splitlines()] == [
        "deck", "slides", "handout", "guide", "brief", "plan", "quiz", "sheet", "answers", "blueprint", "approval",
        "check", "check-answers", "toolkit", "acceptance",
        "html", "slides-html", "slides-print", "slides-print-6",
        "xlsx", "txt", "gift", "moodle-xml", "qti21", "anki", "selftest", "scorm12", "responses",
        "notice", "agenda", "reply", "booklet", "roster", "sign-in", "cards", "evaluation", "follow-up", "scoresheet",
        "certificate", "printlist",
    ]  # fmt: skip


def test_plans_are_listed_with_the_minutes_they_take(home: Path) -> None:
    lines = run("list", "plans", "coffee-shop").stdout.splitlines()
    assert lines == ["full\t全讲\t1 讲\t23 分钟", "short\t赶时间\t1 讲\t21 分钟"]


def test_a_plan_and_a_paper_are_chosen_by_name(home: Path) -> None:
    made = run("build", "coffee-shop", "--plan", "short", "--paper", "final", "-f", "slides,quiz")
    names = [line.split("\t")[0].rpartition("/")[2] for line in made.stdout.splitlines()]
    assert names == ["slides.short.pptx", "quiz.short.final.docx"]
    assert run("check", "coffee-shop", "--plan", "shrt").exit_code == 2


def test_list_goes_on_past_what_cannot_be_read(home: Path) -> None:
    edit(home / "content" / "coffee-shop" / "course.yaml", "\ntitle:", "\ntitel:")
    a_unit(home, "broken", "colour: red\n")
    assert "coffee-shop\t读不出来" in run("list", "courses").stdout
    assert "broken\t读不出来" in run("list", "units").stdout


def test_explain_says_which_layer_won(home: Path) -> None:
    a_unit(home, "shop", "names: {full: 云中咖啡店}\n")
    lines = [line.split("\t") for line in run("explain", "names.full", "-u", "shop").stdout.splitlines()]
    assert [line[0] for line in lines] == ["shop", "default"]
    assert lines[0][1:] == ["云中咖啡店", "templates/shop/unit.yaml:1:15", "采用"]
    (home / "templates" / "shop" / "deck.xml.j2").write_text("x", "utf-8")
    lines = [line.split("\t") for line in run("explain", "deck.xml.j2", "-u", "shop").stdout.splitlines()]
    assert [line[0] for line in lines] == ["shop", "default"]


def test_explain_lists_what_is_in_use_below_a_key(home: Path) -> None:
    a_unit(home, "shop", "names: {full: 云中咖啡店}\n")
    lines = [line.split("\t")[:3] for line in run("explain", "names", "-u", "shop").stdout.splitlines()]
    assert ["names.full", "云中咖啡店", "shop"] in lines
    assert ["names.office", "办公室", "default"] in lines


def test_explain_tells_a_setting_that_nobody_wrote_from_one_that_is_none(home: Path) -> None:
    a_unit(home, "shop", "names: {full: 云中咖啡店}\n")
    for key in ("names.english", "replace"):
        told = run("explain", key, "-u", "shop")
        assert (told.exit_code, told.stdout) == (0, "哪一层都没有写\n")
    for name in ("names.englsh", "names.english.upper"):
        assert "没有设置项" in run("explain", name, "-u", "shop").stderr


def test_schemas_are_written_where_the_modelines_look(home: Path) -> None:
    result = run("schema")
    assert result.exit_code == 0
    kinds = {"course", "points", "lesson", "principle", "bank", "blueprint", "class", "cases", "unit"}
    assert {path.name for path in (home / "content" / "schema").iterdir()} == {f"{k}.schema.json" for k in kinds}
    assert run("schema", "-o", "elsewhere").stdout.splitlines()[0].startswith("elsewhere/")


def test_a_file_where_the_schemas_should_go_is_a_clear_fault(home: Path) -> None:
    (home / "x").write_text("", "utf-8")
    assert "O101" in run("schema", "-o", "x").stderr


@pytest.mark.parametrize(
    "command", ["", *program.list_commands(None), *(f"template {name}" for name in ("check", "init", "list", "show"))]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_speaks_the_users_language_and_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    arguments = [*command.split(), "--ui-lang", language, "--help"]
    result = run(*arguments)
    assert result.exit_code == 0
    assert ("用法" in result.stdout) == (language == "zh")
    assert max(map(columns, result.stdout.splitlines())) <= 80
    chinese = [char for char in result.stdout if "\u4e00" <= char <= "\u9fff"]
    assert bool(chinese) == (language == "zh")


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout == f"coursegen {__version__}\n"


def test_without_a_command_the_help_goes_to_stderr() -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "build" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "COURSEGEN_UI_LANG": "en"}, "en"),
        (["--ui-lang", "zh"], {"COURSEGEN_UI_LANG": "en"}, "zh"),
        (["build", "x", "--ui-lang=en"], {}, "en"),
        (["build", "--", "--ui-lang=en"], {}, "zh"),
    ],
)
def test_the_users_language_is_found(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert ui_language(arguments, environment) == language


def test_english_users_get_english_faults(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "did you mean “build”?" in run("bild").stderr
    assert "1 error" in run("build", "coffee-shop", "-f", "qqqq").stderr


def test_quiet_says_errors_only(home: Path) -> None:
    run("build", "coffee-shop", "-f", "slides")
    (home / "output" / "default" / "coffee-shop" / "slides.pptx").write_bytes(b"edited")
    result = run("build", "coffee-shop", "-f", "slides", "-q")
    assert result.stderr == ""
    assert "O110" in run("build", "coffee-shop", "-f", "slides", "-q", "--strict").stderr


def test_verbose_says_where_things_come_from(home: Path) -> None:
    assert "content/coffee-shop" in run("build", "coffee-shop", "-f", "slides", "-v").stderr


def fail_within(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(making_module, "make", broken)


def test_a_bug_is_one_line_and_exit_code_70(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_within(monkeypatch, ZeroDivisionError("oops"))
    result = run("build", "coffee-shop")
    assert result.exit_code == 70
    assert "内部错误" in result.stderr
    assert "ZeroDivisionError: oops" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("build", "coffee-shop", "-v").stderr


def test_stopping_by_hand_is_quiet(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_within(monkeypatch, KeyboardInterrupt())
    result = run("build", "coffee-shop")
    assert (result.exit_code, result.output) == (130, "")


def test_source_date_epoch_is_the_date_when_none_is_given(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    run("build", "coffee-shop", "-f", "slides")
    manifest = home / "output" / "default" / "coffee-shop" / "manifest.json"
    assert json.loads(manifest.read_bytes())["outputs"]["slides.pptx"]["date"] == "2026-03-01"
    run("build", "coffee-shop", "-f", "slides", "--date", "2026-04-02")
    assert json.loads(manifest.read_bytes())["outputs"]["slides.pptx"]["date"] == "2026-04-02"


def outside(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "coursegen", *arguments],
        env=os.environ | {"PYTHONPATH": str(bundled_folder())} | environment,
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def test_a_process_leaves_with_the_exit_code() -> None:
    assert outside("bild").returncode == 2
    assert outside("--version").returncode == 0


def test_a_terminal_without_chinese_characters_does_not_stop_the_program() -> None:
    result = outside("list", "products", "--ui-lang", "zh", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "\\u8bb2" in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="no pipes of this kind")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m coursegen list units | true; exit ${{PIPESTATUS[0]}}"
    for _ in range(3):
        result = subprocess.run(
            ["bash", "-c", command], env=os.environ | {"PYTHONPATH": str(bundled_folder())},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert (result.returncode, result.stderr) == (0, "")


HEAVY = (
    "yaml", "pydantic", "jinja2", "pptx", "docx", "lxml", "babel", "opencc", "PIL", "markdown_it",
    "coursegen.cli.commands.kits", "coursegen.cli.commands.exam",
)  # fmt: skip


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom coursegen.cli.commands import program\n"
        "try: program.main(['--help'])\nexcept SystemExit: pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": str(bundled_folder())}
    result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.rstrip().endswith("LOADED []")


def test_lines_break_between_chinese_characters_but_not_before_a_comma() -> None:
    assert wrap("把文件办好，再报告", 10) == ["把文件办", "好，再报告"]
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("", 10) == [""]


def test_the_program_is_a_group_of_its_own() -> None:
    assert isinstance(program, Program)
    expected = {"build", "brand", "check", "doctor", "schema", "list", "explain", "report", "gallery", "diff"}
    assert set(program.list_commands(None)) == expected | {
        "template",
        "exam",
        "i18n",
        "ingest",
        "items",
        "init",
        "new",
        "import",
        "export",
        "studio",
    }


def test_explain_tells_every_layer_of_what_is_added_and_of_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run("explain", "extra", "-u", "university").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [
        "extra.course", "extra.lessons", "extra.principles", "extra.items",
    ]  # fmt: skip
    assert "extra/lessons/calendar.yaml" in lines[1]
    files = run("explain", "deck.xml.j2", "-u", "county-tax").stdout.splitlines()
    assert [line.split("\t")[0] for line in files] == ["county-tax", "city-tax", "province-tax", "default"]
    assert [line.split("\t")[-1] for line in files].count("采用") == 1
    own = run("explain", "extra/lessons/calendar.yaml", "-u", "university").stdout
    assert own.startswith("university\t")
    near = run("explain", "brand.colors.primary", "-u", "city-tax").stdout.splitlines()
    assert [line.split("\t")[:2] for line in near] == [["city-tax", "4B4E8F"], ["province-tax", "17616B"]]


def test_explain_lists_every_sentence_in_which_a_word_is_replaced() -> None:
    lines = run("explain", "replace", "-u", "company").stdout.splitlines()
    assert lines[0].startswith("replace.台账\t跟踪表\tcompany\t")
    told = [line.split("\t") for line in lines[1:]]
    assert len(told) > 10
    assert all("台账" in before for _, before, _, _ in told)
    assert all(("跟踪表" in after) == ("已换" in fates) for _, _, after, fates in told)
    english = run("explain", "replace", "-u", "company", "--ui-lang", "en").stdout
    assert "台账（replaced）" in english


def test_classes_are_listed_built_and_checked(home: Path) -> None:
    folder = home / "content" / "coffee-shop" / "classes"
    folder.mkdir()
    (folder / "one.yaml").write_text(
        "id: one\ntitle: 上岗班\nterm: 第1期\ndates: [2026-03-09]\nroster: r.csv\n", "utf-8"
    )
    (folder / "r.csv").write_text("姓名\n张三\n", "gb18030")
    assert run("list", "classes", "coffee-shop").stdout == "one\t上岗班\t第1期\t2026-03-09\t1 人\n"
    made = run("build", "coffee-shop", "--class", "one", "-f", "agenda")
    assert made.stdout.split("\t")[0] == "output/default/coffee-shop/one/agenda.docx"
    assert run("build", "coffee-shop", "--class", "ome", "-f", "agenda").exit_code == 2
    (folder / "r.csv").write_text("姓名,单位\n张三,\n,\n,甲\n", "utf-8")
    assert "r.csv!A4 C441" in run("check", "coffee-shop").stderr


def test_zip_and_pdf_are_told_of_like_other_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEGEN_SOFFICE", "")
    result = run("build", "coffee-shop", "-f", "quiz", "--zip", "--pdf")
    assert result.exit_code == 0
    assert [line.split("\t")[:3] for line in result.stdout.splitlines()] == [
        ["output/default/coffee-shop/quiz.docx", "已生成", "2 页"],
        ["output/default/coffee-shop/default.coffee-shop.zip", "已生成", "1 个文件"],
    ]
    assert result.stderr.startswith("警告：O180 ")
    record = json.loads(
        run("build", "coffee-shop", "-f", "quiz", "--zip", "--log-format", "json").stdout.splitlines()[1]
    )
    assert (record["product"], record["state"], record["files"]) == ("zip", "unchanged", 1)
    assert run("build", "coffee-shop", "-f", "quiz", "--pdf", "--strict").exit_code == 7


def test_force_replaces_an_edited_file_and_keeps_a_backup(home: Path) -> None:
    run("build", "coffee-shop", "-f", "slides")
    path = home / "output" / "default" / "coffee-shop" / "slides.pptx"
    path.write_bytes(b"edited")
    result = run("build", "coffee-shop", "-f", "slides", "--force")
    assert (result.exit_code, "O115" in result.stderr) == (0, True)
    assert path.with_name("slides.backup.pptx").read_bytes() == b"edited"
    assert path.read_bytes().startswith(b"PK")


def test_what_the_system_refuses_is_one_line_with_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/full/deck.pptx")

    monkeypatch.setattr(making_module, "make", refuse)
    result = run("build", "coffee-shop", "-f", "slides")
    assert (result.exit_code, result.stdout) == (6, "")
    assert result.stderr.splitlines()[0].startswith("/full/deck.pptx O105 系统没有让程序继续：磁盘满了 → ")
    assert "Traceback" in run("build", "coffee-shop", "-v").stderr
