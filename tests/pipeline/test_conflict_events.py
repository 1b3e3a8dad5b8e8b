"""Happenings: done and not done, gone and still there, the whole and a part."""

import pytest

from marsad.pipeline.conflicts.happenings import family, is_noun
from marsad.text.fold import fold
from tests.pipeline.conflict_pages import between, found, read

STOPPED = "توقف العمل في محطة الساقية لمعالجة مياه النهر بعد عطل في مضخاتها، بحسب سكان حي النخيل."
DENIED = "نفى مدير محطة الساقية لمعالجة مياه النهر أن يكون العمل توقف فيها، وقال إن مضخاتها سليمة وإن سكان حي النخيل يصلهم الماء."
EMPTY = "قال مدير مخيم الساقية إن ساحة المخيم الشمالية خالية الآن من أي عائلة نازحة."
STAYED = "أغلقت ساحة المخيم الشمالية في الساقية بعد رحيل عائلات نازحة كانت قد بقيت فيها، بحسب مدير المخيم."
WHOLE = "أعلنت بلدية الساقية انتهاء ترميم السوق القديم بعد عامين. وكان ترميم السوق بدأ بمنحة."
PART = "أعلنت بلدية الساقية انتهاء المرحلة الأولى من ترميم السوق القديم. ويجري ترميم السوق بمنحة."


def test_a_happening_that_another_denies_conflicts():
    assert between((STOPPED, "2025-05-02"), (DENIED, "2025-05-02")) == ["happened"]


def test_a_denial_that_came_before_it_happened_does_not():
    assert between((STOPPED, "2025-05-09"), (DENIED, "2025-05-02")) == []


def test_what_is_empty_cannot_have_somebody_staying_on():
    assert between((EMPTY, "2025-05-02"), (STAYED, "2025-05-20")) == ["happened"]


def test_what_was_left_later_was_not_empty_before():
    assert between((EMPTY, "2025-05-20"), (STAYED, "2025-05-02")) == []


def test_the_whole_and_a_part_of_one_work_conflict():
    assert between((WHOLE, "2025-05-02"), (PART, "2025-05-20")) == ["extent"]


def test_the_part_first_and_the_whole_later_is_progress():
    assert between((WHOLE, "2025-05-20"), (PART, "2025-05-02")) == []


def test_one_voice_set_against_another_conflicts_within_a_page():
    text = "قالت صحيفة النهر إن المجلس أنجز وعدين من عشرين. في المقابل قالت إذاعة الساقية إنه أنجز ما لم ينجزه غيره."
    assert [one.kind for one in found(read("a", text))] == ["extent"]


def test_a_turn_within_a_sentence_sets_voices_against_one_another():
    text = "قال مسؤولو محطة الساقية إن المورد لم يحدد موعد عودة المضخات، غير أن المهندس كريم الجادر توقع عودة المضخات خلال أسبوع."
    assert "happened" in [one.kind for one in found(read("a", text))]


def test_one_voice_on_two_things_does_not():
    text = "قالت صحيفة النهر إن الجسر افتتح. في المقابل قالت إذاعة الساقية إن المطر غزير."
    assert found(read("a", text)) == ()


@pytest.mark.parametrize(
    ("word", "happening"),
    [
        ("وسيغادرون", ("leave", 1)),
        ("انسحابها", ("leave", 1)),
        ("خالية", ("leave", 1)),
        ("باقون", ("leave", -1)),
        ("بالتوقيع", ("sign", 1)),
        ("مشروع", None),
        ("سلمان", None),
        ("المرحلة", None),
        ("باقات", None),
    ],
)
def test_words_are_known_by_their_forms_and_not_by_their_roots(word, happening):
    assert family(fold(word)) == happening


@pytest.mark.parametrize(
    ("word", "noun"),
    [("خروج", True), ("انسحابها", True), ("والتأجيل", True), ("بقاء", True), ("وصول", True), ("خرج", False), ("توقفت", False)],
)
def test_the_name_of_a_happening_does_not_assert_it(word, noun):
    assert is_noun(fold(word)) is noun
