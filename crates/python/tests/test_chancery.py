"""The package against the program: the same documents give the same rows, in every kind of table."""

import json
import os
import pathlib
import subprocess
import threading
import time

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import chancery

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("CHANCERY", str(ROOT / "target/release/chancery"))


def stories():
    lines = (ROOT / "examples/stories.jsonl").read_text(encoding="utf8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """What the program makes of the example stories: mentions and commitments."""
    folder = tmp_path_factory.mktemp("program")
    run = lambda *args: subprocess.run([PROGRAM, *args], check=True, cwd=folder, capture_output=True)
    run("code", "-o", "mentions.parquet", str(ROOT / "examples/stories.jsonl"))
    run("add", "--db", "r.db", str(ROOT / "examples/stories.jsonl"))
    run("commitments", "--db", "r.db", "-o", "commitments.parquet")
    return pq.read_table(folder / "mentions.parquet"), pq.read_table(folder / "commitments.parquet")


def plain(table):
    """The rows without what belongs to the file."""
    return table.replace_schema_metadata(None).combine_chunks()


def test_the_same_rows_as_the_program(program):
    mentions, steps = chancery.code(stories(), steps=True)
    assert mentions.num_rows > 10
    assert plain(mentions).to_pylist() == plain(program[0]).to_pylist()
    assert plain(chancery.ledger(steps)).to_pylist() == plain(program[1]).to_pylist()
    assert mentions.schema.equals(chancery.schema())


def test_threads_change_nothing():
    one, four = (chancery.code(stories(), threads=n) for n in (1, 4))
    assert one.equals(four)


def test_each_kind_of_table_comes_back_in_kind():
    rows = stories()
    want = chancery.code(rows).column("mention_id").to_pylist()
    table = pa.Table.from_pylist(rows)
    for given, kind in [
        (table, pa.Table),
        (table.combine_chunks().to_batches()[0], pa.RecordBatch),
        (pd.DataFrame(rows), pd.DataFrame),
        (pl.DataFrame(rows), pl.DataFrame),
    ]:
        got = chancery.code(given)
        assert isinstance(got, kind)
        column = got.column("mention_id") if isinstance(got, (pa.Table, pa.RecordBatch)) else got["mention_id"]
        assert list(column.to_pylist() if hasattr(column, "to_pylist") else column) == want


@pytest.mark.parametrize("type_", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_any_kind_of_text(type_):
    text = pa.array(["Peru will lend Chile two patrol boats."]).cast(type_) if not pa.types.is_dictionary(type_) else pa.array(["Peru will lend Chile two patrol boats."]).dictionary_encode()
    assert chancery.code(pa.table({"text": text})).column("event").to_pylist() == ["AGREE"]


@pytest.mark.parametrize("date", ["2031-05-02", "2031-05-02T10:00:00Z", pd.Timestamp("2031-05-02 10:00"), pd.Timestamp("2031-05-02").date()])
def test_any_kind_of_date(date):
    got = chancery.code(pa.table({"text": ["Peru thanked Chile on Friday."], "date": [date]}))
    assert [str(d) for d in got.column("document_date").to_pylist()] == ["2031-05-02"]


def test_what_is_unknown_stays_null():
    got = chancery.code([{"text": "Peru thanked Chile."}, {"text": None}, {"text": ""}])
    assert got.num_rows == 1
    assert got.column("document_date").to_pylist() == [None] == got.column("document_source").to_pylist()
    assert chancery.code([]).num_rows == 0


def test_errors_say_what_to_do():
    with pytest.raises(ValueError, match="no column 'text'; it has: body"):
        chancery.code([{"body": "Peru thanked Chile."}])
    with pytest.raises(ValueError, match="row 1: 'soon' is no date"):
        chancery.code([{"text": "a", "date": "2031-05-02"}, {"text": "b", "date": "soon"}])
    with pytest.raises(ValueError, match="between 0 and 1"):
        chancery.Coder(min_confidence=2)
    with pytest.raises(ValueError, match="no column 'record'"):
        chancery.ledger(pa.table({"a": [1]}))
    with pytest.raises(TypeError, match="is no table"):
        chancery.code(3)


def test_a_threshold_is_in_the_id():
    coder = chancery.Coder(min_confidence=0.9)
    assert "confidence from 0.9" in coder.id
    assert coder.code(stories()).num_rows < chancery.code(stories()).num_rows


def test_other_threads_run_meanwhile():
    many = [{"id": str(n), "text": "Peru will lend Chile two patrol boats. " * 20} for n in range(40)]
    work = threading.Thread(target=chancery.code, args=(many,), kwargs={"threads": 1})
    work.start()
    ticks = 0
    while work.is_alive():
        time.sleep(0.005)
        ticks += 1
    assert ticks > 5  # a held lock would have given none


def test_columns_are_explained():
    for kind in ("mention", "commitment", "step"):
        assert list(chancery.columns(kind)) == chancery.schema(kind).names
