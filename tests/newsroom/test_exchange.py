"""Tables of promises: out and in again to the byte, checked whole, shown before they are written."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from marsad.domain.promise_table import NAMES, guard, is_risky, unguard
from marsad.newsroom import exchange
from marsad.newsroom.acts import NotAllowedError
from marsad.newsroom.exchange_files import Choices, write_csv, write_xlsx
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Entry, Lineage, Promise, PromiseRevision
from marsad.store.queries import exchange as read
from marsad.store.record import lineages, programme, revisions
from tests import observatory

NONE = Choices((), (), (), ())
# What the record can hold: no NUL, no half of a surrogate pair.
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
WORDS = st.text(LETTERS, max_size=60)
NASTY = st.sampled_from(
    ["=1+1", "'=x", "''", "'", '"', '""\r\n', "a\nb", "\r", "\t=x", "\u200f=SUM(A1)", "_x000D_", "_x0041_x", "@x", "+1", "  -2  ",
     "\ufeffx", "\x0b", "\x85", "\u2028", "\ufffe", "١٢٣", "ﻻ", " "]
)  # fmt: skip
CELLS = st.one_of(WORDS, NASTY, st.tuples(NASTY, WORDS).map("".join))
TOLD = ("title_ar", "title_en", "text_ar", "text_en", "justification_ar", "justification_en", "page_ref")


@pytest.fixture
def rows(db):
    """Two governments with a promise each, tied; the later one a draft, with every column filled."""
    first, second = observatory.government("kadhimi", "2020-05-07", "2022-10-27"), observatory.government("sudani")
    body = programme.save_body("oil", name_ar="وزارة النفط")
    paper = programme.save_programme("s-programme", government=second, title_ar="المنهاج")
    earlier = observatory.promise("k-gas", cabinet=first, sector="energy", title="إيقاف حرق الغاز")
    later = observatory.promise(
        "s-gas",
        cabinet=second,
        sector="energy",
        title='=إيقاف\nالحرق؛ «كله», "الآن"',
        title_en="'Stop flaring",
        text_ar="\u200fنص فيه\tجدولة\r\nوسطران",
        text_en="+text",
        justification_ar="-تبرير",
        justification_en="@why",
        page_ref="ص 14 س 3",
        deadline="2026-09",
        body=body,
        programme=paper,
        is_published=False,
    )
    lineages.tie_lineage(earlier, later, "revives")
    return earlier, later


def table(body, name, folder):
    path = folder / name
    path.write_bytes(body)
    return exchange.open_table(path)


def as_csv(*rows):
    return ("\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)).encode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_brought_into_an_empty_record_gives_the_same_table(rows, kind, tmp_path):
    body = exchange.export(kind)
    taken = table(body, f"promises.{kind}", tmp_path)
    before = read.promise_table()
    Lineage.objects.all().delete()
    PromiseRevision.objects.all().delete()
    Entry.objects.all().update(promise=None)
    Promise.objects.all().delete()
    done = exchange.carry_out(taken, None, actor="tests")
    assert (done.added, done.changed, done.left) == (2, 0, 0)
    assert read.promise_table() == before
    assert exchange.export("csv") == (body if kind == "csv" else exchange.export("csv"))
    again = load_workbook(io.BytesIO(exchange.export("xlsx")))["promises"]
    if kind == "xlsx":
        first = load_workbook(io.BytesIO(body))["promises"]
        assert [[cell.value for cell in row] for row in again] == [[cell.value for cell in row] for row in first]


@given(cells=st.lists(CELLS, min_size=len(TOLD), max_size=len(TOLD)), has_bom=st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_text_comes_back_from_csv_as_it_went(cells, has_bom):
    from marsad.gather.tables.csv_file import read as read_csv

    row = dict.fromkeys(NAMES, "") | {"key": "k"} | dict(zip(TOLD, cells, strict=True))
    taken = read_csv(write_csv([row], has_bom=has_bom))
    assert dict(zip(taken.header, taken.rows[0].cells, strict=True)) == row
    assert write_csv([row]) == write_csv([row])


@given(cells=st.lists(CELLS, min_size=len(TOLD), max_size=len(TOLD)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_comes_back_from_xlsx_as_it_went(cells, tmp_path):
    from marsad.gather.tables.xlsx_file import tell

    row = dict.fromkeys(NAMES, "") | {"key": "k"} | dict(zip(TOLD, cells, strict=True))
    path = tmp_path / "t.xlsx"
    path.write_bytes(write_xlsx([row], NONE))
    told = tell(str(path))
    (number, got, odd) = told["rows"][0]
    padded = [*got, *[""] * (len(NAMES) - len(got))]
    assert (number, odd) == (2, [])
    assert dict(zip(told["header"], padded, strict=True)) == row


@given(CELLS)
def test_nothing_that_is_written_can_run_and_nothing_is_lost(cell):
    assert unguard(guard(cell)) == cell
    assert not is_risky(guard(cell))


def test_a_workbook_reads_from_the_right_offers_the_keys_and_explains_its_columns(rows):
    book = load_workbook(io.BytesIO(exchange.export("xlsx")))
    sheet = book["promises"]
    assert sheet.sheet_view.rightToLeft
    assert all(cell.data_type == "s" for line in sheet for cell in line if cell.value is not None)
    offered = {str(rule.sqref)[0] for rule in sheet.data_validations.dataValidation}
    assert {"B", "D", "F", "H", "R"} <= offered
    assert [row[0].value for row in book["columns"]][1:] == list(NAMES)
    assert [row[0].value for row in book["keys"]][1:3] == ["sudani", "kadhimi"]


def test_every_bad_cell_is_named_with_its_row_column_value_and_reason(rows, tmp_path):
    body = as_csv(
        ("key", "government", "sector", "title_ar", "text_ar", "deadline", "is_published", "lineages", "programme"),
        ("ok-1", "sudani", "energy", "عنوان", "نص", "2026", "yes", "continues:k-gas", ""),
        ("bad key", "sudani", "energy", "عنوان", "نص", "", "", "", ""),
        ("b-1", "nobody", "energi", "", "نص", "غدا", "ربما", "loves:k-gas", "s-programme"),
        ("ok-1", "sudani", "energy", "عنوان", "نص", "", "", "", ""),
        ("s-gas", "kadhimi", "energy", "عنوان", "نص", "", "", "", ""),
        ("b-2", "sudani", "energy", "ع" * 301, "نص", "", "", "continues:s-gas", ""),
        ("b-3", "kadhimi", "energy", "عنوان", "نص", "", "", "continues:none", "s-programme"),
    )
    plan = exchange.plan_import(table(body, "t.csv", tmp_path))
    named = {(fault.row, fault.column) for fault in plan.faults}
    assert named == {
        (3, "key"), (4, "government"), (4, "sector"), (4, "title_ar"), (4, "deadline"), (4, "is_published"), (4, "lineages"),
        (5, "key"), (6, "government"), (7, "title_ar"), (7, "lineages"), (8, "lineages"), (8, "programme"),
    }  # fmt: skip
    assert all(fault.ar and fault.en for fault in plan.faults)
    near = next(fault for fault in plan.faults if fault.column == "sector")
    assert near.value == "energi"
    assert "“energy”" in near.en
    assert [change.key for change in plan.added] == ["ok-1"]


def test_nothing_is_written_for_a_bad_row_unless_the_good_ones_are_asked_for(rows, tmp_path):
    body = as_csv(
        ("key", "government", "sector", "title_ar", "text_ar", "lineages"),
        ("good", "sudani", "energy", "عنوان", "نص", ""),
        ("bad", "nobody", "energy", "عنوان", "نص", ""),
        ("leans", "kadhimi", "energy", "عنوان", "نص", "continues:bad"),
    )
    taken = table(body, "t.csv", tmp_path)
    entries = Entry.objects.count()
    with pytest.raises(Refusal):
        exchange.carry_out(taken, None)
    assert (Promise.objects.everything().count(), Entry.objects.count()) == (2, entries)
    done = exchange.carry_out(taken, None, only_good=True)
    assert (done.added, done.left) == (1, 2)
    made = Promise.objects.everything().get(key="good")
    assert not made.is_published


def test_a_plan_tells_before_and_after_and_only_the_columns_that_are_there_change(rows, omar, tmp_path):
    body = as_csv(("key", "title_en", "is_published"), ("k-gas", "End flaring", "yes"), ("s-gas", "'Stop flaring", "no"))
    taken = table(body, "t.csv", tmp_path)
    plan = exchange.plan_import(taken)
    (change,) = plan.changed
    assert change.differences == (("title_en", "", "End flaring"),)
    assert (plan.added, plan.unchanged, plan.absent) == ((), 1, 0)
    exchange.carry_out(taken, omar, digest=plan.digest)
    promise = Promise.objects.everything().get(key="k-gas")
    assert (promise.title_ar, promise.title_en) == ("إيقاف حرق الغاز", "End flaring")
    last = Entry.objects.order_by("-sequence").first()
    assert (last.kind, last.actor, last.promise) == ("promise.revised", omar.public_name, promise)
    assert exchange.plan_import(taken).changed == ()


def test_a_plan_that_the_record_overtook_is_not_carried_out(rows, omar, tmp_path):
    taken = table(as_csv(("key", "title_en"), ("k-gas", "End flaring")), "t.csv", tmp_path)
    plan = exchange.plan_import(taken)
    promise = Promise.objects.everything().get(key="k-gas")
    values = {name: getattr(promise, name) for name in (*read.TEXTS, "government", "sector", "programme", "body", "is_published")}
    revisions.save_promise("k-gas", actor="x", at=promise.created_at, **values | {"title_en": "Other"})
    with pytest.raises(Refusal, match="has changed"):
        exchange.carry_out(taken, omar, digest=plan.digest)
    assert Promise.objects.everything().get(key="k-gas").title_en == "Other"


def test_a_promise_or_tie_that_the_table_lacks_stays(rows, tmp_path):
    taken = table(as_csv(("key", "lineages"), ("s-gas", "")), "t.csv", tmp_path)
    assert exchange.plan_import(taken).changed == ()
    exchange.carry_out(taken, None)
    assert Lineage.objects.standing().count() == 1
    assert Promise.objects.everything().count() == 2


def test_only_editors_bring_tables_in(rows, zahra, tmp_path):
    taken = table(as_csv(("key",), ("k-gas",)), "t.csv", tmp_path)
    with pytest.raises(NotAllowedError):
        exchange.carry_out(taken, zahra)


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_typed_by_a_person_reads_as_text(rows, tmp_path):
    import datetime as dt

    book = book_of(
        ["key", "government", "sector", "title_ar", "text_ar", "deadline", "is_published"],
        [12, "sudani", "energy", "عنوان", "نص", dt.datetime(2026, 9, 30), True],
        ["k2", "sudani", "energy", "عنوان", "نص", 2026, None],
    )
    taken = table(saved(book), "t.xlsx", tmp_path)
    assert [row.cells[0] for row in taken.rows] == ["12", "k2"]
    assert [row.cells[5:7] for row in taken.rows] == [("2026-09-30", "yes"), ("2026",)]
    assert exchange.plan_import(taken).faults == ()


def test_a_formula_is_a_fault_of_its_cell(rows, tmp_path):
    taken = table(saved(book_of(["key", "title_ar"], ["k-gas", '=HYPERLINK("http://x")'])), "t.xlsx", tmp_path)
    (fault,) = [fault for fault in exchange.plan_import(taken).faults if "formula" in fault.en]
    assert (fault.row, fault.column) == (2, "title_ar")


def test_merged_cells_are_refused_by_their_place(db, tmp_path):
    book = book_of(["key", "title_ar"], ["a", "b"], ["c", "d"])
    book.active.merge_cells("A2:A3")
    with pytest.raises(Refusal, match="A2:A3"):
        table(saved(book), "t.xlsx", tmp_path)


def test_a_sheet_formatted_to_its_end_is_read_and_one_too_long_is_told(db, tmp_path, monkeypatch):
    book = book_of(["key"], ["a"])
    book.active.cell(60_000, 1).number_format = "@"
    assert len(table(saved(book), "t.xlsx", tmp_path).rows) == 1
    with pytest.raises(Refusal, match="20,000"):
        table(b"key\r\n" + b"k\r\n" * 20_001, "t.csv", tmp_path)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("t.xlsm", b"PK", "programs"),
        ("t.pdf", b"%PDF", "XLSX or CSV"),
        ("t.csv", b"", "empty"),
        ("t.csv", "key\r\nعنوان".encode("cp1256"), "UTF-8"),
        ("t.csv", b'key\r\n"a\x00b"', "NUL"),
        ("t.csv", b'key\r\n"never closed', "after line"),
        ("t.xlsx", b"not a zip", "damaged"),
    ],
)
def test_what_is_no_table_is_told_why(db, tmp_path, name, body, said):
    with pytest.raises(Refusal, match=said):
        table(body, name, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_may_be_written_as_other_spreadsheets_write_it(db, tmp_path, encoding, mark):
    body = mark.join(["key", "title_ar"]) + "\n" + mark.join(["a", "عنوان"]) + "\n"
    taken = table(body.encode(encoding), "t.csv", tmp_path)
    assert (taken.header, taken.rows[0].cells) == (("key", "title_ar"), ("a", "عنوان"))


def test_a_name_of_a_column_that_is_not_there_is_answered_with_the_nearest(db, tmp_path):
    plan = exchange.plan_import(table(b"key,titel_ar\r\na,b\r\n", "t.csv", tmp_path))
    assert not plan.is_readable
    assert "“title_ar”" in plan.faults[0].en


def test_a_kind_of_table_that_is_none_is_never_taken_for_another(rows):
    with pytest.raises(ValueError, match="csv, xlsx"):
        exchange.export("ods")
