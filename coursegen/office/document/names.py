"""Styles of a base under the names that Word keeps for its built-in ones, whatever language they were saved in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from coursegen.office.document.markup import W
from coursegen.office.house.document_styles import ENGLISH_NAMES
from coursegen.wording.chinese import TRADITIONAL, in_script

_HEADINGS = ["标题", "標題", "見出し", "제목", "Überschrift", "Titre", "Título", "Заголовок", "Titolo", "Kop", "Rubrik"]
_CONTENTS = ["目录", "目錄", "目次", "목차", "Verzeichnis", "TM", "TDC", "Sumário", "Оглавление", "Sommario", "Inhopg"]
_LOCAL: Mapping[str, tuple[str, ...]] = {
    "Normal": ("正文", "內文", "標準", "표준", "Standard", "Normale", "Обычный", "Standaard"),
    "Title": ("标题", "標題", "表題", "제목", "Titel", "Titre", "Título", "Название", "Titolo"),
    "Subtitle": (
        "副标题", "副標題", "副題", "부제", "Untertitel", "Sous-titre", "Subtítulo", "Подзаголовок", "Sottotitolo",
        "Ondertitel",
    ),
    "caption": (
        "题注", "標號", "図表番号", "캡션", "Beschriftung", "Légende", "Descripción", "Legenda", "Название объекта",
        "Didascalia", "Bijschrift",
    ),
    "Quote": ("引用", "引文", "인용", "Zitat", "Citation", "Cita", "Citação", "Цитата", "Citazione", "Citaat"),
    "header": (
        "页眉", "頁首", "ヘッダー", "머리글", "Kopfzeile", "En-tête", "Encabezado", "Cabeçalho", "Верхний колонтитул",
        "Intestazione", "Koptekst",
    ),
    "footer": (
        "页脚", "頁尾", "フッター", "바닥글", "Fußzeile", "Pied de page", "Pie de página", "Rodapé",
        "Нижний колонтитул", "Piè di pagina", "Voettekst",
    ),
    "List Bullet": (
        "列表项目符号", "項目符號", "箇条書き", "글머리 기호", "Aufzählungszeichen", "Liste à puces",
        "Lista con viñetas", "Lista com marcadores", "Маркированный список", "Punto elenco", "Lijst opsom.teken",
    ),
    "List Number": (
        "列表编号", "清單號碼", "段落番号", "번호 매기기", "Listennummer", "Liste à numéros", "Lista con números",
        "Lista numerada", "Нумерованный список", "Numero elenco", "Lijstnummering",
    ),
    **{f"heading {n}": tuple(f"{word} {n}" for word in _HEADINGS) for n in (1, 2, 3)},
    **{f"toc {n}": tuple(f"{word} {n}" for word in _CONTENTS) for n in (1, 2, 3)},
}  # fmt: skip
"""Built-in names, and what programs in other languages have been met to save instead."""


def use_built_in_names(styles: Any) -> None:
    """Give the styles of a w:styles element their built-in names: by local name, by alias, headings by outline level.

    A built-in name that a style has already is left to it; one that differs by case only is the same to Word.
    """
    own = [s for s in styles.findall(f"{{{W}}}style") if _name(s)]
    taken = {_name(style) for style in own}
    for name in _LOCAL:
        if name not in taken:
            found = next(_candidates(own, name), None)
            if found is not None:
                found.find(f"{{{W}}}name").set(f"{{{W}}}val", name)
                found.attrib.pop(f"{{{W}}}customStyle", None)


def use_house_names(styles: Any, language: str = "zh-Hans") -> None:
    """Give the house's own styles, known by id and by their name in any language, their names in this one."""
    by_id = {name.replace(" ", ""): chinese for chinese, name in ENGLISH_NAMES.items()}
    for style in styles.findall(f"{{{W}}}style"):
        chinese = by_id.get(style.get(f"{{{W}}}styleId"), "")
        if chinese and any(_name(style) == _house_name(chinese, tongue) for tongue in ("zh-Hans", "en", *TRADITIONAL)):
            style.find(f"{{{W}}}name").set(f"{{{W}}}val", _house_name(chinese, language))


@lru_cache(maxsize=1024)
def _house_name(chinese: str, language: str) -> str:
    return in_script(language)(chinese) if language.startswith("zh") else ENGLISH_NAMES[chinese]


def _candidates(styles: list[Any], name: str) -> Iterator[Any]:
    """Paragraph styles that may be meant by a built-in name, the surest first."""
    paragraphs = [s for s in styles if s.get(f"{{{W}}}type") == "paragraph"]
    wanted = {name.lower(), *(local.lower() for local in _LOCAL[name])}
    yield from (s for s in paragraphs if _name(s).lower() == name.lower())
    yield from (s for s in paragraphs if _name(s).lower() in wanted)
    yield from (s for s in paragraphs if wanted & {a.strip().lower() for a in _value(s, "aliases").split(",")})
    if name.startswith("heading"):
        level = str(int(name[-1]) - 1)
        yield from (s for s in paragraphs if _value(s, "pPr", "outlineLvl") == level and _free(s))


def _free(style: Any) -> bool:
    """Whether a style has a name of its own, not a built-in one."""
    return _name(style).lower() not in {name.lower() for name in _LOCAL}


def _name(style: Any) -> str:
    return _value(style, "name")


def _value(style: Any, *path: str) -> str:
    found = style.find("/".join(f"{{{W}}}{step}" for step in path))
    return str(found.get(f"{{{W}}}val") or "") if found is not None else ""
