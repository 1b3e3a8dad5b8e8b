"""Time the reading of pages on one core, beside the readers of others in the same run: `make bench`.

Prints the whole reading against trafilatura and dateparser, finding dates against dateparser, each step alone, the limit that
a bare pass from markup to text sets, time against length, and texts made to be slow. Without the peers: our figures alone.
"""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

import peers
from corpus import Dated, demonstration_pages, shared_articles, shared_pages, texts_of
from hostile import hostile_pages
from timing import TooLong, at_most, keep_to_one_core, once, turn_about

from marsad.pipeline import ExtractError, Page, build_road, read, road_tools
from marsad.text import find_amounts, find_dates, fold, search_key, sentences, stems, tokens

ROUNDS = 5
ARTICLES, UNTOLD_TEXTS, UNTOLD_LIMIT_S = 60, 10, 60
SENTENCES = (
    "أعلنت وزارة الكهرباء، يوم الاثنين 12 أيار 2025، إنجاز 70 بالمئة من مشروع محطة جديدة شرقي البصرة.",
    "وقال الوزير في مؤتمر صحفي إن «العمل مستمر حتى نهاية العام»، مشيراً إلى أن الكلفة بلغت 120 مليار دينار.",
    "وبحسب مصدر في المحافظة، فإن الشركة لم تتسلم سوى ثلثي المبلغ منذ آذار الماضي.",
    "وكان مجلس الوزراء قد صوت في جلسته الثالثة والعشرين على القانون رقم 14 لسنة 2024.",
)
SECTIONS = ("whole", "dates", "steps", "words", "limit", "length", "hostile")


def heading(words: str) -> None:
    """Print *words* above what follows."""
    print(f"\n{words}\n{'-' * len(words)}", flush=True)


def through(rows: Iterable[object]) -> None:
    """Take *rows* one after the other and keep none: what is kept would be walked over by the collector of garbage."""
    deque(rows, maxlen=0)


def compare(works: dict[str, tuple[Callable[[Any], object], Sequence[Any]]], unit: str, rounds: int) -> dict[str, float]:
    """Print and return how many rows a second each of *works*, a reader and its rows, reads in its best round."""
    taken = turn_about(
        {name: lambda read=read, rows=rows: through(map(read, rows)) for name, (read, rows) in works.items()}, rounds
    )
    speeds = {}
    for name, (_, rows) in works.items():
        count, times = len(rows), taken[name]
        speeds[name] = count / max(times.best_s, 1e-9)
        first, wall = count / max(times.first_s, 1e-9), count / max(times.wall_s, 1e-9)
        print(f"  {name:34} {speeds[name]:9.0f} {unit}/s   first round {first:9.0f}   by the wall {wall:9.0f}", flush=True)
    return speeds


def ratio(speeds: dict[str, float], ours: str, theirs: str, bar: float) -> None:
    """Print how many times as fast *ours* is, and whether that reaches *bar*."""
    if theirs in speeds:
        times = speeds[ours] / speeds[theirs]
        print(f"  = {times:.1f} times {theirs} (bar {bar:g}: {'reached' if times >= bar else 'NOT reached'})")


def show_whole(sets: dict[str, list[Page]], rounds: int, has_peers: bool) -> None:
    """Print the whole reading of each set beside trafilatura and dateparser."""
    for name, pages in sets.items():
        heading(f"Whole reading, {name}: {len(pages)} pages, {sum(len(page.html or '') for page in pages):,} bytes")
        works: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {"marsad": (read, pages)}
        if has_peers:
            markup = [page.html for page in pages]
            works["trafilatura alone"] = (peers.extract, markup)
            works["trafilatura + dateparser"] = (peers.read_whole, markup)
        ratio(compare(works, "pages", rounds), "marsad", "trafilatura + dateparser", 3)


def show_dates(sets: dict[str, list[Dated]], rounds: int, has_peers: bool) -> None:
    """Print the finding of dates in the texts of each set beside dateparser, told the language and not told."""
    seconds: dict[str, float] = dict.fromkeys(("marsad", "dateparser, told Arabic"), 0.0)
    for name, rows in sets.items():
        heading(f"Finding dates, {name}: {len(rows)} texts, {sum(len(row.text) for row in rows):,} characters")
        works: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {
            "marsad": (lambda row: find_dates(row.text, row.published), rows)
        }
        if has_peers:
            works["dateparser, told Arabic"] = (lambda row: peers.find_dates(row.text), rows)
        speeds = compare(works, "texts", rounds)
        ratio(speeds, "marsad", "dateparser, told Arabic", 50)
        for reader, speed in speeds.items():
            seconds[reader] += len(rows) / speed
        if has_peers:
            show_untold(rows[:UNTOLD_TEXTS])
    if has_peers:
        print("\n  All texts of these sets together, their seconds added up:")
        ratio({name: 1 / taken for name, taken in seconds.items()}, "marsad", "dateparser, told Arabic", 50)


def show_untold(rows: Sequence[Dated]) -> None:
    """Print how dateparser does as it comes, guessing the language, on a few texts."""
    try:
        with at_most(UNTOLD_LIMIT_S):
            theirs, _ = once(lambda: through(peers.find_dates(row.text, ()) for row in rows))
    except TooLong as error:
        print(f"  dateparser as it comes, {len(rows)} texts: {error}")
        return
    ours = min(once(lambda: through(find_dates(row.text, row.published) for row in rows))[0] for _ in range(ROUNDS))
    print(
        f"  dateparser as it comes, {len(rows)} texts: {len(rows) / theirs:.1f} texts/s; ours {theirs / ours:.0f} times as fast"
    )


