"""Template tags of the desk: days as a monitor speaks of them, scores as bars, states and reasons by name."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from marsad.desk.menu import Shown, shown_menu
from marsad.desk.names import (
    ASSESSMENT_STATES,
    CANDIDATE_STATES,
    CONFLICT_KIND_NAMES,
    CONFLICT_STATES,
    DISMISSAL_NAMES,
    REJECTION_NAMES,
    SOURCE_KIND_NAMES,
    SUBMISSION_STATES,
    reason_words,
)
from marsad.desk.undoing import Undo, read_undo
from marsad.domain.rules import Finding
from marsad.store.models import Assessment, Candidate, ConflictRow, Submission
from marsad.store.models.localised import tell_pair
from marsad.text.spoken_days import write_edtf

register = template.Library()
_RECENT_DAYS = 30
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MOST = 99  # a machine is never certain, so its score never reads 100%


def _day(value: dt.date | dt.datetime) -> dt.date:
    return timezone.localtime(value).date() if isinstance(value, dt.datetime) else value


@register.filter
def ago(value: dt.date | dt.datetime | None) -> str:
    """Return «today», «yesterday», «3 days ago» for a day of the last month; "" for any other."""
    if value is None:
        return ""
    days = (timezone.localdate() - _day(value)).days
    if not 0 <= days <= _RECENT_DAYS:
        return ""
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


@register.simple_tag
def score_bar(score: float) -> SafeString:
    """Return a score of 0 to 1 as a bar with its percentage in words, at most 99%."""
    percent = min(round(score * 100), _MOST)
    return format_html(
        '<span class="score"><svg viewBox="0 0 100 12" aria-hidden="true" focusable="false">'
        '<rect class="all" width="100" height="12" rx="6"/><rect class="part" width="{}" height="12" rx="6"/></svg> '
        '<span class="unseen">{}</span> <bdi class="num">{}%</bdi></span>',
        percent,
        gettext("score"),
        percent,
    )


@register.filter
def undo_offered(tags: str) -> Undo | None:
    """Return the decision that a message offers to take back, None where it offers none."""
    return read_undo(tags or "")


@register.filter
def promise_told(tags: str) -> str:
    """Return the key of the promise that a message leads on to, "" where it leads to none."""
    return next((tag.removeprefix("promise-") for tag in tags.split() if tag.startswith("promise-")), "")


@register.filter
def is_web(address: str | None) -> bool:
    """Return whether *address* may be linked to: what was read off a page may be of any kind, such as javascript:."""
    return bool(address) and urlsplit(address).scheme in {"http", "https"}


@register.filter
def candidate_state(candidate: Candidate) -> str:
    """Return where a candidate stands."""
    return str(CANDIDATE_STATES[Candidate.Status(candidate.status)])


@register.filter
def assessment_state(assessment: Assessment) -> str:
    """Return where an assessment stands."""
    return str(ASSESSMENT_STATES[Assessment.Status(assessment.status)])


@register.filter
def submission_state(submission: Submission) -> str:
    """Return where a submission stands."""
    return str(SUBMISSION_STATES[Submission.Status(submission.status)])


@register.filter
def conflict_state(conflict: ConflictRow) -> str:
    """Return where a conflict stands."""
    return str(CONFLICT_STATES[ConflictRow.Status(conflict.status)])


@register.filter
def conflict_kind(kind: str) -> str:
    """Return what two statements differ on."""
    return str(CONFLICT_KIND_NAMES[kind])


@register.filter
def rejection_words(reason: str) -> str:
    """Return why a candidate was rejected: the reason by name, then the note."""
    return reason_words(reason, REJECTION_NAMES)


@register.filter
def dismissal_words(reason: str) -> str:
    """Return why a conflict was dismissed, or how it was settled."""
    return reason_words(reason, DISMISSAL_NAMES)


@register.filter
def source_kind(kind: str) -> str:
    """Return what kind of source speaks."""
    return str(SOURCE_KIND_NAMES[kind])


@register.filter
def finding_words(finding: Finding) -> SafeString:
    """Return what a rule found, in the reader's language, its days written as everywhere else."""
    words = conditional_escape(tell_pair(finding.ar, finding.en))
    return mark_safe(_ISO_DAY.sub(lambda day: write_edtf(day[0], get_language() or "ar"), words))  # noqa: S308 - escaped above


@register.simple_tag
def tongues() -> list[tuple[str, str]]:
    """Return the languages of the interface, each by the name that it gives itself."""
    return list(settings.LANGUAGES)


@register.simple_tag(takes_context=True)
def desk_menu(context: template.Context) -> tuple[Shown, ...]:
    """Return the groups of rooms that the person may open, with where this page stands among them."""
    request = context["request"]
    return shown_menu(request.user, request.path, context.get("counts"))


@register.simple_tag(takes_context=True)
def here(context: template.Context, *names: str) -> SafeString | str:
    """Return `aria-current` where the page is one of those *names*."""
    match = context["request"].resolver_match
    return SafeString(' aria-current="page"') if match and match.url_name in names else ""
