"""A process that is killed while it publishes leaves no row without its entry, and no entry without its row.

`make test` kills few; `LEDGER_KILLS=200 pytest tests/store/test_ledger_kills.py`, under tools/with_postgres.py too, kills many.
"""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection

from marsad.store.models import Assessment, Entry
from tests.store.published_record import troubles
from tests.store.test_ledger_concurrency import propose, ready

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("LEDGER_KILLS", "12"))
OTHERS = """SELECT pid, state, wait_event_type, wait_event, query FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'"""
DAY = dt.date(2025, 10, 2)


class Publisher:
    """A process of its own that publishes, and may be killed at it."""

    def __init__(self):
        words = [sys.executable, "-m", "tests.store.publishing_process"]
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"DATABASE_URL": address()}
        )

    def begin(self, proposal, editor):
        """Begin to publish; return the number of the process that is at it."""
        self._process.stdin.write(f"{proposal} {editor.pk}\n")
        self._process.stdin.flush()
        word, number = self._process.stdout.readline().split()
        assert word == "at"
        return int(number)

    def wait(self):
        """Wait until it is done, or dead."""
        self._process.stdin.write("wait\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "over\n"

    def end(self):
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


@pytest.fixture
def publisher(transactional_db):
    made = Publisher()
    yield made
    made.end()


def address():
    """Return where the tests' database is, as DATABASE_URL names it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


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


def test_who_is_killed_while_publishing_leaves_all_or_nothing(publisher):
    about, evidence, zahra, omar, _ = ready("one")
    chance = random.Random(5)
    proposals = [propose(about, evidence, zahra, effective_on=DAY + dt.timedelta(days=day)).pk for day in range(KILLS + 2)]
    times = []
    for proposal in proposals[:2]:
        began = time.monotonic()
        publisher.begin(proposal, omar)
        publisher.wait()
        times.append(time.monotonic() - began)
    undone = 0
    for proposal in proposals[2:]:
        child = publisher.begin(proposal, omar)
        time.sleep(chance.uniform(0, min(times)))
        os.kill(child, signal.SIGKILL)
        publisher.wait()
        wait_for_the_server()
        is_public = Assessment.objects.get(pk=proposal).published_at is not None
        assert Entry.objects.filter(assessment=proposal).count() == int(is_public)
        assert troubles() == [], (proposal, is_public, times)
        undone += not is_public
    assert list(Entry.objects.values_list("pk", flat=True)) == list(range(1, Entry.objects.count() + 1))
    print(f"{KILLS} kills on {connection.vendor}: {undone} undone whole, {KILLS - undone} done whole")
