"""A batch on the workers of a Dask scheduler. No disk is shared: inputs and outputs go through fsspec URLs.

A task fetches its inputs by their hashes, takes up the kit that is there, builds into a folder of its own and writes
back what is new, the manifest before the first file and after the last as a local build does. Doing it twice leaves
the same: so a task of a worker that died is simply done again by another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coursegen import __version__
from coursegen.batch.inputs import COURSE, Inputs, unpacked
from coursegen.batch.plan import Task
from coursegen.batch.store import Store
from coursegen.batch.work import Done, broken, built, overdue
from coursegen.build.line import Result
from coursegen.build.manifest import MANIFEST
from coursegen.build.request import Request
from coursegen.build.several import UnitResult
from coursegen.errors import Fault, FaultError, Place, fail, reason_of
from coursegen.limits import USUAL, Limits, ended_late, limit_memory
from coursegen.reading import read_course
from coursegen.workspace import safe_name, sha256

RETRIES = 3
"""Times a task is given to a worker anew when one fails or dies under it."""

AHEAD = 4
"""Tasks that wait for each thread of the workers."""

MARK = "built.json"
"""What stands in a finished kit beside its manifest: what it was made of, and the hash of each file."""

INPUTS = "inputs"
"""Folder at the output's URL where archives of inputs stand, by their hashes, and marks of tasks that took too long."""


class Order(Struct, frozen=True):
    """One unit for a worker elsewhere: hashes of its inputs, where they and the outputs are, and what it is told by."""

    task: Task
    url: str
    shared: str
    own: str
    kit: str
    shown: Mapping[str, str]
    version: str = __version__
    limits: Limits = USUAL

    @property
    def late(self) -> str:
        """Name of the mark of a task that was ended."""
        return f"{INPUTS}/{self.task.mark}.late"


Progress = Callable[[int, int], None]


def run_on_cluster(
    request: Request,
    units: Sequence[str],
    scheduler: str,
    url: str,
    progress: Progress | None = None,
    limits: Limits = USUAL,
) -> Iterator[UnitResult]:
    """Build the kit of each unit on the workers of a scheduler; results come as they are done.

    Raises U398 without the extra `cluster`, U397 when no scheduler answers, what `Store` raises.
    """
    distributed = _distributed()
    store = Store(url)
    orders = [replace(order, limits=limits) for order in orders_of(request, units, store)]
    try:
        client = distributed.Client(scheduler, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise fail("U397", scheduler=scheduler, reason=reason_of(error)) from error
    with client:
        for count, done in enumerate(_worked(distributed, client, orders), 1):
            if progress:
                progress(count, len(orders))
            yield done.of_unit


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise fail("U398") from error
    return distributed


def orders_of(request: Request, units: Sequence[str], store: Store) -> Iterator[Order]:
    """Orders for all units; archives of inputs that are not there yet are put there first."""
    inputs = Inputs(request, units)
    course = read_course(request.course).course.id
    shared = _put(store, inputs.shared)
    for unit in units:
        own = _put(store, inputs.own(unit))
        asked = repr(replace(request, unit=unit, course=Path(), unit_roots=(), output=Path()))
        mark = sha256(f"{asked}\0{shared}\0{own}\0{__version__}".encode())
        task = Task(unit, replace(request, unit=unit, remember=False, moment=shared, store=None), mark)
        yield Order(task, store.url, shared, own, f"{safe_name(unit)}/{safe_name(course)}", inputs.shown())


def _put(store: Store, data: bytes) -> str:
    name = sha256(data)
    if not store.has(f"{INPUTS}/{name}.zip"):
        store.write(f"{INPUTS}/{name}.zip", data)
    return name


def _worked(distributed: Any, client: Any, orders: Sequence[Order]) -> Iterator[Done]:
    """Keep the workers busy, never with more than they can soon take; a task whose workers all died is told (O186)."""
    waiting = list(reversed(orders))
    running: dict[Any, Task] = {}
    finished = distributed.as_completed(loop=client.loop)
    while waiting or running:
        threads = sum(client.nthreads().values()) or 1
        while waiting and len(running) < threads * AHEAD:
            order = waiting.pop()
            future = client.submit(work_off, order, retries=RETRIES, pure=False)
            running[future] = order.task
            finished.add(future)
        future = next(finished)
        yield _result(future, running.pop(future))


def _result(future: Any, task: Task) -> Done:
    try:
        done: Done = future.result()
    except Exception as error:  # the worker died, or what it said could not be read
        lost = broken(task)
        detail = Fault("O185", facts={"unit": task.unit, "detail": f"{type(error).__name__}: {error}"})
        return lost if type(error).__name__ == "KilledWorker" else replace(lost, result=Result(faults=(detail,)))
    return done


def work_off(order: Order) -> Done:
    """Build one unit in a worker's process, within its limits: a worker with threads may use so much for each.

    A worker that takes too long is ended; the mark it leaves tells whoever is given the task next (O189).
    """
    store = Store(order.url)
    if store.has(order.late):
        store.remove(order.late)
        return overdue(order.task, order.limits.seconds)
    limit_memory(order.limits.megabytes * _threads())
    with ended_late(order.limits.seconds, partial(_left_late, order, store)):
        return build_order(order)


def _left_late(order: Order, store: Store) -> int:
    store.write(order.late, b"")
    return 1


def _threads() -> int:
    """How many tasks the worker of this process works at; 1 out of a worker."""
    try:
        return int(_distributed().get_worker().state.nthreads)
    except ValueError:
        return 1


def build_order(order: Order) -> Done:
    """Build one unit on a worker: fetch, build, write back. Faults come back as values."""
    if order.version != __version__:
        facts = {"unit": order.task.unit, "has": __version__, "wanted": order.version}
        return Done(order.task, Result(faults=(Fault("O188", facts=facts),)))
    try:
        with TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True) as folder:
            return _build(order, Store(order.url), Path(folder))
    except FaultError as error:
        return Done(order.task, Result(faults=error.faults))


