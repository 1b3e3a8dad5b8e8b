"""An embeddings server over real HTTP on loopback: in order, in batches, patient with the busy, and fooled by nothing."""

import json
import time
from email.utils import formatdate

import numpy as np
import pytest

from marsad import plugins
from marsad.encoders.options import Options, read_options
from marsad.encoders.server import ServerEncoder, TextRefused, split_place
from marsad.plugins import ToolError
from tests.encoders.serving import Answer, good, serving, vector

pytestmark = pytest.mark.network
TEXTS = ["افتتاح مستشفى", "توقيع عقد", "انسحاب القوات", "تحلية المياه", "مد سكة حديد"]


@pytest.fixture
def server():
    with serving() as state:
        yield state


@pytest.fixture
def waits():
    return []


@pytest.fixture
def opened(server, waits):
    made = []

    def make(**options):
        made.append(ServerEncoder(server.address, "small", Options(**options), sleep=waits.append))
        return made[-1]

    yield make
    for encoder in made:
        encoder.close()


def rows(**changed):
    return Answer(body=json.dumps({"data": [{"index": 0, "embedding": [1.0, 2.0]} | changed]}).encode())


def test_vectors_come_in_the_order_of_the_texts_and_of_length_one(opened):
    told = opened().encode(TEXTS)
    expected = np.array([vector(text) for text in TEXTS], dtype=np.float32)
    assert told.dtype == np.float32
    assert np.allclose(told, expected / np.linalg.norm(expected, axis=1, keepdims=True), atol=1e-6)


def test_texts_go_in_batches_and_give_the_same_rows(server, opened):
    whole = opened().encode(TEXTS)
    server.asked.clear()
    assert (opened(batch=2).encode(TEXTS) == whole).all()
    assert [len(asked.texts) for asked in server.asked] == [1, 2, 2, 1]


def test_no_texts_ask_nothing(server, opened):
    encoder = opened()
    server.asked.clear()
    assert encoder.encode([]).shape == (0, 16)
    assert server.asked == []


def test_a_prefix_stands_before_every_text_and_in_the_version(server, opened):
    encoder = opened(prefix="query: ")
    encoder.encode(["خبر"])
    assert server.asked[-1].texts == ["query: خبر"]
    assert "query: " in encoder.version
    assert encoder.version != opened().version


def test_the_key_is_sent_and_told_to_nobody(server, opened, caplog):
    encoder = opened(key="sesame-123")
    assert server.asked[-1].key == "Bearer sesame-123"
    assert "sesame" not in f"{encoder.name} {encoder.version} {vars(encoder)['_options']!r} {caplog.text}"
    server.answer = lambda asked: Answer(401, f'{{"error": {{"message": "bad key {asked.key}"}}}}'.encode())
    with pytest.raises(ToolError, match="refused the key in MARSAD_ENCODER_KEY") as refused:
        encoder.encode(["خبر"])
    assert "sesame" not in str(refused.value)


def test_a_server_that_wants_a_key_is_named_with_the_setting(server, opened):
    server.answer = lambda _: Answer(403, b'{"detail": "who are you"}')
    with pytest.raises(ToolError, match=r"wants a key: set MARSAD_ENCODER_KEY \(403: "):
        opened()


def test_an_unknown_model_is_named(server, opened):
    server.answer = lambda _: Answer(404, b'{"error": {"message": "model small not found"}}')
    with pytest.raises(ToolError, match=r"knows no model 'small'.*not found"):
        opened()


def test_a_busy_server_is_asked_again_and_its_word_on_when_is_kept(server, opened, waits):
    encoder = opened()
    server.first = [Answer(429, headers={"retry-after": "7"}), Answer(503), Answer(500)]
    assert encoder.encode(TEXTS[:1]).shape == (1, 16)
    assert waits == [7.0, 2.0, 4.0]


