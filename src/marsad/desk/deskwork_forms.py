"""The forms by which people at the desk share work: who takes what up, a saved filter, a note, a story rejected whole."""

from __future__ import annotations

from django import forms

from marsad.desk.names import REJECTION_NAMES


class AssignForm(forms.Form):
    """Give a candidate, a story or a promise to somebody, or with no name take it back."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("candidate", "story", "promise")])
    key = forms.CharField(max_length=80)
    to = forms.CharField(required=False, max_length=150)


class SaveFilterForm(forms.Form):
    """Name the filter of the queue that is on."""

    name = forms.CharField(required=False, max_length=80)


class NoteOnForm(forms.Form):
    """Write a note to colleagues."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("promise", "candidate", "assessment")])
    key = forms.CharField(max_length=80)
    words = forms.CharField(required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))


class RejectStoryForm(forms.Form):
    """Reject what is undecided of a story; *seen* is how many were shown before."""

    reason = forms.ChoiceField(choices=list(REJECTION_NAMES.items()), widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DueForm(forms.Form):
    """Narrow deadlines and quiet promises down."""

    government = forms.CharField(required=False, max_length=80)
    sector = forms.CharField(required=False, max_length=80)
