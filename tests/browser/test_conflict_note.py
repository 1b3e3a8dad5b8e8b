"""An editor notes a conflict that the machine missed, on a phone and at a desk."""

import pytest

from marsad.newsroom import review
from marsad.store.models import ConflictRow
from tests import observatory
from tests.newsroom.test_disputes import FIRST, SECOND

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_editor_notes_a_conflict(visitor, omar):
    about = observatory.promise("gas", title="إنهاء حرق الغاز")
    for text, outlet in ((FIRST, "وكالة أولى"), (SECOND, "وكالة ثانية")):
        candidate = observatory.candidate(about, of=observatory.document(text=text, outlet=outlet), end=40)
        review.accept(candidate.pk, omar, stance="discusses", rung="announced")
    ConflictRow.objects.all().delete()
    editor = visitor()
    editor.signs_in("omar")
    page = editor.goes_to("/desk/conflicts/note/?promise=gas")
    editor.finds_no_fault()
    page = editor.goes_to("/desk/conflicts/note/?promise=gas")
    page.select_option("#n-left", index=1)
    page.select_option("#n-right", index=2)
    page.check("input[name=kind][value=who]")
    page.fill("[name=reason_ar]", "جهتان لفعل واحد.")
    page.locator("form[method=post]:has([name=reason_ar]) button").click()
    page.wait_for_url("**/desk/conflicts/*/")
    editor.finds_no_fault()
    assert ConflictRow.objects.get().finder_version == "person"
