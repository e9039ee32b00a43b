"""The QTI package: one item a file, all declared in the manifest, keys that a program which is not ours can follow."""

from __future__ import annotations

import re
import warnings
from contextlib import chdir, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from bank_samples import HOSTILE, bank_of, one_of_each
from lxml import etree
from onyx2moodle.cli import main as onyx2moodle
from peers import schema
from qti_convert.cli import main as qti_convert

from coursegen.exchange import Question
from coursegen.exports.qti21 import CP, QTI, write_qti21
from coursegen.ingest.moodle_xml import read_moodle_xml
from coursegen.office.pack import pack

NS = {"q": QTI, "c": CP}
INTERACTIONS = {
    "s": "choiceInteraction", "m": "choiceInteraction", "j": "choiceInteraction", "r": "extendedTextInteraction",
    "b": "textEntryInteraction", "o": "extendedTextInteraction", "c": "extendedTextInteraction",
    "k": "extendedTextInteraction", "p": "matchInteraction", "q": "orderInteraction",
}  # fmt: skip
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")


def items(*questions: Question) -> dict[str, etree._Element]:
    parts = write_qti21(bank_of(*questions))[0]
    found = {name[6:-4]: etree.fromstring(data) for name, data in parts.items() if name.startswith("items/")}
    assert len(found) == len(questions)
    return found


def shown(element: etree._Element) -> str:
    """The text of an element, breaks as new lines."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for br in copy.iter(f"{{{QTI}}}br"):
        br.tail = "\n" + (br.tail or "")
    return "".join(str(text) for text in copy.itertext())


def test_every_kind_has_its_interaction() -> None:
    found = items(*one_of_each())
    for key, interaction in INTERACTIONS.items():
        assert found[key].find(f".//q:{interaction}", NS) is not None, key


def test_the_manifest_declares_every_file_and_the_test_lists_every_item() -> None:
    parts = write_qti21(bank_of(*one_of_each()))[0]
    manifest = etree.fromstring(parts["imsmanifest.xml"])
    files = [str(f.get("href")) for f in manifest.iterfind(".//c:resource/c:file", NS)]
    assert sorted(files) == sorted(name for name in parts if name != "imsmanifest.xml")
    kinds = {r.get("type") for r in manifest.iterfind(".//c:resource", NS)}
    assert kinds == {"imsqti_test_xmlv2p1", "imsqti_item_xmlv2p1"}
    refs = etree.fromstring(parts["test.xml"]).findall(".//q:assessmentItemRef", NS)
    assert [r.get("href") for r in refs] == [f"items/{q.id}.xml" for q in one_of_each()]
    names = {r.get("identifier") for r in manifest.iterfind(".//c:resource", NS)}
    assert {d.get("identifierref") for d in manifest.iterfind(".//c:dependency", NS)} <= names


def test_the_manifest_is_valid_by_the_schema_of_ims() -> None:
    manifest = etree.fromstring(write_qti21(bank_of(*one_of_each()))[0]["imsmanifest.xml"])
    content_packaging = schema("scorm20044thedition", (NS["c"], "imscp_v1p1.xsd"))
    content_packaging.assertValid(manifest)
    manifest.append(manifest[0])
    assert not content_packaging.validate(manifest)


def read_by_pyslet(data: bytes) -> None:
    """Read a document by pyslet, which refuses an element where the model of QTI 2.1 has none. Raises what it does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyslet.qtiv2.xml import QTIDocument

        QTIDocument().read(src=BytesIO(data))


def test_a_peer_finds_every_element_and_value_where_the_model_of_qti_has_them(caplog: pytest.LogCaptureFixture) -> None:
    parts = write_qti21(bank_of(*one_of_each()))[0]
    documents = [data for name, data in parts.items() if name != "imsmanifest.xml"]
    assert len(documents) == len(one_of_each()) + 1
    for data in documents:
        read_by_pyslet(data)
    assert caplog.records == []
    with pytest.raises(Exception, match="p"):
        read_by_pyslet(documents[-1].replace(b"<itemBody>", b"<itemBody><foo/>"))
    read_by_pyslet(documents[-1].replace(b'cardinality="', b'cardinality="x', 1))
    assert "cardinality" in caplog.text


def test_every_interaction_is_declared_and_every_key_is_a_choice() -> None:
    for key, item in items(*one_of_each()).items():
        declared = {d.get("identifier") for d in item.iterfind("q:responseDeclaration", NS)}
        used = {e.get("responseIdentifier") for e in item.iter() if e.get("responseIdentifier")}
        assert declared == used, key
        choices = {e.get("identifier") for e in item.iter(f"{{{QTI}}}simpleChoice", f"{{{QTI}}}simpleAssociableChoice")}
        if choices:
            values = [v.text for v in item.iterfind("q:responseDeclaration/q:correctResponse/q:value", NS)]
            assert values
            assert {part for value in values for part in str(value).split()} <= choices, key


