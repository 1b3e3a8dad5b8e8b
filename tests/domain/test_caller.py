"""Tests of what is kept of a caller."""

import pytest

from marsad.domain.caller import device_of, network_of

CHROME = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("", ""),
        ("no address", ""),
    ],
)
def test_an_address_is_kept_without_its_last_part(address, kept):
    assert network_of(address) == kept


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome · Android"),
        (EDGE, "Edge · Windows"),
        (IPHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux"),
        ("somebody's own", ""),
    ],
)
def test_a_device_is_told_in_words(agent, words):
    assert device_of(agent) == words
