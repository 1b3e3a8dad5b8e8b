"""A small record with every kind of published row, made by the newsroom's own verbs; and ways to tamper with it."""

import datetime as dt

from django.db import connection, models

from marsad.newsroom import assess, correct, disputes, milestones, publish, review, series, withdraw
from marsad.newsroom.correct import Mended, Told
from marsad.store.models import MilestoneRow, SeriesRow
from marsad.store.queries.ledger_check import Check
from marsad.store.record import people, programme
from marsad.store.record.sources import save_outlet
from tests import observatory
from tests.newsroom import test_disputes, test_milestones, test_series

DAY = dt.date(2025, 10, 2)


def troubles():
    """Return all that a check of the record finds, as "where: what"."""
    return [f"{one.where}: {one.what}" for one in Check().troubles()]


def build():
    """Publish one of everything."""
    observatory.load_codebook()
    zahra = observatory.person("zahra")
    omar, sivan = (observatory.person(name, "editor") for name in ("omar", "sivan"))
    body = programme.save_body("defence", name_ar="وزارة الدفاع", name_en="Ministry of Defence")
    written = programme.save_programme(
        "programme-2022", government=observatory.government(), title_ar="المنهاج الوزاري", published_on=dt.date(2022, 10, 27)
    )
    about = observatory.promise("coalition", programme=written, body=body, title="إنهاء مهمة التحالف الدولي", deadline="2026-09")
    earlier = observatory.promise("coalition-before", cabinet=observatory.government("before", "2018-10-25", "2020-05-07"))
    programme.tie_lineage(earlier, about, "revives", reason_ar="الوعد نفسه.")
    outlet = save_outlet(
        "nahr", sources=(), name_ar="صحيفة النهر", name_en="The River", country="IQ", site="https://nahr.example/"
    )
    _verdicts(about, outlet, zahra, omar, sivan)
    _conflict(about, zahra, omar)
    _series(about, zahra, omar)
    _milestones(about, zahra, omar)
    people.rename(omar, "عمر السالم", actor="tests", at=observatory.timezone.now())
    return about


def _verdicts(about, outlet, zahra, omar, sivan):
    pieces = []
    for number in range(3):
        document = observatory.document(day=f"2025-09-{number + 1:02}")
        if number == 0:
            document.outlet = outlet
            document.save()
        pieces.append(review.accept(observatory.candidate(about, of=document).pk, zahra, stance="supports", rung="under_way").pk)
    wanted = {"verdict": "half_done", "evidence_ids": pieces, "outlook": ""}
    for days, words in enumerate(("خرج المستشارون.", "خرج أكثرهم.", "بقي بعضهم.")):
        day = DAY + dt.timedelta(days=days)
        made = assess.propose(about, omar, effective_on=day, summary_ar=words, summary_en="They left.", **wanted)
        last = publish.publish(made.pk, sivan)
    withdraw.ask(last.pk, omar, reason_ar="تراجع المصدر.")
    withdraw.confirm(last.pk, sivan)
    standing = about.assessments.get(status="published")
    told = Told("قلنا إن أكثرهم خرج.", "خرج نصفهم.", "wording", "reader")
    mended = Mended("half_done", DAY + dt.timedelta(days=1), "خرج نصفهم.", evidence_ids=tuple(pieces))
    correction = correct.propose_correction(standing.pk, omar, told, mended)
    publish.publish(correction.mended_by_id, sivan)


def _conflict(about, zahra, omar):
    two = [
        observatory.candidate(about, of=observatory.document(text=text, outlet=f"وكالة {number}", day=f"2025-0{number}-01"))
        for number, text in ((3, test_disputes.FIRST), (7, test_disputes.SECOND))
    ]
    for candidate in two:
        review.accept(candidate.pk, zahra, stance="discusses", rung="announced")
    row = test_disputes.dispute(about, two[0].document, two[1].document)[0]
    disputes.explain(row.pk, omar, explanation_ar="الثاني أحدث.", explanation_en="The second is newer.")


def _series(about, zahra, omar):
    test_series.accept([test_series.page(about, row) for row in test_series.COUNTS], zahra)
    series.find([about])
    test_series.publish(SeriesRow.objects.filter(promise=about).first(), omar)


def _milestones(about, zahra, omar):
    for text, day in ((test_milestones.FIRST, "2026-01-10"), (test_milestones.LATER, "2026-08-01")):
        test_milestones.accept(test_milestones.propose(about, text, day), zahra)
    for row in MilestoneRow.objects.filter(promise=about, day__in=["2026-09", "2027-03"]).order_by("last_on"):
        milestones.confirm(row.pk, omar, what_ar=f"اكتمال الانسحاب ({row.pk})")
    met = MilestoneRow.objects.get(promise=about, day="2027-03")
    proof = test_milestones.accept(
        test_milestones.propose(about, "أكملت القوات انسحابها من قاعدة حرير أمس.", "2026-09-20"), zahra, rung="delivered"
    )
    milestones.meet(met.pk, omar, evidence_id=proof.pk)


def raw(model, key, column):
    """Return what the database holds in *column*, past every converter."""
    bare = "+" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {bare}"{column}" FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = %s', [key])
        return cursor.fetchone()[0]


def write(model, key, column, value):
    """Write *value* into *column*, as somebody at the database would."""
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET "{column}" = %s WHERE "{model._meta.pk.column}" = %s', [value, key])


def changes(field, value):
    """Yield values that differ from *value*, as *field* may hold them: for text one changed byte in several places."""
    if isinstance(value, bool) or field.get_internal_type() == "BooleanField":
        yield (not value) if connection.vendor == "postgresql" else 1 - int(value or 0)
    elif isinstance(value, int | float):
        yield value + 1
    elif isinstance(value, dt.datetime):
        yield value + dt.timedelta(microseconds=1)
    elif isinstance(value, dt.date):
        yield value + dt.timedelta(days=1)
    elif isinstance(value, str) and field.get_internal_type() == "JSONField" and connection.vendor == "postgresql":
        yield '["changed"]'
    elif isinstance(value, str):
        yield from ([value[:-1] + chr(ord(value[-1]) ^ 1), chr(ord(value[0]) ^ 1) + value[1:], value + " "] if value else ["x"])
    else:  # NULL
        yield _some(field)


def _some(field):
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.DateTimeField):
        return "2020-01-01 00:00:00" if connection.vendor == "sqlite" else "2020-01-01 00:00:00+00"
    if isinstance(kind, models.DateField):
        return "2020-01-01"
    return 1 if isinstance(kind, models.IntegerField | models.FloatField | models.BooleanField) else "x"
