"""What the desk calls reasons, states and limits, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.domain.reading import SOURCE_KINDS
from marsad.newsroom.review import REJECTIONS
from marsad.store.models import Assessment, Candidate, Submission

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
}
SUBMISSION_STATES = {
    Submission.Status.RECEIVED: pgettext_lazy("submission", "received"),
    Submission.Status.CHECKING: pgettext_lazy("submission", "being checked"),
    Submission.Status.ACCEPTED: pgettext_lazy("submission", "made evidence"),
    Submission.Status.CLOSED: pgettext_lazy("submission", "closed"),
}
