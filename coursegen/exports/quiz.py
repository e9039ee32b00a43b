"""Questions as an HTML form that marks itself: what self-test and SCORM lessons have in common."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import count

from coursegen.exchange import Kind, Question
from coursegen.exchange.fields import LETTERS
from coursegen.exchange.question import FALSE, TRUE
from coursegen.exports.bank import Group
from coursegen.exports.cover import covered
from coursegen.exports.moodle_xml import GAP
from coursegen.exports.places import shuffled_pairs
from coursegen.html.markup import Markup, joined, tag

Label = Callable[[str], str]
"""From a Chinese label to the page's language."""


def messages(_: Label) -> Mapping[str, str | None]:
    """What the script says, as attributes of the form."""
    said = {
        "right": _("答对了"), "wrong": _("不对"), "empty": _("还没有作答"), "key": _("答案："), "open": _("参考答案："),
        "score": _("答对{right}题，共{all}题（{percent}分）"), "pass": _("已达到及格线"),
        "fail": _("没有达到及格线，可以再做一遍"),
    }  # fmt: skip
    return {f"data-say-{key}": text for key, text in said.items()}


def _kind_name(kind: Kind, _: Label) -> str:
    names: Mapping[Kind, str] = {
        "single": _("单选"), "multiple": _("多选"), "judge": _("判断"), "judge-reason": _("判断说理"),
        "blank": _("填空"), "short": _("简答"), "case": _("案例"), "correct": _("改错"), "match": _("连线"),
        "order": _("排序"),
    }  # fmt: skip
    return names[kind]


def quiz(groups: Sequence[Group], salt: str, _: Label, *, at_once: bool, pass_mark: int | None = None) -> Markup:
    """The form of all questions; `at_once`: each is marked when its own button is pressed, else all by one button.

    Several groups have their titles; `pass_mark` is in per cent.
    """
    numbers = count(1)
    parts: list[Markup] = []
    for group in groups:
        parts += [tag("h2", group.title)] if len(groups) > 1 else []
        parts += [_block(next(numbers), question, salt, _, at_once=at_once) for question in group.questions]
    end = [] if at_once else [_button("submit", _("提交"))]
    limit = {} if pass_mark is None else {"data-pass": str(pass_mark)}
    return tag(
        "form", *parts,
        tag("p", *end, _button("again", _("再做一遍")), attributes={"class": "actions"}),
        tag("p", attributes={"class": "score", "role": "status", "tabindex": "-1"}),
        attributes={"class": "quiz", "data-mode": "each" if at_once else "all", **limit, **messages(_)},
    )  # fmt: skip


def _button(action: str, words: str) -> Markup:
    return tag("button", words, attributes={"type": "button", "data-do": action})


def _block(number: int, question: Question, salt: str, _: Label, *, at_once: bool) -> Markup:
    name = f"q{number}"
    material = [tag("blockquote", *_lines(question.material))] if question.material else []
    stem = tag("span", f"{number}. ", attributes={"class": "number"})
    legend = tag(
        "legend", stem, tag("span", _kind_name(question.kind, _), attributes={"class": "kind"}), *_stem(question)
    )
    check = [tag("p", _button("check", _("看结果")), attributes={"class": "actions"})] if at_once else []
    return tag(
        "fieldset", legend, *material, *_entries(name, question, _), *check,
        tag("div", attributes={"class": "result", "role": "status"}),
        attributes={
            "id": name, "data-kind": question.kind, "data-id": question.id,
            "data-cover": covered(_secret(question), f"{salt}/{question.id}"), "data-salt": f"{salt}/{question.id}",
        },
    )  # fmt: skip


def _stem(question: Question) -> list[str]:
    """The stem; a gap is shown as a line, its number on it when there are several."""
    if question.kind != "blank" or len(question.accepted) < 2:
        return _lines(question.stem)
    parts = GAP.split(question.stem)
    text = "".join(part + (f"__({n})__" if n < len(parts) else "") for n, part in enumerate(parts, 1))
    return _lines(text)


def _lines(text: str) -> list[str]:
    first, *rest = text.split("\n")
    return [first, *(part for line in rest for part in (tag("br"), line))]


