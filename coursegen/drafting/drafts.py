"""Essays → draft principles, the points they cover, and an inventory to go through with a pencil.

Nothing is rewritten: a draft holds the author's words, marked as a draft, until a person has made it a principle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from msgspec import Struct

from coursegen.drafting.essay import Part, Passage, ends
from coursegen.drafting.files import Material
from coursegen.drafting.phrases import dos_and_donts, quotable
from coursegen.reading.write import Value, written
from coursegen.text import chained, collapse
from coursegen.wording.keywords import keywords

_KEYWORDS = 5
_TITLE_MOST = 16
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+[、要是]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]|首先|其次|再次|最后|要|，)+"
)
_SLUG = re.compile(r"[^a-z0-9]+")
_HEADER = "# yaml-language-server: $schema=../../schema/principle.schema.json\n#\n# {note}\n"


class Drafts(Struct, frozen=True):
    """Files by their names relative to the folder they belong in, and how many drafts and quotations there are."""

    files: Mapping[str, str]
    drafts: int
    quotes: int


class _Draft(Struct, frozen=True):
    id: str
    title: str
    part: Part
    passages: tuple[Passage, ...]
    material: Material
    essay: int

    @property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages)

    @property
    def quotes(self) -> tuple[tuple[int, str], ...]:
        bad = tuple(damage.text for damage in self.material.damages)
        found = [(p.number, quote) for p in self.passages for quote in quotable(p, bad)]
        return tuple(found[:3])


def make_drafts(materials: Sequence[Material], words: Mapping[str, str]) -> Drafts:
    """Drafts of all materials, numbered as essays from 1; `words` are those that a reader finds in them."""
    stems = _stems(materials)
    drafts = [
        draft
        for number, (stem, material) in enumerate(zip(stems, materials, strict=True), 1)
        for draft in _drafts(material, number, stem)
    ]
    files = {
        f"principles/{draft.id}.yaml": _HEADER.format(note=words["note"]) + written(_principle(draft, words))
        for draft in drafts
    }
    points: Mapping[str, Value] = {"points": [{"id": draft.id, "title": draft.title} for draft in drafts]}
    files["points.yaml"] = "# yaml-language-server: $schema=../schema/points.schema.json\n" + written(points)
    files["inventory.yaml"] = written({"essays": [_essay(m, drafts) for m in materials]})
    return Drafts(files, len(drafts), sum(len(draft.quotes) for draft in drafts))


def _stems(materials: Sequence[Material]) -> tuple[str, ...]:
    """What the ids of the drafts of each material begin with; no two are the same."""
    stems = dict[str, None]()
    for number, material in enumerate(materials, 1):
        stem = _SLUG.sub("-", material.name.lower()).strip("-") or f"essay-{number}"
        free = (f"{stem}-{turn}" if turn > 1 else stem for turn in count(1))
        stems[next(name for name in free if name not in stems)] = None
    return tuple(stems)


def _drafts(material: Material, number: int, stem: str) -> Iterator[_Draft]:
    """A draft for every marked passage, and one for what is not marked in a part."""
    turn = 0
    for part in material.essay.parts:
        loose = tuple(passage for passage in part.passages if not passage.marker)
        groups = [loose, *((passage,) for passage in part.passages if passage.marker)]
        for group in filter(None, groups):
            turn += 1
            own = group[0].marker and len(part.passages) > 1
            title = _titled(group[0].sentences[0] if own or not part.heading else part.heading)
            yield _Draft(f"{stem}.{turn:02}", title, part, group, material, number)


def _titled(text: str) -> str:
    """A few words for a draft: its heading, or the first clause of its first sentence, without a number."""
    plain = _NUMBER.sub("", text.strip())
    clause = re.split("[，。；：！？,;:.!?]", plain, maxsplit=1)[0].strip('“”"') or plain
    return clause if len(clause) <= _TITLE_MOST or clause.isascii() else clause[:_TITLE_MOST]


def _principle(draft: _Draft, words: Mapping[str, str]) -> Mapping[str, Value]:
    sentences = [sentence.strip() for passage in draft.passages for sentence in passage.sentences]
    pairs = [dos_and_donts(passage) for passage in draft.passages]
    do, dont = ([phrase for pair in pairs for phrase in pair[n]] for n in (0, 1))
    return {
        "id": draft.id, "status": "draft", "title": draft.title, "tier": "read", "covers": [draft.id],
        "claim": sentences[0], "why": _flowing(sentences[1:]) or sentences[0],
        "do": do or [words["none"]], "dont": dont or [words["none"]], "question": words["none"],
        "source": words["source"].format(title=draft.material.essay.title, number=draft.passages[0].number),
        "quotes": [{"essay": draft.essay, "paragraph": n, "text": text} for n, text in draft.quotes],
    }  # fmt: skip


def _flowing(sentences: Sequence[str]) -> str:
    """Sentences in one text: bullets, which have no stop, are parted too."""
    parted = [one if ends(one) else chained((one, ""), "；", ";") for one in sentences[:-1]]
    return collapse(" ".join((*parted, *sentences[-1:])))


def _essay(material: Material, drafts: Sequence[_Draft]) -> Mapping[str, Value]:
    own = [draft for draft in drafts if draft.material is material]
    return {
        "title": material.essay.title,
        "damaged": [
            {"place": str(one.place), "text": one.text, "probably": one.probably} for one in material.damages
        ],
        "drafts": [_entry(draft) for draft in own],
    }  # fmt: skip


def _entry(draft: _Draft) -> Mapping[str, Value]:
    return {
        "id": draft.id, "headings": list(draft.part.headings), "marker": draft.passages[0].marker,
        "paragraphs": [str(passage.number) for passage in draft.passages],
        "keywords": list(keywords(draft.text, _KEYWORDS)),
        "sentences": [sentence.strip() for passage in draft.passages for sentence in passage.sentences],
    }  # fmt: skip
