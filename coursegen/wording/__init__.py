"""From a course as written to a course in the words of one unit and one language; labels of templates."""

from coursegen.wording.borders import whole_words
from coursegen.wording.chinese import LANGUAGES, chosen_language, in_script
from coursegen.wording.labels import labels, long_date
from coursegen.wording.replacing import Sentence
from coursegen.wording.words import replaced_sentences, word_bundle, word_class, word_unit

__all__ = [
    "LANGUAGES",
    "Sentence",
    "chosen_language",
    "in_script",
    "labels",
    "long_date",
    "replaced_sentences",
    "whole_words",
    "word_bundle",
    "word_class",
    "word_unit",
]
