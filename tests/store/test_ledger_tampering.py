"""Whoever changes a published row or an entry in the database itself is found and named, whichever column and byte it is."""

import json
from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.newsroom.ledger import bring_up_to_date
from marsad.store.models import (
    Assessment,
    Coding,
    CodingRound,
    Document,
    Entry,
    Outlet,
    Person,
    Promise,
    Reply,
    ReplyFile,
    ReplyRequest,
    Seal,
    Snapshot,
    Story,
)
from marsad.store.published import PUBLISHED
from marsad.store.record.ledger import append_entry
from marsad.store.record.people import rename
from marsad.store.record.sources import save_outlet
from marsad.store.seals import model_of, name_of
from tests import observatory
from tests.store.published_record import build, changes, raw, troubles, write

pytestmark = pytest.mark.django_db
ELSEWHERE = {Coding, CodingRound, Reply, ReplyFile, ReplyRequest}  # published in the tests of replies and of blind coding


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    """One of everything, published once for all tests of this file, each of which takes back what it did."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        try:
            build()
            connection.check_constraints()
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            else:
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
        finally:
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA ignore_check_constraints = OFF")
            transaction.set_rollback(True)
            block.__exit__(None, None, None)


class Undone(Exception):
    """Ends a block so that all that was done in it is taken back."""


def tampered(change):
    """Return what a check finds after *change*, which is then taken back; None where the database itself refuses it."""
    found = None
    try:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    change()
            except DatabaseError:
                raise Undone from None
            found = troubles()
            raise Undone
    except Undone:
        return found


def sealed_rows():
    """Return each table and key that the ledger says readers see."""
    return [model_of(name) for name in Seal.objects.exclude(sha256="").order_by("name").values_list("name", flat=True)]


def test_a_record_that_nobody_touched_holds(published):
    assert troubles() == []


def test_every_kind_of_published_row_is_in_the_record(published):
    assert {model for model, _ in sealed_rows()} >= PUBLISHED.keys() - ELSEWHERE


def test_a_change_in_any_column_of_any_published_row_is_found_and_named(published):
    rows = sealed_rows()
    missed, tried = [], 0
    for model in dict.fromkeys(model for model, _ in rows):
        keys = [key for kind, key in rows if kind is model]
        for field in model._meta.concrete_fields:
            is_private = not PUBLISHED[model].seals(field.attname) or (model is Person and field.attname == "username")
            is_reckoned = (model, field.attname) == (Assessment, "status")  # unsealed, and held by another rule
            if field.primary_key or (is_private and not is_reckoned):
                continue
            for turn in range(3):
                changed = []

                def change(field=field, keys=keys, model=model, turn=turn, changed=changed):
                    for key in keys:
                        values = list(changes(field, raw(model, key, field.column)))
                        before = raw(model, key, field.column)
                        with suppress(DatabaseError), transaction.atomic():  # the database itself refuses some
                            write(model, key, field.column, values[turn % len(values)])
                            if raw(model, key, field.column) != before:  # PostgreSQL drops a space beyond a column's width
                                changed.append(key)

                found = tampered(change)
                tried += len(changed)
                named = {one.split(" in ")[0] for one in found or ()}
                missed += [(model, key, field.attname, turn) for key in changed if f"{model._meta.model_name} {key}" not in named]
    assert tried > 1000
    assert missed == []


def test_a_row_that_is_gone_or_bears_another_key_is_found(published):
    for model, key in sealed_rows():
        where = f"{model._meta.model_name} {key} in "
        gone = tampered(lambda: write(model, key, model._meta.pk.column, 900_000 + key))  # noqa: B023 - called at once
        assert any(one.startswith(where) and "missing" in one for one in gone), where


def test_what_evidence_a_verdict_rests_on_is_sealed(published):
    row = Assessment.objects.filter(status="published").first()
    kept = row.evidence.first()
    assert any(one.startswith(f"assessment {row.pk} ") for one in tampered(lambda: row.evidence.remove(kept)))


def test_a_row_that_readers_see_without_an_entry_is_found(published):
    for model, changed in (
        (Promise, {"key": "smuggled"}),
        (Assessment, {"status": "superseded"}),
        (Snapshot, {}),
        (Document, {"key": "smuggled"}),
    ):
        row = model._default_manager.filter(pk=next(key for kind, key in sealed_rows() if kind is model)).get()
        evidence = list(row.evidence.all()) if model is not Snapshot and model is not Promise else []

        def smuggle(row=row, changed=changed, evidence=evidence, model=model):
            row.pk = None
            for name, value in changed.items():
                setattr(row, name, value)
            row.save(force_insert=True)
            if model is Assessment:
                row.evidence.set(evidence)
            elif model is Document:
                piece = evidence[0]
                piece.pk, piece.document = None, row
                piece.save(force_insert=True)
                Assessment.objects.filter(published_at__isnull=False).first().evidence.add(piece)

        found = tampered(smuggle)
        assert any("no entry says that it was published" in one for one in found), model


def test_which_verdict_stands_is_reckoned_from_what_was_published(published):
    standing = Assessment.objects.get(status="published", promise__key="coalition")
    older = Assessment.objects.filter(status="superseded", promise__key="coalition").first()

    def swap():
        write(Assessment, standing.pk, "status", "superseded")
        write(Assessment, older.pk, "status", "published")

    found = tampered(swap)
    assert {f"assessment {row.pk} in store_assessment" for row in (standing, older)} <= {one.split(":")[0] for one in found}


def test_every_column_of_every_entry_is_held(published):
    for sequence in list(Entry.objects.values_list("pk", flat=True))[::4]:
        for field in Entry._meta.concrete_fields:
            if field.primary_key:
                continue
            for value in list(changes(field, raw(Entry, sequence, field.column)))[:2]:
                found = tampered(lambda: write(Entry, sequence, field.column, value))  # noqa: B023 - called at once
                assert found is None or any(one.startswith(f"entry {sequence}: ") for one in found), (
                    sequence,
                    field.column,
                    value,
                )
        for column in ("promise_id", "assessment_id"):
            if raw(Entry, sequence, column) is not None:
                assert tampered(lambda: write(Entry, sequence, column, None))  # noqa: B023 - called at once


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_byte_of_any_text_of_an_entry_is_held(published, data):
    sequence = data.draw(st.sampled_from(list(Entry.objects.values_list("pk", flat=True))))
    column = data.draw(st.sampled_from(["at", "actor", "kind", "payload", "previous_hash", "hash"]))
    text = raw(Entry, sequence, column).encode()
    place = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.integers(1, 255).filter(lambda other: other != text[place]))
    changed = text[:place] + bytes([byte]) + text[place + 1 :]
    if connection.vendor == "postgresql":
        try:
            changed.decode()
        except UnicodeDecodeError:
            return  # this database holds no such text
        value, sql = changed.decode(), "%s"
    else:
        value, sql = changed, "CAST(%s AS TEXT)"

    def change():
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE store_entry SET "{column}" = {sql} WHERE sequence = %s', [value, sequence])

    found = tampered(change)
    assert found is None or any(one.startswith(f"entry {sequence}: ") for one in found)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_byte_of_a_documents_text_is_held(published, data):
    if connection.vendor != "sqlite":
        pytest.skip("bytes that are no text are SQLite's alone")
    model, key, column = data.draw(
        st.sampled_from(
            [(Document, key, name) for kind, key in sealed_rows() if kind is Document for name in ("text", "names", "title")]
        )
    )
    text = raw(model, key, column).encode()
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + bytes([text[place] ^ data.draw(st.integers(1, 255))]) + text[place + 1 :]

    def change():
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE store_document SET "{column}" = CAST(%s AS TEXT) WHERE id = %s', [changed, key])

    assert any(one.startswith(f"document {key} in ") for one in tampered(change))


def test_json_and_days_are_held_as_they_were_written_not_as_they_are_read(published):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps values, not their writing")
    key = next(key for kind, key in sealed_rows() if kind is Document)
    for column, value in (
        ("agencies", "[ ]"),
        ("published_on", "20250901"),
        ("read_at", raw(Document, key, "read_at").replace(" ", "T")),
    ):
        assert any(one.startswith(f"document {key} in ") for one in tampered(lambda: write(Document, key, column, value)))  # noqa: B023


def test_entries_lost_and_moved_are_named(published):
    last = Entry.objects.order_by("-pk").first().pk

    def swap():
        with connection.cursor() as cursor:
            for old, new in ((4, 100_000), (5, 4), (100_000, 5)):
                cursor.execute("UPDATE store_entry SET sequence = %s WHERE sequence = %s", [new, old])

    assert {"entry 4", "entry 5"} <= {one.split(":")[0] for one in tampered(swap)}
    (first, *_) = tampered(lambda: Entry.objects.filter(pk__in=[6, 7]).delete())
    assert first == "entry 8: entries 6 to 7 are missing before it"
    assert tampered(lambda: Entry.objects.filter(pk=last).delete())  # what it sealed now differs, or is without an entry


def test_a_row_that_was_tampered_with_is_not_sealed_anew_by_what_only_shows_it(published):
    def act():
        document = next(Document.objects.get(pk=key) for kind, key in sealed_rows() if kind is Document)
        write(Document, document.pk, "title", "عنوان آخر")
        Seal.objects.filter(pk=name_of(document)).delete()  # even where the index forgets that it was ever sealed
        row = Assessment.objects.filter(evidence__document=document, published_at__isnull=False).first()
        append_entry("test.entry", {}, actor="tests", at=timezone.now(), rows=[row], shown=[document])
        act.key = document.pk

    found = tampered(act)
    assert any(one.startswith(f"document {act.key}: ") and "never been sealed" in one for one in found)


def test_a_changed_index_is_found_and_made_anew(published):
    def act():
        Seal.objects.filter(pk=Seal.objects.order_by("pk").first().pk).update(sha256="0" * 64)

    assert any("index" in one for one in tampered(act))

    def mend():
        act()
        Seal.objects.create(name="document:900000", sha256="1" * 64, sequence=1)
        bring_up_to_date()

    assert tampered(mend) == []


def test_a_record_from_before_seals_is_sealed_once_and_only_then():
    observatory.load_codebook()
    observatory.promise("old")
    previous = Entry.objects.count()
    Seal.objects.all().delete()
    for entry in Entry.objects.all():
        told = {name: value for name, value in json.loads(entry.payload).items() if not name.startswith("seals")}
        write(Entry, entry.pk, "payload", json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    _chain_anew()
    assert any("no entry says" in one for one in troubles())
    assert bring_up_to_date() >= 5  # codebook, government, sector, promise, revision
    assert troubles() == []
    assert {entry.kind for entry in Entry.objects.filter(pk__gt=previous)} == {"record.sealed"}
    Promise.objects.filter(key="old").update(title_ar="عنوان آخر")
    assert bring_up_to_date() == 0
    assert any(one.startswith("promise ") and "changed" in one for one in troubles())


def _chain_anew():
    from marsad.domain.ledger import GENESIS, chain_hash

    previous = GENESIS
    for entry in Entry.objects.order_by("pk"):
        digest = chain_hash(
            sequence=entry.pk, at=entry.at, actor=entry.actor, kind=entry.kind, payload=entry.payload, previous_hash=previous
        )
        Entry.objects.filter(pk=entry.pk).update(hash=f"x{entry.pk}")
        Entry.objects.filter(pk=entry.pk).update(hash=digest, previous_hash=previous)
        previous = digest


def test_an_outlet_and_a_person_that_readers_know_are_renamed_with_an_entry(published):
    def act():
        outlet = Outlet.objects.get(key="nahr")
        save_outlet("nahr", sources=(), name_ar="جريدة النهر", name_en=outlet.name_en, country=outlet.country, site=outlet.site)
        rename(Person.objects.get(username="sivan"), "سيفان", actor="tests", at=timezone.now())
        act.kinds = set(Entry.objects.values_list("kind", flat=True))

    assert tampered(act) == []
    assert {"outlet.revised", "person.renamed"} <= act.kinds


def test_a_story_that_readers_see_is_told_where_it_moves(published):
    from marsad.store.record.stories import save_stories

    def act():
        first = next(key for kind, key in sealed_rows() if kind is Document)
        Story.objects.get_or_create(key="another")
        save_stories({first: "another"})
        act.kinds = set(Entry.objects.values_list("kind", flat=True))

    assert tampered(act) == []
    assert "documents.grouped" in act.kinds
