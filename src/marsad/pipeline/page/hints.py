"""Judge an element by its tag and by the names its template gave it: the article, furniture, or neither. Reads no text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

NEITHER, CONTENT, PERHAPS, FIRM, NEVER = "neither", "content", "perhaps", "firm", "never"

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER_READ = """
script style noscript template svg math iframe object embed applet canvas audio video map select option optgroup button input
textarea nav footer figcaption dialog title meta link rp rt datalist frame frameset noframes
"""
_INLINE = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strong strike sub sup
time tt u var wbr
"""
NEVER_READ, INLINE = frozenset(_NEVER_READ.split()), frozenset(_INLINE.split())
# Elements that are the page itself: their class says what kind of page it is («single has-sidebar»), not what to leave out.
_WHOLE = frozenset({"html", "body", "main", "article", "h1"})
# Words in class and id by which templates name what is surely not the article.
_FIRM_WORDS = r"""
related relat(?:ed)?\w* share sharing sharer sharedaddy sharebar addtoany addthis a2a ssba swp social socials follow
comments? commentlist respond reactions disqus fb-comments poll polls quiz newsletter subscribe subscription login
breadcrumbs? crumbs? menu navbar navigation nav-?links post-?navigation pagination pager prev-?next next-?prev skip-?link
mostread trending popular recommend\w* suggest\w* read-?more readmore read-?also readalso see-?also check-?also more-?news
also-?(?:like|read) you-?may jeg-inline inline-?related jp-relatedposts ticker marquee breaking outbrain taboola mgid
adsbygoogle advert\w* cookies? consent gdpr author-?(?:box|bio|info|card) about-?author writer-?(?:box|bio|info|card) staff
tagcloud post-?tags tags-?(?:list|links|box) tag-?(?:list|links|box) keywords entry-?(?:meta|footer|tags)
screen-reader-text sr-only visually-?hidden wp-caption-text print-?only copyright weather currency prayer visitors? views counter
"""
# Words that name furniture in one template and layout in another («widget-wrap», «with-sidebar»).
_PERHAPS_WORDS = r"""
sidebar side nav tags? widget footer header topbar top-bar most latest promo ads? banner popup modal bio caption toc hidden
teaser carousel slider gallery rating hdr meta byline credits? more links
"""
_CONTENT_WORDS = r"""
article-?body articlebody entry-content post-content article-?content story-?(?:body|content|text)
news-?(?:body|text|content|details|desc\w*) content-inner single-content article-(?:text|inner|main|details|desc\w*)
details-?(?:body|text|content) post-(?:body|text|entry) body-content item-?(?:fulltext|full-text|body) field-name-body
field--name-body node-?body td-post-content content-?(?:body|text|detail\w*) full-?text richtext rich-text wysiwyg
amp-wp-article-content
"""


def _compile(patterns: str) -> re.Pattern[str]:
    """Return one pattern that finds any of *patterns* as a whole word of a name, a number of two digits behind it or not."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(patterns.split())})\d{{0,2}}(?:$|[\s_-])", re.IGNORECASE)


_FIRM, _PERHAPS, _CONTENT = _compile(_FIRM_WORDS), _compile(_PERHAPS_WORDS), _compile(_CONTENT_WORDS)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# WordPress writes a post's own tags and categories into the class of its box: «hentry tag-iraq category-breaking».
_POST_CLASS = re.compile(r"(?:^|\s)(?:tag|category|author|cat|format)-\S+")
_IS_POST = re.compile(r"(?:^|\s)(?:hentry|type-post|post-\d+|status-publish)(?:\s|$)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog", "alert", "alertdialog"})
_RARE = frozenset({"hidden", "aria-hidden", "role", "style"})
_TELLING = _RARE | {"class", "id", "itemprop"}
_LONGEST_NAMES = 400
_MOST_TAGS = 500


@lru_cache(maxsize=4096)
def judge_names(names: str) -> str:
    """Return what the words of a class and id say of their element: CONTENT, FIRM, PERHAPS or NEITHER."""
    spelt = _CAMEL.sub("-", names)
    if _IS_POST.search(spelt):
        spelt = _POST_CLASS.sub("", spelt)
    if _CONTENT.search(spelt):
        return CONTENT
    if _FIRM.search(spelt):
        return FIRM
    return PERHAPS if _PERHAPS.search(spelt) else NEITHER


class _Tags(dict[str, str]):
    """What a tag says by itself, learnt once each; a page may have any number of made-up tags."""

    def __missing__(self, tag: str) -> str:
        verdict = PERHAPS if tag in ("aside", "header") else NEITHER
        if tag in NEVER_READ or tag.startswith("amp-"):
            verdict = NEVER
        if len(self) < _MOST_TAGS:
            self[tag] = verdict
        return verdict


_TAGS = _Tags()


def judge(tag: str, attributes: Any) -> str:
    """Return which of the five words above a *tag* and the *attributes* of its element deserve (an element or a mapping)."""
    plain = _TAGS[tag]
    keys = attributes.keys()
    if not keys or plain == NEVER or _TELLING.isdisjoint(keys):
        return plain
    if "articlebody" in (attributes.get("itemprop") or "").lower():
        return CONTENT
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:_LONGEST_NAMES].strip()
    verdict = judge_names(names) if names else NEITHER
    if tag in _WHOLE:
        return verdict if verdict == CONTENT else NEITHER
    if not _RARE.isdisjoint(keys) and _is_hidden(attributes):
        return FIRM
    return plain if verdict == NEITHER else verdict


def _is_hidden(attributes: Any) -> bool:
    """Tell whether the template hides an element, or gives it a part that no article plays."""
    if attributes.get("hidden") is not None or attributes.get("aria-hidden") == "true" or attributes.get("role") in _ROLES:
        return True
    return bool(_HIDDEN.search((attributes.get("style") or "")[:_LONGEST_NAMES]))
