"""Batches beyond one machine: a real scheduler, two real workers of which one dies midway, and an S3 server."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch.cluster import cluster
from distributed import Client
from moto.server import ThreadedMotoServer
from msgspec.structs import replace
from unit_requests import paper_of_units

from coursegen.batch.cluster import MARK, Order, build_order, orders_of, run_on_cluster, work_off
from coursegen.batch.run import Pace, run
from coursegen.batch.store import Store
from coursegen.build import Request
from coursegen.errors import FaultError
from coursegen.limits import Limits
from coursegen.office.package import read_package
from coursegen.workspace import bundled_folder

UNITS = ("a", "b", "c", "d", "e", "f")


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    """Six units of a small course, of which only the paper is built."""
    monkeypatch.chdir(tmp_path)
    return paper_of_units(tmp_path, UNITS)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """An S3 server with a bucket; what a process must know to reach it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    said = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("kits")
    yield said
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def orders(asked: Request, url: str, *units: str) -> list[Order]:
    return list(orders_of(asked, units, Store(url)))


def test_a_cluster_whose_worker_dies_midway_leaves_in_s3_what_one_process_leaves_on_the_disk(
    asked: Request, s3: dict[str, str], tmp_path: Path
) -> None:
    with cluster(tmp_path, 2, s3) as there:
        with Client(there.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
        results = run_on_cluster(asked, UNITS, there.address, "s3://kits/out")
        told = [next(results)]
        there.workers[0].kill()
        told += results
    states = {one.unit: [output.state for output in one.result.outputs] for one in told}
    # The worker that died may have stored a kit and not told it: whoever makes it again finds it there.
    assert set(states) == set(UNITS)
    assert all(state in (["written"], ["unchanged"]) for state in states.values())
    assert not [fault for one in told for fault in one.result.faults]
    list(run(asked, UNITS, Pace()))
    store = Store("s3://kits/out")
    for unit in UNITS:
        local = (asked.output / unit / "coffee-shop" / "quiz.docx").read_bytes()
        remote = store.read(f"{unit}/coffee-shop/quiz.docx")
        assert remote is not None
        assert read_package(remote, "quiz.docx") == read_package(local, "quiz.docx")


@pytest.mark.parametrize("url", ["memory://kits", "file"])
def test_a_kit_that_stands_is_not_built_again_and_a_hand_edit_is_kept(asked: Request, tmp_path: Path, url: str) -> None:
    store = Store((tmp_path / "store").as_uri() if url == "file" else f"{url}/{tmp_path.name}")
    (order,) = orders(asked, store.url, "a")
    assert [o.state for o in build_order(order).result.outputs] == ["written"]
    assert [o.state for o in build_order(order).result.outputs] == ["unchanged"]
    store.write("a/coffee-shop/quiz.docx", b"edited by hand")
    store.remove(f"a/coffee-shop/{MARK}")
    again = build_order(order).result
    assert [fault.code for fault in again.faults] == ["O110"]
    assert store.read("a/coffee-shop/quiz.docx") == b"edited by hand"
    assert store.read("a/coffee-shop/quiz.new.docx")


def test_what_a_worker_left_half_done_looks_like_nobodys_work(asked: Request, tmp_path: Path) -> None:
    store = Store((tmp_path / "store").as_uri())
    (order,) = orders(asked, store.url, "a")
    build_order(order)
    whole = {name: store.read(f"a/coffee-shop/{name}") for name in store.below("a/coffee-shop")}
    assert len(whole) == 3

    class Dies(Store):
        def write(self, name: str, data: bytes) -> None:
            super().write(name, data)
            if name.endswith(".docx"):
                raise KeyboardInterrupt

    path = asked.unit_roots[0] / "a" / "unit.yaml"
    path.write_text(path.read_text("utf-8").replace("某局", "又一局"), "utf-8")
    (changed,) = orders(asked, store.url, "a")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coursegen.batch.cluster.Store", Dies)
        with pytest.raises(KeyboardInterrupt):
            build_order(changed)
    assert MARK not in list(store.below("a/coffee-shop"))
    result = build_order(changed).result
    assert not result.faults
    assert set(store.below("a/coffee-shop")) == set(whole)
    assert json.loads(store.read(f"a/coffee-shop/{MARK}") or b"")["mark"] == changed.task.mark


def test_faults_name_the_files_of_the_user_not_of_the_worker(asked: Request, tmp_path: Path) -> None:
    (asked.unit_roots[0] / "a" / "quiz.xml.j2").write_text("{{ nothing }}", "utf-8")
    (order,) = orders(asked, (tmp_path / "store").as_uri(), "a")
    result = build_order(order).result
    assert [fault.place.file for fault in result.faults] == [str(asked.unit_roots[0] / "a" / "quiz.xml.j2")]


def test_only_what_belongs_to_a_unit_alone_makes_its_own_archive_another(asked: Request, tmp_path: Path) -> None:
    url = (tmp_path / "store").as_uri()
    before = {order.task.unit: order for order in orders(asked, url, "a", "b")}
    (asked.unit_roots[0] / "a" / "note.txt").write_text("a note", "utf-8")
    after = {order.task.unit: order for order in orders(asked, url, "a", "b")}
    assert before["a"].task.mark != after["a"].task.mark
    assert before["b"] == after["b"]


def test_a_worker_of_another_version_says_so(asked: Request, tmp_path: Path) -> None:
    (order,) = orders(asked, (tmp_path / "store").as_uri(), "a")
    done = build_order(replace(order, version="0.0.0"))
    assert [fault.code for fault in done.result.faults] == ["O188"]


LATE = """
import pickle, sys, time
from coursegen.batch import cluster
cluster.build_order = lambda order: time.sleep(60)
cluster.work_off(pickle.load(sys.stdin.buffer))
"""


def test_a_worker_that_takes_too_long_is_ended_and_whoever_is_given_the_task_next_tells_so_once(
    asked: Request, tmp_path: Path
) -> None:
    (order,) = orders(asked, (tmp_path / "store").as_uri(), "a")
    order = replace(order, limits=Limits(seconds=1))
    here = {**os.environ, "PYTHONPATH": str(bundled_folder())}
    ended = subprocess.run([sys.executable, "-c", LATE], input=pickle.dumps(order), env=here, timeout=100, check=False)
    assert ended.returncode == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coursegen.batch.cluster.limit_memory", lambda megabytes: True)
        told = [work_off(replace(order, limits=Limits())).result for _ in range(2)]
    assert [fault.code for fault in told[0].faults] == ["O189"]
    assert [output.state for output in told[1].outputs] == ["written"]


def test_a_worker_has_its_memory_limited(asked: Request, tmp_path: Path) -> None:
    limited: list[int] = []
    (order,) = orders(asked, (tmp_path / "store").as_uri(), "a")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coursegen.batch.cluster.limit_memory", limited.append)
        work_off(replace(order, limits=Limits(megabytes=700)))
    assert limited == [700]


def test_urls_that_nothing_opens_and_schedulers_that_do_not_answer_are_faults(asked: Request) -> None:
    with pytest.raises(FaultError) as caught:
        Store("nothing://at/all")
    assert [fault.code for fault in caught.value.faults] == ["A860"]
    with pytest.raises(FaultError) as caught:
        list(run_on_cluster(asked, UNITS, "no address", "memory://x"))
    assert [fault.code for fault in caught.value.faults] == ["U397"]
