"""The operator's pages show a few tables and change nothing; secrets, drafts and codings are not among them."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib import admin

from marsad.desk.admin import LookOnly
from marsad.store.models import Body, Government, Outlet, Person, Programme, Promise, Sector, Source
from tests import observatory


@pytest.fixture
def operator(sign_in, django_user_model):
    return sign_in(django_user_model.objects.create_superuser("root", password=observatory.PASSWORD, role="operator"))


def test_only_these_tables_are_shown_and_none_can_be_changed():
    assert set(admin.site._registry) == {Body, Government, Outlet, Person, Programme, Promise, Sector, Source}
    assert all(isinstance(page, LookOnly) for page in admin.site._registry.values())


def test_an_operator_makes_nobody_an_editor_behind_the_audits_back(operator, noise):
    zahra = observatory.person("zahra", "monitor")
    at = f"/operator/store/person/{zahra.pk}"
    assert operator.post(f"{at}/change/", {"username": "zahra", "role": "chief", "is_active": "on"}).status_code == 403
    assert operator.post(f"{at}/password/", {"password1": "x" * 20, "password2": "x" * 20}).status_code in {302, 404}
    assert operator.post("/operator/store/person/add/", {"username": "sock"}).status_code == 403
    zahra.refresh_from_db()
    assert (zahra.role, zahra.check_password(observatory.PASSWORD)) == ("monitor", True)


def test_no_password_and_no_second_factor_is_shown(operator, noise):
    zahra = observatory.person("zahra", "editor")
    Authenticator.objects.create(user=zahra, type="totp", data={"secret": "sealed:abc"})
    page = operator.get(f"/operator/store/person/{zahra.pk}/change/").content.decode()
    assert "zahra" in page
    assert zahra.password not in page
    assert "pbkdf2" not in page
    assert operator.get("/operator/mfa/authenticator/").status_code == 404
    assert operator.get("/operator/axes/accessattempt/").status_code == 404


def test_rows_are_not_found_by_what_they_do_not_show(operator, noise):
    observatory.person("zahra", "editor")
    assert operator.get("/operator/store/person/?role=editor").status_code == 200
    assert operator.get("/operator/store/person/?password__startswith=pbkdf2").status_code == 400
    assert operator.get("/operator/store/person/?codings__verdict=broken").status_code == 400


def test_a_password_is_changed_where_it_is_an_act(operator):
    assert operator.get("/operator/password_change/").headers["Location"] == "/accounts/password/change/"


def test_a_second_factor_of_another_secret_key_opens_to_no_code_that_can_be_reckoned(settings):
    settings.SECRET_KEY = "the key of before"
    kept = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    assert get_adapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY = "the key of now"
    reckoned = auth.format_hotp_value(auth.hotp_value("", next(iter(auth.yield_hotp_counters_from_time()))))
    assert auth.validate_totp_code("", reckoned)
    assert not auth.validate_totp_code(get_adapter().decrypt(kept), reckoned)
