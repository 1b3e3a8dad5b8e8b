"""Matching pages to promises, on sentences of our own and on the shared sets where they lie beside the checkout."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.reading import PromiseText, Reading
from marsad.pipeline.match import STEP, at_desk
from marsad.pipeline.matching.fuse import SHOWN
from marsad.pipeline.tools import build_matcher, make_matcher, shipped_model
from marsad.text.tokens import tokens

HOSPITALS = PromiseText(
    id="hospitals",
    title="إنجاز المستشفيات المتلكئة في المحافظات",
    text="إكمال بناء المستشفيات سعة أربعمئة سرير وتجهيزها بالأجهزة الطبية وتشغيلها.",
    government="حكومة نوري السوداني",
    period="2022-10/2025-11",
)
PORT = PromiseText(
    id="port",
    title="إنشاء ميناء الفاو الكبير وطريق التنمية",
    text="إكمال كاسر الأمواج والأرصفة والنفق المغمور وربط الميناء بسكة حديد.",
    government="حكومة نوري السوداني",
    period="2022-10/2025-11",
)
PROMISES = (HOSPITALS, PORT)


def page(text, **more):
    return Reading(id="a", text=text, **{"published": "2024-03-01", **more})


def suggested(reading, promises=PROMISES, encoder=None):
    return [match.promise_id for match in build_matcher(promises, encoder).matches(reading) if match.is_suggested]


IRAQI_HOSPITAL = page(
    "بغداد. أعلنت وزارة الصحة العراقية إكمال أربعة من المستشفيات المتلكئة في محافظات الوسط بسعة أربعمئة سرير.\n"
    "وتنتظر المستشفيات وصول الأجهزة الطبية قبل تشغيلها.",
    title="الصحة: إنجاز مستشفيات متلكئة في أربع محافظات",
)


def test_a_page_about_the_promise_is_suggested():
    assert suggested(IRAQI_HOSPITAL) == ["hospitals"]


def test_the_like_promise_of_another_country_is_not_suggested():
    egyptian = page(
        "القاهرة. أعلنت وزارة الصحة المصرية إكمال أربعة من المستشفيات المتلكئة في محافظات الدلتا بسعة أربعمئة سرير.\n"
        "وتنتظر المستشفيات وصول الأجهزة الطبية قبل تشغيلها في مصر.",
        title="مصر: إنجاز مستشفيات متلكئة",
    )
    assert suggested(egyptian) == []


def test_a_page_of_long_before_the_term_scores_below_one_within_it():
    matcher = build_matcher(PROMISES, None)
    within = matcher.matches(IRAQI_HOSPITAL)[0].score
    before = matcher.matches(page(IRAQI_HOSPITAL.text, title=IRAQI_HOSPITAL.title, published="2014-03-01"))[0].score
    assert before < within


def test_a_prime_minister_whose_name_is_a_nationality_is_not_a_country():
    text = "افتتح السوداني مستشفى جديدا بسعة أربعمئة سرير من المستشفيات المتلكئة، وأكد السوداني إكمال البقية."
    assert suggested(page(text)) == ["hospitals"]


def test_the_same_word_is_a_nationality_where_the_page_speaks_of_that_country():
    text = (
        "الخرطوم. قال رئيس الوزراء السوداني إن المستشفيات المتلكئة في السودان ستعود إلى العمل بسعة أربعمئة سرير،"
        " وإن الحكومة السودانية تكمل البناء."
    )
    assert suggested(page(text)) == []


def test_a_page_that_shares_no_telling_word_never_reaches_the_encoder():
    class Refusing:
        name, version, calls = "none", "0", 0

        def encode(self, texts):
            import numpy as np

            self.calls += 1
            return np.ones((len(texts), 2), dtype=np.float32) / 2**0.5

    encoder = Refusing()
    matcher = build_matcher(PROMISES, encoder)
    assert matcher.matches(page("فاز المنتخب في مباراة الأمس بهدفين، وقالت الحكومة إنها فخورة.")) == ()
    assert encoder.calls == 1  # the promises themselves


def test_the_span_is_the_sentence_that_matched():
    text = "طقس بغداد غائم اليوم.\nأكملت الشركة كاسر الأمواج في ميناء الفاو الكبير.\nوارتفعت أسعار الذهب."
    match = build_matcher(PROMISES, None).matches(page(text))[0]
    assert (match.promise_id, text[match.start : match.end]) == ("port", "أكملت الشركة كاسر الأمواج في ميناء الفاو الكبير.")


def test_matches_come_best_first_and_none_below_the_shown_threshold():
    text = IRAQI_HOSPITAL.text + "\nوفي الفاو تأخر وصول سفينة إلى الميناء."
    scores = [match.score for match in build_matcher(PROMISES, None).matches(page(text))]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 2
    assert min(scores) >= SHOWN - 1e-4


def test_only_what_is_worth_it_is_laid_on_the_desk():
    (best, *_) = build_matcher(PROMISES, None).matches(IRAQI_HOSPITAL)
    least = shipped_model().at_desk
    laid = at_desk([best, replace(best, score=least), replace(best, score=least / 2)], shipped_model())
    assert [match.score for match in laid] == [best.score, least]


def test_a_capital_and_words_of_any_news_suggest_nothing():
    roads = PromiseText(id="roads", title="فك الاختناقات المرورية في بغداد", text="تنفذ الحكومة حزمة من الجسور والطرق.")
    text = "بغداد. عقد رئيس الوزراء العراقي في بغداد اجتماعا مع قادة العمليات، وقال إن الحكومة العراقية تنفذ برنامجها."
    assert suggested(page(text), (*PROMISES, roads)) == []


def test_the_name_of_a_place_alone_suggests_nothing():
    palms = PromiseText(id="palms", title="زراعة النخيل في البصرة", text="إكثار الفسائل.")
    assert suggested(page("جرت في البصرة بالعراق مباراة كرة، وحضرها جمهور البصرة.", title="ليلة البصرة"), (palms,)) == []


def test_a_word_of_any_news_lends_its_root_to_no_promise():
    census = PromiseText(id="census", title="إجراء التعداد العام للسكان", country="")
    assert suggested(page("زار عدد من الوزراء المدينة، وبلغ عدد المشاركين في الاجتماع مئة."), (census,)) == []


KADHIMI = {"government": "حكومة مصطفى الكاظمي", "period": "2020-05/2022-10"}
DAMS = (
    PromiseText(id="dams-then", title="إنجاز سد مكحول على دجلة", text="بناء سد مكحول لخزن المياه.", **KADHIMI),
    PromiseText(
        id="dams-now",
        title="إكمال سد مكحول على دجلة",
        text="إكمال سد مكحول وملء خزانه.",
        government="حكومة نوري السوداني",
        period="2022-10/2025-11",
    ),
)
A_DAM = "بغداد. بلغت أعمال سد مكحول على نهر دجلة في العراق نصفها، وقالت وزارة الموارد المائية العراقية إن السد يكتمل بعد عام."


@pytest.mark.parametrize(("day", "promise"), [("2021-04-01", "dams-then"), ("2023-04-01", "dams-now")])
def test_a_page_belongs_to_the_government_of_its_day_where_two_promised_the_like(day, promise):
    assert suggested(page(A_DAM, title="سد مكحول يبلغ نصفه", published=day), DAMS) == [promise]


def test_a_late_page_still_bears_on_a_promise_that_no_other_government_made():
    assert suggested(page(A_DAM, title="سد مكحول يبلغ نصفه", published="2023-04-01"), DAMS[:1]) == ["dams-then"]


def test_a_page_without_a_day_is_dated_by_the_days_it_names():
    from marsad.pipeline import date

    text = "القاهرة 3 آذار 2011. " + IRAQI_HOSPITAL.text.replace("بغداد. ", "بغداد: ")
    (dated,) = date.STEP.run(page(text, published=None), None)
    assert suggested(dated) == []
    told = build_matcher(PROMISES, None).matches(dated)[0].reasons
    assert ("يضعفه: تاريخه قبل ولاية الحكومة", "against it: dated before the government’s term") in told


def test_a_page_nearer_to_another_promise_says_so():
    wards = PromiseText(id="wards", title="تجهيز المستشفيات بالأجهزة", text="شراء أجهزة طبية.", period="2022-10/2025-11")
    told = {match.promise_id: match for match in build_matcher((*PROMISES, wards), None).matches(IRAQI_HOSPITAL)}
    rival = next(promise.title for promise in PROMISES if promise.id == "hospitals")
    assert any(ar == f"يضعفه: أقرب إلى وعد «{rival}»" for ar, _ in told["wards"].reasons)
    assert told["wards"].score < told["hospitals"].score


def test_the_order_of_promises_does_not_matter():
    ahead = build_matcher(PROMISES, None).matches(IRAQI_HOSPITAL)
    assert build_matcher(PROMISES[::-1], None).matches(IRAQI_HOSPITAL) == ahead


def test_reasons_are_in_both_languages():
    match = build_matcher(PROMISES, None).matches(IRAQI_HOSPITAL)[0]
    assert any("«متلكئة»" in ar and "“متلكئة”" in en for ar, en in match.reasons)
    assert ("يدور في العراق", "set in the promise’s country (“العراق”)") in match.reasons


def test_a_promise_tied_to_no_country_is_matched_anywhere():
    claim = PromiseText(id="claim", title="مصر تفتتح أكبر متحف للآثار قرب الأهرامات", country="")
    assert suggested(page("افتتحت مصر متحفا كبيرا للآثار قرب الأهرامات بحضور ضيوف من العالم."), (claim,)) == ["claim"]


@pytest.mark.parametrize("text", ["", " \n ", "١٢٣", "﷽" * 50, "a" * 5000])
def test_odd_texts_match_nothing_and_raise_nothing(text):
    assert build_matcher(PROMISES, None).matches(page(text)) == ()


def test_no_promises_give_no_matches():
    assert build_matcher((), None).matches(IRAQI_HOSPITAL) == ()


def test_the_step_fills_matches_and_leaves_the_rest():
    (read,) = STEP.run(IRAQI_HOSPITAL, build_matcher(PROMISES, None))
    assert read.matches
    assert read.text == IRAQI_HOSPITAL.text


def test_an_encoder_raises_a_page_of_like_meaning():
    with_words, with_meaning = build_matcher(PROMISES, None), make_matcher(PROMISES)
    assert with_meaning.matches(IRAQI_HOSPITAL)[0].is_suggested
    assert with_words.matches(IRAQI_HOSPITAL)[0].promise_id == with_meaning.matches(IRAQI_HOSPITAL)[0].promise_id


def test_the_news_seeds_are_suggested_for_a_promise_on_coalition_forces(shared):
    promise = PromiseText(
        id="forces",
        title="مستقبل القوات الأجنبية وإنهاء مهمة التحالف الدولي",
        text="التفاوض مع دول التحالف على انسحاب قواته من العراق وفق جدول زمني يحفظ السيادة.",
        government="حكومة محمد شياع السوداني",
        period="2022-10/2025",
    )
    matcher = make_matcher((promise, *PROMISES))
    for name in ("002", "003", "004"):
        (seed,) = (shared / "seeds").glob(f"{name}_*.txt")
        matches = matcher.matches(Reading(id=name, text=seed.read_text(encoding="utf-8")))
        assert [match.promise_id for match in matches if match.is_suggested][:1] == ["forces"], name


def test_a_headline_without_a_text_is_laid_beside_nothing():
    assert build_matcher(PROMISES, None).matches(page("", title="إنجاز المستشفيات المتلكئة في المحافظات")) == ()
    assert build_matcher(PROMISES, None).matches(page(" \n ", title="إنجاز المستشفيات المتلكئة")) == ()


POOL = [token.word for token in tokens(IRAQI_HOSPITAL.text)] + ["تونس", "السوداني", ".", "،", "«", "2024", "أيلول", "لم", "\n"]


@given(
    st.lists(st.sampled_from(POOL), max_size=40), st.lists(st.sampled_from(POOL), max_size=8), st.none() | st.just("2031-01-01")
)
def test_any_page_is_matched_without_a_fault(words, title, published):
    reading = Reading(id="a", text=" ".join(words), title=" ".join(title) or None, published=published)
    for match in build_matcher(PROMISES, None).matches(reading):
        assert reading.text[match.start : match.end].strip()


def test_a_word_is_told_without_the_conjunction_written_onto_it():
    (match, *_) = build_matcher(PROMISES, None).matches(page("اكتملت الأرصفة والنفق المغمور في ميناء الفاو العراقي."))
    told = " ".join(ar for ar, _ in match.reasons)
    assert "النفق" in told
    assert "والنفق" not in told
