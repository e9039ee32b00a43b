"""Bases by themselves: what is found out about one, and a unit's folder made from one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from coursegen.build.assets import read_asset
from coursegen.build.products import BASES, BaseForm
from coursegen.build.proof import prove_deck, prove_document
from coursegen.build.tags import sample_texts
from coursegen.checks.output import check_output
from coursegen.errors import NOWHERE, Fault, FaultError, fail, reason_of
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.document.compile import compile_document
from coursegen.office.document.compiled import CompiledDocument
from coursegen.office.render import rendered
from coursegen.reading.base_maps import MAP_FILE, read_base_map
from coursegen.reading.unit_chain import UNIT_ID
from coursegen.workspace import UNIT_FILE, place_of, shown, write_atomic


class Survey(Struct, frozen=True):
    """A base as it was understood: the compiled base, a sample poured into it by file name, and warnings."""

    form: BaseForm
    compiled: CompiledDeck | CompiledDocument
    proof: Mapping[str, bytes]
    faults: tuple[Fault, ...]


def form_of(path: Path) -> BaseForm:
    """What a file is a base of, by its suffix. Raises U271."""
    for form, names in BASES.items():
        if path.suffix.lower() in {Path(name).suffix for name in names}:
            return form
    known = tuple(Path(name).suffix for names in BASES.values() for name in names)
    raise fail("U271", place_of(path), suffix=path.suffix, known=known)


def survey(path: Path, terms: Mapping[str, str], *, draw: bool = True, name: str = "") -> Survey:
    """A base, compiled with the map beside it and tried; with `draw` also as LibreOffice shows it, where it is there.

    `terms` are the slots of terms, for tags of the base; `name` is what it is called if not by its path. Raises the
    faults of the file, of its map, and of sample texts that do not fit.
    """
    form = form_of(path)
    if not path.exists():
        raise fail("U279", place_of(path))
    data, name = read_asset(path), name or shown(path)
    compiled: CompiledDeck | CompiledDocument
    if form == "deck":
        compiled = compile_deck(data, name, read_base_map(path.with_name(MAP_FILE)))
        made, faults = prove_deck(compiled, sample_texts(terms))
    else:
        compiled = compile_document(data, name)
        made, faults = prove_document(compiled, sample_texts(terms)), ()
    suffix = Path(BASES[form][0]).suffix
    sample = f"{path.stem}.check{suffix}"
    proof = {sample: made}
    faults = (*compiled.faults, *faults, *check_output(made, sample))
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
    drawn = rendered(proof, "pdf") if draw else {}
    return Survey(form, compiled, proof | {f"{stem}.pdf": pdf for stem, pdf in drawn.items()}, faults)


def start_unit(
    path: Path, unit: str, templates: Path, terms: Mapping[str, str]
) -> tuple[tuple[Path, ...], tuple[Fault, ...]]:
    """Make or complete a unit's folder from a base: the base, its map to edit, and a unit.yaml when there is none.

    Nothing that is there already is touched. Returns the files written, and warnings about the base. Raises T303 for
    an id that cannot be one, U272 for one that differs from another only by case, U273 when a file is there already.
    """
    if not UNIT_ID.fullmatch(unit):
        raise fail("T303", NOWHERE, value=unit)
    alike = (
        [f.name for f in templates.iterdir() if f.name.lower() == unit and f.name != unit] if templates.is_dir() else []
    )
    if alike:
        raise fail("U272", place_of(templates / alike[0]), value=unit)
    found, folder = survey(path, terms, draw=False), templates / unit
    files = {folder / (Path(BASES[found.form][0]).stem + path.suffix.lower()): read_asset(path)}
    if isinstance(found.compiled, CompiledDeck):
        files[folder / MAP_FILE] = map_text(found.compiled, path.name).encode()
    taken = [folder / name for name in BASES[found.form] if (folder / name).exists()]
    taken += [file for file in files if file.exists() and file not in taken]
    if taken:
        raise FaultError([Fault("U273", place_of(file)) for file in taken])
    if not (folder / UNIT_FILE).exists():
        files[folder / UNIT_FILE] = _UNIT.encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in files.items():
            write_atomic(file, data)
    except OSError as error:
        raise fail("O101", place_of(folder), reason=reason_of(error)) from error
    return tuple(files), found.faults


_UNIT = """\
# 单位的名称、用词、颜色和选择；只写和上级单位（或默认单位）不一样的。
names:
  full: 单位全称
  office: 主办部门
# short: 单位简称         # 不写就用全称
# extends: default        # 上级单位的文件夹名
# brand:
#   colors: {primary: "1E5AA0"}
#   logo: logo.png
"""

_SURETY = {"high": "把握大", "medium": "大致可靠", "low": "请核对", "added": "底版没有，程序补的", "map": "照本文件"}


def map_text(compiled: CompiledDeck, name: str) -> str:
    """A template.map.yaml that says what was found out, with all that may be changed as comments."""
    lines = [
        f"# 底版 {name} 的对应表：哪个版式用来做哪种幻灯片。看效果用 coursegen template check。",
        "# 版式写部件的文件名（layout），也可以写母版和版式的序号（master、index，从1数）。",
        "# slots 是占位符的编号（idx），content 是画图的区域（左、上、宽、高，占幻灯片的百分数），",
        "# ground 是内容区的底色（六位十六进制数），程序看不准时才写。",
        "layouts:",
    ]
    for row in compiled.rows:
        mark = "# " if row.surety == "added" else ""
        lines.append(f"  {mark}{row.role}:  # {_line(row.name)}（{_SURETY[row.surety]}）")
        lines.append(f"  {mark}  layout: {row.part if row.surety != 'added' else 'slideLayout1.xml'}")
        on = compiled.layouts[row.role].ground
        lines += [f"    ground: {on}"] if isinstance(on, str) and row.surety != "added" else []
        offered = compiled.layouts[row.role].placeholders
        slots = ", ".join(f"{role}: {_index(p.attributes)}" for role, p in offered.items())
        lines.append(f"  #   slots: {{{slots}}}")
        area = _content(compiled, row.role)
        lines += [f"  #   content: [{', '.join(f'{v:.0f}' for v in area)}]"] if min(area[2:]) >= 1 else []
    lines += ["# 颜色各用主题里的哪一个（bg1、tx1、bg2、tx2、accent1……accent6）；不写，程序按对比度选：", "# colors:"]
    return "\n".join([*lines, "#   primary: accent1", "#   deep: tx2", ""])


def _line(name: str) -> str:
    return " ".join(name.split())


def _index(attributes: str) -> str:
    return attributes.partition('idx="')[2].partition('"')[0] or "0"


def _content(compiled: CompiledDeck, role: str) -> tuple[float, ...]:
    spec = compiled.spec
    area = next(layout.content for key, layout in spec.layouts.items() if key == role)
    return 100 * area.x / spec.width, 100 * area.y / spec.height, 100 * area.w / spec.width, 100 * area.h / spec.height
