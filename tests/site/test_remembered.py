"""Words of templates: each language has its own, remembered or not."""

import pytest
from django.template import Context, Template
from django.utils import translation


def rendered(source, language, **values):
    with translation.override(language):
        return Template("{% load i18n %}" + source).render(Context(values, autoescape=values.get("autoescape", True)))


def test_words_are_those_of_the_language_that_is_asked_for():
    template = Template('{% load i18n %}{% translate "Promises" %}')
    told = {}
    for language in ("ar", "en", "ckb", "ar", "en", "ckb"):
        with translation.override(language):
            told.setdefault(language, set()).add(template.render(Context()))
    assert all(len(words) == 1 for words in told.values())
    assert told["en"] == {"Promises"}
    assert told["ar"] != told["en"] != told["ckb"] != told["ar"]


@pytest.mark.parametrize(
    "source",
    [
        "{% translate word %}",
        '{% translate "Promises" as told %}{{ told }}',
        '{% translate "Promises" noop %}',
        '{% trans "Promises" %}',
    ],
)
def test_what_a_page_can_change_is_asked_each_time(source):
    assert rendered(source, "en", word="Promises") == "Promises"
    if "noop" not in source:
        assert rendered(source, "ar", word="Promises") == rendered('{% translate "Promises" %}', "ar")


def test_words_are_escaped_where_the_page_escapes():
    template = Template('{% load i18n %}{% autoescape on %}{% translate "5 < 6" %}{% endautoescape %}')
    assert template.render(Context()) == Template('{{ "5 < 6" }}').render(Context())
    assert Template('{% load i18n %}{% autoescape off %}{% translate "5 < 6" %}{% endautoescape %}').render(Context()) == "5 < 6"
