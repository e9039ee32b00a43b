"""A second, unrelated course for tests: two principles for new people in a coffee shop, written as an author would."""

from __future__ import annotations

import re
from pathlib import Path

COURSE = """
id: coffee-shop
title: 咖啡店新人上岗
subtitle: 出品与待客
audience: 新到店的咖啡师
language: zh-Hans
version: "1.0"
lesson_word: 课
lessons: [lesson.counter]
tasks: [出品, 待客]
sources: [《门店手记》]
keys: [净, 稳]
closing: 明天第一班，先擦台面，再开磨豆机。
plans:
  - {id: full, title: 全讲, lessons: [lesson.counter]}
  - {id: short, title: 赶时间, lessons: [lesson.counter], lead_only: true}
icebreaker:
  title: 说一说您喝过的最好的一杯
  text: 一人一句，说是在哪一家店、好在哪一处。
  steps: [各想半分钟, 轮流说一句]
  minutes: 3
  notes: 讲师先说自己的一杯，只说一处好，说完就传给左手边的人。
action_plan:
  title: 三张便笺：明天、下周、下月
  text: 每张只写一件，写完贴在更衣柜上。
  columns: [什么时候, 做什么, 谁来看]
  prompts: [明天, 下周, 下月]
  notes: 写不出来的人请他先看一眼小票，再写一件最小的事。
"""

POINTS = """
points:
  - {id: cup.clean, title: 杯子先看后用}
  - {id: queue.greet, title: 排队的人先打招呼}
"""

LESSON = """
id: lesson.counter
title: 吧台前的三分钟
short: 吧台
lead: 一杯咖啡从接单到交到客人手里，三分钟里做对两件事。
minutes: 23
objectives:
  - {id: obj.counter.1, text: 能在出杯前说出三处要看的地方, bloom: remember}
  - {id: obj.counter.2, text: 能在排队超过五人时安排先后, bloom: apply}
terms:
  - {term: 出杯, meaning: 把做好的一杯交到客人手里}
scene:
  title: 早上八点，门口排了七个人
  text: 磨豆机卡住了，前面三单都是拿铁，**第一位客人看了两次表**。
  question: 您先修机器、先做单，还是先说话？
  minutes: 3
  notes: 请学员先写后说，讲师只记不评，三分钟到了就停。
principles: [cup.clean, queue.greet]
activity:
  title: 两人一组演一遍排队
  method: 角色扮演
  purpose: 练会先开口、再动手
  grouping: 两人一组
  materials: [订单小票]
  steps:
    - {text: 一人排队一人站吧台，演一分钟, minutes: 3}
    - {text: 换过来再演, minutes: 3}
  product: 每人一句招呼话
  debrief: [哪一句让人愿意等]
  short: 只剩三分钟时请一组上台演
  notes: 巡看的时候听第一句话，有人只顾低头做单就轻轻敲一下台面。
  case: case.counter.queue
recap:
  title: 回到八点：七个人怎么排
  items: [先打招呼再动手, 杯子先看后用]
  minutes: 2
  notes: 请两位学员各说一条，别的人补一个例子就够了。
task:
  title: 明天早班记一张小票
  text: 记下三位客人等了多久，您说了什么。
  steps: [早班带一张空白小票, 记三行, 下班前给店长看]
  minutes: 2
  notes: 提醒大家小票背面就能写，不必另外准备本子。
aid:
  id: aid.counter
  title: 早班开门单
  when: 每天开门前十五分钟，边做边勾。
  parts:
    - {kind: checklist, title: 先看三处, items: [杯子, 台面, 磨豆机]}
    - {kind: form, title: 排队记录, columns: [时间, 等了多久, 说了什么], blank_rows: 3}
brief:
  sayings:
    - 杯子转一圈再接咖啡，一处不净就换。
    - 队伍一过五个人，先抬头说一句话。
    - 能做的先做，话说给全队听。
  questions:
    - question: 高峰时段，转一圈太慢怎么办？
      answer: 转一圈两秒，换一位生气的客人要十分钟；真来不及，请同伴接单。
    - question: 客人就要那只缺口杯呢？
      answer: 不出。换两只小杯，说一句分量不少，当面把缺口杯收走。
"""

