"""Time search among 200,000 documents: made up of the demonstration's words by Zipf's law, asked with words of every rarity.

`python bench/search.py [DOCUMENTS]`, on SQLite in a folder of its own, or on what DATABASE_URL names. Prints one JSON line.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 200_000
WORDS = 90  # of a document
KNOWN = 60_000  # words: those of the demonstration, then names made of them
QUESTIONS = 300
AT_ONCE = 2_000


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


def main() -> None:
    """Fill a store, ask it, print how long an answer takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    os.environ["MARSAD_DATA"] = tempfile.mkdtemp(prefix="marsad-bench-search-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from marsad.store.findable import Findable
    from marsad.store.queries.search import find
    from marsad.store.queries.search_scope import Scope
    from marsad.store.record.search import save_findable

    call_command("migrate", verbosity=0)
    words = vocabulary()
    begun = time.perf_counter()
    batch: list[Findable] = []
    for number, (title, text) in enumerate(documents(count, words), 1):
        batch.append(Findable("document", number, True, title, text))
        if len(batch) == AT_ONCE or number == count:
            save_findable(batch)
            batch = []
    filled = time.perf_counter() - begun
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE store_searchrow")
            cursor.execute("VACUUM ANALYZE store_searchterm")
        else:
            cursor.execute("INSERT INTO store_searchindex(store_searchindex) VALUES ('optimize')")
            cursor.execute("ANALYZE")
    taken, busy, empty = [], [], 0
    asked = questions(words)
    for question in asked[:20]:
        find(question, Scope())
    for question in asked:
        begun, worked = time.perf_counter(), time.process_time()
        empty += not find(question, Scope()).keys
        taken.append(1000 * (time.perf_counter() - begun))
        busy.append(1000 * (time.process_time() - worked))
    taken.sort()
    busy.sort()
    figures = {
        "database": connection.vendor,
        "documents": count,
        "index_documents_per_s": round(count / filled),
        "questions": len(taken),
        "without_an_answer": empty,
        "p50_ms": round(taken[len(taken) // 2], 1),
        "p95_ms": round(taken[int(len(taken) * 0.95)], 1),
        "p95_of_this_process_ms": round(busy[int(len(busy) * 0.95)], 1),
        "p99_ms": round(taken[int(len(taken) * 0.99)], 1),
        "longest_ms": round(taken[-1], 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
