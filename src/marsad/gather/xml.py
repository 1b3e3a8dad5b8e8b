"""Parse XML of strangers: no entity is expanded, nothing is loaded, nothing huge is built."""

from __future__ import annotations

import re

from lxml import etree

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


class XmlError(ValueError):
    """Bytes that are no XML, or XML that does what no feed or sitemap needs."""


def declares_entities(body: bytes) -> bool:
    """Return whether *body* declares entities, in UTF-8 or UTF-16."""
    return _ENTITY.search(body) is not None or _ENTITY.search(body.replace(b"\0", b"")) is not None


def parse_xml(body: bytes) -> etree._Element:
    """Return the root of *body*, read as far as it is sound. Raises XmlError."""
    if declares_entities(body):
        raise XmlError("declares entities of its own, which is how XML bombs are made")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlError(f"is no XML ({error})") from error
    if root is None:
        raise XmlError("is no XML")
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, also where a mended document left it no proper name."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]
