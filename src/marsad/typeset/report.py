"""Set the final report of a government as a PDF. Its texts travel beside the template as data, so none is ever read as markup."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from marsad import __version__
from marsad.domain.report import MOST_SET, Report, ReportLine, ReportQuote
from marsad.domain.report_words import KEEPING_WORDS, METHOD, RUNG_WORDS, STANCE_WORDS, WORDS, left_to_pages
from marsad.text.spoken_days import write_day, write_edtf
from marsad.typeset.clean import clean
from marsad.typeset.moons import all_moons

EDITION = f"{__version__}-2"  # raised with the template, so that pages kept from before are set anew
MOST_SECONDS = 120


class TypesetError(RuntimeError):
    """A report that could not be set; the message ends with what the press said."""


def set_report(report: Report, page_of: Callable[[str], str]) -> bytes:
    """Return *report* as a PDF: the same bytes for the same report, whatever the clock says.

    *page_of* returns the whole address of a promise's page by its key: there are the quotes that the report does not print. It is
    set in a process of its own, which what it prints cannot take down with it. Raises TypesetError.
    """
    if report.total > MOST_SET:
        raise TypesetError(f"a PDF is made of {MOST_SET} promises at most, and there are {report.total}")
    told = json.dumps(_cleaned(_told(report, page_of)), ensure_ascii=False).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "marsad.typeset.press"], input=told, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TypesetError(f"the report was not set within {MOST_SECONDS} seconds") from error
    if done.returncode != 0:
        raise TypesetError(f"the report could not be set: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return done.stdout


def _day(day: dt.date | None, language: str) -> str:
    return write_day(day, language) if day else ""


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value


def _told(report: Report, page_of: Callable[[str], str]) -> dict[str, Any]:
    language = report.language
    words = {key: label.in_language(language) for key, label in WORDS.items()}
    ended = _day(report.ended_on, language) or words["still"]
    return {
        "language": language,
        "rtl": language != "en",
        "words": words,
        "moons": all_moons(),
        "observatory": report.observatory,
        "kind": words["interim" if report.is_draft else "final"],
        "draft": report.is_draft,
        "government": report.government,
        "leader": report.leader,
        "term": f"{_day(report.began_on, language)} – {ended}",
        "as_of": _day(report.as_of, language),
        "head": {"sequence": str(report.head_sequence), "hash": report.head_hash},
        "figures": {
            "total": report.total,
            "assessed": report.assessed,
            "closing": report.closing,
            "withdrawn": report.withdrawn,
            "corrections": len(report.corrections),
            "disputes": len(report.disputes),
        },
        "verdicts": [
            {"label": one.label or words["unrated"], "phase": one.phase, "count": one.count} for one in report.by_verdict
        ],
        "sectors": [{"name": one.name, "total": one.total, "counts": list(one.counts)} for one in report.by_sector],
        "keepings": [{"label": KEEPING_WORDS[key].in_language(language), "count": count} for key, count in report.by_keeping],
        "causes": [{"label": one.label, "count": one.count} for one in report.by_cause],
        "outlooks": [{"label": one.label, "count": one.count} for one in report.by_outlook],
        "method": [label.in_language(language) for label in METHOD],
        "codebooks": list(report.codebooks),
        "agreement": [{"axis": one.axis, "told": one.told} for one in report.agreement],
        "disputes": [{"promise": one.promise, "told": one.told} for one in report.disputes],
        "corrections": [
            {"promise": one.promise, "day": _day(one.published_on, language), "wrong": one.wrong, "right": one.right}
            for one in report.corrections
        ],
        "left": left_to_pages(report),
        "lines": [
            _line(line, language, words) if report.has_quotes else _brief(line, language, words) | {"page": page_of(line.key)}
            for line in report.lines
        ],
    }


def _facts(line: ReportLine, language: str, words: dict[str, str]) -> list[tuple[str, str]]:
    """Return what is told of *line* beside its verdict, by name; "" where there is nothing."""
    by = " · ".join(name for name in (line.author, line.seconder) if name)
    return [
        (words["effective"], _day(line.effective_on, language)),
        (words["published"], _day(line.published_on, language)),
        (words["by"], by),
        (words["outlook"], line.outlook),
        (words["cause"], line.cause),
        (words["deadline"], write_edtf(line.deadline, language) if line.deadline else ""),
        (words["by_keeping"], KEEPING_WORDS[line.keeping].in_language(language) if line.deadline else ""),
        (words["body"], line.body),
        (words["sources"], str(line.sources) if line.verdict_key else ""),
        (words["outlets"], str(line.outlets) if line.outlets else ""),
        (words["entry"], str(line.entry) if line.entry else ""),
    ]


def _brief(line: ReportLine, language: str, words: dict[str, str]) -> dict[str, Any]:
    """Return *line* as a report without quotes prints it."""
    facts = [*_facts(line, language, words), (words["quotes"], str(line.quoted) if line.verdict_key else "")]
    marks = [words["closing"]] * line.is_closing + [words["overridden"]] * bool(line.overrides)
    return {
        "title": line.title,
        "sector": line.sector,
        "verdict": line.verdict or words["unrated"],
        "phase": line.phase,
        "marks": marks,
        "facts": [[name, value] for name, value in facts if value],
    }


def _line(line: ReportLine, language: str, words: dict[str, str]) -> dict[str, Any]:
    return {
        "title": line.title,
        "sector": line.sector,
        "verdict": line.verdict or words["unrated"],
        "phase": line.phase,
        "closing": line.is_closing,
        "rated": bool(line.verdict_key),
        "summary": line.summary if line.verdict_key else words["no_verdict"],
        "facts": [[name, value] for name, value in _facts(line, language, words) if value],
        "overrides": list(line.overrides),
        "quotes": [_quote(quote, language, words) for quote in line.quotes],
    }


def _quote(quote: ReportQuote, language: str, words: dict[str, str]) -> dict[str, Any]:
    source = [
        quote.outlet or words["unknown_outlet" if quote.url else "from_public"],
        _day(quote.said_on, language) or words["undated"],
        STANCE_WORDS[quote.stance].in_language(language),
        RUNG_WORDS[quote.rung].in_language(language),
    ]
    return {
        "words": quote.words,
        "source": source,
        "snapshot": f"{words['snapshot']} {quote.snapshot}" if quote.snapshot else "",
        "sha256": quote.sha256,
    }
