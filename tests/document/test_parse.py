import pytest

from coursegen.document import nodes as n
from coursegen.document import parse_deck, parse_document
from coursegen.document.nodes import Blank, Break, Text
from coursegen.errors import Place

DECK = """<deck at="d:1">
<properties at="d:2"><title>课程</title><subject>题</subject><author>局</author>
  <language>zh-Hans</language><footer>脚</footer></properties>
<section id="one" at="d:3"><name>第一讲</name><short>一</short>
  <slide id="cover" kind="cover" at="d:4"><title>课程<br/>名</title><subtitle>副</subtitle><kicker>眉</kicker>
    <organiser>局　<blank width="4"/>年</organiser>
    <figure kind="seals" at="d:5"><alt>主题字</alt><item><key>勤</key></item></figure></slide>
  <slide id="a" minutes="3" at="d:6">
    <title>主张</title><number>01</number>
    <box kind="scene" at="d:7"><title>情境</title><para at="d:8">甲<b>乙</b></para></box>
    <figure kind="spectrum" at="d:9"><alt>图</alt><pole>少</pole><pole>中</pole><pole>多</pole>
      <item tone="strong"><head>事</head><point>一</point><point>二</point><point>三</point></item></figure>
    <notes><para>说<b>这</b></para><para>再说</para></notes>
  </slide>
</section>
</deck>"""


def line(text):
    return (Text(text),)


def test_a_deck_becomes_these_nodes():
    cover = n.Slide(
        id="cover",
        kind="cover",
        title=(Text("课程"), Break(), Text("名")),
        subtitle=line("副"),
        kicker=line("眉"),
        organiser=(Text("局　"), Blank(4), Text("年")),
        blocks=(n.Figure("seals", "主题字", (n.FigureItem(key="勤"),), at=Place("d", 5)),),
        at=Place("d", 4),
    )
    spectrum = n.Figure(
        "spectrum",
        "图",
        (n.FigureItem(head=line("事"), points=(line("一"), line("二"), line("三")), tone="strong"),),
        poles=(line("少"), line("中"), line("多")),
        at=Place("d", 9),
    )
    paragraph = n.Paragraph((Text("甲"), Text("乙", "strong")), at=Place("d", 8))
    content = n.Slide(
        id="a",
        kind="content",
        title=line("主张"),
        number="01",
        blocks=(n.Box("scene", line("情境"), (paragraph,), Place("d", 7)), spectrum),
        notes=((Text("说"), Text("这", "strong")), line("再说")),
        minutes=3,
        at=Place("d", 6),
    )
    section = n.Section("one", "第一讲", "一", (cover, content), Place("d", 3))
    assert parse_deck(DECK, "facilitator") == n.Deck(n.Properties("课程", "题", "局", "zh-Hans", "脚"), (section,))


DOCUMENT = """<document form="paper" at="d:1">
<properties><title>卷</title><language>zh-Hans</language><header>眉</header></properties>
<cover at="d:3"><title>题</title><field>姓名<blank/></field></cover>
<page-break at="d:4"/>
<contents depth="1" at="d:5"><title>目录</title></contents>
<heading level="2" id="h" new-page="yes" at="d:6">名目</heading>
<para style="lead" at="d:7">导语</para>
<list kind="do" at="d:8"><item>做</item><item>再做</item></list>
<table widths="2,3" lines="2" at="d:9"><caption>表</caption>
  <header><cell>一</cell><cell>二</cell></header><row><cell>甲</cell><cell/></row></table>
<lines count="4" at="d:11"/>
<paper-head at="d:12"><title>卷</title><rules>闭卷</rules>
  <section points="20">一</section><section points="2.5">二</section></paper-head>
<paper-section at="d:13"><title>一、选择</title><instruction>选</instruction></paper-section>
<question number="3" bracket="yes" lines="2" at="d:14"><material><para>材料</para><para>二</para></material>
  <stem>题干</stem><option>甲</option><option>乙</option>
  <answer><para style="answer" at="d:15">答</para></answer></question>
</document>"""


def test_a_document_becomes_these_nodes():
    def at(number):
        return Place("d", number)

    assert parse_document(DOCUMENT, "facilitator") == n.Document(
        n.Properties("卷", "", "", "zh-Hans", "", "眉"),
        "paper",
        (
            n.Cover(line("题"), (), (), (), ((Text("姓名"), Blank(6)),), at(3)),
            n.PageBreak(at(4)),
            n.Contents(line("目录"), 1, at(5)),
            n.Heading(2, line("名目"), "h", True, at=at(6)),
            n.Paragraph(line("导语"), "lead", at(7)),
            n.Bullets("do", (line("做"), line("再做")), at(8)),
            n.Table("表", (line("一"), line("二")), ((line("甲"), ()),), (2, 3), 2, "data", at=at(9)),
            n.WritingLines(4, at(11)),
            n.PaperHead(line("卷"), line("闭卷"), ("一", "二"), ("20", "2.5"), at(12)),
            n.PaperSection(line("一、选择"), line("选"), at(13)),
            n.Question(
                3,
                line("题干"),
                (line("甲"), line("乙")),
                (line("材料"), line("二")),
                True,
                2,
                (n.Paragraph(line("答"), "answer", at(15)),),
                at(14),
            ),
        ),
    )


