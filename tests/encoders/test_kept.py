"""Kept vectors: the same bits with them and without, shared by processes, bounded, and never a reason to stop."""

import multiprocessing
import os
import sqlite3

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad import plugins
from marsad.domain.reading import Page, PromiseText
from marsad.encoders.clean import clean
from marsad.encoders.kept import keep, key_of
from marsad.encoders.vector_file import VectorFile
from marsad.engines.choose import engine
from marsad.pipeline.matching.encoder import VectorPlace
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import road_tools
from tests.encoders.serving import vector

TEXTS = ["افتتاح مستشفى", "توقيع عقد", "افتتاح مستشفى", "انسحاب القوات"]


class Counting:
    """An encoder that counts what it is asked; *turn* makes another model of it."""

    def __init__(self, name="counting", version="1", turn=0):
        self.name, self.version, self.turn, self.asked = name, version, turn, []

    def encode(self, texts):
        self.asked += texts
        if not len(texts):
            return np.zeros((0, 16), dtype=np.float32)
        rows = np.array([np.roll(vector(clean(text)), self.turn) for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def place(tmp_path):
    return VectorPlace(tmp_path / "cache" / "vectors.sqlite3", 1)


def asked_by(encoder, place, texts=TEXTS):
    kept = keep(encoder, place)
    encoder.asked.clear()
    return kept.encode(texts), list(encoder.asked)


def test_what_is_kept_is_the_same_to_the_bit(place):
    plain = Counting().encode(TEXTS)
    first, asked = asked_by(Counting(), place)
    again, asked_again = asked_by(Counting(), place)
    assert (first == plain).all()
    assert (again == plain).all()
    assert again.dtype == np.float32
    assert asked == [TEXTS[0], TEXTS[1], TEXTS[3]]
    assert asked_again == []


def test_the_bundled_encoder_gives_the_same_bits_kept_or_not_in_any_company(place):
    use = plugins.load("encoder", "use")
    plain = use.encode(TEXTS)
    assert (np.concatenate([use.encode([text]) for text in TEXTS]) == plain).all()
    keep(use, place).encode([TEXTS[1], "نص آخر"])
    assert (keep(use, place).encode(TEXTS) == plain).all()


def test_no_texts_give_no_rows(place):
    assert keep(Counting(), place).encode([]).shape == (0, 16)


@pytest.mark.parametrize("other", [Counting(version="2"), Counting(name="another"), Counting(turn=3)])
def test_another_name_version_or_model_behind_both_shares_nothing(place, other):
    asked_by(Counting(), place)
    rows, asked = asked_by(other, place)
    assert len(asked) == 3
    assert (rows == other.encode(TEXTS)).all()
    assert len(VectorFile(place.path).encoders()) == 2


def test_the_old_model_finds_its_own_vectors_again(place):
    asked_by(Counting(), place)
    asked_by(Counting(turn=3), place)
    assert asked_by(Counting(), place)[1] == []


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_damaged_file_is_gone_on_without(place, damage, caplog):
    place.path.parent.mkdir()
    place.path.write_bytes(damage or b"\x00" * 4096)
    rows, _ = asked_by(Counting(), place)
    assert (rows == Counting().encode(TEXTS)).all()
    assert "vectors are not kept in this run" in caplog.text


def test_a_file_damaged_later_is_gone_on_without(place, caplog):
    kept = keep(Counting(), place)
    kept.encode(TEXTS)
    kept.file._open.execute("DROP TABLE vector")
    assert (kept.encode(TEXTS) == Counting().encode(TEXTS)).all()
    assert caplog.text.count("vectors are not kept") == 1


def test_a_vector_with_a_flipped_bit_is_made_anew_and_mended(place):
    asked_by(Counting(), place)
    with sqlite3.connect(place.path) as opened:
        opened.execute("UPDATE vector SET row = zeroblob(length(row)) WHERE key = ?", (key_of(TEXTS[0]),))
        opened.execute("UPDATE vector SET row = x'00' WHERE key = ?", (key_of(TEXTS[1]),))
    rows, asked = asked_by(Counting(), place)
    assert (rows == Counting().encode(TEXTS)).all()
    assert asked == TEXTS[:2]
    assert asked_by(Counting(), place)[1] == []


def test_a_folder_that_cannot_be_made_is_gone_on_without(tmp_path, caplog):
    (tmp_path / "cache").write_text("a file where a folder should be")
    rows, _ = asked_by(Counting(), VectorPlace(tmp_path / "cache" / "vectors.sqlite3"))
    assert len(rows) == len(TEXTS)
    assert "not kept" in caplog.text


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_gone_on_without(place):
    asked_by(Counting(), place)
    place.path.parent.chmod(0o500)
    try:
        assert len(asked_by(Counting(), place)[0]) == len(TEXTS)
    finally:
        place.path.parent.chmod(0o700)


def test_the_oldest_are_dropped_past_the_bound_and_the_encoder_is_no_longer_whole(place):
    kept, other = keep(Counting(), place), keep(Counting("other"), place)
    other.encode(TEXTS)
    kept.file.mark(kept.number, [(1, b"m")])
    texts = [f"نص {number}" for number in range(kept.most + 2_500)]
    for first in range(0, len(texts), 500):
        kept.encode(texts[first : first + 500])
    assert kept.file.count(kept.number) <= kept.most + 2_000
    assert kept.missing(texts[-10:]) == []
    assert kept.missing(texts[:10]) == texts[:10]
    mine, others = kept.file.encoders()
    assert (mine.has_dropped, mine.documents) == (True, 0)
    assert (others.vectors, others.has_dropped) == (3, False)


def test_what_is_forgotten_gives_its_room_back(place):
    kept = keep(Counting(), place)
    kept.encode([f"نص {number}" for number in range(5_000)])
    keep(Counting("other"), place).encode(TEXTS)
    before = sum(file.stat().st_size for file in place.path.parent.iterdir())
    file = VectorFile(place.path)
    file.forget(kept.number)
    assert [row.name for row in file.encoders()] == ["other"]
    assert sum(file.stat().st_size for file in place.path.parent.iterdir()) < before / 2


def _work(path, number):
    kept = keep(Counting(), VectorPlace(path))
    for step in range(30):
        kept.encode([f"نص {(number * 17 + step + place) % 60}" for place in range(6)])
    return kept.file is not None


def test_several_processes_share_one_file(place):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert all(pool.starmap(_work, [(place.path, number) for number in range(4)]))
    (row,) = VectorFile(place.path).encoders()
    assert row.vectors == 60


@given(st.text(max_size=3_000))
def test_the_key_stands_for_what_is_read(text):
    assert clean(clean(text)) == clean(text)
    assert key_of(text) == key_of(clean(text))


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_texts_in_any_order_come_back_as_the_encoder_gives_them(tmp_path_factory, texts):
    place = VectorPlace(tmp_path_factory.getbasetemp() / "any" / "vectors.sqlite3")
    assert (keep(Counting(), place).encode(texts) == Counting().encode(texts)).all()


@pytest.mark.parametrize("engine_name", plugins.names("engine"))
def test_every_engine_gives_the_same_matches_with_kept_vectors_and_without(place, engine_name):
    if engine_name == "daft":
        pytest.importorskip("daft", reason="the scale extra is not installed")
    promises = (PromiseText("water", "تحلية مياه البحر في البصرة", country="العراق"),)
    text = "افتتحت الحكومة محطة لتحلية مياه البحر في البصرة، وقال الوزير إن المحطة {} ستخدم المحافظة كلها."
    pages = [Page(f"p{number}", text=text.format(number)) for number in range(20)]
    plain = list(engine("inline")(build_road(True), pages, road_tools(promises)))
    for _ in range(2):  # kept now, and kept before
        assert list(engine(engine_name)(build_road(True), pages, road_tools(promises, vectors=place))) == plain
    assert all(reading.matches for reading in plain)
    assert VectorFile(place.path).encoders()[0].vectors >= 21
