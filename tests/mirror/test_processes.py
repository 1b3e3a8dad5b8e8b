"""An export that several processes write is the one that a single one writes, at one moment; what breaks in one ends all."""

import os
import sys
import threading

import pytest
from django.db import connection, transaction

from marsad.mirror import export, hands
from marsad.mirror.folder import MirrorError
from marsad.mirror.make import Maker
from marsad.store.models import Promise
from tests import observatory
from tests.mirror.test_export import files_of
from tests.store import published_record

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process writes an export"),
    # A process that ran other tests has had threads, and what is forked off it may wait for ever for what one of them held.
    pytest.mark.skipif(not os.environ.get("ALONE"), reason="in a process of its own: ALONE=1 pytest …"),
]


def _build():
    with transaction.atomic():
        published_record.build()


def _publish():
    with transaction.atomic():
        observatory.promise("meanwhile")
    connection.close()


def test_several_processes_write_the_same_bytes_as_one_whatever_is_published_meanwhile(tmp_path):
    _build()
    one = export.export_site(tmp_path / "one")

    def told(done, known):
        if done == 20:
            writer = threading.Thread(target=_publish)
            writer.start()
            writer.join()

    two = export.export_site(tmp_path / "two", told=told, processes=2)
    assert Promise.objects.filter(key="meanwhile").exists()
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert one == two


def test_a_page_that_breaks_in_a_process_ends_the_export_and_leaves_nothing(tmp_path, monkeypatch):
    _build()

    def broken(self, address):
        raise MirrorError(f"{address.url} is broken")

    monkeypatch.setattr(Maker, "make", broken)
    with pytest.raises(MirrorError, match="is broken"):
        export.export_site(tmp_path / "site", processes=2)
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_is_ended_ends_the_export(tmp_path, monkeypatch):
    _build()
    monkeypatch.setattr(Maker, "make", lambda self, address: sys.exit(1))
    with pytest.raises(MirrorError, match="a process that made pages ended"):
        export.export_site(tmp_path / "site", processes=2)
    assert list(tmp_path.iterdir()) == []


def test_within_a_transaction_one_process_writes():
    with transaction.atomic(), hands.hired(2) as alone:
        assert not hasattr(alone, "_pipes")
