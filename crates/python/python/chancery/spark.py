"""The same over a cluster: documents are the unit, so any number of partitions gives the same rows.

>>> from chancery import spark
>>> mentions = spark.code(df)          # df: a column text, and id, date, title, source, url, language as far as known
>>> commitments = spark.ledger(spark.steps(df))

It works wherever data frames have ``mapInArrow`` and ``applyInArrow``: PySpark 4 and Sail.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

import chancery

__all__ = ["code", "ledger", "steps"]

INPUT = ("text", "id", "date", "title", "source", "url", "language")


def _ddl(kind: str) -> str:
    """The schema as Spark writes it."""

    def name(t: pa.DataType) -> str:
        if pa.types.is_list(t):
            return f"array<{name(t.value_type)}>"
        for test, spark in ((pa.types.is_string, "string"), (pa.types.is_int64, "bigint"), (pa.types.is_float64, "double"), (pa.types.is_date32, "date")):
            if test(t):
                return spark
        raise TypeError(f"no Spark type for {t}")

    return ", ".join(f"`{f.name}` {name(f.type)}" for f in chancery.schema(kind))


def _documents(df):
    kept = [c for c in df.columns if c in INPUT]
    if "text" not in kept:
        raise ValueError(f"the data frame has no column 'text'; it has: {', '.join(df.columns)}")
    return df.select(*kept)


def _run(batches: Iterator[pa.RecordBatch], which: int, kind: str) -> Iterator[pa.RecordBatch]:
    schema = chancery.schema(kind)
    for batch in batches:
        # One thread: Spark runs as many tasks as there are cores.
        tables = chancery.code(pa.Table.from_batches([batch]), steps=True, threads=1)
        yield from tables[which].cast(schema).to_batches()


def code(df):
    """A data frame of documents to one of mentions; the columns are those of :func:`chancery.code`."""

    def run(batches):
        yield from _run(batches, 0, "mention")

    return _documents(df).mapInArrow(run, _ddl("mention"))


def steps(df):
    """A data frame of documents to what their sentences tell of undertakings."""

    def run(batches):
        yield from _run(batches, 1, "step")

    return _documents(df).mapInArrow(run, _ddl("step"))


def ledger(steps, by=None):
    """Steps to commitments, each group of parties by itself.

    Args:
        steps: what :func:`steps` returned.
        by: columns that tell the groups apart; without it the parties, whichever side they are on. What names only one of the
            parties, or none, is then in another group than what names both: :func:`chancery.ledger` over all steps at once,
            where they fit on one machine, joins them.
    """
    if by is None:
        from pyspark.sql import functions as F

        side = lambda c: F.filter(F.split(F.coalesce(F.col(c), F.lit("")), ";"), lambda x: x != "")
        steps = steps.withColumn("parties", F.array_join(F.array_sort(F.array_union(side("by"), side("to"))), ";"))
        by = ["parties"]

    def run(group: pa.Table) -> pa.Table:
        return chancery.ledger(group.select(["record"])).cast(chancery.schema("commitment"))

    return steps.groupBy(*by).applyInArrow(run, _ddl("commitment"))
