"""The report as a PDF: whatever stands in its texts is printed as words, and neither run nor left out."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from pdfminer.high_level import extract_text

from marsad.domain.report import MOST_QUOTES, Agreement, Report, ReportCorrection, ReportDispute, ReportLine, ReportQuote
from marsad.typeset import report as typeset
from marsad.typeset.report import TypesetError

DAY = dt.date(2024, 1, 1)


def hostile(name):
    """Return words of a field called *name* that mean something to Typst, to a browser, and to a reader of directions."""
    markup = '#panic("x") #read("report.typ") *b* _i_ $x^2$ @ref <label> [c] \\x ``` // = -'
    return f"{markup} \u202eevil\u202c\u0000\ud800 ثم its{name}"


def report(language, *, quotes=1):
    quote = ReportQuote(hostile("quote"), hostile("outlet"), None, "delivered", "supports", 3, "f" * 64)
    line = ReportLine(
        "p", hostile("title"), "s", hostile("sector"), "done", hostile("verdict"), "full", "on_time",
        body=hostile("body"), outlook_key="o", outlook=hostile("outlook"), cause_key="c", cause=hostile("cause"),
        summary=hostile("summary"), author=hostile("author"), seconder=hostile("seconder"), quotes=(quote,) * quotes,
        overrides=(hostile("override"),),
    )  # fmt: skip
    return Report(
        language, hostile("observatory"), "g", hostile("government"), hostile("leader"), DAY, None, DAY, 1, "0" * 64,
        (hostile("codebook"),), (line,), (ReportDispute("p", hostile("dispute")),),
        (ReportCorrection("p", DAY, hostile("wrong"), hostile("right")),), (Agreement(hostile("axis"), hostile("told")),),
    )  # fmt: skip


def page_of(key):
    return f"https://watch.example/promises/{key}/"


def set_report(told):
    return typeset.set_report(told, page_of)


FIELDS = (
    "title sector verdict body outlook cause summary author seconder override quote outlet observatory government leader "
    "codebook dispute wrong right axis told"
)


@pytest.mark.parametrize("language", ["ar", "en", "ckb"])
def test_no_field_of_a_report_is_read_as_markup(language):
    told = extract_text(io.BytesIO(set_report(report(language))))
    missing = [name for name in FIELDS.split() if f"its{name}" not in told]
    assert missing == []
    assert "evil" in told  # not turned around
    assert "set document" not in told  # nothing was read from beside the template
    assert not {"\u202e", "\u0000"} & set(told)


@pytest.mark.parametrize("language", ["ar", "en", "ckb"])
def test_a_report_without_quotes_says_so_and_leads_to_the_pages_of_promises(language):
    whole = report(language)
    brief = replace(whole, has_quotes=False, lines=tuple(replace(line, quoted=3, quotes=(), summary="") for line in whole.lines))
    made = set_report(brief)
    told = extract_text(io.BytesIO(made))
    missing = [name for name in FIELDS.split() if f"its{name}" not in told]
    assert missing == ["summary", "override", "quote", "outlet"]
    assert str(MOST_QUOTES) in told
    assert b"https://watch.example/promises/p/" in made
    assert b"https://watch.example/promises/p/" not in set_report(whole)
    assert set_report(brief) == made


def test_more_promises_than_can_be_set_are_refused(monkeypatch):
    monkeypatch.setattr(typeset, "MOST_SET", 0)
    with pytest.raises(TypesetError, match="0 promises at most"):
        set_report(report("ar"))


def test_the_same_report_is_the_same_bytes():
    assert set_report(report("ar")) == set_report(report("ar"))
