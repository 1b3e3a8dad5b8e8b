"""Template tags of a promise's page: its course as a picture with its words, and how to cite it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from marsad.site.addresses import whole_of
from marsad.site.templatetags.moons import verdict_word
from marsad.site.timeline import NARROW, WIDE, Line, Mark, draw_line
from marsad.store.queries.dossier import Dossier
from marsad.text.spoken_days import write_day, write_edtf

register = template.Library()
_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_"}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to cite the page, ready to copy."""

    key: str
    name: str
    text: str


@register.inclusion_tag("site/parts/timeline.html")
def timeline(dossier: Dossier) -> dict[str, Any]:
    """Draw the course of a promise twice, for a wide page and for a phone; the style shows one."""
    now = dossier.known_on or timezone.localdate()
    marks = [
        Mark(step.standing.assessment.effective_on, step.standing.phase) for step in dossier.steps if step.standing.assessment
    ]
    findings = [proof.evidence.said_on for step in dossier.steps for proof in step.proofs if proof.evidence.said_on]
    milestones = [one.last_on for one in dossier.milestones]
    deadline = dossier.standing.promise.deadline_on
    drawings: list[tuple[str, Line]] = []
    if marks or findings:
        frames = (("wide", WIDE), ("narrow", NARROW))
        drawings = [(size, draw_line(marks, findings, milestones, deadline, now, width)) for size, width in frames]
    return {
        "drawings": drawings,
        "spoken": _spoken(dossier, findings),
        "has_milestones": bool(milestones),
        "has_deadline": deadline is not None,
    }


def _spoken(dossier: Dossier, findings: list[dt.date]) -> str:
    """Return what a listener needs of the picture: each verdict with its day, how many findings, the deadline."""
    language = get_language() or "ar"
    steps = sorted(
        (step.standing for step in dossier.steps if step.standing.assessment),
        key=lambda one: one.assessment.effective_on if one.assessment else dt.date.min,
    )
    parts = [
        f"{write_day(one.assessment.effective_on, language)}: {verdict_word(one.verdict)}" for one in steps if one.assessment
    ]
    if findings:
        parts.append(ngettext("%(n)s finding", "%(n)s findings", len(findings)) % {"n": len(findings)})
    if dossier.standing.promise.deadline:
        parts.append(gettext("deadline %(day)s") % {"day": write_edtf(dossier.standing.promise.deadline, language)})
    return ("; " if language.startswith("en") else "؛ ").join(parts)


@register.inclusion_tag("site/parts/cite.html", takes_context=True)
def cite(context: Context, dossier: Dossier) -> dict[str, Any]:
    """Offer the page in ready forms, each with the address that always shows what was published by that day."""
    day = dossier.known_on or timezone.localdate()
    promise, language = dossier.standing.promise, get_language() or "ar"
    address = f"{whole_of('site:promise', promise.key)}?as_of={day.isoformat()}"
    name, said = str(settings.SITE_NAME), verdict_word(dossier.standing.verdict)
    title = gettext("%(title)s: %(verdict)s") % {"title": promise.title, "verdict": said}
    told = {"author": name, "year": day.year, "day": write_day(day, language), "title": title, "url": address}
    in_words = gettext("%(author)s. (%(year)s). %(title)s. As published by %(day)s. %(url)s") % told
    bibtex = (
        f"@misc{{marsad-{promise.key}-{day:%Y%m%d},\n  author = {{{{{_tex(name)}}}}},\n  title = {{{_tex(title)}}},\n"
        f"  year = {{{day.year}}},\n  url = {{{address}}},\n  urldate = {{{day.isoformat()}}}\n}}"
    )
    forms = (
        Form("words", gettext("In words"), in_words),
        Form("bibtex", "BibTeX", bibtex),
        Form("link", gettext("Address"), address),
    )
    return {"forms": forms, "entry": dossier.current.entry if dossier.current else None, "known_on": context.get("known_on")}


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)
