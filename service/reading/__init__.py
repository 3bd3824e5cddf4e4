"""An answer made readable: the pieces that a page, a report and a terminal have in common."""

from service.reading.html import render_html
from service.reading.terminal import render_terminal

__all__ = ["render_html", "render_terminal"]
