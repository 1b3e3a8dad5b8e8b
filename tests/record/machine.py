"""A newsroom in which several people do what comes into their heads: after each act the record must hold.

Held after each act: the ledger verifies with every row that it seals; each past day is what was public at its end; of what is
published no rule is broken but those set aside in public. A refusal is an act that did nothing.
"""

import datetime as dt
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from difflib import unified_diff

from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from marsad.newsroom import (
    answer_reply,
    assess,
    closing,
    coding,
    coding_outcome,
    correct,
    disputes,
    lineage,
    publish,
    reply,
    review,
    revise,
    withdraw,
)
from marsad.newsroom.founding import found
from marsad.newsroom.refusal import Refusal
from marsad.store.models import (
    Assessment,
    Candidate,
    CodingRound,
    ConflictRow,
    Correction,
    Entry,
    Evidence,
    Government,
    Lineage,
    Person,
    Promise,
    Reply,
    ReplyRequest,
    Withdrawal,
)
from marsad.store.queries.codings import standing_codings
from marsad.store.record import programme
from tests import observatory
from tests.record.clock import Clock
from tests.record.faults import faults
from tests.record.public_view import differences, page_as_of, public_view

BEGIN = dt.datetime(2024, 3, 1, 7, tzinfo=dt.UTC)
VERDICTS = ("not_started", "started", "half_done", "likely", "done", "broken", "not_verifiable")
CAUSES = {"broken": "blocked", "not_verifiable": "no_public_data"}
PEOPLE = {"huda": "coder", "karim": "coder", "sara": "editor", "ali": "editor", "nadia": "chief", "omar": "chief"}
CABINETS = (("now", "sudani"), ("also", "sudani"), ("before", "kadhimi"))
PAGES = ("/", "/promises/", "/method/", "/corrections/", "/replies/", "/ledger/")
SENTENCE = "قالت اللجنة إن {number} جنديا غادروا القاعدة، وإن المرحلة رقم {number} انتهت."

WRITTEN = Counter()  # entries of each kind over all runs: whoever changes the machine sees what it reaches

who = st.sampled_from(sorted(PEOPLE))
which = st.integers(0, 9)


def prove(about, day, stance, rung, *, person, number):
    """Accept words of a new page as evidence."""
    text = SENTENCE.format(number=number)
    document = observatory.document(text=text, day=day, outlet=f"صحيفة {number}")
    made = observatory.candidate(about, of=document, start=0, end=len(text))
    return review.accept(made.pk, person, stance=stance, rung=rung, start=0, end=len(text))


def begin():
    """Lay the record down from which every run sets out: two governments, three promises with evidence, one verdict."""
    with Clock(BEGIN).shown():
        found()
        people = {name: observatory.person(name, role) for name, role in PEOPLE.items()}
        terms = {"sudani": ("2022-10-27", None), "kadhimi": ("2020-05-07", "2022-10-26")}
        cabinets = {key: observatory.government(key, *days) for key, days in terms.items()}
        programme.save_body("defence", name_ar="وزارة الدفاع", name_en="Ministry of Defence")
        numbers = iter(range(1, 100))
        for key, cabinet in CABINETS:
            about = observatory.promise(f"promise-{key}", cabinet=cabinets[cabinet], title=f"وعد {key}", at=timezone.now())
            days = ("2024-01-15",) * 3 if cabinet == "sudani" else ("2022-05-01", "2022-06-01")
            for day, rung in zip(days, ("decided", "under_way", "delivered"), strict=False):
                stance = "supports" if cabinet == "sudani" else "refutes"
                prove(about, day, stance, rung, person=people["huda"], number=next(numbers))
        about = Promise.objects.get(key="promise-now")
        made = coding.open_round(about, people["huda"], effective_on=timezone.localdate() - dt.timedelta(days=20))
        ids = list(made.evidence.values_list("pk", flat=True))
        for name in ("huda", "karim"):
            coding.hand_in(
                made.pk, people[name], verdict="half_done", summary_ar="الحكم الأول.", reasons_ar="تعليل.", evidence_ids=ids
            )
        publish.publish(Assessment.objects.get(round=made).pk, people["sara"])


