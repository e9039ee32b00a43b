import pytest

from coursegen.document import parse_deck, parse_document
from coursegen.document.parse_shapes import SHAPES
from coursegen.document.parse_vocabulary import RULES
from coursegen.errors import FaultError, Place

FIGURE = '<figure kind="{}"><alt>图</alt>{}</figure>'
ITEM = "<item><head>甲</head></item>"
GOOD = "<item tone='good'><point>1</point></item>"
POLES = "<pole>一</pole><pole>二</pole><pole>三</pole>"
CATEGORIES = "<category>一</category><category>二</category>"
POINTS = "<point>1</point><point>2</point><point>3</point>"


def figure(kind, inner):
    return FIGURE.format(kind, inner)


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<pare>甲</pare>", "T202"),
        ("<para><para>甲</para></para>", "T202"),
        ("<para><item>甲</item></para>", "T202"),
        ("<box kind='note'><para>甲</para><box kind='note'><para>甲</para></box></box>", "T202"),
        ("<slide id='a'><title>甲</title><para>甲</para></slide><para>甲</para>", "T202"),
        ("<para stlye='body'>甲</para>", "T203"),
        ("<para style='bodi'>甲</para>", "T204"),
        ("<lines count='0'/>", "T204"),
        ("<lines count='many'/>", "T204"),
        ("<lines count='99999'/>", "T204"),
        ("<heading level='4' id='a'>甲</heading>", "T204"),
        ("<heading level='1' id='a b'>甲</heading>", "T204"),
        ("<heading level='1' id='a' new-page='true'>甲</heading>", "T204"),
        ("<only audience='all'><para>甲</para></only>", "T204"),
        ("<only><para>甲</para></only>", "T205"),
        ("<heading level='1'>甲</heading>", "T205"),
        ("<figure><alt>图</alt><item><head>甲</head></item></figure>", "T205"),
        ("<list/>", "T206"),
        ("<list>\n</list>", "T206"),
        ("<table><header><cell>甲</cell></header></table>", "T206"),
        ("<question number='1'/>", "T206"),
        ("<contents/>", "T206"),
        ("<figure kind='rows'><item><head>甲</head></item></figure>", "T206"),
        ("<box kind='note'><title>甲</title><title>乙</title><para>丙</para></box>", "T207"),
        (f"<chart type='pie'><alt>图</alt>{CATEGORIES}<series values='1,2'>甲</series></chart>", "T204"),
        (f"<chart type='bar'><alt>图</alt>{CATEGORIES}<series values='1,NaN'>甲</series></chart>", "T204"),
        (f"<chart type='bar'><alt>图</alt>{CATEGORIES}<series values='1,2,3'>甲</series></chart>", "T230"),
        (f"<chart type='doughnut'><alt>图</alt>{CATEGORIES}<series values='1,-2'/></chart>", "T231"),
        (f"<chart type='doughnut'><alt>图</alt>{CATEGORIES}<series values='0,0.0'/></chart>", "T231"),
        ("<picture><alt>图</alt></picture>", "T206"),
        ("<box kind='note'><para>甲</para><picture><file>a.png</file><alt>图</alt></picture></box>", "T202"),
        ("甲", "T208"),
        ("<list>甲<item>乙</item></list>", "T208"),
        ("<lines count='1'>甲</lines>", "T208"),
        ("<para>乙<br>甲</br></para>", "T208"),
        ("<para></para>", "T209"),
        ("<para> <b/>\n </para>", "T209"),
        ("<para><br/></para>", "T209"),
        ("<list><item/></list>", "T209"),
        (figure("rows", "<item/>"), "T209"),
        ("<heading level='1' id='a'>甲</heading><heading level='2' id='a'>乙</heading>", "T210"),
        ("<table><header><cell>甲</cell></header><row><cell/><cell/></row></table>", "T211"),
        ("<table widths='1,2'><header><cell>甲</cell></header><row><cell/></row></table>", "T212"),
        (figure("cards", ITEM), "T213"),
        (figure("hub", "<label>中</label>" + ITEM * 7), "T213"),
        (figure("rows", ITEM * 9), "T213"),
        (figure("do-dont", GOOD), "T213"),
        (figure("hub", ITEM * 3), "T214"),
        (figure("cards", "<item><text>甲</text></item>" * 2), "T214"),
        (figure("compare", ITEM * 2), "T214"),
        (figure("quote", "<item><text>甲</text></item>"), "T214"),
        (figure("seals", "<item><key>甲</key><text>乙</text></item>"), "T215"),
        (
            figure(
                "do-dont",
                GOOD + "<item tone='bad'><point>1</point><text>2</text></item>",
            ),
            "T215",
        ),
        (figure("spectrum", POLES[:14] + f"<item><head>甲</head>{POINTS}</item>"), "T217"),
        (figure("spectrum", POLES + "<item><head>甲</head><point>1</point></item>"), "T217"),
        (figure("rows", POLES + ITEM), "T217"),
        (figure("matrix", POLES + ITEM * 4), "T217"),
        (figure("matrix", "<pole>甲</pole>" + POLES + ITEM * 3), "T213"),
        (figure("tree", ITEM * 2), "T214"),
        (figure("timeline", ITEM * 2), "T214"),
        (figure("statement", "<item><text>甲</text><point>乙</point></item>"), "T215"),
        ("<box kind='note'><title>甲</title></box>", "T218"),
        ("<slide id='a'><title>甲</title></slide>", "T218"),
        ("<slide id='a' kind='quote'><title>甲</title><para>乙</para></slide>", "T220"),
        (
            figure("do-dont", "<item tone='bad'><point>1</point></item>" + GOOD),
            "T222",
        ),
    ],
)
def test_what_the_vocabulary_does_not_know_is_a_fault(faults, markup, code):
    assert {found for found, _ in faults(markup)} == {code}


