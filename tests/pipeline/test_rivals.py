"""Promises that stand in each other's way."""

from marsad.domain.reading import PromiseText
from marsad.pipeline.matching.rivals import is_of_a_twin, overshadowed, twins
from marsad.pipeline.matching.terms import PromiseIndex

BRIDGES = PromiseText(id="a", title="ترميم جسور الموصل القديمة", text="ترميم الجسور.", period="2018/2020")
BRIDGES_AGAIN = PromiseText(id="b", title="إكمال ترميم جسور الموصل", text="إكمال ما بقي من الجسور.", period="2020/2022")
PALMS = PromiseText(id="c", title="زراعة مليون نخلة", text="إكثار النخيل في البصرة.", period="2020/2022")


def _twins(*promises):
    return twins(promises, PromiseIndex(promises))


def test_promises_of_two_governments_in_like_words_are_twins():
    assert _twins(BRIDGES, BRIDGES_AGAIN, PALMS) == (("2020/2022",), ("2018/2020",), ())


def test_two_promises_of_one_term_are_no_twins():
    again = PromiseText(id="d", title=BRIDGES.title, text=BRIDGES.text, period=BRIDGES.period)
    assert _twins(BRIDGES, again) == ((), ())


def test_a_day_in_the_twins_term_alone_is_the_twins():
    assert is_of_a_twin("2018/2020", ("2021/2022",), ("2021-05-01",))
    assert not is_of_a_twin("2018/2020", ("2021/2022",), ("2020-05-01",))
    assert not is_of_a_twin("2018/2020", ("2021/2022",), ("2023-05-01",))


def test_without_a_day_or_a_term_nothing_is_a_twins():
    assert not is_of_a_twin("2018/2020", ("2021/2022",), ())
    assert not is_of_a_twin("", ("2021/2022",), ("2021-05-01",))


def test_a_promise_is_overshadowed_by_the_best_that_is_free_to_compete():
    assert overshadowed({0: 5.0, 1: 3.0, 2: 9.0}, [0, 1]) == {0: 0.0, 1: 2.0, 2: 0.0}


def test_alone_on_a_page_nothing_overshadows():
    assert overshadowed({4: 1.0}, [4]) == {4: 0.0}
    assert overshadowed({4: 1.0}, []) == {4: 0.0}
