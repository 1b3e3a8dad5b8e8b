"""Django's own library `i18n`, in whose place it stands: words that a template holds itself are translated once a language."""

from __future__ import annotations

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.translation import get_language

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)
_ALONE = 2  # the tag and the words, with nothing that a page could change


class _Remembered(Node):
    """Words and what they are in each language, escaped or not as where they stand."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._told: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Context) -> str:
        """Return the words in the reader's language."""
        asked = get_language(), context.autoescape
        if asked not in self._told:
            self._told[asked] = self._node.render(context)
        return self._told[asked]


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Return what Django's tag makes of *token*; words in quotes that nothing follows are remembered."""
    node: Node = i18n.do_translate(parser, token)
    bits = token.split_contents()
    return _Remembered(node) if len(bits) == _ALONE and bits[1][0] == bits[1][-1] and bits[1][0] in "'\"" else node
