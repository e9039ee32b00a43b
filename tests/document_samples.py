"""Documents with every kind of node, for the tests of pages and of the Word writer."""

from __future__ import annotations

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
)  # fmt: skip


def t(text: str) -> Line:
    return (Text(text),)


def item(
    head: str = "", text: str = "", key: str = "", points: tuple[str, ...] = (), tone: str = "plain"
) -> FigureItem:
    return FigureItem(t(head) if head else (), t(text) if text else (), key, tuple(map(t, points)), tone)  # type: ignore[arg-type]


PROPERTIES = Properties(
    "新任办公室主任岗前培训　学员讲义",
    "办公室工作",
    "示例单位办公室",
    "zh-CN",
    "示例单位",
    "新任办公室主任岗前培训　学员讲义",
)

BODY = (
    "办公室是一个单位承上启下、联系内外的枢纽。办公室主任要当好“服务员”“协调员”“指挥员”“监督员”，四个角色各守一个字：勤、情、能、公。"
    "记住字，就记住了做法；守住字，就守住了分寸。2026年3月1日起，凡重要文稿一律实行AB角校核，Word文件与纸质件同时留存。"
)

FIGURES: tuple[Figure, ...] = (
    Figure("cards", "四张卡片：四员与四个字", (
        item("服务员", "服务意识是第一意识，手勤、脑勤、脚勤", "勤"), item("协调员", "动之以情，晓之以理", "情"),
        item("指挥员", "总揽全局，也能做具体工作", "能"), item("监督员", "抓难点、重点、热点，防止“中梗阻”", "公"))),
    Figure("cards", "五张卡片", tuple(item(f"中心{n}", "说明一句话，写在卡片里") for n in "一二三四五")),
    Figure("hub", "枢纽与四个方向", (
        item("对上", "当好参谋，超前不越权"), item("对下", "周全服务，协调不包揽"), item("对内", "带好队伍，建章立制"),
        item("对外", "接待得体，守住窗口")), label=t("办公室：单位运转的枢纽")),
    Figure("steps", "三步", (
        item("受理", "登记来文来电，当日分办"), item("拟办", "提出意见，附上依据"), item("督办", "到期提醒，结果反馈"))),
    Figure("steps", "两步长文", (
        item("先弄清", "把事情的来龙去脉、涉及的科室、时限要求和领导的批示意见一项一项核对清楚，不清楚的当面请示，绝不凭印象转述，更不能以讹传讹。"),
        item("再办结", "按轻重缓急排出次序，能当日办结的不过夜，需要几个科室协同的先定牵头科室，办完之后把结果写成一句话反馈给交办人。"))),
    Figure("do-dont", "做与不做", (
        item("应当", points=("参谋在领导决策之前", "把依据和备选方案一并呈上", "决定之后坚决执行"), tone="good"),
        item("避免", points=("替领导拍板", "事后才说有不同意见"), tone="bad"))),
    Figure("compare", "外人看与实际上", (
        item("外人看", points=("迎来送往", "写写画画")), item("实际上", points=("参与政务、管理事务、搞好服务", "一头连着领导，一头连着群众"))),
        label=t("看起来都是小事，连起来就是大局")),
    Figure("spectrum", "失职、恰到好处、越权", (
        item("请示", points=("该报不报", "依时限、按程序报", "事事都报")), item("决策", points=("不闻不问", "参谋超前，决策不越权", "替领导定"))),
        poles=(t("失职"), t("恰到好处"), t("越权"))),
    Figure("quote", "引文", (item(text="心到才能手到，手到才能锄到，锄到才能良田成、果粮丰。"),), label=t("《办公室主任的“四要”》第3段")),
    Figure("rows", "三条", (
        item("一", "能说出四员与四个字的对应关系", "1"), item("二", "能判断一件事是失职、恰到好处还是越权", "2"), item("三", "能给自己打分", "3"))),
    Figure("rows", "选项与评判", (
        item("先请示再答复", "依据最充分", tone="good"), item("当场拍板", "越权", tone="bad"), item("转给科室", "可以，但要跟踪", tone="plain"))),
    Figure("outline", "议程", (item("认识岗位", "25分钟", "第一讲"), item("服务为本", "30分钟", "第二讲"))),
    Figure("seals", "勤情能公", tuple(item(key=k) for k in "勤情能公")),
)  # fmt: skip

LISTS = tuple(
    Bullets(
        kind,
        (
            t("第一条：说清楚一件事"),
            t("第二条：说清楚另一件事，写得长一些，好让它换行，看看悬挂缩进是否对得齐，标点是否会落到行首。"),
            t("第三条"),
        ),
    )
    for kind in ("bullet", "number", "do", "dont", "check", "number")
)  # type: ignore[arg-type]

INLINE = (
    Text("正文里可以有"), Text("强调", "strong"), Text("、"), Text("术语", "term"), Text("、"), Text("“引文用楷体”", "quote"),
    Text("、"), Text("答案", "answer"), Text("、"), Text("小字", "small"), Text("，可以填空："), Blank(6), Text("，也可以"), Break(),
    Text("换行。"),
)  # fmt: skip

TABLE = Table(
    "四员与四个字", (t("主题字"), t("角色"), t("怎么做")),
    tuple((t(k), t(r), t("手勤、脑勤、脚勤；对上参谋超前、决策不越权，对下考虑周全、协调不包揽" * n)) for k, r, n in (("勤", "服务员", 1), ("情", "协调员", 2), ("能", "指挥员", 1), ("公", "监督员", 3))),
    (2, 3, 9),
)  # fmt: skip

