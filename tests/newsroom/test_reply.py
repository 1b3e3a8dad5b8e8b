import datetime as dt
import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marsad.newsroom import answer_reply, assess, publish, reply, review
from marsad.newsroom.acts import NotAllowedError
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.reply import ReplyWords
from marsad.store.models import Entry, Reply, ReplyRequest
from marsad.store.queries.ledger_check import Check
from marsad.store.queries.replies import read_replies
from marsad.store.record import programme
from tests import observatory

pytestmark = pytest.mark.django_db

SAID = "غادر آخر مستشار في أيلول، والجدول الزمني منشور على موقعنا."
ASKED = "متى غادروا؟"
WORDS = ReplyWords(text_ar=SAID, text_en="", author="سعاد الكاتب", author_post="المتحدثة الرسمية", contact="هاتف 07")


@pytest.fixture
def about(codebook):
    body = programme.save_body("defence", name_ar="وزارة الدفاع", name_en="Ministry of Defence")
    observatory.promise("noise", title="وعد آخر")
    return observatory.promise("coalition", body=body)


@pytest.fixture
def proposal(about, zahra):
    found = [observatory.candidate(about) for _ in range(2)]
    evidence = [review.accept(row.pk, zahra, stance="supports", rung="under_way") for row in found]
    return assess.propose(
        about,
        observatory.person("coder", "coder"),
        verdict="half_done",
        effective_on=dt.date(2025, 10, 2),
        summary_ar="غادر المستشارون القواعد.",
        evidence_ids=[row.pk for row in evidence],
    )


@pytest.fixture
def asked(about, omar):
    return answer_reply.ask(about, omar, body_key="defence", question_ar=ASKED)


def send(code, words=WORDS, caller="198.51.100.7"):
    return reply.reply_by_code(code, words, files=(), caller=caller)


def kinds():
    return [entry.kind for entry in Entry.objects.order_by("sequence") if entry.kind.startswith("reply.")]


def test_the_code_is_kept_nowhere_and_opens_the_form_however_it_is_typed(asked):
    plain = asked.code.replace("-", "")
    assert len(plain) == 24
    for name, value in vars(ReplyRequest.objects.get()).items():
        assert plain not in str(value), name
    assert reply.open_request(f" {plain.lower()} ", "a").pk == asked.request.pk


def test_a_body_is_not_asked_without_a_question(about, omar):
    for blank in ("", "  \n"):
        with pytest.raises(Refusal) as refused:
            answer_reply.ask(about, omar, body_key="defence", question_ar=blank, question_en=blank)
        assert refused.value.field == "question_ar"
    assert not ReplyRequest.objects.exists()
    assert answer_reply.ask(about, omar, body_key="defence", question_en="When did they leave?").code


def test_the_time_given_is_ten_days_or_what_the_codebook_or_the_editor_says(about, omar, codebook):
    def last_day(**given):
        return answer_reply.ask(about, omar, body_key="defence", question_ar=ASKED, **given).request.deadline_on

    today = timezone.localdate()
    assert last_day() == today + dt.timedelta(days=10)
    type(codebook).objects.update(body=codebook.body | {"reply": {"days": 21}})
    assert last_day() == today + dt.timedelta(days=21)
    assert last_day(days=3) == today + dt.timedelta(days=3)
    for days in (0, 91, -4):
        with pytest.raises(Refusal):
            last_day(days=days)


