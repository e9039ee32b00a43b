"""Questions typed as text: stem, options A. B. …, 答案：, 解析： → questions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.errors import Place
from coursegen.exchange import Question
from coursegen.exchange.fields import LETTERS, kind_named, question_from
from coursegen.exchange.recognise import field_of
from coursegen.model.profile import Profile
from coursegen.text import narrow

_INDENT = "　　"
_NUMBER = re.compile(r"\s*(?:第?\d{1,4}\s*[.、．)）题:：]\s*|[（(]\d{1,4}[)）]\s*)")
_OPTION = re.compile(r"\s*[（(]?([A-JＡ-Ｊ])\s*[.、．:：)）]\s?")
_LABEL = re.compile(r"\s*[【\[]?\s*([\u4e00-\u9fff]{2,6}|[A-Za-z]{2,12})\s*[】\]]?\s*[:：]")
_BARE_LABEL = re.compile(r"\s*【\s*([\u4e00-\u9fff]{2,6})\s*】\s*")
_KIND_BEFORE = re.compile(r"\s*[【\[(（]([\u4e00-\u9fff]{1,8}|[A-Za-z ]{3,30})[】\])）]\s?")
_KIND_BEHIND = re.compile(r"\s?[【\[(（]([\u4e00-\u9fff]{1,8})[】\])）]\s*$")
_INLINE_KEY = re.compile(r"[（(]\s*([A-JＡ-Ｊ]{1,10}|[√×✓✗对错])\s*[)）]")
_BESIDE = re.compile(r"(?:\s{2,}|\t|　+)(?=[（(]?[A-JＡ-Ｊ]\s*[.、．:：)）])")
_HEADING = re.compile(r"\s*[一二三四五六七八九十]+\s*[、.．]")


class _Draft(Struct):
    """A question while its lines are read; `last` is the field that a further line goes on with."""

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    last: str = "stem"

    def add(self, name: str, text: str) -> None:
        self.fields[name] = text
        self.last = name

    def go_on(self, text: str) -> None:
        before = self.fields.get(self.last, "")
        self.fields[self.last] = f"{before}\n{text}" if self.last in self.fields else text


def read_text(text: str, file: str, profile: Profile) -> tuple[Question, ...]:
    """The questions of a text. A question begins with a number, or after an empty line once there was a key."""
    drafts = _drafts(text.splitlines(), profile)
    return tuple(_finished(draft, profile, file) for draft in drafts if draft.fields.get("stem", "").strip())


def _drafts(lines: Sequence[str], profile: Profile) -> Iterator[_Draft]:
    labels = {label: name for name, label in (profile.text.labels if profile.text else {}).items()}
    own = frozenset(profile.kinds.values())
    draft: _Draft | None = None
    section, empty = "", False
    for number, line in enumerate(lines, 1):
        if draft and line.startswith(_INDENT):
            draft.go_on(line.removeprefix(_INDENT))
        elif not line.strip():
            empty = True
            continue
        elif _HEADING.match(line) and kind_named(line):
            section = kind_named(line)
        elif draft is None or _begins(line, draft, empty=empty):
            if draft:
                yield draft
            draft = _begun(number, line, section, own)
        else:
            _continue(draft, line, labels)
        empty = False
    if draft:
        yield draft


def _begins(line: str, draft: _Draft, *, empty: bool) -> bool:
    """Whether a line is the first of the next question."""
    answered = "answer" in draft.fields
    if _label(line, {}) or (_OPTION.match(line) and not answered):
        return False
    return bool(_NUMBER.match(line) and (empty or answered or "option.A" in draft.fields)) or (empty and answered)


def _begun(number: int, line: str, section: str, own: Container[str]) -> _Draft:
    """A question by its first line; `own` are the words of the profile for kinds."""
    found = _NUMBER.match(line)
    draft = _Draft(number)
    stem = line[found.end() :] if found else line
    kind = _KIND_BEFORE.match(stem)
    if kind and (kind[1] in own or kind_named(kind[1])):
        stem = stem[kind.end() :]
        draft.fields["kind"] = kind[1]
    elif section:
        draft.fields["kind"] = section
    draft.add("stem", stem)
    return draft


def _continue(draft: _Draft, line: str, labels: Mapping[str, str]) -> None:
    option = _OPTION.match(line)
    if label := _label(line, labels):
        draft.add(*label)
    elif option and narrow(option[1]) == _next_letter(draft):
        for part in _options(line):
            found = _OPTION.match(part)
            if found and narrow(found[1]) == _next_letter(draft):
                draft.add(f"option.{_next_letter(draft)}", part[found.end() :])
            else:
                draft.go_on(part)
    else:
        draft.go_on(line)


def _options(line: str) -> list[str]:
    """The options on a line: several may stand beside one another."""
    return _BESIDE.split(line)


def _next_letter(draft: _Draft) -> str:
    return LETTERS[sum(name.startswith("option.") for name in draft.fields)]


def _label(line: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """Field and text of a line that begins with the name of a field, in the profile's words or in any known ones."""
    for label, name in labels.items():
        if line.startswith(label):
            return name, line.removeprefix(label).removeprefix(" ")
    found = _LABEL.match(line) or _BARE_LABEL.match(line)
    name = field_of(found[1]) if found else ""
    return (name, line[found.end() :].strip()) if found and name and name != "stem" else None


def _finished(draft: _Draft, profile: Profile, file: str) -> Question:
    fields = dict(draft.fields)
    behind = _KIND_BEHIND.search(fields["stem"])
    if "kind" not in fields and behind and kind_named(behind[1]):
        fields["kind"], fields["stem"] = behind[1], fields["stem"][: behind.start()]
    if "answer" not in fields and (found := list(_INLINE_KEY.finditer(fields["stem"]))):
        key = found[-1]
        fields["answer"] = key[1]
        fields["stem"] = f"{fields['stem'][: key.start()]}（　　）{fields['stem'][key.end() :]}"
    return replace(question_from(fields, profile), place=Place(file, draft.line))
