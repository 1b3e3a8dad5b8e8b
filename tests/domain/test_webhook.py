import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.webhook import TOLERANCE_S, is_signed, sign

SECRET = "whsec_" + "c2VjcmV0LXNlY3JldC1zZWNyZXQ="


def test_the_signature_is_that_of_standard_webhooks():
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # the example of the specification
    body = b'{"test": 2432232314}'
    assert sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=200), st.integers(1, 2**40), st.text(min_size=1, max_size=30))
def test_what_is_signed_is_known_and_what_was_changed_is_not(body, at, number):
    made = sign(SECRET, number, at, body)
    assert is_signed(SECRET, number, at, body, f"v1,other {made}", now=at)
    assert not is_signed(SECRET, number, at, body + b" ", made, now=at)
    assert not is_signed(SECRET, number, at, body, made, now=at + TOLERANCE_S + 1)
    assert not is_signed(SECRET, number + "x", at, body, made, now=at)


def test_a_secret_that_is_none_is_refused():
    with pytest.raises(ValueError, match="secret"):
        sign("whsec_é", "1", 1, b"")
