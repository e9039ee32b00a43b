"""From a course as written to a course in the words of one unit and one language; labels of templates."""

from coursegen.wording.labels import labels, long_date
from coursegen.wording.words import word_bundle, word_unit

__all__ = ["labels", "long_date", "word_bundle", "word_unit"]