def test_a_moment_to_retry_after_is_understood_and_bounded(server, opened, waits):
    encoder = opened()
    server.first = [
        Answer(429, headers={"retry-after": formatdate(time.time() + 20, usegmt=True)}),
        Answer(429, headers={"retry-after": formatdate(time.time() + 9e6, usegmt=True)}),
        Answer(429, headers={"retry-after": "soon"}),
    ]
    encoder.encode(TEXTS[:1])
    assert 15 < waits[0] <= 20
    assert waits[1:] == [60.0, 4.0]


@pytest.mark.parametrize("asked", ["nan", "-5", "1e999", "9" * 400, "", " "])
def test_a_mad_retry_after_never_waits_long(server, opened, waits, asked):
    encoder = opened()
    server.first = [Answer(503, headers={"retry-after": asked})]
    encoder.encode(TEXTS[:1])
    assert 0 <= waits[0] <= 60


def test_patience_ends_and_the_last_word_is_told(server, opened, waits):
    encoder = opened()
    server.answer = lambda _: Answer(503, b"loading the model")
    with pytest.raises(ToolError, match="answered 503: loading the model; tried 4 times"):
        encoder.encode(TEXTS)
    assert waits == [1.0, 2.0, 4.0]


def test_a_server_that_is_not_there_is_told_so(waits):
    with serving() as state:
        place = state.address
    with pytest.raises(ToolError, match=r"cannot be reached .*is the server running\?; tried 4 times"):
        ServerEncoder(place, "small", Options(), sleep=waits.append)


def test_a_silent_server_is_given_up(server, opened):
    server.answer = lambda asked: Answer(body=b"{", headers={"content-length": "500"}, drip_s=5)
    with pytest.raises(ToolError, match=r"within 1 seconds \(MARSAD_ENCODER_TIMEOUT_S\)"):
        opened(timeout_s=1)


def test_a_server_that_drips_for_ever_is_given_up(server, waits):
    server.answer = lambda _: Answer(body=b" " * 10_000, drip_s=0.05)
    with pytest.raises(ToolError, match="gave no answer within 1 seconds"):
        ServerEncoder(server.address, "small", Options(timeout_s=1), sleep=waits.append, tries=1)


def test_an_answer_that_breaks_off_is_asked_for_again(server, opened, waits):
    encoder = opened()
    server.first = [Answer(body=b'{"data": [', headers={"content-length": "5000"})]
    assert encoder.encode(TEXTS[:1]).shape == (1, 16)
    assert len(waits) == 1


def test_an_answer_without_end_is_cut_off(server, opened):
    server.answer = lambda _: Answer(body=b" " * 2**20)
    with pytest.raises(ToolError, match="more than 327680 bytes for 1 texts"):
        opened()


def test_a_packed_answer_is_refused_unopened(server, opened):
    server.answer = lambda _: Answer(body=b"\x1f\x8b", headers={"content-encoding": "gzip"})
    with pytest.raises(ToolError, match="packed"):
        opened()


def test_a_redirect_is_not_followed(server, opened):
    server.answer = lambda _: Answer(307, headers={"location": "http://127.0.0.1:1/elsewhere"})
    with pytest.raises(ToolError, match="name the address where the server stands"):
        opened(key="sesame-123")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(body=b"<html>hello</html>"), "no JSON"),
        (Answer(body=b"[" * 100_000), "no JSON"),
        (Answer(body=b'{"data": "none"}'), "no list of vectors"),
        (Answer(body=b'{"error": {"message": "out of\\u0000 memory"}}'), "out of memory"),
        (Answer(body=b'{"data": []}'), "0 vectors came for 1 texts"),
        (rows(index=1), "indices"),
        (rows(index=True), "without its index"),
        (rows(index=None), "without its index"),
        (rows(embedding="AAAA"), "list of numbers"),
        (rows(embedding=[]), "have 0 numbers"),
        (rows(embedding=[1.0] * 9_000), "have 9000 numbers"),
        (rows(embedding=[1.0, "2"]), "no number"),
        (rows(embedding=[1.0, None]), "no number"),
        (rows(embedding=[1.0, True]), "no number"),
        (rows(embedding=[[1.0], [2.0]]), "no number"),
        (rows(embedding=[0.0, 0.0]), "zeros"),
        (Answer(body=b'{"data": [{"index": 0, "embedding": [1.0, NaN]}]}'), "NaN is no number"),
        (Answer(body=b'{"data": [{"index": 0, "embedding": [1.0, 1e999]}]}'), "infinite"),
        (Answer(body=b'{"data": [{"index": 0, "embedding": [1.0, 1' + b"0" * 400 + b"]}]}"), "past all bounds"),
    ],
)
def test_an_answer_that_holds_no_vectors_is_refused_with_its_fault(server, opened, answer, why):
    server.answer = lambda _: answer
    with pytest.raises(ToolError, match=why):
        opened()


