"""Political events and commitments out of news and official statements.

>>> import chancery
>>> table = chancery.code([{"id": "a", "date": "2031-05-02", "text": "Peru will lend Chile two patrol boats."}])
>>> table.column("event").to_pylist(), table.column("status").to_pylist()
(['AGREE'], ['future'])

Documents are rows with a column ``text``, and as far as known ``id``, ``date``, ``title``, ``source``, ``url`` and ``language``. A
table comes back in the kind that went in: pandas, Polars, or PyArrow (also for lists of dictionaries).
"""

from __future__ import annotations

from typing import Any, Literal, overload

import pyarrow as pa

from . import _chancery
from ._chancery import Coder as _Coder
from ._chancery import __version__

__all__ = ["Coder", "__version__", "code", "columns", "ledger", "schema"]

Kind = Literal["mention", "step", "commitment"]


class Coder:
    """A coder of its own: the network, the gazetteer and the rules, in this process.

    Args:
        min_confidence: leave out mentions below this confidence (0 to 1; 0 keeps all). Without it the default of the model holds,
            which is the best for F1 on annotated documents.
    """

    def __init__(self, min_confidence: float | None = None) -> None:
        self._min_confidence = min_confidence
        self._coder = _Coder(min_confidence)

    @property
    def id(self) -> str:
        """Program and model, as in the column ``coder``."""
        return self._coder.id

    def __repr__(self) -> str:
        return f"<chancery.Coder {self.id}>"

    def __reduce__(self):
        # A worker process builds its own: the weights are in the package.
        return (Coder, (self._min_confidence,))

    @overload
    def code(self, documents: Any, *, steps: Literal[False] = False, threads: int | None = None) -> Any: ...
    @overload
    def code(self, documents: Any, *, steps: Literal[True], threads: int | None = None) -> tuple[Any, Any]: ...
    def code(self, documents, *, steps=False, threads=None):
        """Documents to mentions: one row for each act that a sentence tells.

        Args:
            documents: a pandas or Polars data frame, a PyArrow table or record batch, anything with Arrow's C stream
                interface, or a list of dictionaries.
            steps: also return what the sentences tell of undertakings, which :func:`ledger` joins to commitments.
            threads: how many to use; all cores without it. The result is the same on any number.

        Returns:
            Mentions in the order of the documents, in the kind of table that went in; with ``steps`` a pair of tables.

        Raises:
            ValueError: if there is no column ``text``, or a date is none.
        """
        mentions, told = self._coder.code(_to_arrow(documents), threads)
        mentions = _like(documents, pa.table(mentions))
        return (mentions, _like(documents, pa.table(told))) if steps else mentions


_shared: Coder | None = None


def _coder() -> Coder:
    global _shared
    if _shared is None:
        _shared = Coder()
    return _shared


def code(documents: Any, *, steps: bool = False, threads: int | None = None) -> Any:
    """Documents to mentions with a shared coder: see :meth:`Coder.code`."""
    return _coder().code(documents, steps=steps, threads=threads)


def ledger(steps: Any) -> Any:
    """Commitments, a row for each of their steps, out of steps of documents of any number.

    Args:
        steps: what :func:`code` returned second with ``steps=True``; several such tables may be put together.
    """
    return _like(steps, pa.table(_chancery.ledger(_to_arrow(steps))))


def columns(kind: Kind = "mention") -> dict[str, str]:
    """What each column of a table means."""
    return dict(_chancery.columns(kind))


def schema(kind: Kind = "mention") -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.table(_chancery.empty(kind)).schema


def _to_arrow(table: Any) -> Any:
    if isinstance(table, (list, tuple)):
        # A key that only some rows have is a column all the same.
        names = list(dict.fromkeys(name for row in table for name in row))
        return pa.Table.from_pylist([{n: row.get(n) for n in names} for row in table]) if table else pa.table({"text": pa.array([], pa.string())})
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return table
    if type(table).__module__.split(".")[0] == "pandas":  # before 2.2 without Arrow's interface
        return pa.Table.from_pandas(table, preserve_index=False)
    raise TypeError(f"{type(table).__name__} is no table: give a data frame, an Arrow table or a list of dictionaries")


def _like(given: Any, table: pa.Table) -> Any:
    package = type(given).__module__.split(".")[0]
    if package == "pandas":
        return table.to_pandas()
    if package == "polars":
        import polars

        return polars.from_arrow(table)
    if isinstance(given, pa.RecordBatch):
        batches = table.combine_chunks().to_batches()
        return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)
    return table
