"""A small course that has everything and is sound; tests change one thing and look at what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coursegen.errors import Fault, FaultError

T = TypeVar("T")

LESSON = """\
id: lesson.serve
title: 服务为本
short: 服务
lead: 先把人接住，再把事办好。
minutes: 26
objectives:
  - id: o.serve
    text: 能说清谁提建议、谁来定
    bloom: apply
terms:
  - term: 枢纽
    meaning: 上下左右都经过的地方
scene:
  title: 周一早上的三个电话
  text: 电话响了三次。
  question: 先接哪一个？
  minutes: 4
  notes: 请大家先想一想。
principles: [p.measure, p.read]
activity:
  title: 这个字签不签
  method: 对练
  purpose: 练第一句话
  grouping: 两人一组
  materials: [案例单]
  steps:
    - {text: 读案例, minutes: 3}
    - {text: 对练, minutes: 9}
  product: 一句话
  debrief: [说对了什么]
  short: 只做对练
  notes: 走动观察。
  case: case.lead
recap:
  title: 三句话
  items: [先报后办]
  minutes: 2
  notes: 请一位学员来说。
task:
  title: 回去做一件事
  text: 列出请示清单
  steps: [列清单]
  minutes: 2
  notes: 下次带来。
aid:
  id: aid.serve
  title: 请示清单
  when: 请领导定事之前
  parts:
    - {kind: checklist, title: 去之前, items: [事实, 建议]}
    - {kind: form, title: 记录, columns: [事项, 谁定], rows: [[接待, '']], blank_rows: 3}
"""

PRINCIPLE = """\
id: p.measure
title: 掌握好“度”
tier: core
covers: [one, two]
claim: 提前拿建议，不替领导拍板
why: 两头都伤信任。
do: [带着事实去]
dont: [没有表态不说同意]
question: 谁提建议、谁来定？
source: 第一篇
quotes:
  - {essay: 1, paragraph: 4, text: 要掌握好“度”, hant: 要掌握好“度”}
figure:
  kind: cards
  items:
    - {head: 失职}
    - {head: 越权, text: 替领导定了}
cases:
  - id: case.lead
    title: 签不签？
    task: 接待
    situation: 明天有客人。
    question: 您签不签？
    options:
      - {text: 先签, verdict: tempting, why: 列错了地方}
      - {text: 先不签, verdict: best, why: 提醒在前}
    lesson: 合规的办法及时报
    minutes: 0
    notes: NOTES
    debrief: 四步。
notes: NOTES
minutes: 6
""".replace("NOTES", "请大家想一件上个月的事，您当时是怎么答的。" * 5)

READ = """\
id: p.read
title: 手勤、脑勤、脚勤
tier: read
covers: [three]
claim: 三勤做到，服务才细
why: 因为。
do: [多走]
dont: [少看]
question: 今天走了没有？
source: 第一篇
"""

BANK = """\
items:
  - id: q.single
    kind: single
    principle: p.measure
    objective: o.serve
    bloom: apply
    difficulty: easy
    points: 3
    stem: 领导没有表态，您怎么答？
    options: [说同意, 说还没定, 不回答]
    answer: B
    rationale: 不替领导定。
    source: 第一篇
  - id: q.multiple
    kind: multiple
    principle: p.read
    objective: o.serve
    bloom: understand
    difficulty: medium
    points: 4
    stem: 三勤有哪些？
    options: [手勤, 脑勤, 嘴碎]
    answer: AB
    rationale: 见讲义。
    source: 第一篇
  - id: q.judge
    kind: judge
    principle: p.measure
    objective: o.serve
    bloom: remember
    difficulty: easy
    points: 1
    stem: 可以先答应再请示。
    answer: false
    rationale: 先请示。
    source: 第一篇
  - id: q.blank
    kind: blank
    principle: p.measure
    objective: o.serve
    bloom: remember
    difficulty: easy
    points: 2
    stem: 既不____，又不____。
    answers: [[失职], [超权, 越权]]
    rationale: 原话。
    source: 第一篇
  - id: q.case
    kind: case
    principle: p.measure
    objective: o.serve
    bloom: analyse
    difficulty: hard
    points: 10
    stem: 请分析。
    answer: 先报。
    rubric:
      - {text: 查标准, points: 4}
      - {text: 当面说, points: 6}
    rationale: 见案例。
    source: 第一篇
"""

COURSE = {
    "course.yaml": """\
id: sample
title: 示例课程
subtitle: 一讲
audience: 新任主任
language: zh-Hans
version: 1.0
lessons: [lesson.serve]
tasks: [接待]
sources: [第一篇]
""",
    "points.yaml": "points:\n- {id: one, title: 一}\n- {id: two, title: 二}\n- {id: three, title: 三}\n",
    "lessons/01-serve.yaml": LESSON,
    "principles/p.measure.yaml": PRINCIPLE,
    "principles/p.read.yaml": READ,
    "bank/01-serve.yaml": BANK,
    "blueprints/final.yaml": """\
id: final
title: 测试
minutes: 30
sections:
  - {kind: single, count: 1, points: 2.5}
""",
}
"""Text of every file by its name."""

UNITS = {
    "default/unit.yaml": """\
names: {full: 示例单位, short: 本单位, office: 办公室}
terms:
  leaders: {any: 单位领导, 高校: 校领导, 医院: 院领导}
  sections: {any: 科室, 高校: 部门}
  office: 办公室
brand:
  colors: {primary: B3242B, text: '262626'}
  fonts: {body: 微软雅黑}
choices: {products: [deck, quiz]}
""",
    "college/unit.yaml": """\
type: 高校
names: {full: 示范学院}
brand:
  colors: {primary: '#0a4b8c'}
  logo: logo.png
""",
    "college/logo.png": "",
    "law-school/unit.yaml": """\
extends: college
names: {full: 法学院, short: ''}
terms: {sections: 教研室}
phrases: {greeting: 各位老师}
""",
}
"""Text of every file of three units; each extends the one before."""


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write texts under a folder, by name; returns the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def changed(name: str, old: str, new: str, files: dict[str, str] = COURSE) -> dict[str, str]:
    """The files with one passage of one of them replaced; the passage must be there exactly once."""
    assert files[name].count(old) == 1, f"{old!r} stands {files[name].count(old)} times in {name}"
    return {**files, name: files[name].replace(old, new)}


def outcome(call: Callable[[], T]) -> tuple[T | None, tuple[Fault, ...]]:
    """What a call returns, or the faults it raises; any other exception is a bug."""
    try:
        return call(), ()
    except FaultError as error:
        return None, error.faults
