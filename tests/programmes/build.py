"""Two programmes in our own words, the promises in them marked [[…]]: built as HTML, DOCX and PDF; and the measure."""

import html
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from marsad.text.tokens import stems

HOME = Path(__file__).parent
NAMES = ("nahrain", "wadi")
_MARK = re.compile(r"\[\[(.+?)\]\]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLE = "@page{size:A4;margin:30mm 25mm}body{font:17px 'DejaVu Sans',sans-serif;line-height:1.9}td{padding:4px 12px}"


@dataclass(frozen=True)
class Source:
    """A programme as it was written: (kind, words) row by row, and the gold list."""

    rows: tuple[tuple[str, str], ...]
    gold: tuple[str, ...]


def source(name):
    text = (HOME / f"{name}.txt").read_text(encoding="utf-8")
    gold = tuple(found[1] for found in _MARK.finditer(text))
    rows = []
    for line in _MARK.sub(r"\1", text).splitlines():
        if line.startswith("# "):
            rows.append(("h1", line[2:]))
        elif line.startswith("## "):
            rows.append(("h2", line[3:]))
        elif line.startswith("- "):
            rows.append(("li", line[2:]))
        elif found := re.match(r"\d+\. ", line):
            rows.append(("ol", line[found.end() :]))
        elif line.startswith("|"):
            rows.append(("tr", line.strip("| ")))
        elif line.strip():
            rows.append(("p", line))
    return Source(tuple(rows), gold)


def as_html(rows):
    out, open_tag = [], None
    for kind, words in rows:
        wanted = {"li": "ul", "ol": "ol", "tr": "table"}.get(kind)
        if wanted != open_tag:
            out.append(f"</{open_tag}>" if open_tag else "")
            out.append(f"<{wanted}>" if wanted else "")
            open_tag = wanted
        if kind == "tr":
            out.append("<tr>" + "".join(f"<td>{html.escape(cell.strip())}</td>" for cell in words.split("|")) + "</tr>")
        else:
            tag = "li" if wanted else kind
            out.append(f"<{tag}>{html.escape(words)}</{tag}>")
    body = "\n".join(out) + (f"</{open_tag}>" if open_tag else "")
    return f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>{_STYLE}</style><body>{body}</body></html>'


def as_docx(rows, path):
    """Write *rows* as Word would: styles for headings, numbering for lists, a table for a table."""
    body = []
    for kind, words in rows:
        if kind == "tr":
            cells = "".join(f"<w:tc>{_paragraph(cell.strip())}</w:tc>" for cell in words.split("|"))
            body.append(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
        elif kind in ("h1", "h2"):
            body.append(_paragraph(words, f'<w:pStyle w:val="{kind.upper()}"/>'))
        else:
            numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if kind in ("li", "ol") else ""
            body.append(_paragraph(words, numbering))
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>' for level in (1, 2)
    )
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types)
        packed.writestr("word/document.xml", document)
        packed.writestr("word/styles.xml", f'<?xml version="1.0"?><w:styles xmlns:w="{_W}">{styles}</w:styles>')
    return path


def _paragraph(words, settings=""):
    half = len(words) // 2  # Word cuts a paragraph into runs wherever it likes
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (words[:half], words[half:]))
    return f"<w:p><w:pPr>{settings}</w:pPr>{runs}</w:p>"


def as_pdf(rows, path):
    """Print *rows* to PDF with the browser that the tests need anyway."""
    page = path.with_suffix(".source.html")
    page.write_text(as_html(rows), encoding="utf-8")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert chromium, "the tests need Chromium: run `make install-test`"
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={path.parent / 'profile'}",
    ]
    subprocess.run([chromium, *flags, f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True, timeout=120)
    return path


def build(name, kind, folder):
    """Return the file of programme *name* as *kind* in *folder*, and its gold list."""
    made, path = source(name), folder / f"{name}.{kind}"
    if kind == "html":
        path.write_text(as_html(made.rows), encoding="utf-8")
    elif kind == "docx":
        as_docx(made.rows, path)
    else:
        as_pdf(made.rows, path)
    return path, made.gold


def measure(proposed, gold):
    """Return (precision, recall, what was found that is none, what was missed); a proposal is right where it shares the words."""
    keys = [frozenset(stems(words)) for words in gold]
    hit, wrong = set(), []
    for words in proposed:
        own = frozenset(stems(words))
        best = max(range(len(keys)), key=lambda at: len(own & keys[at]) / max(1, len(own | keys[at])))
        if len(own & keys[best]) / max(1, len(own | keys[best])) >= 0.5:
            hit.add(best)
        else:
            wrong.append(words)
    missed = [words for at, words in enumerate(gold) if at not in hit]
    precision = 1 - len(wrong) / max(1, len(proposed))
    return precision, len(hit) / len(gold), wrong, missed
