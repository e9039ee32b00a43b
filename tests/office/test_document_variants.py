"""What a paragraph sets beside its role's style is a style of its own, made once, and never one of the base's."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from coursegen.office.document.markup import W
from coursegen.office.document.variants import Variants
from coursegen.wording.chinese import in_script

NAMES = {"Stem": "题干", "Option": "选项"}
KEEP, TABS = "<w:keepNext/>", '<w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs>'


def made(variants: Variants) -> dict[str, tuple[str, str]]:
    """Names and bases of the styles that were made, by id."""
    root = ET.fromstring(f'<w:styles xmlns:w="{W}">{variants.xml()}</w:styles>')
    value = f"{{{W}}}val"
    return {
        style.attrib[f"{{{W}}}styleId"]: tuple(style.find(f"{{{W}}}{tag}").attrib[value] for tag in ("name", "basedOn"))  # type: ignore[union-attr,misc]
        for style in root
    }


def test_names_of_variants_are_in_the_script_of_the_text() -> None:
    variants = Variants({"Body": "正文縮排"}, (), in_script("zh-Hant"))
    variants.key("Body", (KEEP,))
    assert made(variants) == {"BodyKeepNext": ("正文縮排·接下段", "Body")}
    variants.key("Body", (TABS, '<w:jc w:val="left"/>'))
    assert made(variants)["BodyTabsLeft"] == ("正文縮排·定位·左齊", "Body")


def test_a_variant_stands_on_its_style_and_says_in_its_name_what_it_adds() -> None:
    variants = Variants(NAMES, ())
    assert variants.key("Stem", (KEEP,)) == "StemKeepNext"
    assert variants.key("Option", (KEEP, TABS)) == "OptionKeepNextTabs"
    assert made(variants) == {
        "StemKeepNext": ("题干·接下段", "Stem"), "OptionKeepNextTabs": ("选项·接下段·定位", "Option"),
    }  # fmt: skip


def test_the_same_properties_are_one_style_and_other_ones_another() -> None:
    variants = Variants(NAMES, ())
    keys = [variants.key("Option", (tabs,)) for tabs in (TABS, TABS.replace("100", "200"), TABS)]
    assert keys == ["OptionTabs", "OptionTabs2", "OptionTabs"]
    assert len(made(variants)) == 2


def test_no_name_or_id_of_the_base_is_taken_again() -> None:
    taken = Variants(NAMES, {"StemKeepNext", "选项·接下段"})
    assert [taken.key(style, (KEEP,)) for style in NAMES] == ["StemKeepNext2", "OptionKeepNext2"]


def test_a_style_known_by_its_name_has_no_variant() -> None:
    variants = Variants(NAMES, ())
    assert variants.key("Heading1", ("<w:pageBreakBefore/>",)) == ""
    assert variants.xml() == ""
