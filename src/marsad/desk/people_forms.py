"""Forms about people: invitations, roles, names, and joining by a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.desk.role_names import ROLE_NAMES
from marsad.domain.roles import ROLES, may_grant, permission
from marsad.store.models import Person
from marsad.store.queries.acts import Asked


def _roles(giver: Person) -> list[tuple[str, Any]]:
    return [(role, ROLE_NAMES[role]) for role in ROLES if may_grant(giver.role, role)]


class InviteForm(forms.Form):
    """Whom to invite, and as what: the roles that *giver* may give."""

    name = forms.CharField(max_length=120, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}))
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, giver: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _roles(giver)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """Which role a person is given."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, giver: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _roles(giver)  # type: ignore[attr-defined]


class RenameForm(forms.Form):
    """How a person is called from now on."""

    name = forms.CharField(max_length=120, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}))


class LeaveForm(forms.Form):
    """Confirm that a person has left."""

    confirm = forms.BooleanField(
        label=_("Yes, end it now"), error_messages={"required": _("Tick the box: this cannot be taken back by a click.")}
    )


class JoinForm(forms.Form):
    """The name to sign in with, and a password, twice."""

    username = forms.CharField(
        max_length=150,
        label=_("Name to sign in with"),
        help_text=_("Letters, digits and @ . + - _ only. Readers do not see it where you have a name."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("Ten characters or more; four or five words that belong to nobody are good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, is_back: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_back:
            del self.fields["username"]

    def clean(self) -> dict[str, Any]:
        """Return what was written; the two passwords must be one."""
        asked = super().clean() or {}
        if asked.get("password") and asked.get("again") and asked["password"] != asked["again"]:
            self.add_error("again", _("This is not the password above."))
        return asked


class ActsForm(forms.Form):
    """Which acts to show."""

    person = forms.CharField(required=False, max_length=150)
    act = forms.CharField(required=False, max_length=60)
    day = forms.DateField(
        required=False,
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    subject = forms.CharField(required=False, max_length=250)
    promise = forms.CharField(required=False, max_length=80)
    outcome = forms.CharField(required=False, max_length=10)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    after = forms.IntegerField(required=False, min_value=0, max_value=2**62)

    def asked(self) -> Asked:
        """Return what is asked for; what cannot be read asks for nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        try:
            act = permission(wanted.get("act") or "").act
        except LookupError:
            act = ""
        outcome = wanted.get("outcome", "")
        return Asked(
            person=wanted.get("person", ""),
            verb=act,
            day=wanted.get("day"),
            subject=wanted.get("subject", ""),
            promise=wanted.get("promise", ""),
            outcome=outcome if outcome in {"done", "refused"} else "",
            before=wanted.get("before"),
            after=wanted.get("after"),
        )