class Newsroom(RuleBasedStateMachine):
    """Several people at one record."""

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.stack.callback(transaction.set_rollback, True)
        self.clock = self.stack.enter_context(Clock(BEGIN + dt.timedelta(hours=1)).shown())
        self.days = {}
        self.done = 0
        self.codes = {}
        self.numbers = iter(range(100, 10_000))
        self.people = {name: Person.objects.get(username=name) for name in PEOPLE}
        self.promises = [Promise.objects.get(key=f"promise-{key}") for key, _ in CABINETS]

    def teardown(self):
        for kind in Entry.objects.values_list("kind", flat=True):
            WRITTEN[kind] += 1
        try:
            self.pages_of_past_days_are_what_they_were()
        finally:
            self.stack.close()

    # ── acts ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    @contextmanager
    def act(self):
        """Do an act as a view would: whole or, refused, not at all."""
        try:
            with transaction.atomic():
                yield
            self.done += 1
        except Refusal:
            pass

    def pick(self, rows, number):
        """Return one of *rows*, None where there is none."""
        some = list(rows.order_by("pk")[:50])
        return some[number % len(some)] if some else None

    def prove(self, about, day, stance, rung):
        return prove(about, day, stance, rung, person=self.people["huda"], number=next(self.numbers))

    def values(self, verdict):
        return {"verdict": verdict, "cause": CAUSES.get(verdict, ""), "summary_ar": f"حكم: {verdict}."}

    @rule(
        number=which,
        stance=st.sampled_from(["supports", "refutes", "discusses"]),
        rung=st.sampled_from(["announced", "delivered"]),
    )
    def news_comes(self, number, stance, rung):
        with self.act():
            self.prove(self.promises[number % 3], timezone.localdate().isoformat(), stance, rung)

    @rule(name=who, number=which)
    def evidence_is_taken_back(self, name, number):
        row = self.pick(Candidate.objects.filter(status="accepted"), number)
        with self.act():
            if row:
                review.undo(row.pk, self.people[name])

    @rule(name=who, number=which, back=st.integers(0, 60), is_closing=st.booleans())
    def round_is_opened(self, name, number, back, is_closing):
        about = self.promises[number % 3]
        day = timezone.localdate() - dt.timedelta(days=back)
        with self.act():
            day = dt.date(2022, 10, 20) if about.key == "promise-before" and not is_closing else day
            coding.open_round(about, self.people[name], effective_on=day, is_closing=is_closing)

    @rule(name=who, number=which, verdict=st.sampled_from(VERDICTS), few=st.booleans())
    def coding_is_handed_in(self, name, number, verdict, few):
        row = self.pick(CodingRound.objects.filter(status="open"), number)
        with self.act():
            if row:
                ids = list(row.evidence.values_list("pk", flat=True))
                ids = ids[:1] if few else ids
                coding.hand_in(row.pk, self.people[name], reasons_ar="تعليل.", evidence_ids=ids, **self.values(verdict))

    @rule(number=which, verdict=st.sampled_from(VERDICTS), back=st.integers(0, 40), name=who)
    def verdict_is_published(self, number, verdict, back, name):
        about = self.promises[number % 3]
        day = timezone.localdate() - dt.timedelta(days=back)
        with self.act():
            made = coding.open_round(about, self.people["huda"], effective_on=day, is_closing=about.key == "promise-before")
            ids = list(made.evidence.values_list("pk", flat=True))
            for coder in ("huda", "karim"):
                coding.hand_in(made.pk, self.people[coder], reasons_ar="تعليل.", evidence_ids=ids, **self.values(verdict))
        self.assessment_is_published(name, 0)

    @rule(number=which, verdict=st.sampled_from(VERDICTS), earlier=st.integers(0, 20))
    def correction_is_published(self, number, verdict, earlier):
        self.correction_is_proposed("ali", number, verdict, earlier)
        row = Assessment.objects.filter(status="proposed", corrects__isnull=False).order_by("-pk").first()
        with self.act():
            if row:
                self.publish(row, "sara", {})

    @rule(number=which)
    def verdict_is_withdrawn(self, number):
        self.withdrawal_is_asked("ali", number)
        self.withdrawal_is_confirmed("sara", number)

    @rule(number=which, effect=st.sampled_from(["none", "under_review"]))
    def reply_is_exchanged(self, number, effect):
        self.body_is_asked("ali", number)
        self.body_replies(number)
        self.reply_is_answered("ali", number, effect)
        self.reply_is_published("sara", number)

    @rule(name=who, number=which, verdict=st.sampled_from(VERDICTS))
    def dispute_is_decided(self, name, number, verdict):
        row = self.pick(CodingRound.objects.filter(status="disputed"), number)
        with self.act():
            if row:
                ids = list(row.evidence.values_list("pk", flat=True))
                coding_outcome.adjudicate(
                    row.pk, self.people[name], reasons_ar="قضيت بهذا.", evidence_ids=ids, **self.values(verdict)
                )

    @rule(name=who, number=which)
    def agreed_is_proposed_despite_rules(self, name, number):
        row = self.pick(CodingRound.objects.filter(status="agreed"), number)
        with self.act():
            if row:
                coding_outcome.propose_agreed(row.pk, self.people[name], despite_rules=True)

    @rule(name=who, number=which)
    def assessment_is_published(self, name, number):
        row = self.pick(Assessment.objects.filter(status="proposed"), number)
        with self.act():
            if row:
                self.publish(row, name, {})

    @rule(name=st.sampled_from(["nadia", "omar"]), number=which)
    def assessment_is_published_with_rules_set_aside(self, name, number):
        row = self.pick(Assessment.objects.filter(status="proposed"), number)
        with self.act():
            if row:
                found_now = publish.examine_assessment(row, self.people[name])
                self.publish(row, name, {one.code: ("لأن.", "") for one in found_now if one.level == "block"})

    def publish(self, row, name, overrides):
        person = self.people[name]
        done = publish.publish(row.pk, person, overrides=overrides)
        broken = [one.code for one in publish.examine_assessment(row, person, frozenset(overrides)) if one.level == "block"]
        assert not broken, f"published against the rules: {broken}"
        told = {one["code"] for one in done.overrides}
        assert told == set(overrides), "a rule was set aside in silence"

    @rule(name=who, number=which)
    def assessment_is_returned(self, name, number):
        row = self.pick(Assessment.objects.filter(status="proposed"), number)
        with self.act():
            if row:
                publish.return_to_author(row.pk, self.people[name], reason="أصلح التعليل.")

    @rule(name=who, number=which, verdict=st.sampled_from(VERDICTS), earlier=st.integers(0, 20))
    def correction_is_proposed(self, name, number, verdict, earlier):
        row = self.pick(Assessment.objects.filter(status__in=["published", "superseded"]), number)
        with self.act():
            if row:
                mended = correct.Mended(
                    verdict=verdict,
                    cause=CAUSES.get(verdict, ""),
                    effective_on=row.effective_on - dt.timedelta(days=earlier),
                    summary_ar="حكم مصحح.",
                    evidence_ids=tuple(row.evidence.values_list("pk", flat=True)),
                )
                told = correct.Told(wrong_ar="كان فيه خطأ.", right_ar="الصواب هنا.", severity="verdict")
                correct.propose_correction(row.pk, self.people[name], told, mended)

    @rule(name=who, number=which)
    def correction_is_dropped(self, name, number):
        row = self.pick(Correction.objects.filter(status="proposed"), number)
        with self.act():
            if row:
                correct.drop(row.pk, self.people[name])

    @rule(name=who, number=which)
    def withdrawal_is_asked(self, name, number):
        row = self.pick(Assessment.objects.filter(status__in=["published", "superseded"]), number)
        with self.act():
            if row:
                withdraw.ask(row.pk, self.people[name], reason_ar="لا يقوم على دليل.")

    @rule(name=who, number=which)
    def withdrawal_is_confirmed(self, name, number):
        row = self.pick(Withdrawal.objects.all(), number)
        with self.act():
            if row:
                withdraw.confirm(row.assessment_id, self.people[name])

    @rule(name=who, number=which, sector=st.sampled_from(["security", "health"]))
    def promise_is_revised(self, name, number, sector):
        about = Promise.objects.everything().get(key=self.promises[number % 3].key)
        with self.act():
            programme.save_sector(sector, name_ar=f"قطاع {sector}", name_en=sector)
            words = revise.words_of(about)
            title = f"وعد بصيغة {next(self.numbers)}"
            words = replace(words, title_ar=title, sector=sector)
            revise.revise(about.pk, self.people[name], words, revise.Grounds(kind="mended", reason_ar="خطأ في النقل."))

    @rule(name=who, number=which)
    def promise_is_hidden_or_shown(self, name, number):
        about = Promise.objects.everything().get(key=self.promises[number % 3].key)
        with self.act():
            verb = revise.withdraw_promise if about.is_published else revise.restore_promise
            verb(about.pk, self.people[name], reason_ar="لسبب.")

    @rule(name=who)
    def promises_are_tied_or_untied(self, name):
        standing = Lineage.objects.standing().first()
        with self.act():
            if standing:
                lineage.untie(standing.pk, self.people[name], reason="ليسا وعدا واحدا.")
            else:
                lineage.tie(
                    self.promises[2].pk, self.people[name], later_id=self.promises[0].pk, kind="continues", reason_ar="هما واحد."
                )

    @rule(name=who, number=which)
    def conflict_is_noted_and_explained(self, name, number):
        about = self.promises[number % 2]
        rows = list(Evidence.objects.filter(promise=about, withdrawn_at__isnull=True).order_by("-pk")[:2])
        with self.act():
            if len(rows) == 2:
                made = disputes.note(
                    about.key, self.people[name], left=rows[0].pk, right=rows[1].pk, kind="amount", reason_ar="عددان مختلفان."
                )
                disputes.explain(made.pk, self.people[name], explanation_ar="تختلف المصادر في العدد.")

    @rule(name=who, number=which)
    def conflict_is_reopened(self, name, number):
        row = self.pick(ConflictRow.objects.filter(status="explained"), number)
        with self.act():
            if row:
                disputes.reopen(row.pk, self.people[name])

    @rule(name=who, number=which)
    def body_is_asked(self, name, number):
        row = self.pick(Assessment.objects.filter(status="published"), number)
        with self.act():
            if row:
                sent = answer_reply.ask(
                    row.promise, self.people[name], body_key="defence", question_ar="ما ردّكم؟", assessment_id=row.pk
                )
                self.codes[sent.request.pk] = sent.code

    @rule(number=which)
    def body_replies(self, number):
        row = self.pick(ReplyRequest.objects.all(), number)
        with self.act():
            if row:
                words = reply.ReplyWords(
                    text_ar="الوزارة ترى غير ذلك وتبين السبب.", text_en="", author="المتحدث", author_post="ناطق باسم الوزارة"
                )
                reply.reply_by_code(self.codes[row.pk], words, files=(), caller=f"caller {next(self.numbers)}")

    @rule(name=who, number=which, effect=st.sampled_from(["none", "under_review"]))
    def reply_is_answered(self, name, number, effect):
        row = self.pick(Reply.objects.filter(published_at__isnull=True), number)
        with self.act():
            if row:
                answer_reply.answer(row.pk, self.people[name], answer_ar="جوابنا.", effect=effect)

    @rule(name=who, number=which)
    def reply_is_published(self, name, number):
        row = self.pick(Reply.objects.filter(published_at__isnull=True), number)
        with self.act():
            if row:
                answer_reply.publish(row.pk, self.people[name])

    @rule(name=who, number=which)
    def silence_is_published(self, name, number):
        row = self.pick(ReplyRequest.objects.filter(silence_published_at__isnull=True), number)
        with self.act():
            if row:
                answer_reply.publish_silence(row.pk, self.people[name])

    @rule(name=who)
    def term_ends(self, name):
        with self.act():
            closing.end_term(Government.objects.get(key="sudani"), self.people[name], ended_on=timezone.localdate())

    @rule(name=who)
    def single_coding_is_refused(self, name):
        """Nobody publishes what one person alone has found."""
        with self.act():
            made = assess.propose(
                self.promises[0],
                self.people[name],
                verdict="not_started",
                effective_on=timezone.localdate(),
                summary_ar="وحدي.",
                evidence_ids=[],
            )
            publish.publish(made.pk, self.people["ali" if name != "ali" else "sara"])
            raise AssertionError("one person's coding was published")

    @rule(days=st.integers(1, 20))
    def days_go_by(self, days):
        day = timezone.localdate()
        today = public_view()
        self.clock.go_on(days=days)
        self.days[day] = today

    # ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────
    @invariant()
    def the_ledger_verifies(self):
        assert faults() == []

    @invariant()
    def past_days_are_what_was_public_then(self):
        for day, told in self.days.items():
            changed = list(differences(told, public_view(day)))
            assert not changed, f"{day} is not what was public then: {changed}"

    @invariant()
    def one_verdict_stands_and_two_people_are_behind_it(self):
        rows = Assessment.objects.filter(status__in=["published", "superseded"]).order_by("effective_on", "published_at")
        standing = {row.promise_id: row for row in rows}
        for row in rows:
            assert row.seconder_id not in {None, row.author_id}
            coders = {one.person_id for one in standing_codings(row.round)} if row.round else set()
            assert len(coders) >= 2, "published without two blind codings"
            assert row.seconder_id not in coders, "a coder published what they coded"
            assert (row.status == "published") == (standing[row.promise_id] == row)

    def pages_of_past_days_are_what_they_were(self):
        """Read every page of every past day twice, an act between: it must not change."""
        client = Client(headers={"host": "localhost"})
        addresses = [*PAGES, *(f"/promises/{about.key}/" for about in self.promises)]
        first = {(day, address): page_as_of(client, address, day) for day in self.days for address in addresses}
        if first:
            self.clock.go_on(days=3)
            for number in range(3):
                self.verdict_is_published(number, "not_started", 0, "sara")
            self.conflict_is_noted_and_explained("sara", 0)
        for (day, address), (status, page) in first.items():
            again, now = page_as_of(client, address, day)
            changed = "\n".join(unified_diff(page.splitlines(), now.splitlines(), "first", "again", n=0, lineterm=""))
            assert (again, changed) == (status, ""), f"{address} as of {day} changed:\n{changed}"
