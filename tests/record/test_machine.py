"""Random acts of several people leave a record that holds."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.record.machine import WRITTEN, Newsroom, begin

# `make record` is the whole bar; a few runs keep the tests quick.
RUNS = int(os.environ.get("RECORD_RUNS", "12"))
STEPS = int(os.environ.get("RECORD_STEPS", "24"))


@pytest.mark.django_db
def test_whatever_people_do_the_record_holds():
    begin()
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.generate,) if "RECORD_RUNS" in os.environ else tuple(Phase),
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(dict(sorted(WRITTEN.items())))
