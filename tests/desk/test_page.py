import pytest
from django.utils import timezone

from marsad.desk.passage import counted_words, dated_words, paragraphs, sentence_choices
from marsad.domain.reading import AmountMention, DateMention
from marsad.store.models import ClaimRow, Story
from tests import observatory
from tests.desk.conftest import words

TEXT = "قال الوزير أمس إن العمل انتهى.\n\nبدأ في 3 أيار 2024 بخمسة آلاف عامل."
HOSTILE = '<script>alert(1)</script>\n"><img src=x onerror=alert(2)> قال الناطق {{ 7|add:7 }} & انتهى'


def test_a_text_is_cut_without_losing_a_letter():
    made = paragraphs(TEXT, (0, 14), [DateMention(11, 14, "2024-05-02")])
    assert [["".join(s.words for s in p.segments), p.has_decisive] for p in made] == [
        [TEXT.split("\n")[0], True],
        [TEXT.split("\n")[2], False],
    ]
    assert all(TEXT[s.start : s.start + len(s.words)] == s.words for p in made for s in p.segments)


def test_the_decisive_words_may_run_over_two_lines():
    made = paragraphs(TEXT, (11, 40), [])
    assert "".join(s.words for p in made for s in p.segments if s.is_decisive) == TEXT[11:40].replace("\n", "")


def test_a_day_is_explained_only_where_its_words_do_not_give_the_year():
    told = TEXT.index("3 أيار 2024")
    made = paragraphs(TEXT, (0, 0), [DateMention(11, 14, "2024-05-02"), DateMention(told, told + 11, "2024-05-03")])
    days = [(s.words, s.value) for p in made for s in p.segments if s.is_day]
    assert days == [("أمس", "2024-05-02"), ("3 أيار 2024", None)]


def test_arabic_digits_give_the_year_too():
    made = paragraphs("في ٣ أيار ٢٠٢٤ بدأ", (0, 0), [DateMention(3, 14, "2024-05-03")])
    assert [s.value for s in made[0].segments if s.is_day] == [None]


def test_days_and_amounts_are_listed_once_with_their_values():
    twice = [DateMention(11, 14, None, is_doubtful=True)] * 2
    assert [(item.words, item.value, item.is_doubtful) for item in dated_words(TEXT, twice)] == [("أمس", "", True)]
    amount = counted_words(TEXT, [AmountMention(0, 3, 5000.0, "عامل", ">=")])[0]
    assert (amount.value, amount.unit) == (">=5,000", "عامل")


def test_a_range_of_money_is_told_with_both_ends_its_currency_and_whose_it_is():
    text = "موازنة الوزارة بين مليارين و3 مليارات دينار"
    told = counted_words(text, [AmountMention(19, 43, 2e9, "دينار", "=", 3e9, "IQD", 7, 14)])[0]
    assert (told.value, told.unit, told.about) == ("2,000,000,000–3,000,000,000", "IQD", "الوزارة")


def test_every_sentence_can_be_chosen():
    choices = sentence_choices(TEXT, (0, 30))
    assert [choice.words for choice in choices] == [line for line in TEXT.split("\n") if line]
    assert choices[0].value == "0-30"
    assert choices[0].is_decisive


@pytest.mark.django_db
def test_the_page_shows_what_the_decision_needs(monitor, about, noise):
    story = Story.objects.create(key="shared")
    document = observatory.document(text=TEXT, story=story, outlet="وكالة أولى")
    document.dates = [{"start": 11, "end": 14, "value": "2024-05-02", "is_doubtful": False}]
    document.amounts = [{"start": 53, "end": 69, "value": 5000, "unit": "عامل", "relation": "="}]
    document.agencies = ["رويترز"]
    document.save()
    ClaimRow.objects.create(document=document, start=15, end=29, speaker="الوزير", via=["رويترز"], source_kind="official")
    observatory.document(story=story, outlet="صحيفة ثانية", url="https://copy.example/1")
    found = observatory.candidate(about, of=document, start=0, end=30)
    response = monitor.get(f"/desk/candidates/{found.pk}/")
    page, text = response.content.decode(), words(response)
    assert '<mark data-start="0">قال الوزير </mark><mark data-start="11" class="day">أمس</mark>' in page
    for told in ("= 2 أيار 2024", "5,000", "رويترز", "وكالة أولى", "صحيفة ثانية", "يسمي التحالف والعراق"):
        assert told in text, told
    assert "من قال ماذا 1 الوزير نقلًا عبر رويترز مصدر رسمي" in text
    assert 'href="https://copy.example/1"' in page
    assert document.snapshots.get().sha256 in page


@pytest.mark.django_db
def test_hostile_words_stay_words(monitor, about):
    document = observatory.document(text=HOSTILE, title=HOSTILE[:80], outlet="<b>x</b>")
    ClaimRow.objects.create(document=document, start=0, end=25, speaker="<i>متحدث</i>")
    found = observatory.candidate(about, of=document, start=0, end=25)
    found.reasons = ["<u>سبب</u>"]
    found.save()
    page = monitor.get(f"/desk/candidates/{found.pk}/").content.decode()
    for mark in ("<script>alert", "<img src=x", "<b>x", "<i>متحدث", "<u>سبب"):
        assert mark not in page
    assert "{{ 7|add:7 }}" in page


@pytest.mark.django_db
def test_a_link_of_another_kind_than_a_web_address_is_not_made(monitor, about):
    document = observatory.document(url="javascript:alert(1)")
    page = monitor.get(f"/desk/candidates/{observatory.candidate(about, of=document).pk}/").content.decode()
    assert 'href="javascript' not in page


@pytest.mark.django_db
def test_a_page_without_text_outlet_or_day_still_opens(monitor, about):
    document = observatory.document(text="", outlet="", day=None)
    document.title = ""
    document.save()
    found = observatory.candidate(about, of=document, start=0, end=0)
    response = monitor.get(f"/desk/candidates/{found.pk}/")
    assert response.status_code == 200
    assert "يوم غير معروف" in words(response)


@pytest.mark.django_db
def test_days_of_late_are_told_as_people_tell_them(monitor, about):
    today = timezone.localdate()
    observatory.candidate(about, of=observatory.document(day=today.isoformat()))
    assert "اليوم" in words(monitor.get("/desk/"))
