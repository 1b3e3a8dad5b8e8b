"""What there is to see: an address for every page of the site and the desk, in one language, out of what the record holds."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import translation

from marsad.api.page_urls import urlpatterns as api_patterns
from marsad.desk.urls import urlpatterns as desk_patterns
from marsad.newsroom.follow import confirm_code, link_code
from marsad.site.urls import urlpatterns
from marsad.store import models
from marsad.store.queries.mirror import read_keys

NOT_PAGES = frozenset(
    {"calendar", "card", "feed", "ledger_feed", "report_pdf", "search_suggest", "site_card"}
    | {f"{kind}_{form}" for kind in ("promise", "sector", "body", "government") for form in ("feed", "calendar")}
)
# Addresses of the desk that are no page: acts, parts of a page, files.
NOT_PAGES_OF_THE_DESK = frozenset({"side", "language", "draft", "next_promise", "export_csv", "export_xlsx"})


@dataclass(frozen=True, slots=True)
class Sight:
    """One page, or one state of it: *name* is its address's in urls.py, then what is special; *hands_in* the form, empty."""

    name: str
    path: str
    status: int = 200
    hands_in: bool = False


def _promises(keys):
    """Yield the promise that shows most, one that nobody judged yet, and one that was withdrawn."""
    public = models.Promise.objects.everything().filter(key__in=keys.promises)
    most = Counter()
    for related in (models.Evidence, models.ConflictRow, models.Assessment, models.SeriesRow, models.MilestoneRow, models.Reply):
        kinds = related.objects.filter(promise__in=public).values_list("promise__key").annotate(of=Count("pk"))
        most.update({key: min(count, 6) for key, count in kinds})
    judged = models.Assessment.objects.filter(status="published").values_list("promise__key", flat=True)
    ranked = [key for key, _ in most.most_common() if key in set(judged)]
    yield from (("", key) for key in ranked[:1])
    replied = (
        models.Reply.objects.exclude(published_at=None)
        .filter(promise__key__in=keys.promises)
        .values_list("promise__key", flat=True)
    )
    yield from (("-with-reply", key) for key in replied[:1] if key not in ranked[:1])
    yield from (("-unjudged", key) for key in sorted(set(keys.promises) - set(judged))[:1])
    yield from (("-withdrawn", key) for key in keys.withdrawn[:1])


def _examples():
    """Return, for each address that names something, (what is special, the name) of those to be seen."""
    keys = read_keys(None)
    promises = list(_promises(keys))
    first, last = promises[:1], keys.promises[-1:]
    cited = models.Snapshot.objects.filter(pk__in=keys.snapshots).order_by("pk").values_list("pk", flat=True)
    followers = models.Follower.objects.filter(ended_at=None)
    links = [("", link_code(one)) for one in followers.exclude(confirmed_at=None)[:1]]
    return {
        "promise": promises,
        "contribute": first,
        "reply_unasked": first,
        "embed": [*first, *(row for row in promises if row[0] == "-unjudged")],
        "thread": [("", key) for key in keys.threads[:1]],
        "snapshot": [("", key) for key in cited[:1]],
        "sector": [("", key) for key in _fullest(keys, "sector")],
        "body": [("", key) for key in _fullest(keys, "body")],
        "outlet": [("", key) for key in keys.outlets[:1]],
        "government": [("", key) for key in _fullest(keys, "government")],
        "report": [("", key) for key in _fullest(keys, "government") if key in keys.reports],
        "ledger_entry": [("", keys.last)] if keys.last and last else [],
        "follow_confirm": [("", confirm_code(one)) for one in followers.exclude(ask_code="")[:1]],
        "follow_choices": links,
        "follow_end": links,
    }


def _fullest(keys, kind):
    """Return the key of the sector, body or government with the most promises, as a list of at most one."""
    known = models.Promise.objects.everything().filter(key__in=keys.promises).exclude(**{kind: None})
    return list(known.values_list(f"{kind}__key", flat=True).annotate(of=Count("pk")).order_by("-of", f"{kind}__key")[:1])


