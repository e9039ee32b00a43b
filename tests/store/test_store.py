"""The store: what is put in comes out, one learner can be taken out, and a file that is not sound is one fault."""

from __future__ import annotations

import importlib
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from history_samples import class_of, renamed, result, sitting

from coursegen.errors import FaultError
from coursegen.store import as_kept, erase, find_learner, names_of_learner, opening, read_sittings, record
from coursegen.store.people import pseudonym
from coursegen.store.tables import APPLICATION, VERSION

VERSION_1 = """
CREATE TABLE sitting (id INTEGER NOT NULL, course VARCHAR NOT NULL, paper VARCHAR NOT NULL, title VARCHAR NOT NULL,
  unit VARCHAR NOT NULL, class_id VARCHAR NOT NULL, date VARCHAR NOT NULL, points FLOAT NOT NULL,
  pass_mark FLOAT NOT NULL, PRIMARY KEY (id), UNIQUE (course, paper, unit, class_id, date));
CREATE TABLE form (id INTEGER NOT NULL, sitting_id INTEGER NOT NULL, letter VARCHAR NOT NULL, PRIMARY KEY (id),
  UNIQUE (sitting_id, letter), FOREIGN KEY(sitting_id) REFERENCES sitting (id) ON DELETE CASCADE);
CREATE TABLE used (form_id INTEGER NOT NULL, number INTEGER NOT NULL, item VARCHAR NOT NULL, points FLOAT NOT NULL,
  objective VARCHAR NOT NULL, "key" VARCHAR NOT NULL, letters VARCHAR NOT NULL, PRIMARY KEY (form_id, number),
  FOREIGN KEY(form_id) REFERENCES form (id) ON DELETE CASCADE);
CREATE INDEX ix_used_item ON used (item);
CREATE TABLE result (id INTEGER NOT NULL, sitting_id INTEGER NOT NULL, learner VARCHAR NOT NULL, name VARCHAR NOT NULL,
  form VARCHAR NOT NULL, total FLOAT NOT NULL, PRIMARY KEY (id), UNIQUE (sitting_id, learner),
  FOREIGN KEY(sitting_id) REFERENCES sitting (id) ON DELETE CASCADE);
CREATE INDEX ix_result_learner ON result (learner);
CREATE TABLE response (result_id INTEGER NOT NULL, number INTEGER NOT NULL, item VARCHAR NOT NULL,
  chosen VARCHAR NOT NULL, points FLOAT NOT NULL, PRIMARY KEY (result_id, number),
  FOREIGN KEY(result_id) REFERENCES result (id) ON DELETE CASCADE);
INSERT INTO sitting VALUES (1, 'course', 'final', '结业测试', 'default', '', '2026-03-05', 6, 60);
INSERT INTO form VALUES (1, 1, 'A');
INSERT INTO used VALUES (1, 1, 'q.1', 2, 'obj.1', 'A', 'ABC'), (1, 2, 'q.2', 2, 'obj.0', 'A', 'ABC'),
  (1, 3, 'q.3', 2, 'obj.1', 'A', 'ABC');
INSERT INTO result VALUES (1, 1, 'S00', '', 'A', 4);
INSERT INTO response VALUES (1, 1, 'q.1', 'A', 2), (1, 2, 'q.2', 'A', 2), (1, 3, 'q.3', 'B', 0);
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "results.db"


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(FaultError) as raised:
        call()
    (fault,) = raised.value.faults
    return fault.code


def shape(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Columns of every table."""
    with sqlite3.connect(store) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(row[1:4] for row in connection.execute(f"PRAGMA table_info({name})")) for name in names}


def test_a_sitting_comes_out_as_it_went_in(store: Path) -> None:
    kept = sitting("2026-03-05", *class_of(5))
    assert record(store, kept) == "recorded"
    assert read_sittings(store) == (kept,)
    assert read_sittings(store, "course") == (kept,)
    assert read_sittings(store, "other") == ()


def test_sittings_come_from_the_oldest(store: Path) -> None:
    for day in ("2026-06-05", "2026-03-05", "2026-04-05"):
        record(store, sitting(day, *class_of(2)))
    assert [one.date for one in read_sittings(store)] == ["2026-03-05", "2026-04-05", "2026-06-05"]


def test_without_a_file_there_are_no_sittings_and_none_is_made(store: Path) -> None:
    assert read_sittings(store) == ()
    assert code_of(lambda: find_learner(store, {"S00"})) == "C575"
    assert code_of(lambda: erase(store, {"S00"})) == "C575"
    assert not store.exists()


def test_the_same_sitting_is_kept_once_and_another_of_its_name_only_when_asked(store: Path) -> None:
    first, other = sitting("2026-03-05", *class_of(5)), sitting("2026-03-05", *class_of(6))
    record(store, first)
    assert record(store, first) == "unchanged"
    assert code_of(lambda: record(store, other)) == "C574"
    assert read_sittings(store) == (first,)
    assert record(store, other, replace=True) == "replaced"
    assert read_sittings(store) == (other,)
    assert record(store, renamed(first, class_="spring")) == "recorded"
    assert len(read_sittings(store)) == 2