def test_a_code_that_is_wrong_revoked_renewed_or_expired_opens_nothing(asked, omar):
    renewed = answer_reply.renew(asked.request.pk, omar)
    for code in (asked.code, "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX", ""):
        with pytest.raises(Refusal):
            reply.open_request(code, "b")
    assert reply.open_request(renewed.code, "b").pk == asked.request.pk
    answer_reply.revoke(asked.request.pk, omar)
    with pytest.raises(Refusal):
        send(renewed.code)
    last = answer_reply.renew(asked.request.pk, omar)
    ReplyRequest.objects.update(code_expires_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(Refusal):
        send(last.code)
    assert not Reply.objects.exists()


def test_guessing_codes_is_stopped_after_thirty_an_hour(asked):
    for _ in range(30):
        with pytest.raises(Refusal, match="opens nothing"):
            reply.open_request("AAAA", "guesser")
    with pytest.raises(Refusal, match="many attempts"):
        reply.open_request(asked.code, "guesser")
    assert reply.open_request(asked.code, "another").pk == asked.request.pk


def test_reply_and_answer_are_published_together_word_for_word(asked, about, omar, sivan):
    send(asked.code)
    row = Reply.objects.get()
    answer_reply.answer(row.pk, omar, answer_ar="راجعنا الجدول؛ لا يذكر يوما.", effect="none")
    assert read_replies(about) == ()
    answer_reply.publish(row.pk, sivan)
    told = json.loads(Entry.objects.get(kind="reply.published").payload)
    assert (told["text"], told["answer"], told["body"], told["author"]) == (
        SAID,
        "راجعنا الجدول؛ لا يذكر يوما.",
        "defence",
        "سعاد الكاتب",
    )
    assert told["asked"]["question"] == ASKED
    assert {f"reply:{row.pk}", f"replyrequest:{asked.request.pk}"} <= set(told["seals"])
    assert "07" not in json.dumps(told["asked"]) + told["author_post"]
    (shown,) = read_replies(about)
    assert (shown.reply.text_ar, shown.effect, shown.entry) == (SAID, "none", Entry.objects.get(kind="reply.published").sequence)


def test_who_wrote_the_answer_does_not_publish_it(asked, omar):
    send(asked.code)
    row = Reply.objects.get()
    with pytest.raises(Refusal, match="without our answer"):
        answer_reply.publish(row.pk, omar)
    answer_reply.answer(row.pk, omar, answer_ar="شكرا.", effect="none")
    with pytest.raises(Refusal, match="other than"):
        answer_reply.publish(row.pk, omar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.update(published_by=omar, published_at=timezone.now())


def test_only_editors_ask_and_publish_and_only_coders_answer(about, asked):
    send(asked.code)
    noor = observatory.person("noor", "monitor")
    with pytest.raises(NotAllowedError):
        answer_reply.ask(about, noor, body_key="defence", question_ar=ASKED)
    with pytest.raises(NotAllowedError):
        answer_reply.answer(Reply.objects.get().pk, noor, answer_ar="شكرا.", effect="none")
    with pytest.raises(NotAllowedError):
        answer_reply.publish(Reply.objects.get().pk, observatory.person("coder", "coder"))


def test_a_further_reply_is_another_reply_and_none_is_edited(asked, omar, sivan):
    send(asked.code)
    first = Reply.objects.get()
    answer_reply.answer(first.pk, omar, answer_ar="شكرا.", effect="none")
    answer_reply.publish(first.pk, sivan)
    with pytest.raises(Refusal):
        answer_reply.answer(first.pk, omar, answer_ar="جواب آخر.", effect="none")
    send(asked.code, ReplyWords("نضيف أن الجدول عُدّل في تشرين.", "", "سعاد الكاتب", "المتحدثة"))
    assert Reply.objects.count() == 2
    first.refresh_from_db()
    assert first.text_ar == SAID


def test_a_reply_of_the_form_counts_once_it_is_sure_whom_it_is_from(about, omar, sivan):
    reply.reply_by_form("coalition", "وزارة الدفاع", WORDS, files=(), caller="c")
    row = Reply.objects.get()
    with pytest.raises(Refusal, match="First make sure"):
        answer_reply.answer(row.pk, omar, answer_ar="شكرا.", effect="none")
    answer_reply.verify(row.pk, omar, body_key="defence", how="اتصلنا بالمكتب الإعلامي على رقمه المعلن.")
    answer_reply.answer(row.pk, omar, answer_ar="شكرا.", effect="none")
    answer_reply.publish(row.pk, sivan)
    assert kinds() == ["reply.published"]


def test_a_reply_that_is_not_the_bodys_is_set_aside_and_its_sender_reads_why(about, omar):
    code = reply.reply_by_form("coalition", "وزارة الدفاع", WORDS, files=(), caller="c")
    answer_reply.refuse(Reply.objects.get().pk, omar, reason="نفت الوزارة أنها أرسلته.")
    state = reply.look_up(code, "c")
    assert (state.is_refused, state.refused_reason) == (True, "نفت الوزارة أنها أرسلته.")
    with pytest.raises(Refusal):
        answer_reply.verify(Reply.objects.get().pk, omar, body_key="defence", how="اتصلنا.")


def test_a_reply_to_a_proposed_verdict_waits_for_that_verdict(about, proposal, omar, sivan):
    sent = answer_reply.ask(about, omar, body_key="defence", question_ar=ASKED, assessment_id=proposal.pk)
    send(sent.code)
    row = Reply.objects.get()
    answer_reply.answer(row.pk, omar, answer_ar="نبقي الحكم.", effect="none")
    with pytest.raises(Refusal, match="still proposed"):
        answer_reply.publish(row.pk, sivan)
    publish.publish(proposal.pk, omar)
    answer_reply.publish(row.pk, sivan)
    (shown,) = read_replies(about)
    assert shown.verdict.assessment.pk == proposal.pk


def test_what_changed_the_verdict_is_named_and_public(about, asked, proposal, omar, sivan):
    send(asked.code)
    row = Reply.objects.get()
    with pytest.raises(Refusal, match="Choose the assessment"):
        answer_reply.answer(row.pk, omar, answer_ar="غيّرنا الحكم.", effect="new_assessment")
    answer_reply.answer(row.pk, omar, answer_ar="غيّرنا الحكم.", effect="new_assessment", followed_by=proposal.pk)
    with pytest.raises(Refusal, match="not published yet"):
        answer_reply.publish(row.pk, sivan)
    publish.publish(proposal.pk, omar)
    answer_reply.publish(row.pk, sivan)
    assert read_replies(about)[0].followed.assessment.pk == proposal.pk


def test_a_review_that_a_reply_led_to_is_concluded_in_public(about, asked, omar, sivan):
    send(asked.code)
    row = Reply.objects.get()
    answer_reply.answer(row.pk, omar, answer_ar="نراجع الحكم.", effect="under_review")
    answer_reply.publish(row.pk, sivan)
    assert read_replies(about)[0].effect == "under_review"
    answer_reply.conclude(row.pk, omar, concluded_ar="راجعناه؛ يبقى كما هو.", effect="none")
    assert read_replies(about)[0].effect == "none"
    with pytest.raises(Refusal):
        answer_reply.conclude(row.pk, omar, concluded_ar="مرة أخرى.", effect="none")
    assert kinds() == ["reply.published", "reply.concluded"]


def test_that_no_reply_came_is_published_only_after_the_day(about, asked, omar):
    with pytest.raises(Refusal, match="not over"):
        answer_reply.publish_silence(asked.request.pk, omar)
    ReplyRequest.objects.update(deadline_on=timezone.localdate() - dt.timedelta(days=1))
    answer_reply.publish_silence(asked.request.pk, omar)
    (shown,) = read_replies(about)
    assert shown.reply is None
    assert kinds() == ["reply.none_by_deadline"]
    send(asked.code)  # late, and still taken


def test_that_no_reply_came_is_not_said_of_who_replied(asked, omar):
    send(asked.code)
    ReplyRequest.objects.update(deadline_on=timezone.localdate() - dt.timedelta(days=1))
    with pytest.raises(Refusal, match="A reply has come"):
        answer_reply.publish_silence(asked.request.pk, omar)


def test_a_body_takes_its_reply_back_on_record(about, asked, omar, sivan):
    receipt = send(asked.code)
    row = Reply.objects.get()
    answer_reply.answer(row.pk, omar, answer_ar="شكرا.", effect="none")
    answer_reply.publish(row.pk, sivan)
    with pytest.raises(Refusal):
        reply.withdraw(receipt, reason=" ", caller="d")
    reply.withdraw(receipt, reason="أُرسل قبل اعتماده.", caller="d")
    (shown,) = read_replies(about)
    assert shown.is_withdrawn
    assert shown.reply.text_ar == SAID
    assert kinds() == ["reply.published", "reply.withdrawn"]
    with pytest.raises(Refusal, match="already"):
        reply.withdraw(receipt, reason="مرة أخرى.", caller="d")


def test_a_past_day_shows_what_was_known_of_a_reply_then(about, asked, omar, sivan):
    receipt = send(asked.code)
    row = Reply.objects.get()
    answer_reply.answer(row.pk, omar, answer_ar="نراجع.", effect="under_review")
    answer_reply.publish(row.pk, sivan)
    answer_reply.conclude(row.pk, omar, concluded_ar="يبقى.", effect="none")
    reply.withdraw(receipt, reason="سحبناه.", caller="d")
    moment = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
    days = {"published_at": 0, "concluded_at": 10, "withdrawn_at": 20}
    Reply.objects.update(**{name: moment + dt.timedelta(days=later) for name, later in days.items()})
    assert read_replies(about, dt.date(2025, 2, 27)) == ()
    seen = [read_replies(about, dt.date(2025, 3, day))[0] for day in (2, 12, 22)]
    assert [(row.effect, row.is_withdrawn) for row in seen] == [("under_review", False), ("none", False), ("none", True)]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text_ar": "قصير"}, "text_ar"),
        ({"text_ar": "أ" * 20_001}, "text_ar"),
        ({"author": " "}, "author"),
        ({"author_post": ""}, "author_post"),
        ({"asks_correction": True}, "correction_asked"),
    ],
)
def test_a_reply_that_lacks_something_is_refused_by_its_field(asked, changed, field):
    with pytest.raises(Refusal) as refused:
        send(asked.code, replace(WORDS, **changed))
    assert refused.value.field == field
    assert not Reply.objects.exists()


