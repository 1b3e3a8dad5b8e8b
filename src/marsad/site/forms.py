"""What the public fills in: information about a promise, and the code of a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from marsad.newsroom.submit import MAX_CONTACT, MAX_LETTERS, MIN_LETTERS

MAX_FILES = 5


class SeveralFiles(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, UploadedFile[Any]], name: str) -> list[UploadedFile[Any]]:
        """Return all files sent under *name*."""
        return files.getlist(name)


class FilesField(forms.FileField):
    """At most MAX_FILES files; each is checked by the newsroom."""

    widget = SeveralFiles

    def clean(self, value: Sequence[UploadedFile[Any]], initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files sent, none or up to MAX_FILES; raise ValidationError for more."""
        if len(value) > MAX_FILES:
            raise forms.ValidationError(_("Send at most 5 files at a time; send the rest apart."))
        return list(value)


class ContributionForm(forms.Form):
    """Information about a promise. *website* is a trap for machines: people do not see it."""

    text = forms.CharField(
        min_length=MIN_LETTERS,
        max_length=MAX_LETTERS,
        error_messages={
            "required": _("Write what you know."),
            "min_length": _("Write what you know, a sentence at least."),
            "max_length": _("The text is too long; attach the rest as a file."),
        },
    )
    attachments = FilesField(required=False)
    contact = forms.CharField(required=False, max_length=MAX_CONTACT)
    consent = forms.BooleanField(error_messages={"required": _("We need your consent to keep what you send.")})
    website = forms.CharField(required=False)

    def clean_website(self) -> str:
        """Return nothing; raise ValidationError where the trap was filled."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave the field “website” empty."))
        return ""


class ReceiptForm(forms.Form):
    """The code of a receipt."""

    code = forms.CharField(max_length=60, error_messages={"required": _("Write the code of your receipt.")})
