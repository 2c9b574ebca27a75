"""The same rows on Spark and on Sail, in one partition or many, and where an executor dies."""

import os
import signal
import subprocess

import pyarrow as pa
import pytest

import chancery
from chancery import spark as over
from test_chancery import stories

pyspark = pytest.importorskip("pyspark")


def rows(n=6):
    return [{**s, "id": f"{s['id']}-{k}"} for k in range(n) for s in stories()]


def data_frame(session, rows):
    names = ["id", "date", "title", "source", "text"]
    return session.createDataFrame([tuple(r.get(n) for n in names) for r in rows], ", ".join(f"{n} string" for n in names))


def answer(df):
    """Rows in a fixed order, as text."""
    table = df.toArrow() if hasattr(df, "toArrow") else pa.Table.from_pandas(df.toPandas())
    return sorted(str(r) for r in table.to_pylist())


@pytest.fixture(scope="module")
def want():
    return sorted(str(r) for r in chancery.code(rows()).to_pylist())


def engines():
    yield "spark"
    yield "sail"


@pytest.fixture(scope="module", params=list(engines()))
def session(request):
    if request.param == "spark":
        from pyspark.sql import SparkSession

        master = os.environ.get("CHANCERY_SPARK", "local-cluster[2,1,1024]")
        made = SparkSession.builder.master(master).config("spark.ui.enabled", False).config("spark.sql.execution.arrow.pyspark.enabled", True).getOrCreate()
        yield made
        made.stop()
    else:
        pytest.importorskip("pysail")
        from pysail.spark import SparkConnectServer
        from pyspark.sql import SparkSession

        server = SparkConnectServer()
        server.start()
        made = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").getOrCreate()
        yield made
        made.stop()
        server.stop()


@pytest.mark.parametrize("partitions", [1, 5])
def test_the_same_rows(session, want, partitions):
    df = data_frame(session, rows()).repartition(partitions)
    assert answer(over.code(df)) == want


def test_commitments_by_their_parties(session):
    df = data_frame(session, stories()).repartition(3)
    got = over.ledger(over.steps(df))
    assert got.columns == chancery.schema("commitment").names
    assert got.count() > 3


def test_a_lost_executor_loses_nothing(session, want):
    if not hasattr(session, "sparkContext") or "Connect" in type(session).__module__ or "connect" in type(session).__module__:
        pytest.skip("only a Spark cluster has executors")
    df = data_frame(session, rows()).repartition(8)
    marked = over.code(df).cache()
    executors = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True).stdout.split()
    assert executors, "the test needs local-cluster"
    os.kill(int(executors[0]), signal.SIGKILL)
    assert answer(marked) == want
