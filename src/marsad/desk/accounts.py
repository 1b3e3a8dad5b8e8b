"""Who may have an account, and what is written down about signing in: hooks that the accounts library calls."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marsad.newsroom import sessions
from marsad.store.models import Person

_SEALED = "sealed:"
_HOUR = 3600


def address_of(request: HttpRequest) -> str:
    """Return the caller's address; behind the operator's proxy it is the one that the proxy wrote down."""
    return str(request.META.get("REMOTE_ADDR", ""))


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Close the public sign-up: people come by invitation. Signing in, failing to and signing out are acts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody signs up by themselves."""
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in, and write it down."""
        super().login(request, user)
        sessions.signed_in(user, address=address_of(request))

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and write it down."""
        person, key = request.user, request.session.session_key or ""
        super().logout(request)
        if isinstance(person, Person):
            sessions.signed_out(person, key)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that a name and password were wrong."""
        sessions.failed(str(credentials.get("username", "")), address=address_of(request))

    def set_password(self, user: Person, password: str) -> None:
        """Change the password; every other session of this person ends."""
        super().set_password(user, password)
        sessions.password_changed(user, but=context.request.session.session_key or "")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their changes are acts, and the secret of an authenticator app is not kept in the clear."""

    def send_notification_mail(self, template_prefix: str, user: Person, *_: Any, **__: Any) -> None:
        """Write the change down; no mail is sent."""
        sessions.factor_changed(user, template_prefix.rpartition("/")[2])

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return what a browser shows beside a passkey: the host it is good for, and the observatory's name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.SITE_NAME}

    def encrypt(self, text: str) -> str:
        """Return *text* encrypted under the secret key, which lies outside the database."""
        return _SEALED + _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` was given. Secrets of earlier versions lie in the clear; one of another key opens nothing.

        In its place comes one that nobody knows: of an empty one anybody could reckon the codes.
        """
        if not encrypted_text.startswith(_SEALED):
            return encrypted_text
        try:
            return _cipher().decrypt(encrypted_text.removeprefix(_SEALED).encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"marsad second factors:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


class CheckedCode(AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in; a wrong code is written down."""

    def clean_code(self) -> str:
        """Return the code; raise ValidationError for a wrong one."""
        try:
            code: str = super().clean_code()
        except ValidationError:
            sessions.failed_factor(self.user, address=address_of(context.request))
            raise
        return code


def locked(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """Answer that this name is locked for an hour; write it down once an hour."""
    name, address = str((credentials or {}).get("username", "")), address_of(request)
    if cache.add(f"locked:{hashlib.sha256(f'{name} {address}'.encode()).hexdigest()}", 1, _HOUR):
        sessions.locked_out(name, address=address)
    return render(request, "account/locked.html", status=429)
