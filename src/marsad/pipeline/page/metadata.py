"""Read what the head of a page says of it: meta tags, structured data, title, headings, outlet. Interprets no dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from marsad.pipeline.page.blocks import squeeze
from marsad.pipeline.page.structured import Thing, read_articles, text_in
from marsad.text.fold import fold

_LONGEST_NAME, _MOST_HEADINGS = 80, 20


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head says: names of meta tags are lower case; *article* is the JSON-LD object that describes this page, or {}.

    *items* are the meta tags of microdata, which may speak of another page's teaser; *address* is what the page gives as its own;
    *description* keeps the lines of og:description.
    """

    metas: tuple[tuple[str, str], ...]
    page_title: str
    headings: tuple[str, ...]
    site_name: str
    article: Thing
    items: tuple[tuple[str, str], ...] = ()
    address: str | None = None
    description: str = ""

    def first(self, *names: str) -> str | None:
        """Return the first non-empty meta content under one of *names*, tried in the order given."""
        # One pass over the tags, however many names are asked for.
        given: dict[str, str] = {}
        for name, content in self.metas:
            if content and name in names and name not in given:
                given[name] = content
        return next((given[name] for name in names if name in given), None)


def read_metadata(root: Any, url: str | None) -> Metadata:
    """Return the metadata of the page under *root*; *url* serves to name the site where the page does not."""
    metas: list[tuple[str, str]] = []
    items: list[tuple[str, str]] = []
    titles: list[str] = []
    headings: list[str] = []
    scripts: list[str] = []
    addresses: list[str] = []
    shared: list[str] = []
    description = ""
    for element in root.iter("meta", "title", "h1", "script", "link"):
        if element.tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = squeeze(element.get("content") or "")
            held = items if element.get("itemprop") and not element.get("property") and not element.get("name") else metas
            held.append((name.strip().lower(), content))
            if name.strip().lower() == "og:url":
                shared.append(element.get("content") or "")
            elif name.strip().lower() == "og:description":
                description = description or (element.get("content") or "").strip()
        elif element.tag == "script":
            if element.text and "ld+json" in (element.get("type") or "").lower():
                scripts.append(element.text)
        elif element.tag == "link":
            if "canonical" in (element.get("rel") or "").lower().split():
                addresses.append(element.get("href") or "")
        elif element.tag == "h1":
            headings.append(squeeze("".join(element.itertext())))
        elif element.getparent() is None or element.getparent().tag != "svg":
            titles.append(squeeze("".join(element.itertext())))
    articles = read_articles(iter(scripts))
    page_title = next(filter(None, titles), "")
    texts = [fold(text) for text in (page_title, *headings[:_MOST_HEADINGS]) if text]
    address = next(filter(None, map(_whole, (*addresses, *shared))), None)
    article = _own_article(articles, texts, url or address)
    site = _site_name(metas, article) or host_of(url or address) or ""
    return Metadata(
        tuple(metas),
        page_title,
        tuple(filter(None, headings))[:_MOST_HEADINGS],
        site,
        article,
        tuple(items),
        address,
        description,
    )


def _site_name(metas: list[tuple[str, str]], article: Thing) -> str:
    """Return the name that the page gives its outlet: og:site_name, else the application, else the publisher; no address."""
    for wanted in ("og:site_name", "application-name"):
        for name, content in metas:
            if name == wanted and content and "://" not in content and len(content) <= _LONGEST_NAME:
                return content
    publisher = squeeze(text_in(article, "publisher"))
    return publisher if len(publisher) <= _LONGEST_NAME else ""


def _own_article(articles: tuple[Thing, ...], texts: list[str], url: str | None) -> Thing:
    """Return the one of *articles* that is this page: the only one, else the one that shares its headline or its address."""
    if len(articles) <= 1:
        return articles[0] if articles else {}
    headlines = [(fold(squeeze(text_in(thing, "headline", "name"))), thing) for thing in articles]
    titled = [thing for key, thing in headlines if len(key) > 12 and any(key in text or text in key for text in texts)]
    if titled:
        return titled[0]
    path = path_of(url)
    here = [thing for thing in articles if path and path in map(path_of, (thing.get("url"), thing.get("@id")))]
    days = {text_in(thing, "datePublished")[:10] for thing in articles}
    return here[0] if here else articles[0] if len(days) == 1 else {}


def path_of(url: object) -> str:
    """Return the path of *url* without its outer slashes, "" for what is no address."""
    try:
        return urlsplit(unquote(url if isinstance(url, str) else "")).path.strip("/")
    except ValueError:
        return ""


def _whole(given: str) -> str | None:
    """Return *given* where it is a whole address of the web, else None."""
    address = given.strip()
    if address.startswith(("http://", "https://")) and host_of(address) and not any(mark.isspace() for mark in address):
        return address
    return None


def host_of(url: str | None) -> str | None:
    """Return the host of *url* without "www.", or None where there is none."""
    try:
        host = urlsplit(unquote(url or "")).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
