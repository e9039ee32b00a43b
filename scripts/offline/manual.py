"""使用说明.docx of a pack, made by the program itself: a template, the house base, the same line as every handout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coursegen import __version__
from coursegen.checks.output import check_output
from coursegen.document.parse import parse_document
from coursegen.errors import FaultError
from coursegen.layout.pages import paginate
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document
from coursegen.office.pack import pack
from coursegen.reading import read_unit
from coursegen.templating import render
from coursegen.workspace import bundled_folder


def manual(said: Mapping[str, str]) -> bytes:
    """The file; `said` is what the template asks for."""
    templates = bundled_folder() / "templates"
    markup = render("manual.xml.j2", {**said, "program": __version__}, [("offline", Path(__file__).parent)])
    document = parse_document(markup, "facilitator")
    base = compile_document((templates / "default" / "document.docx").read_bytes(), "document.docx")
    pages = paginate(document, base.spec)
    parts = fill_document(document, pages, base, read_unit("default", [templates])[0].brand, {}, "", {})
    data = pack(parts, "zlib")
    if faults := check_output(data, "使用说明.docx"):
        raise FaultError(faults)
    return data
