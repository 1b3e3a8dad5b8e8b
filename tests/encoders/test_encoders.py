"""The encoders: shapes, unit rows, and texts that try to break the C code beneath."""

import subprocess
import sys

import numpy as np
import pytest

from marsad import plugins
from marsad.encoders.apart import ApartEncoder, EncoderDied
from marsad.encoders.clean import LONGEST, clean

HOSTILE = ["ﷺ" * 5000, "\x00", "\ud800نص", "", "ـ" * 9000, "🧕🏽" * 400, "a" * 100_000]


@pytest.fixture(scope="module", params=["use", "e5"])
def encoder(request):
    return plugins.load("encoder", request.param)


def test_rows_are_of_length_one(encoder):
    rows = encoder.encode(["افتتاح مستشفى جديد", "توقيع عقد"])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape[0] == 0


def test_near_meanings_lie_nearer_than_far_ones(encoder):
    base, near, far = encoder.encode(
        ["بناء مستشفى جديد في المحافظة", "المحافظة تشيد مستشفى حديثا", "المنتخب يفوز بمباراة كرة القدم"]
    )
    assert base @ near > base @ far


@pytest.mark.parametrize("name", ["use", "e5"])
def test_hostile_text_does_not_kill_the_process(name):
    program = (
        "from marsad import plugins; import sys;"
        f"rows = plugins.load('encoder', {name!r}).encode(eval(sys.stdin.read())); print(len(rows))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=ascii(HOSTILE), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(len(HOSTILE)))


@pytest.mark.parametrize("text", HOSTILE)
def test_clean_text_is_short_and_can_be_encoded(text):
    assert 0 < len(clean(text)) <= LONGEST
    assert "\x00" not in clean(text)
    clean(text).encode("utf-8")


def test_an_encoder_apart_gives_the_same_rows():
    apart = ApartEncoder("use")
    texts = ["خبر أول", "خبر ثان"]
    assert np.allclose(apart.encode(texts), plugins.load("encoder", "use").encode(texts), atol=1e-5)
    apart.close()


def test_an_encoder_whose_process_dies_raises_and_then_works_again():
    apart = ApartEncoder("use")
    apart._process.kill()
    apart._process.wait()
    assert apart.encode(["خبر"]).shape == (1, 512)
    apart.close()


def test_an_encoder_that_cannot_start_says_so():
    with pytest.raises(EncoderDied, match="oracle"):
        ApartEncoder("oracle")


def test_an_unknown_plugin_names_the_choices():
    with pytest.raises(ValueError, match="use"):
        plugins.load("encoder", "oracle")


@pytest.mark.parametrize("name", ["sentence-transformers:", "openai", "apart:", "gpt:x"])
def test_a_family_without_what_follows_is_no_name(name):
    with pytest.raises(ValueError, match="sentence-transformers:FOLDER, openai:ADDRESS#MODEL, apart:NAME"):
        plugins.load("encoder", name)


def test_a_vector_depends_on_its_text_alone(encoder):
    texts = ["خبر أول عن المستشفى", "خبر", "خبر ثالث أطول من الأول والثاني معا في هذا اليوم", *["حشو"] * 20]
    together = encoder.encode(texts)
    assert (encoder.encode(texts[:1]) == together[:1]).all()
    assert (encoder.encode(texts[2:0:-1]) == together[2:0:-1]).all()


def test_an_encoder_that_cannot_start_apart_stops_the_run():
    with pytest.raises(plugins.ToolError, match="cannot start"):
        plugins.load("encoder", "apart:oracle")
