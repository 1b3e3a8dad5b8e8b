"""Changing the encoder: embedded beside the old one, switched to when whole, the old kept until forgotten."""

import dataclasses

import pytest
from click.testing import CliRunner

from marsad import plugins
from marsad.cli import marsad
from marsad.domain.reading import Page
from marsad.newsroom import embed as embedding
from marsad.newsroom.embed import embed, forget, kept_encoders, switch, waiting
from marsad.newsroom.encoder_choice import Choice, choose_encoder, encoder_in_use
from marsad.newsroom.ingest import Incoming, ingest
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.rematch import rematch
from marsad.store.models import Candidate, Document
from tests import observatory
from tests.encoders.serving import Answer, good, serving

pytestmark = pytest.mark.django_db
NEWS = "افتتحت الحكومة محطة لتحلية مياه البحر في البصرة، وقال الوزير إن المحطة {} ستخدم المحافظة كلها."


@pytest.fixture(autouse=True)
def _own_choice(settings, tmp_path):
    settings.ENCODER_CHOICE = tmp_path / "encoder"
    settings.VECTORS = tmp_path / "cache" / "vectors.sqlite3"


@pytest.fixture
def server():
    with serving() as state:
        yield state


@pytest.fixture
def noise(codebook):
    """Promises, documents, and an observatory's own old page, which is never matched."""
    observatory.promise("desalination", title="تحلية مياه البحر في البصرة")
    observatory.promise("schools", title="بناء ألف مدرسة")
    ingest([Incoming(Page(f"p{number}", text=NEWS.format(number), published="2024-05-01")) for number in range(40)])
    Document.objects.filter(page_id="p39").update(reader_version="import")


def set_encoder(settings, name):
    settings.OPERATOR = dataclasses.replace(settings.OPERATOR, encoder=name)


def run(*words):
    return CliRunner().invoke(marsad, list(words))


def nothing():
    return None


def test_the_bundled_encoder_reads_until_somebody_chooses(settings):
    assert encoder_in_use() == Choice("use", "default")
    choose_encoder("none")
    assert encoder_in_use() == Choice("none", "switch")
    set_encoder(settings, "use-apart")
    assert encoder_in_use() == Choice("use-apart", "setting")


def test_a_choice_that_cannot_be_understood_says_which_file(settings):
    settings.ENCODER_CHOICE.write_text("oracle\n")
    with pytest.raises(plugins.ToolError, match=r"encoder: no encoder is called 'oracle'.*remove it"):
        encoder_in_use()


@pytest.mark.usefixtures("noise")
def test_ingesting_keeps_vectors_and_matching_anew_asks_for_none(monkeypatch):
    (row,) = kept_encoders()
    assert row.name == "use"
    assert row.vectors > 40
    before = list(Candidate.objects.order_by("pk").values_list("document", "promise", "score"))
    from marsad.encoders.use import UseEncoder

    asked = []
    plain = UseEncoder.encode
    monkeypatch.setattr(UseEncoder, "encode", lambda self, texts: (asked.extend(texts), plain(self, texts))[1])
    rematch(on_document=nothing)
    assert len(asked) == 1  # the sentence by which a model is known again
    assert list(Candidate.objects.order_by("pk").values_list("document", "promise", "score")) == before


@pytest.mark.usefixtures("noise")
def test_another_encoder_reads_everything_while_the_old_one_stays_in_use(server):
    old = kept_encoders()
    seen = []
    done = embed(server.name, on_document=lambda: seen.append(1))
    assert (done.documents, len(seen), done.failures) == (39, 39, ())
    assert encoder_in_use().name == "use"
    assert kept_encoders()[:1] == old
    assert kept_encoders()[1].documents == 39
    assert waiting(server.name) == 0
    server.asked.clear()
    switch(server.name, on_document=nothing)
    assert {len(asked.texts) for asked in server.asked} <= {1}  # what is known of it again, nothing of the documents
    assert encoder_in_use() == Choice(server.name, "switch")


@pytest.mark.usefixtures("noise")
def test_what_was_embedded_before_an_interruption_is_not_asked_again(server, monkeypatch):
    monkeypatch.setattr(embedding, "DOCUMENTS_AT_ONCE", 10)
    seen = []

    def stop():
        seen.append(1)
        if len(seen) == 15:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed(server.name, on_document=stop)
    assert waiting(server.name) == 19
    before = {text for asked in server.asked for text in asked.texts}
    server.asked.clear()
    done = embed(server.name, on_document=nothing)
    assert done.documents == 19
    again = {text for asked in server.asked for text in asked.texts} & before
    assert len(again) <= 2  # the words by which a server is known again


@pytest.mark.usefixtures("noise")
def test_a_switch_waits_until_everything_is_embedded(server):
    with pytest.raises(Refusal, match="40 documents still to read"):
        switch(server.name, on_document=nothing)
    assert encoder_in_use().name == "use"
    embed(server.name, on_document=nothing)
    ingest([Incoming(Page("new", text=NEWS.format("الجديدة")))])
    Document.objects.filter(page_id="p3").update(text=NEWS.format("المعدلة"))
    with pytest.raises(Refusal, match="2 documents still to read"):
        switch(server.name, on_document=nothing)
    switch(server.name, is_forced=True, on_document=nothing)
    assert encoder_in_use().name == server.name


