"""What a coordinator changes of a unit by forms stands in its file, and nothing else does."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from studio_server import filled

from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.house.document import house_document
from coursegen.reading import read_unit
from coursegen.studio.desk import Desk
from coursegen.workspace import sha256

PNG = Path(__file__).resolve().parents[2] / "templates" / "county-tax" / "logo.png"


def bomb() -> bytes:
    """A small file that is huge when it is opened."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"ppt/media/{number}.bin", bytes(30_000_000))
    return data.getvalue()


def unit_file(folder: Path, unit: str = "south") -> Path:
    return folder / "templates" / unit / "unit.yaml"


def post(client: TestClient, address: str, page: str, **answers: str | list[str]) -> int:
    """Fill the form that a page has for an address, send it; the status of the answer."""
    return client.post(address, data=filled(client.get(page).text, address) | answers).status_code


def test_a_form_sent_as_it_is_changes_nothing(client: TestClient, folder: Path) -> None:
    before = unit_file(folder).read_bytes()
    assert post(client, "/units/south", "/units/south") == 303
    assert unit_file(folder).read_bytes() == before


def test_answers_are_spliced_in_and_comments_stay(client: TestClient, folder: Path, desk: Desk) -> None:
    answers = {
        "names.full": "北街店",
        "names.office": "店务部",
        "brand.colors.secondary": "#D99A2B",
        "terms.staff": "伙计",
    }
    assert post(client, "/units/south", "/units/south", **answers) == 303
    text = unit_file(folder).read_text("utf-8")
    assert text.startswith("# 我的店\nextends: default\nnames:\n  full: 北街店  # 全称\n  short: 南街\n")
    unit = read_unit("south", desk.workspace.unit_roots)[0]
    assert (unit.names.full, unit.names.office, unit.terms["staff"]) == ("北街店", "店务部", "伙计")
    assert unit.brand.colors == {"primary": "1E5AA0", "secondary": "D99A2B"}


def test_an_emptied_answer_is_inherited_again(client: TestClient, folder: Path) -> None:
    assert post(client, "/units/south", "/units/south", **{"names.short": "", "brand.colors.primary": ""}) == 303
    text = unit_file(folder).read_text("utf-8")
    assert "short" not in text
    assert "brand" not in text
    assert "来自示例单位" in client.get("/units/south").text


def test_products_chosen_are_a_list_in_the_file(client: TestClient, folder: Path, desk: Desk) -> None:
    assert post(client, "/units/south", "/units/south", **{"choices.products": ["deck", "quiz"]}) == 303
    assert read_unit("south", desk.workspace.unit_roots)[0].choices.products == ("deck", "quiz")


def test_what_the_file_may_not_say_is_told_and_not_saved(client: TestClient, folder: Path) -> None:
    before = unit_file(folder).read_bytes()
    form = filled(client.get("/units/south").text, "/units/south") | {"choices.pass_mark": "120"}
    answer = client.post("/units/south", data=form)
    assert answer.status_code == 422
    assert "T334" in answer.text
    assert unit_file(folder).read_bytes() == before


def test_of_two_tabs_the_second_is_shown_both_texts(client: TestClient, folder: Path) -> None:
    form = filled(client.get("/units/south").text, "/units/south")
    assert client.post("/units/south", data=form | {"names.full": "第一个窗口"}).status_code == 303
    answer = client.post("/units/south", data=form | {"names.full": "第二个窗口"})
    assert answer.status_code == 409
    assert "第一个窗口" in answer.text
    assert "第二个窗口" in answer.text
    assert "第一个窗口" in unit_file(folder).read_text("utf-8")
    assert client.post("/units/south/file", data=filled(answer.text, "/units/south/file")).status_code == 303
    assert "第二个窗口" in unit_file(folder).read_text("utf-8")


def test_a_save_is_undone_from_the_page_of_changes(client: TestClient, folder: Path) -> None:
    before = unit_file(folder).read_bytes()
    post(client, "/units/south", "/units/south", **{"names.full": "北街店"})
    assert re.search(r"<time>\d{4}-\d\d-\d\d \d\d:\d\d</time>　第1次保存", client.get("/history").text)
    assert post(client, "/history/1/undo", "/history") == 303
    assert unit_file(folder).read_bytes() == before


def test_a_new_unit_begins_from_another(client: TestClient, folder: Path, desk: Desk) -> None:
    assert post(client, "/units", "/units", **{"names.full": "东街店", "id": "east", "extends": "south"}) == 303
    unit = read_unit("east", desk.workspace.unit_roots)[0]
    assert (unit.names.full, unit.chain) == ("东街店", ("east", "south", "default"))
    answer = client.post("/units", data=filled(client.get("/units").text, "/units") | {"names.full": "x", "id": "east"})
    assert answer.status_code == 422
    for bad in ("../x", "A", "south", "con/x", ""):
        form = filled(client.get("/units").text, "/units") | {"names.full": "x", "id": bad}
        assert client.post("/units", data=form).status_code == 422


