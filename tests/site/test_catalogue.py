import gettext
import re
from pathlib import Path

from django.utils import translation

import marsad.site

CATALOGUE = Path(marsad.site.__file__).parent / "locale/ar/LC_MESSAGES"


def read_words():
    with (CATALOGUE / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def test_the_compiled_catalogue_holds_every_word_of_the_written_one():
    written = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    compiled = {key if isinstance(key, str) else key[0] for key in read_words()}
    assert written.count("\nmsgid ") + 1 == len(compiled)  # the header stands on the first line
    assert "#, fuzzy" not in written
    assert all(read_words().values())


def test_every_word_of_the_templates_is_in_the_catalogue():
    known = {key if isinstance(key, str) else key[0] for key in read_words()}
    folder = Path(marsad.site.__file__).parent / "templates"
    asked = set()
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        asked |= {found[1] for found in re.findall(r"""{% translate (["'])(.+?)\1 %}""", text)}
        for block in re.findall(r"{% blocktranslate[^%]*%}(.*?)(?:{% plural %}|{% endblocktranslate %})", text, re.DOTALL):
            asked.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", block))
    assert len(asked) > 100
    assert asked <= known


def test_readers_see_the_sites_own_words_where_another_app_has_the_same():
    with translation.override("ar"):
        shown = {key: translation.gettext(key) for key in read_words() if isinstance(key, str) and key}
    assert shown == {key: value for key, value in read_words().items() if isinstance(key, str) and key}


def test_every_plural_has_all_six_arabic_forms():
    forms = {}
    for key in read_words():
        if isinstance(key, tuple):
            forms.setdefault(key[0], set()).add(key[1])
    assert forms
    assert all(found == set(range(6)) for found in forms.values())
