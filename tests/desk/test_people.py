"""Tests of people's pages, and that every form of the desk is closed to roles outside the table."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from marsad.desk.access import forbidden
from marsad.domain.roles import ROLES
from marsad.newsroom import invitations
from marsad.store.models import Act, Person
from tests import observatory
from tests.desk.conftest import words

pytestmark = pytest.mark.django_db
# Forms that are their owner's alone, or open to everybody who signs in; and joining, which has the code of a link for a key.
OWN = {"language", "end_other_sessions", "end_session", "join", "here", "keep_draft", "drop_draft"}


def addresses():
    """Yield the name and an address of every page of the desk, with keys that nothing has."""
    for name, ways in get_resolver("marsad.desk.urls").reverse_dict.lists():
        if isinstance(name, str):
            _, parameters = ways[0][0][0]
            tried = (dict.fromkeys(parameters, 9999), dict.fromkeys(parameters, "nothing-has-this"))
            for kwargs in tried:
                try:
                    yield name, reverse(f"desk:{name}", kwargs=kwargs)
                    break
                except Exception:  # noqa: BLE001 - a converter wants the other kind of key
                    continue


@pytest.fixture
def client_as(sign_in, codebook):
    def signed_in(role):
        return sign_in(observatory.person(f"a-{role}", role), raise_request_exception=False)

    return signed_in


def test_no_form_of_the_desk_does_anything_for_an_operator_but_about_people(client_as):
    operator = client_as("operator")
    before = {name for name, address in addresses() if name not in OWN and operator.post(address).status_code in {200, 302}}
    done = set(Act.objects.filter(outcome="done", person__role="operator").values_list("verb", flat=True))
    assert {verb.partition(".")[0] for verb in done} <= {"person", "self"}, before


def test_no_form_of_an_editor_answers_a_monitor(client_as):
    monitor, editor = client_as("monitor"), client_as("editor")
    closed = {name for name, address in addresses() if monitor.post(address).status_code == 403}
    assert {"publish", "return", "explain", "resolve", "publish_series", "confirm_milestone", "invite", "team"} <= closed
    opened = {name for name, address in addresses() if editor.post(address).status_code == 403}
    assert opened < closed


@pytest.mark.parametrize("role", ROLES)
def test_the_team_is_for_who_looks_after_people(client_as, role):
    assert client_as(role).get("/desk/team/").status_code == (200 if role in {"chief", "operator"} else 403)


def test_an_editor_without_a_second_factor_is_led_to_set_one_up(client_as, settings):
    settings.MFA_REQUIRED = True
    editor, coder = client_as("editor"), client_as("coder")
    for page in ("/desk/", "/desk/promises/", "/desk/people/"):
        assert editor.get(page).headers["Location"] == "/accounts/2fa/"
        assert coder.get(page).status_code == 200
    assert client_as("operator").get("/operator/store/person/").headers["Location"] == "/accounts/2fa/"
    text = words(editor.get("/accounts/2fa/"))
    assert "يُفتح المكتب متى صار لك واحد من هذه" in text


def test_changing_people_asks_again_who_one_is(client_as, zahra):
    chief = client_as("chief")
    answer = chief.post(f"/desk/team/{zahra.pk}/role/", {"role": "editor"})
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    answer = chief.post(answer.headers["Location"], {"password": observatory.PASSWORD})
    zahra.refresh_from_db()
    assert zahra.role == "editor"  # the act that was held back went on by itself


def test_a_person_sees_their_own_acts_and_a_chief_editor_everybodys(client_as, zahra):
    invitations.invite("سيڤان", None, role="coder")
    assert "سطر الأوامر" in words(client_as("chief").get("/desk/audit/"))
    assert "سطر الأوامر" not in words(client_as("coder").get("/desk/audit/?person=a-chief"))


def test_the_audit_goes_on_from_page_to_page_without_gaps(client_as):
    for number in range(120):
        invitations.invite(f"شخص {number}", None, role="monitor")
    chief, seen, address = client_as("chief"), [], "/desk/audit/?act=person.invite"
    while address:
        html = chief.get(address).content.decode()
        seen += re.findall(r"invitation:شخص (\d+)", html)
        found = re.search(r'href="(\?[^"]+)" rel="next"', html)
        address = f"/desk/audit/{found[1].replace('&amp;', '&')}" if found else None
    assert seen == [str(number) for number in range(119, -1, -1)]


@pytest.mark.parametrize(
    "query", ["day=nonsense", "before=-3", "act=assessment.sell", "subject=%00", "outcome=perhaps", "person=x"]
)
def test_what_cannot_be_read_asks_for_nothing(client_as, query):
    assert client_as("chief").get(f"/desk/audit/?{query}").status_code == 200


def test_a_closed_link_says_so():
    answer = Client().get("/desk/join/nobody-was-given-this/")
    assert answer.status_code == 410
    assert "مغلق" in words(answer)


def test_signing_in_and_failing_to_are_acts(zahra, codebook):
    visitor = Client()
    visitor.post("/accounts/login/", {"login": "zahra", "password": "wrong"})
    visitor.post("/accounts/login/", {"login": "zahra", "password": observatory.PASSWORD})
    visitor.post("/accounts/logout/")
    assert list(Act.objects.order_by("pk").values_list("verb", "outcome")) == [
        ("self.fail", "refused"),
        ("self.sign_in", "done"),
        ("self.sign_out", "done"),
    ]
    assert Person.objects.get().sessions.count() == 0


def test_who_may_is_named_on_the_closed_door(client_as):
    assert "رئيس التحرير" in words(client_as("monitor").get("/desk/team/"))
    assert forbidden
