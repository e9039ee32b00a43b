"""What each target can carry, as one table: the source of the table in the guide."""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.exchange import KINDS
from coursegen.exports import anki, gift, moodle_xml, qti21, selftest
from coursegen.exports.carrying import Carrier, How
from coursegen.exports.sheet import carrier_of
from coursegen.model.profile import Profile

_MARKS: Mapping[How | None, str] = {"whole": "✓", "partly": "部分计分", "by hand": "人工阅卷", None: "–"}


def carriers(own: Profile) -> Mapping[str, Carrier]:
    """What every product can carry; sheets and texts by our `own` profile."""
    by_profile = carrier_of(own)
    return {
        "xlsx": by_profile, "txt": by_profile, "gift": gift.CARRIER, "moodle-xml": moodle_xml.CARRIER,
        "qti21": qti21.CARRIER, "anki": anki.CARRIER, "selftest": selftest.CARRIER, "scorm12": selftest.CARRIER,
    }  # fmt: skip


def table(own: Profile) -> str:
    """A Markdown table of targets by kinds."""
    found = carriers(own)
    lines = [f"| 题型 | {' | '.join(found)} |", f"|---|{'---|' * len(found)}"]
    for kind in KINDS:
        cells = (_MARKS[carrier.kinds.get(kind)] for carrier in found.values())
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)
