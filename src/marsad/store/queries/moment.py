"""One moment of the record that several processes read: all of them join it before anybody can write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from marsad.store.queries.ledger_check import one_moment

_FIRST_READ = "SELECT 1 FROM django_migrations LIMIT 1"  # SQLite's moment begins with the first thing that is read


@contextmanager
def moment_with(others: Callable[[str], None]) -> Iterator[None]:
    """Read everything as of one moment. *others* is called with the moment's name and returns once other processes joined it.

    Meanwhile nobody can write to SQLite; from then on nobody is held up.
    """
    if connection.vendor != "sqlite":
        with one_moment(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            others(str(cursor.fetchone()[0]))
            yield
        return
    with closing(connections.create_connection(DEFAULT_DB_ALIAS)) as lock, one_moment():
        with lock.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
        try:
            _begin()
            others("")
        finally:
            lock.connection.rollback()
        yield


@contextmanager
def joined_moment(name: str) -> Iterator[None]:
    """Read everything as of the moment called *name*, which another process is in."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SET TRANSACTION SNAPSHOT %s", [name])
            yield
        return
    with one_moment():
        _begin()
        yield


def _begin() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_READ)
