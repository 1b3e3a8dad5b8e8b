"""Outlets: what the project ships loads, and every mistake in a description is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.gather.outlets import OutletError, load_outlets, read_outlet

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "outlets"
GOOD = """
id: a-paper
name: {ar: صحيفة, en: A paper}
country: iq
site: https://a.iq/
kind: paper
sources:
  - {kind: feed, url: "https://a.iq/rss"}
"""


def write(folder: Path, text: str, name: str = "a.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_outlets_load_and_send_the_operator_to_check_them() -> None:
    outlets = load_outlets(SHIPPED)
    assert len(outlets) >= 8
    assert {"agency", "paper", "ministry", "channel"} <= {outlet.kind for outlet in outlets}
    for path in SHIPPED.rglob("*.yml"):
        assert "marsad watch --check" in path.read_text(encoding="utf-8")


def test_an_outlet_is_read_with_its_defaults(tmp_path: Path) -> None:
    outlet = read_outlet(write(tmp_path, GOOD))
    assert (outlet.id, outlet.name_ar, outlet.delay_s, outlet.is_active) == ("a-paper", "صحيفة", 5.0, True)
    assert (outlet.sources[0].kind, outlet.sources[0].max_pages) == ("feed", 50)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: paper", "kind: blog", ["kind is 'blog'", "paper, agency, ministry"]),
        ("kind: feed", "kind: rss", ["sources[0]", "kind is 'rss'", "feed, sitemap, listing"]),
        ("country: iq", "county: iq", ["unknown key 'county'", "country"]),
        ("country: iq", "country: no", ["country is true or false", "quotes"]),
        ("country: iq", "country: IQ", ["country is 'IQ'"]),
        ("id: a-paper", "id: A paper", ["id is 'A paper'"]),
        ("id: a-paper", "id: 5", ["id is a number, not a text"]),
        ("id: a-paper", "", ["id is empty"]),
        ("{ar: صحيفة, en: A paper}", "صحيفة", ["name is a text, not a mapping of ar, en"]),
        ("{ar: صحيفة, en: A paper}", "{ar: صحيفة}", ["name.en is empty"]),
        ("kind: paper", "kind: paper\ndelay_s: fast", ["delay_s is a text, not a number"]),
        ("kind: paper", "kind: paper\ndelay_s: true", ["delay_s is true or false"]),
        ("kind: paper", "kind: paper\ndelay_s: 0.1", ["delay_s is 0.1", "between 1 and 600"]),
        ("kind: paper", "kind: paper\nkind: agency", ["'kind' is given twice"]),
        ("url: ", "link_pattern: '(', url: ", ["link_pattern '('", "regular expression"]),
        ("url: ", "max_pages: 0, url: ", ["max_pages is 0"]),
        ("url: ", "max_pages: 1.5, url: ", ["max_pages is 1.5"]),
        ("url: ", "css: a, url: ", ["sources[0] has an unknown key 'css'"]),
        ("https://a.iq/rss", "ftp://a.iq/rss", ["sources[0]", "only http and https"]),
        ("https://a.iq/rss", "https://localhost/rss", ["no public host"]),
        ("https://a.iq/\n", "https://u@a.iq/\n", ["site", "user name"]),
        ('  - {kind: feed, url: "https://a.iq/rss"}', "  []", ["sources is empty"]),
        ('  - {kind: feed, url: "https://a.iq/rss"}', "  x", ["sources is a text, not a list"]),
        ("name:", "name: [", ["cannot be read as YAML"]),
    ],
)
def test_a_mistake_is_named_with_its_file_key_and_choices(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in GOOD
    with pytest.raises(OutletError) as caught:
        read_outlet(write(tmp_path, GOOD.replace(old, new)))
    assert str(caught.value).startswith("a.yml: ")
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize("text", ["", "- a", "words", "!!python/object/apply:os.system ['true']"])
def test_a_file_that_is_no_description_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(OutletError, match=r"a\.yml"):
        read_outlet(write(tmp_path, text))


def test_two_outlets_cannot_share_an_id_or_a_source(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    second = write(tmp_path, GOOD, "b.yml")
    with pytest.raises(OutletError, match=r"b\.yml: id is 'a-paper'"):
        load_outlets(tmp_path)
    second.write_text(GOOD.replace("a-paper", "b-paper"), encoding="utf-8")
    with pytest.raises(OutletError, match=r"b\.yml: source https://a\.iq/rss"):
        load_outlets(tmp_path)


def test_a_folder_without_outlets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutletError, match="holds no outlet"):
        load_outlets(tmp_path)
