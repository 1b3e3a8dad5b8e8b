"""Draw how far scores can be relied on, as a picture that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.lessons.matching import Band

SIDE, MARGIN = 320, 48
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" font-family="sans-serif" font-size="11" role="img">'
    "<title>Reliability of match scores</title>"
    "<desc>For each band of score: the share of matches that are right, by promise left out. The line is a perfect score.</desc>"
)


def reliability_plot(bands: Sequence[Band]) -> str:
    """Return an SVG of *bands*: a dot at (mean score, share right), its area as the number of matches, beside the diagonal."""
    whole = SIDE + 2 * MARGIN
    parts = [_HEAD.format(w=whole, h=whole), f'<rect width="{whole}" height="{whole}" fill="#fff"/>']
    parts.append(_line(0, 0, 1, 1, 'stroke="#8a8a8a" stroke-dasharray="4 4"'))
    for tenth in range(0, 11, 2):
        at = tenth / 10
        parts.append(_line(at, 0, at, 1, 'stroke="#e4e4e4"') + _line(0, at, 1, at, 'stroke="#e4e4e4"'))
        parts.append(f'<text x="{_x(at):.0f}" y="{_y(0) + 16:.0f}" text-anchor="middle">{at:.1f}</text>')
        parts.append(f'<text x="{_x(0) - 8:.0f}" y="{_y(at) + 4:.0f}" text-anchor="end">{at:.1f}</text>')
    for band in bands:
        if band.matches:
            size = min(16.0, 2 + band.matches**0.5 / 2)
            dot = f'<circle cx="{_x(band.mean):.1f}" cy="{_y(band.share):.1f}" r="{size:.1f}" fill="#1b5e7a" fill-opacity=".75">'
            parts.append(f"{dot}<title>{band.right} of {band.matches}</title></circle>")
    parts.append(f'<text x="{whole / 2:.0f}" y="{whole - 8}" text-anchor="middle">score</text>')
    middle = f"12 {whole / 2:.0f}"
    parts.append(
        f'<text x="12" y="{whole / 2:.0f}" text-anchor="middle" transform="rotate(-90 {middle})">share right</text></svg>'
    )
    return "\n".join(parts) + "\n"


def _x(value: float) -> float:
    return MARGIN + value * SIDE


def _y(value: float) -> float:
    return MARGIN + (1 - value) * SIDE


def _line(left: float, low: float, right: float, high: float, look: str) -> str:
    return f'<line x1="{_x(left):.1f}" y1="{_y(low):.1f}" x2="{_x(right):.1f}" y2="{_y(high):.1f}" {look}/>'
