"""What the desk calls reasons, states and limits, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.domain.conflict import CONFLICT_KINDS
from marsad.domain.reading import SOURCE_KINDS
from marsad.newsroom.disputes import DISMISSALS
from marsad.newsroom.review import REJECTIONS
from marsad.store.models import Assessment, Candidate, ConflictRow, Submission

REJECTION_NAMES = {
    "unrelated": _("Not about this promise"),
    "other_government": _("Another government’s promise"),
    "other_country": _("Another country"),
    "old_news": _("Old news, nothing new in it"),
    "duplicate": _("Already accepted from another page"),
    "unreliable": _("The source cannot be relied on"),
    "other": _("Another reason (say it below)"),
}
if set(REJECTION_NAMES) != set(REJECTIONS):
    raise RuntimeError(f"reasons without a name or names without a reason: {set(REJECTION_NAMES) ^ set(REJECTIONS)}")
SOURCE_KIND_NAMES = {
    "official": pgettext_lazy("source", "official"),
    "party": pgettext_lazy("source", "party concerned"),
    "agency": pgettext_lazy("source", "news agency or outlet"),
    "expert": pgettext_lazy("source", "expert"),
    "anonymous": _("unnamed source"),
}
if set(SOURCE_KIND_NAMES) != set(SOURCE_KINDS):
    raise RuntimeError(f"kinds of source without a name or names without a kind: {set(SOURCE_KIND_NAMES) ^ set(SOURCE_KINDS)}")
DISMISSAL_NAMES = {
    "different_things": _("They speak of two different things"),
    "revision": _("A later account revises the earlier"),
    "part_of_whole": _("One is a part of the other"),
    "forecast": _("A forecast and its outcome"),
    "misread": _("The machine misread the words"),
    "other": _("Another reason (say it below)"),
}
if set(DISMISSAL_NAMES) != set(DISMISSALS):
    raise RuntimeError(f"reasons without a name or names without a reason: {set(DISMISSAL_NAMES) ^ set(DISMISSALS)}")
CONFLICT_KIND_NAMES = {
    "amount": pgettext_lazy("conflict", "how much"),
    "day": pgettext_lazy("conflict", "which day"),
    "happened": pgettext_lazy("conflict", "whether it happened"),
    "extent": pgettext_lazy("conflict", "how far it went"),
    "who": pgettext_lazy("conflict", "who did it"),
}
if set(CONFLICT_KIND_NAMES) != set(CONFLICT_KINDS):
    raise RuntimeError(f"kinds of conflict and their names differ: {set(CONFLICT_KIND_NAMES) ^ set(CONFLICT_KINDS)}")
# Of each kind: what makes it a conflict, and what does not. The documentation has it at length.
CONFLICT_RULES = {
    "amount": (
        _("Two numbers of one thing, told of one time, that no rounding brings together."),
        _("A part and its whole, a number so far and a final one, a later count that is higher, a forecast and its outcome."),
    ),
    "day": (
        _("Two days for one deadline or one event, or a date on a weekday on which it did not fall."),
        _("A day that was moved, a month and a day in it, a page that names both."),
    ),
    "happened": (
        _("One tells it as done; the other denies it, says that the opposite holds, or gives a cause of another sort."),
        _("Not yet then, and done later; a denial of something else about the same people."),
    ),
    "extent": (
        _("One tells it as whole or for good; the other as partial or for a while."),
        _("A first stage, and later the whole."),
    ),
    "who": (
        _("Two doers of one act that only one can have done, or the same quoted words in two mouths."),
        _("A ministry and what belongs to it, a cabinet and its minister, a name and its title, two opinions."),
    ),
}
if set(CONFLICT_RULES) != set(CONFLICT_KINDS):
    raise RuntimeError(f"kinds of conflict and their rules differ: {set(CONFLICT_RULES) ^ set(CONFLICT_KINDS)}")
CONFLICT_STATES = {
    ConflictRow.Status.OPEN: pgettext_lazy("conflict", "open"),
    ConflictRow.Status.EXPLAINED: pgettext_lazy("conflict", "shown to readers"),
    ConflictRow.Status.RESOLVED: pgettext_lazy("conflict", "settled"),
    ConflictRow.Status.DISMISSED: pgettext_lazy("conflict", "no conflict"),
}
CANDIDATE_STATES = {
    Candidate.Status.WAITING: pgettext_lazy("candidate", "waiting"),
    Candidate.Status.ACCEPTED: pgettext_lazy("candidate", "accepted"),
    Candidate.Status.REJECTED: pgettext_lazy("candidate", "rejected"),
    Candidate.Status.DEFERRED: pgettext_lazy("candidate", "deferred"),
}
ASSESSMENT_STATES = {
    Assessment.Status.PROPOSED: pgettext_lazy("assessment", "waits for a second person"),
    Assessment.Status.RETURNED: pgettext_lazy("assessment", "returned to its author"),
    Assessment.Status.PUBLISHED: pgettext_lazy("assessment", "published"),
    Assessment.Status.SUPERSEDED: pgettext_lazy("assessment", "superseded"),
    Assessment.Status.WITHDRAWN: pgettext_lazy("assessment", "withdrawn"),
}
SUBMISSION_STATES = {
    Submission.Status.RECEIVED: pgettext_lazy("submission", "received"),
    Submission.Status.CHECKING: pgettext_lazy("submission", "being checked"),
    Submission.Status.ACCEPTED: pgettext_lazy("submission", "made evidence"),
    Submission.Status.CLOSED: pgettext_lazy("submission", "closed"),
}


def reason_words(reason: str, names: Mapping[str, object]) -> str:
    """Return why something was decided as it was: the reason that is kept before the colon by its name, then the note."""
    key, _colon, note = reason.partition(": ")
    if key not in names:
        return reason
    name = note if key == "other" and note else str(names[key])
    return f"{name} ({note})" if note and key != "other" else name
