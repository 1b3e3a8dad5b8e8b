"""Template tags of programmes and tables: where a find stands, why it was dismissed, what is wrong with a cell."""

from __future__ import annotations

from django import template

from marsad.desk.exchange_forms import PROPOSAL_DISMISSALS, PROPOSAL_STATES
from marsad.desk.names import reason_words
from marsad.domain.promise_table import COLUMN_BY_NAME
from marsad.store.models import PromiseProposal
from marsad.store.models.localised import tell_pair

register = template.Library()


@register.filter
def proposal_state(row: PromiseProposal) -> str:
    """Return where a find of a programme stands."""
    return str(PROPOSAL_STATES[PromiseProposal.Status(row.status)])


@register.filter
def proposal_dismissal(reason: str) -> str:
    """Return why it was dismissed."""
    return reason_words(reason, PROPOSAL_DISMISSALS)


@register.filter
def in_tongue(pair: list[str]) -> str:
    """Return an Arabic and an English wording in the reader's language."""
    return tell_pair(pair[0], pair[1])


@register.filter
def fault_words(fault: object) -> str:
    """Return what is wrong with a cell, in the reader's language."""
    return tell_pair(getattr(fault, "ar", ""), getattr(fault, "en", ""))


@register.filter
def column_name(name: str) -> str:
    """Return what a column is called."""
    column = COLUMN_BY_NAME.get(name)
    return tell_pair(column.title_ar, column.title_en) if column else name