@pytest.mark.usefixtures("noise")
def test_a_switch_against_the_setting_is_refused(settings, server):
    set_encoder(settings, "use")
    with pytest.raises(Refusal, match="MARSAD_ENCODER is set to use and wins"):
        switch("none", on_document=nothing)


@pytest.mark.usefixtures("noise")
def test_switching_to_none_and_back_gives_the_scores_that_were():
    before = list(Candidate.objects.order_by("document", "promise").values_list("document", "promise", "score"))
    switch("none", on_document=nothing)
    assert [row.score for row in Candidate.objects.all()] != [score for *_, score in before]
    embed("use", on_document=nothing)
    switch("use", on_document=nothing)
    assert list(Candidate.objects.order_by("document", "promise").values_list("document", "promise", "score")) == before


@pytest.mark.usefixtures("noise")
def test_a_text_that_is_refused_is_told_with_its_document_and_the_rest_is_embedded(server):
    embed_all = good
    server.answer = lambda asked: Answer(400, b"too long") if any(" 7 " in text for text in asked.texts) else embed_all(asked)
    done = embed(server.name, on_document=nothing)
    ((number, reason),) = done.failures
    assert number == Document.objects.get(page_id="p7").pk
    assert "too long" in reason
    assert waiting(server.name) == 1


@pytest.mark.usefixtures("noise")
def test_a_place_too_small_stops_before_the_old_is_dropped(server, monkeypatch):
    monkeypatch.setattr("marsad.encoders.kept.ROW_OVERHEAD", 2**31 // 30)
    with pytest.raises(plugins.ToolError, match="MARSAD_VECTORS_MB=2048 is too small"):
        embed(server.name, on_document=nothing)


@pytest.mark.usefixtures("noise")
def test_a_file_that_cannot_be_used_stops_embedding_but_not_matching(settings, server):
    settings.VECTORS.write_bytes(b"no database at all" * 100)
    for name in ("-wal", "-shm"):
        settings.VECTORS.with_name(settings.VECTORS.name + name).unlink(missing_ok=True)
    with pytest.raises(plugins.ToolError, match="remove it or make it writable"):
        embed(server.name, on_document=nothing)
    with pytest.raises(plugins.ToolError, match="damaged"):
        kept_encoders()
    assert rematch(on_document=nothing)[0] == 39


@pytest.mark.usefixtures("noise")
def test_what_is_in_use_is_forgotten_only_by_force(server):
    embed(server.name, on_document=nothing)
    with pytest.raises(Refusal, match="use is in use"):
        forget("use")
    assert [row.name for row in forget(server.name)] == [server.name]
    with pytest.raises(Refusal, match="nothing is kept"):
        forget(server.name)
    assert forget("1", is_forced=True)[0].name == "use"
    assert kept_encoders() == ()


@pytest.mark.usefixtures("noise")
def test_a_server_that_goes_away_stops_the_taking_in_and_loses_nothing(settings, server, monkeypatch):
    monkeypatch.setattr("marsad.encoders.server.FIRST_WAIT_S", 0.001)
    set_encoder(settings, server.name)
    many = Document.objects.count()
    ingest([Incoming(Page("before", text=NEWS.format("الأولى")))])
    server.answer = lambda _: Answer(503)
    with pytest.raises(plugins.ToolError, match="answered 503"):
        ingest([Incoming(Page("after", text=NEWS.format("الثانية")))])
    server.answer = good
    ingest([Incoming(Page("after", text=NEWS.format("الثانية")))])
    assert Document.objects.count() == many + 2


@pytest.mark.usefixtures("noise")
def test_the_command_shows_embeds_switches_and_forgets(server):
    assert "In use: use (the bundled one)." in run("encoders").output
    assert "still to read: run `marsad encoders embed" in run("encoders", "switch", server.name).output
    told = run("encoders", "embed", server.name, "--quiet")
    assert "39 documents read" in told.output
    assert f"`marsad encoders switch {server.name}`" in told.output
    assert "39 documents matched anew" in run("encoders", "switch", server.name, "--quiet").output
    told = run("encoders").output
    assert "chosen with `marsad encoders switch`" in told
    assert "embedded 39 of 39 documents" in told
    assert "vectors dropped" in run("encoders", "forget", "use").output


def test_the_command_tries_an_encoder():
    told = run("encoders", "try", "use")
    assert told.exit_code == 0
    assert "512 dimensions" in told.output


@pytest.mark.parametrize("name", ["oracle", "sentence-transformers:/nowhere", "openai:nowhere", "none"])
@pytest.mark.parametrize("verb", ["try", "embed"])
def test_an_encoder_that_cannot_be_had_is_told_without_a_traceback(verb, name):
    told = run("encoders", verb, name)
    assert told.exit_code == 1
    assert told.output.startswith("Error: ") or "\nError: " in told.output
    assert "Traceback" not in told.output


def test_nothing_kept_is_said(settings):
    assert "No vectors are kept yet" in run("encoders").output
