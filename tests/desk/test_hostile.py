import importlib
import inspect
import pkgutil
import random
import re

import pytest
from django import forms

import marsad.desk
from marsad.desk.urls import urlpatterns
from tests import observatory
from tests.desk.conftest import propose, prove

POSTS = {row.name: str(row.pattern) for row in urlpatterns if row.name != "language"}
MISSING = (999_999, 0, 2**31, 2**63 - 1, 2**63, 2**70)
WORDS = {
    "act": ("propose", "check", "hand_in", "confirm", "drop", "ask", "reopen", "end", "withdraw", "draft"),
    "at": ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00+00:00"),
    "next": ("//evil.example/", "/desk/\r\nX: y", "/desk/today/"),
    "record": ("promise:coalition", "candidate:1", "promise:"),
    "query": ("promise=coalition", "a=1&a=2", "%"),
}
HOSTILE = (
    "",
    "   ",
    "\x00",
    "a\x00b",
    "\x1b[31m\u202e",
    "أ" * 30_000,
    "9" * 30,
    "-1",
    str(2**63),
    "NaN",
    "<script>",
    "2026-02-30",
    "0001-01-01",
    "{}",
)
PLAIN = ("1", "2", "2026-01-01", "on", "coalition", "نص عادي يكفي لشرح السبب.")


def fields_of_the_desk():
    """Every field name of the desk's forms, with its choices."""
    found = {name: list(words) for name, words in WORDS.items()} | {"draft": ["coding:1"], "gone": [], "coding": []}
    for part in pkgutil.iter_modules(marsad.desk.__path__):
        module = importlib.import_module(f"marsad.desk.{part.name}")
        for _, form in inspect.getmembers(module, lambda one: inspect.isclass(one) and issubclass(one, forms.Form)):
            for name, field in form.base_fields.items():
                choices = [str(pair[0]) for pair in getattr(field, "choices", ())]
                found.setdefault(name, []).extend(choices)
    return found


def address(pattern, number, key):
    """The address with every number and every key put in."""
    filled = re.sub(r"<int:\w+>", str(number), pattern)
    return "/desk/" + re.sub(r"<\w+:\w+>", key, filled)


@pytest.fixture
def rows(codebook, about, sent, noise, zahra):
    """A row of most kinds under the desk's first numbers."""
    return propose(about, zahra, [prove(about, zahra), prove(about, zahra, outlet="صحيفة ثانية")])


def test_without_the_token_of_its_form_no_post_is_taken(sign_in, rows):
    chief = sign_in(observatory.person("layla", "chief"), enforce_csrf_checks=True)
    answers = {
        name: chief.post(address(pattern, 1, "coalition"), {"act": "confirm"}).status_code for name, pattern in POSTS.items()
    }
    assert {name: status for name, status in answers.items() if status != 403} == {}


def test_without_signing_in_no_post_is_taken(client, rows):
    for name, pattern in POSTS.items():
        response = client.post(address(pattern, 1, "coalition"), {"act": "confirm"})
        if name != "join":
            assert (response.status_code, response.headers.get("Location", "")[:16]) == (302, "/accounts/login/"), name


@pytest.mark.parametrize("role", ["monitor", "chief"])
def test_a_row_that_is_not_there_is_no_error(sign_in, rows, role):
    client = sign_in(observatory.person("stranger", role))
    for name, pattern in POSTS.items():
        if "<" in pattern:
            number, key = MISSING[len(name) % len(MISSING)], ("no-such", "x" * 300, "%00")[len(name) % 3]
            status = client.post(address(pattern, number, key), {"reason": "نص", "act": "confirm"}).status_code
            assert status < 500, name
            assert status != 200 or "/drafts/" in pattern, f"{name} answered as if {number} or {key} were there"


@pytest.mark.parametrize("role", ["editor", "chief"])
def test_what_no_form_would_send_is_no_error(sign_in, rows, role):
    client, chance, fields = sign_in(observatory.person("stranger", role)), random.Random(role), fields_of_the_desk()
    for name, pattern in POSTS.items():
        for _ in range(2):
            number = chance.choice((1, 1, 2, 3, *MISSING))
            sent = {field: chance.choice((*HOSTILE, *PLAIN, *words, *words)) for field, words in fields.items()}
            response = client.post(address(pattern, number, chance.choice(("coalition", "water", "no-such"))), sent)
            assert response.status_code < 500, name
            assert "evil.example" not in response.headers.get("Location", ""), name
