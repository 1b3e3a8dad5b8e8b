"""Over the whole demonstration: every figure of a public page is what one counts from the interface, and from each file.

A page's figures are read from its words; the others are counted here, from rows and nothing else.
"""

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from marsad.domain.open_tables import TABLES
from tests.api.demonstration.pages import Shown, asked, key_in, number, told
from tests.api.test_figures import walk
from tests.api.test_files import FORMS, plain, read_csv, read_parquet, read_xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
DAYS = ("", "2021-12-31", "2025-06-30")
READ = dict(zip(FORMS, (read_csv, read_xlsx, read_parquet), strict=True))
UNRATED = "unrated"
SETTLED = {"done", "broken"}


def table(client, name, form, day):
    """Return the rows of a file as texts."""
    return [plain(TABLES[name], row) for row in READ[form](client, name, f"?as_of={day}" if day else "")]


def of_interface(ask, day):
    """Return what the interface says of each promise in the words of the table."""
    rows = walk(ask, f"promises/?limit=7{f'&as_of={day}' if day else ''}")
    return [
        {
            "key": row["key"],
            "government": row["government"]["key"],
            "sector": row["sector"]["key"],
            "body": row["body"]["key"] if row["body"] else "",
            "deadline": row["deadline"] or "",
            "deadline_on": row["deadline_on"] or "",
            "is_disputed": str(row["is_disputed"]).lower(),
            "verdict": row["verdict"]["key"] if row["verdict"] else "",
            "fulfilment": row["verdict"]["fulfilment"] if row["verdict"] else "",
            "verdict_en": row["verdict"]["label"]["en"] if row["verdict"] else "",
            "outlook": row["outlook"]["key"] if row["outlook"] else "",
            "cause": row["cause"] or "",
            "assessment": str(row["assessment"] or ""),
            "effective_on": row["effective_on"] or "",
            **row["scales"],
        }
        for row in rows
    ]


@pytest.fixture(params=["interface", *FORMS])
def source(request, client, ask):
    """Where the rows of promises are taken from."""

    def read(day):
        return of_interface(ask, day) if request.param == "interface" else table(client, "promises", request.param, day)

    return read


def count(rows):
    return dict(Counter(row["verdict"] or UNRATED for row in rows))


def overdue(rows, day):
    today = day or str(timezone.localdate())
    return sum(bool(row["deadline_on"]) and row["deadline_on"] < today and row["fulfilment"] not in SETTLED for row in rows)


def soon(rows, day):
    today = dt.date.fromisoformat(day) if day else timezone.localdate()
    until = str(today + dt.timedelta(days=90))
    return sum(str(today) <= row["deadline_on"] <= until and row["fulfilment"] not in SETTLED for row in rows)


def changed(client, rows, since, day):
    """Return of how many promises a verdict that was not withdrawn was published on the day *since* or later."""
    begins = dt.datetime.combine(dt.date.fromisoformat(since), dt.time(), tzinfo=timezone.get_current_timezone())
    after = begins.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    there = {row["key"] for row in rows}
    verdicts = table(client, "assessments", "csv", day)
    return len({one["promise"] for one in verdicts if one["state"] != "withdrawn" and one["published_at"] >= after} & there)


def holds_at_a_glance(client, page, rows, day):
    """Assert that all counts of a page at a glance are those of *rows*."""
    assert page.status == 200
    assert page.by_verdict('//ul[@class="legend"]//a') == count(rows)
    assert len(page.all('//ul[starts-with(@class, "moons")]/li')) == len(rows)
    assert page.figure('//section[@class="due"]//h3[contains(., "overdue")]') == overdue(rows, day)
    assert page.figure('//section[@class="due"]//h3[contains(., "due within")]/a[contains(@href, "soon")]') == soon(rows, day)
    for link in page.all('//p[contains(@class, "about")]/a[contains(@href, "since=")]'):
        assert number(told([link])) == changed(client, rows, asked(link)["since"], day)


@pytest.mark.parametrize("day", DAYS)
def test_every_file_holds_what_the_interface_says_of_promises(client, ask, day):
    said = of_interface(ask, day)
    assert said
    for form in FORMS:
        rows = table(client, "promises", form, day)
        assert [{name: row[name] for name in one} for row, one in zip(rows, said, strict=True)] == said


@pytest.mark.parametrize("day", DAYS)
def test_the_front_page_counts_what_the_rows_do(client, source, day):
    rows = source(day)
    page = Shown(client, "/?government=all", day)
    holds_at_a_glance(client, page, rows, day)
    assert page.figure("//h1") == len(rows)
    assert page.figure('//p[@class="lead"]') == sum(bool(row["verdict"]) for row in rows)
    assessed = {row["key"] for row in read_csv(client, "promises", f"?verdict=assessed{f'&as_of={day}' if day else ''}")}
    assert assessed == {row["key"] for row in rows if row["verdict"]}
    for government in {row["government"] for row in rows}:
        own = [row for row in rows if row["government"] == government]
        holds_at_a_glance(client, Shown(client, f"/?government={government}", day), own, day)


