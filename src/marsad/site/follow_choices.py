"""What a reader may choose to follow, as the form lays it out, and the form itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from marsad.domain.following import EACH, KEYED, Subject, SubjectError, read_subject
from marsad.store.queries.following import name_subjects
from marsad.store.queries.scopes import list_scopes

STREAM_NAMES: dict[str, tuple[Lazy | str, Lazy | str]] = {
    "all": (_("Everything"), _("whatever we publish, correct or take back")),
    "verdicts": (_("Verdicts that change"), _("a first verdict, another one, or one withdrawn; nothing else")),
    "corrections": (_("Corrections and withdrawals"), _("what we got wrong, and what is right")),
    "replies": (_("Replies of bodies"), _("what bodies replied, and when they did not")),
}
FREQUENCY_NAMES: dict[str, tuple[Lazy | str, Lazy | str]] = {
    "each": (_("At once"), _("a letter for each act; several at a time come in one")),
    "daily": (_("Daily"), _("one letter in the morning, on days with news")),
    "weekly": (_("Weekly"), _("one letter on Sunday morning, in weeks with news")),
}
GROUP_NAMES: dict[str, Lazy | str] = {
    "promise": _("Promises"),
    "government": _("By government"),
    "sector": _("By sector"),
    "body": _("By responsible body"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick: what it sends, its name, what it means, whether it is ticked."""

    value: str
    name: Lazy | str
    meaning: Lazy | str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Boxes under one word."""

    kind: str
    name: Lazy | str
    options: tuple[Option, ...]

    @property
    def is_open(self) -> bool:
        """Whether one of them is ticked, so that the group is shown unfolded."""
        return any(option.is_chosen for option in self.options)


class _AnyOf(forms.MultipleChoiceField):
    """What was ticked; whether it can be followed is for the newsroom to say."""

    def valid_value(self, value: str) -> bool:
        """Let every value of bounded length through."""
        return len(value) <= 250


class ChoicesForm(forms.Form):
    """What somebody follows, how often, in which language."""

    language = forms.ChoiceField(
        choices=lambda: settings.LANGUAGES, error_messages={"required": _("Choose the language of the mail.")}
    )
    frequency = forms.ChoiceField(
        choices=[(key, key) for key in FREQUENCY_NAMES], error_messages={"required": _("Choose how often we write to you.")}
    )
    subjects = _AnyOf(error_messages={"required": _("Choose at least one thing to follow.")})


class FollowForm(ChoicesForm):
    """The same with the address. *website* is a trap for machines: people do not see it."""

    address = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write your mail address."),
            "invalid": _("This is no mail address; one looks like name@example.org."),
        },
    )
    website = forms.CharField(required=False)

    def clean_website(self) -> str:
        """Return nothing; raise ValidationError where the trap was filled."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave the field “website” empty."))
        return ""


def read_chosen(texts: Iterable[str]) -> frozenset[Subject]:
    """Return what *texts* name that can be followed; the rest is left out."""
    found = set()
    for text in list(texts)[:100]:
        try:
            found.add(read_subject(text.replace("\x00", "")))
        except SubjectError:
            continue
    return frozenset(found)


def options_of(chosen: frozenset[Subject]) -> tuple[tuple[Option, ...], tuple[OptionGroup, ...]]:
    """Return the boxes of the whole record, and those of things, with *chosen* ticked; eight queries at the most."""
    streams = tuple(Option(key, *words, Subject(key) in chosen) for key, words in STREAM_NAMES.items())
    found: dict[str, list[Option]] = {kind: [] for kind in GROUP_NAMES}
    for kind, scopes in list_scopes():
        found[kind] = [Option(f"{kind}:{one.key}", one.name, "", Subject(kind, one.key) in chosen) for one in scopes]
    for subject, name in sorted(name_subjects(one for one in chosen if one.kind == KEYED[0]).items()):
        found["promise"].append(Option(str(subject), name, "", True))
    return streams, tuple(OptionGroup(kind, name, tuple(found[kind])) for kind, name in GROUP_NAMES.items() if found[kind])


def frequencies(chosen: str) -> tuple[Option, ...]:
    """Return how often letters may come, with *chosen* picked."""
    picked = chosen if chosen in FREQUENCY_NAMES else EACH
    return tuple(Option(key, *words, key == picked) for key, words in FREQUENCY_NAMES.items())


def languages(chosen: str) -> tuple[Option, ...]:
    """Return the languages of letters, with *chosen* picked."""
    return tuple(Option(code, name, "", code == chosen) for code, name in settings.LANGUAGES)
