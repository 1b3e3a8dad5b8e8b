"""Render data/demo/articles.yml into the demonstration's news pages, data/demo/pages/*.html: the same bytes every time."""

from __future__ import annotations

import argparse
import html
import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import Any

import yaml

DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"

LEVANTINE = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
EGYPTIAN = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MAGHREBI = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
MONTHS = {
    "levantine": LEVANTINE,
    "egyptian": EGYPTIAN,
    "maghrebi": MAGHREBI,
    "dual": [f"{western}/{eastern}" for western, eastern in zip(EGYPTIAN, LEVANTINE, strict=True)],
}
WEEKDAYS = ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]

# Headlines that stand around an article and are none of its business.
TICKER = (
    "المرور تعلن مسارات بديلة في ساحة الطيران",
    "انطلاق معرض للكتاب في الناصرية",
    "أسعار صرف الدولار في أسواق بغداد اليوم",
    "ضبط شحنة أدوية مهربة في منفذ حدودي",
    "جامعة البصرة تمدد التقديم إلى الدراسات العليا",
    "نتائج الجولة الماضية من دوري الكرة",
    "حملة تشجير في أطراف السماوة",
    "وفاة فنان مسرحي في الثمانين من عمره",
)


class ArticleError(ValueError):
    """An article in articles.yml that cannot be rendered; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet: its names, host under .example, page template and the month names it writes."""

    name: str
    name_en: str
    host: str
    template: str
    months: str


@dataclass(frozen=True, slots=True)
class Article:
    """One demonstration article; *meta* says how its page tells the day: jsonld, og, dateline, none or absent."""

    id: str
    outlet: Outlet
    published: date
    title: str
    meta: str
    paragraphs: tuple[str, ...]
    about: tuple[str, ...] = ()
    copy_of: str | None = None
    credit: str = ""
    tags: tuple[str, ...] = ()
    clock: date | None = None
    encoding: str = "utf-8"

    @property
    def url(self) -> str:
        """Return the page's address at its invented outlet."""
        return f"https://{self.outlet.host}/{self.published:%Y/%m}/{self.id}"

    @property
    def number(self) -> int:
        """Return the number in the article's id, from which its clock and neighbours follow."""
        return int(self.id[1:])


def read_articles(path: Path = DEMO / "articles.yml") -> tuple[Article, ...]:
    """Return all articles in order, copies with the paragraphs that they carry. Raises ArticleError for a wrong one."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    outlets = {key: Outlet(**row) for key, row in content["outlets"].items()}
    rows: dict[str, dict[str, Any]] = {row["id"]: row for row in content["articles"]}
    if len(rows) != len(content["articles"]):
        raise ArticleError("two articles have one id")
    return tuple(_article(row, rows, outlets) for row in content["articles"])


def _article(row: dict[str, Any], rows: dict[str, dict[str, Any]], outlets: dict[str, Outlet]) -> Article:
    if row["meta"] not in ("jsonld", "og", "dateline", "none", "absent"):
        raise ArticleError(f"{row['id']}: meta {row['meta']!r} is none of jsonld, og, dateline, none, absent")
    paragraphs = list(rows[row["copy_of"]]["paragraphs"] if "copy_of" in row else row["paragraphs"])
    if "lead" in row:
        paragraphs[0] = row["lead"]
    kept = len(paragraphs) - row.get("drop_last", 0)
    return Article(
        id=row["id"],
        outlet=outlets[row["outlet"]],
        published=row["published"],
        title=row["title"],
        meta=row["meta"],
        paragraphs=tuple(paragraphs[:kept]),
        about=tuple(row["about"]),
        copy_of=row.get("copy_of"),
        credit=row.get("credit", row.get("byline", "")),
        tags=tuple(row.get("tags", ())),
        clock=row.get("clock"),
        encoding=row.get("encoding", "utf-8"),
    )


def say_day(day: date, months: str) -> str:
    """Return *day* in words, with the month names called *months*: الخميس 11 حزيران 2020."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[months][day.month - 1]} {day.year}"


