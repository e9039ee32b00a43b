"""Kinds and features of questions in the words of users."""

from __future__ import annotations

from coursegen.errors import Said
from coursegen.exchange.question import KINDS
from coursegen.exports.called import feature_called, kind_called, told_of
from coursegen.exports.carrying import FEATURES, Loss


def test_every_kind_and_feature_has_words() -> None:
    assert len(KINDS) > 8
    assert [key for key in KINDS if not isinstance(kind_called(key), Said)] == []
    assert [key for key in FEATURES if not isinstance(feature_called(key), Said)] == []


def test_why_one_question_is_not_taken_stands_as_it_is() -> None:
    assert kind_called("->") == "->"


def test_a_loss_is_listed_in_the_language_of_the_kit() -> None:
    loss = Loss("q.1", "by hand", "short")
    assert told_of(loss, "zh") == ("q.1", "人工阅卷", "简答题")
    assert told_of(loss, "zh-Hant") == ("q.1", "人工閱卷", "簡答題")
    assert told_of(loss, "en") == ("q.1", "marked by a person", "short answers")
    assert told_of(Loss("q.1", "points"), "en") == ("q.1", "points", "")
