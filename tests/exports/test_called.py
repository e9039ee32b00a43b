"""Kinds and features of questions in the words of users."""

from __future__ import annotations

from coursegen.errors import Said
from coursegen.exchange.question import KINDS
from coursegen.exports.called import feature_called, kind_called
from coursegen.exports.carrying import FEATURES


def test_every_kind_and_feature_has_words() -> None:
    assert len(KINDS) > 8
    assert [key for key in KINDS if not isinstance(kind_called(key), Said)] == []
    assert [key for key in FEATURES if not isinstance(feature_called(key), Said)] == []


def test_why_one_question_is_not_taken_stands_as_it_is() -> None:
    assert kind_called("->") == "->"
