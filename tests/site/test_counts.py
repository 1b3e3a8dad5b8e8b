"""Figures lead to what they count: each number in a link is that of the list behind it, on every page, on any day."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from lxml import html

from marsad.domain.codebook import CodebookError, make_codebook
from marsad.newsroom import publish
from marsad.store.models import Assessment, Document, Entry, Outlet, PromiseRevision
from marsad.store.queries.listing import Wanted, list_promises
from marsad.store.queries.outlets import read_outlets, read_told_outlets
from marsad.store.queries.public import ASSESSED
from marsad.store.record import programme
from tests import observatory
from tests.api.test_files import read_csv
from tests.site.conftest import propose, prove, words
from tests.site.test_method import FIRST
from tests.store import published_record

pytestmark = pytest.mark.django_db
LISTS = ("/en/", "/en/?government=all", "/en/sectors/", "/en/bodies/", "/en/governments/compare/?a=kadhimi&b=sudani")
PAGES = (*LISTS, "/en/sectors/security/", "/en/bodies/defence/", "/en/governments/sudani/", "/en/governments/kadhimi/")


@pytest.fixture
def several(rated, noise, zahra, omar):
    """Promises of two governments, several sectors and bodies, some assessed, some overdue."""
    body = programme.save_body("water", name_ar="وزارة الموارد", name_en="Ministry of Water")
    for number in range(5):
        observatory.promise(f"more-{number}", sector="water" if number % 2 else "security", body=body, deadline="2024-01")
    about = observatory.promise("assessed-too", sector="water", cabinet=noise["other"].government, body=body)
    publish.publish(propose(about, zahra, [prove(about, zahra), prove(about, zahra)]).pk, omar)
    Assessment.objects.filter(status="published").update(published_at="2025-11-01T09:00Z")


def counted(client, page):
    """Yield each link of *page* to the list of promises that bears a number: its address and the number."""
    for link in html.fromstring(client.get(page).content.decode()).xpath("//main//a[contains(@href, '/promises/')]"):
        number = re.search(r"\d+", " ".join(link.itertext()))
        if urlsplit(link.get("href")).path == "/en/promises/" and number:
            yield link.get("href"), int(number[0])


@pytest.mark.parametrize("day", ["", "as_of=2025-12-01", "as_of=2021-01-01"])
@pytest.mark.parametrize("page", PAGES)
def test_every_number_in_a_link_is_the_length_of_the_list_behind_it(client, several, page, day):
    found = list(counted(client, page + (f"{'&' if '?' in page else '?'}{day}" if day else "")))
    assert found
    for address, number in found:
        assert client.get(address).context["listing"].page.paginator.count == number, address


def test_the_headline_and_what_was_assessed_are_links_and_no_link_leads_to_nothing(client, codebook, rated, noise):
    tree = html.fromstring(client.get("/en/").content.decode())
    assert tree.xpath("//h1/a/@href") == ["/en/promises/?government=sudani"]
    assert tree.xpath("//p[@class='lead']/a/@href") == ["/en/promises/?government=sudani&verdict=assessed"]
    other = html.fromstring(client.get("/en/?government=kadhimi").content.decode())
    assert other.xpath("//p[@class='lead']/a") == []
    assert "None has been assessed yet" in other.xpath("string(//p[@class='lead'])")
    before = client.get("/en/?as_of=2021-01-01").content.decode()
    assert 'href="/en/promises/?government=sudani&amp;as_of=2021-01-01"' in before


@pytest.mark.parametrize("day", ["", "?as_of=2025-12-01"])
def test_a_card_of_a_sector_counts_within_the_government_that_the_page_is_of(client, several, day):
    tree = html.fromstring(client.get(f"/en/{day}").content.decode())
    links = tree.xpath("//section[@aria-labelledby='sectors']//ul[contains(@class, 'tallied')]//a/@href")
    assert links
    assert all("government=sudani" in one and "sector=" in one and "verdict=" in one for one in links)


def test_what_has_any_verdict_can_be_asked_for_and_taken_off(client, rated, noise):
    answer = client.get("/en/promises/?verdict=assessed")
    assert [one.promise.key for one in answer.context["listing"].standings] == ["coalition"]
    assert [(chip.words, chip.without) for chip in answer.context["chips"]] == [("with a verdict", "")]
    assert 'value="assessed" selected' in answer.content.decode()
    assert answer.context["shared"] == "verdict=assessed"
    assert client.get("/promises/?verdict=assessed&as_of=2021-01-01").context["listing"].standings == ()


def test_a_codebook_may_not_call_a_verdict_by_what_lists_are_asked_for():
    for key in ("assessed", "unrated"):
        first, *rest = FIRST["verdicts"]
        with pytest.raises(CodebookError, match=f"the key '{key}'"):
            make_codebook(FIRST | {"verdicts": [first | {"key": key}, *rest]})


@pytest.mark.parametrize(
    "query",
    [
        *("", "verdict=assessed", "government=sudani&sector=water&sort=title", "q=التحالف", "disputed=1", "page=2"),
        *(
            "deadline=overdue",
            "deadline=none&verdict=unrated",
            "since=2025-10-01",
            "as_of=2025-12-01",
            "verdict=assessed&as_of=2021-01-01",
        ),
    ],
)
def test_the_list_as_a_file_holds_exactly_the_list(client, several, query):
    answer = client.get(f"/promises/?{query}")
    listing, files = answer.context["listing"], answer.context["files"]
    assert {one.form for one in files} >= {"csv", "xlsx"}
    assert (f'href="{files[0].url.replace("&", "&amp;")}"' in answer.content.decode()) == bool(listing.standings)
    keys = [row["key"] for row in read_csv(client, "promises", files[0].url.removeprefix("/data/files/promises.csv"))]
    shown = {one.promise.key for number in listing.page.paginator.page_range for one in _page(client, query, number)}
    assert (len(keys), set(keys)) == (listing.page.paginator.count, shown)


def _page(client, query, number):
    asked = "&".join(one for one in query.split("&") if one and not one.startswith("page="))
    return client.get(f"/promises/?{asked}&page={number}").context["listing"].standings


def test_the_evidence_of_a_promise_leads_to_its_place_on_the_page(client, rated):
    tree = html.fromstring(client.get("/en/promises/coalition/").content.decode())
    (link,) = tree.xpath("//header[@class='hero']//a[starts-with(@href, '#v')]")
    assert " ".join(" ".join(link.itertext()).split()).startswith("2 pieces of evidence: 2 outlets")
    (place,) = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert len(place.xpath(".//figure[@class='proof']")) == 2


def test_what_the_ledger_tells_leads_to_its_entry(client):
    published_record.build()
    tree = html.fromstring(client.get("/en/promises/coalition/").content.decode())
    said = [one for one in tree.xpath("//main//p | //main//span") if re.search(r"entry \d+", one.text_content())]
    assert len(said) > 5
    for one in said:
        for number in re.findall(r"[Ee]ntry (\d+)", one.text_content()):
            assert one.xpath(f"descendant-or-self::*/ancestor-or-self::a[@href='/en/ledger/{number}/']"), one.text_content()


def test_the_entries_of_a_day_lead_to_the_first_of_them(client, rated):
    Entry.objects.filter(sequence__lt=3).update(at="2020-05-07T09:00:00+00:00")
    Entry.objects.filter(sequence__gte=3).update(at="2025-05-07T09:00:00+00:00")
    tree = html.fromstring(client.get("/en/ledger/").content.decode())
    links = tree.xpath("//td[1]//a")
    assert [one.get("href") for one in links] == ["/en/ledger/3/", "/en/ledger/1/"]
    assert [int(one.text) for one in links] == [Entry.objects.count() - 2, 2]


def test_a_thread_leads_from_each_count_of_evidence_to_the_verdict_that_rests_on_it(client):
    about = published_record.build()
    (link,) = html.fromstring(client.get("/en/threads/coalition-before/").content.decode()).xpath("//dd/a[contains(@href, '#v')]")
    assert link.get("href") == f"/en/promises/coalition/#v{about.assessments.get(status='published').pk}"
    assert f'id="v{about.assessments.get(status="published").pk}"' in client.get("/en/promises/coalition/").content.decode()


def test_the_method_names_the_outlets_whose_pages_were_read_and_leads_to_each(client, rated, django_assert_num_queries):
    for key in ("river", "hill", "unread"):
        Outlet.objects.create(key=key, name_ar=f"صحيفة {key}", name_en=f"The {key}")
    Document.objects.filter(outlet_name="صحيفة النهر").update(outlet=Outlet.objects.get(key="river"))
    first = Document.objects.exclude(outlet_name="صحيفة النهر").first()
    Document.objects.filter(pk=first.pk).update(outlet=Outlet.objects.get(key="hill"), read_at="2024-01-05T09:00Z")
    Outlet.objects.get(key="hill").sources.create(url="https://hill.example/feed")
    for day in (None, timezone.datetime(2024, 6, 1).date(), timezone.datetime(2019, 1, 1).date()):
        assert {one.key for one in read_outlets(day)} == {one.outlet.key for one in read_told_outlets(day)}
    html_now = client.get("/en/method/").content.decode()
    assert 'href="/en/outlets/river/"' in html_now
    assert "unread" not in html_now
    then = client.get("/en/method/?as_of=2024-06-01").content.decode()
    assert 'href="/en/outlets/hill/?as_of=2024-06-01"' in then
    assert "outlets/river" not in then
    assert "No page of any outlet had been read by that day." in words(client.get("/en/method/?as_of=2019-01-01"))
    with django_assert_num_queries(1):
        read_outlets()


def test_silent_outlets_are_led_to(client, rated):
    outlet = Outlet.objects.create(key="river", name_ar="صحيفة النهر", name_en="The River")
    for number in range(6):
        page = observatory.document()
        Document.objects.filter(pk=page.pk).update(outlet=outlet, published_on=f"2025-01-{number + 1:02}")
    tree = html.fromstring(client.get("/en/outlets/").content.decode())
    assert tree.xpath("//p[@role='note']/a/@href") == ["#silent"]
    assert tree.xpath("//li[@id='silent']//h2/a/@href") == ["/en/outlets/river/"]


def test_the_list_knows_of_a_day_what_was_assessed_by_then(rated, noise):
    Assessment.objects.filter(promise=rated).update(published_at="2025-11-01T09:00Z")
    assert PromiseRevision.objects.filter(promise=rated).exists()
    before, after = (
        list_promises(Wanted(verdict=ASSESSED), known_on=timezone.datetime(2025, *day).date()) for day in ((10, 31), (11, 1))
    )
    assert [one.promise.key for one in before.standings] == []
    assert [one.promise.key for one in after.standings] == ["coalition"]