def test_identifiers_are_names_and_children_stand_in_the_order_of_the_schema() -> None:
    order = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]
    for item in items(*one_of_each(), Question(id="1.a", kind="judge", stem="x", answer="T")).values():
        assert all(IDENTIFIER.fullmatch(str(e.get("identifier"))) for e in item.iter() if e.get("identifier"))
        places = [order.index(etree.QName(child).localname) for child in item]
        assert places == sorted(places)


def test_full_marks_are_given_for_exactly_the_right_response() -> None:
    item = items(*one_of_each())["m"]
    rule = item.find("q:responseProcessing/q:responseCondition/q:responseIf", NS)
    assert rule is not None
    assert rule.find("q:match/q:correct", NS) is not None
    assert rule.findtext("q:setOutcomeValue/q:baseValue", namespaces=NS) == "2"


def test_each_gap_takes_all_its_words_for_its_share() -> None:
    item = items(*one_of_each())["b"]
    entries = item.findall(".//q:mapEntry", NS)
    assert [(e.get("mapKey"), e.get("mappedValue")) for e in entries] == [("杯口", "1"), ("口", "1"), ("杯底", "1")]


def test_what_the_marker_needs_is_for_scorers_only() -> None:
    block = items(*one_of_each())["o"].find(".//q:rubricBlock", NS)
    assert block is not None
    assert block.get("view") == "scorer"
    assert "说给全队听" in shown(block)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip() and "\n\n" not in text])
def test_hostile_texts_are_the_same_behind_the_markup(text: str) -> None:
    question = Question(id="x", kind="single", stem=f"题{text}题", options=(f"甲{text}甲", "乙"), answer="A")
    item = items(question)["x"]
    stem, choice = item.findall("q:itemBody/q:p", NS), item.find(".//q:simpleChoice", NS)
    assert choice is not None
    assert ("\n\n".join(map(shown, stem)), shown(choice)) == (question.stem, question.options[0])


def by_peer(folder: Path, *questions: Question) -> dict[str, Question]:
    """The items as onyx2moodle, a converter of QTI, hands them on: one package each, as ONYX exports them."""
    parts = write_qti21(bank_of(*questions))[0]
    names = [name for name in parts if name.startswith("items/")]
    outer = {
        f"{Path(name).stem}.zip": pack({"imsmanifest.xml": parts["imsmanifest.xml"], Path(name).name: parts[name]})
        for name in names
    }
    (folder / "outer.zip").write_bytes(pack(outer))
    result = folder / "bank.xml"
    with redirect_stdout(StringIO()), chdir(folder):  # it leaves what it unpacks where it runs
        assert onyx2moodle(["convert", str(folder / "outer.zip"), "-o", str(result)]) in (0, None)
    found, _ = read_moodle_xml(result.read_bytes(), "bank.xml")
    return {question.id: question for question in found}


def test_a_peer_reads_stems_options_and_keys(tmp_path: Path) -> None:
    wanted = {q.id: q for q in one_of_each()}
    found = by_peer(tmp_path, *one_of_each())
    assert set(found) >= {"s", "m", "j", "b", "o", "p"}
    for key in ("s", "m"):
        assert (found[key].stem, found[key].options, found[key].answer) == (
            wanted[key].stem, wanted[key].options, wanted[key].answer,
        )  # fmt: skip
    assert (found["j"].stem, found["j"].options, found["j"].answer) == ("可以不看。", ("正确", "错误"), "B")
    assert "说一句话。" in found["o"].stem
    assert sorted(found["p"].pairs) == sorted(wanted["p"].pairs)


def test_a_converter_of_packages_takes_the_whole_package(tmp_path: Path) -> None:
    (tmp_path / "bank.zip").write_bytes(pack(write_qti21(bank_of(*one_of_each()))[0]))
    with redirect_stdout(StringIO()):
        assert qti_convert(["upgrade", str(tmp_path / "bank.zip"), str(tmp_path / "up.zip")]) == 0
    with ZipFile(tmp_path / "up.zip") as package:
        names = {name for name in package.namelist() if name.startswith("items/")}
        assert names == {f"items/{q.id}.xml" for q in one_of_each()}
        item = package.read("items/m.xml").decode()
    assert "qti-choice-interaction" in item
    assert "要看哪些？" in item
