"""Where addresses lie: the same for all that ask the same, never outside the folder, and led to from every depth."""

import posixpath
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from marsad.mirror.places import Address, file_of, lead, read_address, root_of


def test_a_page_is_an_index_and_what_it_asks_are_folders():
    address, _ = read_address("/en/promises/?verdict=done&government=sudani")
    assert file_of(address) == "en/promises/government=sudani/verdict=done/index.html"
    assert file_of(Address("/")) == "index.html"
    assert file_of(Address("/data/files/promises.csv", (("bom", "yes"),))) == "data/files/bom=yes/promises.csv"
    assert file_of(Address("/governments/sudani/report.pdf")) == "governments/sudani/report.pdf"


def test_the_first_page_of_a_list_is_the_list():
    assert read_address("?page=1", "/promises/") == read_address("/promises/")


def test_what_leads_off_the_site_is_no_address():
    assert read_address("https://nahr.example/a") is None
    assert read_address("mailto:a@example.org") is None
    assert read_address("//nahr.example/a") is None


def test_a_name_that_no_stick_can_hold_is_left_out():
    assert file_of(Address("/promises/", (("q", "a/b"),))) is None
    assert file_of(Address("/promises/", (("q", "ماذا?"),))) is None
    assert file_of(Address("/../secret/")) is None


@given(st.lists(st.text(min_size=1), max_size=4), st.lists(st.text(min_size=1), max_size=3))
def test_a_link_leads_to_the_file_it_names_from_any_page(there, here):
    file = file_of(Address("/" + "/".join(there) + "/"))
    page = file_of(Address("/" + "/".join(here) + "/"))
    if file is None or page is None:
        return
    link = urlsplit(lead(root_of(page), file)).path
    assert posixpath.normpath(posixpath.join("/" + posixpath.dirname(page), unquote(link))) == "/" + file
