"""What a deck calls its layouts and shapes, for those who read the selection pane and the list of layouts.

Names in the program are in simplified Chinese; a base that the house made gets English ones where the deck is in Latin
letters, and the same in traditional characters where it is in those; so do the shapes that are drawn into any base.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from coursegen.late import regex
from coursegen.office.package import read_package
from coursegen.wording.chinese import TAIWAN, in_script

_NAMES: Mapping[str, str] = {
    # layouts, and what stands on them
    "封面": "Cover",
    "目录": "Contents",
    "节标题": "Section Title",
    "标题和内容": "Title and Content",
    "两栏内容": "Two Columns",
    "仅标题": "Title Only",
    "案例": "Case",
    "图片与文字": "Picture and Text",
    "引用": "Quotation",
    "活动": "Activity",
    "结束页": "Closing",
    "空白": "Blank",
    "标题": "Title",
    "副标题": "Subtitle",
    "内容": "Content",
    "左栏": "Left Column",
    "右栏": "Right Column",
    "图片": "Picture",
    "文字": "Text",
    "文本": "Text",
    "引文": "Quotation",
    "出处": "Source",
    "序号": "Number",
    "眉题": "Kicker",
    "图案": "Emblem",
    "备注": "Notes",
    "页码": "Page Number",
    "页脚": "Footer",
    "幻灯片图像": "Slide Image",
    "幻灯片编号": "Slide Number",
    "主办单位与日期": "Organizer and Date",
    "目录内容": "Contents List",
    "案情": "Situation",
    "讨论": "Discussion",
    "说明": "Explanation",
    "内框": "Inner Frame",
    "外框": "Outer Frame",
    "印底": "Seal Ground",
    "印框": "Seal Frame",
    "左侧色块": "Left Panel",
    "右侧色块": "Right Panel",
    "底部色带": "Bottom Band",
    "标题短线": "Title Rule",
    "标题竖条": "Title Bar",
    "案情底": "Situation Ground",
    "案情色条": "Situation Strip",
    "活动纸": "Activity Sheet",
    "纸边金线": "Sheet Edge",
    "金线": "Gold Line",
    "眉题色块": "Kicker Panel",
    "讨论线": "Discussion Line",
    "页脚细线": "Footer Line",
    "平面": "Flat",
    "朱砂金": "Cinnabar and Gold",
    # figures, and their pieces
    "一端": "Side",
    "不及": "Too Little",
    "恰当": "Right Measure",
    "过头": "Too Much",
    "中心": "Center",
    "中心与分支": "Center and Branches",
    "主干": "Trunk",
    "主张": "Claim",
    "主张底": "Claim Ground",
    "主张短线": "Claim Rule",
    "主题字": "Key Character",
    "书写线": "Writing Lines",
    "事项": "Item",
    "事项顶线": "Item Top Line",
    "分叉": "Fork",
    "分寸": "Scale",
    "分寸轴": "Scale Axis",
    "刻度": "Mark on Scale",
    "分支": "Branch",
    "分隔线": "Divider",
    "单位": "Unit",
    "卡片": "Card",
    "卡片头": "Card Head",
    "卡片底": "Card Ground",
    "卡片顶线": "Card Top Line",
    "台阶": "Step",
    "台阶名": "Step Name",
    "台阶底": "Step Ground",
    "叶": "Leaf",
    "合计": "Total",
    "图例": "Legend",
    "图例文字": "Legend Text",
    "图表": "Chart",
    "图题": "Caption",
    "圆环": "Ring",
    "圈": "Circle",
    "圈名": "Circle Name",
    "天平": "Balance",
    "套环": "Nested Circles",
    "安排": "Agenda",
    "对照": "Comparison",
    "层": "Layer",
    "层名": "Layer Name",
    "引号": "Quotation Mark",
    "引文底": "Quotation Ground",
    "引文色条": "Quotation Strip",
    "引线": "Leader",
    "循环": "Cycle",
    "成员": "Member",
    "支点": "Pivot",
    "数据来源": "Data Source",
    "数据说明": "Data Note",
    "文字框": "Text Box",
    "时间": "Time",
    "时间点": "Moment",
    "时间轴": "Timeline",
    "时间轴线": "Timeline Axis",
    "最佳": "Best",
    "条底": "Row Ground",
    "条目": "Row",
    "枝": "Bough",
    "枝干": "Stem",
    "标志": "Logo",
    "标志底": "Logo Plate",
    "标记": "Marker",
    "栏": "Column",
    "栏底": "Column Ground",
    "栏题": "Column Title",
    "框内文字": "Box Text",
    "根": "Root",
    "格": "Cell",
    "横枝": "Cross Branch",
    "横梁": "Beam",
    "横轴": "Horizontal Axis",
    "横轴右": "Axis Right",
    "横轴左": "Axis Left",
    "竖轴": "Vertical Axis",
    "竖轴上": "Axis Top",
    "竖轴下": "Axis Bottom",
    "正文": "Body Text",
    "步骤": "Step",
    "步骤名": "Step Name",
    "环": "Link",
    "环名": "Link Name",
    "环形": "Ring",
    "用时": "Minutes",
    "盘中": "Pan",
    "盘名": "Pan Name",
    "矩阵": "Matrix",
    "站名": "Stop Name",
    "站点": "Stop",
    "箭头": "Arrow",
    "细枝": "Twig",
    "细线": "Thin Line",
    "结论": "Conclusion",
    "编号": "Number",
    "色条": "Strip",
    "节点": "Node",
    "表格": "Table",
    "要点": "Points",
    "要领": "Essentials",
    "要领文字": "Essentials Text",
    "要领色条": "Essentials Strip",
    "讲题": "Lesson Title",
    "说明底": "Explanation Ground",
    "课程路线": "Course Map",
    "路线": "Route",
    "进度": "Progress",
    "进度条": "Progress Bar",
    "连线": "Spoke",
    "金字塔": "Pyramid",
    "链条": "Chain",
    "问题": "Question",
    "问题底": "Question Ground",
    "问题框": "Question Box",
    "阶梯": "Ladder",
    "附注": "Remark",
    "题名": "Heading",
    "当前": "Current",
    "树": "Tree",
}

_PROMPTS: Mapping[str, str] = {
    "单位与日期": "Organization and date",
    "单击图标添加图片": "Click the icon to add a picture",
    "单击此处编辑备注": "Click to edit notes",
    "单击此处编辑引文": "Click to edit the quotation",
    "单击此处编辑文字": "Click to edit text",
    "单击此处编辑标题": "Click to edit the title",
    "培训班名称": "Name of the class",
    "带回去做的事": "What to take back to work",
    "徽标或图案": "Logo or emblem",
    "结束语": "Closing words",
    "记住这句话": "Remember this",
    "课程标题": "Course title",
    "这一节讲什么": "What this section is about",
    "目录": "Contents",
    "节标题": "Section title",
    "副标题": "Subtitle",
    "出处": "Source",
}

_NAME = regex(r'(?<= name=")[^"]+(?=")')
_PROMPT = regex("(?<=<a:t>)[^<]+(?=</a:t>)")
_PARTS = regex(r"ppt/(?:slideLayouts|slideMasters|notesMasters|theme)/\w+\.xml")
_STEM = regex(r"([\u4e00-\u9fff]+)(\d*)(.*)", re.DOTALL)


def english_name(name: str) -> str:
    """The name of a shape in English: 步骤1-Read → “Step 1 - Read”; a name that is not the program's own stays."""
    found = _STEM.fullmatch(name)
    word = _NAMES.get(found[1]) if found else None
    if not found or not word:
        return name
    rest = " - ".join(_NAMES.get(piece, piece) for piece in found[3].split("-", 1)) if found[3] else ""
    return word + (f" {found[2]}" if found[2] else "") + rest


@lru_cache(maxsize=4096)
def name_in(name: str, tag: str) -> str:
    """The name of a shape for readers of a language, as Office tags it."""
    script = in_script({"zh-TW": TAIWAN}.get(tag, tag))
    return script(name) if tag.startswith("zh") else english_name(name)


def named_in(base: bytes, language: str) -> dict[str, bytes]:
    """The parts of a base that the house made, with layouts, shapes and prompts named for readers of a language."""
    return {
        name: _renamed(data.decode(), language).encode() if _PARTS.fullmatch(name) else data
        for name, data in read_package(base, "").items()
    }


def _renamed(xml: str, language: str) -> str:
    script = in_script(language) if language.startswith("zh") else str
    names, prompts = ({}, {}) if language.startswith("zh") else (_NAMES, _PROMPTS)
    xml = _NAME.sub(lambda found: names.get(found[0], script(found[0])), xml)
    return _PROMPT.sub(lambda found: prompts.get(found[0], script(found[0])), xml)
