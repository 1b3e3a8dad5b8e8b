"""What a body fills in: its code, its reply, the receipt of a reply."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.newsroom.reply import MAX_LETTERS, MIN_LETTERS, ReplyWords
from marsad.site.forms import FilesField


class CodeForm(forms.Form):
    """The code that the observatory sent."""

    code = forms.CharField(max_length=60, error_messages={"required": _("Write the code that we sent you.")})


class ReplyForm(forms.Form):
    """A body's reply, its fields in the page's order. *website* is a trap for machines: people do not see it."""

    text_ar = forms.CharField(required=False, max_length=MAX_LETTERS)
    text_en = forms.CharField(required=False, max_length=MAX_LETTERS)
    asks_correction = forms.BooleanField(required=False)
    correction_asked = forms.CharField(required=False, max_length=MAX_LETTERS)
    attachments = FilesField(required=False)
    author = forms.CharField(max_length=200, error_messages={"required": _("Write the name of who replies for the body.")})
    author_post = forms.CharField(max_length=200, error_messages={"required": _("Write their post at the body.")})
    contact = forms.CharField(required=False, max_length=300)
    consent = forms.BooleanField(
        error_messages={"required": _("We publish replies as they are: we need your word that it is the body’s.")}
    )
    website = forms.CharField(required=False)

    def clean_website(self) -> str:
        """Return nothing; raise ValidationError where the trap was filled."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave the field “website” empty."))
        return ""

    def clean(self) -> None:
        """Name at once what the newsroom would refuse later: a reply without words, a correction without what it is."""
        asked = self.cleaned_data
        has_words = any(len(asked.get(name, "").strip()) >= MIN_LETTERS for name in ("text_ar", "text_en"))
        if not has_words and not {"text_ar", "text_en"} & set(self.errors):
            self.add_error("text_ar", _("Write the reply, in Arabic or in English, in a sentence at least."))
        if asked.get("asks_correction") and not asked.get("correction_asked", "x"):
            self.add_error("correction_asked", _("Write what you ask to be corrected."))

    def words(self) -> ReplyWords:
        """Return the reply as the newsroom takes it."""
        names = ("text_ar", "text_en", "author", "author_post", "contact", "asks_correction", "correction_asked")
        return ReplyWords(**{name: self.cleaned_data[name] for name in names})


class PublicReplyForm(ReplyForm):
    """A reply by the public form: the body says who it is, and how it is reached to make sure."""

    field_order = ("body_told",)
    body_told = forms.CharField(max_length=200, error_messages={"required": _("Write the name of the body that you reply for.")})
    contact = forms.CharField(
        max_length=300, error_messages={"required": _("Write how we reach the body officially to make sure.")}
    )


class ReplyReceiptForm(forms.Form):
    """The code of a reply's receipt, and why the reply is withdrawn where it is."""

    code = forms.CharField(max_length=60, error_messages={"required": _("Write the code of your receipt.")})
    reason = forms.CharField(required=False, max_length=2000)
