"""Tests that no verb of the newsroom goes by the table: each that acts for a person is checked and written down."""

import importlib
import inspect
import pkgutil

import pytest

import marsad.newsroom
from marsad.domain.roles import PERMISSIONS, ROLES, may
from marsad.newsroom.acts import RECORDED, NotAllowedError
from marsad.store.models import Act
from tests import observatory

PERSON = {"Person", "Person | None"}
# They take a person and are no acts: they look, or keep what is its owner's alone, or are a part or a door of a recorded verb.
QUIET = {
    "acts.check",
    "acts.write_act",
    "assess.lay_down",
    "coding_rounds.begin_round",
    "correct.examine_correction",
    "deskwork.be_present",
    "deskwork.drop_drafts",
    "deskwork.leave",
    "deskwork.save_draft",
    "disputes.reopen_last",
    "exchange_decide.reopen_last",
    "exchange_programme.take_programme",
    "exchange_tables.look_again",
    "exchange_tables.look_at",
    "exchange_tables.take",
    "milestones.reopen_last",
    "notes.mark_read",
    "people.check_grant",
    "publish.examine_assessment",
    "review.accept",
    "review.undo_last",
    "series.reopen_last",
    "sessions.factor_changed",
    "sessions.failed_factor",
    "sessions.password_changed",
    "sessions.seen",
    "sessions.signed_in",
    "sessions.signed_out",
}


def verbs():
    """Yield each public function of the newsroom by its name, without the package's."""
    for found in pkgutil.iter_modules(marsad.newsroom.__path__):
        module = importlib.import_module(f"marsad.newsroom.{found.name}")
        for name, verb in inspect.getmembers(module, inspect.isfunction):
            if verb.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}", verb


ALL = dict(verbs())
WRITTEN = {name.removeprefix("marsad.newsroom."): act for act, names in RECORDED.items() for name in names}
WALKED = [
    (name, act, role)
    for name, act in sorted(WRITTEN.items())
    if name in ALL and any(str(one.annotation) in PERSON for one in inspect.signature(ALL[name]).parameters.values())
    for role in ROLES
    if not may(role, act)
]


def test_every_verb_that_takes_a_person_is_recorded():
    taking = {
        name
        for name, verb in ALL.items()
        if any(str(one.annotation) in PERSON for one in inspect.signature(verb).parameters.values())
    }
    assert taking - WRITTEN.keys() == QUIET & taking


def test_every_act_of_the_table_is_done_by_some_verb():
    by_hand = {act for act in PERMISSIONS if act.startswith("self.")} - {"self.session"}
    assert PERMISSIONS.keys() - RECORDED.keys() - by_hand == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "act", "role"), WALKED, ids=[f"{name}-{role}" for name, _, role in WALKED])
def test_a_role_outside_the_table_is_refused_before_anything_happens(name, act, role):
    person = observatory.person("someone", role)
    given = {
        one.name: person if str(one.annotation) in PERSON else None
        for one in inspect.signature(ALL[name]).parameters.values()
        if one.kind is not inspect.Parameter.VAR_KEYWORD
    }
    with pytest.raises(NotAllowedError) as refused:
        ALL[name](**given)
    assert refused.value.act == act
    written = Act.objects.get()
    assert (written.verb, written.person, written.outcome) == (act, person, "refused")
