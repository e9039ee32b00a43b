"""How a platform wants questions written: in which columns of a sheet, which lines of a text, with which words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class ProfileColumn(Struct, frozen=True):
    """A column of the sheet: its name there, and the field of a question it holds (empty: none of ours).

    `option.A` to `option.J` hold one option each, `options` all of them.
    """

    name: str
    field: str = ""


class TextForm(Struct, frozen=True):
    """How a question is written in a text file; `labels` are heads of lines by field, in the order they are written.

    `number` and `option` hold `{n}` and `{letter}`; `kind` holds `{kind}` and stands before the stem or, with
    `kind_behind`, after it; empty where the platform finds out the kind by itself. With `one_line` a question one of
    whose texts has several lines, or looks like an option or a key, stays behind.
    """

    labels: Mapping[str, str]
    number: str = "{n}. "
    option: str = "{letter}. "
    kind: str = ""
    kind_behind: bool = False
    one_line: bool = False


class Profile(Struct, frozen=True):
    """What one platform takes. `verified` says that a file made by it has been imported there.

    `kinds` are the platform's words for kinds of ours (a kind without one stays behind), `above` what stands in
    the first column of rows over the header, by their number. `escape` is put before separators that stand in a text;
    without one such a text stays behind.
    """

    id: str
    title: str
    kinds: Mapping[str, str]
    verified: bool = False
    note: str = ""
    sheet: str = "Sheet1"
    header_row: int = 1
    above: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[ProfileColumn, ...] = ()
    text: TextForm | None = None
    right: str = "正确"
    wrong: str = "错误"
    difficulties: Mapping[str, str] = field(default_factory=dict)
    between_letters: str = ""
    between_options: str = "|"
    between_gaps: str = "；"
    between_words: str = "/"
    escape: str = ""
