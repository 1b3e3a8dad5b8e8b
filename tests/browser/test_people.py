"""Real people at real browsers: an invitation is followed to the desk, a second factor is set up, a session ends elsewhere."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest

from tests import observatory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "four quiet rivers meet"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def chief(codebook):
    return observatory.person("layla", "chief")


def digits(secret):
    """Return the six digits that an authenticator app would show now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    told = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = told[-1] & 15
    return f"{(struct.unpack('>I', told[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def set_up_app(person):
    """Follow the pages by which an authenticator app is set up; return its secret."""
    page = person.page
    page.click("a[href$='/2fa/totp/activate/']")
    if page.locator("input[name=password]").count():
        page.fill("input[name=password]", observatory.PASSWORD)
        page.locator("main form button").first.click()
    page.wait_for_selector("#authenticator_secret")
    secret = page.input_value("#authenticator_secret")
    person.finds_no_fault()
    page.fill("input[name=code]", digits(secret))
    page.locator("main form button").first.click()
    page.wait_for_url("**/recovery-codes/")
    return secret


def add_keys(person):
    """Give the browser a device that answers for its owner, as a phone with a finger on it does."""
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_an_invited_editor_sets_up_an_app_before_the_desk_opens(visitor, chief):
    host = visitor()
    host.goes_to("/accounts/login/")
    host.page.fill("input[name=login]", "layla")
    host.page.fill("input[name=password]", observatory.PASSWORD)
    host.page.locator("form:has(input[name=login]) button").first.click()
    host.page.wait_for_url("**/accounts/2fa/")  # she leads the newsroom, and has no second factor yet
    host.finds_no_fault()
    set_up_app(host)
    host.finds_no_fault()
    host.goes_to("/desk/team/")
    host.finds_no_fault()
    host.page.fill("input[name=name]", "سيڤان الجديدة")
    host.page.check("input[name=role][value=editor]")
    host.page.click("#invite button")
    link = host.page.input_value("#link")
    host.finds_no_fault()

    guest = visitor()
    guest.page.goto(link)
    guest.finds_no_fault()
    guest.page.fill("input[name=username]", "sivan")
    guest.page.fill("input[name=password]", "1234567890")
    guest.page.fill("input[name=again]", "1234567890")
    guest.page.locator("main form button").first.click()
    assert "كلمة المرور" in guest.page.inner_text("#id_password_error")
    guest.page.fill("input[name=password]", PASSWORD)
    guest.page.fill("input[name=again]", PASSWORD)
    guest.page.locator("main form button").first.click()
    guest.page.wait_for_url("**/accounts/2fa/")
    guest.finds_no_fault()
    guest.page.goto(guest.base + "/desk/promises/")
    assert guest.page.url.endswith("/accounts/2fa/")
    set_up_app(guest)
    guest.page.click("main a[href='/desk/']")
    guest.page.wait_for_url("**/desk/")
    assert "سيڤان الجديدة" in guest.page.inner_text(".own-name")

    again = visitor()
    assert again.page.goto(link).status == 410
    assert "مغلق" in again.page.inner_text("h1")


def test_the_second_step_asks_for_the_digits_of_the_app(visitor, chief):
    first = visitor()
    first.goes_to("/accounts/login/")
    first.page.fill("input[name=login]", "layla")
    first.page.fill("input[name=password]", observatory.PASSWORD)
    first.page.locator("form:has(input[name=login]) button").first.click()
    first.page.wait_for_url("**/accounts/2fa/")
    secret = set_up_app(first)
    second = visitor()
    second.goes_to("/accounts/login/?next=/desk/")
    second.page.fill("input[name=login]", "layla")
    second.page.fill("input[name=password]", observatory.PASSWORD)
    second.page.locator("form:has(input[name=login]) button").first.click()
    second.page.wait_for_url("**/authenticate/**")
    second.finds_no_fault()
    second.page.fill("input[name=code]", "000000")
    second.page.locator("main form button").first.click()
    assert second.page.locator(".error").first.inner_text()
    code = first.page.locator(".recovery li").first.inner_text()  # the digits of this half minute were used up above
    assert re.fullmatch(r"[0-9a-f]+", code)
    assert secret
    second.page.fill("input[name=code]", code)
    second.page.locator("main form button").first.click()
    second.page.wait_for_url("**/desk/**")


def test_a_passkey_is_added_and_signs_in_by_itself(visitor, chief):
    person = visitor()
    add_keys(person)
    person.goes_to("/accounts/login/")
    person.page.fill("input[name=login]", "layla")
    person.page.fill("input[name=password]", observatory.PASSWORD)
    person.page.locator("form:has(input[name=login]) button").first.click()
    person.page.wait_for_url("**/accounts/2fa/")
    person.page.click("a[href$='/2fa/webauthn/add/']")
    person.page.fill("input[name=password]", observatory.PASSWORD)
    person.page.locator("main form button").first.click()
    person.page.wait_for_selector("#mfa_webauthn_add:visible")
    person.finds_no_fault()
    person.page.fill("input[name=name]", "هاتفي")
    person.page.check("input[name=passwordless]")
    person.page.click("#mfa_webauthn_add")
    person.page.wait_for_url("**/recovery-codes/")
    person.goes_to("/desk/")
    person.page.locator("form[action='/accounts/logout/'] button").click()
    person.goes_to("/accounts/login/")
    person.finds_no_fault()
    person.page.click("#passkey_login")
    person.page.wait_for_url("**/desk/**")
    assert person.errors == []
    person.goes_to("/accounts/2fa/webauthn/")
    assert "هاتفي" in person.page.inner_text("main")


def test_a_key_that_does_not_answer_is_told_in_words(visitor, chief):
    person = visitor()
    session = add_keys(person)
    session.send("WebAuthn.disable")
    person.goes_to("/accounts/login/")
    person.page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }")
    person.page.click("#passkey_login")
    person.page.wait_for_selector("#key_trouble:visible")
    assert "حاول ثانية" in person.page.inner_text("#key_trouble")
    assert person.errors == []


def test_a_session_that_ended_elsewhere_is_thrown_out(visitor, codebook):
    observatory.person("zahra", "coder")
    home, phone = visitor(), visitor()
    for one in (home, phone):
        one.signs_in("zahra")
    home.goes_to("/desk/people/")
    home.finds_no_fault()
    assert home.page.locator(".sessions li").count() == 2
    home.page.locator(".sessions form button").click()
    home.page.wait_for_selector(".message")
    assert home.page.locator(".sessions li").count() == 1
    phone.page.goto(phone.base + "/desk/promises/")
    assert "/accounts/login/" in phone.page.url
    home.goes_to("/desk/audit/")
    assert "أنهى جلسة له" in home.page.inner_text(".acts")
    home.finds_no_fault()
