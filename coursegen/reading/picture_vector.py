"""An SVG without what a drawing does not need: nothing that runs, nothing that is fetched, no notes of its editor."""

from __future__ import annotations

import re

from lxml import etree

from coursegen.errors import Place, fail

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_REFUSED = frozenset({"script", "foreignObject", "image", "iframe", "audio", "video", "handler", "a"})
_FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)


def clean_vector(data: bytes, file: str, place: Place) -> bytes:
    """The drawing in canonical form, in which the same drawing has the same bytes.

    Raises A313 (no SVG), A314 (not well-formed), A317 (it runs or fetches something, or holds a picture).
    """
    if b"<!ENTITY" in data:
        raise fail("A317", place, value=file, detail="<!ENTITY>")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise fail("A314", place, value=file) from error
    if root.tag != f"{_SVG}svg":
        raise fail("A313", place, value=file, found=etree.QName(root).localname)
    if root.prefix:
        raise fail("A317", place, value=file, detail=f"<{root.prefix}:svg>")
    for element in list(root.iter(etree.Element)):
        if detail := _refused(element):
            raise fail("A317", place, value=file, detail=detail)
    _strip(root)
    return etree.tostring(root, method="c14n")


def _refused(element: etree._Element) -> str:
    """What may not be there: an element or an attribute, as it is written; "" when all is well."""
    name = etree.QName(element).localname
    if str(element.tag).startswith(_SVG) and name in _REFUSED:
        return f"<{name}>"
    if name == "style" and _FETCHES.search(element.text or ""):
        return "<style>"
    for key, value in element.attrib.items():
        own, text = str(key).removeprefix(_XLINK), str(value)
        linked = own == "href" and not text.startswith("#")
        if linked or own.lower().startswith("on") or _FETCHES.search(text):
            return f'{own}="{text[:40]}"'
    return ""


def _strip(root: etree._Element) -> None:
    """Take away what is no SVG: an editor's settings, which name folders and people, and metadata."""
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        foreign = not str(element.tag).startswith(_SVG) or element.tag == f"{_SVG}metadata"
        if foreign and parent is not None:
            parent.remove(element)
            continue
        for key in [str(k) for k in element.attrib]:
            if key.startswith("{") and not key.startswith((_XLINK, _XML)):
                del element.attrib[key]
    etree.cleanup_namespaces(root)