def _secret(question: Question) -> Mapping[str, object]:
    """What must not be seen before the answer: the key, what to show as the key, why it is right."""
    match question.kind:
        case "blank":
            key: object = question.accepted
        case "match":
            key = [str(at) for at in shuffled_pairs(question).key]
        case "order":
            shown = question.shown or question.steps
            key = [str(question.steps.index(step) + 1) for step in shown]
        case _:
            key = question.answer
    return {
        "key": key, "reason": question.reason, "why": question.rationale, "source": question.source,
        "rubric": [f"{line.text}（{line.points:g}）" for line in question.rubric],
    }  # fmt: skip


def _entries(name: str, question: Question, _: Label) -> Iterable[Markup]:
    match question.kind:
        case "single" | "multiple":
            kind = "radio" if question.kind == "single" else "checkbox"
            options = zip(LETTERS, question.options, strict=False)
            return [_option(name, kind, letter, f"{letter}. {text}") for letter, text in options]
        case "judge":
            return [_option(name, "radio", TRUE, _("正确")), _option(name, "radio", FALSE, _("错误"))]
        case "judge-reason":
            truths = [_option(name, "radio", TRUE, _("正确")), _option(name, "radio", FALSE, _("错误"))]
            return [*truths, _area(name, _("理由"))]
        case "blank":
            return [_entry(f"{name}-{n}", _("第{n}空").format(n=n)) for n in range(1, len(question.accepted) + 1)]
        case "match":
            found = shuffled_pairs(question)
            choices = [(str(n), LETTERS[n], f"{LETTERS[n]}. {text}") for n, text in enumerate(found.right)]
            listed = [tag("div", *_lines(text)) for _value, _shown, text in choices]
            selects = [_select(f"{name}-{n}", left, choices, _) for n, left in enumerate(found.left)]
            return [*selects, tag("div", *listed, attributes={"class": "choices"})]
        case "order":
            places = [(str(n), str(n), str(n)) for n in range(1, len(question.steps) + 1)]
            shown = question.shown or question.steps
            return [_select(f"{name}-{n}", step, places, _) for n, step in enumerate(shown)]
        case _:
            return [_area(name, _("您的回答"))]


def _option(name: str, kind: str, value: str, text: str) -> Markup:
    entry = tag("input", attributes={"type": kind, "name": name, "value": value})
    return tag("label", entry, " ", *_lines(text), attributes={"class": "option"})


def _entry(name: str, text: str) -> Markup:
    entry = tag("input", attributes={"type": "text", "name": name, "autocomplete": "off"})
    return tag("label", text, " ", entry, attributes={"class": "entry"})


def _area(name: str, text: str) -> Markup:
    return tag("label", text, tag("textarea", attributes={"name": name, "rows": "5"}), attributes={"class": "entry"})


def _select(name: str, text: str, choices: Sequence[tuple[str, str, str]], _: Label) -> Markup:
    """A list to choose from; of each choice its value, what the list shows, and what it stands for."""
    options = [tag("option", _("请选择"), attributes={"value": "-"})]
    options += [tag("option", shown, attributes={"value": value, "title": full}) for value, shown, full in choices]
    return tag(
        "label", *_lines(text), " ", tag("select", *options, attributes={"name": name}), attributes={"class": "pair"}
    )


def page(
    title: str,
    language: str,
    body: Sequence[Markup],
    *,
    scripts: Sequence[str],
    frames: bool = False,
    kind: str | None = None,
) -> bytes:
    """A page that needs nothing else, under a policy that lets nothing in and nothing out."""
    css = Markup(shipped("quiz.css"))
    code = [Markup(shipped(name)) for name in scripts]
    hashes = " ".join(f"'{_hash(script)}'" for script in code)
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src {hashes}; base-uri 'none'; form-action 'none'"
        + ("; frame-src 'self'" if frames else "")
    )
    head = tag(
        "head",
        tag("meta", attributes={"charset": "utf-8"}),
        tag("meta", attributes={"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", attributes={"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", attributes={"name": "generator", "content": "coursegen"}),
        tag("title", title),
        tag("style", css),
    )
    scripted = (tag("script", script) for script in code)
    found = tag(
        "html", head, tag("body", joined(body), *scripted, attributes={"class": kind}), attributes={"lang": language}
    )
    return f"<!DOCTYPE html>\n{found}\n".encode()


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@cache
def shipped(name: str) -> str:
    """A file of this package, without what would end the element it stands in."""
    return files("coursegen.exports").joinpath(name).read_text("utf-8").replace("</", "<\\/")
