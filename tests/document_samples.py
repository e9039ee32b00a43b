"""Documents with every kind of node, for the tests of pages and of the Word writer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count

from coursegen.document.nodes import (
    Blank,
    Block,
    Box,
    Break,
    Bullets,
    Contents,
    Cover,
    Document,
    Figure,
    FigureItem,
    Heading,
    Line,
    PageBreak,
    PaperHead,
    PaperSection,
    Paragraph,
    Properties,
    Question,
    Table,
    Text,
    WritingLines,
)
from coursegen.layout.pages import paginate
from coursegen.model.unit import Brand
from coursegen.office.document.base import open_base
from coursegen.office.document.compiled import CompiledDocument
from coursegen.office.document.fill import fill_document
from coursegen.office.house.document import house_document
from coursegen.office.pack import pack

HEADER = "新任办公室主任岗前培训　学员讲义"
PROPERTIES = Properties(HEADER, "办公室工作", "示例单位办公室", "zh-CN", "示例单位", HEADER)
BODY = (
    "办公室是一个单位承上启下、联系内外的枢纽。办公室主任要当好“服务员”“协调员”“指挥员”“监督员”，四个角色各守一个字："
    "勤、情、能、公。记住字，就记住了做法；守住字，就守住了分寸。2026年3月1日起，凡重要文稿一律实行AB角校核，"
    "Word文件与纸质件同时留存。"
)
SCENE = "周一早上八点二十，电话响了：上级机关要一份材料，十点前报到。分管领导在外开会，主要领导的手机无人接听。"


@cache
def house() -> CompiledDocument:
    """The house base, compiled."""
    return open_base(house_document(), "document.docx")


def parts_of(document: Document, brand: Brand | None = None) -> dict[str, bytes]:
    """All parts of a document on the house base."""
    base = house()
    return fill_document(document, paginate(document, base.spec), base, brand or Brand(), {}, "")


def file_of(document: Document) -> bytes:
    """A document on the house base as a file."""
    return pack(parts_of(document))


def body_of(*blocks: Block, form: str = "handout") -> str:
    """XML of the main part of a document with these blocks."""
    return parts_of(document_of(*blocks, form=form))["word/document.xml"].decode()


def document_of(*blocks: Block, form: str = "handout") -> Document:
    return Document(PROPERTIES, form, blocks)  # type: ignore[arg-type]


def t(text: str) -> Line:
    return (Text(text),)


def item(
    head: str = "", text: str = "", key: str = "", points: tuple[str, ...] = (), tone: str = "plain"
) -> FigureItem:
    lines = (t(head) if head else (), t(text) if text else ())
    return FigureItem(*lines, key, tuple(map(t, points)), tone)  # type: ignore[arg-type]


def figure(kind: str, alt: str, *items: FigureItem, label: str = "", poles: tuple[str, ...] = ()) -> Figure:
    return Figure(kind, alt, items, t(label) if label else (), tuple(map(t, poles)))  # type: ignore[arg-type]


FIGURES: tuple[Figure, ...] = (
    figure(
        "cards",
        "四张卡片：四员与四个字",
        item("服务员", "服务意识是第一意识，手勤、脑勤、脚勤", "勤"),
        item("协调员", "动之以情，晓之以理", "情"),
        item("指挥员", "总揽全局，也能做具体工作", "能"),
        item("监督员", "抓难点、重点、热点，防止“中梗阻”", "公"),
    ),
    figure("cards", "五张卡片", *(item(f"中心{n}", "说明一句话，写在卡片里") for n in "一二三四五")),
    figure(
        "hub",
        "枢纽与四个方向",
        item("对上", "当好参谋，超前不越权"),
        item("对下", "周全服务，协调不包揽"),
        item("对内", "带好队伍，建章立制"),
        item("对外", "接待得体，守住窗口"),
        label="办公室：单位运转的枢纽",
    ),
    figure(
        "steps",
        "三步",
        item("受理", "登记来文来电，当日分办"),
        item("拟办", "提出意见，附上依据"),
        item("督办", "到期提醒，结果反馈"),
    ),
    figure(
        "steps",
        "五步",
        *(item(f"第{n}步", "把来龙去脉、涉及科室、时限要求和批示意见一项一项核对清楚") for n in "一二三四五"),
    ),
    figure(
        "do-dont",
        "做与不做",
        item("应当", points=("参谋在领导决策之前", "把依据和备选方案一并呈上"), tone="good"),
        item("避免", points=("替领导拍板", "事后才说有不同意见"), tone="bad"),
    ),
    figure(
        "compare",
        "外人看与实际上",
        item("外人看", points=("迎来送往", "写写画画")),
        item("实际上", points=("参与政务、管理事务、搞好服务", "一头连着领导，一头连着群众")),
        label="看起来都是小事，连起来就是大局",
    ),
    figure(
        "spectrum",
        "失职、恰到好处、越权",
        item("请示", points=("该报不报", "依时限、按程序报", "事事都报")),
        item("决策", points=("不闻不问", "参谋超前，决策不越权", "替领导定")),
        poles=("失职", "恰到好处", "越权"),
    ),
    figure("quote", "引文", item(text="心到才能手到，手到才能锄到，锄到才能良田成、果粮丰。"), label="—— 第3段"),
    figure("rows", "三条", *(item(f"能说出第{n}条", "并举一件亲历的事", n) for n in "123")),
    figure("rows", "选项", item("先请示再答复", key="A"), item("当场拍板", key="B", tone="bad")),
    figure("rows", "评判", item("先请示", "依据最充分", tone="good"), item("当场拍板", "越权", tone="bad")),
    figure("outline", "议程", item("认识岗位", "25分钟", "第一讲"), item("服务为本", "30分钟", "第二讲")),
    figure("seals", "勤情能公", *(item(key=k) for k in "勤情能公")),
)

MORE_FIGURES: tuple[Figure, ...] = (
    figure("ring", "五项日常", *(item(f"日常{n}", "说明一句话") for n in "一二三四五")),
    figure("ring", "有中心的环", *(item(f"日常{n}") for n in "一二三"), label="办公室的日常"),
    figure("ladder", "三级", item("听得清", "交代的事不漏"), item("办得快", "当日有回音"), item("参得上", "先有建议")),
    figure("cycle", "四步循环", *(item(f"环节{n}", "做完接着做下一件") for n in "一二三四"), label="一件来文"),
    figure("timeline", "会议", item("定议题", "问清参会人", "前三天"), item("发通知", key="前两天")),
    figure(
        "matrix",
        "急与重",
        *(item(head, "先办它") for head in ("起草", "值班", "归档", "接待")),
        poles=("不急", "急", "不重要", "重要"),
    ),
    figure("statement", "一句话", item(text="没有记录的事，等于没有办过"), label="值班记录本扉页"),
    figure("pyramid", "三层", item("参谋", "事实摆在桌上"), item("协调", "有人牵头"), item("服务", "不出差错")),
    figure("balance", "快与准", item("快", points=("当日回话",)), item("准", points=("先核数字",)), label="快而不乱"),
    figure("chain", "三环", item("没登记", "来文放在桌上"), item("没人办", "谁也不知道"), item("误了期", "上级来催")),
    figure(
        "tree", "两枝", item("办文", points=("收文", "发文")), item("办会", points=("会前", "会中")), label="办公室"
    ),
    figure("nested", "三圈", item("全市", "几件大事"), item("本单位", "本月的安排"), item("本岗位", "今天三件事")),
)

LISTS = tuple(
    Bullets(kind, (t("第一条：说清楚一件事"), t(f"第二条写得长一些，好让它换行：{BODY}"), t("第三条")))  # type: ignore[arg-type]
    for kind in ("bullet", "number", "do", "dont", "check", "number")
)

INLINE: Line = (
    Text("正文里可以有"),
    Text("强调", "strong"),
    Text("、"),
    Text("术语", "term"),
    Text("、"),
    Text("“引文用楷体”", "quote"),
    Text("、"),
    Text("答案", "answer"),
    Text("、"),
    Text("小字", "small"),
    Text("，可以填空："),
    Blank(6),
    Text("，也可以"),
    Break(),
    Text("换行。"),
)

TABLE = Table(
    "四员与四个字",
    (t("主题字"), t("角色"), t("怎么做")),
    tuple(
        (t(key), t(role), t("手勤、脑勤、脚勤；对上参谋超前、决策不越权，对下考虑周全、协调不包揽" * n))
        for key, role, n in (("勤", "服务员", 1), ("情", "协调员", 2), ("能", "指挥员", 1), ("公", "监督员", 3))
    ),
    (2, 3, 9),
)

LOG = Table("", (t("日期"), t("事项"), t("结果")), ((t(""), t(""), t("")),) * 4, (1, 2, 1), lines=2)


def box(kind: str, title: str, *more: Block) -> Box:
    return Box(kind, t(title), (Paragraph(t(SCENE)), *more))  # type: ignore[arg-type]


BOXES: tuple[Box, ...] = (
    box("scene", "情景：八点二十的电话"),
    box("case", "案例：谁来答复", Bullets("number", (t("先核实来电单位和时限"), t("再请示分管领导")))),
    box("question", "想一想", WritingLines(2)),
    box("objectives", "学习目标", Bullets("check", (t("能说出"), t("能判断")))),
    box("task", "岗位任务", TABLE),
    box("note", "提示", FIGURES[0]),
    box("facilitator", "讲师提示", Paragraph(t("提问：谁来答复？"), "question")),
    box("material", "材料"),
    box("answer", "参考答案", Paragraph(t("先请示，后答复；答复之后留痕。"), "answer")),
)

STYLED = tuple(
    Paragraph(t(BODY), style)  # type: ignore[arg-type]
    for style in ("body", "lead", "note", "source", "question", "answer", "label")
)


def _lesson(n: int) -> Iterator[Block]:
    yield Heading(1, t(f"第{'一二三四五六七八九十'[n - 1]}讲　认识岗位"), f"lesson-{n}", new_page=True)
    yield BOXES[3]
    yield Heading(2, t(f"四员与四个字之{n}"), f"lesson-{n}.a")
    yield from (Paragraph(INLINE), *(Paragraph(t(BODY)),) * 3, TABLE)
    yield Heading(3, t(f"分寸之{n}"), f"lesson-{n}.a.1")
    yield from (*STYLED, *LISTS)
    yield Heading(2, t(f"图示之{n}"), f"lesson-{n}.b")
    for drawn in (*FIGURES, *MORE_FIGURES):
        yield from (Paragraph(t("下面这张图，请对照自己的工作来看。")), drawn)
    yield Heading(2, t(f"情景与任务之{n}"), f"lesson-{n}.c")
    yield from (*BOXES, WritingLines(4))
    yield Heading(2, t(f"登记表之{n}"), f"lesson-{n}.d")
    yield LOG


def handout(lessons: int = 2) -> Document:
    """A handout with every block kind, `lessons` times."""
    fields = ((Text("姓名："), Blank(8)), (Text("单位："), Blank(8)))
    cover = Cover(t("当好办公室主任"), t("从“四员”做起"), t("岗前培训"), t("示例单位办公室"), fields)
    middle = (block for n in range(1, lessons + 1) for block in _lesson(n))
    end = (PageBreak(), Heading(1, t("附录"), "appendix"), Paragraph(t(BODY)))
    return document_of(cover, Contents(t("目　录"), 2), *middle, *end)


SINGLE = (
    (
        "下列做法中，分寸恰到好处的是",
        ("一概不问，等领导交代", "参谋要超前，决策不越权", "部门的难事全部包揽", "先替领导定下"),
    ),
    ("来电要求十点前报材料，首先应当", ("核实", "转交", "搁置", "代签")),
    (
        "两个部门对同一件事意见不同，最妥当的第一步是",
        ("召集两个部门当面说清各自的依据、时限和难处，再提出协调意见报领导审定", "先来后到", "请领导裁决", "暂不处理"),
    ),
)
PARTS = ("单项选择题", "多项选择题", "判断题", "填空题", "案例分析题")


def _questions(*, answers: bool) -> Iterator[Block]:
    numbers = count(1)

    def ask(stem: Line, key: str, **look: object) -> Question:
        shown = (Paragraph(t(f"答案：{key}"), "answer"), Paragraph(t("《“四员”》第2段"), "source"))
        return Question(next(numbers), stem, answer=shown if answers else (), **look)  # type: ignore[arg-type]

    def head(n: int) -> PaperSection:
        return PaperSection(t(f"{'一二三四五'[n]}、{PARTS[n]}（共20分）"), t("把答案写在括号里。") if n != 3 else ())

    yield head(0)
    for stem, options in SINGLE * 3:
        yield ask(t(stem), "B", options=tuple(map(t, options)), bracket=True)
    yield head(1)
    for _ in range(3):
        yield ask(t("当好“监督员”，要抓住哪些问题？"), "ABC", options=tuple(map(t, "甲乙丙丁戊")), bracket=True)
    yield head(2)
    for _ in range(6):
        yield ask(t("处事谨慎就是谨小慎微、少说少做。"), "×", bracket=True)
    yield head(3)
    yield ask((Text("服务的分寸：对上"), Blank(8), Text("，对下"), Blank(8), Text("。")), "超前不越权；周全不包揽")
    yield head(4)
    for _ in range(2):
        yield ask(t("接下来的一个小时怎么安排？说明理由。"), "略", material=(t(BODY), t(SCENE)), lines=8)


def paper(*, answers: bool = False) -> Document:
    """An exam paper with every kind of question, with its key for lecturers."""
    head = PaperHead(t("2026年岗前培训测试卷（A卷）"), t("考试时间60分钟　满分100分"), tuple("一二三四五"), ("20",) * 5)
    return document_of(head, *_questions(answers=answers), form="paper")
