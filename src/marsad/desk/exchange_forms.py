"""The desk's forms for programmes, what was found in them, and tables: they read what was typed and keep it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.newsroom.exchange_decide import DISMISSALS, Wording
from marsad.store.models import PromiseProposal

PROPOSAL_DISMISSALS = {
    "no_promise": _("It promises nothing"),
    "vague": _("A general direction: nobody can say when it is done"),
    "already_there": _("The promise is in the record already"),
    "background": _("It tells of what was or is"),
    "misread": _("The machine misread the words"),
    "other": _("Another reason (say it below)"),
}
if set(PROPOSAL_DISMISSALS) != set(DISMISSALS):
    raise RuntimeError(f"reasons without a name or names without a reason: {set(PROPOSAL_DISMISSALS) ^ set(DISMISSALS)}")
PROPOSAL_STATES = {
    PromiseProposal.Status.PROPOSED: pgettext_lazy("found promise", "waiting"),
    PromiseProposal.Status.ACCEPTED: pgettext_lazy("found promise", "accepted"),
    PromiseProposal.Status.DISMISSED: pgettext_lazy("found promise", "dismissed"),
    PromiseProposal.Status.JOINED: pgettext_lazy("found promise", "joined with another"),
    PromiseProposal.Status.SPLIT: pgettext_lazy("found promise", "split in two"),
}
_ARABIC, _ENGLISH = {"lang": "ar", "dir": "rtl"}, {"lang": "en", "dir": "ltr"}


class ProgrammeUploadForm(forms.Form):
    """Send a programme as a file."""

    programme = forms.CharField(max_length=80)
    file = forms.FileField(max_length=300, widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.html,.htm,.txt,.md"}))


class TableUploadForm(forms.Form):
    """Send a table of promises."""

    file = forms.FileField(max_length=300, widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.xlsx"}))


class TableConfirmForm(forms.Form):
    """Say that what the table would do is to be done."""

    token = forms.CharField(max_length=2000)
    digest = forms.CharField(max_length=64)
    only_good = forms.BooleanField(required=False)


class AcceptProposalForm(forms.Form):
    """Word what was found as a promise."""

    kind: ClassVar[str] = "accept"
    title_ar = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2, **_ARABIC}))
    text_ar = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4, **_ARABIC}))
    sector = forms.ChoiceField(required=False)
    body = forms.ChoiceField(required=False)
    deadline = forms.CharField(required=False, max_length=40, widget=forms.TextInput(attrs={"dir": "ltr"}))
    continues = forms.ChoiceField(required=False)
    tie = forms.ChoiceField(required=False)
    title_en = forms.CharField(required=False, max_length=400, widget=forms.TextInput(attrs=_ENGLISH))
    text_en = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3, **_ENGLISH}))
    justification_ar = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2, **_ARABIC}))
    key = forms.CharField(required=False, max_length=90, widget=forms.TextInput(attrs={"dir": "ltr"}))

    def __init__(
        self,
        typed: Any = None,
        *,
        initial: dict[str, str],
        sectors: list[tuple[str, str]],
        bodies: list[tuple[str, str]],
        promises: list[tuple[str, str]],
    ) -> None:
        super().__init__(typed, initial=initial, auto_id="accept_%s")
        none = ("", "—")
        ties = [("continues", _("continues it")), ("revives", _("revives it")), ("replaces", _("replaces it"))]
        for name, rows in (("sector", sectors), ("body", bodies), ("continues", promises)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [none, *rows]
        tie = self.fields["tie"]
        assert isinstance(tie, forms.ChoiceField)
        tie.choices = ties

    def wording(self) -> Wording:
        """Return the promise as it was worded; call it on a valid form."""
        asked = dict(self.cleaned_data)
        return Wording(kind=asked.pop("tie") or "continues", **asked)


class DismissProposalForm(forms.Form):
    """Put aside what is no promise, for a reason."""

    kind: ClassVar[str] = "dismiss"
    reason = forms.ChoiceField(choices=list(PROPOSAL_DISMISSALS.items()), widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class JoinProposalForm(forms.Form):
    """Join it with one of its neighbours."""

    kind: ClassVar[str] = "join"
    other_id = forms.IntegerField(min_value=1, error_messages={"required": _("Choose with which.")})


class SplitProposalForm(forms.Form):
    """Cut it in two."""

    kind: ClassVar[str] = "split"
    parts = forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 5, **_ARABIC}))


ProposalForm = AcceptProposalForm | DismissProposalForm | JoinProposalForm | SplitProposalForm