def show_steps(pages: Sequence[Page], rounds: int) -> None:
    """Print how many pages a second each step reads, given what the steps before it made."""
    heading(f"Each step alone: {len(pages)} pages")
    tools, rows = road_tools(), list[Any](pages)
    for step in build_road(with_matching=False):
        tool = tools[step.tool]() if step.tool else None
        compare({step.name: (lambda row, step=step, tool=tool: list(step.run(row, tool)), rows)}, "pages", rounds)
        rows = [onward for row in rows for onward in step.run(row, tool)]


def show_words(rows: Sequence[Dated], rounds: int) -> None:
    """Print the nanoseconds a character that each function of words takes."""
    count = sum(len(row.text) for row in rows)
    heading(f"Words: {count:,} characters")
    for work in (fold, tokens, sentences, stems, search_key, find_dates, find_amounts):
        taken = turn_about({"": lambda work=work: through(work(row.text) for row in rows)}, rounds)[""]
        first, best = taken.first_s / count * 1e9, taken.best_s / count * 1e9
        print(f"  {work.__name__:14} {best:7.1f} ns a character   first round {first:7.1f}")


def show_limit(pages: Sequence[Page], rounds: int) -> None:
    """Print how near we come to passes that turn markup into text and do nothing else."""
    heading(f"The limit, markup to text and nothing else: {len(pages)} pages")
    works: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {"marsad, whole reading": (read, pages)}
    for name, reader in peers.bare_readers().items():
        works[name] = (reader, [page.html for page in pages])
    speeds = compare(works, "pages", rounds)
    ours = speeds.pop("marsad, whole reading")
    fastest = max(speeds, key=lambda name: speeds[name])
    print(f"  = 1/{speeds[fastest] / ours:.0f} of {fastest}, the fastest")


def show_length() -> None:
    """Print the seconds for pages and plain texts of growing length, and for a million bytes of each: even where linear."""
    heading("Time against length, seconds of the processor")
    print(f"  {'bytes':>10}   {'page':>9} {'a MB':>7}   {'plain text':>10} {'a MB':>7}")
    for exponent in range(3, 8):
        line, size = "", 10**exponent
        for is_markup in (True, False):
            page = _long_page(size, is_markup=is_markup)
            rounds = 1 if exponent > 6 else 3
            taken = min(once(lambda page=page: read(page))[0] for _ in range(rounds))
            line += f"   {taken:{9 if is_markup else 10}.3f} {taken * 1e6 / size:7.2f}"
        print(f"  {size:>10,}{line}", flush=True)


def _long_page(size: int, *, is_markup: bool) -> Page:
    """Return a page of about *size* bytes of paragraphs, each numbered so that none repeats another."""
    lines, length, number = [], 0, 0
    while length < size:
        words = f"{SENTENCES[number % len(SENTENCES)]} ({number})"
        lines.append(f"<p>{words}</p>\n" if is_markup else f"{words}\n")
        length += len(lines[-1].encode())
        number += 1
    body = "".join(lines)
    if is_markup:
        return Page("long", html=f"<html><body><h1>خبر</h1><article>{body}</article></body></html>".encode())
    return Page("long", text=body, published="2025-06-01")


def show_hostile(characters: int, limit_s: int) -> None:
    """Print the seconds that texts made to be slow take, and how many times those of half the length: 2 is linear."""
    heading(f"Made to be slow: {characters:,} characters, seconds of the processor")
    halves = hostile_pages(characters // 2)
    for name, page in hostile_pages(characters).items():
        try:
            with at_most(limit_s):
                half, whole = (once(lambda page=page: _read_or_refuse(page))[0] for page in (halves[name], page))
        except TooLong as error:
            print(f"  {name:36} {error}", flush=True)
            continue
        print(f"  {name:36} {whole:7.2f}   x{whole / max(half, 1e-6):.1f}", flush=True)


def _read_or_refuse(page: Page) -> None:
    with suppress(ExtractError):
        read(page)


def main() -> None:
    """Run the sections that are named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS, metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the best of so many rounds counts")
    parser.add_argument("--hostile-characters", type=int, default=1_000_000)
    parser.add_argument("--hostile-limit", type=int, default=120, help="seconds after which a slow text is given up")
    wanted = parser.parse_args()
    keep_to_one_core()
    missing = peers.missing()
    if missing:
        print(f"Not installed: {', '.join(missing)}. What needs them is left out; `make bench` installs them.")
    pages = {"the demonstration": demonstration_pages()}
    if shared := shared_pages():
        pages["the shared set"] = shared
    else:
        print("The shared development sets are not beside this checkout: the demonstration's pages alone are read.")
    texts = {name: texts_of(rows) for name, rows in pages.items()}
    if articles := shared_articles(ARTICLES):
        texts["shared articles"] = articles
    every_page = [page for rows in pages.values() for page in rows]
    shows: dict[str, Callable[[], None]] = {
        "whole": lambda: show_whole(pages, wanted.rounds, not missing),
        "dates": lambda: show_dates(texts, wanted.rounds, not missing),
        "steps": lambda: show_steps(every_page, wanted.rounds),
        "words": lambda: show_words([row for rows in texts.values() for row in rows], wanted.rounds),
        "limit": lambda: show_limit(every_page, wanted.rounds),
        "length": show_length,
        "hostile": lambda: show_hostile(wanted.hostile_characters, wanted.hostile_limit),
    }
    for section in SECTIONS:
        if section in wanted.only:
            shows[section]()


if __name__ == "__main__":
    main()
