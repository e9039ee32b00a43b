"""Run by `test_killed.py`, never imported: builds that are killed while they write, and what each of them left.

Arguments: the folder of the kit, how many to kill, a seed. It writes one JSON object a kill. A process of one thread
that forks, so that each build starts in a millisecond and dies like any process that is killed: without a word.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from coursegen.build.deliver import deliver
from coursegen.build.kit import Made
from coursegen.build.manifest import MANIFEST

NAMES = ("deck.pptx", "handout.docx", "quiz.docx", "answers.docx")
SIZE = 300_000


def version(number: int) -> list[Made]:
    """A kit whose every byte says which build it is of."""
    return [Made("deck", name, bytes([number]) * SIZE, 1, {"coursegen": str(number)}) for name in NAMES]


def write(folder: Path, number: int) -> list[str]:
    """Write one version; return the codes of what was said."""
    faults = deliver(folder, version(number), pdf=False, archive=("kit.zip", "kit.zip"), compressor="zlib")[1]
    return [fault.code for fault in faults]


TOUCHES = ("open", "os.rename", "os.remove", "os.mkdir", "os.scandir")
"""What Python tells of before it does it, of all that changes a folder."""


def die_at(count: int) -> None:
    """Kill this very process before it touches the file system for the so manieth time."""
    left_over = [count]

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event in TOUCHES:
            left_over[0] -= 1
            if not left_over[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def write_for_ever(folder: Path, point: int) -> None:
    """Build after build, old and new by turns, until killed: at a point, or (0) from without."""
    if point:
        die_at(point)
    while True:
        for number in (1, 2):
            write(folder, number)


def left(folder: Path) -> dict[str, object]:
    """What a killed build left: files with other bytes than one version, and files that are in nobody's way."""
    whole = {bytes([number]) * SIZE for number in (1, 2)}
    names = {path.name for path in folder.iterdir()}
    return {
        "halves": [name for name in NAMES if (folder / name).read_bytes() not in whole],
        "strangers": sorted(n for n in names - {*NAMES, MANIFEST, "kit.zip", "~build.lock"} if not n.endswith(".part")),
        "parts": sum(name.endswith(".part") for name in names),
        "manifest": sorted(json.loads((folder / MANIFEST).read_bytes())["outputs"]),
    }


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill builds at random: by turns at a moment, whatever they do, and at a point, whenever they come to it."""
    chance = random.Random(seed)
    write(folder, 1)
    for turn in range(kills):
        point = chance.randrange(1, 150) if turn % 2 else 0
        child = os.fork()
        if not child:
            write_for_ever(folder, point)
        if not point:
            time.sleep(chance.uniform(0.002, 0.03))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        found = left(folder)
        again = write(folder, chance.choice((1, 2)))
        sys.stdout.write(json.dumps({**found, "signal": os.WTERMSIG(status), "again": again}) + "\n")


main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
