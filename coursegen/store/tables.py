"""Tables of the store, and the steps from an older version of them to this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import Float, ForeignKey, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeEngine

APPLICATION = 0x63677261
"""`application_id` of the file: what tells it from other programs' SQLite files."""

VERSION = 2
"""`user_version` of the file."""

STEPS: Mapping[int, tuple[str, ...]] = {
    1: ("ALTER TABLE used ADD COLUMN digest VARCHAR DEFAULT '' NOT NULL",),
}
"""What makes the next version of each older one."""


class Table(DeclarativeBase):
    """Base of all tables; numbers have the same name under every version of SQLAlchemy."""

    type_annotation_map: ClassVar[dict[type, type[TypeEngine[Any]]]] = {float: Float}


class SittingRow(Table):
    """A sitting; its name is course, paper, unit, class and date."""

    __tablename__ = "sitting"
    __table_args__ = (UniqueConstraint("course", "paper", "unit", "class_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str]
    paper: Mapped[str]
    title: Mapped[str]
    unit: Mapped[str]
    class_id: Mapped[str]
    date: Mapped[str]
    points: Mapped[float]
    pass_mark: Mapped[float]
    forms: Mapped[list[FormRow]] = relationship(cascade="all, delete-orphan", order_by="FormRow.id")
    results: Mapped[list[ResultRow]] = relationship(cascade="all, delete-orphan", order_by="ResultRow.id")


class FormRow(Table):
    """A form of the paper that was sat."""

    __tablename__ = "form"
    __table_args__ = (UniqueConstraint("sitting_id", "letter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id", ondelete="CASCADE"))
    letter: Mapped[str]
    used: Mapped[list[UsedRow]] = relationship(cascade="all, delete-orphan", order_by="UsedRow.number")


class UsedRow(Table):
    """An item on a form."""

    __tablename__ = "used"

    form_id: Mapped[int] = mapped_column(ForeignKey("form.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(index=True)
    points: Mapped[float]
    objective: Mapped[str]
    key: Mapped[str]
    letters: Mapped[str]
    digest: Mapped[str] = mapped_column(server_default="")


class ResultRow(Table):
    """A learner at a sitting; `name` is empty where names are not kept."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("sitting_id", "learner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id", ondelete="CASCADE"))
    learner: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    form: Mapped[str]
    total: Mapped[float]
    responses: Mapped[list[ResponseRow]] = relationship(cascade="all, delete-orphan", order_by="ResponseRow.number")


class ResponseRow(Table):
    """What a learner chose at one item (letters of the bank) and the points he got; `number` is its turn."""

    __tablename__ = "response"

    result_id: Mapped[int] = mapped_column(ForeignKey("result.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str]
    chosen: Mapped[str]
    points: Mapped[float]
