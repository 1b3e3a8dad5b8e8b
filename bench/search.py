"""Time search among 200,000 documents: made up of the demonstration's words by Zipf's law, asked with words of every rarity.

`python bench/search.py [DOCUMENTS [FOLDER]]`, on SQLite in a folder of its own, or on what DATABASE_URL names. Prints a JSON
line for each way of asking: of everything, of promises alone, of one sector, and of suggestions while a reader types. In FOLDER
the store is kept, and is not filled again the next time; so is a database of PostgreSQL that holds as much already.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 200_000
WORDS = 90  # of a document
KNOWN = 60_000  # words: those of the demonstration, then names made of them
QUESTIONS = 300
AT_ONCE = 2_000
VERDICTS = ("done", "half_done", "begun", "not_begun", "broken", "")


def vocabulary() -> list[str]:
    """Return KNOWN words, the demonstration's first and by how often they stand there."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/demo").glob("*.yml")))
    counts: dict[str, int] = {}
    for word in re.findall(r"[ء-ي]{2,}", text):
        counts[word] = counts.get(word, 0) + 1
    words = sorted(counts, key=lambda word: (-counts[word], word))
    chance = random.Random(5)
    made = dict.fromkeys(words)
    while len(made) < KNOWN:
        made.setdefault("".join(chance.choice("بتجحدرسشصعفقكلمنهوي") for _ in range(chance.randint(4, 7))))
    return list(made)


def documents(count: int, words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield titles and texts, the words drawn by Zipf's law."""
    weights = list(accumulate(1 / (place + 2.7) for place in range(len(words))))
    chance = random.Random(6)
    for _ in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=WORDS)
        yield " ".join(drawn[:7]), " ".join(drawn[7:])


def questions(words: list[str]) -> list[str]:
    """Return questions of one to six words, usual and rare together, some with a phrase, a slip or an unwanted word."""
    chance = random.Random(7)
    weights = list(accumulate(1 / (place + 30) ** 0.8 for place in range(len(words))))
    found = []
    for number in range(QUESTIONS):
        drawn = chance.choices(words, cum_weights=weights, k=1 + number % 6)
        if number % 10 == 3:
            drawn[0] = drawn[0][:-1] + "ظظ"
        if number % 10 == 7:
            drawn.append(f"-{chance.choice(words[:200])}")
        found.append(" ".join(drawn))
    return found


def fill(count: int, words: list[str]) -> None:
    """Record *count* documents and a promise for each forty of them, all public; print how fast."""
    from marsad.store.findable import Findable
    from marsad.store.record.search import save_findable

    begun, worked = time.perf_counter(), time.process_time()
    batch: list[Findable] = []
    for number, (title, text) in enumerate(documents(count + count // 40, words), 1):
        kind = "promise" if number % 41 == 0 else "document"
        batch.append(
            Findable(kind, number, True, title, text, sector=f"sector-{number * 7919 % 12}", verdict=VERDICTS[number % 6])
        )
        if len(batch) == AT_ONCE:
            save_findable(batch)
            batch = []
    save_findable(batch)
    filled = time.perf_counter() - begun
    told = {"documents": count, "filled_s": round(filled), "of_this_process_s": round(time.process_time() - worked)}
    print(json.dumps({**told, "documents_per_s": round(count / filled)}), flush=True)


def timed(ask: Callable[[str], int], question: str) -> float:
    """Return how many milliseconds *ask* takes for *question*."""
    begun = time.perf_counter()
    ask(question)
    return 1000 * (time.perf_counter() - begun)


def measure(way: str, asked: list[str], ask: Callable[[str], int]) -> None:
    """Put each of *asked* by *ask*, which tells how much it found, three times over; print how long answers take.

    The quickest of the three is told too: what the answer takes where no other work of the machine stands in its way.
    """
    taken, busy, quickest, empty = [], [], [], 0
    for question in asked[:20]:
        ask(question)
    for question in asked:
        begun, worked = time.perf_counter(), time.process_time()
        empty += not ask(question)
        taken.append(1000 * (time.perf_counter() - begun))
        busy.append(1000 * (time.process_time() - worked))
        again = [timed(ask, question) for _ in range(2)]
        quickest.append(min(taken[-1], *again))
    taken.sort()
    busy.sort()
    quickest.sort()
    figures = {
        "asked_of": way,
        "questions": len(taken),
        "without_an_answer": empty,
        "p50_ms": round(taken[len(taken) // 2], 1),
        "p95_ms": round(taken[int(len(taken) * 0.95)], 1),
        "p50_quickest_ms": round(quickest[len(quickest) // 2], 1),
        "p95_quickest_ms": round(quickest[int(len(quickest) * 0.95)], 1),
        "p50_of_this_process_ms": round(busy[len(busy) // 2], 1),
        "p95_of_this_process_ms": round(busy[int(len(busy) * 0.95)], 1),
        "p99_ms": round(taken[int(len(taken) * 0.99)], 1),
        "longest_ms": round(taken[-1], 1),
    }
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def main() -> None:
    """Fill a store, ask it, print how long an answer takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    os.environ["MARSAD_DATA"] = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="marsad-bench-search-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from marsad.store.models import SearchRow
    from marsad.store.queries.search import find
    from marsad.store.queries.search_scope import Scope

    call_command("migrate", verbosity=0)
    words = vocabulary()
    print(json.dumps({"database": connection.vendor, "documents": count}), flush=True)
    if SearchRow.objects.filter(kind="document").count() < count:
        fill(count, words)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE store_searchrow")
            cursor.execute("VACUUM ANALYZE store_searchterm")
    asked = questions(words)
    measure("everything", asked, lambda question: len(find(question, Scope()).keys))
    measure("promises", asked, lambda question: len(find(question, Scope(kind="promise")).keys))
    measure("one sector", asked, lambda question: len(find(question, Scope(sector="sector-3")).keys))
    begun = [question[: max(3, len(question) - 2)] for question in asked]
    measure("suggestions", begun, lambda question: len(find(question, Scope(kind="promise"), most=30, completes=True).keys))


if __name__ == "__main__":
    main()
