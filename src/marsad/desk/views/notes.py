"""Notes between colleagues: write, resolve, open again, and the list of those that name me."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_reviewers, who
from marsad.desk.deskwork_forms import NoteOnForm
from marsad.desk.doing import tell_refusal
from marsad.desk.forms import refuse
from marsad.desk.views.deskwork import go_back
from marsad.newsroom import notes
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Note
from marsad.store.queries import deskwork as read
from marsad.store.queries.desk import desk_counts


@at_desk
@for_reviewers
@require_safe
def for_me(request: HttpRequest) -> HttpResponse:
    """Answer with what waits for this person by name: notes, assignments, drafts."""
    person = who(request)
    context = {
        "mentions": read.notes_for(person),
        "assigned": read.assigned_to(person),
        "drafts": read.own_drafts(person),
        "counts": desk_counts(),
    }
    return render(request, "desk/for_me.html", context)


@at_desk
@for_reviewers
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Leave a note, and go back to where it was written; what could not be taken comes back with the words typed."""
    form = NoteOnForm(request.POST)
    subject = read.find_subject(form.cleaned_data["kind"], form.cleaned_data["key"]) if form.is_valid() else None
    if subject is None:
        raise Http404("nothing to leave a note on")
    try:
        notes.write(subject, who(request), words=form.cleaned_data["words"])
    except Refusal as refusal:
        refuse(form, refusal)
        context = {"form": form, "next": request.POST.get("next", ""), "counts": desk_counts()}
        return render(request, "desk/note.html", context)
    messages.success(request, gettext("The note is left."))
    return go_back(request)


def _find(note_id: int) -> Note:
    found = read.find_note(note_id)
    if found is None:
        raise Http404(f"no note {note_id}")
    return found


@at_desk
@for_reviewers
@require_POST
def resolve(request: HttpRequest, note_id: int) -> HttpResponse:
    """Close a note, or open it again where it was closed."""
    note = _find(note_id)
    try:
        if request.POST.get("act") == "reopen":
            notes.reopen(note, who(request))
        else:
            notes.resolve(note, who(request))
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return go_back(request)


@at_desk
@for_reviewers
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark the notes that name this person as read."""
    notes.mark_read(who(request), [mention.note for mention in read.notes_for(who(request))])
    return go_back(request)
