"""A clock that tests set: only forward, as in a newsroom."""

import datetime as dt
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone


class Clock:
    """A moment in UTC that goes on by a second whenever it is read, so that no two acts are of one moment."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        self.moment += dt.timedelta(seconds=1)
        return self.moment

    def go_on(self, **some) -> None:
        self.moment += dt.timedelta(**some)

    @contextmanager
    def shown(self):
        """Let everything that asks Django for the time read this clock."""
        with mock.patch.object(timezone, "now", self.now):
            yield self
