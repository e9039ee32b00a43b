"""Templates: Jinja in a sandbox, from the model to markup. The only door to Jinja."""

from coursegen.templating.render import render

__all__ = ["render"]
