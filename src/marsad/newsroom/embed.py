"""Have another encoder read the whole record beside the one in use, and switch to it; what the old one said stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from marsad.domain.reading import PromiseText
from marsad.encoders.background import BACKGROUND
from marsad.encoders.kept import KeepingEncoder, keep
from marsad.encoders.vector_file import KeptEncoder, VectorFile
from marsad.newsroom.encoder_choice import check_name, choose_encoder, encoder_in_use, may_choose, vector_place
from marsad.newsroom.model_choice import models_in_use
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.rematch import matched_documents, rematch
from marsad.pipeline.match import STEP as MATCH
from marsad.pipeline.match import Matcher
from marsad.pipeline.tools import NO_ENCODER, build_matcher
from marsad.plugins import ToolError, load
from marsad.store.models import Document
from marsad.store.queries.newsroom import promise_texts
from marsad.store.queries.readings import reading_of

Told = TypeVar("Told")

DOCUMENTS_AT_ONCE = 32  # some 190 sentences: whole batches for a server, little lost when interrupted


@dataclass(frozen=True, slots=True)
class Embedded:
    """What came of embedding: documents looked at, texts newly encoded, and the documents of which a text was refused."""

    documents: int
    texts: int
    failures: tuple[tuple[int, str], ...]


class _Collector:
    """Stands in for an encoder and notes what the matcher would have it read: words alone choose that, vectors do not."""

    name, version = "collector", "1"

    def __init__(self) -> None:
        self._noted: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Note *texts* and return rows that are like nothing."""
        self._noted += texts
        return np.zeros((len(texts), 1), dtype=np.float32)

    def take(self) -> list[str]:
        """Return what was noted since the last time."""
        noted, self._noted = self._noted, []
        return noted


class _Work:
    """What the matcher would read of the promises and of each document, and what of that is kept already."""

    def __init__(self, name: str) -> None:
        self.encoder, self.file = _open(name)
        promises, model = promise_texts(), models_in_use().matching
        self._collector = _Collector()
        self._matcher: Matcher = build_matcher(promises, self._collector, model)
        self.promise_texts = [*self._collector.take(), *BACKGROUND]
        self._ground = _ground(promises, model.version)
        self._marks = self.file.marks(self.encoder.number)

    def pending(self, on_document: Callable[[], object]) -> Iterator[tuple[Document, bytes]]:
        """Yield the documents not embedded whole, each with its mark; call *on_document* for every other."""
        # Not one long reading of the table: it would hold SQLite's log open for hours.
        numbers = iter(list(matched_documents().values_list("pk", flat=True)))
        while part := list(islice(numbers, DOCUMENTS_AT_ONCE)):
            yield from self._pending_of(part, on_document)

    def _pending_of(self, numbers: Sequence[int], on_document: Callable[[], object]) -> Iterator[tuple[Document, bytes]]:
        for document in matched_documents().filter(pk__in=numbers).select_related("outlet"):
            mark = blake2b(f"{document.title}\n{document.text}".encode("utf-8", "replace"), key=self._ground, digest_size=16)
            if self._marks.get(document.pk) == mark.digest():
                on_document()
            else:
                yield document, mark.digest()

    def texts_of(self, document: Document) -> list[str]:
        """Return the sentences of *document* that the matcher would have encoded."""
        self._matcher.matches(reading_of(document))
        return self._collector.take()


def embed(name: str, *, on_document: Callable[[], object]) -> Embedded:
    """Have the encoder *name* read promises and documents, and keep what it says; what is kept already is not asked again.

    Raises Refusal for a name that is none, ToolError where the encoder or the file of vectors will not do, or is too small.
    """
    work = _Work(name)
    room = work.encoder.most - work.file.count(work.encoder.number)
    fresh = _encode(work, work.promise_texts, room)
    documents, failures = 0, []
    rows = work.pending(on_document)
    while batch := list(islice(rows, DOCUMENTS_AT_ONCE)):
        texts = {document.pk: work.texts_of(document) for document, _ in batch}
        try:
            fresh += _encode(work, [text for own in texts.values() for text in own], room - fresh)
            done = [(document.pk, mark) for document, mark in batch]
        except ToolError:
            raise
        except (ValueError, RuntimeError):  # one text was refused: find the document it stands in
            done = []
            for document, mark in batch:
                try:
                    fresh += _encode(work, texts[document.pk], room - fresh)
                    done.append((document.pk, mark))
                except ToolError:
                    raise
                except (ValueError, RuntimeError) as error:
                    failures.append((document.pk, str(error)))
        _mark(work, done)
        documents += len(batch)
        for _ in batch:
            on_document()
    return Embedded(documents, fresh, tuple(failures))


