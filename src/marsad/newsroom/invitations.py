"""Invitations instead of sign-up: a link that works once, for seven days, and of which only a hash is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from marsad.newsroom.acts import recorded, write_act
from marsad.newsroom.people import check_grant, held
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Invitation, Person
from marsad.store.record import invitations as record
from marsad.store.record import people as people_record
from marsad.store.record.ledger import hold_tail

VALID = dt.timedelta(days=7)
_USERNAME = Person._meta.get_field("username")


class ClosedError(Refusal):
    """A link that opens nothing: used, expired, revoked, or never given out."""


class PasswordRefusal(Refusal):
    """A password that is too weak; *messages* say why, in the reader's language."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("password", "كلمة المرور ضعيفة.", "The password is too weak.")
        self.messages = tuple(messages)


@dataclass(frozen=True, slots=True)
class Given:
    """An invitation and its code, which is known only now."""

    invitation: Invitation
    code: str


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


@recorded("person.invite")
def invite(name: str, by: Person | None, *, role: str) -> Given:
    """Give out a link by which one called *name* joins in *role*; raise Refusal where that cannot be."""
    if not name.strip():
        raise Refusal("name", "اكتب اسم المدعو كما يظهر بجانب عمله.", "Write the name as it stands beside their work.")
    check_grant(by, role)
    code, now = secrets.token_urlsafe(24), timezone.now()
    kept = record.keep_invitation(_digest(code), role=role, name=name.strip(), by=by, at=now, expires_at=now + VALID)
    return Given(kept, code)


@recorded("person.reset")
def invite_back(person_id: int, by: Person | None) -> Given:
    """Give out a link by which a person sets a new password and second factor, or comes back after leaving."""
    person = held(person_id)
    if by is not None and person.pk == by.pk:
        raise Refusal("", "لا يدعو أحد نفسه.", "Nobody invites themselves.")
    check_grant(by, person.role)
    if person.username == people_record.IMPORTER:
        raise Refusal("", "هذا اسم ما يُستورد، لا شخص.", "This is the name of what is imported, nobody.")
    code, now = secrets.token_urlsafe(24), timezone.now()
    record.revoke_open_for(person, at=now)
    kept = record.keep_invitation(
        _digest(code), role=person.role, name=person.public_name, by=by, at=now, expires_at=now + VALID, person=person
    )
    return Given(kept, code)


def _open_invitation(invitation_id: int) -> Invitation:
    try:
        invitation = record.lock_invitation(invitation_id)
    except Invitation.DoesNotExist:
        raise Refusal("", "لا توجد هذه الدعوة.", "There is no such invitation.") from None
    if invitation.used_at or invitation.revoked_at:
        raise Refusal("", "استُعملت هذه الدعوة أو سُحبت.", "This invitation was used or revoked.")
    return invitation


def _role_given(invitation: Invitation) -> str:
    """Return the role in which the link lets somebody in: of one who comes back, the role of today."""
    return invitation.person.role if invitation.person else invitation.role


@recorded("person.invite")
def give_anew(invitation_id: int, by: Person | None) -> Given:
    """Give out another link for an invitation, for seven days from now; the one before opens nothing any more."""
    invitation = _open_invitation(invitation_id)
    check_grant(by, _role_given(invitation))
    code, now = secrets.token_urlsafe(24), timezone.now()
    record.give_anew(invitation, _digest(code), at=now, expires_at=now + VALID)
    return Given(invitation, code)


@recorded("person.revoke")
def revoke(invitation_id: int, by: Person | None) -> Invitation:
    """Take an invitation back; raise Refusal where it was used or revoked."""
    invitation = _open_invitation(invitation_id)
    check_grant(by, _role_given(invitation))
    record.revoke(invitation, at=timezone.now())
    return invitation


def look_up(code: str) -> Invitation:
    """Return the invitation that *code* opens; raise ClosedError where it opens none."""
    found = Invitation.objects.select_related("person").filter(code_sha256=_digest(code)).first()
    return _opened(found)


def _opened(found: Invitation | None) -> Invitation:
    if found is None or found.used_at or found.revoked_at or found.expires_at <= timezone.now():
        raise ClosedError(
            "",
            "لم يعد هذا الرابط يفتح شيئا: استُعمل أو انتهت مدته أو سُحب. اطلب غيره ممن دعاك.",
            "This link opens nothing any more: it was used, ran out or was revoked. Ask whoever invited you for another.",
        )
    return found


@transaction.atomic
def accept(code: str, *, username: str, password: str) -> Person:
    """Use a link: join under *username*, or come back (*username* is not asked), with *password*.

    Raise ClosedError where the link opens nothing, PasswordRefusal or Refusal for a bad field.
    """
    hold_tail()  # access changes one at a time: two who choose one name at once must not become one person
    now = timezone.now()
    invitation = _opened(record.lock_by_digest(_digest(code)))
    back = invitation.person if invitation.kind == Invitation.Kind.RESET else None
    chosen = back.username if back else _check_username(username)
    _check_password(password, back or Person(username=chosen, display_name=invitation.display_name))
    if back:
        person = held(back.pk)
        people_record.come_back(person, role=person.role, password=password)  # not one they had when the link was given
    else:
        person = people_record.save_person(chosen, role=invitation.role, name=invitation.display_name, password=password)
    record.use(invitation, person, at=now)
    write_act("self.return" if back else "self.join", person=person, kind="invitation", key=str(invitation.pk))
    return person


def _check_username(username: str) -> str:
    chosen = Person.normalize_username(username.strip())
    try:
        _USERNAME.run_validators(chosen)
    except ValidationError:
        raise Refusal(
            "username", "حروف وأرقام و@ و. و+ و- و_ فقط، دون فراغ.", "Letters, digits and @ . + - _ only, without blanks."
        ) from None
    if not chosen:
        raise Refusal("username", "اختر اسم دخول.", "Choose a name to sign in with.")
    if chosen.lower() == people_record.IMPORTER or Person.objects.filter(username__iexact=chosen).exists():
        raise Refusal("username", "هذا الاسم مأخوذ؛ اختر غيره.", "This name is taken; choose another.")
    return chosen


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise PasswordRefusal(error.messages) from None
