"""The figures of public pages, read from their words as a reader of English sees them."""

import re
from urllib.parse import parse_qs, urlsplit

from lxml import html


class Shown:
    """A page of the site in English."""

    def __init__(self, client, path, day=""):
        glue = "&" if "?" in path else "?"
        answer = client.get(f"/en{path}{f'{glue}as_of={day}' if day else ''}")
        self.status = answer.status_code
        self.tree = html.fromstring(answer.content.decode())

    def all(self, path):
        """Return the elements at *path*."""
        return self.tree.xpath(path)

    def text(self, path):
        """Return the words of the first element at *path*, "" where there is none."""
        return told(self.tree.xpath(path)[:1])

    def figure(self, path):
        """Return the first number in the words of the first element at *path*, 0 where there is none."""
        return number(self.text(path))

    def by_verdict(self, path):
        """Return the counts of the links at *path*, by the verdict that each leads to the list of."""
        return {asked(link)["verdict"]: number(told(link.xpath(".//b"))) for link in self.tree.xpath(path)}


def told(elements):
    """Return the words of *elements*, without the marks that hold directions apart."""
    words = " ".join(" ".join(one.itertext()) for one in elements)
    return " ".join(re.sub("[\u2066-\u2069\u200e\u200f]", "", words).split())


def number(words):
    """Return the first number in *words*, 0 for none."""
    found = re.search(r"\d+", words)
    return int(found[0]) if found else 0


def asked(link):
    """Return what the address of *link* asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link.get("href")).query).items()}


def key_in(link):
    """Return the key that the address of *link* ends with."""
    return urlsplit(link.get("href")).path.rstrip("/").rpartition("/")[2]