def test_what_comes_with_the_program_is_not_changed(client: TestClient, desk: Desk) -> None:
    data = {"csrf": desk.session.csrf, "names.full": "改", "seen": ""}
    assert client.post("/units/default", data=data).status_code == 403
    assert client.post("/units/default/base", data=data, files={"file": ("a.pptx", b"x")}).status_code == 403


def test_a_logo_is_taken_under_a_name_of_ours(client: TestClient, folder: Path, desk: Desk) -> None:
    form = filled(client.get("/units/south").text, "/units/south/logo")
    answer = client.post("/units/south/logo", data=form, files={"file": ("../../我们的 标志.PNG", PNG.read_bytes())})
    assert answer.status_code == 303
    assert (folder / "templates" / "south" / "logo.png").read_bytes() == PNG.read_bytes()
    assert read_unit("south", desk.workspace.unit_roots)[0].brand.logo.endswith("logo.png")
    shown = client.get("/units/south/logo")
    assert shown.content == PNG.read_bytes()
    assert "sandbox" in shown.headers["content-security-policy"]


def png_of(width: int, height: int) -> bytes:
    """The head of a picture of this size, and next to nothing in it."""
    parts = (
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    )
    rows = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(rows)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("logo.png", b"not a picture", "A508"),
        ("logo.exe", b"MZ", "A508"),
        ("logo.svg", b"<svg/>", "A508"),
        ("logo.gif", b"GIF89a", "A314"),
        ("logo.png", PNG.read_bytes()[:500], "A314"),
        ("logo.png", png_of(60_000, 60_000), "A315"),
    ],
)
def test_what_could_not_be_put_in_a_file_is_no_logo(
    client: TestClient, folder: Path, name: str, data: bytes, code: str
) -> None:
    form = filled(client.get("/units/south").text, "/units/south/logo")
    answer = client.post(
        "/units/south/logo",
        data=form,
        files={"file": (name, data)},
        headers={"referer": "http://127.0.0.1:8460/units/south"},
    )
    assert answer.status_code == 422
    assert code in answer.text
    assert "没有保存。原来的都还在。" in answer.text
    assert re.search('href="/units/south"[^>]*>回到上一页', answer.text)
    assert [path.name for path in (folder / "templates" / "south").iterdir()] == ["unit.yaml"]


def with_base(client: TestClient, data: bytes) -> str:
    """The page of the unit's bases after a deck was sent."""
    form = filled(client.get("/units/south/base").text, "/units/south/base")
    assert client.post("/units/south/base", data=form, files={"file": ("局里的模板.pptx", data)}).status_code == 303
    return client.get("/units/south/base").text


def test_a_deck_becomes_the_base_and_a_layout_is_corrected_in_its_map(client: TestClient, folder: Path) -> None:
    data = house_base(HOUSES["blue"])
    chosen = filled(with_base(client, data), "/units/south/map")
    unit = folder / "templates" / "south"
    assert sha256((unit / "deck.pptx").read_bytes()) == sha256(data)
    assert len([key for key in chosen if key.startswith("layout.")]) >= 6
    assert client.post("/units/south/map", data=chosen).status_code == 303
    assert not (unit / "template.map.yaml").exists()
    (unit / "template.map.yaml").write_text("# 这是我写的\ncolors:\n  deep: tx2  # 深色\n", "utf-8")
    chosen = filled(client.get("/units/south/base").text, "/units/south/map")
    assert client.post("/units/south/map", data=chosen | {"layout.quote": chosen["layout.cover"]}).status_code == 303
    text = (unit / "template.map.yaml").read_text("utf-8")
    assert text.startswith("# 这是我写的\ncolors:\n  deep: tx2  # 深色\n")
    assert re.search(rf"quote:.*\n\s+layout: \"?{chosen['layout.cover']}", text)
    chosen = filled(client.get("/units/south/base").text, "/units/south/map")
    assert client.post("/units/south/map", data=chosen | {"layout.quote": "-"}).status_code == 303
    assert "quote" not in (unit / "template.map.yaml").read_text("utf-8")


