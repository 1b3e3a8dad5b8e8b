"""Replies of bodies and corrections, newest first."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from marsad.api.asked import AskedList, Key
from marsad.api.problems import ProblemDetail
from marsad.api.routes.words import about
from marsad.api.told.common import list_head
from marsad.api.told.notices import CorrectionList, ReplyList, tell_correction, tell_reply
from marsad.store.queries.told_cuts import cut_corrections, cut_replies

router = Router(tags=["replies and corrections"])


class AskedReplies(AskedList):
    """What the list of replies may be asked for."""

    promise: Annotated[Key, Field(description="Key of a promise")] = ""


class AskedCorrections(AskedList):
    """What the list of corrections may be asked for."""

    promise: Annotated[Key, Field(description="Key of a promise")] = ""


@router.get(
    "/replies/",
    response={200: ReplyList, 400: ProblemDetail},
    url_name="replies",
    operation_id="listReplies",
    **about("List replies of bodies", "ردود الجهات المسؤولة"),
)
def replies(request: HttpRequest, asked: Query[AskedReplies]) -> ReplyList:
    """Return what bodies replied with our answers, and where none came by the day that was set."""
    found = cut_replies(asked.promise, after=asked.after, size=asked.limit, known_on=asked.known_on)
    items = tuple(tell_reply(one, asked.known_on) for one in found.rows)
    return ReplyList(*list_head(request, asked, found.after).values, items)


@router.get(
    "/corrections/",
    response={200: CorrectionList, 400: ProblemDetail},
    url_name="corrections",
    operation_id="listCorrections",
    **about("List corrections", "سجل التصحيحات"),
)
def corrections(request: HttpRequest, asked: Query[AskedCorrections]) -> CorrectionList:
    """Return what was wrong and what is right now."""
    found = cut_corrections(asked.promise, after=asked.after, size=asked.limit, known_on=asked.known_on)
    items = tuple(tell_correction(one, asked.known_on) for one in found.rows)
    return CorrectionList(*list_head(request, asked, found.after).values, items)
