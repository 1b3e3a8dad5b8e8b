"""Know an AMP page and take out of it the components that are never the article."""

from __future__ import annotations

import re
from typing import Any

AMP = re.compile(r"<html[^<>]{0,300}?\s(?:amp|⚡)(?:\s|=|>|4)", re.IGNORECASE)
_NEVER_READ = (
    "amp-sidebar", "amp-ad", "amp-embed", "amp-social-share", "amp-consent", "amp-user-notification", "amp-list", "amp-lightbox",
    "amp-carousel", "amp-analytics", "amp-addthis", "amp-next-page", "amp-sticky-ad", "amp-autocomplete", "amp-script", "amp-geo",
    "amp-video", "amp-iframe", "amp-youtube", "amp-facebook", "amp-twitter", "amp-instagram", "amp-base-carousel", "amp-selector",
)  # fmt: skip


def drop_amp(root: Any) -> None:
    """Take side bars, advertisements, share buttons and the like out of the tree under *root*."""
    for element in list(root.iter(*_NEVER_READ)):
        parent = element.getparent()
        if parent is None:
            continue
        if element.tail and element.tail.strip():
            element.clear(keep_tail=True)
        else:
            parent.remove(element)
