"""Time the finding of stories among many documents, within so much memory, and beside datasketch where it is installed.

The documents are the shared pages where they lie beside, else our own few, each made anew often enough: unique ones (every word
of content exchanged for another), copies with another credit, light rewrites, shortened ones, and bulletins of one frame whose
numbers and days differ. What belongs together is known, so that the time is that of a right answer.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus import demonstration_pages, shared_copies, texts_of

from marsad.domain.reading import Reading
from marsad.pipeline.deduplicate import stories
from marsad.text.tokens import is_stop_word, tokens

COPIES, REWRITES, SHORTENED, BULLETINS = 0.25, 0.08, 0.05, 0.05
MOST_MEMORY = 2 * 1024**3
_DAYS = ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")
_FRAMES = (
    "سجل سعر برميل الخام في تعاملات يوم {day} {a} دولارا و{b} سنتا مقارنة بسعر {c} دولارا في الجلسة السابقة، فيما بلغ "
    "حجم التداول {d}"
    " ألف عقد بحسب نشرة السوق اليومية التي تصدر مساء كل يوم عمل",
    "يكون الطقس يوم {day} غائما جزئيا مع فرصة لزخات مطر خفيفة في الأقسام الشمالية، وتبلغ درجة الحرارة العظمى {a} "
    "والصغرى {b} درجة، وسرعة"
    " الرياح {c} كيلومترا في الساعة، والرطوبة {d} بالمئة بحسب بيان الأنواء",
)


def documents(count: int) -> Iterator[tuple[str, str]]:
    """Yield (family, text) of *count* documents; those of one family are one story."""
    chance = random.Random(4)
    texts = _one_of_each([text for text in shared_copies() or _own_texts() if len(text) > 300])
    vocabulary = sorted({token.word for text in texts for token in tokens(text) if not is_stop_word(token.word)})
    recent: list[tuple[str, str]] = []
    for number in range(count):
        what = chance.random()
        if recent and what < COPIES + REWRITES + SHORTENED:
            family, text = chance.choice(recent)
            if what < COPIES:
                yield family, f"وكالة {chance.choice(vocabulary)} - {text} المصدر {chance.choice(vocabulary)}"
            elif what < COPIES + REWRITES:
                words = text.split()
                yield family, " ".join(chance.choice(vocabulary) if chance.random() < 0.06 else word for word in words)
            else:
                yield family, text[: int(len(text) * 0.6)]
        elif what > 1 - BULLETINS:
            numbers = {letter: chance.randrange(3, 900) for letter in "abcd"}
            yield f"b{number}", chance.choice(_FRAMES).format(day=chance.choice(_DAYS), **numbers)
        else:
            turn = number // len(texts)
            text = texts[number % len(texts)]
            text = _other_words(text, vocabulary, turn) if turn else text
            family = f"u{number}"
            recent = [*recent[-400:], (family, text)]
            yield family, text


def _own_texts() -> list[str]:
    return [dated.text for dated in texts_of(demonstration_pages())]


def _one_of_each(texts: list[str]) -> list[str]:
    """Return one text of each story among *texts*: what is copied here must be copied by us."""
    story = stories(Reading(id=str(number), text=text) for number, text in enumerate(texts))
    return [texts[int(number)] for number in {name: number for number, name in story.items()}.values()]


def _other_words(text: str, vocabulary: list[str], turn: int) -> str:
    """Return *text* with each word of content exchanged for another, and each number."""
    parts, end, step = [], 0, turn * 7919
    places = _places(vocabulary)
    for token in tokens(text):
        parts.append(text[end : token.start])
        place = places.get(token.word)
        parts.append(text[token.start : token.end] if place is None else vocabulary[(place + step) % len(vocabulary)])
        end = token.end
    return "".join(parts) + text[end:]


_known_places: dict[int, dict[str, int]] = {}


def _places(vocabulary: list[str]) -> dict[str, int]:
    if id(vocabulary) not in _known_places:
        _known_places[id(vocabulary)] = {word: place for place, word in enumerate(vocabulary)}
    return _known_places[id(vocabulary)]


def _read(path: Path) -> Iterator[Reading]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield Reading(id=str(number), text=json.loads(line)[1])


def find(path: Path, who: str) -> dict[str, str]:
    """Return document → story as *who* finds it: "marsad" or "datasketch"."""
    if who == "marsad":
        return stories(_read(path))
    from peers import near_duplicates

    return near_duplicates((reading.id, [token.word for token in tokens(reading.text)]) for reading in _read(path))


def score(families: list[str], story: dict[str, str]) -> tuple[float, float]:
    """Return the precision and recall of the pairs of documents said to be one story."""
    said: defaultdict[str, list[int]] = defaultdict(list)
    true: defaultdict[str, int] = defaultdict(int)
    for number, family in enumerate(families):
        said[story[str(number)]].append(number)
        true[family] += 1
    right = together = 0
    for members in said.values():
        counts: defaultdict[str, int] = defaultdict(int)
        for member in members:
            counts[families[member]] += 1
        right += sum(count * (count - 1) // 2 for count in counts.values())
        together += len(members) * (len(members) - 1) // 2
    all_true = sum(count * (count - 1) // 2 for count in true.values())
    return right / max(1, together), right / max(1, all_true)


def main() -> None:
    """Make the documents, let each finder read them in a process of its own, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--peer-documents", type=int, default=10_000, help="how many the peer reads; 0 for none")
    parser.add_argument("--child", nargs=2, metavar=("WHO", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        _child(asked.child[0], Path(asked.child[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        runs = [("marsad", asked.documents)]
        if asked.peer_documents:
            runs += [("marsad", asked.peer_documents), ("datasketch", asked.peer_documents)]
        for who, count in runs:
            path = Path(folder) / f"{count}.jsonl"
            if not path.exists():
                with path.open("w", encoding="utf-8") as out:
                    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in documents(count))
            subprocess.run([sys.executable, __file__, "--child", who, str(path)], check=False)


def _child(who: str, path: Path) -> None:
    if who == "datasketch":
        from peers import has_datasketch

        if not has_datasketch():
            print("datasketch is not installed here: `make bench-stories` installs it")
            return
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    began, began_wall = time.process_time(), time.perf_counter()
    story = find(path, who)
    cpu, wall = time.process_time() - began, time.perf_counter() - began_wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with path.open(encoding="utf-8") as lines:
        families = [json.loads(line)[0] for line in lines]
    precision, recall = score(families, story)
    print(
        f"{who:>11}: {len(story):,} documents, {len(set(story.values())):,} stories; {wall:.1f} s by the wall, "
        f"{cpu:.1f} s of the"
        f" processor, {memory:,.0f} MB at most; precision {precision:.3f}, recall {recall:.3f}"
    )


if __name__ == "__main__":
    main()
