"""The pictures, as inline SVG: the risk with its interval, the three parts, one bar of the sum.

Horizontal places are percentages and type is set by the style sheet, so a picture grows with its column and with
the reader's font size. No `style` attribute anywhere: the page's policy forbids it.
"""

from __future__ import annotations

from markupsafe import Markup

from models.contract import Risk

_BAR_HEIGHT_PX = 12
# Room that the longest bar leaves at each end of its cell, in per cent.
_BAR_MARGIN = 2.0


def risk_picture(risk: Risk) -> Markup:
    """The scale from 0 to 1 with the score and its 90 % interval; empty when no score is given."""
    if risk.score is None:
        return Markup()
    low, high = risk.interval or (risk.score, risk.score)
    return Markup(
        '<svg class="picture gauge" role="img" width="100%" height="46" focusable="false">'
        "<title>{words}</title>"
        '<rect class="track" x="0" y="10" width="100%" height="14" rx="7"></rect>'
        "{ticks}"
        '<rect class="interval {band}" x="{low}%" y="10" width="{width}%" height="14" rx="7"></rect>'
        '<rect class="score {band}" x="{score}%" y="2" width="6" height="30" rx="3" '
        'transform="translate(-3 0)"></rect></svg>'
    ).format(
        words=_risk_words(risk.score, low, high),
        ticks=_ticks(),
        band=risk.band or "",
        low=_percent(low),
        width=_percent(high - low),
        score=_percent(risk.score),
    )


def part_picture(value: float | None, *, high_is_good: bool) -> Markup:
    """One part as a filled bar; its number stands beside it, so the bar itself is decoration."""
    if value is None:
        return Markup()
    return Markup(
        '<svg class="picture part" aria-hidden="true" width="100%" height="10" focusable="false">'
        '<rect class="track" x="0" y="1" width="100%" height="8" rx="4"></rect>'
        '<rect class="fill {kind}" x="0" y="1" width="{width}%" height="8" rx="4"></rect></svg>'
    ).format(kind="good" if high_is_good else "bad", width=_percent(value))


def term_picture(log_odds: float, largest: float) -> Markup:
    """One term of the sum: a bar to the right raises the risk, one to the left lowers it."""
    half = 50.0 - _BAR_MARGIN
    width = half * abs(log_odds) / largest if largest else 0.0
    return Markup(
        '<svg class="picture term" aria-hidden="true" width="100%" height="20" focusable="false">'
        '<rect class="bar {kind}" x="{x:.2f}%" y="4" width="{width:.2f}%" height="{height}" rx="2">'
        '</rect><line class="axis" x1="50%" x2="50%" y1="0" y2="20"></line></svg>'
    ).format(
        kind="raises" if log_odds > 0 else "lowers",
        x=50.0 if log_odds > 0 else 50.0 - width,
        width=width,
        height=_BAR_HEIGHT_PX,
    )


def _risk_words(score: float, low: float, high: float) -> str:
    return (
        f"On a scale from 0 to 1 the score is {score:.2f}; "
        f"with 90 % confidence editors would rate between {low:.2f} and {high:.2f}."
    )


def _ticks() -> Markup:
    return Markup().join(
        Markup('<line class="tick" x1="{at}%" x2="{at}%" y1="28" y2="34"></line>').format(at=at)
        for at in (25, 50, 75)
    )


def _percent(share: float) -> str:
    return f"{100 * min(1.0, max(0.0, share)):.2f}"
