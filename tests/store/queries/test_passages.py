import pytest

from marsad.store.queries.passages import cut_passage, find_quote, mark_paragraphs

TEXT = "السطر الأول هنا.\nقال المتحدث إن آخر المستشارين غادروا القواعد وانتهت المرحلة الأولى.\nالسطر الأخير."
QUOTE = "آخر المستشارين غادروا القواعد"


def at(quote, text=TEXT):
    return text.index(quote), text.index(quote) + len(quote)


def test_a_quote_is_shown_in_its_own_paragraph():
    passage = cut_passage(TEXT, QUOTE, *at(QUOTE))
    assert (passage.before, passage.words, passage.after) == ("قال المتحدث إن ", QUOTE, " وانتهت المرحلة الأولى.")


def test_a_long_paragraph_is_cut_between_words_and_says_so():
    text = "كلمة " * 60 + QUOTE + " كلمة" * 60
    passage = cut_passage(text, QUOTE, *at(QUOTE, text), around=40)
    assert passage.before.startswith("… كلمة")
    assert passage.after.endswith("كلمة …")
    assert len(passage.before) <= 44


def test_a_quote_whose_place_is_wrong_is_found_by_its_words():
    assert find_quote(TEXT, QUOTE, 0, 0) == at(QUOTE)


def test_a_quote_that_the_text_does_not_hold_stands_alone():
    passage = cut_passage(TEXT, "كلام لم يرد", 3, 9)
    assert (passage.before, passage.words, passage.after) == ("", "كلام لم يرد", "")


def test_marking_changes_no_letter_of_the_text():
    paragraphs = mark_paragraphs(TEXT, [(*at(QUOTE), 7)])
    assert "\n".join("".join(segment.text for segment in paragraph) for paragraph in paragraphs) == TEXT
    assert [segment.text for paragraph in paragraphs for segment in paragraph if segment.quote == 7] == [QUOTE]


@pytest.mark.parametrize("quotes", [[(0, 10, 1), (5, 20, 2)], [(0, 40, 1), (3, 9, 2)], [(4, 4, 1)], [(10, 60, 3)]])
def test_quotes_that_overlap_or_cross_lines_lose_and_repeat_nothing(quotes):
    paragraphs = mark_paragraphs(TEXT, quotes)
    assert "\n".join("".join(segment.text for segment in paragraph) for paragraph in paragraphs) == TEXT
    opened = [segment.quote for paragraph in paragraphs for segment in paragraph if segment.opens]
    assert len(opened) == len(set(opened))