@pytest.mark.parametrize(("stamp", "place"), [("x:7", Place("x", 7)), ("C:/a&quot;b.j2:7", Place('C:/a"b.j2', 7))])
def test_what_has_no_stamp_of_its_own_stands_where_its_parent_does(stamp, place):
    markup = f'<document form="paper" at="{stamp}"><properties><title>t</title><language>en</language></properties>'
    assert parse_document(f"{markup}<para>a</para></document>", "facilitator").blocks[0].at == place


class TestInline:
    @pytest.fixture
    def para(self, blocks):
        return lambda markup, audience="facilitator": blocks(f"<para>{markup}</para>", audience)[0].line

    @pytest.mark.parametrize(
        ("markup", "style"),
        [("<b>甲</b>", "strong"), ("<term>甲</term>", "term"), ("<q>甲</q>", "quote"), ("<small>甲</small>", "small")],
    )
    def test_each_style_has_an_element(self, para, markup, style):
        assert para(markup) == (Text("甲", style),)

    def test_the_innermost_style_wins(self, para):
        assert para("<b>甲<term>乙</term>丙</b>") == (Text("甲", "strong"), Text("乙", "term"), Text("丙", "strong"))

    def test_words_to_fill_are_a_blank_as_wide_for_participants(self, para):
        assert para("要<fill>先问清楚abc</fill>。") == (Text("要"), Text("先问清楚abc", "answer"), Text("。"))
        assert para("要<fill>先问清楚abc</fill>。", "participant") == (Text("要"), Blank(6), Text("。"))
        assert para("<fill>a</fill>", "participant") == (Blank(3),)

    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("  甲\n   乙  ", "甲乙"),
            ("甲\n“乙”\n，丙", "甲“乙”，丙"),
            ("a\n  b", "a b"),
            ("甲 a 乙", "甲 a 乙"),
            ("“a” “b”", "“a” “b”"),
            ("第一讲　题目", "第一讲　题目"),
            ("a\u00a0 b", "a\u00a0 b"),
            ("甲 <b> 乙 </b> 丙", "甲乙丙"),
            ("a <b> b </b> c", "a b c"),
            ("a<b> </b>b", "a b"),
            ("<b>a</b> <b>b</b>", "a b"),
            ("甲 <br/> 乙", "甲\n乙"),
            ("<br/>甲<br/><br/>乙<br/>", "甲\n\n乙"),
            ("姓名： <blank/> 岁", "姓名：＿岁"),
            ("Name: <blank/> years", "Name: ＿ years"),
        ],
    )
    def test_white_space_is_one_blank_and_none_beside_han(self, para, markup, text):
        shown = {Break: lambda _: "\n", Blank: lambda _: "＿", Text: lambda piece: piece.text}
        assert "".join(shown[type(piece)](piece) for piece in para(markup)) == text

    def test_neighbours_of_one_style_are_one_text(self, para):
        assert para("甲<b>乙</b><b>丙</b>丁<b/>戊") == (Text("甲"), Text("乙丙", "strong"), Text("丁戊"))

    def test_comments_do_not_part_words(self, para):
        assert para("甲<!-- x -->乙") == (Text("甲乙"),)

    def test_plain_texts_take_breaks_for_blanks(self, document):
        table = "<table><caption>a<br/>b</caption><header><cell>x</cell></header><row><cell>y</cell></row></table>"
        assert document(table).blocks[0].caption == "a b"


class TestAudience:
    def test_only_is_opened_for_its_audience_and_left_out_for_the_other(self, blocks):
        markup = (
            '<only audience="facilitator"><para>师</para><only audience="participant"><para>不</para></only></only>'
            '<para>甲<only audience="participant">乙<b>丙</b></only>丁</para><list><only audience="facilitator">'
            "<item>一</item></only><item>二</item></list>"
        )
        lecturers, participants = blocks(markup), blocks(markup, "participant")
        assert [b.line for b in lecturers[:2]] == [line("师"), line("甲丁")]
        assert lecturers[2].items == (line("一"), line("二"))
        assert participants[0].line == (Text("甲乙"), Text("丙", "strong"), Text("丁"))
        assert participants[1].items == (line("二"),)

    def test_what_is_the_lecturers_by_nature_never_reaches_participants(self, blocks):
        markup = (
            '<box kind="facilitator"><para>密</para></box><box kind="answer"><para>密</para></box>'
            '<para style="answer">密</para>'
            '<question number="1"><stem>题</stem><answer><para>密</para></answer></question>'
        )
        assert len(blocks(markup)) == 4
        (question,) = blocks(markup, "participant")
        assert (question.stem, question.answer) == (line("题"), ())

    def test_notes_do_not_reach_participants(self):
        slides = [slide for section in parse_deck(DECK, "participant").sections for slide in section.slides]
        assert [slide.notes for slide in slides] == [(), ()]
        assert len(parse_deck(DECK, "facilitator").sections[0].slides[1].notes) == 2
