"""What coursegen takes in a process that is warm: whole kits, one changed bullet, many units. Prints JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from msgspec.structs import replace

from coursegen.batch.run import Pace, run
from coursegen.build import Request, build, decks, documents, jobs, kit, line, makers
from coursegen.limits import collect_seldom
from coursegen.wording.frequencies import look_up
from coursegen.workspace import Workspace, bundled_folder

PRODUCTS = ("deck", "handout", "answers")
ROUNDS = 9


def main(task: str, count: int) -> None:
    """Measure one task in the workspace of the current folder."""
    collect_seldom()  # as the command does
    workspace = Workspace(Path.cwd(), bundled_folder())
    request = Request(
        workspace.course_folder("neutral"), "plain", workspace.unit_roots, products=PRODUCTS, output=Path("warm-output")
    )
    print(json.dumps(_TASKS[task](request, count)))


def kits(request: Request, count: int) -> Mapping[str, float]:
    """Seconds for a whole kit, nothing of it on the disk; the first, which warms the process, is left out."""
    requests = [replace(request, output=request.output / str(turn)) for turn in range((count or ROUNDS) + 1)]
    return {"seconds": median([_timed(partial(_sound, one)) for one in requests][1:])}


def bullet(request: Request, count: int) -> Mapping[str, float]:
    """Seconds from a saved file with one changed bullet to the deck on the disk, by the clock and of the processor.

    `nodes`: of these from the nodes of the slides to the file, without the checks. In turn with them, when another
    build has come to the same point: `raw`, the last parts, squeezed already, put together and written, and `bytes`,
    the last file's bytes written. The first change, which warms the process, is left out.
    """
    path = sorted((request.course / "principles").glob("*.yaml"))[10]
    text, request = path.read_text("utf-8"), replace(request, products=("deck",))
    _sound(request)
    place, pack = decks.place_deck, makers.pack
    given, aside, stages = list[tuple[Any, ...]](), list[Callable[[], None]](), dict[str, float]()

    def placed(*deck: Any) -> Any:
        while aside:
            aside.pop()()
        return place(*deck)

    def packed(*parts: Any) -> bytes:
        given[:] = [parts]
        return pack(*parts)

    decks.place_deck, makers.pack = placed, packed
    _clock({decks: ("place_deck", "fill_deck"), makers: ("pack",), kit: ("write_atomic",)}, stages, time.perf_counter)
    found: dict[str, list[float]] = {"seconds": [], "processor": [], "nodes": [], "raw": [], "bytes": []}

    def build_changed(turn: int) -> float:
        path.write_text(text.replace("\ndo:\n- ", f"\ndo:\n- 第{turn}", 1), "utf-8")
        stages.clear()
        return _timed(lambda: _sound(request))

    def write(name: str, data: Callable[[], bytes]) -> None:
        file = request.output / f"{name}-{len(found[name])}"
        found[name].append(_timed(lambda: file.write_bytes(data())))

    try:
        for turn in range(0, 3 * ((count or ROUNDS) + 1), 3):
            began = time.process_time()
            found["seconds"].append(build_changed(turn))
            found["processor"].append(time.process_time() - began)
            found["nodes"].append(sum(stages.values()))
            aside.append(lambda: write("raw", lambda: pack(*given[0])))
            build_changed(turn + 1)
            whole = pack(*given[0])
            aside.append(lambda: write("bytes", lambda: whole))  # noqa: B023
            build_changed(turn + 2)
    finally:
        path.write_text(text, "utf-8")
    return {name: median(taken[1:]) for name, taken in found.items()}


def units(request: Request, count: int) -> Mapping[str, float]:
    """Kits a second for units that differ in name, terms and colour, the raw rate of the same bytes, memory in MB."""
    templates = Path("templates")
    for number in range(count):
        folder = templates / f"u{number:05}"
        folder.mkdir(exist_ok=True)
        (folder / "unit.yaml").write_text(_UNIT.format(n=number, color=f"{number * 7919 % 0x7FFFFF:06X}"), "utf-8")
    names = tuple(f"u{number:05}" for number in range(count))
    began, working = time.perf_counter(), time.process_time()
    files: list[bytes] = []
    for done in run(request, names, Pace()):
        if not done.result.outputs:
            raise RuntimeError("\n".join(fault.line("en") for fault in done.result.faults))
        if len(files) < len(PRODUCTS):
            files += [output.path.read_bytes() for output in done.result.outputs]
    taken, worked = time.perf_counter() - began, time.process_time() - working
    began = time.perf_counter()
    for number in range(count):
        for turn, data in enumerate(files):
            Path(f"warm-output/raw-{number}-{turn}").write_bytes(data)
    raw = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rate": count / taken, "processor": worked / count, "raw": count / raw, "memory": memory}


def stages(request: Request, count: int) -> Mapping[str, float]:  # noqa: ARG001 - every task takes both
    """Seconds of the processor by stage for deck, handout and quiz of the bundled course, nothing kept.

    jieba's dictionary is there, as after any build.
    """
    look_up()
    taken: dict[str, float] = {}
    _clock(_STAGES, taken, time.process_time)
    course = bundled_folder() / "content" / "office-director"
    roots = (bundled_folder() / "templates",)
    products = ("deck", "handout", "quiz")
    _sound(Request(course, "default", roots, products=products, output=Path("warm-output"), remember=False))
    return taken


def _clock(stages: _Stages, taken: dict[str, float], clock: Callable[[], float]) -> None:
    """Have each of these functions add its seconds to what was taken."""

    def clocked(stage: Callable[..., object], name: str) -> Callable[..., object]:
        def run_clocked(*given: object, **named: object) -> object:
            began = clock()
            try:
                return stage(*given, **named)
            finally:
                taken[name] = taken.get(name, 0.0) + clock() - began

        return run_clocked

    for module, names in stages.items():
        for name in names:
            setattr(module, name, clocked(getattr(module, name), name))


_Stages = Mapping[ModuleType, Sequence[str]]

_STAGES: _Stages = {
    line: ("prepare", "render", "deliver"),
    jobs: ("left_behind",),
    decks: ("parse_deck", "place_deck", "fill_deck"),
    documents: ("parse_document", "paginate", "fill_document"),
    makers: ("pack", "faults_of", "find_leaks"),
}  # fmt: skip

_UNIT = """\
extends: plain
names: {{full: 第{n}号示例单位, short: {n}号单位}}
terms: {{leaders: {n}号领导}}
brand:
  colors: {{primary: "{color}"}}
"""


def _sound(request: Request) -> None:
    result = build(request)
    if not result.outputs:
        raise RuntimeError("\n".join(fault.line("en") for fault in result.faults))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


_TASKS: Mapping[str, Callable[[Request, int], Mapping[str, float]]] = {
    "kits": kits,
    "bullet": bullet,
    "units": units,
    "stages": stages,
}

if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
