"""The desk's forms for the right of reply: they keep what was typed; whether it may be done is the newsroom's to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from marsad.newsroom.answer_reply import MOST_DAYS
from marsad.store.queries.reply_desk import Choice
from marsad.text.spoken_days import write_day

Name = Lazy | str
REPLY_STATES: dict[str, Name] = {
    "received": _("To answer"),
    "answered": _("To publish"),
    "awaiting": _("Awaited"),
    "overdue": _("Overdue"),
    "published": pgettext_lazy("reply", "Published"),
    "closed": pgettext_lazy("reply", "Closed"),
}
EFFECTS: dict[str, Name] = {
    "none": _("nothing: the verdict stands"),
    "correction": _("we corrected the verdict"),
    "new_assessment": _("we gave a new verdict"),
    "under_review": _("the verdict is under review"),
}
_AR, _EN = {"lang": "ar", "dir": "rtl"}, {"lang": "en", "dir": "ltr"}


def _long(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attributes})


class AskForm(forms.Form):
    """Ask a body to reply."""

    body = forms.ChoiceField(error_messages={"required": _("Choose the body that you ask.")})
    assessment = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS)
    question_ar = forms.CharField(required=False, max_length=5000, widget=_long(3, **_AR))
    question_en = forms.CharField(required=False, max_length=5000, widget=_long(2, **_EN))
    sent_to = forms.CharField(required=False, max_length=300)
    is_sure = forms.BooleanField(error_messages={"required": _("Tick the box: the body’s days begin when the code is made.")})

    def __init__(self, bodies: Sequence[tuple[str, str]], verdicts: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]
        about: list[tuple[int | str, Name]] = [("", _("the promise as a whole")), *verdicts]
        self.fields["assessment"].choices = about  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Name a question that is missing together with the other faults; the newsroom would refuse it after them."""
        if not any(self.cleaned_data.get(name) for name in ("question_ar", "question_en")):
            self.add_error("question_ar", _("Write what you ask the body."))


class VerifyForm(forms.Form):
    """Say whom a reply of the public form is from, and how that was made sure."""

    kind = "verify"
    body = forms.ChoiceField(error_messages={"required": _("Choose the body that the reply is from.")})
    how = forms.CharField(required=False, max_length=2000, widget=_long(2))

    def __init__(self, bodies: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]


class RefuseReplyForm(forms.Form):
    """Set aside a reply that is not what it says it is."""

    kind = "refuse"
    reason = forms.CharField(required=False, max_length=2000, widget=_long(2))


class AnswerReplyForm(forms.Form):
    """Answer a reply, and say what it did to the verdict."""

    kind = "answer"
    answer_ar = forms.CharField(required=False, max_length=20_000, widget=_long(6, **_AR))
    answer_en = forms.CharField(required=False, max_length=20_000, widget=_long(3, **_EN))
    effect = forms.ChoiceField(
        choices=list(EFFECTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the reply did to the verdict.")},
    )
    followed_by = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    since = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, verdicts: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["followed_by"].choices = [("", ""), *verdicts]  # type: ignore[attr-defined]


class ConcludeForm(forms.Form):
    """Say what the review came to."""

    kind = "conclude"
    concluded_ar = forms.CharField(required=False, max_length=20_000, widget=_long(4, **_AR))
    concluded_en = forms.CharField(required=False, max_length=20_000, widget=_long(2, **_EN))
    effect = forms.ChoiceField(
        choices=[(key, name) for key, name in EFFECTS.items() if key != "under_review"], widget=forms.RadioSelect
    )
    followed_by = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, verdicts: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["followed_by"].choices = [("", ""), *verdicts]  # type: ignore[attr-defined]


class PlainForm(forms.Form):
    """A button: publish, revoke, renew."""

    kind = "plain"


def verdict_choices(choices: Sequence[Choice]) -> list[tuple[int, str]]:
    """Return verdicts as a form offers them: the word, then the day from which it holds."""
    language = get_language() or "ar"
    return [
        (row.assessment.pk, f"{row.verdict.label.in_language(language)} · {write_day(row.assessment.effective_on, language)}")
        for row in choices
    ]
