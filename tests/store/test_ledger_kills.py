"""A process that is killed while it publishes leaves no row without its entry, and no entry without its row.

`make test` kills few; `LEDGER_KILLS=200 pytest tests/store/test_ledger_kills.py`, under tools/with_postgres.py too, kills many.
"""

import datetime as dt
import os
import random
import signal
import time

import pytest
from django.db import connection

from marsad.newsroom import publish
from marsad.store.models import Assessment, Entry
from tests.store.published_record import troubles
from tests.store.test_ledger_concurrency import propose, ready

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("LEDGER_KILLS", "12"))
OTHERS = """SELECT pid, state, wait_event_type, wait_event, query FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'"""
DAY = dt.date(2025, 10, 2)


def publishing(proposal, editor):
    """Begin to publish in a process of its own; return its number once it is at it."""
    connection.close()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            connection.ensure_connection()
            os.write(writer, b"!")
            publish.publish(proposal, editor)
        finally:
            os._exit(0)  # nothing of the tests is tidied up twice
    os.close(writer)  # else a child that ends before it began would be waited for without end
    began = os.read(reader, 1)
    os.close(reader)
    assert began == b"!", "the process ended before it began to publish"
    return child


def wait_for_the_server():
    """Wait until PostgreSQL is done with what a killed process had sent already: its COMMIT may be on its way."""
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + 60
    with connection.cursor() as cursor:
        while True:
            cursor.execute(OTHERS)
            at_work = cursor.fetchall()
            if not at_work:
                return
            assert time.monotonic() < until, at_work
            time.sleep(0.01)


def test_who_is_killed_while_publishing_leaves_all_or_nothing():
    about, evidence, zahra, omar, _ = ready("one")
    chance = random.Random(5)
    proposals = [propose(about, evidence, zahra, effective_on=DAY + dt.timedelta(days=day)).pk for day in range(KILLS + 2)]
    times = []
    for proposal in proposals[:2]:
        began = time.monotonic()
        os.waitpid(publishing(proposal, omar), 0)
        times.append(time.monotonic() - began)
    undone = 0
    for proposal in proposals[2:]:
        child = publishing(proposal, omar)
        time.sleep(chance.uniform(0, min(times)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        wait_for_the_server()
        is_public = Assessment.objects.get(pk=proposal).published_at is not None
        assert Entry.objects.filter(assessment=proposal).count() == int(is_public)
        assert troubles() == [], (proposal, is_public, times)
        undone += not is_public
    assert list(Entry.objects.values_list("pk", flat=True)) == list(range(1, Entry.objects.count() + 1))
    print(f"{KILLS} kills on {connection.vendor}: {undone} undone whole, {KILLS - undone} done whole")
