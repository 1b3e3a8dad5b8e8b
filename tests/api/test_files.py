"""Tables as files say what the interface says, cell by cell, and nothing in them can be run."""

import csv
import io

import openpyxl
import pyarrow.parquet as pq
import pytest

from marsad.domain.open_tables import DATE, DATETIME, TABLES
from marsad.store.models import Promise
from tests import observatory

pytestmark = pytest.mark.django_db
FORMS = ("csv", "xlsx", "parquet")


def fetch(client, name, form, query=""):
    answer = client.get(f"/data/files/{name}.{form}{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def read_csv(client, name, query=""):
    text = fetch(client, name, "csv", query).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_xlsx(client, name, query=""):
    sheet = openpyxl.load_workbook(io.BytesIO(fetch(client, name, "xlsx", query)), read_only=True)[name]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def read_parquet(client, name, query=""):
    return pq.read_table(io.BytesIO(fetch(client, name, "parquet", query))).to_pylist()


def plain(table, row):
    """Return *row* of any form as text, as a CSV holds it."""
    told = {}
    for column in table.columns:
        value = row[column.name]
        if value is None:
            told[column.name] = ""
        elif isinstance(value, bool):
            told[column.name] = str(value).lower()
        elif column.kind == DATE and not isinstance(value, str):
            told[column.name] = value.isoformat()[:10]
        elif column.kind == DATETIME and not isinstance(value, str):
            told[column.name] = value.strftime("%Y-%m-%dT%H:%M:%SZ")
        else:
            told[column.name] = str(value)
    return told


@pytest.mark.parametrize("name", TABLES)
def test_all_forms_hold_the_same(client, full, name):
    table = TABLES[name]
    rows = read_csv(client, name)
    assert rows
    assert [plain(table, row) for row in read_parquet(client, name)] == rows
    assert [plain(table, row) for row in read_xlsx(client, name)] == rows


def test_promises_as_a_table_are_those_of_the_interface(client, full, ask):
    listed = ask("promises/?limit=200")["items"]
    rows = read_csv(client, "promises")
    assert [row["key"] for row in rows] == [one["key"] for one in listed]
    for row, one in zip(rows, listed, strict=True):
        assert row["verdict"] == (one["verdict"]["key"] if one["verdict"] else "")
        assert row["politifact"] == one["scales"]["politifact"]
        assert row["is_disputed"] == str(one["is_disputed"]).lower()
        assert row["title_ar"] == one["title"]["ar"]
        assert row["assessment"] == str(one["assessment"] or "")


def test_verdicts_and_evidence_as_tables_are_those_of_the_interface(client, full, ask):
    for name, same in (("assessments", ("number", "promise", "state", "entry")), ("evidence", ("number", "stance", "quote"))):
        listed, rows = ask(f"{name}/?limit=200")["items"], read_csv(client, name)
        assert [tuple(row[key] for key in same) for row in rows] == [tuple(str(one[key]) for key in same) for one in listed]


@pytest.mark.parametrize("form", FORMS)
def test_a_past_day_is_answered_from_what_was_known(client, rated, form):
    read = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet}[form]
    (then,), (now,) = read(client, "promises", "?as_of=2021-01-01"), read(client, "promises")
    assert not then["verdict"]
    assert now["verdict"] == "half_done"
    assert read(client, "assessments", "?as_of=2021-01-01") == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "query", ["deadline=none", "deadline=overdue", "since=2025-01-01", "verdict=assessed", "verdict=unrated", "government=x&q=y"]
)
def test_promises_as_a_file_are_narrowed_as_the_list_is(client, rated, noise, ask, settings, form, query):
    observatory.promise("late", deadline="2024-01")
    read = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet}[form]
    listed = [one["key"] for one in ask(f"promises/?limit=200&{query}")["items"]]
    assert [row["key"] for row in read(client, "promises", f"?{query}")] == listed
    answer = client.get(f"/data/files/promises.{form}?{query}")
    assert answer["Content-Disposition"] == f'attachment; filename="promises-part.{form}"'
    answer.close()
    assert not list(settings.TABLES_ROOT.iterdir()), "a file of one question is kept for nobody"


