"""The file of the store: opened, checked, brought to this version; whatever is wrong with it is one fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from coursegen.errors import FaultError, Reason, fail
from coursegen.store.tables import APPLICATION, STEPS, VERSION, Table
from coursegen.workspace import place_of

PATIENCE = 5.0
"""Seconds to wait for another program that writes."""


@contextmanager
def opened(path: Path) -> Iterator[Session]:
    """A transaction on the store, made or brought to this version first; all of it is kept, or nothing.

    Raises C570 (another program writes), C571 (damaged or no store), C572 (of a newer version), C573 (cannot be
    written).
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with Session(engine) as session, session.begin():
            _prepare(session.connection(), path)
            yield session
    except DatabaseError as error:
        raise _fault(error, path) from error
    finally:
        engine.dispose()


def _set_up(connection: Any, _: object) -> None:
    """Let SQLAlchemy begin transactions, tables too; what is deleted is written over, not only let go."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the file at once: two who read first and write later would wait for each other."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(connection: Connection, path: Path) -> None:
    """Tables of this version."""

    def number(pragma: str) -> int:
        return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())

    if connection.exec_driver_sql("PRAGMA quick_check").scalar_one() != "ok":
        raise fail("C571", place_of(path))
    version, known = number("user_version"), connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    if not known.scalar_one():
        Table.metadata.create_all(connection)
    elif number("application_id") != APPLICATION:
        raise fail("C571", place_of(path))
    elif version > VERSION:
        raise fail("C572", place_of(path), version=version, known=VERSION)
    else:
        for old in range(version, VERSION):
            for step in STEPS[old]:
                connection.exec_driver_sql(step)
    if version != VERSION:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _fault(error: DatabaseError, path: Path) -> FaultError:
    """What SQLite refused, by its result code (sqlite.org/rescode.html)."""
    import sqlite3

    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return fail("C570", place_of(path))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return fail("C571", place_of(path))
    why = {
        sqlite3.SQLITE_FULL: "ENOSPC", sqlite3.SQLITE_IOERR: "EIO", sqlite3.SQLITE_PERM: "EACCES",
        sqlite3.SQLITE_READONLY: "EACCES", sqlite3.SQLITE_CANTOPEN: "EACCES",
    }  # fmt: skip
    return fail("C573", place_of(path), reason=Reason(why.get(code, ""), str(error.orig)))