@pytest.mark.parametrize("scale", [1e-200, 1e-30, 1e30, 1e200])
def test_very_small_and_very_great_numbers_keep_their_direction(server, opened, scale):
    server.answer = lambda _: rows(embedding=[3 * scale, 4 * scale])
    assert np.allclose(opened().encode(["خبر"]), [[0.6, 0.8]])


def test_another_number_of_dimensions_is_another_model(server, opened):
    encoder = opened()
    server.answer = lambda _: rows()
    with pytest.raises(ToolError, match="2 numbers where earlier ones had 16"):
        encoder.encode(["خبر"])


def test_one_text_that_is_refused_does_not_hide_the_others(server, opened):
    encoder = opened()
    server.answer = lambda asked: Answer(400, b"too long") if any("عقد" in text for text in asked.texts) else good(asked)
    with pytest.raises(TextRefused, match=r"refused a text of 9 characters: too long"):
        encoder.encode(TEXTS)
    assert encoder.encode([TEXTS[0], *TEXTS[2:]]).shape == (4, 16)


def test_a_batch_too_large_is_asked_for_in_halves(server, opened):
    encoder = opened()
    whole = encoder.encode(TEXTS)
    server.answer = lambda asked: Answer(413) if len(asked.texts) > 2 else good(asked)
    assert (encoder.encode(TEXTS) == whole).all()


def test_it_is_opened_by_name_with_the_key_of_the_environment(server, monkeypatch):
    monkeypatch.setenv("MARSAD_ENCODER_KEY", "sesame-123")
    encoder = plugins.load("encoder", f"{server.name}")
    assert (encoder.name, encoder.version) == (server.name, "small 16")
    assert (server.asked[-1].path, server.asked[-1].key) == ("/v1/embeddings", "Bearer sesame-123")


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("http://127.0.0.1:8080/v1#bge-m3", ("http://127.0.0.1:8080/v1", "bge-m3")),
        ("https://vectors.example/v1/#org/model:2", ("https://vectors.example/v1", "org/model:2")),
        ("http://[::1]:11434/v1/embeddings#m", ("http://[::1]:11434/v1", "m")),
    ],
)
def test_a_place_is_an_address_and_a_model(place, parts):
    assert split_place(place) == parts


@pytest.mark.parametrize(
    "place", ["bge-m3", "http://h/v1", "ftp://h/v1#m", "http://#m", "http://h:x/#m", "http://[::1/#m", "http://h:0/#m"]
)
def test_a_place_that_is_none_says_what_to_write(place):
    with pytest.raises(ToolError, match="write openai:http"):
        split_place(place)


@pytest.mark.parametrize("place", ["http://amal:sesame@h/v1#m", "http://h/v1?key=sesame#m"])
def test_a_secret_in_an_address_is_refused_and_not_repeated(place):
    with pytest.raises(ToolError, match="MARSAD_ENCODER_KEY") as refused:
        split_place(place)
    assert "sesame" not in str(refused.value)


def test_a_bad_option_is_named():
    with pytest.raises(ToolError, match="MARSAD_ENCODER_BATCH='many'"):
        read_options({"MARSAD_ENCODER_BATCH": "many"})
