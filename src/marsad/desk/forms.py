"""The desk's forms: they read what was typed and keep it; whether it may be done is the newsroom's to say."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.desk.names import DISMISSAL_NAMES, REJECTION_NAMES
from marsad.domain.conflict import CONFLICT_KINDS
from marsad.domain.reading import RUNGS, STANCES
from marsad.newsroom.refusal import Refusal
from marsad.store.models import ConflictRow, Person
from marsad.store.models.localised import tell_pair
from marsad.store.queries.conflicts import ConflictFilters
from marsad.store.queries.deskwork import find_person
from marsad.store.queries.queue import QueueFilters

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_STANCES = [(stance, stance) for stance in STANCES[:3]]
_RUNGS = [(rung, rung) for rung in RUNGS]


def refuse(form: forms.Form, refusal: Refusal, renamed: dict[str, str] | None = None) -> None:
    """Put the newsroom's refusal beside the field it names, or above the form."""
    field = (renamed or {}).get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, tell_pair(refusal.ar, refusal.en))


class QueueForm(forms.Form):
    """What to show of the queue."""

    promise = forms.CharField(required=False, max_length=80)
    sector = forms.CharField(required=False, max_length=80)
    outlet = forms.CharField(required=False, max_length=200)
    stance = forms.ChoiceField(required=False, choices=[("", ""), *_STANCES])
    suggested = forms.BooleanField(required=False)
    copies = forms.BooleanField(required=False)
    story = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    assignee = forms.CharField(required=False, max_length=150)  # a user name, or "me"

    def filters(self, person: Person) -> QueueFilters:
        """Return the filters as *person* asks for them; what cannot be read asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return QueueFilters(
            promise=asked.get("promise", ""),
            sector=asked.get("sector", ""),
            outlet=asked.get("outlet", ""),
            stance=asked.get("stance", ""),
            is_suggested=asked.get("suggested", False),
            has_copies=asked.get("copies", False),
            story=asked.get("story") or 0,
            assignee=self._assignee(asked.get("assignee", ""), person),
        )

    def _assignee(self, name: str, person: Person) -> int:
        if not name or name == "me":
            return person.pk if name else 0
        found = find_person(name)
        return found.pk if found else -1


class AcceptForm(forms.Form):
    """Accept a candidate as evidence, in the proposed words, another sentence, or words marked in the text."""

    kind: ClassVar[str] = "accept"
    stance = forms.ChoiceField(choices=_STANCES, widget=forms.RadioSelect)
    rung = forms.ChoiceField(choices=_RUNGS)
    sentence = forms.RegexField(_SPAN, required=False)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def act(self) -> dict[str, Any]:
        """Return the arguments of `review.accept`: words marked in the text go before a sentence of the list."""
        asked = self.cleaned_data
        start, end = asked["start"], asked["end"]
        if (start is None or end is None) and asked["sentence"]:
            start, end = (int(part) for part in asked["sentence"].split("-"))
        if start is None or end is None:
            start = end = None
        return {"stance": asked["stance"], "rung": asked["rung"], "start": start, "end": end, "note": asked["note"]}


class RejectForm(forms.Form):
    """Reject a candidate for a reason."""

    kind: ClassVar[str] = "reject"
    reason = forms.ChoiceField(choices=list(REJECTION_NAMES.items()), widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def act(self) -> dict[str, Any]:
        """Return the arguments of `review.reject`."""
        return {"reason": self.cleaned_data["reason"], "note": self.cleaned_data["note"]}


class DeferForm(forms.Form):
    """Put a candidate off."""

    kind: ClassVar[str] = "defer"
    days = forms.IntegerField(initial=7)

    def act(self) -> dict[str, Any]:
        """Return the arguments of `review.defer`."""
        return {"days": self.cleaned_data["days"]}


DecisionForm = AcceptForm | RejectForm | DeferForm


class ReturnForm(forms.Form):
    """Give an assessment back to its author."""

    reason = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(forms.Form):
    """Confirm that the evidence was read before publishing."""

    has_read = forms.BooleanField(error_messages={"required": _("Tick the box once you have read the evidence.")})


class ConflictsForm(forms.Form):
    """What to show of the conflicts; without a state, those that are open."""

    promise = forms.CharField(required=False, max_length=80)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *((kind, kind) for kind in CONFLICT_KINDS)])
    status = forms.ChoiceField(required=False, choices=[("all", "all"), *ConflictRow.Status.choices])

    def filters(self) -> ConflictFilters:
        """Return the filters; what cannot be read asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        status = asked.get("status") or ConflictRow.Status.OPEN
        return ConflictFilters(asked.get("promise", ""), asked.get("kind", ""), "" if status == "all" else status)


class ExplainForm(forms.Form):
    """Tell readers what the sources differ on."""

    kind: ClassVar[str] = "explain"
    explanation_ar = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4, "lang": "ar", "dir": "rtl"})
    )
    explanation_en = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3, "lang": "en", "dir": "ltr"})
    )


class NoteForm(forms.Form):
    """Note that two pieces of accepted evidence conflict."""

    left = forms.IntegerField(error_messages={"required": _("Choose the first of the two.")})
    right = forms.IntegerField(error_messages={"required": _("Choose the second of the two.")})
    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in CONFLICT_KINDS], error_messages={"required": _("Choose what they differ on.")}
    )
    reason_ar = forms.CharField(
        max_length=1000,
        error_messages={"required": _("Say in a sentence why both cannot hold.")},
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ar", "dir": "rtl"}),
    )
    reason_en = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "lang": "en", "dir": "ltr"})
    )


class ResolveForm(forms.Form):
    """Close a conflict that is settled."""

    kind: ClassVar[str] = "resolve"
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class DismissForm(forms.Form):
    """Close what is no conflict, for a reason."""

    kind: ClassVar[str] = "dismiss"
    reason = forms.ChoiceField(choices=list(DISMISSAL_NAMES.items()), widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


ConflictForm = ExplainForm | ResolveForm | DismissForm


class AnswerForm(forms.Form):
    """Answer the sender of a submission."""

    answer = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


class CloseForm(forms.Form):
    """Close a submission."""

    reason = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class SubmissionEvidenceForm(forms.Form):
    """Make evidence of words in a submission."""

    quote = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))
    stance = forms.ChoiceField(choices=_STANCES, widget=forms.RadioSelect)
    rung = forms.ChoiceField(choices=_RUNGS)
    said_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
