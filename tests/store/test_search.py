"""The index of search keeps in step with the record, tells nothing hidden, and finds as well as its floor says."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from marsad.newsroom import index, revise
from marsad.store.findable import Findable
from marsad.store.models import SearchRow, SearchState, SearchTerm
from marsad.store.queries.ledger import last_entry
from marsad.store.queries.search import find
from marsad.store.queries.search_scope import Scope
from marsad.store.record.search import save_findable
from tests import observatory
from tests.site.conftest import noise, rated  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
FLOORS = json.loads(Path(__file__).with_name("search_floors.json").read_text(encoding="utf-8"))


def counted():
    """Return the counts of the index as its rows say they are."""
    everywhere, public = Counter(), Counter()
    rows = list(SearchRow.objects.all())
    for row in rows:
        stems = {*row.stems.split(), *row.title_stems.split()}
        everywhere.update(stems)
        public.update(stems if row.is_public else ())
    return everywhere, public, len(rows), sum(row.size for row in rows)


def kept():
    """Return the counts of the index as they are kept."""
    terms = list(SearchTerm.objects.all())
    state = SearchState.objects.get()
    everywhere = Counter({term.stem: term.everywhere for term in terms})
    public = Counter({term.stem: term.in_public for term in terms if term.in_public})
    return everywhere, public, state.rows, state.words


def test_counts_of_words_stay_those_of_the_rows_whatever_comes_and_goes():
    first = [Findable("document", number, number % 2 == 0, f"عنوان {number}", f"نص عن سد رقم {number}") for number in range(8)]
    save_findable(first)
    assert kept() == counted()
    save_findable([Findable("document", 1, True, "عنوان آخر", "نص عن جسر")], gone=[("document", 2), ("document", 99)])
    assert kept() == counted()
    assert save_findable([Findable("document", 1, True, "عنوان آخر", "نص عن جسر")]) == 0


def test_an_index_made_anew_is_the_one_that_acts_kept(rated, noise):  # noqa: F811
    index.index_missing()
    columns = ("kind", "object_id", "is_public", "digest", "stems")
    was = set(SearchRow.objects.values_list(*columns))
    assert was
    index.rebuild()
    assert set(SearchRow.objects.values_list(*columns)) == was
    assert kept() == counted()


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_the_index_undoes_no_act_and_the_next_one_catches_up(monkeypatch):
    observatory.load_codebook()
    layla = observatory.person("layla", "chief")
    about = observatory.promise("coalition")
    with monkeypatch.context() as broken:
        broken.setattr(index, "catch_up", lambda: 1 / 0)
        revise.withdraw_promise(about.pk, layla, reason_ar="كُتب خطأ.")
    assert last_entry().kind == "promise.withdrawn"
    assert not SearchRow.objects.exists()
    revise.restore_promise(about.pk, layla, reason_ar="كان صوابا.")
    assert SearchRow.objects.filter(kind="promise", object_id=about.pk, is_public=True).exists()


def test_documents_that_no_verdict_rests_on_are_not_public(rated, noise):  # noqa: F811
    document = observatory.document(text="نص سري عن مصفاة بعيدة")
    index.index_documents([document.pk])
    assert find("مصفاة", Scope(is_public=False)).keys == (("document", document.pk),)
    assert find("مصفاة", Scope()).keys == ()


def test_the_index_of_the_database_forgets_with_its_rows():
    save_findable([Findable("document", 1, True, "", "جسر قديم")])
    save_findable([Findable("document", 1, True, "", "سد قديم")])
    assert find("جسر", Scope()).keys == ()
    SearchRow.objects.all().delete()
    assert find("سد", Scope()).keys == ()


@pytest.mark.parametrize("question", ["أ'ب", 'س"د', "سد & جسر | !", "NEAR(سد)", "سد*", "title_stems:x", "٪_%", "\\", "س" * 200])
def test_no_sign_of_a_database_is_taken_for_its_own(question):
    save_findable([Findable("document", 1, True, "سد", "جسر")])
    find(question, Scope())
    find(f"outlet:{question} سد", Scope())


def test_words_that_stand_everywhere_still_find_the_best(settings):
    rows = [Findable("document", number, True, "", f"سد الماء {number}") for number in range(1200)]
    save_findable([*rows, Findable("document", 5000, True, "سد الموصل", "عن الماء"), Findable("document", 4, True, "", "بعيد")])
    assert find("سد الماء", Scope()).keys[0] == ("document", 5000)


@pytest.mark.parametrize("holds", [range(2000), range(1000), range(900, 2000), range(0, 2000, 2)])
def test_of_a_usual_word_the_newest_rows_are_taken_wherever_they_stand(holds):
    """How many there are is known, where they stand is not: PostgreSQL looks among the newest first."""
    texts = ("سد الموصل" if number in holds else "جسر" for number in range(2000))
    save_findable(Findable("document", number, True, "", text) for number, text in enumerate(texts))
    newest = SearchRow.objects.filter(object_id__in=holds).order_by("-pk").values_list("pk", flat=True)[:400]
    taken = []

    def take(execute, statement, values, many, context):
        answer = execute(statement, values, many, context)
        taken.append((statement, values))
        return answer

    with connection.execute_wrapper(take):
        found = find("سد", Scope())
    assert found.is_cut
    statement, values = next(pair for pair in taken if "AS arm" in pair[0])
    assert ("UNION ALL (" in statement) == (connection.vendor == "postgresql")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while connection.vendor == "postgresql" and cursor.nextset():
            pass
        assert sorted(row for arm, row in cursor.fetchall() if arm == 0) == sorted(newest)


def test_a_promise_whose_name_is_asked_for_comes_before_all_that_tells_of_it_however_usual_its_words():
    rows = [Findable("finding", number, True, "سد مكحول", f"سد مكحول سد مكحول {number}") for number in range(1000)]
    save_findable([Findable("promise", 7, True, "إنجاز بناء سد مكحول قبل نهاية الدورة", "وعد"), *rows])
    assert find("سد مكحول", Scope()).keys[0] == ("promise", 7)
    assert find("مكحووول", Scope()).keys[0] == ("promise", 7)
    assert find("أين سد مكحول", Scope()).keys[0][0] == "finding"
    assert find("سد مكحول 5", Scope()).keys[0] == ("finding", 5)


@pytest.mark.parametrize("narrow", [{"kind": "promise"}, {"sector": "oil-and-gas"}, {"verdict": "half_done"}, {"year": "2024"}])
def test_the_marks_of_the_index_narrow_as_its_columns_do_and_follow_them(narrow):
    day = dt.date(2024, 5, 1)
    apart = Findable("promise", 1, True, "سد", "نص", sector="oil-and-gas", verdict="half_done", day=day)
    rows = [Findable("document", number, True, "سد", "نص", sector="oil") for number in range(2, 900)]
    save_findable(
        [apart, *rows, Findable("promise", 1000, False, "سد", "نص", sector="oil-and-gas", verdict="half_done", day=day)]
    )
    assert find("سد", Scope(**narrow)).keys == (("promise", 1),)
    assert len(find("سد", Scope(is_public=False, **narrow)).keys) == 2
    save_findable([Findable("promise", 1, True, "سد", "نص")])
    SearchRow.objects.filter(object_id=1).update(kind="reply")
    assert find("سد", Scope(**narrow)).keys == ()


def test_where_little_is_public_the_index_is_asked_for_that_alone():
    save_findable(Findable("document", number, number < 3, "سد", "نص") for number in range(1, 1000))
    assert find("سد", Scope()).keys == (("document", 1), ("document", 2))


def test_what_is_only_narrowed_stands_with_the_newest_first_and_what_has_no_day_last():
    days = (dt.date(2024, 1, 1), None, dt.date(2025, 1, 1))
    save_findable(Findable("document", number, True, "سد", "نص", sector="oil", day=day) for number, day in enumerate(days))
    assert [number for _, number in find("", Scope(sector="oil")).keys] == [2, 0, 1]


@pytest.mark.parametrize("key", ["a'b", 'a"b', "x) OR (y", "س", "_", "a b"])
def test_no_key_that_is_narrowed_by_is_taken_for_a_sign(key):
    save_findable([Findable("document", 1, True, "سد", "نص")])
    assert find("سد", Scope(sector=key)).keys == ()


def test_search_finds_as_well_as_its_floor(shared):
    folder = shared / "eval" / "search"
    rows = [json.loads(line) for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    save_findable(Findable("document", number, False, row["title"], row["text"]) for number, row in enumerate(rows))
    first = reciprocal = 0.0
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in gold:
        hits = [rows[number]["id"] for _, number in find(row["query"], Scope(is_public=False, kind="document")).keys[:10]]
        rank = next((place for place, hit in enumerate(hits, 1) if hit in row["relevant"]), 0)
        first += rank == 1
        reciprocal += 1 / rank if rank else 0
    assert first / len(gold) >= FLOORS["hit_at_1"]
    assert reciprocal / len(gold) >= FLOORS["mrr_at_10"]