PRINCIPLES = {
    "cup.clean": """
id: cup.clean
title: 杯子先看后用
tier: core
covers: [cup.clean]
claim: 出杯前看杯口、杯底和杯柄，一处不净就换
why: 客人先碰到的是杯口，**一个口红印**比一杯做坏的咖啡更让人记得住。
do: [每只杯子转一圈再接咖啡, 换下来的杯子单独放]
dont: [不用围裙擦杯口, 不把有缺口的杯子放回架上]
question: 这只杯子您自己愿意用吗？
source: 《门店手记》第二页
quotes:
  - {essay: 1, paragraph: 2, text: 杯口干净，话才好听, hant: 杯口乾淨，話才好聽}
figure:
  kind: cards
  items:
    - {head: 杯口, text: 没有印子和水渍, key: 口}
    - {head: 杯底, text: 没有咖啡垢, key: 底}
    - {head: 杯柄, text: 干的，不滑手, key: 柄}
cases:
  - id: case.counter.cup
    title: 杯口有一处小缺口，换不换？
    task: 出品
    situation: 高峰时段，最后一只大杯有一处米粒大的缺口，客人在等大杯。
    gist: 最后一只大杯有**米粒大**的缺口，客人在等。
    question: 您怎么做？
    options:
      - {text: 转到背面给客人, verdict: tempting, why: 缺口还在，割到嘴就是事故，省下的半分钟赔不起}
      - {text: 换两只小杯并说明, verdict: best, why: 分量不少，安全在前，说一句客人就明白了}
      - {text: 请客人自己决定, verdict: poor, why: 把该由店里担的责任推给了不知情的客人}
    lesson: 有缺口就不出杯，分量另想办法
    minutes: 2
    notes: 先举手表决再讨论，注意听有没有人提到把缺口杯收走登记。
    debrief: 先换两只小杯，把缺口杯收走登记，当天补一只大杯，这三步缺一不可。
notes: 请每人拿起面前的杯子转一圈，看到什么说什么，讲师不要先提示三处在哪里。
minutes: 4
""",
    "queue.greet": """
id: queue.greet
title: 排队的人先打招呼
tier: core
covers: [queue.greet]
claim: 队伍一过五个人，先抬头说一句话，再低头做单
why: 人怕的不是等，是**不知道还要等多久**。{{ t.staff }}抬一次头，一排人都安心。
do: [抬头看队尾说一句话, 报一个说得准的时间]
dont: [不说马上就好, 不让后来的人先拿]
question: 队尾那个人知道自己要等几分钟吗？
source: 《门店手记》第三页
figure:
  kind: compare
  left: {head: 低头做单, points: [快了十秒, 走了两位]}
  right: {head: 抬头说话, points: [慢了十秒, 一位没走]}
  verdict: 十秒换两位客人，值
cases:
  - id: case.counter.queue
    title: 磨豆机卡住，排了七个人怎么办？
    task: 待客
    situation: 磨豆机卡住，修要五分钟，队里有两位要茶饮，五位要咖啡。
    question: 第一句话对谁说，说什么？
    options:
      - {text: 先修机器不说话, verdict: poor, why: 五分钟里没有人知道发生了什么，走的人会比等的人多}
      - {text: 向全队说明并先做茶饮, verdict: best, why: 一句话人人听见，两杯茶饮先出，队伍马上短一截}
      - {text: 只对第一位客人道歉, verdict: tempting, why: 听着客气，可后面六位什么也没有听见}
    lesson: 话说给全队听，能做的先做
    minutes: 0
    notes: 演完之后请排队的人说感受，比讲师说十句都管用。
    debrief: 先对全队说话，再做不用机器的单子，最后修机器，顺序反了人就走光了。
notes: 请一位学员站到教室后面当队尾，看讲台上的人说话他听不听得见。
minutes: 4
""",
}

