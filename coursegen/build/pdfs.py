"""A PDF beside every Office file of a kit, made by LibreOffice, and made anew only when its file has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from coursegen.build.kit import Made, Output, write_kit
from coursegen.build.manifest import key_of, records_of
from coursegen.build.products import OFFICE
from coursegen.errors import Fault
from coursegen.office.pdf import pdf_pages, without_clock
from coursegen.office.render import converted, office_program
from coursegen.workspace import place_of, sha256


class _Source(Struct, frozen=True):
    """An Office file of the kit as it stands on the disk; `count` is 0 when a person worked on it."""

    product: str
    path: Path
    data: bytes
    key: str
    count: int

    @property
    def name(self) -> str:
        """File name of its PDF."""
        return self.path.with_suffix(".pdf").name

    @property
    def digest(self) -> str:
        """Hash of its bytes."""
        return sha256(self.data)

    @property
    def pdf_key(self) -> str:
        """What its PDF is, whatever it is called."""
        return PurePath(self.key).with_suffix(".pdf").name


def write_pdfs(
    folder: Path, outputs: Sequence[Output], *, force: bool = False
) -> tuple[tuple[Output, ...], tuple[Fault, ...]]:
    """A PDF of each of these outputs that is an Office file, of the one a person edited where there is one.

    Warns when there is no LibreOffice (O180) and when a PDF has other pages than were counted (O182); O181 for a file
    that cannot be converted. Raises what `write_kit` does.
    """
    sources, known = tuple(_sources(outputs)), records_of(folder)
    drawn = {source.name: data for source in sources if (data := _made_before(folder, source, known))}
    lacking = {source.path.name: source for source in sources if source.name not in drawn}
    if lacking and not office_program():
        return (), (Fault("O180", severity="warning"),)
    for name, data in converted({name: source.data for name, source in lacking.items()}, "pdf", tries=2).items():
        drawn[lacking[name].name] = without_clock(data, lacking[name].digest[:32])
    made = tuple(_pdf(source, drawn[source.name]) for source in sources if source.name in drawn)
    failed = (Fault("O181", place_of(source.path)) for source in sources if source.name not in drawn)
    written, faults = write_kit(folder, made, force=force)
    counted = zip((source for source in sources if source.name in drawn), made, strict=True)
    return written, (*failed, *(fault for source, pdf in counted for fault in _miscounted(source, pdf)), *faults)


def stale_pdfs(folder: Path, outputs: Sequence[Output]) -> Iterator[Fault]:
    """O183 for every PDF made of one of these outputs before it changed."""
    known = {key_of(name, record): (name, record.get("source")) for name, record in records_of(folder).items()}
    for source in _sources(outputs):
        name, made_of = known.get(source.pdf_key, ("", ""))
        if made_of and made_of != source.digest and (folder / name).is_file():
            yield Fault("O183", place_of(folder / name), {"file": source.path.name}, "warning")


def _sources(outputs: Sequence[Output]) -> Iterator[_Source]:
    for output in outputs:
        path = output.current
        if path.name.endswith(OFFICE):
            yield _Source(output.product, path, path.read_bytes(), output.key, 0 if output.edited else output.count)


def _made_before(folder: Path, source: _Source, known: Mapping[str, Mapping[str, object]]) -> bytes:
    """The PDF made of this very file and still as it was made, or nothing."""
    for name, record in known.items():
        path = folder / name
        if (key_of(name, record), record.get("source")) == (source.pdf_key, source.digest) and path.is_file():
            data = path.read_bytes()
            if sha256(data) == record.get("sha256"):
                return data
    return b""


def _pdf(source: _Source, data: bytes) -> Made:
    """The PDF of a file; the manifest knows what it was made of."""
    pages = pdf_pages(data)
    return Made(source.product, source.name, data, pages, {"source": source.digest, "pages": pages}, source.pdf_key)


def _miscounted(source: _Source, pdf: Made) -> Iterator[Fault]:
    """O182 when a PDF has other pages than were counted, where both are known."""
    if pdf.count and source.count and pdf.count != source.count:
        yield Fault("O182", place_of(source.path), {"pages": pdf.count, "count": source.count}, "warning")
