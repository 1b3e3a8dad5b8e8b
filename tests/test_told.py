"""What the code tells as a pair, Arabic and English, is told in Kurdish too; and nothing stands there that it does not say."""

import ast
import re

import pytest
from django.utils import translation

from marsad.store.models.localised import tell_pair
from tests.pairs import HOME, pairs_of, pattern_of, texts_of
from tests.put_together import PUT_TOGETHER
from tests.test_catalogues import FACES, TOLD, read_written

# Where a pair is never told to a reader of Kurdish, and why.
OUTSIDE = {
    "newsroom/embed.py": "the command line alone asks, which speaks English and Arabic",
    "newsroom/encoder_choice.py": "the command line alone asks",
    "newsroom/model_choice.py": "the command line alone asks",
    "newsroom/importing.py": "the command line alone asks; the name of a government is the record's",
    "text/dates/days.py": "words that are read, not told",
    "text/search/words.py": "words that are read, not told",
}
# And those that stand in a file of both languages at once.
IN_FILES = {"newsroom/exchange_files.py": "needed · لازم", "tables/xlsx_file.py": "what it holds"}
# What an English sentence may fill in without quotation marks: counts and days, which its Kurdish finds by their form;
# lists that have marks of their own; and whose act it tells of, which stands first.
COUNTS = re.compile(
    r"len\(.*\)|min\(.*\)|[A-Z_]+(?: // 2 \*\* 20)?|limit // 2 \*\* 20|limits\['[lg]e'\]|seconds|line|lines.line_num|most|rows"
)
COUNTED = re.compile(r"seen|share|plan\.bad_rows|first\[key\]|(?:\w+\.)?(?:\w+_on|effective_on|due|last)|gone\.at\.date\(\)")
LISTED = re.compile(r"_listed_en\(\w+\)|\w+_en|(?:choices|listed|known|keys|names)\[[01]\]|name|last\.actor")


def told_in_kurdish():
    return {key.removeprefix(TOLD) for face in FACES for key in read_written(face, "ckb") if key.startswith(TOLD)}


def bare(keys):
    return {re.sub(r"\{\d+\}", "{}", key) for key in keys}


def all_pairs():
    found = [pair for path in sorted(HOME.rglob("*.py")) for pair in pairs_of(path)]
    return [pair for pair in found if pair.place not in OUTSIDE and IN_FILES.get(pair.place) != pair.en]


def test_every_pair_of_the_code_has_its_kurdish():
    known = bare(told_in_kurdish())
    missing = {f"{pair.place}:{pair.line}": pair.pattern for pair in all_pairs() if pair.pattern not in known}
    parts = {place for place in missing if place.rpartition(":")[0] in PUT_TOGETHER}
    assert {place: text for place, text in missing.items() if place not in parts} == {}


def test_what_a_pair_fills_in_can_be_found_again_in_the_english():
    found = {
        f"{pair.place}:{pair.line}": asked
        for pair in all_pairs()
        if pair.place not in PUT_TOGETHER
        for asked in pair.bare
        if not any(form.fullmatch(asked) for form in (COUNTS, COUNTED, LISTED))
    }
    assert found == {}


@pytest.mark.parametrize("place", PUT_TOGETHER)
def test_what_is_put_together_of_parts_has_its_kurdish(place):
    assert len(PUT_TOGETHER[place]) > 1
    with translation.override("ckb"):
        assert [en for ar, en in PUT_TOGETHER[place] if tell_pair(ar, en) == ar] == []


def test_places_left_out_are_still_there():
    paths = {str(path.relative_to(HOME)): path for path in HOME.rglob("*.py")}
    assert (OUTSIDE | PUT_TOGETHER).keys() <= paths.keys()
    assert [place for place in OUTSIDE if not list(pairs_of(paths[place]))] == []
    assert {place: {pair.en for pair in pairs_of(paths[place])} & {text} for place, text in IN_FILES.items()} == {
        place: {text} for place, text in IN_FILES.items()
    }


def test_what_kurdish_tells_is_still_told_by_the_code():
    known = {pattern_of(en) for pairs in PUT_TOGETHER.values() for _, en in pairs}
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant | ast.JoinedStr):
                known |= {pattern_of(text) for text, _ in texts_of(node)}
    assert bare(told_in_kurdish()) - known == set()


@pytest.mark.parametrize(
    ("ar", "en", "told"),
    [
        ("يشترط «أ» دليلا من درجة «نُفذ».", "“A” requires evidence of rung “delivered” or higher.", "«ئەنجامدراو»"),
        ("المسجل: «oil»، «gas».", "No such key in the record. There are “oil”, “gas”.", "«oil»، «gas»"),
        ("فارغة: «مفتاح قطاع مسجل».", "Empty, and needed: “The key of a sector in the record”.", "«کلیلی کەرتێک لە تۆماردا»"),
    ],
)
def test_what_a_sentence_quotes_is_kurdish_where_the_code_says_it(ar, en, told):
    with translation.override("ckb"):
        assert told in tell_pair(ar, en)