def test_a_narrowing_that_cannot_be_read_is_refused_and_other_tables_take_none(client, rated):
    for query in ("deadline=never", "since=yesterday", "disputed=perhaps", f"q={'x' * 201}"):
        answer = client.get(f"/data/files/promises.csv?{query}")
        assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, query.partition("=")[0])
    assert client.get("/data/files/evidence.csv?deadline=overdue").status_code == 400
    assert client.get("/data/files/promises.csv?deadline=").status_code == 200


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u200f=1", "'=1", "＝1"])
def test_no_cell_can_be_run_as_a_formula(client, db, risky):
    observatory.promise("one", title=risky)
    assert Promise.objects.get().title_ar == risky
    (row,) = read_csv(client, "promises")
    assert row["title_ar"] == f"'{risky}"
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "promises", "xlsx")))
    cell = book["promises"]["B2"]
    assert (cell.data_type, cell.value) == ("s", risky)
    assert read_parquet(client, "promises")[0]["title_ar"] == risky


def test_the_mark_of_utf_8_stands_first_where_it_is_asked_for(client, rated):
    plain_file, marked = (fetch(client, "promises", "csv", query) for query in ("", "?bom=yes"))
    assert marked == b"\xef\xbb\xbf" + plain_file
    assert b"\r\n" in plain_file


def test_a_long_cell_is_cut_in_a_spreadsheet_alone(client, db):
    observatory.promise("one", text_ar="أ" * 40_000)
    assert len(read_csv(client, "promises")[0]["text_ar"]) == 40_000
    cut = read_xlsx(client, "promises")[0]["text_ar"]
    assert len(cut) == 32_767
    assert cut.endswith("…")


def test_a_file_is_written_once_for_each_head(client, rated, settings, django_assert_max_num_queries):
    first = fetch(client, "evidence", "csv")
    with django_assert_max_num_queries(3):
        assert fetch(client, "evidence", "csv") == first
    observatory.promise("another")
    assert len(read_csv(client, "promises")) == 2


def test_only_so_many_files_are_kept(client, rated, settings):
    for day in range(1, 29):
        fetch(client, "promises", "csv", f"?as_of=2025-01-{day:02}")
    assert len(list(settings.TABLES_ROOT.iterdir())) <= 24


def test_an_etag_head_and_hostile_questions_of_a_file(client, rated):
    answer = client.get("/data/files/promises.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="promises.csv"'
    assert client.get("/data/files/promises.csv", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    head = client.head("/data/files/promises.csv")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get("/data/files/promises.csv?bom=maybe").status_code == 400
    assert client.get("/data/files/promises.xlsx?bom=yes").status_code == 400
    assert client.get("/data/files/promises.csv?as_of=never").status_code == 400
    assert client.get("/data/files/people.csv").status_code == 404
    assert client.get("/data/files/../secret-key").status_code == 404
    assert client.get("/data/files/a%0Aline%0A")["Content-Type"] == "application/problem+json"
    assert client.post("/data/files/promises.csv").status_code == 405


def test_parquet_is_told_to_be_missing_where_it_is(client, rated, monkeypatch):
    monkeypatch.setattr("marsad.tables.write.is_offered", lambda: False)
    answer = client.get("/data/files/promises.parquet")
    assert answer.status_code == 501
    assert answer.json()["type"].endswith("not-offered")


@pytest.mark.parametrize("name", TABLES)
def test_the_number_of_queries_does_not_grow_with_the_rows(client, rated, name, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        fetch(client, name, "csv")
    for number in range(30):
        observatory.promise(f"more-{number}")
    with CaptureQueriesContext(connection) as many:
        fetch(client, name, "csv")
    assert len(many) == len(few)
