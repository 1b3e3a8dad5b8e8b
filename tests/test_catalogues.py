"""The interface in every language: complete, alike in what it fills in, compiled."""

import ast
import gettext
import re
from collections import Counter
from pathlib import Path

import pytest

import marsad

HOME = Path(marsad.__file__).parent
FACES = ("site", "desk", "api")
LANGUAGES = {"ar": 6, "ckb": 2}  # and how many plural forms each has
FILLED = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
ARABIC_ONLY = re.compile("[يكةىأإؤ]")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|<[^>]+>")
TOLD = "told\x04"


def catalogue(face, language):
    return HOME / face / "locale" / language / "LC_MESSAGES" / "django.po"


def read_written(face, language):
    """Return the messages of a .po: by context and id, every form of their translation."""
    found = {}
    for block in re.split(r"\n\s*\n", catalogue(face, language).read_text(encoding="utf-8")):
        words = {}
        for name, texts in re.findall(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block, re.MULTILINE):
            words[name] = "".join(ast.literal_eval(line) for line in texts.splitlines())
        if words.get("msgid"):
            key = f"{words['msgctxt']}\x04{words['msgid']}" if "msgctxt" in words else words["msgid"]
            assert key not in found, f"twice: {key}"
            found[key] = (words.get("msgid_plural"), [text for name, text in words.items() if name.startswith("msgstr")])
    return found


def filled(text):
    return Counter(FILLED.findall(text))


@pytest.mark.parametrize("face", FACES)
def test_every_language_has_the_same_messages(face):
    arabic, kurdish = (read_written(face, language) for language in LANGUAGES)
    own = {key for key in kurdish if key.startswith(TOLD)}
    assert kurdish.keys() - own == arabic.keys()
    assert {key: found[0] for key, found in kurdish.items() if key not in own} == {key: found[0] for key, found in arabic.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("face", FACES)
def test_every_message_is_translated_in_every_form(face, language):
    for key, (plural, forms) in read_written(face, language).items():
        assert len(forms) == (LANGUAGES[language] if plural else 1), key
        assert all(text.strip() for text in forms), key


@pytest.mark.parametrize("face", FACES)
def test_kurdish_fills_in_what_english_fills_in(face):
    for key, (plural, forms) in read_written(face, "ckb").items():
        bare = key.rpartition("\x04")[2]
        for text in forms:
            wanted = filled(plural if plural and text == forms[-1] else bare)
            if plural:  # one thing may be told without its number
                assert filled(text) - (filled(bare) | filled(plural)) == Counter(), key
            else:
                assert filled(text) == wanted, key
            assert (bare.startswith("\n"), bare.endswith("\n")) == (text.startswith("\n"), text.endswith("\n")), key


@pytest.mark.parametrize("face", FACES)
def test_kurdish_is_written_in_kurdish_letters(face):
    wrong = {
        key: text
        for key, (_, forms) in read_written(face, "ckb").items()
        for text in forms
        if ARABIC_ONLY.search(QUOTED.sub("", text))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("face", FACES)
def test_the_compiled_catalogue_is_that_of_the_written_one(face, language):
    with catalogue(face, language).with_suffix(".mo").open("rb") as file:
        compiled = {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}
    written = {}
    for key, (plural, forms) in read_written(face, language).items():
        written |= {(key, number): text for number, text in enumerate(forms)} if plural else {key: forms[0]}
    assert compiled == written
