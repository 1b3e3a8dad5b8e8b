"""Doors that libraries would leave open: sign-up, mail, and the operator's own way in without a second factor."""

import pytest
from axes.models import AccessAttempt
from django.urls import reverse

from tests import observatory

pytestmark = pytest.mark.django_db


CLOSED = ["signup/", "email/", "confirm-email/", "confirm-email/abc/"]
CLOSED += ["password/reset/", "password/reset/done/", "password/reset/key/1-a/"]


@pytest.mark.parametrize("page", CLOSED)
def test_pages_that_send_mail_or_make_accounts_are_closed(client, page):
    assert client.get(f"/accounts/{page}").status_code == 404
    assert client.post(f"/accounts/{page}", {"email": "a@example.org"}).status_code == 404


def test_the_operator_signs_in_where_the_second_factor_is_asked_for(client):
    answer = client.get("/operator/login/?next=/operator/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_monitor_does_not_get_into_the_operators_pages(client):
    client.force_login(observatory.person("zahra"))
    assert client.get("/operator/").status_code == 302
    assert client.get("/operator/login/").status_code == 403


def test_failures_to_sign_in_are_counted_for_the_person_named(client):
    observatory.person("zahra")
    client.post(reverse("account_login"), {"login": "zahra", "password": "wrong"})
    assert AccessAttempt.objects.get().username == "zahra"
