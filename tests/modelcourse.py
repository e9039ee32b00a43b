"""A course made of model objects, for tests of templates: every kind of figure and item, two lessons.

What only lecturers may read carries SECRET.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from debrief_samples import ten_learners
from msgspec.structs import replace

from coursegen import model as m
from coursegen.build.papers import Printing, of_forms
from coursegen.classes import blank_agenda, cuts
from coursegen.exam import LessonPaper, Paper, PaperPart, PaperQuestion, derive

SECRET = "〔密〕"
TEMPLATES = Path(__file__).parents[1] / "templates" / "default"


def entries(*heads: str) -> tuple[m.Entry, ...]:
    return tuple(m.Entry(head, f"{head}的意思", head[0]) for head in heads)


FIGURES: dict[str, m.Figure | None] = {
    "none": None,
    "cards": m.Cards("cards", (*entries("甲", "乙"), m.Entry("丙", points=("丙先做", "丙后做")))),
    "hub": m.Hub("hub", "中心", entries("东", "南", "西")),
    "steps": m.Steps("steps", entries("先", "后")),
    "do-dont": m.DoDont("do-dont", ("做这个", "做那个"), ("不做这个",), "守住", "松口", "守得住"),
    "compare": m.Compare("compare", m.Side("左", ("左一",)), m.Side("右", ("右一", "右二")), "结论"),
    "spectrum": m.Spectrum("spectrum", ("不足", "正好", "过头"), (m.SpectrumRow("事", "少", "中", "多"),)),
    "quote": m.QuoteFigure("quote"),
    "ring": m.Ring("ring", entries("东", "南", "西"), "一圈"),
    "ladder": m.Ladder("ladder", entries("低", "高")),
    "cycle": m.Cycle("cycle", entries("春", "夏", "秋", "冬"), "一年"),
    "timeline": m.Timeline("timeline", (m.Moment("周一", "开头", "定事"), m.Moment("周五", "收尾"))),
    "matrix": m.Matrix("matrix", ("不急", "急"), ("轻", "重"), entries("起草", "值班", "归档", "接待")),
    "statement": m.Statement("statement", "一句话", "说明"),
    "pyramid": m.Pyramid("pyramid", entries("顶", "底")),
    "balance": m.Balance("balance", m.Side("快", ("快一",)), m.Side("准", ("准一", "准二")), "都要"),
    "chain": m.Chain("chain", entries("因", "果")),
    "tree": m.Tree("tree", "总", (m.Branch("分一", ("叶一",)), m.Branch("分二"))),
    "nested": m.Nested("nested", entries("外", "里")),
    "table": m.TableFigure("table", ("列一", "列二"), (("一", "**二**"), ("三", "四")), (1, 3)),
}


def case(id_: str, minutes: int = 2, sector: str = "any") -> m.Case:
    options = tuple(
        m.CaseOption(f"{id_}选项{n}", verdict, f"{SECRET}{id_}为什么{n}")
        for n, verdict in enumerate(("tempting", "best", "poor"))
    )
    return m.Case(
        id_,
        f"{id_}怎么办？",
        "接待",
        f"{id_}的**情形**",
        f"{id_}的问题？",
        options,
        f"{SECRET}{id_}的结论",
        minutes,
        f"{SECRET}{id_}带讨论",
        f"{SECRET}{id_}的**点评**",
        sector,
    )


def principle(name: str, figure: m.Figure | None, *cases: m.Case, tier: str = "core") -> m.Principle:
    return m.Principle(
        id=f"p.{name}",
        title=f"名目{name}",
        tier="core" if tier == "core" else "read",
        covers=(name,),
        claim=f"主张{name}：先看再做",
        why=f"因为**{name}**要紧",
        do=("看清楚，再提出办法。", f"做{name}"),
        dont=(f"不做{name}",),
        question=f"自问{name}？",
        source=f"《甲》{name}段",
        quotes=(m.Quote(1, 2, f"原句{name}"),),
        figure=figure,
        cases=cases,
        notes=f"{SECRET}讲稿{name}" if tier == "core" else "",
        minutes=3 if tier == "core" else 0,
    )


def lesson(number: int, principles: tuple[str, ...], lead_case: str) -> m.Lesson:
    return m.Lesson(
        id=f"lesson.{number}",
        title=f"题目{number}",
        short=f"短名{number}",
        lead=f"导语{number}",
        minutes=30,
        objectives=(
            m.Objective(f"obj.{number}.1", f"能做{number}甲", "apply"),
            m.Objective(f"obj.{number}.2", "能做乙", "create"),
        ),
        terms=(m.KeyTerm(f"词{number}", "意思"),),
        scene=m.Scene(f"情境{number}", f"**周一**{number}", f"先做哪件{number}？", 4, f"{SECRET}开场{number}"),
        principles=principles,
        activity=m.Activity(
            title=f"活动{number}",
            method="研讨",
            purpose="练一遍",
            grouping="三人一组",
            materials=(f"{SECRET}材料{number}",),
            steps=(m.ActivityStep("各自写", 2), m.ActivityStep("互相讲", 5)),
            product="一张单子",
            debrief=(f"{SECRET}点评{number}",),
            short=f"{SECRET}时间不够{number}",
            notes=f"{SECRET}带活动{number}",
            case=lead_case,
        ),
        recap=m.Recap(f"小结{number}", (f"记住{number}甲", f"记住{number}乙"), 2, f"{SECRET}小结{number}"),
        task=m.TakeAway(f"任务{number}", f"做一件{number}", ("第一步", "第二步"), 2, f"{SECRET}布置{number}"),
        quotation=m.Quotation("p.r1", "引出原句", "谁说过这句话？", f"{SECRET}引文") if number == 1 else None,
    )


def items() -> tuple[m.Item, ...]:
    def common(name: str, points: float) -> dict[str, object]:
        return {
            "id": f"q.{name}",
            "principle": "p.cards",
            "objective": "obj.1.1",
            "bloom": "apply",
            "difficulty": "easy",
            "points": points,
            "stem": f"题干{name}",
            "rationale": f"{SECRET}解析{name}",
            "source": f"{SECRET}出处{name}",
        }

    rubric = (m.RubricLine(f"{SECRET}要点一", 4.5), m.RubricLine(f"{SECRET}要点二", 3.5))
    answer = {"answer": f"{SECRET}参考答案", "rubric": rubric}
    return (
        m.ChoiceItem(kind="single", options=("选甲", "选乙", "选丙"), answer="B", **common("single", 3)),
        m.ChoiceItem(kind="multiple", options=("选甲", "选乙", "选丙"), answer="AC", **common("multiple", 4)),
        m.JudgeItem(kind="judge", answer=True, **common("judge", 1)),
        m.JudgeItem(kind="judge-reason", answer=False, reason=f"{SECRET}理由", **common("judge-reason", 4)),
        m.BlankItem(
            kind="blank", answers=((f"{SECRET}词甲", f"{SECRET}词乙"),), **{**common("blank", 2), "stem": "要____再办"}
        ),
        m.OpenItem(kind="short", **answer, **common("short", 8)),
        m.OpenItem(kind="case", **answer, **common("case", 8), material="材料第一段\n材料第二段"),
        m.OpenItem(kind="correct", lines=4, **answer, **common("correct", 8), material="【通知】一段"),
    )


def bundle() -> m.CourseBundle:
    core = {name: principle(name, figure, case(f"case.{name}")) for name, figure in FIGURES.items()}
    core["cards"] = replace(core["cards"], cases=(case("case.lead", 0), case("case.clinic", 2, "医院")))
    read = {name: principle(name, None, tier="read") for name in ("r1", "r2")}
    names = tuple(f"p.{name}" for name in core)
    lessons = (lesson(1, (*names[:5], "p.r1", "p.r2"), "case.lead"), lesson(2, names[5:], ""))
    course = m.Course(
        id="course",
        title="课程",
        subtitle="副题",
        audience="学员",
        language="zh-Hans",
        version="1",
        lessons=("lesson.1", "lesson.2"),
        tasks=("接待",),
        sources=("《甲》",),
        keys=("勤", "情"),
        closing="回去做一件事",
        icebreaker=m.Icebreaker("破冰题目", "破冰**做法**", ("第一步", "第二步"), 5, f"{SECRET}破冰"),
        action_plan=m.ActionPlan("计划题目", "计划说明", ("时候", "做什么", "谁看"), ("周一", "月底"), f"{SECRET}计划"),
    )
    points = tuple(m.Point(name, name) for name in (*core, *read))
    return m.CourseBundle(course, points, lessons, {p.id: p for p in (*core.values(), *read.values())}, items(), {})


def unit(**changes: object) -> m.Unit:
    whole = m.Unit(
        "default",
        ("default",),
        "机关",
        "县",
        m.Names("某县某局", "某局", "", "办公室"),
        {"leader": "领导", "sections": "科室", "subunits": "下属单位"},
        m.Brand(),
        m.Choices(period_minutes=45, pass_mark=60),
        {},
    )
    return replace(whole, **changes)


def paper(course: m.CourseBundle) -> Paper:
    parts = tuple(
        PaperPart(item.kind, item.points, item.points, (PaperQuestion(number, item.points, item),))
        for number, item in enumerate(course.items, 1)
    )
    return Paper("结业测试", 60, sum(part.points for part in parts), "少选不得分", parts)


def blueprint(paper: Paper) -> m.Blueprint:
    """What the paper was made by."""
    sections = tuple(m.BlueprintSection(part.kind, len(part.questions), part.points_each) for part in paper.sections)
    return m.Blueprint("final", paper.title, paper.minutes, sections)


def context(audience: str = "facilitator", **changes: object) -> Mapping[str, object]:
    course = bundle()
    whole = {
        "course": course.course,
        "lessons": course.lessons,
        "bundle": course,
        "unit": unit(),
        "t": unit().terms,
        "paper": paper(course),
        "printing": Printing("A4", "textbox"),
        **of_forms(course, course.lessons, (paper(course),), blueprint(paper(course))),
        "exercises": {lesson.id: derive(course, lesson) for lesson in course.lessons},
        "cuts": {lesson.id: cuts(course, lesson) for lesson in course.lessons},
        "slides": {},
        "thumbnails": {},
        "products": (),
        "key_rows": (),
        "exam": ten_learners(course, replace(paper(course), form="A"), {}),
        "starts": {},
        "class": m.ClassFile(""),
        "roster": (),
        "groups": (),
        "agenda": blank_agenda(course.course, course.lessons, m.Class(m.ClassFile(""))),
        "printed": (),
        "lesson_papers": tuple(LessonPaper(lesson, paper(course)) for lesson in course.lessons),
        "audience": audience,
        "date": "",
        "_": str,
    }
    return {**whole, **changes}
