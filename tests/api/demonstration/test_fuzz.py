"""Thousands of requests made by schemathesis from the OpenAPI document, to the record of the demonstration.

None meets a fault of ours, and no answer is other than the document says. `make test` makes few; `make fuzz-api` makes 10,000,
named by `API_REQUESTS`, and says how many it made.
"""

import logging
import os
import time
from collections import Counter

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from marsad.api.interface import make_document
from tests.api.wsgi import Interface

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("API_REQUESTS", "230"))
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(make_document()).get_all_operations()]
EACH = -(-REQUESTS // len(OPERATIONS))
DAYS = ("0001-01-01", "2019-12-31", "2021-06-01", "2024-06-30", "2025-12-31", "2026-06-01", "9999-12-31")


class Asked:
    """What was asked of the interface, and how it answered."""

    def __init__(self):
        self._interface, self.statuses, self.began = Interface(), Counter(), time.monotonic()

    def ask(self, case, *more):
        """Make the request, hold its answer against the document, and return it."""
        answer = self._interface.ask(case, *more)
        self.statuses[answer.status_code] += 1
        return answer


@pytest.fixture(scope="module")
def asked(demonstration):
    """Count the requests of all tests of this file; at the end, say how many there were."""
    counted = Asked()
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.ERROR)  # that thousands of questions are refused is no news
    yield counted
    log.setLevel(before)
    told = ", ".join(f"{count} × {status}" for status, count in sorted(counted.statuses.items()))
    print(f"\n{counted.statuses.total()} requests in {time.monotonic() - counted.began:.0f} s: {told}")


def rows(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.json()["items"]


@pytest.fixture(scope="module")
def known(demonstration):
    """What the record holds, by the name of the parameter of a query that asks for it."""
    kept = {
        name: [row[key] for row in rows(f"/api/v1/{place}/")]
        for name, place, key in (
            ("government", "governments", "key"),
            ("sector", "sectors", "key"),
            ("body", "bodies", "key"),
            ("promise", "promises", "key"),
            ("outlet", "outlets", "key"),
            ("assessment", "assessments", "number"),
            ("kind", "ledger/entries", "kind"),
        )
    }
    verdicts = ["assessed", "unrated", *(row["key"] for book in rows("/api/v1/codebooks/") for row in book["verdicts"])]
    titles = [row["title"]["ar"] for row in rows("/api/v1/promises/")]
    return kept | {"verdict": verdicts, "q": titles, "as_of": DAYS, "since": DAYS, "limit": [1, 2, 7, 200]}


def places(operation, known):
    """Return the parts of the path by which *operation* reads one thing that is there."""
    names = [one.name for one in operation.path_parameters]
    if names == ["government"]:
        return [{"government": key} for key in known["government"]]
    return [{name: row[name] for name in names} for row in rows(operation.full_path.partition("{")[0])] if names else [{}]


def answerable(operation, known):
    """Return requests for what is there, by parameters that the record knows."""
    query = {one.name: st.sampled_from(known[one.name]) for one in operation.query if one.name in known}
    there = st.sampled_from(places(operation, known))
    sought = st.fixed_dictionaries({}, optional=query)

    def seek(case, place, asked_for):
        case.path_parameters = {name: str(value) for name, value in place.items()}
        case.query = {name: value for name, value in case.query.items() if name not in (*query, "cursor")} | asked_for
        return case

    return st.builds(seek, operation.as_strategy(generation_mode=GenerationMode.POSITIVE), there, sought)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.definition.raw["operationId"])
def test_answers_are_as_the_document_says_whatever_is_asked(asked, known, operation):
    before = asked.statuses.total()
    steady = settings(
        max_examples=EACH,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )
    right = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @steady
    @given(st.tuples(answerable(operation, known) | right, st.just(())) | st.tuples(wrong, st.just((negative_data_rejection,))))
    def ask(made):
        case, checks = made
        answer = asked.ask(case, *checks)
        follows = answer.json().get("next_cursor") if answer.status_code == 200 else None
        if follows:
            case.query = case.query | {"cursor": follows}
            assert asked.ask(case).status_code == 200

    ask()
    assert asked.statuses.total() - before >= EACH
