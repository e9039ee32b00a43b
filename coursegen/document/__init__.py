"""The document between template and writer: a closed set of nodes, and the parser that admits nothing else."""

from coursegen.document.parse import parse_deck, parse_document
from coursegen.document.parse_tree import Audience

__all__ = ["Audience", "parse_deck", "parse_document"]