def test_the_ledger_verifies_after_every_act_and_finds_a_changed_reply(about, asked, omar, sivan):
    receipt = send(asked.code)
    row = Reply.objects.get()
    answer_reply.answer(row.pk, omar, answer_ar="نراجع.", effect="under_review")
    answer_reply.publish(row.pk, sivan)
    answer_reply.conclude(row.pk, omar, concluded_ar="يبقى.", effect="none")
    answer_reply.revoke(asked.request.pk, omar)
    reply.withdraw(receipt, reason="سحبناه.", caller="d")
    silent = answer_reply.ask(about, omar, body_key="defence", question_ar=ASKED).request
    ReplyRequest.objects.filter(pk=silent.pk).update(deadline_on=timezone.localdate() - dt.timedelta(days=1))
    answer_reply.publish_silence(silent.pk, omar)
    assert list(Check().troubles()) == []
    Reply.objects.update(text_ar=SAID + ".")
    assert [trouble.where for trouble in Check().troubles()] == [f"reply {row.pk} in store_reply"]


def test_an_answer_written_meanwhile_is_not_written_over_unseen(asked, omar, sivan):
    send(asked.code)
    row = Reply.objects.get()
    answer_reply.answer(row.pk, omar, answer_ar="جواب أول.", effect="none", since="")
    with pytest.raises(Refusal, match="while you worked"):
        answer_reply.answer(row.pk, sivan, answer_ar="جواب ثان.", effect="none", since="")
    row.refresh_from_db()
    assert row.answer_ar == "جواب أول."
    answer_reply.answer(row.pk, sivan, answer_ar="جواب ثان.", effect="none", since=row.answered_at.isoformat())
    row.refresh_from_db()
    assert row.answer_ar == "جواب ثان."
