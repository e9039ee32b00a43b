"""Write docs/faults.md anew from the sentences of the faults: `python scripts/make_faults.py`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import coursegen
from coursegen.errors import Fault, Place

PAGE = Path(__file__).parents[1] / "docs" / "faults.md"

_FAMILIES = {
    "U": ("命令行 Usage", "怎么打的命令、参数、名字 · commands, options and names"),
    "C": ("内容 Content", "课程、题库、培训班、单位表 · courses, banks, classes, sheets of units"),
    "T": ("模板和单位 Templates and units", "模板、单位文件、底稿 · templates, unit files, bases"),
    "A": ("素材 Assets", "底稿、图片、程序库 · base files, pictures, libraries"),
    "L": ("版面 Layout", "放不下的文字 · text that does not fit"),
    "O": ("产物 Output", "写不成的、要留着的、检查没过的文件 · files not written, kept, or unsound"),
    "K": ("检查 Checks", "`check`和`diff`说的 · what `check` and `diff` say"),
}

_HEAD = """\
# 错误和警告 · Faults

<!-- 由scripts/make_faults.py写出，不要手改 · written by scripts/make_faults.py -->

每一条都说：在哪里（文件:行:列）、编号、原因 → 怎么办。花括号里的由程序填。有的编号有时是错误，有时是警告；
`--strict`下有警告也算失败。
Every fault says where (file:line:column), its code, cause → remedy. Names in braces are filled in. Some codes are
errors in one place and warnings in another; under `--strict` warnings fail too.

`--log-format json`：每条一行 · one object a line:

```json
{example}
```
"""


def messages() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Sentences of every code, by code and language."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for file in sorted((Path(coursegen.__file__).parent / "messages").glob("*.toml")):
        found |= tomllib.loads(file.read_text("utf-8"))
    return dict(sorted(found.items()))


def page() -> str:
    """The whole page."""
    import json

    fault = Fault("U252", Place("notice.yaml", 3, 7), {"date": "2026-13-01"})
    example = json.dumps(fault.record("en"), ensure_ascii=False)
    return _HEAD.replace("{example}", example) + "".join(_sections())


def _sections() -> Iterator[str]:
    known = messages()
    for family, (title, about) in _FAMILIES.items():
        codes = [code for code in known if code[0] == family]
        yield f"\n## {family}　{title}\n\n{about}。退出码 exit code {Fault(codes[0]).exit_code}。\n\n"
        yield "| | 原因 | 怎么办 | cause | remedy |\n|---|---|---|---|---|\n"
        yield from (_row(code, known[code]) for code in codes)


def _row(code: str, said: Mapping[str, Mapping[str, str]]) -> str:
    cells = (said[language][part] for language in ("zh", "en") for part in ("cause", "remedy"))
    plain = (" ".join(cell.split()).replace("|", "\\|").replace("<", "&lt;") for cell in cells)
    return f'| <a id="{code}"></a>{code} | {" | ".join(plain)} |\n'


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