def test_all_faults_come_at_once_each_at_its_line(faults):
    markup = (
        "<para stlye='a'>甲</para>\n<lines/>\n<list><item>甲</item>乙</list>\n"
        "<figure kind='hub'><alt>图</alt>\n<item><head>甲</head></item><item><text>乙</text></item></figure>\n<nope/>"
    )
    assert faults(markup) == [("T203", 1), ("T205", 2), ("T208", 3), ("T213", 4), ("T214", 4), ("T214", 5), ("T202", 6)]


def test_the_likeliest_name_comes_first():
    with pytest.raises(FaultError) as caught:
        parse_document('<document form="handout" stlye="a"><propertys/></document>', "facilitator")
    known = {fault.code: fault.facts["known"] for fault in caught.value.faults if "known" in fault.facts}
    assert known["T202"][0] == "properties"
    assert known["T203"] == ("form", "paper", "seal")


@pytest.mark.parametrize(
    ("markup", "code", "place"),
    [
        ('<a at="t:1">\n<b at="t:2">\n</a>', "T219", Place("t", 2)),
        ('<a at="t:1">\n<b at="t:2">\n', "T219", Place("t", 2)),
        ('<a at="t:1"><b at="t:2"></c></a>', "T219", Place("t", 2)),
        ('<a at="t:1">\n<b at="t:5"/>&nbsp;\n</a>', "T201", Place("t", 5)),
        ('<a at="t:1">甲甲甲 < 乙</a>', "T201", Place("t", 1)),
        ('<a at="t:1"><b at="t:3" x=1/></a>', "T201", Place("t", 3)),
        ('<a at="t:1" at="t:1"/>', "T201", Place("t", 1)),
        ("", "T201", Place("")),
        ("甲", "T201", Place("")),
        ("<a/><b/>", "T201", Place("")),
        ('<a at="t:1">\ud800</a>', "T201", Place("t", 1)),
        ('<a at="t:1">\x01</a>', "T201", Place("t", 1)),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a at="t:2">&x;</a>', "T216", Place("t", 2)),
        ('<deck at="t:4"/>', "T221", Place("t", 4)),
        ("<a>" * 300 + "</a>" * 300, "T201", Place("")),
    ],
)
def test_ill_formed_markup_is_one_fault_as_near_as_can_be(markup, code, place):
    with pytest.raises(FaultError) as caught:
        parse_document(markup, "facilitator")
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == (code, place)
    assert fault.line("zh")
    assert fault.line("en")


def test_more_elements_than_any_course_needs_are_one_fault_at_the_tag_that_is_too_many(monkeypatch):
    monkeypatch.setattr("coursegen.document.parse_tree.MAX_ELEMENTS", 3)
    markup = '<a at="t:1">\n<b at="t:2"/>甲&lt;\n<c at="t:3"/>{}</a>'
    with pytest.raises(FaultError) as caught:
        parse_document(markup.format('\n<d at="t:4"/>'), "facilitator")
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [("T223", 4)]
    with pytest.raises(FaultError) as caught:
        parse_document(markup.format(""), "facilitator")
    assert "T223" not in [fault.code for fault in caught.value.faults]


def test_entities_are_neither_read_nor_blown_up():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><deck at="t:1">&b;</deck>'
    with pytest.raises(FaultError) as caught:
        parse_deck(bomb, "facilitator")
    assert [fault.code for fault in caught.value.faults] == ["T216"]


def test_deep_nesting_that_is_well_formed_is_read(blocks):
    depth = 200
    (block,) = blocks("<para>" + "<b>" * depth + "甲" + "</b>" * depth + "</para>")
    assert block.line[0].text == "甲"


def test_a_declaration_and_white_space_before_the_root_are_fine():
    markup = '\n\n<?xml version="1.0" encoding="gb2312"?>\n<document form="paper"><properties><title>题</title>'
    markup += "<language>en</language></properties></document>"
    assert parse_document(markup, "facilitator").properties.title == "题"


def test_faults_of_what_the_other_audience_sees_are_not_reported(document):
    assert document("<only audience='participant'><nope/></only><para>甲</para>").blocks


def test_the_tables_of_the_vocabulary_fit_together():
    named = {child.rule for rule in RULES.values() for child in rule.children.values()}
    assert named <= set(RULES)
    assert set(SHAPES) == set(RULES["figure"].attributes["kind"].example)
    assert all(shape.needs <= shape.allows <= {"key", "head", "text", "point"} for shape in SHAPES.values())
    for rule in RULES.values():
        for attribute in rule.attributes.values():
            assert all(attribute.pattern.fullmatch(example) for example in attribute.example)
            assert not attribute.default or attribute.pattern.fullmatch(attribute.default)
