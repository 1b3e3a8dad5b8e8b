from hypothesis import given
from hypothesis import strategies as st

from marsad.text.differences import Piece, differences
from marsad.text.likeness import most_alike, telling_stems

ARABIC = st.text(alphabet="ابتثجمنوي ًّـ،.؟ab1\n", max_size=60)


def test_words_that_came_and_went_are_told_apart():
    found = differences("نهاية أيلول 2025، إن أمكن.", "نهاية أيلول 2026، إن أمكن.")
    assert found == (
        Piece("same", "نهاية أيلول "),
        Piece("gone", "2025"),
        Piece("new", "2026"),
        Piece("same", "، إن أمكن."),
    )


def test_marks_stay_with_their_letters():
    assert [piece.text for piece in differences("كتبَ النص", "كتبُ النص")] == ["كتبَ ", "كتبُ ", "النص"]


def test_the_same_wording_is_one_piece():
    assert differences("نص", "نص") == (Piece("same", "نص"),)
    assert differences("", "") == ()


@given(ARABIC, ARABIC)
def test_what_is_not_gone_reads_as_the_later_wording(earlier, later):
    found = differences(earlier, later)
    assert "".join(piece.text for piece in found if piece.kind != "gone") == later
    assert all(piece.text for piece in found)


@given(ARABIC)
def test_from_nothing_everything_is_new(later):
    assert all(piece.kind == "new" for piece in differences("", later))


def test_one_word_said_a_thousand_times_is_told_apart_all_the_same():
    later = "و ب " * 3000 + "خاتمة"  # paired word by word this would take hours
    found = differences("و " * 6000, later)
    assert "".join(piece.text for piece in found if piece.kind != "gone") == later
    assert "".join(piece.text for piece in found if piece.kind != "new").split() == ["و"] * 6000


def test_wordings_of_a_book_are_shown_one_after_the_other():
    found = differences("كلمة " * 20_000, "غيرها")
    assert found == (Piece("gone", "كلمة " * 20_000), Piece("new", "غيرها"))
    assert differences("", "كلمة " * 21_000)[0].kind == "new"


def test_a_word_that_stands_often_still_stays_beside_what_stays():
    common = "، ".join(f"كلمة{number}" for number in range(100))
    assert differences(common, common + "، زيادة") == (Piece("same", common), Piece("new", "، زيادة"))


def test_the_most_alike_comes_first():
    others = [telling_stems(text) for text in ("تحلية مياه البحر", "إنهاء مهمة", "إنهاء مهمة التحالف الدولي في العراق")]
    assert [place for place, _ in most_alike(telling_stems("إنهاء مهمة التحالف الدولي"), others, 5)] == [2, 1]