@pytest.mark.parametrize("day", [*DAYS, "2021-08-01", "2026-08-01"])
def test_milestones_that_are_due_are_those_that_the_interface_says_lie_ahead(client, ask, day):
    until, today = f"?as_of={day}" if day else "", dt.date.fromisoformat(day) if day else timezone.localdate()
    last, due = str(today + dt.timedelta(days=90)), set()
    for line in walk(ask, f"promises/{until}"):
        if line["verdict"] and line["verdict"]["fulfilment"] in SETTLED:
            continue
        for one in ask(f"promises/{line['key']}/{until}")["item"]["milestones"]:
            if one["state"] == "ahead" and str(today) <= one["last_on"] <= last:
                due.add((line["key"], one["number"]))
    page = Shown(client, "/?government=all", day)
    shown = [link.get("href") for link in page.all('//section[@class="due"]//a[contains(@href, "#milestone-")]')]
    assert sorted(shown) == sorted(f"/en/promises/{key}/{until}#milestone-{number}" for key, number in due)
    assert page.figure('//h3[@id="milestones"]') == len(due)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("kind", "place"), [("government", "governments"), ("sector", "sectors"), ("body", "bodies")])
def test_each_government_sector_and_body_counts_what_the_rows_do(client, ask, source, kind, place, day):
    rows = source(day)
    said = {one["key"]: one for one in ask(f"{place}/{f'?as_of={day}' if day else ''}")["items"]}
    assert set(said) == {row[kind] for row in rows if row[kind]}
    for key, one in said.items():
        own = [row for row in rows if row[kind] == key]
        assert one["promises"] == len(own)
        assert {item["verdict"]: item["count"] for item in one["by_verdict"]} == count(own)
        assert one["overdue"] == overdue(own, day)
        page = Shown(client, f"/{place}/{key}/", day)
        holds_at_a_glance(client, page, own, day)
        assert page.figure('//p[@class="lead"]/a') == len(own)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("kind", "place"), [("sector", "sectors"), ("body", "bodies")])
def test_lists_of_sectors_and_bodies_count_what_the_rows_do(client, source, kind, place, day):
    rows = source(day)
    words = {row["verdict_en"] or "Not assessed yet" for row in rows}
    shown = {
        key_in(card.xpath("b/a")[0]): {
            told([one]).rpartition(" ")[0]: number(told(one.xpath("b"))) for one in card.xpath("ul//a")
        }
        for card in Shown(client, f"/{place}/", day).all('//ul[@class="groups"]/li')
    }
    assert shown == {
        key: dict(Counter(row["verdict_en"] or "Not assessed yet" for row in rows if row[kind] == key))
        for key in {row[kind] for row in rows if row[kind]}
    }
    assert {word for one in shown.values() for word in one} <= words


@pytest.mark.parametrize("day", DAYS)
def test_the_table_of_a_government_counts_its_sectors(client, source, day):
    rows = source(day)
    for government in {row["government"] for row in rows}:
        page = Shown(client, f"/governments/{government}/", day)
        shown = {}
        for line in page.all('//table[@class="bysector"]/tbody/tr'):
            name, promises, verdicts, late = line.xpath("*")
            by_verdict = {asked(link)["verdict"]: number(told(link.xpath("b"))) for link in verdicts.xpath(".//a")}
            shown[key_in(name.xpath(".//a")[0])] = number(told([promises])), by_verdict, number(told([late]))
        own = [row for row in rows if row["government"] == government]
        for sector in {row["sector"] for row in own}:
            of_it = [row for row in own if row["sector"] == sector]
            assert shown.pop(sector) == (len(of_it), count(of_it), overdue(of_it, day))
        assert not shown


@pytest.mark.parametrize("day", DAYS)
def test_a_report_counts_what_the_rows_do(client, ask, source, day):
    rows = source(day)
    corrections = Counter(one["promise"] for one in walk(ask, f"corrections/{f'?as_of={day}' if day else ''}"))
    closing = {row["key"] for row in table(client, "promises", "csv", day) if row["is_closing"] == "true"}
    for government in {row["government"] for row in rows}:
        own = [row for row in rows if row["government"] == government]
        page = Shown(client, f"/governments/{government}/report/", day)
        told_of = [number(told(one.xpath(".//b"))) for one in page.all('//ul[@class="facts-line"]/li')]
        assert told_of == [
            len(own),
            sum(bool(row["verdict"]) for row in own),
            sum(row["key"] in closing for row in own),
            sum(corrections[row["key"]] for row in own),
        ]
        shares = page.all('//section[@aria-labelledby="verdicts"]//tbody/tr/td[@class="num"]')
        assert sorted(number(told([one])) for one in shares if number(told([one]))) == sorted(count(own).values())
        totals = page.all('//section[@aria-labelledby="sectors"]//tbody/tr/td//b')
        assert sorted(number(told([one])) for one in totals) == sorted(Counter(row["sector"] for row in own).values())


