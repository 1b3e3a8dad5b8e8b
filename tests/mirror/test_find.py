"""The index of the search: what stands together, what is like a word, in scripts that stay small."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from marsad.mirror.find import FOLDER, SHARD_BYTES, make_index, number_of
from marsad.store.queries.mirror import Findable
from marsad.text.search.prepare import prepare
from marsad.text.search.words import IDLE

KNOWN = ("بناء", "ألف", "مدرسة", "في", "بغداد", "والبصرة", "قبل", "نهاية", "العام", "schools", "built")
WORDS = st.lists(st.sampled_from(KNOWN), min_size=1, max_size=12)


def promise(key, title, *said):
    return Findable(key, title, "", "", "", "", (), said)


def read(found):
    parts = {}
    for one in make_index(found):
        name, _, told = one.text.removeprefix("marsadCopy.").removesuffix(");\n").partition("(")
        rows = json.loads(f"[{told}]")
        assert one.file == f"{FOLDER}/{name}.js" if name == "about" else one.file == f"{FOLDER}/{name}-{rows[0]}.js"
        parts.setdefault(name, {}).update(rows[0] if name == "about" else {rows[0]: rows[1]})
    return parts


def looked_up(parts, name, key):
    return parts[name][number_of(key) % parts["about"][name]].get(key)


def steps(row):
    place, found = 0, []
    for step in row.split(",") if row else ():
        place += int(step, 36)
        found.append(place)
    return found


def base_36(number):
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_two_words_are_found_in_exactly_the_promises_in_which_they_stand_together(texts):
    parts = read([promise(f"p{place}", " ".join(words)) for place, words in enumerate(texts)])
    prepared = [prepare(" ".join(words)).words.split() for words in texts]
    asked = {pair for words in prepared for pair in pairwise(words)} | {("مدرسة", "نهاية")}
    for left, right in asked:
        bearing = [place for place, words in enumerate(prepared) if (left, right) in pairwise(words)]
        key = base_36(number_of(f"{left} {right}"))
        assert steps(parts["pairs"][number_of(f"{left} {right}") % parts["about"]["pairs"]].get(key)) == bearing


def test_a_word_is_kept_under_its_beginning_and_its_end_with_how_many_promises_bear_it():
    parts = read([promise("one", "تأهيل المستشفيات"), promise("two", "المستشفيات", "المستشفيات والمدارس")])
    word = prepare("المستشفيات").words
    for key in (f"{word[:3]}-", f"-{word[-3:]}"):
        assert f"{word}:2" in looked_up(parts, "likes", key).split()
    kept = {one.split(":")[0] for shard in parts["likes"].values() for row in shard.values() for one in row.split()}
    assert kept.isdisjoint(IDLE)


def test_scripts_of_a_large_record_stay_small():
    texts = [
        " ".join(f"كلمة{number % 977} قول{number * 7 % 1009}" for number in range(first, first + 60)) for first in range(600)
    ]
    made = list(make_index(promise(f"p{place}", "وعد", text) for place, text in enumerate(texts)))
    assert max(len(one.text.encode()) for one in made if not one.file.endswith("about.js")) < 3 * SHARD_BYTES
    assert sum("pairs" in one.file for one in made) > 1


def test_a_text_has_one_number_whoever_reckons_it():
    assert number_of("") == 0x811C9DC5
    assert number_of("a") == 0xE40C292C
