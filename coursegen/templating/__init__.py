"""Templates: Jinja in a sandbox, from the model to markup. The only door to Jinja.

What takes templates apart is loaded when first asked for: a build only renders them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursegen.late import names
from coursegen.templating.render import render
from coursegen.templating.sandbox import LATER, TooEarly

if TYPE_CHECKING:
    from coursegen.templating.blocks import BlockSource, blocks_of, override

__all__ = ["LATER", "BlockSource", "TooEarly", "blocks_of", "override", "render"]

__getattr__ = names(__name__, {"blocks": ("BlockSource", "blocks_of", "override")})
