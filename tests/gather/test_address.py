"""Addresses: only the public web may be asked, whatever a page or a name server says."""

from __future__ import annotations

import pytest

from marsad.gather.address import AddressRefused, check_url, split_url, why_closed

PUBLIC = "93.184.216.34"


def to(*addresses: str):
    return lambda host, port: addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.1", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1",
        "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::ffff:169.254.169.254", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1",
        "2001:0:4136:e378::1", "::127.0.0.1", "fe80::1%eth0", "nonsense",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_closed(address: str) -> None:
    assert why_closed(address)
    with pytest.raises(AddressRefused, match="news\\.example"):
        check_url("http://news.example/", resolver=to(address))


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_open(address: str) -> None:
    assert check_url("https://news.example/خبر", resolver=to(address)).addresses == (address,)


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1, a private address"):
        check_url("http://news.example/", resolver=to(PUBLIC, "10.0.0.1"))


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("ftp://a.iq/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//a.iq/x", "only http and https"),
        ("", "only http and https"),
        ("http://user@a.iq/", "user name"),
        ("http://a.iq:pw@127.0.0.1/", "user name"),
        ("http://@a.iq/", "user name"),
        ("http://a.iq\\@127.0.0.1/", "backslash"),
        ("http://a.iq/\r\nHost: b", "control"),
        (" http://a.iq/", "space"),
        ("http://a.iq:22/", "port 22 is closed"),
        ("http://a.iq:8000/", "port 8000 is closed"),
        ("http:///x", "names no host"),
        ("http://[::1/", "no web address"),
        ("http://a.iq:99999/", "port 99999 is closed"),
        ("http://a.iq/" + "a" * 5000, "longer than"),
    ],
)
def test_an_address_of_the_wrong_form_is_refused(url: str, word: str) -> None:
    with pytest.raises(AddressRefused, match=word):
        check_url(url, resolver=to(PUBLIC))


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "localhost.", "[::ffff:127.0.0.1]"]
)
def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    with pytest.raises(AddressRefused):
        check_url(f"http://{host}/")


def test_arabic_addresses_are_percent_encoded_once() -> None:
    encoded = "https://xn--mgba3a4f16a.example/%D8%AE%D8%A8%D8%B1"
    assert split_url("https://a.iq/خبر").url == "https://a.iq/%D8%AE%D8%A8%D8%B1"
    assert split_url(encoded).url == encoded


def test_a_host_is_opened_by_its_name_and_port_only() -> None:
    allowed = frozenset({"127.0.0.1:8123"})
    assert check_url("http://127.0.0.1:8123/x", allow_hosts=allowed).port == 8123
    with pytest.raises(AddressRefused):
        check_url("http://127.0.0.1:8124/x", allow_hosts=allowed)
    with pytest.raises(AddressRefused):
        check_url("http://127.0.0.1/x", allow_hosts=allowed)
