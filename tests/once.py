"""A mark for tests of what is the same on each database: they run in the tests on SQLite alone."""

import pytest
from django.db import connection

ONCE = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is the same on each database: once is enough")
