"""Checks of a finished Office file; what is for presentations and what is for documents load apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursegen.late import names

if TYPE_CHECKING:
    from coursegen.checks.file.check import SUFFIXES, check_file

__all__ = ["SUFFIXES", "check_file"]

__getattr__ = names(__name__, {"check": ("SUFFIXES", "check_file")})
