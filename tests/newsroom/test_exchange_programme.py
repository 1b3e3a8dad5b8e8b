"""A programme comes in as a file; what is found is accepted, dismissed, joined, split, taken back; nothing publishes itself."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from marsad.newsroom import exchange_decide as decide
from marsad.newsroom import exchange_programme, review
from marsad.newsroom.acts import NotAllowedError
from marsad.newsroom.exchange_decide import Wording
from marsad.newsroom.exchange_programme import take_programme
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Act, Entry, Lineage, ProgrammeFile, Promise, PromiseProposal
from marsad.store.record import programme
from tests import observatory

TEXT = """محور الطاقة

ستعمل الحكومة على:
- إضافة 4000 ميغاواط إلى الشبكة الوطنية قبل نهاية عام 2024.
- إنشاء محطة شمسية في محافظة المثنى خلال سنتين.
- تعزيز التعاون بين الدوائر.
وتلتزم وزارة النفط بإيقاف حرق الغاز المصاحب في حقول الجنوب. ونؤمن بأن الطاقة حق.
\f
وستوقع الحكومة اتفاقا للربط الكهربائي مع دول الجوار، وتبني خط النقل إليها.
"""


@pytest.fixture
def paper(db):
    """A programme of a later government, and a promise of an earlier one that it carries on."""
    earlier, later = observatory.government("kadhimi", "2020-05-07", "2022-10-27"), observatory.government("sudani")
    programme.save_sector("energy", name_ar="الطاقة والكهرباء", place=1)
    programme.save_body("oil", name_ar="وزارة النفط")
    observatory.promise(
        "k-gas", cabinet=earlier, title="إيقاف حرق الغاز المصاحب في الجنوب", text_ar="إيقاف حرق الغاز المصاحب في حقول الجنوب."
    )
    observatory.promise("z-later", cabinet=observatory.government("later", "2026-10-01"), title="وعد لاحق", text_ar="غيره.")
    return programme.save_programme("s-programme", government=later, title_ar="المنهاج الوزاري")


def sent(text=TEXT, name="program.txt"):
    return SimpleUploadedFile(name, text.encode())


@pytest.fixture
def file(paper, omar):
    return take_programme("s-programme", omar, file=sent()).file


def found(file, words):
    return next(row for row in file.proposals.order_by("pk") if words in row.text and row.status == "proposed")


def wording(row, **changes):
    told = {"title_ar": row.title, "text_ar": row.text, "sector": "energy", "deadline": row.deadline}
    return Wording(**(told | changes))


def test_what_is_found_has_its_words_place_and_particulars_and_publishes_nothing(file, settings):
    texts = [row.text for row in file.proposals.all()]
    assert "ونؤمن بأن الطاقة حق." not in texts
    assert len(texts) == 5
    first = found(file, "4000")
    assert (first.page_ref, first.sector.key, first.deadline) == ("ص 1 س 3", "energy", "2024-12")
    assert found(file, "اتفاقا").page_ref == "ص 2 س 1"
    assert found(file, "تعزيز").is_vague
    gas = found(file, "الغاز")
    assert (gas.body.key, gas.like.key, gas.like_kind) == ("oil", "k-gas", "earlier")
    assert [reason for row in file.left_out for reason in row if "قيمة عامة" in str(reason)]
    assert Promise.objects.everything().count() == 2
    kept = Path(settings.UPLOAD_ROOT) / file.path
    assert kept.read_bytes() == TEXT.encode()


def test_the_same_bytes_again_change_nothing(file, omar, settings):
    again = take_programme("s-programme", omar, file=sent(name="other.txt"))
    assert (again.file, again.is_new) == (file, False)
    assert len(list(Path(settings.UPLOAD_ROOT).iterdir())) == 1


def test_what_cannot_be_read_is_told_and_not_kept(paper, omar, settings):
    with pytest.raises(Refusal, match=r"DOCX or PDF|damaged"):
        take_programme("s-programme", omar, file=sent("x", "a.doc"))
    with pytest.raises(Refusal, match="damaged"):
        take_programme("s-programme", omar, file=sent("x", "a.docx"))
    with pytest.raises(Refusal, match=r"no text|empty"):
        take_programme("s-programme", omar, file=sent(" \n ", "a.txt"))
    with pytest.raises(Refusal, match="s-programme"):
        take_programme("none", omar, file=sent())
    assert not list(Path(settings.UPLOAD_ROOT).glob("*"))
    assert not ProgrammeFile.objects.exists()


def test_nothing_is_held_against_others_while_a_programme_is_read(paper, omar, monkeypatch):
    outside, read_file = len(connection.savepoint_ids), exchange_programme.read_file
    depths = []

    def reading(*args):
        depths.append(len(connection.savepoint_ids))
        return read_file(*args)

    monkeypatch.setattr(exchange_programme, "read_file", reading)
    take_programme("s-programme", omar, file=sent())
    assert depths == [outside]


def test_a_programme_that_was_taken_or_refused_stands_in_the_audit(file, omar):
    with pytest.raises(Refusal):
        take_programme("s-programme", omar, file=sent("x", "a.doc"))
    acts = Act.objects.filter(verb="programme.read", key="s-programme", person=omar).order_by("pk")
    assert [(act.outcome, act.made) for act in acts] == [("done", f"programmefile:{file.pk}"), ("refused", "")]
    assert acts[1].why_ar


def test_accepting_makes_a_promise_with_its_place_entry_and_tie(file, omar):
    row = found(file, "الغاز")
    decide.accept(row.pk, omar, wording=wording(row, title_ar="إيقاف حرق الغاز", body="oil", continues="k-gas"))
    row.refresh_from_db()
    promise = row.promise
    assert (promise.title_ar, promise.text_ar, promise.page_ref) == ("إيقاف حرق الغاز", row.text, row.page_ref)
    assert (promise.programme.key, promise.body.key, promise.is_published) == ("s-programme", "oil", True)
    assert Entry.objects.filter(kind="promise.published", promise=promise).count() == 1
    assert Lineage.objects.standing().get().earlier.key == "k-gas"
    with pytest.raises(Refusal, match="already decided"):
        decide.accept(row.pk, omar, wording=wording(row))
    with pytest.raises(Refusal, match="stays on record"):
        decide.reopen(row.pk, omar)


def test_a_draft_is_seen_by_nobody_and_can_be_taken_back(file, omar):
    row = found(file, "4000")
    entries = Entry.objects.count()
    decide.accept(row.pk, omar, wording=wording(row), is_draft=True)
    assert not Promise.objects.published().filter(programme__key="s-programme").exists()
    assert Entry.objects.count() == entries
    decide.reopen(row.pk, omar)
    row.refresh_from_db()
    assert (row.status, row.promise) == ("proposed", None)
    assert Promise.objects.everything().count() == 2


def test_a_draft_on_which_evidence_was_accepted_stays(file, omar):
    row = found(file, "4000")
    decide.accept(row.pk, omar, wording=wording(row), is_draft=True)
    row.refresh_from_db()
    review.accept(observatory.candidate(row.promise).pk, omar, stance="supports", rung="decided")
    with pytest.raises(Refusal, match="built upon"):
        decide.reopen(row.pk, omar)
    row.refresh_from_db()
    assert (row.status, row.promise is not None) == ("accepted", True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_ar": " "}, "title_ar"),
        ({"text_ar": ""}, "text_ar"),
        ({"sector": "none"}, "sector"),
        ({"body": "none"}, "body"),
        ({"deadline": "غدا"}, "deadline"),
        ({"key": "bad key"}, "key"),
        ({"key": "k-gas"}, "key"),
        ({"continues": "none"}, "continues"),
        ({"continues": "z-later"}, "continues"),
        ({"title_ar": "وعد " * 80}, "title_ar"),
        ({"title_en": "promise " * 40}, "title_en"),
    ],
)
def test_a_wording_that_will_not_do_is_told_by_its_field(file, omar, changes, field):
    row = found(file, "4000")
    with pytest.raises(Refusal) as refused:
        decide.accept(row.pk, omar, wording=wording(row, **changes))
    assert refused.value.field == field


def test_dismissing_needs_a_reason_and_can_be_undone(file, zahra):
    row = found(file, "تعزيز")
    with pytest.raises(Refusal):
        decide.dismiss(row.pk, zahra, reason="other")
    decide.dismiss(row.pk, zahra, reason="vague")
    assert decide.reopen_last(zahra) == row
    row.refresh_from_db()
    assert (row.status, row.note, row.decided_by) == ("proposed", "", None)
    assert decide.reopen_last(zahra) is None


def test_two_are_joined_and_parted_again(file, zahra):
    left, right = found(file, "4000"), found(file, "شمسية")
    made = decide.join(right.pk, zahra, other_id=left.pk)
    assert made.text == f"{left.text} {right.text}"
    assert (made.first_line, made.last_line, made.page_ref) == (left.first_line, right.last_line, "ص 1 س 3–4")
    assert made.sector.key == "energy"
    decide.reopen(made.pk, zahra)
    assert not PromiseProposal.objects.filter(pk=made.pk).exists()
    assert {row.status for row in file.proposals.all()} == {"proposed"}
    with pytest.raises(Refusal):
        decide.join(left.pk, zahra, other_id=left.pk)


def test_one_is_split_where_a_person_says_and_put_together_again(file, zahra, omar):
    row = found(file, "اتفاقا")
    with pytest.raises(Refusal, match="Leave the words"):
        decide.split(row.pk, zahra, parts="شيء\nآخر")
    first = decide.split(row.pk, zahra, parts=row.text.replace("، وتبني", "،\nوتبني"))
    halves = list(row.made_from.order_by("pk"))
    assert halves[0] == first
    assert [half.text for half in halves] == ["وستوقع الحكومة اتفاقا للربط الكهربائي مع دول الجوار،", "وتبني خط النقل إليها."]
    decide.accept(first.pk, omar, wording=wording(first))
    with pytest.raises(Refusal, match="take that back first"):
        decide.reopen(row.pk, zahra)
    decide.dismiss(halves[1].pk, zahra, reason="no_promise")
    decide.reopen(halves[1].pk, zahra)


def test_monitors_dismiss_but_editors_accept_and_send(file, paper, zahra):
    row = found(file, "4000")
    with pytest.raises(NotAllowedError):
        decide.accept(row.pk, zahra, wording=wording(row))
    with pytest.raises(NotAllowedError):
        take_programme("s-programme", zahra, file=sent())