def test_nothing_of_a_learner_is_left_in_the_file(store: Path) -> None:
    secret = result("id-of-somebody-8147", (1, 0, 1), name="某某人的名字")
    for day in ("2026-03-05", "2026-06-05"):
        record(store, sitting(day, *class_of(3), secret))
    assert [len(one.results) for one in find_learner(store, {secret.learner})] == [1, 1]
    assert erase(store, {secret.learner}) == 2
    assert [len(one.results) for one in read_sittings(store)] == [3, 3]
    left = b"".join(file.read_bytes() for file in store.parent.iterdir())
    assert left
    assert secret.learner.encode() not in left
    assert secret.name.encode() not in left
    with sqlite3.connect(store) as connection:
        assert connection.execute("SELECT count(*) FROM response").fetchone() == (18,)


@pytest.mark.parametrize(("people", "ids", "names"), [
    ("ids", {"S00"}, {""}), ("names", {"S00", "只有名"}, {"名0", "只有名"}), ("pseudonyms", set(), {""}),
])  # fmt: skip
def test_learners_are_kept_as_the_user_wants(store: Path, people: str, ids: set[str], names: set[str]) -> None:
    given = sitting("2026-03-05", *class_of(1), result("只有名", (1, 1, 1), name="只有名"))
    kept = as_kept(given, people, store)  # type: ignore[arg-type]
    record(store, kept)
    assert {one.learner for one in kept.results if not one.learner.startswith("p-")} == ids
    assert {one.name for one in kept.results} == names
    for learner in ("S00", "只有名"):
        (found,) = find_learner(store, names_of_learner(learner, store))
        assert len(found.results) == 1
    assert code_of(lambda: find_learner(store, names_of_learner("nobody", store))) == "C575"


def test_pseudonyms_are_the_same_at_every_sitting_and_unknown_without_the_key(store: Path) -> None:
    for day in ("2026-03-05", "2026-06-05"):
        record(store, as_kept(sitting(day, *class_of(2)), "pseudonyms", store))
    first, second = ({one.learner for one in found.results} for found in read_sittings(store))
    assert first == second
    key = store.with_suffix(".key")
    assert key.stat().st_mode & 0o077 == 0
    assert pseudonym("S00", b"one") != pseudonym("S00", b"two")
    key.unlink()
    assert code_of(lambda: find_learner(store, names_of_learner("S00", store))) == "C575"
    key.write_text("no key", "ascii")
    assert code_of(lambda: names_of_learner("S00", store)) == "C573"


def test_a_store_of_version_1_is_brought_to_this_version(store: Path, tmp_path: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.executescript(VERSION_1)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    found = sitting("2026-03-05", result("S00", (1, 1, 0)), digest="")
    assert read_sittings(store) == (found,)
    fresh = tmp_path / "fresh.db"
    record(fresh, found)
    assert shape(store) == shape(fresh)
    with sqlite3.connect(store) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert record(store, sitting("2026-06-05", *class_of(2))) == "recorded"


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(store) as connection:
        connection.executescript(VERSION_1)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    before = shape(store)
    monkeypatch.setitem(opening.STEPS, 1, (*opening.STEPS[1], "ALTER TABLE nothing ADD COLUMN x"))  # type: ignore[arg-type]
    assert code_of(lambda: read_sittings(store)) == "C573"
    assert shape(store) == before


def test_a_store_of_a_newer_version_is_left_alone(store: Path) -> None:
    record(store, sitting("2026-03-05", *class_of(2)))
    with sqlite3.connect(store) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = store.read_bytes()
    assert code_of(lambda: read_sittings(store)) == "C572"
    assert code_of(lambda: record(store, sitting("2026-06-05", *class_of(2)))) == "C572"
    assert store.read_bytes() == before


def test_a_store_that_another_program_writes_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    record(store, sitting("2026-03-05", *class_of(2)))
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert code_of(lambda: read_sittings(store)) == "C570"
    assert code_of(lambda: record(store, sitting("2026-06-05", *class_of(2)))) == "C570"
    other.execute("ROLLBACK")
    other.close()
    assert len(read_sittings(store)) == 1


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_that_was_written_in_part_is_told(store: Path, part: float) -> None:
    record(store, sitting("2026-03-05", *class_of(40)))
    data = store.read_bytes()
    store.write_bytes(data[: int(len(data) * part)])
    assert code_of(lambda: read_sittings(store)) == "C571"


def test_other_files_are_told(store: Path) -> None:
    store.write_text("编号,1,2\n" * 200, "utf-8")
    assert code_of(lambda: read_sittings(store)) == "C571"
    store.unlink()
    with sqlite3.connect(store) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = store.read_bytes()
    assert code_of(lambda: record(store, sitting("2026-03-05", *class_of(2)))) == "C571"
    assert store.read_bytes() == before


def test_what_was_being_written_when_the_machine_stopped_is_undone(store: Path, tmp_path: Path) -> None:
    kept = sitting("2026-03-05", *class_of(30))
    record(store, kept)
    writing = sqlite3.connect(store, isolation_level=None)
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN")
    writing.execute("UPDATE response SET chosen = 'CCCCCCCC', points = 9")
    stopped = tmp_path / "stopped"
    stopped.mkdir()
    for file in tmp_path.glob("results.db*"):
        shutil.copy(file, stopped / file.name)
    writing.execute("ROLLBACK")
    writing.close()
    assert (stopped / "results.db-journal").stat().st_size
    assert read_sittings(stopped / "results.db") == (kept,)


def test_a_folder_where_the_file_should_be_is_told(store: Path) -> None:
    store.mkdir()
    assert code_of(lambda: read_sittings(store)) == "C573"


def test_without_sqlalchemy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "coursegen.store")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert code_of(lambda: importlib.import_module("coursegen.store")) == "A346"
