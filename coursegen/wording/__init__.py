"""From a course as written to a course in the words of one unit and one language; labels of templates."""

from coursegen.wording.labels import labels, long_date
from coursegen.wording.replacing import Sentence
from coursegen.wording.words import replaced_sentences, word_bundle, word_unit

__all__ = ["Sentence", "labels", "long_date", "replaced_sentences", "word_bundle", "word_unit"]
