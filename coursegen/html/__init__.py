"""A deck as one HTML page that needs nothing else: the same placed slides that `office/` draws."""

from coursegen.html.page import Extras, write_page

__all__ = ["Extras", "write_page"]