def test_every_layout_has_a_small_picture(client: TestClient) -> None:
    page = with_base(client, house_base(HOUSES["blue"]))
    addresses = set(re.findall(r'<img src="(/units/south/layouts/[^"]+)"', page))
    assert len(addresses) >= 6
    for address in addresses:
        picture = client.get(address)
        assert picture.headers["content-type"] == "image/svg+xml"
        assert b"<svg" in picture.content
        assert b"<path" in picture.content
        assert "default-src 'none'" in picture.headers["content-security-policy"]
    assert "图按版式里的占位符画" in client.get("/units/south/layouts").text


def test_a_word_file_becomes_the_base_and_its_styles_are_named(client: TestClient, folder: Path) -> None:
    assert "这个底版是从上级单位来的。上传自己的 Word 文件" in client.get("/units/south/base").text
    form = filled(client.get("/units/south/base").text, "/units/south/base")
    sent = {"file": ("文头.docx", house_document())}
    assert client.post("/units/south/base", data=form, files=sent).status_code == 303
    page = client.get("/units/south/base").text
    assert "templates/south/document.docx" in page
    assert re.search(r"用它的样式</dt><dd>\d+个", page)
    assert "heading 1、" in page
    assert "看不到逐页的图" in client.get("/units/south/pages").text


def test_a_layout_that_does_not_exist_is_told(client: TestClient, folder: Path) -> None:
    form = filled(with_base(client, house_base(HOUSES["red"])), "/units/south/map")
    answer = client.post("/units/south/map", data=form | {"layout.cover": "slideLayout99.xml"})
    assert answer.status_code == 422
    assert "T532" in answer.text
    assert not (folder / "templates" / "south" / "template.map.yaml").exists()


def test_another_deck_takes_the_map_of_the_one_before_away(client: TestClient, folder: Path) -> None:
    form = filled(with_base(client, house_base(HOUSES["red"])), "/units/south/map")
    client.post("/units/south/map", data=form | {"layout.closing": form["layout.cover"]})
    map_file = folder / "templates" / "south" / "template.map.yaml"
    assert "closing" in map_file.read_text("utf-8")
    with_base(client, house_base(HOUSES["blue"]))
    assert not map_file.exists()


def test_lessons_are_chosen_and_let_go_again(client: TestClient, desk: Desk) -> None:
    assert post(client, "/units/south", "/units/south", **{"choices.lessons": ["", "lesson.counter"]}) == 303
    assert desk.unit("south")[0].choices.lessons == ("lesson.counter",)
    assert post(client, "/units/south", "/units/south", **{"choices.lessons": ""}) == 303
    assert desk.unit("south")[0].choices.lessons == ()
    assert "products" not in (desk.unit_folder("south") / "unit.yaml").read_text("utf-8")


def test_sheet_and_script_are_chosen_and_told_in_words(client: TestClient, desk: Desk) -> None:
    answers: dict[str, str | list[str]] = {"choices.sheet": "Letter", "choices.script": "s2hk"}
    assert post(client, "/units/south", "/units/south", **answers) == 303
    choices = read_unit("south", desk.workspace.unit_roots)[0].choices
    assert (choices.sheet, choices.script) == ("Letter", "s2hk")
    assert re.search("繁体字照哪里的写法</a></th><td>香港</td>", client.get("/units/south").text)


def test_what_is_own_stands_beside_what_the_parent_has(client: TestClient) -> None:
    page = client.get("/units/south").text
    assert "自己写了" in page
    assert re.search(r'href="#f-brand-colors-primary">主色</a>.*?1E5AA0', page)


def test_all_previews_are_shown_in_the_unit_that_was_chosen(client: TestClient) -> None:
    assert post(client, "/units/south/show", "/units/south") == 303
    for at in ("/courses/coffee-shop/principles/cup.clean", "/courses/coffee-shop/papers/final", "/build"):
        assert re.search(r'<option value="south" selected', client.get(at).text), at
    course = client.get("/courses/coffee-shop").text
    assert 'href="/preview/coffee-shop/south"' in course
    assert "要照“南街店”把整门课排一遍" in course
    assert 'hx-get="/courses/coffee-shop/trace?unit=south"' in course
    assert "unit=south" in client.get("/courses/coffee-shop/checks/lesson.counter").text
    client.get("/preview/coffee-shop?unit=default")
    assert re.search(r'<option value="default" selected', client.get("/courses/coffee-shop/papers/final").text)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("a.pptx", b"no zip", "A50"), ("a.docx", b"PK\x03\x04", "A50"), ("a.exe", b"MZ", "U271"), ("a.pptx", None, "A50")],
)
def test_a_file_that_cannot_be_a_base_is_told_and_not_kept(
    client: TestClient, folder: Path, name: str, data: bytes | None, code: str
) -> None:
    form = filled(client.get("/units/south/base").text, "/units/south/base")
    answer = client.post("/units/south/base", data=form, files={"file": (name, bomb() if data is None else data)})
    assert answer.status_code == 422
    assert code in answer.text
    assert [path.name for path in (folder / "templates" / "south").iterdir()] == ["unit.yaml"]