BOXES = tuple(
    Box(kind, t(title), (Paragraph(t("周一早上八点二十，电话响了：上级机关要一份材料，十点前报到。分管领导在外开会，主要领导的手机无人接听。"), "body"), *more))
    for kind, title, more in (
        ("scene", "情景：八点二十的电话", ()), ("case", "案例：谁来答复", (Bullets("number", (t("先核实来电单位和时限"), t("再请示分管领导"))),)),
        ("question", "想一想", (WritingLines(2),)), ("objectives", "学习目标", (Bullets("check", (t("能说出"), t("能判断"))),)),
        ("task", "岗位任务", (TABLE,)), ("note", "提示", (FIGURES[0],)), ("facilitator", "讲师提示", ()), ("material", "材料", ()),
        ("answer", "参考答案", (Paragraph(t("先请示，后答复；答复之后留痕。"), "answer"),)),
    )
)  # type: ignore[arg-type]  # fmt: skip


def handout(lessons: int = 3) -> Document:
    """A handout with every block kind, `lessons` times."""
    blocks: list[Block] = [
        Cover(t("当好办公室主任"), t("从“四员”做起"), t("新任办公室主任岗前培训"), t("示例单位办公室"), ((Text("姓名："), Blank(8)), (Text("单位："), Blank(8)))),
        Contents(t("目　录"), 2),
    ]  # fmt: skip
    for n in range(1, lessons + 1):
        blocks += (
            Heading(1, t(f"第{'一二三四五六七八九十'[n - 1]}讲　认识岗位：枢纽与角色"), f"lesson-{n}", new_page=True),
            BOXES[3], Heading(2, t("一、四员与四个字"), f"lesson-{n}.a"), Paragraph(INLINE), *(Paragraph(t(BODY)) for _ in range(3)),
            TABLE, Heading(3, t("（一）分寸"), f"lesson-{n}.a.1"),
            *(Paragraph(t(BODY), style) for style in ("body", "lead", "note", "source", "question", "answer", "label")),
            *LISTS, Heading(2, t("二、图示"), f"lesson-{n}.b"),
            *(block for figure in FIGURES for block in (Paragraph(t("下面这张图，请对照自己的工作来看。")), figure)),
            Heading(2, t("三、情景与任务"), f"lesson-{n}.c"), *BOXES, WritingLines(4),
            Heading(2, t("四、登记表"), f"lesson-{n}.d"),
            Table("", (t("日期"), t("事项"), t("结果")), ((t(""), t(""), t("")),) * 4, (1, 2, 1), lines=2),
        )  # fmt: skip
    blocks += (PageBreak(), Heading(1, t("附录"), "appendix"), Paragraph(t(BODY)))
    return Document(PROPERTIES, "handout", tuple(blocks))


def paper(*, answers: bool = False) -> Document:
    """An exam paper with every kind of question."""

    def key(text: str) -> tuple[Paragraph, ...]:
        return (Paragraph(t(f"答案：{text}"), "answer"), Paragraph(t("《“四员”》第2段"), "source")) if answers else ()

    number = iter(range(1, 100))
    single = [("下列做法中，分寸恰到好处的是", ("领导没交代的事一概不问", "参谋要超前，决策不越权", "部门的难事全部包揽下来", "先替领导定下再汇报")),
              ("来电要求十点前报材料，分管领导在外开会，首先应当", ("核实", "转交", "搁置", "代签")),
              ("办公室主任接到两个部门对同一件事的不同意见，最妥当的第一步是", ("召集两个部门当面说清各自的依据、时限和难处，再提出协调意见报领导审定", "按先来后到处理", "请领导直接裁决", "暂不处理，等双方自行协商一致"))]  # fmt: skip
    blocks: list[Block] = [
        PaperHead(t("2026年新任办公室主任岗前培训测试卷（A卷）"), t("考试时间60分钟　满分100分　闭卷"), ("一", "二", "三", "四", "五"), ("20", "20", "20", "20", "20")),
        PaperSection(t("一、单项选择题（每小题2分，共20分）"), t("每小题只有一个正确答案，将所选字母填在括号内。")),
    ]  # fmt: skip
    for stem, options in single * 3:
        blocks.append(Question(next(number), t(stem), tuple(map(t, options)), bracket=True, answer=key("B")))
    blocks.append(
        PaperSection(t("二、多项选择题（每小题4分，共20分）"), t("全部选对得满分，少选、多选、错选均不得分。"))
    )
    for _ in range(3):
        blocks.append(
            Question(
                next(number),
                t("当好“监督员”，要抓住哪些问题？"),
                tuple(map(t, ("难点", "重点", "热点", "看点", "盲点"))),
                bracket=True,
                answer=key("ABC"),
            )
        )
    blocks.append(PaperSection(t("三、判断题（每小题2分，共20分）"), t("正确的填“√”，错误的填“×”。")))
    for _ in range(6):
        blocks.append(Question(next(number), t("处事谨慎就是谨小慎微、少说少做。"), bracket=True, answer=key("×")))
    blocks.append(PaperSection(t("四、填空题（每空2分，共20分）"), ()))
    blocks.append(
        Question(
            next(number),
            (Text("服务的分寸：对上"), Blank(8), Text("，对下"), Blank(8), Text("。")),
            answer=key("超前不越权；周全不包揽"),
        )
    )
    blocks.append(PaperSection(t("五、案例分析题（共20分）"), t("阅读材料，回答问题。")))
    material = (t(BODY), t("周一早上八点二十，电话响了：上级机关要一份材料，十点前报到。"))
    for _ in range(2):
        blocks.append(
            Question(
                next(number),
                t("如果你是办公室主任，接下来的一个小时怎么安排？说明理由。"),
                material=material,
                lines=8,
                answer=key("略"),
            )
        )
    return Document(
        Properties("测试卷（A卷）", "办公室工作", "示例单位办公室", "zh-CN", "", ""), "paper", tuple(blocks)
    )
