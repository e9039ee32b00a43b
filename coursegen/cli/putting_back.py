"""A kit that is kept from an earlier run → the same files in their folder, told as the build would tell of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from coursegen.build.deliver import deliver
from coursegen.build.kit import Output
from coursegen.build.manifest import MANIFEST
from coursegen.build.shelf import taken
from coursegen.cli.memory import Memory, remember
from coursegen.errors import Fault


def put_back(arguments: Sequence[str], kept: Memory) -> int | None:
    """Write the files of a kept kit by the rules of every build and tell of them; return the exit code.

    None when a file of it is not kept any more.
    """
    kit = kept["kit"]
    files = taken(kit["files"])
    if files is None:
        return None
    outputs, faults = deliver(
        Path(kit["folder"]), files, pdf=False, archive=tuple(kit["archive"]), compressor=kit["compressor"],
        force=kit["force"],
    )  # fmt: skip
    lines = [kept["lines"].get(output.path.name, {}).get(output.state) for output in outputs]
    if faults or not outputs or None in lines:
        return _told_in_full(arguments, outputs, faults, strict=kit["strict"])
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    written = [output.path for output in outputs]
    remember(arguments, kept, (*written, written[0].with_name(MANIFEST)))
    return 0


def _told_in_full(arguments: Sequence[str], outputs: Sequence[Output], faults: Sequence[Fault], *, strict: bool) -> int:
    from coursegen.cli.making import tell
    from coursegen.cli.report import Voice

    return tell(Voice.asked_for(arguments, os.environ), outputs, faults, strict=strict)