def test_colours_are_shown_with_their_contrast_before_they_are_saved(client: TestClient, desk: Desk) -> None:
    data = {"csrf": desk.session.csrf, "brand.colors.primary": "ffee00"}
    told = client.post("/units/south/tones", data=data).text
    assert "∶1" in told
    assert "FFEE00" in told
    assert "用的是" in told
    assert "不是颜色" in client.post("/units/south/tones", data=data | {"brand.colors.primary": "red"}).text


def test_a_file_that_is_broken_can_be_mended_as_text(client: TestClient, folder: Path) -> None:
    unit_file(folder).write_text("names: {full: [}\n", "utf-8")
    page = client.get("/units/south")
    assert page.status_code == 200
    assert "/units/south/file" in page.text
    assert "有错误" in client.get("/").text
    assert post(client, "/units/south/file", "/units/south/file", text="names: {full: 好了}\n") == 303
    assert "好了" in client.get("/units/south").text


def test_a_sheet_makes_units_and_names_the_cell_that_is_wrong(client: TestClient, folder: Path, desk: Desk) -> None:
    form = filled(client.get("/units").text, "/units/import")
    wrong = "单位全称,上级单位,主色\n西街店,南街店,1E5AA0\n北街店,南街店,red\n".encode()
    answer = client.post("/units/import", data=form, files={"file": ("各店.csv", wrong)})
    assert answer.status_code == 422
    assert "各店.csv" in answer.text
    assert len(desk.workspace.units()) == len(client.get("/units").text.split("<tbody>")[1].split("<tr>")) - 1
    assert [path.name for path in (folder / "templates").iterdir()] == ["south"]
    right = wrong.replace(b"red", b"7A1F5C").replace("主色\n".encode(), "主色,单位简写\n".encode())
    answer = client.post("/units/import", data=form, files={"file": ("各店.csv", right)})
    assert answer.status_code == 200
    assert answer.text.count("新建") >= 2
    assert "各店.csv!D1" in answer.text
    assert "简称" in answer.text.split("各店.csv!D1")[0].split("C489")[0]
    made = {read_unit(unit, desk.workspace.unit_roots)[0].names.full: unit for unit in desk.workspace.units()}
    north = read_unit(made["北街店"], desk.workspace.unit_roots)[0]
    assert (north.chain[1], north.brand.colors["primary"]) == ("south", "7A1F5C")
    assert len(desk.history.entries()) == 2


def test_a_colour_that_nobody_chose_is_shown_as_it_comes_out(client: TestClient) -> None:
    shown = re.findall(r'<input type="color" value="#(\w{6})"', client.get("/units/south").text)
    assert shown[0] == "1e5aa0"
    assert len(shown) == 9
    assert "808080" not in shown[:-1]  # of links a base says nothing until somebody does


def test_a_unit_that_cannot_be_made_keeps_what_was_typed(client: TestClient) -> None:
    form = filled(client.get("/units").text, "/units")
    answer = client.post("/units", data=form | {"names.full": "西街店", "id": "西 街", "extends": "south"})
    assert answer.status_code == 422
    assert "编号“西 街”不能用" in answer.text
    kept = filled(answer.text, "/units")
    assert (kept["names.full"], kept["id"], kept["extends"]) == ("西街店", "西 街", "south")


def test_a_unit_that_comes_with_the_program_leads_to_one_of_ones_own(client: TestClient) -> None:
    (begin,) = re.findall(r'href="(/units[?]from=county-tax)#new"', client.get("/units/county-tax").text)
    assert filled(client.get(begin).text, "/units")["extends"] == "county-tax"


def test_words_of_a_unit_are_labelled_in_the_language_of_the_page(client: TestClient, folder: Path, desk: Desk) -> None:
    unit_file(folder).write_text("extends: default\nnames: {full: South Shop}\nterms: {leaders: the bosses}\n", "utf-8")
    client.post("/language", data=filled(client.get("/units").text, "/language") | {"language": "en"})
    page = client.get("/units/south").text
    labels = dict(re.findall(r'<label for="f-terms-([\w-]+)">([^<]+)', page))
    assert len(labels) == len(read_unit("default", desk.workspace.unit_roots)[0].terms)
    assert not [label for label in labels.values() if re.search(r"[\u4e00-\u9fff]", label)]
    assert page.count(labels["leaders"]) > 1, "the card of what is the unit's own names it too"
