"""Record invitations: given out, given anew, revoked, used."""

from __future__ import annotations

import datetime as dt

from marsad.store.fit import fit
from marsad.store.models import Invitation, Person


def keep_invitation(
    digest: str,
    *,
    role: str,
    name: str,
    by: Person | None,
    at: dt.datetime,
    expires_at: dt.datetime,
    person: Person | None = None,
) -> Invitation:
    """Record an invitation by the digest of its code; with a *person* it is a link for that one to come back."""
    return Invitation.objects.create(
        kind=Invitation.Kind.RESET if person else Invitation.Kind.JOIN,
        code_sha256=digest,
        role=role,
        display_name=fit(name, 120),
        person=person,
        invited_by=by,
        invited_at=at,
        expires_at=expires_at,
    )


def lock_invitation(invitation_id: int) -> Invitation:
    """Return an invitation, held until the transaction ends; raise Invitation.DoesNotExist."""
    return Invitation.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation_id)


def lock_by_digest(digest: str) -> Invitation | None:
    """Return the invitation whose code has this digest, held until the transaction ends."""
    return Invitation.objects.select_for_update(no_key=True, of=("self",)).filter(code_sha256=digest).first()


def give_anew(invitation: Invitation, digest: str, *, at: dt.datetime, expires_at: dt.datetime) -> None:
    """Record another code: the one before opens nothing any more."""
    invitation.code_sha256, invitation.invited_at, invitation.expires_at = digest, at, expires_at
    invitation.save(update_fields=["code_sha256", "invited_at", "expires_at"])


def revoke(invitation: Invitation, *, at: dt.datetime) -> None:
    """Record that the link opens nothing any more."""
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])


def revoke_open_for(person: Person, *, at: dt.datetime) -> None:
    """Revoke every link that is open for *person*."""
    Invitation.objects.filter(person=person, used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)


def use(invitation: Invitation, person: Person, *, at: dt.datetime) -> None:
    """Record that *person* used the link."""
    invitation.person, invitation.used_at = person, at
    invitation.save(update_fields=["person", "used_at"])