def _head(article: Article) -> str:
    at = f"{article.published.isoformat()}T{7 + article.number % 14:02d}:{article.number * 7 % 60:02d}:00+03:00"
    if article.meta == "jsonld":
        graph = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "datePublished": at,
            "mainEntityOfPage": article.url,
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet.name},
        }
        return f'<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script>'
    if article.meta == "og":
        return f'<meta property="article:published_time" content="{at}">'
    return ""


def _dateline(article: Article) -> str:
    if article.meta == "absent":
        return ""
    if article.outlet.template == "classic":
        return f'<font size="2">{article.published:%d/%m/%Y}</font><br>'
    words = say_day(article.published, article.outlet.months)
    if article.meta == "dateline" and article.outlet.template == "portal":
        return f'<p class="date">{words} - {1 + article.number % 11:02d}:{article.number * 7 % 60:02d} م</p>'
    return f'<span class="date">{words}</span>'


def _neighbours(article: Article, articles: tuple[Article, ...], count: int) -> list[Article]:
    """Return the articles of the same outlet that stand nearest before this one, wrapping round; never one on its subject."""
    others = [
        other
        for other in articles
        if other.outlet == article.outlet and other.id != article.id and not set(other.about) & set(article.about)
    ]
    start = article.number % max(len(others), 1)
    return (others[start:] + others[:start])[:count]


def render(article: Article, articles: tuple[Article, ...]) -> bytes:
    """Return the page of *article* as its outlet's template draws it, in the encoding the article names."""
    related = [other.title for other in _neighbours(article, articles, 3)]
    turn = article.number % len(TICKER)
    latest = (*TICKER[turn:], *TICKER[:turn])[:5]
    clock = article.clock or article.published + timedelta(days=90 + article.number * 3)
    escaped = [html.escape(paragraph, quote=False) for paragraph in article.paragraphs]
    template = Template((DEMO / "templates" / f"{article.outlet.template}.html").read_text(encoding="utf-8"))
    page = template.substitute(
        title=html.escape(article.title),
        outlet=html.escape(article.outlet.name),
        url=article.url,
        head=_head(article),
        charset='<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n' if article.encoding == "utf-8" else "",
        dateline=_dateline(article),
        clock=f"{say_day(clock, article.outlet.months)} - 08:28 ص",
        credit=html.escape(article.credit),
        paragraphs="\n".join(f"<p>{paragraph}</p>" for paragraph in escaped),
        lines="<br><br>\n".join(escaped),
        tags=" ".join(f'<li><a href="/tag">{tag}</a></li>' for tag in article.tags)
        if article.outlet.template == "agency"
        else " ".join(f'<a href="/tag">{tag}</a>' for tag in article.tags),
        related=" ".join(f'<li><a href="/more">{html.escape(title)}</a></li>' for title in related),
        related_lines="".join(f'<a href="/more">{html.escape(title)}</a><br>' for title in related),
        latest=" ".join(f'<li><a href="/latest">{title}</a></li>' for title in latest),
        latest_lines="".join(f'<a href="/latest">{title}</a><br>' for title in latest),
        latest_line=" ".join(latest),
        ticker=" *** ".join(TICKER[turn : turn + 4]),
    )
    return page.encode(article.encoding)


def render_all() -> dict[str, bytes]:
    """Return every page's bytes by file name."""
    articles = read_articles()
    return {f"{article.id}.html": render(article, articles) for article in articles}


def main() -> int:
    """Write the pages, or with --check only say which are out of date; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is out of date")
    check = parser.parse_args().check
    folder = DEMO / "pages"
    folder.mkdir(exist_ok=True)
    pages = render_all()
    stale = [name for name, page in pages.items() if not (folder / name).exists() or (folder / name).read_bytes() != page]
    stale += [path.name for path in folder.glob("*.html") if path.name not in pages]
    if check:
        for name in sorted(stale):
            print(f"out of date: {name}", file=sys.stderr)
        return 1 if stale else 0
    for path in folder.glob("*.html"):
        if path.name not in pages:
            path.unlink()
    for name, page in pages.items():
        (folder / name).write_bytes(page)
    print(f"{len(pages)} pages, {len(stale)} changed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
