"""What the ledger's entries tell readers, each act in a sentence with what was said of it, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import get_language, gettext, pgettext_lazy

from marsad.domain.codebook import Verdict
from marsad.site.ledger_names import kind_word
from marsad.store.models.localised import localised
from marsad.store.queries.changes import CHANGED, EARLIER, FIRST, SAME, Change
from marsad.text.spoken_days import write_day, write_edtf

_MOST = 600  # letters of a paragraph: a feed leads to the page, it does not take its place
_STATES = {
    "met": pgettext_lazy("milestone", "met"),
    "missed": pgettext_lazy("milestone", "passed without evidence"),
    "postponed": pgettext_lazy("milestone", "postponed"),
}
_NAMED = ("government", "programme", "sector", "body")


def change_title(change: Change) -> str:
    """Return what happened, in one sentence."""
    kind, named = change.entry.kind, _names(change)
    if kind == "assessment.published":
        return _VERDICTS[change.turn]() % named
    if kind in _SENTENCES and (change.milestone or kind != "milestone.closed"):
        return _SENTENCES[kind]() % named
    if kind.partition(".")[0] in _NAMED:
        return f"{kind_word(kind)}: {_named(change)}"
    if kind == "codebook.published":
        return f"{kind_word(kind)}: {change.told['codebook']} {change.told['version']}"
    if kind != "promise.withdrawn" and change.entry.promise is not None:
        return f"{kind_word(kind)}: {change.entry.promise.title}"
    return kind_word(kind)


def change_paragraphs(change: Change) -> tuple[str, ...]:
    """Return what was said of it: the reason, the words, whose promise it is."""
    return tuple(_shortened(text) for text in _paragraphs(change) if text.strip())


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST].rsplit(" ", 1)[0] + " …"


def _word(verdict: Verdict | None) -> str:
    return verdict.label.in_language(get_language() or "ar") if verdict else gettext("Not assessed yet")


def _told(change: Change, name: str) -> str:
    """Return what the entry tells under *name* in the reader's language."""
    return localised(str(change.told.get(name) or ""), str(change.told.get(f"{name}_en") or ""))


def _day(value: object) -> str:
    return write_edtf(str(value or ""), get_language() or "ar")


def _named(change: Change) -> str:
    told = change.told
    return localised(*(str(told.get(f"name_{one}") or told.get(f"title_{one}") or "") for one in ("ar", "en", "ckb")))


def _body(change: Change) -> str:
    return change.body.name if change.body else str(change.told.get("body_name") or "")


def _names(change: Change) -> dict[str, str]:
    told = change.told
    row = change.milestone
    return {
        "promise": change.entry.promise.title if change.entry.promise else "",
        "verdict": _word(change.verdict),
        "before": _word(change.before),
        "body": _body(change),
        "what": localised(row.what_ar, row.what_en) if row else _told(change, "what"),
        "day": _day(told.get("day") or told.get("deadline_on")),
        "state": str(_STATES.get(str(told.get("state")), "")),
        "title": _told(change, "title"),
    }


_Sentence = Callable[[], str]
_VERDICTS: dict[str, _Sentence] = {
    FIRST: lambda: gettext("The first verdict on “%(promise)s”: %(verdict)s"),
    CHANGED: lambda: gettext("The verdict on “%(promise)s” changed from “%(before)s” to “%(verdict)s”"),
    SAME: lambda: gettext("The verdict on “%(promise)s” was judged again and stays “%(verdict)s”"),
    EARLIER: lambda: gettext("A verdict of an earlier day was published on “%(promise)s”: %(verdict)s"),
}
_SENTENCES: dict[str, _Sentence] = {
    "assessment.withdrawn": lambda: gettext("The verdict “%(verdict)s” on “%(promise)s” was withdrawn"),
    "conflict.published": lambda: gettext("Sources differ about “%(promise)s”, and we say how"),
    "conflict.withdrawn": lambda: gettext("What we said of sources that differ about “%(promise)s” was taken back"),
    "correction.published": lambda: gettext("We corrected what we had published about “%(promise)s”"),
    "lineage.published": lambda: gettext("“%(promise)s” was tied to a promise of an earlier government"),
    "lineage.withdrawn": lambda: gettext("The tie of “%(promise)s” to an earlier promise was undone"),
    "milestone.closed": lambda: gettext("A day set for “%(promise)s”, %(what)s: %(state)s"),
    "milestone.published": lambda: gettext("A day was set for “%(promise)s”: %(what)s (%(day)s)"),
    "milestone.withdrawn": lambda: gettext("A day that was set for “%(promise)s” was taken back"),
    "promise.published": lambda: gettext("A promise was published: “%(promise)s”"),
    "promise.restored": lambda: gettext("A promise is shown again: “%(promise)s”"),
    "promise.revised": lambda: gettext("The wording or particulars of “%(promise)s” changed"),
    "reply.concluded": lambda: gettext("A reply about “%(promise)s” was reviewed to its end"),
    "reply.none_by_deadline": lambda: gettext("%(body)s had not replied about “%(promise)s” by %(day)s"),
    "reply.published": lambda: gettext("%(body)s replied about “%(promise)s”, and we answered"),
    "reply.withdrawn": lambda: gettext("A reply about “%(promise)s” was taken back by who had sent it"),
    "series.published": lambda: gettext("Numbers over time were published on “%(promise)s”: %(title)s"),
    "series.withdrawn": lambda: gettext("Numbers over time on “%(promise)s” were taken back"),
}


def _paragraphs(change: Change) -> Iterator[str]:
    kind, told, row = change.entry.kind, change.told, change.entry.assessment
    if kind == "assessment.published" and row is not None:
        yield row.summary
        yield gettext("In effect from %(day)s.") % {"day": write_day(row.effective_on, get_language() or "ar")}
    elif kind == "assessment.withdrawn":
        yield _told(change, "reason")
        if change.before is None:
            yield gettext("No verdict stands on this promise now.")
        else:
            yield gettext("The verdict “%(verdict)s” stands now.") % {"verdict": _word(change.before)}
    elif kind == "correction.published":
        yield gettext("It was wrong: %(words)s") % {"words": _told(change, "wrong")}
        yield gettext("It is right: %(words)s") % {"words": _told(change, "right")}
    elif kind == "conflict.published":
        yield _told(change, "explanation")
    elif kind == "promise.published":
        yield _told(change, "text")
    elif kind in {"promise.revised", "promise.withdrawn", "promise.restored", "lineage.published"}:
        yield _told(change, "reason")
    elif kind == "milestone.closed":
        yield str(told.get("why") or "")
    elif kind == "reply.published":
        yield _told(change, "text")
        yield gettext("Our answer: %(words)s") % {"words": _told(change, "answer")}
    elif kind == "reply.none_by_deadline":
        yield _told(change, "question")
    elif kind == "reply.concluded":
        yield _told(change, "concluded")
    if change.entry.promise is not None and change.entry.promise.is_published:
        yield f"{change.entry.promise.government.name} · {change.entry.promise.sector.name}"