def _build(order: Order, store: Store, folder: Path) -> Done:
    if _stands(order, store):
        return Done(order.task, _as_it_stands(order, store))
    home = Path(gettempdir()) / "coursegen-inputs"
    shared = unpacked(_input(store, order.shared), home)
    own = unpacked(_input(store, order.own), folder)
    output = folder / "output"
    store.fetch(order.kit, output / order.kit)
    roots = (own, *(shared / str(n) for n in range(len(order.task.request.unit_roots)) if (shared / str(n)).is_dir()))
    course = shared / COURSE / order.task.request.course.name
    done = built(
        replace(order.task, request=replace(order.task.request, course=course, unit_roots=roots, output=output))
    )
    _write_back(done.result, order, store, output / order.kit)
    known = {f"{shared}/{name}": text for name, text in order.shown.items()} | {str(own): order.shown["0"]}
    return replace(done, task=order.task, result=_as_the_user_knows(done.result, known))


def _input(store: Store, name: str) -> bytes:
    data = store.read(f"{INPUTS}/{name}.zip")
    if data is None:
        raise fail("O187", Place(f"{store.url}/{INPUTS}/{name}.zip"), reason="not found")
    return data


def _stands(order: Order, store: Store) -> bool:
    """Whether the kit that is there was made of the same, and is whole."""
    said = _said(order, store)
    return said.get("mark") == order.task.mark and all(store.has(f"{order.kit}/{name}") for name in said["files"])


def _said(order: Order, store: Store) -> Mapping[str, Any]:
    try:
        return dict(json.loads(store.read(f"{order.kit}/{MARK}") or b"{}"))
    except ValueError:
        return {}


def _as_it_stands(order: Order, store: Store) -> Result:
    from coursegen.build.kit import Output

    files = _said(order, store)["files"].items()
    kit = Path(order.kit)
    return Result(tuple(Output(product, kit / name, "unchanged", 0, 0, name) for name, product in files))


def _write_back(result: Result, order: Order, store: Store, kit: Path) -> None:
    """Put into the store what a build left: first that files are coming, then these, last that all are there."""
    here = {path.relative_to(kit).as_posix(): path for path in kit.rglob("*") if path.is_file()} if kit.is_dir() else {}
    before = set(store.below(order.kit))
    manifest = here.pop(MANIFEST, None)
    here.pop(MARK, None)
    coming = {
        name: data for name, path in here.items() if store.read(f"{order.kit}/{name}") != (data := path.read_bytes())
    }
    if coming:
        store.remove(f"{order.kit}/{MARK}")
        store.write(f"{order.kit}/{MANIFEST}", _announced(store.read(f"{order.kit}/{MANIFEST}"), coming.values()))
    for name, data in coming.items():
        store.write(f"{order.kit}/{name}", data)
    for name in before - {*here, MANIFEST, MARK}:
        store.remove(f"{order.kit}/{name}")
    if manifest:
        store.write(f"{order.kit}/{MANIFEST}", manifest.read_bytes())
    if result.outputs and not any(fault.severity == "error" for fault in result.faults):
        files = {output.path.name: output.product for output in result.outputs}
        store.write(f"{order.kit}/{MARK}", json.dumps({"mark": order.task.mark, "files": files}).encode())


def _announced(manifest: bytes | None, coming: Iterable[bytes]) -> bytes:
    """A manifest that says what is about to be written: what is left half done is then no hand's work."""
    said = json.loads(manifest or b'{"outputs": {}}')
    ours = {record["sha256"] for record in said["outputs"].values()} | set(said.get("pending", ()))
    return json.dumps({**said, "pending": sorted(ours | set(map(sha256, coming)))}, ensure_ascii=False).encode()


def _as_the_user_knows(result: Result, known: Mapping[str, str]) -> Result:
    """A result whose faults name files by the paths of the workspace that was sent."""

    def place(found: Place) -> Place:
        start = next((folder for folder in known if found.file.startswith(f"{folder}/")), "")
        return replace(found, file=known[start] + found.file[len(start) :]) if start else found

    return replace(result, faults=tuple(replace(fault, place=place(fault.place)) for fault in result.faults))
