"""A short sample poured into a base, so that one can look at it before a course is built."""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.document.parse import parse_deck, parse_document
from coursegen.errors import Fault, FaultError
from coursegen.layout.pages import paginate
from coursegen.layout.slides import place_deck
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.document.compiled import CompiledDocument
from coursegen.office.document.fill import fill_document
from coursegen.office.pack import pack

_DECK = """<deck><properties><title>版式样张</title><language>zh-Hans</language>
<footer>单位名称　版式样张</footer></properties>
<section id="open"><name>开场</name>
<slide id="cover" kind="cover"><title>封面的标题写在这里</title><subtitle>副标题写在这里</subtitle>
<organiser>主办单位　2026年3月</organiser></slide></section>
<section id="one"><name>第一讲</name><short>第一讲</short>
<slide id="one.title" kind="section"><title>一讲的标题</title><subtitle>一句话的导语</subtitle><kicker>第一讲</kicker>
<number>01</number></slide>
<slide id="one.text"><title>一张文字页，标题是一句完整的话</title><list kind="bullet"><item>第一条：先问时限</item>
<item>第二条：再定由谁主办</item><item>第三条：说清几时回话</item></list></slide>
<slide id="one.cards"><title>一张图示页，三件事并列</title><figure kind="cards"><alt>并列图</alt>
<item><key>一</key><head>先问</head><text>问时限、问口径</text></item><item><key>二</key><head>再定</head>
<text>定主办、定次序</text></item><item><key>三</key><head>后报</head><text>报结果、报难处</text></item></figure></slide>
<slide id="one.table"><title>一张对照页，做什么、不做什么</title><figure kind="do-dont"><alt>对照图</alt>
<item tone="good"><head>应当</head><point>带建议去请示</point><point>留下书面记录</point></item>
<item tone="bad"><head>不要</head><point>先答应再说</point>
<point>转手就不再过问</point></item></figure></slide></section>
<section id="end"><name>结束</name><slide id="closing" kind="closing"><title>结束页的标题</title>
<organiser>主办单位</organiser></slide></section></deck>"""

_HANDOUT = """<document form="handout"><properties><title>版式样张</title><language>zh-Hans</language>
<header>单位名称　版式样张</header></properties>
<cover><title>封面的标题写在这里</title><subtitle>副标题</subtitle><kicker>学员讲义</kicker>
<organiser>主办单位　2026年3月</organiser><field>姓名：<blank/></field></cover><page-break/>
<contents depth="2"><title>目录</title></contents>
<heading level="1" id="h1" new-page="yes">第一讲　一级标题</heading>
<para style="lead">一句话的导语写在这里。</para>
<heading level="2" id="h2">二级标题</heading><para>正文写在这里。
一段话有两三行才看得出行距和首行缩进，所以这里多写一句，再多写一句。</para>
<list kind="number"><item>先问时限</item><item>再定由谁主办</item></list>
<box kind="case"><title>案例　收文办理</title><para>文到了，两家都不牵头。</para><lines count="2"/></box>
<table widths="1,3"><caption>分件单</caption><header><cell>谁办</cell><cell>第一步</cell></header>
<row><cell>科室</cell><cell>先答复收到，再排时限</cell></row></table></document>"""


def prove_deck(compiled: CompiledDeck, texts: Mapping[str, str]) -> tuple[bytes, tuple[Fault, ...]]:
    """A sample deck on a base. Raises the faults of texts that do not fit it."""
    placed, faults = place_deck(parse_deck(_DECK, "participant"), compiled.spec)
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
    return pack(fill_deck(placed, compiled, Brand(), {}, "", texts)), faults


def prove_document(compiled: CompiledDocument, texts: Mapping[str, str]) -> bytes:
    """A sample handout on a base."""
    document = parse_document(_HANDOUT, "participant")
    return pack(fill_document(document, paginate(document, compiled.spec), compiled, Brand(), {}, "", texts))
