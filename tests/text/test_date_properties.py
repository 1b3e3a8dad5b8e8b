"""What holds for the dates of any text: valid EDTF, spans in order, and the same findings whatever stands around a sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.edtf import first_day, last_day
from marsad.text.dates.find import find_dates

_WORDS = (
    "من إلى حتى الآن اليوم أمس الأول غدا الأحد الخميس نهاية مطلع شهر عام سنة العام الشهر الأسبوع المقبل الماضي الجاري أيلول "
    "سبتمبر آب تشرين الأول 19نيسان2022 رمضان محرم هـ 5 31 2024 1446 السادس والعشرين الساعة الثامنة 10:30 م صباحا قبل منذ خلال "
    "ثلاثة أشهر أيام بين و ( ) / - الموافق الربع النصف الثاني 99 000 5/6 "
    "5/6/2023 1445/9/5 2024-09-27T10:30 تسعينيات القرن ومطلع الأولى"
)
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_WORDS.split()), max_size=14).map(" ".join),
    st.lists(st.sampled_from(_WORDS.split()), max_size=8).map("".join),
)
_PUBLISHED = st.sampled_from([None, "2025-08-17", "2024", "2024-02", "9999-12-31", "1000-01-01", "0001-01-01", "x"])
_SENTENCES = [
    ("عُقد الاجتماع في 7 تشرين الأول (أكتوبر) 2023.", ["2023-10-07"]),
    ("يمتد المشروع من سبتمبر 2024 حتى سبتمبر 2025.", ["2024-09/2025-09"]),
    ("قال إن اللقاء جرى أمس الثلاثاء.", ["2025-03-11"]),
    ("ينتهي العمل في موعد أقصاه نهاية عام 2026.", ["2026-12-31"]),
    ("صدر قانون رقم 140 لسنة 2025.", ["2025"]),
    ("وصل الوفد عند الساعة 10:30 مساء.", []),
]
_PADDING_WORDS = "المدينة وزارة مشروع كبير افتتاح جديد شبكة المياه ماء نهر مجلس قال"
_PADDING = st.lists(st.sampled_from(_PADDING_WORDS.split()), max_size=40)


@settings(max_examples=300, deadline=None)
@given(_TEXTS, _PUBLISHED)
def test_every_value_is_edtf_and_every_span_stands_in_the_text(text: str, published: str | None) -> None:
    mentions = find_dates(text, published)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    for value in (mention.value.removesuffix("/..") for mention in mentions if mention.value):
        assert first_day(value) <= last_day(value)


@pytest.mark.parametrize(("sentence", "values"), _SENTENCES)
@settings(max_examples=25, deadline=None)
@given(before=_PADDING, after=_PADDING)
def test_words_around_a_sentence_change_nothing_in_it(
    sentence: str, values: list[str], before: list[str], after: list[str]
) -> None:
    head = f"{' '.join(before)}.\n"
    mentions = find_dates(f"{head}{sentence} {' '.join(after)}", "2025-03-12")
    alone = find_dates(sentence, "2025-03-12")
    assert [(mention.start - len(head), mention.end - len(head), mention.value) for mention in mentions] == [
        (mention.start, mention.end, mention.value) for mention in alone
    ]
    assert [mention.value for mention in alone] == values
