import ast
import gettext
import re
from pathlib import Path

from django.utils import translation

import marsad.desk

HOME = Path(marsad.desk.__file__).parent
CATALOGUE = HOME / "locale/ar/LC_MESSAGES"


def read_words():
    with (CATALOGUE / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def names(words):
    return {key[0] if isinstance(key, tuple) else key for key in words}


def test_the_compiled_catalogue_holds_every_word_of_the_written_one():
    written = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    assert written.count("\nmsgid ") == len(names(read_words()))
    assert "#, fuzzy" not in written
    assert "#~" not in written
    assert all(read_words().values())


def test_every_word_of_the_templates_is_in_the_catalogue():
    known, asked = names(read_words()), set()
    for path in (HOME / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for found in re.findall(r"""{% translate (["'])(.+?)\1(?: context "(\w+)")? %}""", text):
            asked.add(f"{found[2]}\x04{found[1]}" if found[2] else found[1])
        asked |= set(re.findall(r"""=_\("(.+?)"\)""", text))
        for block in re.findall(r"{% blocktranslate[^%]*%}(.*?)(?:{% plural %}|{% endblocktranslate %})", text, re.DOTALL):
            asked.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", block))
    assert len(asked) > 150
    assert asked <= known


def test_every_word_of_the_views_and_forms_is_in_the_catalogue():
    known = names(read_words())
    asked = set()
    for path in HOME.rglob("*.py"):
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(found, ast.Call)
                and isinstance(found.func, ast.Name)
                and found.func.id in {"_", "gettext", "gettext_lazy"}
            ):
                asked |= {word.value for word in found.args[:1] if isinstance(word, ast.Constant)}
    assert len(asked) > 150
    assert asked <= known


def test_every_plural_has_all_six_arabic_forms():
    forms = {}
    for key in read_words():
        if isinstance(key, tuple):
            forms.setdefault(key[0], set()).add(key[1])
    assert forms
    assert all(found == set(range(6)) for found in forms.values())


def test_the_desk_speaks_its_own_words_where_another_app_has_the_same():
    with translation.override("ar"):
        shown = {key: translation.gettext(key) for key in read_words() if isinstance(key, str) and key and "\x04" not in key}
    assert shown == {key: value for key, value in read_words().items() if key in shown}
