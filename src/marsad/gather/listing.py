"""Read the links of a listing page (a section's front, an archive) out of its HTML. Fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from marsad.gather.decode import decode_html
from marsad.gather.links import Link, LinksError, absolute, host_of, keep_links


def read_listing(body: bytes, base_url: str, *, pattern: str = "", content_type: str = "") -> tuple[Link, ...]:
    """Return the links of the HTML page *body* to its own host whose address has *pattern* in it, in page order.

    A link's title is its words, or its title attribute where it holds only a picture. Raises LinksError.
    """
    markup = decode_html(body, content_type)
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding=_declared(body) if isinstance(markup, bytes) else None)
    try:
        if isinstance(markup, str):  # lxml refuses text that declares an encoding of its own
            markup, parser = markup.encode(), html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
        root = html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise LinksError(f"{base_url}: is no HTML page ({error})") from error
    return keep_links(_links(root, base_url), pattern)


def _declared(body: bytes) -> str | None:
    """Return "utf-8" for bytes that are UTF-8, declared or not; else None, and lxml looks for a declaration."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _links(root: html.HtmlElement, base_url: str) -> Iterator[Link]:
    """Yield links to the page's own host; of two to one address, the one with words comes first."""
    home, here = host_of(base_url), absolute(base_url, "")
    bases = root.xpath("//base/@href")
    base_url = absolute(base_url, bases[0]) or base_url if bases else base_url
    titles: dict[str, str | None] = {}
    for anchor in root.iter("a"):
        url = absolute(base_url, anchor.get("href") or "") if anchor.get("href") else None
        if url is not None and url != here and host_of(url) == home:
            words = " ".join(anchor.text_content().split()) or " ".join((anchor.get("title") or "").split())
            titles[url] = titles.get(url) or words or None
    yield from (Link(url, title) for url, title in titles.items())