@pytest.mark.parametrize("day", DAYS)
def test_the_page_of_a_promise_counts_its_evidence_and_sources(client, ask, day):
    until = f"?as_of={day}" if day else ""
    files = {form: table(client, "evidence", form, day) for form in FORMS}
    listed = walk(ask, f"evidence/?limit=50{f'&as_of={day}' if day else ''}")
    assert [str(one["number"]) for one in listed] == [row["number"] for row in files["csv"]]
    for line in walk(ask, f"promises/{until}"):
        page, item = Shown(client, f"/promises/{line['key']}/", day), ask(f"promises/{line['key']}/{until}")["item"]
        said = page.text('//header[@class="hero"]//p[@class="soft"]').rpartition(")")[2]
        for step in item["course"]:
            current = step["assessment"]
            if current["state"] == "withdrawn":
                continue
            under = {str(proof["number"]) for proof in step["evidence"]}
            for rows in files.values():
                assert {row["number"] for row in rows if str(current["number"]) in row["assessments"].split()} == under
            if current["state"] == "stands" and under:
                assert number(said) == len(under)
                sources = said.partition(":")[2]
                assert number(sources.partition("outlet")[0]) == step["sources"]["outlets"]
                assert number(sources.rpartition("independent")[0].rpartition(",")[2]) == step["sources"]["independent"]
                assert {row["outlet_name"] for row in files["csv"] if row["number"] in under} - {""} <= {
                    name for voice in step["sources"]["voices"] for name in voice["outlets"]
                }
        assert len(page.all('//ol[@class="line"]/li')) == len(item["course"])
        assert len(page.all('//ol[@class="milestones"]/li')) == len(item["milestones"])


@pytest.mark.parametrize("day", DAYS)
def test_governments_side_by_side_count_what_the_rows_do(client, source, day):
    rows = source(day)
    page = Shown(client, "/governments/compare/", day)
    for side in page.all('//section[@aria-labelledby="totals"]/ul/li'):
        own = [row for row in rows if row["government"] == asked(side.xpath("h3/a")[0])["government"]]
        *shown, whole = (number(told([cell])) for cell in side.xpath(".//tbody/tr/td"))
        assert sorted(shown) == sorted(count(own).values())
        assert whole == len(own)


@pytest.mark.parametrize("day", DAYS)
def test_outlets_count_what_the_evidence_does(client, ask, day):
    said = ask(f"outlets/{f'?as_of={day}' if day else ''}")["items"]
    page = Shown(client, "/outlets/", day)
    shown = {
        key_in(one.xpath("h2/a")[0]): [told([cell]) for cell in one.xpath("dl/div/dd")]
        for one in page.all('//ul[@class="outlet-list"]/li')
    }
    assert sorted(shown) == sorted(one["key"] for one in said)  # each in the order of its language
    for form in FORMS:
        rows = table(client, "evidence", form, day)
        for one in said:
            cited = len({row["url"] for row in rows if row["outlet"] == one["key"]})
            figures = [number(cell) for cell in shown[one["key"]]]
            assert figures[0] == one["read"]
            assert one["cited"] == cited == number(Shown(client, f"/outlets/{one['key']}/", day).text("//h2"))
    assert day or any(one["cited"] for one in said)


@pytest.mark.parametrize("day", DAYS)
def test_the_ledger_counts_its_entries(client, ask, day):
    said = ask(f"ledger/?limit=200{f'&as_of={day}' if day else ''}")["items"]
    entries = walk(ask, f"ledger/entries/?limit=200{f'&as_of={day}' if day else ''}")
    by_day = Counter(one["at"][:10] for one in entries)
    shown = {
        told(line.xpath("th")): number(told(line.xpath("td[1]/bdi")))
        for number_of in range(1, -(-len(by_day) // 30) + 1)
        for line in Shown(client, f"/ledger/?page={number_of}", day).all("//tbody/tr")
    }
    assert shown == dict(by_day) == {one["day"]: one["entries"] for one in said}
    for form in FORMS:
        assert [row["hash"] for row in table(client, "ledger", form, day)] == [one["hash"] for one in entries]


@pytest.mark.parametrize("day", DAYS)
def test_corrections_and_replies_are_as_many_as_their_pages_show(client, ask, day):
    until = f"?as_of={day}" if day else ""
    page = Shown(client, "/corrections/", day)
    assert [int(one.get("id")[1:]) for one in page.all('//ol[contains(@class, "corrected")]/li')] == [
        one["number"] for one in walk(ask, f"corrections/{until}")
    ]
    shown = Shown(client, "/replies/", day).all('//*[starts-with(@id, "reply-") or starts-with(@id, "silence-")]')
    assert len(shown) == len(walk(ask, f"replies/{until}"))
