"""Work shared at the desk: stories rejected whole, assignments, saved filters, drafts, notes, presence, the day's digest."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from marsad.newsroom import deskwork, notes, review
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Act, Assignment, Candidate, Draft, NoteMention, Presence, SavedFilter
from marsad.store.queries import deskwork as read
from marsad.store.queries import queue_groups
from marsad.store.queries.digest import due_between, stale_promises
from marsad.store.queries.queue import QueueFilters
from tests import observatory
from tests.desk.conftest import propose, prove, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(about, noise):
    """One text carried by two outlets, proposed for two promises."""
    of = observatory.document(outlet="وكالة أولى")
    copy = observatory.document(story=of.story, outlet="صحيفة ثانية")
    other = observatory.promise("gas", title="وقف حرق الغاز", sector="energy")
    made = [
        observatory.candidate(about, of=of, score=0.9),
        observatory.candidate(about, of=copy, score=0.8),
        observatory.candidate(other, of=of, score=0.7),
    ]
    return of.story, made


def states(made):
    return [Candidate.objects.get(pk=row.pk).status for row in made]


def test_a_story_is_rejected_whole_after_it_was_shown_and_taken_back_as_one_act(monitor, story, zahra):
    found, made = story
    shown = words(monitor.get(f"/desk/stories/{found.pk}/"))
    assert "3 مرشحين بلا قرار" in shown
    answer = monitor.post(f"/desk/stories/{found.pk}/reject/", {"reason": "old_news", "seen": "3"}, follow=True)
    assert states(made) == ["rejected"] * 3
    assert "undo" in answer.content.decode()
    moment = Candidate.objects.get(pk=made[0].pk).decided_at
    monitor.post(f"/desk/stories/{found.pk}/undo/", {"at": moment.isoformat()})
    assert states(made) == ["waiting"] * 3
    assert set(Act.objects.values_list("verb", flat=True)) >= {"story.reject", "story.undo"}


def test_a_story_that_changed_since_it_was_shown_is_not_rejected(monitor, story, zahra):
    found, made = story
    answer = monitor.post(f"/desk/stories/{found.pk}/reject/", {"reason": "old_news", "seen": "2", "note": "مهم"})
    assert answer.status_code == 409
    assert "مهم" in words(answer)
    assert states(made) == ["waiting"] * 3


def test_the_key_that_undoes_takes_a_whole_story_back(monitor, story, zahra):
    found, made = story
    review.reject_story(found.pk, zahra, reason="unrelated", seen=3)
    monitor.post("/desk/undo/")
    assert states(made) == ["waiting"] * 3


def test_what_a_colleague_decided_since_stays_when_a_story_is_taken_back(story, zahra, omar):
    found, made = story
    review.reject_story(found.pk, zahra, reason="unrelated", seen=3)
    moment = Candidate.objects.get(pk=made[0].pk).decided_at
    review.undo(made[2].pk, omar)
    review.accept(made[2].pk, omar, stance="supports", rung="decided")
    review.undo_story(found.pk, zahra, decided_at=moment)
    assert states(made) == ["waiting", "waiting", "accepted"]


def test_a_colleagues_rejection_of_a_story_is_not_mine_to_take_back(story, zahra, haidar):
    found, made = story
    review.reject_story(found.pk, zahra, reason="unrelated", seen=3)
    moment = Candidate.objects.get(pk=made[0].pk).decided_at
    with pytest.raises(Refusal):
        review.undo_story(found.pk, haidar, decided_at=moment)
    assert states(made) == ["rejected"] * 3


def test_the_queue_is_gathered_by_promise_sector_and_story(monitor, story):
    today = timezone.localdate()
    by_promise = {group.promise.key: group.waiting for group in queue_groups.by_promise(QueueFilters(), today)}
    assert by_promise == {"coalition": 1, "gas": 1}
    assert {group.sector.key: group.promises for group in queue_groups.by_sector(QueueFilters(), today)} == {
        "security": 1,
        "energy": 1,
    }
    (group,) = queue_groups.by_story(QueueFilters(), today).groups
    assert (group.story_id, len(group.candidates), group.undecided) == (story[0].pk, 2, 3)
    for by in ("promise", "sector", "story"):
        assert monitor.get(f"/desk/by/{by}/").status_code == 200
    assert monitor.get("/desk/by/colour/").status_code == 404


def test_mine_shows_what_is_assigned_to_me_by_promise_story_or_candidate(monitor, story, about, zahra, haidar):
    found, made = story
    lone = observatory.candidate(about, score=0.5)
    for work in (made[1], found, about):
        deskwork.assign(work, haidar, to=zahra)
        seen = monitor.get("/desk/?assignee=me").context["queue"].rows
        assert made[0].pk in [row.candidate.pk for row in seen], work
        deskwork.release(work, haidar)
    deskwork.assign(lone, haidar, to=haidar)
    assert not monitor.get("/desk/?assignee=me").context["queue"].rows


def test_work_has_one_person_at_a_time_and_only_reviewers_get_any(story, zahra, haidar):
    found, _ = story
    deskwork.assign(found, zahra, to=zahra)
    deskwork.assign(found, zahra, to=haidar)
    assert Assignment.objects.get().person == haidar
    with pytest.raises(Refusal):
        deskwork.assign(found, zahra, to=observatory.person("dilan", "operator"))


def test_a_filter_is_saved_under_one_address_and_removed(monitor, zahra, about):
    monitor.post("/desk/filters/", {"name": "الأمن", "query": "stance=refutes&promise=coalition&page=3&promise="})
    monitor.post("/desk/filters/", {"name": "الأمن", "query": "stance=refutes&promise=coalition"})
    kept = SavedFilter.objects.get()
    assert kept.query == "promise=coalition&stance=refutes"
    assert "الأمن" in words(monitor.get("/desk/"))
    monitor.post(f"/desk/filters/{kept.pk}/forget/")
    assert not SavedFilter.objects.exists()


def test_a_colleagues_saved_filter_cannot_be_removed(monitor, haidar):
    kept = deskwork.save_filter("stance=refutes", haidar, name="لي")
    monitor.post(f"/desk/filters/{kept.pk}/forget/")
    assert SavedFilter.objects.filter(pk=kept.pk).exists()


def save(client, key="note:promise:coalition", **fields):
    return client.post("/desk/drafts/save/", {"draft": key, **fields}, headers={"X-Requested-With": "fetch"})


def test_a_draft_is_kept_offered_and_forgotten_when_handed_in(monitor, about, zahra):
    assert "saved_at" in save(monitor, words="كلمات لم تكتمل").json()
    assert monitor.get("/desk/drafts/note:promise:coalition/").json()["fields"] == {"words": ["كلمات لم تكتمل"]}
    monitor.post("/desk/notes/", {"kind": "promise", "key": "coalition", "words": "تم", "draft": "note:promise:coalition"})
    assert not Draft.objects.exists()


def test_a_form_that_comes_back_keeps_its_draft(monitor, about):
    save(monitor, words="@nobody انظر")
    answer = monitor.post(
        "/desk/notes/", {"kind": "promise", "key": "coalition", "words": "@nobody انظر", "draft": "note:promise:coalition"}
    )
    assert "@nobody انظر" in words(answer)
    assert Draft.objects.exists()


def test_a_draft_is_its_writers_alone(monitor, editor, zahra, omar):
    save(monitor, key="coding:5", verdict="broken")
    assert editor.get("/desk/drafts/coding:5/").status_code == 404
    assert "broken" not in editor.get("/desk/drafts/").content.decode()
    editor.post("/desk/drafts/drop/", {"draft": "coding:5"})
    assert Draft.objects.filter(person=zahra).exists()
    assert not Act.objects.filter(verb__startswith="draft").exists()
    assert "broken" not in json.dumps(list(Act.objects.values_list("why_ar", "made", "key")))


def test_a_draft_too_long_or_badly_named_is_refused_and_an_empty_one_goes(monitor):
    assert save(monitor, words="س" * (deskwork.LARGEST_DRAFT + 1)).status_code == 400
    assert save(monitor, key="../x", words="س").status_code == 400
    save(monitor, words="س")
    save(monitor, words=" ")
    assert not Draft.objects.exists()


def test_without_script_a_draft_leads_to_the_list_of_drafts(monitor):
    answer = monitor.post("/desk/drafts/save/", {"draft": "note:promise:x", "words": "كلمات"}, follow=True)
    assert "كلمات" in words(answer)


def test_a_note_names_a_colleague_who_reads_it_and_it_is_resolved(monitor, about, zahra, haidar, sign_in):
    monitor.post("/desk/notes/", {"kind": "promise", "key": "coalition", "words": "@haidar هل رأيت هذا؟"})
    theirs = sign_in(haidar)
    assert "هل رأيت هذا؟" in words(theirs.get("/desk/for-me/"))
    assert read.unread_count(haidar) == 1
    theirs.post("/desk/notes/read/")
    assert read.unread_count(haidar) == 0
    note = NoteMention.objects.get().note
    theirs.post(f"/desk/notes/{note.pk}/resolve/")
    note.refresh_from_db()
    assert note.resolved_by == haidar
    assert "هل رأيت هذا؟" not in words(theirs.get("/desk/for-me/"))
    assert Act.objects.filter(verb="note.write", person=zahra).exists()


@pytest.mark.parametrize(
    ("text", "named"),
    [("@haidar و@omar", {"haidar", "omar"}), ("اسأل @haidar.", {"haidar"}), ("a@b.example", set()), ("@", set())],
)
def test_names_after_an_at_sign_are_found(text, named):
    assert notes.named_in(text) == named


def test_notes_are_never_shown_to_readers(client, monitor, about, codebook):
    monitor.post("/desk/notes/", {"kind": "promise", "key": "coalition", "words": "كلام داخلي"})
    assert "كلام داخلي" not in client.get("/promises/coalition/").content.decode()


def test_who_has_a_record_open_is_told_to_the_other_and_fades(monitor, sign_in, haidar, zahra, about):
    row = observatory.candidate(about)
    record = {"record": f"candidate:{row.pk}"}
    sign_in(haidar).post("/desk/present/", record)
    assert "هذا السجل مفتوح أيضا عند الراصد haidar" in words(monitor.post("/desk/present/", record))
    assert "هذا السجل مفتوح أيضا عند الراصد haidar" in words(monitor.get(f"/desk/candidates/{row.pk}/"))
    Presence.objects.filter(person=haidar).update(seen_at=timezone.now() - dt.timedelta(minutes=6))
    assert "هذا السجل مفتوح أيضا" not in words(monitor.post("/desk/present/", record))
    assert monitor.post("/desk/present/", {"record": "x" * 500}).status_code == 400


def test_a_page_that_closes_says_nothing_of_another_that_is_open(monitor, sign_in, haidar, about):
    row = observatory.candidate(about)
    record = {"record": f"candidate:{row.pk}"}
    theirs = sign_in(haidar)
    for opening in ("first", "second"):
        theirs.post("/desk/present/", {**record, "opening": opening})
    told = "هذا السجل مفتوح أيضا عند الراصد haidar"
    theirs.post("/desk/present/", {**record, "opening": "first", "gone": "1"})
    assert words(monitor.post("/desk/present/", record)).count(told) == 1
    theirs.post("/desk/present/", {**record, "opening": "second", "gone": "1"})
    assert told not in words(monitor.post("/desk/present/", record))


def test_somebody_with_a_record_open_in_two_pages_is_told_once(monitor, sign_in, haidar, about):
    row = observatory.candidate(about)
    for opening in ("first", "second"):
        sign_in(haidar).post("/desk/present/", {"record": f"candidate:{row.pk}", "opening": opening})
    assert words(monitor.get(f"/desk/candidates/{row.pk}/")).count("هذا السجل مفتوح أيضا عند الراصد haidar") == 1


def test_the_day_tells_what_came_what_was_decided_and_what_waits(monitor, about, zahra, haidar, noise):
    observatory.candidate(about)
    prove(about, haidar)
    notes.write(about, haidar, words="@zahra انظري")
    shown = words(monitor.get("/desk/today/"))
    assert "انظري" in shown
    assert "إنهاء مهمة التحالف الدولي" in shown
    assert "الراصد haidar" in shown


def test_deadlines_stand_in_time_order_and_quiet_promises_longest_first(monitor, zahra, codebook):
    day = dt.date(2026, 1, 1)
    late = observatory.promise("late", deadline="2026-03", deadline_on=dt.date(2026, 3, 31))
    soon = observatory.promise("soon", sector="energy", deadline="2026-02", deadline_on=dt.date(2026, 2, 28))
    observatory.promise("past", deadline="2025", deadline_on=dt.date(2025, 12, 31))
    assert [due.promise for due in due_between(day, day + dt.timedelta(days=90))] == [soon, late]
    assert [due.promise for due in due_between(day, day + dt.timedelta(days=90), sector="energy")] == [soon]
    prove(late, zahra, day="2025-12-20")
    prove(soon, zahra, day="2025-09-01")
    assert [one.promise.key for one in stale_promises(day)] == ["past", "soon"]
    for address in ("/desk/deadlines/", "/desk/quiet/?sector=energy"):
        assert monitor.get(address).status_code == 200


def test_an_operator_gets_no_share_of_the_work(sign_in, about):
    operator = sign_in(observatory.person("dilan", "operator"))
    assert operator.post("/desk/assign/", {"kind": "promise", "key": "coalition", "to": "me"}).status_code in {302, 403}
    assert not Assignment.objects.exists()


def test_going_back_never_leads_off_the_desk(monitor, about):
    answer = monitor.post(
        "/desk/assign/", {"kind": "promise", "key": "coalition", "to": "me", "next": "https://evil.example/desk/"}
    )
    assert answer["Location"] == "/desk/"


def test_what_a_colleague_did_since_the_page_was_shown_is_told_before_publishing(monitor, editor, codebook, about, haidar, zahra):
    proposed = propose(about, haidar, [prove(about, haidar), prove(about, haidar)])
    shown_at = timezone.now().isoformat()
    prove(about, zahra)
    page = f"/desk/assessments/{proposed.pk}/"
    assert 'name="at"' in editor.get(page).content.decode()
    answer = editor.post(f"{page}publish/", {"has_read": "on", "at": shown_at})
    assert answer.status_code == 409
    assert "قبل مرشحا دليلا" in words(answer)
    proposed.refresh_from_db()
    assert proposed.status == "proposed"
    editor.post(f"{page}publish/", {"has_read": "on", "at": timezone.now().isoformat()})
    proposed.refresh_from_db()
    assert proposed.status == "published"
