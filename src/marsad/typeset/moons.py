"""The moons as pictures with their own colours, for paper: the shapes of the site, printed in ink."""

from __future__ import annotations

_NIGHT = '<circle cx="12" cy="12" r="11" fill="#2b3a4e"/>'
_SHAPES = {
    "dark": _NIGHT,
    "crescent": _NIGHT + '<path fill="#e7bd68" d="M12 2.6a9.4 9.4 0 0 1 0 18.8 11.8 11.8 0 0 0 0-18.8z"/>',
    "half": _NIGHT + '<path fill="#e7bd68" d="M12 2.6a9.4 9.4 0 0 1 0 18.8z"/>',
    "gibbous": _NIGHT + '<path fill="#e7bd68" d="M12 2.6a9.4 9.4 0 0 1 0 18.8 11.8 11.8 0 0 1 0-18.8z"/>',
    "full": _NIGHT + '<circle cx="12" cy="12" r="9.4" fill="#e7bd68"/>',
    "barred": _NIGHT + '<path d="M7 7l10 10" stroke="#f2a08f" stroke-width="3.2" stroke-linecap="round"/>',
    "clouded": _NIGHT
    + '<path fill="#e7bd68" d="M6.6 16.6a3.3 3.3 0 0 1 .5-6.5 4.6 4.6 0 0 1 8.8-.9 3.7 3.7 0 0 1 1.5 7.1 4 4 0 0 1-.9.3z"/>',
    "unrated": '<circle cx="12" cy="12" r="10" fill="none" stroke="#556070" stroke-width="2" stroke-dasharray="3.6 2.683"/>',
}


def moon_svg(phase: str) -> str:
    """Return the moon of *phase* as SVG; raise KeyError for a phase that has no drawing."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{_SHAPES[phase]}</svg>'


def all_moons() -> dict[str, str]:
    """Return every moon under its phase."""
    return {phase: moon_svg(phase) for phase in _SHAPES}