def waiting(name: str) -> int:
    """Return how many documents the encoder *name* has still to read, the promises counting as one. Raises as `embed`."""
    work = _Work(name)
    return bool(work.encoder.missing(work.promise_texts)) + sum(1 for _ in work.pending(lambda: None))


def switch(name: str, *, is_forced: bool = False, on_document: Callable[[], object]) -> tuple[int, int]:
    """Make *name* the encoder in use and match all documents anew; return how many there are, and candidates waiting.

    Raises Refusal where it has not read everything yet, unless *is_forced*, and where MARSAD_ENCODER names another.
    """
    check_name(name)
    may_choose(name)
    if name != NO_ENCODER and not is_forced and (many := waiting(name)):
        raise Refusal(
            "",
            f"ما زال على هذا المرمِّز أن يقرأ {many} من الوثائق: شغّل أولًا marsad encoders embed، أو أضف ‎--force.",
            f"{name} has {many} documents still to read: run `marsad encoders embed {name}` first, or add --force "
            "and they are read while matching",
        )
    choose_encoder(name)
    return rematch(on_document=on_document)


def kept_encoders() -> tuple[KeptEncoder, ...]:
    """Return what is kept, by encoder, the newest last; nothing where there is no file. Raises ToolError for a damaged one."""
    if not settings.VECTORS.exists():
        return ()
    return _on_file(VectorFile.encoders)


def forget(asked: str, *, is_forced: bool = False) -> tuple[KeptEncoder, ...]:
    """Drop what is kept of the encoder called *asked*, or of the one so numbered; return what was dropped.

    Raises Refusal where nothing is kept of it, and, unless *is_forced*, for what the encoder in use needs.
    """
    rows = kept_encoders()
    chosen = tuple(row for row in rows if asked in (row.name, str(row.id)))
    if not chosen:
        raise Refusal("", f"لا شيء محفوظ باسم {asked}", f"nothing is kept of {asked!r}; `marsad encoders` shows what is")
    in_use = encoder_in_use().name.removeprefix("apart:").removesuffix("-apart")
    needed = max((row.id for row in rows if row.name == in_use), default=0)
    if not is_forced and any(row.id == needed for row in chosen):
        raise Refusal(
            "",
            "هذا هو المرمِّز العامل، وما حُفظ له سيُحسب من جديد. أضف ‎--force إن أردت ذلك.",
            f"{in_use} is in use, and what is kept of it would have to be made again; add --force to forget it all the same",
        )
    for row in chosen:
        _on_file(partial(VectorFile.forget, encoder=row.id))
    return chosen


def _open(name: str) -> tuple[KeepingEncoder, VectorFile]:
    check_name(name)
    if name == NO_ENCODER:
        raise Refusal("", "لا شيء يُحسب حين لا مرمِّز.", "there is nothing to embed without an encoder: switch to none at once")
    encoder = keep(load("encoder", name), vector_place())
    return encoder, _file_of(encoder)


def _file_of(encoder: KeepingEncoder) -> VectorFile:
    if encoder.file is None:
        raise ToolError(
            f"{settings.VECTORS} cannot be used, so nothing that is embedded would stay; remove it or make it writable"
        )
    return encoder.file


def _encode(work: _Work, texts: Iterable[str], room: int) -> int:
    """Encode those of *texts* that are not kept; return how many. Raises ToolError where they would not fit into *room*."""
    missing = work.encoder.missing(list(texts))
    if len(missing) > room:
        raise ToolError(
            f"MARSAD_VECTORS_MB={settings.OPERATOR.vectors_mb} is too small for what {work.encoder.name} has to read; raise it"
        )
    work.encoder.encode(missing)
    _file_of(work.encoder)
    return len(missing)


def _mark(work: _Work, done: Sequence[tuple[int, bytes]]) -> None:
    try:
        work.file.mark(work.encoder.number, done)
    except sqlite3.Error as error:
        raise ToolError(f"{settings.VECTORS} cannot be written: {error}") from error


def _ground(promises: Sequence[PromiseText], model_version: str) -> bytes:
    """Return what stands for all that decides, beside a document's own words, which of its sentences are read."""
    return blake2b(f"{MATCH.version} {model_version}\n{promises!r}".encode("utf-8", "replace"), digest_size=32).digest()


def _on_file(what: Callable[[VectorFile], Told]) -> Told:
    try:
        file = VectorFile(settings.VECTORS)
        try:
            return what(file)
        finally:
            file.close()
    except (sqlite3.Error, OSError) as error:
        raise ToolError(f"{settings.VECTORS} is damaged or cannot be read ({error}); remove it, and it is made anew") from error
