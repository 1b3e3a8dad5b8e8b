"""What a monitor is told of a match: why it was proposed and what speaks against it, in Arabic and in English."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.reading import PromiseText, Reading
from marsad.pipeline.matching.fuse import Signals
from marsad.pipeline.matching.reasons import MOST, Around, headline, reasons, shortened
from marsad.pipeline.tools import build_matcher
from marsad.text.tokens import tokens

PLAIN = Signals(
    title_share=0.5,
    passage_share=0.5,
    telling=3.0,
    words=("انسحاب", "التحالف", "المستشارين"),
    likeness=None,
    home=None,
    is_leader_named=False,
    months_outside=None,
)
WITHDRAWAL = PromiseText(
    id="withdrawal",
    title="انسحاب قوات التحالف من القواعد",
    text="إخلاء القواعد وتسليمها.",
    government="حكومة نوري السوداني",
    period="2022-10/2025-11",
)
EARLIER = replace(WITHDRAWAL, id="earlier", government="حكومة مصطفى الكاظمي", period="2020-05/2022-10")
AIRPORTS = PromiseText(id="airports", title="توسعة المطارات المدنية", text="صالة ركاب جديدة.", period="2022-10/2025-11")


def over(title):
    return headline(title, tokens(title))


def told(signals, around=Around()):  # noqa: B008 - frozen
    return reasons(signals, around)


def matches(text, promises, **more):
    reading = Reading(id="a", text=text, **{"published": "2024-03-01", **more})
    return {match.promise_id: match for match in build_matcher(promises, None).matches(reading)}


def test_words_of_the_headline_come_first_as_the_headline_writes_them():
    ar, en = zip(*told(PLAIN, Around(headline=over("بدء الانسحاب من القواعد"))), strict=True)
    assert ar == ("في العنوان: «الانسحاب»", "يذكر أيضا «التحالف»، «المستشارين»")
    assert en == ("in the headline: “الانسحاب”", "also mentions “التحالف”, “المستشارين”")


def test_without_a_headline_the_words_are_told_alone():
    assert told(PLAIN) == (("يذكر «انسحاب»، «التحالف»، «المستشارين»", "mentions “انسحاب”, “التحالف”, “المستشارين”"),)


def test_words_of_every_page_are_told_only_where_there_are_no_others():
    assert "الحكومة" not in told(replace(PLAIN, words=("انسحاب", "الحكومة")))[0][0]
    assert "كانون" not in told(replace(PLAIN, words=("انسحاب", "كانون")))[0][0]
    assert "كانون" in told(replace(PLAIN, words=("كانون", "الحكومة")))[0][0]
    assert "الحكومة" in told(replace(PLAIN, words=("الحكومة", "المشروع")))[0][0]


def test_of_two_words_of_one_root_the_more_telling_is_told():
    assert told(replace(PLAIN, words=("النازحين", "النزوح")))[0][0] == "يذكر «النازحين»"


@pytest.mark.parametrize(
    ("outside", "days", "expected"),
    [
        (0, ("2024-03-01",), "تاريخه ضمن ولاية الحكومة"),
        (0, ("2022-09-01",), "تاريخه قبيل ولاية الحكومة"),
        (0, ("2026-02-01",), "تاريخه بعد ولاية الحكومة بقليل"),
        (30, ("2019-01-01",), "يضعفه: تاريخه قبل ولاية الحكومة"),
        (9, ("2028-01-01",), "يضعفه: تاريخه بعد ولاية الحكومة بأكثر من سنة"),
        (5, (), "يضعفه: تاريخه خارج ولاية الحكومة"),
    ],
)
def test_the_day_is_told_by_where_it_falls(outside, days, expected):
    around = Around(period="2022-10/2025-11", days=days)
    assert expected in [ar for ar, _ in told(replace(PLAIN, months_outside=outside), around)]


def test_what_settles_the_matter_against_a_page_comes_first():
    ar, en = told(replace(PLAIN, home=0.0, likeness=0.8), Around(country="العراق"))[0]
    assert (ar, en) == ("يضعفه: يدور في غير العراق", "against it: set in another country than the promise’s")


def test_what_only_weakens_a_page_comes_last():
    assert told(replace(PLAIN, is_firm=False))[-1][1] == "against it: shares only general words with the promise"


def test_a_page_that_touches_many_promises_as_much_says_so():
    busy = replace(PLAIN, density=0.2, crowd=0.19)
    assert "against it: touches many other promises as much" in [en for _, en in told(busy)]
    assert "against it: touches many other promises as much" not in [en for _, en in told(replace(busy, density=0.6))]


def test_the_head_of_government_is_named_as_the_promise_names_them():
    page = matches("أكد السوداني في بغداد أن انسحاب قوات التحالف من القواعد العراقية مستمر.", (WITHDRAWAL,))
    assert ("يسمي رئيس الحكومة («السوداني»)", "names the head of government (“السوداني”)") in page["withdrawal"].reasons


def test_the_other_government_that_promised_the_like_is_named():
    text = "بغداد. أعلنت الحكومة العراقية انسحاب قوات التحالف من القواعد وتسليمها إلى الجيش العراقي."
    found = matches(text, (WITHDRAWAL, EARLIER), published="2021-06-01")
    assert found["withdrawal"].reasons[0] == (
        "يضعفه: تاريخه في ولاية «حكومة مصطفى الكاظمي»، ولها وعد مثله",
        "against it: dated in the term of “حكومة مصطفى الكاظمي”, which promised the like",
    )


def test_the_promise_that_a_page_is_nearer_to_is_named():
    text = "بغداد. انسحاب قوات التحالف من القواعد العراقية وإخلاء القواعد وتسليمها، ومنها قاعدة قرب صالة ركاب مدنية."
    found = matches(text, (WITHDRAWAL, AIRPORTS), title="انسحاب قوات التحالف من القواعد")
    assert any(WITHDRAWAL.title in ar and WITHDRAWAL.title in en for ar, en in found["airports"].reasons)


def test_a_long_title_is_cut_after_a_word():
    assert shortened("كلمة " * 20) == " ".join(["كلمة"] * 12) + "…"
    assert shortened("قصير") == "قصير"
    assert len(shortened("ط" * 200)) <= 61


@given(
    words=st.lists(st.sampled_from(["انسحاب", "الحكومة", "التحالف", "", "-", "2024", "ة"]), max_size=8).map(tuple),
    home=st.none() | st.floats(0, 1),
    likeness=st.none() | st.floats(0, 1),
    outside=st.none() | st.integers(0, 400),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    crowd=st.floats(0, 1),
    title=st.text(max_size=40),
    period=st.sampled_from(["", "2022-10/2025", "../2020", "2022/.."]),
    days=st.lists(st.sampled_from(["2024", "2019-01-01", "2030-05", "2021-06/2021-09"]), max_size=2).map(tuple),
)
def test_reasons_are_few_and_each_is_told_in_both_languages(words, home, likeness, outside, flags, crowd, title, period, days):
    signals = replace(
        PLAIN,
        words=words,
        home=home,
        likeness=likeness,
        months_outside=outside,
        crowd=crowd,
        is_leader_named=flags[0],
        is_of_a_twin=flags[1],
        is_firm=flags[2],
    )
    found = told(signals, Around("العراق", period, days, over(title)))
    assert len(found) <= MOST
    assert all(ar.strip() and en.strip() for ar, en in found)
    assert len(set(found)) == len(found)


def test_a_word_of_the_headline_is_told_without_its_conjunction():
    ar, _ = told(replace(PLAIN, words=("النفق", "الأرصفة")), Around(headline=over("اكتمال الأرصفة والنفق")))[0]
    assert ar == "في العنوان: «النفق»، «الأرصفة»"
