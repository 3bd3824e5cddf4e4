"""Pictures that stand by themselves: bands over time, the risk against its reference, ratings against the risk.

Each has a title and a description; every number in it stands in the table below it, drawn from the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from models.contract import Band
from service.insight.calibration import Calibration
from service.insight.figures import BandCounts, Drift, Span
from service.pages.insight import wording
from service.pages.insight.pictures import place
from service.pages.review.wording import count as counted

HEIGHT_PX: Final = 180
PLOT_PX: Final = 260
# From the ground up; the pattern tells them apart where colours do not.
_STACK: Final[tuple[Band, ...]] = ("low", "elevated", "high")
_PATTERNS: Final = Markup(
    '<defs><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect class="ground elevated" width="6" height="6"></rect>'
    '<circle class="grain" cx="3" cy="3" r="1.2"></circle></pattern>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="ground high" width="6" height="6"></rect>'
    '<line class="grain" x1="0" x2="0" y1="0" y2="6"></line></pattern></defs>'
)
_FILLS: Final = {"elevated": "url(#dots)", "high": "url(#hatch)"}


def bands_chart(spans: Sequence[Span], step: str) -> Markup:
    """A stack for each day, week or month: low, elevated, high, and on top what has no score."""
    top = nice_top(max(span.counts.total for span in spans))
    bars = [_stack(span, number, len(spans), top) for number, span in enumerate(spans)]
    total = sum(span.counts.total for span in spans)
    return _svg(
        Markup().join([_PATTERNS, _grid(top), *bars]),
        title=f"Scored articles by {step} and band",
        desc=f"{total:,} articles in {len(spans)} bars, one a {step}; the tallest scale line is {top:,}. "
        "From the ground up: low, elevated, high, no score; bars of fewer than five scores are not divided. "
        "The table below holds every number.",
        height=HEIGHT_PX,
    )


def swatch(name: str) -> Markup:
    """The colour and pattern of a part of a bar, for the legend."""
    return Markup(
        '<svg class="picture swatch" aria-hidden="true" width="16" height="16" focusable="false">{}</svg>'
    ).format(_block(name, "0", "16", 0.0, 16.0))


def nice_top(largest: int) -> int:
    """A round number that the tallest bar stays below: 1, 2 or 5 times a power of ten, halved to a whole one."""
    unit = 1
    while True:
        for factor in (2, 4, 6, 10):
            if largest <= factor * unit:
                return factor * unit
        unit *= 10


def risk_chart(drift: Drift) -> Markup:
    """The shares of the risk now as bars, those of the reference as lines across them."""
    if drift.reference is None:
        return Markup()
    now, then = shares(drift.risk), shares(drift.reference.risk)
    top = max(*now, *then, 0.01)
    bins = len(now)
    parts: list[Markup] = []
    for number, (here, there) in enumerate(zip(now, then, strict=True)):
        parts.append(_bin_bar(here / top, number, bins))
        parts.append(_bin_line(there / top, number, bins))
    return _svg(
        Markup().join([_ground(), *parts]),
        title="Risk now and in the reference",
        desc=f"Shares of {sum(drift.risk):,} scores in {bins} equal parts of the scale from 0 to 1 as bars, and of "
        f"{sum(drift.reference.risk):,} reference scores as lines. The table below holds every number.",
        height=HEIGHT_PX,
    )


def shares(counts: Sequence[int]) -> list[float]:
    """Each count as a share of all; zeros where there are none."""
    total = sum(counts) or 1
    return [count / total for count in counts]


def calibration_chart(calibration: Calibration, name: str) -> Markup:
    """Mean rating against mean risk, a dot for each tenth of the scale; on the diagonal they are the same."""
    points = [
        Markup(
            '<line class="range" x1="{x}%" x2="{x}%" y1="{low:.1f}" y2="{high:.1f}"></line>'
            '<circle class="dot" cx="{x}%" cy="{y:.1f}" r="5"></circle>'
        ).format(x=place(one.risk), y=_up(one.outcome), low=_up(one.low), high=_up(one.high))
        for one in calibration.bins
    ]
    frame = Markup(
        '<rect class="frame" x="0" y="0" width="100%" height="{0}"></rect>'
        '<line class="ideal" x1="0%" x2="100%" y1="{0}" y2="0"></line>'
    ).format(PLOT_PX)
    return _svg(
        Markup().join([frame, *points]),
        title=f"Ratings against the risk, {name}",
        desc=f"{calibration.articles:,} articles in {len(calibration.bins)} dots. To the right the mean risk, upwards "
        "the mean rating from 0 to 1, each with its 95 % interval. The table below holds every number.",
        height=PLOT_PX,
    )


def _up(value: float) -> float:
    return PLOT_PX * (1 - value)


def _stack(span: Span, number: int, of: int, top: int) -> Markup:
    counts = span.counts
    left, width = f"{100 * (number + 0.08) / of:.3f}%", f"{84 / of:.3f}%"
    parts = [(band or "none", getattr(counts, band or "none")) for band in (*_STACK, None)]
    blocks, ground = [], float(HEIGHT_PX)
    for name, count in [("few", counts.total)] if counts.is_few else parts:
        height = HEIGHT_PX * count / top
        ground -= height
        if count:
            blocks.append(_block(name, left, width, ground, height))
    return Markup("<g><title>{}</title>{}</g>").format(
        f"{wording.day(span.start)}: {_words(counts)}", Markup().join(blocks)
    )


def _words(counts: BandCounts) -> str:
    if counts.is_few:
        return f"{counted(counts.total, 'article', 'articles')}, too few to say more"
    return (
        f"{counts.low} low, {counts.elevated} elevated, {counts.high} high, {counts.none} no score"
    )


def _block(name: str, x: str, width: str, y: float, height: float) -> Markup:
    fill = Markup(' fill="{}"').format(_FILLS[name]) if name in _FILLS else Markup()
    return Markup(
        '<rect class="block {}" x="{}" y="{:.2f}" width="{}" height="{:.2f}"{}></rect>'
    ).format(name, x, y, width, height, fill)


def _grid(top: int) -> Markup:
    lines = [
        Markup(
            '<line class="grid" x1="0%" x2="100%" y1="{y}" y2="{y}"></line>'
            '<text class="scale-number" x="0" y="{t}">{count}</text>'
        ).format(
            y=HEIGHT_PX * (2 - half) / 2,
            t=HEIGHT_PX * (2 - half) / 2 - 4,
            count=f"{top * half // 2:,}",
        )
        for half in (1, 2)
    ]
    return Markup().join([_ground(), *lines])


def _ground() -> Markup:
    return Markup('<line class="axis" x1="0%" x2="100%" y1="{0}" y2="{0}"></line>').format(
        HEIGHT_PX
    )


def _bin_bar(share: float, number: int, of: int) -> Markup:
    height = HEIGHT_PX * share
    return Markup(
        '<rect class="block now" x="{:.3f}%" y="{:.2f}" width="{:.3f}%" height="{:.2f}"></rect>'
    ).format(100 * (number + 0.1) / of, HEIGHT_PX - height, 80 / of, height)


def _bin_line(share: float, number: int, of: int) -> Markup:
    return Markup(
        '<line class="then" x1="{:.3f}%" x2="{:.3f}%" y1="{y:.2f}" y2="{y:.2f}"></line>'
    ).format(100 * number / of, 100 * (number + 1) / of, y=HEIGHT_PX * (1 - share))


def _svg(content: Markup, *, title: str, desc: str, height: int) -> Markup:
    return Markup(
        '<svg class="picture chart" role="img" width="100%" height="{height}" focusable="false">'
        "<title>{title}</title><desc>{desc}</desc>{content}</svg>"
    ).format(title=title, desc=desc, content=content, height=height)
