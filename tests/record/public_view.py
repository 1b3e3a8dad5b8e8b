"""What the public can read, as plain values, today or as known on a past day: to compare the one with the other."""

import re

from marsad.store.models import Promise
from marsad.store.queries.corrections import corrections_of
from marsad.store.queries.dossier import read_dossier
from marsad.store.queries.listing import Wanted, list_promises
from marsad.store.queries.replies import read_replies
from tests.sky import read_sky

_OF_TODAY = re.compile(r' max="[^"]*"')


def _standing(one):
    row = one.assessment
    told = (row.pk, row.verdict, row.cause, row.outlook, row.summary_ar, row.effective_on, row.published_at) if row else ()
    return one.promise.key, one.promise.title_ar, one.phase, told


def _step(step):
    proofs = tuple((proof.evidence.pk, proof.evidence.quote, proof.evidence.stance, proof.snapshot) for proof in step.proofs)
    seal = step.entry.hash if step.entry else ""
    return _standing(step.standing), proofs, step.withdrawn, step.sources, seal


def _dossier(key, known_on):
    found = read_dossier(key, known_on=known_on)
    if found is None:
        return None
    promise = found.standing.promise
    wording = (promise.title_ar, promise.text_ar, promise.deadline, promise.sector.key, promise.body_id, promise.justification_ar)
    return {
        "wording": wording,
        "standing": _standing(found.standing),
        "steps": tuple(map(_step, found.steps)),
        "ties": tuple((tie.kind, _standing(tie.standing)) for tie in (*found.earlier, *found.later)),
        "disputes": tuple((one.id, one.explanation, one.entry) for one in found.disputes),
        "corrections": tuple(one.row.pk for one in corrections_of([promise.pk], known_on)),
        "replies": tuple((one.entry, one.effect, one.is_withdrawn) for one in read_replies(promise, known_on)),
    }


def public_view(known_on=None):
    """Return all that the pages of promises say, from the same queries that they are made of."""
    sky = read_sky(known_on=known_on, changes=50)
    listing = list_promises(Wanted(order="changed"), known_on=known_on)
    keys = Promise.objects.everything().order_by("key").values_list("key", flat=True)
    return {
        "sky": sorted(map(_standing, sky.standings)),
        "tallies": tuple((one.key, one.count) for one in sky.tallies),
        "changes": tuple((_standing(one.standing), one.before.key if one.before else "") for one in sky.changes),
        "listed": tuple(map(_standing, listing.standings)),
        "dossiers": {key: _dossier(key, known_on) for key in keys},
    }


def differences(was, now, where=""):
    """Yield each place at which two views differ: where, what was, what is."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in was.keys() | now.keys():
            yield from differences(was.get(key), now.get(key), f"{where}/{key}")
    elif was != now:
        yield where, was, now


def page_as_of(client, address, day):
    """Return the page at *address* as of *day*, but for what tells which day it is read on."""
    glue = "&" if "?" in address else "?"
    answer = client.get(f"{address}{glue}as_of={day}")
    return answer.status_code, _OF_TODAY.sub("", answer.content.decode())