BANK = """
items:
  - id: q.cup.1
    kind: single
    principle: cup.clean
    objective: obj.counter.1
    bloom: remember
    difficulty: easy
    points: 4
    stem: 出杯前要看的三处是
    options: [杯口、杯底、杯柄, 杯口、杯盖、杯套, 杯底、杯垫、小票]
    answer: A
    rationale: 客人的嘴、眼、手先后碰到的正是这三处地方
    source: 《门店手记》第二页
  - id: q.queue.1
    kind: multiple
    principle: queue.greet
    objective: obj.counter.2
    bloom: apply
    difficulty: medium
    points: 6
    stem: 队伍有七个人、磨豆机卡住时，应当
    options: [对全队说明情况, 先做茶饮, 埋头修机器, 只向第一位道歉]
    answer: AB
    rationale: 说给全队听能留住人，不用机器的单子可以马上出
    source: 《门店手记》第三页
  - id: q.queue.2
    kind: judge
    principle: queue.greet
    objective: obj.counter.2
    bloom: understand
    difficulty: easy
    points: 2
    stem: 客人催的时候说“马上就好”最稳妥。
    answer: false
    rationale: 说不准的时间等于没有说，过了点客人更着急
    source: 《门店手记》第三页
  - id: q.cup.2
    kind: blank
    principle: cup.clean
    objective: obj.counter.1
    bloom: remember
    difficulty: easy
    points: 4
    stem: 杯子上有____就不出杯。
    answers: [[缺口, 豁口]]
    rationale: 有缺口的杯子会割伤嘴唇，发现就要收走登记
    source: 《门店手记》第二页
  - id: q.queue.3
    kind: short
    principle: queue.greet
    objective: obj.counter.2
    bloom: apply
    difficulty: hard
    points: 10
    stem: 写出您对七人队伍说的第一句话，并说明理由。
    answer: 各位早上好，磨豆机要修五分钟，要茶饮的两位请先到这边来。
    rubric:
      - {text: 话是对全队说的而不是对一个人, points: 5}
      - {text: 报了说得准的时间并给出去处, points: 5}
    rationale: 人不怕等，怕的是不知道还要等多久和往哪里去
    source: 《门店手记》第三页
    lines: 4
"""

BLUEPRINT = """
id: final
title: 上岗小测
minutes: 20
recall_at_most: 60
sections:
  - {kind: single, count: 1, points: 4}
  - {kind: multiple, count: 1, points: 6}
  - {kind: judge, count: 1, points: 2}
  - {kind: blank, count: 1, points: 4}
  - {kind: short, count: 1, points: 10}
"""

CHECK = """
id: check
title: 小测
minutes: 3
scope: lesson
recall_at_most: 100
sections:
  - {kind: single, count: 1, points: 50}
  - {kind: judge, count: 1, points: 50}
"""


def item_like(name: str, **said: str) -> str:
    """An item of the bank with other values (`id`, `stem` …), as it stands in the file."""
    (text,) = re.findall(rf"  - id: {re.escape(name)}\n(?:    .*\n)+", BANK)
    for key, value in said.items():
        text, count = re.subn(rf"(?m)(?<= {key}: ).*$", lambda _, new=value: new, text, count=1)
        assert count, key
    return str(text)


def write_minicourse(folder: Path) -> Path:
    """Write the course into a folder; return the folder."""
    files = {
        "course.yaml": COURSE,
        "points.yaml": POINTS,
        "lessons/01-counter.yaml": LESSON,
        "bank/01-counter.yaml": BANK,
        "blueprints/check.yaml": CHECK,
        "blueprints/final.yaml": BLUEPRINT,
    } | {f"principles/{name}.yaml": text for name, text in PRINCIPLES.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), "utf-8")
    return folder
