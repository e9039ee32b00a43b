"""Templates: Jinja in a sandbox, from the model to markup. The only door to Jinja."""

from coursegen.templating.blocks import BlockSource, blocks_of, override
from coursegen.templating.render import render
from coursegen.templating.sandbox import LATER, TooEarly

__all__ = ["LATER", "BlockSource", "TooEarly", "blocks_of", "override", "render"]