def public_names():
    """Return the names of all addresses of the public site that are pages."""
    return [row.name for row in (*urlpatterns, *api_patterns) if row.name not in NOT_PAGES]


def public_sights(language):
    """Return every page of the public site in *language*; an address without an example is left out."""
    return list(_pages(language, _examples()))


def _pages(language, found):
    with translation.override(language):
        for row in urlpatterns:
            if row.name in NOT_PAGES:
                continue
            if row.pattern.converters:
                for special, key in found[row.name]:
                    yield Sight(
                        row.name + special, reverse(f"site:{row.name}", args=[key]), 410 if "withdrawn" in special else 200
                    )
                    if row.name == "report":
                        yield Sight("report-counted", reverse("site:report", args=[key]) + "?keeping=missed")
            else:
                yield Sight(row.name, reverse(f"site:{row.name}"))
        yield from (Sight(row.name, reverse(row.name)) for row in api_patterns)
    yield Sight("login", reverse("account_login"))


def states_of_pages(language):
    """Return what pages show on a past day, when there is little to show, in answer to a mistake, and where nothing is."""
    with translation.override(language):
        return list(_states(_examples()))


def _states(found):
    home, promises, search = (reverse(f"site:{name}") for name in ("home", "promises", "search"))
    yield Sight("home-past", f"{home}?as_of=2025-06-01")
    yield Sight("promises-none", f"{promises}?q=زرافة&deadline=past&disputed=on&verdict=broken")
    yield Sight("search-found", f"{search}?q=التحالف")
    yield Sight("search-none", f"{search}?q=زرافة")
    for special, key in found["promise"][:1]:
        page = reverse("site:promise", args=[key])
        yield Sight(f"promise{special}-past", f"{page}?as_of=2025-10-03", 200)
        yield Sight(f"contribute{special}-mistaken", reverse("site:contribute", args=[key]), hands_in=True)
        yield Sight(f"reply_unasked{special}-mistaken", reverse("site:reply_unasked", args=[key]), hands_in=True)
    yield Sight("follow-mistaken", reverse("site:follow"), hands_in=True)
    yield Sight("follow_closed", reverse("site:follow_choices", args=["1-0"]), 404)
    yield Sight("not_found", f"{promises}no-such-promise/", 404)
    yield Sight("no_day", f"{home}?as_of=yesterday", 404)


def _of_the_desk():
    """Return, for each address of the desk that names something, the names to try, the likeliest first."""

    def of(model, *order, **wanted):
        return list(model.objects.filter(**wanted).order_by(*order, "pk").values_list("pk", flat=True)[:3])

    found = [key for _, key in _promises(read_keys(None))]
    return {
        "candidate": of(models.Candidate, "-is_suggested", "-score", status="waiting"),
        "groups": ["promise", "outlet", "day"],
        "story": of(models.Story),
        "promise": found,
        "assessment": of(models.Assessment, status="proposed") + of(models.Assessment, "-pk"),
        "term": list(models.Promise.objects.everything().values_list("government__key", flat=True).distinct()[:2]),
        "coding": of(models.CodingRound),
        "conflict": of(models.ConflictRow),
        "series": of(models.SeriesRow),
        "milestone": of(models.MilestoneRow),
        "programme_file": of(models.ProgrammeFile),
        "proposal": of(models.PromiseProposal),
        "reply": of(models.Reply),
        "reply_request": of(models.ReplyRequest),
        "submission": of(models.Submission),
        "member": of(models.Person, username="zahra"),
        "audit": [],
    }


def desk_sights():
    """Yield the pages of the desk; acts, which answer a GET with 405, are told from pages by whoever goes there."""
    found = _of_the_desk()
    for row in desk_patterns:
        if row.name in NOT_PAGES_OF_THE_DESK or "code" in row.pattern.converters:
            continue
        if not row.pattern.converters:
            yield Sight(f"desk-{row.name}", reverse(f"desk:{row.name}"))
        elif len(row.pattern.converters) == 1:
            yield from (Sight(f"desk-{row.name}", reverse(f"desk:{row.name}", args=[key])) for key in found.get(row.name, ())[:1])
