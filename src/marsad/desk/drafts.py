"""After each answer of the desk: the draft of a form that was handed in is forgotten, that of one which came back is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.messages import ERROR, get_messages
from django.http import HttpRequest, HttpResponse

from marsad.newsroom.deskwork import drop_drafts
from marsad.store.models import Person

_KEEPING = "/desk/drafts/"


class DraftsHandedIn:
    """Middleware, after accounts: a form that names its draft and leads on to another page was handed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forget the draft where the form it belongs to was taken."""
        response = self.get_response(request)
        person = request.user if hasattr(request, "user") else None
        if request.method != "POST" or response.status_code not in {302, 303} or not isinstance(person, Person):
            return response
        if request.path_info.startswith("/desk/") and not request.path_info.startswith(_KEEPING):
            key = request.POST.get("draft", "")
            if key and not _was_refused(request):
                drop_drafts(person, key)
        return response


def _was_refused(request: HttpRequest) -> bool:
    """Return whether the answer leads on only to say that it could not be done."""
    queued = getattr(get_messages(request), "_queued_messages", ())
    return any(message.level >= ERROR for message in queued)
