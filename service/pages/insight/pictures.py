"""Pictures of one row: a value and its interval on a scale. Its numbers stand beside it, so it is decoration.

As in `service.reading.picture`: places in per cent, colours from the style sheet, no `style` attribute anywhere.
"""

from __future__ import annotations

from markupsafe import Markup

_MIDDLE_PX = 11


def interval_picture(
    value: float | None,
    interval: tuple[float | None, float | None] | None,
    *,
    scale: tuple[float, float] = (0.0, 1.0),
    marked: float | None = None,
) -> Markup:
    """A dot on a bar, and where it is to be compared with, a ring; empty where there is no value."""
    if value is None:
        return Markup()
    parts = [Markup('<line class="axis" x1="0%" x2="100%" y1="11" y2="11"></line>')]
    if scale[0] < 0:
        parts.append(
            Markup('<line class="zero" x1="{0}%" x2="{0}%" y1="2" y2="20"></line>').format(
                place(0.0, scale)
            )
        )
    if marked is not None:
        parts.append(
            Markup('<rect class="marked" x="{}%" y="3" width="2" height="16"></rect>').format(
                place(marked, scale)
            )
        )
    parts += [_bar(interval, scale), _dot(value, scale)]
    return Markup(
        '<svg class="picture row" aria-hidden="true" width="100%" height="22" focusable="false">'
        "{}</svg>"
    ).format(Markup().join(parts))


def place(value: float, scale: tuple[float, float] = (0.0, 1.0)) -> str:
    """Where a value lies on a scale, in per cent; beyond its ends is at them."""
    low, high = scale
    return f"{100 * min(1.0, max(0.0, (value - low) / (high - low))):.2f}"


def _bar(interval: tuple[float | None, float | None] | None, scale: tuple[float, float]) -> Markup:
    if interval is None or interval[0] is None or interval[1] is None:
        return Markup()
    return Markup('<line class="range" x1="{}%" x2="{}%" y1="{y}" y2="{y}"></line>').format(
        place(interval[0], scale), place(interval[1], scale), y=_MIDDLE_PX
    )


def _dot(value: float, scale: tuple[float, float]) -> Markup:
    return Markup('<circle class="dot" cx="{}%" cy="{}" r="4.5"></circle>').format(
        place(value, scale), _MIDDLE_PX
    )
