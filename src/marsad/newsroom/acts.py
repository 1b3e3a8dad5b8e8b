"""What a verb of the newsroom does besides its work: asks whether its person may, writes the act down, lets search find it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import models, transaction
from django.utils import timezone

from marsad.domain.roles import may, permission, whose
from marsad.newsroom import index
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person, Promise
from marsad.store.record.acts import add_act

P = ParamSpec("P")
R = TypeVar("R")
RECORDED: dict[str, list[str]] = {}  # act → the verbs that do it, as "marsad.newsroom.review.reject"
_KINDS = {"self.session": "session", "person.invite": "invitation", "person.revoke": "invitation"}  # else what stands first
_UNTOLD = ("coding.",)  # why one of these was refused could tell what a blind coding holds


class NotAllowedError(Refusal):
    """An act that this person's role may not do."""

    def __init__(self, act: str) -> None:
        ar, en = whose(act)
        super().__init__("", f"ليس هذا لدورك؛ هذا شأن {ar}.", f"This is not for your role; it is for {en}.")
        self.act = act


def check(person: Person, act: str) -> None:
    """Raise NotAllowedError where *person* may not do *act*: by their role, or because they left."""
    if not person.is_active or not may(person.role, act):
        raise NotAllowedError(act)


def write_act(
    act: str,
    *,
    person: Person | None = None,
    actor: str = "",
    kind: str = "",
    key: str = "",
    refused: tuple[str, str] | None = None,
    network: str = "",
) -> None:
    """Write down an act that no verb does: signing in, say. Raises UnknownActError where the table lacks *act*."""
    permission(act)
    add_act(act, at=timezone.now(), person=person, actor=actor, kind=kind, key=key, refused=refused, network=network)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a verb takes its person and its subject, found once when the verb is defined."""

    signature: inspect.Signature
    person: str
    subject: str


def _shape(verb: Callable[..., object]) -> _Shape:
    signature = inspect.signature(verb)
    names = list(signature.parameters)
    people = [name for name in names if signature.parameters[name].annotation in {"Person", "Person | None", Person}]
    person = people[0] if people else ""
    # Not what may be given by name only: a reason, or the key of a session, is no subject.
    placed = [name for name in names if signature.parameters[name].kind is not inspect.Parameter.KEYWORD_ONLY]
    return _Shape(signature, person, next((name for name in placed if name != person), ""))


def recorded(act: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator for a verb: its person is checked for *act*, and the act is written down with what it wrote.

    The person is the parameter of type Person, the subject the first other parameter: a row, or the key of one. Done, the act
    stands in the transaction of the work; refused, the work is rolled back and the refusal kept. A verb that takes no
    Person is the operator's at the command line. Raises UnknownActError where the table of `domain.roles` lacks *act*.
    """
    permission(act)

    def decorate(verb: Callable[P, R]) -> Callable[P, R]:
        shape = _shape(verb)
        RECORDED.setdefault(act, []).append(f"{verb.__module__}.{verb.__qualname__}")

        @wraps(verb)
        def act_and_record(*args: P.args, **kwargs: P.kwargs) -> R:
            given = shape.signature.bind(*args, **kwargs).arguments
            person = given.get(shape.person)
            try:
                with transaction.atomic():
                    if person is not None:
                        check(person, act)
                    result = verb(*args, **kwargs)
                    _write(act, shape, given, result)
                    transaction.on_commit(index.catch_up, robust=True)  # a fault in it undoes no act
            except Refusal as refusal:
                _write(act, shape, given, None, refusal)
                raise
            return result

        return act_and_record

    return decorate


def _write(act: str, shape: _Shape, given: Mapping[str, object], result: object, refusal: Refusal | None = None) -> None:
    person, subject = given.get(shape.person), given.get(shape.subject)
    kind, key = _named(act, subject)
    made = _named(act, result) if isinstance(result, models.Model) else ("", "")
    refused = None
    if refusal is not None:
        refused = ("", "") if act.startswith(_UNTOLD) and not isinstance(refusal, NotAllowedError) else (refusal.ar, refusal.en)
    add_act(
        act,
        at=timezone.now(),
        person=person if isinstance(person, Person) else None,
        actor=str(given.get("actor", "")),
        kind=kind,
        key=key,
        promise_id=_promise_of(result) or _promise_of(subject),
        made=":".join(made) if made != (kind, key) and made[0] else "",
        refused=refused,
    )


def _named(act: str, subject: object) -> tuple[str, str]:
    if isinstance(subject, models.Model):
        return subject._meta.model_name or "", str(getattr(subject, "key", "") or subject.pk)
    if isinstance(subject, int | str):
        return _KINDS.get(act, act.partition(".")[0]), str(subject)
    return "", ""


def _promise_of(row: object) -> int | None:
    if isinstance(row, Promise):
        return row.pk
    return getattr(row, "promise_id", None) if isinstance(row, models.Model) else None
