"""Write rows as Parquet, some thousands at once; only where the extra `parquet` is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from itertools import islice
from typing import Any, BinaryIO

from marsad.domain.open_tables import BOOLEAN, DATE, DATETIME, INTEGER, STRING, Row, Table

_AT_ONCE = 5000


def is_offered() -> bool:
    """Return whether Parquet can be written here."""
    return find_spec("pyarrow") is not None


def write_parquet(table: Table, rows: Iterable[Row], out: BinaryIO, *, notes: Mapping[str, str] | None = None) -> None:
    """Write *rows* of *table* to *out*, typed; *notes* are kept in the file's metadata. Raises ImportError without pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        STRING: pa.string(),
        INTEGER: pa.int64(),
        BOOLEAN: pa.bool_(),
        DATE: pa.date32(),
        DATETIME: pa.timestamp("us", tz="UTC"),
    }
    fields = [pa.field(one.name, kinds[one.kind], metadata={"ar": one.ar, "en": one.en}) for one in table.columns]
    schema = pa.schema(fields, metadata=dict(notes or {}))
    source = iter(rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(source, _AT_ONCE)):
            writer.write_batch(
                pa.record_batch([_array(pa, column, values) for column, values in _by_column(schema, batch)], schema=schema)
            )


def _by_column(schema: Any, batch: list[Row]) -> Iterable[tuple[Any, tuple[object, ...]]]:
    return zip((field.type for field in schema), zip(*batch, strict=True), strict=True)


def _array(pa: Any, kind: Any, values: tuple[object, ...]) -> Any:
    return pa.array(values, type=kind)
