import datetime as dt

import pytest

from marsad.newsroom.programme import ProgrammeError, load_programme, read_programme, tie
from marsad.store.models import Entry, Promise
from tests import observatory

pytestmark = pytest.mark.django_db


def told(**changes):
    whole = {
        "governments": [{"key": "g", "name": {"ar": "حكومة"}, "began_on": dt.date(2022, 10, 27)}],
        "programmes": [{"key": "g-programme", "government": "g", "title": {"ar": "برنامج"}}],
        "sectors": [{"key": "water", "name": {"ar": "المياه", "en": "Water"}}],
        "bodies": [{"key": "ministry", "name": {"ar": "وزارة"}}],
        "promises": [
            {
                "key": "dams",
                "government": "g",
                "sector": "water",
                "body": "ministry",
                "title": {"ar": "بناء سدود"},
                "text": {"ar": "تبني الحكومة ثلاثة سدود."},
                "deadline": "2027-06",
            }
        ],
    }
    return whole | changes


def test_a_programme_is_recorded_with_its_promises():
    assert load_programme(told(), actor="tests") == 1
    promise = Promise.objects.get()
    assert (promise.programme.key, promise.body.key, str(promise.deadline_on)) == ("g-programme", "ministry", "2027-06-30")


def test_loading_again_changes_nothing_and_new_words_get_an_entry():
    load_programme(told(), actor="tests")
    before = Entry.objects.count()
    load_programme(told(), actor="tests")
    assert Entry.objects.count() == before
    changed = told()
    changed["promises"][0]["text"] = {"ar": "تبني الحكومة أربعة سدود."}
    load_programme(changed, actor="tests")
    assert Entry.objects.order_by("-sequence").first().kind == "promise.revised"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"promises": [{"key": "x"}]}, "promises x: lacks government"),
        ({"promises": "all"}, "promises: is not a list"),
        ({"sectors": ["water"]}, "sectors 1: is not a mapping"),
        ({"governments": [{"key": "g", "name": {"ar": "ح"}, "began_on": "soon"}]}, "began_on is 'soon'"),
        ({"bodies": [{"key": "b", "name": "وزارة"}]}, "name needs its Arabic"),
        ({"sectors": []}, "sector 'water' is none of"),
        ({"sectors": [{"key": "water", "name": {"ar": "م"}}] * 2}, "stands twice"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(changes, message):
    with pytest.raises(ProgrammeError, match=message):
        load_programme(told(**changes), actor="tests")
    assert not Promise.objects.exists()


def test_a_bad_deadline_is_named():
    whole = told()
    whole["promises"][0]["deadline"] = "next year"
    with pytest.raises(ProgrammeError, match="promises dams: deadline"):
        load_programme(whole, actor="tests")


def test_a_promise_may_continue_one_in_the_record():
    observatory.promise("old")
    whole = told()
    whole["promises"][0]["continues"] = "old"
    load_programme(whole, actor="tests")
    assert Promise.objects.get(key="dams").earlier_links.get().earlier.key == "old"


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    path = tmp_path / "programme.yml"
    path.write_text("promises: [", encoding="utf-8")
    with pytest.raises(ProgrammeError, match=r"programme\.yml"):
        read_programme(path)


@pytest.mark.parametrize("key", ["two words", "a/b", "سدود", 2024, "x" * 81])
def test_a_key_that_can_stand_in_no_address_is_named(key):
    rows = told()
    rows["promises"][0]["key"] = key
    with pytest.raises(ProgrammeError, match="stands in addresses"):
        load_programme(rows, actor="tests")


def test_a_title_longer_than_its_column_is_named():
    rows = told()
    rows["promises"][0]["title"] = {"ar": "س" * 301}
    with pytest.raises(ProgrammeError, match="title is longer than 300"):
        load_programme(rows, actor="tests")


def test_promises_of_two_governments_are_tied_and_no_others():
    early = observatory.promise("early", cabinet=observatory.government("kadhimi", "2020-05-07", "2022-10-27"))
    late = observatory.promise("late")
    observatory.promise("beside")
    tie("early", "late", "revives")
    assert late.earlier_links.get().earlier == early
    assert late.earlier_links.get().kind == "revives"
    with pytest.raises(ProgrammeError, match="one government"):
        tie("beside", "late")
    with pytest.raises(ProgrammeError, match="no promise is called nowhere"):
        tie("nowhere", "late")
    with pytest.raises(ProgrammeError, match="continues"):
        tie("early", "late", "follows")
