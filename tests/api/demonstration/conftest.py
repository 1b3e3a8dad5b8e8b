"""The demonstration's record, loaded once for the tests of this folder and taken back after them."""

import pytest
from django.db import connection, transaction

from marsad.newsroom import demonstration as demo


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the whole demonstration; each test that takes it stands in a transaction within this one."""
    if connection.vendor == "postgresql":
        pytest.skip(
            "the demonstration is counted on SQLite alone: its tests take minutes, and what counts is tried on both beside it"
        )
    from django.conf import settings

    kept = tmp_path_factory.mktemp("demonstration")
    before = settings.ARCHIVE_ROOT, settings.UPLOAD_ROOT
    with django_db_blocker.unblock(), transaction.atomic():
        settings.ARCHIVE_ROOT, settings.UPLOAD_ROOT = kept / "archive", kept / "uploads"
        try:
            description = demo.read_observatory()
            demo.load_promises(description)
            demo.load_outlets()
            demo.load_people(description)
            demo.load_pages(lambda _: None)
            for load in (demo.load_assessments, demo.load_conflicts, demo.load_series, demo.load_milestones, demo.load_waiting):
                load(description)
            yield
        finally:
            settings.ARCHIVE_ROOT, settings.UPLOAD_ROOT = before
            transaction.set_rollback(True)
