"""The form by which the operator adds a webhook or a Telegram channel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marsad.domain.following import STREAMS
from marsad.store.queries.scopes import list_scopes

KIND_NAMES = {"webhook": _("Webhook"), "telegram": _("Telegram channel")}
STREAM_NAMES = {
    "all": _("Everything"),
    "verdicts": _("Verdicts that change"),
    "corrections": _("Corrections and withdrawals"),
    "replies": _("Replies of bodies"),
}
_SCOPE_NAMES = {"government": _("By government"), "sector": _("By sector"), "body": _("By responsible body")}


def subject_choices() -> list[Any]:
    """Return what a channel may be told of, in groups."""
    streams = [(key, STREAM_NAMES[key]) for key in STREAMS]
    groups = [
        (_SCOPE_NAMES[kind], [(f"{kind}:{one.key}", one.name) for one in scopes]) for kind, scopes in list_scopes() if scopes
    ]
    return [*streams, *groups]


class ChannelForm(forms.Form):
    """What is posted to, and of what it is told."""

    kind = forms.ChoiceField(choices=list(KIND_NAMES.items()), initial="webhook", label=_("Kind"))
    name = forms.CharField(max_length=120, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}))
    address = forms.CharField(
        max_length=1000,
        label=_("Address (https://…), or the channel's name (@…)"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(choices=lambda: settings.LANGUAGES, label=_("Language"))
    subjects = forms.MultipleChoiceField(
        choices=subject_choices, initial=["all"], label=_("Told of"), widget=forms.SelectMultiple(attrs={"size": "8"})
    )
